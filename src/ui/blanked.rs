//! A screen without what it tells of anybody, for recordings that are shown to others. Everything is blanked but what the
//! view vouches for: words of the program itself. A text that nobody thinks of is blanked, too.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};
use unicode_width::UnicodeWidthStr;

use super::{View, frame::Frame};
use crate::app::State;

/// Stands for a letter, a digit, and a character of two cells.
const LETTER: &str = "x";
const DIGIT: &str = "0";
const WIDE: &str = "\u{3007}";

/// What of a frame is the program's own: the symbol that was vouched for, a cell each.
#[derive(Debug)]
pub struct Own {
    area: Rect,
    cells: Vec<Option<String>>,
}

impl Own {
    fn none(area: Rect) -> Self {
        let cells = usize::from(area.width) * usize::from(area.height);
        Self { area, cells: vec![None; cells] }
    }

    /// What stands here now is the program's own.
    pub(super) fn vouch(&mut self, area: Rect, buffer: &Buffer) {
        for place in area.intersection(self.area).positions() {
            let at = self.index(place);
            self.cells[at] = Some(buffer[place].symbol().to_owned());
        }
    }

    /// Something else is drawn here: what stood below it vouches for nothing.
    pub(super) fn cover(&mut self, area: Rect) {
        for place in area.intersection(self.area).positions() {
            let at = self.index(place);
            self.cells[at] = None;
        }
    }

    fn index(&self, place: Position) -> usize {
        usize::from(place.y) * usize::from(self.area.width) + usize::from(place.x)
    }

    /// Blanks every cell that is not as it was vouched for.
    fn blank(&self, buffer: &mut Buffer) {
        for (cell, own) in buffer.content.iter_mut().zip(&self.cells) {
            if own.as_deref() != Some(cell.symbol())
                && let Some(neutral) = neutral(cell.symbol())
            {
                cell.set_symbol(neutral);
            }
        }
    }
}

/// What is as wide and says nothing; none for what says nothing itself: blanks, rules, the marks of the theme, and the
/// punctuation of ASCII.
fn neutral(symbol: &str) -> Option<&'static str> {
    let mut characters = symbol.chars();
    match (characters.next(), characters.next()) {
        (None, _) => None,
        (Some('0'..='9'), None) => Some(DIGIT),
        (Some(c), None) if c == ' ' || c.is_ascii_punctuation() || MARKS.contains(&c) => None,
        (Some('\u{2500}'..='\u{257f}' | '\u{25a0}'..='\u{25fc}'), None) => None,
        _ if symbol.width() > 1 => Some(WIDE),
        _ => Some(LETTER),
    }
}

const MARKS: [char; 7] = ['·', '…', '—', '”', '×', '✓', '✗'];

impl View {
    /// Draws a frame on blank cells as [`View::draw`] does, and blanks what is not the program's own.
    pub fn draw_blanked(&mut self, state: &State, buffer: &mut Buffer) -> Option<Position> {
        let mut own = Own::none(buffer.area);
        let mut frame = Frame::vouched(buffer, &mut own);
        self.frame(state, &mut frame);
        let cursor = frame.end();
        own.blank(buffer);
        cursor
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Cell;

    use super::*;

    fn shown(draw: impl Fn(&mut Frame<'_>)) -> String {
        let area = Rect::new(0, 0, 24, 1);
        let mut buffer = Buffer::empty(area);
        let mut own = Own::none(area);
        draw(&mut Frame::vouched(&mut buffer, &mut own));
        own.blank(&mut buffer);
        buffer.content.iter().map(Cell::symbol).collect::<String>().trim_end().to_owned()
    }

    #[test]
    fn what_nobody_vouches_for_is_blanked_in_its_width() {
        let area = Rect::new(0, 0, 24, 1);
        let text = "Naïve 頸, L4-5 \"42\" ✓ │";
        assert_eq!(shown(|f| f.text(text, area)), "xxxxx \u{3007} , x0-0 \"00\" ✓ │");
        let own = |f: &mut Frame<'_>| {
            f.text("2 Findings of her", area);
            f.own(Rect { width: 10, ..area });
        };
        assert_eq!(shown(own), "2 Findings xx xxx");
    }

    #[test]
    fn what_is_drawn_over_the_programs_own_words_is_blanked() {
        let area = Rect::new(0, 0, 24, 1);
        let vouched = |f: &mut Frame<'_>| {
            f.text("Findings", area);
            f.own(area);
        };
        let over = |f: &mut Frame<'_>| {
            vouched(f);
            f.text("Findinx", area);
        };
        assert_eq!(shown(over), "xxxxxxxx", "also where the letters are the same");
        let past_the_frame = |f: &mut Frame<'_>| {
            vouched(f);
            f.buffer_mut().set_string(0, 0, "Her name", ratatui::style::Style::new());
        };
        assert_eq!(shown(past_the_frame), "xxx xxxx");
    }
}
