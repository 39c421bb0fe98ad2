//! A bench for tests: a small case, its guidelines, and a draft in which all is decided.

use std::collections::BTreeMap;

use super::determine::{Basis, determine};
use crate::domain::{
    case::{Case, Document},
    determination::Determination,
    draft::{Draft, ItemDraft, OpenPoint},
    finding::{Finding, Source, Value},
    guideline::{Clause, Criterion, Guideline, Leaf},
    organization::Reviewer,
    problem::Position,
    testing::{empty_case, sample_organization},
    vocabulary::{Concept, Term, Vocabulary},
    words::{Confidence, Origin, Outcome, Tier},
};

fn leaf(concept: &str) -> Clause {
    Clause::Leaf(Box::new(Leaf { concept: concept.to_owned(), ..Leaf::default() }))
}

fn criterion(name: &str, page: &str, clause: Clause) -> Criterion {
    Criterion {
        name: name.to_owned(),
        says: None,
        page: Some(page.to_owned()),
        confidence: None,
        note: None,
        clause,
        at: Position::default(),
    }
}

/// Imaging when there is a deficit or a fracture.
fn guideline(id: &str, tier: Tier, service: &str) -> Guideline {
    let either = Clause::Any(vec![Clause::Named("deficit".to_owned()), leaf("fracture")]);
    Guideline {
        id: id.to_owned(),
        title: format!("Title of {id}"),
        tier,
        confidence: Confidence::C,
        services: vec![service.to_owned()],
        regions: Vec::new(),
        decide: "imaging".to_owned(),
        criteria: vec![
            criterion("imaging", "10-12", either),
            criterion("deficit", "14", leaf("neurologic deficit")),
        ],
        unless: Vec::new(),
        expected: Vec::new(),
        in_force: None,
        tests: Vec::new(),
        note: None,
    }
}

fn finding(id: &str, concept: &str, value: Value) -> Finding {
    let source = Source { document: "d1".to_owned(), page: Some(1), words: None };
    Finding {
        concept: concept.to_owned(),
        value,
        from: Origin::Exam,
        ..Finding::blank(id.to_owned(), source)
    }
}

/// A case with two items (the second of a service that no guideline speaks of), four guidelines, and a draft
/// in which all is decided.
pub struct Bench {
    pub case: Case,
    pub draft: Draft,
    pub guidelines: Vec<Guideline>,
    pub vocabulary: Vocabulary,
    pub digests: BTreeMap<String, String>,
    pub reviewer: Reviewer,
}

impl Bench {
    pub fn new() -> Self {
        let mut case = empty_case();
        let mut second = case.items[0].clone();
        (second.item, second.title, second.service) =
            (2, "Crutches".to_owned(), Some("crutches".to_owned()));
        case.items.push(second);
        case.documents = vec![Document {
            id: "d1".to_owned(),
            kind: "note".to_owned(),
            provider: None,
            date: None,
            pages: None,
        }];
        case.findings = vec![
            finding("z", "neurologic deficit", Value::Present),
            finding("unused", "gait", Value::Present),
            finding("a", "fracture", Value::Absent),
        ];
        let mut draft = Draft::new(&case, "case digest");
        draft.attested = Some(crate::domain::testing::sample_attestation());
        for (item, outcome) in draft.items.iter_mut().zip([Outcome::Overturned, Outcome::Upheld]) {
            item.outcome = Some(outcome);
            item.rationale = "Because.".to_owned();
        }
        draft.items[1].uncited = Some("No guideline speaks of crutches.".to_owned());
        let guidelines = vec![
            guideline("study", Tier::Study, "lumbar mri"),
            guideline("b", Tier::Mtus, "lumbar mri"),
            guideline("a", Tier::Mtus, "lumbar mri"),
            guideline("other", Tier::Mtus, "therapy"),
        ];
        Self {
            digests: guidelines
                .iter()
                .map(|g| (g.id.clone(), format!("{} digest", g.id)))
                .collect(),
            vocabulary: vocabulary(),
            reviewer: Reviewer {
                id: "r1".to_owned(),
                name: Some("Secret Person".to_owned()),
                licensure: vec!["California".to_owned()],
                specialties: vec!["Internal Medicine".to_owned()],
                eligibility: None,
            },
            case,
            draft,
            guidelines,
        }
    }

    pub fn determine(&self) -> Result<Determination, Vec<OpenPoint>> {
        determine(&Basis {
            case: &self.case,
            draft: &self.draft,
            organization: &sample_organization(),
            reviewer: &self.reviewer,
            guidelines: &self.guidelines,
            vocabulary: &self.vocabulary,
            record: &std::sync::Arc::default(),
            case_digest: "case digest",
            guideline_digests: &self.digests,
            now: "2026-11-22T20:14:00Z",
        })
    }

    pub fn decided(&self) -> Determination {
        self.determine().unwrap()
    }

    pub fn first(&mut self) -> &mut ItemDraft {
        &mut self.draft.items[0]
    }

    pub fn refused(&self) -> Vec<String> {
        self.determine().unwrap_err().iter().map(ToString::to_string).collect()
    }
}

fn vocabulary() -> Vocabulary {
    let named = |names: &[&str]| names.iter().map(|n| ((*n).to_owned(), Term::default())).collect();
    Vocabulary {
        regions: named(&["low back"]),
        services: named(&["lumbar mri", "crutches", "therapy"]),
        concepts: ["neurologic deficit", "fracture", "gait"]
            .map(|n| (n.to_owned(), Concept::default()))
            .into(),
    }
}
