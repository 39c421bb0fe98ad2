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

/// Most sentences on what does not count: a reader follows no more.
const MOST: usize = 6;

/// A finding that touches a cited guideline and does not count there.
struct Passed<'p> {
    finding: &'p str,
    reason: Reason,
    guideline: &'p str,
    concept: &'p str,
}

/// The findings that were passed over, and then those that deny something of the same part of the body.
pub fn counter(ground: &Ground<'_>, teller: &mut Teller<'_>, cited: &[&Proof]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut open = passed(teller, cited);
    while let Some(first) = open.first().map(|p| p.reason) {
        let (same, rest): (Vec<Passed<'_>>, Vec<Passed<'_>>) =
            open.into_iter().partition(|p| p.reason == first);
        open = rest;
        let ids: Vec<&str> = same.iter().map(|p| p.finding).collect();
        for clause in teller.clauses(&ids) {
            let of = |p: &&Passed<'_>| clause.findings.iter().any(|id| id == p.finding);
            let told: Vec<&Passed<'_>> = same.iter().filter(of).collect();
            let text = speech::raised(&format!("{}; {}.", clause.text, because(&told, first)));
            let key = format!("passed {}", clause.findings.join(" "));
            let mut sentence = Sentence::new(key, text).with_findings(&clause.findings);
            for passed in told {
                sentence = sentence.from(Basis::Criterion, passed.guideline);
            }
            sentences.push(sentence);
        }
    }
    sentences.truncate(MOST);
    sentences.extend(denied(ground, teller, cited));
    sentences
}

/// Why these do not count.
fn because(told: &[&Passed<'_>], reason: Reason) -> String {
    match (told, why(reason), why_of_several(reason)) {
        ([one], Some(why), _) => {
            format!("it does not count for \"{}\", because {why}", speech::words(one.concept))
        }
        (_, _, Some(why)) => format!("these do not count, because {why}"),
        _ => "the result does not turn on this".to_owned(),
    }
}

/// Each once, by its first reason that is worth telling.
fn passed<'p>(teller: &Teller<'_>, cited: &[&'p Proof]) -> Vec<Passed<'p>> {
    let mut found: Vec<Passed<'p>> = Vec::new();
    for proof in cited {
        for (leaf, value) in path::all_leaves(proof) {
            let misses =
                leaf.near.iter().chain(leaf.against.iter().filter(|_| value != Value::Met));
            for miss in misses {
                let known = teller.has_told(&miss.finding)
                    || found.iter().any(|p| p.finding == miss.finding);
                if !known && is_worth_telling(miss.reason) {
                    found.push(Passed {
                        finding: &miss.finding,
                        reason: miss.reason,
                        guideline: &proof.guideline,
                        concept: &leaf.concept,
                    });
                }
            }
        }
    }
    found
}

/// What the record denies of the same part of the body and no cited criterion asks: told all the same.
fn denied(ground: &Ground<'_>, teller: &mut Teller<'_>, cited: &[&Proof]) -> Vec<Sentence> {
    let touched = |id: &str| {
        let leaves = cited.iter().flat_map(|p| path::all_leaves(p));
        leaves.into_iter().any(|(l, _)| {
            l.witnesses.iter().any(|w| w == id)
                || l.against.iter().chain(&l.near).any(|m| m.finding == id)
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
        .collect();
    if cited.is_empty() {
        return Vec::new();
    }
    let clauses = teller.clauses(&ids).into_iter().take(MOST);
    let sentences = clauses.map(|clause| {
        let text = format!("{}; no criterion of the cited guideline turns on this.", clause.text);
        let key = format!("denied {}", clause.findings.join(" "));
        let mut sentence =
            Sentence::new(key, speech::raised(&text)).with_findings(&clause.findings);
        for proof in cited {
            sentence =
                sentence.from(Basis::Guideline, format!("{}/{}", proof.guideline, proof.decide));
        }
        sentence
    });
    sentences.collect()
}
