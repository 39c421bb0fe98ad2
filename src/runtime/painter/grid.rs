//! A screen as a terminal has it: what cannot be seen does not differ.

use std::{cell::OnceCell, rc::Rc};

use ratatui::buffer::Buffer;

use super::{
    scroll::Scroll,
    tile::{Sign, Tile, Types},
};

/// Rows of tiles. A row that stays as it is, or moves, is the same one in the next grid.
#[derive(Debug, Clone)]
pub struct Grid {
    columns: usize,
    rows: Vec<Rc<Row>>,
}

/// A row as it is seen.
#[derive(Debug)]
pub struct Row {
    pub tiles: Vec<Tile>,
    /// Worked out when it is asked for, as where rows may have moved.
    sum: OnceCell<Sum>,
}

#[derive(Debug, Clone, Copy)]
struct Sum {
    /// Tiles that are not blank.
    ink: usize,
    /// Of the text: rows that differ are told apart by it.
    hash: u64,
}

impl Grid {
    /// An erased screen as large as this buffer.
    pub fn blank(buffer: &Buffer) -> Self {
        let columns = usize::from(buffer.area.width);
        let row = Rc::new(Row::new(vec![Tile::ERASED; columns]));
        Self { columns, rows: vec![row; usize::from(buffer.area.height)] }
    }

    /// What a terminal shows that showed this and is sent that buffer, which is as large.
    /// `touched`: how many tiles from its left a row may have other than it knows.
    pub fn then(
        &self,
        buffer: &Buffer,
        touched: impl Fn(usize) -> usize,
        types: &mut Types,
    ) -> Self {
        let mut next = self.clone();
        let mut tiles = Vec::with_capacity(self.columns);
        for (y, cells) in buffer.content.chunks(self.columns.max(1)).enumerate() {
            let first = touched(y);
            if first == 0 {
                continue;
            }
            types.set(cells, first, &mut tiles);
            let row = &mut next.rows[y];
            let (before, rest) = row.tiles.split_at(tiles.len());
            if tiles != before {
                *row = Rc::new(Row::new([tiles.as_slice(), rest].concat()));
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
        let apart = |a: &Rc<Row>, b: &Rc<Row>| !Rc::ptr_eq(a, b) && a.tiles != b.tiles;
        rows.filter(|(_, (a, b))| apart(a, b)).map(|(y, _)| y).collect()
    }

    /// In how many tiles of these rows they differ, and in how many of them the other has something to write.
    pub fn tiles_apart(&self, other: &Self, rows: &[usize]) -> (usize, usize) {
        let (mut all, mut written) = (0, 0);
        for y in rows {
            for (old, new) in self.row(*y).tiles.iter().zip(&other.row(*y).tiles) {
                let apart = old != new;
                all += usize::from(apart);
                written += usize::from(apart && *new != Tile::ERASED && new.sign != Sign::HALF);
            }
        }
        (all, written)
    }

    /// What is shown after the terminal has scrolled.
    pub fn scrolled(&self, scroll: Scroll) -> Self {
        let blank = Rc::new(Row::new(vec![Tile::ERASED; self.columns]));
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

    /// How many tiles that are not blank stand in a row of this as in one of the other.
    pub fn right(&self, y: usize, other: &Self, there: usize) -> usize {
        let (a, b) = (&self.rows[y], &other.rows[there]);
        if Rc::ptr_eq(a, b) {
            return b.ink();
        }
        let stand = |(a, b): &(&Tile, &Tile)| a == b && b.sign != Sign::BLANK;
        a.tiles.iter().zip(&b.tiles).filter(stand).count()
    }
}

impl Row {
    fn new(tiles: Vec<Tile>) -> Self {
        Self { tiles, sum: OnceCell::new() }
    }

    /// How many tiles are not blank.
    pub fn ink(&self) -> usize {
        self.sum().ink
    }

    fn sum(&self) -> Sum {
        *self.sum.get_or_init(|| {
            let (mut hash, mut ink) = (0_u64, 0);
            for Tile { sign, .. } in &self.tiles {
                ink += usize::from(*sign != Sign::BLANK);
                // As FNV-1a does with bytes: on a screen of rows, chance alone makes two of them meet.
                hash = (hash ^ u64::from(sign.number())).wrapping_mul(0x0100_0000_01b3);
            }
            Sum { ink, hash }
        })
    }
}

impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        self.sum().hash == other.sum().hash && self.tiles == other.tiles
    }
}
