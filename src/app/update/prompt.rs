//! The prompt line: search, filter, palette, and the reason for a stated value.

use super::moving::found;
use crate::{
    app::{
        action::{Action, SHORT_NAMES},
        editor::clean,
        event::Effect,
        state::{Pane, Prompt, PromptKind, State},
    },
    criteria::outline::What,
    domain::{draft::Override, problem::nearest_remedy},
};

/// Longest line that is typed, in characters: longer ones are no search and no reason.
const MAX_LINE: usize = 2000;

pub(super) fn open(state: &mut State, kind: PromptKind) {
    let text = match kind {
        PromptKind::Filter => state.queue.filter.clone(),
        _ => String::new(),
    };
    state.prompt = Some(Prompt { kind, text });
}

pub(super) fn type_text(state: &mut State, text: &str) -> Vec<Effect> {
    let text = clean(text).replace('\n', " ");
    change(state, |line| {
        let room = MAX_LINE.saturating_sub(line.len());
        line.extend(text.chars().take(room));
    });
    Vec::new()
}

/// Edits the line; a filter shows its result at once.
fn change(state: &mut State, edit: impl FnOnce(&mut String)) {
    if let Some(prompt) = &mut state.prompt {
        edit(&mut prompt.text);
        if prompt.kind == PromptKind::Filter {
            let filter = prompt.text.clone();
            set_filter(state, filter);
        }
    }
}

fn set_filter(state: &mut State, filter: String) {
    state.queue.filter = filter;
    let shown = state.queue.shown();
    if !shown.iter().any(|r| Some(&r.number) == state.queue.selected.as_ref())
        && let Some(first) = shown.first()
    {
        state.queue.selected = Some(first.number.clone());
    }
}

pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Back => {
            if let Some(Prompt { kind: PromptKind::Filter, .. }) = state.prompt.take() {
                set_filter(state, String::new());
            }
        }
        Action::DeleteBack => change(state, |line| {
            line.pop();
        }),
        Action::DeleteWord => change(state, |line| {
            let kept = line.trim_end().rfind(' ').map_or(0, |at| at + 1);
            line.truncate(kept);
        }),
        Action::Complete => change(state, complete),
        Action::Submit => return submit(state),
        _ => {}
    }
    Vec::new()
}

/// Fills in the palette name that the typed letters begin, as far as it is the only one.
fn complete(line: &mut String) {
    let names = Action::ALL.iter().map(|a| a.word());
    let fitting: Vec<&str> = names.filter(|n| n.starts_with(line.as_str())).collect();
    let Some(first) = fitting.first() else { return };
    let common = first
        .char_indices()
        .take_while(|(i, c)| fitting.iter().all(|f| f[*i..].starts_with(*c)))
        .map(|(i, c)| i + c.len_utf8())
        .last();
    line.replace_range(.., &first[..common.unwrap_or(0)]);
}

fn submit(state: &mut State) -> Vec<Effect> {
    let Some(prompt) = state.prompt.take() else { return Vec::new() };
    match prompt.kind {
        PromptKind::Filter => {}
        PromptKind::Search => {
            state.searched = prompt.text;
            search(state, false);
        }
        PromptKind::Amend => {
            let reason = prompt.text.trim().to_owned();
            if reason.is_empty() {
                state.warn("an amendment needs a reason; nothing was changed");
                return Vec::new();
            }
            return super::asking::begin_amendment(state, &reason);
        }
        PromptKind::Palette => return run(state, prompt.text.trim()),
        PromptKind::Reason { guideline, criterion, value } => {
            let reason = prompt.text.trim().to_owned();
            if reason.is_empty() {
                state.warn("a value of your own needs a reason; nothing was changed");
                return Vec::new();
            }
            let stated = Override { guideline, criterion, value, reason };
            return super::bench::set_override(state, stated);
        }
    }
    Vec::new()
}

/// Runs an act by its palette name.
fn run(state: &mut State, name: &str) -> Vec<Effect> {
    let short = SHORT_NAMES.iter().find(|(n, _)| *n == name).map(|(_, action)| Ok(*action));
    match short.unwrap_or_else(|| name.parse::<Action>()) {
        Ok(action) => super::act(state, action),
        Err(_) if name.is_empty() => Vec::new(),
        Err(_) => {
            let names = Action::ALL.iter().map(|a| a.word());
            let remedy = nearest_remedy(name, names).unwrap_or_default();
            state.warn(format!("no act is named `{name}`; {remedy}"));
            Vec::new()
        }
    }
}

/// Goes to the next place that holds the searched words, in the list that has the focus.
pub(super) fn search(state: &mut State, back: bool) {
    if state.searched.trim().is_empty() {
        state.say("nothing was searched yet; press / first");
        return;
    }
    let (texts, at) = searched_list(state);
    let words = state.searched.clone();
    let Some(to) = found(&words, &texts, at, back) else {
        state.say(format!("`{words}` is not in this list"));
        return;
    };
    match &mut state.bench {
        None => {
            let number = state.queue.shown().get(to).map(|r| r.number.clone());
            state.queue.selected = number;
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

/// The focused list as texts, and the place of its cursor.
fn searched_list(state: &State) -> (Vec<String>, usize) {
    let Some(bench) = &state.bench else {
        let text = |r: &&crate::domain::queue::CaseSummary| {
            format!("{} {} {}", r.number, r.regions.join(" "), r.items.join(" "))
        };
        return (state.queue.shown().iter().map(text).collect(), state.queue.position());
    };
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
