//! A case as intake knows it: evidence. A review never writes here.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{
    date::PartialDate,
    finding::{Finding, Value},
    quantity::Quantity,
    words::{CaseKind, Priority, RecordsState, ServiceKind, Side, UrAction},
};

/// A case number: letters, digits and dashes (`CM15-0000001`), safe as a file's name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CaseNumber(String);

impl CaseNumber {
    /// A number made of the safe characters of a text that is none: for the row of a misnamed file.
    #[must_use]
    pub fn nearest_to(text: &str) -> Self {
        let safe: String = text.chars().filter(char::is_ascii_alphanumeric).take(40).collect();
        Self(if safe.is_empty() { "unnamed".to_owned() } else { safe })
    }

    /// A number that was packed away. What comes back from a disk is looked at again.
    pub(in crate::domain) fn packed(text: &str) -> Self {
        text.parse().unwrap_or_else(|_| Self::nearest_to(text))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for CaseNumber {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let safe = (1..=40).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && text.starts_with(|c: char| c.is_ascii_alphanumeric());
        if safe {
            return Ok(Self(text.to_owned()));
        }
        Err(format!(
            "`{}` is not a case number; use up to 40 letters, digits and dashes, such as CM15-0000001",
            text.escape_debug()
        ))
    }
}

impl TryFrom<String> for CaseNumber {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<CaseNumber> for String {
    fn from(number: CaseNumber) -> Self {
        number.0
    }
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// One application for independent medical review. Every header field may be absent; nothing is invented.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Its number; the file is named after it.
    pub case: CaseNumber,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<CaseKind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub records: Option<RecordsState>,
    #[serde(default)]
    pub dates: Dates,
    #[serde(default)]
    pub worker: Worker,
    /// Prose of the clinical case summary.
    pub summary: String,
    /// As the record words them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub diagnoses: Vec<String>,
    #[serde(default)]
    pub documents: Vec<Document>,
    pub items: Vec<Item>,
    #[serde(default)]
    pub findings: Vec<Finding>,
}

/// Dates that belong to the case; windows of criteria hang on these, never on today.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dates {
    /// Of the injury; a cumulative one has a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub injury: Option<PartialDate>,
    /// Request for authorization by the treating physician.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<PartialDate>,
    /// Of the operation that criteria count from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub surgery: Option<PartialDate>,
    /// When a retrospective service was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<PartialDate>,
    /// When utilization review decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ur_decision: Option<PartialDate>,
    /// When the application for independent medical review came in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application_received: Option<PartialDate>,
    /// When the case was assigned for review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assigned: Option<PartialDate>,
    /// When the request and all supporting documents were in: starts the clock (LC 4610.6(d)).
    /// A day, or a day and time `2026-05-21T14:30` (expedited clocks run to the minute).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub records_complete: Option<Moment>,
}

/// A day, or a minute of a day, in the organization's local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Moment {
    pub at: jiff::civil::DateTime,
    /// False when only the day is known; the time is then midnight.
    pub timed: bool,
}

impl TryFrom<String> for Moment {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not a day; write 2026-05-21 or 2026-05-21T14:30");
        match text.len() {
            10 => {
                let day: PartialDate = text.parse().map_err(|_| wrong())?;
                Ok(Self { at: day.first().at(0, 0, 0, 0), timed: false })
            }
            16 => Ok(Self { at: text.parse().map_err(|_| wrong())?, timed: true }),
            _ => Err(wrong()),
        }
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        moment.to_string()
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let full = self.at.to_string();
        f.pad(full.get(..if self.timed { 16 } else { 10 }).unwrap_or(&full))
    }
}

/// What a case tells of the worker: never a name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Worker {
    /// Years, at the time of review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age: Option<u8>,
    /// As the summary words it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<String>,
}

/// A document of the case file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Unique in its case. Its text, when at hand, is `records/<case>/<id>.txt`.
    pub id: String,
    /// `progress note`, `appeal report`, `utilization review` …
    #[serde(rename = "type")]
    pub kind: String,
    /// A role or specialty, never a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// Its date, or the range that it covers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// How many it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<u32>,
}

impl Document {
    /// What it is, in the order in which it is always told: kind, provider, and the date as `written` writes it.
    pub fn told(&self, written: impl FnOnce(&PartialDate) -> String) -> Vec<String> {
        let date = self.date.as_ref().map(written);
        [Some(self.kind.clone()), self.provider.clone(), date].into_iter().flatten().collect()
    }
}

/// A disputed item: what utilization review denied, or the remainder of what it cut.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// From 1, in the letter's order.
    pub item: u32,
    /// Verbatim from the application.
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ServiceKind>,
    /// The requested service: a word of the vocabulary's `services`; selects guidelines, and without it none is found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// Billing codes of the request.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<String>,
    /// A region of the vocabulary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// Spinal level or digit, as written: `C6`, `L4-5`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// How much is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
    /// For how long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Option<Quantity>,
    /// What the request is made of, when it is judged part by part: limbs, levels, ingredients, visits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    /// Ids of the guidelines that the claims administrator's line cites, for the two readings side by side.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims_cites: Vec<String>,
    /// True when the service was given before the request was decided.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retrospective: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ur: Option<UrDecision>,
    /// The claims administrator's guideline line, verbatim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claims_guideline: Option<String>,
    /// Number of the item that this one stands or falls with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub depends_on: Option<u32>,
}

/// A part of a request. Criteria see it as a finding that stands `as: requested`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// A concept of the vocabulary: `physical therapy visits`, `baclofen`, `nerve conduction study`.
    pub concept: String,
    /// How much of it is asked for.
    #[serde(default)]
    pub value: Value,
    /// A region of the vocabulary, when it is not the item's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// Spinal level or digit of this part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
}

/// What utilization review did; after a modification only the remainder is in dispute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UrDecision {
    pub action: UrAction,
    /// What was asked for, when it was modified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<String>,
    /// What was authorized of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authorized: Option<String>,
    /// What is in dispute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remaining: Option<String>,
}

impl Case {
    pub fn item(&self, number: u32) -> Option<&Item> {
        self.items.iter().find(|i| i.item == number)
    }

    pub fn document(&self, id: &str) -> Option<&Document> {
        self.documents.iter().find(|d| d.id == id)
    }

    pub fn finding(&self, id: &str) -> Option<&Finding> {
        self.findings.iter().find(|f| f.id == id)
    }
}
