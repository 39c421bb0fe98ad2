//! A case in the hands of a command: looked at, or held for the moment of the command.

use super::{Desk, Failure};
use crate::{
    domain::{draft::Draft, library::OpenCase},
    runtime::{clock, surroundings::holder},
    store::{Hold, StoreError},
};

/// A case that is held, and its draft.
pub struct Work {
    pub hold: Hold,
    pub open: OpenCase,
    pub draft: Draft,
}

impl Work {
    /// Puts the draft on the disk.
    pub fn save(self, desk: &Desk<'_>) -> Result<(), Failure> {
        let by = self.hold.holder.reviewer.clone();
        let draft = Draft { saved: Some(clock::stamp()), by, ..self.draft };
        Ok(desk.workspace.save_draft(&self.hold, &draft)?)
    }
}

/// Holds a case and opens it, whether it is final or not.
pub fn hold(desk: &Desk<'_>, number: &str) -> Result<Work, Failure> {
    let number = Desk::number(number)?;
    let reviewer = desk.library.reviewer(desk.args.reviewer.as_deref()).ok();
    let holder = holder(reviewer.map(|r| r.id.clone()));
    let asked = desk.workspace.hold(&number, &holder, desk.args.take_over)?;
    let hold = asked.ours(&number)?;
    let open = desk.workspace.open_case(&number, &desk.library)?;
    let draft = open.draft_or_new();
    Ok(Work { hold, open, draft })
}

/// A case that can still be changed, looked at only.
pub fn look(desk: &Desk<'_>, number: &str) -> Result<OpenCase, Failure> {
    let open = desk.workspace.open_case(&Desk::number(number)?, &desk.library)?;
    if open.is_final() {
        return Err(StoreError::AlreadyFinal(number.to_owned()).into());
    }
    Ok(open)
}

/// Holds a case that can still be changed.
pub fn open(desk: &Desk<'_>, number: &str) -> Result<Work, Failure> {
    look(desk, number)?;
    let work = hold(desk, number)?;
    if work.open.is_final() {
        return Err(StoreError::AlreadyFinal(number.to_owned()).into());
    }
    Ok(work)
}
