//! A screen as a terminal has it: what cannot be seen does not differ.

use ratatui::{
    buffer::{Buffer, Cell},
    style::{Color, Modifier},
};
use unicode_width::UnicodeWidthStr;

use super::scroll::Scroll;

/// What shows on a blank cell; its other attributes cannot be seen.
pub const SEEN_ON_BLANK: Modifier = Modifier::UNDERLINED
    .union(Modifier::REVERSED)
    .union(Modifier::CROSSED_OUT)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK);

/// Rows of cells. The right half of a wide character has an empty symbol.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    columns: usize,
    cells: Vec<Cell>,
}

impl Grid {
    /// What a terminal shows when it is sent this buffer.
    pub fn of(buffer: &Buffer) -> Self {
        let columns = usize::from(buffer.area.width);
        let mut cells = Vec::with_capacity(buffer.content.len());
        for row in buffer.content.chunks(columns.max(1)) {
            seen(row, &mut cells);
        }
        Self { columns, cells }
    }

    /// An erased screen as large as that one.
    pub fn blank(like: &Self) -> Self {
        Self { columns: like.columns, cells: vec![Cell::EMPTY; like.cells.len()] }
    }

    pub fn is_as_large_as(&self, other: &Self) -> bool {
        self.columns == other.columns && self.cells.len() == other.cells.len()
    }

    pub fn rows(&self) -> usize {
        self.cells.len().checked_div(self.columns).unwrap_or_default()
    }

    pub fn row(&self, y: usize) -> &[Cell] {
        &self.cells[y * self.columns..(y + 1) * self.columns]
    }

    /// The rows in which the two differ.
    pub fn rows_apart(&self, other: &Self) -> Vec<usize> {
        (0..self.rows()).filter(|y| self.row(*y) != other.row(*y)).collect()
    }

    /// In how many cells of these rows they differ.
    pub fn cells_apart(&self, other: &Self, rows: &[usize]) -> usize {
        let apart =
            |y: &usize| self.row(*y).iter().zip(other.row(*y)).filter(|(a, b)| a != b).count();
        rows.iter().map(apart).sum()
    }

    /// What is shown after the terminal has scrolled.
    pub fn scrolled(&self, scroll: Scroll) -> Self {
        let mut cells = self.cells.clone();
        let region = &mut cells[scroll.top * self.columns..(scroll.bottom + 1) * self.columns];
        let gone = scroll.rows * self.columns;
        if scroll.up {
            region.rotate_left(gone);
            let kept = region.len() - gone;
            region[kept..].fill(Cell::EMPTY);
        } else {
            region.rotate_right(gone);
            region[..gone].fill(Cell::EMPTY);
        }
        Self { columns: self.columns, cells }
    }
}

/// One cell wide, and every terminal agrees on it: such a character leaves the cursor on the next cell.
pub fn is_simple(cell: &Cell) -> bool {
    let mut characters = cell.symbol().chars();
    characters.next().is_some_and(is_narrow) && characters.next().is_none()
}

/// Letters, signs of the rules and marks of the theme: what terminals have drawn one cell wide for ever. Others
/// (emoji, for one) differ between terminals.
fn is_narrow(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a1}'..='\u{2ff}' | '\u{370}'..='\u{4ff}' | '\u{2010}'..='\u{2027}'
        | '\u{2190}'..='\u{2193}' | '\u{2260}'..='\u{2265}' | '\u{2500}'..='\u{257f}'
        | '\u{25a0}'..='\u{25fc}' | '\u{2713}' | '\u{2717}')
        && c != '\u{ad}'
}

/// A blank that erasing makes as well.
pub fn is_erased(cell: &Cell) -> bool {
    *cell == Cell::EMPTY
}

/// The cells of a row as they are seen.
fn seen(row: &[Cell], cells: &mut Vec<Cell>) {
    let start = cells.len();
    for (x, cell) in row.iter().enumerate() {
        if cells.len() - start > x {
            // The right half of the character before.
            continue;
        }
        let symbol = cell.symbol();
        let width = width(symbol);
        let fits = (1..=row.len() - x).contains(&width);
        let mut seen = Cell::EMPTY;
        (seen.fg, seen.bg, seen.modifier) = (cell.fg, cell.bg, cell.modifier);
        if fits && symbol != " " {
            seen.set_symbol(symbol);
            cells.push(seen.clone());
            seen.set_symbol("");
            cells.extend((1..width).map(|_| seen.clone()));
        } else {
            seen.modifier &= SEEN_ON_BLANK;
            if seen.modifier.is_empty() {
                seen.fg = Color::Reset;
            }
            cells.push(seen);
        }
    }
}

/// Cells that a symbol takes; none for one that must not go out.
fn width(symbol: &str) -> usize {
    match symbol.as_bytes() {
        [b' '..=b'~'] => 1,
        _ if symbol.chars().any(char::is_control) => 0,
        _ => symbol.width(),
    }
}
