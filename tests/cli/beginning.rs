//! `imr init`: a workspace from the program alone, whole or not at all.

use std::{collections::BTreeMap, fs, os::unix::fs::PermissionsExt, path::Path};

use crate::{
    run::{Ran, imr, ran},
    support::workspace::{Workspace, repository},
};

fn init(folder: &Path, more: &[&str]) -> Ran {
    ran(imr(Path::new("/")).arg("init").arg(folder).args(more))
}

fn in_it(folder: &Path, args: &[&str]) -> Ran {
    ran(imr(folder).args(args))
}

/// Every file below a folder with its text, by its path from there; folders that are empty, too.
fn files(root: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().display().to_string();
            if path.is_dir() {
                found.insert(format!("{name}/"), String::new());
                open.push(path);
            } else {
                found.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

#[test]
fn a_new_workspace_has_no_fault_and_says_what_to_change() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("new/review");
    let said = init(&root, &[]).done();
    let guidelines = fs::read_dir(repository().join("guidelines")).unwrap().count() - 1;
    let first = format!("A workspace in {}: {guidelines} guidelines, no case yet.", root.display());
    assert_eq!(said.lines().next(), Some(&*first));
    for file in ["imr.yaml", "reviewers.yaml"] {
        assert!(said.lines().any(|line| line.trim().starts_with(file)), "{file}: {said}");
    }
    let checked = in_it(&root, &["check"]);
    assert_eq!(checked.code, 0, "{}{}", checked.out, checked.err);
    assert_eq!(in_it(&root, &["guidelines", "check"]).code, 0);
    assert_eq!(in_it(&root, &["verify"]).code, 0);
    let rows = in_it(&root, &["list", "--json"]).json();
    assert_eq!(rows, serde_json::json!([]));
    let mode = |path: &str| root.join(path).metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("cases"), mode("imr.yaml")), (0o700, 0o600), "patients' texts go here");
    // A case that intake brings opens: here one of the sample's.
    let case = "cases/CM15-0000001.yaml";
    fs::copy(repository().join(case), root.join(case)).unwrap();
    assert!(in_it(&root, &["show", "CM15-0000001"]).done().contains("cervical"));
}

#[test]
fn with_the_sample_it_is_the_workspace_of_the_repository() {
    let folder = tempfile::tempdir().unwrap();
    let said = init(folder.path(), &["--sample"]).done();
    assert!(said.contains("13 sample cases"), "{said}");
    assert!(files(folder.path()) == files(Workspace::sample().path()), "the two differ");
    let (here, there) = (in_it(folder.path(), &["check"]), in_it(repository(), &["check"]));
    assert_eq!(here.code, 0, "{}{}", here.out, here.err);
    assert_eq!(here.out, there.out);
}

#[test]
fn nothing_is_written_where_something_is() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("full")).unwrap();
    fs::write(at("full/notes"), "mine").unwrap();
    fs::write(at("file"), "mine").unwrap();
    init(&at("there"), &[]).done();
    for (name, says) in [
        ("full", "is not empty, `notes` is in it; name a folder that is new or empty"),
        ("file", "is no folder; name one that is new or empty"),
        ("there", "is a workspace already; `imr -C "),
    ] {
        let before = files(folder.path());
        let refused = init(&at(name), &["--sample"]).refused();
        assert!(refused.contains(says), "{name}: {refused}");
        assert!(files(folder.path()) == before, "{name}: something was written");
    }
    let mut restricted = imr(folder.path());
    let refused = ran(restricted.args(["--restricted", "init"]).arg(at("other")));
    assert_eq!(refused.code, 2, "{}", refused.err);
    assert!(!at("other").exists());
}

/// The disk refuses at a step: nothing is left. The process is killed there: what is left is no workspace.
#[test]
fn it_is_whole_or_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("steps");
    let asked = |fail: &str, root: &Path| {
        imr(Path::new("/"))
            .env("IMR_FAIL", fail)
            .arg("init")
            .arg(root)
            .arg("--sample")
            .output()
            .unwrap()
    };
    asked(&format!("?{}", list.display()), &folder.path().join("whole"));
    let steps = fs::read_to_string(&list).unwrap();
    let steps: Vec<&str> = steps.lines().filter(|step| step.starts_with("init.")).collect();
    let times = steps.iter().filter(|step| **step == "init.write").count();
    assert!(times > 70 && steps.last() == Some(&"init.cases.move"), "{steps:?}");
    for at in [1, 2, times / 2, times] {
        for part in ["open", "write", "sync", "rename", "settle"] {
            let root = folder.path().join("refused");
            let refused = asked(&format!("init.{part}:{at}:ENOSPC"), &root);
            let said = String::from_utf8(refused.stderr).unwrap();
            assert_eq!(refused.status.code(), Some(4), "{part}:{at}: {said}");
            assert!(said.contains("free some space, then try again"), "{said}");
            assert!(!root.exists(), "{part}:{at}: {:?}", files(&root).keys());
            fs::create_dir(&root).unwrap();
            assert_eq!(asked(&format!("init.{part}:{at}:EIO"), &root).status.code(), Some(4));
            assert_eq!(files(&root).len(), 0, "{part}:{at}: an empty folder stays an empty folder");
            fs::remove_dir(&root).unwrap();
        }
    }
    for step in ["init.write:1", "init.settle:40", "init.cases.move:1"] {
        let root = folder.path().join("killed").join(step.replace(':', "-"));
        assert_eq!(asked(&format!("{step}:kill"), &root).status.code(), None, "{step}");
        assert_eq!(in_it(&root, &["list"]).code, 3, "{step}: it passes for a workspace");
    }
}
