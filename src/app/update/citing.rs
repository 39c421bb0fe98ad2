//! Sources into the rationale, and texts to the clipboard: with one key, nothing typed off by hand.

use super::{bench::changeable, keeping::keep};
use crate::{
    app::{
        action::Action,
        bench::Bench,
        cited::{chosen, cited},
        event::{Effect, When},
        outside::MAX_TEXT,
        state::State,
    },
    domain::{finding::Source, visible::one_line},
    letter::source,
};

/// `i`: puts the source of what the cursor stands on at the caret of the rationale.
pub(super) fn insert(state: &mut State) -> Vec<Effect> {
    if changeable(state).is_none() {
        return Vec::new();
    }
    let text = state.bench.as_ref().and_then(cited);
    text.map_or(Vec::new(), |text| put(state, &text))
}

/// `i` on a document's text: the page under the cursor.
pub(super) fn insert_place(state: &mut State) -> Vec<Effect> {
    let Some(bench) = changeable(state) else { return Vec::new() };
    let Some(text) = place(bench) else { return Vec::new() };
    put(state, &text)
}

/// The page of the text that lies open, as prose names it.
fn place(bench: &Bench) -> Option<String> {
    let record = bench.desk.record.as_ref()?;
    let source =
        Source { document: record.document.clone(), page: Some(record.selected().0), words: None };
    Some(source::of_record(&bench.read, &source))
}

/// One edit, that one undo takes back. A blank is put before it where a word ends.
fn put(state: &mut State, text: &str) -> Vec<Effect> {
    let Some(bench) = &mut state.bench else { return Vec::new() };
    let (line, column) = bench.editor.caret();
    let written = bench.editor.text();
    let before = written.split('\n').nth(line).and_then(|l| l.chars().take(column).last());
    let gap = if before.is_some_and(|c| !c.is_whitespace()) { " " } else { "" };
    // A source is one line, and no blank of a snippet.
    let text = one_line(text).replace('{', "(").replace('}', ")");
    if bench.editor.bytes() + text.len() > MAX_TEXT {
        state.warn(format!("a rationale has room for {} KB; this was not put in", MAX_TEXT / 1024));
        return Vec::new();
    }
    bench.editor.paste(&format!("{gap}{text}"));
    state.say(format!("into the rationale: {text}"));
    keep(state, When::Soon)
}

/// The copies: what the cursor stands on, the case's number, the rationale, the source.
pub(super) fn copy(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(bench) = &state.bench else { return Vec::new() };
    let text = match action {
        Action::CopyNumber => Some(bench.number().to_string()),
        Action::CopyRationale => Some(bench.editor.text()),
        Action::CopyCitation => cited(bench),
        _ => chosen(bench),
    };
    match text.filter(|text| !text.is_empty()) {
        Some(text) => vec![Effect::Copy(text)],
        None => {
            state.warn("there is nothing to copy here");
            Vec::new()
        }
    }
}

pub(super) fn copied(state: &mut State, result: Result<String, String>) -> Vec<Effect> {
    match result {
        Ok(said) => state.say(said),
        Err(reason) => state.warn(format!("not copied: {reason}")),
    }
    Vec::new()
}
