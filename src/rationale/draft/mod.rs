//! A rationale drafted from the proof of an item, on request: what the guideline asks, what the record shows, what
//! speaks against it, and the conclusion in the statutory words for the outcome that the reviewer chose.
//!
//! Nothing is recommended: without an outcome the conclusion is a blank, and where outcome and criteria differ the
//! reviewer's own reason is. Every sentence remembers what it was built on.

mod anew;
mod beside;
mod closing;
mod counter;
mod criteria;
mod evidence;
mod insert;
mod lead;
mod lists;
mod opening;
pub(in crate::rationale) mod path;
mod reasons;
mod sources;
pub mod speech;
mod stale;
mod standing;

pub use anew::carried;
pub use closing::{offered, safety};
pub use insert::{Insertion, insertion, missing};
pub use stale::{Changed, Outdated, Stale, outdated, stale};
pub use standing::{find, standing, stands_beside};

use crate::{
    criteria::Proof,
    domain::{
        case::{Case, Item},
        draft::{Draft, ItemDraft},
        drafted::{Basis, Drafted},
        silence::SilenceProof,
        vocabulary::Vocabulary,
    },
    rationale::evidence::{cited_ids, proven},
};

/// What a draft is made of. Nothing else is read: same ground, same draft.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The case as the reviewer reads it.
    pub case: &'a Case,
    pub draft: &'a Draft,
    pub item: &'a Item,
    /// The guidelines that speak of the item, evaluated, highest tier first.
    pub proofs: &'a [Proof],
    pub vocabulary: &'a Vocabulary,
}

/// Sentences that belong together.
pub type Paragraph = Vec<Drafted>;

/// A sentence in the making: its sources by kind and id.
pub(crate) struct Sentence {
    key: String,
    text: String,
    sources: Vec<(Basis, String)>,
}

impl Sentence {
    fn new(key: impl Into<String>, text: impl Into<String>) -> Self {
        Self { key: key.into(), text: text.into(), sources: Vec::new() }
    }

    fn from(mut self, of: Basis, id: impl Into<String>) -> Self {
        self.sources.push((of, id.into()));
        self
    }

    fn all_from<I: Into<String>>(self, of: Basis, ids: impl IntoIterator<Item = I>) -> Self {
        ids.into_iter().fold(self, |sentence, id| sentence.from(of, id))
    }

    fn with_findings<'a>(self, ids: impl IntoIterator<Item = &'a String>) -> Self {
        self.all_from(Basis::Finding, ids)
    }
}

impl<'a> Ground<'a> {
    fn own(&self) -> Option<&'a ItemDraft> {
        self.draft.item(self.item.item)
    }

    /// Ids of the guidelines that the letter cites.
    fn cited_ids(&self) -> Vec<&'a str> {
        cited_ids(self.own(), proven(self.proofs))
    }

    /// The cited guidelines as evaluated, in the order of the search sequence.
    fn cited(&self) -> Vec<&'a Proof> {
        let ids = self.cited_ids();
        let mut found: Vec<&Proof> =
            self.proofs.iter().filter(|p| ids.contains(&p.guideline.as_str())).collect();
        found.sort_by_key(|p| p.tier);
        found
    }

    /// The searches of the record that are kept for a concept.
    fn searches_of(&self, concept: &str) -> impl Iterator<Item = &'a SilenceProof> {
        let kept = self.own().map(|own| own.silences.as_slice()).unwrap_or_default();
        kept.iter().filter(move |proof| {
            let mut words = proof.found.terms.iter().chain(&proof.found.sought);
            words.any(|word| word.eq_ignore_ascii_case(concept))
        })
    }

    /// Every sentence with a full stop and with what its sources say now. A key counts on where it is not alone.
    fn stamped(&self, paragraphs: Vec<Vec<Sentence>>) -> Vec<Paragraph> {
        let mut keys: Vec<String> = Vec::new();
        let mut stamp = |sentence: Sentence| {
            let alike = keys.iter().filter(|k| **k == sentence.key).count();
            keys.push(sentence.key.clone());
            let key = match alike {
                0 => sentence.key,
                n => format!("{} ({})", sentence.key, n + 1),
            };
            let sources =
                sentence.sources.iter().filter_map(|(of, id)| sources::told(self, *of, id));
            let mut sources: Vec<_> = sources.collect();
            sources.sort();
            sources.dedup();
            Drafted { key, text: sentence.text, sources }
        };
        let paragraphs = paragraphs.into_iter().filter(|p| !p.is_empty());
        paragraphs.map(|p| p.into_iter().map(&mut stamp).collect()).collect()
    }
}

/// The whole draft of an item, paragraph by paragraph.
pub fn draft(ground: &Ground<'_>) -> Vec<Paragraph> {
    let mut teller = evidence::Teller::new(ground);
    let mut paragraphs = vec![opening::request(ground)];
    let upheld_parent = opening::parent_is_upheld(ground);
    if upheld_parent {
        paragraphs.push(opening::parent(ground));
    } else {
        paragraphs[0].extend(opening::parent(ground));
        let cited = ground.cited();
        let mut asks = opening::citations(ground, &cited);
        asks.extend(criteria::asked(&cited));
        paragraphs.push(asks);
        paragraphs.push(criteria::shown(&mut teller, &cited));
        paragraphs.push(counter::counter(ground, &mut teller, &cited));
    }
    paragraphs.push(closing::conclusion(ground, upheld_parent));
    ground.stamped(paragraphs)
}

/// The sentences on one criterion alone, whether the letter cites its guideline or not.
pub fn draft_criterion(ground: &Ground<'_>, guideline: &str, criterion: &str) -> Vec<Paragraph> {
    let Some(proof) = ground.proofs.iter().find(|p| p.guideline == guideline) else {
        return Vec::new();
    };
    let mut teller = evidence::Teller::new(ground);
    ground.stamped(vec![criteria::criterion(&mut teller, proof, criterion)])
}

/// A draft as text: a paragraph a line, an empty line between two.
pub fn text(paragraphs: &[Paragraph]) -> String {
    let sentences = |p: &Paragraph| p.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join(" ");
    paragraphs.iter().map(sentences).collect::<Vec<_>>().join("\n\n")
}
