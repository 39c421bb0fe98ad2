//! The vocabulary's words, ready to be found in a text and looked for in another.

use std::collections::HashMap;

use super::index::keys_of;
use crate::domain::vocabulary::Vocabulary;

/// What a phrase names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Concept,
    Service,
    Region,
}

/// A phrase of the vocabulary that stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named<'a> {
    pub kind: Kind,
    pub name: &'a str,
    /// How many words it has.
    pub words: usize,
}

#[derive(Debug, Clone)]
struct Entry {
    keys: Vec<String>,
    kind: Kind,
    name: String,
}

/// Phrases by the key of their first word, the longest first.
#[derive(Debug, Clone, Default)]
pub struct Lexicon(HashMap<String, Vec<Entry>>);

impl Lexicon {
    pub fn new(vocabulary: &Vocabulary) -> Self {
        let mut lexicon = Self::default();
        for (name, concept) in &vocabulary.concepts {
            lexicon.add(Kind::Concept, name, &concept.also);
        }
        for (name, term) in &vocabulary.services {
            lexicon.add(Kind::Service, name, &term.also);
        }
        for (name, term) in &vocabulary.regions {
            lexicon.add(Kind::Region, name, &term.also);
        }
        for entries in lexicon.0.values_mut() {
            entries.sort_by(|a, b| {
                b.keys.len().cmp(&a.keys.len()).then(a.kind.cmp(&b.kind)).then(a.name.cmp(&b.name))
            });
        }
        lexicon
    }

    fn add(&mut self, kind: Kind, name: &str, also: &[String]) {
        for phrase in std::iter::once(name).chain(also.iter().map(String::as_str)) {
            for keys in spellings(phrase) {
                if let Some(first) = keys.first().cloned() {
                    let entry = Entry { keys, kind, name: name.to_owned() };
                    self.0.entry(first).or_default().push(entry);
                }
            }
        }
    }

    /// The longest phrase with which these keys begin.
    pub(super) fn longest(&self, keys: &[String], of: &[Kind]) -> Option<Named<'_>> {
        let entries = self.0.get(keys.first()?)?;
        let fits = |e: &&Entry| of.contains(&e.kind) && keys.starts_with(&e.keys);
        let entry = entries.iter().find(fits)?;
        Some(Named { kind: entry.kind, name: &entry.name, words: entry.keys.len() })
    }

    /// Every region that these words name.
    pub(super) fn regions(&self, keys: &[String]) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        let mut at = 0;
        while at < keys.len() {
            match self.longest(&keys[at..], &[Kind::Region]) {
                Some(named) => {
                    at += named.words;
                    if !found.contains(&named.name) {
                        found.push(named.name);
                    }
                }
                None => at += 1,
            }
        }
        found
    }
}

/// Keys of a phrase: as it is written, and with its hyphens closed.
pub(super) fn spellings(phrase: &str) -> Vec<Vec<String>> {
    let mut spellings = vec![keys_of(phrase)];
    if phrase.contains('-') {
        let closed = keys_of(&phrase.replace('-', ""));
        if closed != spellings[0] {
            spellings.push(closed);
        }
    }
    spellings.retain(|s| !s.is_empty());
    spellings
}

/// A concept or service with all that is narrower: every phrase for it, and every phrase for its opposite.
pub(super) fn phrases(
    vocabulary: &Vocabulary,
    kind: Kind,
    name: &str,
) -> (Vec<String>, Vec<String>) {
    let (mut said, mut opposite) = (Vec::new(), Vec::new());
    match kind {
        Kind::Concept => {
            for (narrow, concept) in &vocabulary.concepts {
                if vocabulary.concept_is(narrow, name) {
                    said.push(narrow.clone());
                    said.extend(concept.also.iter().cloned());
                    opposite.extend(concept.opposite.iter().cloned());
                }
            }
        }
        Kind::Service => {
            for (narrow, term) in &vocabulary.services {
                if vocabulary.service_is(narrow, name) {
                    said.push(narrow.clone());
                    said.extend(term.also.iter().cloned());
                }
            }
        }
        Kind::Region => said.push(name.to_owned()),
    }
    (said, opposite)
}
