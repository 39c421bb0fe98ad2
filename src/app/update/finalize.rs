//! From `F` to the written determination: refuse with reasons, preview the very bytes, write them on `y`.

use std::sync::Arc;

use super::{
    asking, checks, evidence,
    keeping::keep,
    moving::{MANY, moved},
    prompt, searching,
};
use crate::{
    app::{
        action::Action,
        event::{Effect, When},
        refused::lacking,
        state::{Leave, Overlay, Pane, PromptKind, Question, State},
    },
    domain::{
        case::CaseNumber,
        draft::{Lack, OpenPoint, open_points},
        library::Prepared,
    },
};

/// `F`: asks the store to compose the determination. What lacks has been refused before.
pub(super) fn begin(state: &mut State) -> Vec<Effect> {
    let sits = state.reviewer.clone();
    let Some(bench) = &mut state.bench else { return Vec::new() };
    bench.take_text();
    let points = open_points(&bench.open.case, &bench.draft);
    if bench.newer.is_some() || bench.draft.case_digest != bench.open.digest {
        let open = bench.newer.clone().unwrap_or_else(|| Box::new(bench.open.clone()));
        state.warn("the case file is another one than your draft was begun on; look at it first");
        return asking::ask(state, Question::CaseChanged(open));
    }
    // Asked for when all else is there: each answer goes on to the next, and to the letter.
    if points.iter().all(|p| p.what == Lack::Attestation) && evidence::ask_before_the_letter(state)
    {
        return keep(state, When::Now);
    }
    let Some(bench) = &mut state.bench else { return Vec::new() };
    let given = bench.draft.attested.as_ref().map(|given| &given.reviewer);
    let another = sits.is_some() && given.is_some() && given != sits.as_ref();
    if matches!(points.as_slice(), [OpenPoint { what: Lack::Attestation, .. }])
        || points.is_empty() && another
    {
        return asking::attest(state, true);
    }
    let prepare = Effect::Prepare(Box::new(bench.open.clone()), Box::new(bench.draft.clone()));
    let mut effects = keep(state, When::Now);
    effects.push(prepare);
    effects
}

/// `F` was refused for what lacks: goes to where the first of it lacks.
pub(super) fn show_lack(state: &mut State) -> Vec<Effect> {
    let library = Arc::clone(&state.library);
    let Some(bench) = state.bench.as_mut().filter(|b| b.read_only().is_none()) else {
        return Vec::new();
    };
    let Some((first, _)) = lacking(bench, &library) else { return Vec::new() };
    if first.what == Lack::Check {
        let error = bench.alarms.errors().next().cloned();
        return error.map_or(Vec::new(), |alarm| checks::go_to(state, &alarm));
    }
    let place = |item| bench.open.case.items.iter().position(|i| i.item == item);
    let at = first.item.and_then(place).unwrap_or(bench.item);
    if at != bench.item {
        bench.choose_item(at, &library);
    }
    if first.what == Lack::Blank {
        bench.editor.select_blank(false);
    }
    bench.focus_on(match first.what {
        Lack::Rationale | Lack::Blank => Pane::Rationale,
        Lack::CitedGuideline | Lack::OverrideReason => Pane::Criteria,
        Lack::OwnFinding => Pane::Findings,
        _ => Pane::Items,
    });
    keep(state, When::Now)
}

pub(super) fn prepared(state: &mut State, prepared: Result<Box<Prepared>, String>) -> Vec<Effect> {
    match prepared {
        Ok(prepared)
            if state.bench.as_ref().is_none_or(|b| *b.number() != prepared.determination.case) => {}
        Ok(prepared) => {
            if let Some(text) = at_odds(&prepared) {
                state.warn(text);
            }
            state.sheet += 1;
            state.overlay =
                Some(Overlay::Preview { prepared, yaml: false, top: 0, writing: false });
        }
        Err(reason) => state.warn(reason),
    }
    Vec::new()
}

/// A dependent item decided otherwise than the item it stands or falls with: said above the letter, as a fact
/// to check, never as a verdict.
fn at_odds(prepared: &Prepared) -> Option<String> {
    let items = &prepared.determination.items;
    let said = items.iter().filter_map(|item| {
        let on = item.request.depends_on?;
        let parent = items.iter().find(|i| i.request.item == on)?;
        (parent.outcome != item.outcome).then(|| {
            format!(
                "item {} is {} but depends on item {on}, which is {}",
                item.request.item, item.outcome, parent.outcome
            )
        })
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| said.join(" · "))
}

/// Keys of the preview and of the help: both scroll, both close on Esc and q.
pub(super) fn overlay_act(state: &mut State, action: Action) -> Vec<Effect> {
    let page = usize::from(state.size.1.saturating_sub(4));
    match (&mut state.overlay, action) {
        (Some(Overlay::Preview { writing: true, .. }), _) => {}
        (
            Some(Overlay::Question { .. }),
            Action::Back | Action::Close | Action::Confirm | Action::TakeTheirs,
        ) => return asking::answer(state, action),
        (Some(Overlay::Help { under, .. }), Action::Back | Action::Close) => {
            state.overlay = under.take().map(|under| *under);
            state.sought = None;
        }
        (_, Action::Back | Action::Close) => state.overlay = None,
        (Some(Overlay::Preview { prepared, writing, .. }), Action::Confirm) => {
            *writing = true;
            return vec![Effect::Finalize(prepared.clone())];
        }
        (Some(Overlay::Preview { yaml, top, .. }), Action::OtherFile) => {
            *yaml = !*yaml;
            *top = 0;
            state.sought = None;
        }
        (_, Action::Checks) => {
            state.sought = None;
            return checks::list(state);
        }
        (_, Action::Search) => prompt::open(state, PromptKind::Search),
        (_, Action::SearchNext) => searching::again(state, false),
        (_, Action::SearchPrevious) => searching::again(state, true),
        // How long a text is depends on the width, so the view stops at its last line.
        (Some(overlay), action) => {
            overlay.scroll(|top| moved(action, top, MANY, page).unwrap_or(top));
        }
        (None, _) => {}
    }
    if state.overlay.is_none() {
        state.sought = None;
    }
    Vec::new()
}

/// The bytes are on disk: back to the queue, the cursor on the next open case.
pub(super) fn finalized(
    state: &mut State,
    number: &CaseNumber,
    result: Result<Option<String>, String>,
) -> Vec<Effect> {
    match result {
        Ok(rest) => {
            let (stem, outcome) = match &state.overlay {
                Some(Overlay::Preview { prepared, .. }) => {
                    let decided = &prepared.determination;
                    (decided.stem(), format!(" ({})", decided.outcome))
                }
                _ => (number.to_string(), String::new()),
            };
            state.overlay = None;
            let next = state.queue.open_after(number);
            state.queue.select(next.or_else(|| Some(number.clone())));
            if let Some(bench) = &mut state.bench {
                bench.editing = false;
                bench.keeping.saved = bench.keeping.changes;
            }
            state.leaving = Some(Leave::Queue);
            let on = match &state.queue.selected() {
                Some(next) if *next != number => format!(" · Enter opens {next}"),
                _ => String::new(),
            };
            state.say(format!(
                "{number} is final{outcome}: determinations/{stem}.yaml and .txt{on}"
            ));
            if let Some(rest) = rest {
                state.warn(format!("{number} is final, but {rest}"));
            }
            super::keeping::go(state)
        }
        Err(reason) => {
            if let Some(Overlay::Preview { writing, .. }) = &mut state.overlay {
                *writing = false;
            }
            state.warn(reason);
            Vec::new()
        }
    }
}
