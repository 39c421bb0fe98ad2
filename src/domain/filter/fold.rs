//! What a row says, case folded. The queue asks packed rows instead, see `columns`.

use crate::domain::{
    queue::CaseSummary,
    words::{CaseKind, CaseOutcome, Priority},
};

/// The words of a row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folded {
    /// Number, state and words of the case, regions, services, titles; a line each, so that no phrase spans two.
    text: String,
    number: usize,
    titles: usize,
    /// Regions, then services, as [`term`] spells them.
    terms: String,
    services: usize,
}

/// A term of the vocabulary, spelled so that `low-back` and `Low back` are one.
pub fn term(text: &str) -> String {
    text.to_lowercase().replace('-', " ")
}

impl Folded {
    pub fn of(row: &CaseSummary) -> Self {
        let mut folded = Self::default();
        folded.text = row.number.as_str().to_lowercase();
        folded.number = folded.text.len();
        let words = [
            Some(row.state.word()),
            row.kind.map(CaseKind::word),
            row.priority.map(Priority::word),
            row.outcome.map(CaseOutcome::word),
        ];
        for word in words.into_iter().flatten() {
            folded.line(word);
        }
        for region in &row.regions {
            folded.line(region);
            folded.terms.push_str(&term(region));
            folded.terms.push('\n');
        }
        folded.services = folded.terms.len();
        for service in &row.services {
            folded.line(service);
            folded.terms.push_str(&term(service));
            folded.terms.push('\n');
        }
        folded.titles = folded.text.len();
        for title in &row.items {
            folded.line(title);
        }
        folded
    }

    fn line(&mut self, text: &str) {
        self.text.push('\n');
        self.text.push_str(&text.to_lowercase());
    }

    pub fn has(&self, words: &str) -> bool {
        self.text.contains(words)
    }

    pub fn number_has(&self, part: &str) -> bool {
        self.text[..self.number].contains(part)
    }

    pub fn titles_have(&self, words: &str) -> bool {
        self.text[self.titles..].contains(words)
    }

    pub fn regions_have(&self, term: &str) -> bool {
        self.terms[..self.services].contains(term)
    }

    pub fn services_have(&self, term: &str) -> bool {
        self.terms[self.services..].contains(term)
    }
}
