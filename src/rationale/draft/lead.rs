//! What the sentences on a criterion begin with: its name, and what it asks.

use super::{path::Point, speech};
use crate::criteria::Proof;

/// What the sentences on some points begin with.
#[derive(Default)]
pub(super) struct Lead {
    /// Names, with `on`.
    on: String,
    /// What the first of them asks, and where that stands.
    pub(super) asks: Vec<String>,
    /// More names, with `and on`.
    also: String,
}

impl Lead {
    /// Nothing for what was just asked. Of points that are told together the first says what it asks.
    pub(super) fn of(group: &[(&Proof, &Point<'_>)], asked: bool) -> Self {
        let (proof, point) = group[0];
        let criterion = point.criterion;
        let just_asked = criterion.name == proof.decide;
        let mut names: Vec<&str> = group.iter().map(|(_, p)| p.criterion.name.as_str()).collect();
        names.dedup();
        if asked && just_asked && names.len() == 1 {
            return Self::default();
        }
        let root = proof.criterion(&proof.decide).and_then(|c| c.page.as_ref());
        let says = criterion.says.as_deref().filter(|_| !just_asked).map(speech::said);
        let page = criterion.page.as_ref().filter(|page| !asked || Some(*page) != root);
        let page = page.map(|page| speech::pages(page));
        let also = match &names[1..] {
            [] => String::new(),
            rest => format!(" and on {}", speech::names(rest)),
        };
        let on = format!("on {}", speech::names(&names[..1]));
        Self { on, asks: says.into_iter().chain(page).collect(), also }
    }

    /// `on "tissue insult" (the body itself shows injured tissue; page 181), `.
    pub(super) fn inline(&self) -> String {
        match (self.on.is_empty(), self.asks.is_empty()) {
            (true, _) => String::new(),
            (false, true) => format!("{}{}, ", self.on, self.also),
            (false, false) => format!("{} ({}){}, ", self.on, self.asks.join("; "), self.also),
        }
    }

    /// The same as a sentence of its own.
    pub(super) fn apart(&self) -> String {
        format!("{}{} the guideline says, in short: {}.", self.on, self.also, self.asks.join("; "))
    }
}
