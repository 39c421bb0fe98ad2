//! Dates as records give them: a day, a month, a year, or a stretch. Each is an interval of days.

use std::{fmt, str::FromStr};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A date that may be known only in part: `2015-01-26`, `2015-01`, `2015`, or `2014-10..2015-01-26`.
///
/// It stands for every day between [`first`](Self::first) and [`last`](Self::last), both included;
/// comparisons are decided only when every such day agrees.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartialDate {
    first: Date,
    last: Date,
    /// As written, so that what was read is what is shown and saved.
    text: String,
}

/// Names of the months. Three letters of each are its short name, `Sept` is another.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The number, 1 to 12, of a month that is named whole or in short, in any case.
pub fn month_named(word: &str) -> Option<i8> {
    let is = |name: &str| {
        let short = name.get(..3).is_some_and(|short| word.eq_ignore_ascii_case(short));
        let sept = name == "September" && word.eq_ignore_ascii_case("sept");
        short || sept || word.eq_ignore_ascii_case(name)
    };
    i8::try_from(MONTHS.iter().position(|name| is(name))? + 1).ok()
}

impl PartialDate {
    pub fn day(date: Date) -> Self {
        Self { first: date, last: date, text: date.to_string() }
    }

    /// The earliest day it can mean.
    pub fn first(&self) -> Date {
        self.first
    }

    /// The latest day it can mean.
    pub fn last(&self) -> Date {
        self.last
    }

    /// The day itself, when it is known to the day.
    pub fn exact(&self) -> Option<Date> {
        (self.first == self.last).then_some(self.first)
    }

    /// Month, day and year, as letters write dates; one that is known only in part stays as written.
    pub fn american(&self) -> String {
        match self.exact() {
            Some(day) => format!("{:02}/{:02}/{:04}", day.month(), day.day(), day.year()),
            None => self.to_string(),
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.text
    }
}

impl TryFrom<String> for PartialDate {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl FromStr for PartialDate {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || {
            format!(
                "`{text}` is not a date; write 2015-01-26, 2015-01, 2015, or two of these joined by `..`"
            )
        };
        let (first, last) = match text.split_once("..") {
            Some((a, b)) => {
                (part(a.trim()).ok_or_else(wrong)?.0, part(b.trim()).ok_or_else(wrong)?.1)
            }
            None => part(text).ok_or_else(wrong)?,
        };
        if last < first {
            return Err(format!("`{text}` ends before it begins; put the earlier date first"));
        }
        Ok(Self { first, last, text: text.to_owned() })
    }
}

/// First and last day of one date part. Lengths are fixed: `2015-1-2` and `20150102` are refused.
fn part(text: &str) -> Option<(Date, Date)> {
    let number = |range: std::ops::Range<usize>| -> Option<i16> {
        let digits = text.get(range)?;
        digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
    };
    let dash = |at: usize| text.as_bytes().get(at) == Some(&b'-');
    let narrow = |n: i16| i8::try_from(n).ok();
    match text.len() {
        4 => {
            let year = number(0..4)?;
            Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
        }
        7 if dash(4) => {
            let first = Date::new(number(0..4)?, narrow(number(5..7)?)?, 1).ok()?;
            Some((first, first.last_of_month()))
        }
        10 if dash(4) && dash(7) => {
            let day =
                Date::new(number(0..4)?, narrow(number(5..7)?)?, narrow(number(8..10)?)?).ok()?;
            Some((day, day))
        }
        _ => None,
    }
}

/// Days from `from` to `to`; negative when `to` lies before.
pub fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_dates_are_intervals() {
        let month: PartialDate = "2016-02".parse().unwrap();
        assert_eq!((month.first().day(), month.last().day()), (1, 29));
        let stretch: PartialDate = "2014-10..2015-01-26".parse().unwrap();
        assert_eq!(stretch.first().to_string(), "2014-10-01");
        assert_eq!(stretch.last().to_string(), "2015-01-26");
        assert_eq!(stretch.to_string(), "2014-10..2015-01-26");
        assert_eq!(stretch.exact(), None);
    }

    #[test]
    fn what_is_not_a_date_is_refused() {
        for bad in [
            "",
            "2015-1-2",
            "20150102",
            "2015-02-30",
            "15-01-02",
            "soon",
            "2015..2014",
            "2015-01-26 ",
        ] {
            assert!(bad.parse::<PartialDate>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn days_are_counted_over_years() {
        let day = |t: &str| t.parse::<PartialDate>().unwrap().first();
        assert_eq!(days_between(day("2012-06-23"), day("2015-01-26")), 947);
        assert_eq!(days_between(day("2015-01-26"), day("2012-06-23")), -947);
    }
}
