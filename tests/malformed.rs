//! Malformed files of a workspace: each gives exactly the problems that its first lines promise.
//!
//! `tests/malformed/<name>.yaml` begins with one line `# expect: file:line:column: what; remedy` for each
//! problem (or with `# reads: file` when it looks odd and reads well), and is put into a copy of `tests/malformed/workspace/` under the name that the message begins
//! with. Whatever is wrong with it, the good case must still be listed, open and evaluate.

#[path = "malformed/generated.rs"]
mod generated;
#[path = "malformed/noise.rs"]
mod noise;
mod support;

use std::{
    fs,
    path::{Path, PathBuf},
};

use imr_workbench::{
    criteria::{Context, Value, applicable, evaluate},
    domain::{case::CaseNumber, problem::Problem, queue::CaseState},
    store::{StoreError, Workspace},
};
use support::workspace::{Workspace as Folder, repository, rows_of};

const GOOD: &str = "CM26-0000001";

fn folder() -> PathBuf {
    repository().join("tests/malformed")
}

/// A copy of the small workspace with one more file, or another in the place of one of its own.
fn with(file: &str, bytes: &[u8]) -> Folder {
    let copy = Folder::copy_of(&folder().join("workspace"));
    let path = copy.file(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
    copy
}

/// Every problem of the workspace in `root`, printed; and that the rest of it still works.
fn problems(root: &Path) -> Vec<String> {
    let workspace = Workspace::open(root).unwrap();
    let library = match workspace.library() {
        Ok(library) => library,
        // Without the organization's words or the vocabulary nothing can be reviewed.
        Err(StoreError::Faulty(problems)) => return printed(&problems),
        Err(other) => panic!("{other}"),
    };
    let rows = rows_of(&workspace, &library);
    let mut problems = printed(&library.problems);
    for row in &rows {
        assert_eq!(row.state == CaseState::Broken, !row.problems.is_empty(), "{row:?}");
        problems.extend(printed(&row.problems));
    }
    let number: CaseNumber = GOOD.parse().unwrap();
    let row = rows.iter().find(|r| r.number == number).expect("the good case is listed");
    if row.problems.is_empty() {
        let open = workspace.open_case(&number, &library).unwrap();
        let cx = Context::new(&open.case, &open.case.items[0], &library.vocabulary, &[]);
        let good = applicable(&library.guidelines, cx.item, cx.vocabulary);
        let good = good.into_iter().find(|g| g.id == "good").expect("the good guideline");
        assert_eq!(evaluate(good, &cx).value, Value::Met);
    } else {
        assert!(workspace.open_case(&number, &library).is_err());
    }
    problems
}

fn printed(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}

/// What the first lines of a malformed file promise.
fn expected(text: &str) -> Vec<&str> {
    text.lines().map_while(|line| line.strip_prefix("# expect: ")).collect()
}

/// The workspace's file that a malformed one stands for: what its promise begins with.
fn target(text: &str) -> &str {
    let first = text.lines().next().unwrap_or_default();
    match first.strip_prefix("# reads: ") {
        Some(target) => target,
        None => {
            let promise = first.strip_prefix("# expect: ").expect("a promise on the first line");
            let end = promise.find(".yaml:").expect("a file in the promise") + ".yaml".len();
            &promise[..end]
        }
    }
}

#[test]
fn every_malformed_file_gives_exactly_the_problems_that_it_promises() {
    let mut files: Vec<PathBuf> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "yaml"))
        .collect();
    files.sort();
    assert!(files.len() >= 100, "{} files", files.len());
    let mut wrong = String::new();
    for file in files {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&file).unwrap();
        let expected = expected(&text);
        let copy = with(target(&text), text.as_bytes());
        let found = problems(copy.path());
        if found != expected {
            let found: String = found.iter().map(|p| format!("  # expect: {p}\n")).collect();
            wrong.push_str(&format!("{name} gives\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
