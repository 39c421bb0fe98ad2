//! What a guideline asks and what the record makes of it, criterion by criterion.

use super::{
    Sentence,
    beside::{exclusions, others, silent, sum},
    evidence::{Clause, Teller},
    path::{self, Point},
    reasons::{is_open, why, why_of_several},
    speech,
};
use crate::{
    criteria::{CriterionProof, LeafProof, Proof, Value, Why, matching::NearMiss},
    domain::drafted::Basis,
};

/// Most witnesses that are told of one leaf: the best ones.
const WITNESSES: usize = 3;

/// Everything on one guideline.
pub fn guideline(teller: &mut Teller<'_>, proof: &Proof) -> Vec<Sentence> {
    let points = path::of_guideline(proof);
    let mut sentences = vec![asks(proof)];
    told(teller, proof, &points, Some(&proof.decide), &mut sentences);
    if proof.criterion(&proof.decide).is_some_and(|c| c.stated.is_none() && c.value == Value::Met) {
        sentences.extend(others(proof, &points));
    }
    exclusions(teller, proof, &mut sentences);
    sentences.push(sum(proof));
    sentences
}

/// The sentences on one criterion alone.
pub fn criterion(teller: &mut Teller<'_>, proof: &Proof, name: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    told(teller, proof, &path::of_criterion(proof, name), None, &mut sentences);
    sentences
}

/// The points in their order; those on which the record is silent together at the end.
fn told(
    teller: &mut Teller<'_>,
    proof: &Proof,
    points: &[Point<'_>],
    asked: Option<&str>,
    sentences: &mut Vec<Sentence>,
) {
    for point in points.iter().filter(|p| p.tells()) {
        let lead = lead(proof, point.criterion, asked);
        let id = format!("{}/{}", proof.guideline, point.criterion.name);
        let mut voice = Voice { teller: &mut *teller, lead, id, sentences: &mut *sentences };
        if point.criterion.stated.is_some() {
            voice.stated(point.criterion);
        } else {
            voice.leaves(&point.leaves, point.criterion.value);
            voice.questions(&point.questions);
        }
    }
    sentences.extend(silent(teller.ground(), proof, points));
}

/// What is asked as a whole, and by whom.
fn asks(proof: &Proof) -> Sentence {
    let title = speech::plain(proof.title.trim().trim_end_matches('.'));
    let decide = proof.criterion(&proof.decide);
    let says = decide.and_then(|c| c.says.as_deref()).map(speech::said);
    let pages = decide.and_then(|c| c.page.as_deref()).map(|p| format!(" ({})", speech::pages(p)));
    let text = match says {
        Some(says) => {
            format!("{title} says on this, in short{}: {says}.", pages.unwrap_or_default())
        }
        None => format!("The guideline applied is {title}{}.", pages.unwrap_or_default()),
    };
    let id = format!("{}/{}", proof.guideline, proof.decide);
    Sentence::new(format!("asks {}", proof.guideline), text).from(Basis::Guideline, id)
}

/// `on "tissue insult" (the body itself shows injured tissue; page 181), `; nothing for what was just asked.
fn lead(proof: &Proof, criterion: &CriterionProof, asked: Option<&str>) -> String {
    if asked == Some(criterion.name.as_str()) {
        return String::new();
    }
    let root = proof.criterion(&proof.decide).and_then(|c| c.page.as_ref());
    let says = criterion.says.as_deref().map(speech::said);
    let page = criterion.page.as_ref().filter(|page| asked.is_none() || Some(*page) != root);
    let page = page.map(|page| speech::pages(page));
    let inside: Vec<String> = says.into_iter().chain(page).collect();
    let name = speech::names(&[&criterion.name]);
    if inside.is_empty() {
        return format!("on {name}, ");
    }
    format!("on {name} ({}), ", inside.join("; "))
}

/// Who tells one point.
struct Voice<'v, 'a> {
    teller: &'v mut Teller<'a>,
    lead: String,
    id: String,
    sentences: &'v mut Vec<Sentence>,
}

impl Voice<'_, '_> {
    /// Puts a sentence on this point; the first takes the lead.
    fn say(&mut self, kind: &str, text: &str, findings: &[String]) {
        let lead = std::mem::take(&mut self.lead);
        let text = speech::raised(&format!("{lead}{text}."));
        let sentence = Sentence::new(format!("{kind} {}", self.id), text)
            .from(Basis::Guideline, self.id.clone())
            .from(Basis::Criterion, self.id.clone())
            .with_findings(findings);
        self.sentences.push(sentence);
    }

    fn stated(&mut self, criterion: &CriterionProof) {
        let Some(stated) = &criterion.stated else { return };
        let reason = speech::plain(stated.reason.trim().trim_end_matches('.'));
        let mut text = format!("the reviewer judges the criterion {}: {reason}", stated.value);
        if criterion.computed != criterion.value {
            text.push_str(&format!("; by the findings alone it {}", alone(criterion.computed)));
        }
        self.say("stated", &text, &[]);
    }

    fn leaves(&mut self, leaves: &[&LeafProof], value: Value) {
        let of = |value: fn(Value) -> bool| {
            leaves.iter().copied().filter(move |l| value(l.value)).collect::<Vec<_>>()
        };
        self.met(&of(|v| v == Value::Met));
        let failed = of(|v| v == Value::NotMet);
        if !failed.is_empty() {
            self.not_met(&failed, value);
        }
        for leaf in of(|v| v == Value::Undetermined(Why::Conflict)) {
            self.conflict(leaf);
        }
        self.unclear(&of(|v| v == Value::Undetermined(Why::Unclear)));
    }

    fn met(&mut self, leaves: &[&LeafProof]) {
        let mut ids: Vec<&str> = Vec::new();
        for leaf in leaves {
            let best = leaf.witnesses.iter().take(WITNESSES).map(String::as_str);
            best.for_each(|id| {
                if !ids.contains(&id) {
                    ids.push(id);
                }
            });
        }
        let (again, new): (Vec<&str>, Vec<&str>) =
            ids.into_iter().partition(|id| self.teller.has_told(id));
        let clauses = self.teller.clauses(&new);
        let told = !clauses.is_empty();
        for clause in clauses {
            self.say("shows", &clause.text, &clause.findings);
        }
        let names = self.teller.bare(&again);
        if !told && !names.is_empty() {
            let text =
                format!("what is told above of {} counts as well", speech::list(&names, "and"));
            let ids: Vec<String> = again.iter().map(|id| (*id).to_owned()).collect();
            self.say("again", &text, &ids);
        }
        for sum in leaves.iter().filter_map(|l| added(l)) {
            self.say("count", &format!("added up, this comes to {sum}"), &[]);
        }
        self.assumed(leaves);
    }

    fn assumed(&mut self, leaves: &[&LeafProof]) {
        let silent: Vec<&LeafProof> = leaves
            .iter()
            .copied()
            .filter(|l| l.assumed && l.witnesses.is_empty() && l.against.is_empty())
            .collect();
        if silent.is_empty() {
            return;
        }
        let present = silent.iter().all(|l| l.asks.contains("silence means present"));
        let taken = if present { "presence" } else { "absence" };
        let text = format!(
            "no finding speaks of {}, and the criterion itself takes that for {taken}",
            concepts(&silent, "or")
        );
        self.say("assumed", &text, &[]);
    }

    /// What fails, told as far as it does: a criterion may hold all the same, or be open.
    fn not_met(&mut self, leaves: &[&LeafProof], value: Value) {
        let lead = match value {
            Value::Met => "what the record has is this",
            Value::NotMet => "the record speaks against it",
            Value::Undetermined(_) => "the record speaks against a part of it",
        };
        let mut misses: Vec<NearMiss> = Vec::new();
        for miss in leaves.iter().flat_map(|l| &l.against) {
            if !misses.iter().any(|m| m.finding == miss.finding) {
                misses.push(miss.clone());
            }
        }
        let (text, findings) = self.misses(&misses);
        if !text.is_empty() {
            self.say("against", &format!("{lead}: {text}"), &findings);
        }
        let counted = leaves.iter().filter(|l| l.against.is_empty() && !l.witnesses.is_empty());
        for leaf in counted {
            let ids: Vec<&str> = leaf.witnesses.iter().map(String::as_str).collect();
            let (text, findings) = joined(self.teller.clauses(&ids));
            let sum = added(leaf).map(|sum| format!("added up, this comes to {sum}"));
            let told = Some(text).filter(|t| !t.is_empty());
            let parts: Vec<String> = told.into_iter().chain(sum).collect();
            if !parts.is_empty() {
                self.say("against", &format!("{lead}: {}", parts.join("; ")), &findings);
            }
        }
        self.assumed(leaves);
    }

    fn conflict(&mut self, leaf: &LeafProof) {
        let ids: Vec<&str> = leaf.witnesses.iter().take(WITNESSES).map(String::as_str).collect();
        let (one, mut findings) = joined(self.teller.clauses(&ids));
        let (other, more) = self.misses(&leaf.against);
        findings.extend(more);
        let text = match (one.is_empty(), other.is_empty()) {
            (false, false) => format!("the record says both: {one}; against this, {other}"),
            (true, true) => "the record says both yes and no".to_owned(),
            _ => format!("the record says both yes and no: {one}{other}"),
        };
        self.say("conflict", &text, &findings);
    }

    fn unclear(&mut self, leaves: &[&LeafProof]) {
        if leaves.is_empty() {
            return;
        }
        let mut open: Vec<NearMiss> = Vec::new();
        for leaf in leaves {
            let near = leaf.near.iter().filter(|m| is_open(m.reason)).take(WITNESSES);
            for miss in near {
                if !open.iter().any(|m| m.finding == miss.finding) {
                    open.push(miss.clone());
                }
            }
        }
        let (text, findings) = self.misses(&open);
        let text = match text.is_empty() {
            true => format!("the record is not plain on {}", concepts(leaves, "or")),
            false => format!("the record is not plain: {text}"),
        };
        self.say("unclear", &text, &findings);
    }

    /// Findings with why each does not count, those of one reason together.
    fn misses(&mut self, misses: &[NearMiss]) -> (String, Vec<String>) {
        let mut parts = Vec::new();
        let mut findings = Vec::new();
        let mut open: Vec<&NearMiss> = misses.iter().collect();
        while let Some(first) = open.first().copied() {
            let (same, rest): (Vec<&NearMiss>, Vec<&NearMiss>) =
                open.into_iter().partition(|m| m.reason == first.reason);
            open = rest;
            let ids: Vec<&str> = same.iter().map(|m| m.finding.as_str()).collect();
            let (text, told) = joined(self.teller.clauses(&ids));
            if text.is_empty() {
                continue;
            }
            let why = match told.len() {
                1 => why(first.reason).map(str::to_owned),
                _ => why_of_several(first.reason),
            };
            findings.extend(told);
            parts.push(match why {
                Some(why) => format!("{text}, but {why}"),
                None => text,
            });
        }
        (parts.join("; "), findings)
    }

    fn questions(&mut self, questions: &[&str]) {
        for question in questions {
            let question = speech::plain(question.trim().trim_end_matches(['?', '.']));
            let question = speech::lowered(&question);
            let text =
                format!("the guideline leaves this to the reviewer: {question}? {{your answer}}");
            self.say("asked", &text, &[]);
        }
    }
}

/// A sum of several parts, as far as it goes: `8 + 6 = 14 of 24`.
fn added(leaf: &LeafProof) -> Option<String> {
    let sum = leaf.sum.as_deref().filter(|sum| sum.contains('+'))?;
    Some(speech::plain(sum.split(", ").next().unwrap_or(sum)))
}

/// Clauses of one sentence, and all that they tell.
pub(super) fn joined(clauses: Vec<Clause>) -> (String, Vec<String>) {
    let texts: Vec<String> = clauses.iter().map(|c| c.text.clone()).collect();
    let findings = clauses.into_iter().flat_map(|c| c.findings).collect();
    (speech::list(&texts, "and"), findings)
}

pub(super) fn concepts(leaves: &[&LeafProof], word: &str) -> String {
    let mut names: Vec<String> = Vec::new();
    for leaf in leaves {
        let name = speech::words(&leaf.concept);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    speech::list(&names, word)
}

/// How a computed value reads beside the reviewer's own.
fn alone(value: Value) -> &'static str {
    match value {
        Value::Met => "would be met",
        Value::NotMet => "would not be met",
        Value::Undetermined(_) => "would stay open",
    }
}
