//! `P`: past determinations on what the chosen item asks for. Nothing of them comes into the draft by itself.

use super::{moving::moved, prompt};
use crate::{
    app::{
        action::Action,
        event::Effect,
        precedents::Past,
        state::{Overlay, PromptKind, State},
    },
    domain::{case::CaseNumber, precedent::Precedents},
};

/// How long a rationale may be: the view knows where it ends.
const MANY: usize = usize::MAX / 2;

/// They are read behind the screen, each time anew: somebody else may have decided meanwhile.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    let Some(bench) = &mut state.bench else { return Vec::new() };
    let Some(item) = bench.current_item().cloned() else { return Vec::new() };
    let read = Effect::ReadPrecedents(bench.number().clone(), Box::new(item.clone()));
    bench.desk.past = Some(Past::of(item.item));
    state.overlay = Some(Overlay::Precedents);
    state.lit = false;
    vec![read]
}

/// An answer for another case or item than the one that waits is of no use.
pub(super) fn read(
    state: &mut State,
    number: &CaseNumber,
    item: u32,
    found: Result<Box<Precedents>, String>,
) -> Vec<Effect> {
    let bench = state.bench.as_mut().filter(|bench| bench.number() == number);
    let past = bench.and_then(|bench| bench.desk.past.as_mut());
    if let Some(past) = past.filter(|past| past.item == item && past.found.is_none()) {
        past.found = Some(found);
    }
    Vec::new()
}

pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let page = usize::from(state.size.1 / 2);
    let Some(past) = state.bench.as_mut().and_then(|b| b.desk.past.as_mut()) else {
        state.overlay = None;
        return Vec::new();
    };
    let pages =
        matches!(action, Action::HalfDown | Action::HalfUp | Action::PageDown | Action::PageUp);
    if past.in_text || pages {
        if let Some(to) = moved(action, past.top, MANY, page) {
            past.top = to;
            return Vec::new();
        }
    } else if let Some(to) = moved(action, past.at, past.list().len(), page) {
        if to != past.at {
            (past.at, past.top) = (to, 0);
        }
        return Vec::new();
    }
    match action {
        Action::Back | Action::Close => state.overlay = None,
        Action::NextPane => past.in_text = !past.in_text && past.current().is_some(),
        Action::ShowOutcome => past.turn(),
        Action::Copy => {
            if let Some(text) = past.text() {
                return vec![Effect::Copy(text)];
            }
            state.warn("there is nothing to copy");
        }
        Action::Help => return super::help(state),
        Action::Palette => prompt::open(state, PromptKind::Palette),
        other => state.warn(format!("`{other}` does nothing on precedents; ? lists what does")),
    }
    Vec::new()
}
