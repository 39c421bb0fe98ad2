//! `imr finding`: what a reviewer makes of the record, without a screen.

use std::fs;

use imr_workbench::{domain::draft::Draft, store::yaml};

use crate::{
    run::{imr_fed, imr_in},
    support::workspace::Workspace,
};

const CASE: &str = "CM26-0000104";
const REFLEX: &str = "\
id: ankle
concept: reflex loss
value: absent
side: left
from: exam
source: {document: progress-note-2026-09-10, page: 2, words: ankle reflexes 2+}
";

fn draft(workspace: &Workspace) -> Draft {
    yaml::read(&workspace.read(&format!(".imr/drafts/{CASE}.yaml"))).unwrap()
}

#[test]
fn a_finding_is_added_corrected_refused_and_taken_back() {
    let workspace = Workspace::sample();
    let before = imr_in(&workspace, &["evaluate", CASE, "--json"]).done();
    fs::write(workspace.file("reflex.yaml"), REFLEX).unwrap();
    imr_in(&workspace, &["finding", "add", CASE, "reflex.yaml"]).done();
    imr_in(&workspace, &["finding", "refuse", CASE, "slr-left", "--reason", "of the right"]).done();
    let own = draft(&workspace).revisions;
    assert_eq!(own.added[0].id, "own-1", "its id is given to it");
    assert_eq!(
        (own.refused[0].was.id.as_str(), own.refused[0].reason.as_str()),
        ("slr-left", "of the right")
    );
    let listed = imr_in(&workspace, &["finding", "list", CASE]).done();
    let line = |id: &str| listed.lines().find(|l| l.starts_with(id)).unwrap().to_owned();
    assert!(line("own-1").contains("yours"), "{listed}");
    assert!(line("slr-left").contains("refused"), "{listed}");
    let after = imr_in(&workspace, &["evaluate", CASE, "--json"]).done();
    assert!(!after.contains("\"slr-left\"") && before.contains("\"slr-left\""), "criteria follow");
    let right = REFLEX.replace("ankle\n", "toe-extensor\n").replace("left", "right");
    fs::write(workspace.file("right.yaml"), right).unwrap();
    let correct = ["finding", "correct", CASE, "right.yaml", "--reason", "the heading"];
    imr_in(&workspace, &correct).done();
    assert_eq!(draft(&workspace).revisions.corrected[0].was.id, "toe-extensor");
    for id in ["own-1", "slr-left", "toe-extensor"] {
        imr_in(&workspace, &["finding", "restore", CASE, id]).done();
    }
    assert_eq!(imr_in(&workspace, &["evaluate", CASE, "--json"]).done(), before);
    let case = workspace.read(&format!("cases/{CASE}.yaml"));
    assert!(!case.contains("own-1"), "the case file is evidence");
}

#[test]
fn what_the_record_does_not_bear_out_is_refused_and_leaves_no_draft() {
    let workspace = Workspace::sample();
    let add = |text: &str| imr_fed(&workspace, &["finding", "add", CASE, "-"], text.as_bytes());
    for (from, to, says) in [
        ("ankle reflexes 2+", "ankle reflexes absent", "do not stand on page 2"),
        ("page: 2", "page: 1", "they stand on 2"),
        ("page: 2, ", "", "names its page"),
        ("reflex loss", "reflexes lost", "not in the vocabulary"),
        ("page: 2", "page: 9", "lies outside"),
        ("from: exam", "from: hearsay", "hearsay"),
    ] {
        assert!(REFLEX.contains(from));
        let refused = add(&REFLEX.replace(from, to));
        assert!(refused.err.contains(says), "{from} -> {to}: {}", refused.err);
        assert_ne!(refused.code, 0);
    }
    for wrong in [
        &["finding", "refuse", CASE, "slr-lef", "--reason", "why"][..],
        &["finding", "refuse", CASE, "slr-left", "--reason", " "],
        &["finding", "restore", CASE, "slr-left"],
    ] {
        assert_eq!(imr_in(&workspace, wrong).code, 2, "{wrong:?}");
    }
    assert!(!workspace.file(&format!(".imr/drafts/{CASE}.yaml")).exists());
}
