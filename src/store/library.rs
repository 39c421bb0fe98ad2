//! Reads what every case is reviewed with: the organization's words, reviewers, vocabulary and guidelines.

use std::collections::BTreeMap;

use super::{
    StoreError,
    workspace::{Workspace, faulty, read_text, sha256_hex},
    yaml,
};
use crate::domain::{
    guideline_reader::read_guideline,
    library::Library,
    organization::{Organization, Reviewers},
    vocabulary::Vocabulary,
};

impl Workspace {
    /// Reads the library.
    ///
    /// # Errors
    /// When `imr.yaml`, `reviewers.yaml` or the vocabulary cannot be used: nothing can be reviewed without them.
    pub fn library(&self) -> Result<Library, StoreError> {
        let organization: Organization = self.required("imr.yaml")?;
        let Reviewers { reviewers } = self.required("reviewers.yaml")?;
        let vocabulary_file = "guidelines/vocabulary.yaml";
        let text = read_text(&self.path(vocabulary_file), vocabulary_file)?;
        let vocabulary: Vocabulary = yaml::read(&text).map_err(|p| faulty(p, vocabulary_file))?;
        let faults = yaml::place(&text, vocabulary.faults());
        if !faults.is_empty() {
            let faults = faults.into_iter().map(|p| p.in_file(vocabulary_file)).collect();
            return Err(StoreError::Faulty(faults));
        }
        let mut library = Library {
            organization,
            reviewers,
            vocabulary,
            guidelines: Vec::new(),
            guideline_digests: BTreeMap::new(),
            problems: Vec::new(),
        };
        for stem in self.stems("guidelines")? {
            if stem != "vocabulary" {
                self.guideline(&stem, &mut library)?;
            }
        }
        Ok(library)
    }

    fn guideline(&self, stem: &str, library: &mut Library) -> Result<(), StoreError> {
        let name = format!("guidelines/{stem}.yaml");
        let text = match read_text(&self.path(&name), &name) {
            Ok(text) => text,
            Err(StoreError::Faulty(problems)) => {
                library.problems.extend(problems);
                return Ok(());
            }
            Err(other) => return Err(other),
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
                library.problems.extend(problems.into_iter().map(|p| p.in_file(&name)));
            }
        }
        Ok(())
    }

    fn required<T: serde::de::DeserializeOwned>(&self, name: &str) -> Result<T, StoreError> {
        let text = read_text(&self.path(name), name)?;
        yaml::read(&text).map_err(|p| faulty(p, name))
    }
}
