//! The drafted sentences of the item on the bench: what they are built on, and which are out of date.

use super::bench::Bench;
use crate::{
    domain::{drafted::Drafted, library::Library, vocabulary::Vocabulary},
    rationale::draft::{Ground, Stale, outdated, stale},
};

impl Bench {
    /// What a draft of the chosen item is made of.
    pub fn ground<'a>(&'a self, vocabulary: &'a Vocabulary) -> Option<Ground<'a>> {
        Some(Ground {
            case: &self.read,
            draft: &self.draft,
            item: self.current_item()?,
            proofs: &self.proofs,
            vocabulary,
        })
    }

    /// The sentences that the tool drafted for the chosen item.
    pub fn drafted(&self) -> &[Drafted] {
        self.current_draft().map(|d| d.drafted.as_slice()).unwrap_or_default()
    }

    /// Holds the drafted sentences against what their sources say now: findings and criteria, outcome, citations,
    /// searches that are kept.
    pub fn outdate(&mut self, library: &Library) {
        let found = self.ground(&library.vocabulary).map(|g| outdated(&g, self.drafted()));
        self.outdated = found.unwrap_or_default();
        self.compared = self.keeping.changes;
    }

    /// The same when the draft is another than it was held against last, whatever has changed in it.
    pub fn follow_sources(&mut self, library: &Library) {
        if self.compared != self.keeping.changes {
            self.outdate(library);
        }
    }

    /// The sentences out of date that stand in the text as it is on the screen.
    pub fn stale(&self) -> Vec<Stale> {
        if self.outdated.is_empty() {
            return Vec::new();
        }
        stale(&self.editor.text(), self.drafted(), &self.outdated)
    }
}

/// What is out of date, why, and how it would read now: for the reviewer to look at before anything is changed.
pub fn stale_lines(bench: &Bench) -> Vec<String> {
    let text = bench.editor.text();
    let stale = bench.stale();
    if stale.is_empty() {
        return vec!["No drafted sentence is out of date.".to_owned()];
    }
    let mut lines = Vec::new();
    for one in &stale {
        lines.push(format!("What changed: {}", one.why()));
        lines.push(format!("It stands as: {}", &text[one.at.clone()]));
        lines.push(match &one.outdated.now {
            Some(now) => format!("It would now read: {}", now.text),
            None => "Nothing is drafted in its place any more.".to_owned(),
        });
        lines.push(String::new());
    }
    lines.push(
        "Nothing is changed by looking. d n goes to the next, d r drafts it anew.".to_owned(),
    );
    lines
}
