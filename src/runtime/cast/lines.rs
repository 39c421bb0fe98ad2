//! The lines of an asciicast, version 2: a header, then what happened when. Nothing of the environment and no title stand
//! in it.

use std::{
    fs::File,
    io::{self, Write},
    sync::mpsc::{Receiver, TryRecvError},
    time::Duration,
};

use crate::store::fail_point;

/// What happened, and how long after the begin.
pub enum Entry {
    Output(Duration, String),
    Size(Duration, (u16, u16)),
}

/// So many bytes are handed over at a time.
const TOGETHER: usize = 8 * 1024;

/// The file, which ends with a whole line whatever happens.
struct Lines {
    file: File,
    /// Bytes of whole lines that are in it.
    written: u64,
    waiting: Vec<u8>,
}

impl Lines {
    fn put(&mut self, line: &str) -> io::Result<()> {
        self.waiting.extend_from_slice(line.as_bytes());
        self.waiting.push(b'\n');
        if self.waiting.len() < TOGETHER { Ok(()) } else { self.flush() }
    }

    fn flush(&mut self) -> io::Result<()> {
        let written = self.file.write_all(&self.waiting);
        if written.is_err() {
            // Half a line is none to a player.
            let _ = self.file.set_len(self.written);
        } else {
            self.written += u64::try_from(self.waiting.len()).unwrap_or_default();
        }
        self.waiting.clear();
        written
    }
}

/// Writes entries until there are no more to come. Whenever none waits, all that came is with the system.
///
/// # Errors
/// Why the file takes no more.
pub fn write_all(
    file: File,
    (columns, rows): (u16, u16),
    entries: &Receiver<Entry>,
) -> io::Result<()> {
    let mut file = Lines { file, written: 0, waiting: Vec::new() };
    file.put(&format!("{{\"version\": 2, \"width\": {columns}, \"height\": {rows}}}"))?;
    // Whatever comes, the file is a recording.
    file.flush()?;
    loop {
        let entry = match entries.try_recv() {
            Ok(entry) => entry,
            Err(TryRecvError::Disconnected) => return file.flush(),
            Err(TryRecvError::Empty) => {
                file.flush()?;
                let Ok(entry) = entries.recv() else { return Ok(()) };
                entry
            }
        };
        fail_point("cast.write")?;
        file.put(&line(&entry)?)?;
    }
}

fn line(entry: &Entry) -> io::Result<String> {
    let (at, kind, said) = match entry {
        Entry::Output(at, bytes) => (at, "o", bytes.clone()),
        Entry::Size(at, (columns, rows)) => (at, "r", format!("{columns}x{rows}")),
    };
    let said = serde_json::to_string(&said)?;
    Ok(format!("[{}.{:06}, \"{kind}\", {said}]", at.as_secs(), at.subsec_micros()))
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::sync_channel;

    use super::*;

    #[test]
    fn a_header_then_a_line_for_each_thing() {
        let (to, entries) = sync_channel(9);
        to.send(Entry::Output(Duration::from_millis(1_050), "\x1b[mé\"\n".to_owned())).unwrap();
        to.send(Entry::Size(Duration::from_secs(2), (100, 30))).unwrap();
        drop(to);
        let written = tempfile::NamedTempFile::new().unwrap();
        write_all(written.reopen().unwrap(), (80, 24), &entries).unwrap();
        assert_eq!(
            std::fs::read_to_string(written.path()).unwrap(),
            "{\"version\": 2, \"width\": 80, \"height\": 24}\n\
             [1.050000, \"o\", \"\\u001b[mé\\\"\\n\"]\n[2.000000, \"r\", \"100x30\"]\n"
        );
    }
}
