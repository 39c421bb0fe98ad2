//! A determination: what was decided, complete in itself, never overwritten.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    attestation::Attestation,
    case::{CaseNumber, Dates, Document, Item},
    draft::Override,
    drafted::Drafted,
    finding::Finding,
    organization::Credentials,
    revision::Revisions,
    words::{CaseOutcome, Outcome, Priority, Tier},
};

/// `determinations/<case>.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Determination {
    pub case: CaseNumber,
    /// 1 for the first; an amendment counts on.
    pub version: u32,
    /// The version before, and why it does not stand; none for the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amends: Option<Amends>,
    /// When it was made final, local time with its offset, to the second: `2026-11-22T12:14:00-08:00`.
    pub finalized: String,
    /// Version of the program that wrote it.
    pub program: String,
    pub organization: String,
    pub outcome: CaseOutcome,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    pub dates: Dates,
    pub reviewer: Credentials,
    /// The reviewer's word that nothing stands against deciding this case.
    pub attestation: Attestation,
    /// Clinical case summary as the letter prints it.
    pub summary: String,
    /// Documents reviewed.
    pub documents: Vec<Document>,
    pub items: Vec<ItemDetermination>,
    /// Every finding that some criterion result below rests on.
    pub findings: Vec<Finding>,
    /// What the reviewer has added to the findings of the case file, corrected and refused.
    #[serde(default, skip_serializing_if = "Revisions::is_empty")]
    pub revisions: Revisions,
    pub digests: Digests,
}

impl Determination {
    /// Name of its two files, without the ending: `CM15-0000001`, `CM15-0000001.v2`.
    pub fn stem(&self) -> String {
        version_stem(&self.case, self.version)
    }
}

/// Name, without ending, of a version's files.
pub fn version_stem(number: &CaseNumber, version: u32) -> String {
    if version == 1 { number.to_string() } else { format!("{number}.v{version}") }
}

/// What an amendment stands in the place of: the version before is never changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amends {
    /// The version before.
    pub version: u32,
    /// When that was made final.
    pub finalized: String,
    /// SHA-256, in hexadecimal, of its YAML file.
    pub digest: String,
    /// Why it is amended. Never empty: letters print it.
    pub reason: String,
}

/// The decision on one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemDetermination {
    pub request: Item,
    pub outcome: Outcome,
    /// What the letter's guideline line cites.
    pub cites: Vec<Cited>,
    pub criteria: Vec<CriterionResult>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<Override>,
    pub rationale: String,
    /// Sentences of the rationale that the tool drafted, with what each was built on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drafted: Vec<Drafted>,
}

/// A guideline as cited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cited {
    pub guideline: String,
    pub title: String,
    pub tier: Tier,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub pages: String,
}

/// A criterion's value when the case was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriterionResult {
    pub guideline: String,
    pub criterion: String,
    /// `met`, `not met`, `silent`, `unclear`, `conflict` or `asked`, as the screen shows it.
    pub value: String,
    /// The computed value, when the reviewer stated another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub computed: Option<String>,
    /// Ids of the findings that it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<String>,
}

/// SHA-256, in hexadecimal, of what the decision was made on and of what was sent.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Digests {
    /// Bytes of the case file.
    pub case: String,
    /// Bytes of each guideline file that was evaluated, by id.
    pub guidelines: BTreeMap<String, String>,
    /// Bytes of the letter's text.
    pub letter: String,
}

/// Outcome of a case from its items; `None` when there are none.
/// "Partially" means a mix of items, never a part of one.
pub fn case_outcome(items: impl IntoIterator<Item = Outcome>) -> Option<CaseOutcome> {
    let (mut upheld, mut overturned) = (false, false);
    for outcome in items {
        match outcome {
            Outcome::Upheld => upheld = true,
            Outcome::Overturned => overturned = true,
        }
    }
    match (upheld, overturned) {
        (true, true) => Some(CaseOutcome::PartiallyOverturn),
        (true, false) => Some(CaseOutcome::Uphold),
        (false, true) => Some(CaseOutcome::Overturn),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mix_of_items_is_partial_and_nothing_else_is() {
        use Outcome::{Overturned, Upheld};
        assert_eq!(case_outcome([]), None);
        assert_eq!(case_outcome([Upheld, Upheld]), Some(CaseOutcome::Uphold));
        assert_eq!(case_outcome([Overturned]), Some(CaseOutcome::Overturn));
        assert_eq!(case_outcome([Upheld, Overturned]), Some(CaseOutcome::PartiallyOverturn));
    }
}
