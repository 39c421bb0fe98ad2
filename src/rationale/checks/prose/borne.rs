//! Whether a statement stands among the facts, and what stands in its place.

use std::collections::BTreeMap;

use super::facts::{Facts, Place, same_strength};
use crate::{
    domain::{level::levels_agree, words::Side},
    records::text::{
        amounts::{Amount, Measure},
        dates::Written,
        sides::{Sided, limb},
    },
};

/// What is known of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Borne {
    /// It stands somewhere.
    Out,
    /// Something else stands in its place, there.
    Otherwise(String, Place),
    Nowhere,
}

impl Facts {
    /// Whether a side of a part stands here. A side of the same limb bears it out when nothing speaks of the part.
    pub fn has_side(&self, sided: Sided) -> Borne {
        let Some(named) = sided.part else { return Borne::Out };
        let fits = |known: &BTreeMap<Side, Place>| {
            let both = known.contains_key(&Side::Left) && known.contains_key(&Side::Right);
            known.contains_key(&Side::Bilateral)
                || known.contains_key(&sided.side)
                || sided.side == Side::Bilateral && both
        };
        if let Some(known) = self.sides.get(named) {
            if fits(known) {
                return Borne::Out;
            }
            if let Some((side, place)) = known.iter().next() {
                return Borne::Otherwise(format!("{side} {named}"), place.clone());
            }
        }
        let mut of_limb = self.sides.iter().filter(|(part, _)| limb(part) == limb(named));
        if of_limb.any(|(_, known)| fits(known)) { Borne::Out } else { Borne::Nowhere }
    }

    pub fn has_level(&self, level: &str) -> Borne {
        if self.levels.keys().any(|known| levels_agree(known, level)) {
            return Borne::Out;
        }
        // Another level of the same stretch of the spine: it may be a slip.
        let near = self.levels.iter().find(|(known, _)| known.get(..1) == level.get(..1));
        match near {
            Some((known, place)) => Borne::Otherwise(known.clone(), place.clone()),
            None => Borne::Nowhere,
        }
    }

    pub fn has_date(&self, date: &Written) -> Borne {
        if self.dates.contains_key(date)
            || self.dates.keys().any(|known| known.agrees(date))
            || self.stretches.iter().any(|stretch| date.lies_in(stretch))
        {
            return Borne::Out;
        }
        // Another date that differs in one of its parts: a slip of the hand.
        let differs = |known: &Written| {
            [known.year != date.year, known.month != date.month, known.day != date.day]
                .iter()
                .filter(|differs| **differs)
                .count()
        };
        let near = self.dates.iter().find(|(known, _)| known.day.is_some() && differs(known) == 1);
        match near {
            Some((known, place)) => Borne::Otherwise(known.to_string(), place.clone()),
            None => Borne::Nowhere,
        }
    }

    pub fn has_age(&self, age: u8) -> Borne {
        // Between two documents there may be a birthday.
        if self.ages.keys().any(|known| known.abs_diff(age) <= 1) {
            return Borne::Out;
        }
        match self.ages.iter().next() {
            Some((known, place)) => Borne::Otherwise(format!("{known}"), place.clone()),
            None => Borne::Nowhere,
        }
    }

    pub fn has_amount(&self, amount: &Amount) -> bool {
        let one = |measure, value| self.amounts.contains_key(&(measure, value));
        let known = |value| match amount.measure {
            Measure::Strength => one(Measure::Strength, value),
            // `times 12` is `12 visits`.
            measure => one(measure, value) || one(Measure::Bare, value),
        };
        known(amount.low) && known(amount.high)
    }

    /// Whether this strength of a drug stands here; otherwise the strength that does.
    pub fn has_strength(&self, drug: &str, amount: &Amount) -> Borne {
        let Some(known) = self.strengths.get(drug) else { return Borne::Nowhere };
        if known.iter().any(|(have, _)| same_strength(have, amount)) {
            return Borne::Out;
        }
        match known.first() {
            Some((have, place)) => Borne::Otherwise(have.to_string(), place.clone()),
            None => Borne::Nowhere,
        }
    }
}
