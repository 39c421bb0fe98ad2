//! How a rationale reads: words said twice, sentences said twice, long sentences, abbreviations not spelled out.

use std::{
    collections::{BTreeMap, BTreeSet, btree_map::Entry},
    ops::Range,
};

use super::{super::Subject, reading::Reading};
use crate::{
    domain::check::{Alarm, CheckId},
    rationale::draft::speech::short_title,
    records::text::{
        tokens::{Gap, Kind, Token},
        voice::Voice,
    },
};

/// A sentence is long from here on, in words; those that quote a guideline are let be.
const LONG: usize = 60;
/// A quotation of so many bytes is more than a term.
const LONG_QUOTATION: usize = 40;
/// Sentences of fewer words may stand twice.
const SHORT: usize = 6;
/// Most abbreviations that a reason names.
const NAMED: usize = 6;

/// Words that may stand twice: `had had`, `that that` is a slip in dictation far more often.
const DOUBLED: &[&str] = &["had", "very", "is"];

/// Abbreviations that need no words: what each party knows, and what every letter names.
const KNOWN: &[&str] = &[
    "MTUS", "ACOEM", "ODG", "MAXIMUS", "IMR", "UR", "CA", "US", "USA", "MD", "DO", "DC", "PA",
    "RN", "NP", "AM", "PM", "MRI", "CT", "II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "OK",
    "ID", "FDA", "CFR", "LC", "CCR", "AND", "OR", "NOT", "NO", "DOS",
];

pub fn check(subject: &Subject<'_>, reading: &Reading<'_>) -> Vec<Alarm> {
    let all = &reading.tokens;
    let mut alarms = twice(subject, all);
    alarms.extend(repeated(subject, all));
    alarms.extend(long(subject, reading));
    alarms.extend(abbreviations(subject, reading));
    alarms
}

fn tokens_of<'a>(all: &'a [Token<'a>], sentence: &Range<usize>) -> &'a [Token<'a>] {
    let from = all.partition_point(|t| t.start < sentence.start);
    let to = all.partition_point(|t| t.start < sentence.end);
    all.get(from..to).unwrap_or_default()
}

fn words_of<'a>(
    all: &'a [Token<'a>],
    sentence: &Range<usize>,
) -> impl Iterator<Item = &'a Token<'a>> {
    tokens_of(all, sentence).iter().filter(|t| t.kind != Kind::Mark)
}

/// A word that stands twice in a row.
fn twice(subject: &Subject<'_>, all: &[Token<'_>]) -> Vec<Alarm> {
    let pairs = all.windows(2).filter(|pair| {
        let (a, b) = (&pair[0], &pair[1]);
        a.kind == Kind::Word
            && b.kind == Kind::Word
            && b.gap != Gap::Nothing
            && a.is(b.text)
            && a.text.len() > 1
            && !a.is_one_of(DOUBLED)
            // A name is one: `Walla Walla`.
            && !b.text.starts_with(char::is_uppercase)
    });
    pairs
        .map(|pair| {
            let reason = format!("`{}` stands twice", pair[1].text);
            subject.at(CheckId::WordTwice, pair[0].start..pair[1].end(), reason)
        })
        .collect()
}

/// A sentence that stands twice, but for letter case and marks.
fn repeated(subject: &Subject<'_>, all: &[Token<'_>]) -> Vec<Alarm> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut alarms = Vec::new();
    for (number, sentence) in subject.sentences.iter().enumerate() {
        let words: Vec<String> = words_of(all, sentence).map(|t| t.text.to_lowercase()).collect();
        if words.len() < SHORT {
            continue;
        }
        match seen.entry(words.join(" ")) {
            Entry::Occupied(first) => {
                let reason =
                    format!("this sentence stands above as the {}", ordinal(first.get() + 1));
                alarms.push(subject.at(CheckId::SentenceTwice, sentence.clone(), reason));
            }
            Entry::Vacant(free) => {
                free.insert(number);
            }
        }
    }
    alarms
}

fn ordinal(number: usize) -> String {
    let end = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{end}")
}

/// The longest of the reviewer's own sentences, when it is long.
fn long(subject: &Subject<'_>, reading: &Reading<'_>) -> Option<Alarm> {
    let own = reading.sentences.iter().zip(&reading.voices).filter(|(sentence, voice)| {
        let quotes = reading
            .quoted
            .iter()
            .any(|q| q.start < sentence.end && sentence.start < q.end && q.len() > LONG_QUOTATION);
        **voice != Voice::Guideline && !quotes
    });
    let counted = own.map(|(sentence, _)| (longest_stretch(&reading.tokens, sentence), sentence));
    let (count, sentence) = counted.max_by_key(|(count, _)| *count)?;
    let reason = format!("a sentence of {count} words; the worker reads this too");
    (count > LONG).then(|| subject.at(CheckId::LongSentence, sentence.clone(), reason))
}

/// Words of a sentence from one semicolon to the next: a list is not a long sentence.
fn longest_stretch(all: &[Token<'_>], sentence: &Range<usize>) -> usize {
    let parts = tokens_of(all, sentence).split(|t| t.is(";"));
    parts.map(|part| part.iter().filter(|t| t.kind != Kind::Mark).count()).max().unwrap_or(0)
}

/// Abbreviations that are not spelled out where they stand first: one alarm for all.
fn abbreviations(subject: &Subject<'_>, reading: &Reading<'_>) -> Option<Alarm> {
    let all = &reading.tokens;
    let titles = cited_titles(subject);
    // Words of the record, and titles, stand as they are.
    let is_given = |token: &Token<'_>| {
        let within = |at: &Range<usize>| at.start <= token.start && token.end() <= at.end;
        reading.quoted.iter().any(within) || titles.iter().any(within)
    };
    let mut seen = BTreeSet::new();
    let mut open: Vec<&Token<'_>> = Vec::new();
    for (at, token) in all.iter().enumerate() {
        let capitals = token.kind == Kind::Word
            && (2..=6).contains(&token.text.len())
            && token.text.bytes().all(|b| b.is_ascii_uppercase());
        // `C5`, `L4-S1`, `CM16`: a number belongs to it.
        let number = all.get(at + 1).is_some_and(|t| t.glued() && t.kind == Kind::Number);
        if !capitals
            || number
            || is_shouted(all, at)
            || is_given(token)
            || KNOWN.contains(&token.text)
            || !seen.insert(token.text)
        {
            continue;
        }
        let inside = |t: Option<&Token<'_>>, mark| t.is_some_and(|t| t.is(mark));
        // `deep vein thrombosis (DVT)`, `DVT (deep vein thrombosis)`.
        let told = inside(at.checked_sub(1).and_then(|b| all.get(b)), "(")
            || inside(all.get(at + 1), "(")
                && all.get(at + 2).is_some_and(|t| t.kind == Kind::Word);
        let title = subject.item.title.contains(token.text);
        if !told && !title {
            open.push(token);
        }
    }
    let first = open.first()?;
    let mut names: Vec<&str> = open.iter().map(|t| t.text).take(NAMED).collect();
    if open.len() > NAMED {
        names.push("...");
    }
    let reason = format!("not spelled out: {}", names.join(", "));
    let alarm = subject.at(CheckId::Abbreviations, first.start..first.end(), reason);
    Some(Alarm { words: names.join(", "), ..alarm })
}

/// Places where the text names a guideline by its title, or by its short form before the first comma, colon or bracket.
fn cited_titles(subject: &Subject<'_>) -> Vec<Range<usize>> {
    let titles = subject.proofs.iter().map(|proof| proof.title.as_str());
    let titles = titles.chain(subject.drafted.works.iter().map(|work| work.title.as_str()));
    let mut places: Vec<Range<usize>> = Vec::new();
    for title in titles {
        for name in [title.to_owned(), short_title(title)] {
            let found = subject.text.match_indices(name.as_str());
            places.extend(found.filter(|_| !name.is_empty()).map(|(at, s)| at..at + s.len()));
        }
    }
    places
}

/// True when the words about it stand in capitals too: a heading, not an abbreviation.
fn is_shouted(all: &[Token<'_>], at: usize) -> bool {
    let near = all.get(at.saturating_sub(2)..(at + 3).min(all.len())).unwrap_or_default();
    near.iter().any(|t| t.text.len() > 6 && t.text.bytes().all(|b| b.is_ascii_uppercase()))
}
