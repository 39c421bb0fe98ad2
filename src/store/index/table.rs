//! The rows as they were last seen, each with its key.

use std::collections::BTreeSet;

use super::{format::ground, key::Key};
use crate::domain::{
    case::CaseNumber,
    library::Library,
    queue::CaseSummary,
    rows::{Bits, Change, Pack, Rows},
};

/// What the scan compares with. Its packs are the ones that the screen reads.
#[derive(Debug, Clone, Default)]
pub struct Table {
    pub rows: Rows,
    keys: Vec<Key>,
    /// Rows of files whose names are no case numbers.
    pub(super) odd: Vec<CaseSummary>,
    /// Cases that somebody else holds.
    held: BTreeSet<CaseNumber>,
    /// What rows rest on beside their files.
    pub(super) ground: [u8; 32],
    /// In so many rows the index on the disk says something else.
    pub(super) differs: usize,
}

impl Table {
    pub(super) fn of(rows: Rows, keys: Vec<Key>, ground: [u8; 32]) -> Self {
        Self { rows, keys, ground, ..Self::default() }
    }

    /// Of rows that rest on something else, nothing is known.
    pub(super) fn rest_on(&mut self, library: &Library) {
        let ground = ground(library);
        if self.ground != ground {
            (self.ground, self.keys, self.differs) = (ground, Vec::new(), usize::MAX);
        }
    }

    /// Cases that somebody else holds, as far as it has been looked at.
    pub fn held(&self) -> &BTreeSet<CaseNumber> {
        &self.held
    }

    pub(super) fn key(&self, place: u32) -> Key {
        self.keys.get(place as usize).copied().unwrap_or_default()
    }

    pub(super) fn set_key(&mut self, place: u32, key: Key) {
        let place = place as usize;
        if self.keys.len() <= place {
            self.keys.resize(place + 1, Key::default());
        }
        self.keys[place] = key;
        self.differs = self.differs.saturating_add(1);
    }

    /// Puts rows in the place of those of some cases; gives back what has changed.
    pub(super) fn put(
        &mut self,
        instead_of: Vec<CaseNumber>,
        rows: Vec<(CaseSummary, Key)>,
    ) -> Change {
        let (mut pack, mut keys) = (Pack::default(), Vec::with_capacity(rows.len()));
        self.held.retain(|number| !instead_of.contains(number));
        for (row, key) in rows {
            if row.held.is_some() {
                self.held.insert(row.number.clone());
            }
            pack.push(row);
            keys.push(key);
        }
        self.differs = self.differs.saturating_add(instead_of.len());
        let change = Change { instead_of, rows: pack.into() };
        let places = self.rows.change(&change);
        for (place, key) in places.zip(keys) {
            self.set_key(place, key);
        }
        change
    }

    /// Cases of the table that are not among these places. Those of files that are named for no case are another matter.
    pub(super) fn gone(&self, seen: &Bits) -> Vec<CaseNumber> {
        let gone = self.rows.places().filter(|place| !seen.has(*place));
        let mut gone: Vec<CaseNumber> = gone.map(|place| self.rows.number(place)).collect();
        gone.retain(|number| self.odd.iter().all(|odd| odd.number != *number));
        gone
    }

    /// How many rows these cases have.
    pub(super) fn count(&self, numbers: &BTreeSet<CaseNumber>) -> usize {
        let is = |place: &u32| numbers.iter().any(|number| self.rows.is(*place, number));
        if numbers.is_empty() { 0 } else { self.rows.places().filter(is).count() }
    }
}
