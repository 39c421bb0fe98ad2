//! Whole guidelines: connectives, overrides beside what is computed, exclusions, what a proof names.

use serde_json::{Value as Json, json};

use crate::{
    criteria::{
        evaluate::applicable,
        proof::{Shape, Weight},
        testing::{case, evaluated, leaf, named, plain, vocabulary},
        value::{Value, Why},
    },
    domain::{
        draft::{Override, Stated},
        guideline::{Clause, Guideline},
        words::{Confidence, Tier},
    },
};

fn yes(concept: &str) -> Json {
    json!({"concept": concept})
}
fn no(concept: &str) -> Json {
    json!({"concept": concept, "value": "absent"})
}
fn open(why: Why) -> Value {
    Value::Undetermined(why)
}
fn stating(criterion: &str, value: Stated) -> Override {
    Override {
        guideline: "g".to_owned(),
        criterion: criterion.to_owned(),
        value,
        reason: "Because.".to_owned(),
    }
}
fn decided(clause: Clause, list: &[Json]) -> Value {
    evaluated(&[("it", clause)], vec![], list, &[]).value
}

#[test]
fn connectives_wait_for_what_could_still_decide_them() {
    let pair = || vec![plain("deficit"), plain("fracture")];
    for (list, all, any) in [
        (vec![yes("deficit"), yes("fracture")], Value::Met, Value::Met),
        (vec![yes("deficit"), no("fracture")], Value::NotMet, Value::Met),
        (vec![no("deficit"), no("fracture")], Value::NotMet, Value::NotMet),
        (vec![yes("deficit")], open(Why::Silent), Value::Met),
        (vec![no("deficit")], Value::NotMet, open(Why::Silent)),
        (vec![], open(Why::Silent), open(Why::Silent)),
    ] {
        assert_eq!(decided(Clause::All(pair()), &list), all, "all of {list:?}");
        assert_eq!(decided(Clause::Any(pair()), &list), any, "any of {list:?}");
    }
    let three = vec![plain("deficit"), plain("fracture"), plain("symptoms")];
    let two_of = |list: &[Json]| decided(Clause::AtLeast(2, three.clone()), list);
    assert_eq!(two_of(&[yes("deficit"), yes("fracture")]), Value::Met);
    assert_eq!(two_of(&[yes("deficit"), no("fracture")]), open(Why::Silent));
    assert_eq!(two_of(&[no("deficit"), no("fracture")]), Value::NotMet);
}

#[test]
fn of_several_open_parts_the_most_telling_is_named() {
    let hedged = json!({"concept": "fracture", "certainty": "hedged"});
    let parts = vec![plain("symptoms"), plain("fracture"), plain("deficit")];
    let all = |list: &[Json]| decided(Clause::All(parts.clone()), list);
    let found = [hedged, yes("deficit"), no("deficit")];
    assert_eq!(all(&found[..1]), open(Why::Unclear), "before silent");
    assert_eq!(all(&found), open(Why::Conflict), "before unclear");
}

#[test]
fn a_question_is_unanswered_until_the_reviewer_states_it() {
    let criteria = [("it", Clause::Ask("Is it?".to_owned()))];
    let proof = evaluated(&criteria, vec![], &[yes("deficit")], &[]);
    assert_eq!(proof.value, open(Why::Unanswered));
    let proof = evaluated(&criteria, vec![], &[], &[stating("it", Stated::NotMet)]);
    assert_eq!((proof.value, proof.criteria[0].computed), (Value::NotMet, open(Why::Unanswered)));
}

#[test]
fn a_stated_value_counts_and_the_computed_one_stays_beside_it() {
    let criteria = [("it", named("part")), ("part", plain("deficit"))];
    for (list, computed, stated, expected) in [
        (vec![no("deficit")], Value::NotMet, Stated::Met, Value::Met),
        (vec![yes("deficit")], Value::Met, Stated::NotMet, Value::NotMet),
        (vec![], open(Why::Silent), Stated::Met, Value::Met),
    ] {
        let proof = evaluated(&criteria, vec![], &list, &[stating("part", stated)]);
        let part = proof.criterion("part").unwrap();
        assert_eq!((part.value, part.computed, part.clause.value), (expected, computed, computed));
        assert_eq!(part.stated, Some(stating("part", stated)));
        let whole = proof.criterion("it").unwrap();
        assert_eq!((whole.value, whole.computed, &whole.stated), (expected, expected, &None));
        assert_eq!(proof.value, expected, "what hangs on it follows");
    }
}

#[test]
fn a_statement_on_another_guideline_or_criterion_changes_nothing() {
    let criteria = [("it", plain("deficit"))];
    let other = Override { guideline: "h".to_owned(), ..stating("it", Stated::Met) };
    let proof = evaluated(&criteria, vec![], &[], &[other, stating("its", Stated::Met)]);
    assert_eq!((proof.value, &proof.criteria[0].stated), (open(Why::Silent), &None));
}

#[test]
fn an_exclusion_is_triggered_cleared_or_not_addressed() {
    let criteria = [("it", plain("deficit"))];
    let with = |more: &[Json]| {
        let list = [&[yes("deficit")], more].concat();
        let proof = evaluated(&criteria, vec![plain("fracture")], &list, &[]);
        (proof.unless[0].value, proof.value, proof.criteria[0].value)
    };
    assert_eq!(with(&[yes("fracture")]), (Value::Met, Value::NotMet, Value::Met), "triggered");
    assert_eq!(with(&[no("fracture")]), (Value::NotMet, Value::Met, Value::Met), "cleared");
    let silent = open(Why::Silent);
    assert_eq!(with(&[]), (silent, silent, Value::Met), "not addressed");
}

#[test]
fn an_exclusion_that_reads_silence_as_absent_is_cleared_and_says_that_it_was_assumed() {
    let clause = Clause::Leaf(Box::new(leaf("fracture", json!({"silent": "absent"}))));
    let criteria = [("it", plain("deficit"))];
    let proof = evaluated(&criteria, vec![clause], &[yes("deficit")], &[]);
    assert_eq!(proof.value, Value::Met);
    let Shape::Leaf(leaf) = &proof.unless[0].shape else { panic!("a leaf") };
    assert!(leaf.assumed);
}

#[test]
fn a_cleared_exclusion_does_not_meet_what_is_not_met() {
    let criteria = [("it", plain("deficit"))];
    let proof =
        evaluated(&criteria, vec![plain("fracture")], &[no("deficit"), no("fracture")], &[]);
    assert_eq!(proof.value, Value::NotMet);
    let proof = evaluated(&criteria, vec![plain("fracture")], &[yes("fracture")], &[]);
    assert_eq!(proof.value, Value::NotMet, "triggered decides, whatever is silent");
}

#[test]
fn a_criterion_rests_on_the_findings_of_those_that_it_names() {
    let criteria =
        [("it", Clause::Any(vec![named("part"), plain("fracture")])), ("part", plain("deficit"))];
    let list = [
        json!({"id": "counts", "concept": "deficit"}),
        json!({"id": "denies", "concept": "fracture", "value": "absent"}),
        json!({"id": "near", "concept": "fracture", "as": "history"}),
        json!({"id": "apart", "concept": "symptoms"}),
    ];
    let proof = evaluated(&criteria, vec![], &list, &[]);
    let found = proof.findings_of(&proof.criteria[0].clause);
    let expected = [("counts", Weight::Counts), ("denies", Weight::Counts), ("near", Weight::Near)];
    assert_eq!(found, expected);
}

#[test]
fn guidelines_apply_by_service_and_region_in_the_order_of_the_search_sequence() {
    let guideline = |id: &str, tier, service: &str, regions: &[&str]| Guideline {
        id: id.to_owned(),
        title: id.to_owned(),
        tier,
        confidence: Confidence::A,
        services: vec![service.to_owned()],
        regions: regions.iter().map(ToString::to_string).collect(),
        decide: "it".to_owned(),
        criteria: Vec::new(),
        unless: Vec::new(),
        expected: Vec::new(),
        in_force: None,
        tests: Vec::new(),
        note: None,
    };
    let all = [
        guideline("study", Tier::Study, "lumbar mri", &[]),
        guideline("b", Tier::Mtus, "lumbar mri", &["low back"]),
        guideline("a", Tier::Mtus, "lumbar mri", &["neck", "spine"]),
        guideline("knee", Tier::Mtus, "lumbar mri", &["knee"]),
        guideline("other", Tier::Mtus, "crutches", &[]),
    ];
    let case = case();
    let ids = |item| -> Vec<String> {
        applicable(&all, item, &vocabulary()).iter().map(|g| g.id.clone()).collect()
    };
    assert_eq!(ids(&case.items[0]), ["a", "b", "study"]);
    let mut anywhere = case.items[0].clone();
    anywhere.region = None;
    assert_eq!(ids(&anywhere), ["a", "b", "knee", "study"], "no region excludes none");
}
