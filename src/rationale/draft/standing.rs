//! Where a drafted sentence stands in a text: as it was drafted, or lightly edited.
//!
//! Words are compared in their order, without case and the marks round them; line breaks count as blanks, and a
//! `{blank}` of the draft stands for any words of one paragraph. A sentence is lightly edited while at most one word in
//! five was changed, added or taken out. It is found by Sellers' search, which gives the nearest place there is.

use std::{cmp::Reverse, ops::Range};

use crate::domain::{blanks::blanks, drafted::Drafted};

/// One word in so many may differ.
const LIGHTLY: usize = 5;

/// A word of a text with its place.
struct Word {
    at: Range<usize>,
    /// Empty for what holds no letter and no digit.
    plain: String,
    /// An empty line stands before it.
    begins: bool,
    /// A sentence ends with it.
    ends: bool,
}

enum Sought {
    Word(String),
    /// Any words of the paragraph.
    Blank,
}

/// Where each sentence stands, those that stand unchanged first claiming their place. `wanted`: those of which a
/// lightly edited place is looked for.
pub(super) fn places(
    text: &str,
    sentences: &[&str],
    wanted: impl Fn(usize) -> bool,
) -> Vec<Option<Range<usize>>> {
    let mut taken: Vec<Range<usize>> = Vec::new();
    let mut found: Vec<Option<Range<usize>>> = Vec::new();
    for sentence in sentences {
        let mut at = text.match_indices(sentence).map(|(at, s)| at..at + s.len());
        let free = at.find(|r| !sentence.is_empty() && !taken.iter().any(|t| overlap(t, r)));
        taken.extend(free.clone());
        found.push(free);
    }
    let open = (0..found.len()).filter(|n| found[*n].is_none() && wanted(*n));
    let open: Vec<usize> = open.collect();
    if open.is_empty() {
        return found;
    }
    let words = words(text);
    let near = |n: usize, taken: &[Range<usize>]| {
        nearest(&words, sentences[n], taken).map(|(cost, at)| (cost, n, at))
    };
    let mut open: Vec<_> = open.into_iter().filter_map(|n| near(n, &taken)).collect();
    // Of two that fit one place it is the nearer one's; of two as near, that of the one remembered later.
    while let Some(best) = (0..open.len()).min_by_key(|i| (open[*i].0, Reverse(open[*i].1))) {
        let (_, n, at) = open.swap_remove(best);
        let (lost, rest): (Vec<_>, Vec<_>) = open.into_iter().partition(|o| overlap(&o.2, &at));
        taken.push(at.clone());
        found[n] = Some(at);
        open = rest;
        open.extend(lost.into_iter().filter_map(|(_, n, _)| near(n, &taken)));
    }
    found
}

/// True when a sentence stands in the text beside these words of it.
pub fn stands_beside(text: &str, words: &str, sentence: &str) -> bool {
    matches!(places(text, &[words, sentence], |n| n == 1).as_slice(), [_, Some(_)])
}

/// Where a sentence stands in the text.
pub fn find(text: &str, sentence: &str) -> Option<Range<usize>> {
    places(text, &[sentence], |_| true).into_iter().next().flatten()
}

/// The sentences that stand in the text, unchanged or lightly edited.
pub fn standing(text: &str, drafted: &[Drafted]) -> Vec<Drafted> {
    let sentences: Vec<&str> = drafted.iter().map(|d| d.text.as_str()).collect();
    let found = places(text, &sentences, |_| true);
    drafted.iter().zip(found).filter(|(_, at)| at.is_some()).map(|(d, _)| d.clone()).collect()
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

fn plain(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    for word in text.split_whitespace() {
        let start = word.as_ptr().addr() - text.as_ptr().addr();
        let gap = found.last().map_or(0..0, |last| last.at.end..start);
        let begins = text[gap].matches('\n').count() > 1;
        let ends = word.trim_end_matches(['"', ')', '\'']).ends_with(['.', '!', '?']);
        found.push(Word { at: start..start + word.len(), plain: plain(word), begins, ends });
    }
    found
}

fn sought(sentence: &str) -> Vec<Sought> {
    let mut found = Vec::new();
    let mut from = 0;
    let add = |part: &str, found: &mut Vec<Sought>| {
        let words = part.split_whitespace().map(plain).filter(|w| !w.is_empty());
        found.extend(words.map(Sought::Word));
    };
    for blank in blanks(sentence) {
        add(&sentence[from..blank.start], &mut found);
        found.push(Sought::Blank);
        from = blank.end;
    }
    add(&sentence[from..], &mut found);
    found
}

/// Cost of an alignment that ends here, and the word with which it begins.
type Cell = (usize, usize);

/// The nearest free place, with how many words of it differ.
fn nearest(
    words: &[Word],
    sentence: &str,
    taken: &[Range<usize>],
) -> Option<(usize, Range<usize>)> {
    let sought = sought(sentence);
    let count = sought.iter().filter(|s| matches!(s, Sought::Word(_))).count();
    if count == 0 {
        return None;
    }
    let last = row(words, &sought);
    let mut best: Option<(usize, Range<usize>)> = None;
    for (end, (cost, start)) in last.into_iter().enumerate() {
        if cost > count / LIGHTLY || start >= end {
            continue;
        }
        let at = whole(words, &sought, start..end);
        let place = words[at.start].at.start..words[at.end - 1].at.end;
        let free = !taken.iter().any(|t| overlap(t, &place));
        if free && best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, place));
        }
    }
    best
}

/// The last row of the search: for every end, the least cost and where that alignment begins.
fn row(words: &[Word], sought: &[Sought]) -> Vec<Cell> {
    let mut before: Vec<Cell> = (0..=words.len()).map(|j| (0, j)).collect();
    for part in sought {
        let mut now: Vec<Cell> = Vec::with_capacity(before.len());
        now.push(match part {
            Sought::Word(_) => (before[0].0 + 1, 0),
            Sought::Blank => before[0],
        });
        for (j, word) in words.iter().enumerate() {
            let left = now[j];
            let cell = match part {
                Sought::Blank if word.begins => before[j + 1],
                // Of two that cost the same the one that takes in less.
                Sought::Blank if left.0 < before[j + 1].0 => left,
                Sought::Blank => before[j + 1],
                Sought::Word(sought) => {
                    // What is only marks is no word that was put in.
                    let put_in = usize::from(!word.plain.is_empty());
                    let other = usize::from(*sought != word.plain);
                    let replaced = (before[j].0 + other, before[j].1);
                    let taken_out = (before[j + 1].0 + 1, before[j + 1].1);
                    let added = (left.0 + put_in, left.1);
                    [replaced, taken_out, added].into_iter().min_by_key(|c| c.0).unwrap_or(replaced)
                }
            };
            now.push(cell);
        }
        before = now;
    }
    before
}

/// A sentence that begins or ends with a blank goes on to where the sentence of the text does.
fn whole(words: &[Word], sought: &[Sought], mut at: Range<usize>) -> Range<usize> {
    if matches!(sought.last(), Some(Sought::Blank)) {
        while at.end < words.len() && !words[at.end - 1].ends && !words[at.end].begins {
            at.end += 1;
        }
    }
    if matches!(sought.first(), Some(Sought::Blank)) {
        while at.start > 0 && !words[at.start].begins && !words[at.start - 1].ends {
            at.start -= 1;
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DRAFTED: &str =
        "On examination the surgeon found a sensory deficit on the left side of the neck.";

    fn found<'t>(text: &'t str, sentence: &str) -> Option<&'t str> {
        find(text, sentence).map(|at| &text[at])
    }

    #[test]
    fn unchanged_it_is_found_where_it_stands() {
        let text = format!("Before. {DRAFTED} After.");
        assert_eq!(found(&text, DRAFTED), Some(DRAFTED));
        let wrapped = text.replace("found a", "found\n a").replace("side of", "side  of");
        assert_eq!(found(&wrapped, DRAFTED).map(str::len), Some(DRAFTED.len() + 2));
        assert_eq!(found("", DRAFTED), None);
        assert_eq!(found("Some other words stand here and nothing else does.", DRAFTED), None);
    }

    #[test]
    fn one_word_in_five_may_differ_and_no_more() {
        // Fifteen words: three may differ.
        let text = "He said: on exam the surgeon found a clear sensory deficit on the left of the neck. More.";
        assert_eq!(
            found(text, DRAFTED),
            Some("on exam the surgeon found a clear sensory deficit on the left of the neck.")
        );
        assert_eq!(found(&text.replace("surgeon", "doctor"), DRAFTED), None);
    }

    #[test]
    fn a_blank_stands_for_what_was_put_in_its_place() {
        let drafted = "Therefore, the request for an MRI {conclusion}.";
        for filled in [
            "Therefore, the request for an MRI {conclusion}.",
            "Therefore, the request for an MRI is not, on this record, medically necessary.",
        ] {
            let text = format!("Before that. {filled} Then this.");
            assert_eq!(found(&text, drafted), Some(filled));
        }
        let first = "{why the MTUS does not decide}; therefore a national guideline is consulted.";
        let filled = "The MTUS is silent on it; therefore a national guideline is consulted.";
        assert_eq!(found(&format!("Before that. {filled} More."), first), Some(filled));
    }

    #[test]
    fn what_stands_unchanged_is_not_taken_for_another_sentence() {
        let (one, two) =
            ("The left knee was stable on the whole.", "The right knee was stable on the whole.");
        let text = format!("{one} Nothing else.");
        let places = places(&text, &[two, one], |_| true);
        assert_eq!(places, [None, Some(0..one.len())]);
    }

    #[test]
    fn a_filled_sentence_is_that_of_the_draft_that_it_fits_best() {
        let then = "The surgeon asks for an MRI because of {why}, after six weeks of rest.";
        let now = "The surgeon asks for an MRI because of {why}, after nine weeks of rest.";
        let text = now.replace("{why}", "steady pain");
        assert_eq!(places(&text, &[then, now], |_| true), [None, Some(0..text.len())]);
        let text = then.replace("{why}", "steady pain");
        assert_eq!(places(&text, &[then, now], |_| true), [Some(0..text.len()), None]);
        assert!(stands_beside(&format!("{text} {now}"), &text, now));
        assert!(!stands_beside(&text, &text, now));
    }

    proptest! {
        /// Whatever the texts are, a place lies within the text, on whole characters, and an exact one is found.
        #[test]
        fn any_text_is_searched(a in "\\PC{0,60}", b in "[a-c .{}\n]{0,40}", c in "[a-c .{}\n]{0,80}") {
            for text in [&a, &b, &c] {
                for sentence in [&a, &b, &c] {
                    if let Some(at) = find(text, sentence) {
                        prop_assert!(text.get(at).is_some());
                    }
                }
            }
            let around = format!("{c}{b}{c}");
            if !b.is_empty() {
                prop_assert!(find(&around, &b).is_some());
            }
        }
    }
}
