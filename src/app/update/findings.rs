//! Findings of the reviewer's own: added from a page, corrected, refused, taken back. The criteria follow at once.

use std::sync::Arc;

use super::{bench::changeable, keeping::keep as keep_draft, prompt};
use crate::{
    app::{
        action::Action,
        editor::Page,
        event::{Effect, When},
        form::{Field, Form, MAX_FIELD},
        state::{Overlay, Pane, PromptKind, Question, State},
    },
    domain::{
        finding::{Finding, Source},
        revision::Mark,
    },
};

/// A field is one line, however long.
const LINE: Page = Page { width: usize::MAX, height: 1 };

/// `f a` on the bench: a new finding, or the one that was begun and left.
pub(super) fn add(state: &mut State) -> Vec<Effect> {
    let Some(bench) = changeable(state) else { return Vec::new() };
    if bench.desk.form.is_none() {
        let first = bench.current_finding().map(|listed| listed.finding.source.document.clone());
        let document = first.or_else(|| bench.open.case.documents.first().map(|d| d.id.clone()));
        let source = Source { document: document.unwrap_or_default(), page: None, words: None };
        let id = bench.draft.next_finding_id(&bench.open.case);
        bench.desk.form = Some(Box::new(Form::new(&Finding::blank(id, source), None)));
    } else {
        let id = bench.desk.form.as_ref().map_or(String::new(), |form| form.id.clone());
        state.warn(format!(
            "{id} was begun before: Ctrl-s keeps it, Ctrl-x x gives it up, then the other"
        ));
    }
    state.overlay = Some(Overlay::Form { over_record: false });
    Vec::new()
}

/// `f` on a document's text: document, page and words come from the selection.
pub(super) fn add_from_record(state: &mut State) -> Vec<Effect> {
    let Some(bench) = changeable(state) else { return Vec::new() };
    let Some(record) = &bench.desk.record else { return Vec::new() };
    let (page, words) = record.selected();
    let document = bench.open.case.document(&record.document);
    let source = Source {
        document: record.document.clone(),
        page: Some(page),
        words: Some(words).filter(|words| !words.is_empty()),
    };
    let id = bench.draft.next_finding_id(&bench.open.case);
    let mut finding = Finding::blank(id, source);
    finding.date = document.and_then(|d| d.date.clone());
    finding.by = document.and_then(|d| d.provider.clone());
    let found = Form::new(&finding, None);
    // One that was begun takes the place from here, and keeps what was typed of the rest.
    let begun = bench.desk.form.is_some();
    let form = bench.desk.form.get_or_insert_with(|| Box::new(found.clone()));
    for field in [Field::Document, Field::Page, Field::Words, Field::Date, Field::By] {
        let text = found.text(field);
        if !text.is_empty() {
            form.fill(field, &text);
        }
    }
    if begun {
        let id = form.id.clone();
        state.say(format!("this place is put into {id}, the finding that you had begun"));
    }
    state.overlay = Some(Overlay::Form { over_record: true });
    Vec::new()
}

/// `f c`: the chosen finding as the reviewer reads it.
pub(super) fn correct(state: &mut State) -> Vec<Effect> {
    let Some(bench) = changeable(state) else { return Vec::new() };
    let Some(listed) = bench.current_finding().cloned() else { return Vec::new() };
    if bench.desk.form.is_some() {
        return add(state);
    }
    let was = bench.open.case.finding(&listed.finding.id).cloned();
    let mut form = Form::new(&listed.finding, was);
    if let Mark::Corrected { reason } | Mark::Changed { reason } = &listed.mark {
        form.fill(Field::Reason, reason);
    }
    bench.desk.form = Some(Box::new(form));
    bench.focus = Pane::Findings;
    state.overlay = Some(Overlay::Form { over_record: false });
    Vec::new()
}

/// `f x`: asks why the chosen finding does not count.
pub(super) fn refuse(state: &mut State) -> Vec<Effect> {
    let Some(bench) = changeable(state) else { return Vec::new() };
    let Some(listed) = bench.current_finding().cloned() else { return Vec::new() };
    prompt::open(state, PromptKind::Refuse { id: listed.finding.id });
    Vec::new()
}

pub(super) fn refused(state: &mut State, id: &str, reason: &str) -> Vec<Effect> {
    let Some(bench) = changeable(state) else { return Vec::new() };
    let Some(was) = bench.open.case.finding(id).cloned() else { return Vec::new() };
    let said = format!("{}: refused; it counts no more, and f u takes that back", was.concept);
    bench.draft.revisions.refuse(was, reason.to_owned());
    changed(state, said)
}

/// `y` on the question whether a finding of the reviewer's own goes.
pub(super) fn remove(state: &mut State, id: &str) -> Vec<Effect> {
    let Some(bench) = changeable(state) else { return Vec::new() };
    bench.draft.revisions.restore(id);
    changed(state, format!("finding {id} is taken away"))
}

/// `f u`: the chosen finding as the case file has it; whether one of the reviewer's own goes is asked.
pub(super) fn restore(state: &mut State) -> Vec<Effect> {
    let Some(bench) = changeable(state) else { return Vec::new() };
    let Some(listed) = bench.current_finding().cloned() else { return Vec::new() };
    let id = listed.finding.id;
    if listed.mark == Mark::Added {
        return super::asking::ask(state, Question::RemoveFinding(id));
    }
    bench.draft.revisions.restore(&id);
    changed(state, format!("finding {id}: what you had made of it is taken back"))
}

/// The findings are others now: the criteria are evaluated anew, and the draft is kept.
fn changed(state: &mut State, said: String) -> Vec<Effect> {
    if let Some(bench) = &mut state.bench {
        bench.keeping.changes += 1;
        bench.evaluate(&state.library);
    }
    state.say(said);
    keep_draft(state, When::Now)
}

/// The keys of the form.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(bench) = &mut state.bench else { return Vec::new() };
    let Some(form) = &mut bench.desk.form else {
        state.overlay = None;
        return Vec::new();
    };
    match action {
        Action::Down => form.go(form.at + 1),
        Action::Up => form.go(form.at.saturating_sub(1)),
        Action::Submit if form.at + 1 < form.fields.len() => form.go(form.at + 1),
        Action::Submit | Action::Save => return keep(state),
        Action::Complete => form.complete(&bench.open.case, &state.library.vocabulary),
        Action::DeleteToLineStart => {
            let field = form.field();
            form.fill(field, "");
        }
        Action::Back if form.begun().is_none() => {
            bench.desk.form = None;
            return leave(state, "nothing was typed, and no finding is begun");
        }
        Action::Back => {
            return leave(
                state,
                "the finding is not kept; f a or f c comes back to what you have typed",
            );
        }
        Action::GiveUp => {
            bench.desk.form = None;
            return leave(state, "the finding is given up");
        }
        other => {
            if let Some(editor) = form.editor() {
                editor.act(other, LINE);
            }
        }
    }
    Vec::new()
}

pub(super) fn type_text(state: &mut State, text: &str) -> Vec<Effect> {
    let form = state.bench.as_mut().and_then(|bench| bench.desk.form.as_mut());
    if let Some(editor) = form.and_then(|form| form.editor()) {
        if editor.bytes() + text.len() > MAX_FIELD {
            state
                .warn(format!("a field has room for {} KB; this was not put in", MAX_FIELD / 1024));
            return Vec::new();
        }
        editor.paste(&text.replace(['\n', '\r'], " "));
    }
    Vec::new()
}

fn close(state: &mut State) {
    let over_record = matches!(state.overlay, Some(Overlay::Form { over_record: true }));
    state.overlay = over_record.then_some(Overlay::Record);
}

/// Leaves the form; who was displaced meanwhile reads from here on.
fn leave(state: &mut State, said: &str) -> Vec<Effect> {
    close(state);
    if let Some(effects) = super::keeping::end_displaced(state) {
        return effects;
    }
    state.say(said);
    keep_draft(state, When::Now)
}

/// Puts the finding into the draft, unless something is wrong with it; the text of its page is looked at first.
pub(super) fn keep(state: &mut State) -> Vec<Effect> {
    let library = Arc::clone(&state.library);
    let Some(bench) = changeable(state) else { return Vec::new() };
    let Some(form) = &mut bench.desk.form else { return Vec::new() };
    let document = form.text(Field::Document);
    let case = &bench.open.case;
    if !form.waiting && case.document(&document).is_some() {
        // The words are held against the text as it is now.
        form.waiting = true;
        return vec![Effect::ReadRecord(case.case.clone(), document)];
    }
    let text = bench.desk.texts.get(&document);
    form.waiting = false;
    let text = text.and_then(Option::as_deref);
    match form.finding(case, &library.vocabulary, text) {
        Ok(finding) => {
            let what = if form.was.is_some() { "corrected" } else { "kept as a finding of yours" };
            let said = format!("{}: {what}", finding.concept);
            let id = finding.id.clone();
            match form.was.clone() {
                Some(was) => {
                    let reason = form.text(Field::Reason);
                    bench.draft.revisions.correct(was, finding, reason);
                }
                None => bench.draft.revisions.add(finding),
            }
            bench.desk.form = None;
            close(state);
            let mut effects = changed(state, said);
            effects.extend(super::keeping::end_displaced(state).unwrap_or_default());
            if let Some(bench) = &mut state.bench
                && let Some(at) = bench.listed.iter().position(|l| l.finding.id == id)
            {
                bench.finding = at;
                bench.focus = Pane::Findings;
            }
            effects
        }
        Err(faults) => {
            let n = faults.len();
            form.faults = faults;
            form.go_to_fault();
            let what = if n == 1 { "one field is" } else { "some fields are" };
            state.warn(format!("not kept: {what} not right yet"));
            Vec::new()
        }
    }
}
