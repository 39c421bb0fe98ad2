//! The state machine of the screen: pure. [`update()`] takes an [`Event`], changes the [`State`] and gives back
//! [`Effect`]s; `runtime` carries them out.

pub mod action;
pub mod alarms;
mod beginning;
pub mod bench;
pub mod bindings;
pub mod cited;
pub mod differences;
pub mod drafting;
pub mod editor;
pub mod event;
pub mod form;
pub mod key;
pub mod layout;
pub mod marks;
pub mod messages;
pub mod outside;
pub mod palette;
pub mod precedents;
mod prompt_line;
pub mod queue;
pub mod record;
pub mod refused;
pub mod rows;
pub mod silence;
pub mod snippets;
pub mod state;
mod update;
pub mod work_asked;

pub use action::Action;
pub use beginning::Beginning;
pub use bindings::Keymap;
pub use event::{Effect, Event};
pub use state::{Scope, State};
pub use update::update;
