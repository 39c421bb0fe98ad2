//! The rationale of the chosen item, and whether it is on disk.

use std::{cmp::Reverse, ops::Range};

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::{Modifier, Style},
};

use super::{
    frame::Frame,
    own_title, pane_title,
    text::{keep_in_view, title_with},
    theme::{Slot, Theme},
};
use crate::{
    app::{
        bench::Bench,
        editor::{Editor, Page},
        rows::{Row, cells, row_of},
        state::Pane,
    },
    domain::{
        blanks::blanks,
        check::{Alarm, Severity},
        visible::is_hidden,
        words::counted,
    },
};

pub fn draw(
    bench: &Bench,
    area: Rect,
    counts: &[String],
    top: &mut usize,
    theme: Theme,
    frame: &mut Frame<'_>,
) {
    let focused = bench.focus == Pane::Rationale;
    let name = pane_title(Pane::Rationale, &about(bench));
    let inner = title_with(frame, area, &name, counts, focused, theme);
    own_title(frame, area, Pane::Rationale);
    if bench.editor.is_empty() && !bench.editing {
        let note =
            if bench.read_only().is_some() { "" } else { "no rationale yet; press e to write it" };
        frame.buffer_mut().set_string(inner.x, inner.y, note, theme.style(Slot::Quiet));
        if focused {
            frame.set_cursor_position(inner.as_position());
        }
        return;
    }
    let stale: Vec<Range<usize>> = bench.stale().into_iter().map(|s| s.at).collect();
    let caret = text(bench, &stale, inner, top, theme, frame.buffer_mut());
    if focused {
        frame.set_cursor_position(caret);
    }
}

/// A part of a line in bytes, and how it is marked.
type Marked = (Range<usize>, Slot);

/// The rows round the caret; gives back where the caret stands.
fn text(
    bench: &Bench,
    stale: &[Range<usize>],
    area: Rect,
    top: &mut usize,
    theme: Theme,
    buffer: &mut Buffer,
) -> Position {
    let page = Page::of(area);
    let editor = &bench.editor;
    let alarms = marks(bench);
    let rows = editor.rows(page.width);
    let caret = editor.caret();
    let at = row_of(&rows, caret);
    *top = keep_in_view(*top, at, 1, page.height, rows.len());
    let starts: Vec<usize> = editor
        .lines()
        .iter()
        .scan(0, |from, line| {
            let start = *from;
            *from += line.len() + 1;
            Some(start)
        })
        .collect();
    for (y, row) in (area.y..area.bottom()).zip(rows.iter().skip(*top)) {
        let at = Position { x: area.x, y };
        let stale = in_line(stale, starts[row.line], editor.lines()[row.line].len());
        let of_drafts = stale.iter().map(|part| (part.clone(), Slot::Open));
        let marks: Vec<Marked> = of_drafts.chain(alarms[row.line].iter().cloned()).collect();
        draw_row(editor, row, at, &marks, theme, buffer);
        // The cell that is left for the caret has room for a sign: colour is never the only one.
        let touched = |r: &Range<usize>| r.start < row.bytes.end && row.bytes.start < r.end;
        if stale.iter().any(touched) {
            let x = area.x + u16::try_from(page.width).unwrap_or(u16::MAX);
            buffer.set_string(x, y, "!", theme.style(Slot::Open).add_modifier(Modifier::BOLD));
        }
    }
    let narrow = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    let x = narrow(editor.cell(&rows[at], caret.1).min(page.width));
    Position { x: area.x + x, y: area.y + narrow(at - *top) }
}

/// A character that hides or reorders shows as one mark in its place, so that caret and columns stay where they are.
fn draw_row(
    editor: &Editor,
    row: &Row,
    at: Position,
    marks: &[Marked],
    theme: Theme,
    buffer: &mut Buffer,
) {
    let line = &editor.lines()[row.line];
    let mark = theme.mark("\u{FFFD}", "?");
    let shown: String = line[row.bytes.clone()]
        .chars()
        .map(|c| if is_hidden(c) { mark.chars().next().unwrap_or('?') } else { c })
        .collect();
    buffer.set_string(at.x, at.y, shown, theme.style(Slot::Text));
    let mut paint = |part: Range<usize>, style: Style| {
        let (from, to) = (part.start.max(row.bytes.start), part.end.min(row.bytes.end));
        if from >= to {
            return;
        }
        let narrow = |text: &str| u16::try_from(cells(text)).unwrap_or(u16::MAX);
        let x = at.x + narrow(&line[row.bytes.start..from]);
        let area = Rect { x, y: at.y, width: narrow(&line[from..to]), height: 1 };
        buffer.set_style(area.intersection(buffer.area), style);
    };
    marks.iter().for_each(|(part, slot)| paint(part.clone(), theme.style(*slot)));
    blanks(line).into_iter().for_each(|b| paint(b, Modifier::UNDERLINED.into()));
    editor.lit(line).into_iter().for_each(|m| paint(m, theme.style(Slot::Found)));
    if let Some(part) = selected(editor, row.line) {
        paint(part, Modifier::REVERSED.into());
    }
}

/// The parts of a text that lie in a line of it, in bytes of the line.
fn in_line(parts: &[Range<usize>], start: usize, len: usize) -> Vec<Range<usize>> {
    let cut = |part: &Range<usize>| {
        let (from, to) = (part.start.max(start), part.end.min(start + len));
        (from < to).then(|| from - start..to - start)
    };
    parts.iter().filter_map(cut).collect()
}

/// What the checks speak of, line by line: the part in bytes, and how it is marked. The gravest come last, over the
/// others.
fn marks(bench: &Bench) -> Vec<Vec<Marked>> {
    let lines = bench.editor.lines();
    let mut marks = vec![Vec::new(); lines.len()];
    let item = bench.current_item().map(|item| item.item);
    let mut alarms: Vec<&Alarm> = bench.alarms.shown().map(|raised| &raised.alarm).collect();
    alarms.retain(|alarm| alarm.item == item);
    alarms.sort_by_key(|alarm| Reverse(alarm.severity));
    for (alarm, span) in alarms.iter().filter_map(|alarm| Some((alarm, alarm.span.as_ref()?))) {
        let slot = if alarm.severity == Severity::Error { Slot::Error } else { Slot::Warning };
        let mut from = 0;
        for (line, marks) in lines.iter().zip(&mut marks) {
            // The words may have been changed since: the text is never cut within a character.
            let place = |at: usize| {
                let at = at.saturating_sub(from).min(line.len());
                (0..=at).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0)
            };
            let part = place(span.start)..place(span.end);
            if span.end > from && !part.is_empty() {
                marks.push((part, slot));
            }
            from += line.len() + 1;
        }
    }
    marks
}

/// The selected part of a line, in bytes.
fn selected(editor: &Editor, line: usize) -> Option<Range<usize>> {
    let ((from, start), (to, end)) = editor.selection()?;
    let text = &editor.lines()[line];
    let byte = |column| text.char_indices().nth(column).map_or(text.len(), |(at, _)| at);
    let start = if from == line { byte(start) } else { 0 };
    let end = if to == line { byte(end) } else { text.len() };
    (from..=to).contains(&line).then_some(start..end)
}

fn about(bench: &Bench) -> String {
    let stale = match bench.stale().len() {
        0 => String::new(),
        n => format!(" · {n} out of date"),
    };
    let item = bench.current_item().map_or(0, |i| i.item);
    let words: usize = bench.editor.lines().iter().map(|l| l.split_whitespace().count()).sum();
    let words = counted(words, "word");
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
    format!("{editing}item {item} · {words} · {kept}{stale}")
}
