//! What speaks against, or almost counts: told with the reason why the result does not turn on it.

use super::{
    Ground, Sentence,
    evidence::Teller,
    path,
    reasons::{is_worth_telling, why, why_of_several},
    speech,
};
use crate::{
    criteria::{Proof, Value, matching::Reason},
    domain::{
        drafted::Basis,
        finding::{Finding, Value as Found},
        words::Origin,
    },
};

/// Most findings that are told of one reason, and most that are denied beside: a reader follows no more.
const MOST: usize = 4;

/// A finding that touches a cited guideline and does not count there.
struct Passed<'p> {
    finding: &'p str,
    reason: Reason,
    guideline: &'p str,
}

/// The findings that speak against what the criteria come to and were passed over, those of one reason together, and
/// then those that deny something of the same part of the body.
pub fn counter(ground: &Ground<'_>, teller: &mut Teller<'_>, cited: &[&Proof]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut open = passed(teller, cited);
    while let Some(first) = open.first().map(|p| p.reason) {
        let (mut same, rest): (Vec<Passed<'_>>, Vec<Passed<'_>>) =
            open.into_iter().partition(|p| p.reason == first);
        open = rest;
        same.truncate(MOST);
        let ids: Vec<&str> = same.iter().map(|p| p.finding).collect();
        let why =
            if ids.len() == 1 { why(first).map(str::to_owned) } else { why_of_several(first) };
        let told = speech::list(&teller.brief(&ids), "and");
        let text = match why {
            Some(why) => format!("Not counted, because {why}: {told}."),
            None => format!("The result does not turn on {told}."),
        };
        let mut sentence = Sentence::new(format!("passed {}", ids.join(" ")), text);
        for passed in &same {
            sentence = sentence
                .from(Basis::Finding, passed.finding)
                .from(Basis::Criterion, passed.guideline);
        }
        sentences.push(sentence);
    }
    sentences.extend(denied(ground, teller, cited));
    sentences
}

/// Each once, by its first reason that is worth telling.
fn passed<'p>(teller: &Teller<'_>, cited: &[&'p Proof]) -> Vec<Passed<'p>> {
    let mut found: Vec<Passed<'p>> = Vec::new();
    for proof in cited {
        for asked in path::all_leaves(proof) {
            let leaf = asked.leaf;
            let against = leaf.against.iter().filter(|_| asked.value != Value::Met);
            for miss in leaf.near.iter().chain(against) {
                let known = teller.has_told(&miss.finding)
                    || found.iter().any(|p| p.finding == miss.finding);
                let finding = teller.ground().case.finding(&miss.finding);
                let counters = finding
                    .is_some_and(|f| is_counter(f, miss.reason, asked.excludes, proof.value));
                if !known && counters && is_worth_telling(miss.reason) {
                    let (finding, reason) = (miss.finding.as_str(), miss.reason);
                    found.push(Passed { finding, reason, guideline: &proof.guideline });
                }
            }
        }
    }
    found
}

/// True when a finding would change the result if it counted: what denies, or is another thing than was asked for, where
/// the criteria are met; what shows the thing where they are not. While they are open, both.
fn is_counter(finding: &Finding, reason: Reason, excludes: bool, result: Value) -> bool {
    let other = matches!(
        reason,
        Reason::BelowThreshold
            | Reason::AboveThreshold
            | Reason::OtherResult
            | Reason::OtherOutcome
    );
    let denies = (finding.value == Found::Absent || other) != excludes;
    match result {
        Value::Met => denies,
        Value::NotMet => !denies,
        Value::Undetermined(_) => true,
    }
}

/// What the record denies of the same part of the body and no cited criterion asks, where the criteria may be met: told
/// all the same.
fn denied(ground: &Ground<'_>, teller: &mut Teller<'_>, cited: &[&Proof]) -> Option<Sentence> {
    if cited.iter().all(|p| p.value == Value::NotMet) {
        return None;
    }
    let touched = |id: &str| {
        let leaves = cited.iter().flat_map(|p| path::all_leaves(p));
        leaves.into_iter().any(|asked| {
            asked.leaf.witnesses.iter().any(|w| w == id)
                || asked.leaf.against.iter().chain(&asked.leaf.near).any(|m| m.finding == id)
        })
    };
    let near = |finding: &&Finding| match (&finding.region, &ground.item.region) {
        (Some(found), Some(asked)) => {
            ground.vocabulary.region_is(found, asked) || ground.vocabulary.region_is(asked, found)
        }
        // Without a place only what was looked for in the worker is near enough.
        _ => matches!(finding.from, Origin::Exam | Origin::Imaging | Origin::Test),
    };
    let ids: Vec<&str> = ground
        .case
        .findings
        .iter()
        .filter(|f| f.value == Found::Absent)
        .filter(|f| !matches!(f.from, Origin::Guideline | Origin::Administrator))
        .filter(near)
        .map(|f| f.id.as_str())
        .filter(|id| !teller.has_told(id) && !touched(id))
        .take(MOST)
        .collect();
    if ids.is_empty() {
        return None;
    }
    let told = speech::list(&teller.brief(&ids), "and");
    let of = if cited.len() == 1 { "the cited guideline" } else { "the cited guidelines" };
    let text = format!("No criterion of {of} turns on {told}.");
    let sentence = Sentence::new(format!("denied {}", ids.join(" ")), text);
    let cited = cited.iter().map(|proof| format!("{}/{}", proof.guideline, proof.decide));
    Some(sentence.all_from(Basis::Finding, ids).all_from(Basis::Guideline, cited))
}
