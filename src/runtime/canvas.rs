//! Frames without a terminal: the view draws into the library's buffer, the painter makes bytes of it.

use std::{
    cell::Cell as Shared,
    convert::Infallible,
    io::{self, Write},
    rc::Rc,
};

use ratatui::{
    Terminal,
    backend::{Backend, ClearType, WindowSize},
    buffer::Cell,
    layout::{Position, Size},
};

use super::painter::Painter;
use crate::{
    app::{State, layout::Spot},
    ui::{Theme, View},
};

/// Everything of the screen but the terminal itself.
pub struct Canvas {
    terminal: Terminal<Blank>,
    /// Where the frame wants the cursor; `None`: hidden.
    cursor: Rc<Shared<Option<Position>>>,
    view: View,
    painter: Painter,
}

impl Canvas {
    /// `synchronized`: whether frames stand in the brackets of mode 2026.
    pub fn new(theme: Theme, size: (u16, u16), synchronized: bool) -> Self {
        let cursor = Rc::default();
        let Ok(terminal) = Terminal::new(Blank { size: size.into(), cursor: Rc::clone(&cursor) });
        let (view, painter) = (View::new(theme), Painter::new(synchronized));
        Self { terminal, cursor, view, painter }
    }

    pub fn resize(&mut self, size: (u16, u16)) {
        self.terminal.backend_mut().size = size.into();
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
        let view = &mut self.view;
        let Ok(drawn) = self.terminal.draw(|frame| view.draw(state, frame));
        let bytes = self.painter.frame(drawn.buffer, self.cursor.get());
        if !bytes.is_empty() {
            out.write_all(&bytes)?;
        }
        Ok(bytes.len())
    }
}

/// What the library takes for a terminal. It finds the cells that differ for nothing: the painter does, in its own way.
struct Blank {
    size: Size,
    cursor: Rc<Shared<Option<Position>>>,
}

impl Backend for Blank {
    type Error = Infallible;

    fn draw<'a, I>(&mut self, _: I) -> Result<(), Infallible>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        Ok(())
    }

    fn hide_cursor(&mut self) -> Result<(), Infallible> {
        self.cursor.set(None);
        Ok(())
    }

    fn show_cursor(&mut self) -> Result<(), Infallible> {
        Ok(())
    }

    fn get_cursor_position(&mut self) -> Result<Position, Infallible> {
        Ok(self.cursor.get().unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), Infallible> {
        self.cursor.set(Some(position.into()));
        Ok(())
    }

    fn clear(&mut self) -> Result<(), Infallible> {
        Ok(())
    }

    fn clear_region(&mut self, _: ClearType) -> Result<(), Infallible> {
        Ok(())
    }

    fn size(&self) -> Result<Size, Infallible> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> Result<WindowSize, Infallible> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::default() })
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}
