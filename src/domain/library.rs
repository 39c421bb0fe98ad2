//! What the store hands over: the library that every case is reviewed with, a case with all that is known of it,
//! and a determination ready to be written.

use std::collections::BTreeMap;

use super::{
    case::Case,
    determination::{Amends, Determination},
    draft::Draft,
    guideline::Guideline,
    hold::Barred,
    organization::{Organization, Reviewer},
    problem::{Problem, nearest_remedy},
    vocabulary::Vocabulary,
};

/// Loaded once at start; shared by every case.
#[derive(Debug, Clone, PartialEq)]
pub struct Library {
    pub organization: Organization,
    pub reviewers: Vec<Reviewer>,
    pub vocabulary: Vocabulary,
    pub guidelines: Vec<Guideline>,
    /// SHA-256 of each guideline file, by id.
    pub guideline_digests: BTreeMap<String, String>,
    /// Faults of guideline files. A broken guideline never hides the good ones.
    pub problems: Vec<Problem>,
}

impl Library {
    /// The reviewer with this id, or the one that `imr.yaml` names.
    ///
    /// # Errors
    /// When none is named, or the name is not in `reviewers.yaml`.
    pub fn reviewer(&self, id: Option<&str>) -> Result<&Reviewer, Problem> {
        let Some(id) = id.or(self.organization.reviewer.as_deref()) else {
            return Err(Problem::new("no reviewer is named")
                .remedy("add `reviewer: <id>` to imr.yaml or start with --reviewer ID"));
        };
        self.reviewers.iter().find(|r| r.id == id).ok_or_else(|| {
            let mut problem = Problem::new(format!("reviewer `{id}` is not in reviewers.yaml"));
            problem.remedy = nearest_remedy(id, self.reviewers.iter().map(|r| r.id.as_str()));
            problem
        })
    }
}

/// A case with all that the workspace knows of it.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenCase {
    pub case: Case,
    /// SHA-256 of the case file's bytes.
    pub digest: String,
    pub draft: Option<Draft>,
    /// The latest version, once the case is final.
    pub determination: Option<Determination>,
    /// SHA-256 of that version's YAML file.
    pub determination_digest: Option<String>,
    /// The case file is another one than the draft was begun on.
    pub changed: Option<ChangedCase>,
    /// Why the case can only be read, beside being final.
    pub barred: Option<Barred>,
    /// Where words lie that an editor outside was given, and that came back too late.
    pub left: Vec<String>,
}

/// A case file that changed under a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedCase {
    /// The file that the draft was begun on; empty when it has not been kept.
    pub before: String,
    pub now: String,
}

impl OpenCase {
    /// True when the case is decided and no amendment has been begun: it can be read, not changed.
    pub fn is_final(&self) -> bool {
        self.determination.is_some()
            && !self.draft.as_ref().is_some_and(|draft| self.is_amended_by(draft))
    }

    /// True when the criteria of a final case are computed on other files than those that it was decided on.
    pub fn is_computed_anew(&self, library: &Library) -> bool {
        let Some(decided) = self.determination.as_ref().filter(|_| self.is_final()) else {
            return false;
        };
        let changed =
            |(id, digest): (&String, &String)| library.guideline_digests.get(id) != Some(digest);
        decided.digests.case != self.digest || decided.digests.guidelines.iter().any(changed)
    }

    /// True when a draft is to amend the latest version. One that amends an earlier version is left over from it.
    pub fn is_amended_by(&self, draft: &Draft) -> bool {
        draft.amends_version(self.determination.as_ref().map(|d| d.version))
    }

    /// True when the case was decided elsewhere, and its determination read from a letter.
    pub fn is_imported(&self) -> bool {
        self.determination.as_ref().is_some_and(|decided| decided.imported.is_some())
    }

    /// What an amendment of the decided case names; `None` while nothing is decided, or it was not decided here.
    pub fn amends(&self, reason: &str) -> Option<Amends> {
        let decided = self.determination.as_ref().filter(|_| !self.is_imported())?;
        Some(Amends {
            version: decided.version,
            finalized: decided.finalized.clone(),
            digest: self.determination_digest.clone()?,
            reason: reason.to_owned(),
        })
    }

    /// A copy of the draft that is at hand, or an untouched one; of a final case, what its version holds.
    pub fn draft_or_new(&self) -> Draft {
        match (&self.determination, &self.draft) {
            (Some(decided), _) if self.is_final() => {
                Draft::as_decided(&self.case, &self.digest, decided)
            }
            (_, Some(draft)) => draft.clone(),
            (_, None) => Draft::new(&self.case, &self.digest),
        }
    }
}

/// A determination and the exact bytes that will be written for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Prepared {
    pub determination: Determination,
    /// `determinations/<case>.yaml`.
    pub yaml: String,
    /// `determinations/<case>.txt`.
    pub letter: String,
}
