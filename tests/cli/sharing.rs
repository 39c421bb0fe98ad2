//! `attest`, `amend`, `discard`, `verify`, holds and `--restricted`, without a screen.

use std::{fs, sync::Arc};

use imr_workbench::{
    app::state::{Overlay, Question},
    store,
};

use crate::{
    run::{files, imr_fed, imr_in},
    support::{
        desk::{Desk, other_session},
        seed::STAMP,
        workspace::Workspace,
    },
};

const SEED: &str = "CM15-0000001";

fn decided() -> Workspace {
    let workspace = Workspace::sample();
    let args = ["decide", SEED, "--item", "1", "--outcome", "overturned", "--rationale", "-"];
    imr_fed(&workspace, &args, b"The record shows it.").done();
    workspace
}

fn finalized() -> Workspace {
    let workspace = decided();
    imr_in(&workspace, &["attest", SEED, "--yes"]).done();
    imr_in(&workspace, &["finalize", SEED, "--yes"]).done();
    workspace
}

#[test]
fn without_an_attestation_nothing_is_final() {
    let workspace = decided();
    let said = imr_in(&workspace, &["finalize", SEED, "--yes"]).refused();
    assert!(said.contains("the conflict attestation is missing"), "{said}");
    let before = files(&workspace);
    let shown = imr_in(&workspace, &["attest", SEED]);
    assert_eq!(shown.code, 1);
    assert!(
        shown.out.contains("financial tie") && shown.err.contains("add --yes"),
        "{}",
        shown.err
    );
    assert_eq!(files(&workspace), before, "shown, not attested");
    imr_in(&workspace, &["attest", SEED, "--yes"]).done();
    imr_in(&workspace, &["finalize", SEED, "--yes"]).done();
    let yaml = workspace.read("determinations/CM15-0000001.yaml");
    assert!(yaml.contains("financial tie") && yaml.contains("licence: unrestricted"), "{yaml}");
    assert!(!yaml.contains("Not Printed"), "no name");
}

#[test]
fn a_case_that_is_held_is_refused_and_may_be_taken_over() {
    let workspace = decided();
    let hold = other_session(workspace.path(), SEED, "second", false);
    let args = ["decide", SEED, "--item", "1", "--outcome", "upheld"];
    let said = imr_in(&workspace, &args).refused();
    assert!(said.contains("held by r2 (second@") && said.contains("--take-over"), "{said}");
    let row = imr_in(&workspace, &["list", "--json"]).json();
    let row = row.as_array().unwrap().iter().find(|r| r["case"] == SEED).unwrap().clone();
    // This test holds it: to the program it is another process.
    assert!(row["held"].as_str().unwrap().contains("r2 (second@"), "{row}");
    imr_in(&workspace, &["show", SEED]).done();
    imr_in(&workspace, &[&args[..], &["--take-over"]].concat()).done();
    assert!(workspace.read(".imr/audit.jsonl").contains("\"take over\""));
    drop(hold);
    imr_in(&workspace, &args).done();
    assert_eq!(
        imr_in(&workspace, &["verify"]).done(),
        "0 determinations, 1 line of the audit: everything fits\n"
    );
}

#[test]
fn an_amendment_is_begun_written_and_verified() {
    let workspace = finalized();
    let said = imr_in(&workspace, &["amend", "CM26-0000101", "--reason", "x"]).refused();
    assert!(said.contains("only a final case is amended"), "{said}");
    imr_in(&workspace, &["amend", SEED, "--reason", "a date was wrong"]).done();
    let rows = imr_in(&workspace, &["list", "--json"]).json();
    assert!(rows.as_array().unwrap().iter().any(|r| r["case"] == SEED && r["state"] == "in work"));
    // It begins where the last version ended, but for the attestation.
    let said = imr_in(&workspace, &["finalize", SEED, "--yes"]).refused();
    assert!(
        said.contains("the conflict attestation is missing") && !said.contains("item"),
        "{said}"
    );
    imr_fed(&workspace, &["decide", SEED, "--item", "1", "--rationale", "-"], b"Mended.").done();
    imr_in(&workspace, &["attest", SEED, "--yes"]).done();
    let named = "determinations/CM15-0000001.v2.yaml\ndeterminations/CM15-0000001.v2.txt\n";
    assert_eq!(imr_in(&workspace, &["finalize", SEED, "--yes"]).done(), named);
    let letter = imr_in(&workspace, &["letter", SEED]).done();
    assert!(letter.contains("a date was wrong") && letter.contains("Mended."), "{letter}");
    assert_eq!(imr_in(&workspace, &["check"]).done(), "13 cases, no faults\n");
    let fits = "2 determinations, 2 lines of the audit: everything fits\n";
    assert_eq!(imr_in(&workspace, &["verify"]).done(), fits);
    let file = workspace.file("determinations/CM15-0000001.v2.txt");
    fs::write(&file, letter.replace("Mended.", "Changed.")).unwrap();
    let verify = imr_in(&workspace, &["verify"]);
    assert_eq!(verify.code, 1);
    assert!(
        verify.out.starts_with("determinations/CM15-0000001.v2.txt: this is not the text"),
        "{}",
        verify.out
    );
}

#[test]
fn a_discarded_draft_says_where_it_lies() {
    let workspace = decided();
    let place = imr_in(&workspace, &["discard", SEED]).done();
    assert_eq!(place, ".imr/trash/CM15-0000001.1.yaml\n");
    assert!(workspace.read(place.trim()).contains("The record shows it."));
    let said = imr_in(&workspace, &["discard", SEED]).refused();
    assert!(said.contains("there is no draft to discard"), "{said}");
}

/// A letter of a draft that was begun on another case file is composed behind no door: nobody has looked at this one.
#[test]
fn a_case_file_that_changed_under_the_draft_is_not_finalized_unseen() {
    let workspace = decided();
    imr_in(&workspace, &["attest", SEED, "--yes"]).done();
    let file = workspace.file("cases/CM15-0000001.yaml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replacen("summary: ", "summary: Added. ", 1)).unwrap();
    let before = files(&workspace);
    for args in [&["letter", SEED][..], &["finalize", SEED], &["finalize", SEED, "--yes"]] {
        let said = imr_in(&workspace, args).refused();
        assert!(said.contains("another one than the draft was begun on; look at it"), "{said}");
    }
    assert_eq!(files(&workspace), before);

    let store = store::Workspace::open(workspace.path()).unwrap();
    let library = store.library().unwrap();
    let open = store.open_case(&SEED.parse().unwrap(), &library).unwrap();
    let draft = open.draft_or_new();
    let told = store::prepare(&library, &open, &draft, None, STAMP, &Arc::default()).unwrap_err();
    assert!(told.to_string().contains("another one than the draft was begun on"), "{told}");

    let mut desk = Desk::on(workspace);
    desk.open(SEED);
    desk.press("Esc F");
    let Some(Overlay::Question { question, .. }) = &desk.state.overlay else {
        panic!("{}", desk.notice())
    };
    assert!(matches!(question, Question::CaseChanged(_)));
    desk.press("y F");
    assert!(desk.preview().contains("Added. "), "what was looked at is composed");
}

#[test]
fn a_restricted_session_reads_no_file_by_its_path() {
    let workspace = decided();
    let secret = workspace.file("secret.txt");
    fs::write(&secret, "not ours").unwrap();
    let path = secret.to_str().unwrap();
    for args in [
        &["--restricted", "decide", SEED, "--item", "1", "--rationale", path][..],
        &["--restricted", "guidelines", "test", "--diff", path],
    ] {
        let done = imr_in(&workspace, args);
        assert_eq!(done.code, 2, "{args:?}");
        assert!(done.err.contains("this session is restricted"), "{}", done.err);
    }
    assert!(!workspace.read(".imr/drafts/CM15-0000001.yaml").contains("not ours"));
    let args = ["--restricted", "decide", SEED, "--item", "1", "--rationale", "-"];
    imr_fed(&workspace, &args, b"By stdin.").done();
    assert!(workspace.read(".imr/drafts/CM15-0000001.yaml").contains("By stdin."));
}

/// A crash between the files is completed by whatever command comes next.
#[test]
fn an_interrupted_finalization_is_completed_by_the_next_command() {
    let workspace = decided();
    imr_in(&workspace, &["attest", SEED, "--yes"]).done();
    let mut killed = crate::run::imr(workspace.path());
    killed.env("IMR_FAIL", "finalize.yaml.open:1:kill").args(["finalize", SEED, "--yes"]);
    assert_eq!(killed.status().unwrap().code(), None, "killed");
    assert!(!workspace.file("determinations/CM15-0000001.yaml").exists());
    let rows = imr_in(&workspace, &["list", "--json"]).json();
    assert!(rows.as_array().unwrap().iter().any(|r| r["case"] == SEED && r["state"] == "final"));
    assert_eq!(
        imr_in(&workspace, &["verify"]).done(),
        "1 determination, 1 line of the audit: everything fits\n"
    );
    assert!(!workspace.file(".imr/drafts/CM15-0000001.yaml").exists());
}
