//! The list of cases: which are shown, in which order, and on which one the cursor stands.
//!
//! What is shown is worked out when rows, view, filter, order or clock change, and only read in between.

mod next;

use std::collections::BTreeSet;

use jiff::civil::DateTime;

use super::marks::Marks;
use crate::domain::{
    case::CaseNumber,
    filter::{Fault, Filter, Names, Standpoint},
    queue::{CaseState, CaseSummary, Sort, SortKey},
    session::Session,
    settings::Settings,
    views::{SavedView, usable},
    vocabulary::Vocabulary,
};

/// The queue and what the reviewer has made of it.
#[derive(Debug, Clone)]
pub struct Queue {
    rows: Vec<CaseSummary>,
    /// Counts what has changed what a row says: its case, or the time.
    revision: u64,
    /// Indices of all rows, sorted.
    order: Vec<usize>,
    /// Those that the view and the filter let through.
    shown: Vec<usize>,
    pub loading: bool,
    /// The cursor follows the case, not the row.
    selected: Option<CaseNumber>,
    /// Where that case was among the shown rows when it was last looked up.
    at: usize,
    pub views: Vec<Tab>,
    view: usize,
    filter: Filter,
    /// What is wrong with the filter that is being typed: the one before it still counts.
    pub fault: Option<Fault>,
    sort: Sort,
    pub marks: Marks,
    pub tally: Tally,
    pub names: Names,
    now: DateTime,
    me: Option<String>,
}

/// A saved view, and how many cases it lets through.
#[derive(Debug, Clone)]
pub struct Tab {
    pub saved: SavedView,
    pub count: usize,
}

/// Counts over all cases.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub late: usize,
    pub in_work: usize,
    pub aside: usize,
    pub waiting: usize,
    pub broken: usize,
    pub finished: usize,
}

impl Queue {
    /// An empty queue that waits for its rows.
    pub fn new(settings: &Settings, vocabulary: &Vocabulary, now: DateTime) -> Self {
        let mut queue = Self {
            rows: Vec::new(),
            revision: 0,
            order: Vec::new(),
            shown: Vec::new(),
            loading: true,
            selected: None,
            at: 0,
            views: Vec::new(),
            view: 0,
            filter: Filter::default(),
            fault: None,
            sort: Sort::default(),
            marks: Marks::default(),
            tally: Tally::default(),
            names: Names::default(),
            now,
            me: None,
        };
        queue.read_settings(settings, vocabulary);
        queue
    }

    /// Takes the views of the settings, read anew with the words that the vocabulary now has; the chosen one stays by
    /// its name. The settings themselves are those of the start.
    pub fn read_settings(&mut self, settings: &Settings, vocabulary: &Vocabulary) {
        let name = self.view().map(|v| v.name.clone());
        self.names = Names::of(vocabulary);
        let saved = usable(settings, &self.names);
        self.views = saved.into_iter().map(|saved| Tab { saved, count: 0 }).collect();
        let same = self.views.iter().position(|v| Some(&v.saved.name) == name.as_ref());
        self.view = same.unwrap_or(0);
        if same.is_none() {
            self.sort = self.view().map_or(Sort::default(), |v| v.sort);
        }
        self.count();
        self.sort_rows();
    }

    /// Takes new rows. The cursor and the marks stay on their cases.
    pub fn take(&mut self, rows: Vec<CaseSummary>, me: Option<String>) {
        let near = self.near();
        let before = std::mem::replace(&mut self.rows, rows);
        self.me = me;
        self.loading = false;
        let known: BTreeSet<&CaseNumber> = self.rows.iter().map(|r| &r.number).collect();
        self.marks.keep(|number| known.contains(number));
        self.count();
        self.sort_rows();
        if let Some(next) = self.nearest(near.iter().map(|i| &before[*i].number)) {
            self.select(Some(next));
        }
        if self.row(self.selected.as_ref()).is_none() {
            let first = self.shown().find(|r| r.is_open()).or(self.shown().next());
            let first = first.map(|r| r.number.clone());
            self.select(first);
        }
    }

    /// Time has passed.
    pub fn clock(&mut self, now: DateTime) {
        self.now = now;
        self.count();
        if self.view().is_some_and(|v| v.filter.follows_clock()) || self.filter.follows_clock() {
            let near = self.near();
            self.filter_rows();
            self.stay(&near);
        }
    }

    /// Changes one row; it then stands where it belongs.
    pub fn change(&mut self, number: &CaseNumber, change: impl FnOnce(&mut CaseSummary)) {
        let mut change = Some(change);
        self.change_rows(|row| {
            if row.number == *number
                && let Some(change) = change.take()
            {
                change(row);
            }
        });
    }

    /// Changes rows; all of them are counted and sorted once.
    pub fn change_rows(&mut self, change: impl FnMut(&mut CaseSummary)) {
        let near = self.near();
        self.rows.iter_mut().for_each(change);
        self.count();
        self.sort_rows();
        self.stay(&near);
    }

    /// Rows: the cursor's and those that are shown near it, the ones below, then the ones above. Empty when its case is
    /// not shown.
    fn near(&self) -> Vec<usize> {
        let at = self.position();
        if self.at(at).map(|r| &r.number) != self.selected.as_ref() {
            return Vec::new();
        }
        let (above, below) = self.shown.split_at(at.min(self.shown.len()));
        below.iter().chain(above.iter().rev()).copied().collect()
    }

    /// A cursor whose case is shown no more keeps its place: the next of the rows that were near it is under it.
    fn stay(&mut self, near: &[usize]) {
        if let Some(next) = self.nearest(near.iter().map(|i| &self.rows[*i].number)) {
            self.select(Some(next));
        }
    }

    /// The first of these that is shown, when the cursor's own case is not.
    fn nearest<'a>(&self, mut near: impl Iterator<Item = &'a CaseNumber>) -> Option<CaseNumber> {
        let hidden = self.at(self.position()).map(|r| &r.number) != self.selected.as_ref();
        // A case that is gone is another matter: there is nothing to stay near to.
        if !hidden || self.row(self.selected.as_ref()).is_none() {
            return None;
        }
        let shown: BTreeSet<&CaseNumber> = self.shown().map(|r| &r.number).collect();
        near.find(|number| shown.contains(number)).cloned()
    }

    fn standpoint(&self) -> Standpoint<'_> {
        Standpoint { now: self.now, me: self.me.as_deref() }
    }

    fn count(&mut self) {
        self.revision += 1;
        let from = Standpoint { now: self.now, me: self.me.as_deref() };
        for tab in &mut self.views {
            tab.count = self.rows.iter().filter(|r| tab.saved.filter.lets(r, from)).count();
        }
        let mut tally = Tally::default();
        for row in &self.rows {
            tally.late += usize::from(row.is_late(self.now));
            tally.aside += usize::from(row.standing.aside.is_some());
            match row.state {
                CaseState::New => {}
                CaseState::InWork => tally.in_work += 1,
                CaseState::Waiting => tally.waiting += 1,
                CaseState::Broken => tally.broken += 1,
                CaseState::Final => tally.finished += 1,
            }
        }
        self.tally = tally;
    }

    fn sort_rows(&mut self) {
        self.order = (0..self.rows.len()).collect();
        let (rows, sort) = (&self.rows, self.sort);
        self.order.sort_by(|a, b| sort.order(&rows[*a], &rows[*b]));
        self.filter_rows();
    }

    fn filter_rows(&mut self) {
        self.shown = self.order.iter().copied().filter(|i| self.lets(&self.rows[*i])).collect();
        self.at = self.position();
        self.place_marks();
    }

    fn lets(&self, row: &CaseSummary) -> bool {
        let from = self.standpoint();
        self.view().is_none_or(|v| v.filter.lets(row, from)) && self.filter.lets(row, from)
    }

    // What is shown.

    /// The rows that the view and the filter let through, in order.
    pub fn shown(&self) -> impl ExactSizeIterator<Item = &CaseSummary> + DoubleEndedIterator {
        self.shown.iter().map(|i| &self.rows[*i])
    }

    /// The shown row at a place.
    pub fn at(&self, place: usize) -> Option<&CaseSummary> {
        self.shown.get(place).map(|i| &self.rows[*i])
    }

    /// Which of all rows stands at a place among the shown.
    pub fn row_at(&self, place: usize) -> Option<usize> {
        self.shown.get(place).copied()
    }

    /// While this is the same, each of all rows says what it said.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// All rows, as they came.
    pub fn rows(&self) -> &[CaseSummary] {
        &self.rows
    }

    fn row(&self, number: Option<&CaseNumber>) -> Option<&CaseSummary> {
        self.rows.iter().find(|r| Some(&r.number) == number)
    }

    /// Place of the cursor among the shown rows.
    pub fn position(&self) -> usize {
        let selected = self.selected.as_ref();
        let here = |row: &CaseSummary| Some(&row.number) == selected;
        if self.at(self.at).is_some_and(here) {
            return self.at;
        }
        self.shown().position(here).unwrap_or(0)
    }

    /// The row under the cursor.
    pub fn current(&self) -> Option<&CaseSummary> {
        self.at(self.position())
    }

    /// The case that the cursor follows.
    pub fn selected(&self) -> Option<&CaseNumber> {
        self.selected.as_ref()
    }

    /// Puts the cursor on a case.
    pub fn select(&mut self, number: Option<CaseNumber>) {
        self.selected = number;
        self.at = self.position();
    }

    /// Puts the cursor on a shown row.
    pub fn select_at(&mut self, place: usize) {
        self.selected = self.at(place).map(|r| r.number.clone());
        self.at = place;
    }

    /// A cursor whose case is hidden goes to the first row that is left.
    fn settle(&mut self) {
        let hidden = self.at(self.position()).map(|r| &r.number) != self.selected.as_ref();
        if hidden && !self.shown.is_empty() {
            self.select_at(0);
        }
    }

    // View, filter and order.

    pub fn view(&self) -> Option<&SavedView> {
        self.views.get(self.view).map(|tab| &tab.saved)
    }

    /// Place of the chosen view.
    pub fn chosen_view(&self) -> usize {
        self.view
    }

    /// Takes another view, with its order.
    pub fn choose_view(&mut self, view: usize) -> bool {
        let Some(tab) = self.views.get(view) else { return false };
        self.sort = tab.saved.sort;
        self.view = view;
        self.sort_rows();
        self.settle();
        true
    }

    /// The filter that the reviewer has typed.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    pub fn set_filter(&mut self, filter: Filter) {
        self.filter = filter;
        self.fault = None;
        self.filter_rows();
        self.settle();
    }

    pub fn sort(&self) -> Sort {
        self.sort
    }

    /// Sorts by a column, in its own direction.
    pub fn sort_by(&mut self, by: SortKey) {
        self.sort = Sort { by, reversed: false };
        self.sort_rows();
    }

    /// Turns the order the other way round.
    pub fn turn_sort(&mut self) {
        self.sort.reversed = !self.sort.reversed;
        self.sort_rows();
    }

    // The session.

    /// Where the reviewer is.
    pub fn session(&self) -> Session {
        let view = self.view();
        let own = view.is_none_or(|v| v.sort != self.sort).then(|| self.sort.to_string());
        Session {
            view: view.map_or(String::new(), |v| v.name.clone()),
            filter: self.filter.text().to_owned(),
            sort: own,
            case: self.selected.clone(),
        }
    }

    /// Goes back to where the reviewer was, as far as it is still there.
    pub fn restore(&mut self, session: &Session) {
        let view = self.views.iter().position(|v| v.saved.name == session.view);
        self.choose_view(view.unwrap_or(0));
        if let Some(sort) = session.sort.as_deref().and_then(|s| s.parse().ok()) {
            self.sort = sort;
        }
        self.filter = Filter::read(&session.filter, &self.names).unwrap_or_default();
        self.selected.clone_from(&session.case);
        self.sort_rows();
    }
}
