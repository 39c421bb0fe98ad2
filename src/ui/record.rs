//! The text of a document over the whole screen: where the finding stands, and what is chosen.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::{
    frame::Frame,
    text::{one_line, title, wrap},
    theme::{Slot, Theme},
};
use crate::{
    app::{State, bench::Bench, record::Record},
    domain::{visible::visible, words::counted},
};

/// Cells left of the text: the mark and a blank.
const MARGIN: usize = 2;

pub fn draw(state: &State, top: &mut usize, theme: Theme, frame: &mut Frame<'_>) {
    let Some(bench) = &state.bench else { return };
    let Some(record) = &bench.desk.record else { return };
    let area = frame.area();
    frame.clear(area);
    let body = Rect { height: area.height - 2, ..area };
    let inner = title(frame, body, &heading(bench, record), true, theme);
    let width = usize::from(inner.width).saturating_sub(MARGIN);
    let height = usize::from(inner.height);
    *top = first_shown(record, *top, width, height);
    let mut y = inner.y;
    for (i, row) in record.lines.iter().enumerate().skip(*top) {
        if i == record.at {
            frame.set_cursor_position((inner.x, y));
        }
        let begins = i == 0 || record.lines[i - 1].page != row.page;
        let mut lines = Vec::new();
        if begins {
            let text = format!("page {}", row.page);
            lines.push(Line::styled(text, theme.style(Slot::Quiet)));
        }
        lines.extend(rows(record, i, width, theme));
        for line in lines {
            if y >= inner.bottom() {
                return super::footer::draw(state, theme, frame);
            }
            frame.line(&line, Rect { y, height: 1, ..inner });
            y += 1;
        }
    }
    super::footer::draw(state, theme, frame);
}

/// Which document, which page of how many.
fn heading(bench: &Bench, record: &Record) -> String {
    let mut parts = vec![format!("page {} of {}", record.page(), record.pages())];
    let (first, last) = record.selection();
    if record.anchor.is_some() {
        parts.push(format!("{} chosen", counted(last - first + 1, "line")));
    }
    match bench.open.case.document(&record.document) {
        Some(document) => parts.extend(document.told(ToString::to_string)),
        None => parts.push(record.document.clone()),
    }
    one_line(&parts.join(" · "))
}

/// One line of the document, wrapped. The mark says what it is: under the cursor, chosen, or cited by the finding.
fn rows(record: &Record, i: usize, width: usize, theme: Theme) -> Vec<Line<'static>> {
    let within = |(first, last): (usize, usize)| (first..=last).contains(&i);
    let cited = record.cited.is_some_and(within);
    let chosen = record.anchor.is_some() && within(record.selection());
    let mark = match (i == record.at, chosen, cited) {
        (true, ..) => theme.mark("▸", ">"),
        (_, true, _) => theme.mark("┃", "|"),
        (_, _, true) => theme.mark("●", "*"),
        _ => " ",
    };
    let slot = match (chosen, cited, i == record.at) {
        (true, ..) => Slot::Selected,
        (_, true, _) => Slot::Lit,
        (_, _, true) => Slot::Strong,
        _ => Slot::Text,
    };
    let marked = if mark == " " { Slot::Text } else { Slot::Lit };
    let text = visible(&record.lines[i].text);
    let mut wrapped = wrap(text.trim_end(), width, 2);
    if wrapped.is_empty() {
        wrapped.push(String::new());
    }
    let rows = wrapped.into_iter().map(|text| {
        Line::from(vec![
            Span::styled(format!("{mark} "), theme.style(marked)),
            Span::styled(text, theme.style(slot)),
        ])
    });
    rows.collect()
}

/// Rows of the screen that a line takes, the line that names its page included.
fn tall(record: &Record, i: usize, width: usize) -> usize {
    let begins = i == 0 || record.lines[i - 1].page != record.lines[i].page;
    let text = visible(&record.lines[i].text);
    wrap(text.trim_end(), width, 2).len().max(1) + usize::from(begins)
}

/// Rows before and behind the cursor's line that are in view with it, where the screen has room: what is read is read in
/// its context.
const CONTEXT: usize = 4;

/// The line that so many rows before the cursor's begin with, or with more than these.
fn before(record: &Record, rows: usize, width: usize) -> usize {
    let (mut first, mut used) = (record.at, 0);
    while first > 0 && used < rows {
        first -= 1;
        used += tall(record, first, width);
    }
    first
}

/// Rows of the text behind the cursor's line, as many as asked for where there are so many.
fn behind(record: &Record, rows: usize, width: usize) -> usize {
    let lines = record.at + 1..record.lines.len();
    let mut used = 0;
    for i in lines {
        if used >= rows {
            break;
        }
        used += tall(record, i, width);
    }
    used.min(rows)
}

/// The first shown line: it moves only as far as the cursor makes it, and only lines near the cursor are measured.
fn first_shown(record: &Record, top: usize, width: usize, height: usize) -> usize {
    if record.turned {
        return record.at;
    }
    let context = CONTEXT.min(height / 4);
    let mut first = record.at;
    let mut used = tall(record, first, width) + behind(record, context, width);
    // As far up as the cursor's line stays in view.
    while first > 0 {
        used += tall(record, first - 1, width);
        if used > height {
            break;
        }
        first -= 1;
    }
    // A jump puts the line a third down the screen, so that what stands before it is seen.
    if top > record.at || first > top + height {
        return before(record, height / 3, width).max(first);
    }
    top.clamp(first, before(record, context, width).max(first))
}
