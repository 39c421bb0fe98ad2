//! A rationale in an editor of the reviewer's choice: what the editor is given, and what may come back.

use super::editor::clean;

/// Longest rationale, in bytes: about 170 times the longest published one, and well within what a draft may hold.
pub const MAX_TEXT: usize = 1024 * 1024;

/// What came back from an editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Returned {
    /// The text as it was.
    Same,
    /// Another text, cleaned as a paste is.
    Text(String),
    /// Nothing that a rationale can be, and why.
    Unusable(String),
}

/// The bytes of the file: editors want a line end after the last line.
pub fn given(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{text}\n") }
}

/// What the bytes of the file are now that the editor has ended. The line end after the last line is the editor's.
pub fn returned(text: &str, bytes: Vec<u8>) -> Returned {
    if bytes == given(text).into_bytes() {
        return Returned::Same;
    }
    let Ok(read) = String::from_utf8(bytes) else {
        return Returned::Unusable("what came back is not UTF-8 text".to_owned());
    };
    let read = read.strip_prefix('\u{feff}').unwrap_or(&read);
    let read = clean(read);
    let read = read.strip_suffix('\n').unwrap_or(&read);
    if read.len() > MAX_TEXT {
        let room = MAX_TEXT / 1024;
        return Returned::Unusable(format!("what came back is over the {room} KB of a rationale"));
    }
    if read == text { Returned::Same } else { Returned::Text(read.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back(text: &str, bytes: &str) -> Returned {
        returned(text, bytes.as_bytes().to_vec())
    }

    #[test]
    fn the_line_end_that_editors_add_is_no_change() {
        for text in ["", "one", "one\n", "one\n\n", " two  ", "a\nb"] {
            assert_eq!(back(text, &given(text)), Returned::Same, "{text:?}");
        }
        assert_eq!(back("one", "one"), Returned::Same, "nor that they take it away");
        assert_eq!(back("", "\n"), Returned::Same);
        assert_eq!(back("a\nb", "a\r\nb\r\n"), Returned::Same, "nor other line ends");
        assert_eq!(back("one", "\u{feff}one\n"), Returned::Same, "nor a mark of byte order");
        assert_eq!(back("one\n", "one\n"), Returned::Text("one".to_owned()));
    }

    #[test]
    fn what_comes_back_is_cleaned_and_has_a_limit() {
        assert_eq!(back("a", "b\u{1b}[2J\tc\r\n"), Returned::Text("b[2J    c".to_owned()));
        assert_eq!(back("a", ""), Returned::Text(String::new()));
        assert!(matches!(returned("a", vec![0xff]), Returned::Unusable(_)));
        assert!(matches!(back("a", &"x".repeat(MAX_TEXT + 1)), Returned::Unusable(_)));
        assert!(matches!(back("a", &"x".repeat(MAX_TEXT)), Returned::Text(_)));
    }
}
