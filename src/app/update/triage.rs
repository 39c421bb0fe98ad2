//! One act on all marked cases: setting them aside, taking them up; and the queue's own undo.

use std::collections::BTreeSet;

use super::prompt;
use crate::{
    app::{
        event::Effect,
        marks::{Answers, Said, Want, Wanted, Way, against},
        state::{PromptKind, State},
    },
    domain::{case::CaseNumber, draft::Aside, queue::CaseSummary, words::counted},
};

/// `x`: asks why.
pub(super) fn ask(state: &mut State) {
    let concerned = state.queue.concerned();
    let able: Vec<CaseNumber> =
        concerned.iter().filter(|r| against(r.state).is_none()).map(|r| r.number.clone()).collect();
    prompt::open(state, PromptKind::Aside(able));
}

/// The reason is given.
pub(super) fn set_aside(state: &mut State, cases: Vec<CaseNumber>, reason: &str) -> Vec<Effect> {
    let Some(reason) = prompt::reason(state, reason, "setting aside") else { return Vec::new() };
    let aside = Aside::since(state.now, reason);
    let chosen: BTreeSet<CaseNumber> = cases.into_iter().collect();
    let rows = chosen.iter().filter_map(|number| state.queue.row(number));
    let wanted = rows.map(|row| want(&row, Some(aside.clone()))).collect();
    vec![Effect::SetAside(state.queue.act(wanted))]
}

/// `X`: those that were set aside are open again.
pub(super) fn take_up(state: &mut State) -> Vec<Effect> {
    let aside = |row: &&CaseSummary| row.standing.aside.is_some();
    let concerned = state.queue.concerned();
    let wanted: Wanted = concerned.iter().filter(aside).map(|row| want(row, None)).collect();
    vec![Effect::SetAside(state.queue.act(wanted))]
}

fn want(row: &CaseSummary, to: Option<Aside>) -> Want {
    Want { number: row.number.clone(), seen: row.standing.aside.clone(), to }
}

/// `u` and Ctrl-r. The editor's own undo is another one.
pub(super) fn step(state: &mut State, way: Way) -> Vec<Effect> {
    let wanted = state.queue.step(way).unwrap_or_default();
    if wanted.is_empty() { Vec::new() } else { vec![Effect::SetAside(wanted)] }
}

/// The disk has answered.
pub(super) fn acted(state: &mut State, answers: Answers) -> Vec<Effect> {
    let Some(Said { way, aside, done, left_out }) = state.queue.acted(answers) else {
        return Vec::new();
    };
    let what = if aside { "set aside" } else { "taken up again" };
    let mut text = format!("{} {what}", counted(done.len(), "case"));
    if way == Way::Do && left_out.is_empty() {
        text.push_str("; u takes it back");
    }
    let Some((first, why)) = left_out.first() else {
        state.say(text);
        return Vec::new();
    };
    let numbers: Vec<&str> = left_out.iter().skip(1).map(|(n, _)| n.as_str()).collect();
    let more =
        if numbers.is_empty() { String::new() } else { format!(", also {}", numbers.join(", ")) };
    state.warn(format!("{text}; left out: {first} ({why}){more}"));
    Vec::new()
}
