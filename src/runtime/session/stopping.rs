//! Ctrl-Z: the job is stopped, and goes on.

use std::{
    io,
    time::{Duration, Instant},
};

use super::{Heard, Session};
use crate::{
    app::Event,
    runtime::{
        last_words,
        screen::{self, Screen},
        signals::PATIENCE,
    },
};

/// After this long without having been stopped there was no shell to stop for.
const STOPPED: Duration = Duration::from_millis(300);

impl Session {
    /// Stops the whole job, as Ctrl-Z does in a shell: the draft on the disk, nothing half-written, the terminal
    /// given back. Comes back when the job goes on; a session without a shell is not stopped, and says so.
    pub(super) fn suspend(&mut self) -> io::Result<Option<Event>> {
        if self.state.restricted {
            return Ok(None);
        }
        let journal = self.hands.journal.clone();
        let quiet = journal.pause(PATIENCE);
        screen::give_back();
        if let Err(why) = &quiet {
            last_words::say(&format!("imr: the draft is not on disk: {why}; fg comes back to it"));
        }
        let stopped = rustix::process::kill_current_process_group(rustix::process::Signal::TSTP);
        let begun = Instant::now();
        let mut missed = Vec::new();
        let continued = stopped.is_ok()
            && loop {
                match self.ears.said_within(STOPPED.saturating_sub(begun.elapsed())) {
                    Some(Heard::Continued) => break true,
                    Some(other) => missed.push(other),
                    None => break false,
                }
            };
        drop(quiet);
        self.come_back()?;
        for heard in missed {
            self.hear(heard)?;
        }
        Ok((!continued).then_some(Event::NotSuspended))
    }

    /// Takes the terminal again and draws everything, in the size that it has now.
    pub(super) fn come_back(&mut self) -> io::Result<()> {
        self.screen.retake()?;
        let (columns, rows) = Screen::size()?;
        self.happen(Event::Resize(columns, rows))
    }
}
