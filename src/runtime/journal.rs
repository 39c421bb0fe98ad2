//! The journal: a thread of its own puts drafts and determinations on the disk, one after the other.
//!
//! The screen may hang on a dead line, a panic may end it: what was typed up to the last key lies in the journal's
//! slot, and whoever ends the process (a signal, a panic, the reviewer) has it written from there.

use std::{
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, TryLockError, mpsc::Sender},
    thread,
    time::{Duration, Instant},
};

use super::{clock, session::Heard};
use crate::{
    app::{
        Event,
        event::{Unkept, When},
    },
    domain::{draft::Draft, library::Prepared},
    store::{Hold, StoreError, Workspace},
};

/// A reviewer who stops typing for this long has paused: the draft is kept.
const PAUSE: Duration = Duration::from_millis(400);
/// Who never stops typing still has a draft that is at most this old.
const LATEST: Duration = Duration::from_millis(900);
/// How long after a refusal the disk is asked again, at first and at most.
const AGAIN: Duration = Duration::from_secs(1);
const AGAIN_AT_MOST: Duration = Duration::from_secs(30);
/// How often somebody who ends the process looks whether the writer has finished.
const LOOK: Duration = Duration::from_millis(2);

/// The handle of the journal; every thread may have one.
#[derive(Clone)]
pub struct Journal(Arc<Inner>);

struct Inner {
    store: Workspace,
    slot: Mutex<Slot>,
    wake: Condvar,
    /// Held while something is written.
    writing: Mutex<()>,
    answers: Sender<Heard>,
}

#[derive(Default)]
struct Slot {
    /// The case that is open for editing.
    hold: Option<Arc<Hold>>,
    draft: Option<Pending>,
    acts: Vec<Act>,
    /// Wait after the last refusal; zero while the disk is well.
    refused: Duration,
}

struct Pending {
    hold: Arc<Hold>,
    draft: Box<Draft>,
    changes: u64,
    since: Instant,
    due: Instant,
}

/// What is done once, in its turn after the drafts before it.
enum Act {
    KeepOver(Arc<Hold>, Option<Box<Draft>>, Box<Draft>, u64),
    Discard(Arc<Hold>),
    Finalize(Arc<Hold>, Box<Prepared>),
}

/// What the thread does next.
enum Next {
    Draft(Pending),
    Act(Act),
}

impl Journal {
    /// Starts the thread.
    pub fn start(store: Workspace, answers: Sender<Heard>) -> Self {
        let inner = Inner {
            store,
            slot: Mutex::default(),
            wake: Condvar::new(),
            writing: Mutex::default(),
            answers,
        };
        let journal = Self(Arc::new(inner));
        let at_work = journal.clone();
        thread::spawn(move || at_work.work());
        journal
    }

    /// The case that is held, while one is.
    pub fn hold(&self) -> Option<Arc<Hold>> {
        self.slot().hold.clone()
    }

    /// From now on this case is open for editing, or none; the one before is let go once its drafts are written.
    pub fn set_hold(&self, hold: Option<Hold>) {
        let before = std::mem::replace(&mut self.slot().hold, hold.map(Arc::new));
        drop(before);
    }

    /// Puts a draft into the slot, over an older one of the same case.
    pub fn keep(&self, draft: Box<Draft>, changes: u64, when: When) {
        let mut slot = self.slot();
        let Some(hold) = slot.hold.clone().filter(|h| h.number == draft.case) else { return };
        let now = Instant::now();
        let since = slot.draft.as_ref().map_or(now, |p| p.since);
        let due = match when {
            When::Now => now,
            When::Soon if slot.refused > Duration::ZERO => {
                slot.draft.as_ref().map_or(now + PAUSE, |p| p.due)
            }
            When::Soon => (now + PAUSE).min(since + LATEST),
        };
        slot.draft = Some(Pending { hold, draft, changes, since, due });
        self.0.wake.notify_all();
    }

    pub fn keep_over(&self, theirs: Option<Box<Draft>>, mine: Box<Draft>, changes: u64) {
        self.act(|hold| Act::KeepOver(hold, theirs, mine, changes), true);
    }

    /// Forgets the draft in the slot: it has been put aside.
    pub fn drop_draft(&self) {
        self.slot().draft = None;
    }

    pub fn discard(&self) {
        self.act(Act::Discard, false);
    }

    pub fn finalize(&self, prepared: Box<Prepared>) {
        self.act(|hold| Act::Finalize(hold, prepared), false);
    }

    /// Writes what is in the slot now, on this thread; waits for a writer that is at work, but not for ever. Gives
    /// back why the words are not on the disk.
    ///
    /// # Errors
    /// Why the words are not on the disk.
    pub fn flush(&self, limit: Duration) -> Result<(), String> {
        let _writing = self.writer(limit).ok_or("the disk does not answer")?;
        self.flush_slot()
    }

    /// The same, then keeps the writer out until the guard is dropped: nothing is written while the process sleeps.
    pub fn pause(&self, limit: Duration) -> Option<MutexGuard<'_, ()>> {
        let writing = self.writer(limit)?;
        // A refusal is told by the draft's own answer.
        let _ = self.flush_slot();
        Some(writing)
    }

    /// Flushes, and lets go of the case: the last act of the process.
    ///
    /// # Errors
    /// Why the words are not on the disk.
    pub fn end(&self, limit: Duration) -> Result<(), String> {
        let ended = self.flush(limit);
        if ended.is_ok() {
            let hold = self.slot().hold.take();
            drop(hold);
        }
        ended
    }

    fn act(&self, act: impl FnOnce(Arc<Hold>) -> Act, instead_of_draft: bool) {
        let mut slot = self.slot();
        let Some(hold) = slot.hold.clone() else { return };
        if instead_of_draft {
            slot.draft = None;
        }
        if let Some(pending) = &mut slot.draft {
            pending.due = Instant::now();
        }
        slot.acts.push(act(hold));
        self.0.wake.notify_all();
    }

    fn slot(&self) -> MutexGuard<'_, Slot> {
        // A panic elsewhere is no reason to lose what lies here.
        self.0.slot.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn writer(&self, limit: Duration) -> Option<MutexGuard<'_, ()>> {
        let begun = Instant::now();
        loop {
            match self.0.writing.try_lock() {
                Ok(guard) => return Some(guard),
                Err(TryLockError::Poisoned(guard)) => return Some(guard.into_inner()),
                Err(TryLockError::WouldBlock) if begun.elapsed() >= limit => return None,
                Err(TryLockError::WouldBlock) => thread::sleep(LOOK),
            }
        }
    }

    fn flush_slot(&self) -> Result<(), String> {
        let Some(pending) = self.slot().draft.take() else { return Ok(()) };
        match self.write(&pending) {
            Ok(()) => {
                self.answer(Event::DraftSaved(pending.draft.case.clone(), pending.changes, Ok(())));
                Ok(())
            }
            // Not ours to write over any more: the words go beside it.
            Err(StoreError::TakenOver { .. } | StoreError::DraftChanged(_)) => {
                self.0.store.put_aside(&pending.draft).map(|_| ()).map_err(|e| e.to_string())
            }
            Err(error) => {
                let why = error.to_string();
                self.put_back(pending);
                Err(why)
            }
        }
    }

    fn work(&self) {
        loop {
            let next = self.next();
            let _writing = self.0.writing.lock().unwrap_or_else(PoisonError::into_inner);
            self.answer(match next {
                Next::Draft(pending) => self.keep_now(pending),
                Next::Act(act) => self.carry_out(act),
            });
        }
    }

    /// Waits until there is something to do. An empty slot costs no wake-up.
    fn next(&self) -> Next {
        let mut slot = self.slot();
        loop {
            let now = Instant::now();
            if let Some(pending) = slot.draft.take_if(|pending| pending.due <= now) {
                return Next::Draft(pending);
            }
            // A draft goes before what was asked for after it; one that the disk refuses does not hold it up.
            let first = slot.draft.is_none() || slot.refused > Duration::ZERO;
            if first && !slot.acts.is_empty() {
                return Next::Act(slot.acts.remove(0));
            }
            slot = match slot.draft.as_ref().map(|pending| pending.due - now) {
                Some(wait) => {
                    let woken = self.0.wake.wait_timeout(slot, wait);
                    woken.unwrap_or_else(PoisonError::into_inner).0
                }
                None => self.0.wake.wait(slot).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }

    fn keep_now(&self, pending: Pending) -> Event {
        let number = pending.draft.case.clone();
        let changes = pending.changes;
        let result = match self.write(&pending) {
            Ok(()) => {
                self.slot().refused = Duration::ZERO;
                Ok(())
            }
            Err(error) => Err(self.refused(error, pending)),
        };
        Event::DraftSaved(number, changes, result)
    }

    fn write(&self, pending: &Pending) -> Result<(), StoreError> {
        let draft = Draft { saved: Some(clock::stamp()), ..(*pending.draft).clone() };
        self.0.store.save_draft(&pending.hold, &draft)
    }

    /// What a refusal means for the words.
    fn refused(&self, error: StoreError, pending: Pending) -> Unkept {
        match error {
            StoreError::TakenOver { by, .. } => {
                let aside = self.0.store.put_aside(&pending.draft).map_err(|e| e.to_string());
                Unkept::TakenOver(by, aside)
            }
            StoreError::DraftChanged(_) => {
                let theirs = self.0.store.draft(&pending.draft.case).ok().flatten();
                Unkept::Changed(theirs.map(Box::new))
            }
            other => {
                let wait = self.slot().refused.saturating_mul(2).clamp(AGAIN, AGAIN_AT_MOST);
                self.slot().refused = wait;
                self.put_back(Pending { due: Instant::now() + wait, ..pending });
                Unkept::Disk(other.to_string())
            }
        }
    }

    /// Back into the slot, unless something newer lies there.
    fn put_back(&self, pending: Pending) {
        let mut slot = self.slot();
        if slot.draft.is_none() {
            slot.draft = Some(pending);
        }
    }

    fn carry_out(&self, act: Act) -> Event {
        let store = &self.0.store;
        match act {
            Act::KeepOver(hold, theirs, mine, changes) => {
                let number = mine.case.clone();
                let aside = theirs.map_or(Ok(()), |theirs| store.put_aside(&theirs).map(|_| ()));
                let kept = aside
                    .and_then(|()| store.see_draft(&hold))
                    .and_then(|()| store.save_draft(&hold, &mine));
                Event::DraftSaved(number, changes, kept.map_err(|e| Unkept::Disk(e.to_string())))
            }
            Act::Discard(hold) => {
                let place = store.discard_draft(&hold, &clock::stamp());
                Event::DraftDiscarded(hold.number.clone(), place.map_err(|e| e.to_string()))
            }
            Act::Finalize(hold, prepared) => {
                let written = store.finalize(&hold, &prepared).map_err(|e| e.to_string());
                Event::Finalized(prepared.determination.case, written)
            }
        }
    }

    fn answer(&self, event: Event) {
        // A session that has ended hears nothing more.
        let _ = self.0.answers.send(Heard::Done(Box::new(event)));
    }
}
