//! The workspace on disk under failure, haste and ill will: the old text or the new one, and words are never lost.

mod support;

#[path = "store/auditing.rs"]
mod auditing;
#[path = "store/drafts.rs"]
mod drafts;
#[path = "store/failing.rs"]
mod failing;
#[path = "store/finalizing.rs"]
mod finalizing;

#[path = "store/holding.rs"]
mod holding;

use std::{fs, path::PathBuf};

use imr_workbench::{
    domain::{
        attestation::Attestation,
        case::CaseNumber,
        draft::Draft,
        hold::Holder,
        library::{Library, OpenCase, Prepared},
        words::Outcome,
    },
    store::{Claim, Hold, StoreError, Workspace, prepare},
};
use support::workspace::Workspace as Copy;

pub const DRAFT: &str = ".imr/drafts/CM15-0000001.yaml";
pub const YAML: &str = "determinations/CM15-0000001.yaml";
pub const LETTER: &str = "determinations/CM15-0000001.txt";

/// Somebody at this host.
pub fn holder(user: &str) -> Holder {
    Holder {
        reviewer: Some("r1".to_owned()),
        user: user.to_owned(),
        host: rustix::system::uname().nodename().to_string_lossy().into_owned(),
        pid: std::process::id(),
        since: STAMP.to_owned(),
    }
}

/// Holds a case, waiting for another thread that has it.
pub fn hold(store: &Workspace, number: &CaseNumber) -> Result<Hold, StoreError> {
    loop {
        match store.hold(number, &holder("tester"), false)? {
            Claim::Ours(hold) => return Ok(hold),
            Claim::Theirs(_) => std::thread::yield_now(),
        }
    }
}

pub fn attestation() -> Attestation {
    Attestation { reviewer: "r1".to_owned(), at: STAMP.to_owned(), statement: "No tie.".to_owned() }
}

pub const STAMP: &str = "2026-11-22T09:00:00+00:00";

/// A copy of the sample workspace, opened, and its seed case.
pub struct Desk {
    pub copy: Copy,
    pub store: Workspace,
    pub library: Library,
    pub number: CaseNumber,
    /// The case as it was before a test did anything.
    seed: OpenCase,
}

impl Desk {
    pub fn sample() -> Self {
        let copy = Copy::sample();
        let store = Workspace::open(copy.path()).unwrap();
        let library = store.library().unwrap();
        let number: CaseNumber = "CM15-0000001".parse().unwrap();
        let seed = store.open_case(&number, &library).unwrap();
        Self { copy, store, library, number, seed }
    }

    pub fn open(&self) -> OpenCase {
        self.store.open_case(&self.number, &self.library).unwrap()
    }

    /// A draft in which all is decided, with this rationale.
    pub fn draft(&self, rationale: &str) -> Draft {
        let mut draft = Draft::new(&self.seed.case, &self.seed.digest);
        draft.items[0].outcome = Some(Outcome::Overturned);
        draft.items[0].rationale.push_str(rationale);
        draft.attested = Some(attestation());
        draft
    }

    /// Holds the seed's case.
    pub fn hold(&self) -> Hold {
        hold(&self.store, &self.number).unwrap()
    }

    /// Keeps a draft as a session of its own would.
    pub fn save(&self, draft: &Draft) -> Result<(), StoreError> {
        self.store.save_draft(&hold(&self.store, &self.number)?, draft)
    }

    pub fn finalize(&self, prepared: &Prepared) -> Result<Option<String>, StoreError> {
        self.store.finalize(&hold(&self.store, &self.number)?, prepared)
    }

    pub fn prepared(&self, rationale: &str) -> Prepared {
        prepare(&self.library, &self.seed, &self.draft(rationale), None, STAMP).unwrap()
    }

    pub fn path(&self, file: &str) -> PathBuf {
        self.copy.file(file)
    }

    /// Puts a file of the workspace there, folders included.
    pub fn put(&self, file: &str, text: &str) {
        fs::create_dir_all(self.path(file).parent().unwrap()).unwrap();
        fs::write(self.path(file), text).unwrap();
    }

    pub fn has(&self, file: &str) -> bool {
        self.path(file).symlink_metadata().is_ok()
    }

    /// Names of the files in a folder.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.path(folder)) else { return Vec::new() };
        let mut names: Vec<String> =
            entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}
