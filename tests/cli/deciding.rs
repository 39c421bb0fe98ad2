//! `decide` and `state`: what they keep in the draft, and how texts come in.

use std::fs;

use imr_workbench::{
    domain::draft::{Draft, Stated},
    store::{Workspace as Store, yaml},
};

use crate::{
    run::{files, imr_fed, imr_in},
    support::workspace::Workspace,
};

const SEED: &str = "CM15-0000001";
const NECK: &str = "acoem-2004-neck-imaging";

fn draft(workspace: &Workspace) -> Draft {
    yaml::read(&workspace.read(&format!(".imr/drafts/{SEED}.yaml"))).unwrap()
}

fn decide<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["decide", SEED, "--item", "1"], more].concat()
}

#[test]
fn each_decision_leaves_what_was_decided_before() {
    let workspace = Workspace::sample();
    assert_eq!(imr_in(&workspace, &decide(&["--outcome", "overturned"])).done(), "");
    fs::write(workspace.file("why.txt"), "The films are needed.\n").unwrap();
    imr_in(&workspace, &decide(&["--rationale", "why.txt"])).done();
    imr_in(&workspace, &decide(&["--cite", "acr-low-back-imaging", "--cite", NECK])).done();
    let item = draft(&workspace).items.remove(0);
    assert_eq!(item.outcome.unwrap().word(), "overturned");
    assert_eq!(item.rationale, "The films are needed.");
    assert_eq!(item.cites.unwrap(), ["acr-low-back-imaging", NECK]);
    let row = imr_in(&workspace, &["list"]).done();
    assert!(row.contains("CM15-0000001    -          in work"), "{row}");
}

#[test]
fn a_rationale_comes_from_stdin() {
    let workspace = Workspace::sample();
    let text = "One.\n\nTwo, ñ — 頸椎.  ".as_bytes();
    assert_eq!(imr_fed(&workspace, &decide(&["--rationale", "-"]), text).done(), "");
    assert_eq!(draft(&workspace).items[0].rationale, "One.\n\nTwo, ñ — 頸椎.  ");
}

#[test]
fn a_file_from_another_system_comes_in_clean() {
    let workspace = Workspace::sample();
    let text = "One.\r\n\r\nTwo\t\u{1b}[31mred\u{7}\u{0}\rthree\u{9b}\r\n\r\n";
    fs::write(workspace.file("why.txt"), text).unwrap();
    imr_in(&workspace, &decide(&["--rationale", "why.txt"])).done();
    assert_eq!(draft(&workspace).items[0].rationale, "One.\n\nTwo    [31mred\nthree");
}

#[test]
fn a_rationale_that_cannot_be_read_changes_nothing() {
    let workspace = Workspace::sample();
    imr_fed(&workspace, &decide(&["--rationale", "-"]), b"Kept.").done();
    fs::write(workspace.file("latin.txt"), b"na\xefve").unwrap();
    // Cut off where a letter is not yet whole.
    fs::write(workspace.file("huge.txt"), "頸".repeat(1024 * 1024)).unwrap();
    let before = files(&workspace);
    for (file, code) in [("gone.txt", 4), ("latin.txt", 4), ("cases", 4), ("huge.txt", 2)] {
        let done = imr_in(&workspace, &decide(&["--outcome", "upheld", "--rationale", file]));
        assert_eq!((done.code, done.out.as_str()), (code, ""), "{file}");
        assert!(done.err.contains(file), "{}", done.err);
    }
    assert_eq!(files(&workspace), before);
}

/// A text that is kept must be one that can be opened again.
#[test]
fn the_longest_rationale_that_is_taken_is_read_back() {
    let workspace = Workspace::sample();
    let longest = "\u{2028}".repeat(1024 * 1024 / 3);
    imr_fed(&workspace, &decide(&["--rationale", "-"]), longest.as_bytes()).done();
    assert_eq!(draft(&workspace).items[0].rationale, longest);
    imr_in(&workspace, &["show", SEED]).done();
}

fn state<'a>(value: &'a str, reason: &'a str) -> [&'a str; 12] {
    let criterion = "anatomy before procedure";
    [
        "state",
        SEED,
        "--item",
        "1",
        "--guideline",
        NECK,
        "--criterion",
        criterion,
        "--value",
        value,
        "--reason",
        reason,
    ]
}

#[test]
fn a_stated_value_is_kept_with_its_reason_and_the_last_one_counts() {
    let workspace = Workspace::sample();
    assert_eq!(imr_in(&workspace, &state("not met", " Too vague. ")).done(), "");
    assert_eq!(imr_in(&workspace, &state("met", "An operation is in view.")).done(), "");
    let overrides = draft(&workspace).items.remove(0).overrides;
    assert_eq!(overrides.len(), 1);
    assert_eq!(overrides[0].value, Stated::Met);
    assert_eq!(overrides[0].reason, "An operation is in view.");
    let before = files(&workspace);
    let bare = imr_in(&workspace, &state("not met", "  "));
    assert_eq!((bare.code, bare.err.contains("needs a reason")), (2, true), "{}", bare.err);
    assert_eq!(files(&workspace), before);
}

#[test]
fn a_guideline_that_does_not_speak_of_the_item_takes_no_statement() {
    let workspace = Workspace::sample();
    let store = Store::open(workspace.path()).unwrap();
    let library = store.library().unwrap();
    let other = library.guidelines.iter().find(|g| g.id == "acr-low-back-imaging").unwrap();
    let mut args = state("met", "Because.");
    (args[5], args[7]) = (&other.id, &other.criteria[0].name);
    let done = imr_in(&workspace, &args);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("`acr-low-back-imaging` does not speak of item 1"), "{}", done.err);
    assert!(!workspace.file(".imr/drafts").exists());
}

#[test]
fn a_draft_that_cannot_be_read_is_left_alone() {
    let workspace = Workspace::sample();
    fs::create_dir_all(workspace.file(".imr/drafts")).unwrap();
    let file = ".imr/drafts/CM15-0000001.yaml";
    fs::write(workspace.file(file), "case: CM15-0000001\nitems: [half\n").unwrap();
    let before = files(&workspace);
    for args in [&decide(&["--outcome", "upheld"])[..], &state("met", "x"), &["finalize", SEED]] {
        let said = imr_in(&workspace, args).refused();
        assert!(said.contains(".imr/drafts/CM15-0000001.yaml:"), "{said}");
    }
    assert_eq!(files(&workspace), before);
}
