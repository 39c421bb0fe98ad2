//! What a frame costs on a slow line, at 120x40. The bounds are generous: they catch a screen that
//! is sent twice, not a byte too many.

mod support;

use crossterm::style::force_color_output;
use imr_workbench::app::Event;
use imr_workbench::ui::Theme;
use regex::Regex;
use support::desk::{COLOUR, Desk, PLAIN};
use support::wire::Wire;

const COLUMNS: u16 = 120;
const ROWS: u16 = 40;
const SEED: &str = "CM15-0000001";

fn at(mut desk: Desk, theme: Theme) -> (Desk, Wire) {
    desk.happen(Event::Resize(COLUMNS, ROWS));
    (desk, Wire::new(COLUMNS, ROWS, theme))
}

#[track_caller]
fn cheap(what: &str, frame: &[u8], bound: usize) {
    let n = frame.len();
    assert!(n <= bound, "{what}: {n} bytes, at most {bound}\n{}", String::from_utf8_lossy(frame));
}

#[test]
fn the_first_frames() {
    let (mut desk, mut wire) = at(Desk::sample(), COLOUR);
    cheap("the queue", &wire.frame(&desk.state), 6_000);
    desk.open(SEED);
    let (desk, mut wire) = at(desk, COLOUR);
    cheap("the bench", &wire.frame(&desk.state), 10_000);
}

#[test]
fn one_row_down_in_the_queue() {
    let (mut desk, mut wire) = at(Desk::sample(), COLOUR);
    wire.frame(&desk.state);
    desk.press("j");
    let frame = wire.frame(&desk.state);
    assert!(frame.windows(12).any(|w| w == b"CM26-0000107"), "the row that is chosen now");
    cheap("bar and details", &frame, 1_200);
}

#[test]
fn one_typed_character() {
    let (mut desk, mut wire) = at(Desk::with_case(SEED), COLOUR);
    desk.press("e");
    desk.type_text("The films ar");
    wire.frame(&desk.state);
    desk.type_text("e");
    let frame = wire.frame(&desk.state);
    assert!(frame.contains(&b'e'));
    cheap("a character", &frame, 100);
}

#[test]
fn nothing_new() {
    for keys in ["", "Enter", "Enter e"] {
        let (mut desk, mut wire) = at(Desk::sample(), COLOUR);
        desk.press(keys);
        wire.frame(&desk.state);
        cheap(keys, &wire.frame(&desk.state), 40);
    }
}

/// The screens that between them show every slot of the theme.
fn tour(mut visit: impl FnMut(&Desk)) {
    let mut desk = Desk::with_case(SEED);
    desk.happen(Event::Resize(COLUMNS, ROWS));
    for keys in
        ["1", "2", "2 j", "3 j j j", "o", "u F", "e", "Esc : x Enter", "?", "q s", "q q", "G"]
    {
        desk.press(keys);
        visit(&desk);
    }
}

/// Parameters of every `ESC [ … m`.
fn renditions(frame: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(frame);
    let found = Regex::new("\u{1b}\\[([0-9;:]*)m").expect("a pattern");
    found.captures_iter(&text).map(|c| c[1].to_owned()).collect()
}

/// Sets a colour of text, ground or underline, or sets it back.
fn is_colour(rendition: &str) -> bool {
    let mut numbers = rendition.split([';', ':']);
    numbers.any(|n| matches!(n.parse(), Ok(30..=49u8 | 58 | 59 | 90..=107)))
}

/// The library ends each frame by setting colours and attributes back, after the last cell.
const CLOSING: usize = 4;

/// One test, since the library's own switch, which `NO_COLOR` sets in a real session, is for the
/// whole process.
#[test]
fn colours_are_sent_only_when_they_are_on() {
    force_color_output(true);
    let mut wire = Wire::new(COLUMNS, ROWS, COLOUR);
    let mut coloured = 0;
    tour(|desk| {
        let sent = renditions(&wire.frame(&desk.state));
        coloured += sent.iter().filter(|r| is_colour(r)).count();
    });
    assert!(coloured > 100, "the same screens have colours: {coloured}");

    force_color_output(false);
    let mut wire = Wire::new(COLUMNS, ROWS, PLAIN);
    let mut styled = 0;
    tour(|desk| {
        let frame = wire.frame(&desk.state);
        let sent = renditions(&frame);
        let seen = String::from_utf8_lossy(&frame);
        assert!(!sent.iter().any(|r| is_colour(r)), "{sent:?} in\n{seen}");
        // A colour that must not be sent becomes a bare reset, which would end a reversed row.
        let within = &sent[..sent.len() - CLOSING];
        assert!(!within.iter().any(|r| r.chars().all(|c| c == ';')), "{sent:?} in\n{seen}");
        styled += within.len();
    });
    assert!(styled > 100, "bold, dim, reverse and underline are left: {styled}");
}
