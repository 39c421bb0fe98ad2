//! `imr precedents`: to be read without knowing how they end.

use std::fs;

use crate::{
    run::{imr_fed, imr_in},
    support::{past::lay_five, workspace::Workspace},
};

const CASE: &str = "CM26-0000101";

#[test]
fn rationales_are_printed_and_the_outcomes_only_when_asked() {
    let workspace = Workspace::sample();
    lay_five(&workspace);
    let printed = imr_in(&workspace, &["precedents", CASE, "1"]).done();
    assert!(printed.starts_with("item 1: diagnostic test, low back\n"), "{printed}");
    assert!(printed.contains("2025-06-07 · CM25-0000002 · item 1 · yours\n"), "{printed}");
    assert!(printed.contains("straight leg raise"), "{printed}");
    for word in ["upheld", "overturned", "medically"] {
        assert!(!printed.contains(word), "{word}: {printed}");
    }
    let json = imr_in(&workspace, &["precedents", CASE, "1", "--json"]).done();
    assert!(!json.contains("\"outcome\"") && !json.contains("medically"), "{json}");
    let told = imr_in(&workspace, &["precedents", CASE, "1", "--json", "--outcomes"]).json();
    let all = told["precedents"].as_array().expect("a list");
    let outcomes: Vec<_> = all.iter().map(|one| one["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["upheld", "overturned", "overturned", "overturned"]);
    assert_eq!(all[0]["whose"], "yours");
    let theirs = imr_in(&workspace, &["--reviewer", "r2", "precedents", CASE, "1"]).done();
    assert!(theirs.contains("CM26-0000003 · item 1 · yours"), "{theirs}");
}

#[test]
fn what_is_broken_is_named_and_what_is_not_there_is_refused() {
    let workspace = Workspace::sample();
    lay_five(&workspace);
    fs::write(workspace.file("determinations/CM24-0000001.yaml"), "case: [").unwrap();
    let printed = imr_in(&workspace, &["precedents", CASE, "1"]).done();
    assert!(printed.contains("not read: determinations/CM24-0000001.yaml:"), "{printed}");
    assert!(printed.contains("CM25-0000002"), "{printed}");
    let refused = imr_in(&workspace, &["precedents", CASE, "9"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("has no item 9"), "{}", refused.err);
    let none = imr_in(&workspace, &["precedents", "CM26-0000112", "1"]).done();
    assert!(none.contains("no past determination is like it"), "{none}");
}

#[test]
fn what_the_bench_has_made_final_is_found_by_the_next_case() {
    let workspace = Workspace::sample();
    let args =
        ["decide", "CM15-0000001", "--item", "1", "--outcome", "overturned", "--rationale", "-"];
    imr_fed(
        &workspace,
        &args,
        b"The left arm has reduced sensation. The films are medically necessary.",
    )
    .done();
    imr_in(&workspace, &["attest", "CM15-0000001", "--yes"]).done();
    let written = imr_in(&workspace, &["finalize", "CM15-0000001", "--yes"]);
    assert_eq!(written.code, 0, "{}", written.err);
    let from = workspace.read("cases/CM15-0000001.yaml");
    let again = from.replace("CM15-0000001", "CM26-0000999");
    fs::write(workspace.file("cases/CM26-0000999.yaml"), again).unwrap();
    let printed = imr_in(&workspace, &["precedents", "CM26-0000999", "1"]).done();
    assert!(printed.contains("CM15-0000001 · item 1 · yours"), "{printed}");
    assert!(printed.contains("reduced sensation") && !printed.contains("necessary"), "{printed}");
}
