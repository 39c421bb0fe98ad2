//! Criteria held against findings: three values with reasons, and the proof of each.

mod compare;
pub mod evaluate;
pub mod matching;
pub mod outline;
pub mod proof;
pub mod spoken;
pub mod value;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use evaluate::{Context, applicable, evaluate};
pub use proof::{ClauseProof, CriterionProof, LeafProof, Proof, Shape, Weight};
pub use value::{Value, Why};
