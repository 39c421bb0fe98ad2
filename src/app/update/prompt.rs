//! The prompt line: search, filter, palette, and the reason for a stated value.

use super::{evidence, filtering, palette, searching, triage};
use crate::{
    app::{
        action::Action,
        editor::clean,
        event::Effect,
        state::{Prompt, PromptKind, State},
    },
    domain::draft::Override,
};

pub(super) fn open(state: &mut State, kind: PromptKind) {
    state.prompt = Some(Prompt::new(kind, ""));
}

pub(super) fn type_text(state: &mut State, text: &str) -> Vec<Effect> {
    let text = clean(text).replace('\n', " ");
    change(state, |line| line.insert(&text));
    Vec::new()
}

/// Edits the line; a filter shows its result at once.
fn change(state: &mut State, edit: impl FnOnce(&mut Prompt)) {
    if let Some(prompt) = &mut state.prompt {
        let before = prompt.text.clone();
        edit(prompt);
        if prompt.text == before {
            return;
        }
        prompt.chosen = None;
        let (kind, text) = (prompt.kind.clone(), prompt.text.clone());
        match kind {
            PromptKind::Filter { .. } => filtering::typed(state),
            PromptKind::Search => searching::light(state, &text),
            _ => {}
        }
    }
}

/// Chooses another row of the list of snippets.
fn choose(state: &mut State, by: isize) {
    let Some(prompt) = &state.prompt else { return };
    let last = state.fitting_snippets(&prompt.text).len().saturating_sub(1);
    let chosen = prompt.chosen.unwrap_or(0).saturating_add_signed(by).min(last);
    if let Some(prompt) = &mut state.prompt {
        prompt.chosen = Some(chosen);
    }
}

pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Back => match state.prompt.take().map(|p| p.kind) {
            Some(PromptKind::Filter { before, at }) => filtering::give_up(state, before, at),
            Some(PromptKind::Search) => searching::light(state, ""),
            _ => {}
        },
        Action::Complete if is_palette(state) => palette::complete(state),
        Action::Complete => filtering::complete_word(state),
        Action::Up if is_palette(state) => palette::choose(state, -1),
        Action::Down if is_palette(state) => palette::choose(state, 1),
        Action::Up if is_list(state) => choose(state, -1),
        Action::Down if is_list(state) => choose(state, 1),
        Action::Up if is_work(state) => evidence::work_back(state),
        Action::Up | Action::Down => recall(state, action == Action::Up),
        Action::Submit if is_palette(state) => return palette::submit(state),
        Action::Submit => return submit(state),
        other => change(state, |line| {
            line.act(other);
        }),
    }
    Vec::new()
}

fn is_palette(state: &State) -> bool {
    state.prompt.as_ref().is_some_and(|prompt| prompt.kind == PromptKind::Palette)
}

fn is_work(state: &State) -> bool {
    state.prompt.as_ref().is_some_and(|prompt| matches!(prompt.kind, PromptKind::Work(_)))
}

fn is_list(state: &State) -> bool {
    state.prompt.as_ref().is_some_and(|prompt| prompt.kind == PromptKind::Snippet)
}

/// Goes through the searches or the filters of before.
fn recall(state: &mut State, back: bool) {
    let history = match state.prompt.as_ref().map(|prompt| &prompt.kind) {
        Some(PromptKind::Search) => state.histories.search.clone(),
        Some(PromptKind::Filter { .. }) => state.histories.filter.clone(),
        _ => return,
    };
    change(state, |line| line.recall(&history, back));
}

fn submit(state: &mut State) -> Vec<Effect> {
    let Some(prompt) = state.prompt.take() else { return Vec::new() };
    match prompt.kind {
        PromptKind::Filter { .. } => return filtering::submit(state, prompt),
        PromptKind::Aside(cases) => return triage::set_aside(state, cases, &prompt.text),
        PromptKind::Search => searching::begin(state, prompt.text),
        PromptKind::Snippet => super::editing::insert_snippet(state, &prompt),
        PromptKind::Amend => {
            if let Some(reason) = reason(state, &prompt.text, "an amendment") {
                return super::asking::begin_amendment(state, &reason);
            }
        }
        PromptKind::Refuse { id } => {
            if let Some(reason) = reason(state, &prompt.text, "refusing a finding") {
                return super::findings::refused(state, &id, &reason);
            }
        }
        PromptKind::Dismiss(alarm) => {
            if let Some(reason) = reason(state, &prompt.text, "letting it stand") {
                return super::checks::dismissed(state, &alarm, &reason);
            }
        }
        PromptKind::Palette => {}
        PromptKind::Absent => super::silence::typed(state, &prompt.text),
        PromptKind::Discount => {
            if let Some(reason) = reason(state, &prompt.text, "setting a hit aside") {
                super::silence::discount(state, reason);
            }
        }
        PromptKind::StepDown { finalize } => {
            return evidence::step_down(state, &prompt.text, finalize);
        }
        PromptKind::Uncited { finalize } => {
            return evidence::uncited(state, &prompt.text, finalize);
        }
        PromptKind::Work(asked) => return evidence::work(state, asked, &prompt.text),
        PromptKind::Mailed => return evidence::mailed(state, &prompt.text),
        PromptKind::Reason { guideline, criterion, value } => {
            if let Some(reason) = reason(state, &prompt.text, "a value of your own") {
                let stated = Override { guideline, criterion, value, reason };
                return super::bench::set_override(state, stated);
            }
        }
    }
    Vec::new()
}

/// The reason that was typed; where there is none it is said what needs one.
pub(super) fn reason(state: &mut State, typed: &str, needs: &str) -> Option<String> {
    let reason = typed.trim();
    if reason.is_empty() {
        state.warn(format!("{needs} needs a reason; nothing was changed"));
        return None;
    }
    Some(reason.to_owned())
}
