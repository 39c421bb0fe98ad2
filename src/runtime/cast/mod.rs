//! A recording of the session in a file: asciicast v2, a line for what goes to the terminal at a time. A thread writes it,
//! so that no frame waits for the disk; when the file takes no more, the recording ends and the session goes on.
//!
//! ```text
//! Screen ─ frame's bytes ──────────────┐
//! State ─── a view that blanks ─ bytes ┴─ Cast ─ channel ─ thread ─ file
//! ```

mod lines;

use std::{
    fs::{self, File, OpenOptions},
    io,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, SyncSender, TrySendError, channel, sync_channel},
    thread,
    time::{Duration, Instant},
};

use self::lines::{Entry, write_all};
use super::{canvas::Canvas, ears::Teller};
use crate::{
    app::{Event, State},
    ui::Theme,
};

/// Entries that may wait for the disk. A disk that is so far behind ends the recording, not the memory.
const WAITING: usize = 1_024;
/// How long the end of the session waits for the last of them.
const PATIENCE: Duration = Duration::from_secs(2);

/// A file to record into, and how. Where it never comes to that, the file goes again.
#[derive(Debug)]
pub struct Recording {
    file: Option<File>,
    path: PathBuf,
    blanked: bool,
}

impl Recording {
    /// A new file, which its owner alone may read.
    ///
    /// # Errors
    /// When there is one already, or the system refuses.
    pub fn new(path: &Path, blanked: bool) -> io::Result<Self> {
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
        Ok(Self { file: Some(file), path: path.to_owned(), blanked })
    }
}

impl Drop for Recording {
    fn drop(&mut self) {
        if self.file.is_some() {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// The recording while it runs.
pub struct Cast {
    begun: Instant,
    size: (u16, u16),
    /// Draws what is recorded, when that is not what goes to the terminal.
    blanked: Option<Canvas>,
    /// None once the recording has ended.
    entries: Option<SyncSender<Entry>>,
    /// Tells when the thread is at its end.
    written: Receiver<()>,
    told: Teller,
}

impl Cast {
    /// Starts the thread and writes the header. `to` hears when the recording ends before the session does.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub fn begin(
        mut recording: Recording,
        theme: Theme,
        size: (u16, u16),
        to: Teller,
    ) -> io::Result<Self> {
        let (entries, waiting) = sync_channel(WAITING);
        let (done, written) = channel();
        let told = to.clone();
        let blanked = recording.blanked.then(|| Canvas::blanked(theme, size));
        if let Some(file) = recording.file.take() {
            let work = move || {
                if let Err(why) = write_all(file, size, &waiting) {
                    tell(&to, &why.to_string());
                }
                drop(waiting);
                let _ = done.send(());
            };
            thread::Builder::new().name("recording".to_owned()).spawn(work)?;
        }
        Ok(Self { begun: Instant::now(), size, blanked, entries: Some(entries), written, told })
    }

    /// These bytes went to the terminal.
    pub fn wrote(&mut self, bytes: &[u8]) {
        if self.blanked.is_none() && self.entries.is_some() {
            self.put(String::from_utf8_lossy(bytes).into_owned());
        }
    }

    /// This was shown.
    pub fn showed(&mut self, state: &State) {
        let Some(canvas) = self.blanked.as_mut().filter(|_| self.entries.is_some()) else { return };
        let mut bytes = Vec::new();
        // A Vec takes everything.
        let _ = canvas.draw(state, &mut bytes);
        if !bytes.is_empty() {
            self.put(String::from_utf8_lossy(&bytes).into_owned());
        }
    }

    /// The terminal has this size now.
    pub fn resized(&mut self, size: (u16, u16)) {
        if self.size != size {
            self.size = size;
            if let Some(canvas) = &mut self.blanked {
                canvas.resize(size);
            }
            self.send(Entry::Size(self.begun.elapsed(), size));
        }
    }

    fn put(&mut self, output: String) {
        self.send(Entry::Output(self.begun.elapsed(), output));
    }

    fn send(&mut self, entry: Entry) {
        let Some(entries) = &self.entries else { return };
        match entries.try_send(entry) {
            Ok(()) => return,
            Err(TrySendError::Full(_)) => tell(&self.told, "the disk is too slow"),
            // The thread has told why.
            Err(TrySendError::Disconnected(_)) => {}
        }
        self.entries = None;
    }
}

impl Drop for Cast {
    /// What was recorded is in the file when the session ends.
    fn drop(&mut self) {
        self.entries = None;
        let _ = self.written.recv_timeout(PATIENCE);
    }
}

fn tell(to: &Teller, why: &str) {
    to.tell(Event::RecordingEnded(why.to_owned()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recording_that_never_began_leaves_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.cast");
        let recording = Recording::new(&path, false).unwrap();
        assert!(path.exists());
        drop(recording);
        assert!(!path.exists());
    }
}
