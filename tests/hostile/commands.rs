//! The commands of the program on a hostile workspace, their messages and the files that they write.

use std::{
    fs,
    io::Write,
    process::{Command, Stdio},
};

use clap::Parser;
use imr_workbench::{
    cli::{self, Args},
    domain::visible::visible,
};

use crate::{
    folder::{NUMBER, broken, file_name},
    strings::is_harmful,
    support::workspace::{Workspace, imr, repository},
    tour::Seen,
    watch::Watch,
};

/// Commands that read, and print what is in the files.
const READING: [&[&str]; 22] = [
    &["list"],
    &["list", "--json"],
    &["show", NUMBER],
    &["show", NUMBER, "--json"],
    &["evaluate", NUMBER, "--why"],
    &["evaluate", NUMBER, "--json"],
    &["letter", NUMBER],
    &["finalize", NUMBER],
    &["check"],
    &["check", "--json"],
    &["check", NUMBER],
    &["check", NUMBER, "--json"],
    &["draft", NUMBER, "1"],
    &["draft", NUMBER, "1", "--json"],
    &["precedents", NUMBER, "1"],
    &["precedents", NUMBER, "1", "--json"],
    &["cite", NUMBER, "--item", "1"],
    &["guidelines", "check"],
    &["show", "CM26-1000000"],
    &["verify"],
    &["attest", NUMBER],
    &["attest", NUMBER, "--yes"],
];

/// The commands with hostile words on the command line.
fn asking(words: &str) -> Vec<Vec<&str>> {
    let state = ["state", NUMBER, "--item", "1", "--value", "met", "--reason"];
    let with = |more: &[&'static str]| -> Vec<&'static str> { [&state[..], more].concat() };
    vec![
        vec!["show", words],
        vec![words],
        vec![words, "list"],
        vec!["-C", words, "list"],
        vec!["--reviewer", words, "check"],
        vec!["show", NUMBER, words],
        vec!["schema", words],
        vec!["evaluate", NUMBER, "--item", words],
        vec!["decide", NUMBER, "--item", "1", "--outcome", words],
        vec!["decide", NUMBER, "--item", "1", "--cite", words],
        vec!["decide", NUMBER, "--item", "1", "--rationale", words],
        vec!["search", NUMBER, words],
        vec!["search", NUMBER, words, "--json"],
        vec!["check", words],
        vec!["draft", words, "1"],
        vec!["precedents", words, "1"],
        vec!["cite", NUMBER, "--item", "1", "--kind", "study", "--title", words],
        vec!["dismiss", NUMBER, "--check", words, "--reason", words],
        vec!["import", "letter", words],
        vec!["attest", words],
        vec!["amend", NUMBER, "--reason", words],
        vec!["discard", words],
        vec!["guidelines", "test", "--diff", words],
        vec!["guidelines", "test", "--diff", "guidelines/bad-0.yaml"],
        [with(&["x", "--guideline"]), vec![words, "--criterion", "x"]].concat(),
        [with(&["x", "--guideline", "hostile", "--criterion"]), vec![words]].concat(),
    ]
}

/// Runs the program; watches both of its streams.
fn ran(workspace: &Workspace, args: &[&str], watch: &mut Watch<'_>) -> (String, String) {
    let mut command = Command::new(imr());
    command.current_dir(workspace.path()).env_clear().env("IMR_NOW", "2026-11-22T09:00");
    let output = command.args(args).stdin(Stdio::null()).output().expect("the program");
    // Words of ours are short and harmless.
    let shown = |word: &&str| {
        if word.len() < 40 && !word.contains(is_harmful) {
            (*word).to_owned()
        } else {
            "…".to_owned()
        }
    };
    let name = args.iter().map(shown).collect::<Vec<_>>().join(" ");
    watch.plain(&format!("stdout of `imr {name}`"), &output.stdout);
    watch.plain(&format!("stderr of `imr {name}`"), &output.stderr);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("watched");
    (text(output.stdout), text(output.stderr))
}

/// Every command by the program itself.
pub fn commands(workspace: &Workspace, watch: &mut Watch<'_>) -> Seen {
    let mut seen = Vec::new();
    for args in READING {
        let (out, err) = ran(workspace, args, watch);
        if args.contains(&"--json") {
            serde_json::from_str::<serde_json::Value>(&out).expect("JSON");
        } else {
            seen.push((args.join(" "), out));
        }
        seen.push((format!("stderr of {}", args.join(" ")), err));
    }
    seen
}

/// The line mode: everything that it shows, and hostile words wherever words are typed.
pub fn line_mode(workspace: &Workspace, payload: &str, watch: &mut Watch<'_>) -> Seen {
    let words = payload.replace(['\0', '\n', '\r'], "");
    let typed = format!(
        "list\nlist {words}\n{words}\nopen {words}\nopen {NUMBER}\nyes\nsummary\nitems\nfindings\n\
         findings {words}\nfinding 1\ncriteria\nwhy 1\nwhy 2\nwhy 3\nreadings\nmet 2\n{words}\noverturned\n\
         write\n{words}\n.\nrationale\nreplace 1\n{words}\ndraft\nattest\nyes\nfinalize\nother\nno\n\
         item {words}\nsearch {words}\nopen 1\naside 1 {words}\nkeep\nback\nprecedents\nread 1\noutcome 1\nback\n\
         draft-rationale\nundo\nchecks\nalarm 1\ndismiss 1 {words}\ndependents\nstep-down\n{words}\n\nwork\nstudy\n\
         {words}\n\ndiscard-draft\nyes\n"
    );
    let mut command = Command::new(imr());
    command.current_dir(workspace.path()).env_clear().env("IMR_NOW", "2026-11-22T09:00");
    let state = workspace.file(".state");
    let piped = command
        .args(["--plain", "-v"])
        .env("XDG_STATE_HOME", &state)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut child = piped.stderr(Stdio::piped()).spawn().expect("the program");
    let mut input = child.stdin.take().expect("a pipe");
    let writer = std::thread::spawn(move || input.write_all(typed.as_bytes()));
    let output = child.wait_with_output().expect("its end");
    writer.join().expect("no panic").expect("everything is read");
    watch.plain("stdout of `imr --plain`", &output.stdout);
    watch.plain("stderr of `imr --plain`", &output.stderr);
    let log = fs::read_to_string(state.join("imr/imr.log")).expect("the log");
    let other = |c: char| !(c.is_ascii_alphanumeric() || " .:=+-\n".contains(c));
    if log.contains(other) || log.contains(NUMBER) || !log.contains("case-opened") {
        watch.fault(format!("the log holds more than words and numbers:\n{log}"));
    }
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    vec![("line mode".to_owned(), String::from_utf8(output.stdout).expect("watched"))]
}

/// Every command with hostile words.
pub fn questions(workspace: &Workspace, payload: &str, watch: &mut Watch<'_>) {
    let words = payload.replace('\0', "");
    for args in asking(&words) {
        ran(workspace, &args, watch);
    }
}

/// What is printed of a final case, and of a letter like its own that comes from elsewhere.
pub fn afterwards(workspace: &Workspace, payload: &str, watch: &mut Watch<'_>) {
    let letter = workspace.read(&format!("determinations/{NUMBER}.txt"));
    let theirs = letter.replace(": Overturned", &format!(" {payload}: Overturned"));
    let theirs = theirs.replace("Decision rationale:", &format!("Decision rationale: {payload}"));
    fs::write(workspace.file("theirs.txt"), theirs).expect("a letter");
    let hide = payload.replace('\0', "");
    for args in [
        &["show", NUMBER][..],
        &["letter", NUMBER],
        &["letter", NUMBER, "--publish"],
        &["letter", NUMBER, "--publish", "--check", "--hide", &hide, "--keep", &hide],
        &["finalize", NUMBER],
        &["list"],
        &["verify"],
        &["import", "letter", "theirs.txt", "--json"],
        &["import", "letter", "theirs.txt", "--number", "CM26-0000999", "--with-determination"],
        &["show", "CM26-0000999"],
        &["letter", "CM26-0000999", "--publish"],
    ] {
        ran(workspace, args, watch);
    }
}

/// The files that every command reads, each broken in every way: no command says more than what is wrong.
pub fn broken_files(payload: &str, watch: &mut Watch<'_>) -> Seen {
    let mut seen = Seen::new();
    // One sound case: the library is read and refused a hundred times.
    let workspace = Workspace::copy_of(&repository().join("tests/hostile/workspace"));
    let directory = workspace.path().to_str().expect("a path");
    let args = Args::parse_from(["imr", "-C", directory, "check"]);
    for (file, text) in broken(payload) {
        if file.starts_with("cases/") || file.starts_with("guidelines/bad") {
            continue;
        }
        let sound = workspace.read(&file);
        fs::write(workspace.file(&file), text).expect("a broken file");
        let mut out = Vec::new();
        let failed = cli::run(&args, args.command.as_ref().expect("check"), &mut out);
        let failed = failed.expect_err("a fault").message;
        watch.plain(&format!("check of {file}"), &out);
        watch.plain(&format!("check of {file}"), visible(&failed).as_bytes());
        seen.push((file.clone(), String::from_utf8_lossy(&out).into_owned()));
        fs::write(workspace.file(&file), sound).expect("the sound file");
    }
    seen
}

/// What finalizing wrote.
pub fn written(workspace: &Workspace, watch: &mut Watch<'_>) -> String {
    let letter = workspace.read(&format!("determinations/{NUMBER}.txt"));
    watch.plain("the letter", letter.as_bytes());
    let yaml = workspace.read(&format!("determinations/{NUMBER}.yaml"));
    watch.plain("the determination", yaml.as_bytes());
    for heading in ["CLINICAL CASE SUMMARY", "IMR ISSUES, DECISIONS AND RATIONALES"] {
        let lines = letter.lines().filter(|line| line.trim() == heading).count();
        if lines != 1 {
            watch.fault(format!("{heading} is forged:\n{letter}"));
        }
    }
    for forged in ["IMR DECISION(S) AND RATIONALE(S)", "imr: 0 faults", "---", "```"] {
        if letter.lines().any(|line| line.trim() == forged) {
            watch.fault(format!("{forged} is a line of the letter:\n{letter}"));
        }
    }
    letter
}

/// The name of a workspace is shown, too.
pub fn nowhere(payload: &str, watch: &mut Watch<'_>) {
    let folder = tempfile::tempdir().expect("a folder");
    let inner = folder.path().join(file_name(payload));
    fs::create_dir(&inner).expect("a folder of that name");
    let output =
        Command::new(imr()).arg("-C").arg(&inner).arg("list").output().expect("the program");
    watch.plain("no workspace", &output.stderr);
    assert_eq!(output.status.code(), Some(3));
    // The folder is empty, then it is not.
    for code in [0, 1] {
        let output = Command::new(imr()).args(["init", "--"]).arg(&inner).output();
        let output = output.expect("the program");
        watch.plain("stdout of `imr init`", &output.stdout);
        watch.plain("stderr of `imr init`", &output.stderr);
        assert_eq!(output.status.code(), Some(code));
    }
    let output = Command::new(imr()).args(["install-extras", "--into"]).arg(&inner).output();
    let output = output.expect("the program");
    watch.plain("stdout of `imr install-extras`", &output.stdout);
    assert_eq!(output.status.code(), Some(0));
}
