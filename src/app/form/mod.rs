//! A finding of the reviewer's own, being filled in: fields of text, each with the words that fit it.

mod offers;
mod reading;

use std::collections::BTreeMap;

use self::reading::written;
use super::editor::Editor;
use crate::domain::{
    case::Case,
    draft::Begun,
    finding::{Finding, Source},
    vocabulary::Vocabulary,
    words::words,
};

/// Longest text of a field, in bytes: several times the longest quotation.
pub const MAX_FIELD: usize = 16 * 1024;

words! {
    /// A field of a finding; the word is its key in a case file.
    Field, "a field of a finding" {
        Concept = "concept",
        Value = "value",
        Result = "result",
        Outcome = "outcome",
        Side = "side",
        Region = "region",
        Level = "level",
        Date = "date",
        Since = "since",
        Lasting = "lasting",
        Standing = "as",
        Certainty = "certainty",
        From = "from",
        By = "by",
        Quoted = "quoted",
        Document = "document",
        Page = "page",
        Words = "words",
        /// Why intake's finding is corrected; no field of the finding itself.
        Reason = "reason",
    }
}

impl Field {
    /// No finding is kept without it.
    pub fn is_needed(self) -> bool {
        matches!(
            self,
            Self::Concept | Self::From | Self::Document | Self::Page | Self::Words | Self::Reason
        )
    }

    /// What it is called on the screen, where its key in a file says little.
    pub fn label(self) -> &'static str {
        match self {
            Self::Standing => "stands as",
            Self::From => "said by",
            Self::By => "whose role",
            Self::Quoted => "second hand",
            Self::Words => "exact words",
            Self::Reason => "why",
            other => other.word(),
        }
    }
}

/// The form.
#[derive(Debug, Clone)]
pub struct Form {
    /// Id of the finding that it is about.
    pub id: String,
    /// Intake's finding, when it is corrected.
    pub was: Option<Finding>,
    pub fields: Vec<(Field, Editor)>,
    /// Index of the field that is being filled in.
    pub at: usize,
    /// What is wrong, by field.
    pub faults: Vec<(Field, String)>,
    /// The page that it was begun on has to be looked at before it can be kept.
    pub waiting: bool,
    /// What it held before anything was typed.
    untouched: BTreeMap<String, String>,
    /// Which of the offered words Tab put in last.
    offered: usize,
    /// What was typed before Tab put words in its place.
    typed: Option<String>,
}

impl PartialEq for Form {
    fn eq(&self, other: &Self) -> bool {
        let texts =
            |form: &Self| form.fields.iter().map(|(f, e)| (*f, e.text())).collect::<Vec<_>>();
        (&self.id, self.at, texts(self)) == (&other.id, other.at, texts(other))
    }
}

impl Form {
    /// A form filled in from a finding.
    pub fn new(finding: &Finding, was: Option<Finding>) -> Self {
        let corrects = was.is_some();
        let fields = Field::ALL.iter().copied().filter(|f| corrects || *f != Field::Reason);
        let fields = fields.map(|field| {
            let text = written(finding, field);
            let end = text.chars().count();
            (field, Editor::new(&text, (0, end)))
        });
        let mut form = Self {
            id: finding.id.clone(),
            was,
            fields: fields.collect(),
            at: 0,
            faults: Vec::new(),
            waiting: false,
            untouched: BTreeMap::new(),
            offered: 0,
            typed: None,
        };
        form.untouched = form.texts();
        form
    }

    /// The form as it was left.
    ///
    /// What was to correct a finding that the case file has no more is one of the reviewer's own then, under `id`.
    pub fn resumed(begun: &Begun, case: &Case, id: String) -> Self {
        let was = case.finding(&begun.id).filter(|_| begun.corrects).cloned();
        let id = if begun.corrects && was.is_none() { id } else { begun.id.clone() };
        let source = Source { document: String::new(), page: None, words: None };
        let mut form = Self::new(&Finding::blank(id, source), was);
        for (name, text) in &begun.fields {
            if let Ok(field) = name.parse() {
                form.fill(field, text);
            }
        }
        form
    }

    /// What it holds, to be kept with the draft; `None` while nothing has been typed.
    pub fn begun(&self) -> Option<Begun> {
        let fields = self.texts();
        (fields != self.untouched).then(|| Begun {
            id: self.id.clone(),
            corrects: self.was.is_some(),
            fields,
        })
    }

    fn texts(&self) -> BTreeMap<String, String> {
        let texts = self.fields.iter().map(|(field, e)| (field.word().to_owned(), e.text()));
        texts.filter(|(_, text)| !text.is_empty()).collect()
    }

    /// Puts a text into a field.
    pub fn fill(&mut self, field: Field, text: &str) {
        if let Some((_, editor)) = self.fields.iter_mut().find(|(f, _)| *f == field) {
            *editor = Editor::new(text, (0, text.chars().count()));
        }
    }

    pub fn field(&self) -> Field {
        self.fields.get(self.at).map_or(Field::Concept, |(field, _)| *field)
    }

    pub fn editor(&mut self) -> Option<&mut Editor> {
        self.typed = None;
        self.fields.get_mut(self.at).map(|(_, editor)| editor)
    }

    /// What a field says, without blanks at its ends.
    pub fn text(&self, field: Field) -> String {
        let found = self.fields.iter().find(|(f, _)| *f == field);
        found.map_or(String::new(), |(_, editor)| editor.text().trim().to_owned())
    }

    /// The same by the field's key; empty when there is no such field.
    pub fn text_of(&self, key: &str) -> String {
        key.parse().map_or(String::new(), |field| self.text(field))
    }

    pub fn go(&mut self, to: usize) {
        self.at = to.min(self.fields.len().saturating_sub(1));
        self.typed = None;
    }

    /// Goes to the first field that has a fault.
    pub fn go_to_fault(&mut self) {
        let faulty = |(field, _): &(Field, Editor)| self.faults.iter().any(|(f, _)| f == field);
        if let Some(at) = self.fields.iter().position(faulty) {
            self.go(at);
        }
    }

    /// Puts the next of the offered words into the field.
    pub fn complete(&mut self, case: &Case, vocabulary: &Vocabulary) {
        let offers = self.offers(case, vocabulary);
        self.offered = if self.typed.is_some() { self.offered + 1 } else { 0 };
        let Some((word, _)) = offers.get(self.offered % offers.len().max(1)) else { return };
        let typed = self.typed.take().unwrap_or_else(|| self.text(self.field()));
        if let Some((_, editor)) = self.fields.get_mut(self.at) {
            *editor = Editor::new(word, (0, word.chars().count()));
        }
        self.typed = Some(typed);
    }
}
