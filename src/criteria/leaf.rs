//! The value of one leaf: every finding that touches its concept, weighed.

use super::{
    context::{Context, Place},
    hold::{Hold, TABLE, Tally, There},
    matching::{Bearing, NearMiss, Reason, bearing, setting},
    sum::tally,
    value::{Value, Why},
};
use crate::domain::{
    date::PartialDate,
    finding::Value as Found,
    guideline::{Leaf, Measure, Since},
    words::Standing,
};

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
    /// What a count or sum comes to: `12 + 8 = 20`.
    pub sum: Option<String>,
    /// What a count counts.
    pub tally: Option<Tally>,
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
        tally: None,
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
        let (tally, sum) = tally(leaf, bound, reading, cx);
        (reading.value, reading.assumed) = tally.value(|_| false);
        reading.sum = sum;
        reading.tally = Some(tally);
        return;
    }
    let firm = reading.against.iter().any(|(.., firm)| *firm);
    let there = There::new([
        !reading.fors.is_empty(),
        firm,
        !reading.against.is_empty(),
        !reading.unclear.is_empty(),
        !reading.doubted.is_empty(),
    ]);
    (reading.value, reading.assumed) = there.value(leaf.silent);
}

fn indices(found: &[(usize, Reason)]) -> Vec<usize> {
    found.iter().map(|(i, _)| *i).collect()
}

/// How the value hangs on the findings.
pub fn hold(leaf: &Leaf, place: Place<'_>, cx: &Context<'_>, reading: &Reading) -> Hold {
    let together = matches!(leaf.since, Some(Since::Concept(_)))
        || matches!(leaf.value, Some(Measure::Change { .. }));
    if together {
        return table(leaf, place, cx, reading);
    }
    if let Some(tally) = &reading.tally {
        return Hold::Count(Box::new(tally.clone()));
    }
    let side = |firm: bool| {
        let chosen = reading.against.iter().filter(move |(.., f)| *f == firm);
        chosen.map(|(i, ..)| *i).collect::<Vec<_>>()
    };
    let (unclear, doubted) = (indices(&reading.unclear), indices(&reading.doubted));
    let sets = [reading.fors.clone(), side(true), side(false), unclear, doubted];
    Hold::Sets { sets, silent: leaf.silent }
}

/// A leaf whose findings bear on each other, over every choice of those that matter. The parts of the request are
/// never taken away.
fn table(leaf: &Leaf, place: Place<'_>, cx: &Context<'_>, reading: &Reading) -> Hold {
    let mut relevant: Vec<usize> = reading.fors.clone();
    relevant.extend(reading.against.iter().map(|(i, ..)| *i));
    relevant.extend(indices(&reading.unclear));
    relevant.extend(indices(&reading.doubted));
    if let Some(Since::Concept(concept)) = &leaf.since {
        let dated = |i: &&usize| cx.findings[**i].date.is_some();
        relevant.extend(cx.of_kind(concept).iter().filter(dated));
    }
    if matches!(leaf.value, Some(Measure::Change { .. })) {
        let amount = |i: &&usize| matches!(cx.findings[**i].value, Found::Amount(_));
        relevant.extend(cx.of_kind(&leaf.concept).iter().filter(amount));
    }
    relevant.sort_unstable();
    relevant.dedup();
    relevant.retain(|i| *i < cx.case.findings.len());
    if relevant.len() > TABLE {
        return Hold::Untried { value: reading.value, witnesses: reading.fors.clone() };
    }
    let mut active = vec![true; cx.findings.len()];
    let rows = (0..1usize << relevant.len())
        .map(|mask| {
            for (bit, index) in relevant.iter().enumerate() {
                active[*index] = mask & (1 << bit) != 0;
            }
            let reading = read(leaf, place, cx, Some(&active));
            (reading.value, reading.fors)
        })
        .collect();
    Hold::Table { relevant, rows }
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
