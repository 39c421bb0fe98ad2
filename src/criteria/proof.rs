//! The proof of a value: what it rests on, what speaks against it, what almost counted.
//! The screen, the JSON, the determination and the checks all read this one.

use serde::Serialize;

use super::{hold::Hold, matching::NearMiss, questions::Answers, value::Value};
use crate::domain::{
    draft::Override,
    words::{Confidence, Tier},
};

/// One guideline evaluated on one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proof {
    pub guideline: String,
    pub title: String,
    pub tier: Tier,
    pub confidence: Confidence,
    /// Whether the edition was in force on the day of the request; `None` when that is not known.
    pub in_force: Option<bool>,
    /// Name of the criterion that decides.
    pub decide: String,
    /// Value of the deciding criterion with every exclusion cleared.
    pub value: Value,
    pub criteria: Vec<CriterionProof>,
    /// Exclusions: met means triggered, not met means cleared.
    pub unless: Vec<ClauseProof>,
    /// Soft prerequisites: shown, they bar nothing.
    pub expected: Vec<ClauseProof>,
    /// What the value rests on, and what would settle it.
    #[serde(flatten)]
    pub answers: Answers,
}

/// A criterion with its computed value and, beside it, the reviewer's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CriterionProof {
    pub name: String,
    pub says: Option<String>,
    pub page: Option<String>,
    pub confidence: Confidence,
    pub note: Option<String>,
    /// What counts: the reviewer's value when one is stated, else the computed one.
    pub value: Value,
    pub computed: Value,
    pub stated: Option<Override>,
    pub clause: ClauseProof,
}

/// A clause and its parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClauseProof {
    pub value: Value,
    #[serde(flatten)]
    pub shape: Shape,
}

/// What kind of clause it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    All(Vec<ClauseProof>),
    Any(Vec<ClauseProof>),
    #[serde(rename = "at least")]
    AtLeast(usize, Vec<ClauseProof>),
    /// Test, then, else.
    If(Box<[ClauseProof; 3]>),
    #[serde(rename = "in order")]
    InOrder {
        parts: Vec<ClauseProof>,
        /// Whether the stages that hold lie in order.
        #[serde(skip)]
        order: Value,
    },
    #[serde(rename = "every part")]
    EveryPart(Vec<PartProof>),
    #[serde(rename = "any part")]
    AnyPart(Vec<PartProof>),
    #[serde(rename = "criterion")]
    Named(String),
    Leaf(Box<LeafProof>),
    Ask(String),
}

/// The clauses as judged for one part of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartProof {
    pub part: String,
    pub value: Value,
    pub clauses: Vec<ClauseProof>,
}

/// A leaf: which findings speak for it, against it, and which almost count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeafProof {
    /// The leaf in words.
    pub asks: String,
    pub concept: String,
    /// Index of the part of the request that it was judged for.
    #[serde(skip)]
    pub part: Option<usize>,
    #[serde(skip)]
    pub value: Value,
    /// True when the record is silent and the criterion says what silence means.
    pub assumed: bool,
    /// What a sum comes to, of how much, and what the history leaves for the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sum: Option<String>,
    /// Ids of findings that satisfy it, best witness first.
    pub witnesses: Vec<String>,
    /// Findings that say no, best first.
    pub against: Vec<NearMiss>,
    pub near: Vec<NearMiss>,
    /// How the value hangs on findings.
    #[serde(skip)]
    pub hold: Hold,
}

/// How strongly a finding bears on a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// The value rests on it.
    Counts,
    /// It almost counts.
    Near,
}

impl Proof {
    pub fn criterion(&self, name: &str) -> Option<&CriterionProof> {
        self.criteria.iter().find(|c| c.name == name)
    }

    /// The findings that bear on a clause, through the criteria that it names.
    pub fn findings_of<'a>(&'a self, clause: &'a ClauseProof) -> Vec<(&'a str, Weight)> {
        let mut found = Vec::new();
        self.collect(clause, &mut found);
        found.sort();
        found.dedup_by_key(|(id, _)| *id);
        found
    }

    fn collect<'a>(&'a self, clause: &'a ClauseProof, found: &mut Vec<(&'a str, Weight)>) {
        for part in clause.parts() {
            self.collect(part, found);
        }
        match &clause.shape {
            Shape::Named(name) => {
                if let Some(criterion) = self.criterion(name) {
                    self.collect(&criterion.clause, found);
                }
            }
            Shape::Leaf(leaf) => {
                found.extend(leaf.witnesses.iter().map(|w| (w.as_str(), Weight::Counts)));
                found.extend(leaf.against.iter().map(|m| (m.finding.as_str(), Weight::Counts)));
                found.extend(leaf.near.iter().map(|m| (m.finding.as_str(), Weight::Near)));
            }
            _ => {}
        }
    }

    /// The whole as one clause: the deciding criterion, and no exclusion triggered.
    pub fn root(&self) -> Root<'_> {
        Root { decide: &self.decide, unless: &self.unless }
    }
}

/// What a guideline's value is made of.
#[derive(Debug, Clone, Copy)]
pub struct Root<'a> {
    pub decide: &'a str,
    pub unless: &'a [ClauseProof],
}

impl ClauseProof {
    /// The clauses directly inside this one.
    pub fn parts(&self) -> Vec<&ClauseProof> {
        match &self.shape {
            Shape::All(parts) | Shape::Any(parts) | Shape::AtLeast(_, parts) => {
                parts.iter().collect()
            }
            Shape::InOrder { parts, .. } => parts.iter().collect(),
            Shape::If(three) => three.iter().collect(),
            Shape::EveryPart(parts) | Shape::AnyPart(parts) => {
                parts.iter().flat_map(|p| &p.clauses).collect()
            }
            Shape::Named(_) | Shape::Leaf(_) | Shape::Ask(_) => Vec::new(),
        }
    }
}
