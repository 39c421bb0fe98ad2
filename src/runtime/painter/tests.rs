//! What the terminal shows is what was drawn: random screens through the painter into a terminal emulator.

use proptest::prelude::*;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::{Color, Modifier, Style},
};

use unicode_width::UnicodeWidthStr;

use super::Painter;

/// Painter, emulator and the frame that both should show.
struct Glass {
    painter: Painter,
    emulator: vt100::Parser,
    buffer: Buffer,
    cursor: Option<Position>,
}

impl Glass {
    fn new(columns: u16, rows: u16, synchronized: bool) -> Self {
        let (high, wide) = (rows.try_into().unwrap(), columns.try_into().unwrap());
        Self {
            painter: Painter::new(synchronized),
            emulator: vt100::Parser::new(high, wide, 0),
            buffer: Buffer::empty(Rect::new(0, 0, columns, rows)),
            cursor: None,
        }
    }

    /// Sends the frame; gives back its bytes.
    fn send(&mut self) -> Vec<u8> {
        let bytes = self.painter.frame(&self.buffer, self.cursor, |_| usize::MAX);
        self.emulator.process(&bytes);
        bytes
    }

    fn resize(&mut self, columns: u16, rows: u16) {
        self.emulator.screen_mut().set_size(rows.try_into().unwrap(), columns.try_into().unwrap());
        self.buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    }

    /// Where the emulator shows something else than was drawn.
    fn faults(&self) -> Vec<String> {
        let screen = self.emulator.screen();
        let mut faults = Vec::new();
        let area = self.buffer.area;
        for y in 0..area.height {
            let mut covered = 0;
            for x in 0..area.width {
                let (cell, drawn) = (screen.cell(y, x).expect("a cell"), &self.buffer[(x, y)]);
                if cell.is_wide_continuation() != (covered > 0) {
                    faults.push(format!("{x},{y}: half of a wide character"));
                }
                if covered > 0 {
                    covered -= 1;
                    continue;
                }
                let width = u16::try_from(drawn.symbol().width()).unwrap();
                let fits = width > 0
                    && x + width <= area.width
                    && !drawn.symbol().contains(char::is_control);
                covered = if fits { width - 1 } else { 0 };
                let drawn_text = if fits { drawn.symbol() } else { " " };
                let text = if cell.has_contents() { cell.contents() } else { " " };
                let blank = drawn_text == " ";
                let seen = format!("{text:?} {}", look(cell, blank));
                let wanted = format!("{drawn_text:?} {}", drawn_look(drawn, blank));
                if seen != wanted {
                    faults.push(format!("{x},{y}: {seen} for {wanted}"));
                }
            }
        }
        let cursor = (!screen.hide_cursor()).then(|| {
            let (y, x) = screen.cursor_position();
            Position { x, y }
        });
        if cursor != self.cursor {
            faults.push(format!("cursor {cursor:?} for {:?}", self.cursor));
        }
        faults
    }
}

/// What can be seen of a cell: on a blank neither its weight nor, without a line or reverse, its colour.
fn visible(
    fg: String,
    bg: &str,
    [weight, dim, slant, line, reverse]: [bool; 5],
    blank: bool,
) -> String {
    let fg = if blank && !line && !reverse { String::new() } else { fg };
    let seen = |set: bool| set && !blank;
    format!("{fg} on {bg} {:?}", [seen(weight), seen(dim), seen(slant), line, reverse])
}

fn look(cell: &vt100::Cell, blank: bool) -> String {
    let colour = |c| match c {
        vt100::Color::Default => "-".to_owned(),
        vt100::Color::Idx(n) => n.to_string(),
        vt100::Color::Rgb(r, g, b) => format!("{r}.{g}.{b}"),
    };
    let set = [cell.bold(), cell.dim(), cell.italic(), cell.underline(), cell.inverse()];
    visible(colour(cell.fgcolor()), &colour(cell.bgcolor()), set, blank)
}

fn drawn_look(cell: &ratatui::buffer::Cell, blank: bool) -> String {
    let colour = |c: Color| match c {
        Color::Reset => "-".to_owned(),
        Color::Red => "1".to_owned(),
        Color::White => "15".to_owned(),
        Color::Indexed(n) => n.to_string(),
        Color::Rgb(r, g, b) => format!("{r}.{g}.{b}"),
        other => panic!("{other} is not drawn here"),
    };
    visible(colour(cell.fg), &colour(cell.bg), MODIFIERS.map(|m| cell.modifier.contains(m)), blank)
}

/// Those that the emulator knows.
const MODIFIERS: [Modifier; 5] =
    [Modifier::BOLD, Modifier::DIM, Modifier::ITALIC, Modifier::UNDERLINED, Modifier::REVERSED];

#[derive(Debug, Clone)]
enum Step {
    /// Text at a place.
    Write(u16, u16, String, Style),
    /// A style over an area.
    Tint(u16, u16, u16, Style),
    /// Blanks from here to the end of the row, or a stretch of them.
    Wipe(u16, u16, Option<u16>),
    /// Rows of an area move, and new text comes in.
    Move {
        top: u16,
        bottom: u16,
        by: i16,
        left: u16,
    },
    /// A raw cell, also one that no terminal has: wide at the edge, a control character, nothing.
    Cell(u16, u16, String),
    Cursor(Option<(u16, u16)>),
    Resize(u16, u16),
    Forget,
    Send,
}

fn style() -> impl Strategy<Value = Style> {
    let colours = vec![
        Color::Reset,
        Color::Reset,
        Color::Red,
        Color::White,
        Color::Indexed(130),
        Color::Rgb(1, 2, 3),
    ];
    let fg = prop::sample::select(colours.clone());
    let bg = prop_oneof![3 => Just(Color::Reset), 1 => prop::sample::select(colours)];
    let modifiers = prop_oneof![2 => Just(0), 1 => 0..32_u8];
    (fg, bg, modifiers).prop_map(|(fg, bg, bits)| {
        let chosen = MODIFIERS.iter().enumerate().filter(|(i, _)| bits >> i & 1 == 1);
        // Each cell is drawn whole, as after the library's own reset of the buffer.
        let mut modifier = chosen.fold(Modifier::empty(), |m, (_, one)| m | *one);
        if modifier.contains(Modifier::BOLD) {
            // The emulator has one or the other.
            modifier -= Modifier::DIM;
        }
        Style::reset().fg(fg).bg(bg).add_modifier(modifier)
    })
}

fn step() -> impl Strategy<Value = Step> {
    let text = "[a-c 漢字é│✓…·e\u{301} ]{0,14}";
    prop_oneof![
        8 => (0..40_u16, 0..12_u16, text, style()).prop_map(|(x, y, t, s)| Step::Write(x, y, t, s)),
        2 => (0..40_u16, 0..12_u16, 1..40_u16, style()).prop_map(|(x, y, n, s)| Step::Tint(x, y, n, s)),
        2 => (0..40_u16, 0..12_u16, prop::option::of(1..20_u16)).prop_map(|(x, y, n)| Step::Wipe(x, y, n)),
        3 => (0..12_u16, 0..12_u16, -3..4_i16, prop_oneof![Just(0_u16), 0..20_u16])
            .prop_map(|(top, bottom, by, left)| Step::Move { top, bottom, by, left }),
        1 => (0..40_u16, 0..12_u16, prop::sample::select(vec!["漢", "\u{7}", "\u{1b}", "", "\u{301}", "字\n"]))
            .prop_map(|(x, y, t)| Step::Cell(x, y, t.to_owned())),
        2 => prop::option::of((0..40_u16, 0..12_u16)).prop_map(Step::Cursor),
        1 => (5..40_u16, 3..12_u16).prop_map(|(w, h)| Step::Resize(w, h)),
        1 => Just(Step::Forget),
        6 => Just(Step::Send),
    ]
}

fn carry_out(glass: &mut Glass, step: &Step) {
    let area = glass.buffer.area;
    let buffer = &mut glass.buffer;
    let inside = |x: u16, y: u16| x < area.width && y < area.height;
    match step {
        Step::Write(x, y, text, style) if inside(*x, *y) => {
            buffer.set_string(*x, *y, text, *style);
        }
        Step::Tint(x, y, n, style) if inside(*x, *y) => {
            buffer.set_style(Rect::new(*x, *y, *n, 1).intersection(area), *style);
        }
        Step::Wipe(x, y, n) if inside(*x, *y) => {
            let end = n.map_or(area.width, |n| (x + n).min(area.width));
            (*x..end).for_each(|x| buffer[(x, *y)].reset());
        }
        Step::Move { top, bottom, by, left } if inside(*left, *bottom) && top <= bottom => {
            let before = buffer.clone();
            for y in *top..=*bottom {
                let from = i32::from(y) + i32::from(*by);
                for x in *left..area.width {
                    match u16::try_from(from).ok().filter(|f| (top..=bottom).contains(&f)) {
                        Some(from) => buffer[(x, y)] = before[(x, from)].clone(),
                        None => buffer[(x, y)].reset(),
                    }
                }
            }
        }
        Step::Cell(x, y, symbol) if inside(*x, *y) => {
            buffer[(*x, *y)].set_symbol(symbol);
        }
        Step::Cursor(place) => {
            let place = place.map(|(x, y)| Position { x, y });
            glass.cursor = place.filter(|p| inside(p.x, p.y));
        }
        Step::Resize(columns, rows) => {
            glass.cursor = None;
            glass.resize(*columns, *rows);
        }
        Step::Forget => glass.painter.forget(),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn the_terminal_shows_what_was_drawn(
        synchronized: bool,
        steps in prop::collection::vec(step(), 1..80),
    ) {
        let mut glass = Glass::new(40, 12, synchronized);
        for step in &steps {
            carry_out(&mut glass, step);
            if matches!(step, Step::Send) {
                glass.send();
                let faults = glass.faults();
                prop_assert!(faults.is_empty(), "{faults:#?}");
                prop_assert_eq!(glass.send(), b"", "nothing new, nothing sent");
            }
        }
    }
}

/// Rows that have little in common.
fn lines(glass: &mut Glass, first: u64) {
    for y in 2..10_u16 {
        let mut number = (first + u64::from(y)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let text: String = (0..50)
            .map(|_| {
                number = number.rotate_left(7).wrapping_mul(31);
                char::from(b'a' + u8::try_from(number % 26).unwrap())
            })
            .collect();
        glass.buffer.set_string(0, y, text, Style::reset());
    }
}

fn list() -> Glass {
    let mut glass = Glass::new(60, 12, true);
    glass.buffer.set_string(0, 0, "a title", Style::reset().bold());
    glass.buffer.set_string(0, 11, "a footer", Style::reset());
    lines(&mut glass, 100);
    glass.send();
    glass
}

#[test]
fn a_list_that_moves_is_scrolled_by_the_terminal() {
    for (to, words) in
        [(101, "\x1b[3;10r"), (99, "\x1b[3;10r"), (103, "\n\n\n"), (97, "\x1bM\x1bM\x1bM")]
    {
        let mut glass = list();
        lines(&mut glass, to);
        let sent = String::from_utf8(glass.send()).unwrap();
        assert!(sent.contains(words), "{to}: {sent:?}");
        assert!(!sent.contains("2026"), "so little is one packet: {sent:?}");
        let bound = if to.abs_diff(100_u64) == 1 { 80 } else { 200 };
        assert!(sent.len() < bound, "{to}: {} bytes {sent:?}", sent.len());
        assert_eq!(glass.faults(), [""; 0]);
    }
}

#[test]
fn a_character_is_a_character() {
    let mut glass = list();
    glass.cursor = Some(Position::new(8, 11));
    glass.send();
    glass.buffer.set_string(8, 11, "x", Style::reset());
    glass.cursor = Some(Position::new(9, 11));
    assert_eq!(glass.send(), b"x");
    glass.buffer.set_string(8, 11, " ", Style::reset());
    glass.cursor = Some(Position::new(8, 11));
    assert_eq!(glass.send(), b"\x08 \x08");
}

#[test]
fn a_screen_that_is_not_known_is_written_anew_in_one_go() {
    let mut glass = list();
    glass.painter.forget();
    glass.emulator.process(b"\x1b[31;7;3H\x1b[2Jrubbish of another program");
    let sent = glass.send();
    assert!(sent.starts_with(b"\x1b[?2026h\x1b[?25l\x1b[m\x1b[2J"));
    assert_eq!(glass.faults(), [""; 0]);
}

#[test]
fn without_brackets_the_cursor_is_hidden_all_the_same() {
    let mut glass = list();
    glass.painter.synchronized = false;
    glass.cursor = Some(Position::new(0, 3));
    lines(&mut glass, 500);
    let sent = String::from_utf8(glass.send()).unwrap();
    assert!(!sent.contains("2026"), "{sent:?}");
    assert!(sent.ends_with("\x1b[?25h"), "{sent:?}");
    lines(&mut glass, 900);
    let sent = String::from_utf8(glass.send()).unwrap();
    assert!(sent.starts_with("\x1b[?25l") && sent.ends_with("\x1b[?25h"), "{sent:?}");
}

/// Moves are control characters too: who watches the line could not tell ours from those of a text.
#[test]
fn a_control_character_never_goes_out_as_text() {
    let sent = |symbol: &str| {
        let mut glass = Glass::new(20, 3, true);
        glass.buffer[(1, 1)].set_symbol(symbol);
        glass.send()
    };
    for control in ('\0'..='\u{9f}').filter(|c| c.is_control()) {
        assert_eq!(sent(&control.to_string()), sent(" "), "{control:?}");
        assert_eq!(sent(&format!("a{control}")), sent(" "), "{control:?} behind a letter");
    }
}
