//! What a decision cites, and what still lacks of it.

use std::collections::BTreeSet;

use crate::{
    criteria::{Proof, applicable},
    domain::{
        case::{Case, Item},
        draft::{Draft, ItemDraft, Lack, OpenPoint},
        evidence::steps_down,
        guideline::Guideline,
        vocabulary::Vocabulary,
        words::Tier,
    },
};

/// Ids of the guidelines that the letter cites for an item, each once: the reviewer's own choice, in the order chosen;
/// without one, of those that speak of the item (`found`) the ones of the first tier of the search sequence
/// (8 CCR 9792.21.1) that is there at all.
pub fn cited_ids<'a>(
    own: Option<&'a ItemDraft>,
    found: impl Iterator<Item = (&'a str, Tier)> + Clone,
) -> Vec<&'a str> {
    let mut seen = BTreeSet::new();
    if let Some(ids) = own.and_then(|draft| draft.cites.as_ref()) {
        return ids.iter().map(String::as_str).filter(|id| seen.insert(*id)).collect();
    }
    let first = found.clone().map(|(_, tier)| tier).min();
    found.filter(|(_, tier)| Some(*tier) == first).map(|(id, _)| id).collect()
}

/// Proofs as [`cited_ids`] asks for what was found.
pub fn proven(proofs: &[Proof]) -> impl Iterator<Item = (&str, Tier)> + Clone {
    proofs.iter().map(|proof| (proof.guideline.as_str(), proof.tier))
}

/// The same as guidelines; one that is not at hand is left out.
pub fn cited<'a>(guidelines: &'a [Guideline], ids: &[&str]) -> Vec<&'a Guideline> {
    ids.iter().filter_map(|id| guidelines.iter().find(|g| g.id == *id)).collect()
}

/// What lacks of an item's citations: something below the MTUS without the step to it, or nothing without a reason. What
/// stands or falls with another item may cite nothing.
pub fn lacking(
    guidelines: &[Guideline],
    vocabulary: &Vocabulary,
    item: &Item,
    draft: &ItemDraft,
) -> Option<Lack> {
    let found = applicable(guidelines, item, vocabulary);
    let ids = cited_ids(Some(draft), found.iter().map(|g| (g.id.as_str(), g.tier)));
    let cited = cited(guidelines, &ids);
    if cited.is_empty() && draft.works.is_empty() {
        // A guideline that is not at hand is a point of its own.
        let chosen = draft.cites.as_ref().is_some_and(|ids| !ids.is_empty());
        let said = draft.uncited.as_ref().is_some_and(|reason| !reason.trim().is_empty());
        return (!chosen && !said && item.depends_on.is_none()).then_some(Lack::NotCited);
    }
    let below = steps_down(cited.iter().map(|g| g.tier), &draft.works);
    (below && draft.step_down.is_none()).then_some(Lack::StepDown)
}

/// The same of every item that has an outcome, in the case's order: before one is chosen nothing is asked.
pub fn lacking_of_all(
    guidelines: &[Guideline],
    vocabulary: &Vocabulary,
    case: &Case,
    draft: &Draft,
) -> Vec<OpenPoint> {
    let of = |item: &Item| {
        let drafted = draft.item(item.item).filter(|d| d.outcome.is_some())?;
        let what = lacking(guidelines, vocabulary, item, drafted)?;
        Some(OpenPoint::of(item.item, what))
    };
    case.items.iter().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOUND: [(&str, Tier); 3] =
        [("b", Tier::AcoemOrOdg), ("a", Tier::AcoemOrOdg), ("study", Tier::Study)];

    #[test]
    fn the_first_tier_is_cited_unless_the_reviewer_chose_and_nothing_twice() {
        let found = || FOUND.into_iter();
        assert_eq!(cited_ids(None, found()), ["b", "a"]);
        let mut own = ItemDraft::default();
        assert_eq!(cited_ids(Some(&own), found()), ["b", "a"]);
        own.cites = Some(["study", "gone", "b", "study"].map(str::to_owned).to_vec());
        assert_eq!(cited_ids(Some(&own), found()), ["study", "gone", "b"]);
        own.cites = Some(Vec::new());
        assert!(cited_ids(Some(&own), found()).is_empty(), "nothing is a choice too");
        assert!(cited_ids(None, [].into_iter()).is_empty());
    }
}
