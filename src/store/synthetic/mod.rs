//! Workspaces of made-up cases, to measure with: as many as one asks for, the same bytes each time, and a case the same
//! whatever other cases there are. What they say is about nobody.

mod case;
mod decided;
mod dice;
mod words;

use std::{fs, io, path::Path, thread};

use self::{
    case::{Made, Stage, made},
    decided::{determination, draft},
};
use super::{
    StoreError, Workspace,
    audit::{Act, Chain, Entry},
    embedded,
    lock::Lock,
    walls::Folder,
    workspace::sha256_hex,
    yaml,
};
use crate::{
    domain::{
        case::{Case, CaseNumber},
        hold::Holder,
        library::Library,
        organization::Reviewer,
        problem::Problem,
    },
    letter::finish,
};

/// Most cases: their numbers have seven digits.
pub const MOST: u32 = 9_999_999;
/// Cases that a thread makes before it is given others.
const BLOCK: u32 = 500;
/// One case in so many has the text of a document at hand.
const WITH_TEXT: u32 = 10;

/// What comes from the sample workspace as it is: the organization's words, the vocabulary, and the guidelines that
/// speak of what is asked for.
const COPIED: &[&str] = &[
    "imr.yaml",
    "reviewers.yaml",
    "guidelines/vocabulary.yaml",
    "guidelines/acr-chronic-neck-pain-imaging.yaml",
    "guidelines/acr-knee-trauma-imaging.yaml",
    "guidelines/acr-low-back-imaging.yaml",
    "guidelines/acr-shoulder-trauma-imaging.yaml",
    "guidelines/cdc-2022-opioids.yaml",
    "guidelines/co-2014-epidural-steroid.yaml",
    "guidelines/lc-4604-5-physical-therapy.yaml",
    "guidelines/mtus-2009-topical-analgesics.yaml",
    "guidelines/mtus-acupuncture.yaml",
    "guidelines/ncd-150-9-knee-arthroscopy.yaml",
    "guidelines/wa-lni-2013-rotator-cuff-repair.yaml",
    "guidelines/wa-lni-2014-carpal-tunnel-release.yaml",
    "guidelines/wa-lni-2014-carpal-tunnel-testing.yaml",
    "guidelines/weight-loss.yaml",
];

/// Writes a workspace of `cases` made-up cases into `root`. `told` hears now and then how many are there.
/// Nothing is forced to the disk: what a loss of power takes is made again.
///
/// # Errors
/// When the folder holds something, or the disk refuses: what was written until then is left there.
pub fn write_synthetic(
    root: &Path,
    cases: u32,
    mut told: impl FnMut(u32) -> io::Result<()>,
) -> Result<(), StoreError> {
    let io = |e| StoreError::io("make", root, e);
    fs::create_dir_all(root).map_err(io)?;
    if !Folder::root(root).and_then(|folder| folder.names()).map_err(io)?.is_empty() {
        let what = format!("{} is not empty; name a new folder", root.display());
        return Err(StoreError::Faulty(vec![Problem::new(what)]));
    }
    let folders = Folders::made(root).map_err(io)?;
    for path in COPIED {
        let text = embedded::needed(path).ok_or_else(|| io(io::ErrorKind::NotFound.into()))?;
        let (folder, name) = path.split_once('/').unwrap_or((".", path));
        folders.root.below(folder).and_then(|f| f.put(name, text.as_bytes())).map_err(io)?;
    }
    let workspace = Workspace::open(root)?;
    let library = workspace.library()?;
    let reviewer = library.reviewer(None).map_err(|p| StoreError::Faulty(vec![p]))?;
    let writer = Writer { folders, library: &library, reviewer };
    let lock = workspace.lock()?;
    writer.all(cases, &lock, &mut told).map_err(io)
}

/// The folders that cases lie in.
struct Folders {
    root: Folder,
    cases: Folder,
    determinations: Folder,
    drafts: Folder,
}

impl Folders {
    fn made(path: &Path) -> io::Result<Self> {
        let root = Folder::root(path)?;
        for name in ["guidelines", "records"] {
            root.made_below(name)?;
        }
        Ok(Self {
            cases: root.made_below("cases")?,
            determinations: root.made_below("determinations")?,
            drafts: root.made_below(".imr/drafts")?,
            root,
        })
    }
}

struct Writer<'a> {
    folders: Folders,
    library: &'a Library,
    reviewer: &'a Reviewer,
}

impl Writer<'_> {
    /// Two threads make cases (more gain little: a folder takes one new file at a time); the audit is in their order.
    fn all(
        &self,
        cases: u32,
        lock: &Lock,
        told: &mut dyn FnMut(u32) -> io::Result<()>,
    ) -> io::Result<()> {
        let threads =
            thread::available_parallelism().map_or(1, |n| if n.get() > 1 { 2 } else { 1 });
        let mut audit = Chain::new(lock)?;
        let mut next = 1;
        while next <= cases {
            let round = (next..=cases.min(next + threads * BLOCK - 1)).step_by(BLOCK as usize);
            let entries: io::Result<Vec<Entry>> = thread::scope(|scope| {
                let block = |from: u32| scope.spawn(move || self.block(from, cases));
                let blocks: Vec<_> = round.map(block).collect();
                let mut entries = Vec::new();
                for block in blocks {
                    entries.extend(block.join().unwrap_or_else(|e| std::panic::resume_unwind(e))?);
                }
                Ok(entries)
            });
            audit.add(entries?)?;
            next = next.saturating_add(threads * BLOCK);
            told(cases.min(next - 1))?;
        }
        audit.end()
    }

    fn block(&self, from: u32, cases: u32) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for number in from..=cases.min(from + BLOCK - 1) {
            let mut made = made(number).ok_or(io::ErrorKind::InvalidData)?;
            entries.extend(self.one(number, &mut made)?);
        }
        Ok(entries)
    }

    /// The files of one case; the line of the audit when it is final.
    fn one(&self, number: u32, made: &mut Made) -> io::Result<Option<Entry>> {
        let Folders { root, cases, determinations, drafts } = &self.folders;
        let written = |p: Problem| io::Error::other(p.to_string());
        let text = yaml::write(&made.case).map_err(written)?;
        let digest = sha256_hex(text.as_bytes());
        let case = made.case.case.clone();
        let name = format!("{case}.yaml");
        cases.put(&name, text.as_bytes())?;
        if number.is_multiple_of(WITH_TEXT)
            && let Some(document) = made.case.documents.first()
        {
            let folder = root.made_below(&format!("records/{case}"))?;
            folder.put(&format!("{}.txt", document.id), record(&made.case).as_bytes())?;
        }
        match made.stage {
            Stage::New | Stage::Waiting => Ok(None),
            Stage::Aside | Stage::InWork => {
                let draft = yaml::write(&draft(made, &digest, self.reviewer)).map_err(written)?;
                drafts.put(&name, draft.as_bytes())?;
                drafts.put(&format!("{case}.case"), text.as_bytes())?;
                Ok(None)
            }
            Stage::Final => {
                let decided = determination(made, &digest, self.library, self.reviewer);
                let decided = decided.ok_or(io::ErrorKind::InvalidData)?;
                let sha = |letter: &str| sha256_hex(letter.as_bytes());
                let (decided, letter) = finish(decided, &self.library.organization, sha);
                let text = yaml::write(&decided).map_err(written)?;
                determinations.put(&name, text.as_bytes())?;
                determinations.put(&format!("{case}.txt"), letter.as_bytes())?;
                let mut entry = self.entry(&case, &decided.finalized);
                entry.determination = Some(sha256_hex(text.as_bytes()));
                entry.letter = Some(decided.digests.letter);
                Ok(Some(entry))
            }
        }
    }

    fn entry(&self, case: &CaseNumber, at: &str) -> Entry {
        let by = Holder {
            reviewer: Some(self.reviewer.id.clone()),
            user: "nobody".to_owned(),
            host: "bench-data".to_owned(),
            ..Holder::unknown()
        };
        Entry { version: Some(1), ..Entry::about(Act::Finalize, case, at, &by, None) }
    }
}

/// The text of the first document: every finding that names it stands there.
fn record(case: &Case) -> String {
    let document = case.documents.first();
    let mut text = String::from("PROGRESS REPORT\n\n");
    for finding in &case.findings {
        if document.is_some_and(|d| d.id == finding.source.document)
            && let Some(words) = &finding.source.words
        {
            text.push_str(&format!("{words}.\n"));
        }
    }
    for item in &case.items {
        text.push_str(&format!("\nAsked for: {}.\n", item.title));
    }
    text
}
