//! A document's text, line by line with its pages, and the reviewer's place in it.

use std::sync::Arc;

use crate::{
    domain::finding::Source,
    records::{pages, words_at},
};

/// A text that is being read.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Id of the document.
    pub document: String,
    pub lines: Arc<Vec<Row>>,
    /// Index of the line under the cursor.
    pub at: usize,
    /// Where the selection began.
    pub anchor: Option<usize>,
    /// A page that was turned to begins at the top of the screen, until the cursor moves.
    pub turned: bool,
    /// Lines that hold the words of the finding from which the text was opened.
    pub cited: Option<(usize, usize)>,
}

/// One line of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// From 1.
    pub page: u32,
    pub text: String,
}

impl Record {
    /// Opens a text where `source` stands: at its words, else at its page, else at the beginning.
    pub fn open(document: &str, text: &str, source: Option<&Source>) -> Self {
        let lines = rows(text);
        let source = source.filter(|source| source.document == document);
        let page = source.and_then(|s| s.page);
        let cited = source
            .and_then(|s| s.words.as_deref())
            .and_then(|words| found(text, &lines, page, words));
        let first_of = |page: u32| lines.iter().position(|row| row.page >= page);
        let at = cited.map(|(first, _)| first).or_else(|| first_of(page?)).unwrap_or(0);
        Self {
            document: document.to_owned(),
            lines: Arc::new(lines),
            at,
            anchor: None,
            turned: false,
            cited,
        }
    }

    pub fn page(&self) -> u32 {
        self.lines.get(self.at).map_or(1, |row| row.page)
    }

    pub fn pages(&self) -> u32 {
        self.lines.last().map_or(1, |row| row.page)
    }

    /// Puts the cursor on a line.
    pub fn go(&mut self, at: usize) {
        self.at = at;
        self.turned = false;
    }

    /// First and last line of the selection: the line under the cursor when nothing is selected.
    pub fn selection(&self) -> (usize, usize) {
        let anchor = self.anchor.unwrap_or(self.at);
        (anchor.min(self.at), anchor.max(self.at))
    }

    /// The selected words of the page on which the selection begins, as one line.
    pub fn selected(&self) -> (u32, String) {
        let (first, last) = self.selection();
        let page = self.lines.get(first).map_or(1, |row| row.page);
        let chosen = self.lines.iter().take(last + 1).skip(first).filter(|row| row.page == page);
        let words: Vec<&str> = chosen.flat_map(|row| row.text.split_whitespace()).collect();
        (page, words.join(" "))
    }

    /// Goes to the beginning of another page.
    pub fn turn(&mut self, by: i64) {
        let page = (i64::from(self.page()) + by).clamp(1, i64::from(self.pages()));
        if let Some(at) = self.lines.iter().position(|row| i64::from(row.page) == page) {
            self.go(at);
            self.turned = true;
        }
    }
}

fn rows(text: &str) -> Vec<Row> {
    let mut rows = Vec::new();
    for (page, text) in (1..).zip(pages(text)) {
        let before = rows.len();
        rows.extend(text.lines().map(|line| Row { page, text: line.to_owned() }));
        if rows.len() == before {
            // A page without text is a page: it could not be searched.
            rows.push(Row { page, text: String::new() });
        }
    }
    rows
}

/// First and last line of the words: on the page that is named, else on the first that has them.
fn found(text: &str, rows: &[Row], page: Option<u32>, words: &str) -> Option<(usize, usize)> {
    let pages = pages(text);
    let named = page.and_then(|page| usize::try_from(page).ok()?.checked_sub(1));
    let mut order: Vec<usize> = named.into_iter().collect();
    order.extend(0..pages.len());
    order.into_iter().find_map(|i| {
        let (first, last) = words_at(pages.get(i)?, words)?;
        let number = u32::try_from(i + 1).ok()?;
        let begins = rows.iter().position(|row| row.page == number)?;
        Some((begins + first, begins + last))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Visit note\nGait is normal.\u{c}\u{c}Sensation is\n  reduced at C6.\nEnd";

    fn source(page: Option<u32>, words: Option<&str>) -> Source {
        Source { document: "note".into(), page, words: words.map(str::to_owned) }
    }

    #[test]
    fn a_text_opens_at_the_words_or_at_the_page_or_at_its_beginning() {
        let open = |s: Option<&Source>| Record::open("note", TEXT, s);
        let cited = open(Some(&source(Some(3), Some("is reduced at C6"))));
        assert_eq!((cited.at, cited.cited, cited.page()), (3, Some((3, 4)), 3));
        let wrong_page = open(Some(&source(Some(1), Some("reduced at C6"))));
        assert_eq!(
            (wrong_page.at, wrong_page.page()),
            (4, 3),
            "the words are looked for elsewhere"
        );
        let page = open(Some(&source(Some(2), Some("nowhere"))));
        assert_eq!((page.at, page.cited, page.page()), (2, None, 2));
        assert_eq!(open(None).at, 0);
        let other = Source { document: "other".into(), ..source(Some(3), None) };
        assert_eq!(open(Some(&other)).at, 0);
        assert_eq!(open(Some(&source(Some(9), None))).at, 0);
    }

    #[test]
    fn pages_turn_and_the_selection_stays_on_one() {
        let mut record = Record::open("note", TEXT, None);
        assert_eq!(record.pages(), 3);
        record.turn(1);
        assert_eq!(record.page(), 2);
        record.turn(5);
        assert_eq!((record.page(), record.at), (3, 3));
        record.anchor = Some(3);
        record.at = 4;
        assert_eq!(record.selected(), (3, "Sensation is reduced at C6.".to_owned()));
        record.anchor = Some(1);
        assert_eq!(record.selected(), (1, "Gait is normal.".to_owned()));
        record.turn(-9);
        assert_eq!(record.at, 0);
    }
}
