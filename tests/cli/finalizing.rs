//! `letter` and `finalize`: the letter shown is the letter written, once.

use std::fs;

use imr_workbench::{
    domain::determination::Determination,
    store::{sha256_hex, yaml},
};

use crate::{
    run::{files, imr, imr_fed, imr_in, ran},
    support::workspace::Workspace,
};

const SEED: &str = "CM15-0000001";
/// Two items, and a header with every date.
const PAIR: &str = "CM26-0000104";

/// A workspace in which every item of a case is decided.
fn decided(case: &str, items: usize) -> Workspace {
    let workspace = Workspace::sample();
    for (item, outcome) in (1..=items).zip(["overturned", "upheld"]) {
        let item = item.to_string();
        let args = ["decide", case, "--item", &item, "--outcome", outcome, "--rationale", "-"];
        imr_fed(&workspace, &args, b"The record of 1/14/2015 shows it.\n\n  So it is.\n").done();
        if case == PAIR {
            below(&workspace, &item);
        }
    }
    imr_in(&workspace, &["attest", case, "--yes"]).done();
    workspace
}

/// What is cited for these items stands below the MTUS.
fn below(workspace: &Workspace, item: &str) {
    imr_in(workspace, &["cite", PAIR, "--item", item, "--step-down", "not addressed"]).done();
}

#[test]
fn what_is_open_is_told_with_its_place_and_nothing_is_written() {
    let workspace = Workspace::sample();
    let said = imr_in(&workspace, &["finalize", PAIR, "--yes"]).refused();
    for open in [
        "item 1: no outcome is chosen",
        "item 1: the rationale is empty",
        "item 2: no outcome is chosen",
        "item 2: the rationale is empty",
    ] {
        assert!(said.contains(open), "{open}: {said}");
    }
    imr_in(&workspace, &["decide", PAIR, "--item", "1", "--outcome", "upheld"]).done();
    imr_fed(&workspace, &["decide", PAIR, "--item", "1", "--rationale", "-"], b"Why.").done();
    let said = imr_in(&workspace, &["letter", PAIR]).refused();
    assert!(said.contains("item 1: what is cited stands below the MTUS"), "{said}");
    below(&workspace, "1");
    let said = imr_in(&workspace, &["letter", PAIR]).refused();
    assert!(!said.contains("item 1") && said.contains("item 2: no outcome"), "{said}");
    assert!(!workspace.file("determinations").exists());
}

#[test]
fn an_unknown_reviewer_is_refused_and_the_nearest_is_named() {
    let workspace = decided(SEED, 1);
    let said = imr_in(&workspace, &["finalize", SEED, "--yes", "--reviewer", "r3"]).refused();
    assert!(said.contains("reviewer `r3` is not in reviewers.yaml"), "{said}");
    assert!(!workspace.file("determinations").exists());
    // What one reviewer attested is not another's word.
    let said = imr_in(&workspace, &["letter", SEED, "--reviewer", "r2"]).refused();
    assert!(said.contains("the conflict attestation is another reviewer's"), "{said}");
    imr_in(&workspace, &["attest", SEED, "--yes", "--reviewer", "r2"]).done();
    let letter = imr_in(&workspace, &["letter", SEED, "--reviewer", "r2"]).done();
    assert!(letter.contains("Orthopedic Surgery") && !letter.contains("Internal Medicine"));
}

#[test]
fn without_yes_the_letter_is_printed_and_nothing_written() {
    let workspace = decided(SEED, 1);
    let before = files(&workspace);
    let done = imr_in(&workspace, &["finalize", SEED]);
    assert_eq!(done.code, 1);
    assert!(done.err.contains("nothing was written; add --yes"), "{}", done.err);
    assert_eq!(done.out, imr_in(&workspace, &["letter", SEED]).done());
    assert_eq!(files(&workspace), before);
}

#[test]
fn the_letter_before_is_the_letter_written_byte_for_byte() {
    for (case, items) in [(SEED, 1), (PAIR, 2)] {
        let workspace = decided(case, items);
        let preview = imr_in(&workspace, &["letter", case]).done();
        let named = format!("determinations/{case}.yaml\ndeterminations/{case}.txt\n");
        assert_eq!(imr_in(&workspace, &["finalize", case, "--yes"]).done(), named);
        assert_eq!(workspace.read(&format!("determinations/{case}.txt")), preview);
        assert_eq!(imr_in(&workspace, &["letter", case]).done(), preview);
        assert!(!workspace.file(&format!(".imr/drafts/{case}.yaml")).exists());
        let row = imr_in(&workspace, &["list"]).done();
        let last = row.lines().last().unwrap();
        assert!(last.starts_with(case) && last.contains(" final "), "{last}");
        assert_eq!(imr_in(&workspace, &["check"]).done(), "13 cases, no faults\n");
    }
}

#[test]
fn the_determination_loads_back_equal_and_holds_what_was_decided() {
    let workspace = decided(PAIR, 2);
    imr_in(&workspace, &["finalize", PAIR, "--yes"]).done();
    let text = workspace.read(&format!("determinations/{PAIR}.yaml"));
    let read: Determination = yaml::read(&text).unwrap();
    assert_eq!(yaml::write(&read).unwrap(), text, "written once more, it is the same file");
    assert_eq!(yaml::read::<Determination>(&yaml::write(&read).unwrap()).unwrap(), read);
    assert_eq!(read.outcome.word(), "Partially Overturn");
    assert_eq!(read.finalized, "2026-11-22T09:00:00+00:00");
    assert_eq!(read.items[1].rationale, "The record of 1/14/2015 shows it.\n\n  So it is.");
    let letter = workspace.read(&format!("determinations/{PAIR}.txt"));
    let case = workspace.read(&format!("cases/{PAIR}.yaml"));
    assert_eq!(read.digests.letter, sha256_hex(letter.as_bytes()));
    assert_eq!(read.digests.case, sha256_hex(case.as_bytes()));
    let shown = imr_in(&workspace, &["show", PAIR, "--json"]).json();
    let shown: Determination = serde_json::from_value(shown["determination"].clone()).unwrap();
    assert_eq!(shown, read);
}

#[test]
fn a_final_case_takes_nothing_more() {
    let workspace = decided(SEED, 1);
    imr_in(&workspace, &["finalize", SEED, "--yes"]).done();
    let before = files(&workspace);
    for args in [
        &["finalize", SEED, "--yes"][..],
        &["finalize", SEED],
        &["decide", SEED, "--item", "1", "--outcome", "upheld"],
        &[
            "state",
            SEED,
            "--item",
            "1",
            "--guideline",
            "acoem-2004-neck-imaging",
            "--criterion",
            "imaging",
            "--value",
            "met",
            "--reason",
            "x",
        ],
    ] {
        let said = imr_in(&workspace, args).refused();
        assert!(said.contains("CM15-0000001 is already final"), "{args:?}: {said}");
    }
    assert_eq!(files(&workspace), before);
}

#[test]
fn a_letter_without_its_determination_decides_nothing() {
    let workspace = Workspace::sample();
    fs::create_dir(workspace.file("determinations")).unwrap();
    fs::write(workspace.file("determinations/CM15-0000001.txt"), "left by a crash\n").unwrap();
    let said = imr_in(&workspace, &["letter", SEED]).refused();
    assert!(said.contains("item 1: no outcome is chosen"), "{said}");
    let rows = imr_in(&workspace, &["list", "--json"]).json();
    assert!(rows.as_array().unwrap().iter().all(|r| r["state"] != "final"));
}

#[test]
fn a_letter_that_was_changed_or_is_gone_is_told() {
    let workspace = decided(SEED, 1);
    imr_in(&workspace, &["finalize", SEED, "--yes"]).done();
    let file = workspace.file("determinations/CM15-0000001.txt");
    let letter = fs::read_to_string(&file).unwrap();
    fs::write(&file, letter.replace("Overturned", "Upheld\u{1b}[8m")).unwrap();
    let changed = imr_in(&workspace, &["letter", SEED]);
    assert_eq!(changed.code, 1);
    assert!(changed.err.contains("determinations/CM15-0000001.txt: this is not the text"));
    assert!(changed.out.contains("Upheld\\u{001B}[8m"), "shown, but it drives no terminal");
    let check = imr_in(&workspace, &["check"]);
    assert_eq!((check.code, check.err.as_str()), (1, "imr: 1 fault\n"), "{}", check.out);
    fs::remove_file(&file).unwrap();
    let said = imr_in(&workspace, &["letter", SEED]).refused();
    assert!(said.contains("the letter of a final case is gone"), "{said}");
}

#[test]
fn the_clock_is_the_only_thing_that_two_runs_do_not_share() {
    let texts = ["2026-11-22T09:00", "2026-11-22T09:00", "2026-11-23T09:00"].map(|now| {
        let workspace = decided(PAIR, 2);
        let args = ["finalize", PAIR, "--yes"];
        ran(imr(workspace.path()).env("IMR_NOW", now).args(args)).done();
        ["yaml", "txt"].map(|kind| workspace.read(&format!("determinations/{PAIR}.{kind}")))
    });
    assert_eq!(texts[0], texts[1], "same inputs, same bytes");
    assert_ne!(texts[0], texts[2]);
}
