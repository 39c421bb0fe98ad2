//! From texts to a finding and back: every field that cannot be read is named, all at once.

use super::{Field, Form};
use crate::{
    domain::{
        case::Case,
        case_faults::finding_faults,
        finding::{Finding, Source, Value},
        level::is_doubtful,
        problem::Step,
        vocabulary::Vocabulary,
        words::{Certainty, Origin, Standing},
    },
    records::{Misquoted, misquoted},
};

impl Form {
    /// The finding, when every field can be read and the record bears it out.
    ///
    /// `text` is that of the document, when it is at hand: then the words must stand on the page.
    ///
    /// # Errors
    /// Every fault, by field.
    pub fn finding(
        &self,
        case: &Case,
        vocabulary: &Vocabulary,
        text: Option<&str>,
    ) -> Result<Finding, Vec<(Field, String)>> {
        let mut faults = Vec::new();
        let finding = self.read(&mut faults);
        if self.was.is_some() && self.text(Field::Reason).is_empty() {
            faults.push((Field::Reason, "say why the case file is corrected".to_owned()));
        }
        if is_doubtful(&self.text(Field::Level)) {
            let level = self.text(Field::Level);
            faults.push((Field::Level, format!("`{level}` is no level; write C6, L4-5 or L5-S1")));
        }
        let alone = Case { findings: vec![finding.clone()], ..case.clone() };
        for fault in finding_faults(&alone, vocabulary) {
            let key = fault.path.iter().rev().find_map(|step| match step {
                Step::Key(key) => key.parse::<Field>().ok(),
                Step::Index(_) => None,
            });
            let field = key.unwrap_or(Field::Concept);
            // What could not be read has been said.
            if !faults.iter().any(|(f, _)| *f == field) {
                let remedy = fault.remedy.map_or(String::new(), |remedy| format!("; {remedy}"));
                faults.push((field, format!("{}{remedy}", fault.what)));
            }
        }
        if faults.is_empty() {
            faults.extend(text.and_then(|text| misquoted(&finding.source, text)).map(|wrong| {
                let field = if matches!(wrong, Misquoted::Elsewhere { .. }) {
                    Field::Page
                } else {
                    Field::Words
                };
                (field, wrong.to_string())
            }));
        }
        if faults.is_empty() { Ok(finding) } else { Err(faults) }
    }

    fn read(&self, faults: &mut Vec<(Field, String)>) -> Finding {
        let some = |field| Some(self.text(field)).filter(|text| !text.is_empty());
        let mut value = |field: Field, text: Option<String>| -> Option<String> {
            if text.is_none() {
                faults.push((field, format!("`{}` must be filled in", field.label())));
            }
            text
        };
        let concept = value(Field::Concept, some(Field::Concept)).unwrap_or_default();
        let document = value(Field::Document, some(Field::Document)).unwrap_or_default();
        let from = value(Field::From, some(Field::From));
        let page = value(Field::Page, some(Field::Page));
        let words = value(Field::Words, some(Field::Words));
        Finding {
            id: self.id.clone(),
            concept,
            value: parsed(Field::Value, some(Field::Value), faults).unwrap_or(Value::Present),
            result: some(Field::Result),
            outcome: some(Field::Outcome),
            region: some(Field::Region),
            side: parsed(Field::Side, some(Field::Side), faults),
            level: some(Field::Level),
            date: parsed(Field::Date, some(Field::Date), faults),
            since: parsed(Field::Since, some(Field::Since), faults),
            lasting: parsed(Field::Lasting, some(Field::Lasting), faults),
            standing: parsed(Field::Standing, some(Field::Standing), faults)
                .unwrap_or(Standing::Present),
            certainty: parsed(Field::Certainty, some(Field::Certainty), faults)
                .unwrap_or(Certainty::Certain),
            from: parsed(Field::From, from, faults).unwrap_or(Origin::Provider),
            by: some(Field::By),
            quoted: match self.text(Field::Quoted).as_str() {
                "yes" => true,
                "" | "no" => false,
                other => {
                    faults.push((Field::Quoted, format!("`{other}` is neither yes nor no")));
                    false
                }
            },
            source: Source {
                document,
                page: page.and_then(|text| {
                    let page = text.parse().ok().filter(|page| *page > 0);
                    if page.is_none() {
                        faults.push((Field::Page, format!("`{text}` is not a page; write 3")));
                    }
                    page
                }),
                words,
            },
        }
    }
}

fn parsed<T: std::str::FromStr<Err = String>>(
    field: Field,
    text: Option<String>,
    faults: &mut Vec<(Field, String)>,
) -> Option<T> {
    match text?.parse() {
        Ok(value) => Some(value),
        Err(what) => {
            faults.push((field, what));
            None
        }
    }
}

/// A field of a finding as text; what is usual is left out, as in a case file.
pub(super) fn written(finding: &Finding, field: Field) -> String {
    fn said<T: ToString>(value: Option<&T>) -> String {
        value.map_or(String::new(), ToString::to_string)
    }
    match field {
        Field::Concept => finding.concept.clone(),
        Field::Value if finding.value == Value::Present => String::new(),
        Field::Value => finding.value.to_string(),
        Field::Result => said(finding.result.as_ref()),
        Field::Outcome => said(finding.outcome.as_ref()),
        Field::Region => said(finding.region.as_ref()),
        Field::Side => said(finding.side.as_ref()),
        Field::Level => said(finding.level.as_ref()),
        Field::Date => said(finding.date.as_ref()),
        Field::Since => said(finding.since.as_ref()),
        Field::Lasting => said(finding.lasting.as_ref()),
        Field::Standing if finding.standing == Standing::Present => String::new(),
        Field::Standing => finding.standing.to_string(),
        Field::Certainty if finding.certainty == Certainty::Certain => String::new(),
        Field::Certainty => finding.certainty.to_string(),
        // Of a new finding nobody knows yet who says it.
        Field::From if finding.concept.is_empty() => String::new(),
        Field::From => finding.from.to_string(),
        Field::By => said(finding.by.as_ref()),
        Field::Quoted => if finding.quoted { "yes" } else { "" }.to_owned(),
        Field::Document => finding.source.document.clone(),
        Field::Page => said(finding.source.page.as_ref()),
        Field::Words => said(finding.source.words.as_ref()),
        Field::Reason => String::new(),
    }
}
