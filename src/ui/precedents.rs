//! Past determinations: a list, and the rationale of the chosen one. An outcome is told only where the reviewer has
//! asked for it, and nothing tells it by a colour.

use ratatui::{
    layout::{Position, Rect},
    text::Line,
};

use super::{
    frame::Frame,
    sheet::Scroll,
    text::{Entry, Place, fit, list, one_line, title, wrap},
    theme::{Slot, Theme},
};
use crate::{
    app::{State, precedents::Past},
    domain::{precedent::Precedent, visible::visible},
};

/// From this many columns the rationale stands beside the list.
const WIDE: u16 = 100;

/// Where the list and the text were drawn.
#[derive(Debug, Clone, Default)]
pub struct Places {
    list: Place,
    text: Scroll,
}

pub fn draw(state: &State, places: &mut Places, theme: Theme, frame: &mut Frame<'_>) {
    let Some(past) = state.bench.as_ref().and_then(|b| b.desk.past.as_ref()) else { return };
    let area = frame.area();
    frame.clear(area);
    let body = Rect { height: area.height - 2, ..area };
    let (upper, lower) = halves(body, past);
    let inner = title(frame, upper, &heading(past), !past.in_text, theme);
    let mut y = inner.y;
    for (text, slot) in remarks(past) {
        for line in wrap(&one_line(&text), usize::from(inner.width), 2).into_iter().take(3) {
            if y < inner.bottom() {
                let row = Rect { y, height: 1, ..inner };
                frame.line(&Line::styled(line, theme.style(slot)), row);
            }
            y += 1;
        }
    }
    let rows = Rect { y, height: inner.bottom().saturating_sub(y), ..inner };
    let width = usize::from(rows.width);
    let entries = past.list().iter().enumerate();
    let entries = entries.map(|(i, one)| entry(past, i, one, width, theme)).collect();
    if rows.height > 0 {
        list(frame, rows, entries, past.at, &mut places.list, !past.in_text);
    }
    if let Some(precedent) = past.current().filter(|_| lower.height > 0) {
        text(past, precedent, lower, &mut places.text, theme, frame);
    }
    super::footer::draw(state, theme, frame);
}

/// The list line by line, numbered; an outcome only where it was asked for.
pub fn told(past: &Past) -> Vec<String> {
    let mut lines = vec![heading(past)];
    lines.extend(remarks(past).into_iter().map(|(text, _)| text));
    for (i, one) in past.list().iter().enumerate() {
        lines.push(format!("{}. {}: {}", i + 1, lead(past, i, one), one.title));
    }
    lines
}

/// Name of the chosen one: `CM26-0000106 · item 1 · outcome hidden`.
pub fn named(past: &Past, one: &Precedent) -> String {
    let outcome = match past.is_shown(past.at) {
        true => one.outcome.word(),
        false => "outcome hidden",
    };
    format!("{} · item {} · {outcome}", one.case, one.item)
}

/// When, which, whose; the outcome where it was asked for.
fn lead(past: &Past, i: usize, one: &Precedent) -> String {
    let (day, case, item) = (one_line(one.day()), &one.case, one.item);
    let lead = format!("{day} · {case} · item {item} · {}", one.whose);
    if past.is_shown(i) { format!("{lead} · {}", one.outcome) } else { lead }
}

fn heading(past: &Past) -> String {
    let about = match &past.found {
        Some(Ok(found)) if found.sought.is_placed() => one_line(&found.sought.told()),
        // What it lacks needs a line of its own.
        Some(Ok(_)) => return format!("Precedents · item {}", past.item),
        Some(Err(_)) => "not read".to_owned(),
        None => "being read".to_owned(),
    };
    format!("Precedents · item {} · {about}", past.item)
}

/// What is said above the list.
fn remarks(past: &Past) -> Vec<(String, Slot)> {
    let found = match &past.found {
        None => return vec![("the determinations are being read …".to_owned(), Slot::Quiet)],
        Some(Err(reason)) => return vec![(reason.clone(), Slot::Lit)],
        Some(Ok(found)) => found,
    };
    let mut said = Vec::new();
    if !found.sought.is_placed() {
        said.push((found.sought.told(), Slot::Lit));
    }
    said.extend(found.remarks().into_iter().map(|remark| (remark, Slot::Lit)));
    if found.found.is_empty() {
        said.push(("no past determination is like this item".to_owned(), Slot::Text));
    }
    said
}

/// The list, and the rationale beside it or below.
fn halves(area: Rect, past: &Past) -> (Rect, Rect) {
    if past.list().is_empty() {
        return (area, Rect { height: 0, ..area });
    }
    if area.width >= WIDE {
        let left = area.width / 2;
        let text = Rect { x: area.x + left, width: area.width - left, ..area };
        return (Rect { width: left - 1, ..area }, text);
    }
    let remarks = u16::try_from(remarks(past).len() * 2).unwrap_or(u16::MAX);
    let wanted = u16::try_from(past.list().len() * 2 + 1).unwrap_or(u16::MAX);
    let upper = wanted.saturating_add(remarks).min(area.height * 2 / 5);
    (
        Rect { height: upper, ..area },
        Rect { y: area.y + upper, height: area.height - upper, ..area },
    )
}

fn entry(past: &Past, i: usize, one: &Precedent, width: usize, theme: Theme) -> Entry {
    let chosen = i == past.at;
    let mark = if chosen { theme.mark("▸ ", "> ") } else { "  " };
    let lead = format!("{mark}{}", lead(past, i, one));
    let slot = if chosen { Slot::Selected } else { Slot::Strong };
    let lead = fit(&lead, width, theme);
    let title = fit(&format!("  {}", one_line(&one.title)), width, theme);
    vec![Line::styled(lead, theme.style(slot)), Line::raw(title)]
}

fn text(
    past: &Past,
    one: &Precedent,
    area: Rect,
    scroll: &mut Scroll,
    theme: Theme,
    frame: &mut Frame<'_>,
) {
    let width = usize::from(area.width);
    let text = past.text().unwrap_or_default();
    let text = visible(&text);
    let mut lines = Vec::new();
    for line in text.lines() {
        let wrapped = wrap(line, width, 0);
        lines.extend(if wrapped.is_empty() { vec![String::new()] } else { wrapped });
    }
    let height = usize::from(area.height.saturating_sub(1));
    let top = scroll.follow(past.top, lines.len().saturating_sub(height));
    let mut name = named(past, one);
    if lines.len() > height {
        let end = (top + height).min(lines.len());
        name = format!("{name} · lines {} to {end} of {}", top + 1, lines.len());
    }
    let inner = title(frame, area, &name, past.in_text, theme);
    for (y, line) in (inner.y..inner.bottom()).zip(lines.iter().skip(top)) {
        frame.text(line, Rect { y, height: 1, ..inner });
    }
    if past.in_text {
        frame.set_cursor_position(Position { x: inner.x, y: inner.y });
    }
}
