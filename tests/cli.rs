//! The program without a screen: what it prints, where, and what it ends with.

mod support;

#[path = "cli/beginning.rs"]
mod beginning;
#[path = "cli/checking.rs"]
mod checking;
#[path = "cli/deciding.rs"]
mod deciding;
#[path = "cli/doctoring.rs"]
mod doctoring;
#[path = "cli/extras.rs"]
mod extras;
#[path = "cli/finalizing.rs"]
mod finalizing;
#[path = "cli/finding.rs"]
mod finding;
#[path = "cli/guidelines.rs"]
mod guidelines;
#[path = "cli/helping.rs"]
mod helping;
#[path = "cli/importing.rs"]
mod importing;
#[path = "cli/indexing.rs"]
mod indexing;
#[path = "cli/keys.rs"]
mod keys;
#[path = "cli/lines.rs"]
mod lines;
#[path = "cli/listing.rs"]
mod listing;
#[path = "cli/logging.rs"]
mod logging;
#[path = "cli/measuring.rs"]
mod measuring;
#[path = "cli/packaging.rs"]
mod packaging;
#[path = "cli/plain.rs"]
mod plain;
#[path = "cli/precedents.rs"]
mod precedents;
#[path = "cli/publishing.rs"]
mod publishing;
#[path = "cli/queue.rs"]
mod queue;
#[path = "cli/reading.rs"]
mod reading;
#[path = "cli/readme.rs"]
mod readme;
#[path = "cli/run.rs"]
mod run;
#[path = "cli/searching.rs"]
mod searching;
#[path = "cli/sharing.rs"]
mod sharing;

use std::{
    fs,
    io::{Read, pipe},
    process::Stdio,
};

use run::{imr, imr_in, ran};
use support::workspace::Workspace;

#[test]
fn the_workspace_may_be_named_before_and_after_the_command() {
    let workspace = Workspace::sample();
    let folder = workspace.path().to_str().unwrap();
    let here = imr_in(&workspace, &["list"]).done();
    let elsewhere = tempfile::tempdir().unwrap();
    for args in [["-C", folder, "list"], ["list", "-C", folder], ["list", "--directory", folder]] {
        let there = ran(imr(elsewhere.path()).args(args)).done();
        assert_eq!(there, here, "{args:?}");
    }
    assert_eq!(here.lines().count(), 13);
}

#[test]
fn a_wrong_command_line_is_2_and_says_what_is_wrong() {
    let workspace = Workspace::sample();
    let before = run::files(&workspace);
    let decide = ["decide", "CM15-0000001", "--item"];
    let state = ["state", "CM15-0000001", "--item", "1", "--reason", "x", "--guideline"];
    let neck = "acoem-2004-neck-imaging";
    for (args, said) in [
        (vec!["CM15-0000001", "list"], "`CM15-0000001` stands before a command"),
        (vec!["list", "--jsno"], "--json"),
        (vec!["--restricted", "--config", "x.yaml"], "leave out --config"),
        (vec!["show"], "<CASE>"),
        (vec!["show", "../CM15-0000001"], "is not a case number"),
        (vec!["show", "/etc/passwd"], "is not a case number"),
        (vec!["show", ""], "is not a case number"),
        (vec!["evaluate", "CM15-0000001", "--item", "2"], "has no item 2"),
        ([&decide[..], &["1"]].concat(), "nothing to decide"),
        ([&decide[..], &["one", "--outcome", "upheld"]].concat(), "--item"),
        ([&decide[..], &["7", "--outcome", "upheld"]].concat(), "has no item 7; items: 1"),
        ([&decide[..], &["1", "--outcome", "upholded"]].concat(), "known here: upheld, overturned"),
        ([&decide[..], &["1", "--cite", "acoem-2004-neck-imagin"]].concat(), neck),
        (
            [&state[..], &["nonsense", "--criterion", "x", "--value", "met"]].concat(),
            "no guideline",
        ),
        ([&state[..], &[neck, "--criterion", "imagin", "--value", "met"]].concat(), "`imaging`"),
        ([&state[..], &[neck, "--criterion", "imaging", "--value", "maybe"]].concat(), "maybe"),
    ] {
        let done = imr_in(&workspace, &args);
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{args:?}: {}", done.err);
        assert!(done.err.contains(said), "{args:?}: {}", done.err);
    }
    assert_eq!(run::files(&workspace), before, "a wrong command line changes nothing");
}

#[test]
fn an_unknown_case_is_3_with_the_nearest_number() {
    let workspace = Workspace::sample();
    for command in ["show", "evaluate", "letter", "finalize"] {
        let done = imr_in(&workspace, &[command, "CM15-0000010"]);
        assert_eq!((done.code, done.out.as_str()), (3, ""), "{command}");
        let said = "there is no case CM15-0000010 in this workspace; did you mean CM15-0000001?";
        assert!(done.err.contains(said), "{command}: {}", done.err);
    }
    let far = imr_in(&workspace, &["show", "ZZ"]);
    assert_eq!((far.code, far.err.contains("did you mean")), (3, false), "{}", far.err);
}

#[test]
fn a_folder_that_is_no_workspace_is_3_and_a_remedy_is_told() {
    let folder = tempfile::tempdir().unwrap();
    for command in [&["list"][..], &["check"], &["show", "CM15-0000001"]] {
        let done = ran(imr(folder.path()).args(command));
        assert_eq!((done.code, done.out.as_str()), (3, ""), "{command:?}");
        assert!(done.err.contains("is not a workspace") && done.err.contains("-C DIR"));
    }
}

#[test]
fn without_a_terminal_the_bench_is_4_and_names_what_works() {
    let workspace = Workspace::sample();
    for args in [&[][..], &["CM15-0000001"]] {
        let done = imr_in(&workspace, args);
        assert_eq!((done.code, done.out.as_str()), (4, ""), "{args:?}");
        assert!(done.err.contains("needs a terminal") && done.err.contains("`imr list`"));
    }
    assert!(!workspace.file(".imr").exists(), "looking in leaves no trace");
}

#[test]
fn help_lists_the_exit_codes_and_goes_to_stdout() {
    let workspace = Workspace::sample();
    let help = imr_in(&workspace, &["--help"]).done();
    for code in ["0  done", "1  the workspace", "2  the command", "3  no such", "4  the disk"] {
        assert!(help.contains(code), "{code}");
    }
    assert!(imr_in(&workspace, &["--version"]).done().starts_with("imr "));
}

/// A workspace whose queue does not fit into the buffer of a pipe.
fn long_queue() -> Workspace {
    let workspace = Workspace::sample();
    let title = "lumbar magnetic resonance imaging ".repeat(40);
    for n in 0..200 {
        let text = format!(
            "case: CM99-{n:07}\nsummary: one\nitems:\n  - {{item: 1, title: {title}, \
             kind: diagnostic test, service: lumbar mri}}\n"
        );
        fs::write(workspace.file(&format!("cases/CM99-{n:07}.yaml")), text).unwrap();
    }
    workspace
}

#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    let workspace = long_queue();
    let (mut reader, writer) = pipe().unwrap();
    let mut child =
        imr(workspace.path()).arg("list").stdout(writer).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 12];
    reader.read_exact(&mut first).unwrap();
    drop(reader);
    assert_eq!(&first, b"CM26-0000102");
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""));
}

#[test]
fn a_pipe_that_was_closed_before_is_quiet_for_every_command() {
    let workspace = long_queue();
    let case = "CM15-0000001";
    for args in [
        &["list"][..],
        &["list", "--json"],
        &["show", case],
        &["show", case, "--json"],
        &["evaluate", case, "--json"],
        &["check"],
        &["--help"],
    ] {
        let (reader, writer) = pipe().unwrap();
        drop(reader);
        let done = imr(workspace.path()).args(args).stdout(writer).output().unwrap();
        let said = String::from_utf8_lossy(&done.stderr);
        assert_eq!((done.status.code(), said.as_ref()), (Some(0), ""), "{args:?}");
    }
}

#[test]
fn a_full_disk_behind_stdout_is_told() {
    let workspace = Workspace::sample();
    let Ok(full) = fs::OpenOptions::new().write(true).open("/dev/full") else {
        println!("SKIPPED: this system has no /dev/full");
        return;
    };
    let done = imr(workspace.path()).arg("list").stdout(full).output().unwrap();
    assert_eq!(done.status.code(), Some(4));
    assert!(String::from_utf8_lossy(&done.stderr).contains("No space left"));
}
