//! The terminal while the bench is open: taken on start, given back on every way out.

use std::{
    io::{self, Write},
    sync::atomic::{AtomicBool, Ordering},
};

use crossterm::{
    cursor::Show,
    event::{DisableBracketedPaste, EnableBracketedPaste},
    execute, queue,
    terminal::{
        BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
        LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
    },
};
use ratatui::{Terminal, backend::CrosstermBackend};

use super::writer::{FrameWriter, Hold};
use crate::{
    app::State,
    ui::{Theme, View},
};

/// True while the terminal is ours: restoring twice would disturb the shell's screen.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The terminal, drawn by one view.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<FrameWriter>>,
    hold: Hold,
    view: View,
}

impl Screen {
    /// Takes the terminal; a panic gives it back before it prints.
    ///
    /// # Errors
    /// When there is no terminal, or it refuses.
    pub fn take(theme: Theme) -> io::Result<Self> {
        enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            give_back();
            before(info);
        }));
        execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste).inspect_err(|_| {
            give_back();
        })?;
        let hold = Hold::default();
        let backend = CrosstermBackend::new(FrameWriter::new(hold.clone()));
        let terminal = Terminal::new(backend).inspect_err(|_| give_back())?;
        Ok(Self { terminal, hold, view: View::new(theme) })
    }

    /// Columns and rows.
    pub fn size() -> io::Result<(u16, u16)> {
        crossterm::terminal::size()
    }

    /// Draws the state: one synchronized update, one write.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn draw(&mut self, state: &State) -> io::Result<()> {
        self.hold.set(true);
        let drawn = self.held_draw(state);
        self.hold.set(false);
        drawn.and_then(|()| self.terminal.backend_mut().flush())
    }

    fn held_draw(&mut self, state: &State) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        let view = &mut self.view;
        self.terminal.draw(|frame| view.draw(state, frame))?;
        queue!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Forgets what is on the terminal, so that the next draw writes everything.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn forget(&mut self) -> io::Result<()> {
        // `Terminal::clear` would ask the terminal where its cursor is, and wait for the answer.
        queue!(self.terminal.backend_mut(), Clear(ClearType::All))?;
        self.terminal.swap_buffers();
        Ok(())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// Gives the terminal back. Errors are left alone: there is nobody to tell and nothing more to try.
pub fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let _ = execute!(
            io::stdout(),
            EndSynchronizedUpdate,
            DisableBracketedPaste,
            LeaveAlternateScreen,
            Show
        );
        let _ = disable_raw_mode();
    }
}
