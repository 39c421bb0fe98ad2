//! Reading clinical prose: where a sentence ends, and what it states that can be held against another text.
//!
//! All of it is total: any text gives some answer, in one pass, with byte ranges that lie on character borders.

pub mod abbreviations;
pub mod amounts;
pub mod dates;
pub mod levels;
mod mentions;
mod sentences;
pub mod sides;
pub mod tokens;
pub mod voice;

pub use mentions::{Mention, What, mentions, of_tokens};
pub use sentences::sentences;
