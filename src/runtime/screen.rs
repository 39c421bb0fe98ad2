//! The terminal while the bench is open: taken on start, given back on every way out.

use std::{
    io::{self, Write},
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use crossterm::{
    cursor::Show,
    event::{DisableBracketedPaste, EnableBracketedPaste},
    queue,
    terminal::{
        BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
        LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
    },
};
use ratatui::{Terminal, backend::CrosstermBackend};
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::writer::{FrameWriter, Hold, terminal};
use crate::{
    app::State,
    ui::{Theme, View},
};

/// True while the terminal is ours: restoring twice would disturb the shell's screen.
static TAKEN: AtomicBool = AtomicBool::new(false);
/// How long a terminal that takes no bytes is waited for when it is given back.
const PATIENCE: Duration = Duration::from_millis(300);

/// The terminal, drawn by one view.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<FrameWriter>>,
    hold: Hold,
    view: View,
}

impl Screen {
    /// Takes the terminal.
    ///
    /// # Errors
    /// When there is no terminal, or it refuses.
    pub fn take(theme: Theme) -> io::Result<Self> {
        take()?;
        let hold = Hold::default();
        let writer = FrameWriter::new(hold.clone()).inspect_err(|_| give_back())?;
        let terminal = Terminal::new(CrosstermBackend::new(writer)).inspect_err(|_| give_back())?;
        Ok(Self { terminal, hold, view: View::new(theme) })
    }

    /// Takes the terminal again, after the shell had it.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn retake(&mut self) -> io::Result<()> {
        give_back();
        take()?;
        self.forget()
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

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    let mut bytes = Vec::new();
    queue!(bytes, EnterAlternateScreen, EnableBracketedPaste)
        .and_then(|()| terminal()?.write_all(&bytes))
        .inspect_err(|_| give_back())
}

/// Gives the terminal back, from whatever thread. Errors are left alone: there is nobody to tell and nothing more to
/// try. A terminal that takes no bytes is not waited for.
pub fn give_back() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut bytes = Vec::new();
    let _ = queue!(bytes, EndSynchronizedUpdate, DisableBracketedPaste, LeaveAlternateScreen, Show);
    if let Ok(mut terminal) = terminal()
        && takes_bytes(&terminal)
    {
        let _ = terminal.write_all(&bytes);
    }
    let _ = disable_raw_mode();
}

fn takes_bytes(terminal: &std::fs::File) -> bool {
    let limit = Timespec::try_from(PATIENCE).ok();
    let mut asked = [PollFd::new(terminal, PollFlags::OUT)];
    poll(&mut asked, limit.as_ref()).is_ok_and(|ready| ready > 0)
}
