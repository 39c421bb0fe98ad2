//! The journal's slot: the last draft, until it is on the disk, and what is asked for after it.

use std::{
    collections::VecDeque,
    sync::Arc,
    time::{Duration, Instant},
};

use super::{acts::Act, clock};
use crate::{
    app::event::{Shown, Unkept, When},
    domain::{draft::Draft, session::Session},
    store::{Hold, StoreError, Workspace},
};

/// A reviewer who stops typing for this long has paused: the draft is kept.
const PAUSE: Duration = Duration::from_millis(400);
/// Who never stops typing still has a draft that is at most this old.
const LATEST: Duration = Duration::from_millis(900);
/// How long after a refusal the disk is asked again, at first and at most.
const AGAIN: Duration = Duration::from_secs(1);
const AGAIN_AT_MOST: Duration = Duration::from_secs(30);

#[derive(Default)]
pub struct Slot {
    /// The case that is open for editing.
    pub hold: Option<Arc<Hold>>,
    pub draft: Option<Pending>,
    pub acts: VecDeque<Act>,
    /// Where in the queue which reviewer is.
    pub session: Option<(Option<String>, Session)>,
    /// Counts drafts, so that a newer one is not taken for the one that was written.
    put: u64,
    /// Wait after the last refusal; zero while the disk is well.
    refused: Duration,
}

/// A draft on its way.
#[derive(Clone)]
pub struct Pending {
    pub hold: Arc<Hold>,
    pub draft: Arc<Draft>,
    pub changes: u64,
    pub due: Instant,
    /// The draft on the disk that it is to take the place of, when the reviewer was asked.
    over: Option<Shown>,
    since: Instant,
    nth: u64,
}

impl Slot {
    /// Puts a draft over an older one of the same case.
    ///
    /// # Errors
    /// When its case is not held.
    pub fn put(
        &mut self,
        draft: Arc<Draft>,
        changes: u64,
        when: When,
        over: Option<Shown>,
    ) -> Result<(), ()> {
        let hold = self.hold.clone().filter(|h| h.number == draft.case).ok_or(())?;
        let now = Instant::now();
        // One of another case has been written before the hold changed.
        let before = self.draft.take().filter(|p| p.draft.case == draft.case);
        let since = before.as_ref().map_or(now, |p| p.since);
        let due = match when {
            When::Now => now,
            // Who writes on is not kept waiting for the longest time.
            When::Soon if self.refused > Duration::ZERO => {
                before.as_ref().map_or(now, |p| p.due).min(now + AGAIN)
            }
            When::Soon => (now + PAUSE).min(since + LATEST),
        };
        self.put += 1;
        let over = over.or_else(|| before.and_then(|p| p.over));
        self.draft = Some(Pending { hold, draft, changes, due, over, since, nth: self.put });
        Ok(())
    }

    /// What came of writing a draft: it goes, unless it must be tried again or something newer lies here.
    pub fn written(&mut self, written: &Pending, result: &Result<(), Unkept>) {
        let again = match result {
            Err(Unkept::Disk(_) | Unkept::TakenOver(_, Err(_))) => {
                self.refused = self.refused.saturating_mul(2).clamp(AGAIN, AGAIN_AT_MOST);
                true
            }
            _ => {
                self.refused = Duration::ZERO;
                false
            }
        };
        match &mut self.draft {
            Some(now) if now.nth != written.nth => {
                if result.is_ok() {
                    now.over = None;
                }
                now.since = Instant::now();
            }
            Some(now) if again => now.due = Instant::now() + self.refused,
            _ => self.draft = None,
        }
    }

    pub fn is_due(&self, now: Instant) -> bool {
        self.draft.as_ref().is_some_and(|pending| pending.due <= now)
    }

    /// A draft goes before what was asked for after it; one that the disk refuses does not hold it up.
    pub fn has_act(&self) -> bool {
        !self.acts.is_empty() && (self.draft.is_none() || self.refused > Duration::ZERO)
    }

    pub fn next_act(&mut self) -> Option<Act> {
        if self.has_act() { self.acts.pop_front() } else { None }
    }

    /// The draft is wanted on the disk now.
    pub fn hurry(&mut self) {
        if let Some(pending) = &mut self.draft {
            pending.due = Instant::now();
        }
    }

    /// A draft that lies in the trash folder now; a newer one stays.
    pub fn forget(&mut self, gone: Option<&Pending>) {
        self.draft.take_if(|now| gone.is_some_and(|gone| gone.nth == now.nth));
    }

    /// Everything that holds a case.
    pub fn let_go(&mut self) -> (Option<Arc<Hold>>, VecDeque<Act>) {
        (self.hold.take(), std::mem::take(&mut self.acts))
    }
}

impl Pending {
    /// Writes it; where it must not be written over another's words, it is put beside them.
    pub fn write(&self, store: &Workspace) -> Result<(), Unkept> {
        let by = self.hold.holder.reviewer.clone();
        let draft = Draft { saved: Some(clock::stamp()), by, ..(*self.draft).clone() };
        let saved = match &self.over {
            None => store.save_draft(&self.hold, &draft),
            Some(Shown::AtOpening) => store.save_draft_over(&self.hold, &draft, None),
            Some(Shown::Digest(shown)) => {
                store.save_draft_over(&self.hold, &draft, Some(shown.as_deref()))
            }
        };
        match saved {
            Ok(()) => Ok(()),
            Err(StoreError::TakenOver { by, .. }) => {
                let aside = store.put_aside_of(&self.hold, &draft).map_err(|e| e.to_string());
                Err(Unkept::TakenOver(by, aside))
            }
            Err(StoreError::DraftChanged(_)) => match store.put_aside_of(&self.hold, &draft) {
                Ok(_) => {
                    let (theirs, digest) = store.draft_as_it_is(&self.hold.number);
                    Err(Unkept::Changed(theirs.map(Box::new), digest))
                }
                Err(error) => Err(Unkept::Disk(error.to_string())),
            },
            Err(other) => Err(Unkept::Disk(shortly(&other))),
        }
    }
}

/// Reason and remedy without the path: beside the caret there is one line for it.
fn shortly(error: &StoreError) -> String {
    match error {
        StoreError::Io { source, remedy, .. } => {
            let source = source.to_string();
            let source = source.split(" (os error").next().unwrap_or_default();
            format!("{source}; {remedy}")
        }
        other => other.to_string(),
    }
}
