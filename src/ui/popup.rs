//! A list that lies above the two lines of the prompt and is narrowed by what is typed there.

use ratatui::{layout::Rect, text::Line};

use super::{
    frame::Frame,
    text::{fit, keep_in_view, title},
    theme::{Slot, Theme},
};

/// Most rows of the list.
const ROWS: u16 = 10;

/// What the list says beside its rows.
pub struct List<'a> {
    pub title: &'a str,
    /// Stands where there is no row.
    pub none: &'a str,
    pub count: usize,
    pub chosen: Option<usize>,
}

/// Draws it; `row` makes the line of an entry in this many cells.
pub fn draw(
    list: &List<'_>,
    theme: Theme,
    frame: &mut Frame<'_>,
    row: impl Fn(usize, usize) -> Line<'static>,
) {
    let area = frame.area();
    let many = u16::try_from(list.count).unwrap_or(ROWS);
    // Above the two lines of the prompt, a title, and at least a row of what lies below it.
    let height = many.clamp(1, ROWS).min(area.height.saturating_sub(4));
    let place = Rect { y: area.height.saturating_sub(3 + height), height: height + 1, ..area };
    frame.clear(place);
    let inner = title(frame, place, list.title, true, theme);
    let width = usize::from(inner.width);
    if list.count == 0 {
        let none = Line::styled(fit(list.none, width, theme), theme.style(Slot::Quiet));
        frame.line(&none, Rect { height: 1, ..inner });
    }
    let rows = usize::from(inner.height);
    let top = keep_in_view(0, list.chosen.unwrap_or(0), 1, rows, list.count);
    for (y, at) in (inner.y..inner.bottom()).zip(top..list.count) {
        let line = Rect { y, height: 1, ..inner };
        if list.chosen == Some(at) {
            frame.buffer_mut().set_style(line, theme.style(Slot::Selected));
        }
        frame.line(&row(at, width), line);
    }
}
