//! The value of one leaf: every finding that touches its concept, weighed; and how the value would change
//! if findings were taken away.

use super::{
    context::{Context, Place},
    matching::{Bearing, NearMiss, Reason, bearing, setting},
    sum,
    value::{Value, Why},
};
use crate::domain::{
    date::PartialDate,
    guideline::{Leaf, Measure, Silence, Since},
    words::Standing,
};

/// Most findings over which a leaf that looks at several at once is tabulated.
const TABLE: usize = 10;

/// A leaf weighed, findings by index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    pub value: Value,
    /// True when the record is silent and the leaf says what that means.
    pub assumed: bool,
    /// Best witness first.
    pub fors: Vec<usize>,
    /// Best first; `true` is firm: it cannot stand beside a finding that says yes.
    pub against: Vec<(usize, Reason, bool)>,
    pub unclear: Vec<(usize, Reason)>,
    /// They perhaps say no.
    pub doubted: Vec<(usize, Reason)>,
    pub near: Vec<(usize, Reason)>,
    /// What a sum comes to, of how much, and what is left: `8 + 20 = 28 of 24, at most 16 left for the request`.
    pub sum: Option<String>,
}

/// How a leaf's value hangs on findings, by index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hold {
    /// Each finding counts by itself.
    Sets {
        fors: Vec<usize>,
        firm: Vec<usize>,
        weak: Vec<usize>,
        unclear: Vec<usize>,
        doubted: Vec<usize>,
        silent: Option<Silence>,
    },
    /// Findings count together: the value for every choice of those that stay, by bit mask.
    Table { relevant: Vec<usize>, values: Vec<Value> },
    /// The value hangs on nothing that could be taken away, or on more than can be tried.
    Fixed(Value),
}

/// Weighs a leaf; `active` takes findings away.
pub fn read(leaf: &Leaf, place: Place<'_>, cx: &Context<'_>, active: Option<&[bool]>) -> Reading {
    let setting = setting(leaf, cx, active);
    let mut reading = Reading {
        value: Value::Undetermined(Why::Silent),
        assumed: false,
        fors: Vec::new(),
        against: Vec::new(),
        unclear: Vec::new(),
        doubted: Vec::new(),
        near: Vec::new(),
        sum: None,
    };
    let kinds = cx.of_kind(&leaf.concept).iter().map(|i| (*i, true));
    let wider = cx.of_wider(&leaf.concept).into_iter().map(|i| (i, false));
    for (index, narrower) in kinds.chain(wider) {
        if !setting.counts(index) {
            continue;
        }
        match bearing(leaf, index, narrower, place, &setting, cx) {
            None => {}
            Some(Bearing::For) => reading.fors.push(index),
            Some(Bearing::Against { reason, firm }) => reading.against.push((index, reason, firm)),
            Some(Bearing::Unclear(reason)) => reading.unclear.push((index, reason)),
            Some(Bearing::Doubted(reason)) => reading.doubted.push((index, reason)),
            Some(Bearing::Near(reason)) => reading.near.push((index, reason)),
        }
    }
    if reading.fors.len() > 1 {
        reading.fors.sort_by_cached_key(|i| witness_key(cx, *i));
    }
    if reading.against.len() > 1 {
        reading.against.sort_by_cached_key(|(i, ..)| witness_key(cx, *i));
    }
    weigh(leaf, &mut reading, cx);
    reading
}

fn weigh(leaf: &Leaf, reading: &mut Reading, cx: &Context<'_>) {
    if let Some(bound) = &leaf.count {
        sum::counted(leaf, bound, reading, cx);
        return;
    }
    let firm = reading.against.iter().any(|(.., firm)| *firm);
    let there = There {
        fors: !reading.fors.is_empty(),
        firm,
        against: !reading.against.is_empty(),
        unclear: !reading.unclear.is_empty(),
        doubted: !reading.doubted.is_empty(),
    };
    (reading.value, reading.assumed) = there.value(leaf.silent);
}

/// What kinds of findings there are.
#[derive(Debug, Clone, Copy)]
struct There {
    fors: bool,
    firm: bool,
    against: bool,
    unclear: bool,
    doubted: bool,
}

impl There {
    /// The value, and whether silence was taken as an answer.
    fn value(self, silent: Option<Silence>) -> (Value, bool) {
        let open = |why| (Value::Undetermined(why), false);
        match silent {
            _ if self.fors && self.firm => open(Why::Conflict),
            _ if self.fors => (Value::Met, false),
            _ if self.unclear => open(Why::Unclear),
            _ if self.against => (Value::NotMet, false),
            // A hedged no is no silence.
            _ if self.doubted => open(Why::Unclear),
            Some(Silence::Absent) => (Value::NotMet, true),
            Some(Silence::Present) => (Value::Met, true),
            None => open(Why::Silent),
        }
    }
}

/// How the value hangs on the findings.
pub fn hold(leaf: &Leaf, place: Place<'_>, cx: &Context<'_>, reading: &Reading) -> Hold {
    let together = leaf.count.is_some()
        || matches!(leaf.since, Some(Since::Concept(_)))
        || matches!(leaf.value, Some(Measure::Change { .. }));
    if !together {
        let side = |firm: bool| {
            let chosen = reading.against.iter().filter(move |(.., f)| *f == firm);
            chosen.map(|(i, ..)| *i).collect::<Vec<_>>()
        };
        return Hold::Sets {
            fors: reading.fors.clone(),
            firm: side(true),
            weak: side(false),
            unclear: reading.unclear.iter().map(|(i, _)| *i).collect(),
            doubted: reading.doubted.iter().map(|(i, _)| *i).collect(),
            silent: leaf.silent,
        };
    }
    let mut relevant: Vec<usize> = cx.of_kind(&leaf.concept).to_vec();
    if let Some(Since::Concept(concept)) = &leaf.since {
        relevant.extend(cx.of_kind(concept));
    }
    relevant.sort_unstable();
    relevant.dedup();
    relevant.retain(|i| *i < cx.case.findings.len());
    table(relevant, cx, reading.value, |active| read(leaf, place, cx, Some(active)).value)
}

/// Tabulates a value over every choice of the relevant findings.
pub fn table(
    relevant: Vec<usize>,
    cx: &Context<'_>,
    now: Value,
    value: impl Fn(&[bool]) -> Value,
) -> Hold {
    if relevant.is_empty() || relevant.len() > TABLE {
        return Hold::Fixed(now);
    }
    let mut active = vec![true; cx.findings.len()];
    let values = (0..1usize << relevant.len())
        .map(|mask| {
            for (bit, index) in relevant.iter().enumerate() {
                active[*index] = mask & (1 << bit) != 0;
            }
            value(&active)
        })
        .collect();
    Hold::Table { relevant, values }
}

impl Hold {
    /// The value once `removed` (sorted) are taken away.
    pub fn without(&self, removed: &[usize]) -> Value {
        let gone = |i: &usize| removed.binary_search(i).is_ok();
        match self {
            Self::Fixed(value) => *value,
            Self::Table { relevant, values } => {
                let bits = relevant.iter().enumerate().filter(|(_, i)| !gone(i));
                let mask = bits.fold(0usize, |mask, (bit, _)| mask | (1 << bit));
                values.get(mask).copied().unwrap_or(Value::Undetermined(Why::Silent))
            }
            Self::Sets { fors, firm, weak, unclear, doubted, silent } => {
                let left = |set: &[usize]| set.iter().any(|i| !gone(i));
                let firm = left(firm);
                let there = There {
                    fors: left(fors),
                    firm,
                    against: firm || left(weak),
                    unclear: left(unclear),
                    doubted: left(doubted),
                };
                there.value(*silent).0
            }
        }
    }
}

impl Reading {
    /// Against and near as misses with ids; unclear ones first among the near.
    pub fn misses(&self, cx: &Context<'_>) -> (Vec<NearMiss>, Vec<NearMiss>) {
        let miss =
            |index: usize, reason| NearMiss { finding: cx.findings[index].id.clone(), reason };
        let against = self.against.iter().map(|(i, r, _)| miss(*i, *r)).collect();
        let open = self.unclear.iter().chain(&self.doubted);
        let near = open.chain(&self.near).map(|(i, r)| miss(*i, *r)).collect();
        (against, near)
    }
}

/// Who is heard first: the record before the request, by origin, first-hand before quoted, latest, then document, page and id.
fn witness_key(cx: &Context<'_>, index: usize) -> impl Ord + use<> {
    let finding = &cx.findings[index];
    (
        finding.standing == Standing::Requested,
        finding.from,
        finding.quoted,
        std::cmp::Reverse(finding.date.as_ref().map(PartialDate::last)),
        cx.case.documents.iter().position(|d| d.id == finding.source.document),
        finding.source.page,
        finding.id.clone(),
    )
}
