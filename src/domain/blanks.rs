//! Blanks of a snippet: `{what goes here}`, to be written over. One that is left open stands against finalizing.

use std::ops::Range;

/// Longest blank, in characters between its braces: what is longer is no blank, but text.
const LONGEST: usize = 80;

/// Where the blanks of a text stand, in bytes, braces included.
pub fn blanks(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut opened = None;
    for (at, c) in text.char_indices() {
        match (c, opened) {
            ('{', _) => opened = Some(at),
            ('}', Some(from)) => {
                let name = &text[from + 1..at];
                if !name.trim().is_empty() && name.chars().count() <= LONGEST {
                    found.push(from..at + 1);
                }
                opened = None;
            }
            ('\n', _) => opened = None,
            _ => {}
        }
    }
    found
}

/// The text with every blank filled that `known` knows; the others stay.
pub fn filled(text: &str, known: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for blank in blanks(text) {
        out.push_str(&text[from..blank.start]);
        let whole = &text[blank.clone()];
        match known(whole[1..whole.len() - 1].trim()) {
            Some(value) => out.push_str(&value),
            None => out.push_str(whole),
        }
        from = blank.end;
    }
    out.push_str(&text[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Vec<&str> {
        blanks(text).into_iter().map(|b| &text[b]).collect()
    }

    #[test]
    fn a_blank_is_words_in_braces_on_one_line() {
        assert_eq!(named("a {b} c {d e}"), ["{b}", "{d e}"]);
        assert_eq!(named("{{x}"), ["{x}"]);
        assert_eq!(named("{} { } } {a\nb} {"), Vec::<&str>::new());
        assert_eq!(named("{頸椎 é}"), ["{頸椎 é}"]);
        let long = format!("{{{}}}", "x".repeat(81));
        assert_eq!(named(&long), Vec::<&str>::new());
        assert_eq!(named(&long.replacen('x', "", 1)).len(), 1);
    }

    #[test]
    fn what_is_known_is_filled_and_the_rest_stays() {
        let known = |name: &str| (name == "age").then(|| "62".to_owned());
        assert_eq!(filled("{age} and {ages}, { age }.", known), "62 and {ages}, 62.");
        assert_eq!(filled("none", known), "none");
    }
}
