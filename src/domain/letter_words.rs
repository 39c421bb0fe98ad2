//! What a letter says beside the decision, kept with the determination: so that the letter follows from its file alone,
//! for ever, whatever `imr.yaml` says later.

use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};
use serde::{Deserialize, Serialize};

use super::{
    blanks::{blanks, filled},
    date::PartialDate,
    deadline::working_days_after,
    organization::{Organization, Paragraphs},
};

/// The form in which letters are written now. A letter of an earlier form is composed as it was then; a determination
/// without these words is of the first form, whose words stood in `imr.yaml` alone.
pub const FORM: u32 = 2;

/// Days after the mailing in which the WCAB can be asked (LC 4610.6(h)).
const APPEAL: i64 = 30;
/// Working days after receipt in which what was overturned is authorized (LC 4610.6(j)).
const AUTHORIZE: u32 = 5;
/// Days after receipt in which a service already given is paid for (LC 4610.6(j)).
const REIMBURSE: i64 = 20;

/// The organization's words as they were when the case was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterWords {
    pub form: u32,
    pub label: String,
    pub how_made: String,
    pub credentials: String,
    pub summary: String,
    pub issues: String,
    /// Legal notices, with their days filled in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<String>,
    pub days: LastDays,
}

/// The last days that a determination sets, counted from its mailing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LastDays {
    pub mailed: PartialDate,
    /// No day of mailing was given: it is the day of the decision.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub assumed: bool,
    pub appeal: PartialDate,
    /// Only when an item was overturned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overturned: Option<EmployerDays>,
}

/// What the employer must have done, were the determination received on the day of mailing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmployerDays {
    /// None when the list of holidays does not reach so far: a day is not guessed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authorize: Option<PartialDate>,
    pub reimburse: PartialDate,
}

impl LastDays {
    /// `None` past the end of the calendar.
    pub fn of(mailed: Date, assumed: bool, overturned: bool, holidays: &[Date]) -> Option<Self> {
        let after = |days: i64| mailed.checked_add(days.days()).ok().map(PartialDate::day);
        let employer = EmployerDays {
            authorize: authorize(mailed, holidays).map(PartialDate::day),
            reimburse: after(REIMBURSE)?,
        };
        Some(Self {
            mailed: PartialDate::day(mailed),
            assumed,
            appeal: after(APPEAL)?,
            overturned: overturned.then_some(employer),
        })
    }
}

/// The last working day for the authorization; `None` when a year that it runs through has no holiday in the list.
fn authorize(mailed: Date, holidays: &[Date]) -> Option<Date> {
    let last = working_days_after(mailed, AUTHORIZE, holidays)?;
    let reached = |year| holidays.iter().any(|day| day.year() == year);
    (mailed.year()..=last.year()).all(reached).then_some(last)
}

/// The weekend day that a date falls on, as a letter adds it.
pub fn weekend(day: &PartialDate) -> Option<&'static str> {
    match day.exact()?.weekday() {
        Weekday::Saturday => Some("a Saturday"),
        Weekday::Sunday => Some("a Sunday"),
        _ => None,
    }
}

/// Names of the blanks that a notice may have.
pub const NOTICE_BLANKS: [&str; 4] = ["mailed", "appeal by", "authorize by", "reimburse by"];

/// Blanks of a text that nothing fills.
pub fn unknown_blanks<'a>(text: &'a str, known: &[&str]) -> Vec<&'a str> {
    let names = blanks(text).into_iter().map(|b| text[b.start + 1..b.end - 1].trim());
    names.filter(|name| !known.contains(name)).collect()
}

impl LetterWords {
    /// The words of today, with the days that this determination sets.
    pub fn of(organization: &Organization, days: LastDays) -> Self {
        let Paragraphs { how_made, credentials, summary, issues, notices, .. } =
            &organization.paragraphs;
        let employer = days.overturned.as_ref();
        let texts = [
            notices.binding.as_ref(),
            notices.appeal.as_ref(),
            notices.overturned.as_ref().filter(|_| employer.is_some()),
        ];
        let known = |name: &str| match name {
            "mailed" => Some(days.mailed.american()),
            "appeal by" => Some(days.appeal.american()),
            "authorize by" => Some(match employer.and_then(|e| e.authorize.as_ref()) {
                Some(day) => day.american(),
                None => NOT_REACHED.to_owned(),
            }),
            "reimburse by" => employer.map(|e| e.reimburse.american()),
            _ => None,
        };
        let notices = texts.into_iter().flatten().map(|text| filled(text, known)).collect();
        Self {
            form: FORM,
            label: organization.label.clone(),
            how_made: how_made.clone(),
            credentials: credentials.clone(),
            summary: summary.clone(),
            issues: issues.clone(),
            notices,
            days,
        }
    }
}

/// What stands for a working day that cannot be told.
pub const NOT_REACHED: &str =
    "a day that is not printed: the list of State holidays does not reach it";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::sample_organization;

    fn days(mailed: &str, overturned: bool, holidays: &[&str]) -> LastDays {
        let holidays: Vec<Date> = holidays.iter().map(|d| d.parse().unwrap()).collect();
        LastDays::of(mailed.parse().unwrap(), true, overturned, &holidays).unwrap()
    }

    #[test]
    fn days_are_counted_as_the_statute_counts_them() {
        let days = days("2026-11-24", true, &["2026-11-26", "2026-11-27"]);
        assert_eq!(days.appeal.to_string(), "2026-12-24");
        let employer = days.overturned.unwrap();
        // Thanksgiving, the day after it and a weekend do not count.
        assert_eq!(employer.authorize.unwrap().to_string(), "2026-12-03");
        assert_eq!(employer.reimburse.to_string(), "2026-12-14");
    }

    #[test]
    fn a_list_of_holidays_that_ends_too_early_gives_no_day() {
        let authorize = |mailed, holidays: &[&str]| {
            let employer = days(mailed, true, holidays).overturned.unwrap();
            employer.authorize.map(|day| day.to_string())
        };
        assert_eq!(authorize("2027-12-28", &["2027-12-25"]), None, "January is of another year");
        assert_eq!(
            authorize("2027-12-28", &["2027-12-25", "2028-01-01"]).as_deref(),
            Some("2028-01-04")
        );
        assert_eq!(authorize("2027-12-20", &["2027-12-25"]).as_deref(), Some("2027-12-27"));
        assert_eq!(authorize("2027-12-20", &[]), None);
    }

    #[test]
    fn what_was_upheld_sets_the_employer_no_day() {
        assert_eq!(days("2026-11-24", false, &[]).overturned, None);
    }

    #[test]
    fn notices_are_filled_and_those_on_an_overturn_wait_for_one() {
        let mut organization = sample_organization();
        let notices = &mut organization.paragraphs.notices;
        notices.binding = Some("Binding.".to_owned());
        notices.appeal = Some("Mailed {mailed}; appeal by {appeal by}.".to_owned());
        notices.overturned = Some("Authorize by {authorize by}, pay by {reimburse by}.".to_owned());
        let of = |days| LetterWords::of(&organization, days).notices;
        let upheld = of(days("2026-11-24", false, &[]));
        assert_eq!(upheld, ["Binding.", "Mailed 11/24/2026; appeal by 12/24/2026."]);
        let overturned = of(days("2026-11-24", true, &[]));
        assert_eq!(overturned[2], format!("Authorize by {NOT_REACHED}, pay by 12/14/2026."));
    }

    #[test]
    fn a_blank_that_nothing_fills_is_named() {
        assert_eq!(unknown_blanks("{mailed} {appeal by}", &NOTICE_BLANKS), [] as [&str; 0]);
        assert_eq!(unknown_blanks("by {apeal by}", &NOTICE_BLANKS), ["apeal by"]);
    }

    #[test]
    fn a_weekend_is_said() {
        let said = |day: &str| weekend(&day.parse().unwrap());
        assert_eq!(said("2026-12-26"), Some("a Saturday"));
        assert_eq!(said("2026-12-27"), Some("a Sunday"));
        assert_eq!(said("2026-12-28"), None);
    }
}
