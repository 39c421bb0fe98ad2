//! The log: what the program did, never on what. An entry is made of words that are fixed in the source and of numbers,
//! so no text of a case, of a draft or of a person can stand in one; the type of [`Field`] sees to it. That is why it
//! is no `log` crate: that takes any text.

use std::{
    fs::{DirBuilder, File, OpenOptions, rename},
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::Path,
    sync::{Mutex, OnceLock, PoisonError},
    time::Instant,
};

use super::{
    clock,
    places::{Log as Place, Places},
};
use crate::store::Workspace;

/// A longer log takes the place of the old one before the next session writes.
const MOST: u64 = 256 * 1024;
/// Name of the file; the one before ends in `.1`.
pub const NAME: &str = "imr.log";
const BEFORE: &str = "imr.log.1";

static LOG: OnceLock<Log> = OnceLock::new();

/// How much is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// What failed.
    Error,
    /// And when a session began and ended: what is told unless somebody says otherwise.
    Info,
    /// And each thing that was read or written, with its time.
    Debug,
}

impl Level {
    const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Info => "info",
            Self::Debug => "debug",
        }
    }
}

/// What may stand in an entry.
#[derive(Debug, Clone, Copy)]
pub enum Field {
    Word(&'static str, &'static str),
    Number(&'static str, u64),
}

/// A count.
pub fn number(name: &'static str, count: usize) -> Field {
    Field::Number(name, u64::try_from(count).unwrap_or(u64::MAX))
}

/// How long it took since then, in milliseconds.
pub fn took(begun: Instant) -> Field {
    Field::Number("ms", u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX))
}

struct Log {
    level: Level,
    file: Mutex<File>,
}

/// The level that the environment or `-v` asks for; `None` is no log at all.
pub fn level(verbose: bool, restricted: bool) -> Option<Level> {
    let said = if restricted { None } else { std::env::var("IMR_LOG").ok() };
    match said.as_deref() {
        Some("off") => None,
        Some("error") => Some(Level::Error),
        Some("debug") => Some(Level::Debug),
        _ if verbose => Some(Level::Debug),
        _ => Some(Level::Info),
    }
}

/// Opens the log of this process. That it cannot be opened never hurts the work: then nothing is logged, and
/// `imr doctor` says why.
///
/// # Errors
/// Why it cannot be opened.
pub fn open(places: &Places, workspace: &Workspace, level: Level) -> io::Result<()> {
    let file = match &places.log {
        None => return Ok(()),
        Some(Place::Workspace) => workspace.open_log(NAME, BEFORE, MOST)?,
        Some(Place::Home(folder)) => in_folder(folder)?,
    };
    let _ = LOG.set(Log { level, file: Mutex::new(file) });
    Ok(())
}

/// The file in a folder of the reviewer's own, readable by its owner only.
fn in_folder(folder: &Path) -> io::Result<File> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let path = folder.join(NAME);
    if path.metadata().is_ok_and(|known| known.len() > MOST) {
        rename(&path, folder.join(BEFORE))?;
    }
    OpenOptions::new().append(true).create(true).mode(0o600).open(path)
}

/// Writes an entry, if there is a log and it takes this level. A disk that refuses is left alone.
pub fn note(level: Level, what: &'static str, fields: &[Field]) {
    let Some(log) = LOG.get().filter(|log| level <= log.level) else { return };
    let line = entry(&clock::stamp(), std::process::id(), level, what, fields);
    let mut file = log.file.lock().unwrap_or_else(PoisonError::into_inner);
    let _ = file.write_all(line.as_bytes());
}

fn entry(when: &str, pid: u32, level: Level, what: &'static str, fields: &[Field]) -> String {
    let mut line = format!("{when} {pid} {} {what}", level.word());
    for field in fields {
        match field {
            Field::Word(name, word) => line.push_str(&format!(" {name}={word}")),
            Field::Number(name, number) => line.push_str(&format!(" {name}={number}")),
        }
    }
    line.push('\n');
    line
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn an_entry_is_one_line_of_words_and_numbers() {
        let fields = [Field::Word("mode", "bench"), Field::Number("columns", 80)];
        let line = entry("2026-11-22T09:00:00+00:00", 7, Level::Info, "begin", &fields);
        assert_eq!(line, "2026-11-22T09:00:00+00:00 7 info begin mode=bench columns=80\n");
    }

    #[test]
    fn the_file_is_the_owners_and_a_long_one_makes_room() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("a/imr");
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        in_folder(&folder).unwrap().write_all(b"one\n").unwrap();
        in_folder(&folder).unwrap().write_all(b"two\n").unwrap();
        let file = folder.join(NAME);
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "one\ntwo\n");
        assert_eq!((mode(&file), mode(&folder)), (0o600, 0o700));
        std::fs::write(&file, vec![b'x'; usize::try_from(MOST).unwrap() + 1]).unwrap();
        in_folder(&folder).unwrap();
        assert_eq!(file.metadata().unwrap().len(), 0);
        assert_eq!(folder.join(BEFORE).metadata().unwrap().len(), MOST + 1);
        // A folder where the log would be is refused, and that is all.
        std::fs::remove_file(&file).unwrap();
        std::fs::create_dir(&file).unwrap();
        assert!(in_folder(&folder).is_err());
    }
}
