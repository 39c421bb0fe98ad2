//! Faults in the meaning of a case file: ids written twice, references to nothing, words the vocabulary lacks.

use std::collections::{BTreeMap, HashMap};

use super::{
    case::{Case, Document},
    finding::Finding,
    problem::{Fault, Step, nearest_remedy, twice},
    revision::OWN,
    vocabulary::Vocabulary,
    words::Standing,
};
use crate::path;

/// Most disputed items of one case: far more than an application lists.
const MAX_ITEMS: usize = 500;

/// Every fault of the case.
pub fn case_faults(case: &Case, vocabulary: &Vocabulary) -> Vec<Fault> {
    let mut faults = Vec::new();
    if case.items.is_empty() {
        faults.push(
            Fault::new(path!["items"], "a case needs at least one disputed item")
                .remedy("add an item with its title"),
        );
    }
    if case.items.len() > MAX_ITEMS {
        let what = format!("a case with {} items is more than one review", case.items.len());
        faults.push(
            Fault::new(path!["items", MAX_ITEMS], what)
                .remedy(format!("keep at most {MAX_ITEMS} items in one case")),
        );
        return faults;
    }
    faults.extend(twice("documents", "id", case.documents.iter().map(|d| d.id.clone())));
    faults.extend(twice("findings", "id", case.findings.iter().map(|f| f.id.clone())));
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
    faults.extend(finding_faults(case, vocabulary));
    for (i, finding) in case.findings.iter().enumerate() {
        if finding.id.starts_with(OWN) {
            let what = format!("ids that begin with `{OWN}` are for a reviewer's own findings");
            faults.push(
                Fault::new(path!["findings", i, "id"], what).remedy("give this one another id"),
            );
        }
    }
    faults
}

/// Faults of the findings alone: words that the vocabulary lacks, places that no document has.
pub fn finding_faults(case: &Case, vocabulary: &Vocabulary) -> Vec<Fault> {
    let mut faults = Vec::new();
    let documents: BTreeMap<&str, &Document> =
        case.documents.iter().map(|d| (d.id.as_str(), d)).collect();
    for (i, finding) in case.findings.iter().enumerate() {
        word_faults(finding, i, vocabulary, &mut faults);
        source_faults(finding, i, &documents, &mut faults);
    }
    faults
}

fn items(case: &Case, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) {
    let depends: HashMap<u32, u32> =
        case.items.iter().filter_map(|i| Some((i.item, i.depends_on?))).collect();
    for (i, item) in case.items.iter().enumerate() {
        if let Some(service) = &item.service {
            known(faults, path!["items", i, "service"], "service", service, &vocabulary.services);
        }
        if let Some(region) = &item.region {
            known(faults, path!["items", i, "region"], "region", region, &vocabulary.regions);
        }
        for (j, part) in item.parts.iter().enumerate() {
            let here = path!["items", i, "parts", j, "concept"];
            known(faults, here, "concept", &part.concept, &vocabulary.concepts);
            if let Some(region) = &part.region {
                let here = path!["items", i, "parts", j, "region"];
                known(faults, here, "region", region, &vocabulary.regions);
            }
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
            let mut fault = Fault::new(here, format!("item {on} does not exist"));
            fault.remedy = nearest_remedy(&on.to_string(), known.iter().map(String::as_str));
            faults.push(fault);
        } else if runs_in_circle(&depends, item.item) {
            faults.push(
                Fault::new(here, format!("items depend on each other in a circle through {on}"))
                    .remedy("let the first item depend on none"),
            );
        }
    }
}

/// True when an item comes back to itself; one that only leads into a circle does not.
fn runs_in_circle(depends: &HashMap<u32, u32>, start: u32) -> bool {
    let mut at = start;
    for _ in 0..=depends.len() {
        match depends.get(&at) {
            Some(next) if *next == start => return true,
            Some(next) => at = *next,
            None => return false,
        }
    }
    false
}

fn word_faults(finding: &Finding, i: usize, vocabulary: &Vocabulary, faults: &mut Vec<Fault>) {
    let concepts = &vocabulary.concepts;
    known(faults, path!["findings", i, "concept"], "concept", &finding.concept, concepts);
    if let Some(region) = &finding.region {
        known(faults, path!["findings", i, "region"], "region", region, &vocabulary.regions);
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
                    .or_else(|| Some(format!("add `{key}s:` to the concept in the vocabulary")));
                faults.push(fault);
            }
        }
    }
}

fn source_faults(
    finding: &Finding,
    i: usize,
    documents: &BTreeMap<&str, &Document>,
    faults: &mut Vec<Fault>,
) {
    if finding.standing == Standing::Requested {
        let what = "a finding cannot stand `as: requested`";
        faults.push(
            Fault::new(path!["findings", i, "as"], what)
                .remedy("what is asked for stands under `parts:` of its item"),
        );
    }
    if let (Some(since), Some(date)) = (&finding.since, &finding.date)
        && since.first() > date.last()
    {
        let what = format!("`since` {since} lies after the finding's date {date}");
        faults.push(
            Fault::new(path!["findings", i, "since"], what)
                .remedy("give the day it began, not the day it was noted"),
        );
    }
    let source = &finding.source;
    let Some(document) = documents.get(source.document.as_str()) else {
        let what = format!("document `{}` is not in the list of documents", source.document);
        let mut fault = Fault::new(path!["findings", i, "source", "document"], what);
        fault.remedy = nearest_remedy(&source.document, documents.keys().copied());
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
}

fn known<T>(
    faults: &mut Vec<Fault>,
    at: Vec<Step>,
    what: &str,
    word: &str,
    list: &BTreeMap<String, T>,
) {
    if !list.contains_key(word) {
        let mut fault = Fault::new(at, format!("{what} `{word}` is not in the vocabulary"));
        fault.remedy = nearest_remedy(word, list.keys().map(String::as_str));
        faults.push(fault);
    }
}

/// A word that is safe as a file's name on every system.
pub fn is_file_word(word: &str) -> bool {
    (1..=60).contains(&word.len())
        && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}
