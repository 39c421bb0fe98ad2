//! The terminal while the bench is open: taken on start, given back on every way out.

use std::{
    fs::File,
    io::{self, Write},
    os::fd::AsFd,
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

use crossterm::{
    cursor::Show,
    event::{DisableBracketedPaste, EnableBracketedPaste},
    queue,
    style::Print,
    terminal::{
        EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
        enable_raw_mode,
    },
};
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::{
    canvas::Canvas,
    cast::Cast,
    pace::{Pace, SMALL},
};
use crate::{
    app::{State, layout::Spot},
    ui::Theme,
};

/// True while the terminal is ours: restoring twice would disturb the shell's screen.
static TAKEN: AtomicBool = AtomicBool::new(false);
/// Style and scroll region as they were. Not the library's own: it leaves colours out when `NO_COLOR` is set.
const PLAIN: &str = "\x1b[m\x1b[r";
/// Buttons and wheel, not every movement of the mouse, as the library would ask for.
const MOUSE: &str = "\x1b[?1000h\x1b[?1006h";
const NO_MOUSE: &str = "\x1b[?1006l\x1b[?1000l";
/// How long a terminal that takes no bytes is waited for when it is given back.
const PATIENCE: Duration = Duration::from_millis(300);

/// A terminal that takes no bytes is looked at again so soon, and for so long before a frame waits for it.
const LOOK: Duration = Duration::from_millis(10);
const STUCK: Duration = Duration::from_secs(1);

/// The terminal, drawn by one view.
pub struct Screen {
    canvas: Canvas,
    out: Tee,
    pace: Pace,
    /// Since when the next frame is kept back.
    kept_back: Option<Instant>,
    mouse: bool,
}

impl Screen {
    /// Takes the terminal.
    ///
    /// # Errors
    /// When there is no terminal, or it refuses.
    pub fn take(theme: Theme, synchronized: bool, mouse: bool) -> io::Result<Self> {
        take(mouse)?;
        let prepared = || {
            let canvas = Canvas::new(theme, Self::size()?, synchronized);
            let pace = Pace::default();
            let out = Tee { terminal: terminal()?, cast: None };
            Ok(Self { canvas, out, pace, kept_back: None, mouse })
        };
        prepared().inspect_err(|_| give_back())
    }

    /// From now on what is shown is recorded.
    pub fn record(&mut self, cast: Cast) {
        self.out.cast = Some(cast);
    }

    /// Takes the terminal again, after the shell had it.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn retake(&mut self) -> io::Result<()> {
        give_back();
        take(self.mouse)?;
        self.forget();
        Ok(())
    }

    /// Columns and rows.
    pub fn size() -> io::Result<(u16, u16)> {
        crossterm::terminal::size()
    }

    /// How long input is to be taken in before another frame, when the line is behind.
    pub fn behind(&mut self) -> Option<Duration> {
        let now = Instant::now();
        let wait = match self.pace.wait(now) {
            None if takes_bytes(&self.out.terminal, Duration::ZERO) => return None,
            None => LOOK,
            Some(wait) => wait,
        };
        let since = *self.kept_back.get_or_insert(now);
        (now.saturating_duration_since(since) < STUCK).then_some(wait)
    }

    /// Draws the state though the line is behind, if few bytes show it and the terminal takes them; false otherwise.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn draw_small(&mut self, state: &State) -> io::Result<bool> {
        if !takes_bytes(&self.out.terminal, Duration::ZERO) {
            return Ok(false);
        }
        self.fit()?;
        let Some(sent) = self.canvas.draw_at_most(SMALL, state, &mut self.out)? else {
            return Ok(false);
        };
        self.out.showed(state);
        self.kept_back = None;
        self.pace.slipped(sent, Instant::now());
        Ok(true)
    }

    /// Asked at each frame: the signal of a new size may come after the frame that must fit it.
    fn fit(&mut self) -> io::Result<()> {
        let size = rustix::termios::tcgetwinsize(&self.out.terminal)?;
        let size = (size.ws_col, size.ws_row);
        self.canvas.resize(size);
        if let Some(cast) = &mut self.out.cast {
            cast.resized(size);
        }
        Ok(())
    }

    /// Draws the state: one synchronized update, one write; nothing when nothing has changed.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn draw(&mut self, state: &State) -> io::Result<()> {
        self.fit()?;
        let sent = self.canvas.draw(state, &mut self.out)?;
        self.out.showed(state);
        let waited = self.kept_back.take().is_some();
        if sent > 0 {
            self.pace.sent(sent, waited, Instant::now());
        }
        Ok(())
    }

    /// The entry of a list that was drawn on a row of the screen.
    pub fn entry_at(&self, spot: Spot, y: u16) -> Option<usize> {
        self.canvas.entry_at(spot, y)
    }

    /// Forgets what is on the terminal, so that the next draw writes everything.
    pub fn forget(&mut self) {
        self.canvas.forget();
    }
}

/// The terminal, and beside it the recording.
struct Tee {
    terminal: File,
    cast: Option<Cast>,
}

impl Tee {
    fn showed(&mut self, state: &State) {
        if let Some(cast) = &mut self.cast {
            cast.showed(state);
        }
    }
}

impl Write for Tee {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes)?;
        Ok(bytes.len())
    }

    /// A frame as a whole: its characters are never cut.
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.terminal.write_all(bytes)?;
        if let Some(cast) = &mut self.cast {
            cast.wrote(bytes);
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.terminal.flush()
    }
}

/// The terminal as a file of its own: whoever gives it back must not wait for the lock that a thread holds while it
/// is stuck on a dead line.
///
/// # Errors
/// When the system has no file left.
pub fn terminal() -> io::Result<File> {
    Ok(File::from(io::stdout().as_fd().try_clone_to_owned()?))
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

fn take(mouse: bool) -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    let mut bytes = Vec::new();
    queue!(bytes, EnterAlternateScreen, EnableBracketedPaste, Print(if mouse { MOUSE } else { "" }))
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
    let _ = queue!(
        bytes,
        EndSynchronizedUpdate,
        Print(PLAIN),
        Print(NO_MOUSE),
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Show
    );
    if let Ok(mut terminal) = terminal()
        && takes_bytes(&terminal, PATIENCE)
    {
        let _ = terminal.write_all(&bytes);
    }
    let _ = disable_raw_mode();
}

fn takes_bytes(terminal: &File, patience: Duration) -> bool {
    let limit = Timespec::try_from(patience).ok();
    let mut asked = [PollFd::new(terminal, PollFlags::OUT)];
    poll(&mut asked, limit.as_ref()).is_ok_and(|ready| ready > 0)
}
