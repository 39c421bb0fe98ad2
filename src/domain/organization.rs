//! The organization's words (`imr.yaml`) and the reviewers' credentials (`reviewers.yaml`).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    attestation::Eligibility,
    letter_words::{NOTICE_BLANKS, unknown_blanks},
    problem::{Fault, nearest_remedy, twice},
    settings::Settings,
};
use crate::path;

/// Names of the blanks that the sentence of a dependent may have.
const DEPENDENT_BLANKS: [&str; 2] = ["parent", "title"];

/// `imr.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organization {
    /// Full name, as letters print it.
    pub name: String,
    /// The word before `guideline:` on the reviewer's citation line.
    pub label: String,
    /// Id in `reviewers.yaml` of who sits at this bench, unless `--reviewer` says another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewer: Option<String>,
    pub paragraphs: Paragraphs,
    /// State holidays: days that are no working days.
    #[serde(default)]
    pub holidays: Vec<Holiday>,
    /// How the bench looks and answers, for everybody who works here.
    #[serde(default, skip_serializing_if = "is_default")]
    pub bench: Settings,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A day on which no working-day clock runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Holiday(pub Date);

impl TryFrom<String> for Holiday {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        let date: super::date::PartialDate = text.parse()?;
        date.exact().map(Self).ok_or_else(|| format!("`{text}` is not one day; write 2026-12-25"))
    }
}

impl From<Holiday> for String {
    fn from(holiday: Holiday) -> Self {
        holiday.0.to_string()
    }
}

/// Standard paragraphs of a letter. They state the attestations of LC 139.5 and LC 4610.6.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paragraphs {
    /// No affiliation; more than five years and at least 24 hours a week of active practice;
    /// same or similar specialty; knows the law and the strength-of-evidence hierarchy.
    pub how_made: String,
    /// Line before the credentials.
    pub credentials: String,
    /// Lead-in of the clinical case summary.
    pub summary: String,
    /// Lead-in of the items.
    pub issues: String,
    /// What the reviewer attests on each case before it can be final: no tie, no earlier part in it, and a
    /// specialty that fits (LC 139.5(d)). Letters do not print it, determinations keep it.
    pub attestation: String,
    /// What the letter says to the parties after the decisions.
    #[serde(default, skip_serializing_if = "is_default")]
    pub notices: Notices,
    /// Sentences that give a dependent item its reason together with the item that it stands or falls with.
    #[serde(default, skip_serializing_if = "is_default")]
    pub dependents: Dependents,
}

/// Legal notices at the end of a letter. Blanks are filled with dates: `{mailed}`, `{appeal by}`, `{authorize by}`,
/// `{reimburse by}`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notices {
    /// Whom the determination binds (LC 4610.6(g)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub binding: Option<String>,
    /// How, until when and on what grounds it is appealed (LC 4610.6(h)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appeal: Option<String>,
    /// What the employer must do; printed only when an item is overturned (LC 4610.6(j)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overturned: Option<String>,
}

/// The sentence that dependent items share. Its blanks are filled: `{parent}` and `{title}`, both as the application has
/// them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dependents {
    /// For one that is upheld.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upheld: Option<String>,
    /// For one that is overturned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overturned: Option<String>,
}

impl Organization {
    pub fn holiday_dates(&self) -> Vec<Date> {
        self.holidays.iter().map(|h| h.0).collect()
    }

    /// Blanks of the notices that nothing fills: a letter would print them as they stand.
    pub fn faults(&self) -> Vec<Fault> {
        let Notices { binding, appeal, overturned } = &self.paragraphs.notices;
        let Dependents { upheld, overturned: with } = &self.paragraphs.dependents;
        let texts = [
            ("notices", "binding", binding, NOTICE_BLANKS.as_slice()),
            ("notices", "appeal", appeal, &NOTICE_BLANKS),
            ("notices", "overturned", overturned, &NOTICE_BLANKS),
            ("dependents", "upheld", upheld, &DEPENDENT_BLANKS),
            ("dependents", "overturned", with, &DEPENDENT_BLANKS),
        ];
        let mut faults = Vec::new();
        for (group, key, text, known) in texts {
            for name in unknown_blanks(text.as_deref().unwrap_or_default(), known) {
                let what = format!("nothing fills the blank {{{name}}} of `{group}: {key}`");
                let mut fault = Fault::new(path!["paragraphs", group, key], what);
                fault.remedy = nearest_remedy(name, known.iter().copied());
                faults.push(fault);
            }
        }
        faults
    }

    /// The reviewer that `imr.yaml` names and `reviewers.yaml` does not know.
    pub fn unknown_reviewer(&self, reviewers: &[Reviewer]) -> Vec<Fault> {
        let known = || reviewers.iter().map(|r| r.id.as_str());
        let unknown = self.reviewer.iter().filter(|id| !known().any(|k| k == id.as_str()));
        let fault = |id: &String| {
            let what = format!("reviewer `{id}` is not in reviewers.yaml");
            let mut fault = Fault::new(path!["reviewer"], what);
            let known: Vec<&str> = known().collect();
            fault.remedy = nearest_remedy(id, known);
            fault
        };
        unknown.map(fault).collect()
    }
}

/// `reviewers.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reviewers {
    pub reviewers: Vec<Reviewer>,
}

impl Reviewers {
    /// Ids given twice: a letter would print the credentials of another.
    pub fn faults(&self) -> Vec<Fault> {
        twice("reviewers", "id", self.reviewers.iter().map(|r| r.id.clone()))
    }
}

/// Who reviews. The name stays in `reviewers.yaml`: LC 4610.6(f) keeps it confidential.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reviewer {
    /// Short and unique: what `--reviewer` names.
    pub id: String,
    /// Never printed, never logged, never copied into a determination.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// States of licensure.
    pub licensure: Vec<String>,
    /// Certifications and specialties.
    pub specialties: Vec<String>,
    /// What the organization has verified; without it the reviewer makes nothing final.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eligibility: Option<Eligibility>,
}

impl std::fmt::Debug for Reviewer {
    /// Leaves the name out, so that no message can carry it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reviewer").field("id", &self.id).finish_non_exhaustive()
    }
}

impl Reviewer {
    /// What letters print.
    pub fn credentials(&self) -> Credentials {
        Credentials {
            reviewer: Some(self.id.clone()),
            licensure: self.licensure.clone(),
            specialties: self.specialties.clone(),
            eligibility: self.eligibility.clone(),
        }
    }
}

/// What a letter and a determination say of the reviewer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// Id in `reviewers.yaml`, not a name; an imported letter has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewer: Option<String>,
    pub licensure: Vec<String>,
    pub specialties: Vec<String>,
    /// As it was verified when the case was decided. Letters do not print it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eligibility: Option<Eligibility>,
}
