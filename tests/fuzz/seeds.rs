//! What inputs are made from: the kept corpus, the malformed files, and what is small in the sample workspace.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::support::workspace::repository;

fn corpus() -> PathBuf {
    repository().join("tests/fuzz/corpus")
}

/// The folders of the corpus: one for each reader.
pub fn folders() -> Vec<String> {
    let entries = fs::read_dir(corpus()).expect("the corpus");
    entries.map(|e| e.expect("a folder").file_name().to_string_lossy().into_owned()).collect()
}

/// The kept inputs of a reader, in the order of their names. Bytes that are no text are made text as `changed` does.
pub fn kept(reader: &str) -> Vec<(PathBuf, String)> {
    files(&corpus().join(reader))
        .into_iter()
        .map(|file| {
            let bytes = fs::read(&file).expect("a kept input");
            (file, String::from_utf8_lossy(&bytes).into_owned())
        })
        .collect()
}

/// The kept inputs of a reader as seeds; none for a reader that has no folder.
pub fn of(reader: &str) -> Vec<String> {
    if corpus().join(reader).is_dir() {
        kept(reader).into_iter().map(|(_, text)| text).collect()
    } else {
        Vec::new()
    }
}

/// `tests/malformed/<kind>-*.yaml` without the lines that say what is expected.
pub fn malformed(kind: &str) -> Vec<String> {
    let named = |file: &Path| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(kind) && name.ends_with(".yaml")
    };
    let text = |file: PathBuf| {
        let text = fs::read_to_string(file).expect("a malformed file");
        let kept = text.split_inclusive('\n').skip_while(|line| line.starts_with("# "));
        kept.collect::<String>()
    };
    let files = files(&repository().join("tests/malformed"));
    files.into_iter().filter(|file| named(file)).map(text).collect()
}

/// Files of a folder of the sample that are short enough to be quick.
pub fn sample(folder: &str, most: usize) -> Vec<String> {
    let texts = files(&repository().join(folder)).into_iter();
    texts
        .map(|file| fs::read_to_string(file).expect("a file of the sample"))
        .filter(|text| text.len() <= most)
        .collect()
}

/// Sorted: the same seeds on every machine.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|file| file.is_file());
    files.sort();
    files
}
