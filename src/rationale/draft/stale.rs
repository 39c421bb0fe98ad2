//! Sentences whose sources say something else now.

use std::{collections::BTreeSet, ops::Range};

use super::{Ground, Paragraph, draft, draft_criterion, sources, standing::places};
use crate::domain::{
    drafted::{Basis, Drafted, Told},
    visible::one_line,
};

/// What became of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    pub of: Basis,
    pub id: String,
    /// In words: `finding spurling was refused`.
    pub how: String,
}

/// A sentence that was drafted from what is no longer so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outdated {
    /// Its place among the sentences that are remembered.
    pub index: usize,
    pub changed: Vec<Changed>,
    /// How it would be drafted now; `None` when nothing is drafted in its place any more.
    pub now: Option<Drafted>,
}

/// An outdated sentence that still stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// Bytes of the text.
    pub at: Range<usize>,
    pub outdated: Outdated,
}

impl Stale {
    /// What changed, on one line. That a criterion rests on something else when its findings are others goes without
    /// saying.
    pub fn why(&self) -> String {
        let changed = &self.outdated.changed;
        let findings = changed.iter().any(|c| c.of == Basis::Finding);
        let told = changed.iter().filter(|c| !findings || c.of != Basis::Criterion);
        told.map(|c| c.how.as_str()).collect::<Vec<_>>().join("; ")
    }
}

/// The remembered sentences that would read differently now, because a source says something else. That a source
/// changed in what the sentence does not tell makes nothing stale.
pub fn outdated(ground: &Ground<'_>, drafted: &[Drafted]) -> Vec<Outdated> {
    let changed: Vec<(usize, Vec<Changed>)> = drafted
        .iter()
        .enumerate()
        .map(|(index, sentence)| (index, changes(ground, &sentence.sources)))
        .filter(|(_, changes)| !changes.is_empty())
        .collect();
    if changed.is_empty() {
        return Vec::new();
    }
    let whole = draft(ground);
    let mut outdated = Vec::new();
    for (index, changed) in changed {
        let old = &drafted[index];
        let alone = alone(ground, old);
        let candidates = [&whole, &alone];
        let of_key = |paragraphs: &&Vec<Paragraph>| {
            paragraphs.iter().flatten().find(|s| s.key == old.key).cloned()
        };
        let same =
            |paragraphs: &&Vec<Paragraph>| paragraphs.iter().flatten().any(|s| s.text == old.text);
        if candidates.iter().any(same) {
            continue;
        }
        let now = candidates.iter().find_map(of_key);
        outdated.push(Outdated { index, changed, now });
    }
    outdated
}

/// The sentences on the criteria that this one tells of, each drafted by itself.
fn alone(ground: &Ground<'_>, sentence: &Drafted) -> Vec<Paragraph> {
    let criteria = sentence.sources.iter().filter(|s| matches!(s.of, Basis::Criterion));
    let criteria: BTreeSet<(&str, &str)> = criteria.filter_map(|s| s.id.split_once('/')).collect();
    criteria.into_iter().flat_map(|(g, c)| draft_criterion(ground, g, c)).collect()
}

/// Those of the outdated sentences that stand in the text, in its order.
pub fn stale(text: &str, drafted: &[Drafted], outdated: &[Outdated]) -> Vec<Stale> {
    if outdated.is_empty() {
        return Vec::new();
    }
    let sentences: Vec<&str> = drafted.iter().map(|d| d.text.as_str()).collect();
    // One that was drafted since for the same purpose may be what stands there.
    let wanted = |n: usize| outdated.iter().any(|o| drafted[o.index].key == drafted[n].key);
    let found = places(text, &sentences, wanted);
    let mut stale: Vec<Stale> = outdated
        .iter()
        .filter_map(|o| {
            let at = found.get(o.index)?.clone()?;
            Some(Stale { at, outdated: o.clone() })
        })
        .collect();
    stale.sort_by_key(|s| s.at.start);
    stale
}

fn changes(ground: &Ground<'_>, then: &[Told]) -> Vec<Changed> {
    let changed =
        |source: &&Told| sources::told(ground, source.of, &source.id).as_ref() != Some(source);
    then.iter()
        .filter(changed)
        .map(|source| Changed { of: source.of, id: source.id.clone(), how: how(ground, source) })
        .collect()
}

fn how(ground: &Ground<'_>, source: &Told) -> String {
    let id = one_line(&source.id);
    let criterion = id.split_once('/').map_or(id.as_str(), |(_, name)| name);
    let gone = sources::told(ground, source.of, &source.id).is_none();
    match source.of {
        Basis::Finding => {
            let revisions = &ground.draft.revisions;
            let what = if revisions.refused.iter().any(|r| r.was.id == source.id) {
                "was refused"
            } else if gone {
                "is gone"
            } else if revisions.corrected.iter().any(|c| c.finding.id == source.id) {
                "was corrected"
            } else {
                "is another now"
            };
            format!("finding {id} {what}")
        }
        Basis::Guideline if gone => format!("\"{criterion}\" is no longer asked"),
        Basis::Guideline => format!("\"{criterion}\" asks in other words"),
        Basis::Criterion if gone => format!("\"{criterion}\" is no longer judged"),
        Basis::Criterion => match value(ground, &source.id) {
            Some(value) => format!("\"{criterion}\" is {value} now, or rests on something else"),
            None => format!("\"{criterion}\" rests on something else"),
        },
        Basis::Item => format!("item {id} was changed by intake"),
        Basis::Outcome => {
            let outcome =
                source.id.parse().ok().and_then(|n| ground.draft.item(n)).and_then(|d| d.outcome);
            let outcome = outcome.map_or("undecided", |o| o.word());
            format!("item {id} is {outcome} now")
        }
        Basis::Worker => "what the case says of the worker was changed".to_owned(),
        Basis::Citations => "what is cited, or why, was changed".to_owned(),
        Basis::Silence => "another search of the record is kept".to_owned(),
    }
}

fn value(ground: &Ground<'_>, id: &str) -> Option<&'static str> {
    let (guideline, name) = id.split_once('/').unwrap_or((id, ""));
    let proof = ground.proofs.iter().find(|p| p.guideline == guideline)?;
    if name.is_empty() {
        return Some(proof.value.word());
    }
    proof.criterion(name).map(|c| c.value.word())
}
