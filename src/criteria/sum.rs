//! `count`: how many findings match, or what their amounts come to, against the bound.

use jiff::civil::Date;

use super::{context::Context, hold::Tally, leaf::Reading, matching::Reason};
use crate::domain::{
    finding::{Finding, Value as Found},
    guideline::{Bound, Leaf, Silence},
    quantity::{Milli, NO_END, day_range, milli_text, unit},
    vocabulary::Factor,
    words::Standing,
};

/// An amount from fewest to most.
type Span = (Milli, Milli);

/// Findings are counted when the bound has no unit, else their amounts are added. Gives what is counted, and what a
/// sum comes to in words.
pub(super) fn tally(
    leaf: &Leaf,
    bound: &Bound,
    reading: &mut Reading,
    cx: &Context<'_>,
) -> (Tally, Option<String>) {
    let sum = if bound.unit.is_empty() {
        let one = (1000, 1000);
        Sum { terms: vec![one; reading.fors.len()], ..Sum::default() }
    } else {
        Sum::of(bound, reading, cx)
    };
    let denied = reading.against.iter().filter(|(_, reason, _)| *reason == Reason::Denied);
    let tally = Tally {
        bound: bound.clone(),
        silent: leaf.silent,
        terms: reading.fors.iter().copied().zip(sum.terms.iter().copied().map(Some)).collect(),
        denied: denied.map(|(i, ..)| *i).collect(),
        unclear: reading.unclear.iter().map(|(i, _)| *i).collect(),
        doubted: reading.doubted.iter().map(|(i, _)| *i).collect(),
    };
    let complete = leaf.silent == Some(Silence::Absent) || !tally.denied.is_empty();
    let end_known = tally.unclear.is_empty() && complete;
    let told = !bound.unit.is_empty() && !sum.terms.is_empty();
    let text = told.then(|| sum.text(leaf, bound, end_known));
    (tally, text)
}

/// Amounts added up, each in the bound's unit.
#[derive(Default)]
struct Sum {
    terms: Vec<Span>,
    all: Span,
    /// What of it the disputed item itself asks for.
    requested: Span,
}

impl Sum {
    /// Adds the amounts of the findings that match; one without an amount in that unit is unclear.
    fn of(bound: &Bound, reading: &mut Reading, cx: &Context<'_>) -> Self {
        let mut sum = Self::default();
        let mut matching = std::mem::take(&mut reading.fors);
        matching.retain(|index| {
            let finding = &cx.findings[*index];
            let Some(amount) = amount_in(finding, &bound.unit, cx) else {
                reading.unclear.push((*index, Reason::NoAmount));
                return false;
            };
            sum.terms.push(amount);
            sum.all = plus(sum.all, amount);
            if finding.standing == Standing::Requested {
                sum.requested = plus(sum.requested, amount);
            }
            true
        });
        reading.fors = matching;
        sum
    }

    /// `8 + 20 = 28 of 24, 16 left for the request`: what a reviewer needs to see who would allow a part of it.
    fn text(&self, leaf: &Leaf, bound: &Bound, end_known: bool) -> String {
        let terms: Vec<String> = self.terms.iter().map(|t| span_text(*t)).collect();
        let mut text = terms.join(" + ");
        if terms.len() > 1 {
            text.push_str(&format!(" = {}", span_text(self.all)));
        }
        let ends =
            [bound.least, bound.most].into_iter().flatten().filter(|e| e.firm.max(e.soft) > 0);
        let ends: Vec<String> =
            ends.map(|e| span_text((e.soft.min(e.firm), e.soft.max(e.firm)))).collect();
        // Of `more than 0 days` there is nothing to say.
        if !ends.is_empty() {
            text.push_str(&format!(" of {}", ends.join(" to ")));
        }
        if let Some(most) = bound.most.filter(|_| leaf.standing.contains(&Standing::Requested)) {
            let before = (self.all.0 - self.requested.0, self.all.1 - self.requested.1);
            let left = ((most.firm - before.1).max(0), (most.soft - before.0).max(0));
            // What the record does not tell could take of it.
            let left = if end_known { span_text(left) } else { milli_text(left.1) };
            let limit = match left.as_str() {
                "0" => "",
                _ if !most.included => "under ",
                _ if end_known => "",
                _ => "at most ",
            };
            text.push_str(&format!(", {limit}{left} left for the request"));
        }
        text
    }
}

fn plus(a: Span, b: Span) -> Span {
    (a.0.saturating_add(b.0), a.1.saturating_add(b.1))
}

fn span_text((low, high): Span) -> String {
    match high {
        _ if low == high => milli_text(low),
        high if high >= NO_END => format!("at least {}", milli_text(low)),
        high => format!("{} to {}", milli_text(low), milli_text(high)),
    }
}

/// A finding's amount in a unit: its own, a length of time in another, or by a factor table.
fn amount_in(finding: &Finding, wanted: &str, cx: &Context<'_>) -> Option<Span> {
    let Found::Amount(amount) = &finding.value else { return None };
    if let Some(same) = amount.comparable(wanted) {
        return Some(same);
    }
    if let (Some((low, high)), Some((short, long))) = (amount.days(), day_range(wanted)) {
        return Some((low / long, high / short));
    }
    let (least, most) = factors(finding, &amount.unit, wanted, cx)?;
    let times = |milli: Milli, factor: Milli| milli.saturating_mul(factor) / 1000;
    Some((times(amount.low, least), times(amount.high, most)))
}

/// The factor in force on the day of the request; two of them when that day is not known and the tables differ.
/// The concept's own table goes before those of wider ones.
fn factors(finding: &Finding, per: &str, to: &str, cx: &Context<'_>) -> Option<Span> {
    let fits = |f: &&Factor| unit(&f.to) == to && unit(&f.per) == per;
    let concepts = cx.vocabulary.concept_and_wider(&finding.concept);
    let tables = concepts.iter().filter_map(|c| cx.vocabulary.concepts.get(*c));
    let factors: Vec<&Factor> = tables
        .map(|c| c.factors.iter().filter(fits).collect::<Vec<_>>())
        .find(|factors| !factors.is_empty())?;
    let on = |day: Date| {
        let begun = factors.iter().filter(|f| f.from.first() <= day);
        begun.max_by_key(|f| f.from.first()).map(|f| f.factor.0)
    };
    let (first, last) = match cx.case.dates.request.as_ref() {
        Some(day) => (on(day.first())?, on(day.last())?),
        None => {
            let every = || factors.iter().map(|f| f.factor.0);
            (every().min()?, every().max()?)
        }
    };
    Some((first.min(last), first.max(last)))
}
