//! Writing the rationale. Esc never discards: it leaves the text where it is and keeps it.

use super::{
    bench::{changeable, save},
    checks,
    keeping::keep,
    prompt,
};
use crate::{
    app::{
        action::Action,
        bench::Bench,
        event::{Effect, When},
        outside::MAX_TEXT,
        state::{Pane, Prompt, PromptKind, State},
    },
    domain::case::CaseNumber,
};

pub(super) fn begin(state: &mut State) -> Vec<Effect> {
    let Some(bench) = changeable(state) else { return Vec::new() };
    bench.focus_on(Pane::Rationale);
    bench.editing = true;
    keep(state, When::Now)
}

pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let size = state.size;
    let Some(bench) = &mut state.bench else { return Vec::new() };
    match action {
        Action::Back if bench.editor.is_lit() => bench.editor.light(""),
        Action::Back => return leave(state),
        Action::Save => return save(state),
        Action::Search => prompt::open(state, PromptKind::Search),
        Action::SearchNext => find(state, false, false),
        Action::SearchPrevious => find(state, true, false),
        Action::Snippets => prompt::open(state, PromptKind::Snippet),
        Action::EditOutside => return edit_outside(state),
        Action::NextBlank | Action::PreviousBlank => {
            if !bench.editor.select_blank(action == Action::PreviousBlank) {
                state.say("no blank is left in this text");
            }
        }
        Action::InsertCitation => return super::citing::insert(state),
        Action::DraftRationale | Action::NextStale | Action::Redraft => {
            return super::drafting::act(state, action);
        }
        Action::SearchRecord => return super::silence::begin(state),
        Action::Checks => return checks::list(state),
        Action::NextAlarm | Action::PreviousAlarm => {
            return checks::next(state, action == Action::PreviousAlarm);
        }
        other => {
            bench.editor.act(other, bench.page(size));
        }
    }
    Vec::new()
}

fn leave(state: &mut State) -> Vec<Effect> {
    let Some(bench) = &mut state.bench else { return Vec::new() };
    bench.editing = false;
    bench.editor.calm();
    if let Some(effects) = super::keeping::end_displaced(state) {
        return effects;
    }
    let mut effects = keep(state, When::Now);
    effects.extend(super::asking::ask_what_waits(state));
    effects
}

pub(super) fn type_text(state: &mut State, text: &str) -> Vec<Effect> {
    let Some(bench) = &mut state.bench else { return Vec::new() };
    if bench.editor.bytes() + text.len() > MAX_TEXT {
        refuse_size(state);
        return Vec::new();
    }
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) if !c.is_control() => bench.editor.type_char(c),
        _ => bench.editor.paste(text),
    }
    Vec::new()
}

fn refuse_size(state: &mut State) {
    state.warn(format!("a rationale has room for {} KB; this was not put in", MAX_TEXT / 1024));
}

/// Goes to the next place of the text that holds the searched words, and lights them all. `here`: the one at the caret
/// counts too.
pub(super) fn find(state: &mut State, back: bool, here: bool) {
    let words = state.searched.clone();
    let Some(bench) = &mut state.bench else { return };
    bench.editor.light(&words);
    match bench.editor.find(back, here) {
        Some(place) => state.say(format!("`{words}`: {} of {}", place.nth, place.of)),
        None => {
            bench.editor.light("");
            state.say(format!("`{words}` is not in this text"));
        }
    }
}

/// Hands the text to the editor that `VISUAL` or `EDITOR` names; the draft goes to the disk first.
pub(super) fn edit_outside(state: &mut State) -> Vec<Effect> {
    let Some(bench) = changeable(state) else { return Vec::new() };
    bench.focus_on(Pane::Rationale);
    bench.editor.calm();
    let (number, text) = (bench.number().clone(), bench.editor.text());
    let Some(item) = bench.current_item().map(|i| i.item) else { return Vec::new() };
    let mut effects = keep(state, When::Now);
    effects.push(Effect::EditOutside(number, item, text));
    effects
}

/// The editor has ended: what it wrote counts as one edit.
pub(super) fn edited_outside(
    state: &mut State,
    number: &CaseNumber,
    item: u32,
    result: Result<Option<String>, String>,
) -> Vec<Effect> {
    let here =
        |b: &&mut Bench| b.number() == number && b.current_item().is_some_and(|i| i.item == item);
    let Some(bench) = state.bench.as_mut().filter(here) else { return Vec::new() };
    match result {
        Err(why) => state.warn(why),
        Ok(None) => state.say("the editor has changed nothing"),
        Ok(Some(text)) => {
            bench.editor.replace(&text);
            if text.is_empty() {
                state.warn("the text is empty now; in the editor, Ctrl-u brings the old one back");
            } else {
                state.say("taken in as one edit; in the editor, Ctrl-u brings the old text back");
            }
        }
    }
    keep(state, When::Now)
}

/// Puts the chosen snippet in at the caret, as one edit, and selects its first blank.
pub(super) fn insert_snippet(state: &mut State, prompt: &Prompt) {
    let chosen = prompt.chosen.unwrap_or(0);
    let Some(snippet) = state.fitting_snippets(&prompt.text).get(chosen).map(|s| (*s).clone())
    else {
        // The list is empty: it stays open, and says so.
        state.prompt = Some(prompt.clone());
        return;
    };
    let Some(bench) = &mut state.bench else { return };
    let Some(item) = bench.current_item().cloned() else { return };
    let text = crate::app::snippets::for_item(&snippet, &bench.open.case, &item);
    let text = crate::app::editor::clean(&text);
    if bench.editor.bytes() + text.len() > MAX_TEXT {
        refuse_size(state);
        return;
    }
    bench.editor.insert_with_blanks(&text);
}
