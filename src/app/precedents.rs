//! Past determinations on what the chosen item asks for, as they lie on the desk.

use std::collections::BTreeSet;

use crate::domain::precedent::{Precedent, Precedents};

/// What was found, and how far the reviewer has looked into it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Past {
    /// Number of the item that it is for.
    pub item: u32,
    /// `None` while it is being read.
    pub found: Option<Result<Box<Precedents>, String>>,
    /// Index of the chosen one.
    pub at: usize,
    /// How far its rationale was scrolled; the view stops at its last line.
    pub top: usize,
    /// The rationale has the keys that move by one row, not the list.
    pub in_text: bool,
    /// Those of which the reviewer has asked for the outcome.
    shown: BTreeSet<usize>,
}

impl Past {
    /// Nothing yet: it is on its way.
    pub fn of(item: u32) -> Self {
        Self { item, ..Self::default() }
    }

    pub fn list(&self) -> &[Precedent] {
        match &self.found {
            Some(Ok(found)) => &found.found,
            _ => &[],
        }
    }

    pub fn current(&self) -> Option<&Precedent> {
        self.list().get(self.at)
    }

    pub fn is_shown(&self, index: usize) -> bool {
        self.shown.contains(&index)
    }

    /// Shows the outcome of the chosen one, or hides it again.
    pub fn turn(&mut self) {
        if !self.shown.remove(&self.at) && self.at < self.list().len() {
            self.shown.insert(self.at);
        }
    }

    /// The rationale of the chosen one, as far as it may be read now.
    pub fn text(&self) -> Option<String> {
        let precedent = self.current()?;
        let whole = self.is_shown(self.at);
        Some(if whole { precedent.rationale.clone() } else { precedent.concealed() })
    }
}
