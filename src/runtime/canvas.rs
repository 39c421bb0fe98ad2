//! Frames without a terminal: the view draws into the library's buffer, the painter makes bytes of it.

use std::io::{self, Write};

use ratatui::{buffer::Buffer, layout::Rect};

use super::painter::Painter;
use crate::{
    app::{State, layout::Spot},
    ui::{Theme, View},
};

/// Everything of the screen but the terminal itself.
pub struct Canvas {
    buffer: Buffer,
    view: View,
    painter: Painter,
}

impl Canvas {
    /// `synchronized`: whether frames stand in the brackets of mode 2026.
    pub fn new(theme: Theme, size: (u16, u16), synchronized: bool) -> Self {
        let buffer = Buffer::empty(area(size));
        Self { buffer, view: View::new(theme), painter: Painter::new(synchronized) }
    }

    pub fn resize(&mut self, size: (u16, u16)) {
        if self.buffer.area != area(size) {
            self.buffer = Buffer::empty(area(size));
        }
    }

    /// Forgets what is on the terminal: the next frame writes everything.
    pub fn forget(&mut self) {
        self.painter.forget();
    }

    /// The entry of a list that was drawn on a row of the screen.
    pub fn entry_at(&self, spot: Spot, y: u16) -> Option<usize> {
        self.view.entry_at(spot, y)
    }

    /// Draws the state: one write, and none when nothing has changed. Gives back the number of bytes.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn draw(&mut self, state: &State, out: &mut impl Write) -> io::Result<usize> {
        self.buffer.reset();
        let cursor = self.view.draw(state, &mut self.buffer);
        let bytes = self.painter.frame(&self.buffer, cursor);
        if !bytes.is_empty() {
            out.write_all(&bytes)?;
        }
        Ok(bytes.len())
    }
}

fn area((width, height): (u16, u16)) -> Rect {
    Rect { x: 0, y: 0, width, height }
}
