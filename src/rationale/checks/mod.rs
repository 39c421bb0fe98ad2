//! Checks of a rationale against record, criteria and law. Pure: what is read is prepared once in [`Known`], so that
//! [`check`] can follow every key.
//!
//! One file a family, each a function from a [`Subject`] (one item) or from a [`Whole`] (the case) to alarms.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};

use crate::{
    criteria::Proof,
    domain::{
        blanks::blanks,
        case::{Case, Item},
        check::{Alarm, CheckId},
        draft::{Draft, ItemDraft},
        guideline::Guideline,
        organization::Reviewer,
        vocabulary::{Term, Vocabulary},
    },
    rationale::proofs_of,
    records::{
        search::{Corpus, Lexicon, Shelves},
        text::sentences,
    },
};

use phrase::{Phrases, Said, Words};
use speech::Speech;

mod absence;
mod authority;
mod closing;
mod decided;
mod dependent;
mod edition;
mod evidence;
mod guideline;
pub mod phrase;
pub mod prose;
mod recited;
mod record;
mod region;
mod reviewer;
pub mod speech;
mod stale;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use closing::deciding;

/// A family of checks of one item.
type OfItem = fn(&Subject<'_>) -> Vec<Alarm>;
/// A family of checks of the whole case.
type OfCase = fn(&Whole<'_>) -> Vec<Alarm>;

/// Families that look at one item's rationale. A rationale that is not begun is not looked at.
const OF_ITEM: &[OfItem] = &[
    closing::check,
    dependent::check,
    region::check,
    guideline::check,
    edition::check,
    evidence::check,
    record::check,
    decided::check,
    reviewer::check,
    prose::check,
    absence::check,
    stale::check,
];

/// Families that look at the case as a whole, once some rationale is begun.
const OF_CASE: &[OfCase] = &[dependent::siblings, evidence::documents, prose::of_case];

/// Texts of the records at hand, by the id of their document.
pub type Texts = BTreeMap<String, Arc<str>>;

/// What the records say, scanned once when they arrive.
#[derive(Debug, Default)]
pub struct Record {
    pub texts: Texts,
    /// What they state.
    pub scanned: prose::Scanned,
    /// The texts, ready to be searched.
    pub corpus: Corpus,
}

impl Record {
    pub fn of(texts: Texts) -> Self {
        let scanned = prose::Scanned::of(&texts);
        let corpus = Corpus::of(&texts);
        Self { texts, scanned, corpus }
    }
}

/// What is shared by every case.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    pub guidelines: &'a [Guideline],
    pub vocabulary: &'a Vocabulary,
    /// Who decides; none while nobody is named.
    pub reviewer: Option<&'a Reviewer>,
}

/// All that is prepared once for a case: to be made anew when its findings, overrides or records change, not when a
/// rationale does.
#[derive(Debug)]
pub struct Known {
    /// As the reviewer reads it: findings added, corrected and refused.
    pub case: Case,
    /// The proofs of each item, in the order of the case's items.
    pub proofs: Vec<Vec<Proof>>,
    pub record: Arc<Record>,
    /// What the case states.
    pub evidence: prose::Evidence,
    /// Findings, summary and records, ready to be searched.
    pub shelves: Shelves,
    pub lexicon: Lexicon,
    /// Concepts, regions and services of the vocabulary, to be found in a text.
    pub concepts: Phrases,
    pub regions: Phrases,
    pub services: Phrases,
    /// Names of criteria and concepts, as their words.
    names: BTreeSet<Vec<String>>,
}

impl Known {
    pub fn of(case: &Case, draft: &Draft, sources: Sources<'_>, record: Arc<Record>) -> Self {
        let case = draft.revisions.applied_to(case);
        let of = |item| proofs_of(&case, item, draft, sources.guidelines, sources.vocabulary);
        let proofs: Vec<Vec<Proof>> = case.items.iter().map(of).collect();
        let evidence = prose::Evidence::of(&case, &proofs, &record);
        let shelves = Shelves::new(&record.corpus, &case);
        let lexicon = Lexicon::new(sources.vocabulary);
        let vocabulary = sources.vocabulary;
        let mut concepts = Phrases::default();
        for (name, concept) in &vocabulary.concepts {
            concepts.add(name, name, false);
            concept.also.iter().for_each(|phrase| concepts.add(phrase, name, false));
            concept.opposite.iter().for_each(|phrase| concepts.add(phrase, name, true));
        }
        let regions = terms(&vocabulary.regions);
        let services = terms(&vocabulary.services);
        let criteria = sources.guidelines.iter().flat_map(|g| &g.criteria).map(|c| &c.name);
        let names = criteria.chain(vocabulary.concepts.keys()).map(|name| Words::folded(name));
        let names = names.collect();
        Self {
            case,
            proofs,
            record,
            evidence,
            shelves,
            lexicon,
            concepts,
            regions,
            services,
            names,
        }
    }

    /// True for the name of a criterion or a concept: drafted sentences have them in quotation marks, and they are
    /// nobody's quotation.
    pub fn is_name(&self, words: &str) -> bool {
        self.names.contains(&Words::folded(words))
    }

    /// The regions that a text names.
    pub fn regions_of(&self, text: &str) -> Vec<String> {
        self.regions.scan(&Words::of(text)).into_iter().map(|said| said.name).collect()
    }
}

/// Words of the vocabulary, to be found in a text.
pub(super) fn terms(of: &BTreeMap<String, Term>) -> Phrases {
    let mut lexicon = Phrases::default();
    for (name, term) in of {
        lexicon.add(name, name, false);
        term.also.iter().for_each(|phrase| lexicon.add(phrase, name, false));
    }
    lexicon
}

/// The case with its draft.
#[derive(Clone, Copy)]
pub struct Whole<'a> {
    pub known: &'a Known,
    pub sources: Sources<'a>,
    pub draft: &'a Draft,
}

/// One item with its rationale.
pub struct Subject<'a> {
    pub whole: Whole<'a>,
    pub item: &'a Item,
    pub drafted: &'a ItemDraft,
    /// Proofs of the guidelines that speak of the item, in the order of the search sequence.
    pub proofs: &'a [Proof],
    pub text: &'a str,
    /// The sentences of the text, in bytes.
    pub sentences: Vec<Range<usize>>,
    /// Whose words each of them is.
    pub speech: Vec<Speech>,
    /// The words of the text.
    pub words: Words,
    /// Concepts of the vocabulary that the text names, in its order.
    pub said: Vec<Said>,
}

impl Subject<'_> {
    /// The sentence in which a place of the text lies.
    pub fn sentence_of(&self, place: &Range<usize>) -> Option<&Speech> {
        self.speech.iter().find(|s| speech::holds(&s.at, place))
    }

    /// The words of the sentence in which a place begins, each run of blanks as one.
    fn sentence_at(&self, place: Option<&Range<usize>>) -> String {
        let begins =
            |s: &&Range<usize>| place.is_some_and(|p| s.start <= p.start && p.start < s.end);
        let text = self.sentences.iter().find(begins).and_then(|s| self.text.get(s.clone()));
        text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default()
    }

    /// True when the item stands or falls with another one.
    pub fn is_dependent(&self) -> bool {
        self.item.depends_on.is_some()
    }

    /// An alarm on these bytes of the text.
    pub fn at(&self, check: CheckId, span: Range<usize>, reason: String) -> Alarm {
        let words = self.text.get(span.clone()).unwrap_or_default().to_owned();
        Alarm { span: Some(span), ..self.of(check, &words, reason) }
    }

    /// An alarm on the item: `about` names what it is about.
    pub fn of(&self, check: CheckId, about: &str, reason: String) -> Alarm {
        Alarm {
            check,
            severity: check.about().severity,
            item: Some(self.item.item),
            span: None,
            words: about.to_owned(),
            sentence: String::new(),
            reason,
        }
    }
}

impl Whole<'_> {
    /// An alarm on the case: `about` names what it is about.
    pub fn of(&self, check: CheckId, about: &str, reason: String) -> Alarm {
        let severity = check.about().severity;
        let (words, sentence) = (about.to_owned(), String::new());
        Alarm { check, severity, item: None, span: None, words, sentence, reason }
    }
}

/// Every alarm that the reviewer has not dismissed: item by item in the case's order, each in the order of its text,
/// then those of the whole case.
pub fn check(known: &Known, sources: Sources<'_>, draft: &Draft) -> Vec<Alarm> {
    let mut alarms = every(known, sources, draft);
    alarms.retain(|alarm| !alarm.is_dismissed(&draft.dismissed));
    alarms
}

/// Every alarm, dismissed or not.
pub fn every(known: &Known, sources: Sources<'_>, draft: &Draft) -> Vec<Alarm> {
    let whole = Whole { known, sources, draft };
    let mut alarms = Vec::new();
    let mut begun = false;
    for (item, proofs) in known.case.items.iter().zip(&known.proofs) {
        let Some(drafted) = draft.item(item.item) else { continue };
        let text = drafted.rationale.as_str();
        if text.trim().is_empty() {
            continue;
        }
        begun = true;
        let (sentences, words) = (sentences(text), Words::of(text));
        let speech = speech::speech(&sentences, &words, &blanks(text));
        let said = known.concepts.scan(&words);
        let subject =
            Subject { whole, item, drafted, proofs, text, sentences, speech, words, said };
        let mut of_item: Vec<Alarm> = OF_ITEM.iter().flat_map(|family| family(&subject)).collect();
        for alarm in &mut of_item {
            alarm.sentence = subject.sentence_at(alarm.span.as_ref());
        }
        of_item.sort_by_key(|alarm| {
            (alarm.span.is_none(), alarm.span.as_ref().map_or(0, |span| span.start))
        });
        alarms.extend(of_item);
    }
    if begun {
        alarms.extend(OF_CASE.iter().flat_map(|family| family(&whole)));
    }
    alarms
}
