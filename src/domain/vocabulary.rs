//! The vocabulary: concepts, regions and services that findings, items and criteria share.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    date::PartialDate,
    problem::{Fault, nearest_remedy},
    quantity::{Milli, milli, milli_text},
};
use crate::path;

/// `guidelines/vocabulary.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vocabulary {
    #[serde(default)]
    pub regions: BTreeMap<String, Term>,
    #[serde(default)]
    pub services: BTreeMap<String, Term>,
    #[serde(default)]
    pub concepts: BTreeMap<String, Concept>,
}

/// A region or a service.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Terms that include this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wider: Vec<String>,
    /// Other words for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// Codes of another system for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<String>,
}

/// What a finding can be about.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concept {
    /// Concepts that include this one. A narrower finding satisfies a wider criterion, never the reverse.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wider: Vec<String>,
    /// Phrases as physicians write them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// Phrases that say the opposite.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opposite: Vec<String>,
    /// Unit of its amounts, when it has any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Coded words for `result` of this concept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub results: Vec<String>,
    /// Coded words for `outcome` of this concept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<String>,
    /// Codes of another system for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<String>,
    /// Factors into another unit, each from the day its table was published: opioid doses into `mme`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub factors: Vec<Factor>,
}

/// One line of a dated factor table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Factor {
    /// Unit that it converts to.
    pub to: String,
    /// Unit that it converts from.
    pub per: String,
    /// How many of `to` one of `per` is, with at most three decimals: `"4.7"`.
    pub factor: Multiplier,
    /// First day on which the table holds.
    pub from: PartialDate,
    /// Which table.
    pub table: String,
}

/// A factor in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Multiplier(pub Milli);

impl TryFrom<String> for Multiplier {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        milli(&text).map(Self).ok_or_else(|| {
            format!("`{text}` is not a factor; write a number with at most three decimals")
        })
    }
}

impl From<Multiplier> for String {
    fn from(factor: Multiplier) -> Self {
        milli_text(factor.0)
    }
}

impl Vocabulary {
    /// True when `narrow` is `wide` or one of its kinds.
    pub fn concept_is(&self, narrow: &str, wide: &str) -> bool {
        is_within(narrow, wide, &|n| self.concepts.get(n).map(|c| c.wider.as_slice()))
    }

    /// A concept and every one that includes it, itself first.
    pub fn concept_and_wider<'a>(&'a self, concept: &'a str) -> Vec<&'a str> {
        let mut found = vec![concept];
        let mut next = 0;
        while let Some(name) = found.get(next).copied() {
            next += 1;
            let wider = self.concepts.get(name).map(|c| c.wider.as_slice()).unwrap_or_default();
            for parent in wider {
                if !found.contains(&parent.as_str()) {
                    found.push(parent);
                }
            }
        }
        found
    }

    /// True when region `narrow` lies in region `wide`.
    pub fn region_is(&self, narrow: &str, wide: &str) -> bool {
        is_within(narrow, wide, &|n| self.regions.get(n).map(|t| t.wider.as_slice()))
    }

    /// True when service `narrow` is a kind of service `wide`.
    pub fn service_is(&self, narrow: &str, wide: &str) -> bool {
        is_within(narrow, wide, &|n| self.services.get(n).map(|t| t.wider.as_slice()))
    }

    /// Faults in the vocabulary itself: `wider` that names nothing, or runs in a circle.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut check = |section: &str, wider: BTreeMap<&str, &[String]>| {
            for (name, parents) in &wider {
                if ancestors(name, &|n| wider.get(n).copied()).len() > MOST_WIDER {
                    let what = format!("more than {MOST_WIDER} words are wider than `{name}`");
                    let fault = Fault::new(path![section, *name, "wider"], what);
                    faults.push(fault.remedy("name fewer of them"));
                    continue;
                }
                for (i, parent) in parents.iter().enumerate() {
                    let here = path![section, *name, "wider", i];
                    if !wider.contains_key(parent.as_str()) {
                        let mut fault =
                            Fault::new(here, format!("`{parent}` is not defined in {section}"));
                        fault.remedy = nearest_remedy(parent, wider.keys().copied());
                        faults.push(fault);
                    } else if is_within(parent, name, &|n| wider.get(n).copied()) {
                        faults.push(
                            Fault::new(here, format!("`{name}` is wider than itself"))
                                .remedy("remove one `wider` of the circle"),
                        );
                    }
                }
            }
        };
        check("regions", self.regions.iter().map(|(k, t)| (k.as_str(), &*t.wider)).collect());
        check("services", self.services.iter().map(|(k, t)| (k.as_str(), &*t.wider)).collect());
        check("concepts", self.concepts.iter().map(|(k, c)| (k.as_str(), &*c.wider)).collect());
        faults
    }
}

/// Most words that include one word: beyond it the search gives up and the vocabulary is refused.
const MOST_WIDER: usize = 100;

fn is_within<'a>(
    narrow: &'a str,
    wide: &str,
    parents: &dyn Fn(&str) -> Option<&'a [String]>,
) -> bool {
    narrow == wide || ancestors(narrow, parents).contains(&wide)
}

/// The word and all that include it; the list also keeps a circular file from hanging the walk.
fn ancestors<'a>(narrow: &'a str, parents: &dyn Fn(&str) -> Option<&'a [String]>) -> Vec<&'a str> {
    let mut open = vec![narrow];
    let mut seen: Vec<&str> = Vec::new();
    while let Some(name) = open.pop()
        && seen.len() <= MOST_WIDER
    {
        if !seen.contains(&name) {
            seen.push(name);
            open.extend(parents(name).unwrap_or_default().iter().map(String::as_str));
        }
    }
    seen
}
