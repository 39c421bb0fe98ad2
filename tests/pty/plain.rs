//! The line mode in a terminal that knows no cursor.

use imr_workbench::{domain::draft::Draft, store::yaml};

use crate::{
    NOW, SEED,
    support::{
        pty::{Exit, Pty, Signal, patience},
        workspace::{Workspace, imr},
    },
};

fn dumb(workspace: &Workspace) -> Pty {
    let pty = Pty::spawn(imr(), &[], workspace.path(), &[NOW, ("TERM", "dumb")], 200, 60);
    pty.wait_for_text("queue>");
    pty
}

/// Types a line, and waits for what it must bring.
fn line(pty: &Pty, text: &str, brings: &str) {
    pty.type_text(&format!("{text}\n"));
    pty.wait_for_text(brings);
}

/// The words that are on the disk.
fn kept(workspace: &Workspace) -> String {
    let draft: Draft = yaml::read(&workspace.read(&format!(".imr/drafts/{SEED}.yaml"))).unwrap();
    draft.items[0].rationale.clone()
}

fn writing(workspace: &Workspace) -> Pty {
    let pty = dumb(workspace);
    line(&pty, "open CM15-0000001", "item 1 of 1>");
    line(&pty, "write", "single dot ends it.\n:");
    line(&pty, "The first line.", "first line.\n:");
    pty
}

#[test]
fn a_dumb_terminal_gets_lines_and_not_one_escape_byte() {
    let workspace = Workspace::sample();
    let pty = writing(&workspace);
    line(&pty, ".", "3 words; rationale shows them");
    line(&pty, "ov", "item 1: overturned");
    line(&pty, "finalize", "yes: attest");
    line(&pty, "yes", "yes: write these very bytes");
    line(&pty, "yes", "is final (Overturn)");
    pty.type_text("quit\n");
    assert_eq!(pty.wait_exit(patience()), Exit::Code(0));
    let sent = pty.raw();
    let control: Vec<u8> =
        sent.iter().copied().filter(|b| b.is_ascii_control() && !b"\r\n".contains(b)).collect();
    assert!(sent.len() > 2000 && control.is_empty(), "{control:?}");
}

#[test]
fn every_way_out_of_the_middle_of_a_rationale_keeps_its_lines() {
    for (signal, code) in [(Signal::SIGHUP, 129), (Signal::SIGTERM, 143), (Signal::SIGINT, 130)] {
        let workspace = Workspace::sample();
        let pty = writing(&workspace);
        pty.signal(signal);
        assert_eq!(pty.wait_exit(patience()), Exit::Code(code));
        assert_eq!(kept(&workspace), "The first line.", "{signal}");
        assert!(!pty.raw().contains(&0x1b), "{signal}");
    }
    let workspace = Workspace::sample();
    let pty = writing(&workspace);
    pty.send("\u{4}");
    pty.wait_for_text("3 words; rationale shows them");
    pty.send("\u{4}");
    assert_eq!(pty.wait_exit(patience()), Exit::Code(0));
    assert_eq!(kept(&workspace), "The first line.", "end of the input");
    let workspace = Workspace::sample();
    let mut pty = writing(&workspace);
    pty.hang_up();
    assert_eq!(pty.wait_exit(patience()), Exit::Code(129));
    assert_eq!(kept(&workspace), "The first line.", "a line that drops");
}

#[test]
fn an_answer_that_was_typed_ahead_of_its_question_is_none() {
    let workspace = Workspace::sample();
    let pty = writing(&workspace);
    line(&pty, ".", "3 words; rationale shows them");
    line(&pty, "ov", "item 1: overturned");
    pty.type_text("finalize\nyes\nyes\nyes\n");
    pty.wait_for_text("yes: attest");
    line(&pty, "yes", "yes: write these very bytes");
    assert!(!workspace.file("determinations").exists());
}

/// Who says nothing of the terminal is taken to have the least.
#[test]
fn a_terminal_without_a_name_has_the_line_mode() {
    let workspace = Workspace::sample();
    let pty = Pty::spawn(imr(), &[SEED], workspace.path(), &[NOW, ("TERM", "")], 80, 24);
    pty.wait_for_text("item 1 of 1>");
    assert!(!pty.raw().contains(&0x1b));
}

/// A session that may not be suspended is not, nor does it leave the terminal to nobody.
#[test]
fn a_restricted_session_is_not_stopped() {
    let workspace = Workspace::sample();
    let args = ["--plain", "--restricted"];
    let pty = Pty::spawn(imr(), &args, workspace.path(), &[], 200, 60);
    pty.wait_for_text("queue>");
    pty.signal(Signal::SIGTSTP);
    line(&pty, "open CM15-0000001", "item 1 of 1>");
    line(&pty, "suspend", "restricted to the bench");
}
