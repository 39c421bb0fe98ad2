//! What the bench has said: the newest stands in the status line, the last hundred in a list.

use std::collections::VecDeque;

use jiff::civil::DateTime;

use super::state::{Notice, State};
use crate::domain::problem::Problem;

/// Most messages that are kept.
const MOST: usize = 100;

/// One message, with its moment in the organization's local time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub at: DateTime,
    pub notice: Notice,
}

impl State {
    /// Says something in the status line.
    pub fn say(&mut self, text: impl Into<String>) {
        self.tell(Notice { text: text.into(), grave: false });
    }

    /// Says something that must not be missed.
    pub fn warn(&mut self, text: impl Into<String>) {
        self.tell(Notice { text: text.into(), grave: true });
    }

    fn tell(&mut self, notice: Notice) {
        self.note(notice.clone());
        self.notice = Some(notice);
    }

    /// Keeps a message for the list alone. The same one said again and again stands there once.
    fn note(&mut self, notice: Notice) {
        if self.messages.back().is_some_and(|last| last.notice == notice) {
            self.messages.pop_back();
        }
        self.messages.push_back(Message { at: self.now, notice });
        if self.messages.len() > MOST {
            self.messages.pop_front();
        }
    }

    /// Tells the mistakes of the settings: all in the list, shortly in the status line.
    pub fn tell_mistakes(&mut self, problems: &[Problem]) {
        for problem in problems {
            self.note(Notice { text: problem.to_string(), grave: true });
        }
        match problems {
            [] => {}
            [one] => self.warn(format!("left out of the settings: {one}")),
            [first, rest @ ..] => self.warn(format!(
                "{} mistakes in the settings, left out; `:messages` lists them: {first}",
                rest.len() + 1
            )),
        }
    }
}

/// The messages, newest last.
pub type Messages = VecDeque<Message>;

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{app::Keymap, domain::testing::sample_library};

    #[test]
    fn the_last_hundred_are_kept_and_a_repeated_one_stands_once() {
        let library = Arc::new(sample_library());
        let now = "2026-11-22T09:00".parse().unwrap();
        let mut state = State::new(library, Arc::new(Keymap::default()), (80, 24), now);
        for n in 0..150 {
            state.say(format!("message {n}"));
            state.say(format!("message {n}"));
        }
        assert_eq!(state.messages.len(), MOST);
        assert_eq!(state.messages[0].notice.text, "message 50");
        state.tell_mistakes(&[Problem::new("one"), Problem::new("two")]);
        assert_eq!(state.messages.len(), MOST);
        assert!(state.notice.unwrap().text.starts_with("2 mistakes in the settings"));
        assert_eq!(state.messages[MOST - 2].notice.text, "two");
    }
}
