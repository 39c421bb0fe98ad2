//! Phrases in a text, as words: letter case, hyphens, line ends and blanks do not matter.
//!
//! A pattern is words with blanks between them. `a|b` is either, `?a` may be left out, `..` stands for up to
//! `GAP` words. No pattern reaches over a full stop, a colon or a semicolon.

use std::{collections::HashMap, ops::Range};

/// Most words that `..` stands for.
const GAP: usize = 7;

/// The words of a text, folded, each with its place.
#[derive(Debug, Default)]
pub struct Words {
    words: Vec<Word>,
}

#[derive(Debug)]
struct Word {
    folded: String,
    at: Range<usize>,
    /// A mark before it ends what went before: `;`, `:`, a full stop.
    breaks: bool,
}

impl Words {
    pub fn of(text: &str) -> Self {
        let mut words: Vec<Word> = Vec::new();
        let mut begun: Option<usize> = None;
        let mut breaks = false;
        for (i, c) in text.char_indices().chain([(text.len(), ' ')]) {
            let inside = c.is_alphanumeric() || (matches!(c, '\'' | '\u{2019}') && begun.is_some());
            match (begun, inside) {
                (None, true) => begun = Some(i),
                (Some(from), false) => {
                    let folded = text[from..i].to_lowercase().replace('\u{2019}', "'");
                    words.push(Word { folded, at: from..i, breaks });
                    begun = None;
                    breaks = false;
                }
                _ => {}
            }
            breaks |= matches!(c, ';' | ':' | '.' | '!' | '?');
        }
        Self { words }
    }

    /// All words of a text, folded.
    pub fn folded(text: &str) -> Vec<String> {
        Self::of(text).words.into_iter().map(|word| word.folded).collect()
    }

    /// The folded words of a stretch of the text.
    pub fn within(&self, stretch: &Range<usize>) -> impl DoubleEndedIterator<Item = &str> {
        let from = self.words.partition_point(|w| w.at.start < stretch.start);
        let to = self.words.partition_point(|w| w.at.end <= stretch.end);
        self.words.get(from..to).unwrap_or_default().iter().map(|w| w.folded.as_str())
    }

    /// Places where one of the patterns stands, in order; of several at one place the longest.
    pub fn find(&self, patterns: &[&str]) -> Vec<Range<usize>> {
        let patterns: Vec<Vec<&str>> = patterns.iter().map(|p| p.split(' ').collect()).collect();
        let mut found = Vec::new();
        let mut i = 0;
        while i < self.words.len() {
            let ends = patterns.iter().filter_map(|parts| matches(&self.words[i..], parts, true));
            match ends.max() {
                Some(n) if n > 0 => {
                    found.push(self.words[i].at.start..self.words[i + n - 1].at.end);
                    i += n;
                }
                _ => i += 1,
            }
        }
        found
    }

    /// True when one of the patterns stands in the text.
    pub fn has(&self, patterns: &[&str]) -> bool {
        !self.find(patterns).is_empty()
    }
}

/// How many words the pattern takes at the begin of `words`; only the first may follow a break.
fn matches(words: &[Word], parts: &[&str], first: bool) -> Option<usize> {
    let Some((part, rest)) = parts.split_first() else { return Some(0) };
    if *part == ".." {
        let most = words.iter().take(GAP).take_while(|w| !w.breaks).count();
        return (0..=most).find_map(|skip| matches(&words[skip..], rest, false).map(|n| n + skip));
    }
    let (optional, part) = part.strip_prefix('?').map_or((false, *part), |part| (true, part));
    let fits = |w: &Word| (first || !w.breaks) && part.split('|').any(|one| one == w.folded);
    let taken = match words.first().is_some_and(fits) {
        true => matches(&words[1..], rest, false).map(|n| n + 1),
        false => None,
    };
    taken.or_else(|| if optional { matches(words, rest, first) } else { None })
}

/// The same word, or its plural.
fn is(said: &str, word: &str) -> bool {
    said == word || said.strip_suffix('s') == Some(word)
}

/// Words of a vocabulary, to be found in a text.
#[derive(Debug, Default)]
pub struct Phrases {
    by_first: HashMap<String, Vec<Entry>>,
}

#[derive(Debug)]
struct Entry {
    rest: Vec<String>,
    name: String,
    opposite: bool,
}

/// A word of the vocabulary in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub at: Range<usize>,
    /// Its name in the vocabulary.
    pub name: String,
    /// The phrase says the opposite.
    pub opposite: bool,
}

impl Phrases {
    pub fn add(&mut self, phrase: &str, name: &str, opposite: bool) {
        let mut words = Words::of(phrase).words.into_iter().map(|w| w.folded);
        let Some(first) = words.next() else { return };
        let entry = Entry { rest: words.collect(), name: name.to_owned(), opposite };
        let entries = self.by_first.entry(first).or_default();
        entries.push(entry);
        entries.sort_by_key(|e| std::cmp::Reverse(e.rest.len()));
    }

    /// What the text says, in its order; of several phrases at one place the longest.
    pub fn scan(&self, text: &Words) -> Vec<Said> {
        let words = &text.words;
        let mut found = Vec::new();
        let mut i = 0;
        while let Some(word) = words.get(i) {
            let found_by = |first: &str| self.by_first.get(first).into_iter().flatten();
            // Of a phrase of one word the plural counts too.
            let singular = word.folded.strip_suffix('s').unwrap_or("");
            let alone = found_by(singular).filter(|entry| entry.rest.is_empty());
            let mut entries = found_by(&word.folded).chain(alone);
            let fits = entries.find(|entry| {
                let next = words.get(i + 1..i + 1 + entry.rest.len()).unwrap_or_default();
                next.len() == entry.rest.len()
                    && next.iter().zip(&entry.rest).all(|(w, e)| !w.breaks && is(&w.folded, e))
            });
            let Some(entry) = fits else {
                i += 1;
                continue;
            };
            let last = i + entry.rest.len();
            found.push(Said {
                at: word.at.start..words[last].at.end,
                name: entry.name.clone(),
                opposite: entry.opposite,
            });
            i = last + 1;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_stand_over_hyphens_and_line_ends_but_not_over_full_stops() {
        let found = |text: &str, pattern| Words::of(text).has(&[pattern]);
        assert!(found("Not-medically\n  Necessary", "not medically necessary"));
        assert!(found("not seen as necessary", "not ?seen|found ?as necessary"));
        assert!(found("not necessary", "not ?seen ?as necessary"));
        assert!(found("The schedule, in this part, is silent", "schedule .. silent"));
        assert!(!found("It is not. Medically necessary", "not medically necessary"));
        assert!(!found("the schedule. It is silent", "schedule .. silent"));
        assert!(!found("", "a"));
    }

    #[test]
    fn the_longest_word_of_a_vocabulary_is_found() {
        let mut lexicon = Phrases::default();
        lexicon.add("pain", "pain", false);
        lexicon.add("neck pain", "neck pain", false);
        lexicon.add("no pain", "pain", true);
        let said = lexicon.scan(&Words::of("Neck-pain, no pain, a pain"));
        let names: Vec<_> = said.iter().map(|s| (s.name.as_str(), s.opposite)).collect();
        assert_eq!(names, [("neck pain", false), ("pain", true), ("pain", false)]);
    }
}
