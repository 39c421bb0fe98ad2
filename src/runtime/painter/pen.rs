//! In what style a terminal writes, and the shortest words that turn one style into another.

use ratatui::{
    buffer::Cell,
    style::{Color, Modifier},
};

use super::ways;

/// What shows on a blank cell; its other attributes cannot be seen.
const SEEN_ON_BLANK: Modifier = Modifier::UNDERLINED
    .union(Modifier::REVERSED)
    .union(Modifier::CROSSED_OUT)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK);

/// Attributes, what sets each and what sets it back: two that one code sets back stand together.
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

/// How what is written next will look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Pen {
    pub fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }

    /// A cell of the terminal's plain style, as most are.
    pub fn is_plain(cell: &Cell) -> bool {
        cell.modifier.is_empty() && cell.fg == Color::Reset && cell.bg == Color::Reset
    }

    /// The same as far as it is seen on a blank: not the colour of letters, nor their weight.
    pub fn on_blank(self) -> Self {
        let modifier = self.modifier & SEEN_ON_BLANK;
        Self { fg: if modifier.is_empty() { Color::Reset } else { self.fg }, modifier, ..self }
    }

    /// Whether a blank of a pen looks as it should when this one writes it.
    pub fn writes_blank_of(self, other: Self) -> bool {
        let nothing_seen = (self.modifier & SEEN_ON_BLANK).is_empty() && other.modifier.is_empty();
        nothing_seen && self.bg == other.bg
    }

    /// Says that another pen writes from here on: from this one, or from the plain style, whichever takes fewer bytes.
    pub fn turn(self, to: Self, bytes: &mut Vec<u8>) {
        let begin = bytes.len();
        bytes.extend_from_slice(b"\x1b[");
        if to != Self::default() {
            bytes.extend_from_slice(b"0;");
            Self::default().changes(to, bytes);
            bytes.pop();
        }
        bytes.push(b'm');
        ways::if_shorter(bytes, begin, |bytes| {
            bytes.extend_from_slice(b"\x1b[");
            self.changes(to, bytes);
            bytes.pop();
            bytes.push(b'm');
        });
    }

    /// What turns this pen into another that differs, with a semicolon behind each code.
    fn changes(self, to: Self, bytes: &mut Vec<u8>) {
        let gone = self.modifier - to.modifier;
        // Setting back one of a pair sets back the other.
        let mut back = Modifier::empty();
        let mut last = None;
        for (attribute, _, off) in ATTRIBUTES {
            if gone.contains(attribute) && last != Some(off) {
                last = Some(off);
                code(off, bytes);
                back |= set_back_by(off);
            }
        }
        for (attribute, on, _) in ATTRIBUTES {
            let stays = self.modifier.contains(attribute) && !back.contains(attribute);
            if to.modifier.contains(attribute) && !stays {
                code(on, bytes);
            }
        }
        if self.fg != to.fg {
            colour(to.fg, 30, bytes);
        }
        if self.bg != to.bg {
            colour(to.bg, 40, bytes);
        }
    }
}

fn set_back_by(off: u16) -> Modifier {
    let of = ATTRIBUTES.iter().filter(|(.., back)| *back == off);
    of.fold(Modifier::empty(), |all, (attribute, ..)| all | *attribute)
}

fn code(code: u16, bytes: &mut Vec<u8>) {
    ways::number(bytes, code);
    bytes.push(b';');
}

/// `base`: 30 for the text, 40 for the ground.
fn colour(colour: Color, base: u16, bytes: &mut Vec<u8>) {
    let code_of = match colour {
        Color::Reset => 9,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 60,
        Color::LightRed => 61,
        Color::LightGreen => 62,
        Color::LightYellow => 63,
        Color::LightBlue => 64,
        Color::LightMagenta => 65,
        Color::LightCyan => 66,
        Color::White => 67,
        Color::Indexed(n) => {
            return [base + 8, 5, n.into()].into_iter().for_each(|n| code(n, bytes));
        }
        Color::Rgb(r, g, b) => {
            let codes = [base + 8, 2, r.into(), g.into(), b.into()];
            return codes.into_iter().for_each(|n| code(n, bytes));
        }
    };
    code(base + code_of, bytes);
}
