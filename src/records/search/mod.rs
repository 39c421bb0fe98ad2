//! "No documentation of X": whether X stands in the record after all.
//!
//! A claim of absence is found in the rationale, its words become concepts and plain words, and these are looked for
//! in the findings, the case summary and every page at hand. What stands there asserted is a hit; what is negated,
//! planned, of another side and so on is a near miss, with the reason. Keys of words only find; what is shown is the
//! text as it stands.

mod absence;
mod cues;
mod hollow;
mod hunt;
mod index;
mod lexicon;
mod signs;
mod standing;
mod stem;
#[cfg(test)]
mod tests;
mod topic;

use std::{collections::BTreeMap, sync::Arc};

pub use absence::{Absence, absences};
pub use index::folded;
use index::{Index, Origin};
pub use lexicon::Lexicon;
pub use topic::Around;
use topic::Topic;

use super::pages;
use crate::domain::{
    case::Case,
    drafted::digest,
    finding::{Finding, Value},
    silence::{Found, Searched, Shelf},
};

/// What is looked for when these words are given: what they say is not there, else the words themselves.
pub fn sought(words: &str) -> Vec<String> {
    let said: Vec<String> =
        absences(words).into_iter().flat_map(|absence| absence.sought).collect();
    if said.is_empty() { vec![folded(words)] } else { said }
}

/// Texts, read once and searched often.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// In the order of their ids.
    documents: Vec<Searched>,
    records: Arc<Index>,
}

impl Corpus {
    /// Takes the texts at hand, by the id of their document.
    pub fn of(texts: &BTreeMap<String, Arc<str>>) -> Self {
        let mut records = Index::default();
        let documents = texts.iter().map(|(id, text)| shelve(&mut records, id, text)).collect();
        Self { documents, records: Arc::new(records) }
    }
}

/// Puts a document's pages into the index.
fn shelve(records: &mut Index, id: &str, text: &Arc<str>) -> Searched {
    let (mut not_searchable, mut count, mut from) = (Vec::new(), 0, 0);
    for page in pages(text) {
        count += 1;
        if page.chars().any(char::is_alphanumeric) {
            let origin =
                Origin { shelf: Shelf::Record, id: Some(id.to_owned()), page: Some(count) };
            records.add(origin, Arc::clone(text), from..from + page.len());
        } else {
            not_searchable.push(count);
        }
        from += page.len() + 1;
    }
    Searched { document: id.to_owned(), digest: digest(text), pages: count, not_searchable }
}

/// Everything that can be searched of a case as the reviewer reads it.
#[derive(Debug, Clone)]
pub struct Shelves {
    documents: Vec<Searched>,
    not_at_hand: Vec<String>,
    records: Arc<Index>,
    /// Findings and the case summary.
    told: Index,
    case: Arc<Case>,
}

impl Shelves {
    /// `read` is the case with the findings as the reviewer reads them.
    pub fn new(corpus: &Corpus, read: &Case) -> Self {
        let mut told = Index::default();
        for finding in &read.findings {
            let text: Arc<str> = Arc::from(words_of(finding));
            let origin = Origin { shelf: Shelf::Finding, id: Some(finding.id.clone()), page: None };
            let all = 0..text.len();
            told.add(origin, text, all);
        }
        for text in std::iter::once(&read.summary).chain(&read.diagnoses) {
            let text: Arc<str> = Arc::from(text.as_str());
            let all = 0..text.len();
            told.add(Origin { shelf: Shelf::Summary, id: None, page: None }, text, all);
        }
        let (mut documents, mut not_at_hand) = (Vec::new(), Vec::new());
        for document in &read.documents {
            let known = corpus.documents.iter().find(|d| d.document == document.id);
            match known.cloned() {
                Some(mut known) => {
                    // Pages that the case file knows of and the text does not have are not searchable either.
                    let all = document.pages.unwrap_or(0).max(known.pages);
                    known.not_searchable.extend(known.pages + 1..=all);
                    known.pages = all;
                    documents.push(known);
                }
                None => not_at_hand.push(document.id.clone()),
            }
        }
        Self {
            documents,
            not_at_hand,
            records: Arc::clone(&corpus.records),
            told,
            case: Arc::new(read.clone()),
        }
    }

    /// Looks for all of these; `None` when none of them names a thing that a record could hold.
    pub fn search(&self, sought: &[String], around: &Around<'_>) -> Option<Found> {
        let topics: Vec<Topic> =
            sought.iter().filter_map(|words| Topic::of(words, around)).collect();
        if topics.is_empty() {
            return None;
        }
        Some(hunt::hunt(self, &topics, around))
    }
}

/// A finding as one sentence.
fn words_of(finding: &Finding) -> String {
    let mut words = vec![finding.concept.clone()];
    if let Value::Amount(amount) = &finding.value {
        words.push(amount.to_string());
    }
    words.extend(finding.result.clone());
    words.extend(finding.outcome.clone());
    words.extend(finding.side.map(|s| s.to_string()));
    words.extend(finding.region.clone());
    words.extend(finding.level.clone());
    words.extend(finding.source.words.as_deref().map(index::folded));
    // One sentence, whatever the record's words are.
    words.join(", ").replace(". ", " ").replace(['?', '!', '\n'], " ")
}
