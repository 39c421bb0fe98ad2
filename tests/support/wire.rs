//! The bytes that a frame costs on the line: the terminal library over a writer that keeps them.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use imr_workbench::app::State;
use imr_workbench::ui::{Theme, View};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};

#[derive(Clone, Default)]
struct Sink(Rc<RefCell<Vec<u8>>>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A terminal of a fixed size at the other end of the line.
pub struct Wire {
    sink: Sink,
    terminal: Terminal<CrosstermBackend<Sink>>,
    view: View,
}

impl Wire {
    pub fn new(columns: u16, rows: u16, theme: Theme) -> Self {
        let sink = Sink::default();
        let viewport = Viewport::Fixed(Rect::new(0, 0, columns, rows));
        let backend = CrosstermBackend::new(sink.clone());
        let terminal = Terminal::with_options(backend, TerminalOptions { viewport });
        Self { sink, terminal: terminal.expect("a terminal"), view: View::new(theme) }
    }

    /// Draws the state; gives back what was sent for it.
    pub fn frame(&mut self, state: &State) -> Vec<u8> {
        let view = &mut self.view;
        self.terminal.draw(|frame| view.draw(state, frame)).expect("a frame");
        self.sink.0.take()
    }
}
