//! The log: where it lies, what it tells, and that nothing of a case or of a person is in it.

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use crate::{
    run::{imr, ran},
    support::workspace::Workspace,
};

const SEED: &str = "CM15-0000001";
/// A whole case, with words of the reviewer's own.
const TYPED: &str = "open CM15-0000001\nsummary\nfindings\nwhy 4\nmet 9\nzebra reason\noverturned\nwrite\n\
                     zebra rationale of Jane Roe\n.\nfinalize\nyes\nyes\nlist zebra\n";

/// A session line by line; its log.
fn session(workspace: &Workspace, args: &[&str], home: &Path, log: &Path) -> String {
    let typed = workspace.file("typed");
    fs::write(&typed, TYPED).unwrap();
    let mut command = imr(workspace.path());
    command.args(args).arg("--plain").env("HOME", home);
    ran(command.stdin(fs::File::open(&typed).unwrap())).done();
    assert!(workspace.file("determinations").join(format!("{SEED}.txt")).exists());
    fs::read_to_string(log).unwrap_or_default()
}

/// Each line is a moment, a process, a level, a fixed word, and fixed words with numbers.
#[track_caller]
fn only_words_and_numbers(log: &str) {
    let form = regex::Regex::new(
        r"^[0-9T:+-]+ \d+ (error|info|debug) [a-z-]+( [a-z]+=([a-z]+|\d+|\d+\.\d+\.\d+))*$",
    )
    .unwrap();
    for line in log.lines() {
        assert!(form.is_match(line), "{line:?}");
    }
    for told in ["CM15", "zebra", "Roe", "r1", "cervical", "acoem", "imaging", "spurling"] {
        assert!(!log.to_lowercase().contains(&told.to_lowercase()), "{told} is in\n{log}");
    }
}

#[test]
fn a_session_logs_that_it_was_and_with_v_what_it_did_never_on_what() {
    let home = tempfile::tempdir().unwrap();
    let log = home.path().join(".local/state/imr/imr.log");
    let few = session(&Workspace::sample(), &[], home.path(), &log);
    only_words_and_numbers(&few);
    let whats: Vec<&str> = few.lines().filter_map(|line| line.split(' ').nth(3)).collect();
    assert_eq!(whats, ["begin", "end"], "{few}");
    assert!(few.contains("begin version=") && few.contains("mode=lines restricted=no"), "{few}");
    assert_eq!(log.metadata().unwrap().permissions().mode() & 0o777, 0o600);

    let many = session(&Workspace::sample(), &["-v"], home.path(), &log);
    only_words_and_numbers(&many);
    for what in
        ["queue-read cases=13 ms=", "case-opened items=1 findings=14", "draft-kept", "finalized"]
    {
        assert!(many.contains(what), "{what}\n{many}");
    }
    assert!(many.starts_with(&few), "the log goes on");
}

#[test]
fn a_restricted_session_logs_inside_the_workspace_only() {
    let home = tempfile::tempdir().unwrap();
    let workspace = Workspace::sample();
    let log = workspace.file(".imr/log/imr.log");
    let text = session(&workspace, &["--restricted", "-v"], home.path(), &log);
    only_words_and_numbers(&text);
    assert!(text.contains("restricted=yes"), "{text}");
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&log), mode(log.parent().unwrap())), (0o600, 0o700));
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0, "nothing outside");
    // A long one makes room.
    fs::write(&log, "x".repeat(256 * 1024 + 1)).unwrap();
    let mut again = imr(workspace.path());
    ran(again.args(["--restricted", "--plain"])).done();
    assert_eq!(fs::read_to_string(&log).unwrap().lines().count(), 2);
    assert!(workspace.file(".imr/log/imr.log.1").exists());
}

#[test]
fn a_log_that_cannot_be_written_hurts_nothing() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path().join(".local/state/imr/imr.log")).unwrap();
    let log = home.path().join("none");
    assert_eq!(session(&Workspace::sample(), &["-v"], home.path(), &log), "");
    let workspace = Workspace::sample();
    fs::create_dir_all(workspace.file(".imr")).unwrap();
    let outside = home.path().join("outside");
    fs::create_dir(&outside).unwrap();
    std::os::unix::fs::symlink(&outside, workspace.file(".imr/log")).unwrap();
    session(&workspace, &["--restricted", "-v"], home.path(), &log);
    assert_eq!(fs::read_dir(&outside).unwrap().count(), 0, "no link leads out");
}

#[test]
fn it_is_turned_off_and_commands_write_none() {
    let home = tempfile::tempdir().unwrap();
    let workspace = Workspace::sample();
    let with = |args: &[&str]| {
        let mut command = imr(workspace.path());
        ran(command.args(args).env("HOME", home.path()).env("IMR_LOG", "off")).code
    };
    assert_eq!((with(&["--plain", "-v"]), with(&["list"])), (0, 0));
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}
