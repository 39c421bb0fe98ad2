//! Small valid values for unit tests.

use std::collections::BTreeMap;

use super::{
    attestation::Attestation,
    case::*,
    finding::{Finding, Source},
    library::Library,
    organization::{Organization, Paragraphs},
    vocabulary::Vocabulary,
    words::*,
};

/// A case with one item and nothing else.
pub fn empty_case() -> Case {
    Case {
        case: "CM00-0000000".parse().unwrap(),
        kind: None,
        priority: None,
        records: None,
        dates: Dates::default(),
        worker: Worker::default(),
        summary: String::new(),
        diagnoses: Vec::new(),
        documents: Vec::new(),
        items: vec![Item {
            item: 1,
            title: "One lumbar MRI".to_owned(),
            kind: Some(ServiceKind::DiagnosticTest),
            service: Some("lumbar mri".to_owned()),
            codes: Vec::new(),
            region: Some("low back".to_owned()),
            side: None,
            level: None,
            quantity: None,
            duration: None,
            parts: Vec::new(),
            claims_cites: Vec::new(),
            retrospective: false,
            ur: None,
            claims_guideline: None,
            depends_on: None,
        }],
        findings: Vec::new(),
    }
}

/// A finding of the exam, sure and present.
pub fn finding(id: &str, concept: &str) -> Finding {
    let source = Source { document: "exam".to_owned(), page: None, words: None };
    let blank = Finding::blank(id.to_owned(), source);
    Finding { concept: concept.to_owned(), from: Origin::Exam, ..blank }
}

/// Reviewer `r1` has attested.
pub fn sample_attestation() -> Attestation {
    Attestation {
        reviewer: "r1".to_owned(),
        at: "2026-11-22T20:10:00Z".to_owned(),
        statement: "No tie.".to_owned(),
    }
}

/// An organization with one-sentence paragraphs.
pub fn sample_organization() -> Organization {
    Organization {
        name: "Sample Review Organization".to_owned(),
        label: "Reviewer".to_owned(),
        reviewer: None,
        paragraphs: Paragraphs {
            how_made: "Attested.".to_owned(),
            credentials: "Qualified as follows:".to_owned(),
            summary: "The file shows:".to_owned(),
            issues: "Decided:".to_owned(),
            attestation: "No tie.".to_owned(),
            notices: super::organization::Notices::default(),
            dependents: super::organization::Dependents::default(),
        },
        holidays: Vec::new(),
        bench: crate::domain::settings::Settings::default(),
    }
}

/// A library without guidelines.
pub fn sample_library() -> Library {
    Library {
        organization: sample_organization(),
        reviewers: Vec::new(),
        vocabulary: Vocabulary::default(),
        guidelines: Vec::new(),
        guideline_digests: BTreeMap::new(),
        problems: Vec::new(),
    }
}
