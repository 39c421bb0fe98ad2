//! How prose names what it stands on: a page of a document, a page of a guideline.

use crate::domain::{case::Case, date::PartialDate, finding::Source};

/// A place in the record: `(progress report, spine surgeon, 09/24/2026, page 3)`.
pub fn of_record(case: &Case, source: &Source) -> String {
    let mut parts = match case.document(&source.document) {
        Some(document) => document.told(PartialDate::american),
        None => vec![source.document.clone()],
    };
    parts.extend(source.page.map(|page| format!("page {page}")));
    format!("({})", parts.join(", "))
}

/// A day as letters write it.
pub fn day(date: &PartialDate) -> String {
    date.american()
}

/// A guideline, with the pages of the criterion where it gives any.
pub fn of_guideline(title: &str, pages: Option<&str>) -> String {
    let title = title.trim().trim_end_matches('.');
    match pages.map(str::trim).filter(|pages| !pages.is_empty()) {
        Some(pages) => format!("({title}, {}: {pages})", super::citation::pages_word(pages)),
        None => format!("({title})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{case::Document, testing::empty_case};

    #[test]
    fn a_place_names_what_is_known_of_it_and_nothing_else() {
        let mut case = empty_case();
        case.documents.push(Document {
            id: "pr".into(),
            kind: "progress report".into(),
            provider: Some("spine surgeon".into()),
            date: Some("2026-09-24".parse().unwrap()),
            pages: Some(4),
        });
        let at = |document: &str, page| Source { document: document.into(), page, words: None };
        let cited = of_record(&case, &at("pr", Some(3)));
        assert_eq!(cited, "(progress report, spine surgeon, 09/24/2026, page 3)");
        case.documents[0].provider = None;
        case.documents[0].date = None;
        assert_eq!(of_record(&case, &at("pr", None)), "(progress report)");
        assert_eq!(of_record(&case, &at("gone", Some(1))), "(gone, page 1)");
    }

    #[test]
    fn a_guideline_is_cited_by_pages_or_by_sections() {
        assert_eq!(
            of_guideline("ACOEM 2004, ch. 8.", Some("177-179")),
            "(ACOEM 2004, ch. 8, Page(s): 177-179)"
        );
        assert_eq!(of_guideline("ACR", Some("Variant 2")), "(ACR, Section(s): Variant 2)");
        assert_eq!(of_guideline("ACR", None), "(ACR)");
    }
}
