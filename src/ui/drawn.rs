//! What the rows of a buffer show already. A step of the bar changes two rows of the queue, and what is told of the
//! chosen one: the others stay as they are, and are neither written nor compared again.

use jiff::civil::DateTime;
use ratatui::{
    buffer::{Buffer, Cell},
    layout::Size,
    text::{Line, Span},
};

/// What all looks of rows rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ground {
    pub revision: u64,
    pub now: DateTime,
    pub size: Size,
}

/// All that the cells of a row of the queue are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Which of all rows.
    pub row: u32,
    pub mark: &'static str,
    pub chosen: bool,
}

/// What was drawn on a blank row, and nothing else since.
#[derive(Debug, PartialEq)]
enum Shown {
    Row(Look),
    Line(Line<'static>),
    Nothing,
}

/// Goes with one buffer, into which nobody else draws.
#[derive(Debug, Default)]
pub struct Drawn {
    ground: Option<Ground>,
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    /// `None`: who knows.
    shown: Option<Shown>,
    /// This frame has drawn on it, or would have.
    begun: bool,
    /// So many cells from its left may not be blank.
    written: usize,
    /// So many from its left may not be those of the frame before.
    touched: usize,
}

impl Drawn {
    /// Nothing is known of the buffer any more.
    pub fn forget(&mut self) {
        self.ground = None;
    }

    /// How many cells from its left the frame that was drawn last may have changed in this row.
    pub fn touched(&self, y: usize) -> usize {
        self.rows.get(y).map_or(usize::MAX, |row| row.touched)
    }

    /// Begins a frame. With a ground, rows keep their cells until they are drawn on, or the frame has ended without;
    /// with none, all are blank, and nothing is known of them.
    pub(super) fn begin(&mut self, buffer: &mut Buffer, ground: Option<Ground>) {
        if ground.is_none() || ground != self.ground {
            self.rows.clear();
        }
        self.ground = ground;
        let written = usize::from(buffer.area.width);
        let unknown = || Row { shown: None, begun: false, written, touched: 0 };
        self.rows.resize_with(usize::from(buffer.area.height), unknown);
        for row in &mut self.rows {
            (row.begun, row.touched) = (false, if ground.is_none() { written } else { 0 });
        }
        if ground.is_none() {
            buffer.reset();
        }
    }

    /// Ends a frame over the one before: rows on which it has drawn nothing are blank.
    pub(super) fn end(&mut self, buffer: &mut Buffer) {
        for (y, row) in self.rows.iter_mut().enumerate() {
            if !row.begun && row.shown != Some(Shown::Nothing) {
                row.shown = Some(Shown::Nothing);
                row.blank(buffer, y);
            }
        }
    }

    /// True when the row shows this already; its cells are blank otherwise, to be drawn.
    pub(super) fn shows(&mut self, buffer: &mut Buffer, y: u16, look: Look) -> bool {
        self.becomes(buffer, y, Shown::Row(look))
    }

    /// The same for a line that takes a row.
    pub(super) fn shows_line(&mut self, buffer: &mut Buffer, y: u16, line: &Line<'_>) -> bool {
        let Some(row) = self.rows.get_mut(usize::from(y)) else { return false };
        if row.begun {
            // It lies over something.
            self.draws_on(buffer, y);
            return false;
        }
        if matches!(&row.shown, Some(Shown::Line(shown)) if shown == line) {
            row.begun = true;
            return true;
        }
        self.becomes(buffer, y, Shown::Line(kept(line)))
    }

    fn becomes(&mut self, buffer: &mut Buffer, y: u16, what: Shown) -> bool {
        let Some(row) = self.rows.get_mut(usize::from(y)) else { return false };
        let shows = !row.begun && row.shown.as_ref() == Some(&what);
        row.begun = true;
        if !shows {
            row.shown = Some(what);
            row.blank(buffer, y.into());
        }
        shows
    }

    /// What a row shows was written into so many cells from its left.
    pub(super) fn wrote(&mut self, y: u16, cells: usize) {
        if let Some(row) = self.rows.get_mut(usize::from(y)) {
            row.written = row.written.max(cells);
            row.touched = row.touched.max(cells);
        }
    }

    /// Something is drawn on this row, on what the frame has drawn there: nobody knows what it shows then.
    pub(super) fn draws_on(&mut self, buffer: &mut Buffer, y: u16) {
        let Some(row) = self.rows.get_mut(usize::from(y)) else { return };
        if !row.begun {
            row.blank(buffer, y.into());
        }
        let all = usize::from(buffer.area.width);
        *row = Row { shown: None, begun: true, written: all, touched: all };
    }
}

impl Row {
    fn blank(&mut self, buffer: &mut Buffer, y: usize) {
        let width = usize::from(buffer.area.width);
        let written = self.written.min(width);
        buffer.content.iter_mut().skip(y * width).take(written).for_each(Cell::reset);
        self.touched = self.touched.max(written);
        self.written = 0;
    }
}

fn kept(line: &Line<'_>) -> Line<'static> {
    let spans = line.spans.iter().map(|s| Span::styled(s.content.clone().into_owned(), s.style));
    Line { style: line.style, alignment: line.alignment, spans: spans.collect() }
}
