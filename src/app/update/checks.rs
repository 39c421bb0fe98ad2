//! The checks: followed after every change, listed, gone to, let stand with a reason and taken back.

use std::sync::Arc;

use super::{bench::changeable, editing, keeping::keep, moving::moved, prompt};
use crate::{
    app::{
        action::Action,
        event::{Effect, When},
        state::{Overlay, Pane, PromptKind, State},
    },
    domain::check::Alarm,
};

/// Something has happened: what the checks say follows the draft, and what is shown of it the caret.
pub(super) fn follow(state: &mut State) {
    let Some(bench) = &mut state.bench else { return };
    let mut alarms = std::mem::take(&mut bench.alarms);
    let reviewer = state.library.reviewer(state.reviewer.as_deref()).ok();
    alarms.follow(bench, &state.library, reviewer);
    bench.alarms = alarms;
}

/// `c`: all that they say, the cursor on what the caret stands in.
pub(super) fn list(state: &mut State) -> Vec<Effect> {
    let Some(bench) = &state.bench else { return Vec::new() };
    let here = bench.alarms.under_caret(bench);
    let at = bench.alarms.listed(false).iter().position(|raised| Some(&raised.alarm) == here);
    // What is dismissed is all there is to see, when nothing else is raised.
    let dismissed = bench.alarms.shown().next().is_none();
    state.overlay = Some(Overlay::Checks { chosen: at.unwrap_or(0), dismissed });
    Vec::new()
}

/// The keys of the list.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let page = usize::from(state.size.1 / 4);
    let alarm = chosen(state);
    let many = listed(state).len();
    let Some(Overlay::Checks { chosen, dismissed }) = &mut state.overlay else {
        return Vec::new();
    };
    if let Some(to) = moved(action, *chosen, many, page) {
        *chosen = to;
        return Vec::new();
    }
    match (action, alarm) {
        (Action::Back | Action::Close, _) => state.overlay = None,
        (Action::ShowDismissed, _) => {
            *dismissed = !*dismissed;
            clamp(state);
        }
        (Action::Open, Some(alarm)) => {
            state.overlay = None;
            return go_to(state, &alarm);
        }
        (Action::Edit, Some(alarm)) => {
            state.overlay = None;
            let mut effects = go_to(state, &alarm);
            effects.extend(editing::begin(state));
            return effects;
        }
        (Action::Dismiss, Some(alarm)) => {
            prompt::open(state, PromptKind::Dismiss(Box::new(alarm)));
        }
        (Action::TakeBack, Some(alarm)) => return take_back(state, &alarm),
        _ => {}
    }
    Vec::new()
}

/// What the list shows, the reviewer's answers beside it.
fn listed(state: &State) -> Vec<(Alarm, bool)> {
    let (Some(bench), Some(Overlay::Checks { dismissed, .. })) = (&state.bench, &state.overlay)
    else {
        return Vec::new();
    };
    let listed = bench.alarms.listed(*dismissed).into_iter();
    listed.map(|raised| (raised.alarm.clone(), raised.dismissed.is_some())).collect()
}

fn chosen(state: &State) -> Option<Alarm> {
    let Some(Overlay::Checks { chosen, .. }) = &state.overlay else { return None };
    listed(state).into_iter().nth(*chosen).map(|(alarm, _)| alarm)
}

/// The cursor stays in the list, which closes when nothing is left in it.
fn clamp(state: &mut State) {
    let many = listed(state).len();
    let none = state.bench.as_ref().is_some_and(|bench| bench.alarms.listed(true).is_empty());
    match &mut state.overlay {
        Some(Overlay::Checks { .. }) if none => state.overlay = None,
        Some(Overlay::Checks { chosen, .. }) => *chosen = (*chosen).min(many.saturating_sub(1)),
        _ => {}
    }
}

/// `}` and `{`: to the next alarm, or the one before.
pub(super) fn next(state: &mut State, back: bool) -> Vec<Effect> {
    let next = state.bench.as_ref().and_then(|bench| bench.alarms.next(bench, back));
    next.map_or(Vec::new(), |alarm| go_to(state, &alarm))
}

/// The item is chosen and the caret stands at the words. Nobody begins to edit by it. What has no words is told.
pub(super) fn go_to(state: &mut State, alarm: &Alarm) -> Vec<Effect> {
    let library = Arc::clone(&state.library);
    let Some(bench) = &mut state.bench else { return Vec::new() };
    let of_item = |n| bench.open.case.items.iter().position(|item| item.item == n);
    if let Some(at) = alarm.item.and_then(of_item) {
        if at != bench.item {
            bench.choose_item(at, &library);
        }
        bench.focus_on(Pane::Rationale);
    }
    match &alarm.span {
        Some(span) => bench.editor.go_to_byte(span.start),
        None => state.say(format!("{} {}: {}", alarm.severity.said(), alarm.check, alarm.reason)),
    }
    if let Some(bench) = &mut state.bench {
        bench.alarms.lead(alarm.clone(), &bench.editor);
    }
    keep(state, When::Now)
}

/// The reason is given: the alarm stands no more in the way, and draft and determination keep why.
pub(super) fn dismissed(state: &mut State, alarm: &Alarm, reason: &str) -> Vec<Effect> {
    let Some(bench) = changeable(state) else { return Vec::new() };
    let dismissal = alarm.dismissed(reason);
    bench
        .draft
        .dismissed
        .retain(|d| (d.check, d.item, &d.words) != (alarm.check, alarm.item, &alarm.words));
    bench.draft.dismissed.push(dismissal);
    bench.keeping.changes += 1;
    state.say(format!("{} stands, for your reason; d shows it, u takes it back", alarm.check));
    followed(state)
}

fn take_back(state: &mut State, alarm: &Alarm) -> Vec<Effect> {
    let Some(bench) = changeable(state) else { return Vec::new() };
    bench
        .draft
        .dismissed
        .retain(|d| (d.check, d.item, &d.words) != (alarm.check, alarm.item, &alarm.words));
    bench.keeping.changes += 1;
    state.say(format!("{} is raised again", alarm.check));
    followed(state)
}

fn followed(state: &mut State) -> Vec<Effect> {
    follow(state);
    clamp(state);
    keep(state, When::Now)
}
