//! Which case comes after one.

use super::{Queue, work::Then};
use crate::domain::{case::CaseNumber, filter::Filter};

impl Queue {
    /// The next open case after `from` that is shown, round the end; `None` when there is no other.
    pub fn next_open(&self, from: &CaseNumber, back: bool) -> Option<CaseNumber> {
        let row = self.rows.find(from)?;
        let at = self.order.iter().position(|place| *place == row)?;
        let n = self.order.len();
        let step = |i: usize| if back { (at + n - i) % n } else { (at + i) % n };
        let mut others = (1..n).map(|i| self.order[step(i)]);
        let open = |place: &u32| self.through.has(*place) && self.rows.record(*place).is_open();
        others.find(open).map(|place| self.rows.number(place))
    }

    /// True when another open case than the one under the cursor is shown.
    pub fn has_other_open(&self) -> bool {
        self.has_open_beside(self.row_at(self.position()))
    }

    /// True when there is a next open case after this one.
    pub fn has_open_after(&self, from: &CaseNumber) -> bool {
        let row = self.rows.find(from);
        row.is_some() && self.has_open_beside(row)
    }

    fn has_open_beside(&self, row: Option<u32>) -> bool {
        let itself =
            row.is_some_and(|row| self.through.has(row) && self.rows.record(row).is_open());
        self.open > usize::from(itself)
    }

    /// The same where it would hide every open case: the filter is cleared, then the first view that shows one is
    /// taken.
    pub fn open_after(&mut self, from: &CaseNumber) -> Option<CaseNumber> {
        let next = self.next_open(from, false);
        if next.is_some() {
            return next;
        }
        let (filter, view, sort) = (self.filter.clone(), self.view, self.sort);
        let selected = self.selected.clone();
        self.set_filter(Filter::default(), None);
        self.finish();
        for view in std::iter::once(view).chain(0..self.views.len()) {
            if view != self.view {
                self.choose_view(view);
                self.finish();
            }
            let next = self.next_open(from, false);
            if next.is_some() {
                return next;
            }
        }
        // Nothing is open anywhere: what the reviewer had chosen stays.
        (self.filter, self.view, self.sort, self.selected) = (filter, view, sort, selected);
        self.sort_rows(Then::Nothing);
        self.finish();
        None
    }
}
