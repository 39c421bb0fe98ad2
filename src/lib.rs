//! `imr`: a bench for Independent Medical Review.
pub mod criteria;
pub mod domain;
pub mod letter;
pub mod rationale;
pub mod store;
