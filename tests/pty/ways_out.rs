//! Every way out that is no `q`: the terminal is given back, the words are on the disk, nothing goes on computing.

use std::{
    path::Path,
    thread::sleep,
    time::{Duration, Instant},
};

use crate::{
    NOW, SEED, assert_restored, bench, open_seed,
    support::{
        pty::{Exit, Pty, Signal, patience},
        workspace::{Workspace, imr},
    },
};

const DRAFT: &str = ".imr/drafts/CM15-0000001.yaml";

/// The seed's case in the editor, with this on the screen.
fn writing(pty: &Pty, words: &str) {
    open_seed(pty);
    pty.keys("e");
    pty.wait_for_text("EDITING");
    pty.type_text(words);
    pty.wait_for_text(words.trim_end());
}

#[test]
fn a_panic_gives_the_terminal_back_first_and_keeps_the_words() {
    let workspace = Workspace::sample();
    // The case file is looked at again two seconds after the last look, at the next key.
    let env = [NOW, ("IMR_FAIL", "case.look:1:panic")];
    let pty = Pty::spawn(imr(), &[], workspace.path(), &env, 80, 24);
    pty.wait_for_text(SEED);
    writing(&pty, "typed before the fault");
    let begun = Instant::now();
    while !String::from_utf8_lossy(&pty.raw()).contains("a fault of the program") {
        assert!(begun.elapsed() < patience(), "no panic");
        pty.type_text(".");
        sleep(Duration::from_millis(50));
    }
    assert_eq!(pty.wait_exit(patience()), Exit::Code(101));
    assert_restored(&pty);
    let raw = String::from_utf8_lossy(&pty.raw()).into_owned();
    let given_back = raw.rfind("\u{1b}[?1049l").unwrap();
    let said = raw.rfind("a fault of the program").unwrap();
    assert!(given_back < said, "what is said stands on the shell's screen");
    assert!(raw[said..].contains("the draft of CM15-0000001 is in .imr/drafts/CM15-0000001.yaml"));
    let draft = workspace.read(DRAFT);
    // All but the key that met the fault.
    let dots = raw[..given_back].matches('.').count();
    assert!(dots > 5 && draft.contains("typed before the fault....."), "{draft}");
}

/// The thread that writes may fail too: what it was writing is written once more.
#[test]
fn a_panic_of_the_journal_costs_no_word() {
    let workspace = Workspace::sample();
    let env = [NOW, ("IMR_FAIL", "draft.write:1:panic")];
    let pty = Pty::spawn(imr(), &[], workspace.path(), &env, 80, 24);
    pty.wait_for_text(SEED);
    writing(&pty, "typed before the fault");
    assert_eq!(pty.wait_exit(patience()), Exit::Code(101));
    assert_restored(&pty);
    let raw = String::from_utf8_lossy(&pty.raw()).into_owned();
    assert!(raw.contains("the draft of CM15-0000001 is in"), "{raw}");
    assert!(workspace.read(DRAFT).contains("typed before the fault"));
}

/// The rename is done and the disk refuses what comes after: our own text is not taken for another's.
#[test]
fn a_disk_that_refuses_for_a_moment_costs_no_word_and_asks_nothing() {
    for step in ["draft.settle:1:EIO", "draft.write:1:ENOSPC", "hold.write:1:EIO"] {
        let workspace = Workspace::sample();
        let pty = Pty::spawn(imr(), &[], workspace.path(), &[NOW, ("IMR_FAIL", step)], 80, 24);
        pty.wait_for_text(SEED);
        open_seed(&pty);
        if step.starts_with("hold") {
            pty.wait_for_text("it can be read, not changed");
            pty.keys("r");
            pty.wait_until_gone("not changed");
        }
        pty.keys("e");
        pty.wait_for_text("EDITING");
        pty.type_text("words");
        if !step.starts_with("hold") {
            pty.wait_for_text("NOT ON DISK");
        }
        pty.wait_for_text("1 word · kept");
        assert!(workspace.read(DRAFT).contains("words"), "{step}");
        assert!(!workspace.file(".imr/trash").exists(), "{step}");
    }
}

/// The seed's case, decided and with a reason.
fn overturned(pty: &Pty) {
    writing(pty, "Why.");
    pty.key("Escape");
    pty.keys("o o");
    pty.wait_for_text("item 1: overturned");
}

/// A sheet that nobody has seen is not answered: neither attested nor made final by keys that were typed ahead.
#[test]
fn a_sheet_is_answered_only_when_it_is_on_the_screen() {
    let workspace = Workspace::sample();
    let pty = bench(&workspace, 80, 24);
    overturned(&pty);
    pty.send("Fyyyy");
    pty.wait_for_text("Your attestation");
    // What comes while the sheet is being drawn is no answer to it.
    pty.keys("y");
    pty.wait_for_text("that key came before this could be read");
    pty.answer();
    pty.wait_for_text("not written yet");
    assert!(!workspace.file("determinations").exists());
}

/// The second of two, and each of a key that is held, comes before the letter can have been read.
#[test]
fn a_letter_is_not_made_final_by_a_finger_that_stays_on_the_key() {
    let workspace = Workspace::sample();
    let pty = bench(&workspace, 80, 24);
    overturned(&pty);
    pty.keys("F");
    pty.wait_for_text("Your attestation");
    sleep(Duration::from_millis(300));
    pty.send("yy");
    pty.wait_for_text("not written yet");
    for _ in 0..40 {
        pty.send("y");
        sleep(Duration::from_millis(33));
    }
    pty.wait_for_text("that key came before this could be read");
    assert!(!workspace.file("determinations").exists());
    pty.answer();
    pty.wait_for_text("CM15-0000001 is final");
}

/// Taken over while typing: the words go on as text, and aside; none of them becomes a key of the bench.
#[test]
fn who_is_displaced_while_typing_types_no_commands() {
    let workspace = Workspace::sample();
    let pty = bench(&workspace, 80, 24);
    writing(&pty, "mine");
    pty.wait_for_text("· kept");
    let other = Pty::spawn(imr(), &["--reviewer", "r2"], workspace.path(), &[NOW], 80, 24);
    other.wait_for_text(SEED);
    open_seed(&other);
    other.wait_for_text("HELD by r1");
    other.keys(":");
    other.type_text("take-over\n");
    other.wait_for_text("Take this case over?");
    other.answer();
    other.wait_until_gone("HELD by r1");
    other.keys("o u");
    other.wait_for_text("upheld");
    pty.type_text(" and");
    pty.wait_for_text("has taken this case over");
    pty.type_text(
        " quite so, j jour
nou oo F y",
    );
    pty.wait_for_text("nou oo F y");
    let aside = || std::fs::read_to_string(workspace.file(".imr/trash/CM15-0000001.1.yaml"));
    let begun = Instant::now();
    while !aside().is_ok_and(|text| text.contains("nou oo F y")) {
        assert!(begun.elapsed() < patience(), "{:?}", aside());
        sleep(Duration::from_millis(20));
    }
    pty.key("Escape");
    pty.wait_for_text("HELD by r2");
    pty.keys("q");
    pty.wait_for_text("13 of 13 cases");
    let draft = workspace.read(DRAFT);
    assert!(draft.contains("upheld") && !draft.contains("jour"), "{draft}");
}

/// A case that cannot be read again stays as it is on the screen, held and kept.
#[test]
fn a_reload_that_fails_leaves_the_bench_writable_and_kept() {
    let workspace = Workspace::sample();
    let pty = bench(&workspace, 80, 24);
    writing(&pty, "before");
    pty.key("Escape");
    let file = workspace.file("cases/CM15-0000001.yaml");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, "case: [").unwrap();
    pty.keys("r");
    pty.wait_for_text("cases/CM15-0000001.yaml");
    pty.keys("e Ctrl+g");
    pty.type_text(" and after");
    pty.wait_for_text("before and after");
    pty.wait_for_text("3 words · kept");
    assert!(workspace.read(DRAFT).contains("before and after"));
    std::fs::write(&file, text).unwrap();
    pty.key("Escape");
    pty.keys("q");
    pty.wait_for_text("13 of 13 cases");
}

/// More than a signal: reads end, writes fail, the kernel sends SIGHUP.
#[test]
fn a_closed_terminal_ends_the_bench_at_once_with_the_words_kept() {
    let workspace = Workspace::sample();
    let mut pty = bench(&workspace, 80, 24);
    writing(&pty, "typed just before the line dropped ");
    let begun = Instant::now();
    pty.hang_up();
    assert_eq!(pty.wait_exit(patience()), Exit::Code(129));
    assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
    assert!(workspace.read(DRAFT).contains("typed just before the line dropped"));
}

/// The screen hangs in a write; the signal must not wait for it.
#[test]
fn a_terminal_that_takes_no_bytes_keeps_no_signal_waiting() {
    let workspace = Workspace::sample();
    let pty = bench(&workspace, 120, 40);
    writing(&pty, "typed before the line went dead ");
    pty.stop_output();
    // Frames that nobody takes: the kernel's buffer fills, and the program waits in its write.
    for _ in 0..200 {
        pty.send("\u{c}");
    }
    pty.send("more");
    sleep(Duration::from_millis(300));
    pty.signal(Signal::SIGTERM);
    assert_eq!(pty.wait_exit(patience()), Exit::Code(143));
    assert!(workspace.read(DRAFT).contains("typed before the line went dead"));
}

#[test]
fn after_a_signal_nothing_of_the_session_is_left() {
    let workspace = Workspace::sample();
    let pty = bench(&workspace, 80, 24);
    writing(&pty, "words ");
    assert!(workspace.file(".imr/holds/CM15-0000001.json").exists());
    pty.signal(Signal::SIGTERM);
    assert_eq!(pty.wait_exit(patience()), Exit::Code(143));
    assert!(!workspace.file(".imr/holds/CM15-0000001.json").exists(), "the hold is let go");
}

/// Between the last write of the draft and the end of the hold there is a moment in which a key may still come.
#[test]
fn keys_that_come_with_a_signal_leave_no_hold() {
    let workspace = Workspace::sample();
    for round in 0..8 {
        let pty = bench(&workspace, 80, 24);
        writing(&pty, "words ");
        pty.send(&"x".repeat(40 + round));
        for key in "many more words".chars() {
            pty.send(&key.to_string());
            sleep(Duration::from_millis(1));
        }
        pty.signal(Signal::SIGTERM);
        pty.send(" and more still");
        assert_eq!(pty.wait_exit(patience()), Exit::Code(143));
        assert!(!workspace.file(".imr/holds/CM15-0000001.json").exists(), "round {round}");
    }
}

#[test]
fn an_idle_bench_neither_writes_nor_computes() {
    let workspace = Workspace::sample();
    let pty = bench(&workspace, 80, 24);
    writing(&pty, "words ");
    pty.wait_for_text("· kept");
    // What goes on behind the screen ends some time; then no byte is written, no thread wakes and nothing computes.
    let begun = Instant::now();
    let idle = || (pty.raw().len(), wakes(pty.pid()), ticks(pty.pid()));
    let mut before = idle();
    loop {
        sleep(Duration::from_secs(2));
        let now = idle();
        if now == before {
            return;
        }
        assert!(begun.elapsed() < patience(), "bytes, wake-ups, ticks: {before:?}, then {now:?}");
        before = now;
    }
}

/// How often threads of a process have gone to sleep of their own will: each time, they had woken.
fn wakes(pid: i32) -> u64 {
    let threads = std::fs::read_dir(format!("/proc/{pid}/task")).unwrap();
    let status =
        threads.map(|t| std::fs::read_to_string(t.unwrap().path().join("status")).unwrap());
    let switches = status.map(|text| {
        let mut lines = text.lines();
        let line = lines.find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
        line.expect("a count").trim().parse::<u64>().expect("a number")
    });
    switches.sum()
}

/// Hundredths of a second that a process has computed for.
fn ticks(pid: i32) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
}

#[test]
fn ctrl_z_gives_the_shell_back_and_fg_everything() {
    let workspace = Workspace::sample();
    let env = [NOW, ("PS1", "shell> ")];
    let pty = Pty::spawn("bash", &["--norc", "--noprofile", "-i"], workspace.path(), &env, 80, 24);
    pty.wait_for_text("shell>");
    pty.type_text(&format!("{}\n", imr()));
    pty.wait_for_text(SEED);
    writing(&pty, "half a sentence ");
    pty.keys("Ctrl+z");
    pty.wait_for_text("Stopped");
    assert!(workspace.read(DRAFT).contains("half a sentence"), "kept before the process sleeps");
    pty.type_text("echo the shell $((6*7))\n");
    pty.wait_for_text("the shell 42");
    pty.resize(100, 30);
    pty.type_text("fg\n");
    pty.wait_for_text("EDITING");
    pty.type_text("and the rest");
    pty.wait_for_text("half a sentence and the rest");
    pty.keys("Escape q");
    pty.wait_for_text("13 of 13 cases");
    pty.keys("q");
    pty.wait_for_text("shell>");
}

/// Without a shell to come back to, the bench goes on and says so.
#[test]
fn ctrl_z_without_a_shell_is_refused_and_costs_nothing() {
    let workspace = Workspace::sample();
    let pty = bench(&workspace, 80, 24);
    writing(&pty, "words");
    pty.keys("Ctrl+z");
    pty.wait_for_text("no shell to go back to");
    pty.type_text(" go on");
    pty.wait_for_text("words go on");
}

#[test]
fn a_restricted_session_is_not_suspended() {
    let workspace = Workspace::sample();
    let pty = Pty::spawn(imr(), &["--restricted"], workspace.path(), &[], 80, 24);
    pty.wait_for_text(SEED);
    pty.keys("Ctrl+z");
    pty.wait_for_text("restricted");
    // The clock is the true one.
    let restricted = ["--restricted", "list"];
    let list = |env: &[(&str, &str)], args: &[&str]| {
        let done = std::process::Command::new(imr())
            .args(args)
            .envs(env.iter().copied())
            .current_dir(Path::new(workspace.path()))
            .output()
            .unwrap();
        String::from_utf8(done.stdout).unwrap()
    };
    let long_ago = [("IMR_NOW", "2001-01-01T09:00")];
    assert_eq!(list(&long_ago, &restricted), list(&[], &restricted));
    assert_ne!(list(&long_ago, &["list"]), list(&[], &["list"]));
}

/// Keys typed ahead of the disk are meant for what comes: `q` and then a key for the queue.
#[test]
fn what_is_typed_while_the_disk_works_goes_to_the_screen_that_comes() {
    let workspace = Workspace::sample();
    let pty = bench(&workspace, 80, 24);
    writing(&pty, "words");
    pty.key("Escape");
    pty.send("qG");
    pty.wait_for_text("13 of 13 cases");
    pty.wait_for(|s| s.cursor_position().0 > 12, patience());
    assert!(workspace.read(DRAFT).contains("words"));
}

/// A slow line tears an arrow key apart; Escape and the next key come in one packet.
#[test]
fn a_torn_key_is_no_escape_and_a_hasty_one_no_letter() {
    let workspace = Workspace::sample();
    let pty = bench(&workspace, 80, 24);
    writing(&pty, "ac");
    pty.send("\u{1b}");
    sleep(Duration::from_millis(8));
    pty.send("[D");
    pty.type_text("b");
    pty.wait_for_text("abc");
    pty.send("\u{1b}F");
    pty.wait_for_text("no outcome is chosen");
    assert!(pty.screen().contains("abc"), "{}", pty.screen());
    assert!(!pty.screen().contains("EDITING"), "{}", pty.screen());
}
