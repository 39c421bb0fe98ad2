//! The queue: moving, opening, views and orders.

use super::{filtering, help, keeping::leave, messages, moving::moved, prompt, searching, triage};
use crate::{
    app::{
        action::Action,
        event::Effect,
        marks::Way,
        queue::Queue,
        refused::no_other_open,
        state::{Leave, PromptKind, State},
    },
    domain::{
        case::CaseNumber,
        queue::{CaseState, Sort, SortKey},
        rows::{Change, Rows},
        words::counted,
    },
};

pub(super) fn rows_read(state: &mut State, rows: Result<Rows, String>) -> Vec<Effect> {
    match rows {
        Ok(rows) => {
            let first = state.queue.loading;
            state.queue.take(rows, state.reviewer.clone());
            came(state, first);
        }
        Err(reason) => cannot_be_read(state, &reason),
    }
    Vec::new()
}

/// Cases have come, gone or changed on the disk.
pub(super) fn changed(state: &mut State, change: &Change) -> Vec<Effect> {
    state.queue.sits(state.reviewer.clone());
    state.queue.put(change);
    Vec::new()
}

/// Every file has been looked at.
pub(super) fn settled(state: &mut State, result: Result<(), String>) -> Vec<Effect> {
    state.queue.scanned = None;
    match result {
        Ok(()) => {
            let first = state.queue.loading;
            state.queue.all_there();
            came(state, first);
        }
        Err(reason) => cannot_be_read(state, &reason),
    }
    Vec::new()
}

fn came(state: &mut State, first: bool) {
    faults(state);
    if first && state.notice.is_none() && !state.queue.filter().is_empty() {
        let filter = state.queue.filter().text().to_owned();
        state.say(format!("as you left it, filtered by {filter}; Esc shows all"));
    }
}

fn cannot_be_read(state: &mut State, reason: &str) {
    state.queue.loading = false;
    state.warn(format!("the queue cannot be read: {reason}"));
}

/// Says what was left out of the library, and what is wrong with the organization's words.
fn faults(state: &mut State) {
    let problems = &state.library.problems;
    if problems.is_empty() || state.notice.is_some() {
        return;
    }
    let own = problems.iter().filter(|problem| problem.file == "imr.yaml").count();
    let files = problems.len() - own;
    let mut said = Vec::new();
    if own > 0 {
        said.push(format!("{} in imr.yaml", counted(own, "fault")));
    }
    if files > 0 {
        said.push(format!("{} in guideline files, which are left out", counted(files, "fault")));
    }
    state.warn(format!("{}: run `imr check`", said.join(" · ")));
}

/// A draft now exists: the row says so at once.
pub(super) fn mark_draft(state: &mut State, number: &CaseNumber) {
    let works = state.bench.as_ref().is_some_and(|b| b.draft.holds_work());
    let row = state.queue.row(number);
    let fresh = row.is_some_and(|r| matches!(r.state, CaseState::New | CaseState::Waiting));
    if works && fresh {
        state.queue.change(number, |row| {
            row.standing.draft = true;
            row.state = CaseState::InWork;
        });
    }
}

/// Puts down where the reviewer is, when it is another place than before.
pub(super) fn remember(state: &mut State) -> Option<Effect> {
    if state.queue.loading {
        return None;
    }
    let session = state.queue.session();
    if session == state.remembered {
        return None;
    }
    state.remembered = session.clone();
    Some(Effect::Remember(session))
}

pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let (at, len) = (state.queue.position(), state.queue.shown_len());
    let page = usize::from(state.size.1.saturating_sub(5));
    if let Some(to) = moved(action, at, len, page) {
        state.queue.select_at(to);
        return Vec::new();
    }
    match action {
        Action::Open => return open(state),
        Action::Close => return leave(state, Leave::Program),
        Action::Back if state.lit => state.lit = false,
        Action::Back => back(state),
        Action::Help => return help(state),
        Action::Messages => return messages(state),
        Action::Palette => prompt::open(state, PromptKind::Palette),
        Action::Search => prompt::open(state, PromptKind::Search),
        Action::Filter => filtering::begin(state),
        Action::SearchNext => searching::search(state, false),
        Action::SearchPrevious => searching::search(state, true),
        Action::Reload => {
            state.queue.loading = state.queue.rows().is_empty();
            return vec![Effect::ReadLibrary, Effect::ReadQueue];
        }
        Action::NextCase => next_case(state, false),
        Action::PreviousCase => next_case(state, true),
        Action::Mark => {
            state.queue.mark();
            state.queue.select_at((at + 1).min(len.saturating_sub(1)));
        }
        Action::MarkRange => state.queue.draw_range(),
        Action::InvertMarks => state.queue.invert_marks(),
        Action::SetAside => triage::ask(state),
        Action::TakeUp => return triage::take_up(state),
        Action::CopyNumber => {
            let concerned = state.queue.concerned();
            let numbers: Vec<&str> = concerned.iter().map(|r| r.number.as_str()).collect();
            return vec![Effect::Copy(numbers.join("\n"))];
        }
        Action::Undo => return triage::step(state, Way::Undo),
        Action::Redo => return triage::step(state, Way::Redo),
        Action::SortTurn => sort(state, Queue::turn_sort),
        other => match (view(state, other), order(other)) {
            (Some(view), _) => choose_view(state, view),
            (_, Some(by)) => sort(state, |queue| queue.sort_by(by)),
            _ => state.warn(format!("`{other}` needs an open case; press Enter on one")),
        },
    }
    Vec::new()
}

/// Esc: one thing at a time.
/// Marks that a filter hides stay: what is taken back is what is seen.
fn back(state: &mut State) {
    let queue = &mut state.queue;
    let hidden = !queue.filter().is_empty() && queue.marked_places().next().is_none();
    if hidden || !queue.clear_marks() {
        queue.set_filter(crate::domain::filter::Filter::default(), None);
    }
}

fn open(state: &State) -> Vec<Effect> {
    state.queue.current().map(|row| Effect::OpenCase(row.number)).into_iter().collect()
}

fn next_case(state: &mut State, back: bool) {
    let from = state.queue.current().map(|r| r.number);
    match from.and_then(|n| state.queue.next_open(&n, back)) {
        Some(number) => state.queue.select(Some(number)),
        None => state.say(no_other_open(&state.queue)),
    }
}

// Views and orders.

/// The view that an act chooses.
fn view(state: &State, action: Action) -> Option<usize> {
    const NUMBERED: [Action; 9] = [
        Action::View1,
        Action::View2,
        Action::View3,
        Action::View4,
        Action::View5,
        Action::View6,
        Action::View7,
        Action::View8,
        Action::View9,
    ];
    let (at, n) = (state.queue.chosen_view(), state.queue.views.len().max(1));
    match action {
        Action::NextView => Some((at + 1) % n),
        Action::PreviousView => Some((at + n - 1) % n),
        other => NUMBERED.iter().position(|numbered| *numbered == other),
    }
}

fn choose_view(state: &mut State, view: usize) {
    if !state.queue.choose_view(view) {
        let n = state.queue.views.len();
        state.say(format!(
            "there is no view {}; {n} are saved under `bench: views:` in imr.yaml",
            view + 1
        ));
    }
}

/// The column that an act sorts by.
fn order(action: Action) -> Option<SortKey> {
    Some(match action {
        Action::SortDue => SortKey::Due,
        Action::SortNumber => SortKey::Number,
        Action::SortKind => SortKey::Kind,
        Action::SortState => SortKey::State,
        Action::SortRegion => SortKey::Region,
        Action::SortItems => SortKey::Items,
        _ => return None,
    })
}

fn sort(state: &mut State, sort: impl FnOnce(&mut Queue)) {
    sort(&mut state.queue);
    let Sort { by, reversed } = state.queue.sort();
    let way = if reversed { ", the other way round" } else { "" };
    state.say(format!("sorted by {by}{way}"));
}
