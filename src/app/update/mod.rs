//! `update`: the only writer of [`State`]. Takes what happened, gives back what is to be done outside.

mod bench;
mod editing;
mod finalize;
mod moving;
mod prompt;
mod queue;

use super::{
    action::Action,
    event::{Effect, Event},
    state::{Leave, Overlay, Scope, State},
};
use crate::domain::case::CaseNumber;

/// Carries `event` into the state.
pub fn update(state: &mut State, event: Event) -> Vec<Effect> {
    match event {
        Event::Act(action) => act(state, action),
        Event::Type(c) => type_text(state, &c.to_string()),
        Event::Paste(text) => paste(state, &text),
        Event::Pending(keys) => {
            state.pending = keys;
            Vec::new()
        }
        Event::Resize(columns, rows) => {
            state.size = (columns, rows);
            Vec::new()
        }
        Event::Clock(now) => {
            state.now = now;
            Vec::new()
        }
        Event::Pause => keep(state),
        Event::QueueRead(rows) => queue::rows_read(state, rows),
        Event::CaseOpened(open) => bench::opened(state, open),
        Event::DraftSaved(number, changes, result) => draft_saved(state, &number, changes, result),
        Event::Prepared(prepared) => finalize::prepared(state, prepared),
        Event::Finalized(number, result) => finalize::finalized(state, &number, result),
    }
}

fn act(state: &mut State, action: Action) -> Vec<Effect> {
    state.pending.clear();
    state.notice = None;
    match action {
        Action::Redraw => return vec![Effect::Redraw],
        Action::QuitAnyway => return vec![Effect::Quit],
        Action::Quit => return leave(state, Leave::Program),
        _ => {}
    }
    match state.scope() {
        Scope::Prompt => prompt::act(state, action),
        Scope::Reading | Scope::Preview => finalize::overlay_act(state, action),
        Scope::Editor => editing::act(state, action),
        Scope::Bench => bench::act(state, action),
        Scope::Queue => queue::act(state, action),
    }
}

/// Text goes to the prompt or the editor.
fn type_text(state: &mut State, text: &str) -> Vec<Effect> {
    state.pending.clear();
    match state.scope() {
        Scope::Prompt => prompt::type_text(state, text),
        Scope::Editor => editing::type_text(state, text),
        _ => Vec::new(),
    }
}

/// A paste is text; where none is written it is refused aloud, and none of it counts as a key.
fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    let first = match state.scope() {
        Scope::Prompt | Scope::Editor => return type_text(state, text),
        Scope::Bench => "press e to edit the rationale first",
        Scope::Queue => "open a case and press e to write first",
        Scope::Preview | Scope::Reading => "press Esc first",
    };
    state.pending.clear();
    state.warn(format!("pasted text has no place here; {first}"));
    Vec::new()
}

/// Sends the draft to the disk when something is not there yet, the caret's place included.
fn keep(state: &mut State) -> Vec<Effect> {
    let Some(bench) = &mut state.bench else { return Vec::new() };
    bench.take_text();
    bench.take_caret();
    if !bench.keeping.is_dirty() || bench.keeping.sent == bench.keeping.changes {
        return Vec::new();
    }
    bench.keeping.sent = bench.keeping.changes;
    vec![Effect::SaveDraft(Box::new(bench.draft.clone()), bench.keeping.changes)]
}

fn draft_saved(
    state: &mut State,
    number: &CaseNumber,
    changes: u64,
    result: Result<(), String>,
) -> Vec<Effect> {
    let Some(bench) = state.bench.as_mut().filter(|b| b.number() == number) else {
        return Vec::new();
    };
    match result {
        Ok(()) => {
            bench.keeping.saved = changes;
            let failed = bench.keeping.failed.take();
            if failed.is_some() {
                state.say("the draft is on disk again");
            }
            let Some(bench) = &state.bench else { return Vec::new() };
            if bench.keeping.is_dirty() {
                return keep(state);
            }
            queue::mark_draft(state, number);
            go(state)
        }
        Err(reason) => {
            bench.keeping.failed = Some(reason.clone());
            // The next pause or change of focus tries again.
            bench.keeping.sent = bench.keeping.saved;
            let way = match state.leaving.take() {
                Some(_) => "so you are still here; `:q!` quits without it",
                None => "it stays here on the screen",
            };
            state.warn(format!("the draft is not on disk: {reason}; {way}"));
            Vec::new()
        }
    }
}

/// Goes elsewhere as soon as the draft is safe.
fn leave(state: &mut State, to: Leave) -> Vec<Effect> {
    let effects = keep(state);
    state.leaving = Some(to);
    match &state.bench {
        Some(bench) if bench.keeping.is_dirty() => effects,
        _ => go(state),
    }
}

fn go(state: &mut State) -> Vec<Effect> {
    match state.leaving.take() {
        None => Vec::new(),
        Some(Leave::Program) => vec![Effect::Quit],
        Some(Leave::Queue) => {
            state.bench = None;
            vec![Effect::ReadQueue]
        }
        Some(Leave::Case(number)) => {
            state.queue.selected = Some(number.clone());
            vec![Effect::OpenCase(number)]
        }
    }
}

/// Opens the help over the scope that is active now.
fn help(state: &mut State) -> Vec<Effect> {
    let scope = state.scope();
    state.overlay = Some(Overlay::Help { top: 0, scope });
    Vec::new()
}
