//! Texts that are searched: their words under keys, so that what is looked for is found without reading them again.

use std::{collections::HashMap, ops::Range, sync::Arc};

use super::stem::key;
use crate::{domain::silence::Shelf, records::text::sentences};

/// Where a text comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Origin {
    pub shelf: Shelf,
    /// Id of the document or of the finding.
    pub id: Option<String>,
    /// From 1.
    pub page: Option<u32>,
}

/// A text, taken apart.
#[derive(Debug, Clone)]
pub(super) struct Page {
    pub origin: Origin,
    text: Arc<str>,
    bytes: Range<usize>,
    words: Vec<Word>,
    /// Sentences, as ranges of words.
    pub sentences: Vec<Range<usize>>,
}

/// A word of a page: its key, and the key that it makes with the next one when a hyphen stands between.
#[derive(Debug, Clone)]
struct Word {
    key: u32,
    joined: Option<u32>,
    at: Range<usize>,
}

/// Pages and the places of every word in them.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    keys: HashMap<String, u32>,
    /// By key: page and word.
    places: Vec<Vec<(u32, u32)>>,
    pub pages: Vec<Page>,
}

impl Index {
    /// Adds a text, or the part of one that is a page.
    pub fn add(&mut self, origin: Origin, text: Arc<str>, bytes: Range<usize>) {
        let page = u32::try_from(self.pages.len()).unwrap_or(u32::MAX);
        let whole = &text[bytes.clone()];
        let spans = words(whole);
        let mut found = Vec::with_capacity(spans.len());
        for (i, at) in spans.iter().enumerate() {
            let word = u32::try_from(i).unwrap_or(u32::MAX);
            let own = self.learn(&key(&whole[at.clone()]), page, word);
            let next = spans.get(i + 1).filter(|next| is_hyphen(&whole[at.end..next.start]));
            let joined = next.map(|next| {
                let both = format!("{}{}", &whole[at.clone()], &whole[next.clone()]);
                self.learn(&key(&both), page, word)
            });
            found.push(Word { key: own, joined, at: at.clone() });
        }
        let sentences = sentences(whole).into_iter().filter_map(|s| {
            let from = found.partition_point(|w: &Word| w.at.start < s.start);
            let to = found.partition_point(|w| w.at.start < s.end);
            (from < to).then_some(from..to)
        });
        let sentences = sentences.collect();
        self.pages.push(Page { origin, text, bytes, words: found, sentences });
    }

    fn learn(&mut self, key: &str, page: u32, word: u32) -> u32 {
        let id = match self.keys.get(key) {
            Some(id) => *id,
            None => {
                let id = u32::try_from(self.places.len()).unwrap_or(u32::MAX);
                self.keys.insert(key.to_owned(), id);
                self.places.push(Vec::new());
                id
            }
        };
        if let Some(places) = self.places.get_mut(id as usize) {
            places.push((page, word));
        }
        id
    }

    /// Every place of a phrase: page and words, in the order of the pages.
    pub fn phrase(&self, phrase: &[String]) -> Vec<(usize, Range<usize>)> {
        let keys: Vec<Option<u32>> = phrase.iter().map(|w| self.keys.get(w).copied()).collect();
        // A word that stands nowhere may still be the half of a broken one.
        let Some(Some(first)) = keys.first() else { return Vec::new() };
        let places = self.places.get(*first as usize).map(Vec::as_slice).unwrap_or_default();
        let found = places.iter().filter_map(|(page, word)| {
            let (page, word) = (*page as usize, *word as usize);
            let end = self.pages.get(page)?.matches(word, &keys)?;
            Some((page, word..end))
        });
        found.collect()
    }
}

impl Page {
    /// Where the words end that begin here, when they are these.
    fn matches(&self, at: usize, keys: &[Option<u32>]) -> Option<usize> {
        let Some((first, rest)) = keys.split_first() else { return Some(at) };
        let word = self.words.get(at)?;
        let first = (*first)?;
        if word.key == first
            && let Some(end) = self.matches(at + 1, rest)
        {
            return Some(end);
        }
        if word.joined == Some(first) { self.matches(at + 2, rest) } else { None }
    }

    pub fn text(&self) -> &str {
        &self.text[self.bytes.clone()]
    }

    pub fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |w| &self.text()[w.at.clone()])
    }

    /// What stands between a word and the one before it.
    pub fn gap(&self, at: usize) -> &str {
        let end = at.checked_sub(1).and_then(|b| self.words.get(b)).map_or(0, |w| w.at.end);
        let begins = self.words.get(at).map_or(self.text().len(), |w| w.at.start);
        &self.text()[end.min(begins)..begins]
    }

    /// Bytes of the text from the first of these words to the last, with marks that belong to them.
    pub fn bytes(&self, words: &Range<usize>) -> Range<usize> {
        let first = self.words.get(words.start).map_or(0, |w| w.at.start);
        let last = words.end.checked_sub(1).and_then(|l| self.words.get(l));
        first..last.map_or(first, |w| w.at.end).max(first)
    }

    /// These words on one line.
    pub fn line_of_words(&self, words: &Range<usize>) -> String {
        folded(&self.text()[self.bytes(words)])
    }

    /// Number of the line on which a word stands, from 1.
    pub fn line(&self, word: usize) -> u32 {
        let at = self.words.get(word).map_or(0, |w| w.at.start);
        let breaks = self.text()[..at].bytes().filter(|b| *b == b'\n').count();
        u32::try_from(breaks + 1).unwrap_or(u32::MAX)
    }

    /// The sentence in which a word stands.
    pub fn sentence_of(&self, word: usize) -> usize {
        self.sentences
            .partition_point(|s| s.end <= word)
            .min(self.sentences.len().saturating_sub(1))
    }
}

/// Text as one line, with every run of blanks and line breaks as one blank. Characters that hide stay as they are, so that
/// what is compared is what stands there: `visible` has its turn when it is shown.
pub fn folded(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Keys of the words of a phrase.
pub(super) fn keys_of(phrase: &str) -> Vec<String> {
    words(phrase).into_iter().map(|at| key(&phrase[at])).collect()
}

/// The words of a text: letters and digits, an apostrophe or a decimal point inside; `%` and `+` are words.
pub(super) fn words(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::with_capacity(text.len() / 6);
    let mut begun: Option<usize> = None;
    let mut chars = text.char_indices().peekable();
    let mut last = ' ';
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, c)| *c);
        let inside = begun.is_some()
            && (matches!(c, '\'' | '\u{2019}') && last.is_alphabetic() && next.is_alphabetic()
                || c == '.' && last.is_ascii_digit() && next.is_ascii_digit()
                || c == '\u{ad}' && next.is_alphabetic());
        if c.is_alphanumeric() || inside {
            begun.get_or_insert(at);
        } else {
            if let Some(from) = begun.take() {
                found.push(from..at);
            }
            if matches!(c, '%' | '+') {
                found.push(at..at + 1);
            }
        }
        last = c;
    }
    if let Some(from) = begun {
        found.push(from..text.len());
    }
    found
}

/// A hyphen, alone or at the end of a line.
fn is_hyphen(gap: &str) -> bool {
    let after = gap.strip_prefix(['-', '\u{2010}', '\u{2011}', '\u{ad}']);
    after.is_some_and(|blank| {
        blank.is_empty() || blank.trim().is_empty() && blank.matches('\n').count() == 1
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(text: &str) -> Index {
        let mut index = Index::default();
        let origin = Origin { shelf: Shelf::Record, id: Some("note".to_owned()), page: Some(1) };
        index.add(origin, Arc::from(text), 0..text.len());
        index
    }

    fn found(text: &str, phrase: &str) -> Vec<String> {
        let index = index(text);
        let places = index.phrase(&keys_of(phrase));
        places.into_iter().map(|(page, words)| index.pages[page].line_of_words(&words)).collect()
    }

    #[test]
    fn a_phrase_is_found_over_lines_hyphens_and_forms() {
        assert_eq!(found("PHYSICAL\n   Therapies.", "physical therapy"), ["PHYSICAL Therapies"]);
        assert_eq!(found("a radicu-\n  lopathy here", "radiculopathy"), ["radicu- lopathy"]);
        assert_eq!(found("flexion-\nextension films", "flexion extension"), ["flexion- extension"]);
        assert_eq!(found("post-laminectomy syndrome", "postlaminectomy syndrome").len(), 1);
        assert_eq!(found("radicu\u{ad}\nlopathy", "radiculopathy").len(), 1);
        assert_eq!(found("Spurling\u{2019}s positive", "spurling's positive").len(), 1);
        assert_eq!(found("SLR + on the left", "slr +"), ["SLR +"]);
    }

    #[test]
    fn a_part_of_a_word_is_not_the_word() {
        assert!(found("fraternal", "ter").is_empty());
        assert!(found("physically", "physical therapy").is_empty());
        assert!(found("physical. examination of therapy", "physical therapy").is_empty());
        assert!(found("no - therapy\n\nafter", "notherapy").is_empty());
    }

    #[test]
    fn lines_and_sentences_are_known() {
        let index = index("One two.\nThree four\nfive. Six");
        let page = &index.pages[0];
        assert_eq!((page.line(0), page.line(3), page.line(4)), (1, 2, 3));
        assert_eq!((page.sentence_of(1), page.sentence_of(4), page.sentence_of(5)), (0, 1, 2));
    }
}
