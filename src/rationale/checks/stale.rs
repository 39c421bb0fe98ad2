//! Drafted sentences that still stand, and whose sources say something else now.

use super::Subject;
use crate::{
    domain::check::{Alarm, CheckId},
    rationale::draft::{Ground, outdated, stale},
};

pub(super) fn check(subject: &Subject<'_>) -> Vec<Alarm> {
    let drafted = &subject.drafted.drafted;
    if drafted.is_empty() {
        return Vec::new();
    }
    let ground = Ground {
        case: &subject.whole.known.case,
        draft: subject.whole.draft,
        item: subject.item,
        proofs: subject.proofs,
        vocabulary: subject.whole.sources.vocabulary,
    };
    let outdated = outdated(&ground, drafted);
    let stale = stale(subject.text, drafted, &outdated);
    let alarm = |one: crate::rationale::draft::Stale| {
        let reason = format!("drafted from what is no longer so: {}", one.why());
        subject.at(CheckId::Stale, one.at, reason)
    };
    stale.into_iter().map(alarm).collect()
}
