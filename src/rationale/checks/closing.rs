//! The closing words of a rationale against the outcome that the reviewer chose.

use std::ops::Range;

use super::Subject;
use crate::domain::{
    check::{Alarm, CheckId},
    words::Outcome,
};

/// Words that deny necessity.
const DENIED: &[&str] = &[
    "not ?a ?considered|deemed|seen|found|felt|determined|established|shown|appear ?as ?to ?be medically necessary",
    "not ?be ?considered|deemed|seen|found|felt ?as ?to ?be ?medically ?and necessary|indicated|appropriate",
    "not ?a|of ?medical necessity",
    "medical necessity .. not|cannot ?be ?been established|met|demonstrated|supported|shown|substantiated|evident",
    "medical necessity .. is|was lacking",
    "not .. establish|support|demonstrate ?the medical necessity",
    "not medically .. necessary|appropriate|indicated",
    "medically unnecessary|inappropriate",
    "non certified|certification",
    "not certified|supported|warranted|indicated|recommended|approved|authorized",
    "denial .. upheld|appropriate|supported",
];

/// Words that affirm it.
const AFFIRMED: &[&str] = &[
    "is|are|was|were|be|been|as|remains|seems|appears ?both ?considered|deemed|found|determined ?as ?to ?be medically ?and ?reasonable ?and necessary|appropriate|indicated",
    "medical necessity .. is|has|was ?been established|met|demonstrated|supported|shown|substantiated|evident",
    "is|are|was|were a medical necessity",
    "is|are|be certified|warranted",
];

/// What the last deciding sentence says, and where.
fn closing(subject: &Subject<'_>) -> Option<(Outcome, Range<usize>)> {
    subject.sentences.iter().rev().find_map(|sentence| {
        let last = |patterns| subject.words.find(sentence, patterns).pop();
        match (last(DENIED), last(AFFIRMED)) {
            (Some(no), Some(yes)) if yes.start > no.end => Some((Outcome::Overturned, yes)),
            (Some(no), _) => Some((Outcome::Upheld, no)),
            (None, Some(yes)) => Some((Outcome::Overturned, yes)),
            (None, None) => None,
        }
    })
}

pub(super) fn check(subject: &Subject<'_>) -> Vec<Alarm> {
    let Some(outcome) = subject.drafted.outcome else { return Vec::new() };
    match closing(subject) {
        Some((said, at)) if said != outcome => {
            let reason = format!("these words close as {said}, the outcome is {outcome}");
            vec![subject.at(CheckId::Closing, at, reason)]
        }
        Some(_) => Vec::new(),
        None => {
            let reason = "no sentence says whether the service is medically necessary".to_owned();
            vec![subject.of(CheckId::NoClosing, "", reason)]
        }
    }
}
