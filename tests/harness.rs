//! The terminal that the other tests sit at: does it do what a terminal does?
//!
//! `sh`, `cat` and `stty` stand in for the program, so a failure here is one of the harness.

mod support;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use support::keys;
use support::pty::{Exit, Pty, Signal, patience};
use support::terminal::screen_text;
use support::workspace::Workspace;

fn sh(script: &str) -> Pty {
    sh_with(script, &[])
}

fn sh_with(script: &str, env: &[(&str, &str)]) -> Pty {
    Pty::spawn("sh", &["-c", script], Path::new("/"), env, 60, 12)
}

/// What `cat -v` shows for bytes that arrive while the terminal is raw: each as it was sent.
const SHOW_INPUT: &str = "stty raw -echo; printf 'ready\\r\\n'; exec cat -v";

fn message(fails: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(fails)).expect_err("a failure");
    panic.downcast_ref::<String>().expect("a message").clone()
}

#[test]
fn what_is_typed_comes_back() {
    let pty = sh("read line; echo \"got <$line>\"; sleep 100");
    pty.type_text("hello\n");
    pty.wait_for_text("got <hello>");
    assert_eq!(pty.screen(), "hello\ngot <hello>");
    assert_eq!(pty.cursor(), Some((2, 0)));
    assert!(pty.raw().starts_with(b"hello\r\ngot <hello>\r\n"));
}

#[test]
fn a_text_that_goes_is_waited_for() {
    let pty = sh("printf wait; read line; printf '\\033[2J'; sleep 100");
    pty.wait_for_text("wait");
    pty.keys("Enter");
    pty.wait_until_gone("wait");
    assert_eq!(pty.screen(), "");
}

#[test]
fn keys_arrive_as_a_terminal_sends_them() {
    let pty = sh(SHOW_INPUT);
    pty.wait_for_text("ready");
    pty.keys("j Ctrl+s Up Shift+Tab Alt+x F1 PageDown Ctrl+Right Backspace é");
    pty.wait_for_text("j^S^[[A^[[Z^[x^[OP^[[6~^[[1;5C^?M-CM-)");
}

#[test]
fn arrows_follow_the_mode_that_the_program_chose() {
    let pty = sh(&format!("printf '\\033[?1h'; {SHOW_INPUT}"));
    pty.wait_for_text("ready");
    pty.keys("Down");
    pty.wait_for_text("^[OB");
}

#[test]
fn a_key_that_no_terminal_sends_is_refused() {
    for key in ["gg", "Ctrl+1", "Hyper+x", "", "Ctrl+", "Shift+Enter"] {
        assert_eq!(keys::bytes(key, false), Err(format!("no such key: `{key}`")));
    }
    assert_eq!(keys::bytes("+", false), Ok(b"+".to_vec()));
    assert_eq!(keys::bytes("Ctrl+Space", false), Ok(b"\0".to_vec()));
    assert_eq!(keys::bytes("Ctrl+Alt+x", false), Ok(b"\x1b\x18".to_vec()));
}

#[test]
fn escape_is_read_by_itself() {
    // One read at a time, each on a row of its own: without the wait after Escape, the first would
    // bring both bytes.
    let pty = sh("stty raw -echo; printf 'ready\\r\\n'; \
                  for i in 1 2; do dd bs=16 count=1 2>/dev/null | cat -v; printf '\\r\\n'; done");
    pty.wait_for_text("ready");
    pty.keys("Escape q");
    pty.wait_for_text("ready\n^[\nq");
}

#[test]
fn a_paste_has_brackets_where_the_program_wants_them() {
    let pty = sh(&format!("printf '\\033[?2004h'; {SHOW_INPUT}"));
    pty.wait_for_text("ready");
    pty.paste("one\ntwo\r\nthree");
    pty.wait_for_text("^[[200~one^Mtwo^Mthree^[[201~");

    let pty = sh(SHOW_INPUT);
    pty.wait_for_text("ready");
    pty.paste("one\ntwo");
    pty.wait_for_text("one^Mtwo");
}

#[test]
fn a_paste_larger_than_the_terminal_holds_arrives_whole() {
    let pty = sh("stty raw -echo; echo ready; head -c 100000 | wc -c");
    pty.wait_for_text("ready");
    pty.paste(&"0123456789".repeat(10_000));
    pty.wait_for_text("100000");
}

#[test]
fn the_program_sees_its_size_and_a_new_one() {
    let pty = sh("trap 'stty size' WINCH; stty size; while :; do sleep 0.01; done");
    pty.wait_for_text("12 60");
    pty.resize(100, 30);
    pty.wait_for_text("30 100");
}

#[test]
fn a_wait_in_vain_prints_the_screen() {
    let pty = sh("echo something else; sleep 100");
    pty.wait_for_text("something else");
    let brief = Duration::from_millis(50);
    let failure = message(|| pty.wait_for(|screen| screen_text(screen).is_empty(), brief));
    assert!(failure.starts_with("waited "), "{failure}");
    assert!(failure.contains("the program runs; 60x12; cursor at row 1, column 0"), "{failure}");
    assert!(failure.contains("│something else\n"), "{failure}");
}

#[test]
fn a_wait_for_a_program_that_has_ended_fails_at_once() {
    let pty = sh("echo bye; exit 7");
    let start = Instant::now();
    let failure = message(|| pty.wait_for(|_| false, Duration::from_secs(600)));
    assert!(start.elapsed() < Duration::from_secs(60));
    assert!(failure.contains("the program has ended: Code(7)"), "{failure}");
    assert!(failure.contains("│bye\n"), "{failure}");
}

#[test]
fn a_program_that_does_not_end_is_told_of() {
    let pty = sh("echo still here; sleep 100");
    pty.wait_for_text("still here");
    let failure = message(|| {
        pty.wait_exit(Duration::from_millis(50));
    });
    assert!(failure.contains("in vain for the end of the program"), "{failure}");
    assert!(failure.contains("│still here\n"), "{failure}");
}

#[test]
fn half_a_frame_is_never_seen() {
    let pty = sh("printf '\\033[?2026hhalf'; read line; printf ' and half\\033[?2026l'; sleep 100");
    let brief = Duration::from_millis(200);
    let failure = message(|| pty.wait_for(|screen| screen_text(screen).contains("half"), brief));
    assert!(failure.contains("a synchronized update is left open"), "{failure}");
    pty.keys("Enter");
    pty.wait_for(|screen| screen_text(screen).starts_with("half"), patience());
    assert!(pty.screen().contains("and half"));
}

#[test]
fn the_end_of_a_program_is_its_code_or_its_signal() {
    assert_eq!(sh("exit 3").wait_exit(patience()), Exit::Code(3));
    let pty = sh("echo up; sleep 100");
    pty.wait_for_text("up");
    pty.signal(Signal::SIGTERM);
    assert_eq!(pty.wait_exit(patience()), Exit::Signal(Signal::SIGTERM));
    let pty = sh("trap 'echo caught; exit 143' TERM; echo up; while :; do sleep 0.01; done");
    pty.wait_for_text("up");
    pty.signal(Signal::SIGTERM);
    assert_eq!(pty.wait_exit(patience()), Exit::Code(143));
    assert!(pty.screen().ends_with("caught"));
    assert!(message(|| pty.signal(Signal::SIGTERM)).contains("no program to send SIGTERM to"));
}

#[test]
fn a_line_that_drops_reaches_the_program() {
    let folder = tempfile::tempdir().expect("a folder");
    let note = folder.path().join("note");
    let script = format!(
        "stty raw; trap 'echo hung up >>{0}; exit 129' HUP; echo up; \
         while IFS= read -r line; do echo \"$line\" >>{0}; done; \
         echo end of input >>{0}; while :; do sleep 0.01; done",
        note.display()
    );
    let mut pty = sh(&script);
    pty.wait_for_text("up");
    pty.hang_up();
    assert_eq!(pty.wait_exit(patience()), Exit::Code(129));
    // Its input ends too, and nothing was typed on the way: no line, not even an empty one.
    let note = std::fs::read_to_string(note).expect("the note");
    assert!(["hung up\n", "end of input\nhung up\n"].contains(&note.as_str()), "{note:?}");
}

#[test]
fn the_terminal_answers_what_programs_ask() {
    let pty = sh(&format!("stty raw -echo; printf 'ready\\033[6n\\033[c'; {SHOW_INPUT}"));
    pty.wait_for_text("^[[1;6R^[[?1;2c");
}

#[test]
fn a_reaction_is_output_after_the_input() {
    let pty = sh("stty -echo; echo ready; read line; read line; echo seen; sleep 100");
    pty.wait_for_text("ready");
    pty.keys("Enter");
    assert!(!pty.wait_for_reaction(Duration::from_millis(50)));
    pty.keys("Enter");
    assert!(pty.wait_for_reaction(patience()));
    pty.settle(Duration::from_millis(20), patience());
    assert!(pty.screen().ends_with("seen"));
}

#[test]
fn nothing_of_the_developer_reaches_the_program() {
    let env = [("IMR_GIVEN", "yes"), ("NO_COLOR", "1")];
    let pty = sh_with("env -u PATH | sort; sleep 100", &env);
    pty.wait_for_text("TZ=UTC");
    let home = pty.home().display();
    // The shell and `env` add a few of their own.
    let own = ["_=", "OLDPWD=", "SHLVL="];
    let screen = pty.screen();
    let shown = screen.lines().filter(|line| !own.iter().any(|name| line.starts_with(name)));
    assert_eq!(
        shown.collect::<Vec<_>>(),
        [
            &format!("HOME={home}"),
            "IMR_GIVEN=yes",
            "LANG=C.UTF-8",
            "NO_COLOR=1",
            "PWD=/",
            "SHELL=/bin/sh",
            "TERM=xterm-256color",
            &format!("TMPDIR={home}/tmp"),
            "TZ=UTC"
        ]
    );
    assert_ne!(Some(pty.home().as_os_str()), std::env::var_os("HOME").as_deref());
}

#[test]
fn no_program_outlives_its_test() {
    let pty = sh("trap '' HUP TERM; echo $$; while :; do sleep 0.05; done");
    pty.wait_for(|screen| !screen_text(screen).is_empty(), patience());
    let pid = pty.screen();
    drop(pty);
    let process = Path::new("/proc").join(pid);
    let deadline = Instant::now() + patience();
    while process.exists() && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(!process.exists());
}

#[test]
fn a_workspace_is_a_copy_without_what_reviews_left() {
    let source = tempfile::tempdir().expect("a folder");
    for folder in ["cases", "records/A", ".imr/drafts", "determinations"] {
        std::fs::create_dir_all(source.path().join(folder)).expect("a folder of the source");
    }
    for file in
        ["cases/A.yaml", "records/A/note.txt", ".imr/drafts/A.yaml", "determinations/A.yaml"]
    {
        std::fs::write(source.path().join(file), file).expect("a file of the source");
    }
    std::fs::write(source.path().join("imr.yaml"), "organization: x").expect("the settings");

    let copy = Workspace::copy_of(source.path());
    assert_eq!(copy.read("records/A/note.txt"), "records/A/note.txt");
    assert_eq!(copy.read("imr.yaml"), "organization: x");
    assert!(copy.file("cases/A.yaml").is_file());
    for absent in [".imr", "determinations", "reviewers.yaml", "guidelines"] {
        assert!(!copy.file(absent).exists(), "{absent}");
    }
}
