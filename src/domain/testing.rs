//! Small valid values for unit tests.

use super::{case::*, words::*};

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
            kind: ServiceKind::DiagnosticTest,
            service: "lumbar mri".to_owned(),
            codes: Vec::new(),
            region: Some("low back".to_owned()),
            side: None,
            level: None,
            quantity: None,
            duration: None,
            retrospective: false,
            ur: None,
            claims_guideline: None,
            depends_on: None,
        }],
        findings: Vec::new(),
    }
}
