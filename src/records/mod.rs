//! Texts of the record: pages of a document, and whether words stand on a page.

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
}
