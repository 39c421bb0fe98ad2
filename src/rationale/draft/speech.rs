//! Plain English for what findings say: words in their case, articles, lists, dates as the letter writes them.

use super::lists::{ADJECTIVES, CASED, REWORDED, SPELLED, STARTS, STATED, UNCOUNTED};
use crate::{
    domain::{
        date::{MONTHS, PartialDate},
        finding::{Finding, Value},
        quantity::{Quantity, unit},
        visible::one_line,
        words::{Certainty, Side, Standing},
    },
    letter::source::day,
};

/// Longest quotation of what can be told in words of our own: what is longer is read on its page.
pub const BESIDE: usize = 6;
/// Longest quotation of what cannot.
pub const ALONE: usize = 25;

/// Words of a vocabulary or a file's type, each in its case, without braces and control characters.
pub fn words(text: &str) -> String {
    let text = plain(text);
    let noun = REWORDED.iter().find(|(concept, _)| *concept == text).map(|(_, noun)| *noun);
    spelled(&cased(noun.unwrap_or(&text)))
}

fn cased(text: &str) -> String {
    let cased = |word| {
        let known = CASED.split(' ').find(|cased| cased.eq_ignore_ascii_case(word));
        known.unwrap_or(word)
    };
    text.split(' ').map(cased).collect::<Vec<_>>().join(" ")
}

/// Abbreviations that a worker may not know in words. Titles and quotations are not given to this.
fn spelled(text: &str) -> String {
    let mut text = format!(" {text}");
    for (short, long) in SPELLED {
        text = text.replace(&format!(" an {short}"), &format!(" a {long}")).replace(short, long);
    }
    text.split_off(1)
}

/// One line without braces: what is taken from a file is no blank.
pub fn plain(text: &str) -> String {
    let text = one_line(text).replace('{', "(").replace('}', ")");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The record's own words in quotation marks, where they are short enough.
pub fn quotation(text: &str, most: usize) -> Option<String> {
    let text = plain(text).replace('"', "'");
    let text = text.trim_end_matches(['.', ',', ';', ':']);
    let count = text.split(' ').count();
    (!text.is_empty() && count <= most).then(|| format!("\"{text}\""))
}

/// `a, b and c`.
pub fn list(parts: &[String], word: &str) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} {word} {last}", most.join(", ")),
    }
}

/// Names in quotation marks, as a list.
pub fn names(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|n| format!("\"{}\"", cased(&plain(n)))).collect();
    list(&quoted, "and")
}

/// The first letter small, unless the word is a name or an abbreviation.
pub fn lowered(text: &str) -> String {
    let text = plain(text);
    let first = text.split(' ').next().unwrap_or_default();
    let name = first.chars().skip(1).any(|c| c.is_uppercase() || c.is_ascii_digit());
    let mut chars = text.chars();
    match chars.next() {
        Some(c) if !name => c.to_lowercase().chain(chars).collect(),
        _ => text,
    }
}

/// A request as the application words it, to stand inside a sentence: only words that are no name begin small.
pub fn asked(title: &str) -> String {
    let title = plain(title);
    let first = title.split([' ', '/']).next().unwrap_or_default();
    if is_of(STARTS, &first.to_lowercase()) { lowered(&title) } else { title }
}

/// The first letter great.
pub fn raised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// A title for its second mention: as far as its first comma, colon or bracket.
pub fn short_title(title: &str) -> String {
    let title = plain(title.trim().trim_end_matches('.'));
    let end = title.match_indices([',', ':', '(']).map(|(at, _)| at).find(|at| *at > 0);
    title[..end.unwrap_or(title.len())].trim_end().to_owned()
}

/// What a guideline's criterion says, to stand inside a sentence.
pub fn said(text: &str) -> String {
    spelled(&lowered(text.trim().trim_end_matches(['.', ';'])))
}

/// A date: to the day as the letter writes it; a month by its name; a stretch from its first to its last.
pub fn date(date: &PartialDate) -> String {
    let text = date.to_string();
    let ends = text.split_once("..").map(|(a, b)| (a.trim().parse(), b.trim().parse()));
    if let Some((Ok(from), Ok(to))) = ends {
        let (from, to): (PartialDate, PartialDate) = (from, to);
        return format!("{} to {}", self::date(&from), self::date(&to));
    }
    let first = date.first();
    match (date.exact().is_some(), text.len()) {
        (false, 7) => format!("{} {}", month(first.month()), first.year()),
        _ => day(date),
    }
}

/// The same with its word: `on 01/14/2015`, `in January 2015`, `from December 2025 to February 2026`.
pub fn when(when: &PartialDate) -> String {
    let word = match when.exact() {
        Some(_) => "on",
        None if when.to_string().contains("..") => "from",
        None => "in",
    };
    format!("{word} {}", date(when))
}

fn month(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|n| MONTHS.get(n)).copied().unwrap_or_default()
}

/// Pages or sections, as prose names them: `page 12`, `pages 177-179`, `section Special Studies`.
pub fn pages(text: &str) -> String {
    let text = plain(text);
    let numbers = text.bytes().all(|b| b.is_ascii_digit() || b"-, ".contains(&b));
    let several = text.contains(['-', ',']);
    match (numbers, several) {
        (true, true) => format!("pages {text}"),
        (true, false) => format!("page {text}"),
        _ if text.split(' ').next().is_some_and(|w| w.starts_with(|c: char| c.is_lowercase())) => {
            text
        }
        _ => format!("section {text}"),
    }
}

/// True when a concept is a statement; then only the record's own words can be told.
fn is_statement(concept: &str) -> bool {
    concept.split(' ').skip(1).any(|w| is_of(STATED, w)) && !concept.starts_with("improved ")
}

fn is_of(list: &str, word: &str) -> bool {
    list.split(' ').any(|w| w == word)
}

/// `a`, `an` or nothing, with the blank.
fn article(name: &str) -> &'static str {
    let head = [" of ", " with "].iter().fold(name, |n, part| n.split(part).next().unwrap_or(n));
    let head = head.split(" or ").last().unwrap_or(head);
    let plural = head.ends_with('s') && !["ss", "us", "is"].iter().any(|e| head.ends_with(e));
    if plural || UNCOUNTED.split(' ').any(|end| head.ends_with(end)) {
        return "";
    }
    match name.chars().next() {
        Some('u') if name.starts_with("ur") || name.starts_with("uni") => "a ",
        Some(c) if "aeiouAEIO".contains(c) => "an ",
        _ if ["MR", "EMG", "NSAID"].iter().any(|said| name.starts_with(said)) => "an ",
        _ => "a ",
    }
}

/// A concept by itself, with no article: `sensory deficit`.
pub fn bare(finding: &Finding) -> String {
    words(&finding.concept)
}

/// A finding as the object of a sentence: `a sensory deficit on the left`, `no gait abnormality`.
/// `None` for a statement, of which only the record's own words can be told.
///
/// `ended`: the date is told as the end of the time that it lasted.
pub fn object(finding: &Finding, region: Option<&str>, ended: bool) -> Option<String> {
    if is_statement(&finding.concept) {
        return None;
    }
    let name = bare(finding);
    let mut text = match (&finding.value, &finding.result) {
        (Value::Absent, _) => match name.strip_prefix("positive ") {
            Some(sign) => format!("a negative {sign}"),
            None => format!("no {name}"),
        },
        (Value::Amount(amount), _) => amounted(&name, amount),
        (Value::Present, Some(result)) if is_of(ADJECTIVES, result) => {
            let name = format!("{result} {name}");
            format!("{}{name}", article(&name))
        }
        (Value::Present, Some(result)) => {
            format!("{}{name} with the result \"{}\"", article(&name), plain(result))
        }
        (Value::Present, None) => format!("{}{name}", article(&name)),
    };
    text.push_str(&place(finding, region));
    text.push_str(&time(finding, ended));
    if let Some(outcome) = &finding.outcome {
        text.push_str(&led_to(outcome));
    }
    if finding.certainty == Certainty::Hedged {
        text.push_str(", in hedged words");
    }
    Some(text)
}

/// A finding that denies, as the object of a sentence that says no `no`: `the denial of myelopathy`.
pub fn denied(finding: &Finding, region: Option<&str>) -> Option<String> {
    let name = bare(finding);
    let named = name.starts_with("positive ") || is_statement(&finding.concept);
    if finding.value != Value::Absent || named {
        return None;
    }
    let hedged = if finding.certainty == Certainty::Hedged { ", in hedged words" } else { "" };
    Some(format!("the denial of {name}{}{hedged}", place(finding, region)))
}

/// `8 physical therapy visits`, `pain relief of 30 percent`.
fn amounted(name: &str, amount: &Quantity) -> String {
    let text = words(&amount.to_string());
    let number = match text.rsplit_once(' ') {
        Some((number, word)) if unit(word) == amount.unit => number.to_owned(),
        _ => text.clone(),
    };
    let counted = !amount.unit.is_empty() && name.split(' ').any(|w| unit(w) == amount.unit);
    if !counted {
        return format!("{}{name} of {text}", article(name));
    }
    let one = number == "1";
    let counted = name.split(' ').map(|w| match (one, unit(w) == amount.unit) {
        (true, true) => amount.unit.clone(),
        _ => w.to_owned(),
    });
    format!("{number} {}", counted.collect::<Vec<_>>().join(" "))
}

fn place(finding: &Finding, region: Option<&str>) -> String {
    let mut text = String::new();
    if let Some(found) = finding.region.as_deref().filter(|found| Some(*found) != region) {
        text.push_str(&format!(" of the {}", words(found)));
    }
    match finding.side {
        Some(Side::Left) => text.push_str(" on the left"),
        Some(Side::Right) => text.push_str(" on the right"),
        Some(Side::Bilateral) if finding.value == Value::Absent => text.push_str(" on either side"),
        Some(Side::Bilateral) => text.push_str(" on both sides"),
        None => {}
    }
    if let Some(level) = &finding.level {
        text.push_str(&format!(" at {}", plain(level)));
    }
    text
}

fn time(finding: &Finding, ended: bool) -> String {
    if let (Some(since), Some(to), true) = (&finding.since, &finding.date, ended) {
        return format!(" from {} to {}", date(since), date(to));
    }
    match (&finding.lasting, &finding.since) {
        (Some(lasting), _) => format!(" for {}", plain(&lasting.to_string())),
        (None, Some(since)) if finding.value != Value::Absent => format!(" since {}", date(since)),
        _ => String::new(),
    }
}

fn led_to(outcome: &str) -> String {
    match outcome {
        "failed" => ", without success".to_owned(),
        "partial" => ", with partial success".to_owned(),
        "improved" => ", with improvement".to_owned(),
        "not tolerated" => ", which was not tolerated".to_owned(),
        "contraindicated" => ", which is contraindicated".to_owned(),
        "ongoing" => ", which goes on".to_owned(),
        other => format!(" with the outcome \"{}\"", plain(other)),
    }
}

/// How a thing that is not simply present stands, before its object.
pub fn standing(standing: Standing) -> Option<(&'static str, &'static str)> {
    Some(match standing {
        Standing::Present | Standing::Requested => return None,
        Standing::History => ("gives a history of", "gave a history of"),
        Standing::Planned => ("plans", "planned"),
        Standing::Considered => ("considers", "considered"),
        Standing::Suspected => ("suspects", "suspected"),
        Standing::Refused => ("tells that the worker declines", "wrote that the worker declined"),
        Standing::Avoided => ("seeks to avoid", "sought to avoid"),
    })
}

#[cfg(test)]
mod tests;
