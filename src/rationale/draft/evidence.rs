//! What the record shows: findings of one document and one voice as one sentence, with date, page and the record's words.

use std::collections::BTreeSet;

use super::{Ground, speech};
use crate::domain::{
    finding::Finding,
    words::{Origin, Standing},
};

/// Most findings that one sentence tells.
const TOGETHER: usize = 3;

/// A clause and the findings that it tells. It begins with a small letter and has no full stop.
pub struct Clause {
    pub text: String,
    pub findings: Vec<String>,
}

/// Tells findings, and remembers which were told and which documents were named.
pub struct Teller<'a> {
    ground: &'a Ground<'a>,
    told: BTreeSet<String>,
    named: BTreeSet<String>,
}

impl<'a> Teller<'a> {
    pub fn new(ground: &'a Ground<'a>) -> Self {
        Self { ground, told: BTreeSet::new(), named: BTreeSet::new() }
    }

    pub fn ground(&self) -> &'a Ground<'a> {
        self.ground
    }

    pub fn has_told(&self, id: &str) -> bool {
        self.told.contains(id)
    }

    /// What findings are about, for a second mention.
    pub fn bare(&self, ids: &[&str]) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for finding in ids.iter().filter_map(|id| self.ground.case.finding(id)) {
            let name = speech::bare(finding);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The findings of these ids as clauses, best first; what belongs together stands together.
    pub fn clauses(&mut self, ids: &[&str]) -> Vec<Clause> {
        let found: Vec<&Finding> =
            ids.iter().filter_map(|id| self.ground.case.finding(id)).collect();
        let mut groups: Vec<Vec<&Finding>> = Vec::new();
        for finding in found {
            let same = |g: &&mut Vec<&Finding>| voice(g[0]) == voice(finding) && g.len() < TOGETHER;
            match groups.iter_mut().find(same) {
                Some(group) => group.push(finding),
                None => groups.push(vec![finding]),
            }
        }
        let mut clauses: Vec<Clause> = groups.iter().map(|group| self.clause(group)).collect();
        for id in ids {
            if let Some(object) = self.requested(id) {
                self.told.insert((*id).to_owned());
                let text = format!("the request itself is for {object}");
                clauses.push(Clause { text, findings: Vec::new() });
            }
        }
        clauses
    }

    /// A part of the request, which stands in no document.
    fn requested(&self, id: &str) -> Option<String> {
        let number: usize = id.strip_prefix("request-")?.parse().ok()?;
        let part = self.ground.item.parts.get(number.checked_sub(1)?)?;
        let as_finding = Finding {
            concept: part.concept.clone(),
            value: part.value.clone(),
            region: part.region.clone(),
            side: part.side,
            level: part.level.clone(),
            ..Finding::blank(
                id.to_owned(),
                crate::domain::finding::Source { document: String::new(), page: None, words: None },
            )
        };
        let object = speech::object(&as_finding, self.region(), false)
            .unwrap_or_else(|| speech::words(&part.concept));
        Some(object)
    }

    fn region(&self) -> Option<&'a str> {
        self.ground.item.region.as_deref()
    }

    fn clause(&mut self, group: &[&Finding]) -> Clause {
        let first = group[0];
        let pages: BTreeSet<Option<u32>> = group.iter().map(|f| f.source.page).collect();
        let shared = if pages.len() == 1 { first.source.page } else { None };
        let mut text = self.document(first);
        if let Some(page) = shared {
            text.push_str(&format!(", page {page},"));
        }
        text.push(' ');
        text.push_str(&self.verb(first));
        text.push(' ');
        let mut objects: Vec<String> = Vec::new();
        for finding in group {
            let object = self.object(finding, finding.source.page.filter(|_| shared.is_none()));
            if !objects.contains(&object) {
                objects.push(object);
            }
        }
        text.push_str(&speech::list(&objects, "and"));
        for finding in group {
            self.told.insert(finding.id.clone());
        }
        Clause { text, findings: group.iter().map(|f| f.id.clone()).collect() }
    }

    /// `the progress note of 01/26/2015 by the pain physician`; the second time without who wrote it.
    pub fn document(&mut self, finding: &Finding) -> String {
        let id = &finding.source.document;
        let Some(document) = self.ground.case.document(id) else {
            return format!("the document \"{}\"", speech::plain(id));
        };
        let mut text = format!("the {}", speech::words(&document.kind));
        if let Some(date) = &document.date {
            text.push_str(&format!(" of {}", speech::date(date)));
        }
        let again = !self.named.insert(id.clone());
        let alike = |d: &&crate::domain::case::Document| {
            d.kind == document.kind && d.date == document.date && d.id != *id
        };
        if again && document.date.is_some() && !self.ground.case.documents.iter().any(|d| alike(&d))
        {
            return text;
        }
        if let Some(provider) = &document.provider {
            text.push_str(&format!(" by the {}", speech::words(provider)));
        }
        text
    }

    /// `records on examination`, `retells, at second hand, that the spine surgeon, on 01/14/2015, found on examination`.
    fn verb(&self, finding: &Finding) -> String {
        let document = self.ground.case.document(&finding.source.document);
        let other = |by: &&String| {
            document.and_then(|d| d.provider.as_ref()).is_some_and(|provider| provider != *by)
        };
        let by = finding.by.as_ref().filter(other);
        let dated = finding.date.as_ref().filter(|_| self.is_dated_apart(finding));
        let on = dated.filter(|_| !self.ended(finding)).map(speech::when);
        if finding.from == Origin::Guideline {
            return "quotes guideline text that names".to_owned();
        }
        let (now, then) = verbs(finding);
        let hand = if finding.quoted { "retells, at second hand, that" } else { "tells that" };
        if let Some(by) = by {
            let on = on.map_or_else(String::new, |on| format!(", {on},"));
            return format!("{hand} the {}{on} {then}", speech::words(by));
        }
        if finding.quoted {
            let when = dated.filter(|_| on.is_some()).map(speech::date);
            let when = when.map_or_else(String::new, |when| format!(" and for {when}"));
            return match finding.standing {
                Standing::Present => format!("repeats, at second hand{when},"),
                _ => format!("repeats, at second hand{when}, that another report {then}"),
            };
        }
        let Some(on) = on.filter(|_| finding.standing == Standing::Present) else { return now };
        match finding.from {
            Origin::Exam => format!("records, of an examination {on},"),
            Origin::Imaging => format!("records, of imaging {on},"),
            Origin::Test => format!("records, of testing {on},"),
            Origin::Patient => format!("records, as the worker's own report {on},"),
            _ => format!("records, {on},"),
        }
    }

    /// True when the finding is of another day than its document.
    fn is_dated_apart(&self, finding: &Finding) -> bool {
        let document = self.ground.case.document(&finding.source.document);
        let written = document.and_then(|d| d.date.as_ref());
        finding.date.as_ref().is_some_and(|date| written != Some(date))
    }

    /// True when its date is the end of a time whose beginning is known.
    fn ended(&self, finding: &Finding) -> bool {
        let lasted = finding.since.is_some() && finding.lasting.is_none();
        lasted && finding.standing == Standing::Present && self.is_dated_apart(finding)
    }

    /// What is told, with the record's own words in brackets.
    fn object(&self, finding: &Finding, page: Option<u32>) -> String {
        let quoted =
            |most| finding.source.words.as_deref().and_then(|w| speech::quotation(w, most));
        let page = page.map(|page| format!("page {page}"));
        let object = speech::object(finding, self.region(), self.ended(finding));
        let (object, words) = match object {
            Some(object) => (object, quoted(speech::BESIDE)),
            None => (statement(finding), None),
        };
        let brackets: Vec<String> = page.into_iter().chain(words).collect();
        if brackets.is_empty() { object } else { format!("{object} ({})", brackets.join(", ")) }
    }
}

impl Teller<'_> {
    /// Findings in few words, each with where it stands: `the denial of myelopathy (progress note of 01/26/2015, page
    /// 3)`. What was told above is only named.
    pub fn brief(&mut self, ids: &[&str]) -> Vec<String> {
        let mut before: Option<&str> = None;
        let mut told = Vec::new();
        for id in ids {
            let Some(finding) = self.ground.case.finding(id) else {
                let object = self.requested(id);
                told.extend(object.map(|object| format!("the request itself for {object}")));
                continue;
            };
            if !self.told.insert(finding.id.clone()) {
                let name = format!("the {} told above", speech::bare(finding));
                if !told.contains(&name) {
                    told.push(name);
                }
                continue;
            }
            let object = match speech::denied(finding, self.region()) {
                Some(denied) => denied,
                None => speech::object(finding, self.region(), self.ended(finding))
                    .unwrap_or_else(|| statement(finding)),
            };
            let document = finding.source.document.as_str();
            let mut place = Vec::new();
            if before != Some(document) {
                let named = self.document(finding);
                place.push(named.strip_prefix("the ").unwrap_or(&named).to_owned());
            }
            before = Some(document);
            place.extend(finding.source.page.map(|page| format!("page {page}")));
            if finding.quoted && finding.from != Origin::Guideline {
                place.push("at second hand".to_owned());
            }
            told.push(if place.is_empty() {
                object
            } else {
                format!("{object} ({})", place.join(", "))
            });
        }
        told
    }
}

/// What is no thing that a sentence could name: the record's words, or what they are about.
fn statement(finding: &Finding) -> String {
    let words = finding.source.words.as_deref();
    let words = words.and_then(|w| speech::quotation(w, speech::ALONE));
    words.map_or_else(|| speech::bare(finding), |words| format!("the words {words}"))
}

/// What is one voice: a document, and who says what kind of thing there of which day.
fn voice(finding: &Finding) -> impl PartialEq + use<'_> {
    (
        &finding.source.document,
        finding.from,
        finding.standing,
        &finding.by,
        &finding.date,
        finding.quoted,
    )
}

/// How a document tells it, now and as of another.
fn verbs(finding: &Finding) -> (String, String) {
    if let Some((now, then)) = speech::standing(finding.standing) {
        return (now.to_owned(), then.to_owned());
    }
    let (now, then) = match finding.from {
        Origin::Exam => ("records on examination", "found on examination"),
        Origin::Imaging => ("shows", "read from images"),
        Origin::Test => ("reports on testing", "found on testing"),
        Origin::Patient => ("records, as the worker's own report,", "was told by the worker of"),
        Origin::Administrator => ("states", "stated"),
        Origin::Provider | Origin::Guideline => ("records", "recorded"),
    };
    (now.to_owned(), then.to_owned())
}
