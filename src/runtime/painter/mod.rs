//! Frames as few bytes: what a slow line carries is the difference between two screens, not a screen.
//!
//! ```text
//! buffer ─ tiles ─ Grid ─┬─ the rows of it that differ ─────────────── Line ─┐ the shorter
//!                        └─ scrolled first, then what differs still ── Line ─┴ of the two ─ bytes
//! ```
//!
//! The terminal library finds the cells that differ, but addresses each run, sets colours back after each, sends the
//! cursor with every frame and knows neither scrolling nor erasing. Here a frame without a change is no byte at all.

mod grid;
mod line;
mod pen;
mod scroll;
#[cfg(test)]
mod tests;
mod tile;
mod ways;

use ratatui::{buffer::Buffer, layout::Position};

use self::{
    grid::Grid,
    line::{Line, Stand},
    scroll::Scroll,
    tile::Types,
};

/// A frame of fewer bytes goes out in one packet and is drawn in one go: nothing of it can be seen half done.
const TEARS: usize = 256;
/// Fewer different cells than this are repainted in fewer bytes than a scroll needs.
const SCROLLS: usize = 40;

/// What the brackets and the hiding of the cursor cost.
const BRACKETS: usize = 28;

const HIDE: &[u8] = b"\x1b[?25l";
const SHOW: &[u8] = b"\x1b[?25h";
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";
/// The terminal's plain style, then everything erased in it.
const CLEAR: &[u8] = b"\x1b[m\x1b[2J";

/// What is on the terminal, and the way from there to the next frame.
#[derive(Debug, Clone)]
pub struct Painter {
    /// Brackets around frames that could be seen half done (mode 2026).
    pub synchronized: bool,
    /// `None` when nobody knows what is there.
    shown: Option<Grid>,
    types: Types,
    stand: Stand,
    cursor_shown: Option<bool>,
}

impl Painter {
    pub fn new(synchronized: bool) -> Self {
        let (types, stand) = (Types::default(), Stand::default());
        Self { synchronized, shown: None, types, stand, cursor_shown: None }
    }

    /// Forgets what is on the terminal: the next frame writes everything.
    pub fn forget(&mut self) {
        self.shown = None;
        self.cursor_shown = None;
    }

    /// The bytes that turn what is on the terminal into this frame; none when it is there already. `touched`: how
    /// many cells from its left a row may have other than in the frame before, both halves of wide characters among them.
    pub fn frame(
        &mut self,
        buffer: &Buffer,
        cursor: Option<Position>,
        touched: impl Fn(usize) -> usize,
    ) -> Vec<u8> {
        let is_known = |shown: &Grid| shown.is_as_large_as(buffer) && !self.types.are_many();
        let known = self.shown.take().filter(is_known);
        let whole = known.is_none();
        if whole {
            (self.types, self.stand) = (Types::default(), Stand::default());
        }
        let shown = known.unwrap_or_else(|| Grid::blank(buffer));
        let next =
            shown.then(buffer, |y| if whole { usize::MAX } else { touched(y) }, &mut self.types);
        if whole {
            self.types.begin();
        }
        let mut line = difference(self.stand, &self.types, &shown, &next);
        if let Some(place) = cursor {
            line.go_to(place.x, place.y, None);
        }
        let Line { bytes: painted, stand, .. } = line;
        self.stand = stand;
        let bracketed = whole || painted.len() >= TEARS;
        let bytes = self.wrap(&painted, whole, bracketed, cursor.is_some());
        self.shown = Some(next);
        bytes
    }

    /// Brackets, and the cursor: hidden while it would be seen running about, shown where the frame wants it.
    fn wrap(&mut self, painted: &[u8], whole: bool, bracketed: bool, shows: bool) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(painted.len() + 32);
        let mut say = |said: bool, words: &[u8]| {
            if said {
                bytes.extend_from_slice(words);
            }
        };
        say(bracketed && self.synchronized, BEGIN);
        let hides = self.cursor_shown != Some(false) && (bracketed || !shows);
        say(hides, HIDE);
        say(whole, CLEAR);
        say(true, painted);
        say(shows && (hides || self.cursor_shown != Some(true)), SHOW);
        say(bracketed && self.synchronized, END);
        self.cursor_shown = Some(shows);
        bytes
    }
}

/// The shorter way from `shown` to `next`.
fn difference<'t>(from: Stand, types: &'t Types, shown: &Grid, next: &Grid) -> Line<'t> {
    let apart = shown.rows_apart(next);
    let (many, least) = shown.tiles_apart(next, &apart);
    let scroll = (many >= SCROLLS).then(|| Scroll::find(shown, next, &apart)).flatten();
    let scrolled = scroll.map(|scroll| {
        let moved = shown.scrolled(scroll);
        let mut scrolled = Line::from(from, types);
        scrolled.scroll(scroll, next.rows());
        scrolled.paint(&moved, next, &moved.rows_apart(next));
        scrolled
    });
    // Painting takes a byte for each cell that is written: most scrolls need not be weighed against it.
    let scrolled = match scrolled {
        Some(scrolled) if cost(scrolled.bytes.len()) < cost(least) => return scrolled,
        scrolled => scrolled,
    };
    let mut painted = Line::from(from, types);
    painted.paint(shown, next, &apart);
    let shorter = scrolled.filter(|line| cost(line.bytes.len()) < cost(painted.bytes.len()));
    shorter.unwrap_or(painted)
}

/// Bytes with the brackets that they need.
fn cost(bytes: usize) -> usize {
    if bytes < TEARS { bytes } else { bytes + BRACKETS }
}
