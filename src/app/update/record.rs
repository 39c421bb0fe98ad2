//! The text of a document: opened where a finding stands, read, and taken findings from.

use std::sync::Arc;

use super::{findings, moving::moved};
use crate::{
    app::{
        action::Action,
        event::{Effect, Texts, Unread},
        record::Record,
        state::{Overlay, Pane, PromptKind, State},
    },
    criteria::Weight,
    domain::{case::CaseNumber, finding::Source},
    records::misquoted,
};

/// `p`: the page on which what the cursor stands on is said.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    let Some(bench) = &state.bench else { return Vec::new() };
    let finding = match bench.focus {
        Pane::Findings => bench.current_finding().map(|listed| &listed.finding),
        // What counts for the line, else what almost does.
        Pane::Criteria => bench.current_line().and_then(|line| {
            let mut weighed = line.findings.iter();
            let counts = weighed.clone().find(|(_, w)| *w == Weight::Counts);
            let (id, _) = counts.or_else(|| weighed.next())?;
            bench.read.finding(id)
        }),
        Pane::Items | Pane::Rationale => None,
    };
    let source = finding.map(|finding| finding.source.clone());
    if source.is_none() && bench.desk.record.is_some() {
        state.overlay = Some(Overlay::Record);
        return Vec::new();
    }
    let first = || bench.open.case.documents.first().map(|d| d.id.clone());
    let Some(document) = source.as_ref().map(|s| s.document.clone()).or_else(first) else {
        state.warn("the case file names no document");
        return Vec::new();
    };
    show(state, document, source)
}

/// Shows a document, as soon as its text is here. One that was not at hand is looked for again.
pub(super) fn show(state: &mut State, document: String, source: Option<Source>) -> Vec<Effect> {
    let Some(bench) = &mut state.bench else { return Vec::new() };
    let Some(text) = bench.desk.texts.get(&document).cloned().flatten() else {
        let read = Effect::ReadRecord(bench.number().clone(), document.clone());
        bench.desk.wanted = Some((document, source));
        return vec![read];
    };
    bench.desk.record = Some(Record::open(&document, &text, source.as_ref()));
    bench.desk.passed = None;
    state.overlay = Some(Overlay::Record);
    state.lit = false;
    if let Some(wrong) = source.as_ref().and_then(|source| misquoted(source, &text)) {
        state.warn(wrong.to_string());
    }
    Vec::new()
}

/// What texts of the case are not here yet: they are read behind the screen.
pub(super) fn read_all(state: &mut State) -> Vec<Effect> {
    let Some(bench) = &mut state.bench else { return Vec::new() };
    let desk = &bench.desk;
    let documents = bench.open.case.documents.iter().map(|d| d.id.clone());
    let wanted: Vec<String> = documents.filter(|id| !desk.texts.contains_key(id)).collect();
    bench.desk.reading = !wanted.is_empty();
    if wanted.is_empty() {
        return Vec::new();
    }
    vec![Effect::ReadRecords(bench.number().clone(), wanted)]
}

/// Texts have come. What could not be read is said, and keeps nobody from working.
pub(super) fn all_read(state: &mut State, number: &CaseNumber, texts: Texts) -> Vec<Effect> {
    let Some(bench) = state.bench.as_mut().filter(|b| b.number() == number) else {
        return Vec::new();
    };
    bench.desk.reading = false;
    let mut said = Vec::new();
    for (document, text) in texts {
        bench.desk.unread.remove(&document);
        match text {
            Ok(text) => {
                bench.desk.texts.insert(document, text);
            }
            Err(why) => {
                said.push(match &why {
                    Unread::Refused(why) => why.clone(),
                    Unread::TooLong => format!("`{document}` is too long to be searched"),
                });
                bench.desk.unread.insert(document, why);
            }
        }
    }
    if let Some(first) = said.first() {
        let more = said.len() - 1;
        let more = if more == 0 { String::new() } else { format!(" (and {more} more)") };
        state.warn(format!("{first}{more}"));
    }
    Vec::new()
}

pub(super) fn read(
    state: &mut State,
    number: &CaseNumber,
    document: &str,
    text: Result<Option<String>, String>,
) -> Vec<Effect> {
    let Some(bench) = state.bench.as_mut().filter(|b| b.number() == number) else {
        return Vec::new();
    };
    let wanted = bench.desk.wanted.take_if(|(wanted, _)| wanted == document);
    let is_here = match text {
        Ok(text) => {
            let is_here = text.is_some();
            bench.desk.unread.remove(document);
            bench.desk.texts.insert(document.to_owned(), text.map(Arc::from));
            if bench.desk.form.as_ref().is_some_and(|form| form.waiting) {
                return findings::keep(state);
            }
            is_here
        }
        Err(reason) => {
            if let Some(form) = &mut bench.desk.form {
                form.waiting = false;
            }
            state.warn(reason);
            return Vec::new();
        }
    };
    match wanted {
        Some((document, source)) if is_here => show(state, document, source),
        Some((document, _)) => {
            let place = format!("records/{number}/{document}.txt");
            state.warn(format!("the text of `{document}` is not at hand; it would be {place}"));
            Vec::new()
        }
        None => Vec::new(),
    }
}

pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let page = usize::from(state.size.1.saturating_sub(4));
    let Some(record) = state.bench.as_mut().and_then(|b| b.desk.record.as_mut()) else {
        state.overlay = None;
        return Vec::new();
    };
    if let Some(to) = moved(action, record.at, record.lines.len(), page) {
        record.go(to);
        return Vec::new();
    }
    match action {
        Action::Back if record.anchor.take().is_some() => {}
        Action::Back if state.lit => state.lit = false,
        Action::Back | Action::Close => {
            let silence = state.bench.as_mut().and_then(|b| b.desk.silence.as_mut());
            let from_search = silence.is_some_and(|s| std::mem::take(&mut s.reading));
            state.overlay = from_search.then_some(Overlay::Silence);
            state.lit = false;
            super::silence::again(state);
        }
        Action::Select => {
            record.anchor = if record.anchor.is_some() { None } else { Some(record.at) };
        }
        Action::NextPage => record.turn(1),
        Action::PreviousPage => record.turn(-1),
        Action::NextDocument => return other_document(state, 1),
        Action::PreviousDocument => return other_document(state, -1),
        Action::AddFinding => return findings::add_from_record(state),
        Action::Copy => {
            let (_, words) = record.selected();
            return vec![Effect::Copy(words)];
        }
        Action::InsertCitation => return super::citing::insert_place(state),
        Action::Search => super::prompt::open(state, PromptKind::Search),
        Action::SearchNext => super::searching::search(state, false),
        Action::SearchPrevious => super::searching::search(state, true),
        Action::Help => return super::help(state),
        Action::Palette => super::prompt::open(state, PromptKind::Palette),
        other => state.warn(format!("`{other}` does nothing on a record; ? lists what does")),
    }
    Vec::new()
}

/// The next document of the case file, in its order; those without a text are named as they are passed.
fn other_document(state: &mut State, by: isize) -> Vec<Effect> {
    let Some(bench) = &state.bench else { return Vec::new() };
    let documents = &bench.open.case.documents;
    let here = bench.desk.passed.as_ref().or(bench.desk.record.as_ref().map(|r| &r.document));
    let at = here.and_then(|id| documents.iter().position(|d| d.id == *id)).unwrap_or(0);
    let to = (at + documents.len()).wrapping_add_signed(by) % documents.len().max(1);
    let Some(document) = documents.get(to).map(|d| d.id.clone()) else { return Vec::new() };
    if let Some(bench) = &mut state.bench {
        bench.desk.passed = Some(document.clone());
    }
    show(state, document, None)
}
