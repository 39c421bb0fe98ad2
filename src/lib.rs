//! `imr`: a bench for Independent Medical Review.
pub mod app;
pub mod criteria;
pub mod domain;
pub mod keymap;
pub mod store;
