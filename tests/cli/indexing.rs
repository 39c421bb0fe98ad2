//! The index at the command's end: whatever becomes of writing it, the session is as without it.

use std::{os::unix::process::ExitStatusExt, process::Stdio};

use imr_workbench::store;

use crate::{
    run::{imr, imr_fed},
    support::workspace::{Workspace, in_order, rows_of},
};

const STEPS: [&str; 5] =
    ["index.open", "index.write", "index.sync", "index.rename", "index.settle"];
const INDEX: &str = ".imr/index";

fn session(workspace: &Workspace) -> String {
    imr_fed(workspace, &["--plain"], b"list\nquit\n").done()
}

fn with_fault(workspace: &Workspace, fault: &str) -> std::process::Output {
    let lines = workspace.file("lines");
    std::fs::write(&lines, "list\nquit\n").unwrap();
    let mut command = imr(workspace.path());
    command.args(["--plain"]).env("IMR_FAIL", fault).env("HOME", workspace.path());
    command.stdin(std::fs::File::open(lines).unwrap()).stdout(Stdio::piped());
    command.stderr(Stdio::piped()).output().unwrap()
}

/// The rows of the index, or none; never others than those of the files.
fn is_whole(workspace: &Workspace) -> bool {
    let store = store::Workspace::open(workspace.path()).unwrap();
    let library = store.library().unwrap();
    let index = store.index(&library);
    if let Some(read) = &index {
        assert_eq!(in_order(&read.rows), rows_of(&store, &library));
    }
    index.is_some()
}

#[test]
fn a_kill_at_every_step_leaves_an_index_that_is_whole_or_none() {
    let fresh = session(&Workspace::sample());
    for step in STEPS {
        for had_one in [false, true] {
            let workspace = Workspace::sample();
            if had_one {
                session(&workspace);
                let case = workspace.read("cases/CM26-0000101.yaml");
                std::fs::write(workspace.file("cases/CM26-0000101.yaml"), case + "# read again\n")
                    .unwrap();
            }
            let output = with_fault(&workspace, &format!("{step}:1:kill"));
            assert_eq!(output.status.signal(), Some(9), "{step} is reached");
            let new_one = step == "index.settle";
            assert_eq!(is_whole(&workspace), had_one || new_one, "{step}, {had_one}");
            assert_eq!(session(&workspace), fresh, "{step}, {had_one}");
            assert!(is_whole(&workspace) && workspace.file(INDEX).exists());
            assert!(!workspace.file(".imr/.index.tmp").exists(), "nothing is left lying");
        }
    }
}

#[test]
fn a_disk_that_takes_no_index_is_told_to_the_log_alone() {
    let fresh = session(&Workspace::sample());
    for step in STEPS {
        for errno in ["ENOSPC", "EACCES", "EIO"] {
            let workspace = Workspace::sample();
            let output = with_fault(&workspace, &format!("{step}:1:{errno}*"));
            assert!(output.status.success() && output.stderr.is_empty(), "{step} {errno}");
            assert_eq!(String::from_utf8_lossy(&output.stdout), fresh, "{step} {errno}");
            let log = workspace.read(".local/state/imr/imr.log");
            assert!(log.contains(" error index-not-written"), "{step} {errno}\n{log}");
            assert_eq!(is_whole(&workspace), step == "index.settle");
        }
    }
}

#[test]
fn an_index_of_any_bytes_changes_nothing_and_is_made_anew() {
    let workspace = Workspace::sample();
    let fresh = session(&workspace);
    for bytes in [&b""[..], b"imrindex", &[0xFF; 4096], b"case: CM15-0000001\n"] {
        std::fs::write(workspace.file(INDEX), bytes).unwrap();
        assert_eq!(session(&workspace), fresh);
        assert!(is_whole(&workspace));
    }
}

#[test]
fn a_folder_or_a_link_in_its_place_stays_and_hurts_nothing() {
    let fresh = session(&Workspace::sample());
    let workspace = Workspace::sample();
    std::fs::create_dir_all(workspace.file(INDEX)).unwrap();
    assert_eq!(session(&workspace), fresh);
    let workspace = Workspace::sample();
    std::fs::create_dir(workspace.file(".imr")).unwrap();
    std::fs::write(workspace.file("elsewhere"), "words").unwrap();
    std::os::unix::fs::symlink("../elsewhere", workspace.file(INDEX)).unwrap();
    assert_eq!(session(&workspace), fresh);
    assert_eq!(workspace.read("elsewhere"), "words", "nothing is written through a link");
}
