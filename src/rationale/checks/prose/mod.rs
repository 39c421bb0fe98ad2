//! Prose held against evidence: sides, levels, dates, ages, doses and amounts that nothing bears out, quotations that
//! stand nowhere, a summary that contradicts the header.

use std::{collections::BTreeMap, ops::Range};

use super::{Record, Subject, Texts, Whole};
use crate::{
    criteria::Proof,
    domain::{
        case::Case,
        check::{Alarm, CheckId},
    },
    records::{pages, quote::Folded},
};

mod amounts;
mod borne;
mod dates;
mod facts;
mod places;
mod quotes;
mod reading;
mod style;
mod summary;
#[cfg(test)]
mod tests;

use borne::Borne;
use facts::Facts;
use reading::Reading;

/// What the texts of the records state, and their pages folded for quotations.
#[derive(Debug, Default)]
pub struct Scanned {
    facts: Facts,
    pages: BTreeMap<String, Vec<Folded>>,
}

impl Scanned {
    pub fn of(texts: &Texts) -> Self {
        let mut scanned = Self::default();
        for (id, text) in texts {
            scanned.facts.document(id, text);
            let folded = pages(text).into_iter().map(Folded::of).collect();
            scanned.pages.insert(id.clone(), folded);
        }
        scanned
    }
}

/// What the case states, prepared once.
#[derive(Debug, Default)]
pub struct Evidence {
    case: Facts,
    /// What each request says, and the guidelines that speak of it, in the order of the items.
    items: Vec<(Facts, Facts)>,
    /// What may be quoted beside the records.
    texts: Vec<Folded>,
    /// What is to be said of the case, whatever a rationale says: sources of findings, the summary.
    remarks: Vec<Remark>,
    /// False when nothing of the record is known but the summary: then nothing can be missed in it.
    at_hand: bool,
}

impl Evidence {
    pub fn of(case: &Case, proofs: &[Vec<Proof>], record: &Record) -> Self {
        let of_guidelines = |proofs: &[Proof]| {
            let criteria = proofs.iter().flat_map(|proof| &proof.criteria);
            let said = criteria.flat_map(|c| [&c.says, &c.note]).flatten();
            Facts::of_text(
                &said.map(String::as_str).collect::<Vec<_>>().join("\n"),
                "the guideline",
            )
        };
        let items = case.items.iter().zip(proofs);
        let mut remarks = quotes::remarks(case, proofs, record);
        remarks.extend(summary::remarks(case));
        Self {
            case: Facts::of_case(case),
            items: items
                .map(|(item, proofs)| (Facts::of_item(item), of_guidelines(proofs)))
                .collect(),
            texts: quotes::texts(case, proofs),
            remarks,
            at_hand: !(case.documents.is_empty()
                && case.findings.is_empty()
                && record.texts.is_empty()),
        }
    }
}

/// An alarm on the case that is known before any rationale is read.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Remark {
    check: CheckId,
    about: String,
    reason: String,
}

impl Remark {
    fn new(check: CheckId, about: &str, reason: String) -> Self {
        Self { check, about: about.to_owned(), reason }
    }
}

/// Sources of findings, and the summary.
pub(super) fn of_case(whole: &Whole<'_>) -> Vec<Alarm> {
    let remarks = whole.known.evidence.remarks.iter();
    remarks.map(|said| whole.of(said.check, &said.about, said.reason.clone())).collect()
}

/// What a rationale's statements are held against.
struct Held<'a> {
    case: &'a Facts,
    record: &'a Facts,
    request: &'a Facts,
    guideline: &'a Facts,
    at_hand: bool,
    /// Documents of the case without a text here.
    unread: usize,
}

impl<'a> Held<'a> {
    fn of(subject: &Subject<'a>) -> Option<Self> {
        let known = subject.whole.known;
        let at = known.case.items.iter().position(|item| item.item == subject.item.item)?;
        let (request, guideline) = known.evidence.items.get(at)?;
        let texts = &known.record.texts;
        Some(Self {
            case: &known.evidence.case,
            record: &known.record.scanned.facts,
            request,
            guideline,
            at_hand: known.evidence.at_hand,
            unread: known.case.documents.iter().filter(|d| !texts.contains_key(&d.id)).count(),
        })
    }

    /// The first answer that bears a statement out, else the first that says what stands instead.
    fn ask(&self, question: impl Fn(&Facts) -> Borne) -> Borne {
        let (case, record) = (question(self.case), question(self.record));
        match (case, record) {
            (Borne::Out, _) | (_, Borne::Out) => Borne::Out,
            (Borne::Nowhere, other) => other,
            (other, _) => other,
        }
    }

    /// Where it was looked for, for a reason: `no finding, document, summary or request has it`.
    fn nowhere(&self) -> String {
        let unread = match self.unread {
            0 => String::new(),
            1 => "; one document has no text here".to_owned(),
            n => format!("; {n} documents have no text here"),
        };
        format!("stands in no finding, document, summary or request{unread}")
    }
}

/// What a check finds in a rationale.
#[derive(Default)]
struct Found {
    alarms: Vec<(CheckId, Range<usize>, String)>,
    /// Statements that could not be looked up, since nothing of the record is at hand.
    unjudged: Vec<Range<usize>>,
}

impl Found {
    fn alarm(&mut self, check: CheckId, at: &Range<usize>, reason: String) {
        self.alarms.push((check, at.clone(), reason));
    }

    /// A statement that stands nowhere: an alarm when there is a record that could hold it.
    fn missing(&mut self, held: &Held<'_>, check: CheckId, at: &Range<usize>, what: &str) {
        if held.at_hand {
            self.alarm(check, at, format!("{what} {}", held.nowhere()));
        } else {
            self.unjudged.push(at.clone());
        }
    }
}

/// Sides, levels, dates, ages and amounts of one rationale.
pub(super) fn check(subject: &Subject<'_>) -> Vec<Alarm> {
    let Some(held) = Held::of(subject) else { return Vec::new() };
    let reading = Reading::of(subject.text, subject.sentences.clone());
    let mut found = Found::default();
    places::check(&reading, subject.item, &held, &mut found);
    dates::check(&reading, &subject.whole.known.case, &held, &mut found);
    amounts::check(&reading, &held, &mut found);
    quotes::prose(&reading, subject, &mut found);
    let mut alarms: Vec<Alarm> =
        found.alarms.into_iter().map(|(check, at, reason)| subject.at(check, at, reason)).collect();
    alarms.extend(style::check(subject, &reading));
    if let Some(first) = found.unjudged.first() {
        let reason = match found.unjudged.len() {
            1 => {
                "this stands in neither summary nor request, and no record is at hand to look it up"
            }
            _ => {
                "these stand in neither summary nor request, and no record is at hand to look them up"
            }
        };
        let mut words: Vec<&str> = Vec::new();
        for said in found.unjudged.iter().filter_map(|at| subject.text.get(at.clone())) {
            if !words.contains(&said) {
                words.push(said);
            }
        }
        let alarm = subject.at(CheckId::Unjudged, first.clone(), reason.to_owned());
        alarms.push(Alarm { words: words.join(", "), ..alarm });
    }
    alarms
}
