//! Proof that nothing was changed behind the program: every digest computed anew, the audit read from its first line.

use std::collections::BTreeMap;

use super::{
    StoreError, Workspace,
    audit::{Act, Entry},
    workspace::sha256_hex,
};
use crate::{
    domain::{
        case::CaseNumber,
        determination::{Determination, version_stem},
        library::Library,
        problem::Problem,
    },
    letter::letter_text,
};

/// What a verification has found.
#[derive(Debug, Default)]
pub struct Verified {
    /// Determinations, every version counted.
    pub determinations: usize,
    /// Lines of the audit.
    pub lines: usize,
    /// What does not fit, the audit first.
    pub faults: Vec<Problem>,
    /// What has changed since without anything being wrong: a guideline has a new edition, a case file was added to.
    pub notes: Vec<Problem>,
}

/// What the audit says was made final.
type Told = BTreeMap<(CaseNumber, u32), Entry>;

impl Workspace {
    /// Recomputes every digest and the chain of the audit.
    ///
    /// What it cannot see: the last lines of the audit removed together with the files they tell of. A copy of the
    /// last line elsewhere shows that.
    ///
    /// # Errors
    /// When a folder or the audit cannot be read.
    pub fn verify(&self, library: &Library) -> Result<Verified, StoreError> {
        // Nobody finalizes meanwhile. A workspace that nobody may write into is quiet by itself.
        let _lock = self.lock().ok();
        let mut found = Verified::default();
        let mut told = Told::new();
        let (lines, broken) = self.read_audit(|entry| {
            if let (Act::Finalize | Act::Import, Some(version)) = (entry.act, entry.version) {
                told.insert((entry.case.clone(), version), entry);
            }
        })?;
        found.lines = lines;
        // After the first line that does not fit, the audit says nothing that could be relied on.
        let audit_holds = broken.is_none();
        found.faults.extend(broken);
        let mut latest = BTreeMap::new();
        for stem in self.stems("determinations")? {
            let Some((number, version)) = of_stem(&stem) else {
                found.faults.push(fault("no determination has such a name", &stem, "yaml"));
                continue;
            };
            found.determinations += 1;
            let entry = told.remove(&(number.clone(), version));
            let decided = self.verify_one(
                &number,
                version,
                (entry.as_ref(), audit_holds),
                library,
                &mut found,
            )?;
            let newest = latest.get(&number).is_none_or(|d: &Determination| d.version < version);
            if let Some(decided) = decided.filter(|_| newest) {
                latest.insert(number, decided);
            }
        }
        for (number, version) in told.into_keys() {
            let stem = version_stem(&number, version);
            found.faults.push(fault(
                "the audit tells of this determination; it has gone",
                &stem,
                "yaml",
            ));
        }
        for decided in latest.values() {
            self.compare_sources(decided, library, &mut found)?;
        }
        Ok(found)
    }

    /// The files of one version against each other and against the audit.
    fn verify_one(
        &self,
        number: &CaseNumber,
        version: u32,
        (entry, audit_holds): (Option<&Entry>, bool),
        library: &Library,
        found: &mut Verified,
    ) -> Result<Option<Determination>, StoreError> {
        let stem = version_stem(number, version);
        let digest = match self.version_digest(number, version) {
            Ok(digest) => digest,
            Err(error) => {
                found.faults.extend(error.into_problems(&format!("determinations/{stem}.yaml")));
                return Ok(None);
            }
        };
        match entry {
            Some(entry) if entry.determination != digest => {
                found.faults.push(fault(
                    "this is not the file that the audit tells of",
                    &stem,
                    "yaml",
                ));
            }
            None if audit_holds => {
                found.faults.push(fault("the audit does not tell of it", &stem, "yaml"));
            }
            _ => {}
        }
        let decided = match self.version(number, version) {
            Ok(decided) => decided,
            Err(error) => {
                let file = format!("determinations/{stem}.yaml");
                found.faults.extend(error.into_problems(&file));
                return Ok(None);
            }
        };
        match self.letter_fault(&decided) {
            Ok(Some(fault)) => found.faults.push(fault),
            Ok(None) => found.faults.extend(underived(&decided, library)),
            Err(error) => {
                found.faults.extend(error.into_problems(&format!("determinations/{stem}.txt")));
            }
        }
        if entry.is_some_and(|e| e.letter.as_ref() != Some(&decided.digests.letter)) {
            found.faults.push(fault(
                "this is not the letter that the audit tells of",
                &stem,
                "txt",
            ));
        }
        if let Some(amends) = &decided.amends
            && self.version_digest(number, amends.version)?.as_ref() != Some(&amends.digest)
        {
            let what = format!("it amends another version {} than the one here", amends.version);
            found.faults.push(fault(&what, &stem, "yaml"));
        }
        Ok(Some(decided))
    }

    /// The case file and the guidelines that a decision stands on, against those that are here now.
    fn compare_sources(
        &self,
        decided: &Determination,
        library: &Library,
        found: &mut Verified,
    ) -> Result<(), StoreError> {
        let file = format!("cases/{}.yaml", decided.case);
        match self.case_digest(&decided.case)? {
            Some(digest) if digest == decided.digests.case => {}
            Some(_) => found.faults.push(
                Problem::new("this is not the case file that was decided on")
                    .remedy("restore it from a backup, or amend the determination")
                    .in_file(file),
            ),
            None => found.faults.push(
                Problem::new("the case file that was decided on has gone")
                    .remedy("restore it from a backup")
                    .in_file(file),
            ),
        }
        for (id, digest) in &decided.digests.guidelines {
            if library.guideline_digests.get(id) != Some(digest) {
                let what = format!("case {} was decided on an earlier text of it", decided.case);
                found.notes.push(Problem::new(what).in_file(format!("guidelines/{id}.yaml")));
            }
        }
        Ok(())
    }
}

/// A letter that keeps its own words is composed anew: it must follow from its determination, whatever `imr.yaml` says
/// now. Earlier letters have no more than their digest.
fn underived(decided: &Determination, library: &Library) -> Option<Problem> {
    decided.letter.as_ref()?;
    let letter = letter_text(decided, &library.organization);
    let same = sha256_hex(letter.as_bytes()) == decided.digests.letter;
    let what = "this letter does not follow from its determination";
    (!same).then(|| fault(what, &decided.stem(), "txt"))
}

pub(super) fn of_stem(stem: &str) -> Option<(CaseNumber, u32)> {
    let (number, version) = match stem.split_once(".v") {
        Some((number, version)) => (number, version.parse().ok().filter(|v| *v > 1)?),
        None => (stem, 1),
    };
    Some((number.parse().ok()?, version))
}

fn fault(what: &str, stem: &str, extension: &str) -> Problem {
    let file = format!("determinations/{stem}.{extension}");
    Problem::new(what).remedy("restore it from a backup").in_file(file)
}
