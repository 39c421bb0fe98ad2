//! How drafted sentences go into a text: beside what the reviewer wrote, never over it.

use super::{Paragraph, standing::places, text};
use crate::domain::drafted::Drafted;

/// Words to be put in, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Insertion {
    /// Byte of the text.
    pub at: usize,
    pub words: String,
}

impl Insertion {
    /// The text with the words in it.
    pub fn laid_into(&self, text: &str) -> String {
        format!("{}{}{}", &text[..self.at], self.words, &text[self.at..])
    }
}

/// The sentences that are not in the text: neither these words, nor any that were drafted for the same purpose.
pub fn missing(text: &str, remembered: &[Drafted], paragraphs: &[Paragraph]) -> Vec<Paragraph> {
    let known: Vec<&str> = remembered.iter().map(|d| d.text.as_str()).collect();
    let found = places(text, &known, |_| true);
    let standing =
        |key: &str| remembered.iter().zip(&found).any(|(d, at)| d.key == key && at.is_some());
    let folded = folded(text);
    let is_missing = |s: &&Drafted| !folded.contains(&self::folded(&s.text)) && !standing(&s.key);
    let paragraphs = paragraphs.iter().map(|p| p.iter().filter(is_missing).cloned().collect());
    paragraphs.filter(|p: &Paragraph| !p.is_empty()).collect()
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Paragraphs for a text whose caret stands at this byte: there, or at the end when the caret stands in a word.
/// `inline`: words that go on in the same paragraph.
pub fn insertion(into: &str, caret: usize, paragraphs: &[Paragraph], inline: bool) -> Insertion {
    let at = if into.is_char_boundary(caret) && !in_word(into, caret) { caret } else { into.len() };
    let (before, after) = into.split_at(at);
    let (lead, tail) = if inline {
        let apart = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let lead = if apart(before.chars().next_back()) { "" } else { " " };
        (lead, if apart(after.chars().next()) { "" } else { " " })
    } else {
        (
            gap(before.trim().is_empty(), trailing_breaks(before)),
            gap(after.trim().is_empty(), leading_breaks(after)),
        )
    };
    Insertion { at, words: format!("{lead}{}{tail}", text(paragraphs)) }
}

/// What parts two paragraphs where so many line breaks stand already.
fn gap(alone: bool, breaks: usize) -> &'static str {
    match breaks {
        _ if alone => "",
        0 => "\n\n",
        1 => "\n",
        _ => "",
    }
}

fn trailing_breaks(text: &str) -> usize {
    text.chars().rev().take_while(|c| c.is_whitespace()).filter(|c| *c == '\n').count()
}

fn leading_breaks(text: &str) -> usize {
    text.chars().take_while(|c| c.is_whitespace()).filter(|c| *c == '\n').count()
}

fn in_word(text: &str, at: usize) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    letter(text[..at].chars().next_back()) && letter(text[at..].chars().next())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn paragraph(texts: &[&str]) -> Paragraph {
        let one = |text: &&str| Drafted {
            key: (*text).to_owned(),
            text: (*text).to_owned(),
            sources: Vec::new(),
        };
        texts.iter().map(one).collect()
    }

    fn put(text: &str, caret: usize, inline: bool) -> String {
        let paragraphs = [paragraph(&["One.", "Two."]), paragraph(&["Three."])];
        insertion(text, caret, &paragraphs, inline).laid_into(text)
    }

    #[test]
    fn paragraphs_stand_apart_from_what_is_there() {
        assert_eq!(put("", 0, false), "One. Two.\n\nThree.");
        assert_eq!(put("Mine.", 5, false), "Mine.\n\nOne. Two.\n\nThree.");
        assert_eq!(put("Mine.\n\n", 7, false), "Mine.\n\nOne. Two.\n\nThree.");
        assert_eq!(put("Mine.\n", 6, false), "Mine.\n\nOne. Two.\n\nThree.");
        assert_eq!(put("Mine.", 0, false), "One. Two.\n\nThree.\n\nMine.");
        // In a word: at the end.
        assert_eq!(put("Mine.", 2, false), "Mine.\n\nOne. Two.\n\nThree.");
        assert_eq!(put("Mine. Too.", 5, true), "Mine. One. Two.\n\nThree. Too.");
    }

    #[test]
    fn only_what_is_not_there_is_put_in() {
        let all = [paragraph(&["One.", "Two."]), paragraph(&["Three."])];
        let left = missing("Mine. One.\nThree.", &[], &all);
        assert_eq!(left, [paragraph(&["Two."])]);
        let long = "This is a sentence of ten words that was drafted.";
        let edited = "This is one sentence of ten words that was drafted.";
        let remembered = paragraph(&[long]);
        assert_eq!(missing(edited, &remembered, &[paragraph(&[long])]), Vec::<Paragraph>::new());
        assert_eq!(missing("Gone.", &remembered, &[paragraph(&[long])]), [paragraph(&[long])]);
    }

    proptest! {
        /// Wherever the caret stands, what the reviewer wrote stays whole and in its order.
        #[test]
        fn nothing_of_the_text_is_lost(text in "[ab\\né .]{0,30}", caret in 0usize..40, inline: bool) {
            let paragraphs = [paragraph(&["One."])];
            let put = insertion(&text, caret, &paragraphs, inline);
            let after = put.laid_into(&text);
            prop_assert!(text.is_char_boundary(put.at));
            prop_assert_eq!(&after[..put.at], &text[..put.at]);
            prop_assert_eq!(&after[put.at + put.words.len()..], &text[put.at..]);
        }
    }
}
