//! A workspace to begin with, from what is embedded in the program.

use std::{fs, io, path::Path};

use super::{
    StoreError,
    embedded::{NEEDED, SAMPLE},
    walls::Folder,
};
use crate::domain::problem::Problem;

/// The folder that makes a folder a workspace. It comes last, as a whole: what a kill or a loss of power leaves behind is
/// never taken for one.
const CASES: &str = "cases";
/// What its files are written in until then.
const COMING: &str = ".cases.tmp";

/// Writes a file of this name and text into a folder.
type Write = fn(&Folder, &str, &str) -> io::Result<()>;

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Begun {
    pub guidelines: usize,
    pub cases: usize,
}

/// Writes a workspace into a folder that is new or empty: guidelines, vocabulary, `imr.yaml`, `reviewers.yaml`, and with
/// `sample` the sample's cases and records. When anything fails, all that was made is removed.
///
/// # Errors
/// When the folder holds something, or the disk refuses.
pub fn write_workspace(root: &Path, sample: bool) -> Result<Begun, StoreError> {
    written(root, sample, |folder, name, text| folder.create(name, text.as_bytes(), "init"))
}

/// The same with the sample for a short time: nothing is forced to the disk, which takes most of a second.
///
/// # Errors
/// The same.
pub fn write_passing_workspace(root: &Path) -> Result<Begun, StoreError> {
    written(root, true, |folder, name, text| folder.put(name, text.as_bytes()))
}

fn written(root: &Path, sample: bool, write: Write) -> Result<Begun, StoreError> {
    let io = |e| StoreError::io("make a workspace in", root, e);
    if root.exists() && !root.is_dir() {
        let what = format!("{} is no folder; name one that is new or empty", root.display());
        return Err(StoreError::Faulty(vec![Problem::new(what)]));
    }
    let is_new = !root.exists();
    fs::create_dir_all(root).map_err(io)?;
    let folder = Folder::root(root).map_err(io)?;
    let names = folder.names().map_err(io)?;
    if !names.is_empty() {
        return Err(StoreError::Faulty(vec![Problem::new(taken(root, &names))]));
    }
    filled(&folder, sample, write).map_err(|why| {
        forget(root, is_new);
        io(why)
    })
}

/// Why a folder that holds something is left alone.
fn taken(root: &Path, names: &[String]) -> String {
    let root = root.display();
    if names.iter().any(|name| name == CASES) {
        return format!("{root} is a workspace already; `imr -C {root}` opens it");
    }
    let least = names.iter().min().map_or("", String::as_str);
    format!("{root} is not empty, `{least}` is in it; name a folder that is new or empty")
}

fn filled(root: &Folder, sample: bool, write: Write) -> io::Result<Begun> {
    let (records, cases): (Vec<_>, Vec<_>) =
        SAMPLE.iter().filter(|_| sample).partition(|(path, _)| !path.starts_with(CASES));
    root.made_below("records")?;
    for (path, text) in NEEDED.iter().chain(records) {
        let (folder, name) = path.rsplit_once('/').unwrap_or((".", path));
        let folder = if folder == "." { root.below(".")? } else { root.made_below(folder)? };
        write(&folder, name, text)?;
    }
    let coming = root.made_below(COMING)?;
    for (path, text) in &cases {
        let name = path.rsplit_once('/').map_or(*path, |(_, name)| name);
        write(&coming, name, text)?;
    }
    root.move_to(COMING, root, CASES, "init.cases")?;
    let is_guideline =
        |path: &str| path.starts_with("guidelines/") && !path.ends_with("vocabulary.yaml");
    let guidelines = NEEDED.iter().filter(|(path, _)| is_guideline(path)).count();
    Ok(Begun { guidelines, cases: cases.len() })
}

/// Removes what was made. The folder was empty before, so that nothing of these names is anybody else's.
fn forget(root: &Path, is_new: bool) {
    for name in ["guidelines", "records", COMING, CASES] {
        let _ = fs::remove_dir_all(root.join(name));
    }
    for (path, _) in NEEDED.iter().filter(|(path, _)| !path.contains('/')) {
        let _ = fs::remove_file(root.join(path));
    }
    if is_new {
        let _ = fs::remove_dir(root);
    }
}
