//! Writing the rationale. Esc never discards: it leaves the text where it is and keeps it.

use super::{
    bench::{changeable, save},
    keeping::keep,
};
use crate::app::{
    action::Action,
    event::{Effect, When},
    state::{Pane, State},
};

/// Longest rationale, in bytes: about 170 times the longest published one, and well within what a draft may hold.
const MAX_TEXT: usize = 1024 * 1024;

pub(super) fn begin(state: &mut State) -> Vec<Effect> {
    let Some(bench) = changeable(state) else { return Vec::new() };
    bench.focus = Pane::Rationale;
    bench.editing = true;
    keep(state, When::Now)
}

pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(bench) = &mut state.bench else { return Vec::new() };
    match action {
        Action::Back => {
            bench.editing = false;
            // Who was displaced while typing has typed to the end: from here on the case is read.
            if let Some(by) = bench.displaced.take() {
                bench.take_text();
                let effects = keep(state, When::Now);
                super::keeping::bar(state, by);
                return effects;
            }
            let mut effects = keep(state, When::Now);
            effects.extend(super::asking::ask_what_waits(state));
            effects
        }
        Action::Save => save(state),
        other => {
            bench.editor.act(other);
            Vec::new()
        }
    }
}

pub(super) fn type_text(state: &mut State, text: &str) -> Vec<Effect> {
    let Some(bench) = &mut state.bench else { return Vec::new() };
    if bench.draft_bytes() + text.len() > MAX_TEXT {
        state.warn(format!("a rationale has room for {} KB; this was not put in", MAX_TEXT / 1024));
        return Vec::new();
    }
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) if !c.is_control() => bench.editor.type_char(c),
        _ => bench.editor.paste(text),
    }
    Vec::new()
}
