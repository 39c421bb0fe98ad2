//! The list of documents reviewed, before the items.

use super::page::Page;
use crate::domain::{case::Document, date::PartialDate, words::counted};

/// Most dates of one kind of document that are listed one by one; more become a range with their number.
const DATES: usize = 4;

/// The list of documents reviewed that 8 CCR 9792.10.6(d) asks for: those of one provider together, and of these those
/// of one type on one line. Public copies leave it out.
pub fn documents(page: &mut Page, documents: &[Document]) {
    if documents.is_empty() {
        return;
    }
    page.heading("DOCUMENTS REVIEWED");
    for group in groups(documents) {
        page.entry(&entry(&group));
    }
}

/// Documents of one provider and type, in the order in which the case file first names a provider, then a type.
fn groups(documents: &[Document]) -> Vec<Vec<&Document>> {
    let mut groups: Vec<Vec<&Document>> = Vec::new();
    for document in documents {
        let like = |group: &Vec<&Document>| {
            group.first().map(|d| (&d.provider, &d.kind))
                == Some((&document.provider, &document.kind))
        };
        match groups.iter().position(like) {
            Some(at) => groups[at].push(document),
            None => groups.push(vec![document]),
        }
    }
    // Whom nobody named stays where the case file has it; a provider's other types follow the first.
    let first = |group: &Vec<&Document>| {
        let provider = group.first().and_then(|d| d.provider.as_ref());
        let place = |d: &Document| match provider {
            Some(_) => d.provider.as_ref() == provider,
            None => group.first().is_some_and(|g| std::ptr::eq(*g, d)),
        };
        documents.iter().position(place)
    };
    groups.sort_by_key(first);
    groups
}

/// `progress note, spine surgeon, 07/02/2026 and 09/01/2026, 7 pages`.
fn entry(group: &[&Document]) -> String {
    let Some(first) = group.first() else { return String::new() };
    let mut dates: Vec<&PartialDate> = group.iter().filter_map(|d| d.date.as_ref()).collect();
    dates.sort_by_key(|date| (date.first(), date.last()));
    let pages: Option<u32> =
        group.iter().map(|d| d.pages).try_fold(0, |sum: u32, n| sum.checked_add(n?));
    let parts = [
        Some(first.kind.clone()),
        first.provider.clone(),
        said(&dates, group.len()),
        pages.map(|n| counted(n as usize, "page")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The dates of documents, in order; how many documents there are where the dates do not show it.
fn said(dates: &[&PartialDate], documents: usize) -> Option<String> {
    let undated = match documents - dates.len() {
        n if n == documents => return (n > 1).then(|| format!("{n} documents without a date")),
        0 => String::new(),
        n => format!(" and {} without a date", counted(n, "document")),
    };
    let spelled: Vec<String> = dates.iter().map(|date| date.american()).collect();
    let text = match spelled.as_slice() {
        [] => return None,
        [one] => one.clone(),
        [before @ .., last] if dates.len() <= DATES => format!("{} and {last}", before.join(", ")),
        [one, .., last] => format!("{one} to {last} ({})", counted(dates.len(), "document")),
    };
    Some(format!("{text}{undated}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(kind: &str, provider: Option<&str>, date: Option<&str>, pages: u32) -> Document {
        Document {
            id: String::new(),
            kind: kind.to_owned(),
            provider: provider.map(str::to_owned),
            date: date.map(|d| d.parse().unwrap()),
            pages: (pages > 0).then_some(pages),
        }
    }

    fn listed(list: &[Document]) -> String {
        let mut page = Page::default();
        documents(&mut page, list);
        page.finish()
    }

    #[test]
    fn those_of_one_provider_stand_together_and_of_one_type_on_one_line() {
        let list = [
            document("application", None, Some("2026-10-20"), 2),
            document("progress note", Some("surgeon"), Some("2026-09-01"), 3),
            document("utilization review", None, None, 1),
            document("operative report", Some("surgeon"), Some("2026-08"), 0),
            document("progress note", Some("surgeon"), Some("2026-07-02"), 4),
        ];
        assert_eq!(
            listed(&list),
            "DOCUMENTS REVIEWED\n\
             application, 10/20/2026, 2 pages\n\
             progress note, surgeon, 07/02/2026 and 09/01/2026, 7 pages\n\
             operative report, surgeon, 2026-08\n\
             utilization review, 1 page\n"
        );
        assert_eq!(listed(&[]), "");
    }

    #[test]
    fn many_dates_become_a_range_with_their_number_and_nothing_goes_uncounted() {
        let note = |date| document("note", None, date, 1);
        let days = ["2026-01-05", "2026-01-01", "2026-01-03", "2026-01-02", "2026-01-04"];
        let mut list: Vec<Document> = days.iter().map(|day| note(Some(*day))).collect();
        assert!(listed(&list).contains("note, 01/01/2026 to 01/05/2026 (5 documents), 5 pages\n"));
        list.truncate(2);
        list.push(note(None));
        let text = listed(&list);
        assert!(text.contains("01/01/2026 and 01/05/2026 and 1 document without a date"), "{text}");
        list[2].pages = None;
        assert!(!listed(&list).contains("pages"), "a sum that is not known is not said");
        let undated = [note(None), note(None)];
        assert!(listed(&undated).contains("note, 2 documents without a date, 2 pages\n"));
    }
}
