//! Texts of the case behind the screen, and what a sentence of absence is held against.

use std::fs;

use crate::support::{desk::Desk, workspace::Workspace};

const CASE: &str = "CM26-0000104";

#[test]
fn the_texts_of_a_case_are_here_soon_after_it_is_opened() {
    let desk = Desk::with_case(CASE);
    let bench = desk.bench();
    assert!(!bench.desk.reading);
    for document in &bench.open.case.documents {
        let file = desk.workspace.path().join(format!("records/{CASE}/{}.txt", document.id));
        let text = bench.desk.texts[&document.id].as_deref();
        assert_eq!(text, fs::read_to_string(file).ok().as_deref(), "{}", document.id);
    }
}

#[test]
fn a_text_that_cannot_be_read_is_said_and_hinders_nothing() {
    let workspace = Workspace::sample();
    let file = workspace.path().join(format!("records/{CASE}/progress-note-2026-09-10.txt"));
    fs::write(&file, b"\xff\xfe not text").expect("a file");
    let mut desk = Desk::on(workspace);
    desk.open(CASE);
    let said = desk.notice().to_owned();
    assert!(said.contains("not UTF-8"), "{said}");
    let bench = desk.bench();
    assert!(bench.desk.unread.contains_key("progress-note-2026-09-10"));
    assert!(bench.desk.texts.contains_key("mri-lumbar-2026-01-22"), "the others are here");
    // Mended meanwhile, it is read when it is opened.
    fs::write(&file, "Patient seen.\n").expect("a file");
    desk.press("2 j p");
    assert!(desk.text().contains("Patient seen."));
    assert!(desk.bench().desk.unread.is_empty());
}
