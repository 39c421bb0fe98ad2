//! A workspace folder: lists and opens its cases.

use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use super::{StoreError, fail, yaml};
use crate::domain::{
    case::{Case, CaseNumber},
    case_faults::case_faults,
    determination::{Determination, version_stem},
    library::{Library, OpenCase},
    problem::{Fault, Problem, nearest},
    queue::{CaseSummary, Standing},
};
use crate::path;

/// SHA-256.
pub(super) fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// SHA-256 in hexadecimal, as `sha256sum` prints it.
pub fn sha256_hex(bytes: &[u8]) -> String {
    digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// A workspace that was found on disk.
#[derive(Debug, Clone)]
pub struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// Opens the workspace in `root`.
    ///
    /// # Errors
    /// When the folder has no `cases/`.
    pub fn open(root: &Path) -> Result<Self, StoreError> {
        if root.join("cases").is_dir() {
            return Ok(Self { root: root.to_owned() });
        }
        Err(StoreError::NoWorkspace(root.display().to_string()))
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// The row of a case, its files read whole; where nothing stands beside its file, nothing is looked for there.
    pub(super) fn summary_of(
        &self,
        number: &CaseNumber,
        library: &Library,
        beside: bool,
    ) -> CaseSummary {
        let row = self.case(number, library).map(|(case, ..)| {
            let (standing, problems) =
                if beside { self.standing(number) } else { (Standing::default(), Vec::new()) };
            let row = CaseSummary::of(&case, standing, &library.organization);
            if problems.is_empty() { row } else { row.broken_by(problems) }
        });
        row.unwrap_or_else(|e| {
            let problems = e.into_problems(&format!("cases/{number}.yaml"));
            CaseSummary::broken(number.clone(), problems)
        })
    }

    /// What stands beside the case file, and the faults for which the case cannot be opened with it.
    fn standing(&self, number: &CaseNumber) -> (Standing, Vec<Problem>) {
        let mut problems = Vec::new();
        let mut keep = |folder, e: StoreError| {
            problems.extend(e.into_problems(&format!("{folder}/{number}.yaml")));
        };
        let draft = self.draft(number).map_err(|e| keep(".imr/drafts", e));
        let decided = self.determination(number).map_err(|e| keep("determinations", e));
        let (draft, decided) = (draft.ok().flatten(), decided.ok().flatten());
        let standing = Standing {
            outcome: decided.as_ref().map(|d| d.outcome),
            version: decided.as_ref().map(|d| d.version),
            imported: decided.is_some_and(|d| d.imported.is_some()),
            ..Standing::default()
        };
        (standing.with_draft(draft), problems)
    }

    /// Opens one case with its draft and its determination.
    ///
    /// # Errors
    /// When it does not exist or its file is faulty; a faulty draft or determination is an error too,
    /// so that nothing is written over it.
    pub fn open_case(
        &self,
        number: &CaseNumber,
        library: &Library,
    ) -> Result<OpenCase, StoreError> {
        let (case, text) = self.case(number, library)?;
        let digest = sha256_hex(text.as_bytes());
        let draft = self.draft(number)?.map(|d| d.fitted_to(&case));
        let changed = match &draft {
            Some(draft) => self.changed_since(draft, &text)?,
            None => None,
        };
        let determination = self.determination(number)?;
        let determination_digest = match &determination {
            Some(decided) => self.version_digest(number, decided.version)?,
            None => None,
        };
        Ok(OpenCase {
            case,
            digest,
            draft,
            determination,
            determination_digest,
            changed,
            barred: None,
            left: Vec::new(),
        })
    }

    /// SHA-256 of the case file as it is now; `None` when it has gone.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn case_digest(&self, number: &CaseNumber) -> Result<Option<String>, StoreError> {
        let name = format!("cases/{number}.yaml");
        fail::point("case.look").map_err(|e| StoreError::io("read", &self.path(&name), e))?;
        self.digest_of(&name)
    }

    /// The case, and the text of its file.
    fn case(&self, number: &CaseNumber, library: &Library) -> Result<(Case, String), StoreError> {
        let name = format!("cases/{number}.yaml");
        let Some(text) = self.text_if_there(&name)? else {
            let stems = self.stems("cases")?;
            let near = nearest(number.as_str(), stems.iter().map(String::as_str));
            let near = near.map_or(String::new(), |n| format!("; did you mean {n}?"));
            return Err(StoreError::NoCase { number: number.to_string(), near });
        };
        let case: Case = yaml::read(&text).map_err(|p| faulty(p, &name))?;
        let mut faults = case_faults(&case, &library.vocabulary);
        faults.extend(misnamed(&case.case, number));
        sound(&text, faults, &name)?;
        Ok((case, text))
    }

    /// The latest determination of a case, when there is one.
    ///
    /// # Errors
    /// When its file cannot be read as one.
    pub fn determination(&self, number: &CaseNumber) -> Result<Option<Determination>, StoreError> {
        let mut latest = None;
        for version in 1.. {
            let name = format!("{}.yaml", version_stem(number, version));
            if !self.has("determinations", &name)? {
                break;
            }
            latest = Some(version);
        }
        latest.map(|version| self.version(number, version)).transpose()
    }

    /// One version of a determination.
    ///
    /// # Errors
    /// When it cannot be read, or is not the one that its name says.
    pub fn version(&self, number: &CaseNumber, version: u32) -> Result<Determination, StoreError> {
        let name = format!("determinations/{}.yaml", version_stem(number, version));
        let text = self.text_if_there(&name)?.unwrap_or_default();
        let read: Determination = yaml::read(&text).map_err(|p| faulty(p, &name))?;
        let mut faults: Vec<Fault> = misnamed(&read.case, number).into_iter().collect();
        if read.version != version {
            let what = format!("the file is named for version {version} but says {}", read.version);
            faults.push(Fault::new(path!["version"], what).remedy("restore it from a backup"));
        }
        faults.extend(read.faults());
        sound(&text, faults, &name)?;
        Ok(read)
    }

    /// SHA-256 of a version's YAML file; `None` when there is none.
    pub(super) fn version_digest(
        &self,
        number: &CaseNumber,
        version: u32,
    ) -> Result<Option<String>, StoreError> {
        self.digest_of(&format!("determinations/{}.yaml", version_stem(number, version)))
    }

    /// The text of a version's letter.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn letter(&self, number: &CaseNumber, version: u32) -> Result<Option<String>, StoreError> {
        self.text_if_there(&format!("determinations/{}.txt", version_stem(number, version)))
    }

    /// What is wrong with the letter of a determination: it is gone, or not the text that was written.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn letter_fault(&self, decided: &Determination) -> Result<Option<Problem>, StoreError> {
        let what = match self.letter(&decided.case, decided.version)? {
            None => "the letter of a final case is gone",
            Some(text) if sha256_hex(text.as_bytes()) != decided.digests.letter => {
                "this is not the text that was written: its digest differs"
            }
            Some(_) => return Ok(None),
        };
        let problem = Problem::new(what).remedy("restore it from a backup");
        Ok(Some(problem.in_file(format!("determinations/{}.txt", decided.stem()))))
    }
}

pub(super) fn faulty(problem: Problem, name: &str) -> StoreError {
    StoreError::Faulty(vec![problem.in_file(name)])
}

/// Refuses a file that reads well but has faults of meaning.
pub(super) fn sound(text: &str, faults: Vec<Fault>, name: &str) -> Result<(), StoreError> {
    if faults.is_empty() {
        return Ok(());
    }
    let placed = yaml::place(text, faults);
    Err(StoreError::Faulty(placed.into_iter().map(|p| p.in_file(name)).collect()))
}

/// The row of a file whose name is no case number.
pub(super) fn misnamed_row(stem: &str) -> CaseSummary {
    let what = stem.parse::<CaseNumber>().err().unwrap_or_default();
    let problem = Problem::new(what).in_file(format!("cases/{stem}.yaml"));
    CaseSummary::broken(CaseNumber::nearest_to(stem), vec![problem])
}

/// A file says the case that it is named for: else a review would be kept under another case's name.
pub(super) fn misnamed(says: &CaseNumber, named: &CaseNumber) -> Option<Fault> {
    let what = format!("the file is named {named} but says case {says}");
    let fault = || Fault::new(path!["case"], what).remedy("give the file the name of its case");
    (says != named).then(fault)
}
