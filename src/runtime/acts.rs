//! What the journal does once, in its turn after the drafts before it.

use std::sync::Arc;

use super::{
    clock,
    log::{Level, note},
};
use crate::{
    app::{
        Event,
        marks::{Want, Wanted},
    },
    domain::{
        draft::Draft,
        hold::Holder,
        library::{Library, Prepared},
    },
    store::{Hold, Seen, StoreError, Workspace},
};

pub enum Act {
    Discard(Arc<Hold>),
    TakeTheirs(Arc<Hold>, Box<Draft>),
    Finalize(Arc<Hold>, Box<Prepared>),
    SetAside(Wanted, Arc<Library>, Holder),
    /// Dropping it lets go of the case; that may wait for another process.
    LetGo(Arc<Hold>),
}

impl Act {
    /// Does it. `left` is a draft that never came to the disk, for the acts that end drafts.
    pub fn carry_out(self, store: &Workspace, left: Option<&Draft>) -> Option<Event> {
        Some(match self {
            Self::Discard(hold) => {
                let aside = left.map_or(Ok(()), |draft| store.put_aside(draft).map(|_| ()));
                let place = aside.and_then(|()| store.discard_draft(&hold, &clock::stamp()));
                Event::DraftDiscarded(hold.number.clone(), place.map_err(|e| e.to_string()))
            }
            Self::TakeTheirs(hold, mine) => {
                let put = store.put_aside(left.unwrap_or(&mine));
                let taken = put.and_then(|_| store.see_draft(&hold));
                Event::TheirsTaken(hold.number.clone(), taken.map_err(|e| e.to_string()))
            }
            Self::Finalize(hold, prepared) => {
                let written = store.finalize(&hold, &prepared).map_err(|error| match error {
                    StoreError::Begun { .. } => error.to_string(),
                    other => format!("nothing was made final: {other}"),
                });
                match &written {
                    Ok(_) => note(Level::Debug, "finalized", &[]),
                    Err(_) => note(Level::Error, "not-finalized", &[]),
                }
                Event::Finalized(prepared.determination.case, written)
            }
            Self::SetAside(wanted, library, holder) => {
                let set = |Want { number, seen, to }: Want| {
                    let seen = Seen::This(seen.as_ref());
                    let before = store.set_aside(&number, seen, to.as_ref(), &library, &holder);
                    (number, before.map_err(|e| e.to_string()))
                };
                Event::AsideSet(wanted.into_iter().map(set).collect())
            }
            Self::LetGo(hold) => {
                drop(hold);
                return None;
            }
        })
    }
}
