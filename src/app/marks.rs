//! Marked cases of the queue, the range that is being drawn, and the queue's own undo.

use std::collections::{BTreeMap, BTreeSet};

use super::queue::Queue;
use crate::domain::{
    case::CaseNumber,
    draft::Aside,
    queue::{CaseState, CaseSummary},
    rows::Bits,
};

/// Acts that can be taken back.
const STEPS: usize = 200;

/// What is marked. Marks follow the case, not the row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Marks {
    marked: BTreeSet<CaseNumber>,
    /// Where a range began; it goes on to the cursor.
    range: Option<CaseNumber>,
    /// Where both stand among the shown rows: looked up when these change, and read with every key.
    places: BTreeSet<usize>,
    anchor: Option<usize>,
    done: Vec<Step>,
    undone: Vec<Step>,
    /// What the disk is to answer for.
    acting: Option<Acting>,
}

/// A case as it is to be, set aside or not, and as the reviewer has seen it.
#[derive(Debug, Clone, PartialEq)]
pub struct Want {
    pub number: CaseNumber,
    /// What must still be there: another's reason is not written over unseen.
    pub seen: Option<Aside>,
    pub to: Option<Aside>,
}

pub type Wanted = Vec<Want>;

/// An act that can be taken back: which cases it marked, of which it took the mark, and what was set aside, before and
/// after.
#[derive(Debug, Clone, Default, PartialEq)]
struct Step {
    marked: BTreeSet<CaseNumber>,
    unmarked: BTreeSet<CaseNumber>,
    aside: Vec<(CaseNumber, Option<Aside>, Option<Aside>)>,
}

#[derive(Debug, Clone, PartialEq)]
struct Acting {
    way: Way,
    wanted: Wanted,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Way {
    Do,
    Undo,
    Redo,
}

/// What came of setting cases aside, each with what was before, or why it was left out.
pub type Answers = Vec<(CaseNumber, Result<Option<Aside>, String>)>;

/// What is said of an act when it is done.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    pub way: Way,
    /// True when the cases were set aside, not taken up.
    pub aside: bool,
    pub done: Vec<CaseNumber>,
    pub left_out: Vec<(CaseNumber, String)>,
}

impl Marks {
    pub fn keep(&mut self, known: impl Fn(&CaseNumber) -> bool) {
        self.marked.retain(&known);
        self.range.take_if(|anchor| !known(anchor));
    }

    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// True while the disk is to answer.
    pub fn is_acting(&self) -> bool {
        self.acting.is_some()
    }

    fn set(&mut self, marked: BTreeSet<CaseNumber>) {
        if marked != self.marked {
            let step = Step {
                marked: &marked - &self.marked,
                unmarked: &self.marked - &marked,
                aside: Vec::new(),
            };
            self.marked = marked;
            self.push(step);
        }
    }

    fn push(&mut self, step: Step) {
        self.done.push(step);
        self.undone.clear();
        if self.done.len() > STEPS {
            self.done.remove(0);
        }
    }
}

impl Queue {
    /// First and last place of the range, while one is drawn.
    pub fn range(&self) -> Option<(usize, usize)> {
        let (from, to) = (self.marks.anchor?, self.position());
        Some((from.min(to), from.max(to)))
    }

    /// The marked cases that are shown, those of the range included: an act goes to no case that is hidden.
    pub fn marked(&self) -> impl Iterator<Item = CaseSummary> {
        self.marked_places().filter_map(|place| self.at(place))
    }

    /// Where they stand among the shown rows.
    pub fn marked_places(&self) -> impl Iterator<Item = usize> {
        let (from, end) = self.range().map_or((0, 0), |(from, to)| (from, to + 1));
        let marked = &self.marks.places;
        let (above, below) = (marked.range(..from).copied(), marked.range(end..).copied());
        above.chain(from..end).chain(below)
    }

    /// True when one of all rows is of a marked case.
    pub fn is_marked(&self, row: u32) -> bool {
        !self.marks.marked.is_empty() && self.marks.marked.contains(&self.rows().number(row))
    }

    /// Looks up where the marked cases and the begin of the range now stand.
    pub(super) fn place_marks(&mut self) {
        let Marks { marked, range, .. } = &self.marks;
        let places = match marked.is_empty() {
            true => BTreeSet::new(),
            false => {
                let mut rows = Bits::default();
                let known = marked.iter().filter_map(|number| self.rows().find(number));
                known.for_each(|row| rows.set(row));
                let shown = (0..self.shown_len()).zip(self.shown_rows());
                shown.filter(|(_, row)| rows.has(*row)).map(|(place, _)| place).collect()
            }
        };
        let anchor = range.as_ref().and_then(|number| self.place_of(number));
        (self.marks.places, self.marks.anchor) = (places, anchor);
    }

    fn set_marks(&mut self, marked: BTreeSet<CaseNumber>) {
        self.marks.set(marked);
        self.place_marks();
    }

    /// Whom an act concerns: the marked cases, or the one under the cursor.
    pub fn concerned(&self) -> Vec<CaseSummary> {
        self.concerned_rows().map(|row| self.rows().get(row)).collect()
    }

    /// The same, as which of all rows: what is asked at every frame unpacks none.
    pub fn concerned_rows(&self) -> impl Iterator<Item = u32> {
        let mut marked = self.marked_places().peekable();
        let current = marked.peek().is_none().then(|| self.position());
        marked.chain(current).filter_map(|place| self.row_at(place))
    }

    /// Marks the case under the cursor, or takes its mark away.
    pub fn mark(&mut self) {
        let place = self.position();
        let Some(number) = self.number_at(place) else { return };
        let marks = &mut self.marks;
        let mut step = Step::default();
        if marks.marked.remove(&number) {
            marks.places.remove(&place);
            step.unmarked.insert(number);
        } else {
            marks.marked.insert(number.clone());
            marks.places.insert(place);
            step.marked.insert(number);
        }
        marks.push(step);
    }

    /// Begins a range at the cursor; ends one by marking what lies in it.
    pub fn draw_range(&mut self) {
        if self.marks.range.is_none() {
            self.marks.range = self.number_at(self.position());
            self.place_marks();
            return;
        }
        let Some((from, to)) = self.range() else {
            self.marks.range = None;
            return;
        };
        let mut marked = self.marks.marked.clone();
        marked.extend((from..=to).filter_map(|place| self.number_at(place)));
        self.marks.range = None;
        self.set_marks(marked);
    }

    /// Of the shown rows, marks those that were not, and the other way round.
    pub fn invert_marks(&mut self) {
        let mut marked = self.marks.marked.clone();
        for number in self.shown_rows().map(|row| self.rows().number(row)) {
            if !marked.remove(&number) {
                marked.insert(number);
            }
        }
        self.marks.range = None;
        self.set_marks(marked);
    }

    /// Takes back the range, or else the marks. False when there was neither.
    pub fn clear_marks(&mut self) -> bool {
        if self.marks.range.take().is_some() {
            self.marks.anchor = None;
            return true;
        }
        let any = !self.marks.marked.is_empty();
        self.set_marks(BTreeSet::new());
        any
    }

    /// Remembers what the disk is asked for.
    pub fn act(&mut self, wanted: Wanted) -> Wanted {
        self.marks.acting = Some(Acting { way: Way::Do, wanted: wanted.clone() });
        wanted
    }

    /// Takes the last act back, or does it again. `None`: there is none. What is to be written is given back.
    pub fn step(&mut self, way: Way) -> Option<Wanted> {
        let back = way == Way::Undo;
        let step = if back { self.marks.done.last() } else { self.marks.undone.last() }?.clone();
        let aside = step.aside.iter().cloned();
        let wanted: Wanted = aside
            .map(|(number, before, after)| match back {
                true => Want { number, seen: after, to: before },
                false => Want { number, seen: before, to: after },
            })
            .collect();
        if wanted.is_empty() {
            self.turn(&way, &step);
        } else {
            self.marks.acting = Some(Acting { way, wanted: wanted.clone() });
        }
        Some(wanted)
    }

    /// Moves a step from one side of the history to the other.
    fn turn(&mut self, way: &Way, step: &Step) {
        self.marks.range = None;
        let (comes, goes) = if *way == Way::Undo {
            self.marks.undone.extend(self.marks.done.pop());
            (&step.unmarked, &step.marked)
        } else {
            self.marks.done.extend(self.marks.undone.pop());
            (&step.marked, &step.unmarked)
        };
        // A case that is gone gets no mark again.
        let known = |number: &&CaseNumber| self.rows().find(number).is_some();
        let known: Vec<CaseNumber> = comes.iter().filter(known).cloned().collect();
        self.marks.marked.retain(|number| !goes.contains(number));
        self.marks.marked.extend(known);
        self.place_marks();
    }

    /// The disk has answered: the rows say it, what was done loses its mark and can be taken back.
    pub fn acted(&mut self, answers: Answers) -> Option<Said> {
        let Acting { way, wanted } = self.marks.acting.take()?;
        let aside = wanted.iter().any(|want| want.to.is_some());
        let mut wanted: BTreeMap<_, _> = wanted.into_iter().map(|w| (w.number, w.to)).collect();
        let (mut done, mut left_out) = (Vec::new(), Vec::new());
        for (number, answer) in answers {
            match (answer, wanted.remove(&number)) {
                (Ok(before), Some(after)) => done.push((number, before, after)),
                (Err(why), _) => left_out.push((number, why)),
                (Ok(_), None) => {}
            }
        }
        let turned: BTreeMap<CaseNumber, Option<Aside>> =
            done.iter().map(|(number, _, after)| (number.clone(), after.clone())).collect();
        let said = Said { aside, done: turned.keys().cloned().collect(), left_out, way };
        match said.way {
            Way::Do if done.is_empty() => {}
            Way::Do => {
                // The range that was meant is a mark of what was left out.
                let before: BTreeSet<CaseNumber> = self
                    .marked_places()
                    .filter_map(|place| self.number_at(place))
                    .chain(self.marks.marked.clone())
                    .collect();
                let (unmarked, marked) =
                    before.into_iter().partition(|number| turned.contains_key(number));
                self.marks.range = None;
                self.marks.marked = marked;
                self.marks.push(Step { marked: BTreeSet::new(), unmarked, aside: done });
            }
            Way::Undo | Way::Redo => {
                let back = said.way == Way::Undo;
                let last =
                    if back { self.marks.done.last_mut() } else { self.marks.undone.last_mut() };
                if let Some(step) = last.map(|step| {
                    // What could not be turned is no part of the act any more.
                    step.aside.retain(|(number, ..)| turned.contains_key(number));
                    step.clone()
                }) {
                    self.turn(&said.way.clone(), &step);
                }
            }
        }
        // Only now: what was marked is what was shown, and a row that is set aside may be hidden.
        self.change_rows(&said.done, |row| {
            if let Some(aside) = turned.get(&row.number) {
                row.standing.aside.clone_from(aside);
            }
        });
        Some(said)
    }
}

/// Why a case is not set aside, as far as its row says.
pub fn against(state: CaseState) -> Option<&'static str> {
    match state {
        CaseState::Final => Some("final"),
        CaseState::Broken => Some("cannot be read"),
        _ => None,
    }
}
