//! The proof of a value: what it rests on, what speaks against it, what almost counted.
//! The screen, the JSON, the determination and the checks all read this one.

use std::fmt;

use serde::Serialize;

use super::{
    matching::NearMiss,
    value::{Value, Why},
};
use crate::domain::{
    draft::Override,
    guideline::{ByRule, Leaf, LevelRule, SideRule, Silence},
    words::{Confidence, Tier},
};

/// One guideline evaluated on one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proof {
    pub guideline: String,
    pub title: String,
    pub tier: Tier,
    pub confidence: Confidence,
    /// Name of the criterion that decides.
    pub decide: String,
    /// Value of the deciding criterion with every exclusion cleared.
    pub value: Value,
    pub criteria: Vec<CriterionProof>,
    /// Exclusions: met means triggered, not met means cleared.
    pub unless: Vec<ClauseProof>,
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
    #[serde(rename = "criterion")]
    Named(String),
    Leaf(LeafProof),
    Ask(String),
}

/// A leaf: which findings speak for it, against it, and which almost count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeafProof {
    /// The leaf in words.
    pub asks: String,
    pub concept: String,
    #[serde(skip)]
    pub value: Value,
    /// True when the record is silent and the criterion says what silence means.
    pub assumed: bool,
    /// Ids of findings that satisfy it, best witness first.
    pub witnesses: Vec<String>,
    /// Findings that say no, best first.
    pub against: Vec<NearMiss>,
    pub near: Vec<NearMiss>,
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
        match &clause.shape {
            Shape::All(parts) | Shape::Any(parts) | Shape::AtLeast(_, parts) => {
                for part in parts {
                    self.collect(part, found);
                }
            }
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
            Shape::Ask(_) => {}
        }
    }
}

impl CriterionProof {
    /// Stands for a name that does not resolve; readers refuse such files.
    pub(super) fn unknown(name: &str) -> Self {
        let silent = Value::Undetermined(Why::Silent);
        Self {
            name: name.to_owned(),
            says: None,
            page: None,
            confidence: Confidence::C,
            note: None,
            value: silent,
            computed: silent,
            stated: None,
            clause: ClauseProof { value: silent, shape: Shape::Any(Vec::new()) },
        }
    }
}

/// The leaf as a reader would say it: `neurologic deficit, from exam, within 6 weeks before request`.
impl fmt::Display for Leaf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fn or<T: fmt::Display>(words: &[T]) -> String {
            words.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ")
        }
        let mut parts: Vec<String> = vec![self.concept.clone()];
        let mut add = |present: bool, text: String| {
            if present {
                parts.push(text);
            }
        };
        add(!self.standing.is_empty(), format!("as {}", or(&self.standing)));
        add(!self.result.is_empty(), format!("result {}", or(&self.result)));
        add(!self.outcome.is_empty(), format!("outcome {}", or(&self.outcome)));
        add(!self.from.is_empty(), format!("from {}", or(&self.from)));
        for (name, bound) in
            [("", &self.value), ("lasting ", &self.lasting), ("count ", &self.count)]
        {
            add(
                bound.is_some(),
                bound.as_ref().map_or(String::new(), |b| format!("{name}{}", b.text)),
            );
        }
        add(
            self.within.is_some(),
            self.within.as_ref().map_or(String::new(), |w| format!("within {}", w.text)),
        );
        match &self.side {
            Some(SideRule::Is(side)) => add(true, format!("{side} side")),
            Some(SideRule::Same) => add(true, "same side".to_owned()),
            None => {}
        }
        match &self.level {
            Some(LevelRule::Is(level)) => add(true, format!("at {level}")),
            Some(LevelRule::Same) => add(true, "same level".to_owned()),
            None => {}
        }
        match &self.by {
            Some(ByRule::FirstHand) => add(true, "first-hand".to_owned()),
            Some(ByRule::Roles(roles)) => add(true, format!("by {}", or(roles))),
            None => {}
        }
        match self.silent {
            Some(Silence::Absent) => add(true, "silence means absent".to_owned()),
            Some(Silence::Present) => add(true, "silence means present".to_owned()),
            None => {}
        }
        f.write_str(&parts.join(", "))
    }
}
