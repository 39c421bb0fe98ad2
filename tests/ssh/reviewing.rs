//! A whole review over the line.

use imr_workbench::{domain::determination::Determination, store::yaml};

use super::{
    desk::{DRAFT, SEED, WORDS, open_seed, review},
    server::{Server, sh},
};
use crate::support::pty::{Exit, patience};

#[test]
fn the_seeds_case_is_reviewed_and_final_over_the_line() {
    let server = Server::of_the_guide();
    let pty = server.log_in("r1");
    open_seed(&pty);
    review(&pty);
    let text = server.workspace.read("determinations/CM15-0000001.yaml");
    let determination: Determination = yaml::read(&text).unwrap();
    assert_eq!(determination.items[0].rationale, WORDS);
    let letter = server.workspace.read("determinations/CM15-0000001.txt");
    assert!(letter.contains("Internal Medicine"), "r1 decided: {letter}");
    assert!(!server.workspace.file(DRAFT).exists(), "the draft is gone");

    pty.keys("q");
    assert_eq!(pty.wait_exit(patience()), Exit::Code(0));
    let raw = String::from_utf8_lossy(&pty.raw()).into_owned();
    for sequence in ["\u{1b}[?1049l", "\u{1b}[?2004l", "\u{1b}[?25h"] {
        assert!(raw.contains(sequence), "{sequence:?} did not come over the line");
    }
    server.wait_until_left();

    let check = server.block("sh check");
    let modes = check.lines().find(|line| line.starts_with("find ")).expect("a check of modes");
    assert_eq!(sh(modes), "", "files of the workspace that are open to others");
    let log = server.log();
    assert!(log.contains("--reviewer r1"), "who was in: {log}");
    assert!(!log.contains("Spurling") && !log.contains(SEED), "{log}");
}

#[test]
fn the_key_says_who_reviews() {
    let server = Server::of_the_guide();
    let pty = server.log_in("r2");
    open_seed(&pty);
    review(&pty);
    let letter = server.workspace.read("determinations/CM15-0000001.txt");
    assert!(letter.contains("Orthopedic Surgery"), "r2 decided: {letter}");
}

#[test]
fn the_bench_follows_the_window_over_the_line() {
    let server = Server::of_the_guide();
    let pty = server.log_in("r1");
    open_seed(&pty);
    pty.wait_for_text("3 Criteria");
    pty.keys("3");
    pty.resize(60, 20);
    pty.wait_until_gone("2 Findings");
    pty.wait_for_text("3 Criteria");
    pty.resize(120, 40);
    pty.wait_for_text("2 Findings");
    // From 110 columns on the queue stands beside the bench.
    pty.wait_for_text("CM26-0000102");
}

#[test]
fn a_terminal_that_the_server_does_not_know_has_the_bench() {
    let server = Server::of_the_guide();
    for term in ["a-terminal-of-2031", "vt100"] {
        let pty = server.dial("r1", &[], &[], &[("TERM", term)]);
        pty.wait_for_text(SEED);
        let arrived = server.bench().environment();
        assert!(arrived.contains(&format!("TERM={term}")), "{arrived:?}");
        open_seed(&pty);
        pty.keys("q q");
        assert_eq!(pty.wait_exit(patience()), Exit::Code(0), "{term}");
        server.wait_until_left();
    }
}

/// One that says that it knows no cursor is not sent any.
#[test]
fn a_dumb_terminal_has_the_line_mode() {
    let server = Server::of_the_guide();
    let pty = server.dial("r1", &[], &[], &[("TERM", "dumb")]);
    pty.wait_for_text("queue>");
    pty.type_text("open CM15-0000001\n");
    pty.wait_for_text("item 1 of 1>");
    pty.type_text("q\nq\n");
    assert_eq!(pty.wait_exit(patience()), Exit::Code(0));
    server.wait_until_left();
}
