//! The list of acts above the palette's line: name, key, and what it does or why it cannot be run now.

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::{
    frame::Frame,
    popup::{self, List},
    text::{fit, one_line},
    theme::{Slot, Theme},
};
use crate::app::{
    State,
    palette::{Offer, chosen, offers},
    state::Prompt,
};

pub fn draw(state: &State, prompt: &Prompt, theme: Theme, frame: &mut Frame<'_>) {
    let found = offers(state, &prompt.text);
    let chosen = chosen(prompt, &found);
    let title = match chosen {
        Some(at) => format!("Acts · {} of {}", at + 1, found.len()),
        None => format!("Acts · {}", found.len()),
    };
    let names = found.iter().map(|o| o.action.word().len()).max().unwrap_or(0);
    let keys = found.iter().map(|o| o.key.width()).max().unwrap_or(0);
    let list = List { title: &title, none: "no act fits these words", count: found.len(), chosen };
    popup::draw(&list, theme, frame, |at, width| {
        line(&found[at], chosen == Some(at), (names, keys, width), theme)
    });
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
