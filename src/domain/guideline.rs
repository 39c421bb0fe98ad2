//! A guideline: named criteria in plain words. Reading one from YAML is in [`super::guideline_reader`].

use super::{
    problem::Position,
    quantity::Milli,
    words::{Confidence, Origin, Side, Standing, Tier},
};

/// One file of `guidelines/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guideline {
    /// The file's stem: its name in links, overrides and JSON.
    pub id: String,
    /// As the letter cites it.
    pub title: String,
    pub tier: Tier,
    /// How far its text was confirmed.
    pub confidence: Confidence,
    /// Services that it speaks of; narrower services are included.
    pub services: Vec<String>,
    /// Regions that it speaks of; empty means any.
    pub regions: Vec<String>,
    /// Name of the criterion that decides.
    pub decide: String,
    /// In file order.
    pub criteria: Vec<Criterion>,
    /// Exclusions: their own line, never hidden inside an `all`.
    pub unless: Vec<Clause>,
    /// Remarks for the reader of the file and the screen.
    pub note: Option<String>,
}

/// A named criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    pub name: String,
    /// What the guideline asks, in a short paraphrase of our own.
    pub says: Option<String>,
    /// Page or pages, as cited: `177-179`.
    pub page: Option<String>,
    /// Overrides the file's mark for this criterion.
    pub confidence: Option<Confidence>,
    pub note: Option<String>,
    pub clause: Clause,
    pub at: Position,
}

/// What must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clause {
    All(Vec<Clause>),
    Any(Vec<Clause>),
    AtLeast(usize, Vec<Clause>),
    /// The criterion of this file with this name.
    Named(String),
    Leaf(Box<Leaf>),
    /// A question that no small word can compute: the reviewer answers it.
    Ask(String),
}

/// A pattern over findings: a concept and the words that narrow it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Leaf {
    pub concept: String,
    /// Accepted origins; empty means any that speaks of the patient.
    pub from: Vec<Origin>,
    pub result: Vec<String>,
    pub outcome: Vec<String>,
    /// Accepted standings; empty means `present`.
    pub standing: Vec<Standing>,
    pub value: Option<Bound>,
    pub lasting: Option<Bound>,
    pub count: Option<Bound>,
    pub within: Option<Window>,
    pub region: Option<String>,
    pub side: Option<SideRule>,
    pub level: Option<LevelRule>,
    pub by: Option<ByRule>,
    /// What silence of the record means, when the criterion itself says so.
    pub silent: Option<Silence>,
    pub at: Position,
}

/// What silence of the record means for a leaf that says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Silence {
    Absent,
    Present,
}

/// Which side a finding must be on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SideRule {
    Is(Side),
    /// The side of the disputed item.
    Same,
}

/// Which level a finding must be at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LevelRule {
    Is(String),
    /// The level of the disputed item.
    Same,
}

/// Whose statement counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ByRule {
    /// Not known only through another report.
    FirstHand,
    /// Stated by one of these roles.
    Roles(Vec<String>),
}

/// An amount that a finding is held against, in thousandths of its unit; `None` is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    pub least: Option<Edge>,
    pub most: Option<Edge>,
    /// Folded unit; empty for a bare number.
    pub unit: String,
    /// As the file writes it.
    pub text: String,
}

/// One end of a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    pub at: Milli,
    /// Whether the amount itself still counts: `at least` against `more than`.
    pub included: bool,
}

/// A stretch of time that hangs on a date of the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// Most days away from the date, counting a month as 31 and a year as 366 days.
    pub days: i64,
    pub before: bool,
    pub anchor: Anchor,
    pub text: String,
}

super::words::words! {
    /// The dates of a case that a window may hang on. Never today.
    Anchor, "a date of the case" {
        Injury = "injury",
        Request = "request",
        Surgery = "surgery",
        Service = "service",
        UrDecision = "ur decision",
    }
}

impl Guideline {
    pub fn criterion(&self, name: &str) -> Option<&Criterion> {
        self.criteria.iter().find(|c| c.name == name)
    }

    /// Every page that the criteria name, in order of first mention, joined as a letter prints them.
    pub fn pages(&self) -> String {
        let mut pages: Vec<&str> = Vec::new();
        for page in self.criteria.iter().filter_map(|c| c.page.as_deref()) {
            if !pages.contains(&page) {
                pages.push(page);
            }
        }
        pages.join(", ")
    }
}
