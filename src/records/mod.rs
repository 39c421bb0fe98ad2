//! Texts of the record: pages of a document, and whether words stand on a page.

use crate::domain::finding::Source;

pub mod quote;
pub mod search;
pub mod text;

/// Splits a document's text into its pages; a form feed ends a page, as `pdftotext` writes it.
pub fn pages(text: &str) -> Vec<&str> {
    let text = text.strip_suffix('\u{c}').unwrap_or(text);
    text.split('\u{c}').collect()
}

/// True when `words` stand on the page, line breaks and runs of blanks counting as one blank.
pub fn has_words(page: &str, words: &str) -> bool {
    let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    fold(page).contains(&fold(words))
}

/// Words that are quoted from a page on which they do not stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misquoted {
    /// They stand on another page.
    Elsewhere { page: u32, other: usize },
    /// They stand on none.
    Nowhere { page: u32 },
}

impl std::fmt::Display for Misquoted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Elsewhere { page, other } => {
                write!(f, "these words do not stand on page {page}; they stand on {other}")
            }
            Self::Nowhere { page } => {
                write!(f, "these words do not stand on page {page} as they are here")
            }
        }
    }
}

/// The exact words are the proof: they must stand where the source says. A page without text (a scan) proves nothing
/// against them.
pub fn misquoted(source: &Source, text: &str) -> Option<Misquoted> {
    let (words, page) = (source.words.as_ref()?, source.page?);
    let pages = pages(text);
    let here = usize::try_from(page).ok()?.checked_sub(1)?;
    if pages.get(here).is_some_and(|p| has_words(p, words)) {
        return None;
    }
    if let Some(other) = pages.iter().position(|p| has_words(p, words)) {
        return Some(Misquoted::Elsewhere { page, other: other + 1 });
    }
    let silent = pages.get(here).is_none_or(|p| p.trim().is_empty());
    (!silent).then_some(Misquoted::Nowhere { page })
}

/// First and last line (from 0) of the place where `words` stand on the page, blanks and line ends counting as one.
pub fn words_at(page: &str, words: &str) -> Option<(usize, usize)> {
    let wanted: Vec<&str> = words.split_whitespace().collect();
    let wanted = wanted.join(" ");
    if wanted.is_empty() {
        return None;
    }
    // The page folded as `has_words` folds it, and the line of each of its bytes.
    let (mut folded, mut lines) = (String::new(), Vec::new());
    for (number, line) in page.lines().enumerate() {
        for word in line.split_whitespace() {
            if !folded.is_empty() {
                folded.push(' ');
            }
            folded.push_str(word);
            lines.resize(folded.len(), number);
        }
    }
    let begins = folded.find(&wanted)?;
    Some((*lines.get(begins)?, *lines.get(begins + wanted.len() - 1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_end_with_form_feeds() {
        assert_eq!(pages("one\u{c}two"), ["one", "two"]);
        assert_eq!(pages("one\u{c}two\u{c}"), ["one", "two"]);
        assert_eq!(pages(""), [""]);
    }

    #[test]
    fn words_are_found_over_line_breaks_but_not_when_changed() {
        let page = "Gait is  grossly\n   normal and non-antalgic.";
        assert!(has_words(page, "grossly normal"));
        assert!(!has_words(page, "grossly abnormal"));
    }

    #[test]
    fn words_are_found_line_by_line() {
        let page = "Gait is  grossly\n\n   normal and non-antalgic.\nEnd.";
        assert_eq!(words_at(page, "Gait"), Some((0, 0)));
        assert_eq!(words_at(page, "is grossly normal"), Some((0, 2)));
        assert_eq!(words_at(page, "non-antalgic. End."), Some((2, 3)));
        assert_eq!(words_at(page, "abnormal"), None);
        assert_eq!(words_at(page, " "), None);
        for words in ["Gait is", "grossly normal and", "End."] {
            assert_eq!(words_at(page, words).is_some(), has_words(page, words));
        }
    }
}
