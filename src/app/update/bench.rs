//! The bench: moving between panes, choosing items, deciding.

use super::{
    asking, checks, citing, drafting, editing, evidence, finalize, findings, help,
    keeping::{keep, leave},
    messages,
    moving::moved,
    precedents, prompt, record, searching, silence,
};
use crate::{
    app::{
        action::Action,
        bench::Bench,
        event::{Effect, When},
        layout::{bench_layout, is_folded},
        refused::no_other_open,
        state::{Leave, Overlay, Pane, PromptKind, Question, State},
    },
    domain::{
        draft::{ItemDraft, Override, Stated},
        hold::Barred,
        library::OpenCase,
        words::Outcome,
    },
};

pub(super) fn opened(state: &mut State, open: Result<Box<OpenCase>, String>) -> Vec<Effect> {
    match open {
        Ok(open) => {
            let mut bench = Bench::new(*open, &state.library);
            bench.keeping.caret = bench.editor.caret();
            state.queue.select(Some(bench.number().clone()));
            if let Some(why) = bench.read_only() {
                state.say(why);
            } else if let Some(aside) = &bench.draft.aside {
                let since = aside.at.replace('T', " ");
                state.say(format!(
                    "set aside {since}: {}; X in the queue takes it up",
                    aside.reason
                ));
            } else if let Some(said) = whose_draft(state, &bench) {
                state.say(said);
            }
            if !bench.open.left.is_empty() {
                let places = bench.open.left.join(" and ");
                state.warn(format!("an editor was cut off with words of this case: {places}"));
            }
            state.greeted.insert(bench.number().clone());
            let changed = bench.open.changed.is_some() && bench.read_only().is_none();
            let open = changed.then(|| Box::new(bench.open.clone()));
            // A line that dropped may have left the reviewer's own session behind.
            let own = match &bench.open.barred {
                Some(Barred::By(by)) if by.reviewer.is_some() && by.reviewer == state.reviewer => {
                    Some(by.clone())
                }
                _ => None,
            };
            state.bench = Some(bench);
            let mut effects = record::read_all(state);
            if let Some(holder) = own {
                effects.extend(asking::ask(state, Question::TakeOver(holder)));
            } else if let Some(open) = open {
                effects.extend(asking::ask(state, Question::CaseChanged(open)));
            }
            return effects;
        }
        Err(reason) => state.warn(reason),
    }
    Vec::new()
}

/// Whose draft this is, and since when. Of one's own it is said once in a session: from then on it wearies.
fn whose_draft(state: &State, bench: &Bench) -> Option<String> {
    let draft = bench.open.draft.as_ref().filter(|_| state.notice.is_none())?;
    let since = draft.saved.as_deref().and_then(|s| s.get(..16)).unwrap_or_default();
    let since = since.replace('T', " ");
    let whose = match &draft.by {
        Some(by) if Some(by) != state.reviewer.as_ref() => {
            format!("this draft is of {by}, last kept {since}")
        }
        _ if state.greeted.contains(bench.number()) => return None,
        _ => format!("your draft is here again {since}"),
    };
    Some(format!("{whose} · D shows it"))
}

pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    if moves(state, action) {
        return Vec::new();
    }
    match action {
        Action::NextPane => focus(state, |p| p.step(1)),
        Action::PreviousPane => focus(state, |p| p.step(-1)),
        Action::ItemsPane => focus(state, |_| Pane::Items),
        Action::FindingsPane => focus(state, |_| Pane::Findings),
        Action::CriteriaPane => focus(state, |_| Pane::Criteria),
        Action::RationalePane => focus(state, |_| Pane::Rationale),
        Action::Open => descend(state),
        Action::Back => back(state),
        Action::Close => leave(state, Leave::Queue),
        Action::NextItem => item(state, 1),
        Action::PreviousItem => item(state, -1),
        Action::NextCase => other_case(state, false),
        Action::PreviousCase => other_case(state, true),
        Action::Overturn => decide(state, Some(Outcome::Overturned)),
        Action::Uphold => decide(state, Some(Outcome::Upheld)),
        Action::ClearOutcome => decide(state, None),
        Action::StateMet => ask_reason(state, Stated::Met),
        Action::StateNotMet => ask_reason(state, Stated::NotMet),
        Action::ClearStated => clear_override(state),
        Action::Cite => cite(state),
        Action::CiteWork => evidence::cite_work(state),
        Action::ForgetWork => evidence::forget_work(state),
        Action::StepDown => evidence::ask(state),
        Action::MailingDay => evidence::mailing_day(state),
        Action::DecideDependents => evidence::decide_dependents(state),
        Action::Attest => asking::attest(state, false),
        Action::Unattest => asking::withdraw(state),
        Action::TakeOver => asking::take_over(state),
        Action::DiscardDraft => asking::discard(state),
        Action::AddFinding => findings::add(state),
        Action::CorrectFinding => findings::correct(state),
        Action::RefuseFinding => findings::refuse(state),
        Action::RestoreFinding => findings::restore(state),
        Action::InsertCitation => citing::insert(state),
        Action::DraftRationale
        | Action::DraftCriterion
        | Action::DraftSafety
        | Action::NextStale
        | Action::ShowStale
        | Action::Redraft => drafting::act(state, action),
        Action::Record => record::open(state),
        Action::SearchRecord => silence::begin(state),
        Action::Precedents => precedents::open(state),
        Action::Edit => editing::begin(state),
        Action::EditOutside => editing::edit_outside(state),
        Action::Checks => checks::list(state),
        Action::NextAlarm | Action::PreviousAlarm => {
            checks::next(state, action == Action::PreviousAlarm)
        }
        Action::Save => save(state),
        Action::Finalize => finalize::begin(state),
        Action::Reload => leave_for_itself(state),
        Action::Help => help(state),
        Action::Messages => messages(state),
        other => view(state, other),
    }
}

/// Acts that change only what is looked at.
fn view(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Summary => state.overlay = Some(Overlay::Summary { top: 0 }),
        Action::Amend => prompt::open(state, PromptKind::Amend),
        Action::ShowDraft => state.overlay = Some(Overlay::Draft { top: 0 }),
        Action::Copy | Action::CopyNumber | Action::CopyRationale | Action::CopyCitation => {
            return citing::copy(state, action);
        }
        Action::Readings => state.overlay = Some(Overlay::Readings { top: 0 }),
        Action::Palette => prompt::open(state, PromptKind::Palette),
        Action::Search => prompt::open(state, PromptKind::Search),
        Action::SearchNext => searching::search(state, false),
        Action::SearchPrevious => searching::search(state, true),
        Action::Zoom => {
            if let Some(bench) = &mut state.bench {
                bench.zoom = !bench.zoom;
            }
        }
        other => state.warn(format!("`{other}` does nothing on the bench; ? lists what does")),
    }
    Vec::new()
}

/// Moves the cursor of the focused pane.
fn moves(state: &mut State, action: Action) -> bool {
    let size = state.size;
    let Some(bench) = &mut state.bench else { return false };
    let items = bench.open.case.items.len();
    let pane = bench_layout(size, bench.focus, bench.zoom, items).pane(bench.focus);
    let page = usize::from(pane.height.saturating_sub(1));
    let to = |at, len| moved(action, at, len, page);
    match bench.focus {
        Pane::Items => {
            let Some(to) = to(bench.item, items) else { return false };
            if to != bench.item {
                bench.choose_item(to, &state.library);
            }
        }
        Pane::Findings => {
            let Some(to) = to(bench.finding, bench.listed.len()) else { return false };
            bench.finding = to;
        }
        Pane::Criteria => {
            let Some(to) = to(bench.line, bench.outline.len()) else { return false };
            bench.line = to;
        }
        Pane::Rationale => {
            let action = match action {
                Action::First => Action::TextStart,
                Action::Last => Action::TextEnd,
                other => other,
            };
            let page = bench.page(size);
            let reads = moved(action, 0, 1, 1).is_some()
                || matches!(action, Action::TextStart | Action::TextEnd);
            return reads && bench.editor.act(action, page);
        }
    }
    true
}

/// Moves the cursor of a pane that need not have the focus.
pub(super) fn move_in(state: &mut State, pane: Pane, action: Action) {
    let Some(before) = state.bench.as_mut().map(|b| std::mem::replace(&mut b.focus, pane)) else {
        return;
    };
    moves(state, action);
    if let Some(bench) = &mut state.bench {
        bench.focus = before;
    }
}

/// Focuses a pane and puts its cursor on an entry.
pub(super) fn choose(state: &mut State, pane: Pane, entry: Option<usize>) -> Vec<Effect> {
    if let (Some(bench), Some(entry)) = (&mut state.bench, entry) {
        match pane {
            Pane::Items if entry != bench.item => bench.choose_item(entry, &state.library),
            Pane::Findings => bench.finding = entry.min(bench.listed.len().saturating_sub(1)),
            Pane::Criteria => bench.line = entry.min(bench.outline.len().saturating_sub(1)),
            Pane::Items | Pane::Rationale => {}
        }
    }
    focus(state, |_| pane)
}

/// Changes the pane that has the focus; the draft is kept at every change.
fn focus(state: &mut State, to: impl Fn(Pane) -> Pane) -> Vec<Effect> {
    if let Some(bench) = &mut state.bench {
        bench.focus_on(to(bench.focus));
    }
    keep(state, When::Now)
}

/// Enter: from an item to its findings, on to the criteria, on to the rationale, and there into the text.
fn descend(state: &mut State) -> Vec<Effect> {
    match state.bench.as_ref().map(|b| b.focus) {
        Some(Pane::Rationale) => editing::begin(state),
        Some(_) => focus(state, |p| p.step(1)),
        None => Vec::new(),
    }
}

/// Esc: one step back; from the items to the queue.
fn back(state: &mut State) -> Vec<Effect> {
    let folded = is_folded(state.size);
    if state.lit {
        state.lit = false;
        return Vec::new();
    }
    match &mut state.bench {
        Some(bench) if bench.editor.is_lit() => {
            bench.editor.light("");
            Vec::new()
        }
        Some(bench) if bench.zoom && !folded => {
            bench.zoom = false;
            Vec::new()
        }
        Some(bench) if bench.focus != Pane::Items => focus(state, |_| Pane::Items),
        _ => leave(state, Leave::Queue),
    }
}

fn item(state: &mut State, by: isize) -> Vec<Effect> {
    if let Some(bench) = &mut state.bench {
        let last = bench.open.case.items.len().saturating_sub(1);
        let to = bench.item.saturating_add_signed(by).min(last);
        bench.choose_item(to, &state.library);
    }
    keep(state, When::Now)
}

fn other_case(state: &mut State, back: bool) -> Vec<Effect> {
    let next = state.bench.as_ref().and_then(|b| state.queue.next_open(b.number(), back));
    match next {
        Some(number) => leave(state, Leave::Case(number)),
        None => {
            state.say(no_other_open(&state.queue));
            Vec::new()
        }
    }
}

/// Reads the case again from disk, the draft kept first.
fn leave_for_itself(state: &mut State) -> Vec<Effect> {
    match state.bench.as_ref().map(|b| b.number().clone()) {
        Some(number) => leave(state, Leave::Case(number)),
        None => Vec::new(),
    }
}

/// Keeps the draft now, and says whether it is on the disk.
pub(super) fn save(state: &mut State) -> Vec<Effect> {
    let effects = keep(state, When::Now);
    match &mut state.bench {
        Some(bench) if !effects.is_empty() => bench.keeping.asked = true,
        _ => state.say("the draft is on disk"),
    }
    effects
}

/// The bench, when the case may be changed; otherwise says why not.
pub(super) fn changeable(state: &mut State) -> Option<&mut Bench> {
    if let Some(why) = state.bench.as_ref().and_then(Bench::read_only) {
        state.warn(why);
        return None;
    }
    state.bench.as_mut()
}

fn decide(state: &mut State, outcome: Option<Outcome>) -> Vec<Effect> {
    let Some(bench) = &mut state.bench else { return Vec::new() };
    let Some(number) = bench.current_item().map(|i| i.item) else { return Vec::new() };
    if let Some(draft) = bench.draft.item_mut(number)
        && draft.outcome != outcome
    {
        draft.outcome = outcome;
        bench.keeping.changes += 1;
    }
    let word = outcome.map_or("undecided", Outcome::word);
    state.say(format!("item {number}: {word}"));
    keep(state, When::Now)
}

/// Cites the guideline of the chosen line in the letter, or cites it no more.
fn cite(state: &mut State) -> Vec<Effect> {
    let Some(bench) = &mut state.bench else { return Vec::new() };
    let Some(number) = bench.current_item().map(|i| i.item) else { return Vec::new() };
    let Some((id, _)) = bench.current_criterion() else { return Vec::new() };
    let mut ids = bench.cited();
    let cited = ids.contains(&id);
    if cited {
        ids.retain(|i| *i != id);
    } else {
        ids.push(id.clone());
    }
    if let Some(draft) = bench.draft.item_mut(number) {
        draft.cites = Some(ids);
        bench.keeping.changes += 1;
    }
    state.say(format!("the letter {} {id}", if cited { "no longer cites" } else { "cites" }));
    if !cited {
        evidence::ask_if_below(state);
    }
    keep(state, When::Now)
}

/// Asks for the reason of the reviewer's own value.
fn ask_reason(state: &mut State, value: Stated) -> Vec<Effect> {
    if let Some((guideline, criterion)) = state.bench.as_ref().and_then(Bench::current_criterion) {
        prompt::open(state, PromptKind::Reason { guideline, criterion, value });
    }
    Vec::new()
}

/// Puts the reviewer's own value beside the computed one.
pub(super) fn set_override(state: &mut State, stated: Override) -> Vec<Effect> {
    // The case may have been lost while the reason was typed.
    if changeable(state).is_none() {
        return Vec::new();
    }
    let said = format!("{}: {}, stated by you", stated.criterion, stated.value);
    change_item(state, |draft| draft.state(stated));
    state.say(said);
    keep(state, When::Now)
}

fn clear_override(state: &mut State) -> Vec<Effect> {
    let chosen = state.bench.as_ref().and_then(Bench::current_criterion);
    let Some((guideline, criterion)) = chosen else { return Vec::new() };
    change_item(state, |draft| draft.unstate(&guideline, &criterion));
    state.say(format!("{criterion}: the computed value counts"));
    keep(state, When::Now)
}

/// Changes the chosen item's stated values, and evaluates it anew.
fn change_item(state: &mut State, change: impl FnOnce(&mut ItemDraft)) {
    let Some(bench) = &mut state.bench else { return };
    let Some(number) = bench.current_item().map(|i| i.item) else { return };
    if let Some(draft) = bench.draft.item_mut(number) {
        change(draft);
        bench.keeping.changes += 1;
        bench.evaluate(&state.library);
    }
}
