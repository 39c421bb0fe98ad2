//! Texts of documents: `records/<case>/<document>.txt`.

use std::{collections::BTreeMap, sync::Arc};

use super::{StoreError, Workspace};
use crate::domain::{
    case::{Case, CaseNumber},
    case_faults::is_file_word,
    problem::{Fault, Problem},
};
use crate::{
    path,
    rationale::checks::{Record, Texts},
    records::{Misquoted, misquoted},
};

/// The texts of a case that are kept at hand are together at most this long.
const MOST: usize = 32 * 1024 * 1024;

/// What is at hand of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AtHand {
    Text(String),
    Nothing,
    /// With it the texts of the case would be longer than 32 MB; it can still be opened by itself.
    TooLong,
}

/// Counts the texts of a case as they are read.
struct Room(usize);

impl Room {
    fn take(&mut self, text: Option<String>) -> AtHand {
        let Some(text) = text else { return AtHand::Nothing };
        match self.0.checked_sub(text.len()) {
            Some(left) => {
                self.0 = left;
                AtHand::Text(text)
            }
            None => AtHand::TooLong,
        }
    }
}

impl Workspace {
    /// The text of a document, when it is at hand. An id that could lead elsewhere names none.
    ///
    /// # Errors
    /// When its file cannot be read as text.
    pub fn record(
        &self,
        number: &CaseNumber,
        document: &str,
    ) -> Result<Option<String>, StoreError> {
        if !is_file_word(document) {
            return Ok(None);
        }
        let name = format!("records/{number}/{document}.txt");
        self.text_if_there(&name)
    }

    /// The texts of these documents of a case, one after the other, as far as they are kept at hand: for the screen, the
    /// commands and the checks alike.
    pub fn records<'a>(
        &'a self,
        number: &'a CaseNumber,
        documents: impl Iterator<Item = &'a String> + 'a,
    ) -> impl Iterator<Item = (&'a String, Result<AtHand, StoreError>)> + 'a {
        let mut room = Room(MOST);
        documents.map(move |id| (id, self.record(number, id).map(|text| room.take(text))))
    }

    /// The texts at hand of all documents of a case, scanned for its checks.
    ///
    /// # Errors
    /// When a text that is there cannot be read: what it says is then not known.
    pub fn scanned(&self, case: &Case) -> Result<Arc<Record>, StoreError> {
        let mut texts = Texts::new();
        for (id, text) in self.records(&case.case, case.documents.iter().map(|d| &d.id)) {
            if let AtHand::Text(text) = text? {
                texts.insert(id.clone(), text.into());
            }
        }
        Ok(Arc::new(Record::of(texts)))
    }

    /// Quotations of findings that do not stand on the page that they name, and records that cannot be read.
    /// Only texts at hand are looked at.
    ///
    /// # Errors
    /// When the case file cannot be read again.
    pub fn misquotations(&self, case: &Case) -> Result<Vec<Problem>, StoreError> {
        let mut faults = Vec::new();
        let mut unreadable: BTreeMap<&str, Vec<Problem>> = BTreeMap::new();
        for (i, finding) in case.findings.iter().enumerate() {
            let source = &finding.source;
            let (Some(_), Some(page)) = (&source.words, source.page) else { continue };
            let text = match self.record(&case.case, &source.document) {
                Ok(Some(text)) => text,
                Ok(None) => continue,
                Err(error) => {
                    let name = format!("records/{}/{}.txt", case.case, source.document);
                    unreadable.insert(&source.document, error.into_problems(&name));
                    continue;
                }
            };
            let Some(wrong) = misquoted(source, &text) else { continue };
            let what = format!(
                "the words of finding `{}` do not stand on page {page} of `{}`",
                finding.id, source.document
            );
            let remedy = match wrong {
                Misquoted::Elsewhere { other, .. } => format!("they stand on page {other}"),
                Misquoted::Nowhere { .. } => "copy them exactly from the text".to_owned(),
            };
            faults.push(Fault::new(path!["findings", i, "source", "words"], what).remedy(remedy));
        }
        let name = format!("cases/{}.yaml", case.case);
        let text = self.text(&name)?;
        let placed = super::yaml::place(&text, faults);
        let placed = placed.into_iter().map(|p| p.in_file(&name));
        Ok(placed.chain(unreadable.into_values().flatten()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_too_long_and_what_does_comes_after_it() {
        let mut room = Room(5);
        let mut take = |text: &str| room.take(Some(text.to_owned()));
        assert_eq!(take("abc"), AtHand::Text("abc".to_owned()));
        assert_eq!(take("abc"), AtHand::TooLong);
        assert_eq!(take("ab"), AtHand::Text("ab".to_owned()));
        assert_eq!(room.take(None), AtHand::Nothing);
    }
}
