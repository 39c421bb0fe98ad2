//! Faults in the meaning of a case file: ids written twice, references to nothing, words the vocabulary lacks.

use std::collections::HashMap;

use super::{
    case::Case,
    finding::Finding,
    problem::{Fault, Step, nearest_remedy},
    vocabulary::Vocabulary,
};
use crate::path;

/// Every fault of the case, in file order of the lists.
pub fn case_faults(case: &Case, vocabulary: &Vocabulary) -> Vec<Fault> {
    let mut faults = Vec::new();
    if case.items.is_empty() {
        faults.push(
            Fault::new(path!["items"], "a case needs at least one disputed item")
                .remedy("add an item with its title"),
        );
    }
    let documents: Vec<&str> = case.documents.iter().map(|d| d.id.as_str()).collect();
    let findings: Vec<&str> = case.findings.iter().map(|f| f.id.as_str()).collect();
    faults.extend(twice("documents", "id", documents.iter().map(ToString::to_string)));
    faults.extend(twice("findings", "id", findings.iter().map(ToString::to_string)));
    faults.extend(twice("items", "item", case.items.iter().map(|i| i.item.to_string())));
    for (i, document) in case.documents.iter().enumerate() {
        if !is_file_word(&document.id) {
            faults.push(
                Fault::new(
                    path!["documents", i, "id"],
                    format!("document id `{}` cannot be a file's name", document.id.escape_debug()),
                )
                .remedy("use lower-case letters, digits and dashes"),
            );
        }
    }
    items(case, vocabulary, &mut faults);
    for (i, finding) in case.findings.iter().enumerate() {
        finding_faults(case, finding, i, vocabulary, &documents, &mut faults);
    }
    faults
}

fn items(case: &Case, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) {
    for (i, item) in case.items.iter().enumerate() {
        known(
            faults,
            path!["items", i, "service"],
            "service",
            &item.service,
            vocabulary.services.keys(),
        );
        if let Some(region) = &item.region {
            known(faults, path!["items", i, "region"], "region", region, vocabulary.regions.keys());
        }
        let Some(on) = item.depends_on else { continue };
        let here = path!["items", i, "depends_on"];
        if on == item.item {
            faults.push(
                Fault::new(here, format!("item {on} depends on itself"))
                    .remedy("name the item that it stands or falls with"),
            );
        } else if case.item(on).is_none() {
            let known: Vec<String> = case.items.iter().map(|i| i.item.to_string()).collect();
            faults.push(
                Fault::new(here, format!("item {on} does not exist"))
                    .remedy(format!("items here: {}", known.join(", "))),
            );
        } else if runs_in_circle(case, item.item) {
            faults.push(
                Fault::new(here, format!("items depend on each other in a circle through {on}"))
                    .remedy("let the first item depend on none"),
            );
        }
    }
}

fn runs_in_circle(case: &Case, start: u32) -> bool {
    let mut at = start;
    for _ in 0..=case.items.len() {
        match case.item(at).and_then(|i| i.depends_on) {
            Some(next) if next == start => return true,
            Some(next) => at = next,
            None => return false,
        }
    }
    true
}

fn finding_faults(
    case: &Case,
    finding: &Finding,
    i: usize,
    vocabulary: &Vocabulary,
    documents: &[&str],
    faults: &mut Vec<Fault>,
) {
    let concepts = vocabulary.concepts.keys();
    known(faults, path!["findings", i, "concept"], "concept", &finding.concept, concepts);
    if let Some(region) = &finding.region {
        known(faults, path!["findings", i, "region"], "region", region, vocabulary.regions.keys());
    }
    if let Some(concept) = vocabulary.concepts.get(&finding.concept) {
        let coded = [
            ("result", &finding.result, &concept.results),
            ("outcome", &finding.outcome, &concept.outcomes),
        ];
        for (key, word, list) in coded {
            if let Some(word) = word
                && !list.contains(word)
            {
                let what = format!("`{word}` is no {key} of `{}`", finding.concept);
                let mut fault = Fault::new(path!["findings", i, key], what);
                fault.remedy = nearest_remedy(word, list.iter().map(String::as_str))
                    .or_else(|| Some(format!("the vocabulary gives this concept no {key}s")));
                faults.push(fault);
            }
        }
    }
    let source = &finding.source;
    let Some(document) = case.document(&source.document) else {
        let what = format!("document `{}` is not in the list of documents", source.document);
        let mut fault = Fault::new(path!["findings", i, "source", "document"], what);
        fault.remedy = nearest_remedy(&source.document, documents.iter().copied());
        faults.push(fault);
        return;
    };
    if let (Some(page), Some(pages)) = (source.page, document.pages)
        && (page == 0 || page > pages)
    {
        faults.push(
            Fault::new(
                path!["findings", i, "source", "page"],
                format!("page {page} lies outside document `{}`", document.id),
            )
            .remedy(format!("it has pages 1 to {pages}")),
        );
    }
    if let (Some(since), Some(date)) = (&finding.since, &finding.date)
        && since.first() > date.last()
    {
        faults.push(
            Fault::new(
                path!["findings", i, "since"],
                format!("`since` {since} lies after the finding's date {date}"),
            )
            .remedy("give the day it began, not the day it was noted"),
        );
    }
}

fn known<'a>(
    faults: &mut Vec<Fault>,
    at: Vec<Step>,
    what: &str,
    word: &str,
    list: impl Iterator<Item = &'a String> + Clone,
) {
    if !list.clone().any(|k| k == word) {
        let mut fault = Fault::new(at, format!("{what} `{word}` is not in the vocabulary"));
        fault.remedy = nearest_remedy(word, list.map(String::as_str));
        faults.push(fault);
    }
}

fn twice(list: &str, key: &str, ids: impl Iterator<Item = String>) -> Vec<Fault> {
    let mut first: HashMap<String, usize> = HashMap::new();
    let mut faults = Vec::new();
    for (i, id) in ids.enumerate() {
        if let Some(earlier) = first.get(&id) {
            faults.push(
                Fault::new(
                    path![list, i, key],
                    format!("{key} `{id}` is used twice in {list}, first by entry {}", earlier + 1),
                )
                .remedy("give this one an id of its own"),
            );
        } else {
            first.insert(id, i);
        }
    }
    faults
}

/// A word that is safe as a file's name on every system.
pub fn is_file_word(word: &str) -> bool {
    (1..=60).contains(&word.len())
        && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}
