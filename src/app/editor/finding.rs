//! What is found in the text: words that are searched, blanks that are to be filled.

use std::ops::Range;

use super::{Caret, Editor};
use crate::domain::blanks::blanks;

/// Which of how many places the caret came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub nth: usize,
    pub of: usize,
}

impl Editor {
    /// Lights every place that holds these words, whatever their case; no words put the light out.
    pub fn light(&mut self, words: &str) {
        let words: Vec<String> = words.split_whitespace().map(plain).collect();
        let pattern =
            if words.is_empty() { String::new() } else { format!("(?i){}", words.join(r"\s+")) };
        // Plain words always make a pattern, unless they are longer than one may be: then nothing is lit.
        if self.area.set_search_pattern(pattern).is_err() {
            let _ = self.area.set_search_pattern("");
        }
    }

    pub fn is_lit(&self) -> bool {
        self.area.search_pattern().is_some()
    }

    /// Goes to the next place that is lit, round the end; `here` counts the one at the caret too. `None`: there is none.
    pub fn find(&mut self, back: bool, here: bool) -> Option<Place> {
        self.settle();
        self.area.cancel_selection();
        self.goal = None;
        let found = if back { self.area.search_back(here) } else { self.area.search_forward(here) };
        let places: Vec<Caret> = self.lit_places();
        let nth = places.iter().position(|p| *p == self.caret())?;
        found.then_some(Place { nth: nth + 1, of: places.len() })
    }

    fn lit_places(&self) -> Vec<Caret> {
        let of_line = |(line, text): (usize, &String)| {
            let column = |at: usize| text[..at].chars().count();
            self.lit(text).iter().map(|r| (line, column(r.start))).collect::<Vec<_>>()
        };
        self.lines().iter().enumerate().flat_map(of_line).collect()
    }

    /// What is lit of a line, in bytes.
    pub fn lit(&self, line: &str) -> Vec<Range<usize>> {
        self.area.search_pattern().map_or_else(Vec::new, |p| {
            p.find_iter(line).map(|m| m.range()).filter(|r| !r.is_empty()).collect()
        })
    }

    /// Selects the next blank of the text, or the one before, round the end; false when there is none.
    pub fn select_blank(&mut self, back: bool) -> bool {
        self.settle();
        let found = self.blanks();
        let caret = self.caret();
        // The one at the caret counts until it is selected.
        let chosen = self.selection().map(|(from, _)| from);
        let next = if back {
            found.iter().rev().find(|(from, _)| *from < chosen.unwrap_or(caret)).or(found.last())
        } else {
            let is_next = |from| chosen.map_or(from >= caret, |chosen| from > chosen);
            found.iter().find(|(from, _)| is_next(*from)).or(found.first())
        };
        let Some((from, to)) = next.copied() else { return false };
        // From its end to its start: the caret stands where the words will begin.
        self.go(to);
        self.area.start_selection();
        self.reach(from);
        self.goal = None;
        true
    }

    /// Inserts clean text as one edit; selects its first blank, when it has one.
    pub fn insert_with_blanks(&mut self, text: &str) {
        self.settle();
        let from = self.selection().map_or_else(|| self.caret(), |(from, _)| from);
        self.insert(text);
        if !blanks(text).is_empty() {
            self.go(from);
            self.select_blank(false);
        }
    }

    /// Nothing is selected and nothing is lit any more.
    pub fn calm(&mut self) {
        self.area.cancel_selection();
        self.light("");
    }

    fn blanks(&self) -> Vec<(Caret, Caret)> {
        let of_line = |(line, text): (usize, &String)| {
            let place = |at: usize| (line, text[..at].chars().count());
            blanks(text).iter().map(|b| (place(b.start), place(b.end))).collect::<Vec<_>>()
        };
        self.lines().iter().enumerate().flat_map(of_line).collect()
    }
}

/// A word as a pattern that finds just this word.
fn plain(word: &str) -> String {
    let mut pattern = String::with_capacity(word.len());
    for c in word.chars() {
        if r"\.+*?()|[]{}^$#&-~".contains(c) {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}
