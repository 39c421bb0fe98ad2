//! What the rows of a buffer show already. A step of the bar changes two rows of the queue: the others stay as they are,
//! and are neither written nor compared again.

use jiff::civil::DateTime;
use ratatui::{buffer::Buffer, layout::Size};

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

/// Goes with one buffer, into which nobody else draws.
#[derive(Debug, Default)]
pub struct Drawn {
    ground: Option<Ground>,
    rows: Vec<Row>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Row {
    look: Option<Look>,
    /// Its cells may not be those of the frame before.
    touched: bool,
}

impl Drawn {
    /// Nothing is known of the buffer any more.
    pub fn forget(&mut self) {
        self.ground = None;
    }

    /// Whether the frame that was drawn last may have changed this row.
    pub fn touched(&self, y: usize) -> bool {
        self.rows.get(y).is_none_or(|row| row.touched)
    }

    /// Begins a frame. Rows that may stay as they are keep their cells until `shows` is asked; with no ground, all are
    /// blank.
    pub(super) fn begin(&mut self, buffer: &mut Buffer, ground: Option<Ground>) {
        if ground.is_none() || ground != self.ground {
            self.rows.clear();
        }
        self.ground = ground;
        self.rows.resize(usize::from(buffer.area.height), Row::default());
        for (y, row) in self.rows.iter_mut().enumerate() {
            row.touched = row.look.is_none();
            if row.touched {
                blank(buffer, y);
            }
        }
    }

    /// True when the row shows this already; its cells are blank otherwise, to be drawn.
    pub(super) fn shows(&mut self, buffer: &mut Buffer, y: u16, look: Option<Look>) -> bool {
        let y = usize::from(y);
        let Some(row) = self.rows.get_mut(y) else { return false };
        if look.is_some() && row.look == look {
            return true;
        }
        if !row.touched {
            row.touched = true;
            blank(buffer, y);
        }
        row.look = look;
        false
    }
}

fn blank(buffer: &mut Buffer, y: usize) {
    let width = usize::from(buffer.area.width);
    buffer.content.iter_mut().skip(y * width).take(width).for_each(ratatui::buffer::Cell::reset);
}
