//! Quantities as physicians write them, kept as exact intervals: no floating point is compared.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// Thousandths: `4.5` is 4500. Enough for doses, percentages, milliseconds and counts.
pub type Milli = i64;

/// An amount from here on has no known end: more than anything measured, with room left for sums.
pub const NO_END: Milli = Milli::MAX / 2000;

/// A measured amount: `24 visits`, `50 percent`, `4 to 6 weeks`, `at least 3 months`.
///
/// Stands for every amount between `low` and `high` (both included, in thousandths of `unit`).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Quantity {
    pub low: Milli,
    pub high: Milli,
    /// Singular, as [`unit()`] folds it: `week`, `visit`, `percent`; empty for a bare number.
    pub unit: String,
    text: String,
}

impl Quantity {
    /// The same interval in days, when the unit is one of time.
    /// A month is 30 to 31 days and a year 365 to 366, so such a quantity widens.
    pub fn days(&self) -> Option<(Milli, Milli)> {
        let (short, long) = day_range(&self.unit)?;
        Some((self.low.saturating_mul(short), self.high.saturating_mul(long)))
    }

    /// The interval in the unit named, when the units agree or both are of time.
    pub fn comparable(&self, other_unit: &str) -> Option<(Milli, Milli)> {
        if self.unit == other_unit {
            return Some((self.low, self.high));
        }
        None
    }
}

/// Days in one of a unit of time: fewest and most.
pub fn day_range(unit: &str) -> Option<(i64, i64)> {
    match unit {
        "day" => Some((1, 1)),
        "week" => Some((7, 7)),
        "month" => Some((30, 31)),
        "year" => Some((365, 366)),
        _ => None,
    }
}

/// A unit's one spelling: singular, no trailing dot, `%` as `percent`.
pub fn unit(word: &str) -> String {
    let word = word.trim().trim_end_matches('.').to_lowercase();
    match word.as_str() {
        "%" => return "percent".to_owned(),
        "wk" | "wks" => return "week".to_owned(),
        "yr" | "yrs" => return "year".to_owned(),
        "mos" | "mo" => return "month".to_owned(),
        "degrees" => return "degree".to_owned(),
        _ => {}
    }
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with('s') => stem.to_owned(),
        _ => word,
    }
}

/// Reads `4.5` as 4500. At most three decimals; no sign.
pub fn milli(text: &str) -> Option<Milli> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    if whole.is_empty() || part.len() > 3 || whole.len() > 12 {
        return None;
    }
    if !whole.bytes().chain(part.bytes()).all(|b| b.is_ascii_digit()) {
        return None;
    }
    let part: Milli = format!("{part:0<3}").parse().ok()?;
    Some(whole.parse::<Milli>().ok()? * 1000 + part)
}

/// Writes 4500 as `4.5`.
pub fn milli_text(milli: Milli) -> String {
    let (whole, part) = (milli / 1000, (milli % 1000).abs());
    if part == 0 {
        return whole.to_string();
    }
    format!("{whole}.{part:03}").trim_end_matches('0').to_owned()
}

/// Splits the leading number from its unit: `4-5 weeks`, `50%`, `12 visits`.
fn number_and_rest(text: &str) -> Option<(Milli, &str)> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    Some((milli(text[..end].trim_end_matches('.'))?, text[end..].trim_start()))
}

impl FromStr for Quantity {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || {
            format!(
                "`{text}` is not a quantity; write a number and a unit, such as `4 weeks` or `4 to 6 weeks`"
            )
        };
        let body = text.trim();
        let (bound, body) = match body {
            b if b.starts_with("at least ") => (Some(true), &b[9..]),
            b if b.starts_with("at most ") => (Some(false), &b[8..]),
            b => (None, b),
        };
        let (first, rest) = number_and_rest(body).ok_or_else(wrong)?;
        let (low, high, rest) = match rest.strip_prefix("to ").or_else(|| rest.strip_prefix('-')) {
            Some(tail) => {
                let (second, tail) = number_and_rest(tail).ok_or_else(wrong)?;
                (first, second, tail)
            }
            None => (first, first, rest),
        };
        if high < low {
            return Err(format!("`{text}` ends below its beginning; put the smaller number first"));
        }
        let (low, high) = match bound {
            Some(true) => (low, Milli::MAX / 1000),
            Some(false) => (0, high),
            None => (low, high),
        };
        Ok(Self { low, high, unit: unit(rest), text: text.to_owned() })
    }
}

impl TryFrom<String> for Quantity {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Quantity> for String {
    fn from(q: Quantity) -> Self {
        q.text
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_intervals_with_folded_units() {
        let q: Quantity = "4 to 6 weeks".parse().unwrap();
        assert_eq!((q.low, q.high, q.unit.as_str()), (4000, 6000, "week"));
        assert_eq!(q.days(), Some((28_000, 42_000)));
        let q: Quantity = "50%".parse().unwrap();
        assert_eq!((q.low, q.unit.as_str()), (50_000, "percent"));
        let q: Quantity = "at least 3 months".parse().unwrap();
        assert_eq!(q.days().unwrap().0, 90_000);
        assert_eq!(q.to_string(), "at least 3 months");
        assert!("many visits".parse::<Quantity>().is_err());
        assert!("6 to 4 weeks".parse::<Quantity>().is_err());
    }

    #[test]
    fn thousandths_are_exact() {
        assert_eq!(milli("4.5"), Some(4500));
        assert_eq!(milli("0.025"), Some(25));
        assert_eq!(milli("1.2345"), None);
        assert_eq!(milli_text(4500), "4.5");
        assert_eq!(milli_text(12_000), "12");
    }
}
