//! The form of a finding as lines: what its fields hold, what is wrong with them, and the words that fit one.

use crate::{
    app::{
        State,
        form::{Field, Form},
    },
    domain::{visible::one_line, words::counted},
};

/// So many fitting words are told unasked.
const FEW: usize = 8;

/// What is filled in, what is wrong, and which fields are empty.
pub fn form(state: &State) -> Vec<String> {
    let Some(form) = of(state) else { return Vec::new() };
    let what = if form.was.is_some() { "correct finding" } else { "a finding of your own," };
    let empty = |needed: bool| {
        let fields = form.fields.iter().map(|(field, _)| *field);
        let fields = fields.filter(|f| f.is_needed() == needed && form.text(*f).is_empty());
        fields.map(named).collect::<Vec<_>>().join(", ")
    };
    let mut lines = vec![format!("{what} {}", one_line(&form.id))];
    let given = form.fields.iter().map(|(field, _)| *field).filter(|f| !form.text(*f).is_empty());
    lines.extend(given.map(|field| said(form, field)));
    lines.extend(wrong(state));
    for (lead, fields) in [("needed and empty", empty(true)), ("empty", empty(false))] {
        lines.extend((!fields.is_empty()).then(|| format!("{lead}: {fields}")));
    }
    lines
}

/// What is wrong with it.
pub fn wrong(state: &State) -> Vec<String> {
    let faults = of(state).map_or(&[][..], |form| &form.faults);
    let said =
        |(field, what): &(Field, String)| format!("wrong, {}: {}", named(*field), one_line(what));
    faults.iter().map(said).collect()
}

/// The chosen field, and the words that fit it when what it holds is none of them.
pub fn field(state: &State) -> Vec<String> {
    let Some(form) = of(state) else { return Vec::new() };
    let field = form.field();
    let text = form.text(field);
    let (words, closed) = known(state, form);
    let mut lines = vec![said(form, field)];
    if text.is_empty() || closed.is_empty() || closed.contains(&text) {
        return lines;
    }
    if words.is_empty() {
        lines.push(format!("that is none of its words; fits {} tells them", field.word()));
        return lines;
    }
    let fit = if words.len() == 1 { "fits" } else { "fit" };
    let more = if words.len() > FEW { ", and more" } else { "" };
    let few = words[..words.len().min(FEW)].join(", ");
    lines.push(format!("{} that {fit}: {few}{more}", counted(words.len(), "word")));
    lines
}

/// The words that the chosen field takes: those that fit what it holds, where some do and it is none of them.
pub fn fitting(state: &State) -> Vec<String> {
    let Some(form) = of(state) else { return Vec::new() };
    let (words, closed) = known(state, form);
    match (words.is_empty(), closed.is_empty()) {
        (_, true) => vec![format!("{} takes any text", named(form.field()))],
        (false, _) if !closed.contains(&form.text(form.field())) => words,
        _ => closed,
    }
}

/// The words that fit what the chosen field holds, and all that it takes.
fn known(state: &State, form: &Form) -> (Vec<String>, Vec<String>) {
    let Some(bench) = &state.bench else { return Default::default() };
    let (case, vocabulary) = (&bench.open.case, &state.library.vocabulary);
    let fitting = form.offers(case, vocabulary).into_iter().map(|(word, _)| one_line(&word));
    let all = form.closed(case, vocabulary);
    (fitting.collect(), all.iter().map(|word| one_line(word)).collect())
}

fn of(state: &State) -> Option<&Form> {
    state.bench.as_ref()?.desk.form.as_deref()
}

fn said(form: &Form, field: Field) -> String {
    let text = one_line(&form.text(field));
    format!("{}: {}", named(field), if text.is_empty() { "empty" } else { &text })
}

/// The word that fills it in, and what it is called where that says little.
fn named(field: Field) -> String {
    let (word, label) = (field.word(), field.label());
    if word == label { word.to_owned() } else { format!("{word} ({label})") }
}
