//! How the value of one leaf hangs on the findings: what it would be if some of them were taken away.

use super::{
    compare::{Fit, within},
    families::{Family, Set, searched},
    value::{Value, Why},
};
use crate::domain::{
    guideline::{Bound, Silence},
    quantity::{Milli, NO_END},
};

/// Most findings over which a leaf that looks at several at once is tabulated.
pub(super) const TABLE: usize = 10;

/// What a value is to become when findings are taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aim {
    Met,
    NotMet,
    /// Met no longer.
    Unmet,
    /// Not met no longer.
    Unfailed,
}

impl Aim {
    pub fn reached(self, value: Value) -> bool {
        match self {
            Self::Met => value == Value::Met,
            Self::NotMet => value == Value::NotMet,
            Self::Unmet => value != Value::Met,
            Self::Unfailed => value != Value::NotMet,
        }
    }

    /// The same said of the opposite.
    pub fn negated(self) -> Self {
        match self {
            Self::Met => Self::NotMet,
            Self::NotMet => Self::Met,
            Self::Unmet => Self::Unfailed,
            Self::Unfailed => Self::Unmet,
        }
    }

    /// The same of a leaf whose undetermined value is taken for met, or for not met.
    pub fn taken(self, open: Value) -> Self {
        match (self, open) {
            (_, Value::Undetermined(_)) => self,
            (Self::Met | Self::Unfailed, Value::Met) => Self::Unfailed,
            (Self::Met | Self::Unfailed, Value::NotMet) => Self::Met,
            (Self::NotMet | Self::Unmet, Value::Met) => Self::NotMet,
            (Self::NotMet | Self::Unmet, Value::NotMet) => Self::Unmet,
        }
    }

    /// How many of `m` parts must reach it so that `at least n of m` does.
    pub fn needed(self, n: usize, m: usize) -> usize {
        let n = n.min(m);
        match self {
            Self::Met | Self::Unfailed => n,
            Self::NotMet | Self::Unmet => m + 1 - n,
        }
    }
}

/// How a leaf's value hangs on findings, by index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hold {
    /// Each finding counts by itself: for, firmly against, weakly against, unclear, doubted.
    Sets { sets: [Vec<usize>; 5], silent: Option<Silence> },
    /// Amounts are summed, or findings counted.
    Count(Box<Tally>),
    /// Findings bear on each other: value and witnesses for every choice of those that stay, by bit mask.
    Table { relevant: Vec<usize>, rows: Vec<(Value, Vec<usize>)> },
    /// Findings bear on each other, and they are more than can be tabulated.
    Untried { value: Value, witnesses: Vec<usize> },
}

/// What kinds of findings there are.
#[derive(Debug, Clone, Copy)]
pub(super) struct There {
    fors: bool,
    firm: bool,
    weak: bool,
    unclear: bool,
    doubted: bool,
}

impl There {
    pub fn new([fors, firm, weak, unclear, doubted]: [bool; 5]) -> Self {
        Self { fors, firm, weak, unclear, doubted }
    }

    /// The value, and whether silence was taken as an answer.
    pub fn value(self, silent: Option<Silence>) -> (Value, bool) {
        let open = |why| (Value::Undetermined(why), false);
        match silent {
            _ if self.fors && self.firm => open(Why::Conflict),
            _ if self.fors => (Value::Met, false),
            _ if self.unclear => open(Why::Unclear),
            _ if self.firm || self.weak => (Value::NotMet, false),
            // A hedged no is no silence.
            _ if self.doubted => open(Why::Unclear),
            Some(Silence::Absent) => (Value::NotMet, true),
            Some(Silence::Present) => (Value::Met, true),
            None => open(Why::Silent),
        }
    }
}

/// What a count counts. What the record tells is a lower limit, unless it denies that there was any, or the leaf says
/// that silence means absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    pub bound: Bound,
    pub silent: Option<Silence>,
    /// Each counted finding with the least and the most that it adds; `None` when its amount is not known.
    pub terms: Vec<(usize, Option<(Milli, Milli)>)>,
    pub denied: Vec<usize>,
    pub unclear: Vec<usize>,
    pub doubted: Vec<usize>,
}

impl Tally {
    /// The value without the findings that are gone, and whether silence was taken as an answer.
    pub fn value(&self, gone: impl Fn(usize) -> bool) -> (Value, bool) {
        let left = |set: &[usize]| set.iter().any(|i| !gone(*i));
        let assumed = self.silent == Some(Silence::Absent);
        let denied = left(&self.denied);
        let mut unclear = left(&self.unclear);
        let (mut low, mut high): (Milli, Milli) = (0, 0);
        for (_, amount) in self.terms.iter().filter(|(i, _)| !gone(*i)) {
            match amount {
                Some((from, to)) => {
                    low = low.saturating_add(*from);
                    high = high.saturating_add(*to);
                }
                None => unclear = true,
            }
        }
        if denied && (high > 0 || unclear) {
            let why = if high > 0 { Why::Conflict } else { Why::Unclear };
            return (Value::Undetermined(why), false);
        }
        let end_known = denied || (assumed && !unclear);
        let end = if end_known { high } else { NO_END };
        let vague = unclear || left(&self.doubted) || end_known;
        let why = if vague { Why::Unclear } else { Why::Silent };
        // Only the side of the bound that the unknown end decides is an assumption.
        match within((low, end), &self.bound, (1, 1)) {
            Fit::Yes => (Value::Met, assumed && !denied && self.bound.most.is_some()),
            Fit::No(_) => (Value::NotMet, assumed && !denied && self.bound.least.is_some()),
            Fit::Unknown(_) => (Value::Undetermined(why), false),
        }
    }
}

impl Hold {
    /// The value once findings are gone.
    pub fn without(&self, gone: &dyn Fn(usize) -> bool) -> Value {
        match self {
            Self::Untried { value, .. } => *value,
            Self::Table { .. } => self.row(gone).map_or(Value::Undetermined(Why::Silent), |r| r.0),
            Self::Count(tally) => tally.value(gone).0,
            Self::Sets { sets, silent } => {
                let left = sets.each_ref().map(|set| set.iter().any(|i| !gone(*i)));
                There::new(left).value(*silent).0
            }
        }
    }

    /// Findings that then satisfy the leaf.
    pub fn witnesses(&self, gone: &dyn Fn(usize) -> bool) -> Vec<usize> {
        let left = |of: &[usize]| of.iter().copied().filter(|i| !gone(*i)).collect();
        match self {
            Self::Untried { witnesses, .. } => left(witnesses),
            Self::Table { .. } => self.row(gone).map_or_else(Vec::new, |r| r.1.clone()),
            Self::Count(tally) => tally.terms.iter().map(|t| t.0).filter(|i| !gone(*i)).collect(),
            Self::Sets { sets: [fors, ..], .. } => left(fors),
        }
    }

    fn row(&self, gone: &dyn Fn(usize) -> bool) -> Option<&(Value, Vec<usize>)> {
        let Self::Table { relevant, rows } = self else { return None };
        let stay = relevant.iter().enumerate().filter(|(_, i)| !gone(**i));
        rows.get(stay.fold(0usize, |mask, (bit, _)| mask | (1 << bit)))
    }

    /// Groups of findings that only count whole: as long as one of a group stays, nothing changes.
    pub fn groups(&self, visit: &mut dyn FnMut(&[usize])) {
        match self {
            Self::Untried { .. } => {}
            Self::Table { relevant, .. } => relevant.iter().for_each(|i| visit(&[*i])),
            Self::Count(tally) => {
                tally.terms.iter().for_each(|(i, _)| visit(&[*i]));
                for group in [&tally.denied, &tally.unclear, &tally.doubted] {
                    visit(group);
                }
            }
            Self::Sets { sets, .. } => sets.iter().for_each(|set| visit(set)),
        }
    }

    /// Smallest sets of findings whose loss brings the value to the aim. `bit`: a finding's member, 0 for one that
    /// cannot be taken away.
    pub(super) fn removal(&self, aim: Aim, bit: &dyn Fn(usize) -> Set) -> Family {
        if aim.reached(self.without(&|_| false)) {
            return Family::already();
        }
        let (sets, silent) = match self {
            Self::Untried { .. } => return Family { partial: true, ..Family::none() },
            // Most leaves of most guidelines: nothing on it in the record, nothing to lose.
            Self::Sets { sets, .. } if sets.iter().all(Vec::is_empty) => return Family::none(),
            Self::Sets { sets, silent } => (sets, *silent),
            Self::Table { .. } | Self::Count(_) => {
                let mut members: Vec<Set> = Vec::new();
                self.groups(&mut |group| members.extend(group.iter().map(|i| bit(*i))));
                members.sort_unstable();
                members.dedup();
                members.retain(|member| *member != 0);
                return searched(&members, |set| aim.reached(self.without(&|i| bit(i) & set != 0)));
            }
        };
        // The value changes only when some of the five sets are emptied: every choice of them is tried.
        let member = |all: Option<Set>, i: &usize| match (all, bit(*i)) {
            (None, _) | (_, 0) => None,
            (Some(all), one) => Some(all | one),
        };
        let whole = sets.each_ref().map(|set| set.iter().fold(Some(0), member));
        let mut found = Vec::new();
        'choices: for choice in 1..1usize << sets.len() {
            let mut left = sets.each_ref().map(|set| !set.is_empty());
            let mut lost = 0;
            for (n, set) in whole.iter().enumerate().filter(|(n, _)| choice & (1 << n) != 0) {
                match set {
                    Some(set) if left[n] => lost |= set,
                    _ => continue 'choices,
                }
                left[n] = false;
            }
            if aim.reached(There::new(left).value(silent).0) {
                found.push(lost);
            }
        }
        Family::of(found, false)
    }
}
