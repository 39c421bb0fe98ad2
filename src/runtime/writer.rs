//! One `write` a frame: everything that the terminal library writes is held until the frame is whole.

use std::{
    cell::Cell,
    fs::File,
    io::{self, Write},
    os::fd::AsFd,
    rc::Rc,
};

/// Shared with the screen: while set, flushing waits.
pub type Hold = Rc<Cell<bool>>;

/// The terminal as a file of its own: whoever gives it back must not wait for the lock that a thread holds while it
/// is stuck on a dead line.
///
/// # Errors
/// When the system has no file left.
pub fn terminal() -> io::Result<File> {
    Ok(File::from(io::stdout().as_fd().try_clone_to_owned()?))
}

/// A writer on the terminal that ignores flushes while its hold is set.
#[derive(Debug)]
pub struct FrameWriter {
    out: File,
    buffer: Vec<u8>,
    hold: Hold,
}

impl FrameWriter {
    /// # Errors
    /// When the system has no file left.
    pub fn new(hold: Hold) -> io::Result<Self> {
        Ok(Self { out: terminal()?, buffer: Vec::with_capacity(64 * 1024), hold })
    }
}

impl Write for FrameWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.hold.get() || self.buffer.is_empty() {
            return Ok(());
        }
        let written = self.out.write_all(&self.buffer);
        self.buffer.clear();
        written
    }
}
