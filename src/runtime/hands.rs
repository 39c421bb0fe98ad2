//! Carries out effects on the workspace; each answers with an event, now or by the journal.

use std::{
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use super::{
    clipboard, clock,
    journal::Journal,
    keeper::Keeper,
    log::{self, Level, note, took},
    reader::Reader,
    surroundings,
};
use crate::{
    app::{Effect, Event, event::When},
    domain::{
        attestation::Attestation,
        case::CaseNumber,
        hold::{Barred, Holder},
        library::{Library, OpenCase},
    },
    store::{Asked, StoreError, Workspace, prepare},
};

/// How long a case that is opened waits for the draft of the one before.
const PATIENCE: Duration = Duration::from_secs(2);

/// What the session may touch.
pub struct Hands {
    pub workspace: Workspace,
    pub library: Arc<Library>,
    /// Id of the reviewer, when not the one that `imr.yaml` names.
    pub reviewer: Option<String>,
    pub journal: Journal,
    pub reader: Reader,
    pub keeper: Keeper,
    /// No program is started.
    pub restricted: bool,
}

impl Hands {
    /// Does it; `None` for what the session itself carries out, and for what the journal answers.
    pub fn carry_out(&mut self, effect: Effect) -> Option<Event> {
        let store = &self.workspace;
        Some(match effect {
            Effect::ReadQueue => return self.keeper.read(&self.library),
            Effect::ReadRow(number) => self.keeper.look(number, &self.library),
            Effect::ReadLibrary => return self.read_library(),
            Effect::OpenCase(number) => Event::CaseOpened(self.open(&number, false)),
            Effect::TakeOver(number) => Event::CaseOpened(self.open(&number, true)),
            Effect::Attest => Event::Attested(self.attest()),
            Effect::Prepare(open, draft) => {
                if let Some(changed) = self.changed(&open) {
                    return Some(changed);
                }
                let reviewer = self.reviewer.as_deref();
                let record = self.workspace.scanned(&open.case);
                let prepared = record.and_then(|record| {
                    prepare(&self.library, &open, &draft, reviewer, &clock::stamp(), &record)
                });
                Event::Prepared(prepared.map(Box::new).map_err(|e| e.on_the_bench()))
            }
            Effect::ReadRecord(number, document) => {
                let text = store.record(&number, &document).map_err(|e| e.to_string());
                Event::RecordRead(number, document, text)
            }
            Effect::Copy(text) => Event::Copied(clipboard::copy(&text, self.restricted)),
            effect => return self.hand_on(effect),
        })
    }

    /// What other threads do; they answer by themselves, unless they cannot begin.
    fn hand_on(&self, effect: Effect) -> Option<Event> {
        let me = || self.library.reviewer(self.reviewer.as_deref()).ok().map(|r| r.id.clone());
        match effect {
            Effect::ReadRecords(number, documents) => return self.reader.read(&number, &documents),
            Effect::ReadPrecedents(number, item) => {
                return self.reader.precedents(number, item, Arc::clone(&self.library), me());
            }
            Effect::SetAside(wanted) => {
                self.journal.set_aside(wanted, Arc::clone(&self.library), self.me());
            }
            Effect::Remember(session) => self.journal.remember(me(), session),
            Effect::LetGo => self.journal.set_hold(None),
            Effect::KeepDraft(draft, changes, when) => {
                self.journal.keep(draft, changes, when, None);
            }
            Effect::KeepOver(shown, mine, changes) => {
                self.journal.keep(mine, changes, When::Now, Some(shown));
            }
            Effect::TakeTheirs(mine) => self.journal.take_theirs(mine),
            Effect::DiscardDraft(number) => self.journal.discard(number),
            Effect::Finalize(prepared) => self.journal.finalize(prepared),
            // Carried out above, or by the session itself. Each has its name, so that a new effect is not forgotten.
            Effect::ReadQueue
            | Effect::ReadRow(_)
            | Effect::ReadLibrary
            | Effect::OpenCase(_)
            | Effect::TakeOver(_)
            | Effect::Attest
            | Effect::Prepare(..)
            | Effect::ReadRecord(..)
            | Effect::Copy(_)
            | Effect::Redraw
            | Effect::Suspend
            | Effect::EditOutside(..)
            | Effect::Quit => {}
        }
        None
    }

    /// The case as it is on the disk, when its file is not the one that is open.
    pub fn case_changed(&self, open: &OpenCase) -> Option<Event> {
        self.reader.changed(&open.case.case, &open.digest, &self.library)
    }

    /// The same behind the screen: the session hears of it.
    pub fn look_again(&self, open: &OpenCase) {
        self.reader.look_again(&open.case.case, &open.digest, &self.library);
    }

    /// What has changed on the disk since the case was opened: then nothing is prepared.
    fn changed(&mut self, open: &OpenCase) -> Option<Event> {
        if let Some(event) = self.case_changed(open) {
            return Some(event);
        }
        let now = self.workspace.library().ok()?;
        if now.guideline_digests == self.library.guideline_digests
            && now.organization == self.library.organization
            && now.reviewers == self.library.reviewers
            && now.vocabulary == self.library.vocabulary
        {
            return None;
        }
        self.library = Arc::new(now);
        Some(Event::LibraryRead(Ok(Arc::clone(&self.library))))
    }

    fn read_library(&mut self) -> Option<Event> {
        match self.workspace.library() {
            Ok(now) if now == *self.library => None,
            Ok(now) => {
                self.library = Arc::new(now);
                Some(Event::LibraryRead(Ok(Arc::clone(&self.library))))
            }
            Err(error) => Some(Event::LibraryRead(Err(error.to_string()))),
        }
    }

    /// Opens a case and holds it; the one before is let go once this one can be read.
    fn open(&self, number: &CaseNumber, take_over: bool) -> Result<Box<OpenCase>, String> {
        // What is still on its way to the disk keeps its hold.
        let _ = self.journal.flush(PATIENCE);
        let held = self.journal.hold();
        let held = held.is_some_and(|h| h.number == *number && self.workspace.is_held(&h));
        // A disk that takes no file still lets a case be read.
        let asked = if held { None } else { Some(self.hold(number, take_over)) };
        let begun = Instant::now();
        let open = self.workspace.open_case(number, &self.library).map_err(|e| e.to_string())?;
        let (items, findings) = (open.case.items.len(), open.case.findings.len());
        let fields = [log::number("items", items), log::number("findings", findings), took(begun)];
        note(Level::Debug, "case-opened", &fields);
        let barred = match asked {
            None => None,
            Some(Ok(Asked::Ours(hold))) => {
                self.journal.set_hold(Some(hold));
                None
            }
            Some(Ok(Asked::Theirs(by))) => Some(Barred::By(by)),
            Some(Err(error)) => Some(Barred::Disk(error.to_string())),
        };
        if barred.is_some() {
            self.journal.set_hold(None);
        }
        Ok(Box::new(OpenCase { left: self.take_in_left(&open), barred, ..open }))
    }

    /// What editors of this case left when an earlier session was ended with them.
    fn take_in_left(&self, open: &OpenCase) -> Vec<String> {
        let Some(hold) = self.journal.hold().filter(|h| h.number == open.case.case) else {
            return Vec::new();
        };
        // What cannot be taken in now lies where it is, and is looked for again the next time.
        self.workspace.take_in_left(&hold, open.draft.as_ref()).unwrap_or_default()
    }

    /// Who this session is, for others that want the same case.
    pub fn me(&self) -> Holder {
        let reviewer = self.library.reviewer(self.reviewer.as_deref());
        surroundings::holder(reviewer.ok().map(|r| r.id.clone()))
    }

    fn hold(&self, number: &CaseNumber, take_over: bool) -> Result<Asked, StoreError> {
        let me = self.me();
        let begun = Instant::now();
        loop {
            match self.workspace.hold(number, &me, take_over)? {
                // The journal is about to let go of our own.
                Asked::Theirs(by)
                    if (by.pid, &by.host) == (me.pid, &me.host) && begun.elapsed() < PATIENCE =>
                {
                    thread::sleep(Duration::from_millis(2));
                }
                asked => return Ok(asked),
            }
        }
    }

    fn attest(&self) -> Result<Attestation, String> {
        let reviewer =
            self.library.reviewer(self.reviewer.as_deref()).map_err(|p| p.to_string())?;
        Ok(Attestation {
            reviewer: reviewer.id.clone(),
            at: clock::stamp(),
            statement: self.library.organization.paragraphs.attestation.clone(),
        })
    }
}
