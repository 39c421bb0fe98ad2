use std::{collections::BTreeMap, sync::Arc};

use proptest::prelude::*;

use super::{Around, Corpus, Lexicon, Shelves, absences};
use crate::domain::{
    case::{Case, Document},
    finding::{Finding, Source, Value},
    silence::{Found, NearReason},
    testing::empty_case,
    vocabulary::{Concept, Vocabulary},
    words::{Side, Standing},
};

fn words(text: &[&str]) -> Vec<String> {
    text.iter().map(|w| (*w).to_owned()).collect()
}

fn vocabulary() -> Vocabulary {
    let mut vocabulary = Vocabulary::default();
    let mut concept = |name: &str, wider: &[&str], also: &[&str], opposite: &[&str], done: bool| {
        let outcomes = if done { words(&["failed"]) } else { Vec::new() };
        let (wider, also, opposite) = (words(wider), words(also), words(opposite));
        let concept = Concept { wider, also, opposite, outcomes, ..Concept::default() };
        vocabulary.concepts.insert(name.to_owned(), concept);
    };
    concept("conservative care", &[], &["conservative treatment"], &[], true);
    concept("physical therapy", &["conservative care"], &["physiotherapy"], &[], true);
    concept("radiculopathy", &[], &["radiculitis"], &["no radiculopathy"], false);
    concept("gait abnormality", &[], &["antalgic gait"], &["normal gait", "gait is normal"], false);
    concept("fever", &[], &["febrile"], &[], false);
    vocabulary
}

fn document(id: &str, pages: Option<u32>) -> Document {
    Document { id: id.to_owned(), kind: "note".to_owned(), provider: None, date: None, pages }
}

fn search_in(case: &Case, texts: &[(&str, &str)], sought: &str) -> Option<Found> {
    let vocabulary = vocabulary();
    let lexicon = Lexicon::new(&vocabulary);
    let around = Around { vocabulary: &vocabulary, lexicon: &lexicon, item: None };
    let texts: BTreeMap<String, Arc<str>> =
        texts.iter().map(|(id, text)| ((*id).to_owned(), Arc::from(*text))).collect();
    Shelves::new(&Corpus::of(&texts), case).search(&[sought.to_owned()], &around)
}

/// What a one-page record says of the thing.
fn search(text: &str, sought: &str) -> Found {
    let mut case = empty_case();
    case.summary = String::new();
    case.diagnoses = Vec::new();
    case.findings = Vec::new();
    case.documents = vec![document("note", None)];
    search_in(&case, &[("note", text)], sought).expect("a thing")
}

fn reasons(text: &str, sought: &str) -> Vec<NearReason> {
    let found = search(text, sought);
    assert!(found.hits.is_empty(), "{text}: {:?}", found.hits);
    found.near.iter().map(|n| n.reason).collect()
}

fn sought(sentence: &str) -> Vec<String> {
    absences(sentence).into_iter().flat_map(|claim| claim.sought).collect()
}

#[test]
fn a_negative_finding_told_with_its_source_and_a_missing_reason_are_no_claims() {
    for text in [
        "The imaging report of 01/22/2026, page 1, shows no nerve root compression at L5-S1.",
        "The progress note of 3/3/15 noted no weakness.",
        "The examination revealed no instability.",
        "There is no objective explanation why the patient would need therapy.",
        "The provider failed to outline a clear or compelling rationale for this brace.",
    ] {
        assert_eq!(absences(text), [], "{text}");
    }
    for text in [
        "The records showed no nerve root compression.",
        "The documentation of 3/3/15 shows no trial of therapy.",
        "The patient has no weakness on file.",
        "The imaging report of 01/22/2026 shows no evidence of instability.",
        "There is no documentation of a trial of therapy.",
    ] {
        assert_eq!(absences(text).len(), 1, "{text}");
    }
}

#[test]
fn claims_are_found_in_their_shapes() {
    for (sentence, things) in [
        (
            "There is no documentation of failed conservative care.",
            &["failed conservative care"][..],
        ),
        ("There was a lack of evidence regarding fever.", &["fever"]),
        ("The notes fail to document physical therapy.", &["physical therapy"]),
        ("The provider did not mention radiculopathy at this time.", &["radiculopathy"]),
        ("A trial of bracing was not documented.", &["A trial of bracing"]),
        ("No motor or sensory deficits were reported.", &["motor deficits", "sensory deficits"]),
        ("Nothing in the record suggests radiculopathy.", &["radiculopathy"]),
        ("There are no films of the left hip in the record.", &["films of the left hip"]),
        ("The patient has not undergone physical therapy.", &["physical therapy"]),
        ("It is not certain whether there was a fracture.", &["there was a fracture"]),
    ] {
        assert_eq!(sought(sentence), things, "{sentence}");
    }
}

#[test]
fn rules_conditions_quotations_and_opinions_are_no_claims() {
    for sentence in [
        "The MTUS does not mention this device.",
        "Care may go on if there is no evidence of improvement.",
        "The chapter says \u{201c}there is no evidence of benefit\u{201d} of it.",
        "Medical necessity has not been documented.",
        "This is a request for an MRI without contrast.",
        "The request failed to provide a quantity.",
        "The gait was normal.",
    ] {
        assert!(sought(sentence).is_empty(), "{sentence}: {:?}", sought(sentence));
    }
}

#[test]
fn a_mark_that_closes_nothing_quotes_nothing() {
    for begin in ["The patient is 5'10\" tall. ", "He said \"rest. ", "\"So it is.\" "] {
        let text = format!("{begin}There is no documentation of physical therapy.");
        assert_eq!(absences(&text).len(), 1, "{text}");
    }
    let quoted = "He said \"It hurts. There is no documentation of physical therapy. So.\"";
    assert!(absences(quoted).is_empty());
}

#[test]
fn what_stands_asserted_is_a_hit() {
    for (text, thing) in [
        ("He completed physical therapy in May.", "physical therapy"),
        ("She denies relief with physical therapy.", "physical therapy"),
        ("No improvement despite six weeks of physiotherapy.", "physical therapy"),
        ("No fever, but radiculopathy is found.", "radiculopathy"),
        ("Denies fever, and reports radiculitis.", "radiculopathy"),
        ("Physical therapy failed.", "failed conservative care"),
        ("Without edema, with an antalgic gait.", "gait abnormality"),
        ("No fever in May, but fever since June.", "fever"),
        ("Denies fever today; the fever of Monday was 39 degrees.", "fever"),
    ] {
        assert_eq!(search(text, thing).hits.len(), 1, "{text}: {:?}", search(text, thing).near);
    }
}

#[test]
fn what_does_not_is_a_near_miss_with_its_reason() {
    use NearReason::{
        Apart, Guideline, Hedged, History, Negated, Opposite, OtherPerson, OtherSide, Partial,
        Planned, Quantity,
    };
    for (text, thing, reason) in [
        ("He denies chills, fever, or cough.", "fever", Negated),
        ("Radiculopathy was not seen.", "radiculopathy", Negated),
        ("Pain without radiculopathy.", "radiculopathy", Negated),
        ("Fever: none.", "fever", Negated),
        ("Today the gait is normal.", "gait abnormality", Opposite),
        ("We request physical therapy.", "physical therapy", Planned),
        ("MRI to rule out radiculopathy.", "radiculopathy", Planned),
        ("History of fever in childhood.", "fever", History),
        ("Possible radiculopathy.", "radiculopathy", Hedged),
        ("MTUS supports physical therapy.", "physical therapy", Guideline),
        ("His mother had fever.", "fever", OtherPerson),
        ("Physical therapy for the right knee.", "physical therapy of the left knee", OtherSide),
        ("He had 6 visits of physical therapy.", "12 visits of physical therapy", Quantity),
        ("He had physical therapy. It failed.", "failed physical therapy", Apart),
        ("He had physical therapy.", "failed physical therapy", Partial),
    ] {
        assert_eq!(reasons(text, thing), [reason], "{text}");
    }
    assert_eq!(Side::ALL.len(), 3, "sides are left, right and both");
}

#[test]
fn findings_count_as_the_reviewer_reads_them() {
    let mut case = empty_case();
    let source = Source { document: "note".into(), page: Some(1), words: None };
    let mut finding = Finding::blank("f1".into(), source);
    finding.concept = "fever".into();
    let hits = |finding: &Finding, case: &mut Case| {
        case.findings = vec![finding.clone()];
        search_in(case, &[], "fever").expect("a thing").hits.len()
    };
    assert_eq!(hits(&finding, &mut case), 1);
    let absent = Finding { value: Value::Absent, ..finding.clone() };
    assert_eq!(hits(&absent, &mut case), 0);
    let none = Finding { value: "0 percent".parse().expect("a value"), ..finding.clone() };
    assert_eq!(hits(&none, &mut case), 0, "an amount of nothing is none");
    let planned = Finding { standing: Standing::Planned, ..finding };
    assert_eq!(hits(&planned, &mut case), 0);
}

#[test]
fn what_cannot_be_searched_is_counted_apart() {
    let mut case = empty_case();
    case.documents = vec![document("a", Some(5)), document("b", None), document("c", Some(2))];
    let texts = [("a", "Fever.\u{c}  \n\u{c}Text."), ("c", "\u{c}")];
    let found = search_in(&case, &texts, "fever").expect("a thing");
    let blind: Vec<(&str, u32, &[u32])> = found
        .documents
        .iter()
        .map(|d| (d.document.as_str(), d.pages, d.not_searchable.as_slice()))
        .collect();
    assert_eq!(blind, [("a", 5, &[2, 4, 5][..]), ("c", 2, &[1, 2])]);
    assert_eq!(found.not_at_hand, ["b"]);
    assert_eq!((found.pages_searched(), found.pages_not_searchable()), (2, 5));
    assert_eq!((found.hits[0].page, found.hits[0].line), (Some(1), Some(1)));
    assert!(search_in(&case, &texts, "the patient has").is_none());
}

proptest! {
    /// Whatever the line breaks, the hyphens at line ends and the case.
    #[test]
    fn every_term_that_stands_on_a_page_is_found(
        term in prop::sample::select(vec!["physical therapy", "radiculopathy", "antalgic gait", "fever"]),
        at in 1usize..14,
        break_at in prop::option::of(1usize..14),
        upper in any::<bool>(),
        indent in 0usize..5,
    ) {
        let mut written = String::new();
        for (i, c) in term.chars().enumerate() {
            let inside = c != ' ' && !written.ends_with([' ', '\n']) && i > 0;
            if c == ' ' && at > 6 {
                written.push('\n');
                written.push_str(&" ".repeat(indent));
                continue;
            }
            if inside && break_at == Some(i) {
                written.push_str("-\n");
                written.push_str(&" ".repeat(indent));
            }
            written.push(c);
        }
        let written = if upper { written.to_uppercase() } else { written };
        let text = format!("Seen in May.\nThe exam found {written} of the patient.\nEnd.");
        let found = search(&text, term);
        prop_assert!(!found.hits.is_empty(), "{}: {:?}", text, found);
    }

    #[test]
    fn any_text_is_searched(text in any::<String>(), claim in any::<String>()) {
        let _ = search_in(&empty_case(), &[("note", &text)], &claim);
        let _ = absences(&text);
        let mut case = empty_case();
        case.documents = vec![document("note", None)];
        let _ = search_in(&case, &[("note", &format!("{text} fever {claim}"))], "no fever of left L4-5");
    }
}
