//! What belongs to the pages and not to the text: page numbers, and lines that run along from page to page.

use std::collections::BTreeMap;

use super::{labels, lines::Raw, sections};

/// Most lines of a running head or foot.
const DEEP: usize = 3;

/// For each line, whether only the page has it.
pub fn furniture(raw: &[Raw<'_>], usual: usize) -> Vec<bool> {
    let mut dropped = numbers(raw, usual);
    let pages = pages(raw, &dropped);
    if pages.len() > 1 {
        for top in [true, false] {
            for at in running(raw, &pages, usual, top) {
                dropped[at] = true;
            }
        }
    }
    dropped
}

/// Lines that are a page number and nothing else, or end or begin with one beside something else.
fn numbers(raw: &[Raw<'_>], usual: usize) -> Vec<bool> {
    let mut next = None;
    raw.iter()
        .enumerate()
        .map(|(i, line)| {
            let feeds = |at: usize| raw.get(at).is_none_or(|line| line.feed);
            let edge = line.feed || feeds(i + 1) || i == 0;
            let apart = |at: usize| raw.get(at).is_none_or(|line| line.feed || line.gap > usual);
            let alone = apart(i) && apart(i + 1);
            let text = line.text;
            if is_page_n(text) {
                return true;
            }
            if let Some(n) = bare_number(text) {
                // A number alone may be a word of the text; pages count.
                let counts = next.map_or(n == 1 || n == 2, |next| n == next);
                if (edge || alone) && counts {
                    next = Some(n + 1);
                    return true;
                }
                return false;
            }
            (edge || apart(i) || apart(i + 1)) && beside_a_page_n(text)
        })
        .collect()
}

/// `Page 3`, `Page 3 of 7`.
fn is_page_n(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let number = |word: &str| is_number(word.trim_end_matches('.'));
    match words.as_slice() {
        [page, n] => is_page(page) && number(n),
        [page, n, of, m] => is_page(page) && is_number(n) && is_of(of) && number(m),
        _ => false,
    }
}

fn is_page(word: &str) -> bool {
    ["page", "pg", "pg."].iter().any(|page| word.eq_ignore_ascii_case(page))
}

fn is_of(word: &str) -> bool {
    word == "/" || word.eq_ignore_ascii_case("of")
}

fn is_number(word: &str) -> bool {
    (1..=3).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit())
}

/// `3`, `- 3 -`, `3 of 7`, `3/7`.
fn bare_number(text: &str) -> Option<u32> {
    let bare = text.trim_matches(['-', '–', '—', ' ']);
    let first = match bare.split_once('/') {
        Some((n, m)) => is_number(m.trim()).then_some(n)?,
        None => match bare.split_once(" of ") {
            Some((n, m)) => is_number(m.trim()).then_some(n)?,
            None => bare,
        },
    };
    let first = first.trim();
    is_number(first).then(|| first.parse().ok()).flatten()
}

/// `CM17-0000001      Page 3 of 7`, `Page 3 | Review`.
fn beside_a_page_n(text: &str) -> bool {
    let text = text.replace('\t', "  ");
    let mut parts = text.split("  ").flat_map(|part| part.split('|')).map(str::trim);
    parts.any(is_page_n)
}

/// The stretches of text between page numbers and form feeds, as indices of their lines.
fn pages(raw: &[Raw<'_>], numbers: &[bool]) -> Vec<Vec<usize>> {
    let mut pages = vec![Vec::new()];
    for (i, line) in raw.iter().enumerate() {
        if line.feed || numbers[i] {
            pages.push(Vec::new());
        }
        if !numbers[i]
            && let Some(page) = pages.last_mut()
        {
            page.push(i);
        }
    }
    pages.retain(|page| !page.is_empty());
    pages
}

/// Lines at the upper or the lower edge that several pages have, numbers aside.
fn running(raw: &[Raw<'_>], pages: &[Vec<usize>], usual: usize, top: bool) -> Vec<usize> {
    let at = |page: &[usize], depth: usize| {
        if top { page.get(depth).copied() } else { page.iter().rev().nth(depth).copied() }
    };
    let mut found = Vec::new();
    let mut open: Vec<bool> = vec![true; pages.len()];
    for depth in 0..DEEP {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for page in pages {
            if let Some(i) = at(page, depth) {
                *seen.entry(pattern(raw[i].text)).or_default() += 1;
            }
        }
        for (n, (page, open)) in pages.iter().zip(&mut open).enumerate() {
            // What stands above the first page is the head of the letter.
            let here = at(page, depth).filter(|_| *open && page.len() > DEEP && !(top && n == 0));
            let runs = here.filter(|i| {
                let text = raw[*i].text;
                let times = seen.get(&pattern(text)).copied().unwrap_or_default();
                let often = times > 1 && times * 2 >= pages.len();
                let next = if top { *i + 1 } else { *i };
                let apart = raw.get(next).is_some_and(|line| line.gap > usual);
                // Between two pages, the number of the case is a sign by itself.
                let numbered = has_case_number(text) && (top || n + 1 < pages.len());
                !is_text(text) && (numbered && (apart || often) || often && apart)
            });
            found.extend(runs);
            *open = runs.is_some();
        }
    }
    found
}

/// The line with its numbers taken out.
fn pattern(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        match c {
            '0'..='9' if pattern.ends_with('#') => {}
            '0'..='9' => pattern.push('#'),
            c => pattern.push(c),
        }
    }
    pattern
}

/// Words that the letter itself may say on each page: sentences, headings, labels, outcomes.
fn is_text(text: &str) -> bool {
    let sentence = text.ends_with(['.', ',', ';', '?', '!'])
        && !["Inc.", "Corp.", "Co."].iter().any(|end| text.ends_with(end));
    let begins_within = text.starts_with(|c: char| c.is_lowercase());
    let label = labels::begins_label(text) && !has_case_number(text);
    sentence
        || begins_within
        || label
        || labels::outcome(text).is_some()
        || sections::is_known(text)
}

/// `CM17-0000001`.
fn has_case_number(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').any(|word| {
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        word.contains('-') && digits > 6 && word.starts_with(|c: char| c.is_ascii_alphabetic())
    })
}
