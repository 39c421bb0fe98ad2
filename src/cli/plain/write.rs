//! Writing the rationale line by line, in the bench's own editor: each line is on its way to the disk before the next
//! one is read.

use std::io;

use super::{Talk, plain};
use crate::{
    app::{
        Action, Event, Scope,
        outside::{Returned, given, returned},
    },
    domain::words::counted,
};

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
        let words = counted(self.text().split_whitespace().count(), "word");
        self.say(&format!("{words}; rationale shows them"))
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
        let taken = match &new {
            Some(line) => [&lines[..at], &[line.as_str()], &lines[at + 1..]].concat(),
            None => [&lines[..at], &lines[at + 1..]].concat(),
        };
        self.put(&taken.join("\n"));
        self.press(Action::Back);
        self.say_rationale()
    }

    /// Undoes the last change.
    pub(super) fn undo(&mut self) -> io::Result<()> {
        self.press(Action::Edit);
        if self.state().scope() != Scope::Editor {
            return Ok(());
        }
        self.press(Action::Undo);
        self.press(Action::Back);
        self.say_rationale()
    }

    /// Another text in the place of the whole, as one edit: the way of a text that comes back from an editor.
    fn put(&mut self, text: &str) {
        let bench = self.state().bench.as_ref();
        let Some((number, item)) = bench
            .and_then(|bench| bench.current_item().map(|item| (bench.number().clone(), item.item)))
        else {
            return;
        };
        let was = self.text();
        let text = match returned(&was, given(text).into_bytes()) {
            Returned::Same => Ok(None),
            Returned::Text(text) => Ok(Some(text)),
            Returned::Unusable(why) => Err(why),
        };
        self.lines.happen(Event::EditedOutside(number, item, text));
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
