//! Where words that somebody named stand in a text, however they are written there.

use std::ops::Range;

/// Where these words stand as whole words: in any case, with any blanks or line ends between them.
pub fn occurrences<'a>(text: &'a str, name: &str) -> impl Iterator<Item = Range<usize>> + 'a {
    let words: Vec<Vec<char>> =
        name.split_whitespace().map(|word| word.chars().flat_map(folded).collect()).collect();
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.char_indices().filter_map(move |(at, _)| {
        let end = at + stands(&text[at..], &words)?;
        let alone = edge(text[..at].chars().next_back()) && edge(text[end..].chars().next());
        alone.then_some(at..end)
    })
}

/// How many bytes of a text these words take at its beginning. One letter may fold to several, so that the bytes are
/// counted on the text and never on the words.
fn stands(text: &str, words: &[Vec<char>]) -> Option<usize> {
    let mut rest = text;
    for (n, word) in words.iter().enumerate() {
        if n > 0 {
            let next = rest.trim_start();
            if next.len() == rest.len() {
                return None;
            }
            rest = next;
        }
        let mut wanted = word.as_slice();
        let mut chars = rest.chars();
        while !wanted.is_empty() {
            for c in folded(chars.next()?) {
                wanted = wanted.strip_prefix(&[c])?;
            }
        }
        rest = chars.as_str();
    }
    (!words.is_empty()).then(|| text.len() - rest.len())
}

/// A letter as it is compared. By way of its capital, `ß` is `ss` and `ς` is `σ`.
fn folded(c: char) -> impl Iterator<Item = char> {
    let plain = match c {
        '’' | 'ʼ' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        c => c,
    };
    plain.to_uppercase().flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
        occurrences(text, name).map(|range| &text[range]).collect()
    }

    #[test]
    fn blanks_and_case_of_every_letter_are_no_matter() {
        assert_eq!(found("by Jane\nRoe, JANE \t ROE", "Jane Roe"), ["Jane\nRoe", "JANE \t ROE"]);
        assert_eq!(found("JOSÉ\u{A0}NÚÑEZ’S", "  José  Núñez "), ["JOSÉ\u{A0}NÚÑEZ"]);
        assert_eq!(found("İ STRASSE, Straße", "straße"), ["STRASSE", "Straße"]);
        assert_eq!(found("O’BRIEN and O'Brien", "o'brien"), ["O’BRIEN", "O'Brien"]);
    }

    #[test]
    fn parts_of_words_stay_and_nothing_named_is_nowhere() {
        assert_eq!(found("Acme Tileset, JaneRoe, Strasset", "Acme Tiles"), [""; 0]);
        assert_eq!(found("JaneRoe", "Jane Roe"), [""; 0]);
        assert_eq!(found("Straßen", "stras"), [""; 0], "half of a letter is no end");
        assert_eq!(found("any text", " \n"), [""; 0]);
    }
}
