//! A finding of the reviewer's own, field by field, with the words that fit the one being filled in.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr;

use super::{
    frame::Frame,
    text::{Place, fit, one_line, title, wrap},
    theme::{Slot, Theme},
};
use crate::{
    app::{State, form::Form},
    domain::{visible::visible, words::counted},
};

/// Cells of a field's name, its mark and a blank.
const NAME: usize = 14;
/// Rows for the words that fit.
const OFFERS: u16 = 5;

pub fn draw(state: &State, place: &mut Place, theme: Theme, frame: &mut Frame<'_>) {
    let Some(bench) = &state.bench else { return };
    let Some(form) = &bench.desk.form else { return };
    let area = frame.area();
    frame.clear(area);
    let body = Rect { height: area.height - 2, ..area };
    let what = if form.was.is_some() { "correct a finding" } else { "a finding of your own" };
    let inner = title(frame, body, &format!("{what} · {}", one_line(&form.id)), true, theme);
    let width = usize::from(inner.width);
    let offers = form.offers(&bench.open.case, &state.library.vocabulary);
    let below = if offers.is_empty() { 0 } else { OFFERS.min(inner.height / 3) };
    let list = Rect { height: inner.height - below, ..inner };
    fields(form, list, place, theme, frame);
    let under = Rect { y: list.bottom(), height: below, ..inner };
    if below > 1 {
        let fit = if offers.len() == 1 { "fits" } else { "fit" };
        let words = counted(offers.len(), "word");
        let head = format!("{words} {fit} {} · Tab puts the next one in", form.field().label());
        let under = title(frame, under, &head, false, theme);
        let said: Vec<String> = offers
            .iter()
            .map(|(word, also)| match also {
                Some(also) => format!("{word} ({also})"),
                None => word.clone(),
            })
            .collect();
        let lines = wrap(&one_line(&said.join(" · ")), width, 0);
        for (y, line) in (under.y..under.bottom()).zip(lines) {
            frame.text(&line, Rect { y, height: 1, ..under });
        }
    }
    super::footer::draw(state, theme, frame);
}

fn fields(form: &Form, area: Rect, place: &mut Place, theme: Theme, frame: &mut Frame<'_>) {
    let width = usize::from(area.width);
    let entries: Vec<Vec<Line<'static>>> =
        (0..form.fields.len()).map(|i| entry(form, i, width, theme)).collect();
    let before: usize = entries.iter().take(form.at).map(Vec::len).sum();
    super::text::list(frame, area, entries, form.at, place, false);
    let Some((_, editor)) = form.fields.get(form.at) else { return };
    // The caret stands behind what is shown of the text before it.
    let (_, column) = editor.caret();
    let typed: String = editor.text().chars().take(column).collect();
    let typed = visible(&typed);
    let room = width.saturating_sub(NAME + 1).max(1);
    let cells = typed.width();
    let (row, x) = (cells / room, cells % room);
    let y = before + row;
    let top = place.top;
    if y >= top && y < top + usize::from(area.height) {
        let at = |n: usize| u16::try_from(n).unwrap_or(0);
        frame.set_cursor_position((area.x + at(NAME + x), area.y + at(y - top)));
    }
}

/// The field's text goes on below when it is longer than a row: cut by cells, so that the caret's place is known.
fn entry(form: &Form, i: usize, width: usize, theme: Theme) -> Vec<Line<'static>> {
    let (field, editor) = &form.fields[i];
    let here = i == form.at;
    let mark = if here { theme.mark("▸ ", "> ") } else { "  " };
    let name = format!("{mark}{:<width$}", field.label(), width = NAME - 2);
    let text = visible(&editor.text()).replace('\n', " ");
    let room = width.saturating_sub(NAME + 1).max(1);
    let rows = cut(&text, room);
    let mut lines = Vec::new();
    for (n, row) in rows.into_iter().enumerate() {
        let lead = if n == 0 { name.clone() } else { " ".repeat(NAME) };
        let slot = if field.is_needed() { Slot::Strong } else { Slot::Text };
        lines.push(Line::from(vec![Span::styled(lead, theme.style(slot)), Span::raw(row)]));
    }
    for (_, what) in form.faults.iter().filter(|(f, _)| f == field) {
        let said = format!("{} {}", theme.mark("✗", "x"), one_line(what));
        for line in wrap(&said, width.saturating_sub(NAME), 2) {
            let line = fit(&line, width.saturating_sub(NAME), theme);
            let line = format!("{}{line}", " ".repeat(NAME));
            lines.push(Line::styled(line, theme.style(Slot::Grave)));
        }
    }
    lines
}

fn cut(text: &str, room: usize) -> Vec<String> {
    let mut rows = vec![String::new()];
    let mut used = 0;
    for c in text.chars() {
        let cells = unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        if used + cells > room {
            rows.push(String::new());
            used = 0;
        }
        used += cells;
        if let Some(row) = rows.last_mut() {
            row.push(c);
        }
    }
    rows
}
