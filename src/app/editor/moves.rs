//! The caret: by character and word as the text area knows them, by row as they are seen.

use tui_textarea::CursorMove;

use super::{Editor, Page};
use crate::app::{
    action::Action,
    rows::{Row, cells, row_of},
};

impl Editor {
    /// True when the caret stands in a word, or at its end.
    pub fn is_behind_a_letter(&self) -> bool {
        let (line, column) = self.caret();
        let before = column.checked_sub(1).and_then(|at| self.lines()[line].chars().nth(at));
        before.is_some_and(char::is_alphanumeric)
    }

    /// Moves the caret; true when the act was a move.
    pub(super) fn moves(&mut self, action: Action, page: Page) -> bool {
        let to = match action {
            Action::Left => CursorMove::Back,
            Action::Right => CursorMove::Forward,
            Action::WordLeft => CursorMove::WordBack,
            Action::WordRight => CursorMove::WordForward,
            Action::LineStart => CursorMove::Head,
            Action::LineEnd => CursorMove::End,
            Action::TextStart => return self.go_to_end(CursorMove::Top, CursorMove::Head),
            Action::TextEnd => return self.go_to_end(CursorMove::Bottom, CursorMove::End),
            _ => return self.moves_by_row(action, page),
        };
        self.area.cancel_selection();
        self.area.move_cursor(to);
        self.goal = None;
        true
    }

    /// The first of these keeps the column; the ends of the text are meant.
    fn go_to_end(&mut self, line: CursorMove, column: CursorMove) -> bool {
        self.area.cancel_selection();
        self.area.move_cursor(line);
        self.area.move_cursor(column);
        self.goal = None;
        true
    }

    fn moves_by_row(&mut self, action: Action, page: Page) -> bool {
        let by = match action {
            Action::Up => -1,
            Action::Down => 1,
            Action::HalfUp | Action::PageUp => -page.height.cast_signed(),
            Action::HalfDown | Action::PageDown => page.height.cast_signed(),
            Action::RowStart | Action::RowEnd => {
                self.go_to_edge(action == Action::RowEnd, page);
                return true;
            }
            _ => return false,
        };
        let rows = self.rows(page.width);
        let caret = self.caret();
        let at = row_of(&rows, caret);
        let goal = self.goal.unwrap_or_else(|| self.cell(&rows[at], caret.1));
        let row = &rows[at.saturating_add_signed(by).min(rows.len() - 1)];
        let column = self.column(row, goal);
        self.go((row.line, column));
        self.goal = Some(goal);
        true
    }

    /// To the edge of the row; from there to the edge of the line.
    fn go_to_edge(&mut self, end: bool, page: Page) {
        let rows = self.rows(page.width);
        let (line, column) = self.caret();
        let row = &rows[row_of(&rows, (line, column))];
        let edge = if end { last(row) } else { row.columns.start };
        let of_line = if end { self.lines()[line].chars().count() } else { 0 };
        self.go((line, if column == edge { of_line } else { edge }));
        self.goal = None;
    }

    /// The cell of a row in which the caret is seen.
    pub fn cell(&self, row: &Row, column: usize) -> usize {
        let text = &self.lines()[row.line][row.bytes.clone()];
        let before = text.char_indices().nth(column - row.columns.start);
        cells(&text[..before.map_or(text.len(), |(at, _)| at)])
    }

    /// The column of a row that is nearest to a cell, and not right of it.
    fn column(&self, row: &Row, cell: usize) -> usize {
        let text = &self.lines()[row.line][row.bytes.clone()];
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
        let fitting = ends.take_while(|end| cells(&text[..*end]) <= cell).count();
        (row.columns.start + fitting).min(last(row))
    }
}

/// The last column of a row in which the caret is seen in it.
fn last(row: &Row) -> usize {
    let none = row.ends_line || row.columns.is_empty();
    row.columns.end - usize::from(!none)
}
