//! Questions that a reviewer reads and answers: nothing happens without `y`, nothing is lost by Esc.

use std::sync::Arc;

use super::{bench::changeable, finalize, keeping::keep};
use crate::{
    app::{
        action::Action,
        bench::Bench,
        event::{Effect, Shown, When},
        refused::ineligible_for,
        state::{Overlay, Question, State},
    },
    domain::{
        attestation::Attestation, case::CaseNumber, draft::Draft, hold::Barred, library::OpenCase,
    },
};

pub(super) fn ask(state: &mut State, question: Question) -> Vec<Effect> {
    state.prompt = None;
    state.overlay = Some(Overlay::Question { question, top: 0 });
    state.sheet += 1;
    Vec::new()
}

/// The keys of a question that do not scroll it.
pub(super) fn answer(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(Overlay::Question { question, .. }) = &state.overlay else { return Vec::new() };
    let question = question.clone();
    match action {
        Action::Back | Action::Close => state.overlay = None,
        Action::Confirm => return yes(state, question),
        // Refused where there is no other draft.
        Action::TakeTheirs => {
            state.overlay = None;
            state.clearing = true;
            let mine = state.bench.as_ref().map(|b| Box::new(b.draft.clone()));
            return mine.map(Effect::TakeTheirs).into_iter().collect();
        }
        _ => {}
    }
    Vec::new()
}

fn yes(state: &mut State, question: Question) -> Vec<Effect> {
    // The attestation waits for its answer under the question: it knows whether to finalize then.
    if !matches!(question, Question::Attest { .. }) {
        state.overlay = None;
    }
    let library = Arc::clone(&state.library);
    let Some(bench) = &mut state.bench else { return Vec::new() };
    match question {
        Question::Attest { .. } => vec![Effect::Attest],
        Question::CaseChanged(open) if *bench.number() != open.case.case => Vec::new(),
        Question::CaseChanged(open) => {
            bench.move_to(*open, &library);
            state.say("this is the case as it is now; your draft is laid over it");
            let mut effects = keep(state, When::Now);
            effects.extend(super::record::read_all(state));
            effects
        }
        Question::OtherDraft { digest, .. } => keep_over(bench, Shown::Digest(digest)),
        Question::RemoveFinding(id) => super::findings::remove(state, &id),
        Question::Discard => {
            state.clearing = true;
            vec![Effect::DiscardDraft(bench.number().clone())]
        }
        Question::TakeOver(_) => vec![Effect::TakeOver(bench.number().clone())],
    }
}

/// Sends the draft to the disk, over another one.
fn keep_over(bench: &mut Bench, shown: Shown) -> Vec<Effect> {
    bench.keeping.sent = bench.keeping.changes;
    vec![Effect::KeepOver(shown, Box::new(bench.draft.clone()), bench.keeping.changes)]
}

/// `a`: the conflict attestation, to be read and given.
pub(super) fn attest(state: &mut State, finalize: bool) -> Vec<Effect> {
    // `F` comes here without having asked. Told before the sheet is read, not after.
    if let Some(why) = ineligible_for(state) {
        state.warn(why);
        return Vec::new();
    }
    ask(state, Question::Attest { finalize })
}

pub(super) fn attested(state: &mut State, result: Result<Attestation, String>) -> Vec<Effect> {
    let finalize = matches!(
        state.overlay.take(),
        Some(Overlay::Question { question: Question::Attest { finalize: true }, .. })
    );
    match result {
        Ok(attestation) => {
            let Some(bench) = changeable(state) else { return Vec::new() };
            bench.draft.attested = Some(attestation);
            bench.keeping.changes += 1;
            let mut effects = keep(state, When::Now);
            if finalize {
                effects.extend(finalize::begin(state));
            } else {
                state.say("attested; the determination will keep these words");
            }
            effects
        }
        Err(reason) => {
            state.warn(format!("cannot be attested: {reason}"));
            Vec::new()
        }
    }
}

pub(super) fn withdraw(state: &mut State) -> Vec<Effect> {
    let Some(bench) = &mut state.bench else { return Vec::new() };
    bench.draft.attested = None;
    bench.keeping.changes += 1;
    state.say("no attestation is given on this case");
    keep(state, When::Now)
}

/// The reason is given: a final case is open again.
pub(super) fn begin_amendment(state: &mut State, reason: &str) -> Vec<Effect> {
    let library = Arc::clone(&state.library);
    let Some(bench) = &mut state.bench else { return Vec::new() };
    let open = &bench.open;
    let Some((amends, from)) = open.amends(reason).zip(open.determination.as_ref()) else {
        return Vec::new();
    };
    let version = amends.version + 1;
    let draft = Draft::amending(&open.case, &open.digest, from, amends);
    bench.begin_draft(draft, &library);
    // A draft that was left over holds words that no version has: it goes into the trash folder first.
    let effects = keep_over(bench, Shown::AtOpening);
    state.say(format!("version {version} begins where the last one ended; F makes it final"));
    effects
}

/// `:take-over`: shows who holds the case.
pub(super) fn take_over(state: &mut State) -> Vec<Effect> {
    match state.bench.as_ref().and_then(|b| b.open.barred.clone()) {
        Some(Barred::By(holder)) => ask(state, Question::TakeOver(holder)),
        _ => Vec::new(),
    }
}

/// `:discard-draft`: shows what would go.
pub(super) fn discard(state: &mut State) -> Vec<Effect> {
    let mut effects = keep(state, When::Now);
    effects.extend(ask(state, Question::Discard));
    effects
}

pub(super) fn discarded(
    state: &mut State,
    number: &CaseNumber,
    result: Result<String, String>,
) -> Vec<Effect> {
    state.clearing = false;
    if state.bench.as_ref().is_none_or(|b| b.number() != number) {
        return Vec::new();
    }
    match result {
        Ok(place) => {
            state.bench = None;
            let back = format!("to have it back, move it to .imr/drafts/{number}.yaml");
            state.say(format!("the draft lies in {place}; {back}"));
            vec![Effect::OpenCase(number.clone())]
        }
        Err(reason) => {
            state.warn(format!("the draft was not discarded: {reason}"));
            Vec::new()
        }
    }
}

pub(super) fn theirs_taken(
    state: &mut State,
    number: &CaseNumber,
    result: Result<(), String>,
) -> Vec<Effect> {
    state.clearing = false;
    if state.bench.as_ref().is_none_or(|b| b.number() != number) {
        return Vec::new();
    }
    match result {
        Ok(()) => {
            state.say("the draft on the disk counts now; yours lies in .imr/trash");
            vec![Effect::OpenCase(number.clone())]
        }
        Err(reason) => {
            state.warn(format!("nothing was changed: {reason}"));
            Vec::new()
        }
    }
}

/// Shows what has waited for the reviewer to look up from what they were typing.
pub(super) fn ask_what_waits(state: &mut State) -> Vec<Effect> {
    match state.bench.as_ref().and_then(|b| b.newer.clone()) {
        Some(newer) => ask(state, Question::CaseChanged(newer)),
        None => Vec::new(),
    }
}

/// The case file was changed underneath: without words of the reviewer it is shown as it is now; with words both are
/// kept, and the reviewer is asked, but never under the fingers.
pub(super) fn case_changed(state: &mut State, open: Box<OpenCase>) -> Vec<Effect> {
    // Who leaves the case is told when it is opened again.
    if state.leaving.is_some() {
        return Vec::new();
    }
    let library = Arc::clone(&state.library);
    let Some(bench) = state.bench.as_mut().filter(|b| *b.number() == open.case.case) else {
        return Vec::new();
    };
    if bench.newer.as_ref().is_some_and(|known| known.digest == open.digest) {
        return Vec::new();
    }
    if bench.draft.is_untouched() || bench.read_only().is_some() {
        let barred = bench.open.barred.clone();
        bench.move_to(OpenCase { barred, ..*open }, &library);
        state.say("the case file has changed on the disk; this is how it is now");
        return super::record::read_all(state);
    }
    let barred = bench.open.barred.clone();
    bench.newer = Some(Box::new(OpenCase { barred, ..*open }));
    if bench.editing || state.overlay.is_some() || state.prompt.is_some() {
        state.warn("the case file has changed on the disk; F shows how");
        return Vec::new();
    }
    ask_what_waits(state)
}
