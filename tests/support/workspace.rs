//! A throw-away copy of the sample workspace, so that no test writes into the repository.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use imr_workbench::{
    domain::{
        library::Library,
        queue::{CaseSummary, Sort},
        rows::Rows,
    },
    store::{self, Table},
};
use tempfile::TempDir;

/// What a workspace is made of. What reviews leave behind (`determinations`, `.imr`) is no part of
/// it: a test begins with nothing decided.
const PARTS: [&str; 5] = ["cases", "records", "guidelines", "imr.yaml", "reviewers.yaml"];

#[derive(Clone)]
pub struct Workspace {
    folder: Arc<TempDir>,
}

impl Workspace {
    /// A copy of the workspace at the root of the repository.
    pub fn sample() -> Self {
        Self::copy_of(repository())
    }

    /// A copy of what there is of a workspace in `source`.
    pub fn copy_of(source: &Path) -> Self {
        let workspace = Self { folder: Arc::new(tempfile::tempdir().expect("a temporary folder")) };
        for part in PARTS {
            let from = source.join(part);
            if from.exists() {
                copy(&from, &workspace.path().join(part));
            }
        }
        workspace
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A file of the workspace, by its path in it.
    pub fn file(&self, path: &str) -> PathBuf {
        self.path().join(path)
    }

    pub fn read(&self, path: &str) -> String {
        let file = self.file(path);
        fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
    }
}

/// The root of the repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The program that the tests are about.
pub fn imr() -> &'static str {
    env!("CARGO_BIN_EXE_imr")
}

/// A `PATH` on which the program that was just built comes first, for shells and tapes.
pub fn path_with_imr() -> String {
    let folder = Path::new(imr()).parent().expect("the folder of the program").display();
    format!("{folder}:{}", std::env::var("PATH").unwrap_or_default())
}

/// Paths of all files below a folder, hidden ones too.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry of the folder").path();
            if path.is_dir() { open.push(path) } else { found.push(path) }
        }
    }
    found
}

fn copy(from: &Path, to: &Path) {
    if !from.is_dir() {
        fs::copy(from, to).unwrap_or_else(|error| panic!("{}: {error}", from.display()));
        return;
    }
    fs::create_dir(to).expect("a folder in the copy");
    for entry in fs::read_dir(from).expect("a folder of the workspace") {
        let entry = entry.expect("an entry of the folder");
        copy(&entry.path(), &to.join(entry.file_name()));
    }
}

/// All rows, read anew: no index is asked. In the order in which the queue opens.
pub fn rows_of(store: &store::Workspace, library: &Library) -> Vec<CaseSummary> {
    let mut table = Table::default();
    store.renew(&mut table, library).expect("folders that can be listed");
    in_order(&table.rows)
}

/// Rows in the order in which the queue opens.
pub fn in_order(rows: &Rows) -> Vec<CaseSummary> {
    rows.sorted(Sort::default()).iter().map(|place| rows.get(*place)).collect()
}
