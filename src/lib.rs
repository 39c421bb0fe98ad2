//! `imr`: a bench for Independent Medical Review.
//!
//! The map. [`domain`] holds the words of the work: cases, findings, guidelines, drafts, determinations.
//! [`criteria`] holds a case's findings against a guideline and keeps the proof; [`rationale`] makes a
//! determination of case, draft and proofs; [`letter`] prints it; [`records`] reads texts of documents.
//! [`store`] is the one room that knows files: it hands over cases and takes drafts and determinations.
//!
//! The screen is a pure state machine. [`keymap`] turns a key into an [`app::Action`]; [`app::update()`] carries
//! it into the [`app::State`] and gives back [`app::Effect`]s; [`ui`] draws the state. [`runtime`] is the shell
//! round it: terminal, threads, clock, and the hands that carry out effects. [`cli`] does the same acts without
//! a screen.
//!
//! Which room may touch which is in `ARCHITECTURE.md`, and `tests/rules` holds the sources to it.
//! To go on, read [`app::action`]: all that can happen.
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
