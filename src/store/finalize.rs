//! Making a determination final: both files durable, never over another, the draft removed last.

use std::{
    fs::{File, OpenOptions},
    io,
    os::unix::fs::OpenOptionsExt,
};

use super::{
    StoreError, atomic,
    workspace::{Workspace, sha256_hex},
    yaml,
};
use crate::{
    domain::{
        draft::Draft,
        library::{Library, OpenCase, Prepared},
    },
    letter::finish,
    rationale::{Basis, determine},
};

/// Composes a determination and the exact bytes of its two files.
///
/// `stamp` is the moment of the decision: local time with offset, to the second.
///
/// # Errors
/// Everything that is still open on the case, or an unknown reviewer.
pub fn prepare(
    library: &Library,
    open: &OpenCase,
    draft: &Draft,
    reviewer: Option<&str>,
    stamp: &str,
) -> Result<Prepared, StoreError> {
    let reviewer = library.reviewer(reviewer).map_err(|p| StoreError::Faulty(vec![p]))?;
    let determination = determine(&Basis {
        case: &open.case,
        draft,
        organization: &library.organization,
        reviewer,
        guidelines: &library.guidelines,
        vocabulary: &library.vocabulary,
        case_digest: &open.digest,
        guideline_digests: &library.guideline_digests,
        now: stamp,
        version: 1,
    })
    .map_err(StoreError::StillOpen)?;
    let digest = |letter: &str| sha256_hex(letter.as_bytes());
    let (determination, letter) = finish(determination, &library.organization, digest);
    let yaml = yaml::write(&determination).map_err(|p| StoreError::Faulty(vec![p]))?;
    Ok(Prepared { determination, yaml, letter })
}

impl Workspace {
    /// Writes the letter, then the YAML whose presence makes the case final, then removes the draft.
    ///
    /// A crash before the YAML leaves a letter without one: the case is still open, and the next
    /// finalization replaces that letter.
    ///
    /// # Errors
    /// When a determination exists already, or the disk refuses; the draft is then still there. Once the YAML
    /// is durable nothing is an error any more: who is told "not final" must be able to rely on it.
    pub fn finalize(&self, prepared: &Prepared) -> Result<(), StoreError> {
        let number = &prepared.determination.case;
        let yaml = self.file("determinations", number, "yaml");
        let letter = self.file("determinations", number, "txt");
        let _lock = self.finalize_lock()?;
        // Also a link that leads nowhere: something has that name, and it is not ours to replace.
        if yaml.symlink_metadata().is_ok() {
            return Err(StoreError::AlreadyFinal(number.to_string()));
        }
        let folder = self.path("determinations");
        atomic::make_folder(&folder).map_err(|e| StoreError::io("make", &folder, e))?;
        atomic::replace(&letter, prepared.letter.as_bytes())
            .map_err(|e| StoreError::io("write", &letter, e))?;
        atomic::create(&yaml, prepared.yaml.as_bytes()).map_err(|e| match e.kind() {
            io::ErrorKind::AlreadyExists => StoreError::AlreadyFinal(number.to_string()),
            _ => StoreError::io("write", &yaml, e),
        })?;
        self.clear_draft(&prepared.determination);
        Ok(())
    }

    /// One finalization at a time in a workspace: without it, a second process could put its letter beside
    /// the first one's YAML. The lock goes with the process that holds it.
    fn finalize_lock(&self) -> Result<File, StoreError> {
        let folder = self.path(".imr");
        let path = folder.join("finalize.lock");
        atomic::make_folder(&folder)
            .and_then(|()| {
                OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(&path)
            })
            .and_then(|file| file.lock().map(|()| file))
            .map_err(|e| StoreError::io("lock", &path, e))
    }
}
