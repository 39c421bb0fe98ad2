//! The vocabulary: concepts, regions and services that findings, items and criteria share.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::problem::{Fault, nearest_remedy};
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
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<String>,
}

impl Vocabulary {
    /// True when `narrow` is `wide` or one of its kinds.
    pub fn concept_is(&self, narrow: &str, wide: &str) -> bool {
        is_within(narrow, wide, &|n| self.concepts.get(n).map(|c| c.wider.as_slice()))
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
