//! The rationale of the chosen item, and whether it is on disk.

use ratatui::{Frame, buffer::Buffer, layout::Rect};

use super::{
    pane_title,
    text::title,
    theme::{Slot, Theme},
};
use crate::{
    app::{bench::Bench, state::Pane},
    domain::visible::is_hidden,
};

pub fn draw(bench: &Bench, area: Rect, theme: Theme, frame: &mut Frame<'_>) {
    let focused = bench.focus == Pane::Rationale;
    let inner = title(frame, area, &pane_title(Pane::Rationale, &about(bench)), focused, theme);
    let empty = bench.editor.text().is_empty();
    if empty && !bench.editing {
        let note =
            if bench.read_only().is_some() { "" } else { "no rationale yet; press e to write it" };
        frame.buffer_mut().set_string(inner.x, inner.y, note, theme.style(Slot::Quiet));
    } else {
        // A column is left free so that the caret at the end of a full row has a cell.
        let inner = Rect { width: inner.width.min(100), ..inner };
        frame.render_widget(bench.editor.area(), inner);
        mark_hidden(frame.buffer_mut(), inner, theme);
    }
    if focused {
        let caret = bench.editor.area().rendered_cursor_position();
        let at = caret.filter(|_| !empty || bench.editing);
        frame.set_cursor_position(at.unwrap_or_else(|| inner.as_position()));
    }
}

/// The editor draws a draft's text as it is: a character that hides or reorders shows as one mark in its place, so
/// that caret and columns stay where they are.
fn mark_hidden(buffer: &mut Buffer, area: Rect, theme: Theme) {
    for position in area.intersection(buffer.area).positions() {
        let cell = &mut buffer[position];
        if cell.symbol().contains(is_hidden) {
            cell.set_symbol(theme.mark("\u{FFFD}", "?"));
        }
    }
}

fn about(bench: &Bench) -> String {
    let item = bench.current_item().map_or(0, |i| i.item);
    let words = match bench.editor.text().split_whitespace().count() {
        1 => "1 word".to_owned(),
        n => format!("{n} words"),
    };
    let kept = if bench.open.barred.is_some() {
        "read only"
    } else if bench.is_final() {
        "final"
    } else if bench.keeping.failed.is_some() {
        "NOT ON DISK"
    } else if bench.keeping.is_dirty() {
        "not kept yet"
    } else {
        "kept"
    };
    let editing = if bench.editing { "EDITING · " } else { "" };
    format!("{editing}item {item} · {words} · {kept}")
}
