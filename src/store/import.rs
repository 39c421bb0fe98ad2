//! A letter that was read becomes a case, and a determination when that is asked for: all of it, or nothing. Nothing that
//! is there is written over.

use std::io;

use super::{
    StoreError, Workspace,
    audit::{Act, Entry},
    finalize::{FOLDER, Intent},
    lock::Lock,
    workspace::{sha256_hex, sound},
    yaml,
};
use crate::{
    domain::{
        case::CaseNumber, case_faults::case_faults, determination::Determination, hold::Holder,
        library::Library, problem::Problem,
    },
    letter::{
        finish,
        read::{Origin, ReadLetter, case_of, determination_of},
    },
};

/// What a letter is imported as.
#[derive(Debug)]
pub struct Import<'a> {
    pub letter: &'a ReadLetter,
    pub number: &'a CaseNumber,
    pub origin: Origin,
    /// Its decisions too, so that the case is final.
    pub decided: bool,
    pub by: &'a Holder,
    /// Also when somebody else has the case that it decides.
    pub take_over: bool,
    /// Now: local time with its offset.
    pub stamp: &'a str,
}

impl Workspace {
    /// Writes the case file, and the determination's two files when its decisions are asked for.
    /// Gives back the names of what was written, and what is left to be done at the next start.
    ///
    /// # Errors
    /// When the case is there already, somebody else has it, the letter lacks what the files need, or the disk refuses: nothing is then there.
    pub fn import(
        &self,
        library: &Library,
        import: Import<'_>,
    ) -> Result<(Vec<String>, Option<String>), StoreError> {
        let Import { letter, number, origin, decided, by, take_over, stamp } = import;
        let case = case_of(letter, number);
        let text = yaml::write(&case).map_err(|p| StoreError::Faulty(vec![p]))?;
        sound(&text, case_faults(&case, &library.vocabulary), &case_name(number))?;
        let mut entry = Entry::about(Act::Import, number, stamp, by, None);
        entry.note = Some(format!("read from a letter with the digest {}", origin.digest));
        let determination =
            decided.then(|| determination_of(letter, &case, &sha256_hex(text.as_bytes()), origin));
        let determination = determination.transpose();
        let determination =
            determination.map_err(|what| StoreError::Faulty(vec![Problem::new(what)]))?;
        // A reviewer may sit on the case with nothing kept yet. One that is not there is not held either.
        let hold = match determination {
            Some(_) if self.has("cases", &format!("{number}.yaml"))? => {
                Some(self.hold(number, by, take_over)?.ours(number)?)
            }
            _ => None,
        };
        let lock = self.lock()?;
        self.settle(&lock)?;
        hold.as_ref().map_or(Ok(()), |hold| self.still_held(&lock, hold))?;
        let there = self.text_if_there(&case_name(number))?;
        let same = there.as_ref() == Some(&text);
        if there.is_some() && !(hold.is_some() && same && self.is_untouched(number)?) {
            return Err(StoreError::CaseExists(number.to_string()));
        }
        let Some(determination) = determination else {
            self.import_case(&lock, number, &text, entry)?;
            return Ok((vec![case_name(number)], None));
        };
        let digest = |letter: &str| sha256_hex(letter.as_bytes());
        let (determination, letter) = finish(determination, &library.organization, digest);
        let case_file = there.is_none().then_some(text);
        let intent = intent(&determination, letter, entry, case_file)?;
        let mut written: Vec<String> = intent.case_file.iter().map(|_| case_name(number)).collect();
        written.extend([intent.yaml_name(), intent.letter_name()].map(|n| format!("{FOLDER}/{n}")));
        let rest = self.carry_out(&lock, &intent)?;
        Ok((written, rest))
    }

    /// True when nobody has begun to work on the case, and nothing is decided.
    fn is_untouched(&self, number: &CaseNumber) -> Result<bool, StoreError> {
        let name = format!("{number}.yaml");
        Ok(!self.has(".imr/drafts", &name)? && !self.has(FOLDER, &name)?)
    }

    /// The case file, then the line that tells of it.
    fn import_case(
        &self,
        lock: &Lock,
        number: &CaseNumber,
        text: &str,
        entry: Entry,
    ) -> Result<(), StoreError> {
        self.audit_goes_on(lock)?;
        let created = self.create_case(number, text);
        if !matches!(created, Err(StoreError::CaseExists(_))) {
            let done = created.and_then(|()| self.add_to_audit(lock, entry));
            return done.inspect_err(|_| self.take_back_case(number, Some(text)));
        }
        created
    }

    /// A new case file; one that is there stays as it is.
    pub(super) fn create_case(&self, number: &CaseNumber, text: &str) -> Result<(), StoreError> {
        let created = self.folder("cases").and_then(|cases| {
            cases.create(&format!("{number}.yaml"), text.as_bytes(), "import.case")
        });
        created.map_err(|e| match e.kind() {
            io::ErrorKind::AlreadyExists => StoreError::CaseExists(number.to_string()),
            _ => StoreError::io("write", &self.path(&case_name(number)), e),
        })
    }

    /// Takes back the case file that an import has just written: of those very words, and of no others.
    pub(super) fn take_back_case(&self, number: &CaseNumber, text: Option<&str>) {
        let there = self.text_if_there(&case_name(number)).ok().flatten();
        if there.as_deref().is_some_and(|there| Some(there) == text)
            && let Ok(cases) = self.folder("cases")
        {
            let _ = cases.remove(&format!("{number}.yaml"), "import.undo");
        }
    }
}

pub(super) fn case_name(number: &CaseNumber) -> String {
    format!("cases/{number}.yaml")
}

fn intent(
    determination: &Determination,
    letter: String,
    mut entry: Entry,
    case_file: Option<String>,
) -> Result<Intent, StoreError> {
    let yaml = yaml::write(determination).map_err(|p| StoreError::Faulty(vec![p]))?;
    entry.version = Some(determination.version);
    entry.determination = Some(sha256_hex(yaml.as_bytes()));
    entry.letter = Some(determination.digests.letter.clone());
    let (case, version) = (determination.case.clone(), determination.version);
    Ok(Intent { case, version, yaml, letter, entry, case_file })
}
