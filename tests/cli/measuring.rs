//! `imr bench-data`: what is measured with must be a workspace, and the same for everybody.

use std::{collections::BTreeMap, fs, path::Path, process::Command};

use serde_json::Value;

use crate::{
    run::{Ran, imr, ran},
    support::workspace::files_below,
};

fn made(cases: u32, folder: &Path) -> Ran {
    let mut command = imr(Path::new("/"));
    ran(command.args(["bench-data", &cases.to_string()]).arg(folder))
}

fn workspace(cases: u32) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let said = made(cases, folder.path()).done();
    assert_eq!(said, format!("{cases} made-up cases in {}\n", folder.path().display()));
    folder
}

fn in_it(folder: &tempfile::TempDir, args: &[&str]) -> Ran {
    ran(imr(folder.path()).args(args))
}

/// Every file with its bytes, by its path from the workspace.
fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let name = |path: &Path| path.strip_prefix(root).unwrap().display().to_string();
    files_below(root).iter().map(|path| (name(path), fs::read(path).unwrap())).collect()
}

#[test]
fn made_up_cases_are_a_workspace_without_faults() {
    let folder = workspace(200);
    let checked: Value = serde_json::from_str(&in_it(&folder, &["check", "--json"]).out).unwrap();
    assert_eq!(checked["faults"], Value::Array(Vec::new()), "{checked:#}");
    assert!(in_it(&folder, &["verify"]).done().contains("everything fits"));
    in_it(&folder, &["guidelines", "check"]).done();
    let rows = in_it(&folder, &["list", "--json"]).json();
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.len(), 200);
    let mut states: BTreeMap<&str, usize> = BTreeMap::new();
    for row in rows {
        *states.entry(row["state"].as_str().unwrap()).or_default() += 1;
    }
    for (state, least) in [("final", 80), ("new", 30), ("in work", 8), ("waiting", 4)] {
        assert!(states.get(state).is_some_and(|n| *n >= least), "{states:?}");
    }
    assert!(!states.contains_key("broken"), "{states:?}");
}

#[test]
fn the_same_number_of_cases_gives_the_same_bytes() {
    let (one, other) = (files(workspace(200).path()), files(workspace(200).path()));
    assert!(one == other, "two runs differ");
}

#[test]
fn a_case_is_the_same_in_every_workspace_that_has_it() {
    // More than two threads make at once, and not a whole number of blocks.
    let (few, many) = (files(workspace(200).path()), files(workspace(1201).path()));
    let (lines, more) = (&few[".imr/audit.jsonl"], &many[".imr/audit.jsonl"]);
    assert!(more.starts_with(lines) && more.len() > lines.len(), "the audit goes on");
    let cases = |files: &BTreeMap<String, Vec<u8>>| {
        files.keys().filter(|name| name.starts_with("cases/")).count()
    };
    assert_eq!((cases(&few), cases(&many)), (200, 1201));
    for (name, bytes) in few.iter().filter(|(name, _)| *name != ".imr/audit.jsonl") {
        assert!(many.get(name) == Some(bytes), "{name} differs");
    }
}

#[test]
fn nothing_is_written_among_other_files_and_none_in_a_restricted_session() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("mine"), "text").unwrap();
    let said = made(5, folder.path()).refused();
    assert!(said.contains("is not empty; name a new folder"), "{said}");
    assert_eq!(files(folder.path()).len(), 1);
    let new = folder.path().join("new");
    let mut restricted: Command = imr(folder.path());
    let refused = ran(restricted.args(["--restricted", "bench-data", "5"]).arg(&new));
    assert_eq!(refused.code, 2, "{}", refused.err);
    assert!(!new.exists());
    for count in ["0", "10000000", "many"] {
        let mut wrong = imr(folder.path());
        assert_eq!(ran(wrong.args(["bench-data", count]).arg(&new)).code, 2, "{count}");
    }
}
