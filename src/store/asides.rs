//! Setting a case aside: its draft says so, written under a hold of its own.

use super::{StoreError, Workspace};
use crate::domain::{
    case::CaseNumber,
    draft::{Aside, Draft},
    hold::Holder,
    library::Library,
};

/// What the case must still be for it to be changed.
#[derive(Debug, Clone, Copy)]
pub enum Seen<'a> {
    Any,
    /// Set aside like this, or not at all.
    This(Option<&'a Aside>),
}

impl Workspace {
    /// Sets a case aside, or takes it up again with `None`. Gives back what was before.
    ///
    /// # Errors
    /// When somebody else holds the case, it is final, it is not what was seen, or the disk refuses: then nothing is
    /// changed.
    pub fn set_aside(
        &self,
        number: &CaseNumber,
        seen: Seen<'_>,
        aside: Option<&Aside>,
        library: &Library,
        holder: &Holder,
    ) -> Result<Option<Aside>, StoreError> {
        // A case that is not there is not held either.
        self.open_case(number, library)?;
        let hold = self.hold(number, holder, false)?.ours(number)?;
        let open = self.open_case(number, library)?;
        if open.is_final() {
            return Err(StoreError::AlreadyFinal(number.to_string()));
        }
        let draft = open.draft_or_new();
        let before = draft.aside.clone();
        if before.as_ref() == aside {
            return Ok(before);
        }
        if let Seen::This(seen) = seen
            && before.as_ref() != seen
        {
            let now = before.map(|aside| aside.reason);
            return Err(StoreError::AsideChanged { number: number.to_string(), now });
        }
        // The words are whose they were: this act writes none.
        let (saved, by) = match open.draft {
            Some(_) => (draft.saved.clone(), draft.by.clone()),
            None => (Some(holder.since.clone()), holder.reviewer.clone()),
        };
        self.save_draft(&hold, &Draft { aside: aside.cloned(), saved, by, ..draft })?;
        Ok(before)
    }
}
