//! The reviewer's own texts as a list over the prompt that narrows it.

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::{
    frame::Frame,
    popup::{self, List},
    text::{fit, one_line},
    theme::{Slot, Theme},
};
use crate::app::State;

pub fn draw(state: &State, typed: &str, chosen: usize, theme: Theme, frame: &mut Frame<'_>) {
    let fitting = state.fitting_snippets(typed);
    let names = fitting.iter().map(|s| one_line(&s.name).width()).max().unwrap_or(0);
    let title = format!("Snippets · {} of {}", fitting.len(), state.snippets().len());
    let list = List {
        title: &title,
        none: "none has these words",
        count: fitting.len(),
        chosen: Some(chosen),
    };
    popup::draw(&list, theme, frame, |at, width| {
        let names = names.min(width / 3);
        let mark = if at == chosen { theme.mark("▶ ", "> ") } else { "  " };
        let name = fit(&one_line(&fitting[at].name), names, theme);
        let name = format!("{mark}{name}{}  ", " ".repeat(names.saturating_sub(name.width())));
        let text = fit(&one_line(&fitting[at].text), width.saturating_sub(name.width()), theme);
        let text = if at == chosen {
            Span::raw(text)
        } else {
            Span::styled(text, theme.style(Slot::Quiet))
        };
        Line::from(vec![Span::raw(name), text])
    });
}
