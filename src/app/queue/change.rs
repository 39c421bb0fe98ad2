//! Rows that come and change. The cursor and the marks stay on their cases.

use std::sync::Arc;

use super::{
    Queue, Tally,
    work::{Near, Then, Work},
};
use crate::domain::{
    case::CaseNumber,
    queue::{CaseSummary, Sort},
    rows::{Change, Pack, Rows},
};

impl Queue {
    /// Takes new rows in the place of all.
    pub fn take(&mut self, rows: Rows, me: Option<String>) {
        let near = self.near();
        self.rows = rows;
        self.me = me;
        self.loading = false;
        let known = &self.rows;
        self.marks.keep(|number| known.find(number).is_some());
        self.count(false);
        self.sort_rows(Then::Begin(near));
        // What was shown stands for rows that are no more.
        self.finish();
    }

    /// The queue as it will open, of which only these rows are known, the first of so many; a screen has this height. None when
    /// that rests on the others, too: with another order, a case further down, or a filter that lets few through. It is for
    /// looking at: nothing can be done in it.
    #[must_use]
    pub(in crate::app) fn opening(
        &self,
        rows: Rows,
        of: usize,
        me: Option<String>,
        height: usize,
    ) -> Option<Self> {
        if self.sort != Sort::default() {
            return None;
        }
        let mut opening = self.clone();
        opening.take(rows, me);
        let sure = match &self.selected {
            None => opening.current().is_some_and(|row| row.is_open()),
            left => opening.selected == *left,
        };
        let full = opening.shown_len() > opening.position() + height;
        // What it counts, it counts of the first rows only; and what is drawn of its rows is not drawn of others.
        opening.work = Work::default();
        opening.tally = Tally::default();
        opening.views.iter_mut().for_each(|view| view.count = None);
        opening.revision = u64::MAX;
        opening.ahead = Some(of);
        (sure && full).then_some(opening)
    }

    /// Who sits here.
    pub fn sits(&mut self, me: Option<String>) {
        self.me = me;
    }

    /// All rows have come.
    pub fn all_there(&mut self) {
        if std::mem::take(&mut self.loading) {
            self.finish();
            self.begin();
        }
    }

    /// Changes the row of a case; it then stands where it belongs.
    pub fn change(&mut self, number: &CaseNumber, change: impl FnMut(&mut CaseSummary)) {
        self.change_rows(std::slice::from_ref(number), change);
    }

    /// Changes the rows of these cases.
    pub fn change_rows(
        &mut self,
        numbers: &[CaseNumber],
        mut change: impl FnMut(&mut CaseSummary),
    ) {
        let mut pack = Pack::default();
        for place in numbers.iter().filter_map(|number| self.rows.find(number)) {
            let mut row = self.rows.get(place);
            change(&mut row);
            pack.push(row);
        }
        self.put(&Change { instead_of: numbers.to_vec(), rows: pack.into() });
    }

    /// Takes in what has changed.
    pub fn put(&mut self, change: &Change) {
        self.finish();
        if let [number] = change.instead_of.as_slice()
            && change.rows.len() == 1
            && let Some(place) = self.rows.only(number)
            && change.rows.number(0).as_str() == number.as_str()
        {
            return self.put_one(place, change);
        }
        let near = self.near();
        let gone = change.instead_of.iter().any(|number| self.rows.find(number).is_some());
        let new = self.rows.change(change);
        self.marks.keep({
            let (rows, instead_of) = (&self.rows, &change.instead_of);
            |number| !instead_of.contains(number) || rows.find(number).is_some()
        });
        self.count(false);
        if gone {
            let rows = &self.rows;
            Arc::make_mut(&mut self.order).retain(|place| rows.is_live(*place));
            self.through.keep(rows.live());
            self.count_open();
        }
        let sorted = self.rows.sorted_of(self.sort, new.clone().collect());
        self.order = Arc::new(self.rows.merged(self.sort, &self.order, &sorted));
        self.let_through(new);
        self.show();
        // While they come, the case of the last session may be still to come.
        self.go(if self.loading { Then::Nothing } else { Then::Stay(near) });
    }

    /// The row of one case in the place of another: the rest stands as it is, however much that is.
    fn put_one(&mut self, before: u32, change: &Change) {
        if self.rows.get(before) == change.rows.get(0) {
            return;
        }
        let at = self.position();
        let was_shown = self.is_selected(at);
        for list in [&mut self.order, &mut self.shown] {
            if let Ok(stood) = self.rows.place_in(self.sort, list, before) {
                Arc::make_mut(list).remove(stood);
            }
        }
        self.hide(before);
        let new = self.rows.change(change);
        self.let_through(new.clone());
        for place in new {
            let shown = self.through.has(place).then_some(&mut self.shown);
            for list in [&mut self.order].into_iter().chain(shown) {
                if let Err(stands) = self.rows.place_in(self.sort, list, place) {
                    Arc::make_mut(list).insert(stands, place);
                }
            }
        }
        self.count(false);
        self.at = self.position();
        self.place_marks();
        // Hidden now: what stood below it has its place, or what stood above.
        if was_shown && !self.is_selected(self.at) && !self.shown.is_empty() {
            self.select_at(at.min(self.shown.len() - 1));
        }
    }

    /// What is shown now, for a cursor that may have to leave its case.
    pub(super) fn near(&self) -> Near {
        let at = self.position();
        let at = self.is_selected(at).then_some(at);
        // Without a place to stay near to, nothing of it is looked at.
        let shown = at.map_or_else(Arc::default, |_| Arc::clone(&self.shown));
        Near { rows: self.rows.clone(), shown, at }
    }

    /// A cursor whose case is shown no more keeps its place: of the rows that were near it, the next below that is still
    /// shown, or the next above. A case that is gone is another matter: there is nothing to stay near to.
    pub(super) fn stay(&mut self, near: &Near) {
        let gone = self.selected.as_ref().is_none_or(|n| self.rows.find(n).is_none());
        if gone || self.is_selected(self.position()) {
            return;
        }
        let (above, below) = near.shown.split_at(near.at.unwrap_or(0).min(near.shown.len()));
        let now = |place: &u32| {
            let number = near.rows.number(*place);
            self.shows(&number).then_some(number)
        };
        if let Some(next) = below.iter().chain(above.iter().rev()).find_map(now) {
            self.select(Some(next));
        }
    }
}
