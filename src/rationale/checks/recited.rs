//! Criteria of a cited guideline in the text: those that decide and go unmentioned, and those that are recited and
//! stay open.

use std::ops::Range;

use super::{
    Subject,
    evidence::counted,
    phrase::{Said, Words},
    speech::holds,
};
use crate::{
    criteria::{ClauseProof, CriterionProof, Proof, Shape, Value},
    domain::{
        check::{Alarm, CheckId},
        finding::Finding,
    },
    rationale::draft::path,
    records::text::{What, mentions},
};

/// Words that say that something is not so, or not known.
const NO_WORD: &[&str] = &[
    "no|not|without|denies|denied|nor|neither|none|lack|lacks|absent|absence|unclear|silent|never",
];
/// Words with which a sentence points to a fact that is told.
const ITS_FACT: &[&str] = &["request itself", "told above", "reviewer judges"];
/// Words for a document; with a date beside them they name one.
const DOCUMENT: &[&str] = &["report|note|record|letter|consultation|evaluation|form|determination"];

/// Criteria of a cited guideline: those that decide and go unmentioned, and those that are recited and stay open.
pub(super) fn criteria(subject: &Subject<'_>, proof: &Proof) -> Vec<Alarm> {
    let mut alarms = Vec::new();
    for criterion in proof.criteria.iter().filter(|c| c.name != proof.decide) {
        let concepts = concepts(&criterion.clause);
        if concepts.is_empty() {
            continue;
        }
        let at = mention(subject, criterion, &concepts);
        match (criterion.value, &at) {
            // What decides is in the text, by the words of its concepts or of its findings.
            (Value::Met | Value::NotMet, None) if bears(subject, proof, criterion, &concepts) => {
                let reason = format!(
                    "the criterion `{}` is {} and bears on the result; no sentence mentions it",
                    criterion.name,
                    criterion.value.word()
                );
                alarms.push(subject.of(CheckId::Unmentioned, &criterion.name, reason));
            }
            (Value::Undetermined(_), _) => {
                let Some(at) = recited(subject, criterion) else { continue };
                let reason = format!(
                    "the criterion `{}` is recited, and the record leaves it {}: say which finding bears it out, or that none does",
                    criterion.name,
                    criterion.value.word()
                );
                alarms.push(subject.at(CheckId::Recited, at, reason));
            }
            _ => {}
        }
    }
    alarms
}

/// True when the result rests on the criterion, or on one that is asked together with what the text recites; when it comes
/// to the deciding one's value by findings that count, and no sentence names them either.
fn bears(
    subject: &Subject<'_>,
    proof: &Proof,
    criterion: &CriterionProof,
    concepts: &[&str],
) -> bool {
    let vocabulary = subject.whole.sources.vocabulary;
    let alike = proof.criterion(&proof.decide).is_some_and(|d| d.value == criterion.value);
    let mut settling = counted(subject, proof);
    settling.retain(|f| concepts.iter().any(|c| vocabulary.concept_is(&f.concept, c)));
    let named = |f: &&Finding| subject.said.iter().any(|s| s.name == f.concept);
    alike
        && !settling.is_empty()
        && !settling.iter().any(named)
        && (is_on_the_way(proof, criterion) || is_beside_recited(subject, proof, criterion))
}

fn is_on_the_way(proof: &Proof, criterion: &CriterionProof) -> bool {
    path::of_guideline(proof).iter().any(|point| point.criterion.name == criterion.name)
}

/// True when another criterion asks for this one together with one that the text recites: half of a rule that is leaned on.
fn is_beside_recited(subject: &Subject<'_>, proof: &Proof, criterion: &CriterionProof) -> bool {
    let whole = proof.criteria.iter().filter(|c| c.name != proof.decide);
    let mut beside =
        whole.map(|c| names(&c.clause)).filter(|n| n.contains(&criterion.name.as_str()));
    beside.any(|names| {
        let others = names.into_iter().filter(|name| *name != criterion.name);
        let open = others.filter_map(|name| proof.criterion(name));
        open.filter(|c| matches!(c.value, Value::Undetermined(_)))
            .any(|c| recited(subject, c).is_some())
    })
}

/// The criteria that a clause names.
fn names(clause: &ClauseProof) -> Vec<&str> {
    match &clause.shape {
        Shape::Named(name) => vec![name],
        _ => clause.parts().into_iter().flat_map(names).collect(),
    }
}

/// The last place where the text names a criterion: by its own name, or by a concept that it asks for.
fn mention(
    subject: &Subject<'_>,
    criterion: &CriterionProof,
    concepts: &[&str],
) -> Option<Range<usize>> {
    by_name(subject, criterion).pop().or_else(|| {
        let of = |s: &&Said| !s.opposite && concepts.contains(&s.name.as_str());
        subject.said.iter().rfind(of).map(|s| s.at.clone())
    })
}

/// Places where the text gives a criterion's own name.
fn by_name(subject: &Subject<'_>, criterion: &CriterionProof) -> Vec<Range<usize>> {
    let name = Words::of(&criterion.name);
    let name: Vec<&str> = name.within(&(0..criterion.name.len())).collect();
    subject.words.find(&[&name.join(" ")])
}

/// The last place where the text uses a criterion and nothing is said of its fact: by its own name, or, in a sentence of
/// the reviewer's, by the first concept that it asks for. What some sentence says is open or missing is not recited, nor
/// what stands beside the document that tells of it.
fn recited(subject: &Subject<'_>, criterion: &CriterionProof) -> Option<Range<usize>> {
    let denied = subject.words.find(NO_WORD);
    let is_denied = |at: &Range<usize>| {
        let sentence = subject.sentence_of(at);
        sentence.is_some_and(|s| denied.iter().any(|d| holds(&s.at, d)))
    };
    let bare = |mut places: Vec<Range<usize>>| {
        if places.iter().any(is_denied) {
            return None;
        }
        places.retain(|at| !has_its_fact(subject, at));
        places.pop()
    };
    let mut named = by_name(subject, criterion);
    named.retain(|at| !is_of_another(subject, criterion, at));
    bare(named).or_else(|| {
        let first = first_open(&criterion.clause).filter(|first| !is_given(subject, first))?;
        let own = |at: &Range<usize>| subject.sentence_of(at).is_some_and(|s| !s.guideline);
        let of = |s: &&Said| !s.opposite && s.name == first;
        bare(subject.said.iter().filter(of).map(|s| s.at.clone()).filter(own).collect())
    })
}

/// True when the place lies in what the file has another criterion say, word for word: there the name is only a word.
fn is_of_another(subject: &Subject<'_>, criterion: &CriterionProof, at: &Range<usize>) -> bool {
    let Some(sentence) = subject.sentence_of(at) else { return false };
    let before: Vec<&str> = subject.words.within(&(sentence.at.start..at.start)).collect();
    let name: Vec<&str> = subject.words.within(at).collect();
    let after: Vec<&str> = subject.words.within(&(at.end..sentence.at.end)).collect();
    let criteria = subject.proofs.iter().flat_map(|proof| &proof.criteria);
    let others = criteria.filter(|c| c.name != criterion.name).filter_map(|c| c.says.as_deref());
    let mut others = others.map(|says| (says, Words::of(says)));
    others.any(|(says, words)| {
        let says: Vec<&str> = words.within(&(0..says.len())).collect();
        let mut starts = (0..says.len()).filter(|i| says[*i..].starts_with(&name));
        starts.any(|i| before.ends_with(&says[..i]) && after.starts_with(&says[i + name.len()..]))
    })
}

/// True when the sentence names the document that tells the fact, the request itself, or what stands above.
fn has_its_fact(subject: &Subject<'_>, at: &Range<usize>) -> bool {
    let Some(sentence) = subject.sentence_of(at) else { return false };
    let text = subject.text.get(sentence.at.clone()).unwrap_or_default();
    let words = Words::of(text);
    let dated = || mentions(text).iter().any(|m| matches!(m.what, What::Date(_)));
    words.has(ITS_FACT) || words.has(DOCUMENT) && dated()
}

/// True when request or diagnoses name a concept: a text that gives them recites nothing.
fn is_given(subject: &Subject<'_>, concept: &str) -> bool {
    let known = subject.whole.known;
    let given = std::iter::once(&subject.item.title).chain(&known.case.diagnoses);
    let names = |text: &String| known.concepts.scan(&Words::of(text));
    given.flat_map(names).any(|said| said.name == concept)
}

/// The concept that a clause asks for first, when it is that which is open.
fn first_open(clause: &ClauseProof) -> Option<&str> {
    match &clause.shape {
        Shape::Leaf(leaf) => {
            matches!(clause.value, Value::Undetermined(_)).then_some(leaf.concept.as_str())
        }
        _ => {
            clause.parts().into_iter().find(|part| !concepts(part).is_empty()).and_then(first_open)
        }
    }
}

/// The concepts that a clause asks for by itself.
fn concepts(clause: &ClauseProof) -> Vec<&str> {
    match &clause.shape {
        Shape::Leaf(leaf) => vec![leaf.concept.as_str()],
        _ => clause.parts().into_iter().flat_map(concepts).collect(),
    }
}
