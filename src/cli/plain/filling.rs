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
        if !self.go_to_field(field) {
            return self.say(&format!("`{}` belongs to a correction alone", field.word()));
        }
        if !text.is_empty() {
            self.press(Action::DeleteToLineStart);
            self.lines.happen(Event::Paste(text.to_owned()));
        }
        self.say_all(&plain::form::field(self.state()))
    }

    /// Takes out what a field holds.
    pub(super) fn empty(&mut self, name: &str) -> io::Result<()> {
        match name.parse::<Field>() {
            Ok(field) if self.go_to_field(field) => {
                self.press(Action::DeleteToLineStart);
                self.say_all(&plain::form::field(self.state()))
            }
            Ok(field) => self.say(&format!("`{field}` belongs to a correction alone")),
            Err(why) => self.say(&why),
        }
    }

    /// The words that fit a field; without a name, the one that was filled in last.
    pub(super) fn fitting(&mut self, name: &str) -> io::Result<()> {
        if !name.is_empty() {
            let field = match name.parse::<Field>() {
                Ok(field) => field,
                Err(why) => return self.say(&why),
            };
            if !self.go_to_field(field) {
                return self.say(&format!("`{name}` belongs to a correction alone"));
            }
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

    /// False when the form has no such field.
    fn go_to_field(&mut self, field: Field) -> bool {
        let form = self.state().bench.as_ref().and_then(|bench| bench.desk.form.as_ref());
        let Some(form) = form else { return false };
        let Some(to) = form.fields.iter().position(|(f, _)| *f == field) else { return false };
        let at = form.at;
        let step = if to < at { Action::Up } else { Action::Down };
        (0..to.abs_diff(at)).for_each(|_| self.press(step));
        true
    }
}
