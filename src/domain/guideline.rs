//! A guideline: named criteria in plain words. Reading one from YAML is in [`super::guideline_reader`].

use jiff::civil::Date;

use super::{
    case::{Dates, Part},
    draft::Stated,
    finding::Finding,
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
    /// Soft prerequisites: evaluated and shown, they bar nothing.
    pub expected: Vec<Clause>,
    /// When this edition holds, by the date of the request; open ends are `None`.
    pub in_force: Option<InForce>,
    /// Tiny cases that show each criterion met and not met.
    pub tests: Vec<GuidelineTest>,
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
    /// `if` the first holds, the second; otherwise the third.
    If(Box<[Clause; 3]>),
    /// All hold, and each is witnessed no earlier than the one before: a ladder of stages.
    InOrder(Vec<Clause>),
    /// All of these hold for every part of the request, one part at a time.
    EveryPart(Vec<Clause>),
    /// All of these hold for some part of the request.
    AnyPart(Vec<Clause>),
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
    pub value: Option<Measure>,
    pub lasting: Option<Bound>,
    pub count: Option<Bound>,
    pub within: Option<Window>,
    pub since: Option<Since>,
    pub region: Option<RegionRule>,
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

/// Which region a finding must be in; without it, the item's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RegionRule {
    Is(String),
    Any,
}

/// Which side a finding must be on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SideRule {
    Is(Side),
    /// The side of the disputed item, and the finding must say one.
    Same,
    Any,
}

/// Which level a finding must be at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LevelRule {
    Is(String),
    /// The level of the disputed item, and the finding must say one.
    Same,
    Any,
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

/// One end of a bound. A guideline that writes `4 to 6 weeks or more` has a soft end (4) and a firm one (6):
/// below the soft end nothing counts, from the firm end on everything does, between them it is not decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    pub soft: Milli,
    pub firm: Milli,
    /// Whether the amount itself still counts: `at least` against `more than`.
    pub included: bool,
}

/// What `value` asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// An amount.
    Bound(Bound),
    /// A change on one scale, in percent of the last amount before `since`.
    Change { percent: Bound, lower: bool },
}

impl Measure {
    /// As the file writes it.
    pub fn text(&self) -> String {
        match self {
            Self::Bound(bound) => bound.text.clone(),
            Self::Change { percent, lower } => {
                format!("{} {}", percent.text, if *lower { "lower" } else { "higher" })
            }
        }
    }
}

/// From when on a finding counts: a date of the case, or the latest finding of a concept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Since {
    Date(Anchor),
    Concept(String),
}

/// When an edition holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InForce {
    pub from: Option<Date>,
    pub to: Option<Date>,
}

/// A tiny case of a guideline file, and what must come out of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuidelineTest {
    pub name: String,
    pub dates: Dates,
    pub region: Option<String>,
    pub side: Option<Side>,
    pub level: Option<String>,
    pub parts: Vec<Part>,
    pub findings: Vec<Finding>,
    /// Answers and overrides of the reviewer, by criterion.
    pub states: Vec<(String, Stated)>,
    /// Value words by criterion; `result` is the whole guideline.
    pub gives: Vec<(String, String)>,
    pub at: Position,
}

/// A stretch of time that hangs on a date of the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// How far from the date, by the calendar: `6 months` before 31 August is 28 or 29 February.
    pub reach: Reach,
    pub before: bool,
    pub anchor: Anchor,
    pub text: String,
}

/// A length of time by the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    pub months: i64,
    pub days: i64,
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
