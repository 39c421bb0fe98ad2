//! What a guideline asks and what the record makes of it, criterion by criterion.

use super::{
    Sentence,
    beside::{Way, assumed, exclusions, is_assumed, silent, sum},
    evidence::{Clause, Teller},
    lead::Lead,
    path::{self, Point},
    reasons::{is_open, why, why_of_several},
    speech,
};
use crate::{
    criteria::{CriterionProof, LeafProof, Proof, Value, Why, matching::NearMiss},
    domain::drafted::Basis,
};

/// Most witnesses that are told of one leaf: the best ones.
const WITNESSES: usize = 2;
/// Longest sentence that tells what is asked and what is shown in one, in words.
const LONG: usize = 55;
/// Most that are told of a sum.
const ADDED: usize = 3;

/// What each guideline asks as a whole.
pub fn asked(cited: &[&Proof]) -> Vec<Sentence> {
    cited.iter().map(|proof| asks(proof)).collect()
}

/// What the record shows on all of these guidelines, each thing once, and what it comes to.
pub fn shown(teller: &mut Teller<'_>, cited: &[&Proof]) -> Vec<Sentence> {
    let ways: Vec<Way<'_>> = cited.iter().map(|p| (*p, path::of_guideline(p))).collect();
    let mut sentences = told(teller, &ways, cited.len() == 1);
    let (excluded, cleared) = exclusions(teller, cited);
    sentences.extend(assumed(&ways, cleared));
    sentences.extend(silent(teller.ground(), &ways));
    sentences.extend(excluded);
    sentences.extend(sum(cited));
    sentences
}

/// The sentences on one criterion alone.
pub fn criterion(teller: &mut Teller<'_>, proof: &Proof, name: &str) -> Vec<Sentence> {
    let ways = [(proof, path::of_criterion(proof, name))];
    let mut sentences = told(teller, &ways, false);
    sentences.extend(assumed(&ways, Vec::new()));
    sentences.extend(silent(teller.ground(), &ways));
    sentences
}

/// The points in their order. Points of which the same findings tell are told together.
fn told(teller: &mut Teller<'_>, ways: &[Way<'_>], asked: bool) -> Vec<Sentence> {
    let all = || ways.iter().flat_map(|(proof, points)| points.iter().map(move |p| (*proof, p)));
    let mut groups: Vec<Vec<(&Proof, &Point<'_>)>> = Vec::new();
    for (proof, point) in all().filter(|(_, p)| p.tells()) {
        let same = |group: &&mut Vec<(&Proof, &Point<'_>)>| {
            let (_, first) = group[0];
            let ids = witnesses(point);
            let known = witnesses(first);
            shows_only(point) && shows_only(first) && ids.iter().all(|id| known.contains(id))
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push((proof, point)),
            None => groups.push(vec![(proof, point)]),
        }
    }
    let mut sentences = Vec::new();
    for group in groups {
        let (_, point) = group[0];
        let ids =
            group.iter().map(|(proof, p)| format!("{}/{}", proof.guideline, p.criterion.name));
        let (lead, ids) = (Lead::of(&group, asked), ids.collect());
        let decided = !matches!(point.criterion.value, Value::Undetermined(_));
        let mut voice =
            Voice { teller: &mut *teller, lead, ids, decided, sentences: &mut sentences };
        if point.criterion.stated.is_some() {
            voice.stated(point.criterion);
        } else {
            voice.leaves(&point.leaves, point.criterion.value);
            voice.questions(&point.questions);
        }
    }
    sentences
}

/// The findings that are told of the leaves that hold.
fn witnesses<'p>(point: &Point<'p>) -> Vec<&'p str> {
    told_of(point.leaves.iter().filter(|l| l.value == Value::Met))
}

/// The best findings of each leaf, once.
fn told_of<'l, 'p: 'l>(leaves: impl IntoIterator<Item = &'l &'p LeafProof>) -> Vec<&'p str> {
    let mut ids: Vec<&str> = Vec::new();
    for leaf in leaves {
        let most = if leaf.sum.is_some() { ADDED } else { WITNESSES };
        for id in leaf.witnesses.iter().take(most) {
            if !ids.contains(&id.as_str()) {
                ids.push(id);
            }
        }
    }
    ids
}

/// True when findings that hold are all that there is to tell of a point.
fn shows_only(point: &Point<'_>) -> bool {
    let plain = |l: &&LeafProof| match l.value {
        Value::Met => added(l).is_none(),
        Value::Undetermined(why) => why == Why::Silent,
        Value::NotMet => is_assumed(l),
    };
    point.criterion.stated.is_none()
        && point.questions.is_empty()
        && point.leaves.iter().all(plain)
        && !witnesses(point).is_empty()
}

/// What is asked as a whole, and by whom.
fn asks(proof: &Proof) -> Sentence {
    let title = speech::plain(proof.title.trim().trim_end_matches('.'));
    let decide = proof.criterion(&proof.decide);
    let says = decide.and_then(|c| c.says.as_deref()).map(speech::said);
    let pages = decide.and_then(|c| c.page.as_deref()).map(|p| format!(" ({})", speech::pages(p)));
    let text = match says {
        Some(says) => format!("{title} says, in short{}: {says}.", pages.unwrap_or_default()),
        None => format!("The guideline applied is {title}{}.", pages.unwrap_or_default()),
    };
    let id = format!("{}/{}", proof.guideline, proof.decide);
    Sentence::new(format!("asks {}", proof.guideline), text).from(Basis::Guideline, id)
}

/// Who tells one point.
struct Voice<'v, 'a> {
    teller: &'v mut Teller<'a>,
    lead: Lead,
    /// The points, by guideline and criterion.
    ids: Vec<String>,
    /// The first of them is met or not met.
    decided: bool,
    sentences: &'v mut Vec<Sentence>,
}

impl Voice<'_, '_> {
    /// Puts a sentence on this point; the first takes the lead, unless it is long with it.
    fn say(&mut self, kind: &str, text: &str, findings: &[String]) {
        let lead = std::mem::take(&mut self.lead);
        let whole = format!("{}{text}.", lead.inline());
        // What is open is told with what was asked: by itself that would be a rule without its fact.
        if self.decided && !lead.asks.is_empty() && is_long(&whole) {
            self.put("asked of", &lead.apart(), &[]);
            self.put(kind, &format!("{text}."), findings);
        } else {
            self.put(kind, &whole, findings);
        }
    }

    /// True when a text makes a long sentence with the lead.
    fn is_long(&self, text: &str) -> bool {
        is_long(&format!("{}{text}", self.lead.inline()))
    }

    fn put(&mut self, kind: &str, text: &str, findings: &[String]) {
        let key = format!("{kind} {}", self.ids[0]);
        let mut sentence = Sentence::new(key, speech::raised(text));
        for id in &self.ids {
            sentence =
                sentence.from(Basis::Guideline, id.clone()).from(Basis::Criterion, id.clone());
        }
        self.sentences.push(sentence.with_findings(findings));
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
        let (again, new): (Vec<&str>, Vec<&str>) =
            told_of(leaves).into_iter().partition(|id| self.teller.has_told(id));
        let clauses = self.teller.clauses(&new);
        let told = !clauses.is_empty();
        for clause in clauses {
            self.say("shows", &clause.text, &clause.findings);
        }
        let names = self.teller.bare(&again);
        if !told && !names.is_empty() {
            let counts = if names.len() == 1 { "counts" } else { "count" };
            let text = format!("the {} told above {counts} as well", speech::list(&names, "and"));
            let ids: Vec<String> = again.iter().map(|id| (*id).to_owned()).collect();
            self.say("again", &text, &ids);
        }
        for sum in leaves.iter().filter_map(|l| added(l)) {
            self.say("count", &format!("added up, this comes to {sum}"), &[]);
        }
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
        if text.is_empty() {
            let text = format!("the record is not plain on {}", concepts(leaves, "or"));
            self.say("unclear", &text, &findings);
        } else if self.is_long(&text) {
            self.say("unclear", "the record is not plain", &findings);
            self.say("plain", &text, &findings);
        } else {
            self.say("unclear", &format!("the record is not plain: {text}"), &findings);
        }
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
            let ids = same.iter().map(|m| m.finding.as_str());
            let (again, new): (Vec<&str>, Vec<&str>) = ids.partition(|id| self.teller.has_told(id));
            let (text, mut told) = joined(self.teller.clauses(&new));
            let above = self.teller.bare(&again);
            let above = (!above.is_empty())
                .then(|| format!("the {} told above", speech::list(&above, "and")));
            let parts_of = [Some(text).filter(|t| !t.is_empty()), above];
            let text = parts_of.into_iter().flatten().collect::<Vec<_>>().join("; ");
            if text.is_empty() {
                continue;
            }
            told.extend(again.iter().map(|id| (*id).to_owned()));
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

fn is_long(text: &str) -> bool {
    text.split(' ').count() > LONG
}

/// A sum of several parts, as far as it goes: `8 + 6 = 14, beside 24 in the criterion`.
fn added(leaf: &LeafProof) -> Option<String> {
    let sum = leaf.sum.as_deref().filter(|sum| sum.contains('+'))?;
    let sum = speech::plain(sum.split(", ").next().unwrap_or(sum));
    Some(match sum.rsplit_once(" of ") {
        Some((added, asked)) => format!("{added}, beside {asked} in the criterion"),
        None => sum,
    })
}

/// Clauses of one sentence, and all that they tell.
pub(super) fn joined(clauses: Vec<Clause>) -> (String, Vec<String>) {
    let texts: Vec<String> = clauses.iter().map(|c| c.text.clone()).collect();
    let findings = clauses.into_iter().flat_map(|c| c.findings).collect();
    (texts.join("; "), findings)
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
