//! The reviewer's own texts as a list over the prompt that narrows it.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
    widgets::Clear,
};
use unicode_width::UnicodeWidthStr;

use super::{
    text::{fit, keep_in_view, one_line, title},
    theme::{Slot, Theme},
};
use crate::app::State;

/// Rows of the list at most.
const ROWS: usize = 10;

/// Above the two lines of the prompt.
pub fn draw(state: &State, typed: &str, chosen: usize, theme: Theme, frame: &mut Frame<'_>) {
    let fitting = state.fitting_snippets(typed);
    let area = frame.area();
    let rows = fitting.len().clamp(1, ROWS).min(usize::from(area.height.saturating_sub(4)));
    let height = u16::try_from(rows).unwrap_or(0) + 1;
    let place = Rect { y: area.height.saturating_sub(2 + height), height, ..area };
    frame.render_widget(Clear, place);
    let about = format!("Snippets · {} of {}", fitting.len(), state.snippets().len());
    let inner = title(frame, place, &about, true, theme);
    let width = usize::from(inner.width);
    if fitting.is_empty() {
        let line =
            Line::styled(fit("none has these words", width, theme), theme.style(Slot::Quiet));
        frame.render_widget(line, inner);
        return;
    }
    let names = fitting.iter().map(|s| one_line(&s.name).width()).max().unwrap_or(0);
    let names = names.min(width / 3);
    let top = keep_in_view(0, chosen, 1, rows, fitting.len());
    for (y, (nth, snippet)) in (inner.y..inner.bottom()).zip(fitting.iter().enumerate().skip(top)) {
        let mark = if nth == chosen { theme.mark("▶ ", "> ") } else { "  " };
        let name = fit(&one_line(&snippet.name), names, theme);
        let name = format!("{mark}{name}{}  ", " ".repeat(names.saturating_sub(name.width())));
        let text = fit(&one_line(&snippet.text), width.saturating_sub(name.width()), theme);
        let (strong, quiet) = if nth == chosen {
            let fill = " ".repeat(width.saturating_sub(name.width() + text.width()));
            let style = theme.style(Slot::Selected);
            (Span::styled(name, style), Span::styled(text + &fill, style))
        } else {
            (Span::raw(name), Span::styled(text, theme.style(Slot::Quiet)))
        };
        frame.render_widget(Line::from(vec![strong, quiet]), Rect { y, height: 1, ..inner });
    }
}
