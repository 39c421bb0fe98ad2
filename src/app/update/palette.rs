//! The palette: completing a name, choosing an act, running it.

use super::Effect;
use crate::{
    app::{
        Action,
        palette::{chosen, offers},
        state::State,
    },
    domain::problem::nearest_remedy,
};

/// Tab: as much of the name as all that fit have in common; when that is nothing more, the next one is chosen.
pub(super) fn complete(state: &mut State) {
    let Some(prompt) = &state.prompt else { return };
    let typed = prompt.text.clone();
    let found = offers(state, &typed);
    let names: Vec<&str> =
        found.iter().map(|o| o.action.word()).filter(|n| n.starts_with(&typed)).collect();
    let common = common(&names);
    if common.len() > typed.len() && !typed.is_empty() {
        if let Some(prompt) = &mut state.prompt {
            prompt.set(common);
            prompt.chosen = None;
        }
        return;
    }
    choose(state, 1);
}

/// What all the names begin with.
fn common<'a>(names: &[&'a str]) -> &'a str {
    let Some(first) = names.first() else { return "" };
    let ends = first.char_indices().map(|(i, c)| i + c.len_utf8());
    let shared = ends.take_while(|end| names.iter().all(|n| n.starts_with(&first[..*end])));
    &first[..shared.last().unwrap_or(0)]
}

/// Chooses the act `by` places on, round the end.
pub(super) fn choose(state: &mut State, by: isize) {
    let Some(prompt) = &state.prompt else { return };
    let found = offers(state, &prompt.text);
    let (many, from) = (found.len(), chosen(prompt, &found));
    if let Some(prompt) = &mut state.prompt
        && many > 0
    {
        prompt.chosen = Some(match from {
            Some(at) => (at + many).wrapping_add_signed(by) % many,
            None if by > 0 => 0,
            None => many - 1,
        });
    }
}

/// Enter: runs the chosen act, by the same way as its key.
pub(super) fn submit(state: &mut State) -> Vec<Effect> {
    let Some(prompt) = state.prompt.take() else { return Vec::new() };
    // What is offered depends on the place below the line, which is the same with it and without it.
    let found = offers(state, &prompt.text);
    let picked = chosen(&prompt, &found).and_then(|at| found.get(at).map(|o| o.action));
    let typed = prompt.text;
    match (picked, found.first()) {
        (Some(action), _) => super::act(state, action),
        (None, _) if typed.trim().is_empty() => Vec::new(),
        (None, Some(best)) => {
            let name = best.action;
            state.warn(format!(
                "nothing was done: `{name}` decides; write its whole name, or choose it with Down"
            ));
            Vec::new()
        }
        (None, None) => {
            let typed = typed.trim();
            let names = Action::ALL.iter().map(|a| a.word());
            let remedy = nearest_remedy(typed, names).unwrap_or_default();
            state.warn(format!("no act is named `{typed}`; {remedy}"));
            Vec::new()
        }
    }
}
