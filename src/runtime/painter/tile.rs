//! What stands in one place of a screen, as two numbers: rows are compared and moved as plain memory, and what a number
//! means is looked up where it is written.

use std::{collections::HashMap, rc::Rc};

use ratatui::buffer::Cell;
use unicode_width::UnicodeWidthStr;

use super::pen::Pen;

/// Two that are equal look the same, and the other way round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tile {
    pub sign: Sign,
    /// Which of the [`Types`]' pens.
    pub pen: u32,
}

/// A character by its number; those joined of more than one are kept by the [`Types`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sign(u32);

/// The first number that no character has.
const JOINED: u32 = char::MAX as u32 + 1;
/// So many that no screen needs any more: then all are forgotten.
const MANY: usize = 4_096;

impl Sign {
    pub const BLANK: Self = Self(' ' as u32);
    /// The right half of the wide character before.
    pub const HALF: Self = Self(0);

    /// Of a character; the same of any two characters.
    pub fn number(self) -> u32 {
        self.0
    }

    /// Every terminal moves on by one cell after it.
    pub fn is_simple(self) -> bool {
        char::from_u32(self.0).is_some_and(is_narrow)
    }
}

impl Tile {
    /// A cell that the terminal has erased.
    pub const ERASED: Self = Self { sign: Sign::BLANK, pen: 0 };
}

/// What tiles are made of: grows with what is seen.
#[derive(Debug, Clone)]
pub struct Types {
    /// The first is the terminal's plain one.
    pens: Vec<Pen>,
    joined: Vec<Rc<str>>,
    /// Where each of these stands.
    places: HashMap<Rc<str>, u32>,
    /// How many the first screen took.
    begun: usize,
}

impl Default for Types {
    fn default() -> Self {
        let (joined, places) = (Vec::new(), HashMap::new());
        Self { pens: vec![Pen::default()], joined, places, begun: 0 }
    }
}

impl Types {
    /// A whole screen was set.
    pub fn begin(&mut self) {
        self.begun = self.pens.len() + self.joined.len();
    }

    /// So many have come since that they should be begun anew.
    pub fn are_many(&self) -> bool {
        self.pens.len() + self.joined.len() > self.begun + MANY
    }

    pub fn pen(&self, number: u32) -> Pen {
        self.pens.get(number as usize).copied().unwrap_or_default()
    }

    /// Writes what the sign means.
    pub fn write(&self, sign: Sign, bytes: &mut Vec<u8>) {
        match u8::try_from(sign.0) {
            Ok(0) => {}
            Ok(byte @ ..0x80) => bytes.push(byte),
            _ => match char::from_u32(sign.0) {
                Some(c) => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
                None => {
                    let joined = self.joined.get((sign.0 - JOINED) as usize);
                    bytes.extend_from_slice(joined.map_or(b"", |text| text.as_bytes()));
                }
            },
        }
    }

    /// A row of cells, or the first of them, as a terminal shows it. What must not go out, or has no room, is a blank.
    pub fn set(&mut self, row: &[Cell], first: usize, tiles: &mut Vec<Tile>) {
        tiles.clear();
        // What was asked last, for letters and for blanks: it is often asked again.
        let mut known = [(Pen::default(), 0); 2];
        let mut ask = |pens: &mut Vec<Pen>, cell, sign| {
            let pen = Pen::of(cell);
            let is_blank = sign == Sign::BLANK;
            let known = &mut known[usize::from(is_blank)];
            if known.0 != pen {
                let seen = if is_blank { pen.on_blank() } else { pen };
                *known = (pen, place(pens, seen));
            }
            known.1
        };
        let (mut wide, mut halves) = (0, 0);
        tiles.extend(row.iter().take(first).enumerate().map(|(x, cell)| {
            if halves > 0 {
                halves -= 1;
                return Tile { sign: Sign::HALF, pen: wide };
            }
            let (sign, width) = self.sign(cell.symbol(), row.len() - x);
            let pen = if Pen::is_plain(cell) {
                Tile::ERASED.pen
            } else {
                ask(&mut self.pens, cell, sign)
            };
            (wide, halves) = (pen, width - 1);
            Tile { sign, pen }
        }));
    }

    /// What a cell's text is where there are so many cells for it, and how many it takes: one or more.
    fn sign(&mut self, symbol: &str, room: usize) -> (Sign, usize) {
        if let [byte @ b' '..=b'~'] = symbol.as_bytes() {
            return (Sign(u32::from(*byte)), 1);
        }
        let mut characters = symbol.chars();
        let only = characters.next().filter(|_| characters.next().is_none());
        if let Some(c) = only.filter(|c| is_narrow(*c)) {
            return (Sign(c.into()), 1);
        }
        let width = if symbol.chars().any(char::is_control) { 0 } else { symbol.width() };
        if !(1..=room).contains(&width) {
            return (Sign::BLANK, 1);
        }
        let sign = only.map_or_else(|| JOINED + self.place_of(symbol), u32::from);
        (Sign(sign), width)
    }

    fn place_of(&mut self, symbol: &str) -> u32 {
        if let Some(place) = self.places.get(symbol) {
            return *place;
        }
        let (text, place) = (Rc::<str>::from(symbol), count(self.joined.len()));
        self.joined.push(Rc::clone(&text));
        self.places.insert(text, place);
        place
    }
}

/// Where a pen stands; it is put at the end when it is new.
fn place(pens: &mut Vec<Pen>, pen: Pen) -> u32 {
    let place = pens.iter().position(|p| *p == pen).unwrap_or_else(|| {
        pens.push(pen);
        pens.len() - 1
    });
    count(place)
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn is_narrow(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a1}'..='\u{2ff}' | '\u{370}'..='\u{482}' | '\u{48a}'..='\u{4ff}'
        | '\u{2010}'..='\u{2027}' | '\u{2190}'..='\u{2193}' | '\u{2260}'..='\u{2265}'
        | '\u{2500}'..='\u{257f}' | '\u{25a0}'..='\u{25fc}' | '\u{2713}' | '\u{2717}')
        && c != '\u{ad}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_called_narrow_takes_one_cell() {
        let narrow: Vec<char> = ('\0'..=char::MAX).filter(|c| is_narrow(*c)).collect();
        assert!(narrow.len() > 1_000);
        let other = narrow.iter().filter(|c| c.to_string().width() != 1);
        assert_eq!(other.collect::<Vec<_>>(), Vec::<&char>::new());
    }

    #[test]
    fn what_was_set_is_written_again() {
        let mut types = Types::default();
        let texts = ["a", " ", "é", "─", "漢", "e\u{301}", "\u{7}", "e\u{301}", "👩‍⚕️", "字"];
        let row: Vec<Cell> = texts
            .iter()
            .flat_map(|text| [Cell::new(text), Cell::EMPTY].into_iter().take(text.width().max(1)))
            .collect();
        let (mut tiles, mut bytes) = (Vec::new(), Vec::new());
        types.set(&row, row.len(), &mut tiles);
        tiles.iter().for_each(|tile| types.write(tile.sign, &mut bytes));
        assert_eq!(String::from_utf8(bytes).unwrap(), "a é─漢e\u{301} e\u{301}👩‍⚕️字");
        assert_eq!(types.joined.len(), 2);
    }

    /// A screen of very many is no reason to write it anew at each key.
    #[test]
    fn types_are_begun_anew_by_what_has_come_since() {
        let mut types = Types::default();
        let joined =
            |n: usize| format!("e{}", "\u{301}".repeat(n % 70 + 1) + &"\u{302}".repeat(n / 70));
        let set = |range: std::ops::Range<usize>, types: &mut Types| {
            let row: Vec<Cell> = range
                .map(|n| {
                    let mut c = Cell::EMPTY;
                    c.set_symbol(&joined(n));
                    c
                })
                .collect();
            types.set(&row, row.len(), &mut Vec::new());
        };
        set(0..MANY + 10, &mut types);
        types.begin();
        assert!(!types.are_many());
        set(0..MANY + 10, &mut types);
        assert!(!types.are_many(), "the same once more");
        set(MANY + 10..2 * MANY + 11, &mut types);
        assert!(types.are_many());
    }
}
