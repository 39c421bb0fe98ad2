//! The impure shell round the pure state machine: terminal, input, signals, clock, and the hands that carry
//! out effects.

mod acts;
pub mod clock;
mod hands;
mod input;
mod journal;
mod last_words;
pub mod places;
mod screen;
mod session;
mod signals;
mod slot;
pub mod surroundings;
mod writer;

pub use session::{LOST, Start, run};
