//! Where sentences end.

use std::ops::Range;

use super::abbreviations::{Stop, begins_sentences, stop};

/// A word before a full stop is looked at no further back than this many bytes.
const LONGEST_WORD: usize = 24;
/// A heading ends with a colon before this many bytes of its line.
const LONGEST_HEADING: usize = 40;

/// The sentences of a text, in order, each without blanks at its ends. Everything but blanks lies in one of them.
///
/// A sentence ends at `.`, `?` or `!`, at a blank line, at a page's end, and before a line that begins a list's next
/// point or has a heading. A full stop ends none inside a number or a date, after an abbreviation, an initial or the
/// number of a list's point.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Found { text, start: 0, ranges: Vec::new() };
    let mut point = None;
    for (at, c) in text.char_indices() {
        if at < found.start {
            continue;
        }
        match c {
            '\u{c}' => {
                found.end(at);
                point = None;
            }
            '\n' => {
                let line = &text[at + 1..];
                let blank = begins_blank(line);
                if blank || begins_anew(&text[..at], line) {
                    found.end(at);
                }
                if blank {
                    point = None;
                }
            }
            '.' => match list_point(text, found.start, at, point) {
                Some((begins, number)) => {
                    found.end(begins);
                    point = Some(number);
                }
                None => found.end_at_stop(at),
            },
            '?' | '!' => found.end_at_mark(at),
            _ => {}
        }
    }
    found.end(text.len());
    found.ranges
}

struct Found<'a> {
    text: &'a str,
    /// Where the sentence begins that is being read.
    start: usize,
    ranges: Vec<Range<usize>>,
}

impl Found<'_> {
    fn end(&mut self, end: usize) {
        let text = &self.text[self.start..end];
        let from = self.start + (text.len() - text.trim_start().len());
        if !text.trim().is_empty() {
            self.ranges.push(from..from + text.trim().len());
        }
        self.start = end;
    }

    fn end_at_mark(&mut self, at: usize) {
        let after = closed(self.text, at + 1);
        let rest = &self.text[after..];
        let next = beginning(rest);
        if rest.is_empty()
            || rest.starts_with(char::is_whitespace) && !next.is_some_and(char::is_lowercase)
        {
            self.end(after);
        }
    }

    fn end_at_stop(&mut self, at: usize) {
        let after = closed(self.text, at + 1);
        let rest = &self.text[after..];
        let word = word_before(self.text, at);
        let ends = match rest.chars().next() {
            None => true,
            Some(c) if c.is_whitespace() => ends(word, rest),
            Some('.') => false,
            Some(c) if after > at + 1 => c.is_uppercase(),
            // `(Doe, 2008).A`: the same after a bracket.
            Some(c) if self.text[..at].ends_with(')') => c.is_uppercase(),
            // `pain.The`: the blank was forgotten.
            Some(c) => {
                let small = |c: char| c.is_lowercase();
                c.is_uppercase()
                    && rest.chars().nth(1).is_some_and(small)
                    && word.chars().count() > 2
                    && word.chars().rev().take(2).all(small)
                    && stop(word) == Stop::Ends
            }
        };
        if ends {
            self.end(after);
        }
    }
}

/// Whether a full stop ends the sentence, that follows `word` and is followed by blanks and `rest`.
fn ends(word: &str, rest: &str) -> bool {
    let Some(next) = beginning(rest) else { return true };
    match stop(word) {
        Stop::Never => false,
        Stop::Sometimes => next.is_uppercase(),
        Stop::Initial => next.is_uppercase() && begins_sentences(first_word(rest)),
        Stop::Ends if word.eq_ignore_ascii_case("no") => !next.is_ascii_digit(),
        // In notes a sentence may begin small: it does after a word, not after what may be an abbreviation unknown.
        Stop::Ends if next.is_lowercase() => {
            word.chars().count() > 2
                && word.chars().all(char::is_lowercase)
                && word.contains(['a', 'e', 'i', 'o', 'u', 'y'])
        }
        Stop::Ends => true,
    }
}

/// The first character that is neither blank nor an opening quote or bracket.
fn beginning(rest: &str) -> Option<char> {
    rest.chars().find(|c| !c.is_whitespace() && !"\"'([“‘«".contains(*c))
}

fn first_word(rest: &str) -> &str {
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or("")
}

/// The end of the quotes, brackets and note numbers (`[3]`) that close what ends at `at`.
fn closed(text: &str, mut at: usize) -> usize {
    loop {
        let rest = &text[at..];
        if let Some(c) = rest.chars().next().filter(|c| "\"')]”’»".contains(*c)) {
            at += c.len_utf8();
        } else if let Some(note) = rest.strip_prefix('[')
            && let digits = note.bytes().take_while(u8::is_ascii_digit).take(3).count()
            && digits > 0
            && note[digits..].starts_with(']')
        {
            at += digits + 2;
        } else {
            return at;
        }
    }
}

/// The word that ends at `at`: letters, digits and the full stops inside it (`p.m`, `4.5`).
fn word_before(text: &str, at: usize) -> &str {
    let inside = |c: char| c.is_alphanumeric() || c == '.';
    let mut from = at;
    for (begins, c) in text[..at].char_indices().rev() {
        if !inside(c) {
            break;
        }
        from = begins;
        if at - begins > LONGEST_WORD {
            break;
        }
    }
    text[from..at].trim_start_matches('.')
}

/// The number of a list's point that ends at the full stop, and where it begins: one that begins a sentence or follows
/// a colon, or the one after the last.
fn list_point(text: &str, start: usize, at: usize, last: Option<u8>) -> Option<(usize, u8)> {
    if !text[at + 1..].starts_with([' ', '\t', '\n']) {
        return None;
    }
    let word = word_before(text, at);
    let number: u8 = word.parse().ok().filter(|_| word.len() < 3)?;
    let begins = at - word.len();
    let before = text.get(start..begins)?;
    if !before.is_empty() && !before.ends_with(char::is_whitespace) {
        return None;
    }
    let before = before.trim_end();
    if before.is_empty() || before.ends_with([':', ';']) {
        return Some((if before.is_empty() { begins } else { start }, number));
    }
    (last.is_some_and(|last| last.checked_add(1) == Some(number))).then_some((begins, number))
}

/// True when the line has nothing on it.
fn begins_blank(line: &str) -> bool {
    let rest = line.trim_start_matches([' ', '\t', '\r']);
    rest.is_empty() || rest.starts_with('\n')
}

/// True when a line begins something of its own, whatever the line before it ends with: a point of a list, a heading.
fn begins_anew(before: &str, line: &str) -> bool {
    // A date or a level that was broken over two lines goes on.
    if before.ends_with(['-', '/', ',']) {
        return false;
    }
    let line = line.trim_start_matches([' ', '\t']);
    if let Some(rest) = line.strip_prefix(['-', '*', '•', '·', '–']) {
        return rest.starts_with([' ', '\t']);
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).take(3).count();
    if (1..3).contains(&digits) {
        let rest = &line[digits..];
        return rest.starts_with(['.', ')']) && rest[1..].starts_with([' ', '\t']);
    }
    if !line.starts_with(char::is_uppercase) {
        return false;
    }
    let heading = line
        .char_indices()
        .take(LONGEST_HEADING)
        .find(|(_, c)| !(c.is_alphabetic() || matches!(c, ' ' | '/' | '(' | ')' | '&' | '-')));
    heading.is_some_and(|(_, c)| c == ':')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    fn one(text: &str) {
        assert_eq!(split(text), [text.trim()], "{text}");
    }

    fn two(first: &str, second: &str) {
        for blank in [" ", "  ", "\n"] {
            let text = format!("{first}{blank}{second}");
            assert_eq!(split(&text), [first, second], "{text}");
        }
    }

    #[test]
    fn abbreviations_numbers_and_initials_end_nothing() {
        for text in [
            "Seen by Dr. Doe on 3/3/15 for C5-6 radiculopathy.",
            "Gabapentin 300 mg. three times daily was renewed.",
            "Takes Norco 10/325 mg q.i.d. as needed, i.e. four a day, per Table 8.1.",
            "Pain is 7.5 of 10, approx. Three hours after a dose it is 4.",
            "Reports of J. R. Roe, M.D. Orthopedics were received.",
            "See MTUS pp. 177-179, vol. 2, fig. 3, No. 5.",
            "The cord is normal (e.g. no edema) at L4-5 vs. L5-S1.",
            "Injured on Jan. 26, 2015 at 3 p.m. while lifting.",
            "Seen by St. Elsewhere Hosp. staff.",
            "A tear (?) of the left cuff is suspected.",
            "Doe et al. (2014) is cited... without its pages.",
        ] {
            one(text);
        }
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        two("He takes 500 mg.", "Norco is continued.");
        two("Seen at 3 p.m.", "The exam was normal.");
        two("She lacks vitamin D.", "The level was 12.");
        two("It failed at L5-S1.", "Surgery was offered.");
        two("Pain is rated 8.", "It was 6 in May.");
        two("Injured on 3/3/15.", "He fell.");
        two("The guide says \"use with caution.\"", "That was done.");
        two("Was it tried?", "No.");
        two("The same was found in 2015.[3]", "Nothing else was.");
        two("denies numbness.", "states that sleep is poor.");
        two("The answer is no.", "Nothing was given.");
        assert_eq!(split("No fracture.There is a tear."), ["No fracture.", "There is a tear."]);
        assert_eq!(split("See UpToDate.com for it."), ["See UpToDate.com for it."]);
        assert_eq!(split("It helps (Doe, 2008).A trial comes first.").len(), 2);
    }

    #[test]
    fn lists_headings_and_blank_lines_begin_anew() {
        assert_eq!(
            split("Plan:\n1. Refill Norco\n2. Six visits of therapy\n\nFollow up"),
            ["Plan:", "1. Refill Norco", "2. Six visits of therapy", "Follow up"]
        );
        assert_eq!(
            split("Diagnoses: 1. Lumbar sprain 2. Knee pain"),
            ["Diagnoses: 1. Lumbar sprain", "2. Knee pain"]
        );
        assert_eq!(
            split("Gait normal\n- no limp\n- no cane"),
            ["Gait normal", "- no limp", "- no cane"]
        );
        assert_eq!(
            split("Well\nPhysical exam: normal\nsensation"),
            ["Well", "Physical exam: normal\nsensation"]
        );
        assert_eq!(split("page one\u{c}page two"), ["page one", "page two"]);
        assert_eq!(split("injured on 10-\n17-2016 at work"), ["injured on 10-\n17-2016 at work"]);
    }

    #[test]
    fn everything_but_blanks_lies_in_a_sentence() {
        for text in
            ["", " ", ".", "...", "1.", "\n\n", "é. Ä. ß.", "a.\u{c}.b", "[1].[2] x", "'\"')."]
        {
            let ranges = sentences(text);
            let kept: String = ranges.iter().map(|range| &text[range.clone()]).collect();
            let solid = |text: &str| text.split_whitespace().collect::<String>();
            assert_eq!(solid(&kept), solid(text), "{text:?}");
        }
    }
}
