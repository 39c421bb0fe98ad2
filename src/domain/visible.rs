//! Text from files made safe to show: what a reader cannot see is named, never passed on.

use std::borrow::Cow;

/// The text with every character that hides, reorders or commands shown as a mark such as `\u{202E}`.
///
/// A control character could drive the terminal, a direction mark could make a sentence read the other
/// way round, and a blank of no width could keep a search from finding a word: none of them may reach a
/// screen or a letter. Tab and carriage return become a blank; a line feed stays, because it carries the
/// paragraphs (who shows a single line folds it). Clean text is handed back as it is, without a copy.
pub fn visible(text: &str) -> Cow<'_, str> {
    let plain = text.bytes().all(|b| matches!(b, b' '..=b'~' | b'\n'));
    if plain || !text.contains(|c| c == '\t' || is_hidden(c)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\t' | '\r' => shown.push(' '),
            c if is_hidden(c) => shown.push_str(&format!("\\u{{{:04X}}}", u32::from(c))),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// The same as one line: every run of blanks and line breaks becomes one blank.
pub fn one_line(text: &str) -> String {
    if is_one_line(text) {
        return text.to_owned();
    }
    let shown = visible(text);
    let mut line = String::with_capacity(shown.len());
    for word in shown.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Plain words with one blank between them, as nearly all texts are: found out by their bytes.
fn is_one_line(text: &str) -> bool {
    let mut after_blank = true;
    let plain = text.bytes().all(|b| {
        let fits = if b == b' ' { !after_blank } else { b.is_ascii_graphic() };
        after_blank = b == b' ';
        fits
    });
    plain && (!after_blank || text.is_empty())
}

/// Controls other than the line feed, and the format characters that leave no trace on a page: of Unicode's tables
/// `Bidi_Control` and `Default_Ignorable_Code_Point`, the separators of lines and the annotations between them.
pub fn is_hidden(c: char) -> bool {
    match c {
        '\n' => false,
        // Soft hyphen; grapheme joiner; Arabic letter mark; fillers of Hangul; vowels of Khmer that are not shown;
        // Mongolian selectors and vowel separator; no-width blanks, joiners and direction marks.
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' => {
            true
        }
        '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' => true,
        // Line and paragraph separators; embeddings and overrides of direction.
        '\u{2028}'..='\u{202E}' => true,
        // Word joiner, invisible operators, isolates, deprecated format characters; fillers; byte order mark.
        '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' => true,
        // Selectors of a variant: a row of them carries any bytes, and terminals differ on the width of their sign.
        '\u{FE00}'..='\u{FE0F}' => true,
        // Interlinear annotation; controls of shorthand and of music.
        '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' => true,
        // Tag characters, which can carry a whole hidden text, and more selectors.
        '\u{E0000}'..='\u{E0FFF}' => true,
        c => c.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn clean_text_is_not_copied() {
        for text in ["", "Neck pain, 4 to 6 weeks.\n\nC5-6", "naïve — 頸椎 ☐"] {
            assert!(matches!(visible(text), Cow::Borrowed(t) if t == text), "{text:?}");
        }
    }

    #[test]
    fn what_hides_is_named() {
        assert_eq!(visible("\u{1b}[2Jnot"), "\\u{001B}[2Jnot");
        assert_eq!(
            visible("is \u{202E}ton\u{202C} necessary"),
            "is \\u{202E}ton\\u{202C} necessary"
        );
        assert_eq!(visible("n\u{200B}o\u{FEFF}"), "n\\u{200B}o\\u{FEFF}");
        assert_eq!(visible("\u{9b}31m\u{7f}\0"), "\\u{009B}31m\\u{007F}\\u{0000}");
        assert_eq!(visible("\u{E0041}\u{E01EF}"), "\\u{E0041}\\u{E01EF}");
        assert_eq!(visible("\u{3164}a\u{FE0F}\u{34F}"), "\\u{3164}a\\u{FE0F}\\u{034F}");
    }

    #[test]
    fn tab_and_carriage_return_become_a_blank_and_lines_stay() {
        assert_eq!(visible("a\tb\r\nc"), "a b \nc");
        assert_eq!(visible("a\rb"), "a b");
    }

    proptest! {
        #[test]
        fn nothing_hidden_is_left_and_twice_is_once(text in any::<String>()) {
            let shown = visible(&text).into_owned();
            prop_assert!(shown.chars().all(|c| c == '\n' || !is_hidden(c)));
            prop_assert!(!shown.contains('\t'));
            prop_assert_eq!(visible(&shown), shown.as_str());
        }
    }
}
