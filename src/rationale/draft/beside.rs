//! What stands beside the criteria on the way: silence, reasons that were not needed, exclusions, and what it comes to.

use super::{
    Ground, Sentence,
    criteria::{concepts, joined},
    evidence::Teller,
    path::{self, Point},
    speech,
};
use crate::{
    criteria::{ClauseProof, CriterionProof, LeafProof, Proof, Shape, Value, Why},
    domain::{drafted::Basis, silence::SilenceProof},
};

/// Most findings that are told of one exclusion.
const TOLD: usize = 3;

/// The points on which nothing in the record speaks, in one sentence. What was searched is told from the searches that
/// are kept; where there is none, it is the reviewer's to say.
pub(super) fn silent(ground: &Ground<'_>, proof: &Proof, points: &[Point<'_>]) -> Option<Sentence> {
    let is_silent = |l: &&&LeafProof| l.value == Value::Undetermined(Why::Silent);
    let mut names: Vec<&str> = Vec::new();
    let mut leaves: Vec<&LeafProof> = Vec::new();
    for point in points.iter().filter(|p| p.criterion.stated.is_none()) {
        let silent: Vec<&LeafProof> = point.leaves.iter().filter(is_silent).copied().collect();
        if !silent.is_empty() {
            names.push(&point.criterion.name);
            leaves.extend(silent);
        }
    }
    if names.is_empty() {
        return None;
    }
    let searched = searched(ground, &leaves)
        .unwrap_or_else(|| "{what was searched for this, and where}".to_owned());
    let text = format!(
        "On {} the findings taken from the record are silent: none speaks of {}; {searched}.",
        speech::names(&names),
        concepts(&leaves, "or")
    );
    let mut sentence = Sentence::new(format!("silent {}", proof.guideline), text);
    for name in names {
        sentence = sentence.from(Basis::Criterion, format!("{}/{name}", proof.guideline));
    }
    for leaf in leaves {
        sentence = sentence.from(Basis::Silence, leaf.concept.clone());
    }
    Some(sentence)
}

/// What was searched for all of these, when every one was and nothing that counts was found.
fn searched(ground: &Ground<'_>, leaves: &[&LeafProof]) -> Option<String> {
    let mut pages: Vec<(u32, usize)> = Vec::new();
    for leaf in leaves {
        let fits = |proof: &&SilenceProof| proof.standing().next().is_none();
        let proof = ground.searches_of(&leaf.concept).filter(fits).last()?;
        pages.push((proof.found.pages_searched(), proof.found.pages_not_searchable()));
    }
    let least = pages.iter().map(|p| p.0).min()?;
    let unread = pages.iter().map(|p| p.1).max()?;
    let word = |n: u64| if n == 1 { "page" } else { "pages" };
    let about = if pages.iter().all(|p| p.0 == least) { "" } else { "at least " };
    let mut text = format!(
        "a search of {about}{least} {} of the record found no mention that counts",
        word(u64::from(least))
    );
    if unread > 0 {
        let have = if unread == 1 { "has" } else { "have" };
        text.push_str(&format!(
            ", and {unread} {} {have} no text that could be searched",
            word(unread as u64)
        ));
    }
    Some(text)
}

/// The reasons that were not needed, so that nobody takes them for overlooked.
pub(super) fn others(proof: &Proof, points: &[Point<'_>]) -> Option<Sentence> {
    let others = path::others(proof, points);
    // Silent is what nothing bears on; with a finding that almost counted the record leaves it open.
    let untouched = |c: &CriterionProof| proof.findings_of(&c.clause).is_empty();
    let open = |c: &CriterionProof| matches!(c.value, Value::Undetermined(_));
    let of = |wanted: &dyn Fn(&CriterionProof) -> bool| -> Vec<&str> {
        others.iter().filter(|c| wanted(c)).map(|c| c.name.as_str()).collect()
    };
    let parts = [
        (of(&|c| open(c) && untouched(c)), "nothing in the findings bears on"),
        (of(&|c| c.value == Value::NotMet), "the record speaks against"),
        (of(&|c| open(c) && !untouched(c)), "the record leaves open"),
    ];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(names, _)| !names.is_empty())
        .map(|(names, what)| format!("{what} {}", speech::names(names)))
        .collect();
    if parts.is_empty() {
        return None;
    }
    let text = format!(
        "Of the other reasons that the guideline names, {}; none of them is needed beside what is met.",
        parts.join(", and ")
    );
    let mut sentence = Sentence::new(format!("others {}", proof.guideline), text);
    for other in others {
        sentence = sentence.from(Basis::Criterion, format!("{}/{}", proof.guideline, other.name));
    }
    Some(sentence)
}

/// Exclusions: one that applies, one that does not, and those that silence clears.
pub(super) fn exclusions(teller: &mut Teller<'_>, proof: &Proof, sentences: &mut Vec<Sentence>) {
    let mut assumed = Vec::new();
    for (n, exclusion) in proof.unless.iter().enumerate() {
        let name = exclusion_name(exclusion);
        let leaves = leaves_of(proof, exclusion);
        let of = |wanted: &dyn Fn(&LeafProof) -> Vec<String>| -> Vec<String> {
            leaves.iter().flat_map(|l| wanted(l)).take(TOLD).collect()
        };
        let (ids, lead) = match exclusion.value {
            Value::Met => {
                (of(&|l| l.witnesses.clone()), format!("the exclusion \"{name}\" applies"))
            }
            Value::NotMet => (
                of(&|l| l.against.iter().map(|m| m.finding.clone()).collect()),
                format!("the exclusion \"{name}\" does not apply"),
            ),
            Value::Undetermined(_) => (
                of(&|l| l.near.iter().map(|m| m.finding.clone()).collect()),
                format!("whether the exclusion \"{name}\" applies is open"),
            ),
        };
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let (text, findings) = joined(teller.clauses(&ids));
        if exclusion.value == Value::NotMet && text.is_empty() {
            let quoted = matches!(exclusion.shape, Shape::Named(_));
            assumed.push((n, if quoted { format!("\"{name}\"") } else { name }));
            continue;
        }
        let text = if text.is_empty() { lead } else { format!("{lead}: {text}") };
        let key = format!("exclusion {}/{n}", proof.guideline);
        let id = format!("{}/unless {n}", proof.guideline);
        sentences.push(
            Sentence::new(key, speech::raised(&format!("{text}.")))
                .from(Basis::Criterion, id)
                .with_findings(&findings),
        );
    }
    if assumed.is_empty() {
        return;
    }
    let names: Vec<String> = assumed.iter().map(|(_, name)| name.clone()).collect();
    let these = if names.len() == 1 { "this exclusion does" } else { "these exclusions do" };
    let text = format!(
        "No finding speaks of {}, and the guideline takes that silence to mean that {these} not apply.",
        speech::list(&names, "or")
    );
    let mut sentence = Sentence::new(format!("excluded {}", proof.guideline), text);
    for (n, _) in assumed {
        sentence = sentence.from(Basis::Criterion, format!("{}/unless {n}", proof.guideline));
    }
    sentences.push(sentence);
}

fn exclusion_name(clause: &ClauseProof) -> String {
    let mut names: Vec<String> = Vec::new();
    let mut open = vec![clause];
    while let Some(clause) = open.pop() {
        let name = match &clause.shape {
            Shape::Named(name) => speech::plain(name),
            Shape::Leaf(leaf) => speech::words(&leaf.concept),
            Shape::Ask(question) => speech::plain(question),
            _ => {
                open.extend(clause.parts().into_iter().rev());
                continue;
            }
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    speech::list(&names, "and")
}

fn leaves_of<'p>(proof: &'p Proof, clause: &'p ClauseProof) -> Vec<&'p LeafProof> {
    let mut found = Vec::new();
    let mut seen = Vec::new();
    let mut open = vec![clause];
    while let Some(clause) = open.pop() {
        match &clause.shape {
            Shape::Leaf(leaf) => found.push(leaf.as_ref()),
            Shape::Named(name) if !seen.contains(&name.as_str()) => {
                seen.push(name);
                open.extend(proof.criterion(name).map(|c| &c.clause));
            }
            _ => open.extend(clause.parts().into_iter().rev()),
        }
    }
    found
}

/// What the criteria come to. It is no outcome: that is the reviewer's.
pub(super) fn sum(proof: &Proof) -> Sentence {
    let text = match proof.value {
        Value::Met => "On these findings the criteria of this guideline are met.",
        Value::NotMet => "On these findings the criteria of this guideline are not met.",
        Value::Undetermined(_) => {
            "On these findings it stays open whether the criteria of this guideline are met."
        }
    };
    Sentence::new(format!("sum {}", proof.guideline), text)
        .from(Basis::Criterion, proof.guideline.clone())
}
