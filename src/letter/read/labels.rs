//! The words that begin a field of an item, and those that end a title.

use super::{
    lines::{Line, Link, fold},
    title::ends_sentence,
};
use crate::domain::words::Outcome;

/// What a label begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// What the claims administrator cites.
    Claims,
    /// What some other side cites, by the words before `guideline:`.
    Other(String),
    Rationale,
}

/// Most words of a label.
const LONGEST: usize = 8;

/// A label at the beginning of a line, where it begins and what stands behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    pub label: Label,
    /// Index of the line on which it begins.
    pub at: usize,
    /// Index of the line on which the text behind it begins, and that part of the line.
    pub text_at: usize,
    pub text: String,
}

/// Every label, from top to bottom.
pub fn labels(lines: &[Line]) -> Vec<Labelled> {
    let mut found: Vec<Labelled> = Vec::new();
    for at in 0..lines.len() {
        // The rest of one that began on a line above is none of its own.
        if found.last().is_some_and(|before| at <= before.text_at) {
            continue;
        }
        // The end of a sentence, with the label under it, is no label that goes on over a line.
        let begins = || {
            let above = at.checked_sub(1).map_or("", |above| lines[above].text.as_str());
            lines[at].link != Link::Close || ends_sentence(above) || outcome(above).is_some()
        };
        found.extend(label_at(lines, at).filter(|label| label.text_at == at || begins()));
    }
    found
}

/// The label with which the line at `at` begins. It may go on over the ends of narrow lines.
pub fn label_at(lines: &[Line], at: usize) -> Option<Labelled> {
    let mut words: Vec<String> = Vec::new();
    for (i, line) in lines.iter().enumerate().skip(at) {
        if i > at && line.link == Link::Apart {
            return None;
        }
        let mut rest = line.text.as_str();
        while let Some((word, after)) = next_word(rest) {
            rest = after;
            let (bare, behind) = match word.split_once(':') {
                Some((bare, behind)) => (bare, Some(behind)),
                None => (word, None),
            };
            if !bare.is_empty() {
                words.push(bare.to_owned());
            }
            // A colon may stand apart from its word.
            let (behind, rest) = match (behind, rest.trim_start().strip_prefix(':')) {
                (None, Some(after)) => (Some(""), after),
                (behind, _) => (behind, rest),
            };
            if let Some(behind) = behind {
                let label = of_words(&words)?;
                let text = format!("{behind}{rest}").trim().to_owned();
                return Some(Labelled { label, at, text_at: i, text });
            }
            if words.len() >= LONGEST || bare.ends_with(['.', ';', ',']) {
                return None;
            }
        }
    }
    None
}

fn next_word(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

fn of_words(words: &[String]) -> Option<Label> {
    let said = words.join(" ").to_lowercase();
    if ["decision rationale", "rationale", "rationale for the decision", "decision rationales"]
        .contains(&said.as_str())
    {
        return Some(Label::Rationale);
    }
    if outcome(words.first()?).is_some() {
        return None;
    }
    let (last, before) = words.split_last()?;
    if before.is_empty()
        || !["guideline", "guidelines", "guideline(s)"].contains(&&*last.to_lowercase())
    {
        return None;
    }
    if ["claims administrator ", "claims adjuster "].iter().any(|side| said.starts_with(side)) {
        return (before.len() == 2).then_some(Label::Claims);
    }
    // The sentence of such a line, not its label.
    (!said.contains("based on") && !said.contains("claims administrator"))
        .then(|| Label::Other(before.join(" ")))
}

/// True when a line alone begins with a label.
pub fn begins_label(text: &str) -> bool {
    let line = Line { number: 1, text: text.to_owned(), indent: 0, link: Link::Close };
    label_at(&[line], 0).is_some()
}

/// The outcome with which a line ends, and the words before it: `MRI of the knee: Upheld`.
pub fn outcome(text: &str) -> Option<(Outcome, String)> {
    let text = text.trim_end().trim_end_matches('.').trim_end();
    let start = text
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let (before, word) = text.split_at(start);
    let outcome = match word.to_lowercase().as_str() {
        "upheld" => Outcome::Upheld,
        "overturned" => Outcome::Overturned,
        _ => return None,
    };
    let title = before.trim_end();
    let title = match title.strip_suffix([':', '–', '—']) {
        Some(title) => title,
        // Alone on its line, when the title filled the line before.
        None => title.is_empty().then_some(title)?,
    };
    Some((outcome, fold(title)))
}
