//! The text against the record: what a finding denies, and conflicts that the text passes over.

use super::{Subject, evidence::counted, phrase::Said, speech::Speech};
use crate::domain::{
    check::{Alarm, CheckId},
    finding::{Finding, Value},
    words::{Certainty, Origin, Standing},
};

/// Words that make a statement something else than a plain one.
const NOT_PLAIN: &[&str] = &[
    "no|not|nor|neither|without|denies|denied|deny|negative|absent|absence|never|none|cannot|unable|free|lack|lacks|lacking|fails|failed|insufficient",
    "rule|rules|exclude|suspect|suspected|suspicion|possible|possibly|probable|likely|questionable|concern|concerns|concerning|consider|considered|evaluate|assess|determine|risk|if|whether|when|should|would|could|may|might|unclear|versus|vs|history|previous|previously|prior|past|resolved|request|requested|planned|recommended|for",
    "documentation|documented|evidence|mention|mentioned|indication|report|record|records|describes|stated",
];
/// Words right before a concept that deny it.
pub(super) const DENIES: &[&str] = &["no", "without", "denies", "denied", "not"];

pub(super) fn check(subject: &Subject<'_>) -> Vec<Alarm> {
    let mut alarms = contradicted(subject);
    alarms.extend(passed_over(subject));
    alarms
}

/// A plain sentence of the reviewer's.
fn own(speech: &Speech) -> bool {
    !speech.guideline && !speech.administrator && !speech.not_addressed
}

/// Sentences that state what a finding denies, or deny what findings state. Only plain words count.
fn contradicted(subject: &Subject<'_>) -> Vec<Alarm> {
    let marks = subject.words.find(NOT_PLAIN);
    let mut alarms = Vec::new();
    for said in &subject.said {
        let Some(sentence) = subject.sentence_of(&said.at).filter(|s| own(s)) else { continue };
        let marked = marks.iter().filter(|m| {
            super::speech::holds(&sentence.at, m) && !super::speech::holds(&said.at, m)
        });
        let before: Vec<&str> = subject.words.within(&(sentence.at.start..said.at.start)).collect();
        let denied = before.last().is_some_and(|w| DENIES.contains(w));
        let states = match (marked.count(), denied, said.opposite) {
            (0, _, false) => true,
            (0, _, true) => false,
            (1, true, false) => false,
            _ => continue,
        };
        if let Some(alarm) = against(subject, said, states) {
            alarms.push(alarm);
        }
    }
    alarms
}

/// The finding that says otherwise, when none agrees.
fn against(subject: &Subject<'_>, said: &Said, states: bool) -> Option<Alarm> {
    let vocabulary = subject.whole.sources.vocabulary;
    let here = |f: &&Finding| match (&f.region, &subject.item.region) {
        (Some(a), Some(b)) => vocabulary.region_is(a, b) || vocabulary.region_is(b, a),
        _ => true,
    };
    let sure = |f: &&Finding| {
        f.certainty == Certainty::Certain
            && !matches!(f.from, Origin::Guideline | Origin::Administrator)
    };
    let findings = || subject.whole.known.case.findings.iter().filter(here).filter(sure);
    // What denies a wider concept denies this one; what shows a narrower one shows this one.
    let denies =
        |f: &&Finding| f.value == Value::Absent && vocabulary.concept_is(&said.name, &f.concept);
    let shows = |f: &&Finding| {
        f.value != Value::Absent
            && f.standing == Standing::Present
            && vocabulary.concept_is(&f.concept, &said.name)
    };
    let (other, agrees) = match states {
        true => (findings().find(denies), findings().any(|f| shows(&f))),
        false => (findings().find(shows), findings().any(|f| denies(&f))),
    };
    let finding = other.filter(|_| !agrees)?;
    let reason = format!(
        "the record says `{}` is {}: finding {} in {}",
        finding.concept, finding.value, finding.id, finding.source.document
    );
    Some(subject.at(CheckId::Contradicted, said.at.clone(), reason))
}

/// Findings that speak against what the decision rests on, and that no sentence mentions.
fn passed_over(subject: &Subject<'_>) -> Vec<Alarm> {
    let case = &subject.whole.known.case;
    let vocabulary = subject.whole.sources.vocabulary;
    let Some(proof) = subject.proofs.first() else { return Vec::new() };
    let rests = counted(subject, proof);
    let shown: Vec<&&Finding> = rests.iter().filter(|f| f.value != Value::Absent).collect();
    if shown.is_empty() {
        return Vec::new();
    }
    let set: Vec<&String> = proof.answers.rests_on.iter().flatten().collect();
    let second_hand =
        !set.is_empty() && set.iter().all(|id| case.finding(id).is_some_and(|f| f.quoted));
    let here = |f: &Finding| match (&f.region, &subject.item.region) {
        (Some(a), Some(b)) => vocabulary.region_is(a, b) || vocabulary.region_is(b, a),
        _ => true,
    };
    let examined = |f: &Finding| {
        matches!(f.from, Origin::Exam | Origin::Imaging | Origin::Test | Origin::Provider)
    };
    let conflicts = |f: &Finding| {
        f.value == Value::Absent
            && f.certainty == Certainty::Certain
            && here(f)
            && examined(f)
            && (shown.iter().any(|s| vocabulary.concept_is(&s.concept, &f.concept) || vocabulary.concept_is(&f.concept, &s.concept))
                // What is known at second hand alone is held against every sign that was denied first-hand.
                || second_hand && !f.quoted)
    };
    let said = |f: &Finding| subject.said.iter().any(|s| s.name == f.concept);
    case.findings
        .iter()
        .filter(|f| conflicts(f) && !said(f))
        .map(|f| {
            let on = f.date.as_ref().map(|d| format!(" of {d}")).unwrap_or_default();
            let reason = format!(
                "{}{on} says `{}` is absent (finding {}); say why that does not change the result",
                f.source.document, f.concept, f.id
            );
            subject.of(CheckId::Conflict, &f.id, reason)
        })
        .collect()
}
