//! The checks: what stands against finalizing, and what their list refuses.

use crate::{
    app::{
        action::Action,
        bench::Bench,
        state::{Overlay, State},
    },
    domain::draft::OpenPoint,
};

/// The first error of the checks, and how many more there are: one after the other is mended.
pub(super) fn first_error(bench: &Bench) -> Option<OpenPoint> {
    let mut errors = bench.alarms.errors();
    let mut point = OpenPoint::raised(errors.next()?);
    let more = errors.count();
    if let Some(words) = point.words.as_mut().filter(|_| more > 0) {
        words.push_str(&format!(" (and {more} more)"));
    }
    Some(point)
}

/// Why there is nowhere to go that a check speaks of.
pub(super) fn unchecked(bench: &Bench, action: Action) -> Option<&'static str> {
    let alarms = &bench.alarms;
    let begun = bench.draft.items.iter().any(|item| !item.rationale.trim().is_empty());
    if alarms.next(bench, false).is_some() {
        return None;
    }
    match action {
        Action::Checks
            if alarms.dismissed().next().is_some() || alarms.shown().next().is_some() =>
        {
            None
        }
        _ if !begun => Some("the checks speak as soon as a rationale is begun"),
        _ if bench.editing => Some("the checks have nothing to say of this text"),
        _ => Some("the checks have nothing to say"),
    }
}

pub(super) fn of_checks(state: &State, action: Action) -> Option<&'static str> {
    let Some(Overlay::Checks { chosen, dismissed }) = &state.overlay else { return None };
    let alarms = &state.bench.as_ref()?.alarms;
    let raised = alarms.listed(*dismissed).get(*chosen).copied();
    match (action, raised) {
        (Action::Open | Action::Edit | Action::Dismiss | Action::TakeBack, None) => {
            Some("nothing is raised here; d shows what you let stand")
        }
        (Action::Edit, Some(raised)) if raised.alarm.item.is_none() => {
            Some("this is of the whole case, not of one rationale")
        }
        (Action::Dismiss, Some(raised)) if raised.dismissed.is_some() => {
            Some("you let this stand already; u takes that back")
        }
        (Action::Dismiss, Some(raised)) if !raised.alarm.check.about().dismissable => {
            Some("no reason takes this one away; its words or the outcome are to be changed")
        }
        (Action::TakeBack, Some(raised)) if raised.dismissed.is_none() => {
            Some("this is raised: nothing is to be taken back")
        }
        (Action::ShowDismissed, _) if alarms.dismissed().next().is_none() => {
            Some("you have let nothing stand")
        }
        _ => None,
    }
}
