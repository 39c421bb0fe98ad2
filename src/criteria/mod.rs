//! Criteria held against findings: three values with reasons, the proof of each, and two questions of it.

pub mod answers;
mod compare;
pub mod complete;
pub mod context;
pub mod evaluate;
pub mod families;
pub mod hold;
pub mod leaf;
pub mod matching;
mod order;
pub mod outline;
pub mod proof;
pub mod questions;
mod removal;
mod settle;
pub mod spoken;
mod sum;
pub mod trial;
pub mod value;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use context::Context;
pub use evaluate::{applicable, evaluate, evaluate_all, evaluate_only};
pub use proof::{ClauseProof, CriterionProof, LeafProof, Proof, Shape, Weight};
pub use value::{Value, Why};
