//! The summary against the header and the requests.

use std::collections::BTreeMap;

use super::{
    Remark,
    dates::{is_of_injury, is_other_date},
    reading::{Reading, Told},
};
use crate::{
    domain::{case::Case, check::CheckId, words::Side},
    records::text::{What, dates::Written, sentences, tokens::Token},
};

/// How far a review may stand from its date, in tokens.
const REACH: usize = 12;

/// Words of a sentence that compares both sides.
const COMPARES: &[&str] = &[
    "contralateral",
    "compared",
    "unaffected",
    "opposite",
    "uninjured",
    "uninvolved",
    "other",
    "normal",
    "prior",
];

pub fn remarks(case: &Case) -> Vec<Remark> {
    let reading = Reading::of(&case.summary, sentences(&case.summary));
    let mut remarks = Vec::new();
    remarks.extend(review(case, &reading));
    remarks.extend(injury(case, &reading));
    remarks.extend(sides(case, &reading));
    remarks.extend(of_items(case, &reading));
    remarks
}

fn dates<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = (&'a Told, Written)> {
    reading.told.iter().filter_map(|told| match told.what {
        What::Date(date) if date.is_placed() => Some((told, date)),
        _ => None,
    })
}

fn is_review(tokens: &[Token<'_>]) -> bool {
    let [first, rest @ ..] = tokens else { return false };
    first.text == "UR" || first.is("utilization") && rest.first().is_some_and(|t| t.is("review"))
}

/// The date of utilization review's decision.
fn review(case: &Case, reading: &Reading<'_>) -> Option<Remark> {
    let header = case.dates.ur_decision.as_ref()?;
    let mut named: Vec<(usize, &Told, Written)> = Vec::new();
    for (told, date) in dates(reading) {
        let Some(sentence) = reading.tokens.get(told.sentence.clone()) else { continue };
        let own = told.token - told.sentence.start;
        let reviews = (0..sentence.len()).filter(|at| is_review(&sentence[*at..]));
        let Some(far) = reviews.map(|at| at.abs_diff(own)).min() else { continue };
        if far <= REACH && !is_other_date(&sentence[..own]) {
            named.push((far, told, date));
        }
    }
    if named.iter().any(|(.., date)| date.lies_in(header)) {
        return None;
    }
    let (_, told, _) = named.iter().min_by_key(|(far, told, _)| (*far, told.at.start))?;
    let words = reading.words(told);
    let reason = format!("the summary dates utilization review {words}, the header {header}");
    Some(Remark::new(CheckId::SummaryReview, words, reason))
}

/// The date of the injury.
fn injury(case: &Case, reading: &Reading<'_>) -> Option<Remark> {
    let header = case.dates.injury.as_ref()?;
    let of_injury = dates(reading).filter(|(told, _)| {
        let before = reading.tokens.get(told.sentence.start..told.token);
        is_of_injury(before.unwrap_or_default())
    });
    let named: Vec<(&Told, Written)> = of_injury.collect();
    if named.iter().any(|(_, date)| date.lies_in(header)) {
        return None;
    }
    let (told, _) = named.first()?;
    let words = reading.words(told);
    let reason = format!("the summary dates the injury {words}, the header {header}");
    Some(Remark::new(CheckId::SummaryInjury, words, reason))
}

/// Parts of the body in the summary: how often each side is named.
fn counted(reading: &Reading<'_>) -> BTreeMap<&'static str, BTreeMap<Side, Vec<usize>>> {
    let mut counted: BTreeMap<&'static str, BTreeMap<Side, Vec<usize>>> = BTreeMap::new();
    for (at, told) in reading.told.iter().enumerate() {
        if let What::Side(sided) = &told.what
            && let Some(part) = sided.part
        {
            counted.entry(part).or_default().entry(sided.side).or_default().push(at);
        }
    }
    counted
}

/// One part with two sides: one named again and again, the other once and without a word of comparison.
fn sides(case: &Case, reading: &Reading<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for (part, by_side) in counted(reading) {
        if by_side.contains_key(&Side::Bilateral) || is_asked_of_both(case, part) {
            continue;
        }
        let (Some(left), Some(right)) = (by_side.get(&Side::Left), by_side.get(&Side::Right))
        else {
            continue;
        };
        let (few, side, often, other) = match (left.as_slice(), right.as_slice()) {
            ([one], many) if many.len() > 1 => (*one, Side::Left, many.len(), Side::Right),
            (many, [one]) if many.len() > 1 => (*one, Side::Right, many.len(), Side::Left),
            _ => continue,
        };
        let Some(told) = reading.told.get(few) else { continue };
        let sentence = reading.tokens.get(told.sentence.clone()).unwrap_or_default();
        let both = sentence.iter().any(|t| t.is(other.word()) || t.is_one_of(COMPARES));
        if !both {
            let reason =
                format!("the summary says {side} {part} once and {other} {part} {often} times");
            let about = format!("{side} {part}");
            remarks.push(Remark::new(CheckId::SummarySides, &about, reason));
        }
    }
    remarks
}

fn is_asked_of_both(case: &Case, part: &str) -> bool {
    let named = |side: Side| {
        case.items.iter().any(|item| {
            let title = item.title.to_lowercase();
            title.contains(part) && (item.side == Some(side) || title.contains(side.word()))
        })
    };
    named(Side::Bilateral) || named(Side::Left) && named(Side::Right)
}

/// The side of each request, when the summary names that part only on the other side.
fn of_items(case: &Case, reading: &Reading<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let counted = counted(reading);
    for item in &case.items {
        let title = Reading::of(&item.title, sentences(&item.title));
        for told in &title.told {
            let What::Side(sided) = told.what else { continue };
            let Some((part, by_side)) = sided.part.and_then(|part| counted.get_key_value(part))
            else {
                continue;
            };
            // `tingling on the left`: the side stands without its part.
            let named = reading.tokens.iter().any(|t| t.is(sided.side.word()));
            let fits = named || by_side.contains_key(&Side::Bilateral);
            let other = by_side.keys().next().filter(|_| !fits && sided.side != Side::Bilateral);
            if let Some(other) = other {
                let asked = format!("{} {part}", sided.side);
                let reason = format!(
                    "item {} asks for the {asked}, the summary speaks of the {other} {part} only",
                    item.item
                );
                let about = format!("item {}: {asked}", item.item);
                remarks.push(Remark::new(CheckId::ItemSide, &about, reason));
            }
        }
    }
    remarks
}
