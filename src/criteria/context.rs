//! What an evaluation reads: the case seen from one of its items, indexed by concept.

use std::{borrow::Cow, collections::HashMap};

use crate::domain::{
    case::{Case, Item, Part},
    draft::Override,
    finding::{Finding, Source},
    vocabulary::Vocabulary,
    words::{Certainty, Origin, Side, Standing},
};

/// Id of the document that a part of the request stands in.
pub const REQUEST: &str = "request";

/// Nothing else is read: same context, same proof.
#[derive(Clone)]
pub struct Context<'a> {
    pub case: &'a Case,
    pub item: &'a Item,
    pub vocabulary: &'a Vocabulary,
    /// The reviewer's own values, shown beside the computed ones.
    pub overrides: &'a [Override],
    /// The case's findings, then the parts of the request as findings that stand `as: requested`.
    pub findings: Vec<Cow<'a, Finding>>,
    /// Findings by every concept that includes theirs.
    within: HashMap<&'a str, Vec<usize>>,
    /// Findings by their very concept.
    exactly: HashMap<&'a str, Vec<usize>>,
}

/// Where a leaf is looked for: the item's own place, or that of one part of the request.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    pub region: Option<&'a str>,
    pub side: Option<Side>,
    pub level: Option<&'a str>,
    /// Index among the request's parts, while they are judged one by one.
    pub part: Option<usize>,
}

impl<'a> Context<'a> {
    pub fn new(
        case: &'a Case,
        item: &'a Item,
        vocabulary: &'a Vocabulary,
        overrides: &'a [Override],
    ) -> Self {
        let mut findings: Vec<Cow<'a, Finding>> = case.findings.iter().map(Cow::Borrowed).collect();
        let parts = item.parts.iter().enumerate();
        findings.extend(parts.map(|(i, part)| Cow::Owned(requested(part, i, case))));
        let mut within: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut exactly: HashMap<&str, Vec<usize>> = HashMap::new();
        let of_case = case.findings.iter().map(|f| f.concept.as_str());
        let concepts = of_case.chain(item.parts.iter().map(|p| p.concept.as_str()));
        for (i, concept) in concepts.enumerate() {
            exactly.entry(concept).or_default().push(i);
            for wider in vocabulary.concept_and_wider(concept) {
                within.entry(wider).or_default().push(i);
            }
        }
        Self { case, item, vocabulary, overrides, findings, within, exactly }
    }

    /// The item's own place.
    pub fn place(&self) -> Place<'a> {
        Place {
            region: self.item.region.as_deref(),
            side: self.item.side,
            level: self.item.level.as_deref(),
            part: None,
        }
    }

    /// The place of each part of the request; what a part leaves out is the item's.
    /// A request without parts is its own only part.
    pub fn part_places(&self) -> Vec<Place<'a>> {
        let item = self.place();
        let of = |(i, part): (usize, &'a Part)| Place {
            region: part.region.as_deref().or(item.region),
            side: part.side.or(item.side),
            level: part.level.as_deref().or(item.level),
            part: Some(i),
        };
        if self.item.parts.is_empty() {
            return vec![item];
        }
        self.item.parts.iter().enumerate().map(of).collect()
    }

    /// Findings of a concept or one of its kinds, in file order.
    pub fn of_kind(&self, concept: &str) -> &[usize] {
        self.within.get(concept).map_or(&[], Vec::as_slice)
    }

    /// Findings that speak only of a wider concept, in file order.
    pub fn of_wider(&self, concept: &str) -> Vec<usize> {
        let mut found = Vec::new();
        for wider in self.vocabulary.concept_and_wider(concept) {
            if wider != concept {
                found.extend(self.exactly.get(wider).into_iter().flatten().copied());
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Index of the pseudo-finding of a part.
    pub fn part_finding(&self, part: usize) -> usize {
        self.case.findings.len() + part
    }
}

/// A part as a finding of the day of the request: what is asked for now lies in a window that ends now.
fn requested(part: &Part, index: usize, case: &Case) -> Finding {
    Finding {
        id: format!("request-{}", index + 1),
        concept: part.concept.clone(),
        value: part.value.clone(),
        result: None,
        outcome: None,
        region: part.region.clone(),
        side: part.side,
        level: part.level.clone(),
        date: case.dates.request.clone(),
        since: None,
        lasting: None,
        standing: Standing::Requested,
        certainty: Certainty::Certain,
        from: Origin::Provider,
        by: None,
        quoted: false,
        source: Source { document: REQUEST.to_owned(), page: None, words: None },
    }
}
