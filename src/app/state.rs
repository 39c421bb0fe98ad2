//! The whole state of the screen. `update` is the only writer; `ui` only reads.

use std::{collections::BTreeSet, sync::Arc};

use jiff::civil::DateTime;

use super::{
    bench::Bench, bindings::Keymap, key::Key, messages::Messages, prompt_line::History,
    queue::Queue,
};
use crate::domain::{
    case::CaseNumber,
    check::Alarm,
    draft::Draft,
    filter::Filter,
    hold::Holder,
    library::{Library, OpenCase, Prepared},
    session::Session,
    settings::Settings,
    words::words,
};

/// What is on the screen and why.
#[derive(Debug, Clone)]
pub struct State {
    /// Columns and rows.
    pub size: (u16, u16),
    pub library: Arc<Library>,
    /// What every key does here.
    pub keymap: Arc<Keymap>,
    /// Views, snippets and the rest of the settings that count: the workspace's with the reviewer's own over them.
    pub settings: Arc<Settings>,
    /// The organization's local time, to the minute.
    pub now: DateTime,
    pub queue: Queue,
    /// The open case; `None` shows the queue.
    pub bench: Option<Bench>,
    pub overlay: Option<Overlay>,
    /// The line being typed; it lies over the overlay too.
    pub prompt: Option<Prompt>,
    /// Keys of an unfinished binding.
    pub pending: Vec<Key>,
    pub notice: Option<Notice>,
    /// What was said so far.
    pub messages: Messages,
    /// What was searched last, for `n` and `N`.
    pub searched: String,
    /// What was searched is lit in the list that has the focus, until Esc.
    pub lit: bool,
    /// What is searched in the text that lies over the screen.
    pub sought: Option<Sought>,
    pub histories: Histories,
    /// Where to go once the draft is on disk.
    pub leaving: Option<Leave>,
    /// Counts the texts that were opened to be answered: one that is not yet on the screen is not answered.
    pub sheet: u64,
    /// The draft is being taken off the desk.
    pub clearing: bool,
    /// Cases that were opened in this session.
    pub greeted: BTreeSet<CaseNumber>,
    /// The session may not leave the workspace: no shell, no suspending.
    pub restricted: bool,
    /// Id of the reviewer who sits here, as far as one is known.
    pub reviewer: Option<String>,
    /// Where in the queue the reviewer was when it was last put down.
    pub remembered: Session,
}

/// What waits for the draft to be safe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leave {
    Queue,
    Case(CaseNumber),
    Program,
}

/// The panes of the bench, in Tab order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pane {
    Items,
    Findings,
    Criteria,
    Rationale,
}

impl Pane {
    pub const ALL: [Self; 4] = [Self::Items, Self::Findings, Self::Criteria, Self::Rationale];

    /// The pane `by` places on, round the end.
    #[must_use]
    pub fn step(self, by: isize) -> Self {
        let at = Self::ALL.iter().position(|p| *p == self).unwrap_or(0);
        let n = Self::ALL.len();
        Self::ALL[(at + n).wrapping_add_signed(by) % n]
    }
}

/// Something that lies over the screen and takes the keys.
#[derive(Debug, Clone, PartialEq)]
pub enum Overlay {
    Help {
        top: usize,
        scope: Scope,
        /// What it lies over, to come back to.
        under: Option<Box<Overlay>>,
    },
    /// The case's summary, diagnoses and documents.
    Summary { top: usize },
    /// The claims administrator's reading and the reviewer's, side by side.
    Readings { top: usize },
    /// Exactly what will be written.
    Preview {
        prepared: Box<Prepared>,
        /// Show the YAML instead of the letter.
        yaml: bool,
        top: usize,
        /// The bytes are on their way to the disk.
        writing: bool,
    },
    /// The text of a document; the bench has it.
    Record,
    /// A search for what is said not to be in the record; the bench has it.
    Silence,
    /// Past determinations on what the item asks for; the bench has them.
    Precedents,
    /// What the checks say; the bench has it.
    Checks {
        chosen: usize,
        /// Below what is open stands what is dismissed.
        dismissed: bool,
    },
    /// A finding of the reviewer's own, being filled in; the bench has it.
    Form {
        /// It was begun on the text of a document, and ends there.
        over_record: bool,
    },
    /// What the draft changes, and what changed under it.
    Draft { top: usize },
    /// Drafted sentences that are out of date, and how they would read now.
    Stale { top: usize },
    /// What was said so far.
    Messages { top: usize },
    /// Something to read and to answer.
    Question { question: Question, top: usize },
}

impl Overlay {
    /// Scrolls it, if it can be: from the first shown line to another.
    pub(super) fn scroll(&mut self, to: impl FnOnce(usize) -> usize) {
        match self {
            Self::Help { top, .. }
            | Self::Summary { top }
            | Self::Readings { top }
            | Self::Preview { top, .. }
            | Self::Draft { top }
            | Self::Stale { top }
            | Self::Messages { top }
            | Self::Question { top, .. } => *top = to(*top),
            Self::Record
            | Self::Silence
            | Self::Precedents
            | Self::Checks { .. }
            | Self::Form { .. } => {}
        }
    }
}

/// What is asked. `y` says yes, Esc leaves everything as it is.
#[derive(Debug, Clone, PartialEq)]
pub enum Question {
    /// Nothing stands against deciding this case? Then, if asked on the way, finalize.
    Attest { finalize: bool },
    /// The case file is another one now: go on with that, the draft laid over it?
    CaseChanged(Box<OpenCase>),
    /// The draft on the disk is another one (or gone): keep the one on this screen?
    OtherDraft { theirs: Option<Box<Draft>>, digest: Option<String> },
    /// Take this finding of the reviewer's own away?
    RemoveFinding(String),
    /// Take the draft off the desk?
    Discard,
    /// Take the case from who holds it?
    TakeOver(Holder),
}

/// A line being typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Prompt {
    pub kind: PromptKind,
    pub text: String,
    /// In bytes.
    pub caret: usize,
    /// Which of the list above it was chosen; `None` until one is: then the best counts.
    pub chosen: Option<usize>,
    /// How many lines back in the history, and what was being typed before going there.
    pub(super) back: usize,
    pub(super) own: String,
}

/// What a typed line is for.
#[derive(Debug, Clone, PartialEq)]
pub enum PromptKind {
    /// Rows or lines that hold the words, one after the other.
    Search,
    /// A text of the reviewer's own, chosen from a list that is narrowed by what is typed.
    Snippet,
    /// Which cases are shown: the filter that is given up on Esc, and the case that the cursor then goes back to.
    Filter { before: Filter, at: Option<CaseNumber> },
    /// Why these cases are set aside.
    Aside(Vec<CaseNumber>),
    /// An act by its name.
    Palette,
    /// What is looked for in the record.
    Absent,
    /// Why the chosen hit of a search does not count.
    Discount,
    /// Why a final case is to be amended.
    Amend,
    /// Why something below the MTUS is cited; then, if asked on the way, finalize.
    StepDown { finalize: bool },
    /// Why nothing is cited.
    Uncited { finalize: bool },
    /// A work that is cited, part by part.
    Work(super::work_asked::WorkAsked),
    /// When the determination is mailed.
    Mailed,
    /// Why a finding of the case file is refused.
    Refuse { id: String },
    /// Why this alarm of a check may stand.
    Dismiss(Box<Alarm>),
    /// The reason for the reviewer's own value of a criterion.
    Reason { guideline: String, criterion: String, value: crate::domain::draft::Stated },
}

/// A search in a text that lies over the screen. Only the view knows its lines: it goes to the one that is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    pub words: String,
    /// A new search has another number.
    pub number: u64,
    /// How often `n` was pressed, less how often `N`.
    pub steps: isize,
}

/// Lines that were typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Histories {
    pub search: History,
    pub filter: History,
}

/// A short message in the status line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub text: String,
    pub grave: bool,
}

words! {
    /// Which bindings hold now. The word is its name in the settings.
    Scope, "a place that has keys" {
        Queue = "queue",
        Bench = "bench",
        Editor = "editor",
        Prompt = "prompt",
        Preview = "preview",
        /// A text to scroll: the help, the summary.
        Reading = "reading",
        /// A text to answer.
        Question = "question",
        /// The text of a document.
        Record = "record",
        /// A search for what is said not to be in the record.
        Silence = "silence",
        /// Past determinations on what the item asks for.
        Precedents = "precedents",
        /// What the checks say.
        Checks = "checks",
        /// A finding being filled in.
        Form = "form",
    }
}

impl Scope {
    /// True where a character is typed, and so cannot be bound.
    pub fn takes_text(self) -> bool {
        matches!(self, Self::Editor | Self::Prompt | Self::Form)
    }
}

impl State {
    /// An empty queue that waits for its rows.
    pub fn new(
        library: Arc<Library>,
        keymap: Arc<Keymap>,
        size: (u16, u16),
        now: DateTime,
    ) -> Self {
        Self {
            size,
            settings: Arc::new(library.organization.bench.clone()),
            keymap,
            now,
            queue: Queue::new(&library.organization.bench, &library.vocabulary, now),
            library,
            bench: None,
            overlay: None,
            prompt: None,
            pending: Vec::new(),
            notice: None,
            messages: Messages::new(),
            searched: String::new(),
            lit: false,
            sought: None,
            histories: Histories::default(),
            leaving: None,
            sheet: 0,
            clearing: false,
            greeted: BTreeSet::new(),
            restricted: false,
            reviewer: None,
            remembered: Session::default(),
        }
    }

    /// True while the disk is to answer before the screen changes: what is typed meanwhile is meant for what comes.
    pub fn is_waiting(&self) -> bool {
        let writing = matches!(self.overlay, Some(Overlay::Preview { writing: true, .. }));
        writing || self.clearing || self.leaving.is_some() || self.queue.marks.is_acting()
    }

    /// What has the keys below the line being typed.
    pub fn scope_below(&self) -> Scope {
        self.scope_of(None)
    }

    /// True while something lies over the screen and takes the keys.
    pub fn is_covered(&self) -> bool {
        self.overlay.is_some() || self.prompt.is_some()
    }

    /// True while words are being written, also when a prompt lies over them.
    pub fn is_writing(&self) -> bool {
        let form = matches!(self.overlay, Some(Overlay::Form { .. }));
        form || self.bench.as_ref().is_some_and(|bench| bench.editing)
    }

    pub fn scope(&self) -> Scope {
        self.scope_of(self.prompt.as_ref())
    }

    fn scope_of(&self, prompt: Option<&Prompt>) -> Scope {
        if prompt.is_some() {
            return Scope::Prompt;
        }
        match (&self.overlay, &self.bench) {
            (
                Some(
                    Overlay::Help { .. }
                    | Overlay::Summary { .. }
                    | Overlay::Readings { .. }
                    | Overlay::Draft { .. }
                    | Overlay::Stale { .. }
                    | Overlay::Messages { .. },
                ),
                _,
            ) => Scope::Reading,
            (Some(Overlay::Question { .. }), _) => Scope::Question,
            (Some(Overlay::Preview { .. }), _) => Scope::Preview,
            (Some(Overlay::Record), _) => Scope::Record,
            (Some(Overlay::Silence), _) => Scope::Silence,
            (Some(Overlay::Precedents), _) => Scope::Precedents,
            (Some(Overlay::Checks { .. }), _) => Scope::Checks,
            (Some(Overlay::Form { .. }), _) => Scope::Form,
            (None, Some(bench)) if bench.editing => Scope::Editor,
            (None, Some(_)) => Scope::Bench,
            (None, None) => Scope::Queue,
        }
    }
}
