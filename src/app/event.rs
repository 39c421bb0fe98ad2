//! What comes in: acts, text, answers of the store, the clock. And what goes out: effects, as values.

use jiff::civil::DateTime;

use super::{
    action::Action,
    key::Key,
    layout::Spot,
    marks::{Answers, Wanted},
};
use std::sync::Arc;

use crate::domain::{
    attestation::Attestation,
    case::{CaseNumber, Item},
    draft::Draft,
    hold::Holder,
    library::{Library, OpenCase, Prepared},
    precedent::Precedents,
    rows::{Change, Rows},
    session::Session,
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
    /// Keys that mean nothing here.
    Unbound(Vec<Key>),
    /// The mouse, when the settings let it: where it is, and what is to be done there.
    Pointed(Option<Spot>, Pointed),
    /// Columns and rows of the terminal.
    Resize(u16, u16),
    /// Where in the queue the reviewer was when it was last put down.
    LeftAt(Session),
    /// The organization's local time.
    Clock(DateTime),
    /// All that had come is carried in: what it changed of the draft goes on its way to the disk.
    Settled,
    QueueRead(Result<Rows, String>),
    /// Cases have come, gone or changed on the disk.
    QueueChanged(Change),
    /// So many of so many case files have been looked at.
    QueueScanned(usize, usize),
    /// All have been, or why not.
    QueueSettled(Result<(), String>),
    /// Nothing has come: what was begun goes on.
    GoOn,
    /// An answer that came before what it answers could be read: it counts for nothing.
    TooSoon,
    /// The guidelines or the organization's words were read again.
    LibraryRead(Result<Arc<Library>, String>),
    CaseOpened(Result<Box<OpenCase>, String>),
    /// The file of the open case is another one than it was.
    CaseChanged(Box<OpenCase>),
    /// The draft with this count of changes is on disk, or why not.
    DraftSaved(CaseNumber, u64, Result<(), Unkept>),
    /// The draft lies in the trash folder, here.
    DraftDiscarded(CaseNumber, Result<String, String>),
    /// The draft on the disk counts; the other one lies in the trash folder.
    TheirsTaken(CaseNumber, Result<(), String>),
    Attested(Result<Attestation, String>),
    /// The answer to [`Effect::Prepare`].
    Prepared(Result<Box<Prepared>, String>),
    /// The case is final; a text says what is left for the next start.
    Finalized(CaseNumber, Result<Option<String>, String>),
    /// The answer to [`Effect::EditOutside`]: another text, or none when it is as it was.
    EditedOutside(CaseNumber, u32, Result<Option<String>, String>),
    /// The text of a document of the open case; `None` when it is not at hand.
    RecordRead(CaseNumber, String, Result<Option<String>, String>),
    /// The texts of the open case, as [`Effect::ReadRecords`] asked for them.
    RecordsRead(CaseNumber, Texts),
    /// Past determinations on what this item asks for, as [`Effect::ReadPrecedents`] asked for them.
    PrecedentsRead(CaseNumber, u32, Result<Box<Precedents>, String>),
    /// What was copied, or why not.
    Copied(Result<String, String>),
    /// What came of [`Effect::SetAside`].
    AsideSet(Answers),
    /// There is no shell to go back to.
    NotSuspended,
    /// The recording of the session takes no more; why.
    RecordingEnded(String),
}

/// What the mouse does. It never decides anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pointed {
    /// A click, on this entry of the list that is there.
    Click(Option<usize>),
    WheelUp,
    WheelDown,
}

/// Why a draft is not on disk.
#[derive(Debug, Clone, PartialEq)]
pub enum Unkept {
    /// The disk refuses; it is tried again.
    Disk(String),
    /// Somebody has taken the case over. The words lie in the second place, or this is why they do not.
    TakenOver(Option<Box<Holder>>, Result<String, String>),
    /// Another program has written this draft, or removed it, or made it unreadable: it, and the digest of its file.
    /// The words of this session have been put aside.
    Changed(Option<Box<Draft>>, Option<String>),
}

/// Texts of documents, by id; `None` for one that is not at hand.
pub type Texts = Vec<(String, Result<Option<Arc<str>>, Unread>)>;

/// Why a text that is there is not at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// The system refuses, or it is no text.
    Refused(String),
    /// With it the texts of the case would be longer than a session holds; it can still be opened by itself.
    TooLong,
}

/// Which draft on the disk another one may take the place of: it then goes into the trash folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// The one that was there when the case was opened.
    AtOpening,
    /// The one that the reviewer was shown, by the digest of its file; `None`: there was none.
    Digest(Option<String>),
}

/// How soon a draft is to be on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// At the next pause of typing, and in a second at the latest.
    Soon,
    Now,
}

/// Something to do outside. Each answers with an [`Event`].
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Read the queue: what is known of it at once, and then what differs from that.
    ReadQueue,
    /// Read the row of one case again.
    ReadRow(CaseNumber),
    /// Read the guidelines and the organization's words again.
    ReadLibrary,
    /// Open a case and hold it.
    OpenCase(CaseNumber),
    /// The same, also when somebody else holds it.
    TakeOver(CaseNumber),
    /// Let go of the case that is held.
    LetGo,
    /// Keep this draft; the number counts changes, so that a late answer is known as late.
    KeepDraft(Box<Draft>, u64, When),
    /// Put the draft that is on the disk into the trash folder, then keep this one.
    KeepOver(Shown, Box<Draft>, u64),
    /// Put this draft aside: the one that is on the disk counts.
    TakeTheirs(Box<Draft>),
    DiscardDraft(CaseNumber),
    /// Give the attestation its reviewer and its moment.
    Attest,
    /// Compose the determination of the open case as of now.
    Prepare(Box<OpenCase>, Box<Draft>),
    /// Write exactly these bytes.
    Finalize(Box<Prepared>),
    /// Read the text of a document.
    ReadRecord(CaseNumber, String),
    /// Read the texts of these documents, without keeping anybody waiting.
    ReadRecords(CaseNumber, Vec<String>),
    /// Read the past determinations that are like this item, without keeping anybody waiting.
    ReadPrecedents(CaseNumber, Box<Item>),
    /// Hand a text to the clipboard of the terminal that the reviewer sits at.
    Copy(String),
    /// Set cases aside, or take them up, each under a hold of its own.
    SetAside(Wanted),
    /// Where in the queue the reviewer is: for the next session.
    Remember(Session),
    /// Clear the terminal and draw everything again.
    Redraw,
    /// Hand the text of this item to the editor of the reviewer's choice.
    EditOutside(CaseNumber, u32, String),
    /// Back to the shell for a while.
    Suspend,
    Quit,
}
