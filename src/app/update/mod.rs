//! `update`: the only writer of [`State`]. Takes what happened, gives back what is to be done outside.

mod asking;
mod bench;
mod checks;
mod citing;
mod drafting;
mod editing;
mod evidence;
mod filtering;
mod finalize;
mod findings;
mod keeping;
mod moving;
mod palette;
mod pointing;
mod precedents;
mod prompt;
mod queue;
mod record;
mod searching;
mod silence;
mod triage;

use std::sync::Arc;

use self::keeping::{keep, leave};
use super::{
    action::Action,
    bindings::written,
    event::{Effect, Event, When},
    key::Key,
    refused::refused,
    state::{Leave, Notice, Overlay, Scope, State},
};
use crate::domain::library::Library;

/// Carries `event` into the state.
pub fn update(state: &mut State, event: Event) -> Vec<Effect> {
    let typed = matches!(event, Event::Type(_));
    let effects = happened(state, event);
    // What is typed is not yet in the text.
    if !typed {
        if let Some(bench) = &mut state.bench {
            bench.follow_sources(&state.library);
        }
        checks::follow(state);
    }
    effects
}

fn happened(state: &mut State, event: Event) -> Vec<Effect> {
    // What was typed in one go is put in as one piece, before anything else looks at the text.
    if !matches!(event, Event::Type(_))
        && let Some(bench) = &mut state.bench
    {
        bench.editor.settle();
    }
    // An act is about what is shown; what is typed asks for something else to be shown.
    if !matches!(event, Event::Type(_) | Event::GoOn | Event::Settled)
        && state.scope() != Scope::Prompt
    {
        state.queue.finish();
    }
    match event {
        Event::Act(action) => act(state, action),
        Event::Type(c) => type_text(state, &c.to_string()),
        Event::Paste(text) => paste(state, &text),
        Event::Pending(keys) => {
            state.pending = keys;
            Vec::new()
        }
        Event::Unbound(keys) => {
            unbound(state, &keys);
            Vec::new()
        }
        Event::Pointed(spot, what) => pointing::pointed(state, spot, what),
        Event::Resize(columns, rows) => {
            state.size = (columns, rows);
            Vec::new()
        }
        Event::LeftAt(session) => {
            state.queue.restore(&session);
            state.remembered = session;
            Vec::new()
        }
        Event::Clock(now) => {
            state.now = now;
            state.queue.clock(now);
            Vec::new()
        }
        Event::Settled => {
            let mut effects = keep(state, When::Soon);
            effects.extend(queue::remember(state));
            effects
        }
        Event::GoOn => {
            state.queue.go_on();
            Vec::new()
        }
        Event::TooSoon => {
            state.say("that key came before this could be read; read it, then press it again");
            Vec::new()
        }
        answer => answered(state, answer),
    }
}

/// What the store, the clipboard and the shell say.
fn answered(state: &mut State, event: Event) -> Vec<Effect> {
    match event {
        Event::QueueRead(rows) => queue::rows_read(state, rows),
        Event::QueueChanged(change) => queue::changed(state, &change),
        Event::QueueScanned(seen, of) => {
            state.queue.scanned = Some((seen, of));
            Vec::new()
        }
        Event::QueueSettled(result) => queue::settled(state, result),
        Event::CaseOpened(open) => bench::opened(state, open),
        Event::LibraryRead(library) => library_read(state, library),
        Event::CaseChanged(open) => asking::case_changed(state, open),
        Event::DraftSaved(number, changes, result) => {
            keeping::draft_saved(state, &number, changes, result)
        }
        Event::DraftDiscarded(number, result) => asking::discarded(state, &number, result),
        Event::TheirsTaken(number, result) => asking::theirs_taken(state, &number, result),
        Event::Attested(result) => asking::attested(state, result),
        Event::EditedOutside(number, item, result) => {
            editing::edited_outside(state, &number, item, result)
        }
        Event::RecordRead(number, document, text) => record::read(state, &number, &document, text),
        Event::RecordsRead(number, texts) => record::all_read(state, &number, texts),
        Event::PrecedentsRead(number, item, found) => precedents::read(state, &number, item, found),
        Event::Copied(result) => citing::copied(state, result),
        Event::AsideSet(answers) => triage::acted(state, answers),
        Event::NotSuspended => {
            state.warn("there is no shell to go back to; q quits");
            Vec::new()
        }
        Event::RecordingEnded(why) => {
            // No fault of what the reviewer does: a grave one would stop what is typed ahead.
            state.say(format!(
                "the recording has ended: {why}; what was shown until then is in its file, and nothing else is touched"
            ));
            Vec::new()
        }
        Event::Prepared(prepared) => finalize::prepared(state, prepared),
        Event::Finalized(number, result) => finalize::finalized(state, &number, result),
        // Carried in above. Each has its name, so that a new event is not forgotten.
        Event::Act(_)
        | Event::Type(_)
        | Event::Paste(_)
        | Event::Pending(_)
        | Event::Unbound(_)
        | Event::Pointed(..)
        | Event::Resize(..)
        | Event::LeftAt(_)
        | Event::Clock(_)
        | Event::Settled
        | Event::TooSoon
        | Event::GoOn => Vec::new(),
    }
}

fn act(state: &mut State, action: Action) -> Vec<Effect> {
    state.pending.clear();
    state.notice = None;
    let scope = state.scope();
    if let Some(why) = refused(state, scope, action) {
        let here = state.keymap.line(scope, action).is_some();
        state.warn(if here { why } else { format!("`{action}` {why}") });
        // What lacks is shown where it lacks.
        let leads = action == Action::Finalize && here;
        return if leads { finalize::show_lack(state) } else { Vec::new() };
    }
    match action {
        Action::Redraw => return vec![Effect::Redraw],
        Action::Suspend => {
            let mut effects = keep(state, When::Now);
            effects.push(Effect::Suspend);
            return effects;
        }
        Action::QuitAnyway => return vec![Effect::Quit],
        Action::Quit => return leave(state, Leave::Program),
        _ => {}
    }
    match scope {
        Scope::Prompt => prompt::act(state, action),
        Scope::Reading | Scope::Preview | Scope::Question => finalize::overlay_act(state, action),
        Scope::Editor => editing::act(state, action),
        Scope::Record => record::act(state, action),
        Scope::Silence => silence::act(state, action),
        Scope::Precedents => precedents::act(state, action),
        Scope::Checks => checks::act(state, action),
        Scope::Form => findings::act(state, action),
        Scope::Bench => bench::act(state, action),
        Scope::Queue => queue::act(state, action),
    }
}

/// A key that means nothing is answered in few words, which are kept nowhere. They are put over nothing that must be
/// read: a warning, or what a prompt asks.
fn unbound(state: &mut State, keys: &[Key]) {
    state.pending.clear();
    let scope = state.scope();
    if scope == Scope::Prompt || state.notice.as_ref().is_some_and(|notice| notice.grave) {
        return;
    }
    let line = state.keymap.line(scope, Action::Help);
    let help = line.and_then(|line| line.keys.first()).map(|keys| written(keys));
    let help = help.map_or(String::new(), |help| format!("; {help} lists them"));
    let text = format!("`{}` is no key here{help}", written(keys));
    state.notice = Some(Notice { text, grave: false });
}

/// Text goes to the prompt or the editor.
fn type_text(state: &mut State, text: &str) -> Vec<Effect> {
    state.pending.clear();
    match state.scope() {
        Scope::Prompt => prompt::type_text(state, text),
        Scope::Editor => editing::type_text(state, text),
        Scope::Form => findings::type_text(state, text),
        _ => Vec::new(),
    }
}

/// A paste is text; where none is written it is refused aloud, and none of it counts as a key.
fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    let first = match state.scope() {
        Scope::Prompt | Scope::Editor | Scope::Form => return type_text(state, text),
        Scope::Bench => "press e to edit the rationale first",
        Scope::Queue => "open a case and press e to write first",
        Scope::Preview
        | Scope::Reading
        | Scope::Question
        | Scope::Record
        | Scope::Silence
        | Scope::Precedents
        | Scope::Checks => "press Esc first",
    };
    state.pending.clear();
    state.warn(format!("pasted text has no place here; {first}"));
    Vec::new()
}

/// Opens the help over the scope that is active now.
fn help(state: &mut State) -> Vec<Effect> {
    let scope = state.scope();
    let under = state.overlay.take().map(Box::new);
    state.overlay = Some(Overlay::Help { top: 0, scope, under });
    Vec::new()
}

/// Opens the list of what was said.
fn messages(state: &mut State) -> Vec<Effect> {
    state.overlay = Some(Overlay::Messages { top: 0 });
    Vec::new()
}

/// Guidelines that changed on the disk count at once: what was seen of them must be looked at again.
fn library_read(state: &mut State, library: Result<Arc<Library>, String>) -> Vec<Effect> {
    match library {
        Ok(library) => {
            if let Some(bench) = &mut state.bench {
                bench.evaluate(&library);
                let what = "the guidelines or the organization's words have changed on the disk";
                state.warn(format!("{what}; look at the criteria, then press F again"));
            }
            state.queue.read_settings(&state.settings, &library.vocabulary);
            state.library = library;
        }
        Err(reason) => state.warn(format!("what was read before stays: {reason}")),
    }
    Vec::new()
}
