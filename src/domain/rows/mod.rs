//! The rows of the queue, packed: some tens of bytes a row beside its words, so that a million of them is no burden.
//! A row is unpacked when it is looked at; filters, orders and counts read the packed columns.
//!
//! Rows lie in packs. A row that changes is put down anew behind the others, and its old place is dead: what has been
//! packed is never written over, and others may read it meanwhile.

pub mod bits;
mod caps;
mod order;
pub mod pack;
mod record;
mod terms;
#[cfg(test)]
mod tests;

use std::{fmt, ops::Range, sync::Arc};

pub use self::{
    bits::Bits,
    pack::{Pack, Parts},
    record::{Record, minutes},
    terms::Terms,
};
use super::{case::CaseNumber, queue::CaseSummary};

/// All rows of the queue, each by its place.
#[derive(Clone, Default)]
pub struct Rows {
    packs: Vec<(u32, Arc<Pack>)>,
    /// Those that count.
    live: Bits,
    count: usize,
    /// All places in the order in which the queue opens, while that is known.
    order: Option<Arc<Vec<u32>>>,
}

/// Rows that take the place of all rows of some cases.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Change {
    pub instead_of: Vec<CaseNumber>,
    pub rows: Arc<Pack>,
}

impl Change {
    /// True when it says something of this case.
    pub fn concerns(&self, number: &CaseNumber) -> bool {
        self.instead_of.contains(number) || self.rows.find(number.as_str(), |_| true).is_some()
    }
}

/// A pack that is smaller is taken in row by row: of very many packs each would be asked.
const SMALL: u32 = 1_024;

/// A pack within the rows, and where it begins.
#[derive(Clone, Copy)]
pub struct Piece<'a> {
    pub first: u32,
    pub pack: &'a Pack,
}

impl Rows {
    /// How many rows count.
    pub fn len(&self) -> usize {
        self.count
    }

    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// One more than the last place, dead ones included.
    pub fn end(&self) -> u32 {
        self.packs.last().map_or(0, |(first, pack)| first + pack.len())
    }

    pub fn pieces(&self) -> impl Iterator<Item = Piece<'_>> {
        self.packs.iter().map(|(first, pack)| Piece { first: *first, pack })
    }

    pub(super) fn piece(&self, place: u32) -> (&Pack, u32) {
        let at = self.packs.partition_point(|(first, _)| *first <= place).saturating_sub(1);
        let (first, pack) = &self.packs[at];
        (pack, place - first)
    }

    pub fn is_live(&self, place: u32) -> bool {
        self.live.has(place)
    }

    pub fn live(&self) -> &Bits {
        &self.live
    }

    /// Places of the rows that count.
    pub fn places(&self) -> impl Iterator<Item = u32> {
        self.live.ones()
    }

    /// The row, unpacked.
    pub fn get(&self, place: u32) -> CaseSummary {
        let (pack, row) = self.piece(place);
        pack.get(row)
    }

    pub fn record(&self, place: u32) -> &Record {
        let (pack, row) = self.piece(place);
        pack.record(row)
    }

    /// Its columns, and its words and capitals as they are packed.
    pub fn raw(&self, place: u32) -> (Record, &[u8], &[u8]) {
        let (pack, row) = self.piece(place);
        (*pack.record(row), pack.text_of(row), pack.caps_of(row))
    }

    /// Its regions and services.
    pub fn lists(&self, place: u32) -> (&[String], &[String]) {
        let (pack, row) = self.piece(place);
        let record = pack.record(row);
        (pack.regions.get(record.regions), pack.services.get(record.services))
    }

    /// Of a row that says more than its columns: what these say, and what it says.
    pub fn both(&self, place: u32) -> Option<(CaseSummary, CaseSummary)> {
        let (pack, row) = self.piece(place);
        pack.says_more(row).then(|| (pack.unpacked(row), pack.get(row)))
    }

    pub fn number(&self, place: u32) -> CaseNumber {
        let (pack, row) = self.piece(place);
        CaseNumber::packed(pack.number(row).as_str())
    }

    /// True when the row is of this case.
    pub fn is(&self, place: u32, number: &CaseNumber) -> bool {
        let (pack, row) = self.piece(place);
        pack.number(row).as_str() == number.as_str()
    }

    pub fn iter(&self) -> impl Iterator<Item = CaseSummary> {
        self.places().map(|place| self.get(place))
    }

    /// Where a case is.
    pub fn find(&self, number: &CaseNumber) -> Option<u32> {
        let found = |(first, pack): &(u32, Arc<Pack>)| {
            pack.find(number.as_str(), |row| self.is_live(first + row)).map(|row| first + row)
        };
        self.packs.iter().rev().find_map(found)
    }

    /// A pack, and the order in which the queue opens with it.
    pub fn in_order(pack: Arc<Pack>, order: Vec<u32>) -> Self {
        Self { order: Some(Arc::new(order)), ..Self::from(pack) }
    }

    /// The same, when it has but one row.
    pub fn only(&self, number: &CaseNumber) -> Option<u32> {
        let place = self.find(number)?;
        let mut others = self.packs.iter().filter_map(|(first, pack)| {
            let other = |row| first + row != place && self.is_live(first + row);
            pack.find(number.as_str(), other)
        });
        others.next().is_none().then_some(place)
    }

    /// Puts a row behind the others.
    pub fn push(&mut self, row: CaseSummary) -> u32 {
        self.order = None;
        // A pack that somebody else reads too stays as it is.
        if self.packs.last_mut().is_none_or(|(_, pack)| Arc::get_mut(pack).is_none()) {
            self.packs.push((self.end(), Arc::default()));
        }
        let place = self.end();
        if let Some((_, pack)) = self.packs.last_mut() {
            Arc::make_mut(pack).push(row);
        }
        self.live.set(place);
        self.count += 1;
        place
    }

    /// Puts a whole pack behind the others; gives back where it lies.
    pub fn adopt(&mut self, pack: Arc<Pack>) -> Range<u32> {
        self.order = None;
        let (first, many) = (self.end(), pack.len());
        self.packs.push((first, pack));
        self.live.set_all(first..first + many);
        self.count += many as usize;
        first..first + many
    }

    /// Takes the change in; gives back where its rows lie.
    pub fn change(&mut self, change: &Change) -> Range<u32> {
        for number in &change.instead_of {
            while let Some(place) = self.find(number) {
                self.remove(place);
            }
        }
        if change.rows.len() >= SMALL {
            return self.adopt(Arc::clone(&change.rows));
        }
        let first = self.end();
        for row in 0..change.rows.len() {
            self.push(change.rows.get(row));
        }
        first..self.end()
    }

    /// Takes a row away.
    pub fn remove(&mut self, place: u32) {
        if self.is_live(place) {
            self.order = None;
            self.live.clear(place);
            self.count -= 1;
        }
    }
}

impl FromIterator<CaseSummary> for Rows {
    fn from_iter<T: IntoIterator<Item = CaseSummary>>(rows: T) -> Self {
        let mut all = Self::default();
        for row in rows {
            all.push(row);
        }
        all
    }
}

impl From<Arc<Pack>> for Rows {
    fn from(pack: Arc<Pack>) -> Self {
        let mut all = Self::default();
        all.adopt(pack);
        all
    }
}

impl PartialEq for Rows {
    fn eq(&self, other: &Self) -> bool {
        self.count == other.count && self.iter().eq(other.iter())
    }
}

impl fmt::Debug for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter().map(|row| row.number)).finish()
    }
}
