//! What is looked for: the words of a claim as concepts and plain words, and what narrows them.

use std::ops::Range;

use super::{
    hollow::{ARGUMENT, FAILED, HOLLOW, PLANS, THIN, UNITS},
    index::{keys_of, words},
    lexicon::{Kind, Lexicon, phrases, spellings},
    stem::key,
};
use crate::{
    domain::{case::Item, silence::NearReason, vocabulary::Vocabulary, words::Side},
    records::text::{What, mentions},
};

/// One of the things that must all be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// The concept, or the plain word.
    pub name: String,
    pub concept: bool,
    pub said: Vec<Vec<String>>,
    pub opposite: Vec<Vec<String>>,
}

/// One thing that is looked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Topic {
    /// In the words of the claim.
    pub words: String,
    pub parts: Vec<Part>,
    pub side: Option<Side>,
    pub level: Option<String>,
    pub regions: Vec<String>,
    /// Numbers of the claim: a text with others says something else.
    pub numbers: Vec<String>,
    /// A mention that is over counts: the claim is of the past, or of a treatment.
    pub past: bool,
    /// A plan counts: the claim is of one.
    pub planned: bool,
}

impl Topic {
    /// What the words name; `None` when they name nothing that a record could hold.
    pub fn of(words: &str, around: &Around<'_>) -> Option<Self> {
        let mut reading = Reading::new(words, around);
        reading.read();
        let mut topic = reading.topic;
        if topic.parts.is_empty() && reading.argument {
            return None;
        }
        if topic.parts.is_empty() {
            topic.parts = reading.thin;
        }
        if topic.parts.is_empty() && !reading.regions.is_empty() {
            // `no cervical x-ray` has its service; a bare `neck` is a place only.
            return None;
        }
        let service = topic.parts.iter().any(|p| p.concept && around.is_done(&p.name));
        topic.past |= service;
        topic.regions = reading.regions;
        if service && let Some(item) = around.item {
            if topic.regions.is_empty() {
                topic.regions.extend(item.region.clone());
            }
            topic.side = topic.side.or(item.side);
        }
        (!topic.parts.is_empty()).then_some(topic)
    }
}

/// What a topic is read with.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    pub vocabulary: &'a Vocabulary,
    pub lexicon: &'a Lexicon,
    /// The disputed item, for the place and side that a claim leaves out.
    pub item: Option<&'a Item>,
}

impl Around<'_> {
    /// True for what is done to a patient: treatments, tests, services.
    fn is_done(&self, name: &str) -> bool {
        let concept = self.vocabulary.concepts.get(name);
        concept.is_some_and(|c| !c.outcomes.is_empty() || !c.results.is_empty())
            || self.vocabulary.services.contains_key(name)
    }
}

struct Reading<'a> {
    around: &'a Around<'a>,
    text: &'a str,
    spans: Vec<Range<usize>>,
    keys: Vec<String>,
    topic: Topic,
    regions: Vec<String>,
    thin: Vec<Part>,
    argument: bool,
}

impl<'a> Reading<'a> {
    fn new(text: &'a str, around: &'a Around<'a>) -> Self {
        let spans = words(text);
        let keys = spans.iter().map(|at| key(&text[at.clone()])).collect();
        let topic = Topic { words: super::index::folded(text), ..Topic::default() };
        Self {
            around,
            text,
            spans,
            keys,
            topic,
            regions: Vec::new(),
            thin: Vec::new(),
            argument: false,
        }
    }

    fn read(&mut self) {
        let told = mentions(self.text);
        for mention in &told {
            match &mention.what {
                What::Side(sided) => self.topic.side = Some(sided.side),
                What::Level(level) => self.topic.level = Some(level.clone()),
                _ => {}
            }
        }
        let is_place = |at: &Range<usize>| {
            let mut places = told.iter().filter(|m| matches!(m.what, What::Level(_)));
            places.any(|m| m.at.start < at.end && at.start < m.at.end)
        };
        let mut at = 0;
        while let Some(span) = self.spans.get(at).cloned() {
            if is_place(&span) {
                at += 1;
                continue;
            }
            at += self.take(at, &self.text[span].to_lowercase());
        }
    }

    /// Takes the word there, or the phrase that begins with it: how many words.
    fn take(&mut self, at: usize, word: &str) -> usize {
        let lexicon = self.around.lexicon;
        let rest = &self.keys[at..];
        let named = lexicon.longest(rest, &[Kind::Concept, Kind::Service, Kind::Region]);
        // A single word of the vocabulary that is hollow here says nothing by itself: `treatment`, `history`.
        let named = named.filter(|n| n.words > 1 || !HOLLOW.contains(&word));
        if let Some(named) = named {
            let used = named.words;
            match named.kind {
                Kind::Region => {
                    if !self.regions.iter().any(|r| r == named.name) {
                        self.regions.push(named.name.to_owned());
                    }
                }
                kind => {
                    let (said, opposite) = phrases(self.around.vocabulary, kind, named.name);
                    self.add(Part {
                        name: named.name.to_owned(),
                        concept: true,
                        said: said.iter().flat_map(|p| spellings(p)).collect(),
                        opposite: opposite.iter().flat_map(|p| spellings(p)).collect(),
                    });
                }
            }
            return used;
        }
        self.take_plain(word);
        1
    }

    fn take_plain(&mut self, word: &str) {
        let is = |list: &[&str]| list.contains(&word);
        if is(&["prior", "previous", "previously", "past", "history", "ever", "already"]) {
            self.topic.past = true;
        }
        if is(PLANS) {
            self.topic.planned = true;
        }
        if is(ARGUMENT) {
            self.argument = true;
            return;
        }
        if is(THIN) {
            self.thin.push(plain(word));
        }
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            self.topic.numbers.push(word.to_owned());
        } else if matches!(word, "left" | "right" | "bilateral" | "bilaterally") || is(HOLLOW) {
            // Told by the side, or by nothing.
        } else if key(word) == "fail" || word == "exhausted" {
            let said = FAILED.iter().map(|p| keys_of(p)).collect();
            let name = "failed".to_owned();
            self.add(Part { name, concept: false, said, opposite: Vec::new() });
        } else if !is(UNITS) && !is(PLANS) && word.chars().count() > 1 {
            self.add(plain(word));
        }
    }

    fn add(&mut self, part: Part) {
        if !self.topic.parts.iter().any(|p| p.name == part.name) {
            self.topic.parts.push(part);
        }
    }
}

fn plain(word: &str) -> Part {
    Part { name: word.to_owned(), concept: false, said: spellings(word), opposite: Vec::new() }
}

/// What may not be told against a topic because it asks for just that.
pub(super) fn lifts(topic: &Topic, reason: NearReason) -> bool {
    match reason {
        NearReason::Planned => topic.planned,
        NearReason::History => topic.past,
        _ => false,
    }
}
