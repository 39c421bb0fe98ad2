//! Sorting packed rows: by a key of 64 bits, then by number.

use std::{cmp::Ordering, collections::BTreeMap, sync::Arc};

use super::{Record, Rows};
use crate::domain::{
    queue::{Sort, SortKey},
    words::Priority,
};

/// What the regions of rows are, in their order.
struct Places(Vec<Vec<u64>>);

impl Places {
    fn of(rows: &Rows) -> Self {
        let all: BTreeMap<&Vec<String>, u64> =
            rows.pieces().flat_map(|p| p.pack.regions.lists()).map(|list| (list, 0)).collect();
        let all: BTreeMap<_, _> = all.into_keys().zip(0..).collect();
        let of = |list: &Vec<String>| all.get(list).copied().unwrap_or(0);
        Self(rows.pieces().map(|p| p.pack.regions.lists().iter().map(of).collect()).collect())
    }
}

/// The due moment, soonest first, then the priority; what is not due is last.
fn urgency(record: &Record) -> u64 {
    let due = match record.due_minutes() {
        Some(at) => at.wrapping_sub(i64::from(i32::MIN)).cast_unsigned() & 0xFFFF_FFFF,
        None => 1 << 32,
    };
    due << 1 | u64::from(record.priority() != Some(Priority::Expedited))
}

/// Bits of [`urgency`].
const URGENCY: u32 = 34;

impl Sort {
    /// What comes first has the smaller key.
    fn key(self, record: &Record, region: impl Fn() -> u64) -> u64 {
        // (what is not said last, both ways), (the key, turned), (the most urgent first)
        let (silent, by, width) = match self.by {
            SortKey::Due => (u64::from(record.rank()), urgency(record), URGENCY),
            SortKey::Number => (0, 0, 0),
            SortKey::Kind => {
                let calm = u64::from(record.priority() != Some(Priority::Expedited));
                let silent = record.kind().is_none() && record.priority().is_none();
                let kind = record.kind().map_or(0, |kind| kind as u64 + 1);
                (u64::from(silent), calm << 2 | kind, 3)
            }
            SortKey::State => (0, record.state() as u64, 3),
            SortKey::Region => (u64::from(record.regions == 0), region(), 24),
            SortKey::Items => (0, u64::from(record.items), 16),
        };
        if self.by == SortKey::Number {
            return 0;
        }
        let none = self.by == SortKey::Due && record.due_minutes().is_none();
        let turned = if self.reversed { !by & ((1 << width) - 1) } else { by };
        if self.by == SortKey::Due {
            return (silent << 1 | u64::from(none)) << width | turned;
        }
        (silent << width | turned) << URGENCY | urgency(record)
    }
}

impl Rows {
    /// All rows in this order.
    pub fn sorted(&self, sort: Sort) -> Arc<Vec<u32>> {
        match &self.order {
            Some(order) if sort == Sort::default() => Arc::clone(order),
            _ => Arc::new(self.sorted_of(sort, self.places().collect())),
        }
    }

    /// These rows in this order.
    pub fn sorted_of(&self, sort: Sort, mut places: Vec<u32>) -> Vec<u32> {
        let keys = self.keys(sort);
        let mut keyed: Vec<(u64, u32)> = places.iter().map(|p| (keys.of(*p), *p)).collect();
        keyed.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| keys.among_equals(a.1, b.1)));
        places.clear();
        places.extend(keyed.into_iter().map(|(_, place)| place));
        places
    }

    /// Puts sorted rows among others that are sorted.
    pub fn merged(&self, sort: Sort, order: &[u32], new: &[u32]) -> Vec<u32> {
        let keys = self.keys(sort);
        let first = |a: u32, b: u32| keys.order(a, b) != Ordering::Greater;
        let mut all = Vec::with_capacity(order.len() + new.len());
        let mut from = 0;
        for place in new {
            // Where it belongs is looked for from where the one before stands.
            let to = from + order[from..].partition_point(|other| first(*other, *place));
            all.extend_from_slice(&order[from..to]);
            all.push(*place);
            from = to;
        }
        all.extend_from_slice(&order[from..]);
        all
    }

    /// Where a row stands among others that are sorted, or where it would.
    pub fn place_in(&self, sort: Sort, sorted: &[u32], place: u32) -> Result<usize, usize> {
        let keys = self.keys(sort);
        sorted.binary_search_by(|other| keys.order(*other, place))
    }

    fn keys(&self, sort: Sort) -> Keys<'_> {
        let regions = (sort.by == SortKey::Region).then(|| Places::of(self));
        Keys { rows: self, sort, regions }
    }

    fn by_number(&self, a: u32, b: u32) -> Ordering {
        let ((pack, row), (other, with)) = (self.piece(a), self.piece(b));
        if std::ptr::eq(pack, other) && pack.stands_by_number(row.max(with)) {
            return row.cmp(&with);
        }
        pack.number(row).as_str().cmp(other.number(with).as_str())
    }
}

struct Keys<'a> {
    rows: &'a Rows,
    sort: Sort,
    regions: Option<Places>,
}

impl Keys<'_> {
    fn of(&self, place: u32) -> u64 {
        let record = self.rows.record(place);
        self.sort.key(record, || self.region(place, record))
    }

    fn region(&self, place: u32, record: &Record) -> u64 {
        let Some(Places(places)) = &self.regions else { return 0 };
        let at = self.rows.packs.partition_point(|(first, _)| *first <= place).saturating_sub(1);
        let list = places.get(at).and_then(|lists| lists.get(record.regions as usize));
        list.copied().unwrap_or(0)
    }

    fn order(&self, a: u32, b: u32) -> Ordering {
        self.of(a).cmp(&self.of(b)).then_with(|| self.among_equals(a, b))
    }

    /// By number; two files may have come to the same one.
    fn among_equals(&self, a: u32, b: u32) -> Ordering {
        let by = self.rows.by_number(a, b);
        let turned = self.sort.by == SortKey::Number && self.sort.reversed;
        let by = if turned { by.reverse() } else { by };
        let urgency = |place| urgency(self.rows.record(place));
        by.then_with(|| urgency(a).cmp(&urgency(b))).then_with(|| a.cmp(&b))
    }
}
