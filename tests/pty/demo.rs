//! `imr demo`: the bench on a copy of its own, which goes with it, however it goes.

use std::{fs, path::PathBuf};

use crate::support::{
    pty::{Exit, Pty, Signal, patience},
    workspace::imr,
};

/// A demonstration in an empty folder, and its copy.
fn demo(args: &[&str]) -> (Pty, PathBuf, tempfile::TempDir) {
    demo_in(args, &[])
}

fn demo_in(args: &[&str], env: &[(&str, &str)]) -> (Pty, PathBuf, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let pty = Pty::spawn(imr(), args, folder.path(), env, 80, 24);
    pty.wait_for_text("13 of 13 cases");
    let copies: Vec<_> = fs::read_dir(pty.home().join("tmp")).unwrap().collect();
    assert_eq!(copies.len(), 1, "{copies:?}");
    let copy = copies[0].as_ref().unwrap().path();
    assert!(copy.join("guidelines/vocabulary.yaml").is_file());
    (pty, copy, folder)
}

fn raw(pty: &Pty) -> String {
    String::from_utf8_lossy(&pty.raw()).into_owned()
}

#[test]
fn what_is_decided_in_it_goes_and_that_is_said() {
    let (pty, copy, folder) = demo(&["demo"]);
    assert!(raw(&pty).contains("it goes when you leave"), "before the screen is taken");
    pty.keys("/ 0 0 0 0 0 0 1 Enter Enter");
    pty.wait_for_text("2 Findings");
    pty.keys("o o e");
    pty.wait_for_text("EDITING");
    pty.type_text("Words that nobody keeps.");
    pty.wait_for_text("4 words · kept");
    let draft = copy.join(".imr/drafts/CM15-0000001.yaml");
    assert!(fs::read_to_string(draft).unwrap().contains("Words that nobody keeps."));
    pty.keys("Escape q");
    pty.wait_for_text("13 of 13 cases");
    pty.keys("q");
    assert_eq!(pty.wait_exit(patience()), Exit::Code(0));
    assert!(!copy.exists());
    let said = raw(&pty);
    let (_, after) = said.rsplit_once("\u{1b}[?1049l").unwrap();
    assert!(after.contains("the copy is removed, with all that was decided in it"), "{after}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing was written here");
}

#[test]
fn a_signal_a_dropped_line_and_a_fault_of_the_program_leave_no_copy() {
    for signal in [Signal::SIGTERM, Signal::SIGINT, Signal::SIGQUIT, Signal::SIGHUP] {
        let (pty, copy, _folder) = demo(&["demo"]);
        pty.signal(signal);
        assert_eq!(pty.wait_exit(patience()), Exit::Code(128 + signal as i32));
        assert!(!copy.exists(), "{signal}");
    }
    let (mut pty, copy, _folder) = demo(&["demo"]);
    pty.hang_up();
    pty.wait_exit(patience());
    assert!(!copy.exists(), "a dropped line");
    // In the journal's thread.
    let (pty, copy, _folder) = demo_in(&["demo"], &[("IMR_FAIL", "draft.write:1:panic")]);
    pty.keys("/ 0 0 0 0 0 0 1 Enter Enter");
    pty.wait_for_text("2 Findings");
    pty.keys("o o");
    assert_eq!(pty.wait_exit(patience()), Exit::Code(101));
    assert!(!copy.exists(), "a fault of the program");
}

/// The clock stands still, so that the same keys give the same screens at any time; settings of one's own, which
/// change keys and looks, do not count.
#[test]
fn two_demonstrations_look_the_same() {
    let shown = |env: &[(&str, &str)]| {
        let folder = tempfile::tempdir().unwrap();
        let pty = Pty::spawn(imr(), &["demo"], folder.path(), env, 100, 30);
        pty.wait_for_text("13 of 13 cases");
        pty.settle(std::time::Duration::from_millis(100), patience());
        let queue = pty.screen();
        pty.keys("/ 0 0 0 0 0 0 1 Enter Enter");
        pty.wait_for_text("2 Findings");
        pty.settle(std::time::Duration::from_millis(100), patience());
        (queue, pty.screen())
    };
    let settings = tempfile::tempdir().unwrap();
    fs::create_dir(settings.path().join("imr")).unwrap();
    fs::write(
        settings.path().join("imr/config.yaml"),
        "views:\n  - {name: mine, filter: \"state:final\"}\n",
    )
    .unwrap();
    let one = shown(&[]);
    let config = settings.path().to_str().unwrap();
    let other = shown(&[
        ("IMR_NOW", "2031-01-05T10:00"),
        ("TZ", "Asia/Tokyo"),
        ("XDG_CONFIG_HOME", config),
    ]);
    assert_eq!(one, other);
}

#[test]
fn a_restricted_session_and_no_terminal_have_no_demonstration() {
    let run = |args: &[&str]| {
        let temporary = tempfile::tempdir().unwrap();
        let output = std::process::Command::new(imr())
            .args(args)
            .env("TMPDIR", temporary.path())
            .output()
            .unwrap();
        assert_eq!(fs::read_dir(temporary.path()).unwrap().count(), 0, "a copy is left");
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, said) = run(&["--restricted", "demo"]);
    assert_eq!(code, Some(2), "{said}");
    let (code, said) = run(&["demo"]);
    assert_eq!(code, Some(4), "{said}");
    assert!(said.contains("the bench needs a terminal"), "{said}");
}
