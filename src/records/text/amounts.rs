//! Amounts in prose: doses, counts, visits, durations, scores; in digits or in words, one number or two.

use super::tokens::{Kind, Token};
use crate::domain::quantity::{Milli, milli, milli_text};

/// What is measured. Amounts of two kinds are never compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Measure {
    /// Of a drug: `10 mg`, `10/325 mg`, `5 ml`.
    Strength,
    /// Tablets, patches, `#60`, refills.
    Count,
    /// Visits, sessions.
    Visits,
    /// `3 times a week`.
    PerTime,
    /// Days, weeks, months, years.
    Time,
    Percent,
    Degrees,
    /// Of 10, of 5: pain, strength of a muscle.
    Score,
    /// Morphine equivalents a day.
    Opioid,
    /// A number that says not of what.
    Bare,
}

/// An amount, or two that mark a stretch: `4 to 6 weeks`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Amount {
    pub low: Milli,
    pub high: Milli,
    /// The number after a slash: 325 of `10/325`, 10 of `7/10`.
    pub of: Option<Milli>,
    pub measure: Measure,
    /// `mg`, `week`, `tablet`; empty for a bare number.
    pub unit: &'static str,
}

impl std::fmt::Display for Amount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut text = milli_text(self.low);
        if self.high != self.low {
            text.push_str(" to ");
            text.push_str(&milli_text(self.high));
        }
        if let Some(of) = self.of {
            text.push('/');
            text.push_str(&milli_text(of));
        }
        if !self.unit.is_empty() && self.measure != Measure::Score {
            text.push(' ');
            text.push_str(self.unit);
        }
        f.pad(&text)
    }
}

/// Words of units, what they measure, and the one word for them.
const UNITS: &[(&str, Measure, &str)] = &[
    ("mg", Measure::Strength, "mg"),
    ("mgs", Measure::Strength, "mg"),
    ("milligram", Measure::Strength, "mg"),
    ("milligrams", Measure::Strength, "mg"),
    ("mcg", Measure::Strength, "mcg"),
    ("microgram", Measure::Strength, "mcg"),
    ("micrograms", Measure::Strength, "mcg"),
    ("g", Measure::Strength, "g"),
    ("gm", Measure::Strength, "g"),
    ("gram", Measure::Strength, "g"),
    ("grams", Measure::Strength, "g"),
    ("ml", Measure::Strength, "ml"),
    ("cc", Measure::Strength, "ml"),
    ("meq", Measure::Opioid, "MED"),
    ("med", Measure::Opioid, "MED"),
    ("mme", Measure::Opioid, "MED"),
    ("tablet", Measure::Count, "tablet"),
    ("tablets", Measure::Count, "tablet"),
    ("tab", Measure::Count, "tablet"),
    ("tabs", Measure::Count, "tablet"),
    ("capsule", Measure::Count, "capsule"),
    ("capsules", Measure::Count, "capsule"),
    ("cap", Measure::Count, "capsule"),
    ("caps", Measure::Count, "capsule"),
    ("pill", Measure::Count, "pill"),
    ("pills", Measure::Count, "pill"),
    ("patch", Measure::Count, "patch"),
    ("patches", Measure::Count, "patch"),
    ("tube", Measure::Count, "tube"),
    ("tubes", Measure::Count, "tube"),
    ("refill", Measure::Count, "refill"),
    ("refills", Measure::Count, "refill"),
    ("unit", Measure::Count, "unit"),
    ("units", Measure::Count, "unit"),
    ("visit", Measure::Visits, "visit"),
    ("visits", Measure::Visits, "visit"),
    ("session", Measure::Visits, "visit"),
    ("sessions", Measure::Visits, "visit"),
    ("treatments", Measure::Visits, "visit"),
    ("times", Measure::PerTime, "time"),
    ("minute", Measure::Time, "minute"),
    ("minutes", Measure::Time, "minute"),
    ("hour", Measure::Time, "hour"),
    ("hours", Measure::Time, "hour"),
    ("hr", Measure::Time, "hour"),
    ("hrs", Measure::Time, "hour"),
    ("day", Measure::Time, "day"),
    ("days", Measure::Time, "day"),
    ("week", Measure::Time, "week"),
    ("weeks", Measure::Time, "week"),
    ("wk", Measure::Time, "week"),
    ("wks", Measure::Time, "week"),
    ("month", Measure::Time, "month"),
    ("months", Measure::Time, "month"),
    ("mo", Measure::Time, "month"),
    ("year", Measure::Time, "year"),
    ("years", Measure::Time, "year"),
    ("yr", Measure::Time, "year"),
    ("yrs", Measure::Time, "year"),
    ("percent", Measure::Percent, "percent"),
    ("%", Measure::Percent, "percent"),
    ("degree", Measure::Degrees, "degree"),
    ("degrees", Measure::Degrees, "degree"),
    ("°", Measure::Degrees, "degree"),
];

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] =
    ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// The amount that begins with the first of `tokens`, and of how many it is made.
pub fn amount(before: Option<&Token<'_>>, tokens: &[Token<'_>]) -> Option<(usize, Amount)> {
    let first = tokens.first()?;
    // `A1`, `CM16`: no number begins in a word. `x12` says how often.
    let in_word =
        |b: &Token<'_>| b.kind == Kind::Word && !b.is("x") || b.is_one_of(&["$", "§", "."]);
    if first.glued() && before.is_some_and(in_word) {
        return None;
    }
    let (mut used, low) = number(tokens)?;
    let (mut high, mut of) = (low, None);
    used += twice(tokens.get(used..)?, low);
    if let Some((more, second)) = second(tokens.get(used..)?, low) {
        used += more;
        high = second;
        used += doubled(tokens.get(used..)?);
    }
    // `10/325`; a third number stands for a third drug, which nothing here tells apart.
    while let Some([slash, next]) = tokens.get(used..used + 2)
        && slash.is("/")
        && slash.glued()
        && next.glued()
        && next.kind == Kind::Number
    {
        of = of.or(milli(&next.text.replace(',', "")));
        used += 2;
    }
    if of.is_none()
        && let Some((more, scale)) = scale(tokens.get(used..)?)
    {
        used += more;
        of = Some(scale);
    }
    let hash = before.is_some_and(|b| b.is("#"));
    let (more, measure, unit) = if hash {
        (0, Measure::Count, "tablet")
    } else {
        unit(tokens.get(used..)?, of).unwrap_or((0, Measure::Bare, ""))
    };
    // `one` and `two` alone are no amounts.
    if measure == Measure::Bare && first.kind == Kind::Word {
        return None;
    }
    Some((used + more, Amount { low, high, of, measure, unit }))
}

/// Digits, or a number's word up to ninety-nine.
fn number(tokens: &[Token<'_>]) -> Option<(usize, Milli)> {
    let first = tokens.first()?;
    match first.kind {
        Kind::Number => Some((1, milli(&first.text.replace(',', ""))?)),
        Kind::Word => {
            let at = |list: &[&str]| list.iter().position(|word| first.is(word));
            if let Some(ones) = at(&ONES) {
                return Some((1, Milli::try_from(ones).ok()? * 1000));
            }
            let tens = Milli::try_from(at(&TENS)?).ok()? * 10 + 20;
            let ones = tokens.get(1..3).and_then(|next| {
                next[0].is("-").then(|| ONES[1..10].iter().position(|word| next[1].is(word)))?
            });
            Some(match ones {
                Some(ones) => (3, (tens + Milli::try_from(ones).ok()? + 1) * 1000),
                None => (1, tens * 1000),
            })
        }
        Kind::Mark => None,
    }
}

/// `out of 10`, `of 5`: the scale of a score.
fn scale(tokens: &[Token<'_>]) -> Option<(usize, Milli)> {
    let out = usize::from(tokens.first()?.is("out"));
    tokens.get(out).filter(|t| t.is("of"))?;
    let scale = tokens.get(out + 1).filter(|t| t.is_one_of(&["5", "10", "five", "ten"]))?;
    Some((out + 2, if scale.is_one_of(&["5", "five"]) { 5000 } else { 10_000 }))
}

/// The tokens of `(6)` after `six`.
fn twice(tokens: &[Token<'_>], low: Milli) -> usize {
    match tokens {
        [open, again, close, ..]
            if open.is("(") && close.is(")") && milli(again.text) == Some(low) =>
        {
            3
        }
        _ => 0,
    }
}

/// The tokens of `(2-3)` after `two to three`.
fn doubled(tokens: &[Token<'_>]) -> usize {
    match tokens {
        [open, a, _, b, close, ..]
            if open.is("(")
                && close.is(")")
                && a.kind == Kind::Number
                && b.kind == Kind::Number =>
        {
            5
        }
        _ => 0,
    }
}

/// The upper end of a stretch: `-6`, `to 6`, `or six`.
fn second(tokens: &[Token<'_>], low: Milli) -> Option<(usize, Milli)> {
    let link = tokens.first()?;
    let dash = link.is_one_of(&["-", "–"]);
    if !dash && !link.is_one_of(&["to", "or"]) {
        return None;
    }
    let (used, high) = number(tokens.get(1..)?)?;
    (high > low).then_some((used + 1, high))
}

fn unit(tokens: &[Token<'_>], of: Option<Milli>) -> Option<(usize, Measure, &'static str)> {
    let dash = usize::from(tokens.first().is_some_and(|t| t.is("-") && t.glued()));
    let found = tokens.get(dash..).and_then(|rest| {
        // `6 physical therapy sessions`: up to three words may tell of what kind they are.
        let visits = rest.iter().take(4).take_while(|t| t.kind == Kind::Word).enumerate();
        let next = rest.first()?;
        let known = |t: &Token<'_>| UNITS.iter().find(|(word, ..)| t.is(word));
        if let Some((_, measure, unit)) = known(next) {
            return Some((dash + 1, *measure, *unit));
        }
        visits.skip(1).find_map(|(at, t)| {
            let (_, measure, unit) = known(t)?;
            matches!(measure, Measure::Visits).then_some((dash + at + 1, *measure, *unit))
        })
    });
    let found = found.filter(|(_, measure, _)| of.is_none() || *measure == Measure::Strength);
    match (found, of) {
        (Some(found), _) => Some(found),
        (None, Some(5_000 | 10_000)) => Some((0, Measure::Score, "")),
        // `Norco 10/325`: the unit goes without saying.
        (None, Some(of)) if of >= 100_000 => Some((0, Measure::Strength, "mg")),
        (None, _) => None,
    }
}
