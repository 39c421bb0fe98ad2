//! The last two lines: the notice (or what the cursor stands on), and the hints of the one table.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use super::{
    items::about,
    text::{fit, one_line},
    theme::{Slot, Theme},
};
use crate::{
    app::{
        State,
        state::{Overlay, Pane, PromptKind},
    },
    keymap::hints,
};

pub fn draw(state: &State, theme: Theme, frame: &mut Frame<'_>) {
    let area = frame.area();
    let line = |up: u16| Rect { y: area.height - up, height: 1, ..area };
    let width = usize::from(area.width);
    let (text, slot) = status(state);
    let shown = Line::styled(fit(&one_line(&text), width, theme), theme.style(slot));
    frame.render_widget(shown, line(2));
    if let Some(Overlay::Prompt(prompt)) = &state.overlay {
        let lead = match &prompt.kind {
            PromptKind::Search => "/".to_owned(),
            PromptKind::Filter => "\\".to_owned(),
            PromptKind::Palette => ":".to_owned(),
            PromptKind::Reason { criterion, value, .. } => {
                format!("why is `{}` {value}? ", one_line(criterion))
            }
        };
        let text = tail(&format!("{lead}{}", one_line_kept(&prompt.text)), width.saturating_sub(1));
        let x = u16::try_from(unicode_width::UnicodeWidthStr::width(text.as_str())).unwrap_or(0);
        frame.render_widget(text.as_str(), line(1));
        frame.set_cursor_position((x.min(area.width - 1), area.height - 1));
        return;
    }
    frame.render_widget(hint_line(state, width, theme), line(1));
}

/// Typed text with its blanks, made safe.
fn one_line_kept(text: &str) -> String {
    crate::domain::visible::visible(text).replace('\n', " ")
}

/// The end of a line that is too long for its place: what is being typed stays in view.
fn tail(text: &str, width: usize) -> String {
    let n = text.chars().count();
    text.chars().skip(n.saturating_sub(width)).collect()
}

fn status(state: &State) -> (String, Slot) {
    if let Some(notice) = &state.notice {
        let slot = if notice.grave { Slot::Grave } else { Slot::Text };
        return (notice.text.clone(), slot);
    }
    if let Some(Overlay::Preview { writing: false, .. }) = &state.overlay {
        return (
            "these are the very bytes; after y they are never overwritten".to_owned(),
            Slot::Quiet,
        );
    }
    let (Some(bench), None) = (&state.bench, &state.overlay) else {
        return (String::new(), Slot::Quiet);
    };
    let text = match bench.focus {
        Pane::Items => bench.current_item().map(about).unwrap_or_default().join(" · "),
        _ => bench
            .current_item()
            .map(|i| format!("item {}: {}", i.item, i.title))
            .unwrap_or_default(),
    };
    (text, Slot::Quiet)
}

/// As many hints as fit, most useful first.
fn hint_line(state: &State, width: usize, theme: Theme) -> Line<'static> {
    let mut spans = Vec::new();
    let mut used = 0;
    for (key, words) in hints(state.scope()) {
        let length = key.chars().count() + words.chars().count() + 3;
        if used + length > width {
            break;
        }
        used += length;
        spans.push(Span::styled(key, theme.style(Slot::Key)));
        spans.push(Span::raw(format!(" {words}  ")));
    }
    Line::from(spans)
}
