//! The list of cases: which are shown, in which order, and on which one the cursor stands.
//!
//! What is shown is worked out when rows, view, filter, order or clock change, and only read in between.

mod change;
mod next;
#[cfg(test)]
mod tests;
mod work;

use std::sync::Arc;

use jiff::civil::DateTime;

use self::work::{Then, Work};
use super::marks::Marks;
use crate::domain::{
    case::CaseNumber,
    filter::{Fault, Filter, Names, Plan, Standpoint},
    queue::{CaseSummary, Sort, SortKey},
    rows::{Bits, Rows},
    session::Session,
    settings::Settings,
    views::{SavedView, usable},
    vocabulary::Vocabulary,
};

/// The queue and what the reviewer has made of it.
#[derive(Debug, Clone)]
pub struct Queue {
    rows: Rows,
    /// Counts what has changed what a row says: its case, or the time.
    revision: u64,
    /// How many rows there are, while only the first of them are known.
    ahead: Option<usize>,
    /// Places of all rows, sorted.
    order: Arc<Vec<u32>>,
    /// Those that the view and the filter let through; where all are, they are one list.
    shown: Arc<Vec<u32>>,
    through: Bits,
    /// How many of the shown are open: what is asked at every frame goes through no rows.
    open: usize,
    work: Work,
    pub loading: bool,
    /// How many of how many files have been looked at, when that takes its time.
    pub scanned: Option<(usize, usize)>,
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
    /// None while it is not yet counted.
    pub count: Option<usize>,
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
            rows: Rows::default(),
            revision: 0,
            ahead: None,
            order: Arc::default(),
            shown: Arc::default(),
            through: Bits::default(),
            open: 0,
            work: Work::default(),
            loading: true,
            scanned: None,
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
        self.views = saved.into_iter().map(|saved| Tab { saved, count: None }).collect();
        let same = self.views.iter().position(|v| Some(&v.saved.name) == name.as_ref());
        self.view = same.unwrap_or(0);
        if same.is_none() {
            self.sort = self.view().map_or(Sort::default(), |v| v.sort);
        }
        self.count(false);
        self.sort_rows(Then::Nothing);
    }

    /// Time has passed.
    pub fn clock(&mut self, now: DateTime) {
        self.now = now;
        self.count(true);
        if self.view().is_some_and(|v| v.filter.follows_clock()) || self.filter.follows_clock() {
            let near = self.near();
            self.filter_rows(Then::Stay(near));
        }
    }

    fn standpoint(&self) -> Standpoint<'_> {
        Standpoint { now: self.now, me: self.me.as_deref() }
    }

    fn sort_rows(&mut self, then: Then) {
        self.finish();
        self.order = self.rows.sorted(self.sort);
        self.filter_rows(then);
    }

    // What is shown.

    /// The rows that the view and the filter let through, in order.
    pub fn shown(&self) -> impl ExactSizeIterator<Item = CaseSummary> + DoubleEndedIterator {
        self.shown.iter().map(|place| self.rows.get(*place))
    }

    /// How many rows are shown.
    pub fn shown_len(&self) -> usize {
        self.shown.len()
    }

    /// How many rows there are, while only the first of them are known.
    pub fn ahead(&self) -> Option<usize> {
        self.ahead
    }

    /// The shown row at a place.
    pub fn at(&self, place: usize) -> Option<CaseSummary> {
        self.row_at(place).map(|row| self.rows.get(row))
    }

    /// Which of all rows stands at a place among the shown.
    pub fn row_at(&self, place: usize) -> Option<u32> {
        self.shown.get(place).copied()
    }

    /// Which of all rows are shown, in order.
    pub fn shown_rows(&self) -> impl Iterator<Item = u32> {
        self.shown.iter().copied()
    }

    /// Where a case stands among the shown.
    pub fn place_of(&self, number: &CaseNumber) -> Option<usize> {
        let row = self.rows.find(number).filter(|row| self.through.has(*row))?;
        self.shown.iter().position(|r| *r == row)
    }

    /// The case of the shown row at a place.
    pub fn number_at(&self, place: usize) -> Option<CaseNumber> {
        self.row_at(place).map(|row| self.rows.number(row))
    }

    /// True when this case is shown.
    pub fn shows(&self, number: &CaseNumber) -> bool {
        self.rows.find(number).is_some_and(|row| self.through.has(row))
    }

    /// The first place after one of the shown, round the end, whose row has all of these words.
    pub fn search(&self, words: &str, back: bool) -> Option<usize> {
        let words: Vec<String> =
            words.to_lowercase().split_whitespace().map(str::to_owned).collect();
        if words.is_empty() {
            return None;
        }
        let mut found = Bits::none(self.rows.end());
        let mut plan = Plan::showing(&words, &self.rows, self.now);
        plan.select(&self.rows, 0..self.rows.end(), &mut found);
        let (at, n) = (self.position(), self.shown.len());
        let step = |i: usize| if back { (at + n - i % n) % n } else { (at + i) % n };
        (1..=n).map(step).find(|place| found.has(self.shown[*place]))
    }

    /// While this is the same, each of all rows says what it said.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// All rows, as they came.
    pub fn rows(&self) -> &Rows {
        &self.rows
    }

    /// The row of a case.
    pub fn row(&self, number: &CaseNumber) -> Option<CaseSummary> {
        self.rows.find(number).map(|place| self.rows.get(place))
    }

    /// True when the cursor's case is at this place among the shown.
    fn is_selected(&self, place: usize) -> bool {
        let row = self.row_at(place).zip(self.selected.as_ref());
        row.is_some_and(|(row, number)| self.rows.is(row, number))
    }

    /// Place of the cursor among the shown rows.
    pub fn position(&self) -> usize {
        if self.is_selected(self.at) {
            return self.at;
        }
        self.selected.as_ref().and_then(|number| self.place_of(number)).unwrap_or(0)
    }

    /// The row under the cursor.
    pub fn current(&self) -> Option<CaseSummary> {
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
        self.selected = self.number_at(place);
        self.at = place;
    }

    /// A cursor whose case is hidden goes to the first row that is left.
    fn settle(&mut self) {
        if !self.is_selected(self.position()) && !self.shown.is_empty() {
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
        self.sort_rows(Then::Settle(None));
        true
    }

    /// The filter that the reviewer has typed.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// Shows what a filter lets through; the cursor goes to this case where that is shown.
    pub fn set_filter(&mut self, filter: Filter, to: Option<CaseNumber>) {
        self.filter = filter;
        self.fault = None;
        self.filter_rows(Then::Settle(to));
    }

    pub fn sort(&self) -> Sort {
        self.sort
    }

    /// Sorts by a column, in its own direction.
    pub fn sort_by(&mut self, by: SortKey) {
        self.sort = Sort { by, reversed: false };
        self.sort_rows(Then::Nothing);
    }

    /// Turns the order the other way round.
    pub fn turn_sort(&mut self) {
        self.sort.reversed = !self.sort.reversed;
        self.sort_rows(Then::Nothing);
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
        self.sort_rows(Then::Nothing);
    }
}
