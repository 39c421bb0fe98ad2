//! Phrases in a text, as words: letter case, hyphens, line ends and blanks do not matter.
//!
//! A pattern is words with blanks between them. `a|b` is either, `?a` may be left out, `..` stands for up to
//! [`GAP`] words of the same sentence.

use std::ops::Range;

/// Most words that `..` stands for.
const GAP: usize = 6;

/// The words of a text, folded, each with its place.
#[derive(Debug, Default)]
pub struct Words {
    words: Vec<Word>,
}

#[derive(Debug)]
struct Word {
    folded: String,
    at: Range<usize>,
    /// A mark before it ends what went before: `;`, `:`, a full stop and a blank.
    breaks: bool,
}

impl Words {
    pub fn of(text: &str) -> Self {
        let mut words: Vec<Word> = Vec::new();
        let mut begun: Option<usize> = None;
        let mut breaks = false;
        let chars = text.char_indices().chain([(text.len(), ' ')]);
        for (i, c) in chars {
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
            if !inside && matches!(c, ';' | ':' | '.' | '!' | '?') {
                breaks = true;
            }
        }
        Self { words }
    }

    /// Places where one of the patterns stands, inside `within`, in order; the first pattern that fits counts.
    pub fn find(&self, within: &Range<usize>, patterns: &[&str]) -> Vec<Range<usize>> {
        let from = self.words.partition_point(|w| w.at.start < within.start);
        let to = self.words.partition_point(|w| w.at.end <= within.end);
        let mut found = Vec::new();
        let mut i = from;
        while i < to {
            let ends = patterns.iter().filter_map(|p| {
                let parts: Vec<&str> = p.split(' ').collect();
                matches(&self.words[i..to], &parts)
            });
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

    /// True when one of the patterns stands inside `within`.
    pub fn has(&self, within: &Range<usize>, patterns: &[&str]) -> bool {
        !self.find(within, patterns).is_empty()
    }
}

/// How many words the pattern takes at the begin of `words`.
fn matches(words: &[Word], parts: &[&str]) -> Option<usize> {
    let Some((part, rest)) = parts.split_first() else { return Some(0) };
    if *part == ".." {
        let most = words.iter().skip(1).take(GAP).take_while(|w| !w.breaks).count() + 1;
        return (0..=most.min(words.len()).min(GAP))
            .find_map(|skip| matches(&words[skip..], rest).map(|n| n + skip));
    }
    let (optional, part) = part.strip_prefix('?').map_or((false, *part), |part| (true, part));
    let fits = words.first().is_some_and(|w| part.split('|').any(|one| one == w.folded));
    let taken = if fits { matches(&words[1..], rest).map(|n| n + 1) } else { None };
    taken.or_else(|| if optional { matches(words, rest) } else { None })
}
