//! The journal: a thread of its own puts drafts and determinations on the disk, one after the other.
//!
//! The screen may hang on a dead line, a panic may end it: what was last carried in lies in the journal's slot until it
//! is on the disk, and whoever ends the process (a signal, a panic, the reviewer) has it written from there.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, TryLockError},
    thread,
    time::{Duration, Instant},
};

use super::{
    acts::Act,
    ears::Teller,
    last_words,
    log::{self, Field, Level},
    slot::Slot,
    surroundings,
};
use crate::{
    app::{
        Event,
        event::{Shown, Unkept, When},
        marks::Wanted,
    },
    domain::{
        draft::Draft,
        hold::Holder,
        library::{Library, Prepared},
        session::Session,
    },
    store::{Hold, Workspace},
};

/// How often somebody who ends the process looks whether the writer has finished.
const LOOK: Duration = Duration::from_millis(2);
const NOT_HELD: &str = "this session does not hold the case; press r to open it again";

/// The handle of the journal; every thread may have one.
#[derive(Clone)]
pub struct Journal(Arc<Inner>);

struct Inner {
    store: Workspace,
    slot: Mutex<Slot>,
    wake: Condvar,
    /// Held while something is written.
    writing: Mutex<()>,
    answers: Teller,
}

impl Journal {
    /// Starts the thread.
    pub fn start(store: Workspace, answers: Teller) -> Self {
        let inner = Inner {
            store,
            slot: Mutex::default(),
            wake: Condvar::new(),
            writing: Mutex::default(),
            answers,
        };
        let journal = Self(Arc::new(inner));
        let at_work = journal.clone();
        let named = thread::Builder::new().name(last_words::JOURNAL.to_owned());
        // Without the thread nothing could be kept: the process says so at its first draft.
        let _ = named.spawn(move || at_work.work());
        journal
    }

    /// The case that is held, while one is.
    pub fn hold(&self) -> Option<Arc<Hold>> {
        self.slot().hold.clone()
    }

    /// From now on this case is open for editing, or none. The one before is let go by the thread, after its drafts:
    /// that may wait for another process.
    pub fn set_hold(&self, hold: Option<Hold>) {
        let mut slot = self.slot();
        if let Some(before) = std::mem::replace(&mut slot.hold, hold.map(Arc::new)) {
            slot.acts.push_back(Act::LetGo(before));
        }
        self.0.wake.notify_all();
    }

    /// Puts a draft into the slot, over an older one of the same case.
    pub fn keep(&self, draft: Box<Draft>, changes: u64, when: When, over: Option<Shown>) {
        let number = draft.case.clone();
        let put = self.slot().put(Arc::from(draft), changes, when, over);
        match put {
            Ok(()) => self.0.wake.notify_all(),
            Err(()) => {
                let unkept = Unkept::Disk(NOT_HELD.to_owned());
                self.answer(Event::DraftSaved(number, changes, Err(unkept)));
            }
        }
    }

    pub fn discard(&self, number: crate::domain::case::CaseNumber) {
        self.act(Act::Discard, Event::DraftDiscarded(number, Err(NOT_HELD.to_owned())));
    }

    /// Sets cases aside, or takes them up, after what was asked for before.
    pub fn set_aside(&self, wanted: Wanted, library: Arc<Library>, holder: Holder) {
        self.slot().acts.push_back(Act::SetAside(wanted, library, holder));
        self.0.wake.notify_all();
    }

    /// Keeps in mind where in the queue this reviewer is; it is written when the process ends.
    pub fn remember(&self, reviewer: Option<String>, session: Session) {
        self.slot().session = Some((reviewer, session));
    }

    /// Puts this draft aside; the one on the disk counts from then on.
    pub fn take_theirs(&self, mine: Box<Draft>) {
        let refused = Event::TheirsTaken(mine.case.clone(), Err(NOT_HELD.to_owned()));
        self.act(|hold| Act::TakeTheirs(hold, mine), refused);
    }

    pub fn finalize(&self, prepared: Box<Prepared>) {
        let number = prepared.determination.case.clone();
        let refused = Event::Finalized(number, Err(format!("nothing was made final: {NOT_HELD}")));
        self.act(|hold| Act::Finalize(hold, prepared), refused);
    }

    /// Writes what is in the slot now, on this thread; waits for a writer that is at work, but not for ever.
    ///
    /// # Errors
    /// Why the words are not on the disk.
    pub fn flush(&self, limit: Duration) -> Result<(), String> {
        self.pause(limit).map(drop)
    }

    /// The same, then keeps the writer out until the guard is dropped: nothing is written while the process sleeps.
    ///
    /// # Errors
    /// Why the words are not on the disk. The writer is then not kept out: it will be refused again.
    pub fn pause(&self, limit: Duration) -> Result<MutexGuard<'_, ()>, String> {
        let writing = self.writer(limit).ok_or("the disk does not answer")?;
        self.flush_slot().map(|()| writing)
    }

    /// Flushes, lets go of the case, and writes where the reviewer was in the queue: the last act of the process.
    ///
    /// # Errors
    /// Why the words are not on the disk.
    pub fn end(&self, limit: Duration) -> Result<(), String> {
        let begun = Instant::now();
        let (held, session) = loop {
            self.flush(limit.saturating_sub(begun.elapsed()))?;
            let mut slot = self.slot();
            // A key that was on its way when a signal came may have put a draft here since.
            if slot.draft.is_none() {
                break (slot.let_go(), slot.session.take());
            }
        };
        drop(held);
        if let Some((reviewer, session)) = session {
            // A convenience: the next session begins at the top without it.
            let _ = self.0.store.keep_session(&surroundings::holder(reviewer), &session);
        }
        Ok(())
    }

    /// Queues an act of who holds the case; without a hold it is refused at once.
    fn act(&self, act: impl FnOnce(Arc<Hold>) -> Act, refused: Event) {
        let mut slot = self.slot();
        let Some(hold) = slot.hold.clone() else {
            drop(slot);
            return self.answer(refused);
        };
        slot.hurry();
        slot.acts.push_back(act(hold));
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

    /// The draft of the slot onto the disk, by whoever has the writer's lock. It stays in the slot until it is there.
    fn keep_now(&self) -> Option<Result<(), Unkept>> {
        let pending = self.slot().draft.clone()?;
        let begun = Instant::now();
        let kept = pending.write(&self.0.store);
        match &kept {
            Ok(()) => log::note(Level::Debug, "draft-kept", &[log::took(begun)]),
            Err(unkept) => {
                let why = match unkept {
                    Unkept::Disk(_) => "disk",
                    Unkept::TakenOver(..) => "taken-over",
                    Unkept::Changed(..) => "changed",
                };
                log::note(Level::Error, "draft-not-kept", &[Field::Word("why", why)]);
            }
        }
        self.slot().written(&pending, &kept);
        let (number, changes) = (pending.draft.case.clone(), pending.changes);
        self.answer(Event::DraftSaved(number, changes, kept.clone()));
        Some(kept)
    }

    fn flush_slot(&self) -> Result<(), String> {
        match self.keep_now() {
            None | Some(Ok(()) | Err(Unkept::Changed(..) | Unkept::TakenOver(_, Ok(_)))) => Ok(()),
            Some(Err(Unkept::Disk(why) | Unkept::TakenOver(_, Err(why)))) => Err(why),
        }
    }

    fn work(&self) {
        loop {
            self.wait();
            let done = catch_unwind(AssertUnwindSafe(|| self.work_once()));
            if done.is_err() {
                // Whatever was held while it happened has been let go: once more, then the end.
                last_words::of_the_journal(self);
            }
        }
    }

    fn work_once(&self) {
        let _writing = self.0.writing.lock().unwrap_or_else(PoisonError::into_inner);
        // Somebody may have flushed it since it was waited for.
        if self.slot().is_due(Instant::now()) {
            self.keep_now();
            return;
        }
        let Some(act) = self.slot().next_act() else { return };
        let left = self.slot().draft.clone();
        let Some(answer) = act.carry_out(&self.0.store, left.as_ref().map(|p| &*p.draft)) else {
            return;
        };
        if matches!(answer, Event::DraftDiscarded(_, Ok(_)) | Event::TheirsTaken(_, Ok(()))) {
            self.slot().forget(left.as_ref());
        }
        self.answer(answer);
    }

    /// Waits until there is something to do. An empty slot costs no wake-up.
    fn wait(&self) {
        let mut slot = self.slot();
        loop {
            let now = Instant::now();
            if slot.is_due(now) || slot.has_act() {
                return;
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

    fn answer(&self, event: Event) {
        // A session that has ended hears nothing more.
        self.0.answers.tell(event);
    }
}
