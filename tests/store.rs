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
#[path = "store/indexing.rs"]
mod indexing;

use std::{fs, path::PathBuf};

use imr_workbench::{
    domain::{
        case::CaseNumber,
        draft::Draft,
        library::{Library, OpenCase, Prepared},
    },
    store::{Asked, Hold, StoreError, Workspace, prepare},
};
use support::seed::decided;
pub use support::seed::{DRAFT, LETTER, STAMP, YAML, attestation, holder};
use support::workspace::Workspace as Copy;

/// Holds a case, waiting for another thread that has it.
pub fn hold(store: &Workspace, number: &CaseNumber) -> Result<Hold, StoreError> {
    loop {
        match store.hold(number, &holder("tester"), false)? {
            Asked::Ours(hold) => return Ok(hold),
            Asked::Theirs(_) => std::thread::yield_now(),
        }
    }
}

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
        decided(&self.seed, rationale)
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
        prepare(
            &self.library,
            &self.seed,
            &self.draft(rationale),
            None,
            STAMP,
            &std::sync::Arc::default(),
        )
        .unwrap()
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
