//! A published letter becomes a case, and that case is decided at the bench: no findings, no record, no guideline.

use clap::Parser;
use imr_workbench::{
    cli::{self, Args},
    domain::words::Outcome,
};

use crate::support::{
    desk::{Desk, PLAIN},
    workspace::{Workspace, repository},
};

const CASE: &str = "TX18-0000002";

fn imported() -> Desk {
    let workspace = Workspace::sample();
    let letter = repository().join("tests/letters/odd/over-the-page.txt").display().to_string();
    let folder = workspace.path().display().to_string();
    let args = Args::parse_from(["imr", "-C", &folder, "import", "letter", &letter]);
    let mut out = Vec::new();
    cli::run(&args, args.command.as_ref().expect("import"), &mut out).expect("an import");
    let mut desk = Desk::on(workspace);
    desk.open(CASE);
    desk
}

#[test]
fn an_imported_case_is_decided_checked_and_finalized() {
    let mut desk = imported();
    let screen = desk.screen(80, 24, PLAIN);
    for said in ["adds one", "W cites a"] {
        assert!(screen.contains(said), "nothing of it is cut off: {said}\n{screen}");
    }
    desk.press("o u e");
    desk.type_text(
        "The right knee was examined. The cervical traction unit is medically necessary.",
    );
    desk.press("Esc J o u e");
    desk.type_text("The massage is not medically necessary.");
    // The closing words of item 1 are against its outcome: the reviewer is led there, and mends them.
    desk.press("Esc F");
    assert!(desk.notice().contains("L01-closing"), "{}", desk.notice());
    assert_eq!(desk.bench().item, 0);
    desk.press("e Ctrl-e");
    let wrong = " medically necessary.";
    desk.press(&"Backspace ".repeat(wrong.len()));
    desk.type_text(" not medically necessary.");
    desk.press("Esc F");
    // Nothing is cited: why is asked for, item by item, then the attestation.
    for _ in 0..2 {
        assert!(desk.text().contains("nothing is cited; why?"), "{}", desk.text());
        desk.type_text("no guideline of the file speaks of it");
        desk.press("Enter");
    }
    desk.press("y");
    let preview = desk.preview();
    assert!(preview.contains("Cervical traction unit, home use"), "{preview}");
    desk.press("y");
    let decided = desk.determination_on_disk(CASE).expect("a determination");
    assert_eq!(decided.items.len(), 2);
    assert!(decided.items.iter().all(|item| item.outcome == Outcome::Upheld));
    let letter = desk.letter_on_disk(CASE).expect("a letter");
    assert!(letter.contains("is not medically necessary."), "{letter}");
    assert!(
        !letter.contains("Traction is not advised"),
        "the old rationale is no word of this one"
    );
}
