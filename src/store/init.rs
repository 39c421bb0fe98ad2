//! A workspace to begin with, from what is embedded in the program.

use std::{
    collections::BTreeSet,
    fs::{self, DirBuilder},
    io,
    os::unix::fs::DirBuilderExt,
    path::Path,
};

use super::{
    StoreError,
    embedded::{NEEDED, SAMPLE},
    walls::Folder,
};
use crate::domain::problem::Problem;

/// The folder that makes a folder a workspace. It comes last, as a whole: what a kill or a loss of power leaves behind is
/// never taken for one.
const CASES: &str = "cases";
/// What its files are written in until then. Whoever makes it has the folder: another one at the same work finds it there.
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
/// `sample` the sample's cases and records. When anything fails, all that was written is removed, and nothing else.
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
        return Err(faulty(what));
    }
    let is_new = !root.exists();
    fs::create_dir_all(root).map_err(io)?;
    let folder = Folder::root(root).map_err(io)?;
    is_empty(&folder, root)?;
    let ours = DirBuilder::new().mode(0o700).create(root.join(COMING));
    ours.map_err(|e| match e.kind() {
        io::ErrorKind::AlreadyExists => faulty(taken(root, &[COMING.to_owned()])),
        _ => io(e),
    })?;
    let mut made = Vec::new();
    is_empty(&folder, root)
        .and_then(|()| filled(&folder, sample, write, &mut made).map_err(io))
        .inspect_err(|_| forget(root, &made, is_new))
}

fn faulty(what: String) -> StoreError {
    StoreError::Faulty(vec![Problem::new(what)])
}

fn is_empty(folder: &Folder, root: &Path) -> Result<(), StoreError> {
    let names = folder.names().map_err(|e| StoreError::io("make a workspace in", root, e))?;
    let names: Vec<String> = names.into_iter().filter(|name| name != COMING).collect();
    if names.is_empty() { Ok(()) } else { Err(faulty(taken(root, &names))) }
}

/// Why a folder that holds something is left alone.
fn taken(root: &Path, names: &[String]) -> String {
    if names.iter().any(|name| name == CASES) {
        let root = root.display();
        return format!("{root} is a workspace already; `imr -C {root}` opens it");
    }
    if names == [COMING] {
        let what = "another `imr init` is at work there, or was ended in the middle";
        return format!("{what}: {}; wait for it, or remove that", root.join(COMING).display());
    }
    let root = root.display();
    let least = names.iter().min().map_or("", String::as_str);
    format!("{root} is not empty, `{least}` is in it; name a folder that is new or empty")
}

/// `made` gets the path of each file that may be there.
fn filled(root: &Folder, sample: bool, write: Write, made: &mut Vec<String>) -> io::Result<Begun> {
    let (records, cases): (Vec<_>, Vec<_>) =
        SAMPLE.iter().filter(|_| sample).partition(|(path, _)| !path.starts_with(CASES));
    root.made_below("records")?;
    for (path, text) in NEEDED.iter().chain(records) {
        let (folder, name) = path.rsplit_once('/').unwrap_or((".", path));
        let folder = if folder == "." { root.below(".")? } else { root.made_below(folder)? };
        made.push((*path).to_owned());
        not_theirs(write(&folder, name, text), made)?;
    }
    let coming = root.made_below(COMING)?;
    for (path, text) in &cases {
        let name = path.rsplit_once('/').map_or(*path, |(_, name)| name);
        made.push(format!("{COMING}/{name}"));
        not_theirs(write(&coming, name, text), made)?;
    }
    root.move_to(COMING, root, CASES, "init.cases")?;
    let is_guideline =
        |path: &str| path.starts_with("guidelines/") && !path.ends_with("vocabulary.yaml");
    let guidelines = NEEDED.iter().filter(|(path, _)| is_guideline(path)).count();
    Ok(Begun { guidelines, cases: cases.len() })
}

/// A file that is there already is somebody else's; one that was refused half-way is ours.
fn not_theirs(written: io::Result<()>, made: &mut Vec<String>) -> io::Result<()> {
    if written.as_ref().is_err_and(|why| why.kind() == io::ErrorKind::AlreadyExists) {
        made.pop();
    }
    written
}

/// Removes what was written, and the folders that are empty then. What somebody else has put there meanwhile stays.
fn forget(root: &Path, made: &[String], is_new: bool) {
    let mut folders = BTreeSet::from([COMING, "records"].map(Path::new));
    for path in made.iter().map(Path::new) {
        let _ = fs::remove_file(root.join(path));
        folders.extend(path.ancestors().skip(1).filter(|folder| folder.parent().is_some()));
    }
    for folder in folders.iter().rev() {
        let _ = fs::remove_dir(root.join(folder));
    }
    if is_new {
        let _ = fs::remove_dir(root);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_else_puts_there_meanwhile_stays() {
        let root = tempfile::tempdir().unwrap();
        let meanwhile: Write = |folder, name, text| {
            if name == "reviewers.yaml" {
                folder.made_below(CASES)?.put("theirs.yaml", b"theirs")?;
            }
            folder.put(name, text.as_bytes())
        };
        written(root.path(), true, meanwhile).unwrap_err();
        let names: Vec<_> =
            fs::read_dir(root.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert_eq!(names, [CASES]);
        assert_eq!(fs::read(root.path().join("cases/theirs.yaml")).unwrap(), b"theirs");
    }

    #[test]
    fn who_comes_second_finds_the_folder_taken_and_touches_nothing() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join(COMING)).unwrap();
        let second = write_passing_workspace(root.path()).unwrap_err().to_string();
        assert!(second.contains("another `imr init` is at work there"), "{second}");
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
    }
}
