//! The line is cut in the middle of a sentence, in every way that lines are cut.

use std::time::Duration;

use super::{
    desk::{DRAFT, open_seed},
    process::{Process, wait_until},
    server::Server,
};
use crate::support::pty::{Exit, Pty, Signal, patience};

const TYPED: &str = "half a sentence that was being";

/// A reviewer who has just typed something, and the bench that has it.
fn in_mid_edit(server: &Server) -> (Pty, Process) {
    let pty = server.log_in("r1");
    open_seed(&pty);
    pty.keys("e");
    pty.wait_for_text("EDITING");
    pty.type_text(TYPED);
    pty.wait_for_text(TYPED);
    let bench = server.bench();
    (pty, bench)
}

/// The text is on disk, and on the screen of who logs in again; the new bench rests when nobody types.
fn all_is_there_again(server: &Server) {
    server.wait_until_left();
    let draft = server.workspace.read(DRAFT);
    assert!(draft.contains(TYPED), "{draft}");

    let pty = server.log_in("r1");
    open_seed(&pty);
    pty.wait_for_text(TYPED);
    pty.keys("e");
    pty.wait_for_text("EDITING");
    let bench = server.bench();
    // What goes on behind the first frame ends some time; a bench that never rests is what is looked for.
    wait_until("a bench at rest", patience(), || {
        let before = bench.ticks();
        std::thread::sleep(Duration::from_millis(600));
        bench.ticks() - before <= 1
    });
    pty.type_text(" typed");
    pty.wait_for_text(&format!("{TYPED} typed"));
}

#[test]
fn a_client_that_is_killed_costs_no_word() {
    let server = Server::of_the_guide();
    let (pty, _) = in_mid_edit(&server);
    pty.signal(Signal::SIGKILL);
    assert_eq!(pty.wait_exit(patience()), Exit::Signal(Signal::SIGKILL));
    all_is_there_again(&server);
}

#[test]
fn a_window_that_is_closed_costs_no_word() {
    let server = Server::of_the_guide();
    let (mut pty, _) = in_mid_edit(&server);
    pty.hang_up();
    all_is_there_again(&server);
}

#[test]
fn a_session_of_sshd_that_is_killed_costs_no_word() {
    let server = Server::of_the_guide();
    let (pty, bench) = in_mid_edit(&server);
    bench.line().signal(Signal::SIGKILL);
    assert_eq!(pty.wait_exit(patience()), Exit::Code(255));
    all_is_there_again(&server);
}

/// What `docs/ssh.md` does when a key is lost.
#[test]
fn a_session_that_the_administrator_ends_costs_no_word() {
    let server = Server::of_the_guide();
    let (pty, bench) = in_mid_edit(&server);
    bench.signal(Signal::SIGHUP);
    assert_eq!(pty.wait_exit(patience()), Exit::Code(129));
    all_is_there_again(&server);
}

/// A line that goes dead without a word: nobody answers, nothing is closed. Meanwhile the reviewer logs in again, and
/// what is written there is not undone by the end of the old session.
#[test]
fn a_line_that_goes_dead_is_noticed_and_costs_no_word() {
    let server = Server::with(&[
        ("ClientAliveInterval 15", "ClientAliveInterval 1"),
        ("ClientAliveCountMax 4", "ClientAliveCountMax 2"),
    ]);
    let (pty, dead) = in_mid_edit(&server);
    pty.signal(Signal::SIGSTOP);
    wait_until("the draft", patience(), || server.workspace.file(DRAFT).exists());

    let again = server.log_in("r1");
    again.keys("/");
    again.type_text("0000001");
    again.keys("Enter Enter");
    // The dead session still has the case: it is the reviewer's own, and the take-over is offered at once.
    again.wait_for_text("Take this case over?");
    again.answer();
    again.wait_for_text(TYPED);
    again.keys("e");
    again.wait_for_text("EDITING");
    again.type_text(" typed");
    again.wait_for_text(&format!("{TYPED} typed"));

    wait_until("the end of the dead session", patience(), || !server.benches().contains(&dead));
    again.keys("Escape");
    again.wait_until_gone("EDITING");
    again.keys("q q");
    assert_eq!(again.wait_exit(patience()), Exit::Code(0));
    let draft = server.workspace.read(DRAFT);
    assert!(draft.contains(&format!("{TYPED} typed")), "{draft}");
    all_is_there_again(&server);
}
