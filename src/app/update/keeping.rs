//! The draft on its way to the disk, and leaving once it is there.

use super::queue;
use crate::{
    app::{
        event::{Effect, Unkept, When},
        state::{Leave, Question, State},
    },
    domain::{
        case::CaseNumber,
        hold::{Barred, Holder},
    },
};

/// Sends the draft to the disk when something is not there yet, the caret's place included.
pub(super) fn keep(state: &mut State, when: When) -> Vec<Effect> {
    let Some(bench) = &mut state.bench else { return Vec::new() };
    if bench.read_only().is_some() {
        return Vec::new();
    }
    bench.take_text();
    bench.take_caret();
    let caret = bench.editor.caret();
    let keeping = &mut bench.keeping;
    let new = keeping.sent != keeping.changes;
    let moved = keeping.caret != caret && !bench.draft.is_untouched();
    let waits = when == When::Now && keeping.is_dirty();
    if !new && !moved && !waits {
        return Vec::new();
    }
    keeping.sent = keeping.changes;
    keeping.caret = caret;
    vec![Effect::KeepDraft(Box::new(bench.draft.clone()), keeping.changes, when)]
}

pub(super) fn draft_saved(
    state: &mut State,
    number: &CaseNumber,
    changes: u64,
    result: Result<(), Unkept>,
) -> Vec<Effect> {
    let Some(bench) = state.bench.as_mut().filter(|b| b.number() == number) else {
        return Vec::new();
    };
    match result {
        Ok(()) => {
            bench.keeping.saved = bench.keeping.saved.max(changes);
            let dirty = bench.keeping.is_dirty();
            let asked = std::mem::take(&mut bench.keeping.asked);
            match bench.keeping.failed.take() {
                Some(_) => state.say("the draft is on disk again"),
                None if asked => state.say("the draft is on disk"),
                None => {}
            }
            queue::mark_draft(state, number);
            // What is newer is on its way.
            if dirty { Vec::new() } else { go(state) }
        }
        Err(unkept) => not_saved(state, unkept),
    }
}

fn not_saved(state: &mut State, unkept: Unkept) -> Vec<Effect> {
    let editing = state.is_writing();
    let Some(bench) = &mut state.bench else { return Vec::new() };
    let left = state.leaving.take().is_some();
    match unkept {
        Unkept::Disk(reason) => {
            let asked = std::mem::take(&mut bench.keeping.asked);
            let known = bench.keeping.failed.as_ref() == Some(&reason) && !asked;
            bench.keeping.failed = Some(reason.clone());
            let way = if left {
                "; you are still here; `:q!` quits without it"
            } else {
                "; it stays on the screen and is tried again"
            };
            // Said once, and again to who wants to leave or asks for it.
            if left || !known {
                state.warn(format!("NOT ON DISK: {reason}{way}"));
            }
        }
        Unkept::TakenOver(_, Err(reason)) => {
            bench.keeping.failed = Some(reason.clone());
            state.warn(format!(
                "this case has been taken over, and your words are only here: {reason}"
            ));
        }
        Unkept::TakenOver(by, Ok(place)) => {
            let by = by.map_or_else(Holder::unknown, |by| *by);
            bench.keeping.failed = None;
            bench.keeping.saved = bench.keeping.sent;
            let words =
                format!("{by} has taken this case over; your words since then lie in {place}");
            if editing {
                // What is typed goes on as text, and aside: it must not become keys of the bench.
                bench.displaced = Some(by);
                state.warn(format!("{words}, and so does what you go on writing; Esc ends it"));
            } else {
                bar(state, by);
                state.warn(words);
            }
        }
        Unkept::Changed(theirs, digest) => {
            bench.keeping.failed = Some("another program has changed the draft".to_owned());
            let asked = std::mem::take(&mut bench.keeping.asked);
            if editing && !asked || state.is_covered() {
                state.warn(
                    "another program has changed this draft; yours is put aside; Ctrl-s shows both",
                );
            } else {
                let question = Question::OtherDraft { theirs, digest };
                super::asking::ask(state, question);
            }
        }
    }
    Vec::new()
}

/// Who was displaced while writing has written to the end: from here on the case is read.
pub(super) fn end_displaced(state: &mut State) -> Option<Vec<Effect>> {
    let bench = state.bench.as_mut().filter(|bench| !bench.editing)?;
    let by = bench.displaced.take()?;
    bench.take_text();
    let effects = keep(state, When::Now);
    bar(state, by);
    Some(effects)
}

/// From here on the case can only be read.
pub(super) fn bar(state: &mut State, by: Holder) {
    if let Some(bench) = &mut state.bench {
        bench.open.barred = Some(Barred::By(by));
        bench.keeping.saved = bench.keeping.changes;
    }
}

/// Goes elsewhere as soon as the draft is safe.
pub(super) fn leave(state: &mut State, to: Leave) -> Vec<Effect> {
    let mut effects = keep(state, When::Now);
    state.leaving = Some(to);
    if !state.bench.as_ref().is_some_and(|b| b.keeping.is_dirty()) {
        effects.extend(go(state));
    }
    effects
}

pub(super) fn go(state: &mut State) -> Vec<Effect> {
    match state.leaving.take() {
        None => Vec::new(),
        Some(Leave::Program) => vec![Effect::Quit],
        Some(Leave::Queue) => {
            uncover(state);
            let left = state.bench.take().map(|bench| bench.number().clone());
            let row = left.map(Effect::ReadRow);
            [Effect::LetGo].into_iter().chain(row).collect()
        }
        Some(Leave::Case(number)) => {
            uncover(state);
            let left = state.bench.as_ref().map(|bench| Effect::ReadRow(bench.number().clone()));
            state.queue.select(Some(number.clone()));
            left.into_iter().chain([Effect::OpenCase(number)]).collect()
        }
    }
}

/// What lay over the case that is left was about that case.
fn uncover(state: &mut State) {
    state.overlay = None;
    state.prompt = None;
}
