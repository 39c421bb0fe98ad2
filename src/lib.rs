//! `imr`: a bench for Independent Medical Review.
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
