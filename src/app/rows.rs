//! A text as rows of a given width. Lines are broken where Unicode allows it (after a blank, after the stroke of
//! `and/or`, never before a comma); a word that is wider than a row is cut.

use std::{mem, ops::Range};

use textwrap::{Options, WordSeparator, core::Word};
use unicode_linebreak::linebreaks;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::domain::visible::is_hidden;

/// A row of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which line of the text it is of.
    pub line: usize,
    /// The part of that line, in bytes.
    pub bytes: Range<usize>,
    /// The same in characters, as carets count.
    pub columns: Range<usize>,
    /// True for the last row of its line: the caret may stand behind its last character.
    pub ends_line: bool,
}

/// Words as Unicode breaks lines between them. `textwrap` can do the same, with 23 crates behind it.
pub const WORDS: WordSeparator = WordSeparator::Custom(words);

fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let mut from = 0;
    // A break at a hyphen, one that is seen or not, is for who splits words.
    let ends = linebreaks(line).map(|(at, _)| at);
    let ends = ends.filter(|at| *at == line.len() || !line[..*at].ends_with(['-', '\u{ad}']));
    Box::new(ends.map(move |to| Word::from(&line[mem::replace(&mut from, to)..to])))
}

/// Prose in lines of at most so many cells, where there is no screen.
pub fn filled(text: &str, width: usize) -> String {
    textwrap::fill(text, Options::new(width).word_separator(WORDS))
}

/// Cells that a text takes. What hides is shown as a mark of one cell.
pub fn cells(text: &str) -> usize {
    if text.contains(is_hidden) {
        let shown: String = text.chars().map(|c| if is_hidden(c) { '?' } else { c }).collect();
        return shown.width();
    }
    text.width()
}

/// The rows of a text. A row has `width` cells, and one more in which the caret or a blank may stand.
pub fn rows(lines: &[String], width: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    for (line, text) in lines.iter().enumerate() {
        let mut from = (0, 0);
        let cuts = cuts(text, width.max(1));
        for end in cuts.iter().copied().chain([text.len()]) {
            let columns = from.1 + text[from.0..end].chars().count();
            rows.push(Row {
                line,
                bytes: from.0..end,
                columns: from.1..columns,
                ends_line: end == text.len(),
            });
            from = (end, columns);
        }
    }
    rows
}

/// The row in which the caret stands at `caret`, line and column.
pub fn row_of(rows: &[Row], caret: (usize, usize)) -> usize {
    let behind = rows.partition_point(|r| (r.line, r.columns.start) <= caret);
    behind.saturating_sub(1)
}

/// Where a line goes on in the next row, in bytes; never its start or its end.
fn cuts(text: &str, width: usize) -> Vec<usize> {
    let mut cuts = Vec::new();
    // Most lines that are typed fit, and a byte is at most one cell wide in ASCII.
    if text.is_ascii() && text.len() <= width {
        return cuts;
    }
    let (mut at, mut used) = (0, 0);
    for word in WORDS.find_words(text) {
        let wide = cells(word.word);
        if used > 0 && used + wide > width {
            cuts.push(at);
            used = 0;
        }
        if used + wide <= width {
            at += word.word.len();
            used += wide;
        } else {
            cut_up(word.word, &mut at, &mut used, width, &mut cuts);
        }
        // One blank may stand where the caret would; what comes after it goes on below.
        for blank in word.whitespace.chars() {
            if used > width {
                cuts.push(at);
                used = 0;
            }
            at += blank.len_utf8();
            used += 1;
        }
    }
    cuts.retain(|cut| *cut > 0 && *cut < text.len());
    cuts
}

/// A word wider than a row.
fn cut_up(word: &str, at: &mut usize, used: &mut usize, width: usize, cuts: &mut Vec<usize>) {
    for c in word.chars() {
        let wide = if is_hidden(c) { 1 } else { c.width().unwrap_or(1) };
        if *used > 0 && *used + wide > width {
            cuts.push(*at);
            *used = 0;
        }
        *at += c.len_utf8();
        *used += wide;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str, width: usize) -> Vec<String> {
        let lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
        rows(&lines, width).iter().map(|r| lines[r.line][r.bytes.clone()].to_owned()).collect()
    }

    #[test]
    fn lines_break_at_blanks_and_strokes_and_never_before_a_comma() {
        assert_eq!(shown("one two three", 7), ["one two ", "three"]);
        assert_eq!(shown("one two, three", 7), ["one ", "two, ", "three"]);
        assert_eq!(shown("flexion/extension", 12), ["flexion/", "extension"]);
        assert_eq!(shown("on 1/14/15 of C5-6", 8), ["on ", "1/14/15 ", "of C5-6"]);
        assert_eq!(shown("a\n\nb", 9), ["a", "", "b"]);
    }

    #[test]
    fn a_word_wider_than_a_row_is_cut_and_wide_characters_never_in_half() {
        assert_eq!(shown("ab abcdefghij k", 4), ["ab ", "abcd", "efgh", "ij k"]);
        assert_eq!(shown("頸椎症性神経根症", 5), ["頸椎", "症性", "神経", "根症"]);
        assert_eq!(shown("漢", 1), ["漢"]);
    }

    #[test]
    fn blanks_at_the_end_of_a_row_are_all_there() {
        assert_eq!(shown("abcd     ef", 4), ["abcd ", "    ", "ef"]);
        assert_eq!(shown("abc   ", 4), ["abc  ", " "]);
    }

    #[test]
    fn the_caret_stands_in_one_row() {
        let lines = ["one two three".to_owned(), "x".to_owned()];
        let rows = rows(&lines, 7);
        let at = |caret| row_of(&rows, caret);
        assert_eq!([at((0, 0)), at((0, 7)), at((0, 8)), at((0, 13)), at((1, 1))], [0, 0, 1, 1, 2]);
    }

    proptest! {
        #[test]
        fn rows_hold_the_whole_text_within_their_width(
            text in "[a-z/,.(){}\u{1b}\u{200b}\u{202e}é漢 \n-]{0,200}",
            width in 1..30_usize,
        ) {
            let lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
            let rows = rows(&lines, width);
            let mut whole = vec![String::new(); lines.len()];
            for row in &rows {
                let part = &lines[row.line][row.bytes.clone()];
                prop_assert_eq!(part.chars().count(), row.columns.len());
                prop_assert!(cells(part) <= width + 1 || part.chars().count() == 1, "{part:?}");
                prop_assert!(!part.is_empty() || lines[row.line].is_empty());
                whole[row.line].push_str(part);
            }
            prop_assert_eq!(whole, lines.clone());
            for (line, text) in lines.iter().enumerate() {
                for column in 0..=text.chars().count() {
                    let row = &rows[row_of(&rows, (line, column))];
                    prop_assert_eq!(row.line, line);
                    prop_assert!(row.columns.contains(&column) || row.ends_line && row.columns.end == column);
                }
            }
        }
    }
}
