//! A screen as a terminal has it: what cannot be seen does not differ.

use std::{
    cell::OnceCell,
    hash::{DefaultHasher, Hasher},
    rc::Rc,
};

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

/// Rows of cells. A row that stays as it is, or moves, is the same one in the next grid.
#[derive(Debug, Clone)]
pub struct Grid {
    columns: usize,
    rows: Vec<Rc<Row>>,
}

/// A row as it is seen. The right half of a wide character has an empty symbol.
#[derive(Debug)]
pub struct Row {
    pub cells: Vec<Cell>,
    /// Worked out when it is asked for, as where rows may have moved.
    sum: OnceCell<Sum>,
}

#[derive(Debug, Clone, Copy)]
struct Sum {
    /// Cells that are not blank.
    ink: usize,
    /// Of the text: rows that differ are told apart by it.
    hash: u64,
}

impl Grid {
    /// An erased screen as large as this buffer.
    pub fn blank(buffer: &Buffer) -> Self {
        let columns = usize::from(buffer.area.width);
        let row = Rc::new(Row::new(vec![Cell::EMPTY; columns]));
        Self { columns, rows: vec![row; usize::from(buffer.area.height)] }
    }

    /// What a terminal shows that showed this and is sent that buffer, which is as large.
    /// Rows that are not touched have the cells that it knows.
    pub fn then(&self, buffer: &Buffer, touched: impl Fn(usize) -> bool) -> Self {
        let mut next = self.clone();
        let rows = next.rows.iter_mut().zip(buffer.content.chunks(self.columns.max(1)));
        for (_, (row, cells)) in rows.enumerate().filter(|(y, _)| touched(*y)) {
            if cells.iter().zip(&row.cells).all(|(cell, seen)| surely(cell, seen)) {
                continue;
            }
            let seen: Vec<Cell> = if cells.iter().all(is_known) {
                cells.iter().map(seen).collect()
            } else {
                looks(cells).map(Look::cell).collect()
            };
            if !all_same(&seen, &row.cells) {
                *row = Rc::new(Row::new(seen));
            }
        }
        next
    }

    pub fn is_as_large_as(&self, buffer: &Buffer) -> bool {
        let (columns, rows) = (buffer.area.width.into(), buffer.area.height.into());
        (self.columns, self.rows.len()) == (columns, rows)
    }

    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    pub fn row(&self, y: usize) -> &Row {
        &self.rows[y]
    }

    /// The rows in which the two differ.
    pub fn rows_apart(&self, other: &Self) -> Vec<usize> {
        let rows = self.rows.iter().zip(&other.rows).enumerate();
        let apart = |a: &Rc<Row>, b: &Rc<Row>| !Rc::ptr_eq(a, b) && !all_same(&a.cells, &b.cells);
        rows.filter(|(_, (a, b))| apart(a, b)).map(|(y, _)| y).collect()
    }

    /// In how many cells of these rows they differ, and in how many of them the other has something to write.
    pub fn cells_apart(&self, other: &Self, rows: &[usize]) -> (usize, usize) {
        let cells = |y: &usize| self.row(*y).cells.iter().zip(&other.row(*y).cells);
        let apart = rows.iter().flat_map(cells).filter(|(a, b)| !same(a, b));
        apart.fold((0, 0), |(all, written), (_, new)| {
            (all + 1, written + usize::from(!is_erased(new) && !new.symbol().is_empty()))
        })
    }

    /// What is shown after the terminal has scrolled.
    pub fn scrolled(&self, scroll: Scroll) -> Self {
        let blank = Rc::new(Row::new(vec![Cell::EMPTY; self.columns]));
        let mut rows = self.rows.clone();
        let region = &mut rows[scroll.top..=scroll.bottom];
        if scroll.up {
            region.rotate_left(scroll.rows);
            let kept = region.len() - scroll.rows;
            region[kept..].fill(blank);
        } else {
            region.rotate_right(scroll.rows);
            region[..scroll.rows].fill(blank);
        }
        Self { columns: self.columns, rows }
    }
}

impl Row {
    fn new(cells: Vec<Cell>) -> Self {
        Self { cells, sum: OnceCell::new() }
    }

    /// How many cells are not blank.
    pub fn ink(&self) -> usize {
        self.sum().ink
    }

    fn sum(&self) -> Sum {
        *self.sum.get_or_init(|| {
            let (mut text, mut ink) = (Vec::with_capacity(self.cells.len()), 0);
            for symbol in self.cells.iter().map(Cell::symbol) {
                ink += usize::from(symbol != " ");
                text.extend_from_slice(symbol.as_bytes());
            }
            let mut hasher = DefaultHasher::new();
            hasher.write(&text);
            Sum { ink, hash: hasher.finish() }
        })
    }
}

impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        self.sum().hash == other.sum().hash && all_same(&self.cells, &other.cells)
    }
}

/// Whether two rows look the same.
fn all_same(a: &[Cell], b: &[Cell]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
}

/// Whether two cells look the same. The library's own comparison calls out for each symbol; nearly all are one byte.
pub fn same(a: &Cell, b: &Cell) -> bool {
    (a.fg, a.bg, a.modifier) == (b.fg, b.bg, b.modifier) && same_symbol(a.symbol(), b.symbol())
}

fn same_symbol(a: &str, b: &str) -> bool {
    match (a.as_bytes(), b.as_bytes()) {
        ([a], [b]) => a == b,
        (a, b) => a == b,
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
    same(cell, &Cell::EMPTY)
}

/// Whether a cell of a buffer surely looks like that one, which is seen.
fn surely(cell: &Cell, seen: &Cell) -> bool {
    is_known(cell) && {
        let (fg, modifier) = colours(cell);
        (fg, cell.bg, modifier) == (seen.fg, seen.bg, seen.modifier)
            && same_symbol(cell.symbol(), seen.symbol())
    }
}

/// Takes one cell, and looks as it is written. Only nearly all such are known: ASCII, then the letters of Latin-1 with its
/// times sign, the rules, the ellipsis.
fn is_known(cell: &Cell) -> bool {
    matches!(
        cell.symbol().as_bytes(),
        [b' '..=b'~'] | [0xc3, _] | [0xe2, 0x94 | 0x95, _] | [0xe2, 0x80, 0xa6]
    )
}

/// Colour of the letters and attributes, as far as they are seen.
fn colours(cell: &Cell) -> (Color, Modifier) {
    if cell.symbol() != " " {
        return (cell.fg, cell.modifier);
    }
    blank_in(cell.fg, cell.modifier)
}

/// What is seen of these on a blank.
fn blank_in(fg: Color, modifier: Modifier) -> (Color, Modifier) {
    let modifier = modifier & SEEN_ON_BLANK;
    (if modifier.is_empty() { Color::Reset } else { fg }, modifier)
}

/// How a known cell is seen.
fn seen(cell: &Cell) -> Cell {
    let mut seen = cell.clone();
    (seen.fg, seen.modifier) = colours(cell);
    seen
}

/// How a cell of a buffer is seen.
#[derive(Clone, Copy)]
struct Look<'a> {
    symbol: &'a str,
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Look<'_> {
    fn cell(self) -> Cell {
        let mut cell = Cell::EMPTY;
        (cell.fg, cell.bg, cell.modifier) = (self.fg, self.bg, self.modifier);
        if self.symbol != " " {
            cell.set_symbol(self.symbol);
        }
        cell
    }
}

/// The cells of a row as they are seen: as many as it has.
fn looks(row: &[Cell]) -> impl Iterator<Item = Look<'_>> {
    let mut wide: Option<(Look<'_>, usize)> = None;
    row.iter().enumerate().map(move |(x, cell)| {
        if let Some((look, left)) = wide.take() {
            // The right half of the character before.
            wide = (left > 1).then_some((look, left - 1));
            return Look { symbol: "", ..look };
        }
        let Cell { fg, bg, modifier, .. } = *cell;
        let symbol = cell.symbol();
        let width = width(symbol);
        if symbol != " " && (1..=row.len() - x).contains(&width) {
            let look = Look { symbol, fg, bg, modifier };
            wide = (width > 1).then_some((look, width - 1));
            return look;
        }
        // What must not go out, or has no room, is a blank.
        let (fg, modifier) = blank_in(fg, modifier);
        Look { symbol: " ", fg, bg, modifier }
    })
}

/// Cells that a symbol takes; none for one that must not go out.
fn width(symbol: &str) -> usize {
    match symbol.as_bytes() {
        [b' '..=b'~'] => 1,
        _ if symbol.chars().any(char::is_control) => 0,
        _ => symbol.width(),
    }
}
