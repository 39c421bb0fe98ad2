//! What the record has of something, and what was decided before: two pages of the bench, told line by line. Each has
//! words of its own until it is closed.

use std::io;

use super::{Talk, plain};
use crate::app::{Action, Event, Scope};

impl Talk {
    /// Searches for the words; without any for what the bench stands on, or it asks for them.
    pub(super) fn search(&mut self, words: &str) {
        if !words.is_empty() {
            // There the words are asked for.
            self.press(Action::ItemsPane);
        }
        self.press(Action::SearchRecord);
        self.answer(words);
    }

    /// Tells what lies open, once; it stays open for the words that belong to it.
    pub(super) fn tell_page(&mut self) -> io::Result<()> {
        let scope = self.state().scope();
        let pages = [Scope::Silence, Scope::Precedents, Scope::Form];
        let page = pages.contains(&scope).then_some(scope);
        // A reason is asked for over the page, a text is read from it: it is not told again after these.
        if page == self.page || scope == Scope::Prompt {
            return Ok(());
        }
        self.page = page;
        self.say_page()
    }

    pub(super) fn say_page(&self) -> io::Result<()> {
        self.say_all(&plain::open_page(self.state()))
    }

    /// An act on the entry with this number; `reason` answers what it asks for.
    pub(super) fn on_entry(&mut self, rest: &str, action: Action) -> io::Result<()> {
        let (which, reason) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let Some(at) = self.number(which, plain::entries(self.state()), "line of it")? else {
            return Ok(());
        };
        self.go_to(at);
        self.press(action);
        self.answer(reason);
        Ok(())
    }

    /// The rationale of a past determination, as far as it may be read; with its outcome when that is asked for.
    pub(super) fn precedent(&mut self, which: &str, outcome: bool) -> io::Result<()> {
        let all = plain::entries(self.state());
        let Some(at) = self.number(which, all, "past determination")? else { return Ok(()) };
        self.go_to(at);
        if outcome {
            self.press(Action::ShowOutcome);
        }
        self.say_all(&plain::precedent(self.state()))
    }

    /// Answers the prompt that is open, when there is something to answer with.
    pub(super) fn answer(&mut self, words: &str) {
        if self.state().scope() == Scope::Prompt && !words.trim().is_empty() {
            self.lines.happen(Event::Paste(words.trim().to_owned()));
            self.press(Action::Submit);
        }
    }
}
