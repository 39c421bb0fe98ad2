//! The lines of an asciicast, version 2: a header, then what happened when. Nothing of the environment and no title stand
//! in it.

use std::{
    io::{self, BufWriter, Write},
    sync::mpsc::{Receiver, TryRecvError},
    time::Duration,
};

use crate::store::fail_point;

/// What happened, and how long after the begin.
pub enum Entry {
    Output(Duration, String),
    Size(Duration, (u16, u16)),
}

/// Writes entries until there are no more to come. Whenever none waits, all that came is with the system.
///
/// # Errors
/// Why the file takes no more.
pub fn write_all(
    file: impl Write,
    (columns, rows): (u16, u16),
    entries: &Receiver<Entry>,
) -> io::Result<()> {
    let mut file = BufWriter::new(file);
    writeln!(file, "{{\"version\": 2, \"width\": {columns}, \"height\": {rows}}}")?;
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
        writeln!(file, "{}", line(&entry)?)?;
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
        let mut written = Vec::new();
        write_all(&mut written, (80, 24), &entries).unwrap();
        assert_eq!(
            String::from_utf8(written).unwrap(),
            "{\"version\": 2, \"width\": 80, \"height\": 24}\n\
             [1.050000, \"o\", \"\\u001b[mé\\\"\\n\"]\n[2.000000, \"r\", \"100x30\"]\n"
        );
    }
}
