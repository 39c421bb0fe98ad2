//! What a decision cites, and what still lacks of it.

use std::collections::BTreeSet;

use crate::{
    criteria::{applicable, of_first_tier},
    domain::{
        case::{Case, Item},
        draft::{Draft, ItemDraft, Lack, OpenPoint},
        evidence::steps_down,
        guideline::Guideline,
        vocabulary::Vocabulary,
    },
};

/// The reviewer's own choice, in the order chosen; without one, the applicable guidelines [`of_first_tier`].
pub fn cited<'a>(
    guidelines: &'a [Guideline],
    draft: &ItemDraft,
    applicable: &[&'a Guideline],
) -> Vec<&'a Guideline> {
    match &draft.cites {
        Some(ids) => {
            let mut seen = BTreeSet::new();
            let ids = ids.iter().filter(|id| seen.insert(id.as_str()));
            ids.filter_map(|id| guidelines.iter().find(|g| g.id == *id)).collect()
        }
        None => of_first_tier(applicable, |g| g.tier).copied().collect(),
    }
}

/// What lacks of an item's citations: something below the MTUS without the step to it, or nothing without a reason. What
/// stands or falls with another item may cite nothing.
pub fn lacking(
    guidelines: &[Guideline],
    vocabulary: &Vocabulary,
    item: &Item,
    draft: &ItemDraft,
) -> Option<Lack> {
    let cited = cited(guidelines, draft, &applicable(guidelines, item, vocabulary));
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
