//! What the checks say, line by line; an alarm is named by its number in the whole list.

use std::io;

use super::{Talk, plain};
use crate::app::{Action, state::Overlay};

impl Talk {
    /// The list lies open: all of it is told, and it is closed.
    pub(super) fn say_checks(&mut self) -> io::Result<()> {
        let lines = self.state().bench.as_ref().map(plain::checks);
        self.press(Action::Back);
        self.say_all(&lines.unwrap_or_default())
    }

    /// Goes to an alarm, and tells it in full.
    pub(super) fn alarm(&mut self, which: &str) -> io::Result<()> {
        let Some(at) = self.alarm_at(which)? else { return Ok(()) };
        let said = self.state().bench.as_ref().map(|bench| plain::alarm(bench, at));
        self.stand_on(at);
        self.press(Action::Open);
        self.say_all(&said.unwrap_or_default())
    }

    /// Lets an alarm stand; what follows its number is the reason, and without one it is asked for.
    pub(super) fn dismiss(&mut self, rest: &str) -> io::Result<()> {
        let (which, reason) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        self.on_alarm(which, Action::Dismiss)?;
        self.answer(reason);
        Ok(())
    }

    /// An act on the alarm with this number.
    pub(super) fn on_alarm(&mut self, which: &str, action: Action) -> io::Result<()> {
        let Some(at) = self.alarm_at(which)? else { return Ok(()) };
        self.stand_on(at);
        self.press(action);
        Ok(())
    }

    fn alarm_at(&self, which: &str) -> io::Result<Option<usize>> {
        let all = self.state().bench.as_ref().map_or(0, |bench| bench.alarms.listed(true).len());
        self.number(which, all, "line of checks")
    }

    /// Opens the list, all of it, on this alarm.
    fn stand_on(&mut self, at: usize) {
        self.press(Action::Checks);
        if matches!(self.state().overlay, Some(Overlay::Checks { dismissed: false, .. })) {
            self.press(Action::ShowDismissed);
        }
        self.go_to(at);
    }
}
