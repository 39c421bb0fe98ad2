//! The rules of the house that no compiler knows: which room may use what, how long a file may be,
//! that documents say what the program does. Each rule is also tried on small sources that break it.

mod architecture;
mod checks;
mod columns;
mod dependencies;
mod documents;
mod files;
mod formats;
mod keys;
mod paths;
mod rooms;
mod sameness;
mod steps;
#[path = "../support/mod.rs"]
mod support;
mod tokens;
mod walls;
mod writer;

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The root of the repository.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file of the repository, by its path from the root.
fn read(path: &str) -> String {
    let file = root().join(path);
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every Rust file under a folder of the repository, with its path from the root, sorted.
fn sources(folder: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    collect(&root().join(folder), &mut files);
    files.sort();
    let named = |file: PathBuf| {
        let path = file.strip_prefix(root()).expect("a path in the repository");
        let path = path.to_str().expect("a path in UTF-8").to_owned();
        let text = read(&path);
        (path, text)
    };
    files.into_iter().map(named).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry of the folder").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

/// Fails with every fault, one a line.
#[track_caller]
fn none(rule: &str, faults: &[String]) {
    assert!(faults.is_empty(), "{rule}:\n  {}", faults.join("\n  "));
}
