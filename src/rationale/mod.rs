//! From proof to decision: composing a determination of what the reviewer decided and what it rests on.

pub mod checks;
pub mod determine;
pub mod draft;
pub mod evidence;
pub mod precedents;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use determine::{Basis, determine};
