//! The workspace on disk. One interface, in cases and determinations; no path leaves this room but that of a text that
//! is lent to another editor.

mod asides;
mod audit;
mod drafts;
mod embedded;
mod error;
mod fail;
mod files;
mod finalize;
mod health;
mod holds;
mod import;
mod index;
mod init;
mod lent;
mod library;
mod lock;
mod precedents;
mod records;
mod sessions;
mod synthetic;
mod verify;
mod walls;
mod workspace;
pub mod yaml;

pub use asides::Seen;
pub use error::StoreError;
pub use fail::point as fail_point;
pub use files::write_new;
pub use finalize::prepare;
pub use health::Health;
pub use holds::{Asked, Hold};
pub use import::Import;
pub use index::{Ahead, First, GiveWay, Loaded, Stirred, Table, Told, Watch};
pub use init::{Begun, write_passing_workspace, write_workspace};
pub use lent::Lent;
pub use records::AtHand;
pub use synthetic::{MOST as MOST_SYNTHETIC, write_synthetic};
pub use verify::Verified;
pub use workspace::{Workspace, sha256_hex};
