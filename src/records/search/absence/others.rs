//! What is worded like a claim and is none: a rule, a condition, a negative finding with its source, a missing reason.

use std::ops::Range;

use super::{
    super::cues::{
        BEFORE_RECORDS, EXAMINED, FILES, GUIDELINES, HERE, ONE_DOCUMENT, REASONS, SHOWN,
    },
    Sentence,
};

impl Sentence<'_> {
    /// False for a rule's own words, a condition, a quotation, an opinion.
    pub(super) fn is_meant(&self, at: usize) -> bool {
        if self.quoted.get(at) == Some(&true) {
            return false;
        }
        let mut clause = at;
        while clause > 0 && !self.gap(clause).contains([',', ';', ':', '"']) {
            clause -= 1;
        }
        let conditional = (at.saturating_sub(6).max(clause)..at).any(|i| {
            self.is(i, &["if", "unless", "when", "should"])
                || self.is(i, &["had"]) && self.is(i + 1, &["there"])
        });
        if conditional {
            return false;
        }
        // What a request leaves out is no matter of the record.
        let clear = self.records(at + 1).is_some() || self.records(at + 2).is_some();
        let of_request = (clause..at).any(|i| self.is(i, &["request", "requested", "requests"]));
        if of_request && !clear {
            return false;
        }
        let rule = self.words[..at].iter().rposition(|w| GUIDELINES.contains(&w.as_str()));
        let Some(rule) = rule else { return true };
        let here = (rule..at).any(|i| self.is(i, HERE));
        here || clear && rule < clause
    }

    /// True when the words before tell a negative finding with its source: `the imaging report of 3/3/15 shows no tear`,
    /// `examination revealed no weakness`. That a record as a whole shows nothing is another matter.
    pub(super) fn is_finding(&self, at: usize) -> bool {
        let Some(verb) = at.checked_sub(1).filter(|verb| self.is(*verb, SHOWN)) else {
            return false;
        };
        let mut from = verb;
        while from > 0 && !self.gap(from).contains(';') && !self.is(from - 1, &["but", "and"]) {
            from -= 1;
        }
        let subject = from..verb;
        let dated = subject.clone().any(|i| {
            self.word(i).starts_with(|c: char| c.is_ascii_digit()) || self.is(i, &["page"])
        });
        subject.clone().any(|i| self.is(i, EXAMINED)) && !subject.clone().any(|i| self.is(i, FILES))
            || dated && subject.clone().any(|i| self.is(i, ONE_DOCUMENT))
    }

    /// True when the thing is a reason: `a clear explanation why X` asks for an argument, and no search for X answers it.
    pub(super) fn is_reason(&self, thing: &Range<usize>) -> bool {
        let head = self.skip(thing.start, BEFORE_RECORDS);
        let head =
            if self.is(head, &["or", "and"]) { self.skip(head + 1, BEFORE_RECORDS) } else { head };
        head < thing.end && self.is(head, REASONS)
    }
}
