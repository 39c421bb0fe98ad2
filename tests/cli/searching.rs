//! `search`: what the check of absence sees, as it is printed.
//!
//! After a change that is meant: `INSTA_UPDATE=always cargo test --test cli`, and read the difference.

use std::fs;

use crate::{run::imr_in, support::workspace::Workspace};

/// Its record has on a fifth page what a careless sentence says is missing, and one page that is a scan.
const HAND: &str = "CM26-0000106";

#[test]
fn what_the_search_of_the_sample_case_prints_is_what_was_read() {
    let workspace = Workspace::sample();
    let mut text = String::new();
    for (words, item) in [
        ("There is no documentation of activity modification.", "1"),
        ("night splint", "1"),
        ("no nerve conduction study", "2"),
        ("tumor", "1"),
    ] {
        let said = imr_in(&workspace, &["search", HAND, words, "--item", item]).done();
        text += &format!("=== search {HAND} '{words}' --item {item}\n\n{said}\n");
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("search");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(HAND, text));
    let kept: Vec<_> = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/search"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(kept, ["CM26-0000106.snap"], "a snapshot that nothing compares");
}

#[test]
fn a_careless_sentence_is_met_on_page_five_and_the_scan_is_told() {
    let workspace = Workspace::sample();
    let sentence = "There is no documentation of activity modification.";
    let found = imr_in(&workspace, &["search", HAND, sentence, "--json"]).json();
    let hits = found["hits"].as_array().unwrap();
    assert_eq!(hits.len(), 1, "{hits:?}");
    assert_eq!(
        (&hits[0]["document"], &hits[0]["page"]),
        (&"occupational-therapy-notes-2026".into(), &5.into())
    );
    let searched = found["documents"].as_array().unwrap();
    assert_eq!(searched[0]["not_searchable"], serde_json::json!([7]));
    assert_eq!(found["not_at_hand"].as_array().unwrap().len(), 4);
}

/// What drives a terminal is named, and is the same text to who reads the data.
#[test]
fn json_holds_no_control_character() {
    let workspace = Workspace::sample();
    let done = imr_in(&workspace, &["search", HAND, "activity \u{9b}31m modification", "--json"]);
    assert!(!done.out.contains('\u{9b}') && done.out.contains("\\u009b"), "{}", done.out);
    assert_eq!(done.json()["sought"][0], "activity \u{9b}31m modification");
}

#[test]
fn words_that_name_nothing_and_items_that_are_not_there_are_refused() {
    let workspace = Workspace::sample();
    for (args, said) in [
        (&["search", HAND, "the patient"][..], "name nothing that a record could hold"),
        (&["search", HAND, "fever", "--item", "9"], "has no item 9"),
    ] {
        let done = imr_in(&workspace, args);
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{args:?}");
        assert!(done.err.contains(said), "{}", done.err);
    }
}
