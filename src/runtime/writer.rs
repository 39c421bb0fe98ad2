//! One `write` a frame: everything that the terminal library writes is held until the frame is whole.

use std::{
    cell::Cell,
    io::{self, Stdout, Write},
    rc::Rc,
};

/// Shared with the screen: while set, flushing waits.
pub type Hold = Rc<Cell<bool>>;

/// A writer on stdout that ignores flushes while its hold is set.
#[derive(Debug)]
pub struct FrameWriter {
    out: Stdout,
    buffer: Vec<u8>,
    hold: Hold,
}

impl FrameWriter {
    pub fn new(hold: Hold) -> Self {
        Self { out: io::stdout(), buffer: Vec::with_capacity(64 * 1024), hold }
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
        let mut out = self.out.lock();
        let written = out.write_all(&self.buffer).and_then(|()| out.flush());
        self.buffer.clear();
        written
    }
}
