//! Waiting for what a program shows, each time with a deadline and a condition.

use std::fs::{File, OpenOptions};
use std::os::fd::AsFd;
use std::os::unix::fs::OpenOptionsExt;
use std::time::{Duration, Instant};

use nix::fcntl::OFlag;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

use super::super::terminal::{State, deadline, screen_text};
use super::{Pty, patience};

impl Pty {
    /// Waits until the screen is as it should be.
    #[track_caller]
    pub fn wait_for(&self, condition: impl FnMut(&vt100::Screen) -> bool, timeout: Duration) {
        self.try_wait_for("the screen to be as it should be", condition, timeout)
            .unwrap_or_else(|failure| panic!("{failure}"));
    }

    /// Waits until the text stands on the screen, in one row or, with line ends, in several.
    #[track_caller]
    pub fn wait_for_text(&self, text: &str) {
        let shown = |screen: &vt100::Screen| screen_text(screen).contains(text);
        self.try_wait_for(&format!("the text {text:?}"), shown, patience())
            .unwrap_or_else(|failure| panic!("{failure}"));
    }

    /// Waits until the text stands nowhere on the screen.
    #[track_caller]
    pub fn wait_until_gone(&self, text: &str) {
        let gone = |screen: &vt100::Screen| !screen_text(screen).contains(text);
        self.try_wait_for(&format!("the text {text:?} to go"), gone, patience())
            .unwrap_or_else(|failure| panic!("{failure}"));
    }

    /// As [`Self::wait_for`], for who wants to say more about a failure. It does not look at half a
    /// frame, and it gives up early when no more output can come.
    pub fn try_wait_for(
        &self,
        what: &str,
        mut condition: impl FnMut(&vt100::Screen) -> bool,
        timeout: Duration,
    ) -> Result<(), String> {
        let since = Instant::now();
        let mut look = |state: &State| match !state.mid_frame() && condition(state.screen()) {
            true => Some(Ok(())),
            false if state.closed && state.exit.is_some() => Some(Err(state.picture())),
            false => None,
        };
        let failed = match self.terminal.wait(deadline(timeout), &mut look) {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(picture)) => picture,
            Err(state) => state.picture(),
        };
        Err(format!("waited {:.1?} in vain for {what}; {failed}", since.elapsed()))
    }

    /// Waits until the program has read all that was sent, and tells whether it has.
    pub fn wait_until_taken(&self, timeout: Duration) -> bool {
        let deadline = deadline(timeout);
        let sent = |state: &State| (state.unsent == 0 || state.closed).then_some(());
        if self.terminal.wait(deadline, sent).is_err() {
            return false;
        }
        let Some(line) = self.program_side() else { return true };
        // The kernel tells nobody that a program has read its input, so this one wait looks again
        // and again.
        while let Ok(1) =
            poll(&mut [PollFd::new(line.as_fd(), PollFlags::POLLIN)], PollTimeout::ZERO)
        {
            if Instant::now() > deadline || self.terminal.look().exit.is_some() {
                return false;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        true
    }

    /// Waits until the program has written something since it was last sent anything, at most for
    /// `most`, and tells whether it has. To have read its input is less: a shell reads ahead.
    pub fn wait_for_reaction(&self, most: Duration) -> bool {
        let reacted = |state: &State| state.closed || state.raw.len() > state.raw_when_sent;
        self.terminal.wait(deadline(most), |state| reacted(state).then_some(())).is_ok()
    }

    /// Waits until the program has read its input and has written nothing for `quiet`, at most for
    /// `most`. For pictures, where nothing on the screen says that it is complete.
    pub fn settle(&self, quiet: Duration, most: Duration) {
        let deadline = deadline(most);
        self.wait_until_taken(most);
        let mut until = Instant::now() + quiet;
        while until < deadline && Instant::now() < until {
            let _ = self.terminal.wait(until, |state| state.closed.then_some(()));
            let state = self.terminal.look();
            if state.closed {
                return;
            }
            until = state.changed_at + quiet;
        }
    }

    /// The end of the line that the program reads from and writes to.
    pub(super) fn program_side(&self) -> Option<File> {
        let name = self.master.as_ref()?.tty_name()?;
        let flags = (OFlag::O_NOCTTY | OFlag::O_NONBLOCK).bits();
        OpenOptions::new().read(true).write(true).custom_flags(flags).open(name).ok()
    }
}
