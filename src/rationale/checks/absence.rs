//! L07: a sentence that says of something that it is not in the record, and the search that bears it out.
//!
//! A plainly erroneous finding of fact is the one ground of appeal that reaches the reasoning (LC 4610.6(h)(5)), and it
//! is typically such a sentence.

use super::Subject;
use crate::{
    domain::{
        blanks::blanks,
        check::{Alarm, CheckId, Severity},
        silence::{Found, Mention, Near, NearReason, Shelf},
        words::counted,
    },
    records::search::{Around, absences, folded},
};

pub fn check(subject: &Subject<'_>) -> Vec<Alarm> {
    let known = subject.whole.known;
    let around = Around {
        vocabulary: subject.whole.sources.vocabulary,
        lexicon: &known.lexicon,
        item: Some(subject.item),
    };
    let mut alarms = Vec::new();
    let open = blanks(subject.text);
    for claim in absences(subject.text) {
        // What is still to be written says nothing yet, and stands against the letter by itself.
        if open.iter().any(|b| b.start < claim.span.end && claim.span.start < b.end) {
            continue;
        }
        let Some(found) = known.shelves.search(&claim.sought, &around) else { continue };
        let sentence = folded(subject.text.get(claim.span.clone()).unwrap_or_default());
        let kept = subject.drafted.silences.iter().rev().find(|p| p.claim == sentence);
        let fresh = kept.filter(|proof| proof.is_fresh(&found));
        // Hits that were set aside are not raised again, also when the record has changed elsewhere.
        let set_aside = |hit: &&Mention| {
            kept.is_some_and(|proof| proof.discounted.iter().any(|d| d.at == **hit))
        };
        let hit = found.hits.iter().find(|hit| !set_aside(hit));
        let (check, reason) = match (hit, fresh, kept) {
            (Some(hit), _, _) => (CheckId::AbsenceHit, contradicted(&found, hit)),
            (None, Some(_), _) => continue,
            (None, None, None) if is_denied(&found) => continue,
            (None, None, Some(_)) => (CheckId::AbsenceStale, stale(&found)),
            (None, None, None) => (CheckId::AbsenceUnsearched, unsearched(&found)),
        };
        let alarm = subject.at(check, claim.span, reason);
        debug_assert!(alarm.severity != Severity::Info);
        alarms.push(alarm);
    }
    alarms
}

/// True when a finding denies the very thing: `no fracture was seen` tells what a report says, not what it leaves out.
fn is_denied(found: &Found) -> bool {
    let denies = |n: &Near| n.reason == NearReason::Negated && n.at.shelf == Shelf::Finding;
    found.sought.len() == 1 && found.near.iter().any(denies)
}

fn contradicted(found: &Found, hit: &Mention) -> String {
    let more = found.hits.len() - 1;
    let more = if more == 0 { String::new() } else { format!(" (and {more} more)") };
    format!("{}: \u{201c}{}\u{201d}{more}", hit.place(", "), hit.words)
}

fn stale(found: &Found) -> String {
    format!("the record has changed since it was searched for {}; search it again", what(found))
}

fn unsearched(found: &Found) -> String {
    let mut said = format!("{} is not found", what(found));
    let blind = found.pages_not_searchable();
    if found.pages_searched() == 0 {
        said = format!("{} could not be looked for: no page is searchable", what(found));
    } else if blind > 0 {
        let are = if blind == 1 { "is" } else { "are" };
        said.push_str(&format!(", {} {are} not searchable", counted(blind, "page")));
    }
    if !found.not_at_hand.is_empty() {
        let away = found.not_at_hand.len();
        let are = if away == 1 { "is" } else { "are" };
        said.push_str(&format!(", {} {are} not at hand", counted(away, "document")));
    }
    format!("{said}; look at the search and keep it")
}

fn what(found: &Found) -> String {
    found.sought.iter().map(|s| format!("\u{201c}{s}\u{201d}")).collect::<Vec<_>>().join(", ")
}
