//! What a session begins with, and what it shows before all rows of the queue are known.

use std::sync::Arc;

use jiff::civil::DateTime;

use super::{Keymap, State};
use crate::domain::{library::Library, problem::Problem, rows::Rows, settings::Settings};

/// What a session is given.
#[derive(Debug)]
pub struct Beginning<'a> {
    pub library: Arc<Library>,
    pub keymap: Arc<Keymap>,
    pub settings: Arc<Settings>,
    /// Id of the reviewer who sits here, as far as one is known.
    pub reviewer: Option<String>,
    /// No shell, no suspending.
    pub restricted: bool,
    /// Columns and rows, until the terminal has been asked.
    pub size: (u16, u16),
    pub now: DateTime,
    /// Mistakes in the settings; they count as not written.
    pub mistakes: &'a [Problem],
    /// Why a finalization that a crash interrupted could not be completed.
    pub unsettled: Option<&'a str>,
}

impl State {
    /// An empty queue that waits for its rows, and says what is to be said at the start.
    pub fn begin(with: Beginning<'_>) -> Self {
        let mut state = Self {
            restricted: with.restricted,
            reviewer: with.reviewer,
            settings: with.settings,
            ..Self::new(with.library, with.keymap, with.size, with.now)
        };
        state.queue.read_settings(&state.settings, &state.library.vocabulary);
        state.tell_mistakes(with.mistakes);
        if let Some(why) = with.unsettled {
            state.warn(format!("an interrupted finalization is not completed: {why}"));
        }
        state
    }

    /// This state with the first rows of a queue of so many, to be drawn while the others are read; `None` where these rows
    /// do not tell what the screen will show.
    #[must_use]
    pub fn opening(&self, first: Rows, of: usize) -> Option<Self> {
        let height = usize::from(self.size.1);
        let queue = self.queue.opening(first, of, self.reviewer.clone(), height)?;
        // Before its rows are read a state is small, and what is large in it is shared.
        Some(Self { queue, ..self.clone() })
    }
}
