//! The audit: `.imr/audit.jsonl`, one line an act, each with the digest of the line before. Lines are only added.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write},
};

use serde::{Deserialize, Serialize};

use super::{
    StoreError, Workspace, fail, lock::Lock, walls::looking::length, workspace::sha256_hex,
};
use crate::domain::{
    case::CaseNumber, hold::Holder, problem::Position, problem::Problem, words::words,
};

pub(super) const FILE: &str = ".imr/audit.jsonl";
/// Longest line that is read: many times what is ever written.
const MAX_LINE: u64 = 64 * 1024;
/// Stands for the line before the first.
const NONE: &str = "0000000000000000000000000000000000000000000000000000000000000000";

words! {
    /// What was done.
    Act, "an act of the audit" {
        Finalize = "finalize",
        Import = "import",
        TakeOver = "take over",
        Discard = "discard draft",
    }
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// From 1.
    pub n: u64,
    /// Local time with its offset.
    pub at: String,
    pub act: Act,
    pub case: CaseNumber,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// SHA-256 of the determination's YAML file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub determination: Option<String>,
    /// SHA-256 of the letter's file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewer: Option<String>,
    pub user: String,
    pub host: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// SHA-256 of the line before, without its line end; zeros for the first.
    pub prev: String,
}

impl Entry {
    /// An entry that is not yet a line: its number and what it follows are set when it is written.
    pub fn about(act: Act, case: &CaseNumber, at: &str, by: &Holder, note: Option<String>) -> Self {
        Self {
            n: 0,
            at: at.to_owned(),
            act,
            case: case.clone(),
            version: None,
            determination: None,
            letter: None,
            reviewer: by.reviewer.clone(),
            user: by.user.clone(),
            host: by.host.clone(),
            note,
            prev: String::new(),
        }
    }

    /// True when both tell of one and the same act.
    fn tells_of(&self, other: &Self) -> bool {
        let bare = |entry: &Self| Self { n: 0, prev: String::new(), ..entry.clone() };
        bare(self) == bare(other)
    }
}

/// The end of the audit, ready for the next line.
struct End {
    file: File,
    /// The last whole line.
    last: Option<(Entry, String)>,
    /// Where the last whole line ends: behind it lies what a crash left of one.
    at: u64,
}

impl Workspace {
    /// Adds a line durably, unless the last one already tells of it.
    pub(super) fn add_to_audit(&self, lock: &Lock, mut entry: Entry) -> Result<(), StoreError> {
        let io = |e| StoreError::io("write", &self.path(FILE), e);
        let End { mut file, last, at } = self.end_of_audit(lock)?;
        if last.as_ref().is_some_and(|(last, _)| last.tells_of(&entry)) {
            return Ok(());
        }
        entry.n = last.as_ref().map_or(1, |(last, _)| last.n + 1);
        entry.prev = last.map_or(NONE.to_owned(), |(_, line)| sha256_hex(line.as_bytes()));
        let line = serde_json::to_string(&entry).map_err(|e| io(e.into()))? + "\n";
        let added = add(&mut file, at, line.as_bytes());
        added.and_then(|()| lock.inner.sync()).map_err(io)
    }

    /// Refuses an audit that cannot be continued, before anything is made final.
    pub(super) fn audit_goes_on(&self, lock: &Lock) -> Result<(), StoreError> {
        self.end_of_audit(lock).map(|_| ())
    }

    fn end_of_audit(&self, lock: &Lock) -> Result<End, StoreError> {
        let io = |e| StoreError::io("read", &self.path(FILE), e);
        let mut file = lock.inner.kept_file("audit.jsonl").map_err(io)?;
        let (text, from) = tail(&mut file).map_err(io)?;
        let mut text = text;
        let torn = text.iter().rposition(|b| *b == b'\n').map_or(0, |i| i + 1);
        // A whole line whose end an editor has taken is completed; what a crash left of one makes room.
        if serde_json::from_slice::<Entry>(&text[torn..]).is_ok() {
            file.seek(SeekFrom::End(0)).and_then(|_| file.write_all(b"\n")).map_err(io)?;
            text.push(b'\n');
        }
        let whole = text.iter().rposition(|b| *b == b'\n').map_or(0, |i| i + 1);
        let at = from + whole as u64;
        let line = text[..whole].strip_suffix(b"\n").unwrap_or_default();
        let line = line.rsplit(|b| *b == b'\n').next().unwrap_or_default();
        if line.is_empty() && at == 0 {
            return Ok(End { file, last: None, at });
        }
        let line = String::from_utf8_lossy(line).into_owned();
        match serde_json::from_str(&line) {
            Ok(entry) => Ok(End { file, last: Some((entry, line)), at }),
            Err(_) => Err(StoreError::Faulty(vec![broken("its last line is no entry")])),
        }
    }

    /// Reads the whole chain; hands over each entry, and the first thing that does not fit.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(super) fn read_audit(
        &self,
        mut each: impl FnMut(Entry),
    ) -> Result<(usize, Option<Problem>), StoreError> {
        let path = self.path(FILE);
        let io = |e| StoreError::io("read", &path, e);
        let file = match self.opened(FILE) {
            Ok(file) => file,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok((0, None)),
            Err(e) => return Err(io(e)),
        };
        let mut lines = BufReader::new(file);
        let (mut count, mut prev) = (0, NONE.to_owned());
        loop {
            let mut line = Vec::new();
            (&mut lines).take(MAX_LINE).read_until(b'\n', &mut line).map_err(io)?;
            if line.is_empty() {
                return Ok((count, None));
            }
            let at = Position { line: count + 1, column: 1 };
            match fitting(&line, count, &prev) {
                Ok(entry) => {
                    prev = sha256_hex(line.strip_suffix(b"\n").unwrap_or(&line));
                    each(entry);
                    count += 1;
                }
                Err(what) => return Ok((count, Some(broken(what).at(at)))),
            }
        }
    }
}

/// A new audit whose lines are written one after the other, and forced to the disk by nobody.
pub(super) struct Chain {
    file: BufWriter<File>,
    n: u64,
    prev: String,
}

impl Chain {
    pub fn new(lock: &Lock) -> io::Result<Self> {
        let file = BufWriter::new(lock.inner.kept_file("audit.jsonl")?);
        Ok(Self { file, n: 0, prev: NONE.to_owned() })
    }

    pub fn add(&mut self, entries: impl IntoIterator<Item = Entry>) -> io::Result<()> {
        for mut entry in entries {
            self.n += 1;
            (entry.n, entry.prev) = (self.n, std::mem::take(&mut self.prev));
            let line = serde_json::to_string(&entry)?;
            self.prev = sha256_hex(line.as_bytes());
            writeln!(self.file, "{line}")?;
        }
        Ok(())
    }

    pub fn end(mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// The entry of a line, when it goes on from the one before.
fn fitting(line: &[u8], count: usize, prev: &str) -> Result<Entry, &'static str> {
    let line = line.strip_suffix(b"\n").ok_or("the line is cut off or too long")?;
    let entry: Entry = serde_json::from_slice(line).map_err(|_| "the line is no entry")?;
    if entry.n != count as u64 + 1 {
        return Err("the line does not count on from the one before: one was removed or added");
    }
    if entry.prev != prev {
        return Err("the line before is not the one that was there when this one was written");
    }
    Ok(entry)
}

fn broken(what: &str) -> Problem {
    Problem::new(what).remedy("restore it from a backup").in_file(FILE)
}

/// The last bytes of a file, and where they begin.
fn tail(file: &mut File) -> io::Result<(Vec<u8>, u64)> {
    let length = length(file)?;
    let from = length.saturating_sub(2 * MAX_LINE);
    file.seek(SeekFrom::Start(from))?;
    let mut text = Vec::new();
    file.take(2 * MAX_LINE).read_to_end(&mut text)?;
    Ok((text, from))
}

/// What a crash left of a line was never told to anyone as written: it makes room.
fn add(file: &mut File, at: u64, line: &[u8]) -> io::Result<()> {
    fail::point("audit.open")?;
    file.set_len(at)?;
    file.seek(SeekFrom::Start(at))?;
    let half = line.len() / 2;
    let written = file
        .write_all(&line[..half])
        .and_then(|()| fail::point("audit.write"))
        .and_then(|()| file.write_all(&line[half..]))
        .and_then(|()| fail::point("audit.sync"))
        .and_then(|()| file.sync_all());
    written.inspect_err(|_| {
        let _ = file.set_len(at);
    })
}
