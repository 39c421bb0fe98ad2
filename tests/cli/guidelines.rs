//! `imr guidelines`: the files' own tests, and what a changed file would change.

use std::fs;

use crate::{run::imr_in, support::workspace::Workspace};

const SEED: &str = "CM15-0000001";
const NECK: &str = "guidelines/acoem-2004-neck-imaging.yaml";

#[test]
fn the_shipped_guidelines_pass_their_own_tests() {
    let workspace = Workspace::sample();
    let said = imr_in(&workspace, &["guidelines", "check"]).done();
    assert!(said.ends_with("no faults\n"), "{said}");
}

#[test]
fn a_criterion_that_no_test_makes_not_met_is_refused_with_its_place() {
    let workspace = Workspace::sample();
    let text = workspace.read(NECK);
    let tests = text.find("\ntests:").expect("tests");
    fs::write(workspace.file(NECK), &text[..=tests]).unwrap();
    let done = imr_in(&workspace, &["guidelines", "check"]);
    assert_eq!(done.code, 1);
    let refused = "no test makes criterion `imaging` not met; add a test, or remove a criterion";
    assert!(done.out.contains(refused), "{}", done.out);
    assert!(done.out.starts_with(&format!("{NECK}:")), "{}", done.out);
}

#[test]
fn a_changed_guideline_names_the_cases_that_it_changes_and_by_which_leaf() {
    let workspace = Workspace::sample();
    let text = workspace.read(NECK);
    fs::create_dir(workspace.file("new")).unwrap();
    let changed = workspace.file("new/acoem-2004-neck-imaging.yaml");
    let file = changed.to_str().unwrap();

    fs::write(&changed, &text).unwrap();
    let said = imr_in(&workspace, &["guidelines", "test", "--diff", file]).done();
    assert_eq!(said, "0 of 1 results would change\n", "the same file changes nothing");

    let from = "neurologic deficit: {from: exam}";
    assert!(text.contains(from));
    let stricter = text
        .replace(from, "neurologic deficit: {from: imaging}")
        .replace("nerve root sign: {from: exam}", "nerve root sign: {from: imaging}");
    fs::write(&changed, stricter).unwrap();
    let said = imr_in(&workspace, &["guidelines", "test", "--diff", file]).done();
    let first = said.lines().next().unwrap();
    assert!(first.starts_with(&format!("{SEED} item 1: met -> ")), "{said}");
    let leaf = "+ neurologic dysfunction on examination: neurologic deficit, from imaging silent";
    assert!(first.contains(leaf), "{said}");
    assert!(said.ends_with("1 of 1 results would change\n"), "{said}");
}

#[test]
fn a_changed_file_of_another_name_has_nothing_to_compare_with() {
    let workspace = Workspace::sample();
    let file = workspace.file("other.yaml");
    fs::write(&file, workspace.read(NECK)).unwrap();
    let done = imr_in(&workspace, &["guidelines", "test", "--diff", file.to_str().unwrap()]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("there is no guideline `other`"), "{}", done.err);
}
