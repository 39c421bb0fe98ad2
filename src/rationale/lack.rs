//! What lacks of a draft for the letter: one list, so that the screen refuses with the reasons that finalization gives.

use super::evidence::lacking;
use crate::domain::{
    case::Case,
    case_faults::finding_faults,
    draft::{Draft, Lack, OpenPoint, open_points},
    guideline::Guideline,
    vocabulary::Vocabulary,
};

/// What is looked at.
#[derive(Clone, Copy)]
pub struct Looked<'a> {
    pub case: &'a Case,
    /// The case as the reviewer reads it.
    pub read: &'a Case,
    pub draft: &'a Draft,
    pub guidelines: &'a [Guideline],
    pub vocabulary: &'a Vocabulary,
}

/// All of it, item by item in the case's order, then what is of the whole case.
pub fn still_open(looked: &Looked<'_>) -> Vec<OpenPoint> {
    points(looked, true)
}

/// What no question on the way to the letter answers: the attestation, the step below the MTUS and the reason for citing
/// nothing are asked for there.
pub fn refusing(looked: &Looked<'_>) -> Vec<OpenPoint> {
    let mut points = points(looked, false);
    points.retain(|point| point.what != Lack::Attestation);
    points
}

/// `all`: also what the way to the letter asks for.
fn points(looked: &Looked<'_>, all: bool) -> Vec<OpenPoint> {
    let Looked { case, read, draft, guidelines, vocabulary } = *looked;
    let mut points = open_points(case, draft);
    let unknown = |id: &String| !guidelines.iter().any(|g| g.id == *id);
    for item in &case.items {
        let Some(drafted) = draft.item(item.item) else { continue };
        let mut add = |what| points.push(OpenPoint::of(item.item, what));
        if drafted.cites.iter().flatten().any(unknown) {
            add(Lack::CitedGuideline);
        }
        if all
            && drafted.outcome.is_some()
            && let Some(lack) = lacking(guidelines, vocabulary, item, drafted)
        {
            add(lack);
        }
        if drafted.overrides.iter().any(|o| o.reason.trim().is_empty()) {
            add(Lack::OverrideReason);
        }
    }
    // Asked at every frame: a case without findings of the reviewer's own is not gone through.
    let own = all || !draft.revisions.is_empty();
    if own && !finding_faults(read, vocabulary).is_empty() {
        points.push(OpenPoint::of_the_case(Lack::OwnFinding));
    }
    in_order(case, &mut points);
    points
}

/// Item by item, then what is of the whole case.
pub fn in_order(case: &Case, points: &mut [OpenPoint]) {
    let place = |item| case.items.iter().position(|i| i.item == item);
    points.sort_by_key(|point| (point.item.is_none(), point.item.and_then(place)));
}
