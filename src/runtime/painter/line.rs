//! The line to the terminal: where it writes next and in what style, and the shortest words for each change.

use super::{
    grid::Grid,
    scroll::Scroll,
    tile::{Sign, Tile, Types},
    ways::{self, if_shorter},
};

/// So many blanks are shorter to write than to erase.
const FEW_BLANKS: usize = 8;
const ERASE_TO_END: &[u8] = b"\x1b[K";

/// Where the terminal writes next, and with which pen.
#[derive(Debug, Clone, Copy, Default)]
pub struct Stand {
    /// Column and row; `None` after a character on whose width terminals differ, and at the right edge.
    at: Option<(u16, u16)>,
    pen: u32,
}

/// Bytes for the terminal, and where they leave it.
#[derive(Debug)]
pub struct Line<'t> {
    types: &'t Types,
    pub bytes: Vec<u8>,
    pub stand: Stand,
}

impl<'t> Line<'t> {
    pub fn from(stand: Stand, types: &'t Types) -> Self {
        Self { types, bytes: Vec::with_capacity(256), stand }
    }

    /// Writes all tiles in which the two differ; `rows`: where they do.
    pub fn paint(&mut self, shown: &Grid, next: &Grid, rows: &[usize]) {
        for y in rows {
            self.paint_row(*y, &shown.row(*y).tiles, &next.row(*y).tiles);
        }
    }

    fn paint_row(&mut self, y: usize, old: &[Tile], new: &[Tile]) {
        let Some(last) = (0..new.len()).rev().find(|x| old[*x] != new[*x]) else { return };
        let text_end = new.iter().rposition(|tile| *tile != Tile::ERASED).map_or(0, |x| x + 1);
        let mut x = 0;
        while x <= last {
            if old[x] == new[x] || new[x].sign == Sign::HALF {
                x += 1;
                continue;
            }
            self.go_to(narrow(x), narrow(y), Some(new));
            if new[x] != Tile::ERASED {
                self.put(new[x], x + 1 == new.len());
                x += 1;
                continue;
            }
            let blanks = new[x..=last].iter().take_while(|tile| **tile == Tile::ERASED).count();
            if x >= text_end && blanks > 3 {
                self.take_pen(Tile::ERASED.pen);
                self.bytes.extend_from_slice(ERASE_TO_END);
                return;
            }
            let changed = (x..x + blanks).rev().find(|x| old[*x] != new[*x]).map_or(x, |x| x + 1);
            if changed - x > FEW_BLANKS {
                self.take_pen(Tile::ERASED.pen);
                ways::sequence(&mut self.bytes, &[narrow(changed - x)], b'X');
            } else {
                (x..changed).for_each(|x| self.put(new[x], x + 1 == new.len()));
            }
            x = changed;
        }
    }

    /// Lets the terminal move rows by itself.
    pub fn scroll(&mut self, scroll: Scroll, rows: usize) {
        // Rows that come in are blank in the ground of the pen.
        self.take_pen(Tile::ERASED.pen);
        let part = scroll.top > 0 || scroll.bottom + 1 < rows;
        if part {
            let ends = [scroll.top, scroll.bottom].map(|y| narrow(y + 1));
            ways::sequence(&mut self.bytes, &ends, b'r');
            self.stand.at = None;
        }
        self.go_to(0, narrow(if scroll.up { scroll.bottom } else { scroll.top }), None);
        let step: &[u8] = if scroll.up { b"\n" } else { b"\x1bM" };
        (0..scroll.rows).for_each(|_| self.bytes.extend_from_slice(step));
        if part {
            self.bytes.extend_from_slice(b"\x1b[r");
            self.stand.at = None;
        }
    }

    /// Moves to a tile. `row`: what stands in its row from here to there, which may be shorter to write again.
    pub fn go_to(&mut self, x: u16, y: u16, row: Option<&[Tile]>) {
        if self.stand.at == Some((x, y)) {
            return;
        }
        let begin = self.bytes.len();
        ways::address(&mut self.bytes, (x, y));
        if let Some(from) = self.stand.at {
            if_shorter(&mut self.bytes, begin, |bytes| ways::steps(bytes, from, (x, y)));
            if_shorter(&mut self.bytes, begin, |bytes| ways::from_the_left(bytes, from, (x, y)));
            if (1..4).contains(&y.saturating_sub(from.1)) {
                if_shorter(&mut self.bytes, begin, |bytes| ways::lines_down(bytes, from, (x, y)));
            }
            if from.1 == y
                && let Some(tiles) = row.and_then(|row| row.get(from.0.into()..x.into()))
                && self.writes_again(tiles)
            {
                let types = self.types;
                let write = |bytes: &mut _| tiles.iter().for_each(|t| types.write(t.sign, bytes));
                if_shorter(&mut self.bytes, begin, write);
            }
        }
        self.stand.at = Some((x, y));
    }

    /// Whether the pen is right for all of these few tiles.
    fn writes_again(&self, tiles: &[Tile]) -> bool {
        tiles.len() < 8 && tiles.iter().all(|tile| tile.sign.is_simple() && self.writes(*tile))
    }

    /// Whether a tile written with the pen looks as it should.
    fn writes(&self, Tile { sign, pen }: Tile) -> bool {
        let pens = |n| self.types.pen(n);
        pen == self.stand.pen
            || sign == Sign::BLANK && pens(self.stand.pen).writes_blank_of(pens(pen))
    }

    /// Writes a tile where the line stands.
    fn put(&mut self, tile: Tile, at_edge: bool) {
        if !self.writes(tile) {
            self.take_pen(tile.pen);
        }
        self.types.write(tile.sign, &mut self.bytes);
        let moves = tile.sign.is_simple() && !at_edge;
        self.stand.at = self.stand.at.filter(|_| moves).map(|(x, y)| (x + 1, y));
    }

    fn take_pen(&mut self, pen: u32) {
        if pen != self.stand.pen {
            self.types.pen(self.stand.pen).turn(self.types.pen(pen), &mut self.bytes);
            self.stand.pen = pen;
        }
    }
}

fn narrow(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}
