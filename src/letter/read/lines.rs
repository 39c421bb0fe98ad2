//! Lines of a letter, without what only its pages have: numbers, running heads and feet, form feeds.

use super::{NotUnderstood, pages};

/// How a line stands to the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// Directly under it.
    Close,
    /// Empty lines part them: another paragraph.
    Apart,
    /// A page ended between them, so that empty lines say nothing.
    Page,
}

/// A line that has words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// From 1, as the file counts.
    pub number: usize,
    /// Without blanks at its ends.
    pub text: String,
    /// Blanks before it.
    pub indent: usize,
    pub link: Link,
}

impl Line {
    /// The words, one blank between two.
    pub fn folded(&self) -> String {
        fold(&self.text)
    }

    pub fn unread(&self) -> NotUnderstood {
        NotUnderstood { line: self.number, text: self.folded() }
    }
}

/// The words, one blank between two.
pub fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A line before it is known whether it belongs to the page or to the text.
#[derive(Debug)]
pub struct Raw<'a> {
    pub number: usize,
    pub text: &'a str,
    pub indent: usize,
    /// Empty lines before it.
    pub gap: usize,
    /// A form feed stands before it.
    pub feed: bool,
}

/// The lines that have words, pages put together.
pub fn lines(text: &str) -> Vec<Line> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let raw = raw(&text);
    let usual = usual_gap(&raw);
    let furniture = pages::furniture(&raw, usual);
    let mut lines: Vec<Line> = Vec::new();
    // Of what is dropped, the line after it must still know that a page ended.
    let (mut page, mut gap) = (false, 0);
    for (raw, dropped) in raw.iter().zip(furniture) {
        page |= raw.feed || dropped;
        gap = gap.max(raw.gap);
        if dropped {
            continue;
        }
        let link = match page {
            true => Link::Page,
            false if gap > usual => Link::Apart,
            false => Link::Close,
        };
        let line = Line { number: raw.number, text: raw.text.to_owned(), indent: raw.indent, link };
        lines.push(line);
        (page, gap) = (false, 0);
    }
    lines
}

fn raw(text: &str) -> Vec<Raw<'_>> {
    let mut found = Vec::new();
    let (mut gap, mut feed) = (0, false);
    for (number, whole) in (1..).zip(text.strip_prefix('\u{feff}').unwrap_or(text).split('\n')) {
        for (i, part) in whole.split('\u{c}').enumerate() {
            feed |= i > 0;
            let text = part.trim();
            if text.is_empty() {
                // What stands on either side of a form feed is one line of the file.
                gap += usize::from(i == 0);
                continue;
            }
            let indent = part.chars().take_while(|c| c.is_whitespace()).count();
            found.push(Raw { number, text, indent, gap, feed });
            (gap, feed) = (0, false);
        }
    }
    found
}

/// Empty lines between two lines of one sentence: none, or one in a text that is set with double spacing.
fn usual_gap(raw: &[Raw<'_>]) -> usize {
    // When no two lines stand close, the least that parts them parts nothing.
    let gaps = || raw.iter().skip(1).filter(|line| !line.feed).map(|line| line.gap);
    let (least, most) = (gaps().min().unwrap_or(0), gaps().max().unwrap_or(0));
    if least > 0 && most > least {
        return least;
    }
    let mut flowing = [0_usize; 4];
    for pair in raw.windows(2) {
        let (before, after) = (pair[0].text, pair[1].text);
        let flows = !before.ends_with(['.', ':', '?', '!', ';'])
            && after.starts_with(|c: char| c.is_lowercase());
        if flows
            && !pair[1].feed
            && let Some(count) = flowing.get_mut(pair[1].gap)
        {
            *count += 1;
        }
    }
    let most = (1..flowing.len()).max_by_key(|gap| (flowing[*gap], usize::MAX - gap)).unwrap_or(0);
    if flowing[most] > flowing[0] && flowing[most] > 2 { most } else { 0 }
}

/// Lines as paragraphs, an empty line between two; `first` stands for the text of the first line.
pub fn paragraphs(lines: &[Line], first: Option<&str>) -> String {
    let mut text = String::new();
    for (i, line) in lines.iter().enumerate() {
        let words = match first {
            Some(first) if i == 0 => fold(first),
            _ => line.folded(),
        };
        if words.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push_str(if line.link == Link::Apart { "\n\n" } else { " " });
        }
        text.push_str(&words);
    }
    text
}
