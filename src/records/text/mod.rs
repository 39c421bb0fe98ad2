//! Reading clinical prose: where a sentence ends, and what it states that can be looked up elsewhere (dates, sides,
//! levels, amounts).
//!
//! All of it is total: any text gives some answer, in one pass, with byte ranges that lie on character borders.

pub mod abbreviations;
mod sentences;

pub use sentences::sentences;
