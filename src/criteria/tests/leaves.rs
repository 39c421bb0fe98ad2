//! The value of one leaf over all that the record says.

use serde_json::{Value as Json, json};

use crate::criteria::{
    matching::Reason,
    testing::{leaf, proven, value},
    value::{Value, Why},
};

const SILENT: Value = Value::Undetermined(Why::Silent);
const UNCLEAR: Value = Value::Undetermined(Why::Unclear);
const CONFLICT: Value = Value::Undetermined(Why::Conflict);

fn yes() -> Json {
    json!({"concept": "deficit"})
}
fn no() -> Json {
    json!({"concept": "deficit", "value": "absent"})
}
fn perhaps() -> Json {
    json!({"concept": "deficit", "certainty": "hedged"})
}
fn deficit(list: &[Json]) -> Value {
    value(leaf("deficit", json!({})), list)
}

#[test]
fn silence_is_never_not_met() {
    assert_eq!(deficit(&[]), SILENT);
    assert_eq!(deficit(&[json!({"concept": "fracture", "value": "absent"})]), SILENT);
    // What touches the concept and speaks of something else leaves the record silent on what is asked.
    for other in [
        json!({"concept": "deficit", "side": "left", "value": "absent"}),
        json!({"concept": "deficit", "region": "knee"}),
        json!({"concept": "deficit", "from": "guideline"}),
        json!({"concept": "deficit", "from": "administrator", "value": "absent"}),
        json!({"concept": "deficit", "as": "history"}),
        json!({"concept": "sensory deficit", "value": "absent"}),
    ] {
        assert_eq!(deficit(std::slice::from_ref(&other)), SILENT, "{other}");
    }
    assert_eq!(deficit(&[no()]), Value::NotMet, "a finding that says no is needed, and enough");
}

#[test]
fn silence_means_what_the_criterion_says_and_is_marked_as_assumed() {
    for (silent, expected) in [("absent", Value::NotMet), ("present", Value::Met)] {
        let leaf = leaf("deficit", json!({"silent": silent}));
        let proof = proven(leaf.clone(), &[]);
        assert_eq!((proof.value, proof.assumed), (expected, true), "{silent}");
        let said = proven(leaf.clone(), &[yes()]);
        assert_eq!((said.value, said.assumed), (Value::Met, false), "{silent}");
        let denied = proven(leaf.clone(), &[no()]);
        assert_eq!((denied.value, denied.assumed), (Value::NotMet, false), "{silent}");
        let hedged = proven(leaf, &[perhaps()]);
        assert_eq!((hedged.value, hedged.assumed), (UNCLEAR, false), "{silent}: not silent");
    }
}

#[test]
fn a_firm_yes_beside_a_firm_no_is_a_conflict() {
    assert_eq!(deficit(&[yes(), no()]), CONFLICT);
    assert_eq!(deficit(&[no(), yes()]), CONFLICT, "in any order");
    let study = |result: &str| json!({"concept": "nerve study", "result": result});
    let abnormal = leaf("nerve study", json!({"result": "abnormal"}));
    assert_eq!(value(abnormal, &[study("abnormal"), study("normal")]), CONFLICT);
}

#[test]
fn a_soft_no_beside_a_firm_yes_is_none() {
    // One injection failed, another helped: both are true.
    let outcome = |word: &str| json!({"concept": "injection", "outcome": word});
    let failed = || leaf("injection", json!({"outcome": "failed"}));
    assert_eq!(value(failed(), &[outcome("failed"), outcome("improved")]), Value::Met);
    assert_eq!(value(failed(), &[outcome("improved")]), Value::NotMet);
    let relief = |value: &str| json!({"concept": "relief", "value": value});
    let half = leaf("relief", json!({"value": "at least 50 percent"}));
    assert_eq!(value(half, &[relief("20 percent"), relief("80 percent")]), Value::Met);
    // A hedged no beside a firm yes takes nothing back.
    let hedged_no = json!({"concept": "deficit", "value": "absent", "certainty": "hedged"});
    assert_eq!(deficit(&[yes(), hedged_no]), Value::Met);
}

#[test]
fn hedged_undated_and_unsided_findings_are_unclear() {
    assert_eq!(deficit(&[perhaps()]), UNCLEAR);
    assert_eq!(deficit(&[perhaps(), no()]), UNCLEAR, "a hedge keeps a no from deciding");
    let dated = leaf("deficit", json!({"within": "6 weeks before request"}));
    assert_eq!(value(dated, &[yes()]), UNCLEAR);
    let sided = leaf("deficit", json!({"side": "same"}));
    assert_eq!(value(sided, &[yes()]), UNCLEAR);
    assert_eq!(deficit(&[yes()]), Value::Met, "what is not asked need not be said");
}

#[test]
fn a_no_is_held_to_the_same_words_as_a_yes() {
    for (words, loose, plain) in [
        (json!({}), json!({"certainty": "hedged"}), json!({})),
        (json!({"by": "first-hand"}), json!({"quoted": true}), json!({})),
        (json!({"by": ["spine surgeon"]}), json!({}), json!({"by": "spine surgeon"})),
        (json!({"within": "6 weeks before request"}), json!({}), json!({"date": "2015-06-01"})),
        (
            json!({"within": "6 weeks before request"}),
            json!({"date": "2015-05"}),
            json!({"date": "2015-06"}),
        ),
    ] {
        let said = |more: &Json| {
            let mut keys = no();
            keys.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            value(leaf("deficit", words.clone()), &[keys])
        };
        assert_eq!(said(&loose), UNCLEAR, "{words} {loose}");
        assert_eq!(said(&plain), Value::NotMet, "{words} {plain}");
    }
    let before = json!({"concept": "deficit", "value": "absent", "date": "2014-02-01"});
    let window = leaf("deficit", json!({"within": "6 weeks before request"}));
    assert_eq!(value(window, &[before]), SILENT, "a no of another time says nothing of this one");
}

#[test]
fn a_hedged_no_is_not_silence_and_takes_nothing_from_a_plain_no() {
    let abnormal = || leaf("nerve study", json!({"result": "abnormal"}));
    let normal = || json!({"concept": "nerve study", "result": "normal"});
    let hedged = json!({"concept": "nerve study", "result": "normal", "certainty": "hedged"});
    let proof = proven(abnormal(), std::slice::from_ref(&hedged));
    assert_eq!((proof.value, proof.near[0].reason), (UNCLEAR, Reason::OtherResult));
    assert_eq!(value(abnormal(), &[hedged, normal()]), Value::NotMet);
    let hedged_no = json!({"concept": "deficit", "value": "absent", "certainty": "hedged"});
    assert_eq!(deficit(std::slice::from_ref(&hedged_no)), UNCLEAR);
    assert_eq!(deficit(&[hedged_no, no()]), Value::NotMet);
    // Silence may be read as absent; a perhaps is not silence.
    let assuming = leaf("nerve study", json!({"result": "abnormal", "silent": "absent"}));
    let quoted = json!({"concept": "nerve study", "result": "normal", "certainty": "hedged"});
    assert_eq!(value(assuming, &[quoted]), UNCLEAR);
}

#[test]
fn witnesses_are_heard_in_a_fixed_order() {
    let found = |id: &str, more: Json| {
        let mut keys = json!({"id": id, "concept": "deficit", "date": "2015-01-01"});
        keys.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        keys
    };
    let page = |n: u32| json!({"document": "d", "page": n});
    let mut list = vec![
        found("exam-late", json!({"date": "2015-03-01", "source": page(9)})),
        found("exam-page-2", json!({"source": page(2)})),
        found("exam-page-10", json!({"source": page(10)})),
        found("exam-undated", json!({"date": null})),
        found("exam-quoted-latest", json!({"quoted": true, "date": "2015-05-01"})),
        found("imaging", json!({"from": "imaging", "date": "2015-06-01"})),
        found("provider", json!({"from": "provider"})),
        found("patient-a", json!({"from": "patient"})),
        found("patient-b", json!({"from": "patient"})),
    ];
    let expected: Vec<String> = list.iter().map(|f| f["id"].as_str().unwrap().to_owned()).collect();
    for _ in 0..list.len() {
        list.rotate_left(1);
        assert_eq!(proven(leaf("deficit", json!({})), &list).witnesses, expected);
    }
    list.reverse();
    assert_eq!(proven(leaf("deficit", json!({})), &list).witnesses, expected);
}

#[test]
fn a_count_is_a_lower_limit_unless_silence_means_absent() {
    let given = || json!({"concept": "injection"});
    let two = |n: usize, silent: bool| {
        let mut words = json!({"count": "at least 2"});
        if silent {
            words["silent"] = "absent".into();
        }
        value(leaf("injection", words), &vec![given(); n])
    };
    assert_eq!((two(1, false), two(2, false), two(3, false)), (SILENT, Value::Met, Value::Met));
    assert_eq!(
        (two(0, true), two(1, true), two(2, true)),
        (Value::NotMet, Value::NotMet, Value::Met)
    );
    let most = |n: usize, silent: bool| {
        let mut words = json!({"count": "at most 2"});
        if silent {
            words["silent"] = "absent".into();
        }
        value(leaf("injection", words), &vec![given(); n])
    };
    assert_eq!((most(2, false), most(3, false)), (SILENT, Value::NotMet), "there may be more");
    assert_eq!((most(2, true), most(3, true)), (Value::Met, Value::NotMet));
    let hedged = json!({"concept": "injection", "certainty": "hedged"});
    let words = json!({"count": "at least 2", "silent": "absent"});
    assert_eq!(value(leaf("injection", words), &[given(), hedged]), UNCLEAR);
}

#[test]
fn who_denies_that_there_was_any_counts_none() {
    let none = || json!({"concept": "injection", "value": "absent"});
    let counted =
        |count: &str, list: &[Json]| value(leaf("injection", json!({"count": count})), list);
    assert_eq!(counted("at least 2", &[none()]), Value::NotMet);
    assert_eq!(counted("at most 2", &[none()]), Value::Met);
    assert_eq!(counted("under 1", &[none()]), Value::Met);
    let given = || json!({"concept": "injection"});
    assert_eq!(counted("at least 1", &[none(), given()]), CONFLICT);
    assert_eq!(counted("at most 2", &[none(), given()]), CONFLICT);
    let hedged = json!({"concept": "injection", "certainty": "hedged"});
    assert_eq!(counted("at least 1", &[none(), hedged]), UNCLEAR);
}

/// A test with another result is one that does not count, not a denial of those that do.
#[test]
fn a_count_of_results_passes_over_the_others() {
    let study = |result: &str| json!({"concept": "nerve study", "result": result});
    let two = || leaf("nerve study", json!({"result": "abnormal", "count": "at least 2"}));
    let found = [study("abnormal"), study("normal"), study("abnormal")];
    assert_eq!(value(two(), &found), Value::Met);
    assert_eq!(value(two(), &found[..2]), SILENT);
}
