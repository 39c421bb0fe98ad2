//! From proof to decision: composing a determination of what the reviewer decided and what it rests on.

pub mod checks;
pub mod determine;
pub mod draft;
pub mod evidence;
pub mod lack;
pub mod precedents;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use determine::{Basis, determine};

use crate::{
    criteria::{Context, Proof, evaluate_all},
    domain::{
        case::{Case, Item},
        draft::Draft,
        guideline::Guideline,
        vocabulary::Vocabulary,
    },
};

/// The proofs of an item: the guidelines that speak of it, evaluated on the findings as the reviewer reads them (`read`)
/// and with the values that the reviewer states.
pub fn proofs_of(
    read: &Case,
    item: &Item,
    draft: &Draft,
    guidelines: &[Guideline],
    vocabulary: &Vocabulary,
) -> Vec<Proof> {
    let own = draft.item(item.item);
    let overrides = own.map(|own| own.overrides.as_slice()).unwrap_or_default();
    evaluate_all(guidelines, &Context::new(read, item, vocabulary, overrides))
}
