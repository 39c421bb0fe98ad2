//! `imr doctor`: what it says of terminal, places, disk and workspace, and what it keeps to itself.

use std::fs;

use crate::{
    run::{Ran, files, imr, ran},
    support::workspace::Workspace,
};

fn doctor(workspace: &Workspace, args: &[&str], env: &[(&str, &str)]) -> Ran {
    let mut command = imr(workspace.path());
    command.arg("doctor").args(args).env("TERM", "xterm").envs(env.iter().copied());
    ran(&mut command)
}

/// The line on this, when its state is so.
#[track_caller]
fn line<'a>(out: &'a str, state: &str, about: &str) -> &'a str {
    let begins = format!("{state:<5}  {about:<12}  ");
    let found = out.lines().find_map(|line| line.strip_prefix(&begins));
    found.unwrap_or_else(|| panic!("no `{begins}` in\n{out}"))
}

#[test]
fn a_sound_workspace_has_no_fault_and_is_not_touched() {
    let workspace = Workspace::sample();
    let before = files(&workspace);
    let home = tempfile::tempdir().unwrap();
    let path = home.path().to_str().unwrap();
    let env = [("HOME", path), ("TMUX", "/tmp/x,1,0"), ("SSH_CONNECTION", "a"), ("NO_COLOR", "1")];
    let out = doctor(&workspace, &[], &env).done();
    assert_eq!(line(&out, "ok", "program"), format!("imr {}", env!("CARGO_PKG_VERSION")));
    assert_eq!(line(&out, "ok", "terminal"), "stdout is no terminal");
    assert_eq!(line(&out, "ok", "inside"), "tmux, SSH");
    assert_eq!(line(&out, "ok", "colours"), "off by NO_COLOR");
    assert_eq!(
        line(&out, "ok", "settings"),
        format!("those of imr.yaml; {path}/.config/imr/config.yaml is not there")
    );
    assert!(line(&out, "ok", "log").starts_with(&format!("{path}/.local/state/imr/imr.log")));
    assert_eq!(line(&out, "ok", "files").split(", ").next(), Some("13 cases"));
    assert_eq!(line(&out, "ok", "reviewer"), "r1 may decide");
    assert_eq!(line(&out, "ok", "drafts"), "0 drafts");
    assert!(line(&out, "ok", "index").starts_with("none that fits"));
    assert!(!out.contains("FAULT"), "{out}");
    assert_eq!(files(&workspace), before);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn an_index_is_counted_and_one_that_is_torn_is_none() {
    let workspace = Workspace::sample();
    crate::run::imr_fed(&workspace, &["--plain"], b"list\nquit\n").done();
    let out = doctor(&workspace, &[], &[]).done();
    assert_eq!(line(&out, "ok", "index"), "13 cases open from it");
    let bytes = fs::read(workspace.file(".imr/index")).unwrap();
    fs::write(workspace.file(".imr/index"), &bytes[..bytes.len() - 1]).unwrap();
    let out = doctor(&workspace, &[], &[]).done();
    assert!(line(&out, "ok", "index").starts_with("none that fits"), "{out}");
}

#[test]
fn each_fault_has_its_remedy_and_the_exit_code_is_1() {
    let workspace = Workspace::sample();
    fs::write(workspace.file("determinations"), "a file").unwrap();
    fs::write(workspace.file("cases/CM99-0000001.yaml"), "case: [").unwrap();
    fs::create_dir_all(workspace.file(".imr/drafts")).unwrap();
    fs::write(workspace.file(".imr/finalizing.json"), "{}").unwrap();
    let known = workspace.read("reviewers.yaml").replace("hours_a_week: 30", "hours_a_week: 3");
    fs::write(workspace.file("reviewers.yaml"), known).unwrap();
    let done =
        doctor(&workspace, &["--config", "gone.yaml"], &[("TERM", "dumb"), ("IMR_ASCII", "1")]);
    assert_eq!((done.code, done.err.as_str()), (1, "imr: 4 faults\n"), "{}", done.out);
    assert!(line(&done.out, "FAULT", "disk").starts_with("determinations cannot be written"));
    assert!(line(&done.out, "FAULT", "files").contains("cannot be opened"));
    assert!(line(&done.out, "FAULT", "reviewer").contains("fewer than 24"));
    assert!(line(&done.out, "FAULT", "settings").contains("gone.yaml"));
    assert!(line(&done.out, "warn", "TERM").contains("line mode"));
    line(&done.out, "warn", "marks");
    line(&done.out, "warn", "unfinished");
    // Whatever is no `ok` says on the next line what to do.
    let lines: Vec<&str> = done.out.lines().collect();
    for pair in
        lines.windows(2).filter(|pair| pair[0].starts_with("warn") || pair[0].starts_with("FAULT"))
    {
        assert!(pair[1].starts_with(&" ".repeat(21)), "no remedy: {}", pair[0]);
    }
    let json = doctor(&workspace, &["--json"], &[]);
    let told: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    let faults = told.as_array().unwrap().iter().filter(|t| t["state"] == "fault");
    assert_eq!((json.code, faults.count()), (1, 3), "{}", json.out);
}

#[test]
fn without_a_workspace_the_terminal_is_told_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let done = ran(imr(folder.path()).arg("doctor").env("TERM", "xterm"));
    assert_eq!(done.code, 1);
    line(&done.out, "ok", "TERM");
    assert!(line(&done.out, "FAULT", "workspace").contains("no workspace"));
}

#[test]
fn no_text_of_a_case_no_name_and_restricted_no_path_outside() {
    let workspace = Workspace::sample();
    let reviewers = workspace.read("reviewers.yaml").replace("Not Printed One", "Jane Roe");
    assert!(reviewers.contains("Jane Roe"));
    fs::write(workspace.file("reviewers.yaml"), reviewers).unwrap();
    let home = tempfile::tempdir().unwrap();
    let env = [("HOME", home.path().to_str().unwrap())];
    for args in [&[][..], &["--json"]] {
        let out = doctor(&workspace, args, &env).done();
        for told in ["Roe", "CM15", "cervical", "acoem"] {
            assert!(!out.contains(told), "{told} is in\n{out}");
        }
        let out = doctor(&workspace, &[args, &["--restricted"]].concat(), &env).done();
        let outside = out.split_whitespace().find(|word| word.trim_matches('"').starts_with('/'));
        assert_eq!(outside, None, "{out}");
        assert!(out.contains("restricted") && out.contains(".imr/log/imr.log"), "{out}");
    }
}
