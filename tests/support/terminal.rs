//! The terminal's side of a [`Pty`](super::pty::Pty): what the program wrote, as bytes and as a
//! screen, and a way to wait for it.
//!
//! One lock and one condition hold all that can change (output, the end of the program, input that
//! is still on its way), so a wait sleeps until something happened and looks again: no test polls,
//! and no test sleeps and hopes.

use std::io::Read;
use std::num::NonZeroU16;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use nix::sys::signal::Signal;

/// How the program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    Code(i32),
    Signal(Signal),
}

pub struct State {
    pub parser: vt100::Parser<Answers>,
    pub raw: Vec<u8>,
    pub exit: Option<Exit>,
    /// No more output can come.
    pub closed: bool,
    /// The test hangs up: the reader has to let go of the terminal.
    pub hanging_up: bool,
    /// Bytes that were sent and that the terminal has not accepted yet.
    pub unsent: usize,
    /// How much the program had written when input was last sent.
    pub raw_when_sent: usize,
    pub changed_at: Instant,
    /// Bytes a second that the line carries; `None`: as many as come.
    pub rate: Option<u32>,
}

pub struct Terminal {
    state: Mutex<State>,
    changed: Condvar,
}

impl Terminal {
    pub fn new(cols: u16, rows: u16) -> Arc<Self> {
        let (cols, rows) = size(cols, rows);
        let state = State {
            parser: vt100::Parser::new_with_callbacks(rows, cols, 0, Answers::default()),
            raw: Vec::new(),
            exit: None,
            closed: false,
            hanging_up: false,
            unsent: 0,
            raw_when_sent: 0,
            changed_at: Instant::now(),
            rate: None,
        };
        Arc::new(Self { state: Mutex::new(state), changed: Condvar::new() })
    }

    /// The state for a look. A test that failed while it held the lock must not make the others
    /// fail for that reason.
    pub fn look(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let mut state = self.look();
        let result = change(&mut state);
        state.changed_at = Instant::now();
        self.changed.notify_all();
        result
    }

    /// Waits until `done` gives something, at most until `deadline`.
    pub fn wait<T>(
        &self,
        deadline: Instant,
        mut done: impl FnMut(&State) -> Option<T>,
    ) -> Result<T, MutexGuard<'_, State>> {
        let mut state = self.look();
        loop {
            if let Some(result) = done(&state) {
                return Ok(result);
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(state);
            }
            let woken = self.changed.wait_timeout(state, left);
            state = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Reads all that the program writes, answers what it asks of a terminal, and ends with it.
    pub fn read_all(&self, mut output: impl Read, answers: &Sender<Vec<u8>>) {
        let mut buffer = [0; 8192];
        loop {
            let rate = self.look().rate;
            // A slow line brings little at a time.
            let most = rate.map_or(buffer.len(), |rate| rate as usize / 100);
            let count = output.read(&mut buffer[..most]).unwrap_or(0);
            if let Some(rate) = rate {
                let carried = u32::try_from(count).expect("less than the buffer");
                std::thread::sleep(Duration::from_secs(1) * carried / rate);
            }
            let ended = self.change(|state| {
                if count == 0 || state.hanging_up {
                    state.closed = true;
                    return true;
                }
                state.raw.extend_from_slice(&buffer[..count]);
                state.parser.process(&buffer[..count]);
                let answer = std::mem::take(&mut state.parser.callbacks_mut().pending);
                if !answer.is_empty() {
                    state.unsent += answer.len();
                    let _ = answers.send(answer);
                }
                false
            });
            if ended {
                return;
            }
        }
    }
}

impl State {
    pub fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// Whether the screen is half drawn, which a user never sees: a terminal that knows
    /// synchronized updates shows the frame when it is complete.
    pub fn mid_frame(&self) -> bool {
        self.parser.callbacks().in_frame && !self.closed
    }

    /// The screen and everything else that explains a failure.
    pub fn picture(&self) -> String {
        let screen = self.screen();
        let (rows, cols) = screen.size();
        let (row, col) = screen.cursor_position();
        let hidden = if screen.hide_cursor() { ", hidden" } else { "" };
        let frame = if self.mid_frame() { ", a synchronized update is left open" } else { "" };
        let alternate = if screen.alternate_screen() { ", alternate screen" } else { "" };
        let program = match self.exit {
            None => "the program runs".to_owned(),
            Some(exit) => format!("the program has ended: {exit:?}"),
        };
        let line = "─".repeat(usize::from(cols.get()));
        let mut text = format!(
            "{program}; {cols}x{rows}{alternate}{frame}; cursor at row {row}, column {col}{hidden}\n┌{line}\n"
        );
        for content in screen_rows(screen) {
            text.push_str(&format!("│{content}\n"));
        }
        text.push_str(&format!("└{line}"));
        text
    }
}

/// The rows of a screen as a reader sees them, without the blanks at their ends.
pub fn screen_rows(screen: &vt100::Screen) -> Vec<String> {
    let (_, cols) = screen.size();
    screen.rows(0, cols.get()).map(|row| row.trim_end().to_owned()).collect()
}

/// The rows in one text, without the empty ones at the end.
pub fn screen_text(screen: &vt100::Screen) -> String {
    screen_rows(screen).join("\n").trim_end().to_owned()
}

pub fn size(cols: u16, rows: u16) -> (NonZeroU16, NonZeroU16) {
    let size = |number| NonZeroU16::new(number).expect("a terminal has rows and columns");
    (size(cols), size(rows))
}

pub fn deadline(timeout: Duration) -> Instant {
    Instant::now() + timeout
}

/// What a terminal answers by itself, and what `vt100` does not keep. Without an answer to "where is
/// the cursor?" a ratatui program fails in `Terminal::clear` after two seconds.
#[derive(Default)]
pub struct Answers {
    pending: Vec<u8>,
    in_frame: bool,
}

impl vt100::Callbacks for Answers {
    fn unhandled_csi(
        &mut self,
        screen: &mut vt100::Screen,
        mark: Option<u8>,
        _: Option<u8>,
        params: &[&[u16]],
        letter: char,
    ) {
        let first = params.first().and_then(|param| param.first()).copied();
        match (mark, first, letter) {
            (Some(b'?'), Some(2026), 'h' | 'l') => self.in_frame = letter == 'h',
            (None, Some(5), 'n') => self.pending.extend(b"\x1b[0n"),
            (None, Some(6), 'n') => {
                let (row, col) = screen.cursor_position();
                self.pending.extend(format!("\x1b[{};{}R", row + 1, col + 1).bytes());
            }
            (None, None | Some(0), 'c') => self.pending.extend(b"\x1b[?1;2c"),
            _ => {}
        }
    }
}
