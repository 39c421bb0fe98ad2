//! The filter while it is typed: each key shows what it lets through; a faulty one leaves the last good one counting.

use crate::{
    app::{
        event::Effect,
        state::{Prompt, PromptKind, State},
    },
    domain::filter::{Filter, complete},
};

/// `\`: the filter that counts, to be changed.
pub(super) fn begin(state: &mut State) {
    let before = state.queue.filter().clone();
    let text = before.text().to_owned();
    let at = state.queue.selected().cloned();
    state.prompt = Some(Prompt::new(PromptKind::Filter { before, at }, text));
}

/// The line has changed.
pub(super) fn typed(state: &mut State) {
    let Some(Prompt { kind: PromptKind::Filter { at, .. }, text, .. }) = &state.prompt else {
        return;
    };
    let at = at.clone();
    match Filter::read(text, &state.queue.names) {
        Ok(filter) => {
            // The cursor is back on its case as soon as that is shown again.
            state.queue.set_filter(filter, at);
        }
        Err(fault) => state.queue.fault = Some(fault),
    }
}

/// Tab: as much of the word before the caret as is certain.
pub(super) fn complete_word(state: &mut State) {
    let Some(prompt) = &mut state.prompt else { return };
    if !matches!(prompt.kind, PromptKind::Filter { .. }) {
        return;
    }
    let before = complete(prompt.before_caret(), &state.queue.names).text;
    let after = prompt.text[prompt.before_caret().len()..].to_owned();
    prompt.set(&format!("{before}{after}"));
    prompt.caret = before.len();
    typed(state);
}

/// Enter: the filter stays, unless it cannot be read.
pub(super) fn submit(state: &mut State, prompt: Prompt) -> Vec<Effect> {
    match &mut state.queue.fault {
        None => state.histories.filter.keep(&prompt.text),
        Some(fault) => {
            // Who ends it has finished it.
            fault.unfinished = false;
            state.prompt = Some(prompt);
        }
    }
    Vec::new()
}

/// Esc: what counted before counts again, and the cursor is where it was.
pub(super) fn give_up(
    state: &mut State,
    before: Filter,
    at: Option<crate::domain::case::CaseNumber>,
) {
    state.queue.set_filter(before, at);
}
