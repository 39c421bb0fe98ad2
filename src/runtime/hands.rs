//! Carries out effects on the workspace; each answers with an event, now or by the journal.

use std::{sync::Arc, time::Duration};

use super::{clock, journal::Journal, surroundings};
use crate::{
    app::{Effect, Event},
    domain::{
        attestation::{Attestation, ineligible},
        case::CaseNumber,
        hold::Barred,
        library::{Library, OpenCase},
    },
    store::{Claim, StoreError, Workspace, prepare},
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
}

impl Hands {
    /// Does it; `None` for what the session itself carries out, and for what the journal answers.
    pub fn carry_out(&mut self, effect: Effect) -> Option<Event> {
        let store = &self.workspace;
        Some(match effect {
            Effect::ReadQueue => {
                Event::QueueRead(store.queue(&self.library).map_err(|e| e.to_string()))
            }
            Effect::ReadLibrary => return self.read_library(),
            Effect::OpenCase(number) => Event::CaseOpened(self.open(&number, false)),
            Effect::TakeOver(number) => Event::CaseOpened(self.open(&number, true)),
            Effect::TakeTheirs(mine) => Event::CaseOpened(self.take_theirs(&mine)),
            Effect::Attest => Event::Attested(self.attest()),
            Effect::Prepare(open, draft) => {
                if let Some(changed) = self.changed(&open) {
                    return Some(changed);
                }
                let reviewer = self.reviewer.as_deref();
                let prepared = prepare(&self.library, &open, &draft, reviewer, &clock::stamp());
                Event::Prepared(prepared.map(Box::new).map_err(|e| e.to_string()))
            }
            Effect::LetGo => {
                self.journal.set_hold(None);
                return None;
            }
            Effect::KeepDraft(draft, changes, when) => {
                self.journal.keep(draft, changes, when);
                return None;
            }
            Effect::KeepOver(theirs, mine, changes) => {
                self.journal.keep_over(theirs, mine, changes);
                return None;
            }
            Effect::DiscardDraft(_) => {
                self.journal.discard();
                return None;
            }
            Effect::Finalize(prepared) => {
                self.journal.finalize(prepared);
                return None;
            }
            Effect::Redraw | Effect::Suspend | Effect::Quit => return None,
        })
    }

    /// The case as it is on the disk, when its file is not the one that is open.
    pub fn case_changed(&self, open: &OpenCase) -> Option<Event> {
        let number = &open.case.case;
        let now = self.workspace.case_digest(number).ok().flatten()?;
        if now == open.digest {
            return None;
        }
        // A file that is being written, or is faulty, is looked at again later.
        let read = self.workspace.open_case(number, &self.library).ok()?;
        Some(Event::CaseChanged(Box::new(read)))
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

    /// Opens a case and holds it; the one before is let go.
    fn open(&self, number: &CaseNumber, take_over: bool) -> Result<Box<OpenCase>, String> {
        // A disk that takes no file still lets a case be read.
        let held = self.hold(number, take_over);
        let barred = held.unwrap_or_else(|error| Some(Barred::Disk(error.to_string())));
        let open = self.workspace.open_case(number, &self.library);
        let open = open.inspect_err(|_| self.journal.set_hold(None)).map_err(|e| e.to_string())?;
        Ok(Box::new(OpenCase { barred, ..open }))
    }

    /// Who else holds the case; `None` when it is ours now.
    fn hold(&self, number: &CaseNumber, take_over: bool) -> Result<Option<Barred>, StoreError> {
        if let Some(hold) = self.journal.hold().filter(|h| h.number == *number)
            && self.workspace.is_held(&hold)
        {
            return Ok(None);
        }
        // What is still on its way to the disk keeps its hold: it must not stand in our own way.
        let _ = self.journal.flush(PATIENCE);
        self.journal.set_hold(None);
        let reviewer = self.library.reviewer(self.reviewer.as_deref()).ok().map(|r| r.id.clone());
        match self.workspace.hold(number, &surroundings::holder(reviewer), take_over) {
            Ok(Claim::Ours(hold)) => {
                self.journal.set_hold(Some(hold));
                Ok(None)
            }
            Ok(Claim::Theirs(holder)) => Ok(Some(Barred::By(holder))),
            Err(error) => Err(error),
        }
    }

    fn take_theirs(&self, mine: &crate::domain::draft::Draft) -> Result<Box<OpenCase>, String> {
        self.workspace.put_aside(mine).map_err(|e| e.to_string())?;
        self.journal.drop_draft();
        if let Some(hold) = self.journal.hold() {
            self.workspace.see_draft(&hold).map_err(|e| e.to_string())?;
        }
        self.open(&mine.case, false)
    }

    fn attest(&self) -> Result<Attestation, String> {
        let reviewer =
            self.library.reviewer(self.reviewer.as_deref()).map_err(|p| p.to_string())?;
        let against = ineligible(reviewer, clock::local().date());
        if !against.is_empty() {
            let reviewer = reviewer.id.clone();
            return Err(StoreError::Ineligible { reviewer, against }.to_string());
        }
        Ok(Attestation {
            reviewer: reviewer.id.clone(),
            at: clock::stamp(),
            statement: self.library.organization.paragraphs.attestation.clone(),
        })
    }
}
