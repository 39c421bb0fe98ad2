//! Small pieces that every pane uses: safe text, wrapped lines, titles, lists that keep their place.

use ratatui::{
    layout::{Position, Rect},
    text::{Line, Span},
};
use textwrap::{Options, WrapAlgorithm};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{
    frame::Frame,
    theme::{Slot, Theme},
};
use crate::app::rows::WORDS;
pub use crate::domain::visible::one_line;

/// Cells of a text. Most have only characters of one cell.
pub fn cells(text: &str) -> usize {
    if is_plain(text) { text.chars().count() } else { text.width() }
}

/// Only characters that take one cell each and never join the one before: letters, and the marks of the theme.
pub fn is_plain(text: &str) -> bool {
    let single = |c: char| {
        matches!(c, ' '..='~' | '\u{c0}'..='\u{17f}' | '·' | '—' | '…' | '\u{2500}'..='\u{257f}'
            | '\u{25a0}'..='\u{25fc}' | '✓' | '✗')
    };
    text.bytes().all(|b| matches!(b, b' '..=b'~')) || text.chars().all(single)
}

/// Cuts a line to `width` cells, with a mark where something is left out.
pub fn fit(text: &str, width: usize, theme: Theme) -> String {
    if cells(text) <= width {
        return text.to_owned();
    }
    if width == 0 {
        return String::new();
    }
    let mut left = width - 1;
    let fits = |c: &char| {
        let taken = c.width().unwrap_or(0);
        let fits = taken <= left;
        left = left.saturating_sub(taken);
        fits
    };
    let mut kept: String = text.chars().take_while(fits).collect();
    // Characters together may be wider than one by one.
    while kept.width() >= width {
        kept.pop();
    }
    kept.push_str(theme.mark("…", ">"));
    kept
}

/// Wraps safe text by words; later lines are indented by `indent` cells.
pub fn wrap(text: &str, width: usize, indent: usize) -> Vec<String> {
    let pad = " ".repeat(indent);
    let options = Options::new(width.max(8))
        .word_separator(WORDS)
        .wrap_algorithm(WrapAlgorithm::FirstFit)
        .subsequent_indent(&pad);
    text.lines()
        .flat_map(|line| textwrap::wrap(line, &options))
        .map(std::borrow::Cow::into_owned)
        .collect()
}

/// Draws a pane's title on its first row and gives back the rows below it.
pub fn title(frame: &mut Frame<'_>, area: Rect, text: &str, focused: bool, theme: Theme) -> Rect {
    title_with(frame, area, text, &[], focused, theme)
}

/// The same, with the first of these at its right end that there is room for: there it moves nothing, and nothing
/// moves it.
pub fn title_with(
    frame: &mut Frame<'_>,
    area: Rect,
    text: &str,
    right: &[String],
    focused: bool,
    theme: Theme,
) -> Rect {
    if area.height == 0 {
        return area;
    }
    let width = usize::from(area.width);
    let lead = if focused { theme.mark("▶ ", "> ") } else { theme.mark("─ ", "- ") };
    let text = fit(&format!("{lead}{text} "), width, theme);
    let left = width.saturating_sub(cells(&text));
    // A cell of the rule stands on each side of it.
    let right = right.iter().map(|right| format!(" {right} ")).find(|r| cells(r) + 2 <= left);
    let right = right.unwrap_or_default();
    let end = usize::from(!right.is_empty());
    let rule = |cells: usize| theme.mark("─", "-").repeat(cells);
    let slot = if focused { Slot::TitleFocused } else { Slot::Title };
    let strong = if focused { Slot::TitleFocused } else { Slot::Strong };
    let line = Line::from(vec![
        Span::styled(text, theme.style(strong)),
        Span::styled(rule(left.saturating_sub(cells(&right) + end)), theme.style(slot)),
        Span::styled(right, theme.style(Slot::Strong)),
        Span::styled(rule(end), theme.style(slot)),
    ]);
    frame.line(&line, Rect { height: 1, ..area });
    Rect { y: area.y + 1, height: area.height - 1, ..area }
}

/// One entry of a list: one or more screen lines.
pub type Entry = Vec<Line<'static>>;

/// How a list was last drawn.
#[derive(Debug, Clone, Default)]
pub struct Place {
    /// Its first shown line.
    pub top: usize,
    /// Which entry stands on which row of the screen.
    rows: Vec<(u16, usize)>,
}

impl Place {
    /// A list of entries of one line each was drawn from `top` on.
    pub fn keep(&mut self, area: Rect, top: usize, count: usize) {
        *self = Self { top, rows: (area.y..area.bottom()).zip(top..count).collect() };
    }

    /// Rows of the screen, each with the entry that stands on it.
    pub fn entries(&self) -> impl Iterator<Item = (u16, usize)> {
        self.rows.iter().copied()
    }

    pub fn entry_at(&self, y: u16) -> Option<usize> {
        self.rows.iter().find(|(row, _)| *row == y).map(|(_, entry)| *entry)
    }
}

/// Draws a list around its chosen entry. Its first shown line moves only as far as it must.
/// `focused` puts the terminal's cursor on the chosen entry, where screen readers and magnifiers follow it.
pub fn list(
    frame: &mut Frame<'_>,
    area: Rect,
    entries: Vec<Entry>,
    chosen: usize,
    place: &mut Place,
    focused: bool,
) {
    let height = usize::from(area.height);
    let start: usize = entries.iter().take(chosen).map(Vec::len).sum();
    let length = entries.get(chosen).map_or(1, Vec::len);
    let total: usize = entries.iter().map(Vec::len).sum();
    let top = keep_in_view(place.top, start, length, height, total);
    let lines = entries.into_iter().enumerate();
    let lines = lines.flat_map(|(i, entry)| entry.into_iter().map(move |line| (i, line)));
    *place = Place { top, rows: Vec::with_capacity(height) };
    for (y, (i, line)) in (area.y..).zip(lines.skip(top).take(height)) {
        frame.line(&line, Rect { y, height: 1, ..area });
        place.rows.push((y, i));
    }
    if focused && start >= top && start < top + height {
        let y = area.y + u16::try_from(start - top).unwrap_or(0);
        frame.set_cursor_position(Position { x: area.x, y });
    }
}

/// A list of entries of one line each, of which only those in view are made: a queue may be long.
pub fn rows(
    frame: &mut Frame<'_>,
    area: Rect,
    count: usize,
    chosen: usize,
    place: &mut Place,
    focused: bool,
    entry: impl Fn(usize) -> Line<'static>,
) {
    let height = usize::from(area.height);
    let top = keep_in_view(place.top, chosen, 1, height, count);
    let shown = (top..count.min(top + height)).map(|i| vec![entry(i)]).collect();
    list(frame, area, shown, chosen.saturating_sub(top), &mut Place::default(), focused);
    place.keep(area, top, count);
}

/// The first shown line such that the chosen lines are in view, and its first line in any case.
pub fn keep_in_view(top: usize, start: usize, length: usize, height: usize, total: usize) -> usize {
    let mut top = top.min(total.saturating_sub(height));
    if start + length > top + height {
        top = (start + length).saturating_sub(height);
    }
    top.min(start)
}

#[cfg(test)]
mod tests {
    use super::{super::theme::Ground, *};

    #[test]
    fn the_view_moves_only_as_far_as_it_must() {
        assert_eq!(keep_in_view(0, 3, 1, 10, 50), 0);
        assert_eq!(keep_in_view(0, 10, 1, 10, 50), 1);
        assert_eq!(keep_in_view(20, 5, 1, 10, 50), 5);
        assert_eq!(keep_in_view(45, 49, 1, 10, 50), 40);
        assert_eq!(keep_in_view(0, 10, 20, 10, 50), 10, "a tall entry shows its first line");
    }

    #[test]
    fn a_line_is_cut_by_cells_not_by_characters() {
        let theme = Theme::new(false, false, Ground::Unknown);
        assert_eq!(fit("頸椎症", 5, theme), "頸椎…");
        assert_eq!(fit("abc", 3, theme), "abc");
        assert_eq!(fit("abcd", 3, theme), "ab…");
    }
}
