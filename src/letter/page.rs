//! The sheet that a letter is written on: folds, wraps and spaces text of any origin.
//! All text passes through here, so that nothing unseen can reach a letter by another way.

use unicode_width::UnicodeWidthChar;

use super::read::is_known_heading;
use crate::domain::visible::{one_line, visible};

/// Columns of a line. A double-width character takes two.
///
/// 76 leaves a margin for a quoting mark and still fits a terminal of 80 columns and a printed page.
pub const WIDTH: usize = 76;

/// Blanks before the second and later lines of an entry in a list, so that entries stay apart.
const HANG: usize = 4;

/// Columns that the label of a field takes, in ASCII.
const LABEL: usize = 23;

/// A text in the making: blocks with one empty line between them.
#[derive(Debug, Default)]
pub struct Page {
    text: String,
    /// True when the next line begins a new block.
    apart: bool,
}

impl Page {
    /// A heading: apart from what stands above, close to what comes under it.
    pub fn heading(&mut self, text: &str) {
        self.gap();
        self.push(text);
    }

    /// A label and its value, set in columns when they fit.
    pub fn field(&mut self, label: &str, value: &str) {
        let value = one_line(value);
        let width: usize = columns(&value).map(|(_, w)| w).sum();
        if label.len() < LABEL && !value.is_empty() && LABEL + width <= WIDTH {
            self.push(&format!("{label:<LABEL$}{value}"));
        } else {
            self.wrap(&format!("{label} {value}"), 0);
        }
    }

    /// Prose: paragraphs, which an empty line parts, stay apart; line breaks inside one are folded.
    pub fn prose(&mut self, text: &str) {
        for paragraph in paragraphs(&visible(text)) {
            self.wrap(&paragraph, 0);
            self.gap();
        }
    }

    /// A line of its own under the one before it, whatever breaks it may hold.
    pub fn line(&mut self, text: &str) {
        self.wrap(text, 0);
    }

    /// An entry of a list: a line whose continuation is set in.
    pub fn entry(&mut self, text: &str) {
        self.wrap(text, HANG);
    }

    /// Ends a block: an empty line comes before whatever follows, and none when nothing does.
    pub fn gap(&mut self) {
        self.apart = true;
    }

    /// The finished text: ends with one newline, or is empty.
    pub fn finish(self) -> String {
        self.text
    }

    /// Fills lines greedily; a word too wide for a line is broken where the line ends. No line passes for a heading of
    /// the letter.
    fn wrap(&mut self, text: &str, hang: usize) {
        let (mut line, mut used) = (String::new(), 0);
        for word in visible(text).split_whitespace() {
            let width: usize = columns(word).map(|(_, w)| w).sum();
            if !line.is_empty() && used + 1 + width <= WIDTH {
                line.push(' ');
                line.push_str(word);
                used += 1 + width;
                continue;
            }
            if !line.is_empty() {
                self.push_text(&line);
                (line, used) = (" ".repeat(hang), hang);
            }
            for (c, w) in columns(word) {
                if used + w > WIDTH {
                    self.push_text(&line);
                    (line, used) = (" ".repeat(hang), hang);
                }
                line.push(c);
                used += w;
            }
        }
        if !line.is_empty() {
            self.push_text(&line);
        }
    }

    /// A line of a text. Words that would be a heading of the letter, each of which has two words or more, stand on two
    /// lines: where lines end is chance, and a text may be written to make use of it.
    fn push_text(&mut self, line: &str) {
        match line.trim_end().rsplit_once(' ') {
            Some((before, last)) if is_known_heading(line) => {
                self.push(before.trim_end());
                self.push(last);
            }
            _ => self.push(line),
        }
    }

    fn push(&mut self, line: &str) {
        if self.apart && !self.text.is_empty() {
            self.text.push('\n');
        }
        self.apart = false;
        self.text.push_str(line);
        self.text.push('\n');
    }
}

/// A text as [`Page::prose`] prints it, before lines are filled: paragraphs of one line each.
pub fn folded(text: &str) -> String {
    let folded = paragraphs(&visible(text)).into_iter().map(|paragraph| one_line(&paragraph));
    folded.filter(|paragraph| !paragraph.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// Parts a text at its empty lines; a line of blanks is an empty line.
fn paragraphs(text: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    for line in text.lines() {
        if line.trim().is_empty() {
            found.push(String::new());
        } else if let Some(open) = found.last_mut() {
            open.push_str(line);
            open.push('\n');
        }
    }
    found
}

/// Each character with the most columns it can add. U+FE0F asks for the picture form of what stands
/// before it, which may widen that by one.
fn columns(word: &str) -> impl Iterator<Item = (char, usize)> {
    word.chars().map(|c| (c, if c == '\u{FE0F}' { 1 } else { c.width().unwrap_or(0) }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    use super::*;

    fn prose(text: &str) -> String {
        let mut page = Page::default();
        page.prose(text);
        page.finish()
    }

    #[test]
    fn paragraphs_stay_and_single_breaks_fold() {
        assert_eq!(prose("one\ntwo\n\n \n\nthree  four\t\n"), "one two\n\nthree four\n");
        assert_eq!(prose("one\r\n\r\ntwo\r\n"), "one\n\ntwo\n");
        assert_eq!(prose(" \n"), "");
    }

    #[test]
    fn a_word_wider_than_a_line_breaks() {
        let text = prose(&format!("see {} end", "x".repeat(160)));
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.iter().map(|l| l.len()).collect::<Vec<_>>(), [3, 76, 76, 12]);
        assert!(text.ends_with("xxxxxxxx end\n"));
    }

    #[test]
    fn double_width_characters_count_two() {
        let text = prose(&"頸".repeat(40));
        assert_eq!(text.lines().map(|l| l.chars().count()).collect::<Vec<_>>(), [38, 2]);
    }

    #[test]
    fn pictures_and_marks_on_letters_fit() {
        for unit in
            ["\u{2764}\u{FE0F}", "1\u{FE0F}\u{20E3}", "\u{1F1FA}\u{1F1F8}", "e\u{301}\u{302}"]
        {
            let text = prose(&unit.repeat(120));
            assert!(text.lines().all(|l| l.width() <= WIDTH), "{text}");
        }
    }

    #[test]
    fn no_line_of_a_text_passes_for_a_heading() {
        let forged = format!("{} CLINICAL CASE SUMMARY", "x".repeat(WIDTH - 4));
        let lines: Vec<_> = prose(&forged).lines().map(str::to_owned).collect();
        assert_eq!(lines[1..], ["CLINICAL CASE", "SUMMARY"]);
        assert_eq!(prose("one\n\nLegal  notices:\n\ntwo"), "one\n\nLegal\nnotices:\n\ntwo\n");
        let mut page = Page::default();
        page.entry(&forged);
        page.heading("LAST DAYS");
        assert!(page.finish().ends_with("    CLINICAL CASE\nSUMMARY\n\nLAST DAYS\n"));
    }

    #[test]
    fn entries_hang() {
        let mut page = Page::default();
        page.entry(&"word ".repeat(16));
        page.entry("next");
        let text = page.finish();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 3);
        assert!(lines[1].starts_with("    word") && lines[2] == "next");
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_or_ends_in_a_blank(text in any::<String>(), long in "\\PC{0,300}") {
            let mut page = Page::default();
            page.prose(&text);
            page.entry(&long);
            let text = page.finish();
            for line in text.lines() {
                prop_assert!(line.width() <= WIDTH, "{line:?}");
                prop_assert_eq!(line.trim_end(), line);
            }
            prop_assert!(!text.contains("\n\n\n") && !text.starts_with('\n'));
            prop_assert!(text.is_empty() || text.ends_with('\n') && !text.ends_with("\n\n"));
        }

        /// Wrapping moves words to other lines and does nothing else to them.
        #[test]
        fn words_survive(words in prop::collection::vec("[a-zA-Z0-9./-]{1,40}", 0..60)) {
            let text = prose(&words.join(" "));
            prop_assert_eq!(text.split_whitespace().collect::<Vec<_>>(), words);
        }
    }
}
