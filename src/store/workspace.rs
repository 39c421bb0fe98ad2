//! A workspace folder: lists and opens its cases.

use std::{
    fmt::Write as _,
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use super::{StoreError, yaml};
use crate::domain::{
    case::{Case, CaseNumber},
    case_faults::case_faults,
    determination::Determination,
    library::{Library, OpenCase},
    problem::{Fault, Position, Problem, nearest},
    queue::{CaseSummary, Standing, sort_queue},
};
use crate::path;

/// SHA-256 in hexadecimal, as `sha256sum` prints it.
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
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

    pub(super) fn path(&self, inner: &str) -> PathBuf {
        self.root.join(inner)
    }

    pub(super) fn file(&self, folder: &str, number: &CaseNumber, extension: &str) -> PathBuf {
        self.root.join(folder).join(format!("{number}.{extension}"))
    }

    /// Every case of the workspace, most urgent first. A file that cannot be read is a row with its errors.
    ///
    /// # Errors
    /// When the folder itself cannot be listed.
    pub fn queue(&self, library: &Library) -> Result<Vec<CaseSummary>, StoreError> {
        let mut rows = Vec::new();
        for stem in self.stems("cases")? {
            rows.push(self.summary(&stem, library));
        }
        sort_queue(&mut rows);
        Ok(rows)
    }

    fn summary(&self, stem: &str, library: &Library) -> CaseSummary {
        let name = format!("cases/{stem}.yaml");
        let number: CaseNumber = match stem.parse() {
            Ok(number) => number,
            Err(what) => {
                return CaseSummary::broken(
                    CaseNumber::nearest_to(stem),
                    vec![Problem::new(what).in_file(name)],
                );
            }
        };
        let row = self.case(&number, library).map(|(case, _)| {
            let (standing, problems) = self.standing(&number);
            let row = CaseSummary::of(&case, standing, &library.organization);
            if problems.is_empty() { row } else { row.broken_by(problems) }
        });
        row.unwrap_or_else(|e| CaseSummary::broken(number, e.into_problems(&name)))
    }

    /// What stands beside the case file, and the faults for which the case cannot be opened with it.
    fn standing(&self, number: &CaseNumber) -> (Standing, Vec<Problem>) {
        let mut problems = Vec::new();
        let mut keep = |folder, e: StoreError| {
            problems.extend(e.into_problems(&format!("{folder}/{number}.yaml")));
        };
        let draft = self.draft(number).map_err(|e| keep(".imr/drafts", e));
        let decided = self.determination(number).map_err(|e| keep("determinations", e));
        let standing = Standing {
            draft: draft.is_ok_and(|d| d.is_some()),
            outcome: decided.ok().flatten().map(|d| d.outcome),
        };
        (standing, problems)
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
        let (case, digest) = self.case(number, library)?;
        let draft = self.draft(number)?.map(|d| d.fitted_to(&case));
        let determination = self.determination(number)?;
        Ok(OpenCase { case, digest, draft, determination })
    }

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
        Ok((case, sha256_hex(text.as_bytes())))
    }

    /// The determination of a case, when there is one.
    ///
    /// # Errors
    /// When its file cannot be read as one.
    pub fn determination(&self, number: &CaseNumber) -> Result<Option<Determination>, StoreError> {
        let name = format!("determinations/{number}.yaml");
        let Some(text) = self.text_if_there(&name)? else { return Ok(None) };
        let read: Determination = yaml::read(&text).map_err(|p| faulty(p, &name))?;
        sound(&text, misnamed(&read.case, number).into_iter().collect(), &name)?;
        Ok(Some(read))
    }

    /// The text of a finalized letter.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn letter(&self, number: &CaseNumber) -> Result<Option<String>, StoreError> {
        self.text_if_there(&format!("determinations/{number}.txt"))
    }

    /// What is wrong with the letter of a determination: it is gone, or not the text that was written.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn letter_fault(&self, decided: &Determination) -> Result<Option<Problem>, StoreError> {
        let what = match self.letter(&decided.case)? {
            None => "the letter of a final case is gone",
            Some(text) if sha256_hex(text.as_bytes()) != decided.digests.letter => {
                "this is not the text that was written: its digest differs"
            }
            Some(_) => return Ok(None),
        };
        let problem = Problem::new(what).remedy("restore it from a backup");
        Ok(Some(problem.in_file(format!("determinations/{}.txt", decided.case))))
    }

    /// The text of a file of the workspace. Only one that is not there is `None`: what is there and cannot be
    /// read (a folder of that name, no permission) is an error, so that it never passes for nothing.
    pub(super) fn text_if_there(&self, name: &str) -> Result<Option<String>, StoreError> {
        let path = self.path(name);
        match fs::metadata(&path) {
            Ok(_) => read_text(&path, name).map(Some),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(StoreError::io("read", &path, e)),
        }
    }

    /// Names, without `.yaml`, of the files in a folder, sorted. A folder that is missing has none.
    pub(super) fn stems(&self, folder: &str) -> Result<Vec<String>, StoreError> {
        let path = self.path(folder);
        let entries = match fs::read_dir(&path) {
            Ok(entries) => entries,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(e) => return Err(StoreError::io("list", &path, e)),
        };
        let mut stems: Vec<String> = entries
            .filter_map(|entry| {
                let name = entry.ok()?.file_name().to_string_lossy().into_owned();
                let stem = name.strip_suffix(".yaml")?;
                (!stem.starts_with('.')).then(|| stem.to_owned())
            })
            .collect();
        stems.sort();
        Ok(stems)
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

/// A file says the case that it is named for: else a review would be kept under another case's name.
pub(super) fn misnamed(says: &CaseNumber, named: &CaseNumber) -> Option<Fault> {
    let what = format!("the file is named {named} but says case {says}");
    let fault = || Fault::new(path!["case"], what).remedy("give the file the name of its case");
    (says != named).then(fault)
}

/// Reads a text file within the size that any real file has.
pub(super) fn read_text(path: &Path, name: &str) -> Result<String, StoreError> {
    let io = |e| StoreError::io("read", path, e);
    // A pipe or a device would keep the bench waiting.
    if path.metadata().is_ok_and(|m| !m.is_file()) {
        let problem = Problem::new("this is a folder or a device, not a file");
        return Err(faulty(problem.remedy("move it elsewhere"), name));
    }
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(io)?;
    file.take(yaml::MAX_BYTES + 1).read_to_end(&mut bytes).map_err(io)?;
    if bytes.len() as u64 > yaml::MAX_BYTES {
        return Err(faulty(yaml::too_large(), name));
    }
    String::from_utf8(bytes).map_err(|e| {
        let readable = String::from_utf8_lossy(&e.as_bytes()[..e.utf8_error().valid_up_to()]);
        let problem = Problem::new("what stands here is not UTF-8 text")
            .at(Position::after(&readable))
            .remedy("save the file as UTF-8");
        faulty(problem, name)
    })
}
