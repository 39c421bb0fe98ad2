//! The impure shell: clock, terminal, input, signals.

pub mod clock;
