//! `/`, `n` and `N`: in the list that has the focus, and in a text that lies over the screen.

use super::moving::{MANY, found};
use crate::{
    app::{
        bench::Bench,
        state::{Overlay, Pane, Sought, State},
    },
    criteria::outline::What,
};

/// The words of the prompt count from now on.
pub(super) fn begin(state: &mut State, words: String) {
    state.histories.search.keep(&words);
    state.searched = words;
    if in_text(state) {
        return super::editing::find(state, false, true);
    }
    if matches!(state.overlay, None | Some(Overlay::Record)) {
        search(state, false);
        return;
    }
    let number = state.sought.as_ref().map_or(0, |s| s.number) + 1;
    let none = state.searched.trim().is_empty();
    state.sought = (!none).then(|| Sought { words: state.searched.clone(), number, steps: 0 });
    // The view goes to the line; from there on both ways are open.
    if let Some(overlay) = &mut state.overlay {
        overlay.scroll(|_| MANY / 2);
    }
}

/// `n` and `N` in a text that lies over the screen.
pub(super) fn again(state: &mut State, back: bool) {
    match &mut state.sought {
        Some(sought) => sought.steps += if back { -1 } else { 1 },
        None if state.searched.trim().is_empty() => {
            state.say("nothing was searched yet; press / first");
        }
        None => begin(state, state.searched.clone()),
    }
}

/// True when the rationale is what is searched.
fn in_text(state: &State) -> bool {
    let bench = state.bench.as_ref().filter(|_| state.overlay.is_none());
    bench.is_some_and(|b| b.focus == Pane::Rationale)
}

/// Lights these words in the rationale as they are typed, when that is what is searched.
pub(super) fn light(state: &mut State, words: &str) {
    if in_text(state)
        && let Some(bench) = &mut state.bench
    {
        bench.editor.light(words);
    }
}

/// Goes to the next place that holds the searched words, in the list that has the focus.
pub(super) fn search(state: &mut State, back: bool) {
    if in_text(state) {
        return super::editing::find(state, back, false);
    }
    if state.searched.trim().is_empty() {
        state.say("nothing was searched yet; press / first");
        return;
    }
    let words = state.searched.clone();
    if let Some(Overlay::Record) = state.overlay {
        return in_record(state, &words, back);
    }
    let to = match &state.bench {
        None => state.queue.search(&words, back),
        Some(bench) => {
            let (texts, at) = searched_list(bench);
            found(&words, &texts, at, back)
        }
    };
    let Some(to) = to else {
        state.lit = false;
        state.say(format!("`{words}` is not in this list"));
        return;
    };
    state.lit = true;
    match &mut state.bench {
        None => {
            state.queue.select_at(to);
        }
        Some(bench) => match bench.focus {
            Pane::Items => {
                bench.choose_item(to, &state.library);
            }
            Pane::Findings => bench.finding = to,
            Pane::Criteria => bench.line = to,
            Pane::Rationale => {}
        },
    }
}

/// Goes to the next line of the document that lies open.
fn in_record(state: &mut State, words: &str, back: bool) {
    let record = state.bench.as_mut().and_then(|bench| bench.desk.record.as_mut());
    let Some(record) = record else { return };
    let texts: Vec<String> = record.lines.iter().map(|row| row.text.clone()).collect();
    match found(words, &texts, record.at, back) {
        Some(to) => {
            record.go(to);
            state.lit = true;
        }
        None => state.say(format!("`{words}` is on no line of this document")),
    }
}

/// The focused list of the bench as texts, and the place of its cursor.
fn searched_list(bench: &Bench) -> (Vec<String>, usize) {
    let case = &bench.open.case;
    match bench.focus {
        Pane::Items => (case.items.iter().map(|i| i.title.clone()).collect(), bench.item),
        Pane::Findings => {
            let text = |listed: &crate::domain::revision::Listed| {
                let f = &listed.finding;
                let words = f.source.words.as_deref().unwrap_or_default();
                format!("{} {} {} {words}", f.id, f.concept, f.value)
            };
            (bench.listed.iter().map(text).collect(), bench.finding)
        }
        Pane::Criteria => {
            let text = |l: &crate::criteria::outline::Line| match &l.what {
                What::Criterion(name) => format!("{name} {}", l.value.word()),
                What::Guideline => bench.proofs[l.proof].title.clone(),
                What::Exclusion(_) => format!("unless {}", l.value.word()),
                What::Expected(_) => format!("expected {}", l.value.word()),
            };
            (bench.outline.iter().map(text).collect(), bench.line)
        }
        Pane::Rationale => (Vec::new(), 0),
    }
}
