//! From the queue to a case, and on to the next.

use std::io;

use super::{Talk, plain};
use crate::{
    app::{Action, Event, State, bench::Bench},
    domain::case::CaseNumber,
};

impl Talk {
    pub(super) fn list(&mut self, filter: &str) -> io::Result<()> {
        if let Some(fault) = self.filter(filter) {
            return self.say(&fault);
        }
        self.say_queue()
    }

    /// Tells the queue; the numbers of its rows are these until it is told again.
    pub(super) fn say_queue(&mut self) -> io::Result<()> {
        let lines = plain::queue(self.state());
        self.listed = self.state().queue.shown().map(|row| row.number).collect();
        self.say_all(&lines)
    }

    pub(super) fn say_findings(&mut self, words: &str) -> io::Result<()> {
        let Some(bench) = &self.state().bench else { return Ok(()) };
        let lines = plain::findings(bench, words);
        self.findings = ids(bench);
        self.say_all(&lines)
    }

    /// Place of a finding by its number as it was last told; before that, as it stands there.
    pub(super) fn finding_at(&self, which: &str) -> io::Result<Option<usize>> {
        let Some(bench) = &self.state().bench else { return Ok(None) };
        let now = ids(bench);
        let told = if self.findings.is_empty() { &now } else { &self.findings };
        let Some(at) = self.number(which, told.len(), "finding")? else { return Ok(None) };
        let there = now.iter().position(|id| *id == told[at]);
        if there.is_none() {
            self.say(&format!("finding {} is here no more; findings tells them", told[at]))?;
        }
        Ok(there)
    }

    /// Sets the filter of the queue; none shows all cases. Gives back what is wrong with it: the one before then stays.
    fn filter(&mut self, words: &str) -> Option<String> {
        self.press(Action::Filter);
        self.state().prompt.as_ref()?;
        self.press(Action::DeleteToLineStart);
        if !words.is_empty() {
            self.lines.happen(Event::Paste(words.to_owned()));
        }
        self.press(Action::Submit);
        let fault = self.state().queue.fault.clone()?;
        self.press(Action::Back);
        Some(format!("the filter is wrong at column {}: {fault}", fault.at + 1))
    }

    /// Opens a case by its own number or by that of its row. A number that is both names the case: every row tells
    /// the name of its case, so each stays within reach.
    pub(super) fn open(&mut self, which: &str) -> io::Result<()> {
        let number: Option<CaseNumber> = which.parse().ok();
        let named = number.is_some_and(|number| self.state().queue.row(&number).is_some());
        if !named && which.chars().all(|c| c.is_ascii_digit()) {
            if self.listed.is_empty() {
                self.listed = self.state().queue.shown().map(|row| row.number).collect();
            }
            let all = self.listed.len();
            let Some(at) = self.number(which, all, "row of the list")? else { return Ok(()) };
            let number = self.listed[at].to_string();
            self.open_named(&number)
        } else {
            self.open_named(which)
        }
    }

    fn open_named(&mut self, which: &str) -> io::Result<()> {
        let number: Option<CaseNumber> = which.parse().ok();
        let named = |state: &State| state.queue.place_of(number.as_ref()?);
        if named(self.state()).is_none() {
            self.filter("");
        }
        let Some(at) = named(self.state()) else {
            return self.say(&format!("there is no case {which} in the queue; list shows all"));
        };
        self.go_to(at);
        self.press(Action::Open);
        Ok(())
    }

    /// From a case to the next one; from the queue to the case under its cursor, and when that is not open, to the
    /// next one after it.
    pub(super) fn next(&mut self) {
        if self.state().bench.is_some() {
            self.press(Action::NextCase);
            return;
        }
        let stands_on_open = |state: &State| state.queue.current().is_some_and(|row| row.is_open());
        if !stands_on_open(self.state()) {
            // Where there is none it is said why.
            self.press(Action::NextCase);
        }
        if stands_on_open(self.state()) {
            self.press(Action::Open);
        }
    }
}

fn ids(bench: &Bench) -> Vec<String> {
    bench.listed.iter().map(|listed| listed.finding.id.clone()).collect()
}
