//! A finding: one thing the record says, with who says it, when, and where it stands.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{
    date::PartialDate,
    problem::nearest,
    quantity::Quantity,
    words::{Certainty, Origin, Side, Standing},
};

/// One statement of the record, as intake (or the reviewer) took it down.
///
/// The keys are the leaf words of the criteria language, so that a criterion reads as a pattern over findings.
/// What the record does not mention is no finding: absence of mention is never written down as `absent`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// Unique in its case; short, for links and messages.
    pub id: String,
    /// A concept of the vocabulary.
    pub concept: String,
    /// Whether it is there, or how much; `absent` needs words of the record that say no.
    #[serde(default, skip_serializing_if = "Value::is_plain")]
    pub value: Value,
    /// Result of a test: a coded word of the concept (`abnormal`, `normal`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<String>,
    /// What a treatment led to: a coded word of the concept (`failed`, `partial`, `improved`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// A region of the vocabulary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// Spinal level or digit, as written: `C6`, `L4-5`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// When it was found, done or said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// Since when it lasts; with `date` this gives a duration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<PartialDate>,
    /// How long it lasted, when the record says so itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lasting: Option<Quantity>,
    /// How it stands: present (also when left out), planned, considered, history …
    #[serde(default = "present", rename = "as", skip_serializing_if = "is_present")]
    pub standing: Standing,
    #[serde(default = "certain", skip_serializing_if = "is_certain")]
    pub certainty: Certainty,
    /// Who established it.
    pub from: Origin,
    /// Whose statement it is: a role (`spine surgeon`), never a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// True when the document tells what another report said: known at second hand.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub quoted: bool,
    pub source: Source,
}

/// Where a finding stands: document, page, exact words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Id of a document of the case.
    pub document: String,
    /// Page in that document, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// The record's own words, exactly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

impl Finding {
    /// Nothing is presupposed but where it stands.
    pub fn blank(id: String, source: Source) -> Self {
        Self {
            id,
            concept: String::new(),
            value: Value::Present,
            result: None,
            outcome: None,
            region: None,
            side: None,
            level: None,
            date: None,
            since: None,
            lasting: None,
            standing: Standing::Present,
            certainty: Certainty::Certain,
            from: Origin::Provider,
            by: None,
            quoted: false,
            source,
        }
    }
}

fn present() -> Standing {
    Standing::Present
}
fn is_present(s: &Standing) -> bool {
    *s == Standing::Present
}
fn certain() -> Certainty {
    Certainty::Certain
}
fn is_certain(c: &Certainty) -> bool {
    *c == Certainty::Certain
}

/// Present, absent or an amount. Coded words of a concept stand under `result` and `outcome`: a mistyped
/// `absent` must not pass for a word, since whatever is not absent speaks for a criterion.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Value {
    #[default]
    Present,
    /// The record says that it is not so. Never used for what it does not mention.
    Absent,
    Amount(Quantity),
}

impl Value {
    fn is_plain(&self) -> bool {
        *self == Self::Present
    }
}

impl FromStr for Value {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Ok(match text.trim() {
            "" => {
                return Err("a value is empty; write present, absent or an amount".to_owned());
            }
            "present" => Self::Present,
            "absent" => Self::Absent,
            t if t.starts_with(|c: char| c.is_ascii_digit())
                || t.starts_with("at least ")
                || t.starts_with("at most ") =>
            {
                Self::Amount(t.parse()?)
            }
            t => {
                let remedy = match nearest(t, ["present", "absent"]) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "write present, absent or an amount such as `50 percent`".to_owned(),
                };
                return Err(format!("`{t}` is not a value of a finding; {remedy}"));
            }
        })
    }
}

impl TryFrom<String> for Value {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Value> for String {
    fn from(value: Value) -> Self {
        value.to_string()
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Present => f.pad("present"),
            Self::Absent => f.pad("absent"),
            Self::Amount(q) => q.fmt(f),
        }
    }
}
