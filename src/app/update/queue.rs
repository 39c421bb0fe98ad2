//! The queue: moving, opening, filtering.

use super::{help, keeping::leave, messages, moving::moved, prompt, searching};
use crate::{
    app::{
        action::Action,
        event::Effect,
        state::{Leave, PromptKind, State},
    },
    domain::{
        case::CaseNumber,
        queue::{CaseState, CaseSummary, sort_queue},
    },
};

pub(super) fn rows_read(state: &mut State, rows: Result<Vec<CaseSummary>, String>) -> Vec<Effect> {
    state.queue.loading = false;
    match rows {
        Ok(rows) => {
            state.queue.rows = rows;
            let known = |n: &CaseNumber| state.queue.rows.iter().any(|r| r.number == *n);
            if !state.queue.selected.as_ref().is_some_and(known) {
                let first = state.queue.rows.iter().find(|r| r.is_open());
                let first = first.or(state.queue.rows.first());
                state.queue.selected = first.map(|r| r.number.clone());
            }
            let broken = state.library.problems.len();
            if broken > 0 && state.notice.is_none() {
                state.warn(format!(
                    "{broken} faults in guideline files; those files are left out: run `imr check`"
                ));
            }
        }
        Err(reason) => state.warn(format!("the queue cannot be read: {reason}")),
    }
    Vec::new()
}

/// A draft now exists: the row says so at once.
pub(super) fn mark_draft(state: &mut State, number: &CaseNumber) {
    let untouched = state.bench.as_ref().is_some_and(|b| b.draft.is_untouched());
    if let Some(row) = state.queue.rows.iter_mut().find(|r| r.number == *number) {
        match row.state {
            CaseState::New | CaseState::Waiting if !untouched => row.state = CaseState::InWork,
            _ => return,
        }
        sort_queue(&mut state.queue.rows);
    }
}

pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let (at, len) = (state.queue.position(), state.queue.shown().len());
    let page = usize::from(state.size.1.saturating_sub(4));
    if let Some(to) = moved(action, at, len, page) {
        state.queue.selected = state.queue.shown().get(to).map(|r| r.number.clone());
        return Vec::new();
    }
    match action {
        Action::Open => return open(state),
        Action::Close => return leave(state, Leave::Program),
        Action::Back if state.lit => state.lit = false,
        Action::Back => state.queue.filter.clear(),
        Action::Help => return help(state),
        Action::Messages => return messages(state),
        Action::Palette => prompt::open(state, PromptKind::Palette),
        Action::Search => prompt::open(state, PromptKind::Search),
        Action::Filter => prompt::open(state, PromptKind::Filter),
        Action::SearchNext => searching::search(state, false),
        Action::SearchPrevious => searching::search(state, true),
        Action::Reload => {
            state.queue.loading = true;
            return vec![Effect::ReadLibrary, Effect::ReadQueue];
        }
        Action::NextCase => next_case(state, false),
        Action::PreviousCase => next_case(state, true),
        other => state.warn(format!("`{other}` needs an open case; press Enter on one")),
    }
    Vec::new()
}

fn open(state: &mut State) -> Vec<Effect> {
    let Some(row) = state.queue.current() else {
        state.warn("no case to open; Esc clears the filter");
        return Vec::new();
    };
    if row.state == CaseState::Broken {
        let first = row.problems.first().map(ToString::to_string).unwrap_or_default();
        state.warn(format!("cannot be opened: {first}"));
        return Vec::new();
    }
    vec![Effect::OpenCase(row.number.clone())]
}

fn next_case(state: &mut State, back: bool) {
    let from = state.queue.selected.clone();
    match from.and_then(|n| state.queue.next_open(&n, back)) {
        Some(number) => state.queue.selected = Some(number),
        None => state.say("no other open case"),
    }
}
