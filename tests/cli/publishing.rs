//! `imr cite` and `imr letter`: works, versions, files, the copy for the public.

use std::{fs, os::unix::fs::PermissionsExt};

use crate::{
    run::{imr, imr_fed, imr_in, ran},
    support::workspace::Workspace,
};

const SEED: &str = "CM15-0000001";

/// The seed's case, final, with a name in its rationale.
fn final_case() -> Workspace {
    let workspace = Workspace::sample();
    let args = ["decide", SEED, "--item", "1", "--outcome", "overturned", "--rationale", "-"];
    let words = b"Dr. Roe and Maria Poe wrote it on 1/14/2015. The x-ray is medically necessary.";
    imr_fed(&workspace, &args, words).done();
    imr_in(&workspace, &["attest", SEED, "--yes"]).done();
    imr_in(&workspace, &["finalize", SEED, "--yes", "--mailed", "2099-12-21"]).done();
    workspace
}

#[test]
fn the_public_copy_tells_what_it_took_out_and_check_fails_on_what_is_left() {
    let workspace = final_case();
    let plain = imr_in(&workspace, &["letter", SEED]).done();
    assert!(plain.contains("Dr. Roe") && plain.contains("Counted from 12/21/2099"), "{plain}");
    assert!(plain.contains("no date is printed"), "no list of holidays reaches 2099: {plain}");
    assert_eq!(imr_in(&workspace, &["letter", SEED, "--version", "1"]).done(), plain);
    let done = imr_in(&workspace, &["letter", SEED, "--publish"]);
    assert!(done.out.contains("[removed] and Maria Poe wrote"), "{}", done.out);
    assert!(!done.out.contains("DOCUMENTS REVIEWED"), "{}", done.out);
    assert!(done.err.contains("removed  item 1, rationale: `Dr. Roe` (a name"), "{}", done.err);
    assert!(done.err.contains("left     item 1, rationale: `Maria Poe`"), "{}", done.err);
    let done = imr_in(&workspace, &["letter", SEED, "--publish", "--check"]);
    assert_eq!((done.code, done.out.as_str()), (1, ""), "{}", done.err);
    let args = ["letter", SEED, "--publish", "--check", "--hide", "maria poe"];
    let done = imr_in(&workspace, &args);
    let out = done.out;
    assert!(done.code == 0 && out.contains("[removed] and [removed] wrote"), "{out}");
}

#[test]
fn a_letter_goes_into_a_new_file_and_over_none() {
    let workspace = final_case();
    let file = workspace.file("public.txt");
    let path = file.to_str().expect("a path");
    imr_in(&workspace, &["letter", SEED, "--out", path]).done();
    let letter = imr_in(&workspace, &["letter", SEED]).done();
    assert_eq!(fs::read_to_string(&file).expect("a letter"), letter);
    let done = imr_in(&workspace, &["letter", SEED, "--publish", "--out", path]);
    assert_ne!(done.code, 0, "{}", done.err);
    assert_eq!(fs::read_to_string(&file).expect("a letter"), letter);
    let said = imr_in(&workspace, &["letter", SEED, "--version", "2"]);
    assert!(said.err.contains("has no version 2; the latest is 1"), "{}", said.err);
}

#[test]
fn works_are_cited_whole_listed_and_taken_off() {
    let workspace = Workspace::sample();
    let cite = |more: &[&str]| imr_in(&workspace, &[&["cite", SEED, "--item", "1"], more].concat());
    let lacks = cite(&["--kind", "study", "--title", "A title", "--year", "2019"]);
    assert!(lacks.err.contains("names the first author, the journal too"), "{}", lacks.err);
    let study = ["--kind", "study", "--by", "Sample A", "--title", "A title"];
    cite(&[&study[..], &["--journal", "J Samples", "--year", "2019", "--rank", "B"]].concat())
        .done();
    let listed = cite(&[]).done();
    let rank = "(rank B of Labor Code 4610.5(c)(2))";
    assert_eq!(listed, format!("1  Sample A. A title. J Samples 2019 {rank}\n"));
    let wrong = cite(&["--step-down", "rebutted"]);
    assert!(wrong.err.contains("by what evidence"), "{}", wrong.err);
    assert!(cite(&["--remove", "2"]).err.contains("cites no work 2"));
    cite(&["--remove", "1"]).done();
    assert_eq!(cite(&[]).done(), "");
}

#[test]
fn a_letter_that_cannot_be_written_leaves_nothing_in_its_place() {
    let workspace = final_case();
    let file = workspace.file("public.txt");
    let args = ["letter", SEED, "--out", "public.txt"];
    for step in ["open", "write", "sync", "rename"] {
        let mut refused = imr(workspace.path());
        refused.env("IMR_FAIL", format!("out.{step}:1:ENOSPC")).args(args);
        let told = ran(&mut refused);
        assert!(
            told.err.contains("cannot write public.txt: No space left"),
            "{step}: {}",
            told.err
        );
        assert!(!file.exists() && !workspace.file(".public.txt.tmp").exists(), "{step}");
    }
    imr_in(&workspace, &args).done();
    let mode = fs::metadata(&file).expect("a letter").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let said = imr_in(&workspace, &["letter", SEED, "--out", "/"]);
    assert!(said.err.contains("cannot write /: this is no name of a file"), "{}", said.err);
}

#[test]
fn named_words_that_the_file_folds_are_not_left() {
    let workspace = Workspace::sample();
    let args = ["decide", SEED, "--item", "1", "--outcome", "overturned", "--rationale", "-"];
    let words = "MAR\u{cd}A\nPOE  wrote it at Mercy\nHospital. The x-ray is medically necessary.";
    imr_fed(&workspace, &args, words.as_bytes()).done();
    imr_in(&workspace, &["attest", SEED, "--yes"]).done();
    imr_in(&workspace, &["finalize", SEED, "--yes"]).done();
    let args = ["letter", SEED, "--publish", "--check", "--hide", "Mar\u{ed}a Poe"];
    let out = imr_in(&workspace, &args).out;
    assert!(out.contains("Decision rationale: [removed] wrote it at [removed]."), "{out}");
    // The name of what is attested to: not taken out, and so told.
    let done =
        imr_in(&workspace, &["letter", SEED, "--publish", "--check", "--hide", "California"]);
    assert_eq!((done.code, done.out.as_str()), (1, ""), "{}", done.err);
    assert!(done.err.contains("left     standing words: `California`"), "{}", done.err);
}
