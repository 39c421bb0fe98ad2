//! Writing the rationale line by line, in the bench's own editor: each line is on its way to the disk before the next
//! one is read.

use std::io;

use super::{Talk, plain};
use crate::app::{Action, Event, Scope};

impl Talk {
    /// Adds lines at the end of the rationale.
    pub(super) fn begin_writing(&mut self) -> io::Result<()> {
        self.press(Action::Edit);
        if self.state().scope() == Scope::Editor { self.write() } else { Ok(()) }
    }

    /// Takes lines until one that is a dot, or the end of the input: on a terminal Ctrl-D.
    pub(super) fn write(&mut self) -> io::Result<()> {
        self.say("Write; a line with a single dot ends it.")?;
        self.press(Action::TextEnd);
        let mut begun = self.text().is_empty();
        while let Some(line) = self.read_after(": ")? {
            if line == "." {
                break;
            }
            if !std::mem::take(&mut begun) {
                self.press(Action::NewLine);
            }
            self.type_text(&line);
            self.lines.settle();
            if self.state().notice != self.told
                && let Some(notice) = self.state().notice.clone()
            {
                self.say(&notice.text)?;
                self.told = Some(notice);
            }
        }
        self.press(Action::Back);
        let words = self.text().split_whitespace().count();
        self.say(&format!("{words} words; rationale shows them"))
    }

    /// Takes a line out, or puts the next line that is typed into its place.
    pub(super) fn replace(&mut self, which: &str, anew: bool) -> io::Result<()> {
        let text = self.text();
        let lines: Vec<&str> = text.split('\n').collect();
        let all = if text.is_empty() { 0 } else { lines.len() };
        let Some(at) = self.number(which, all, "line of the rationale")? else { return Ok(()) };
        let new = if anew {
            self.say(lines[at])?;
            let Some(line) = self.read_after("instead: ")? else { return Ok(()) };
            Some(line)
        } else {
            None
        };
        self.press(Action::Edit);
        if self.state().scope() != Scope::Editor {
            return Ok(());
        }
        // By characters: what a line up or down is depends on how the text is wrapped.
        let before: usize = lines[..at].iter().map(|line| line.chars().count() + 1).sum();
        let mut length = lines[at].chars().count();
        self.press(Action::TextStart);
        if new.is_none() && at + 1 == all && at > 0 {
            // The last line goes with the line end before it.
            (0..before - 1).for_each(|_| self.press(Action::Right));
            length += 1;
        } else {
            (0..before).for_each(|_| self.press(Action::Right));
            length += usize::from(new.is_none() && at + 1 < all);
        }
        (0..length).for_each(|_| self.press(Action::DeleteForward));
        if let Some(line) = new {
            self.type_text(&line);
        }
        self.press(Action::Back);
        self.changed = Some((text, self.text()));
        self.say_rationale()
    }

    /// Undoes the last change; one of a whole line is several for the editor.
    pub(super) fn undo(&mut self) -> io::Result<()> {
        self.press(Action::Edit);
        if self.state().scope() != Scope::Editor {
            return Ok(());
        }
        let goal = self.changed.take().filter(|(_, after)| *after == self.text());
        loop {
            let now = self.text();
            self.press(Action::Undo);
            let text = self.text();
            if text == now || goal.as_ref().is_none_or(|(before, _)| *before == text) {
                break;
            }
        }
        self.press(Action::Back);
        self.say_rationale()
    }

    fn say_rationale(&self) -> io::Result<()> {
        let said = self.state().bench.as_ref().map(plain::rationale);
        self.say_all(&said.unwrap_or_default())
    }

    fn type_text(&mut self, line: &str) {
        if !line.is_empty() {
            self.lines.happen(Event::Paste(line.to_owned()));
        }
    }

    fn text(&self) -> String {
        self.state().bench.as_ref().map_or(String::new(), |bench| bench.editor.text())
    }
}
