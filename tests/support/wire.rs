//! The bytes that a frame costs on the line: the program's own canvas over a writer that keeps them.

use std::io::{self, Write};

use imr_workbench::app::State;
use imr_workbench::runtime::canvas::Canvas;
use imr_workbench::ui::Theme;

/// Keeps what is written, and how often.
#[derive(Default)]
struct Sink {
    bytes: Vec<u8>,
    writes: usize,
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.extend_from_slice(bytes);
        self.writes += 1;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A terminal of a fixed size at the other end of the line.
pub struct Wire {
    canvas: Canvas,
    /// Writes of the last frame.
    pub writes: usize,
}

impl Wire {
    pub fn new(columns: u16, rows: u16, theme: Theme) -> Self {
        Self { canvas: Canvas::new(theme, (columns, rows), true), writes: 0 }
    }

    /// Draws the state; gives back what was sent for it.
    pub fn frame(&mut self, state: &State) -> Vec<u8> {
        let mut sink = Sink::default();
        let said = self.canvas.draw(state, &mut sink).expect("a frame");
        assert_eq!(said, sink.bytes.len(), "what it says that it sent");
        self.writes = sink.writes;
        sink.bytes
    }
}
