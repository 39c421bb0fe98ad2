//! Which past items are like the one on the bench.

use crate::{
    domain::{
        case::{CaseNumber, Item},
        determination::Determination,
        precedent::{Precedent, Precedents, Sought, whose},
        vocabulary::Vocabulary,
    },
    rationale::checks::{
        deciding,
        phrase::{Phrases, Words},
        terms,
    },
};

/// Holds past determinations against one item.
pub struct Comparing<'a> {
    /// The case of the item: its own versions are no precedent of it.
    pub case: &'a CaseNumber,
    /// Who asks.
    pub reviewer: Option<&'a str>,
    services: Phrases,
    pub so_far: Precedents,
}

impl<'a> Comparing<'a> {
    pub fn new(
        case: &'a CaseNumber,
        item: &Item,
        vocabulary: &Vocabulary,
        reviewer: Option<&'a str>,
    ) -> Self {
        let services = terms(&vocabulary.services);
        let so_far = Precedents::none(sought(item, &services));
        Self { case, reviewer, services, so_far }
    }

    /// Takes in the items of a determination that are like the one that is sought.
    pub fn take(&mut self, decided: Determination) {
        if decided.case == *self.case {
            return;
        }
        let whose = whose(&decided, self.reviewer);
        for item in decided.items {
            if !self.so_far.sought.fits(&sought(&item.request, &self.services)) {
                continue;
            }
            self.so_far.take(Precedent {
                case: decided.case.clone(),
                version: decided.version,
                item: item.request.item,
                title: item.request.title,
                finalized: decided.finalized.clone(),
                whose,
                outcome: item.outcome,
                deciding: deciding(&item.rationale),
                rationale: item.rationale,
            });
        }
    }
}

fn sought(item: &Item, services: &Phrases) -> Sought {
    let named = || {
        let mut named: Vec<String> =
            services.scan(&Words::of(&item.title)).into_iter().map(|said| said.name).collect();
        named.sort();
        named.dedup();
        named
    };
    Sought {
        item: item.item,
        kind: item.kind,
        region: item.region.clone(),
        services: item.service.clone().map_or_else(named, |service| vec![service]),
    }
}
