//! What comes in: acts, text, answers of the store, the clock. And what goes out: effects, as values.

use jiff::civil::DateTime;

use super::{action::Action, key::Key};
use crate::domain::{
    case::CaseNumber,
    draft::Draft,
    library::{OpenCase, Prepared},
    queue::CaseSummary,
};

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// An act, from a key or the palette.
    Act(Action),
    /// A character for the editor or a prompt.
    Type(char),
    /// Text pasted as one piece.
    Paste(String),
    /// Keys typed so far of a longer binding; empty when it is finished or given up.
    Pending(Vec<Key>),
    /// Columns and rows of the terminal.
    Resize(u16, u16),
    /// The organization's local time.
    Clock(DateTime),
    /// The reviewer has paused: a good moment to keep the draft.
    Pause,
    QueueRead(Result<Vec<CaseSummary>, String>),
    CaseOpened(Result<Box<OpenCase>, String>),
    /// The draft with this count of changes is on disk, or why not.
    DraftSaved(CaseNumber, u64, Result<(), String>),
    /// The answer to [`Effect::Prepare`].
    Prepared(Result<Box<Prepared>, String>),
    Finalized(CaseNumber, Result<(), String>),
}

/// Something to do outside. Each answers with an [`Event`].
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    ReadQueue,
    OpenCase(CaseNumber),
    /// Keep this draft; the number counts changes, so that a late answer is known as late.
    SaveDraft(Box<Draft>, u64),
    /// Compose the determination of the open case as of now.
    Prepare(Box<OpenCase>, Box<Draft>),
    /// Write exactly these bytes.
    Finalize(Box<Prepared>),
    /// Clear the terminal and draw everything again.
    Redraw,
    Quit,
}
