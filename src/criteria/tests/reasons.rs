//! Every reason code fires in a small example, and one changed word makes the finding count.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use crate::criteria::{
    matching::{Bearing, Reason},
    testing::{bears, leaf, reason},
};

/// Concept and words of a leaf, a finding that the reason keeps from counting, and the same finding that counts.
type Example = (Reason, &'static str, Json, Json, Json);

fn examples() -> Vec<Example> {
    [speaks_of_something_else(), stands_otherwise(), says_no(), says_too_little()].concat()
}

fn speaks_of_something_else() -> Vec<Example> {
    vec![
        (
            Reason::WiderConcept,
            "sensory deficit",
            json!({}),
            json!({"concept": "deficit"}),
            json!({"concept": "dermatomal loss"}),
        ),
        (
            Reason::OtherKind,
            "deficit",
            json!({}),
            json!({"concept": "sensory deficit", "value": "absent"}),
            json!({"concept": "sensory deficit"}),
        ),
        (
            Reason::GuidelineText,
            "fracture",
            json!({"from": ["guideline", "exam"]}),
            json!({"concept": "fracture", "from": "guideline"}),
            json!({"concept": "fracture", "from": "exam"}),
        ),
        (
            Reason::Administrator,
            "fracture",
            json!({}),
            json!({"concept": "fracture", "from": "administrator"}),
            json!({"concept": "fracture", "from": "provider"}),
        ),
        (
            Reason::OtherOrigin,
            "deficit",
            json!({"from": "exam"}),
            json!({"concept": "deficit", "from": "patient"}),
            json!({"concept": "deficit", "from": "exam"}),
        ),
        (
            Reason::WrongRegion,
            "fracture",
            json!({}),
            json!({"concept": "fracture", "region": "knee"}),
            json!({"concept": "fracture", "region": "low back"}),
        ),
        (
            Reason::WrongSide,
            "deficit",
            json!({}),
            json!({"concept": "deficit", "side": "left"}),
            json!({"concept": "deficit", "side": "bilateral"}),
        ),
        (
            Reason::WrongLevel,
            "deficit",
            json!({"level": "same"}),
            json!({"concept": "deficit", "level": "L4"}),
            json!({"concept": "deficit", "level": "L5"}),
        ),
        (
            Reason::OtherSpeaker,
            "deficit",
            json!({"by": ["spine surgeon"]}),
            json!({"concept": "deficit", "by": "chiropractor"}),
            json!({"concept": "deficit", "by": "spine surgeon"}),
        ),
    ]
}

fn stands_otherwise() -> Vec<Example> {
    vec![
        (
            Reason::History,
            "fracture",
            json!({}),
            json!({"concept": "fracture", "as": "history"}),
            json!({"concept": "fracture", "as": "present"}),
        ),
        (
            Reason::Planned,
            "injection",
            json!({}),
            json!({"concept": "injection", "as": "planned"}),
            json!({"concept": "injection"}),
        ),
        (
            Reason::Considered,
            "injection",
            json!({"as": "planned"}),
            json!({"concept": "injection", "as": "considered"}),
            json!({"concept": "injection", "as": "planned"}),
        ),
        (
            Reason::Suspected,
            "fracture",
            json!({"as": ["present", "history"]}),
            json!({"concept": "fracture", "as": "suspected"}),
            json!({"concept": "fracture", "as": "history"}),
        ),
        (
            Reason::Refused,
            "injection",
            json!({}),
            json!({"concept": "injection", "as": "refused"}),
            json!({"concept": "injection"}),
        ),
        (
            Reason::NotOfStanding,
            "injection",
            json!({"as": "planned"}),
            json!({"concept": "injection"}),
            json!({"concept": "injection", "as": "planned"}),
        ),
    ]
}

fn says_no() -> Vec<Example> {
    let relief = |value: &str| json!({"concept": "relief", "value": value});
    vec![
        (
            Reason::OutOfWindow,
            "fracture",
            json!({"within": "6 weeks before request"}),
            json!({"concept": "fracture", "date": "2015-05-01"}),
            json!({"concept": "fracture", "date": "2015-06-01"}),
        ),
        (
            Reason::Denied,
            "deficit",
            json!({}),
            json!({"concept": "deficit", "value": "absent"}),
            json!({"concept": "deficit", "value": "present"}),
        ),
        (
            Reason::OtherResult,
            "nerve study",
            json!({"result": "abnormal"}),
            json!({"concept": "nerve study", "result": "normal"}),
            json!({"concept": "nerve study", "result": "abnormal"}),
        ),
        (
            Reason::OtherOutcome,
            "injection",
            json!({"outcome": "failed"}),
            json!({"concept": "injection", "outcome": "improved"}),
            json!({"concept": "injection", "outcome": "failed"}),
        ),
        (
            Reason::BelowThreshold,
            "relief",
            json!({"value": "at least 50 percent"}),
            relief("49.999 percent"),
            relief("50%"),
        ),
        (
            Reason::AboveThreshold,
            "relief",
            json!({"value": "under 50 percent"}),
            relief("50 percent"),
            relief("49.999 percent"),
        ),
    ]
}

fn says_too_little() -> Vec<Example> {
    vec![
        (
            Reason::Hedged,
            "deficit",
            json!({}),
            json!({"concept": "deficit", "certainty": "hedged"}),
            json!({"concept": "deficit", "certainty": "certain"}),
        ),
        (
            Reason::Undated,
            "fracture",
            json!({"within": "6 weeks before request"}),
            json!({"concept": "fracture"}),
            json!({"concept": "fracture", "date": "2015-06"}),
        ),
        (
            Reason::Unsided,
            "deficit",
            json!({"side": "same"}),
            json!({"concept": "deficit"}),
            json!({"concept": "deficit", "side": "right"}),
        ),
        (
            Reason::NoLevel,
            "deficit",
            json!({"level": "L4"}),
            json!({"concept": "deficit"}),
            json!({"concept": "deficit", "level": "L4"}),
        ),
        (
            Reason::SecondHand,
            "deficit",
            json!({"by": "first-hand"}),
            json!({"concept": "deficit", "quoted": true}),
            json!({"concept": "deficit", "quoted": false}),
        ),
        (
            Reason::NoAmount,
            "relief",
            json!({"value": "at least 50 percent"}),
            json!({"concept": "relief"}),
            json!({"concept": "relief", "value": "80 percent"}),
        ),
        (
            Reason::NoResult,
            "nerve study",
            json!({"result": "abnormal"}),
            json!({"concept": "nerve study"}),
            json!({"concept": "nerve study", "result": "abnormal"}),
        ),
        (
            Reason::NoOutcome,
            "injection",
            json!({"outcome": "failed"}),
            json!({"concept": "injection"}),
            json!({"concept": "injection", "outcome": "failed"}),
        ),
        (
            Reason::PartlyKnown,
            "symptoms",
            json!({"lasting": "4 weeks or more"}),
            json!({"concept": "symptoms", "lasting": "3 to 5 weeks"}),
            json!({"concept": "symptoms", "lasting": "4 to 6 weeks"}),
        ),
    ]
}

#[test]
fn every_reason_fires_and_its_opposite_counts() {
    for (code, concept, words, misses, counts) in examples() {
        let leaf = leaf(concept, words);
        assert_eq!(reason(bears(&leaf, &misses)), Some(code), "{code}: {misses}");
        assert_eq!(bears(&leaf, &counts), Some(Bearing::For), "{code}: {counts}");
    }
}

#[test]
fn no_reason_is_without_an_example() {
    let mut shown: BTreeSet<Reason> = examples().into_iter().map(|(code, ..)| code).collect();
    // Needs a finding beside it: its example is in `changes`.
    shown.insert(Reason::NoBaseline);
    assert_eq!(shown, Reason::ALL.iter().copied().collect());
}

/// What kind of bearing each reason has: a no, a perhaps, or something else.
#[test]
fn each_reason_weighs_as_it_should() {
    use Reason::{
        AboveThreshold, BelowThreshold, Denied, Hedged, NoAmount, NoLevel, NoOutcome, NoResult,
        OtherOutcome, OtherResult, OutOfWindow, PartlyKnown, SecondHand, Undated, Unsided,
    };
    let firm = [Denied, OtherResult];
    let soft = [OutOfWindow, BelowThreshold, AboveThreshold, OtherOutcome];
    let perhaps =
        [Hedged, Undated, Unsided, NoLevel, SecondHand, NoAmount, NoResult, NoOutcome, PartlyKnown];
    for (code, concept, words, misses, _) in examples() {
        let expected = if firm.contains(&code) || soft.contains(&code) {
            Bearing::Against { reason: code, firm: firm.contains(&code) }
        } else if perhaps.contains(&code) {
            Bearing::Unclear(code)
        } else {
            Bearing::Near(code)
        };
        assert_eq!(bears(&leaf(concept, words), &misses), Some(expected), "{code}");
    }
}

#[test]
fn another_concept_has_nothing_to_do_with_it() {
    assert_eq!(bears(&leaf("fracture", json!({})), &json!({"concept": "deficit"})), None);
    let sister = json!({"concept": "sensory deficit"});
    assert_eq!(bears(&leaf("fracture", json!({})), &sister), None);
}

#[test]
fn what_denies_the_whole_denies_each_kind() {
    let found = bears(
        &leaf("sensory deficit", json!({})),
        &json!({"concept": "deficit", "value": "absent"}),
    );
    assert_eq!(found, Some(Bearing::Against { reason: Reason::Denied, firm: true }));
}
