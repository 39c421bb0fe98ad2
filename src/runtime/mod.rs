//! The impure shell round the pure state machine: terminal, input, signals, clock, and the hands that carry
//! out effects.

mod acts;
mod begin;
pub mod canvas;
pub mod cast;
mod clipboard;
pub mod clock;
mod ears;
mod hands;
mod input;
mod journal;
mod keeper;
pub mod last_words;
pub mod lines;
pub mod log;
mod outside;
mod pace;
mod painter;
pub mod places;
mod reader;
mod screen;
mod session;
mod signals;
mod slot;
pub mod surroundings;
pub mod throwaway;
mod turns;
mod way;

pub use session::{LOST, Start, run};
