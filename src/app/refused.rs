//! Why an act is refused now: the one source for the footer, the palette, the which-key box and the notice when its key
//! is pressed anyhow. What is refused changes nothing.

mod checks;

use self::checks::{first_error, of_checks, unchecked};
use super::{
    action::Action,
    bench::Bench,
    cited::cited,
    marks::against,
    queue::Queue,
    state::{Overlay, Pane, Question, Scope, State},
};
use crate::domain::{
    attestation::{ineligible, refusal},
    dependents::dependents,
    determination::IMPORTED,
    draft::OpenPoint,
    hold::Barred,
    library::Library,
    queue::CaseState,
    revision::Mark,
};
use crate::rationale::{
    draft::safety,
    lack::{Looked, in_order, refusing},
};

/// Why `action` is refused in `scope` as things stand; `None` when it can be carried out.
pub fn refused(state: &State, scope: Scope, action: Action) -> Option<String> {
    elsewhere(state, scope, action).or_else(|| refused_here(state, scope, action))
}

/// The same of an act that has its place in the scope.
pub fn refused_here(state: &State, scope: Scope, action: Action) -> Option<String> {
    if action == Action::Suspend && state.restricted {
        return Some("this session is restricted to the bench; q quits".to_owned());
    }
    if action == Action::EditOutside && state.restricted {
        return Some(
            "this session is restricted to the bench: it has no editor but this one".to_owned(),
        );
    }
    let said = match scope {
        Scope::Queue => of_queue(state, action),
        Scope::Bench => return state.bench.as_ref().and_then(|b| of_bench(state, b, action)),
        Scope::Editor => of_editor(state, action).map(str::to_owned),
        Scope::Preview => of_preview(state, action).map(str::to_owned),
        Scope::Question => of_question(state, action).map(str::to_owned),
        Scope::Silence => of_silence(state, action),
        Scope::Checks => of_checks(state, action).map(str::to_owned),
        _ => None,
    };
    said.or_else(|| broken(state, scope, action))
}

/// Where an act has its meaning, when not here. What every place takes is in no table.
fn elsewhere(state: &State, scope: Scope, action: Action) -> Option<String> {
    if state.keymap.line(scope, action).is_some() {
        return None;
    }
    let lines = state.keymap.all().iter().filter(|line| line.action == action);
    let places: Vec<Scope> = lines.map(|line| line.scope).collect();
    if scope == Scope::Queue && places.contains(&Scope::Bench) {
        return Some("needs an open case; press Enter on one".to_owned());
    }
    let places: Vec<&str> = places.into_iter().map(Scope::word).collect();
    Some(format!("has its place in: {}", places.join(", ")))
}

fn of_queue(state: &State, action: Action) -> Option<String> {
    use Action::{
        Amend, Back, CopyNumber, Filter, InvertMarks, Mark, MarkRange, NextCase, Open,
        PreviousCase, Redo, Search, SearchNext, SearchPrevious, SetAside, TakeUp, Undo,
    };
    let queue = &state.queue;
    let why = match action {
        // The answer belongs to the act that was asked for, and to the marks that it was asked with.
        SetAside | TakeUp | Undo | Redo | Mark | MarkRange | InvertMarks
            if queue.marks.is_acting() =>
        {
            STILL_ACTING
        }
        Back if queue.marks.is_acting() && queue.marked_places().next().is_some() => STILL_ACTING,
        Filter | Search if queue.rows().is_empty() => "the queue is empty",
        SearchNext | SearchPrevious => not_searched(state)?,
        Open | Mark | MarkRange | InvertMarks | CopyNumber if queue.shown_len() == 0 => {
            no_row(queue)
        }
        NextCase | PreviousCase if !queue.has_other_open() => no_other_open(queue),
        SetAside => return not_set_aside(queue),
        TakeUp if !queue.concerned_rows().any(|row| queue.rows().record(row).is_set_aside()) => {
            "nothing here was set aside"
        }
        Undo if !queue.marks.can_undo() => "nothing was done in the queue that can be taken back",
        Redo if !queue.marks.can_redo() => "nothing was taken back",
        Amend => return Some(how_to_amend(queue)),
        _ => return None,
    };
    Some(why.to_owned())
}

const STILL_ACTING: &str =
    "the disk has not yet answered for the cases before; wait for it, then press it again";

fn no_row(queue: &Queue) -> &'static str {
    if queue.filter().is_empty() {
        "this view has no case; Tab goes to the next view"
    } else {
        "no case fits the filter; Esc clears it"
    }
}

/// A filter that was set in the queue is not seen from the bench.
pub fn no_other_open(queue: &Queue) -> &'static str {
    if queue.filter().is_empty() {
        "no other open case in this view of the queue"
    } else {
        "no other open case fits the queue's filter; Esc in the queue clears it"
    }
}

fn not_set_aside(queue: &Queue) -> Option<String> {
    let rows = queue.rows();
    let mut against = queue.concerned_rows().map(|row| (row, against(rows.record(row).state())));
    let Some((first, why)) = against.next() else { return Some(no_row(queue).to_owned()) };
    let why = why.filter(|_| against.all(|(_, why)| why.is_some()))?;
    Some(format!("{} is not set aside: {why}", rows.number(first)))
}

/// Amending needs the case before one's eyes.
fn how_to_amend(queue: &Queue) -> String {
    match queue.current().filter(|row| row.state == CaseState::Final) {
        Some(row) if row.standing.imported => IMPORTED.to_owned(),
        Some(row) => {
            let version = row.standing.version.unwrap_or(1);
            format!("{} is final, version {version}: Enter opens it, A then amends it", row.number)
        }
        None => "only a final case is amended; this one is open".to_owned(),
    }
}

/// A row whose case cannot be opened.
fn broken(state: &State, scope: Scope, action: Action) -> Option<String> {
    if scope != Scope::Queue || action != Action::Open {
        return None;
    }
    let queue = &state.queue;
    let row = queue.row_at(queue.position())?;
    if queue.rows().record(row).state() != CaseState::Broken {
        return None;
    }
    let first = queue.rows().get(row).problems.into_iter().next()?;
    Some(format!("cannot be opened: {first}"))
}

fn not_searched(state: &State) -> Option<&'static str> {
    let none = state.searched.trim().is_empty();
    none.then_some("nothing was searched yet; press / first")
}

/// Acts that change the case, and what leads to a change.
const CHANGES: [Action; 30] = [
    Action::AddFinding,
    Action::Attest,
    Action::Checks,
    Action::Cite,
    Action::ClearOutcome,
    Action::ClearStated,
    Action::CorrectFinding,
    Action::DiscardDraft,
    Action::DraftCriterion,
    Action::DraftRationale,
    Action::DraftSafety,
    Action::CiteWork,
    Action::DecideDependents,
    Action::Edit,
    Action::EditOutside,
    Action::Finalize,
    Action::ForgetWork,
    Action::InsertCitation,
    Action::MailingDay,
    Action::NextAlarm,
    Action::Overturn,
    Action::PreviousAlarm,
    Action::Redraft,
    Action::RefuseFinding,
    Action::RestoreFinding,
    Action::StateMet,
    Action::StateNotMet,
    Action::StepDown,
    Action::Unattest,
    Action::Uphold,
];

fn of_bench(state: &State, bench: &Bench, action: Action) -> Option<String> {
    if CHANGES.contains(&action)
        && let Some(why) = bench.read_only()
    {
        return Some(why);
    }
    let why = match action {
        Action::Amend if bench.open.barred.is_some() => return bench.read_only(),
        Action::Amend if bench.open.is_imported() => IMPORTED,
        Action::Finalize => {
            return lacking(bench, &state.library)
                .map(|(_, text)| format!("cannot be finalized yet: {text}"));
        }
        Action::Attest => return ineligible_for(state),
        Action::Amend if !bench.is_final() => "only a final case is amended; this one is open",
        Action::Cite if bench.focus != Pane::Criteria => {
            "choose the guideline in the criteria pane first: 3"
        }
        Action::Cite
        | Action::StateMet
        | Action::StateNotMet
        | Action::ClearStated
        | Action::DraftCriterion
            if bench.current_criterion().is_none() =>
        {
            "no guideline of the library speaks of this item"
        }
        Action::Unattest if bench.draft.attested.is_none() => {
            "no attestation is given on this case"
        }
        Action::DiscardDraft if bench.draft.is_untouched() => "there is no draft to discard",
        Action::TakeOver if !matches!(bench.open.barred, Some(Barred::By(_))) => {
            "nobody else holds this case"
        }
        Action::ForgetWork if bench.current_draft().is_none_or(|d| d.works.is_empty()) => {
            "this item cites no work beside the guidelines"
        }
        Action::DecideDependents => return not_with_it(bench),
        Action::NextCase | Action::PreviousCase if !state.queue.has_open_after(bench.number()) => {
            no_other_open(&state.queue)
        }
        Action::SearchNext | Action::SearchPrevious => not_searched(state)?,
        Action::SearchRecord if bench.desk.reading => STILL_READING,
        Action::NextStale | Action::ShowStale | Action::Redraft if bench.stale().is_empty() => {
            NOTHING_STALE
        }
        Action::DraftSafety if !safety_fits(state, bench) => {
            "this paragraph is for an opioid that is upheld"
        }
        Action::Checks | Action::NextAlarm | Action::PreviousAlarm => unchecked(bench, action)?,
        Action::CorrectFinding | Action::RefuseFinding | Action::RestoreFinding => {
            of_finding(bench, action)?
        }
        Action::InsertCitation | Action::CopyCitation if cited(bench).is_none() => NO_SOURCE,
        _ => return None,
    };
    Some(why.to_owned())
}

const STILL_READING: &str = "the texts of this case are still being read; press it again";

const NOTHING_STALE: &str = "no drafted sentence is out of date";

fn safety_fits(state: &State, bench: &Bench) -> bool {
    let outcome = bench.current_draft().and_then(|d| d.outcome);
    let item = bench.current_item();
    item.is_some_and(|item| safety(item, outcome, &state.library.vocabulary).is_some())
}

/// Why no item can be decided with the chosen one.
fn not_with_it(bench: &Bench) -> Option<String> {
    let item = bench.current_item()?.item;
    if dependents(&bench.open.case, item).is_empty() {
        return Some(format!("no item depends on item {item}"));
    }
    let undecided = bench.draft.item(item).is_none_or(|d| d.outcome.is_none());
    undecided.then(|| format!("item {item} is undecided; decide it first"))
}

const NO_SOURCE: &str = "choose a finding or a criterion first: its source is what is cited";

fn of_finding(bench: &Bench, action: Action) -> Option<&'static str> {
    let Some(listed) = bench.current_finding() else { return Some("the case has no findings") };
    match (action, &listed.mark) {
        (Action::RestoreFinding, Mark::Intake) => {
            Some("this finding stands as the case file has it")
        }
        (Action::RestoreFinding, _) => None,
        (_, Mark::Gone { .. }) => {
            Some("the case file has this finding no more; f u ends what you had said of it")
        }
        (Action::RefuseFinding, Mark::Added) => Some("this finding is your own; f u takes it away"),
        _ => None,
    }
}

/// Why the reviewer may not decide.
pub fn ineligible_for(state: &State) -> Option<String> {
    let reviewer = state.library.reviewer(state.reviewer.as_deref()).ok()?;
    let against = ineligible(reviewer, state.now.date());
    (!against.is_empty()).then(|| refusal(&reviewer.id, &against))
}

/// What the draft lacks to be finalized: the first point, and all of them in short. What is asked for on the way to the
/// letter does not count, and a case file that has changed is shown before anything else.
pub fn lacking(bench: &Bench, library: &Library) -> Option<(OpenPoint, String)> {
    if bench.newer.is_some() || bench.draft.case_digest != bench.open.digest {
        return None;
    }
    let mut lacks = refusing(&Looked {
        case: &bench.open.case,
        read: &bench.read,
        draft: &bench.draft,
        guidelines: &library.guidelines,
        vocabulary: &library.vocabulary,
    });
    lacks.extend(first_error(bench));
    let text = in_short(&lacks);
    in_order(&bench.open.case, &mut lacks);
    lacks.into_iter().next().map(|first| (first, text))
}

/// The same lack once, with the items that have it: `items 1, 2: the rationale is empty`.
fn in_short(points: &[OpenPoint]) -> String {
    let mut lacks: Vec<(String, Vec<String>)> = Vec::new();
    for point in points {
        let item = point.item.map(|item| item.to_string());
        let what = OpenPoint { item: None, ..point.clone() }.to_string();
        match lacks.iter_mut().find(|(said, _)| *said == what) {
            Some((_, items)) => items.extend(item),
            None => lacks.push((what, item.into_iter().collect())),
        }
    }
    let said = lacks.into_iter().map(|(what, items)| {
        if items.is_empty() {
            return what;
        }
        let word = if items.len() == 1 { "item" } else { "items" };
        format!("{word} {}: {what}", items.join(", "))
    });
    said.collect::<Vec<_>>().join(" · ")
}

fn of_editor(state: &State, action: Action) -> Option<&'static str> {
    let none = state.searched.trim().is_empty();
    match action {
        Action::SearchNext | Action::SearchPrevious if none => {
            Some("nothing was searched yet; press Ctrl-x / first")
        }
        Action::NextStale | Action::Redraft
            if state.bench.as_ref().is_none_or(|b| b.stale().is_empty()) =>
        {
            Some(NOTHING_STALE)
        }
        Action::InsertCitation if state.bench.as_ref().and_then(cited).is_none() => Some(NO_SOURCE),
        Action::SearchRecord if state.bench.as_ref().is_some_and(|b| b.desk.reading) => {
            Some(STILL_READING)
        }
        Action::Checks | Action::NextAlarm | Action::PreviousAlarm => {
            unchecked(state.bench.as_ref()?, action)
        }
        Action::Snippets if state.snippets().is_empty() => {
            Some("no snippets yet; imr.yaml takes them under `bench:`, `snippets:`")
        }
        _ => None,
    }
}

fn of_preview(state: &State, action: Action) -> Option<&'static str> {
    let writing = matches!(state.overlay, Some(Overlay::Preview { writing: true, .. }));
    if writing && action != Action::Redraw {
        return Some("the files are being written");
    }
    let bench = state.bench.as_ref().filter(|_| action == Action::Checks)?;
    unchecked(bench, action)
}

fn of_question(state: &State, action: Action) -> Option<&'static str> {
    let Some(Overlay::Question { question, .. }) = &state.overlay else { return None };
    let theirs = matches!(question, Question::OtherDraft { theirs: Some(_), .. });
    let none = action == Action::TakeTheirs && !theirs;
    none.then_some("there is nothing of another's to take; y or Esc")
}

fn of_silence(state: &State, action: Action) -> Option<String> {
    let bench = state.bench.as_ref()?;
    let silence = bench.desk.silence.as_ref()?;
    let hits = silence.found.hits.len();
    let why = match action {
        Action::Save | Action::SetAside if bench.read_only().is_some() => return bench.read_only(),
        Action::SetAside if hits == 0 => "there is no hit that could be set aside",
        Action::SetAside if silence.at >= hits => {
            "only a hit is set aside; a near miss counts for nothing"
        }
        Action::Open | Action::Record if silence.is_empty() => "nothing was found to open",
        Action::NextPane if hits == 0 || silence.found.near.is_empty() => {
            "there is no other list: hits or near misses alone were found"
        }
        _ => return None,
    };
    Some(why.to_owned())
}
