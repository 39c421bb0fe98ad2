//! The workspace on disk. One interface, in cases and determinations; no path leaves this room.

mod atomic;
mod drafts;
mod error;
mod finalize;
mod library;
mod records;
mod workspace;
pub mod yaml;

pub use error::StoreError;
pub use finalize::prepare;
pub use workspace::{Workspace, sha256_hex};
