//! Small valid values for tests of letters: invented, short, every part present once.

use crate::domain::{
    case::{Dates, Document},
    determination::{Cited, Determination, Digests, ItemDetermination},
    organization::Credentials,
    testing::{empty_case, sample_attestation},
    words::{CaseOutcome, Outcome, Priority, Tier},
};

/// One item, upheld, without header data and without documents.
pub fn sample_determination() -> Determination {
    let case = empty_case();
    Determination {
        case: case.case.clone(),
        version: 1,
        amends: None,
        finalized: "2026-11-22T20:14:00Z".to_owned(),
        program: "0.0.0".to_owned(),
        organization: Some("Sample Review Organization".to_owned()),
        outcome: CaseOutcome::Uphold,
        priority: None,
        dates: Dates::default(),
        reviewer: Credentials {
            reviewer: Some("r1".to_owned()),
            licensure: vec!["California".to_owned(), "Nevada".to_owned()],
            specialties: vec!["Internal Medicine".to_owned()],
            eligibility: None,
        },
        attestation: Some(sample_attestation()),
        imported: None,
        summary: "A worker of 40 years has low back pain.".to_owned(),
        letter: None,
        documents: Vec::new(),
        items: case.items.into_iter().map(sample_item).collect(),
        findings: Vec::new(),
        revisions: crate::domain::revision::Revisions::default(),
        dismissed: Vec::new(),
        digests: Digests::default(),
    }
}

/// Header data and two documents added.
pub fn full_determination() -> Determination {
    let date = |text: &str| text.parse().ok();
    let document = |id: &str, kind: &str| Document {
        id: id.to_owned(),
        kind: kind.to_owned(),
        provider: None,
        date: None,
        pages: None,
    };
    Determination {
        priority: Some(Priority::Expedited),
        dates: Dates {
            injury: date("2014-03"),
            ur_decision: date("2026-10-02"),
            application_received: date("2026-10-20"),
            assigned: date("2026-11-01"),
            ..Dates::default()
        },
        documents: vec![
            Document {
                provider: Some("spine surgeon".to_owned()),
                date: date("2026-09-01"),
                pages: Some(12),
                ..document("d1", "progress note")
            },
            Document { pages: Some(1), ..document("d2", "utilization review") },
        ],
        ..sample_determination()
    }
}

fn sample_item(request: crate::domain::case::Item) -> ItemDetermination {
    ItemDetermination {
        request,
        outcome: Outcome::Upheld,
        cites: vec![Cited {
            guideline: "back".to_owned(),
            title: "Back Chapter 2004".to_owned(),
            tier: Tier::Mtus,
            pages: "303-305".to_owned(),
        }],
        cited_as: None,
        works: Vec::new(),
        step_down: None,
        uncited: None,
        criteria: Vec::new(),
        overrides: Vec::new(),
        rationale: "No red flag is told.\n\nThe request is not medically necessary.".to_owned(),
        drafted: Vec::new(),
        silences: Vec::new(),
    }
}
