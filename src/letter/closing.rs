//! The sections after the items: outcome of the case, legal notices and last days.

use super::page::Page;
use crate::domain::{
    date::PartialDate,
    determination::Determination,
    letter_words::{LastDays, LetterWords, weekend},
    words::{Outcome, counted},
};

/// What the items come to; the notices; the days. Only a letter that keeps its own words has them.
pub fn closing(page: &mut Page, determination: &Determination, words: &LetterWords) {
    page.heading("OUTCOME OF THE CASE");
    let of = |outcome| determination.items.iter().filter(|i| i.outcome == outcome).count();
    let (upheld, overturned) = (of(Outcome::Upheld), of(Outcome::Overturned));
    let parts = [(upheld, "upheld"), (overturned, "overturned")];
    let parts = parts.into_iter().filter(|(n, _)| *n > 0);
    let parts: Vec<String> =
        parts.map(|(n, what)| format!("{} {what}", counted(n, "item"))).collect();
    page.line(&format!("{}: {}.", determination.outcome, parts.join(", ")));
    if !words.notices.is_empty() {
        page.heading("LEGAL NOTICES");
        for notice in &words.notices {
            // One paragraph each: no line of it can pass for a heading.
            page.line(notice);
            page.gap();
        }
    }
    days(page, &words.days);
}

fn days(page: &mut Page, days: &LastDays) {
    page.heading("LAST DAYS");
    let mailed = days.mailed.american();
    page.prose(&if days.assumed {
        format!(
            "Counted from {mailed}, the day of this decision, as the day of mailing; no other was given."
        )
    } else {
        format!("Counted from {mailed}, the day of mailing.")
    });
    let day = |label: &str, day: &PartialDate, how: &str| {
        let weekend = weekend(day).map_or(String::new(), |name| format!(" ({name})"));
        (label.to_owned(), format!("{}{weekend}, {how}", day.american()))
    };
    let mut rows = vec![day("Appeal by:", &days.appeal, "30 days after mailing")];
    if let Some(employer) = &days.overturned {
        rows.push(match &employer.authorize {
            Some(last) => day("Authorize by:", last, "5 working days after receipt"),
            None => (
                "Authorize by:".to_owned(),
                "the fifth working day after receipt; no date is printed, since the list of State holidays does not \
                 reach it"
                    .to_owned(),
            ),
        });
        rows.push(day("Reimburse by:", &employer.reimburse, "20 days after receipt"));
    }
    for (label, value) in rows {
        page.field(&label, &value);
    }
    if days.overturned.is_some() {
        page.gap();
        page.prose(
            "What runs from receipt is counted as if this was received on the day of mailing.",
        );
    }
}
