//! `imr`: a bench for Independent Medical Review.
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::todo,
        clippy::unimplemented,
        clippy::dbg_macro,
        clippy::print_stdout,
        clippy::print_stderr,
    )
)]

pub mod app;
pub mod cli;
pub mod criteria;
pub mod domain;
pub mod keymap;
pub mod letter;
pub mod rationale;
pub mod records;
pub mod runtime;
pub mod store;
pub mod ui;
