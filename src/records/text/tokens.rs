//! A text as words, numbers and marks.

use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Letters: `C` and `mg` of `C5` and `10mg`.
    Word,
    /// Digits, with the full stop and the commas inside: `4.5`, `1,000`.
    Number,
    Mark,
}

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    Nothing,
    Blank,
    /// The end of a line, with or without blanks.
    Line,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    pub kind: Kind,
    pub text: &'a str,
    pub start: usize,
    pub gap: Gap,
}

impl Token<'_> {
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    pub fn is(&self, text: &str) -> bool {
        self.text.eq_ignore_ascii_case(text)
    }

    pub fn is_one_of(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }

    pub fn glued(&self) -> bool {
        self.gap == Gap::Nothing
    }

    /// True when the token goes on where the last one ends, also when the line was broken there.
    pub fn follows(&self) -> bool {
        self.gap != Gap::Blank
    }

    /// A whole number of at most `digits` digits.
    pub fn whole(&self, digits: usize) -> Option<u32> {
        let is = self.kind == Kind::Number && self.text.len() <= digits;
        is.then(|| self.text.parse().ok()).flatten()
    }
}

pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::with_capacity(text.len() / 4);
    let mut gap = Gap::Blank;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            let line = matches!(c, '\n' | '\u{c}') || gap == Gap::Line && start > 0;
            gap = if line { Gap::Line } else { Gap::Blank };
            continue;
        }
        let (kind, more): (Kind, fn(char) -> bool) = if c.is_ascii_digit() {
            (Kind::Number, |c| c.is_ascii_digit())
        } else if c.is_alphabetic() {
            (Kind::Word, char::is_alphabetic)
        } else {
            (Kind::Mark, |_| false)
        };
        let mut end = start + c.len_utf8();
        while let Some(&(at, next)) = chars.peek() {
            let decimal = kind == Kind::Number
                && matches!(next, '.' | ',')
                && is_decimal(&text[start..at], &text[at..]);
            if !more(next) && !decimal {
                break;
            }
            end = at + next.len_utf8();
            chars.next();
        }
        tokens.push(Token { kind, text: &text[start..end], start, gap });
        gap = Gap::Nothing;
    }
    tokens
}

/// True when a number goes on after the mark: `4.5`, `1,000`; not `5, 6` and not the second point of `1.2.3`.
fn is_decimal(number: &str, rest: &str) -> bool {
    let mut after = rest.bytes().skip(1);
    if rest.starts_with('.') {
        return !number.contains('.') && after.next().is_some_and(|b| b.is_ascii_digit());
    }
    !number.contains('.')
        && after.by_ref().take(3).filter(u8::is_ascii_digit).count() == 3
        && !after.next().is_some_and(|b| b.is_ascii_digit())
}

/// A range over tokens, in bytes of their text.
pub fn span(tokens: &[Token<'_>]) -> Range<usize> {
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => first.start..last.end(),
        _ => 0..0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_marks() {
        let texts = |text| tokens(text).iter().map(|t| t.text.to_owned()).collect::<Vec<_>>();
        assert_eq!(texts("C5-6, 10/325mg"), ["C", "5", "-", "6", ",", "10", "/", "325", "mg"]);
        assert_eq!(
            texts("4.5 1,000 5, 6. 1.2.3"),
            ["4.5", "1,000", "5", ",", "6", ".", "1.2", ".", "3"]
        );
        assert_eq!(texts("12é °"), ["12", "é", "°"]);
        assert!(tokens(" \n\u{c}").is_empty());
    }

    #[test]
    fn gaps_tell_broken_lines() {
        let gaps: Vec<Gap> = tokens("10-\n 17 x").iter().map(|t| t.gap).collect();
        assert_eq!(gaps, [Gap::Blank, Gap::Nothing, Gap::Line, Gap::Blank]);
    }
}
