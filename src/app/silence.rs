//! A search of the record for what is said not to be there, as it lies on the desk.

use crate::domain::silence::{Discounted, Found, Mention, NearReason};

/// What was found, and what the reviewer makes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Silence {
    /// Number of the item that it is for.
    pub item: u32,
    /// The sentence, the criterion or the words.
    pub claim: String,
    pub found: Found,
    pub discounted: Vec<Discounted>,
    /// A search of the same claim was kept: whether it still finds the same.
    pub kept: Option<bool>,
    /// Index of the chosen mention: the hits, then the near misses.
    pub at: usize,
    /// A text was opened from here, and ends here.
    pub reading: bool,
}

impl Silence {
    pub fn len(&self) -> usize {
        self.found.hits.len() + self.found.near.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A mention, and why it is no hit.
    pub fn mention(&self, at: usize) -> Option<(&Mention, Option<NearReason>)> {
        let hits = self.found.hits.len();
        match at.checked_sub(hits) {
            None => self.found.hits.get(at).map(|hit| (hit, None)),
            Some(near) => self.found.near.get(near).map(|n| (&n.at, Some(n.reason))),
        }
    }

    /// Why the reviewer does not count a hit.
    pub fn set_aside(&self, hit: &Mention) -> Option<&str> {
        self.discounted.iter().find(|d| d.at == *hit).map(|d| d.reason.as_str())
    }
}
