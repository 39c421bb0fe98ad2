//! What a search of the record for something that a rationale says is not there has found: its proof.

use serde::{Deserialize, Serialize};

use super::words::{counted, words};

words! {
    /// Where a mention stands.
    Shelf, "a place of a mention" {
        /// A finding, as the reviewer reads it.
        Finding = "finding",
        /// The case summary.
        Summary = "case summary",
        /// A page of a document.
        Record = "record",
    }
}

words! {
    /// Why a mention is no hit.
    NearReason, "a reason why words are no hit" {
        Negated = "negated",
        Opposite = "the opposite",
        Planned = "asked for or planned",
        History = "history",
        Hedged = "hedged",
        Guideline = "guideline text",
        OtherPerson = "another person",
        OtherSide = "another side",
        OtherLevel = "another level",
        OtherRegion = "another region",
        Quantity = "another quantity",
        Apart = "words in two sentences",
        Partial = "a part of the words",
    }
}

/// A place where the words stand that were looked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mention {
    #[serde(rename = "in")]
    pub shelf: Shelf,
    /// Id of the finding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<String>,
    /// Id of the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// From 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Line of the page, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Words before it, of the same sentence.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub before: String,
    /// As they stand there, on one line.
    pub words: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub after: String,
}

impl Mention {
    /// Where it stands, in few words: document and page with `mid` between them.
    pub fn place(&self, mid: &str) -> String {
        match self.shelf {
            Shelf::Finding => format!("finding {}", self.finding.as_deref().unwrap_or("?")),
            Shelf::Summary => "the case summary".to_owned(),
            Shelf::Record => {
                let page = self.page.map_or(String::new(), |page| format!("{mid}page {page}"));
                format!("{}{page}", self.document.as_deref().unwrap_or("?"))
            }
        }
    }

    /// The same with the line, where there is one.
    pub fn place_and_line(&self, mid: &str) -> String {
        let line = self.line.map_or(String::new(), |line| format!(", line {line}"));
        format!("{}{line}", self.place(mid))
    }

    /// The words with those round them, on one line; the words stand between marks.
    pub fn quoted(&self) -> String {
        let before =
            if self.before.is_empty() { String::new() } else { format!("{} ", self.before) };
        let joined =
            self.after.is_empty() || self.after.starts_with([',', '.', ';', ':', '-', '/']);
        format!("{before}[{}]{}{}", self.words, if joined { "" } else { " " }, self.after)
    }
}

/// A mention that is no hit, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Near {
    pub reason: NearReason,
    pub at: Mention,
}

/// A hit that the reviewer does not count, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Discounted {
    pub at: Mention,
    /// Never empty.
    pub reason: String,
}

/// A document that was searched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Searched {
    pub document: String,
    /// Of its text: [`super::drafted::digest`].
    pub digest: String,
    /// How many pages it has, those without text included.
    pub pages: u32,
    /// Pages without text: nothing can be found or missed on them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_searchable: Vec<u32>,
}

/// What a search found, and in what.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Found {
    /// What was looked for, in the words of the claim.
    pub sought: Vec<String>,
    /// Concepts of the vocabulary, and the plain words, that stood for it.
    pub terms: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<Searched>,
    /// Documents of the case file without a text here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_at_hand: Vec<String>,
    /// How many findings were looked through.
    pub findings: usize,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hits: Vec<Mention>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub near: Vec<Near>,
    /// Near misses beyond those that are listed.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub more_near: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(n: &usize) -> bool {
    *n == 0
}

impl Found {
    /// Pages with text.
    pub fn pages_searched(&self) -> u32 {
        let with_text = |d: &Searched| d.pages - u32::try_from(d.not_searchable.len()).unwrap_or(0);
        self.documents.iter().map(with_text).sum()
    }

    /// What was searched and what was not, in one line.
    pub fn extent(&self) -> String {
        let searched = usize::try_from(self.pages_searched()).unwrap_or(usize::MAX);
        let mut said = format!("{} searched", counted(searched, "page"));
        if self.pages_not_searchable() > 0 {
            said.push_str(&format!(", {} not searchable", self.pages_not_searchable()));
        }
        if !self.not_at_hand.is_empty() {
            said.push_str(&format!(
                ", {} not at hand",
                counted(self.not_at_hand.len(), "document")
            ));
        }
        format!("{said}, {}, the case summary", counted(self.findings, "finding"))
    }

    /// Which pages and documents could not be searched; `None` when all could.
    pub fn blind(&self) -> Option<String> {
        let of = |d: &Searched| (!d.not_searchable.is_empty()).then(|| pages_of(d));
        let pages: Vec<String> = self.documents.iter().filter_map(of).collect();
        let mut said = Vec::new();
        if !pages.is_empty() {
            said.push(format!("not searchable: {}", pages.join(", ")));
        }
        if !self.not_at_hand.is_empty() {
            said.push(format!("not at hand: {}", self.not_at_hand.join(", ")));
        }
        (!said.is_empty()).then(|| said.join("; "))
    }

    /// Pages without text.
    pub fn pages_not_searchable(&self) -> usize {
        self.documents.iter().map(|d| d.not_searchable.len()).sum()
    }
}

/// A document with its pages without text: `note pages 3, 5 to 9`.
fn pages_of(document: &Searched) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for page in &document.not_searchable {
        match runs.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(*page) => *last = *page,
            _ => runs.push((*page, *page)),
        }
    }
    let said: Vec<String> = runs
        .iter()
        .map(|(from, to)| if from == to { from.to_string() } else { format!("{from} to {to}") })
        .collect();
    let word = if document.not_searchable.len() == 1 { "page" } else { "pages" };
    format!("{} {word} {}", document.document, said.join(", "))
}

/// A search that is kept as the proof of a sentence which says that something is not in the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SilenceProof {
    /// The sentence, blanks folded; or the criterion or words that were searched.
    pub claim: String,
    /// When it was kept, local time.
    pub at: String,
    pub found: Found,
    /// Hits that the reviewer does not count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub discounted: Vec<Discounted>,
}

impl SilenceProof {
    /// True while the same search finds the same in the same texts.
    pub fn is_fresh(&self, now: &Found) -> bool {
        self.found == *now
    }

    /// Hits that speak against the claim.
    pub fn standing(&self) -> impl Iterator<Item = &Mention> {
        let set_aside = |hit: &&Mention| !self.discounted.iter().any(|d| d.at == **hit);
        self.found.hits.iter().filter(set_aside)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_not_be_searched_is_named() {
        let searched = |document: &str, not_searchable: &[u32]| Searched {
            document: document.to_owned(),
            digest: String::new(),
            pages: 9,
            not_searchable: not_searchable.to_vec(),
        };
        let mut found = Found { documents: vec![searched("a", &[])], ..Found::default() };
        assert_eq!(found.blind(), None);
        found.documents.push(searched("b", &[7]));
        found.documents.push(searched("c", &[1, 3, 4, 5, 9]));
        let pages = "not searchable: b page 7, c pages 1, 3 to 5, 9";
        assert_eq!(found.blind().as_deref(), Some(pages));
        found.not_at_hand = vec!["d".to_owned(), "e".to_owned()];
        assert_eq!(found.blind(), Some(format!("{pages}; not at hand: d, e")));
    }
}
