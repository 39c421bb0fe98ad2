//! What each kind of source says now, in words of which the digest is kept: whatever could change a sentence is in them.

use super::Ground;
use crate::{
    criteria::{
        Proof,
        spoken::{finding_line, leaf_lines},
    },
    domain::{
        drafted::{Basis, Told, digest},
        finding::Finding,
    },
};

/// A source with the digest of what it says; `None` when it is gone.
pub fn told(ground: &Ground<'_>, of: Basis, id: &str) -> Option<Told> {
    said(ground, of, id).map(|said| Told { of, id: id.to_owned(), digest: digest(&said) })
}

/// What a source says now.
fn said(ground: &Ground<'_>, of: Basis, id: &str) -> Option<String> {
    match of {
        Basis::Finding => ground.case.finding(id).map(|f| finding(ground, f)),
        Basis::Guideline => {
            let (proof, name) = criterion_id(ground, id)?;
            let criterion = proof.criterion(name)?;
            Some(lines(&[
                &proof.title,
                proof.tier.word(),
                if proof.in_force == Some(false) { "not in force" } else { "" },
                criterion.says.as_deref().unwrap_or_default(),
                criterion.page.as_deref().unwrap_or_default(),
            ]))
        }
        Basis::Criterion => criterion(ground, id),
        Basis::Item => {
            let item = ground.case.item(id.parse().ok()?)?;
            let ur = item.ur.as_ref().map(|ur| {
                let parts = [&ur.original, &ur.authorized, &ur.remaining];
                let parts = parts.map(|p| p.as_deref().unwrap_or_default());
                lines(&[ur.action.word(), parts[0], parts[1], parts[2]])
            });
            let retrospective = if item.retrospective { "retrospective" } else { "" };
            let parent = item.depends_on.map_or_else(String::new, |n| n.to_string());
            Some(lines(&[&item.title, &ur.unwrap_or_default(), retrospective, &parent]))
        }
        Basis::Outcome => {
            let outcome = ground.draft.item(id.parse().ok()?)?.outcome;
            Some(outcome.map_or("undecided", |o| o.word()).to_owned())
        }
        Basis::Worker => {
            let worker = &ground.case.worker;
            let age = worker.age.map_or_else(String::new, |age| age.to_string());
            let injury = ground.case.dates.injury.as_ref().map(ToString::to_string);
            let diagnoses = ground.case.diagnoses.join("\n");
            Some(lines(&[
                &age,
                worker.sex.as_deref().unwrap_or_default(),
                &injury.unwrap_or_default(),
                &diagnoses,
            ]))
        }
        Basis::Citations => {
            let own = ground.own();
            let step = own.and_then(|o| o.step_down.as_ref()).map(ToString::to_string);
            Some(lines(&[
                &ground.cited_ids().join("\n"),
                &step.unwrap_or_default(),
                own.and_then(|o| o.uncited.as_deref()).unwrap_or_default(),
                if own.is_some_and(|o| !o.works.is_empty()) { "works" } else { "" },
            ]))
        }
        Basis::Silence => {
            let searched = ground.searches_of(id).map(|proof| {
                let pages = (proof.found.pages_searched(), proof.found.pages_not_searchable());
                format!("{} {pages:?} {}", proof.claim, proof.standing().count())
            });
            Some(searched.collect::<Vec<_>>().join("\n"))
        }
    }
}

fn lines(parts: &[&str]) -> String {
    parts.join("\n")
}

/// A finding with its place, its words and the document that it stands in.
fn finding(ground: &Ground<'_>, finding: &Finding) -> String {
    let source = &finding.source;
    let document = ground.case.document(&source.document).map(|d| {
        let date = d.date.as_ref().map(ToString::to_string).unwrap_or_default();
        lines(&[&d.kind, d.provider.as_deref().unwrap_or_default(), &date])
    });
    let since = finding.since.as_ref().map(ToString::to_string).unwrap_or_default();
    let lasting = finding.lasting.as_ref().map(ToString::to_string).unwrap_or_default();
    let page = source.page.map(|p| p.to_string()).unwrap_or_default();
    lines(&[
        &finding_line(finding),
        &since,
        &lasting,
        &source.document,
        &document.unwrap_or_default(),
        &page,
        source.words.as_deref().unwrap_or_default(),
    ])
}

/// `guideline/criterion`.
fn criterion_id<'g, 'i>(ground: &Ground<'g>, id: &'i str) -> Option<(&'g Proof, &'i str)> {
    let (guideline, name) = id.split_once('/')?;
    Some((ground.proofs.iter().find(|p| p.guideline == guideline)?, name))
}

/// A criterion's value, the reviewer's own, and each leaf with its findings; an exclusion's the same; of a guideline
/// alone its value.
fn criterion(ground: &Ground<'_>, id: &str) -> Option<String> {
    let Some((proof, name)) = criterion_id(ground, id) else {
        let proof = ground.proofs.iter().find(|p| p.guideline == id)?;
        return Some(proof.value.word().to_owned());
    };
    if let Some(number) = name.strip_prefix("unless ") {
        let clause = proof.unless.get(number.parse::<usize>().ok()?)?;
        return Some(format!("{}\n{}", clause.value.word(), leaf_lines(clause).join("\n")));
    }
    let criterion = proof.criterion(name)?;
    let stated = criterion.stated.as_ref();
    let stated = stated.map(|s| format!("{} {}", s.value, s.reason)).unwrap_or_default();
    let leaves = leaf_lines(&criterion.clause).join("\n");
    Some(lines(&[criterion.value.word(), criterion.computed.word(), &stated, &leaves]))
}
