//! Making a determination final: letter, YAML and audit line are one step, durable or undone.
//!
//! What is to be written is first put down as a whole (`.imr/finalizing.json`). From then on the step is carried out,
//! by this process or, after a crash, by the next one that finalizes or starts; when the disk refuses before the YAML
//! stands, it is undone. Nothing is ever written over: an amendment is a file of its own.

use std::{
    io::{self, Read},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::{
    Hold, StoreError, Workspace,
    audit::{Act, Entry},
    import::case_name,
    lock::Lock,
    workspace::sha256_hex,
    yaml,
};
use crate::{
    domain::{
        attestation::ineligible,
        case::CaseNumber,
        date::PartialDate,
        determination::{Determination, version_stem},
        draft::Draft,
        library::{Library, OpenCase, Prepared},
        problem::Problem,
    },
    letter::finish,
    rationale::{Basis, checks::Record, determine},
};

const INTENT: &str = "finalizing.json";
pub(super) const FOLDER: &str = "determinations";
/// Both files at their largest, written as JSON.
const MAX_INTENT: u64 = 64 * 1024 * 1024;

/// Composes a determination and the exact bytes of its two files.
///
/// `stamp` is the moment of the decision: local time with offset, to the second. `record` is what the checks read of
/// the texts at hand ([`Workspace::scanned`]).
///
/// # Errors
/// Everything that is still open on the case, an unknown reviewer, or one who may not decide; a blank in the words of
/// `imr.yaml` that nothing fills, since letters would print it.
pub fn prepare(
    library: &Library,
    open: &OpenCase,
    draft: &Draft,
    reviewer: Option<&str>,
    stamp: &str,
    record: &Arc<Record>,
) -> Result<Prepared, StoreError> {
    let unfilled = library.organization.faults().into_iter();
    let unfilled: Vec<Problem> =
        unfilled.map(|fault| Problem::from(fault).in_file("imr.yaml")).collect();
    if !unfilled.is_empty() {
        return Err(StoreError::Faulty(unfilled));
    }
    let reviewer = library.reviewer(reviewer).map_err(|p| StoreError::Faulty(vec![p]))?;
    let today: Option<PartialDate> = stamp.get(..10).and_then(|day| day.parse().ok());
    let against = today.map_or(Vec::new(), |today| ineligible(reviewer, today.first()));
    if !against.is_empty() {
        return Err(StoreError::Ineligible { reviewer: reviewer.id.clone(), against });
    }
    let determination = determine(&Basis {
        case: &open.case,
        draft,
        organization: &library.organization,
        reviewer,
        guidelines: &library.guidelines,
        vocabulary: &library.vocabulary,
        record,
        case_digest: &open.digest,
        guideline_digests: &library.guideline_digests,
        now: stamp,
    })
    .map_err(StoreError::StillOpen)?;
    let digest = |letter: &str| sha256_hex(letter.as_bytes());
    let (determination, letter) = finish(determination, &library.organization, digest);
    let yaml = yaml::write(&determination).map_err(|p| StoreError::Faulty(vec![p]))?;
    Ok(Prepared { determination, yaml, letter })
}

/// All that a finalization writes, so that whoever comes next can carry it out.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Intent {
    pub case: CaseNumber,
    pub version: u32,
    pub yaml: String,
    pub letter: String,
    pub entry: Entry,
    /// The case file, when it comes with the determination and is not there yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_file: Option<String>,
}

impl Intent {
    fn of(prepared: &Prepared, hold: &Hold) -> Self {
        let determination = &prepared.determination;
        let case = determination.case.clone();
        let mut entry =
            Entry::about(Act::Finalize, &case, &determination.finalized, &hold.holder, None);
        entry.version = Some(determination.version);
        entry.determination = Some(sha256_hex(prepared.yaml.as_bytes()));
        entry.letter = Some(determination.digests.letter.clone());
        entry.reviewer.clone_from(&determination.reviewer.reviewer);
        entry.note = determination.amends.as_ref().map(|a| format!("amends version {}", a.version));
        let (yaml, letter) = (prepared.yaml.clone(), prepared.letter.clone());
        Self { case, version: determination.version, yaml, letter, entry, case_file: None }
    }

    pub(super) fn yaml_name(&self) -> String {
        format!("{}.yaml", version_stem(&self.case, self.version))
    }

    pub(super) fn letter_name(&self) -> String {
        format!("{}.txt", version_stem(&self.case, self.version))
    }
}

impl Workspace {
    /// Makes a case final, or a final case amended: both files and the audit line, then the draft goes.
    /// What it gives back is to be told: the case is final, but a part of the step waits for the next start.
    ///
    /// # Errors
    /// When that version exists already, the hold is lost, or the disk refuses: nothing is then final, and the draft
    /// is still there.
    pub fn finalize(&self, hold: &Hold, prepared: &Prepared) -> Result<Option<String>, StoreError> {
        let lock = self.lock()?;
        self.settle(&lock)?;
        self.still_held(&lock, hold)?;
        let intent = Intent::of(prepared, hold);
        self.is_next(&intent, &prepared.determination)?;
        if self.case_digest(&intent.case)?.as_ref() != Some(&prepared.determination.digests.case) {
            return Err(StoreError::CaseChanged(intent.case.to_string()));
        }
        let rest = self.carry_out(&lock, &intent)?;
        let _ = self.see_draft(hold);
        Ok(rest)
    }

    /// The whole step. What it gives back waits for the next start.
    ///
    /// # Errors
    /// When the disk refuses: nothing is then there.
    pub(super) fn carry_out(
        &self,
        lock: &Lock,
        intent: &Intent,
    ) -> Result<Option<String>, StoreError> {
        self.audit_goes_on(lock)?;
        let folder = self.path(FOLDER);
        self.made_folder(FOLDER).map_err(|e| StoreError::io("make", &folder, e))?;
        self.refuse_what_is_in_the_way(intent)?;
        let text = serde_json::to_vec(intent).map_err(io::Error::from);
        let path = self.path(&format!(".imr/{INTENT}"));
        text.and_then(|text| lock.inner.replace(INTENT, &text, "finalize.intent"))
            .map_err(|e| StoreError::io("write", &path, e))
            .or_else(|error| self.undo(lock, intent, error).and_then(Err))?;
        // Once the YAML stands it is final, and nothing is an error any more.
        let rest = match self.place(lock, intent) {
            Ok(()) => self.complete(lock, intent),
            Err(error) => self.undo(lock, intent, error).map(Err)?,
        };
        Ok(rest.err().map(|e| format!("{e}; the rest is done at the next start")))
    }

    /// Carries out what a crash interrupted. Nothing to do costs one look.
    ///
    /// # Errors
    /// When the disk refuses: it stays for the next time.
    pub(super) fn settle(&self, lock: &Lock) -> Result<(), StoreError> {
        let intent = match self.intent() {
            Ok(None) => return Ok(()),
            Ok(Some(intent)) => intent,
            // Told once; it must not stop every other finalization.
            Err(error @ StoreError::Faulty(_)) => {
                return self.give_up(lock, "finalizing.json").and(Err(error));
            }
            Err(error) => return Err(error),
        };
        self.made_folder(FOLDER).map_err(|e| StoreError::io("make", &self.path(FOLDER), e))?;
        match self.place(lock, &intent) {
            // Another file has the name since: the step can never be carried out, and must not stop every other.
            Err(StoreError::AlreadyFinal(_) | StoreError::CaseExists(_)) => {
                let stem = version_stem(&intent.case, intent.version);
                self.give_up(lock, &format!("{stem}.finalizing.json"))
            }
            placed => placed.and_then(|()| self.complete(lock, &intent)),
        }
    }

    /// Puts an intent that cannot be carried out into the trash.
    fn give_up(&self, lock: &Lock, name: &str) -> Result<(), StoreError> {
        let path = self.path(&format!(".imr/{INTENT}"));
        let moved = self
            .made_folder(".imr/trash")
            .and_then(|trash| lock.inner.move_to(INTENT, &trash, name, "finalize.give-up"));
        moved.map_err(|e| StoreError::io("move", &path, e))
    }

    /// Completes what a crash interrupted, on a start; a workspace that nobody may write is left as it is.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn settle_at_start(&self) -> Result<(), StoreError> {
        match self.intent() {
            Ok(None) => Ok(()),
            _ => self.lock().and_then(|lock| self.settle(&lock)),
        }
    }

    /// What a crash left to be done.
    fn intent(&self) -> Result<Option<Intent>, StoreError> {
        let name = format!(".imr/{INTENT}");
        let io = |e| StoreError::io("read", &self.path(&name), e);
        let file = match self.opened(&name) {
            Ok(file) => file,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(e) => return Err(io(e)),
        };
        let mut text = Vec::new();
        file.take(MAX_INTENT).read_to_end(&mut text).map_err(io)?;
        serde_json::from_slice(&text).map(Some).map_err(|_| {
            let problem = Problem::new("this is no finalization that could be completed");
            let remedy = "it lies in .imr/trash now; look at the case that it names";
            StoreError::Faulty(vec![problem.remedy(remedy).in_file(&name)])
        })
    }

    /// The version is the one after the last, and amends that very file.
    fn is_next(&self, intent: &Intent, new: &Determination) -> Result<(), StoreError> {
        let before = (intent.version > 1).then_some(intent.version - 1);
        let there = match before {
            Some(before) => self.version_digest(&intent.case, before)?,
            None => None,
        };
        let follows = new.amends.as_ref().map(|a| &a.digest) == there.as_ref();
        // Also a link that leads nowhere: something has that name, and it is not ours to replace.
        let taken = self.has(FOLDER, &intent.yaml_name())?;
        if taken || !follows {
            return Err(StoreError::AlreadyFinal(intent.case.to_string()));
        }
        Ok(())
    }

    /// The case file when it comes with them, the letter, then the YAML: whoever sees the YAML finds its letter.
    fn place(&self, _lock: &Lock, intent: &Intent) -> Result<(), StoreError> {
        let letter = intent.letter_name();
        let yaml = intent.yaml_name();
        let there = self.digest_of(&format!("{FOLDER}/{yaml}"))?;
        let ours = there.as_ref() == intent.entry.determination.as_ref();
        if there.is_some() && !ours {
            return Err(StoreError::AlreadyFinal(intent.case.to_string()));
        }
        if let Some(text) = &intent.case_file
            && self.text_if_there(&case_name(&intent.case))?.as_ref() != Some(text)
        {
            self.create_case(&intent.case, text)?;
        }
        let io =
            |name: &str, e| StoreError::io("write", &self.path(&format!("{FOLDER}/{name}")), e);
        let folder = self.folder(FOLDER).map_err(|e| io(&letter, e))?;
        let written = folder.replace(&letter, intent.letter.as_bytes(), "finalize.letter");
        written.map_err(|e| io(&letter, e))?;
        if ours {
            return folder.sync().map_err(|e| io(&yaml, e));
        }
        let created = folder.create(&yaml, intent.yaml.as_bytes(), "finalize.yaml");
        created.map_err(|e| match e.kind() {
            io::ErrorKind::AlreadyExists => StoreError::AlreadyFinal(intent.case.to_string()),
            _ => io(&yaml, e),
        })
    }

    /// The audit line; then the draft goes, and the intent has been carried out.
    fn complete(&self, lock: &Lock, intent: &Intent) -> Result<(), StoreError> {
        self.add_to_audit(lock, intent.entry.clone())?;
        if let Ok(decided) = yaml::read::<Determination>(&intent.yaml) {
            self.clear_draft(lock, &decided);
        }
        let path = self.path(&format!(".imr/{INTENT}"));
        let removed = lock.inner.remove(INTENT, "finalize.done");
        removed.map_err(|e| StoreError::io("remove", &path, e))
    }

    /// After a refusal: as before, when the YAML does not stand. When it stands nevertheless, gives the refusal back:
    /// the intent stays, and the next start carries the rest out.
    fn undo(
        &self,
        lock: &Lock,
        intent: &Intent,
        error: StoreError,
    ) -> Result<StoreError, StoreError> {
        let yaml = format!("{FOLDER}/{}", intent.yaml_name());
        if self.text_if_there(&yaml).is_ok_and(|t| t.as_deref() == Some(intent.yaml.as_str())) {
            return Ok(error);
        }
        // The intent first: a letter without one is nothing, an intent without a letter is carried out.
        if lock.inner.remove(INTENT, "finalize.undo").is_err() {
            return Err(StoreError::Begun {
                number: intent.case.to_string(),
                why: error.to_string(),
            });
        }
        let letter = self.digest_of(&format!("{FOLDER}/{}", intent.letter_name())).ok().flatten();
        // Only a letter of ours that no YAML goes with.
        if letter == intent.entry.letter
            && self.has(FOLDER, &intent.yaml_name()).is_ok_and(|has| !has)
            && let Ok(folder) = self.folder(FOLDER)
        {
            let _ = folder.remove(&intent.letter_name(), "finalize.undo");
        }
        if self.has(FOLDER, &intent.yaml_name()).is_ok_and(|has| !has) {
            self.take_back_case(&intent.case, intent.case_file.as_deref());
        }
        Err(error)
    }

    /// A folder where a file is to be written would be found only half way.
    fn refuse_what_is_in_the_way(&self, intent: &Intent) -> Result<(), StoreError> {
        let name = intent.letter_name();
        let way = self.folder(FOLDER).and_then(|folder| match folder.has_folder(&name)? {
            true => Err(io::ErrorKind::IsADirectory.into()),
            false => Ok(()),
        });
        way.map_err(|e| StoreError::io("write", &self.path(&format!("{FOLDER}/{name}")), e))
    }
}
