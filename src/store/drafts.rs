//! Drafts on disk: `.imr/drafts/<case>.yaml`, replaced as a whole; beside it the case file that it was begun on.

use super::{
    Hold, StoreError, Workspace,
    audit::{Act, Entry},
    lock::Lock,
    workspace::{faulty, misnamed, sha256_hex, sound},
    yaml,
};
use crate::domain::{
    case::CaseNumber, determination::Determination, draft::Draft, library::ChangedCase,
};

const FOLDER: &str = ".imr/drafts";
const TRASH: &str = ".imr/trash";
/// More drafts of one case than anyone puts aside.
const MOST_ASIDE: u32 = 10_000;

impl Workspace {
    /// The draft of a case, when there is one.
    ///
    /// # Errors
    /// When its file cannot be read as one: it is then left alone, for a person to look at.
    pub fn draft(&self, number: &CaseNumber) -> Result<Option<Draft>, StoreError> {
        let name = format!("{FOLDER}/{number}.yaml");
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
    /// When the disk refuses; the draft that was there is then still there. When the hold is lost, or the draft on the
    /// disk is not the one that this hold last saw: nothing is written over.
    pub fn save_draft(&self, hold: &Hold, draft: &Draft) -> Result<(), StoreError> {
        let lock = self.lock()?;
        self.still_held(&lock, hold)?;
        // One that was removed under the session is written again: there is nothing that it would be written over.
        let there = self.draft_digest(&hold.number)?;
        if there.is_some() && there != hold.seen().draft {
            return Err(StoreError::DraftChanged(hold.number.to_string()));
        }
        self.write_draft(&lock, hold, draft)
    }

    /// The same over a draft that the reviewer chose against: its file, whatever it holds, goes into the trash folder.
    /// `shown` is the digest of what was shown; without it, what was there when the case was opened.
    ///
    /// # Errors
    /// As above; and when the draft on the disk is not the one that was shown.
    pub fn save_draft_over(
        &self,
        hold: &Hold,
        draft: &Draft,
        shown: Option<Option<&str>>,
    ) -> Result<(), StoreError> {
        let lock = self.lock()?;
        self.still_held(&lock, hold)?;
        let there = self.draft_digest(&hold.number)?;
        let expected = shown.map_or_else(|| hold.seen().draft.clone(), |s| s.map(str::to_owned));
        if there != expected {
            return Err(StoreError::DraftChanged(hold.number.to_string()));
        }
        if there.is_some() {
            let name = format!("{}.yaml", hold.number);
            let io = |e| StoreError::io("move", &self.path(&format!("{FOLDER}/{name}")), e);
            let free = self.free_name(&hold.number, "yaml")?;
            let trash = self.made_folder(TRASH).map_err(io)?;
            let moved = self.folder(FOLDER).and_then(|f| f.move_to(&name, &trash, &free, "over"));
            moved.map_err(io)?;
            hold.seen().draft = None;
        }
        self.write_draft(&lock, hold, draft)
    }

    fn write_draft(&self, lock: &Lock, hold: &Hold, draft: &Draft) -> Result<(), StoreError> {
        let name = format!("{}.yaml", hold.number);
        let path = self.path(&format!("{FOLDER}/{name}"));
        let io = |act, e| StoreError::io(act, &path, e);
        let there = hold.seen().draft.is_some();
        let done = if draft.is_untouched() {
            let removed = if there { self.remove_draft(lock, &hold.number) } else { Ok(()) };
            removed.map(|()| None).map_err(|e| io("remove", e))
        } else {
            let text = yaml::write(draft).map_err(|p| StoreError::Faulty(vec![p]))?;
            let folder = self.made_folder(FOLDER).map_err(|e| io("save", e))?;
            let written = folder.replace(&name, text.as_bytes(), "draft");
            written.map(|()| Some(sha256_hex(text.as_bytes()))).map_err(|e| io("save", e))
        };
        match done {
            Ok(digest) => hold.seen().draft = digest,
            // The new text may stand, and only its way to the disk be in doubt: it is ours, and no other's.
            Err(error) => {
                if let Ok(digest) = self.draft_digest(&hold.number) {
                    hold.seen().draft = digest;
                }
                return Err(error);
            }
        }
        if hold.seen().began_on.as_deref() != Some(&draft.case_digest) && !draft.is_untouched() {
            // The words come first: a case file that cannot be kept beside them is no reason to refuse them.
            let _ = self.keep_beginning(lock, draft);
            hold.seen().began_on = Some(draft.case_digest.clone());
        }
        Ok(())
    }

    /// The draft of a case as far as it can be read, and the digest of its file.
    pub fn draft_as_it_is(&self, number: &CaseNumber) -> (Option<Draft>, Option<String>) {
        (self.draft(number).ok().flatten(), self.draft_digest(number).ok().flatten())
    }

    /// The case file that the draft was begun on stays beside it, as long as it is the one on the disk.
    fn keep_beginning(&self, _lock: &Lock, draft: &Draft) -> Result<(), StoreError> {
        let Some(text) = self.text_if_there(&format!("cases/{}.yaml", draft.case))? else {
            return Ok(());
        };
        let name = beginning(&draft.case);
        let kept = self.text_if_there(&format!("{FOLDER}/{name}")).ok().flatten();
        let digest = |text: &str| sha256_hex(text.as_bytes());
        if digest(&text) != draft.case_digest || kept.is_some_and(|k| digest(&k) == digest(&text)) {
            return Ok(());
        }
        let path = self.path(&format!("{FOLDER}/{name}"));
        let folder = self.folder(FOLDER).map_err(|e| StoreError::io("save", &path, e))?;
        let kept = folder.replace(&name, text.as_bytes(), "draft.beginning");
        kept.map_err(|e| StoreError::io("save", &path, e))
    }

    /// The case file before and after, when it is another one than the draft was begun on.
    pub(super) fn changed_since(
        &self,
        draft: &Draft,
        now: &str,
    ) -> Result<Option<ChangedCase>, StoreError> {
        if draft.case_digest == sha256_hex(now.as_bytes()) {
            return Ok(None);
        }
        let before = self.text_if_there(&format!("{FOLDER}/{}", beginning(&draft.case)))?;
        let before = before.filter(|t| sha256_hex(t.as_bytes()) == draft.case_digest);
        Ok(Some(ChangedCase { before: before.unwrap_or_default(), now: now.to_owned() }))
    }

    /// Takes a draft off the desk: it lies in `.imr/trash` from then on. Gives back where.
    ///
    /// # Errors
    /// When the disk refuses or the hold is lost: the draft is then where it was.
    pub fn discard_draft(&self, hold: &Hold, stamp: &str) -> Result<String, StoreError> {
        let lock = self.lock()?;
        self.settle(&lock)?;
        self.still_held(&lock, hold)?;
        let path = self.path(&format!("{FOLDER}/{}.yaml", hold.number));
        let io = |e| StoreError::io("move", &path, e);
        let (folder, trash) = (self.folder(FOLDER), self.made_folder(TRASH));
        let (folder, trash) = (folder.map_err(io)?, trash.map_err(io)?);
        let free = self.free_name(&hold.number, "yaml")?;
        folder.move_to(&format!("{}.yaml", hold.number), &trash, &free, "discard").map_err(io)?;
        let _ = folder.remove(&beginning(&hold.number), "discard");
        hold.seen().draft = None;
        let place = format!("{TRASH}/{free}");
        let note = Some(place.clone());
        let entry = Entry::about(Act::Discard, &hold.number, stamp, &hold.holder, note);
        self.add_to_audit(&lock, entry)?;
        Ok(place)
    }

    /// Puts a draft aside that must not be written over another: after a take-over, or when two differ. Gives back
    /// where it lies.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn put_aside(&self, draft: &Draft) -> Result<String, StoreError> {
        self.lay_aside(draft, None).map(|name| format!("{TRASH}/{name}"))
    }

    /// The same for who has lost the case, or found another's words: always into one file, over the words of this hold
    /// that were put there before.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn put_aside_of(&self, hold: &Hold, draft: &Draft) -> Result<String, StoreError> {
        let known = hold.seen().aside.clone();
        let name = self.lay_aside(draft, known)?;
        hold.seen().aside = Some(name.clone());
        Ok(format!("{TRASH}/{name}"))
    }

    /// Writes a draft into the trash folder, under this name or under a free one; gives back which.
    fn lay_aside(&self, draft: &Draft, name: Option<String>) -> Result<String, StoreError> {
        let _lock = self.lock()?;
        let text = yaml::write(draft).map_err(|p| StoreError::Faulty(vec![p]))?;
        let name = name.map_or_else(|| self.free_name(&draft.case, "yaml"), Ok)?;
        let path = self.path(&format!("{TRASH}/{name}"));
        let put = self
            .made_folder(TRASH)
            .and_then(|trash| trash.replace(&name, text.as_bytes(), "aside"));
        put.map_err(|e| StoreError::io("write", &path, e))?;
        Ok(name)
    }

    /// What is on the disk counts as seen: the next save may write over it. The reviewer has been shown it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn see_draft(&self, hold: &Hold) -> Result<(), StoreError> {
        let digest = self.draft_digest(&hold.number)?;
        hold.seen().draft = digest;
        Ok(())
    }

    /// SHA-256 of the draft's file, readable or not.
    pub(super) fn draft_digest(&self, number: &CaseNumber) -> Result<Option<String>, StoreError> {
        self.digest_of(&format!("{FOLDER}/{number}.yaml"))
    }

    /// A name that is free in the trash folder.
    pub(super) fn free_name(
        &self,
        number: &CaseNumber,
        ending: &str,
    ) -> Result<String, StoreError> {
        for n in 1..MOST_ASIDE {
            let name = format!("{number}.{n}.{ending}");
            if !self.has(TRASH, &name)? {
                return Ok(name);
            }
        }
        let path = self.path(TRASH);
        Err(StoreError::io("write", &path, std::io::ErrorKind::StorageFull.into()))
    }

    fn remove_draft(&self, _lock: &Lock, number: &CaseNumber) -> std::io::Result<()> {
        let folder = self.folder(FOLDER)?;
        folder.remove(&format!("{number}.yaml"), "draft")?;
        folder.remove(&beginning(number), "draft.beginning")
    }

    /// Removes the draft that became `determination`. Words that it does not hold (an item that has gone from
    /// the case, a text saved meanwhile) keep their file; so does a draft that cannot be read or removed.
    /// The case is final whether or not a draft is left.
    pub(super) fn clear_draft(&self, lock: &Lock, determination: &Determination) {
        let number = &determination.case;
        let Ok(Some(draft)) = self.draft(number) else { return };
        let held = |text: &str, item: u32| {
            let decided = determination.items.iter().find(|d| d.request.item == item);
            text.trim().is_empty() || decided.is_some_and(|d| d.rationale == text)
        };
        if draft.items.iter().all(|i| held(&i.rationale, i.item)) {
            let _ = self.remove_draft(lock, number);
        }
    }
}

fn beginning(number: &CaseNumber) -> String {
    format!("{number}.case")
}
