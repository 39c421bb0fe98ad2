//! The line to the terminal: where it writes next and in what style, and the shortest words for each change.

use std::io::Write;

use ratatui::{
    buffer::Cell,
    style::{Color, Modifier},
};

use super::{
    grid::{Grid, SEEN_ON_BLANK, is_erased, is_simple, same},
    scroll::Scroll,
    ways,
};

/// So many blanks are shorter to write than to erase.
const FEW_BLANKS: usize = 8;
const ERASE_TO_END: &[u8] = b"\x1b[K";

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Pen {
    fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }

    /// Whether a cell written with it looks as it should: on a blank the colour of letters is not seen, nor their
    /// weight.
    fn writes(self, cell: &Cell) -> bool {
        let seen = self.modifier & SEEN_ON_BLANK;
        let blank = cell.symbol() == " " && seen.is_empty() && cell.modifier.is_empty();
        Self::of(cell) == self || blank && cell.bg == self.bg
    }
}

/// Bytes for the terminal, and the state in which they leave it.
#[derive(Debug, Clone, Default)]
pub struct Line {
    pub bytes: Vec<u8>,
    /// Column and row; `None` after a character on whose width terminals differ, and at the right edge.
    at: Option<(u16, u16)>,
    pen: Pen,
}

impl Line {
    /// Writes all cells in which the two differ; `rows`: where they do.
    pub fn paint(&mut self, shown: &Grid, next: &Grid, rows: &[usize]) {
        for y in rows {
            self.paint_row(*y, &shown.row(*y).cells, &next.row(*y).cells);
        }
    }

    fn paint_row(&mut self, y: usize, old: &[Cell], new: &[Cell]) {
        let Some(last) = (0..new.len()).rev().find(|x| !same(&old[*x], &new[*x])) else { return };
        let text_end = new.iter().rposition(|cell| !is_erased(cell)).map_or(0, |x| x + 1);
        let mut x = 0;
        while x <= last {
            if same(&old[x], &new[x]) || new[x].symbol().is_empty() {
                x += 1;
                continue;
            }
            self.go_to(narrow(x), narrow(y), Some(new));
            if !is_erased(&new[x]) {
                self.put(&new[x], x + 1 == new.len());
                x += 1;
                continue;
            }
            let blanks = new[x..=last].iter().take_while(|cell| is_erased(cell)).count();
            if x >= text_end && blanks > 3 {
                self.set_pen(Pen::default());
                self.bytes.extend_from_slice(ERASE_TO_END);
                return;
            }
            let changed =
                (x..x + blanks).rev().find(|x| !same(&old[*x], &new[*x])).map_or(x, |x| x + 1);
            if changed - x > FEW_BLANKS {
                self.set_pen(Pen::default());
                self.say(format_args!("\x1b[{}X", changed - x));
            } else {
                (x..changed).for_each(|x| self.put(&new[x], x + 1 == new.len()));
            }
            x = changed;
        }
    }

    /// Lets the terminal move rows by itself.
    pub fn scroll(&mut self, scroll: Scroll, rows: usize) {
        // Rows that come in are blank in the ground of the pen.
        self.set_pen(Pen::default());
        let part = scroll.top > 0 || scroll.bottom + 1 < rows;
        if part {
            self.say(format_args!("\x1b[{};{}r", scroll.top + 1, scroll.bottom + 1));
            self.at = None;
        }
        self.go_to(0, narrow(if scroll.up { scroll.bottom } else { scroll.top }), None);
        let step: &[u8] = if scroll.up { b"\n" } else { b"\x1bM" };
        (0..scroll.rows).for_each(|_| self.bytes.extend_from_slice(step));
        if part {
            self.bytes.extend_from_slice(b"\x1b[r");
            self.at = None;
        }
    }

    /// Moves to a cell. `row`: what stands in its row from here to there, which may be shorter to write again.
    pub fn go_to(&mut self, x: u16, y: u16, row: Option<&[Cell]>) {
        if self.at == Some((x, y)) {
            return;
        }
        let begin = self.bytes.len();
        ways::address(&mut self.bytes, (x, y));
        if let Some(from) = self.at {
            self.if_shorter(begin, |bytes| ways::steps(bytes, from, (x, y)));
            self.if_shorter(begin, |bytes| ways::from_the_left(bytes, from, (x, y)));
            if (1..4).contains(&y.saturating_sub(from.1)) {
                self.if_shorter(begin, |bytes| ways::lines_down(bytes, from, (x, y)));
            }
            if from.1 == y
                && let Some(cells) = row.and_then(|row| row.get(from.0.into()..x.into()))
                && self.writes_again(cells)
            {
                let symbols = cells.iter().map(|cell| cell.symbol().as_bytes());
                self.if_shorter(begin, |bytes| symbols.for_each(|s| bytes.extend_from_slice(s)));
            }
        }
        self.at = Some((x, y));
    }

    /// Takes other words instead of those that begin there, when they are fewer.
    fn if_shorter(&mut self, begin: usize, say: impl FnOnce(&mut Vec<u8>)) {
        let end = self.bytes.len();
        say(&mut self.bytes);
        let other = self.bytes.len() - end;
        if other < end - begin {
            self.bytes.copy_within(end.., begin);
            self.bytes.truncate(begin + other);
        } else {
            self.bytes.truncate(end);
        }
    }

    /// Whether the pen is right for all of these few cells.
    fn writes_again(&self, cells: &[Cell]) -> bool {
        cells.len() < 8 && cells.iter().all(|c| is_simple(c) && self.pen.writes(c))
    }

    /// Writes a cell where the line stands.
    fn put(&mut self, cell: &Cell, at_edge: bool) {
        if !self.pen.writes(cell) {
            self.set_pen(Pen::of(cell));
        }
        self.bytes.extend_from_slice(cell.symbol().as_bytes());
        let moves = is_simple(cell) && !at_edge;
        self.at = self.at.filter(|_| moves).map(|(x, y)| (x + 1, y));
    }

    fn set_pen(&mut self, pen: Pen) {
        if pen != self.pen {
            let anew = [vec![0], codes(Pen::default(), pen)].concat();
            let changed = codes(self.pen, pen);
            let words = [anew, changed].map(|codes| rendition(&codes));
            let shorter = words.into_iter().min_by_key(Vec::len).unwrap_or_default();
            self.bytes.extend_from_slice(&shorter);
            self.pen = pen;
        }
    }

    fn say(&mut self, words: std::fmt::Arguments<'_>) {
        // Writing into a vector does not fail.
        let _ = self.bytes.write_fmt(words);
    }
}

fn narrow(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

fn rendition(codes: &[u16]) -> Vec<u8> {
    match codes {
        [0] => b"\x1b[m".to_vec(),
        codes => {
            let numbers: Vec<String> = codes.iter().map(u16::to_string).collect();
            format!("\x1b[{}m", numbers.join(";")).into_bytes()
        }
    }
}

/// Attributes, what sets each and what sets it back.
const ATTRIBUTES: [(Modifier, u16, u16); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// What turns one pen into another.
fn codes(from: Pen, to: Pen) -> Vec<u16> {
    let gone = from.modifier - to.modifier;
    let mut codes: Vec<u16> =
        ATTRIBUTES.iter().filter(|(m, ..)| gone.contains(*m)).map(|(.., off)| *off).collect();
    codes.dedup();
    // Setting back one of a pair sets back the other.
    let kept = |off: u16| !codes.contains(&off);
    let set: Vec<u16> = ATTRIBUTES
        .iter()
        .filter(|(m, _, off)| {
            to.modifier.contains(*m) && !(from.modifier.contains(*m) && kept(*off))
        })
        .map(|(_, on, _)| *on)
        .collect();
    codes.extend(set);
    if from.fg != to.fg {
        colour(to.fg, 30, &mut codes);
    }
    if from.bg != to.bg {
        colour(to.bg, 40, &mut codes);
    }
    codes
}

/// `base`: 30 for the text, 40 for the ground.
fn colour(colour: Color, base: u16, codes: &mut Vec<u16>) {
    match colour {
        Color::Reset => codes.push(base + 9),
        Color::Black => codes.push(base),
        Color::Red => codes.push(base + 1),
        Color::Green => codes.push(base + 2),
        Color::Yellow => codes.push(base + 3),
        Color::Blue => codes.push(base + 4),
        Color::Magenta => codes.push(base + 5),
        Color::Cyan => codes.push(base + 6),
        Color::Gray => codes.push(base + 7),
        Color::DarkGray => codes.push(base + 60),
        Color::LightRed => codes.push(base + 61),
        Color::LightGreen => codes.push(base + 62),
        Color::LightYellow => codes.push(base + 63),
        Color::LightBlue => codes.push(base + 64),
        Color::LightMagenta => codes.push(base + 65),
        Color::LightCyan => codes.push(base + 66),
        Color::White => codes.push(base + 67),
        Color::Indexed(n) => codes.extend([base + 8, 5, u16::from(n)]),
        Color::Rgb(r, g, b) => {
            codes.extend([base + 8, 2, u16::from(r), u16::from(g), u16::from(b)]);
        }
    }
}
