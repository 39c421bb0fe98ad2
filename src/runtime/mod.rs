//! The impure shell round the pure state machine: terminal, input, signals, clock, and the hands that carry
//! out effects.

pub mod clock;
pub mod hands;
mod input;
mod journal;
mod last_words;
mod screen;
mod session;
mod signals;
mod writer;

pub use session::{LOST, Start, run};
