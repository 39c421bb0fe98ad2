//! What stands beside the criteria on the way: silence, reasons that were not needed, exclusions, and what it comes to.

use super::{
    Ground, Sentence,
    criteria::{concepts, joined},
    evidence::Teller,
    path::Point,
    speech,
};
use crate::{
    criteria::{ClauseProof, LeafProof, Proof, Shape, Value, Why},
    domain::{drafted::Basis, silence::SilenceProof, words::counted},
};

/// Most findings that are told of one exclusion.
const TOLD: usize = 3;

/// A guideline with the way to its value.
pub(super) type Way<'p> = (&'p Proof, Vec<Point<'p>>);

/// The points on which nothing in the record speaks, in one sentence. What was searched is told from the searches that
/// are kept; where there is none, it is the reviewer's to say.
pub(super) fn silent(ground: &Ground<'_>, ways: &[Way<'_>]) -> Option<Sentence> {
    let mut ids: Vec<String> = Vec::new();
    let mut leaves: Vec<&LeafProof> = Vec::new();
    for (proof, point) in unstated(ways) {
        let is_silent = |l: &&&LeafProof| l.value == Value::Undetermined(Why::Silent);
        let silent: Vec<&LeafProof> = point.leaves.iter().filter(is_silent).copied().collect();
        if !silent.is_empty() {
            ids.push(format!("{}/{}", proof.guideline, point.criterion.name));
            leaves.extend(silent);
        }
    }
    if leaves.is_empty() {
        return None;
    }
    let searched = searched(ground, &leaves)
        .unwrap_or_else(|| "{what was searched for this, and where}".to_owned());
    let text =
        format!("The findings that count are silent on {}; {searched}.", concepts(&leaves, "and"));
    let sentence =
        Sentence::new(format!("silent {}", ids[0]), text).all_from(Basis::Criterion, ids);
    Some(sentence.all_from(Basis::Silence, leaves.iter().map(|leaf| &leaf.concept)))
}

fn unstated<'w, 'p>(ways: &'w [Way<'p>]) -> impl Iterator<Item = (&'p Proof, &'w Point<'p>)> {
    let all = ways.iter().flat_map(|(proof, points)| points.iter().map(move |p| (*proof, p)));
    all.filter(|(_, point)| point.criterion.stated.is_none())
}

/// True when the criterion itself says what the silence on this means.
pub(super) fn is_assumed(leaf: &LeafProof) -> bool {
    leaf.assumed && leaf.witnesses.is_empty() && leaf.against.is_empty()
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
    let about = if pages.iter().all(|p| p.0 == least) { "" } else { "at least " };
    let mut text = format!(
        "a search of {about}{} of the record found no mention that counts",
        counted(least as usize, "page")
    );
    if unread > 0 {
        let have = if unread == 1 { "has" } else { "have" };
        text.push_str(&format!(
            ", and {} {have} no text that could be searched",
            counted(unread, "page")
        ));
    }
    Some(text)
}

/// A thing of which no finding speaks, and what says what that means: a criterion or an exclusion.
pub(super) struct Assumed {
    name: String,
    from: String,
}

/// What silence is taken for, on criteria on the way and on exclusions. What is taken for presence is told apart.
pub(super) fn assumed(ways: &[Way<'_>], excluded: Vec<Assumed>) -> Vec<Sentence> {
    let (mut absent, mut present): (Vec<Assumed>, Vec<Assumed>) = (Vec::new(), Vec::new());
    for (proof, point) in unstated(ways) {
        for leaf in point.leaves.iter().filter(|l| is_assumed(l)) {
            let of_presence = leaf.asks.contains("silence means present");
            let name = speech::words(&leaf.concept);
            let from = format!("{}/{}", proof.guideline, point.criterion.name);
            let list = if of_presence { &mut present } else { &mut absent };
            list.push(Assumed { name, from });
        }
    }
    absent.extend(excluded);
    let mut sentences = Vec::new();
    for (list, taken) in [(absent, "absence"), (present, "presence")] {
        let mut names: Vec<String> = Vec::new();
        for one in &list {
            if !names.contains(&one.name) {
                names.push(one.name.clone());
            }
        }
        if names.is_empty() {
            continue;
        }
        let names = speech::list(&names, "or");
        let one = list.iter().all(|l| guideline_of(&l.from) == guideline_of(&list[0].from));
        let takes = if one { "the guideline takes" } else { "the guidelines take" };
        let text = format!("No finding that counts speaks of {names}, which {takes} for {taken}.");
        let from = list.into_iter().map(|one| one.from);
        let sentence = Sentence::new(format!("assumed {taken}"), text);
        sentences.push(sentence.all_from(Basis::Criterion, from));
    }
    sentences
}

fn guideline_of(id: &str) -> &str {
    id.split('/').next().unwrap_or(id)
}

/// Exclusions that apply, that are open, and that do not apply; those that silence clears are given back.
pub(super) fn exclusions(
    teller: &mut Teller<'_>,
    cited: &[&Proof],
) -> (Vec<Sentence>, Vec<Assumed>) {
    let (mut sentences, mut assumed) = (Vec::new(), Vec::new());
    let (mut cleared, mut sources): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let mut findings: Vec<String> = Vec::new();
    let all = cited.iter().flat_map(|p| p.unless.iter().enumerate().map(move |(n, c)| (*p, n, c)));
    for (proof, n, exclusion) in all {
        let (name, quoted) = exclusion_name(exclusion);
        let id = format!("{}/unless {n}", proof.guideline);
        let told = bearing(proof, exclusion);
        let ids: Vec<&str> = told.iter().map(String::as_str).collect();
        let lead = match exclusion.value {
            Value::NotMet if ids.is_empty() => {
                assumed.push(Assumed {
                    name: if quoted { format!("\"{name}\"") } else { name },
                    from: id,
                });
                continue;
            }
            Value::NotMet => {
                cleared
                    .push(format!("\"{name}\", by {}", speech::list(&teller.brief(&ids), "and")));
                sources.push(id);
                findings.extend(told);
                continue;
            }
            Value::Met => format!("the exclusion \"{name}\" applies"),
            Value::Undetermined(_) => format!("whether the exclusion \"{name}\" applies is open"),
        };
        let (text, told) = joined(teller.clauses(&ids));
        let text = if text.is_empty() { lead } else { format!("{lead}: {text}") };
        let key = format!("exclusion {}/{n}", proof.guideline);
        sentences.push(
            Sentence::new(key, speech::raised(&format!("{text}.")))
                .from(Basis::Criterion, id)
                .with_findings(&told),
        );
    }
    if !cleared.is_empty() {
        let lead = if cleared.len() == 1 { "This exclusion does" } else { "These exclusions do" };
        let text = format!("{lead} not apply: {}.", cleared.join("; "));
        let sentence = Sentence::new(format!("cleared {}", sources[0]), text);
        let sentence = sentence.all_from(Basis::Criterion, sources);
        sentences.push(sentence.with_findings(&findings));
    }
    (sentences, assumed)
}

/// The findings that decide an exclusion, or almost do.
fn bearing(proof: &Proof, exclusion: &ClauseProof) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for leaf in leaves_of(proof, exclusion) {
        let of_leaf: Vec<&String> = match exclusion.value {
            Value::Met => leaf.witnesses.iter().collect(),
            Value::NotMet => leaf.against.iter().map(|m| &m.finding).collect(),
            Value::Undetermined(_) => leaf.near.iter().map(|m| &m.finding).collect(),
        };
        for id in of_leaf {
            if !ids.contains(id) {
                ids.push(id.clone());
            }
        }
    }
    ids.truncate(TOLD);
    ids
}

/// The name of an exclusion, and whether it stands in quotes: that of a criterion does, and one of several things, which
/// would run into its neighbors.
fn exclusion_name(clause: &ClauseProof) -> (String, bool) {
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
    let quoted = names.len() > 1 || matches!(clause.shape, Shape::Named(_));
    (speech::list(&names, "and"), quoted)
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

/// What the criteria come to, of several guidelines together. It is no outcome: that is the reviewer's.
pub(super) fn sum(cited: &[&Proof]) -> Option<Sentence> {
    let value = cited.first()?.value;
    let alike = cited.iter().all(|p| alike(p.value, value));
    let text = match (cited.len(), alike) {
        (1, _) => format!(
            "On these findings {}.",
            comes_to(value, "the criteria of this guideline", false)
        ),
        (2, true) => format!(
            "On these findings {}.",
            comes_to(value, "the criteria of both guidelines", false)
        ),
        (_, true) => format!(
            "On these findings {}.",
            comes_to(value, "the criteria of all these guidelines", false)
        ),
        _ => {
            let mut parts = Vec::new();
            for value in [Value::Met, Value::NotMet, Value::Undetermined(Why::Silent)] {
                let of = cited.iter().filter(|p| self::alike(p.value, value));
                let titles: Vec<String> = of.map(|p| speech::short_title(&p.title)).collect();
                if !titles.is_empty() {
                    let what = if parts.is_empty() { "the criteria of" } else { "those of" };
                    let what = format!("{what} {}", speech::list(&titles, "and"));
                    parts.push(comes_to(value, &what, true));
                }
            }
            format!("On these findings {}.", parts.join("; "))
        }
    };
    let ids: Vec<&str> = cited.iter().map(|p| p.guideline.as_str()).collect();
    let sentence = Sentence::new(format!("sum {}", ids.join(" ")), text);
    Some(sentence.all_from(Basis::Criterion, ids))
}

fn alike(a: Value, b: Value) -> bool {
    a == b || matches!((a, b), (Value::Undetermined(_), Value::Undetermined(_)))
}

fn comes_to(value: Value, what: &str, in_list: bool) -> String {
    match value {
        Value::Met => format!("{what} are met"),
        Value::NotMet => format!("{what} are not met"),
        Value::Undetermined(_) if in_list => format!("whether {what} are met stays open"),
        Value::Undetermined(_) => format!("it stays open whether {what} are met"),
    }
}
