//! The mouse: a click focuses a pane and chooses a row, the wheel moves in the pane under it. Neither decides
//! anything, opens a case or answers a question.

use super::{bench, editing, finalize, queue};
use crate::app::{
    action::Action,
    event::{Effect, Pointed},
    layout::Spot,
    state::{Pane, Scope, State},
};

/// Rows that a notch of the wheel moves.
const NOTCH: usize = 3;

pub(super) fn pointed(state: &mut State, spot: Option<Spot>, what: Pointed) -> Vec<Effect> {
    state.pending.clear();
    let step = match what {
        Pointed::Click(entry) => return click(state, spot, entry),
        Pointed::WheelUp => Action::Up,
        Pointed::WheelDown => Action::Down,
    };
    let mut effects = Vec::new();
    for _ in 0..NOTCH {
        effects.extend(match (state.scope(), spot) {
            (Scope::Reading | Scope::Preview | Scope::Question, _) => {
                finalize::overlay_act(state, step)
            }
            (Scope::Editor, Some(Spot::Pane(Pane::Rationale))) => editing::act(state, step),
            (Scope::Bench, Some(Spot::Pane(pane))) => {
                bench::move_in(state, pane, step);
                Vec::new()
            }
            (Scope::Queue, _) => queue::act(state, step),
            _ => Vec::new(),
        });
    }
    effects
}

fn click(state: &mut State, spot: Option<Spot>, entry: Option<usize>) -> Vec<Effect> {
    match (state.scope(), spot) {
        (Scope::Queue, Some(Spot::Queue)) => {
            if let Some(place) = entry.filter(|place| state.queue.at(*place).is_some()) {
                state.queue.select_at(place);
            }
            Vec::new()
        }
        (Scope::Editor, Some(Spot::Pane(pane))) if pane != Pane::Rationale => {
            let mut effects = editing::act(state, Action::Back);
            // What waited for the end of typing is asked first.
            if state.scope() == Scope::Bench {
                effects.extend(bench::choose(state, pane, entry));
            }
            effects
        }
        (Scope::Bench, Some(Spot::Pane(pane))) => bench::choose(state, pane, entry),
        _ => Vec::new(),
    }
}
