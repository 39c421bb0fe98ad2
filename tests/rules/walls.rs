//! The store asks the disk through `walls` alone: what opens, lists or looks by a path, follows a link that leads out.
//! And no path leaves the store but that of a text that is lent.

use super::{
    none,
    paths::paths,
    rooms::module,
    sources,
    tokens::{Token, tokens, without_tests},
};

/// Files of the store that may ask by path.
const MAY: [&str; 5] = [
    "src/store/walls.rs",
    "src/store/walls/",
    // Only a debug build: the list of steps that a test has asked for.
    "src/store/fail.rs",
    // The folder that becomes a workspace: it is the one that the user has named, and has no walls yet.
    "src/store/init.rs",
    "src/store/synthetic/",
];

/// Names of what is open already, and of what is told of it.
const OPEN: [&str; 6] = [
    "std::fs::File",
    "std::fs::TryLockError",
    "std::os::unix::fs::FileExt",
    "rustix::fs::Stat",
    "rustix::fs::FileType",
    // What the system tells of a folder that is open.
    "rustix::fs::inotify",
];

/// Methods of a path that ask the disk.
const ASK: [&str; 10] = [
    "canonicalize",
    "exists",
    "is_dir",
    "is_file",
    "is_symlink",
    "metadata",
    "read_dir",
    "read_link",
    "symlink_metadata",
    "try_exists",
];

/// Functions that may nevertheless: whether the named folder is a workspace at all is asked before it has walls.
const OPENS: (&str, &str) = ("src/store/workspace.rs", "open");

/// What a source of the store asks by path, one line each.
fn faults(path: &str, source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for named in paths(source, &module(path)) {
        let full = named.path.join("::");
        let of_disk = ["std::fs", "rustix::fs", "std::os::unix::fs"]
            .iter()
            .any(|disk| full == *disk || full.starts_with(&format!("{disk}::")));
        let is_open = OPEN.iter().any(|open| {
            let inner = full.strip_prefix(open);
            // `File` is a name of an open file; `File::open` is a way round the walls.
            inner.is_some_and(|rest| rest.is_empty() || *open != "std::fs::File")
        });
        if of_disk && !is_open || full == "std::env::current_dir" {
            found.push(format!("line {}: {full}", named.line));
        }
    }
    let tokens = without_tests(&tokens(source));
    let word = |at: usize| tokens.get(at).and_then(Token::word);
    let mut function = "";
    for at in 0..tokens.len() {
        if word(at) == Some("fn") {
            function = word(at + 1).unwrap_or_default();
        }
        let called = tokens[at].is('.') && tokens.get(at + 2).is_some_and(|t| t.is('('));
        if let Some(name) = word(at + 1).filter(|name| called && ASK.contains(name))
            && (path, function) != OPENS
        {
            found.push(format!("line {}: `.{name}()`", tokens[at].line));
        }
    }
    found
}

#[test]
fn the_store_asks_the_disk_through_its_walls() {
    let mut found = Vec::new();
    for (path, source) in sources("src/store") {
        if !path.ends_with("/tests.rs") && !MAY.iter().any(|may| path.starts_with(may)) {
            found.extend(faults(&path, &source).iter().map(|fault| format!("{path}, {fault}")));
        }
    }
    none("the store asks the disk past its walls", &found);
}

#[test]
fn a_way_round_the_walls_is_found() {
    for (source, broken) in [
        ("use std::fs; fn f() { fs::read(p) }", 2),
        ("use std::fs::File; fn f() { File::open(p) }", 1),
        ("use std::fs::OpenOptions;", 1),
        ("use rustix::fs::{openat, Stat};", 1),
        ("fn f() { path.exists() || path.is_dir() }", 2),
        ("fn f() { path.symlink_metadata().is_ok_and(|m| m.is_dir()) }", 2),
        // And what keeps the rule.
        ("use std::fs::{File, TryLockError}; fn f(file: &File) { file.try_lock() }", 0),
        ("use rustix::fs::{FileType, Stat}; fn f() { FileType::from_raw_mode(m) }", 0),
        ("fn f(file: &File) { is_file(file) && folder.has(name) }", 0),
        ("#[cfg(test)] mod tests { use std::fs; fn f() { path.exists() } }", 0),
    ] {
        let found = faults("src/store/a.rs", source);
        assert_eq!(found.len(), broken, "{source}\n{found:#?}");
    }
    let opens =
        "impl Workspace { pub fn open(root: &Path) { root.is_dir() } fn other() { p.is_dir() } }";
    assert_eq!(faults(OPENS.0, opens).len(), 1);
}

/// Public functions that give a path away, and public fields that are one.
fn given_away(source: &str) -> Vec<String> {
    let tokens = without_tests(&tokens(source));
    let is_path = |token: &Token| token.word().is_some_and(|w| w == "Path" || w == "PathBuf");
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        let next = tokens.get(at + 1);
        if tokens[at].word() != Some("pub") || next.is_none_or(|t| t.is('(')) {
            continue;
        }
        let rest = &tokens[at + 1..];
        let function = rest.iter().take(3).position(|t| t.word() == Some("fn"));
        let name = function.map_or(0, |by| by + 1);
        let given = match function {
            Some(_) => {
                let end = rest.iter().position(|t| t.is('{') || t.is(';')).unwrap_or(rest.len());
                let arrow = rest[..end].windows(2).rposition(|w| w[0].is('-') && w[1].is('>'));
                arrow.is_some_and(|from| rest[from..end].iter().any(is_path))
            }
            None => {
                let ends = |t: &Token| t.is(',') || t.is('}') || t.is('{') || t.is(';');
                let end = rest.iter().position(ends).unwrap_or(rest.len());
                rest[..end].iter().any(is_path)
            }
        };
        if given {
            found.push(rest[name].word().unwrap_or_default().to_owned());
        }
    }
    found
}

#[test]
fn no_path_leaves_the_store_but_that_of_a_text_that_is_lent() {
    let mut found = Vec::new();
    for (path, source) in sources("src/store") {
        found.extend(given_away(&source).into_iter().map(|name| format!("{path}: {name}")));
    }
    assert_eq!(found, ["src/store/lent.rs: path"]);
    let source = "pub fn a(p: &Path) -> u8 {} pub fn b(&self) -> Option<PathBuf> {} pub(super) fn c() -> PathBuf {}
        pub struct D { pub e: PathBuf, f: PathBuf, pub g: u8 } #[must_use] pub const fn h(&self) -> &Path {}";
    assert_eq!(given_away(source), ["b", "e", "h"]);
}
