//! The chapter that is cited against the part of the body that the item is about.

use super::{Subject, authority::cited};
use crate::domain::check::{Alarm, CheckId};

/// Chapters that are cited for every part of the body: work-up before an operation stands in one chapter only.
const GENERAL: &[&str] =
    &["preoperative|preop|perioperative", "pre op|operative", "surgical assistant"];

/// Each name once, where it comes first.
fn once(names: Vec<String>) -> Vec<String> {
    let mut known = Vec::with_capacity(names.len());
    for name in names {
        if !known.contains(&name) {
            known.push(name);
        }
    }
    known
}

pub(super) fn check(subject: &Subject<'_>) -> Vec<Alarm> {
    let known = subject.whole.known;
    let mut of_item = known.regions_of(&subject.item.title);
    // A title that names no part leaves it to the case file.
    if of_item.is_empty() {
        of_item.extend(subject.item.region.clone());
    }
    let general = |words: &super::phrase::Words| words.has(GENERAL);
    if of_item.is_empty() || general(&super::phrase::Words::of(&subject.item.title)) {
        return Vec::new();
    }
    let vocabulary = subject.whole.sources.vocabulary;
    let meet = |a: &str, b: &str| vocabulary.region_is(a, b) || vocabulary.region_is(b, a);
    let cited = cited(subject);
    let mut strangers = Vec::new();
    for one in cited.iter().filter(|one| !general(&one.words)) {
        let mut regions: Vec<String> =
            known.regions.scan(&one.words).into_iter().map(|said| said.name).collect();
        if regions.is_empty() {
            regions.extend(one.guideline.iter().flat_map(|g| g.regions.iter().cloned()));
        }
        if regions.is_empty() {
            continue;
        }
        if regions.iter().any(|r| of_item.iter().any(|i| meet(r, i))) {
            // One chapter that fits is enough: others may be cited beside it.
            return Vec::new();
        }
        let regions = once(regions);
        strangers.push((one.title.to_owned(), regions.join(", ")));
    }
    let at = once(of_item).join(", ");
    strangers
        .into_iter()
        .map(|(title, regions)| {
            let reason =
                format!("`{title}` is cited, which is about {regions}; the item is about {at}");
            subject.of(CheckId::Region, &title, reason)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_name_that_comes_again_later_is_told_once() {
        let names = ["neck", "hand", "neck", "hand"].map(str::to_owned).to_vec();
        assert_eq!(super::once(names), ["neck", "hand"]);
    }
}
