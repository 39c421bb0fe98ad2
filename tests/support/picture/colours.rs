//! What a terminal makes of its colour numbers.

use std::fmt;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

pub const BACKGROUND: Colour = Colour(0x16, 0x1b, 0x22);
pub const FOREGROUND: Colour = Colour(0xd5, 0xda, 0xe1);
pub const CURSOR: Colour = Colour(0xd5, 0xda, 0xe1);
pub const TITLE: Colour = Colour(0x8b, 0x94, 0x9e);

/// The sixteen that have names, as seen on the dark ground above: each readable on it.
const NAMED: [Colour; 16] = [
    Colour(0x3b, 0x42, 0x4d),
    Colour(0xf4, 0x70, 0x67),
    Colour(0x6b, 0xc4, 0x6d),
    Colour(0xda, 0xaa, 0x3f),
    Colour(0x6c, 0xb6, 0xff),
    Colour(0xdc, 0xbd, 0xfb),
    Colour(0x56, 0xd4, 0xdd),
    Colour(0xc5, 0xcc, 0xd6),
    Colour(0x76, 0x83, 0x90),
    Colour(0xff, 0x93, 0x8a),
    Colour(0x8d, 0xdb, 0x8c),
    Colour(0xf0, 0xc6, 0x5e),
    Colour(0x96, 0xd0, 0xff),
    Colour(0xea, 0xd8, 0xff),
    Colour(0x8b, 0xe9, 0xf0),
    Colour(0xff, 0xff, 0xff),
];

/// `None` is the terminal's own foreground or background.
pub fn of(colour: vt100::Color) -> Option<Colour> {
    match colour {
        vt100::Color::Default => None,
        vt100::Color::Rgb(red, green, blue) => Some(Colour(red, green, blue)),
        vt100::Color::Idx(number) => Some(numbered(number)),
    }
}

/// xterm's 256: the named ones, a cube of 6 x 6 x 6, and 24 greys.
fn numbered(number: u8) -> Colour {
    let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
    match number {
        0..=15 => NAMED[usize::from(number)],
        16..=231 => {
            let cube = number - 16;
            Colour(level(cube / 36), level(cube / 6 % 6), level(cube % 6))
        }
        232..=255 => {
            let grey = 8 + 10 * (number - 232);
            Colour(grey, grey, grey)
        }
    }
}

impl Colour {
    /// Halfway to another: what terminals do for dim text.
    pub fn towards(self, other: Self) -> Self {
        let middle = |a: u8, b: u8| a.midpoint(b);
        Self(middle(self.0, other.0), middle(self.1, other.1), middle(self.2, other.2))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}
