//! What lies over the screen: the help, the case's summary, the preview, the box after a prefix key.

use ratatui::{Frame, layout::Rect, text::Line, widgets::Clear};

use super::{
    questions,
    readings::readings,
    text::{fit, one_line, title, wrap},
    theme::{Slot, Theme},
};
use crate::{
    app::{
        State,
        bench::Bench,
        bindings::Line as Binding,
        state::{Overlay, Scope},
    },
    domain::library::Prepared,
};

/// Where a text that lies over the screen is scrolled to. The state says how far the reviewer went, the view
/// knows where the text ends: what was asked for beyond the end is forgotten, so that the way back is not longer.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scroll {
    asked: usize,
    shown: usize,
}

impl Scroll {
    /// The first shown line, when `asked` is wanted and `last` is the last that leaves a full page.
    fn follow(&mut self, asked: usize, last: usize) -> usize {
        let moved = self.shown.saturating_add(asked).saturating_sub(self.asked);
        self.shown = if asked == 0 { 0 } else { moved.min(last) };
        self.asked = asked;
        self.shown
    }
}

pub fn draw(state: &State, scroll: &mut Scroll, theme: Theme, frame: &mut Frame<'_>) {
    let width = usize::from(frame.area().width);
    match &state.overlay {
        Some(Overlay::Help { top, scope }) => {
            let lines = help_lines(state, *scope, width);
            let at = (scroll, *top);
            sheet(state, "Help: what every key does here", &lines, at, theme, frame);
        }
        Some(Overlay::Summary { top }) => {
            let width = width.min(100);
            let lines = state.bench.as_ref().map(|b| summary(b, width)).unwrap_or_default();
            sheet(state, "The case", &lines, (scroll, *top), theme, frame);
        }
        Some(Overlay::Readings { top }) => {
            let lines = state.bench.as_ref().map(|b| readings(b, width, theme)).unwrap_or_default();
            sheet(state, "Two readings", &lines, (scroll, *top), theme, frame);
        }
        Some(Overlay::Draft { top }) => {
            let lines = state.bench.as_ref().map(questions::draft).unwrap_or_default();
            let lines = wrapped(&lines, width);
            sheet(state, "Your draft", &lines, (scroll, *top), theme, frame);
        }
        Some(Overlay::Question { question, top }) => {
            let (name, lines) = questions::question(question, state);
            sheet(state, &name, &wrapped(&lines, width), (scroll, *top), theme, frame);
        }
        Some(Overlay::Preview { prepared, yaml, top, writing }) => {
            let (name, lines) = preview(prepared, *yaml, *writing, width);
            sheet(state, &name, &lines, (scroll, *top), theme, frame);
        }
        None => {}
    }
    if !state.pending.is_empty() {
        which_key(state, theme, frame);
    }
}

/// A text over the whole screen, with the scope's hints below it.
fn sheet(
    state: &State,
    name: &str,
    lines: &[String],
    (scroll, asked): (&mut Scroll, usize),
    theme: Theme,
    frame: &mut Frame<'_>,
) {
    let area = frame.area();
    frame.render_widget(Clear, area);
    let body = Rect { height: area.height - 2, ..area };
    let height = usize::from(body.height.saturating_sub(1));
    let top = scroll.follow(asked, lines.len().saturating_sub(height));
    let place = if lines.len() > height {
        format!(
            "{name} · lines {} to {} of {}",
            top + 1,
            (top + height).min(lines.len()),
            lines.len()
        )
    } else {
        name.to_owned()
    };
    let inner = title(frame, body, &place, true, theme);
    for (y, line) in (inner.y..inner.bottom()).zip(lines.iter().skip(top)) {
        let line = fit(line, usize::from(inner.width), theme);
        frame.render_widget(line.as_str(), Rect { y, height: 1, ..inner });
    }
    frame.set_cursor_position(inner.as_position());
    super::footer::draw(state, theme, frame);
}

fn help_lines(state: &State, scope: Scope, width: usize) -> Vec<String> {
    let rows: Vec<(String, &Binding)> =
        state.keymap.of(scope).filter(|l| !l.keys.is_empty()).map(|l| (l.written(), l)).collect();
    let cells = rows.iter().map(|(keys, _)| keys.chars().count()).max().unwrap_or(0) + 1;
    let line = |(keys, line): &(String, &Binding)| {
        wrap(&format!("{keys:<cells$}{}  ({})", line.does, line.action), width, cells)
    };
    let mut lines: Vec<String> = rows.iter().flat_map(line).collect();
    lines.push(String::new());
    lines.extend(wrap("The name in brackets can be typed after `:`; Tab completes it.", width, 0));
    lines
}

/// Summary, diagnoses and documents of the case.
fn summary(bench: &Bench, width: usize) -> Vec<String> {
    let case = &bench.open.case;
    let mut lines = vec!["CLINICAL CASE SUMMARY".to_owned()];
    lines.extend(wrap(&crate::domain::visible::visible(&case.summary), width, 0));
    lines.push(String::new());
    lines.push("DIAGNOSES".to_owned());
    lines.extend(case.diagnoses.iter().map(|d| one_line(d)));
    lines.push(String::new());
    lines.push("DOCUMENTS".to_owned());
    for d in &case.documents {
        let mut parts = vec![d.kind.clone()];
        parts.extend(d.provider.clone());
        parts.push(d.date.as_ref().map_or("undated".to_owned(), ToString::to_string));
        parts.extend(d.pages.map(|n| format!("{n} page{}", if n == 1 { "" } else { "s" })));
        let touched = case.findings.iter().filter(|f| f.source.document == d.id).count();
        parts.push(format!("{touched} finding{}", if touched == 1 { "" } else { "s" }));
        lines.extend(wrap(&one_line(&parts.join(" · ")), width, 2));
    }
    lines
}

/// The very lines that `y` writes.
fn preview(prepared: &Prepared, yaml: bool, writing: bool, width: usize) -> (String, Vec<String>) {
    let stem = prepared.determination.stem();
    let (text, extension) = if yaml { (&prepared.yaml, "yaml") } else { (&prepared.letter, "txt") };
    let state = if writing { "writing …" } else { "not written yet" };
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    (format!("determinations/{stem}.{extension} · {state}"), wrapped(&lines, width))
}

/// Lines made safe; one that is longer than the screen is wide goes on below, nothing is cut.
fn wrapped(lines: &[String], width: usize) -> Vec<String> {
    let whole = |line: &String| {
        let line = crate::domain::visible::visible(line);
        let indent = line.len() - line.trim_start_matches([' ', '+', '-']).len();
        let lines = line.split('\n').flat_map(|line| wrap(line, width, indent)).collect::<Vec<_>>();
        if lines.is_empty() { vec![String::new()] } else { lines }
    };
    lines.iter().flat_map(whole).collect()
}

/// The keys that can follow, from the same table as everything else.
fn which_key(state: &State, theme: Theme, frame: &mut Frame<'_>) {
    let next = state.keymap.continuations(state.scope(), &state.pending);
    let area = frame.area();
    let typed: Vec<String> = state.pending.iter().map(ToString::to_string).collect();
    let lines: Vec<String> =
        next.iter().map(|(key, binding)| format!(" {key}  {} ", binding.does)).collect();
    let width = lines.iter().map(|l| l.chars().count()).max().unwrap_or(0).max(12);
    let width = u16::try_from(width).unwrap_or(area.width).min(area.width);
    let height = u16::try_from(lines.len() + 1).unwrap_or(area.height).min(area.height - 1);
    let y = area.height - 1 - height;
    let x = area.width - width;
    let place = Rect { x, y, width, height };
    frame.render_widget(Clear, place);
    let inner = title(frame, place, &format!("{} then", typed.join(" ")), true, theme);
    for (y, line) in (inner.y..inner.bottom()).zip(&lines) {
        let line = Line::styled(fit(line, usize::from(width), theme), theme.style(Slot::Text));
        frame.render_widget(line, Rect { y, height: 1, ..inner });
    }
}
