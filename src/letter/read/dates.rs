//! Days as the block above a letter writes them: `10/18/2016`, `10-18-16`, `2016-10-18`, `October 18, 2016`, `10/2016`,
//! and two of these with `to` or a dash between, as an injury over time has them.

use crate::domain::date::{PartialDate, month_named};

/// Last year of this century that two digits mean; greater ones are of the century before.
const LAST_OF_TWO: i16 = 49;

/// The day, month, year or stretch that a text means, and nothing beside it.
pub fn date(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    if let Some(one) = one(text) {
        return one.parse().ok();
    }
    let parted =
        [" - ", " – ", " to ", " through ", ".."].iter().find_map(|mid| text.split_once(mid));
    let (from, to) = parted?;
    format!("{}..{}", one(from)?, one(to)?).parse().ok()
}

/// As case files write it.
fn one(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches(['.', ',']);
    let numbers: Vec<&str> = text.split(['/', '-', '.']).map(str::trim).collect();
    let month_of = |y: &str, m: &str| number(m).map(|m| format!("{y}-{m:02}"));
    let found = match numbers.as_slice() {
        [y, m, d] if y.len() == 4 => number(m).and_then(|m| day(y, m, d)),
        [m, d, y] => year(y).zip(number(m)).and_then(|(y, m)| day(&y, m, d)),
        [y, m] if y.len() == 4 => month_of(y, m),
        [m, y] if y.len() == 4 => month_of(y, m),
        [y] if y.len() == 4 => Some((*y).to_owned()),
        _ => None,
    };
    let found = found.or_else(|| in_words(text))?;
    found.parse::<PartialDate>().ok().map(String::from)
}

fn day(year: &str, month: u8, day: &str) -> Option<String> {
    Some(format!("{year}-{month:02}-{:02}", number(day)?))
}

fn number(text: &str) -> Option<u8> {
    let digits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// Four digits; two mean the century that is nearer.
fn year(text: &str) -> Option<String> {
    if text.len() == 4 {
        return Some(text.to_owned());
    }
    let short = i16::from(number(text).filter(|_| text.len() == 2)?);
    Some((if short > LAST_OF_TWO { 1900 + short } else { 2000 + short }).to_string())
}

/// `October 18, 2016`, `18 Oct. 2016`, `October 2016`.
fn in_words(text: &str) -> Option<String> {
    let words: Vec<&str> =
        text.split([' ', ',', '.', '\t']).filter(|word| !word.is_empty()).collect();
    let at = words.iter().position(|word| month(word).is_some())?;
    let month = month(words[at])?;
    let rest: Vec<&str> =
        words.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, w)| *w).collect();
    match rest.as_slice() {
        [d, y] if y.len() == 4 => day(y, month, d.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h'])),
        [y] if y.len() == 4 => Some(format!("{y}-{month:02}")),
        _ => None,
    }
}

fn month(word: &str) -> Option<u8> {
    u8::try_from(month_named(word)?).ok()
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn one_day_in_every_notation() {
        for text in [
            "10/08/2016",
            "10/8/2016",
            "10-8-16",
            "10.08.2016",
            "2016-10-08",
            "October 8, 2016",
            "Oct. 8, 2016",
            "8 Oct. 2016",
            "8 October 2016",
            "October 8th, 2016",
        ] {
            assert_eq!(date(text).map(String::from).as_deref(), Some("2016-10-08"), "{text}");
        }
    }

    #[test]
    fn parts_and_stretches() {
        for (text, means) in [
            ("10/2016", "2016-10"),
            ("2014-03", "2014-03"),
            ("Sept 2016", "2016-09"),
            ("2015", "2015"),
            ("06/23/98", "1998-06-23"),
            ("1/1/2010 - 5/5/2015", "2010-01-01..2015-05-05"),
            ("1/1/2010 to May 5, 2015", "2010-01-01..2015-05-05"),
            ("2014-10..2015-01-26", "2014-10..2015-01-26"),
        ] {
            assert_eq!(date(text).map(String::from).as_deref(), Some(means), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in [
            "",
            "soon",
            "13/40/2016",
            "2/30/2016",
            "10/18/201",
            "10/18/2016 or so",
            "May",
            "٣/١/2016",
            "5/5/2015 - 1/1/2010",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
