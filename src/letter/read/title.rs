//! Where the title of an item begins, and what the wording of a remainder says.

use super::lines::{Line, Link, fold, paragraphs};
use crate::{
    domain::{case::UrDecision, words::UrAction},
    letter::REMAINDER,
};

/// Words that a full stop belongs to.
const SHORT: [&str; 26] = [
    "vs.", "dr.", "no.", "nos.", "mr.", "mrs.", "ms.", "e.g.", "i.e.", "approx.", "mg.", "ml.",
    "tab.", "tabs.", "cap.", "caps.", "st.", "inc.", "fig.", "p.o.", "q.d.", "b.i.d.", "t.i.d.",
    "p.r.n.", "w.", "min.",
];

/// Words that titles do not have and sentences about a patient do.
const PROSE: [&str; 16] = [
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "had",
    "not",
    "therefore",
    "request",
    "necessary",
    "patient",
    "worker",
    "medically",
    "guidelines",
    "should",
];

/// Most lines that a title or a leading sentence takes: several times those of the longest published one.
const FAR: usize = 60;

/// Index of the line on which the title begins that ends on line `hi`; no title begins before line `lo`. Above the title of
/// the `first` item stands no rationale.
pub fn begins(lines: &[Line], lo: usize, hi: usize, first: bool) -> usize {
    let mut start = paragraph_start(lines, lo, hi, first);
    // The three sentences that say what is left of a request go together, whatever stands between them.
    let said = |from: usize| fold(&paragraphs(&lines[from..=hi], None));
    if said(start).contains(REMAINDER)
        && let Some(asked) = (lo.max(hi.saturating_sub(FAR))..=hi)
            .rev()
            .find(|from| original(&said(*from)).is_some())
    {
        start = start.min(paragraph_start(lines, lo, asked, first));
    }
    start
}

fn paragraph_start(lines: &[Line], lo: usize, hi: usize, first: bool) -> usize {
    let top = (lo + 1..=hi).rev().find(|i| lines[*i].link == Link::Apart).unwrap_or(lo);
    // True when the words above, up to a label, are one paragraph with the title.
    let glued = top == lo && !first && lines[lo].link != Link::Apart;
    // What may be the end of the text before: up to the last sentence that ends with its line.
    let from = if glued { lo } else { top + 1 };
    let end = (from..=hi).rev().find(|i| ends_sentence(&lines[i - 1].text));
    match end {
        Some(end) if glued || is_prose(&paragraphs(&lines[top..end], None)) => end,
        Some(_) => top,
        // Text that ends without a full stop: its last line is the one that has room left.
        None if glued => ragged(lines, lo, hi).unwrap_or(top),
        None => top,
    }
}

/// After the last line that had room for the first word of the next.
fn ragged(lines: &[Line], lo: usize, hi: usize) -> Option<usize> {
    let from = lo.saturating_sub(1);
    let width = lines.iter().map(|line| line.text.chars().count()).max().unwrap_or_default();
    (from + 1..=hi).rev().find(|i| {
        let next = lines[*i].text.split_whitespace().next().unwrap_or_default();
        let used = lines[i - 1].text.chars().count() + 1 + next.chars().count();
        used * 10 < width * 7
    })
}

/// True when a sentence ends with the line.
pub fn ends_sentence(line: &str) -> bool {
    let text = line.trim_end_matches(['"', '\'', '”', '’', ')', ']']);
    let last = text.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    text.ends_with(['.', '?', '!']) && !SHORT.contains(&last.trim_start_matches('('))
}

fn is_prose(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
    words.filter(|word| PROSE.contains(&word.as_str())).count() > 1
}

/// Index of the first line after the sentence that leads in to the items, when one stands there.
pub fn after_lead_in(lines: &[Line], hi: usize) -> usize {
    let says = |text: &str| {
        let text = text.to_lowercase();
        let leads = ["decision", "decided", "determin", "disput", "set forth"];
        text.split_whitespace().count() > 4 && leads.iter().any(|word| text.contains(word))
    };
    let hi = hi.min(FAR);
    let paragraph = (1..=hi).find(|i| lines[*i].link == Link::Apart);
    if let Some(next) = paragraph {
        let whole = says(&fold(&paragraphs(&lines[..next], None)));
        return if whole { next } else { 0 };
    }
    // The title follows at once: the sentence ends with a colon, or else with a full stop.
    let led = |ends: &dyn Fn(&str) -> bool| {
        (0..hi).find(|i| ends(&lines[*i].text) && says(&fold(&paragraphs(&lines[..=*i], None))))
    };
    led(&|text| text.ends_with(':')).or_else(|| led(&ends_sentence)).map_or(0, |i| i + 1)
}

/// The request of `X was the original request.`, and what follows that sentence.
fn original(text: &str) -> Option<(&str, &str)> {
    [" was the original request.", " were the original request."]
        .iter()
        .find_map(|verb| text.split_once(verb))
}

/// What the wording of a remainder says of utilization review; `None` for any other title.
pub fn modification(title: &str) -> Option<UrDecision> {
    let title = fold(title);
    let (before, after) = title.split_once(REMAINDER)?;
    let part = |text: &str| {
        let text = text.trim().trim_start_matches(',').trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    let remaining = after.trim_end();
    let remaining = part(remaining.strip_suffix(" is").unwrap_or(remaining));
    let (asked, rest) =
        original(before).map_or((None, before), |(asked, rest)| (part(asked), rest));
    let authorized = [" was authorized by", " were authorized by"]
        .iter()
        .find_map(|verb| rest.split_once(verb))
        .and_then(|(authorized, _)| part(authorized));
    Some(UrDecision { action: UrAction::Modified, original: asked, authorized, remaining })
}
