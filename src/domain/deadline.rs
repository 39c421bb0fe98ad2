//! When a determination is due: LC 4610.6(d)(1), counted from the day the records were complete.

use std::fmt;

use jiff::{
    ToSpan,
    civil::{Date, DateTime, Weekday},
};

use super::{
    case::{Case, Moment},
    words::{CaseKind, Priority},
};

/// The last moment for a determination, in the organization's local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    pub at: DateTime,
    /// True when the clock runs to the minute (expedited); otherwise the whole day counts.
    pub timed: bool,
}

/// Due moment of a case; `None` while the clock has not started (records not complete).
///
/// Expedited: 72 hours, to the minute. Formulary dispute: five working days (weekends and `holidays` do not
/// count). Regular: thirty calendar days.
pub fn due(case: &Case, holidays: &[Date]) -> Option<Due> {
    let from = case.dates.records_complete?;
    match (case.priority, case.kind) {
        (Some(Priority::Expedited), _) => expedited(from),
        (_, Some(CaseKind::Formulary)) => {
            whole_day(working_days_after(from.at.date(), 5, holidays))
        }
        _ => whole_day(from.at.date().checked_add(30.days()).ok()),
    }
}

fn expedited(from: Moment) -> Option<Due> {
    // A clock that began on a day whose hour is unknown is taken from that day's first minute: the safe reading.
    let at = from.at.checked_add(72.hours()).ok()?;
    Some(Due { at, timed: true })
}

fn whole_day(day: Option<Date>) -> Option<Due> {
    Some(Due { at: day?.at(23, 59, 0, 0), timed: false })
}

/// The `count`-th working day after `from`.
pub fn working_days_after(from: Date, count: u32, holidays: &[Date]) -> Option<Date> {
    let mut day = from;
    let mut left = count;
    while left > 0 {
        day = day.tomorrow().ok()?;
        if is_working_day(day, holidays) {
            left -= 1;
        }
    }
    Some(day)
}

fn is_working_day(day: Date, holidays: &[Date]) -> bool {
    let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    !weekend && !holidays.contains(&day)
}

impl Due {
    pub fn is_late(&self, now: DateTime) -> bool {
        now > self.at
    }

    /// Minutes until then; less than none when it is over.
    pub fn minutes_left(&self, now: DateTime) -> i64 {
        now.until(self.at).map_or(0, |span| {
            i64::from(span.get_days()) * 1440
                + i64::from(span.get_hours()) * 60
                + span.get_minutes()
        })
    }

    /// The working day before, when the last day is none: nobody sends a determination on a Sunday.
    pub fn aim(&self, holidays: &[Date]) -> Option<Date> {
        let mut day = self.at.date();
        if self.timed || is_working_day(day, holidays) {
            return None;
        }
        while !is_working_day(day, holidays) {
            day = day.yesterday().ok()?;
        }
        Some(day)
    }

    /// What is left, as a queue shows it: `14h`, `6d`, `today`, `2d late`.
    pub fn remaining(&self, now: DateTime) -> String {
        let late = self.is_late(now);
        if self.timed {
            let minutes = self.minutes_left(now);
            let (amount, unit) = match minutes.abs() {
                m if m < 60 => (m, "m"),
                m => (m / 60, "h"),
            };
            return format!("{amount}{unit}{}", if late { " late" } else { "" });
        }
        match super::date::days_between(now.date(), self.at.date()) {
            0 => "today".to_owned(),
            d if d < 0 => format!("{}d late", -d),
            d => format!("{d}d"),
        }
    }
}

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let full = self.at.to_string().replace('T', " ");
        f.pad(full.get(..if self.timed { 16 } else { 10 }).unwrap_or(&full))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(kind: CaseKind, priority: Priority, complete: &str) -> Case {
        let mut case = crate::domain::testing::empty_case();
        case.kind = Some(kind);
        case.priority = Some(priority);
        case.dates.records_complete = Some(complete.to_owned().try_into().unwrap());
        case
    }

    /// The three vectors of `domain.md` section 6, item 11.
    #[test]
    fn the_three_clocks() {
        let memorial_day: Date = "2026-05-25".parse().unwrap();
        let holidays = [memorial_day];
        let due_of = |k, p, c| due(&case(k, p, c), &holidays).unwrap().to_string();
        assert_eq!(due_of(CaseKind::Regular, Priority::Standard, "2026-05-01"), "2026-05-31");
        assert_eq!(due_of(CaseKind::Formulary, Priority::Standard, "2026-05-21"), "2026-05-29");
        assert_eq!(
            due_of(CaseKind::Regular, Priority::Expedited, "2026-05-21T14:30"),
            "2026-05-24 14:30"
        );
    }

    #[test]
    fn who_is_due_on_a_sunday_aims_for_the_friday_before() {
        let case = case(CaseKind::Regular, Priority::Standard, "2026-05-01");
        let due = due(&case, &[]).unwrap();
        assert_eq!(due.at.date().weekday(), Weekday::Sunday);
        let friday: Date = "2026-05-29".parse().unwrap();
        assert_eq!(due.aim(&[]), Some(friday));
        assert_eq!(due.aim(&[friday]), Some("2026-05-28".parse().unwrap()), "no holiday either");
        let timed = Due { timed: true, ..due };
        assert_eq!(timed.aim(&[]), None, "72 hours end when they end");
        let monday = Due { at: "2026-06-01T23:59".parse().unwrap(), timed: false };
        assert_eq!(monday.aim(&[]), None);
    }

    #[test]
    fn no_complete_records_no_clock() {
        assert_eq!(due(&crate::domain::testing::empty_case(), &[]), None);
    }

    #[test]
    fn what_is_left_is_said_in_the_right_unit() {
        let now: DateTime = "2026-05-24T13:00".parse().unwrap();
        let at = |t: &str, timed| Due { at: t.parse().unwrap(), timed };
        assert_eq!(at("2026-05-24T14:30", true).remaining(now), "1h");
        assert_eq!(at("2026-05-24T13:20", true).remaining(now), "20m");
        assert_eq!(at("2026-05-23T13:00", true).remaining(now), "24h late");
        assert_eq!(at("2026-05-24T23:59", false).remaining(now), "today");
        assert_eq!(at("2026-05-31T23:59", false).remaining(now), "7d");
        assert_eq!(at("2026-05-22T23:59", false).remaining(now), "2d late");
    }
}
