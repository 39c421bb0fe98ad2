//! What lies over the screen: the help, the case's summary, the preview, the box after a prefix key.

use ratatui::{Frame, layout::Rect, text::Line, widgets::Clear};

use super::{
    text::{fit, one_line, title, wrap},
    theme::{Slot, Theme},
};
use crate::{
    app::{
        State,
        bench::Bench,
        state::{Overlay, Scope},
    },
    domain::library::Prepared,
    keymap::{continuations, help},
};

pub fn draw(state: &State, theme: Theme, frame: &mut Frame<'_>) {
    match &state.overlay {
        Some(Overlay::Help { top, scope }) => {
            let lines = help_lines(*scope);
            sheet(state, "Help: what every key does here", &lines, *top, theme, frame);
        }
        Some(Overlay::Summary { top }) => {
            let width = usize::from(frame.area().width.min(100));
            let lines = state.bench.as_ref().map(|b| summary(b, width)).unwrap_or_default();
            sheet(state, "The case", &lines, *top, theme, frame);
        }
        Some(Overlay::Preview { prepared, yaml, top, writing }) => {
            let (name, lines) = preview(prepared, *yaml, *writing);
            sheet(state, &name, &lines, *top, theme, frame);
        }
        Some(Overlay::Prompt(_)) | None => {}
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
    top: usize,
    theme: Theme,
    frame: &mut Frame<'_>,
) {
    let area = frame.area();
    frame.render_widget(Clear, area);
    let body = Rect { height: area.height - 2, ..area };
    let height = usize::from(body.height.saturating_sub(1));
    let top = top.min(lines.len().saturating_sub(height));
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

fn help_lines(scope: Scope) -> Vec<String> {
    let rows = help(scope);
    let mut lines: Vec<String> =
        rows.iter().map(|(keys, does, action)| format!("{keys:<22} {does}  ({action})")).collect();
    lines.push(String::new());
    lines.push("The name in brackets can be typed after `:`; Tab completes it.".to_owned());
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
        parts.extend(d.pages.map(|n| format!("{n} pages")));
        let touched = case.findings.iter().filter(|f| f.source.document == d.id).count();
        parts.push(format!("{touched} findings"));
        lines.extend(wrap(&one_line(&parts.join(" · ")), width, 2));
    }
    lines
}

/// The very lines that `y` writes.
fn preview(prepared: &Prepared, yaml: bool, writing: bool) -> (String, Vec<String>) {
    let number = &prepared.determination.case;
    let (text, extension) = if yaml { (&prepared.yaml, "yaml") } else { (&prepared.letter, "txt") };
    let state = if writing { "writing …" } else { "not written yet" };
    let name = format!("determinations/{number}.{extension} · {state}");
    (name, text.lines().map(|l| crate::domain::visible::visible(l).into_owned()).collect())
}

/// The keys that can follow, from the same table as everything else.
fn which_key(state: &State, theme: Theme, frame: &mut Frame<'_>) {
    let next = continuations(state.scope(), &state.pending);
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
