//! The edition that is cited against the day that governs.

use jiff::civil::Date;

use super::{
    Subject,
    authority::{Cited, cited},
};
use crate::domain::{
    check::{Alarm, CheckId},
    date::PartialDate,
    words::Tier,
};

/// Chapters of the MTUS by the words of their title, the year that names them, and the last day on which they held.
/// The middle of 2016 is not known to the day, so the change of that year is taken at its end.
const LAST_DAYS: &[(&str, u16, (i16, i8, i8))] = &[
    ("chronic pain", 2009, (2016, 12, 31)),
    ("chronic pain", 2016, (2017, 11, 30)),
    ("complaints", 2004, (2017, 11, 30)),
    ("elbow", 2007, (2017, 11, 30)),
    ("general approaches", 2004, (2017, 11, 30)),
    ("opioid", 2016, (2017, 11, 30)),
];

pub(super) fn check(subject: &Subject<'_>) -> Vec<Alarm> {
    let dates = &subject.whole.known.case.dates;
    let service = dates.service.as_ref().filter(|_| subject.item.retrospective);
    let Some(day) = service.or(dates.request.as_ref()) else { return Vec::new() };
    let cited = cited(subject);
    cited.iter().filter_map(|one| out_of_force(subject, one, day)).collect()
}

fn out_of_force(subject: &Subject<'_>, one: &Cited<'_>, day: &PartialDate) -> Option<Alarm> {
    let outside = |from: Option<Date>, to: Option<Date>| {
        from.is_some_and(|from| day.last() < from) || to.is_some_and(|to| day.first() > to)
    };
    let out = match (one.guideline, one.work) {
        (Some(guideline), _) => {
            guideline.in_force.as_ref().is_some_and(|held| outside(held.from, held.to))
        }
        (None, Some(work)) if one.tier == Tier::Mtus => {
            let title = work.title.to_lowercase();
            let fits =
                |(words, year, _): &&(&str, u16, _)| *year == work.year && title.contains(words);
            let last =
                LAST_DAYS.iter().find(fits).and_then(|(.., (y, m, d))| Date::new(*y, *m, *d).ok());
            let first = i16::try_from(work.year).ok().and_then(|y| Date::new(y, 1, 1).ok());
            outside(first, last)
        }
        _ => false,
    };
    let reason = format!("`{}` was not in force on {day}, the day that governs", one.title);
    out.then(|| subject.of(CheckId::Edition, one.title, reason))
}
