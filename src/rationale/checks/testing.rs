//! A bench for tests of checks: one item, its rationale, and what is said of it.

use std::sync::Arc;

use super::{Known, Record, Sources, Texts, every};
use crate::domain::{
    case::Case,
    check::{Alarm, CheckId},
    draft::Draft,
    guideline::Guideline,
    organization::Reviewer,
    testing::empty_case,
    vocabulary::Vocabulary,
    words::Outcome,
};

/// A case, a draft, and what they are held against.
pub struct Desk {
    pub case: Case,
    pub draft: Draft,
    pub guidelines: Vec<Guideline>,
    pub vocabulary: Vocabulary,
    pub reviewer: Option<Reviewer>,
    pub texts: Texts,
}

impl Desk {
    /// One item, decided, with this rationale.
    pub fn new(outcome: Outcome, rationale: &str) -> Self {
        let case = empty_case();
        let mut draft = Draft::new(&case, "digest");
        draft.items[0].outcome = Some(outcome);
        draft.items[0].rationale = rationale.to_owned();
        Self {
            case,
            draft,
            guidelines: Vec::new(),
            vocabulary: Vocabulary::default(),
            reviewer: None,
            texts: Texts::new(),
        }
    }

    pub fn alarms(&self) -> Vec<Alarm> {
        let sources = Sources {
            guidelines: &self.guidelines,
            vocabulary: &self.vocabulary,
            reviewer: self.reviewer.as_ref(),
        };
        let record = Arc::new(Record::of(self.texts.clone()));
        let known = Known::of(&self.case, &self.draft, sources, record);
        every(&known, sources, &self.draft)
    }

    /// The words of each alarm of one check.
    pub fn says(&self, check: CheckId) -> Vec<String> {
        self.alarms().into_iter().filter(|a| a.check == check).map(|a| a.words).collect()
    }
}
