//! A determination: what was decided, complete in itself, never overwritten.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    attestation::Attestation,
    case::{CaseNumber, Dates, Document, Item},
    check::Dismissal,
    draft::Override,
    drafted::Drafted,
    evidence::{StepDown, Work},
    finding::Finding,
    letter_words::{FORM, LetterWords},
    organization::Credentials,
    problem::Fault,
    revision::Revisions,
    silence::SilenceProof,
    words::{CaseOutcome, Outcome, Priority, Tier},
};
use crate::path;

/// `determinations/<case>.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Determination {
    /// Its number.
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
    /// Who decided; none when an imported letter does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    pub outcome: CaseOutcome,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    pub dates: Dates,
    pub reviewer: Credentials,
    /// The reviewer's word that nothing stands against deciding this case; an imported letter has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attestation: Option<Attestation>,
    /// Where it comes from, when it was decided elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imported: Option<Imported>,
    /// Clinical case summary as the letter prints it.
    pub summary: String,
    /// What its letter says beside the decision; a determination of the first form has none, and neither has an imported
    /// one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<LetterWords>,
    /// Documents reviewed.
    pub documents: Vec<Document>,
    pub items: Vec<ItemDetermination>,
    /// Every finding that some criterion result below rests on.
    pub findings: Vec<Finding>,
    /// What the reviewer has added to the findings of the case file, corrected and refused.
    #[serde(default, skip_serializing_if = "Revisions::is_empty")]
    pub revisions: Revisions,
    /// Alarms of the checks that the reviewer let stand, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dismissed: Vec<Dismissal>,
    pub digests: Digests,
}

impl Determination {
    /// Name of its two files, without the ending: `CM15-0000001`, `CM15-0000001.v2`.
    pub fn stem(&self) -> String {
        version_stem(&self.case, self.version)
    }

    /// What only an imported letter may lack or have.
    pub fn faults(&self) -> Vec<Fault> {
        if self.imported.is_some() {
            return Vec::new();
        }
        if self.letter.as_ref().is_some_and(|words| words.form != FORM) {
            let what = "its letter is of a form that this version does not know";
            let fault = Fault::new(path!["letter", "form"], what);
            return vec![fault.remedy("use the version of imr that wrote it, or a newer one")];
        }
        let missing = |key: &str| {
            Fault::new(path![key], format!("`{key}` is missing, and this was not imported"))
                .remedy("restore it from a backup")
        };
        let mut faults = Vec::new();
        faults.extend(self.organization.is_none().then(|| missing("organization")));
        faults.extend(self.attestation.is_none().then(|| missing("attestation")));
        if self.reviewer.reviewer.is_none() {
            let what = "the reviewer has no id, and this was not imported";
            let fault = Fault::new(path!["reviewer"], what);
            faults.push(fault.remedy("restore it from a backup"));
        }
        for (i, _) in self.items.iter().enumerate().filter(|(_, item)| item.cited_as.is_some()) {
            let what = "only an imported letter says `cited_as`";
            let fault = Fault::new(path!["items", i, "cited_as"], what);
            faults.push(fault.remedy("restore it from a backup"));
        }
        faults
    }
}

/// Why an imported determination is not changed.
pub const IMPORTED: &str = "this case was decided elsewhere, and its determination imported from a letter: it can be \
                            read, not changed or amended here";

/// A determination that was read from a published letter. It can be read, and never amended here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Imported {
    /// Name of the letter's file, without its folder.
    pub from: String,
    /// SHA-256, in hexadecimal, of its bytes.
    pub digest: String,
    /// The words before `guideline:` on the line that says what the reviewer cites.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The letter's own standing paragraphs: what it attests is not what this organization attests.
    #[serde(default)]
    pub paragraphs: ImportedParagraphs,
}

/// Standing paragraphs as an imported letter has them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportedParagraphs {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how_made: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credentials: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issues: Option<String>,
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
    /// The line itself, verbatim, of an imported letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cited_as: Option<String>,
    /// Works cited beside them that are no guideline file of the workspace.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub works: Vec<Work>,
    /// Why something below the MTUS is relied on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step_down: Option<StepDown>,
    /// Why nothing is cited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uncited: Option<String>,
    pub criteria: Vec<CriterionResult>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<Override>,
    /// The reviewer's words.
    pub rationale: String,
    /// Sentences of the rationale that the tool drafted, with what each was built on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drafted: Vec<Drafted>,
    /// Searches of the record that the reviewer kept as proofs of what the rationale says is not there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub silences: Vec<SilenceProof>,
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
