//! The workspace on disk.
pub mod yaml;
