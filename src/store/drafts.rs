//! Drafts on disk: `.imr/drafts/<case>.yaml`, replaced as a whole.

use super::{
    StoreError, atomic,
    workspace::{Workspace, faulty, misnamed, sound},
    yaml,
};
use crate::domain::{case::CaseNumber, determination::Determination, draft::Draft};

impl Workspace {
    /// The draft of a case, when there is one.
    ///
    /// # Errors
    /// When its file cannot be read as one: it is then left alone, for a person to look at.
    pub fn draft(&self, number: &CaseNumber) -> Result<Option<Draft>, StoreError> {
        let name = format!(".imr/drafts/{number}.yaml");
        let Some(text) = self.text_if_there(&name)? else { return Ok(None) };
        let draft: Draft = yaml::read(&text).map_err(|p| faulty(p, &name))?;
        let mut faults = draft.faults();
        faults.extend(misnamed(&draft.case, number));
        sound(&text, faults, &name)?;
        Ok(Some(draft))
    }

    /// Keeps a draft durably. An untouched one is removed: it would only make the case look in work.
    ///
    /// # Errors
    /// When the disk refuses; the draft that was there is then still there.
    pub fn save_draft(&self, draft: &Draft) -> Result<(), StoreError> {
        let path = self.file(".imr/drafts", &draft.case, "yaml");
        if draft.is_untouched() {
            return atomic::remove(&path).map_err(|e| StoreError::io("remove", &path, e));
        }
        let text = yaml::write(draft).map_err(|p| StoreError::Faulty(vec![p]))?;
        atomic::make_folder(&self.path(".imr/drafts"))
            .and_then(|()| atomic::replace(&path, text.as_bytes()))
            .map_err(|e| StoreError::io("save", &path, e))
    }

    /// Removes the draft that became `determination`. Words that it does not hold (an item that has gone from
    /// the case, a text saved meanwhile) keep their file; so does a draft that cannot be read or removed.
    /// The case is final whether or not a draft is left.
    pub(super) fn clear_draft(&self, determination: &Determination) {
        let number = &determination.case;
        let Ok(Some(draft)) = self.draft(number) else { return };
        let held = |text: &str, item: u32| {
            let decided = determination.items.iter().find(|d| d.request.item == item);
            text.trim().is_empty() || decided.is_some_and(|d| d.rationale == text)
        };
        if draft.items.iter().all(|i| held(&i.rationale, i.item)) {
            let _ = atomic::remove(&self.file(".imr/drafts", number, "yaml"));
        }
    }
}
