//! Whether a reviewer may decide, and on what word: eligibility (LC 139.5) and the attestation of each case.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{date::PartialDate, organization::Reviewer, words::words};

/// Years of active practice that a reviewer must have more than (LC 139.5(d)(4)(A) as letters attest it).
const YEARS: i16 = 5;
/// Hours of active practice in a week that a reviewer must have at least.
const HOURS: u16 = 24;

words! {
    /// State of a licence.
    Licence, "a state of a licence" {
        Unrestricted = "unrestricted",
        Restricted = "restricted",
        Lapsed = "lapsed",
    }
}

/// What the organization has verified of a reviewer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Eligibility {
    pub licence: Licence,
    /// In active practice since; a year is enough.
    pub practice_since: PartialDate,
    /// Hours in active practice in a week.
    pub hours_a_week: u16,
    /// Disciplined, sanctioned, or a Qualified Medical Evaluator: may not review.
    pub disqualified: bool,
    /// When the organization last verified all this.
    pub verified: PartialDate,
}

/// The reviewer's word that nothing stands against deciding this case, in the words that were attested.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attestation {
    /// Id in `reviewers.yaml`.
    pub reviewer: String,
    /// Local time with its offset.
    pub at: String,
    /// `paragraphs: attestation` of `imr.yaml` as it was then.
    pub statement: String,
}

/// The reasons as one sentence.
pub fn refusal(reviewer: &str, against: &[String]) -> String {
    format!("reviewer {reviewer} may not decide: {}; see reviewers.yaml", against.join(" · "))
}

/// Why `reviewer` may not decide a case on the day `on`; empty when nothing stands against it.
pub fn ineligible(reviewer: &Reviewer, on: Date) -> Vec<String> {
    let Some(e) = &reviewer.eligibility else {
        return vec!["reviewers.yaml says nothing of the eligibility".to_owned()];
    };
    let mut reasons = Vec::new();
    let mut against = |holds: bool, what: String| reasons.extend(holds.then_some(what));
    against(e.licence != Licence::Unrestricted, format!("the licence is {}", e.licence));
    // The latest day that is meant: a year alone must not count as its first of January.
    let enough = e.practice_since.last().checked_add(jiff::Span::new().years(YEARS));
    against(
        enough.is_ok_and(|day| day >= on),
        format!(
            "in active practice since {}, which is not more than {YEARS} years",
            e.practice_since
        ),
    );
    against(
        e.hours_a_week < HOURS,
        format!("in active practice for {} hours a week, fewer than {HOURS}", e.hours_a_week),
    );
    against(reviewer.licensure.is_empty(), "no state of licensure is named".to_owned());
    against(reviewer.specialties.is_empty(), "no specialty is named".to_owned());
    against(e.disqualified, "is disqualified".to_owned());
    reasons
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reviewer() -> Reviewer {
        Reviewer {
            id: "r1".to_owned(),
            name: None,
            licensure: vec!["California".to_owned()],
            specialties: vec!["Internal Medicine".to_owned()],
            eligibility: Some(Eligibility {
                licence: Licence::Unrestricted,
                practice_since: "2009".parse().unwrap(),
                hours_a_week: 24,
                disqualified: false,
                verified: "2026-01-05".parse().unwrap(),
            }),
        }
    }

    fn against(change: impl FnOnce(&mut Reviewer, &mut Eligibility)) -> Vec<String> {
        let mut reviewer = reviewer();
        let mut eligibility = reviewer.eligibility.take().unwrap();
        change(&mut reviewer, &mut eligibility);
        reviewer.eligibility = Some(eligibility);
        ineligible(&reviewer, "2026-11-22".parse().unwrap())
    }

    #[test]
    fn each_condition_is_one_reason() {
        assert_eq!(against(|_, _| ()), Vec::<String>::new());
        assert_eq!(against(|_, e| e.licence = Licence::Restricted), ["the licence is restricted"]);
        assert_eq!(
            against(|_, e| e.hours_a_week = 23),
            ["in active practice for 23 hours a week, fewer than 24"]
        );
        assert_eq!(against(|r, _| r.licensure.clear()), ["no state of licensure is named"]);
        assert_eq!(against(|r, _| r.specialties.clear()), ["no specialty is named"]);
        assert_eq!(against(|_, e| e.disqualified = true), ["is disqualified"]);
        let nothing = Reviewer { eligibility: None, ..reviewer() };
        assert_eq!(ineligible(&nothing, "2026-11-22".parse().unwrap()).len(), 1);
    }

    /// "More than five years": the day itself is not enough, the day after is, and a year counts from its end.
    #[test]
    fn more_than_five_years_is_counted_to_the_day() {
        let since = |text: &str| against(|_, e| e.practice_since = text.parse().unwrap()).len();
        assert_eq!(since("2021-11-22"), 1);
        assert_eq!(since("2021-11-21"), 0);
        assert_eq!(since("2021"), 1);
        assert_eq!(since("2020"), 0);
    }
}
