//! The list of acts above the palette's line: name, key, and what it does or why it cannot be run now.

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
use crate::app::{
    State,
    palette::{Offer, chosen, offers},
    state::Prompt,
};

/// Most rows of the list.
const ROWS: u16 = 10;

pub fn draw(state: &State, prompt: &Prompt, theme: Theme, frame: &mut Frame<'_>) {
    let area = frame.area();
    let found = offers(state, &prompt.text);
    let chosen = chosen(prompt, &found);
    let many = u16::try_from(found.len()).unwrap_or(ROWS);
    // Above the two lines of the prompt, a title, and at least a row of what lies below it.
    let height = many.clamp(1, ROWS).min(area.height.saturating_sub(4));
    let place = Rect { y: area.height - 3 - height, height: height + 1, ..area };
    frame.render_widget(Clear, place);
    let name = match chosen {
        Some(at) => format!("Acts · {} of {}", at + 1, found.len()),
        None => format!("Acts · {}", found.len()),
    };
    let inner = title(frame, place, &name, true, theme);
    if found.is_empty() {
        let none = Line::styled("no act fits these words", theme.style(Slot::Quiet));
        frame.render_widget(none, Rect { height: 1, ..inner });
    }
    let rows = usize::from(inner.height);
    let top = keep_in_view(0, chosen.unwrap_or(0), 1, rows, found.len());
    let names = found.iter().map(|o| o.action.word().len()).max().unwrap_or(0);
    let keys = found.iter().map(|o| o.key.width()).max().unwrap_or(0);
    let columns = (names, keys, usize::from(area.width));
    for (y, (at, offer)) in (inner.y..inner.bottom()).zip(found.iter().enumerate().skip(top)) {
        let row = Rect { y, height: 1, ..inner };
        let line = line(offer, chosen == Some(at), columns, theme);
        if chosen == Some(at) {
            frame.buffer_mut().set_style(row, theme.style(Slot::Selected));
        }
        frame.render_widget(line, row);
    }
}

/// `> name  key  what it does`; of one that is refused `- name  key  not now: why`.
fn line(
    offer: &Offer,
    chosen: bool,
    (names, keys, width): (usize, usize, usize),
    theme: Theme,
) -> Line<'static> {
    let lead = match (chosen, &offer.refused) {
        (true, _) => "> ",
        (false, Some(_)) => "- ",
        (false, None) => "  ",
    };
    let said = match &offer.refused {
        Some(why) => format!("not now: {}", one_line(why)),
        None => offer.does.to_owned(),
    };
    let head = format!("{lead}{:<names$}  ", offer.action);
    let key = format!("{:<keys$}  ", offer.key);
    let said = fit(&said, width.saturating_sub(head.width() + key.width()), theme);
    let quiet = if offer.refused.is_some() { Slot::Quiet } else { Slot::Text };
    Line::from(vec![
        Span::styled(head, theme.style(quiet)),
        Span::styled(key, theme.style(if offer.refused.is_some() { quiet } else { Slot::Key })),
        Span::styled(said, theme.style(quiet)),
    ])
}
