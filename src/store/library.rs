//! Reads what every case is reviewed with: the organization's words, reviewers, vocabulary and guidelines.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use super::{
    StoreError,
    workspace::{Workspace, faulty, sha256_hex, sound},
    yaml,
};
use crate::domain::{
    guideline_reader::read_guideline,
    library::Library,
    organization::{Organization, Reviewers},
    problem::{Fault, Problem},
    visible::is_hidden,
    vocabulary::Vocabulary,
};

impl Workspace {
    /// Reads the library.
    ///
    /// # Errors
    /// When `imr.yaml`, `reviewers.yaml` or the vocabulary cannot be used: nothing can be reviewed without them.
    pub fn library(&self) -> Result<Library, StoreError> {
        let (organization, text) = self.required::<Organization>("imr.yaml")?;
        let reviewers = self.sound("reviewers.yaml", Reviewers::faults)?.reviewers;
        let vocabulary = self.sound("guidelines/vocabulary.yaml", Vocabulary::faults)?;
        // Another reviewer may be named at the start: this does not keep the bench from opening.
        let mut faults = organization.unknown_reviewer(&reviewers);
        faults.extend(organization.faults());
        let unknown = yaml::place(&text, faults);
        let mut library = Library {
            organization,
            reviewers,
            vocabulary,
            guidelines: Vec::new(),
            guideline_digests: BTreeMap::new(),
            problems: unknown.into_iter().map(|p| p.in_file("imr.yaml")).collect(),
        };
        for stem in self.stems("guidelines")? {
            if stem != "vocabulary" {
                self.guideline(&stem, &mut library);
            }
        }
        Ok(library)
    }

    /// Faults in the settings that `imr.yaml` holds under `bench`, each with its place.
    ///
    /// # Errors
    /// When the file cannot be read again.
    pub fn placed_in_bench(&self, faults: Vec<Fault>) -> Result<Vec<Problem>, StoreError> {
        if faults.is_empty() {
            return Ok(Vec::new());
        }
        let below = |mut fault: Fault| {
            fault.path.insert(0, "bench".into());
            fault
        };
        let faults = faults.into_iter().map(below).collect();
        let placed = yaml::place(&self.text("imr.yaml")?, faults).into_iter();
        Ok(placed.map(|p| p.in_file("imr.yaml")).collect())
    }

    fn guideline(&self, stem: &str, library: &mut Library) {
        let name = format!("guidelines/{stem}.yaml");
        // The name is the guideline's id: determinations hold it as a key, and people must see what it is.
        if stem.contains(is_hidden) {
            let problem = Problem::new("the name of this file holds characters that are not seen");
            library.problems.push(problem.remedy("give it a plain name").in_file(&name));
            return;
        }
        let text = match self.text(&name) {
            Ok(text) => text,
            Err(error) => {
                library.problems.extend(error.into_problems(&name));
                return;
            }
        };
        let read = yaml::tree(&text)
            .map_err(|p| vec![p])
            .and_then(|root| read_guideline(stem, &root, &library.vocabulary));
        match read {
            Ok(guideline) => {
                library.guideline_digests.insert(stem.to_owned(), sha256_hex(text.as_bytes()));
                library.guidelines.push(guideline);
            }
            Err(problems) => {
                let problems = Problem::in_order(problems).into_iter();
                library.problems.extend(problems.map(|p| p.in_file(&name)));
            }
        }
    }

    fn required<T: DeserializeOwned>(&self, name: &str) -> Result<(T, String), StoreError> {
        let text = self.text(name)?;
        let value = yaml::read(&text).map_err(|p| faulty(p, name))?;
        Ok((value, text))
    }

    /// A required file that must have no faults of meaning either.
    fn sound<T: DeserializeOwned>(
        &self,
        name: &str,
        faults: impl FnOnce(&T) -> Vec<Fault>,
    ) -> Result<T, StoreError> {
        let (value, text) = self.required(name)?;
        sound(&text, faults(&value), name)?;
        Ok(value)
    }
}
