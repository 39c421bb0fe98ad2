//! The state as lines of text, for the line mode: no marks, no columns, no colour; a number before what can be chosen.
//! The words are those of the panes.

pub mod form;

use super::{
    checks, criteria, findings, footer, header, items, overlay, precedents, questions, silence,
    text::one_line,
    theme::{Ground, Theme},
};
use crate::{
    app::{
        Action, State,
        bench::Bench,
        state::{Overlay, Scope},
    },
    criteria::answers::{rests_on, would_settle},
    criteria::{outline::What, spoken::finding_name},
    domain::{
        check::Severity,
        hold::Holder,
        visible::visible,
        words::{CaseKind, Outcome, Priority, counted},
    },
};

/// Columns of the sheets: letters have 76.
const WIDTH: usize = 78;

/// The page of the record that lies open: the lines that hold the finding's words are named before it.
pub fn page(bench: &Bench) -> Vec<String> {
    let Some(record) = &bench.desk.record else { return Vec::new() };
    let page = record.page();
    let (id, last) = (one_line(&record.document), record.pages());
    let mut lines = vec![format!("{id}, page {page} of {last}")];
    if let Some((first, last)) = record.cited {
        let words = record.lines.iter().take(last + 1).skip(first);
        lines.extend(words.map(|row| format!("cited: {}", one_line(&row.text))));
    }
    let rows = record.lines.iter().filter(|row| row.page == page);
    lines.extend(rows.map(|row| visible(&row.text).into_owned()));
    lines
}

/// Cases that the filter lets through.
pub fn queue(state: &State) -> Vec<String> {
    let rows = state.queue.shown();
    let shown = rows.len();
    let mut lines: Vec<String> = (1..)
        .zip(rows)
        .map(|(n, row)| {
            let due = match row.due {
                Some(due) => format!("due {due}, {}", due.remaining(state.now)),
                None => "clock not started".to_owned(),
            };
            let mut parts = vec![row.number.to_string(), due, row.state.to_string()];
            parts.extend(row.held.as_ref().map(|by: &Holder| format!("held by {}", by.who())));
            // What is usual is left out, as on the screen.
            let priority = row.priority.filter(|p| *p != Priority::Standard);
            parts.extend(priority.map(|p| p.to_string()));
            parts.extend(row.kind.filter(|k| *k != CaseKind::Regular).map(|k| k.to_string()));
            let what = match row.problems.first() {
                Some(problem) => problem.to_string(),
                None => row.items.join("; "),
            };
            one_line(&format!("{n}. {}: {what}", parts.join(", ")))
        })
        .collect();
    let all = state.queue.rows().len();
    let told = match (shown, all) {
        (n, all) if n == all => counted(all, "case"),
        (n, all) => format!("{n} of {}; list alone shows all", counted(all, "case")),
    };
    lines.push(told);
    lines
}

/// The open case in short: its clock, then its items.
pub fn case(state: &State, bench: &Bench) -> Vec<String> {
    let head = format!("{}: {}", bench.number(), header::about(state, bench));
    let mut lines = vec![one_line(&head)];
    lines.extend((0..bench.open.case.items.len()).map(|index| item(bench, index)));
    lines
}

fn item(bench: &Bench, index: usize) -> String {
    let item = &bench.open.case.items[index];
    let outcome = items::outcome(bench, item).map_or("undecided", Outcome::word);
    let chosen = if index == bench.item { ", chosen" } else { "" };
    let with = item.depends_on.map_or(String::new(), |on| format!(", with item {on}"));
    one_line(&format!("item {}, {outcome}{chosen}{with}: {}", item.item, item.title))
}

/// The chosen item, with what is asked and what utilization review did.
pub fn chosen(bench: &Bench) -> Vec<String> {
    let about = bench.current_item().map(items::about).unwrap_or_default();
    let lines = about.into_iter().map(|text| format!("  {text}"));
    std::iter::once(item(bench, bench.item)).chain(lines).collect()
}

/// Every item with what is asked and what utilization review did.
pub fn items(bench: &Bench) -> Vec<String> {
    let mut lines = Vec::new();
    for (index, asked) in bench.open.case.items.iter().enumerate() {
        lines.push(item(bench, index));
        lines.extend(items::about(asked).into_iter().map(|text| format!("  {text}")));
    }
    lines
}

/// Findings that hold the words, by their number in the case.
pub fn findings(bench: &Bench, words: &str) -> Vec<String> {
    let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let all = &bench.listed;
    let mut lines = Vec::new();
    for (n, listed) in (1..).zip(all) {
        let finding = &listed.finding;
        let when = finding.date.as_ref().map_or("undated".to_owned(), ToString::to_string);
        let by = finding.from.word();
        let line = format!("{n}. {}, {when}, {by}", findings::named(listed));
        let searched = format!("{line} {}", findings::said(bench, listed).join(" ")).to_lowercase();
        if words.iter().all(|word| searched.contains(word)) {
            lines.push(line);
        }
    }
    lines.push(format!("{} of {}", lines.len(), counted(all.len(), "finding")));
    lines
}

/// The chosen finding with its words, its place in the record, and the criteria that it bears on.
pub fn finding(bench: &Bench) -> Vec<String> {
    let Some(listed) = bench.current_finding() else { return Vec::new() };
    let mut lines = vec![findings::named(listed)];
    lines.extend(findings::said(bench, listed).into_iter().map(|text| format!("  {text}")));
    for (n, line) in (1..).zip(&bench.outline) {
        let bears = line.findings.iter().any(|(id, _)| *id == listed.finding.id);
        if let Some(proof) = bench.proofs.get(line.proof).filter(|_| bears) {
            let (name, word) = criteria::label(bench, proof, line);
            lines.push(format!("  bears on criterion {n}, {word}: {name}"));
        }
    }
    lines
}

/// The criteria of the chosen item, indented as they lie in one another.
pub fn criteria(bench: &Bench) -> Vec<String> {
    let mut lines = Vec::new();
    for (n, line) in (1..).zip(&bench.outline) {
        let Some(proof) = bench.proofs.get(line.proof) else { continue };
        let (name, word) = criteria::label(bench, proof, line);
        lines.push(format!("{n}. {}{word}: {name}", "  ".repeat(line.depth)));
    }
    if lines.is_empty() {
        lines.push(criteria::no_guideline(bench).to_owned());
    }
    lines
}

/// Why the chosen criterion has its value; of a guideline, what it rests on and what would settle it.
pub fn why(bench: &Bench) -> Vec<String> {
    let line = bench.current_line();
    let Some((line, proof)) = line.and_then(|l| Some((l, bench.proofs.get(l.proof)?))) else {
        return Vec::new();
    };
    let (name, word) = criteria::label(bench, proof, line);
    let mut lines = vec![format!("{word}: {name}")];
    lines.extend(criteria::details(bench, proof, line).into_iter().map(|text| format!("  {text}")));
    if line.what == What::Guideline {
        let title = |id: &str| bench.read.finding(id).map_or_else(|| id.to_owned(), finding_name);
        let said = rests_on(proof, title).into_iter().chain(would_settle(proof));
        lines.extend(said.map(|text| one_line(&format!("  {text}"))));
    }
    for (n, listed) in (1..).zip(&bench.listed) {
        if line.findings.iter().any(|(id, _)| *id == listed.finding.id) {
            lines.push(format!("  finding {n}: {}", findings::named(listed)));
        }
    }
    lines
}

/// The rationale of the chosen item, each line with its number.
pub fn rationale(bench: &Bench) -> Vec<String> {
    let text = bench.editor.text();
    if text.is_empty() {
        return vec!["no rationale yet; write begins it".to_owned()];
    }
    (1..).zip(text.split('\n')).map(|(n, line)| format!("{n}. {}", visible(line))).collect()
}

/// What the checks say, each with its number; below it what was let stand.
pub fn checks(bench: &Bench) -> Vec<String> {
    let listed = bench.alarms.listed(true);
    let lines = (1..).zip(&listed).map(|(n, raised)| format!("{n}. {}", checks::told(raised)));
    let counts = bench.alarms.counts(Severity::Info);
    lines.chain((!counts.is_empty()).then_some(counts)).collect()
}

/// An alarm in full: why, by which rule, what answers it, and the line of the rationale that it is about.
pub fn alarm(bench: &Bench, at: usize) -> Vec<String> {
    let listed = bench.alarms.listed(true);
    let Some(raised) = listed.get(at) else { return Vec::new() };
    let mut lines = vec![checks::told(raised)];
    lines.extend(checks::said(raised).iter().map(|text| one_line(&format!("  {text}"))));
    let alarm = &raised.alarm;
    let text = alarm.item.and_then(|item| bench.draft.item(item)).map(|item| &item.rationale);
    if let Some((text, span)) = text.zip(alarm.span.as_ref()) {
        let before = text.get(..span.start).unwrap_or_default().matches('\n').count();
        let line = text.split('\n').nth(before).unwrap_or_default();
        lines.push(one_line(&format!("  line {} of the rationale: {line}", before + 1)));
    }
    lines
}

/// What lies open of a search of the record or of past determinations, its entries numbered.
pub fn open_page(state: &State) -> Vec<String> {
    let Some(bench) = &state.bench else { return Vec::new() };
    let lines = match state.scope() {
        Scope::Silence => bench.desk.silence.as_deref().map(silence::told),
        Scope::Precedents => bench.desk.past.as_ref().map(precedents::told),
        Scope::Form => return form::form(state),
        _ => None,
    };
    lines.unwrap_or_default().iter().map(|line| one_line(line)).collect()
}

/// How many entries it has.
pub fn entries(state: &State) -> usize {
    let Some(bench) = &state.bench else { return 0 };
    match state.scope() {
        Scope::Silence => bench.desk.silence.as_ref().map_or(0, |silence| silence.len()),
        Scope::Precedents => bench.desk.past.as_ref().map_or(0, |past| past.list().len()),
        _ => 0,
    }
}

/// The chosen past determination, as far as it may be read.
pub fn precedent(state: &State) -> Vec<String> {
    let past = state.bench.as_ref().and_then(|bench| bench.desk.past.as_ref());
    let Some((past, one)) = past.and_then(|past| Some((past, past.current()?))) else {
        return Vec::new();
    };
    let text = past.text().unwrap_or_default();
    let name = one_line(&precedents::named(past, one));
    std::iter::once(name).chain(text.lines().map(|line| visible(line).into_owned())).collect()
}

/// Title and lines of the text that is open. What will be written is shown as it will be: no line is folded.
pub fn sheet(state: &State, ascii: bool) -> Option<(String, Vec<String>)> {
    let written = matches!(state.overlay, Some(Overlay::Preview { .. }));
    let width = if written { usize::MAX / 2 } else { WIDTH };
    overlay::lines(state, width, Theme::new(false, ascii, Ground::Unknown))
}

/// What stands before the line that is typed.
pub fn prompt(state: &State) -> String {
    if let Some(prompt) = &state.prompt {
        return footer::asked(&prompt.kind).0;
    }
    match (&state.overlay, &state.bench) {
        (Some(Overlay::Question { question, .. }), _) => {
            let words = |action| questions::answer(question, action);
            let yes = words(Action::Confirm).map(|does| format!("yes: {does}"));
            let theirs = words(Action::TakeTheirs).map(|does| format!("theirs: {does}"));
            let no = words(Action::Back).map(|does| format!("no: {does}"));
            [yes, theirs, no].into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
        (Some(Overlay::Preview { .. }), _) => {
            "yes: write these very bytes, no: back, other: the other file, checks".to_owned()
        }
        (Some(Overlay::Silence), _) => "search of the record".to_owned(),
        (Some(Overlay::Precedents), _) => "past determinations".to_owned(),
        (Some(Overlay::Form { .. }), _) => "finding".to_owned(),
        (_, Some(bench)) => {
            let item = bench.current_item().map_or(0, |item| item.item);
            format!("{} item {item} of {}", bench.number(), bench.open.case.items.len())
        }
        (_, None) => "queue".to_owned(),
    }
}

/// True where a text is shown that waits for an answer.
pub fn is_asked(state: &State) -> bool {
    matches!(state.scope(), Scope::Question | Scope::Preview)
}

/// A line, or a cell, for terminals that have ASCII only.
pub fn in_ascii(symbol: &str) -> &'static str {
    match symbol {
        "·" | "—" | "–" | "…" => "-",
        "“" | "”" => "\"",
        "‘" | "’" => "'",
        "×" => "x",
        _ => "?",
    }
}
