//! A letter that was read, as a case and as a determination.

use super::{ReadItem, ReadLetter, title::modification};
use crate::domain::{
    case::{Case, CaseNumber, Dates, Document, Item, UrDecision, Worker},
    determination::{Determination, Digests, Imported, ItemDetermination, case_outcome},
    organization::Credentials,
    revision::Revisions,
    words::UrAction,
};

/// Which file a letter was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Its name, without its folder.
    pub from: String,
    /// SHA-256, in hexadecimal, of its bytes.
    pub digest: String,
}

/// The case as intake would know it: nothing that the letter does not say.
pub fn case_of(letter: &ReadLetter, number: &CaseNumber) -> Case {
    Case {
        case: number.clone(),
        kind: None,
        priority: letter.priority,
        records: None,
        dates: Dates {
            injury: letter.dates.injury.clone(),
            ur_decision: letter.dates.ur_decision.clone(),
            application_received: letter.dates.application_received.clone(),
            assigned: letter.dates.assigned.clone(),
            ..Dates::default()
        },
        worker: Worker::default(),
        summary: letter.summary.clone().unwrap_or_default(),
        diagnoses: Vec::new(),
        documents: (1..).zip(&letter.documents).map(document).collect(),
        items: (1..).zip(&letter.items).map(item).collect(),
        findings: Vec::new(),
    }
}

fn document((n, entry): (u32, &String)) -> Document {
    let id = format!("document-{n}");
    Document { id, kind: entry.clone(), provider: None, date: None, pages: None }
}

fn item((n, read): (u32, &ReadItem)) -> Item {
    let denied = || UrDecision {
        action: UrAction::Denied,
        original: None,
        authorized: None,
        remaining: None,
    };
    Item {
        item: n,
        title: read.title.clone(),
        kind: None,
        service: None,
        codes: Vec::new(),
        region: None,
        side: None,
        level: None,
        quantity: None,
        duration: None,
        parts: Vec::new(),
        claims_cites: Vec::new(),
        retrospective: false,
        ur: Some(modification(&read.title).unwrap_or_else(denied)),
        claims_guideline: read.claims_guideline.clone(),
        depends_on: None,
    }
}

/// The determination that the letter tells of. `digests.letter` stays empty until its text is composed.
///
/// # Errors
/// What the letter lacks that no determination can be without.
pub fn determination_of(
    letter: &ReadLetter,
    case: &Case,
    case_digest: &str,
    origin: Origin,
) -> Result<Determination, String> {
    let Some(decided) = &letter.dates.decision else {
        return Err("the letter has no decision date; give it with --decided".to_owned());
    };
    let mut items = Vec::new();
    for (read, request) in letter.items.iter().zip(&case.items) {
        let Some(outcome) = read.outcome else {
            let what = format!("no outcome was read for the item of line {}", read.line);
            return Err(format!("{what}; import the letter as a pending case"));
        };
        items.push(ItemDetermination {
            request: request.clone(),
            outcome,
            cites: Vec::new(),
            cited_as: read.reviewer_guideline.clone(),
            works: Vec::new(),
            step_down: None,
            uncited: None,
            criteria: Vec::new(),
            overrides: Vec::new(),
            rationale: read.rationale.clone().unwrap_or_default(),
            drafted: Vec::new(),
            silences: Vec::new(),
        });
    }
    let outcome = case_outcome(items.iter().map(|item| item.outcome))
        .ok_or("the letter has no disputed item")?;
    Ok(Determination {
        case: case.case.clone(),
        version: 1,
        amends: None,
        finalized: decided.to_string(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        organization: None,
        outcome,
        priority: case.priority,
        dates: case.dates.clone(),
        reviewer: Credentials {
            reviewer: None,
            licensure: letter.reviewer.licensure.clone(),
            specialties: letter.reviewer.specialties.clone(),
            eligibility: None,
        },
        attestation: None,
        imported: Some(Imported {
            from: origin.from,
            digest: origin.digest,
            label: letter.label.clone(),
            paragraphs: letter.paragraphs.clone(),
        }),
        summary: case.summary.clone(),
        letter: None,
        documents: case.documents.clone(),
        items,
        findings: Vec::new(),
        revisions: Revisions::default(),
        dismissed: Vec::new(),
        digests: Digests { case: case_digest.to_owned(), ..Digests::default() },
    })
}

impl ReadLetter {
    /// What letters of this shape say and this one does not, in words for a message.
    pub fn lacks(&self) -> Vec<String> {
        let of_letter = [
            ("the case number", self.case.is_none()),
            ("the date of assignment", self.dates.assigned.is_none()),
            ("the date of injury", self.dates.injury.is_none()),
            ("the date of decision", self.dates.decision.is_none()),
            ("the date of utilization review", self.dates.ur_decision.is_none()),
            ("when the application was received", self.dates.application_received.is_none()),
            ("the priority", self.priority.is_none()),
            ("the reviewer's licensure", self.reviewer.licensure.is_empty()),
            ("the reviewer's specialties", self.reviewer.specialties.is_empty()),
            ("the summary", self.summary.is_none()),
        ];
        let mut lacks: Vec<String> = of_letter
            .iter()
            .filter(|(_, lacks)| *lacks)
            .map(|(what, _)| (*what).to_owned())
            .collect();
        for (n, item) in (1..).zip(&self.items) {
            let of_item = [
                ("title", item.title.is_empty()),
                ("outcome", item.outcome.is_none()),
                ("claims administrator's guideline", item.claims_guideline.is_none()),
                ("reviewer's guideline", item.reviewer_guideline.is_none()),
                ("rationale", item.rationale.is_none()),
            ];
            let of_item = of_item.iter().filter(|(_, lacks)| *lacks);
            lacks.extend(of_item.map(|(what, _)| format!("the {what} of item {n}")));
        }
        lacks
    }
}
