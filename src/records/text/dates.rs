//! Dates in prose, in every notation that one letter can hold: `10-18-2016`, `11-3-16`, `11/16/2016`, `12/2016`,
//! `January 26, 2015`, `26 Jan 2015`, `January 2015`, `2015-01-26`.

use jiff::civil::Date;

use super::tokens::{Kind, Token};
use crate::domain::date::{PartialDate, month_named};

/// A date as far as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Written {
    pub year: Option<i16>,
    /// 1 to 12.
    pub month: Option<i8>,
    pub day: Option<i8>,
}

impl Written {
    /// True when both can be the same day.
    pub fn agrees(&self, other: &Self) -> bool {
        fn same<T: PartialEq + Copy>(a: Option<T>, b: Option<T>) -> bool {
            a.is_none() || b.is_none() || a == b
        }
        same(self.year, other.year) && same(self.month, other.month) && same(self.day, other.day)
    }

    /// True when the day can lie in the stretch.
    pub fn lies_in(&self, stretch: &PartialDate) -> bool {
        let Some(year) = self.year else {
            return Self::of(stretch).is_some_and(|other| self.agrees(&other));
        };
        let first = Date::new(year, self.month.unwrap_or(1), self.day.unwrap_or(1));
        let last = match (self.month, self.day) {
            (None, _) => Date::new(year, 12, 31),
            (Some(month), None) => Date::new(year, month, 1).map(Date::last_of_month),
            (Some(month), Some(day)) => Date::new(year, month, day),
        };
        matches!((first, last), (Ok(first), Ok(last)) if first <= stretch.last() && stretch.first() <= last)
    }

    /// A date of the case as it would be written; none when it is a stretch of several months.
    pub fn of(date: &PartialDate) -> Option<Self> {
        let (first, last) = (date.first(), date.last());
        let month = first.year() == last.year() && first.month() == last.month();
        month.then(|| Self {
            year: Some(first.year()),
            month: Some(first.month()),
            day: date.exact().map(Date::day),
        })
    }

    /// True when it names a day or at least a month of a year: worth looking up.
    pub fn is_placed(&self) -> bool {
        self.month.is_some() && (self.year.is_some() || self.day.is_some())
    }

    fn new(year: Option<i16>, month: i8, day: Option<i8>) -> Option<Self> {
        // Without a year the 29th of February is one.
        Date::new(year.unwrap_or(2000), month, day.unwrap_or(1)).ok()?;
        Some(Self { year, month: Some(month), day })
    }
}

impl std::fmt::Display for Written {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let parts = [
            self.month.map(|month| format!("{month:02}")),
            self.day.map(|day| format!("{day:02}")),
            self.year.map(|year| format!("{year:04}")),
        ];
        f.pad(&parts.into_iter().flatten().collect::<Vec<_>>().join("/"))
    }
}

/// Words before a year that stands alone: without one it is any number.
const BEFORE_YEARS: [&str; 9] =
    ["in", "since", "during", "until", "from", "early", "late", "mid", "of"];

/// The date that begins with the first of `tokens`, and of how many it is made. `before` stands before it.
pub fn date(before: Option<&Token<'_>>, tokens: &[Token<'_>]) -> Option<(usize, Written)> {
    match tokens.first()?.kind {
        Kind::Word => named_month_first(tokens),
        Kind::Number => {
            let glued = tokens.first().is_some_and(Token::glued);
            // `v1/2/15`, `C5-6-15`: no date begins in the middle of a word.
            if glued
                && before.is_some_and(|b| b.kind != Kind::Mark || b.is_one_of(&["-", "/", "#"]))
            {
                return None;
            }
            numbers(tokens)
                .or_else(|| named_month_second(tokens))
                .or_else(|| lone_year(before, tokens))
        }
        Kind::Mark => None,
    }
}

fn numbers(tokens: &[Token<'_>]) -> Option<(usize, Written)> {
    let [a, mark, b, ..] = tokens else { return None };
    if !mark.is_one_of(&["-", "/"]) || !mark.glued() || !b.follows() {
        return None;
    }
    let third = match tokens.get(3..5) {
        Some([second, c]) if second.is(mark.text) && second.glued() && c.follows() => Some(c),
        _ => None,
    };
    let found = match third {
        Some(c) if a.text.len() == 4 => (5, Written::new(year(a), narrow(b)?, Some(narrow(c)?))?),
        Some(c) => (5, Written::new(Some(year(c)?), narrow(a)?, Some(narrow(b)?))?),
        None if b.text.len() == 4 => (3, Written::new(Some(year(b)?), narrow(a)?, None)?),
        None => return None,
    };
    // `1/2/15/3` and `1-2-15mg` are no dates.
    let next = tokens.get(found.0);
    let after = tokens.get(found.0 + 1);
    let goes_on = next.is_some_and(|n| n.glued() && n.kind == Kind::Word)
        || next.is_some_and(|n| n.glued() && n.is("/"))
            && after.is_some_and(|a| a.glued() && a.kind == Kind::Number);
    (!goes_on).then_some(found)
}

fn named_month_first(tokens: &[Token<'_>]) -> Option<(usize, Written)> {
    let month = month(tokens.first()?)?;
    let mut at = 1 + usize::from(tokens.get(1).is_some_and(|t| t.is(".") && t.glued()));
    let day = tokens.get(at).and_then(|t| t.whole(2)).and_then(|d| i8::try_from(d).ok());
    if day.is_some() {
        at += 1;
        at += usize::from(tokens.get(at).is_some_and(is_ordinal));
    }
    let comma = usize::from(tokens.get(at).is_some_and(|t| t.is_one_of(&[",", "of"])));
    let year = tokens.get(at + comma).filter(|t| t.text.len() == 4).and_then(year);
    if year.is_some() {
        at += comma + 1;
    }
    if day.is_none() && year.is_none() {
        return None;
    }
    // `May 10 mg`: an amount after the verb.
    let amount = year.is_none()
        && tokens.get(at).is_some_and(|t| t.is_one_of(&["mg", "%", "visits", "weeks", "/"]));
    if amount {
        return None;
    }
    Some((at, Written::new(year, month, day)?))
}

fn named_month_second(tokens: &[Token<'_>]) -> Option<(usize, Written)> {
    let day = narrow(tokens.first()?)?;
    let mut at = 1;
    at += usize::from(tokens.get(at).is_some_and(is_ordinal));
    at += usize::from(tokens.get(at).is_some_and(|t| t.is_one_of(&["of", "-"])));
    let month = month(tokens.get(at)?)?;
    at += 1;
    at += usize::from(tokens.get(at).is_some_and(|t| t.is_one_of(&[",", ".", "-"])));
    let year = tokens.get(at).filter(|t| t.text.len() == 4).and_then(year)?;
    Some((at + 1, Written::new(Some(year), month, Some(day))?))
}

fn lone_year(before: Option<&Token<'_>>, tokens: &[Token<'_>]) -> Option<(usize, Written)> {
    let first = tokens.first().filter(|t| t.text.len() == 4)?;
    before.filter(|b| b.is_one_of(&BEFORE_YEARS))?;
    let goes_on = tokens.get(1).is_some_and(|t| t.glued() && (t.kind == Kind::Word || t.is("/")));
    let year = year(first).filter(|_| !goes_on)?;
    Some((1, Written { year: Some(year), month: None, day: None }))
}

/// Two digits mean a year of this century up to 49, of the last one from 50 on.
fn year(token: &Token<'_>) -> Option<i16> {
    let number = i16::try_from(token.whole(4)?).ok()?;
    match token.text.len() {
        4 => (1900..2100).contains(&number).then_some(number),
        2 => Some(if number < 50 { 2000 + number } else { 1900 + number }),
        _ => None,
    }
}

fn narrow(token: &Token<'_>) -> Option<i8> {
    i8::try_from(token.whole(2)?).ok()
}

fn is_ordinal(token: &Token<'_>) -> bool {
    token.glued() && token.is_one_of(&["st", "nd", "rd", "th"])
}

/// A month's name, begun with a capital (`may` is a verb, `mar` a word).
fn month(token: &Token<'_>) -> Option<i8> {
    if token.kind != Kind::Word || !token.text.starts_with(char::is_uppercase) {
        return None;
    }
    month_named(token.text)
}
