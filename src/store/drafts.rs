//! Drafts on disk: `.imr/drafts/<case>.yaml`, replaced as a whole.

use super::{
    StoreError, atomic,
    workspace::{Workspace, faulty, misnamed, read_text, sound},
    yaml,
};
use crate::domain::{case::CaseNumber, draft::Draft};

impl Workspace {
    /// The draft of a case, when there is one.
    ///
    /// # Errors
    /// When its file cannot be read as one: it is then left alone, for a person to look at.
    pub fn draft(&self, number: &CaseNumber) -> Result<Option<Draft>, StoreError> {
        let path = self.file(".imr/drafts", number, "yaml");
        if !path.is_file() {
            return Ok(None);
        }
        let name = format!(".imr/drafts/{number}.yaml");
        let text = read_text(&path, &name)?;
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

    pub(super) fn remove_draft(&self, number: &CaseNumber) -> Result<(), StoreError> {
        let path = self.file(".imr/drafts", number, "yaml");
        atomic::remove(&path).map_err(|e| StoreError::io("remove", &path, e))
    }
}
