//! Filtering and counting: at once where it is little. Of very many rows a stretch at a time, so that a key that comes
//! meanwhile is heard: what it asks for takes the place of what was begun.

use std::sync::Arc;

use super::{Queue, Tally};
use crate::domain::{
    case::CaseNumber,
    filter::{Filter, Plan},
    queue::CaseState,
    rows::{Bits, Rows},
};

/// So many rows are gone through at once.
const AT_ONCE: u32 = 32 * 1024;

/// What is still to be gone through.
#[derive(Debug, Clone, Default)]
pub struct Work {
    filtering: Option<Filtering>,
    counting: Option<Counting>,
}

#[derive(Debug, Clone)]
struct Filtering {
    at: u32,
    through: Bits,
    /// Open ones among them.
    open: usize,
    /// Those of the filter and of the view, as far as they ask for anything.
    plans: Vec<Plan>,
    then: Then,
}

/// Where the cursor goes when it is known what is shown.
#[derive(Debug, Clone)]
pub enum Then {
    /// It stays on its case, shown or not.
    Nothing,
    /// To this case where it is shown; from a case that is hidden to the first row.
    Settle(Option<CaseNumber>),
    /// From a case that is hidden to the next of those that were near it.
    Stay(Near),
    /// The same; and where its case is gone, to the first that is open.
    Begin(Near),
}

/// What was shown, and where the cursor was: nothing, when its case was not shown.
#[derive(Debug, Clone)]
pub struct Near {
    pub rows: Rows,
    pub shown: Arc<Vec<u32>>,
    pub at: Option<usize>,
}

#[derive(Debug, Clone)]
struct Counting {
    at: u32,
    /// The views that are counted, each with what of it is counted so far.
    views: Vec<(usize, Option<Plan>, usize)>,
    tally: Tally,
}

impl Queue {
    fn plan(&self, filter: &Filter) -> Option<Plan> {
        filter.expr().map(|expr| Plan::of(expr, &self.rows, self.standpoint()))
    }

    /// Begins to count the views and what the head tells; with `clock`, only what another time may change.
    pub(super) fn count(&mut self, clock: bool) {
        self.revision += 1;
        let counts = |at: &usize| !clock || self.views[*at].saved.filter.follows_clock();
        let views = (0..self.views.len()).filter(counts);
        let views = views.map(|at| (at, self.plan(&self.views[at].saved.filter), 0)).collect();
        self.work.counting = Some(Counting { at: 0, views, tally: Tally::default() });
        if self.rows.end() <= AT_ONCE {
            self.count_on();
        }
    }

    /// Begins to go through the rows for those that are shown.
    pub(super) fn filter_rows(&mut self, then: Then) {
        let view = self.view().map(|view| &view.filter);
        let filters = view.into_iter().chain([&self.filter]);
        let plans = filters.filter_map(|filter| self.plan(filter)).collect();
        let through = Bits::none(self.rows.end());
        self.work.filtering = Some(Filtering { at: 0, through, open: 0, plans, then });
        if self.rows.end() <= AT_ONCE {
            self.filter_on();
        }
    }

    /// True while what is shown is not yet what is asked for.
    pub fn is_filtering(&self) -> bool {
        self.work.filtering.is_some()
    }

    /// True while something is to be gone through.
    pub fn is_working(&self) -> bool {
        self.is_filtering() || self.work.counting.is_some()
    }

    /// Goes through the next stretch.
    pub fn go_on(&mut self) {
        if self.is_filtering() { self.filter_on() } else { self.count_on() }
    }

    /// Goes to the end of filtering: an act is about what is shown then.
    pub fn finish(&mut self) {
        while self.is_filtering() {
            self.filter_on();
        }
    }

    fn filter_on(&mut self) {
        let Some(mut work) = self.work.filtering.take() else { return };
        let stretch = work.at..self.rows.end().min(work.at.saturating_add(AT_ONCE));
        through(&self.rows, &mut work.plans, stretch.clone(), &mut work.through);
        work.open += open_in(&self.rows, &work.through, stretch.clone());
        work.at = stretch.end;
        if work.at < self.rows.end() {
            self.work.filtering = Some(work);
            return;
        }
        (self.through, self.open) = (work.through, work.open);
        self.show();
        self.go(work.then);
    }

    /// Shows what is let through.
    pub(super) fn show(&mut self) {
        let through = |place: &u32| self.through.has(*place);
        self.shown = if self.order.iter().all(through) {
            Arc::clone(&self.order)
        } else {
            Arc::new(self.order.iter().copied().filter(through).collect())
        };
        self.at = self.position();
        self.place_marks();
    }

    pub(super) fn go(&mut self, then: Then) {
        match then {
            Then::Nothing => {}
            Then::Settle(to) => {
                self.settle();
                if let Some(number) = to.filter(|number| self.shows(number)) {
                    self.select(Some(number));
                }
            }
            Then::Stay(near) => self.stay(&near),
            Then::Begin(near) => {
                self.stay(&near);
                self.begin();
            }
        }
    }

    /// A cursor whose case is not there goes to the first that is open.
    pub(super) fn begin(&mut self) {
        if self.selected.as_ref().and_then(|n| self.rows.find(n)).is_none() {
            let open = self.shown.iter().find(|at| self.rows.record(**at).is_open());
            let first = open.or(self.shown.first()).map(|at| self.rows.number(*at));
            self.select(first);
        }
    }

    fn count_on(&mut self) {
        let Some(mut work) = self.work.counting.take() else { return };
        let stretch = work.at..self.rows.end().min(work.at.saturating_add(AT_ONCE));
        for (_, plan, count) in &mut work.views {
            *count += self.count_in(plan.as_mut(), stretch.clone());
        }
        let live = stretch.clone().filter(|place| self.rows.is_live(*place));
        live.for_each(|place| self.tally_row(&mut work.tally, place));
        work.at = stretch.end;
        if work.at < self.rows.end() {
            self.work.counting = Some(work);
            return;
        }
        for (view, _, count) in work.views {
            self.views[view].count = Some(count);
        }
        self.tally = work.tally;
    }

    fn count_in(&self, plan: Option<&mut Plan>, stretch: std::ops::Range<u32>) -> usize {
        let live = stretch.clone().filter(|place| self.rows.is_live(*place));
        let Some(plan) = plan else { return live.count() };
        let mut found = Bits::none(stretch.end);
        plan.select(&self.rows, stretch.clone(), &mut found);
        stretch.filter(|place| found.has(*place)).count()
    }

    fn tally_row(&self, tally: &mut Tally, place: u32) {
        let row = self.rows.record(place);
        tally.late += usize::from(row.is_late(self.now));
        tally.aside += usize::from(row.is_set_aside());
        match row.state() {
            CaseState::New => {}
            CaseState::InWork => tally.in_work += 1,
            CaseState::Waiting => tally.waiting += 1,
            CaseState::Broken => tally.broken += 1,
            CaseState::Final => tally.finished += 1,
        }
    }

    /// Which of these places are let through now.
    pub(super) fn let_through(&mut self, stretch: std::ops::Range<u32>) {
        let view = self.view().map(|view| &view.filter);
        let filters = view.into_iter().chain([&self.filter]);
        let mut plans: Vec<Plan> = filters.filter_map(|filter| self.plan(filter)).collect();
        let mut found = std::mem::take(&mut self.through);
        through(&self.rows, &mut plans, stretch.clone(), &mut found);
        self.open += open_in(&self.rows, &found, stretch);
        self.through = found;
    }

    /// Counts anew how many of the shown are open.
    pub(super) fn count_open(&mut self) {
        self.open = open_in(&self.rows, &self.through, 0..self.rows.end());
    }

    /// A row is shown no more.
    pub(super) fn hide(&mut self, place: u32) {
        self.open -= open_in(&self.rows, &self.through, place..place + 1);
        self.through.clear(place);
    }
}

/// How many of these places are let through and open.
fn open_in(rows: &Rows, through: &Bits, stretch: std::ops::Range<u32>) -> usize {
    stretch.filter(|place| through.has(*place) && rows.record(*place).is_open()).count()
}

/// Puts down which of these places all plans let through.
fn through(rows: &Rows, plans: &mut [Plan], stretch: std::ops::Range<u32>, found: &mut Bits) {
    let Some((first, others)) = plans.split_first_mut() else {
        stretch.for_each(|place| found.put(place, rows.is_live(place)));
        return;
    };
    first.select(rows, stretch.clone(), found);
    for plan in others {
        let mut also = Bits::none(stretch.end);
        plan.select(rows, stretch.clone(), &mut also);
        for place in stretch.clone().filter(|place| !also.has(*place)) {
            found.clear(place);
        }
    }
}
