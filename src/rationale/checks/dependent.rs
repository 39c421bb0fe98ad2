//! Items beside each other: those that stand or fall with another, and rationales used twice.

use super::{Subject, Whole};
use crate::domain::{
    case::Item,
    check::{Alarm, CheckId},
    draft::ItemDraft,
    words::Outcome,
};

/// A dependent decided as necessary although what it depends on is not.
pub(super) fn check(subject: &Subject<'_>) -> Vec<Alarm> {
    let Some(on) = subject.item.depends_on else { return Vec::new() };
    let parent = subject.whole.draft.item(on).and_then(|parent| parent.outcome);
    if (parent, subject.drafted.outcome) != (Some(Outcome::Upheld), Some(Outcome::Overturned)) {
        return Vec::new();
    }
    let reason = format!("this item depends on item {on}, which is upheld; this one is overturned");
    vec![subject.of(CheckId::Dependent, &format!("item {on}"), reason)]
}

/// The same rationale on two items of different regions or kinds.
pub(super) fn siblings(whole: &Whole<'_>) -> Vec<Alarm> {
    let begun: Vec<(&Item, &ItemDraft)> = whole
        .known
        .case
        .items
        .iter()
        .filter_map(|item| Some((item, whole.draft.item(item.item)?)))
        .filter(|(item, draft)| item.depends_on.is_none() && !draft.rationale.trim().is_empty())
        .collect();
    let mut alarms = Vec::new();
    for (n, (item, draft)) in begun.iter().enumerate() {
        let same = begun[..n].iter().find(|(_, other)| {
            other.rationale.split_whitespace().eq(draft.rationale.split_whitespace())
        });
        let Some((other, _)) = same else { continue };
        let differs = match (item.region == other.region, item.kind == other.kind) {
            (false, _) => "another body part",
            (true, false) => "another kind of service",
            (true, true) => continue,
        };
        let reason = format!("the rationale is that of item {}, which is of {differs}", other.item);
        let words = format!("item {}", other.item);
        alarms.push(Alarm { item: Some(item.item), ..whole.of(CheckId::Sibling, &words, reason) });
    }
    alarms
}
