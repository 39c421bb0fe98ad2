//! What the letter cites beside the guidelines of the workspace, why it goes below the MTUS or cites nothing, the items
//! that go with another, and the day of mailing.

use super::{bench::changeable, finalize, keeping::keep, prompt};
use crate::{
    app::{
        bench::Bench,
        event::{Effect, When},
        state::{Prompt, PromptKind, State},
        work_asked::WorkAsked,
    },
    domain::{
        date::PartialDate,
        dependents::decide_with,
        draft::{ItemDraft, Lack, OpenPoint},
        evidence::StepDown,
    },
    letter::cited_work,
    rationale::evidence::{lacking, lacking_of_all},
};

/// `T`: why something below the MTUS is cited; when nothing is, why not. What was said is there to be changed.
pub(super) fn ask(state: &mut State) -> Vec<Effect> {
    let library = std::sync::Arc::clone(&state.library);
    let Some(bench) = changeable(state) else { return Vec::new() };
    let Some(drafted) = bench.current_draft() else { return Vec::new() };
    let nothing = bench.cited().is_empty() && drafted.works.is_empty();
    let lacks = bench
        .current_item()
        .and_then(|item| lacking(&library.guidelines, &library.vocabulary, item, drafted));
    let (kind, text) = if nothing || lacks == Some(Lack::NotCited) {
        (PromptKind::Uncited { finalize: false }, drafted.uncited.clone())
    } else {
        let said = drafted.step_down.as_ref().map(ToString::to_string);
        (PromptKind::StepDown { finalize: false }, said)
    };
    state.prompt = Some(Prompt::new(kind, text.unwrap_or_default()));
    Vec::new()
}

/// After a guideline was cited: asks for the step when that one needs it.
pub(super) fn ask_if_below(state: &mut State) {
    let point = state.bench.as_ref().and_then(|bench| {
        let (library, item) = (&state.library, bench.current_item()?);
        lacking(&library.guidelines, &library.vocabulary, item, bench.current_draft()?)
    });
    if point == Some(Lack::StepDown) {
        prompt::open(state, PromptKind::StepDown { finalize: false });
    }
}

/// On the way to the letter: goes to the first item whose citations lack something, and asks for it.
pub(super) fn ask_before_the_letter(state: &mut State) -> bool {
    let library = std::sync::Arc::clone(&state.library);
    let Some(bench) = &mut state.bench else { return false };
    let points =
        lacking_of_all(&library.guidelines, &library.vocabulary, &bench.open.case, &bench.draft);
    let Some(OpenPoint { item: Some(item), what, .. }) = points.first() else { return false };
    let at = bench.open.case.items.iter().position(|i| i.item == *item);
    if let Some(at) = at.filter(|at| *at != bench.item) {
        bench.choose_item(at, &library);
    }
    let kind = match what {
        Lack::NotCited => PromptKind::Uncited { finalize: true },
        _ => PromptKind::StepDown { finalize: true },
    };
    prompt::open(state, kind);
    true
}

/// The answer to why something below the MTUS is cited; an empty one takes back what was said.
pub(super) fn step_down(state: &mut State, line: &str, finalize: bool) -> Vec<Effect> {
    let step = if line.trim().is_empty() { Ok(None) } else { StepDown::from_line(line).map(Some) };
    match step {
        Ok(step) => {
            let answered = step.is_some();
            said(state, answered, finalize, |draft| {
                std::mem::replace(&mut draft.step_down, step).is_some()
            })
        }
        Err(why) => {
            state.warn(why);
            state.prompt = Some(Prompt::new(PromptKind::StepDown { finalize }, line));
            Vec::new()
        }
    }
}

/// The answer to why nothing is cited.
pub(super) fn uncited(state: &mut State, line: &str, finalize: bool) -> Vec<Effect> {
    let reason = Some(line.trim().to_owned()).filter(|reason| !reason.is_empty());
    let answered = reason.is_some();
    said(state, answered, finalize, |draft| std::mem::replace(&mut draft.uncited, reason).is_some())
}

/// `change` says whether something was said before.
fn said(
    state: &mut State,
    answered: bool,
    finalize: bool,
    change: impl FnOnce(&mut ItemDraft) -> bool,
) -> Vec<Effect> {
    let mut before = false;
    if !of_item(state, |draft| before = change(draft)) {
        return Vec::new();
    }
    if finalize && answered {
        return finalize::begin(state);
    }
    state.say(match (answered, before) {
        (true, _) => "kept; the letter says it after what is cited",
        (false, true) => "taken back; the letter says it no more",
        (false, false) => "nothing was said, and nothing is",
    });
    keep(state, When::Now)
}

fn of_item(state: &mut State, change: impl FnOnce(&mut ItemDraft)) -> bool {
    let Some(bench) = changeable(state) else { return false };
    let Some(number) = bench.current_item().map(|i| i.item) else { return false };
    let Some(draft) = bench.draft.item_mut(number) else { return false };
    change(draft);
    bench.keeping.changes += 1;
    true
}

/// `W`: asks for a work, part by part.
pub(super) fn cite_work(state: &mut State) -> Vec<Effect> {
    if changeable(state).is_some() {
        prompt::open(state, PromptKind::Work(WorkAsked::default()));
    }
    Vec::new()
}

/// An answer to what was asked of the work.
pub(super) fn work(state: &mut State, mut asked: WorkAsked, line: &str) -> Vec<Effect> {
    match asked.answer(line) {
        Ok(Some(work)) => {
            let text = cited_work(&work);
            if !of_item(state, |draft| draft.works.push(work)) {
                return Vec::new();
            }
            state.say(format!("the letter cites {text}"));
            ask_if_below(state);
            keep(state, When::Now)
        }
        Ok(None) => {
            prompt::open(state, PromptKind::Work(asked));
            Vec::new()
        }
        Err(why) => {
            state.warn(why);
            state.prompt = Some(Prompt::new(PromptKind::Work(asked), line));
            Vec::new()
        }
    }
}

/// Up, while a work is asked for: the question before, with its answer.
pub(super) fn work_back(state: &mut State) {
    if let Some(Prompt { kind: PromptKind::Work(asked), .. }) = &state.prompt {
        let mut asked = asked.clone();
        if let Some(text) = asked.back() {
            state.prompt = Some(Prompt::new(PromptKind::Work(asked), text));
        }
    }
}

/// Takes the work that was cited last off the chosen item.
pub(super) fn forget_work(state: &mut State) -> Vec<Effect> {
    let last = |bench: &Bench| bench.current_draft().and_then(|d| d.works.last().cloned());
    let Some(work) = changeable(state).and_then(|bench| last(bench)) else { return Vec::new() };
    of_item(state, |draft| {
        draft.works.pop();
    });
    state.say(format!("the letter no longer cites {}", cited_work(&work)));
    keep(state, When::Now)
}

/// `o d`: the items that depend on the chosen one are decided with it.
pub(super) fn decide_dependents(state: &mut State) -> Vec<Effect> {
    let shared = state.library.organization.paragraphs.dependents.clone();
    let Some(bench) = changeable(state) else { return Vec::new() };
    let Some(number) = bench.current_item().map(|i| i.item) else { return Vec::new() };
    match decide_with(&bench.open.case, &mut bench.draft, number, &shared) {
        Ok(done) => {
            bench.keeping.changes += 1;
            state.say(done.to_string());
            keep(state, When::Now)
        }
        Err(why) => {
            state.warn(why);
            Vec::new()
        }
    }
}

/// Asks for the day of mailing.
pub(super) fn mailing_day(state: &mut State) -> Vec<Effect> {
    let Some(bench) = changeable(state) else { return Vec::new() };
    let text = bench.draft.mailed.as_ref().map_or(String::new(), ToString::to_string);
    state.prompt = Some(Prompt::new(PromptKind::Mailed, text));
    Vec::new()
}

pub(super) fn mailed(state: &mut State, line: &str) -> Vec<Effect> {
    let today = state.now.date();
    let day = match line.trim() {
        "" => None,
        text => match text.parse::<PartialDate>().ok().filter(|d| d.exact() >= Some(today)) {
            Some(day) => Some(day),
            None => {
                state.warn(format!("write one day from today on, such as {today}"));
                state.prompt = Some(Prompt::new(PromptKind::Mailed, line));
                return Vec::new();
            }
        },
    };
    let Some(bench) = changeable(state) else { return Vec::new() };
    bench.draft.mailed.clone_from(&day);
    bench.keeping.changes += 1;
    state.say(match day {
        Some(day) => format!("mailed on {day}: the last days are counted from it"),
        None => "the last days are counted from the day of the decision".to_owned(),
    });
    keep(state, When::Now)
}
