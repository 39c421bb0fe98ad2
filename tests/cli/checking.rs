//! `imr check` of cases, `imr dismiss`, and an error that stands against finalizing.

use serde_json::Value;

use crate::{
    run::{imr_fed, imr_in},
    support::workspace::Workspace,
};

const SEED: &str = "CM15-0000001";

/// The seed's case decided with this rationale.
fn decided(outcome: &str, rationale: &[u8]) -> Workspace {
    let workspace = Workspace::sample();
    let args = ["decide", SEED, "--item", "1", "--outcome", outcome, "--rationale", "-"];
    imr_fed(&workspace, &args, rationale).done();
    workspace
}

const AGAINST: &[u8] =
    b"The appeal letter states a deficit. The films are not medically necessary.";

#[test]
fn an_error_is_told_with_its_place_and_ends_with_1() {
    let workspace = decided("overturned", AGAINST);
    for args in [["check", SEED].as_slice(), &["check"]] {
        let ran = imr_in(&workspace, args);
        assert_eq!((ran.code, ran.err.as_str()), (1, "imr: 1 error\n"), "{}", ran.out);
        assert!(ran.out.contains("CM15-0000001 item 1: error L01-closing: "), "{}", ran.out);
        assert!(ran.out.contains("\u{201c}not medically necessary\u{201d}"), "{}", ran.out);
    }
    let args = ["decide", SEED, "--item", "1", "--outcome", "upheld"];
    imr_in(&workspace, &args).done();
    let told = imr_in(&workspace, &["check", SEED]).done();
    assert!(told.contains("CM15-0000001 item 1: warning L10-outcome: "), "{told}");
    assert!(!told.contains("L01-closing"), "{told}");
    // A case that is not begun is silent.
    assert_eq!(imr_in(&workspace, &["check", "CM26-0000104"]).done(), "");
}

#[test]
fn json_tells_the_rule_and_where_the_words_stand() {
    let workspace =
        decided("upheld", b"The chapter asks for a deficit. It is not medically necessary.");
    let told = imr_in(&workspace, &["check", SEED, "--json"]).json();
    assert_eq!(told["faults"].as_array().map(Vec::len), Some(0));
    let alarms = told["alarms"].as_array().unwrap();
    let outcome = alarms.iter().find(|a| a["check"] == "L10-outcome").expect("the outcome");
    assert_eq!(
        (&outcome["severity"], &outcome["item"]),
        (&Value::from("warning"), &Value::from(1))
    );
    assert!(outcome["rule"].as_str().unwrap().contains("4610.6(e)"));
}

#[test]
fn an_alarm_is_let_stand_with_a_reason_and_the_case_can_be_made_final() {
    let workspace = decided("overturned", AGAINST);
    imr_in(&workspace, &["attest", SEED, "--yes"]).done();
    let said = imr_in(&workspace, &["finalize", SEED, "--yes"]).refused();
    assert!(said.contains("item 1: a check stands against it: L01-closing: "), "{said}");
    let dismiss = |check: &'static str, reason: &'static str| {
        imr_in(&workspace, &["dismiss", SEED, check, "--item", "1", "--reason", reason])
    };
    let said = dismiss("L08-cap", "no therapy").refused();
    assert!(said.contains("raises no such alarm"), "{said}");
    dismiss("L01-closing", "the films of the appeal are meant").done();
    let said = dismiss("L07-hit", "why not").refused();
    assert!(said.contains("L07-hit is never let stand"), "{said}");
    imr_in(&workspace, &["finalize", SEED, "--yes"]).done();
    let shown = imr_in(&workspace, &["show", SEED, "--json"]).json();
    let kept = &shown["determination"]["dismissed"][0];
    assert_eq!(kept["check"], "L01-closing");
    assert_eq!(kept["reason"], "the films of the appeal are meant");
}

#[test]
fn of_alarms_with_the_same_words_one_is_named_by_its_sentence() {
    let text =
        b"There was reduced sensation in the right leg. Again there was reduced sensation in the \
        right leg. The request is medically necessary.";
    let workspace = decided("overturned", text);
    let dismiss = |words: &[&str]| {
        let mut args = vec!["dismiss", SEED, "L11-side", "--item", "1", "--reason", "seen"];
        args.extend(words);
        imr_in(&workspace, &args)
    };
    let said = dismiss(&[]).err;
    assert!(said.contains("`right` in: Again there was reduced"), "{said}");
    dismiss(&["--words", "Again"]).done();
    let told = imr_in(&workspace, &["check", SEED, "--json"]).json();
    let left = told["alarms"].as_array().unwrap().iter().filter(|a| a["check"] == "L11-side");
    let sentences: Vec<&Value> = left.map(|a| &a["sentence"]).collect();
    assert_eq!(sentences, ["There was reduced sensation in the right leg."]);
}
