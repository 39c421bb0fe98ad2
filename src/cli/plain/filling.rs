//! A finding of the reviewer's own, field by field.

use std::io;

use super::{Talk, plain};
use crate::app::{
    Action, Event,
    form::{Field, MAX_FIELD},
};

impl Talk {
    /// Puts a text into a field in the place of what it holds; without one, the field is told.
    pub(super) fn fill(&mut self, field: Field, text: &str) -> io::Result<()> {
        if text.len() > MAX_FIELD {
            return self.say(&format!("a field has room for {} KB", MAX_FIELD / 1024));
        }
        if !self.go_to_field(field)? {
            return Ok(());
        }
        if !text.is_empty() {
            self.press(Action::DeleteToLineStart);
            self.lines.happen(Event::Paste(text.to_owned()));
        }
        self.say_all(&plain::form::field(self.state()))
    }

    /// Takes out what a field holds.
    pub(super) fn empty(&mut self, name: &str) -> io::Result<()> {
        if self.go_to_named(name)? {
            self.press(Action::DeleteToLineStart);
            return self.say_all(&plain::form::field(self.state()));
        }
        Ok(())
    }

    /// The words that fit a field; without a name, the one that was filled in last.
    pub(super) fn fitting(&mut self, name: &str) -> io::Result<()> {
        if !name.is_empty() && !self.go_to_named(name)? {
            return Ok(());
        }
        self.say_all(&plain::form::fitting(self.state()))
    }

    /// What is wrong with it, when that is new.
    pub(super) fn tell_faults(&mut self) -> io::Result<()> {
        let faults = plain::form::wrong(self.state());
        if faults != self.faults {
            self.say_all(&faults)?;
            self.faults = faults;
        }
        Ok(())
    }

    /// False when there is no such field, which is said.
    fn go_to_named(&mut self, name: &str) -> io::Result<bool> {
        match name.parse::<Field>() {
            Ok(field) => self.go_to_field(field),
            Err(why) => self.say(&why).map(|()| false),
        }
    }

    /// False when the form does not have the field, which is said.
    fn go_to_field(&mut self, field: Field) -> io::Result<bool> {
        let form = self.state().bench.as_ref().and_then(|bench| bench.desk.form.as_ref());
        let place = form
            .and_then(|form| Some((form.at, form.fields.iter().position(|(f, _)| *f == field)?)));
        let Some((at, to)) = place else {
            return self.say(&format!("`{field}` belongs to a correction alone")).map(|()| false);
        };
        let step = if to < at { Action::Up } else { Action::Down };
        (0..to.abs_diff(at)).for_each(|_| self.press(step));
        Ok(true)
    }
}
