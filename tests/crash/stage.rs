//! A workspace that processes come and go on, and what must hold of it whatever happened to them.

use std::{
    fs,
    path::Path,
    process::{Child, Command, Stdio},
};

use imr_workbench::{
    domain::{
        case::CaseNumber,
        draft::Draft,
        library::{Library, OpenCase, Prepared},
    },
    store::{Asked, Hold, Workspace, prepare, sha256_hex},
};

pub use crate::support::seed::{DRAFT, LETTER, YAML};
use crate::support::{
    seed::{SEED, STAMP, decided, holder},
    workspace::Workspace as Copy,
};

/// The sample workspace, cut down to the seed's case: the rest plays no part, and reading it takes time.
pub fn small() -> Copy {
    let copy = Copy::sample();
    for entry in fs::read_dir(copy.file("cases")).unwrap() {
        let path = entry.unwrap().path();
        if path.file_stem().is_some_and(|stem| stem != SEED) {
            fs::remove_file(path).unwrap();
        }
    }
    for entry in fs::read_dir(copy.file("guidelines")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if name != "vocabulary" && !name.starts_with("acoem-2004-neck") {
            fs::remove_file(path).unwrap();
        }
    }
    copy
}

/// What a process of ours works with.
pub struct Desk {
    pub store: Workspace,
    pub library: Library,
    pub number: CaseNumber,
}

impl Desk {
    pub fn open(folder: &Path) -> Self {
        let store = Workspace::open(folder).unwrap();
        let library = store.library().unwrap();
        Self { store, library, number: SEED.parse().unwrap() }
    }

    /// The hold, or `None` when another process has it.
    pub fn hold(&self) -> Option<Hold> {
        match self.store.hold(&self.number, &holder("tester"), false).unwrap() {
            Asked::Ours(hold) => Some(hold),
            Asked::Theirs(_) => None,
        }
    }

    pub fn case(&self) -> OpenCase {
        self.store.open_case(&self.number, &self.library).unwrap()
    }

    /// A draft in which all is decided.
    pub fn draft(&self, rationale: &str) -> Draft {
        decided(&self.case(), rationale)
    }

    pub fn prepared(&self, rationale: &str) -> Prepared {
        prepare(
            &self.library,
            &self.case(),
            &self.draft(rationale),
            None,
            STAMP,
            &std::sync::Arc::default(),
        )
        .unwrap()
    }

    /// The rationale of the draft on the disk.
    pub fn words(&self) -> Option<String> {
        let draft = self.store.draft(&self.number).expect("a draft that can be read");
        draft.map(|d| d.items[0].rationale.clone())
    }
}

/// What must hold whatever happened: after the next start nothing is torn, nothing is doubled, the audit fits, and
/// no temporary file is read as a whole one.
pub fn all_is_whole(desk: &Desk, folder: &Path) {
    desk.store.settle_at_start().unwrap();
    let decided = desk.store.determination(&desk.number).expect("no torn determination");
    let letter = fs::read_to_string(folder.join(LETTER)).ok();
    if let Some(decided) = &decided {
        let letter = letter.expect("the letter of a final case");
        assert_eq!(decided.digests.letter, sha256_hex(letter.as_bytes()), "letter and YAML");
    }
    let verified = desk.store.verify(&desk.library).unwrap();
    assert!(verified.faults.is_empty(), "{:#?}", verified.faults);
    assert_eq!(verified.lines, usize::from(decided.is_some()), "one line a determination");
    let _ = desk.words();
}

/// This program again, in another part.
pub fn start(part: &str, folder: &Path, env: &[(&str, &str)]) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.env("IMR_PART", part).env("IMR_FOLDER", folder).envs(env.iter().copied());
    command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
}
