//! Checks of a rationale against record, criteria and law. Pure: what is read is prepared once in [`Known`], so that
//! [`check`] can follow every key.
//!
//! One file a family, each a function from a [`Subject`] (one item) or from a [`Whole`] (the case) to alarms.

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use crate::{
    criteria::{Context, Proof, evaluate_all},
    domain::{
        case::{Case, Item},
        check::{Alarm, CheckId},
        draft::{Draft, ItemDraft},
        guideline::Guideline,
        organization::Reviewer,
        vocabulary::Vocabulary,
    },
    records::{
        search::{Corpus, Lexicon, Shelves},
        text::sentences,
    },
};

mod absence;
mod closing;
mod phrase;
pub mod prose;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use absence::place;

/// A family of checks of one item.
type OfItem = fn(&Subject<'_>) -> Vec<Alarm>;
/// A family of checks of the whole case.
type OfCase = fn(&Whole<'_>) -> Vec<Alarm>;

/// Families that look at one item's rationale. A rationale that is not begun is not looked at.
const OF_ITEM: &[OfItem] = &[closing::check, prose::check, prose::style, absence::check];

/// Families that look at the case as a whole, once some rationale is begun.
const OF_CASE: &[OfCase] = &[prose::sources, prose::summary];

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
}

impl Known {
    pub fn of(case: &Case, draft: &Draft, sources: Sources<'_>, record: Arc<Record>) -> Self {
        let case = draft.revisions.applied_to(case);
        let proofs = case.items.iter().map(|item| {
            let drafted = draft.item(item.item);
            let overrides = drafted.map(|d| d.overrides.as_slice()).unwrap_or_default();
            evaluate_all(
                sources.guidelines,
                &Context::new(&case, item, sources.vocabulary, overrides),
            )
        });
        let proofs: Vec<Vec<Proof>> = proofs.collect();
        let evidence = prose::Evidence::of(&case, &proofs, &record);
        let shelves = Shelves::new(&record.corpus, &case);
        let lexicon = Lexicon::new(sources.vocabulary);
        Self { case, proofs, record, evidence, shelves, lexicon }
    }
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
    /// The words of the text.
    pub words: phrase::Words,
}

impl Subject<'_> {
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
            reason,
        }
    }
}

impl Whole<'_> {
    /// An alarm on the case: `about` names what it is about.
    pub fn of(&self, check: CheckId, about: &str, reason: String) -> Alarm {
        let severity = check.about().severity;
        Alarm { check, severity, item: None, span: None, words: about.to_owned(), reason }
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
        let sentences = sentences(text);
        let words = phrase::Words::of(text);
        let subject = Subject { whole, item, drafted, proofs, text, sentences, words };
        let mut of_item: Vec<Alarm> = OF_ITEM.iter().flat_map(|family| family(&subject)).collect();
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
