//! The box after a prefix: the keys that can follow, from the same keymap as everything else.

use ratatui::{layout::Rect, text::Line};
use unicode_width::UnicodeWidthStr;

use super::{
    frame::Frame,
    text::{fit, one_line, title},
    theme::{Slot, Theme},
};
use crate::app::{State, bindings::written, refused::refused};

/// Fewest columns that are worth leaving to what lies below.
const SLIVER: u16 = 12;

pub fn draw(state: &State, theme: Theme, frame: &mut Frame<'_>) {
    let scope = state.scope();
    let next = state.keymap.continuations(scope, &state.pending);
    let area = frame.area();
    let lines = next.iter().map(|(key, line)| match refused(state, scope, line.action) {
        None => (format!(" {key}  {} ", line.does), Slot::Text),
        Some(why) => {
            (format!("-{key}  {}: not now: {} ", line.action, one_line(&why)), Slot::Quiet)
        }
    });
    let lines: Vec<(String, Slot)> = lines.collect();
    let head = format!("{} then · Esc goes back", written(&state.pending));
    let texts = lines.iter().map(|(line, _)| line.width());
    let width = texts.max().unwrap_or(0).max(head.width() + 3);
    let width = u16::try_from(width).unwrap_or(area.width).min(area.width);
    // A few columns of what lies below would only be a riddle.
    let width = if width + SLIVER >= area.width { area.width } else { width };
    let height = u16::try_from(lines.len() + 1).unwrap_or(area.height).min(area.height - 1);
    let y = area.height - 1 - height;
    let x = area.width - width;
    let place = Rect { x, y, width, height };
    frame.clear(place);
    let inner = title(frame, place, &head, true, theme);
    frame.own(Rect { height: 1, ..place });
    for (y, (line, slot)) in (inner.y..inner.bottom()).zip(&lines) {
        let line = Line::styled(fit(line, usize::from(width), theme), theme.style(*slot));
        let row = Rect { y, height: 1, ..inner };
        frame.line(&line, row);
        // Why an act is refused may speak of the case.
        if *slot == Slot::Text {
            frame.own(row);
        }
    }
}
