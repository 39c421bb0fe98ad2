//! A determination as the letter that the parties get: plain text, 76 columns, the same bytes for the
//! same determination.
//!
//! What a letter must hold is set by LC 4610.6(d) to (f) and 8 CCR 9792.10.6(d); this room lays it out and
//! adds no word of judgement. A reviewer's name cannot appear: a [`Determination`] does not know it.
//!
//! [`Determination`]: crate::domain::determination::Determination

mod citation;
mod closing;
mod compose;
mod documents;
mod page;
pub mod publish;
pub mod read;
pub mod source;
#[cfg(test)]
pub mod testing;
#[cfg(test)]
mod tests;

pub use citation::work as cited_work;
pub use compose::{REMAINDER, finish, letter_text};
pub use page::WIDTH;
