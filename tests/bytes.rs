//! What a frame costs on a slow line, at 120x40: gates, a little above what was measured.

mod support;

use std::fs;

use imr_workbench::app::Event;
use imr_workbench::ui::Theme;
use regex::Regex;
use support::desk::{COLOUR, Desk, PLAIN};
use support::wire::Wire;
use support::workspace::Workspace;

const COLUMNS: u16 = 120;
const ROWS: u16 = 40;
const SEED: &str = "CM15-0000001";

fn at(mut desk: Desk, theme: Theme) -> (Desk, Wire) {
    desk.happen(Event::Resize(COLUMNS, ROWS));
    (desk, Wire::new(COLUMNS, ROWS, theme))
}

/// A queue longer than the screen, of cases that differ in their number only: what changes is the bar.
fn long_queue() -> Desk {
    let workspace = Workspace::sample();
    let case = workspace.read("cases/CM26-0000101.yaml");
    fs::remove_dir_all(workspace.file("cases")).expect("no cases");
    fs::create_dir(workspace.file("cases")).expect("an empty folder");
    for n in 200..260 {
        let number = format!("CM26-0000{n}");
        let file = workspace.file(&format!("cases/{number}.yaml"));
        fs::write(file, case.replace("CM26-0000101", &number)).expect("a case");
    }
    Desk::on(workspace)
}

#[track_caller]
fn cheap(what: &str, frame: &[u8], bound: usize) {
    let n = frame.len();
    println!("{n:>5} of {bound:>5}: {what}");
    assert!(n <= bound, "{what}: {n} bytes, at most {bound}\n{}", String::from_utf8_lossy(frame));
}

#[test]
fn the_first_frames() {
    let (mut desk, mut wire) = at(Desk::sample(), COLOUR);
    cheap("the queue", &wire.frame(&desk.state), 2_500);
    desk.open(SEED);
    let (desk, mut wire) = at(desk, COLOUR);
    cheap("the bench", &wire.frame(&desk.state), 4_500);
    let (desk, mut wire) = at(long_queue(), COLOUR);
    cheap("a full queue", &wire.frame(&desk.state), 4_500);
}

#[test]
fn one_row_down_in_the_queue() {
    let (mut desk, mut wire) = at(Desk::sample(), COLOUR);
    wire.frame(&desk.state);
    desk.press("j");
    let frame = wire.frame(&desk.state);
    assert!(String::from_utf8_lossy(&frame).contains("microdiscectomy"), "the case chosen now");
    cheap("bar and details", &frame, 250);

    let (mut desk, mut wire) = at(long_queue(), COLOUR);
    wire.frame(&desk.state);
    desk.press("j");
    cheap("the bar, and its number below", &wire.frame(&desk.state), 90);
}

/// Rows that move are moved by the terminal.
#[test]
fn a_list_scrolls_by_one_row() {
    let (mut desk, mut wire) = at(Desk::with_case(SEED), COLOUR);
    desk.press("?");
    wire.frame(&desk.state);
    let mut scrolled = 0;
    for _ in 0..10 {
        desk.press("j");
        let frame = wire.frame(&desk.state);
        cheap("the help, a line further", &frame, 300);
        scrolled += usize::from(String::from_utf8_lossy(&frame).contains("\n\u{1b}[r"));
    }
    assert!(scrolled > 5, "{scrolled}");

    let (mut desk, mut wire) = at(long_queue(), COLOUR);
    wire.frame(&desk.state);
    for _ in 0..45 {
        desk.press("j");
        cheap("a row further down", &wire.frame(&desk.state), 210);
    }
}

#[test]
fn one_page_further() {
    let (mut desk, mut wire) = at(long_queue(), COLOUR);
    wire.frame(&desk.state);
    desk.press("PageDown");
    cheap("a page", &wire.frame(&desk.state), 3_800);
}

#[test]
fn one_typed_character() {
    let (mut desk, mut wire) = at(Desk::with_case(SEED), COLOUR);
    desk.press("e");
    desk.type_text("The films ar");
    wire.frame(&desk.state);
    desk.type_text("e");
    let frame = wire.frame(&desk.state);
    assert_eq!(String::from_utf8_lossy(&frame), "e");
    // The first letter of a word also changes the number of words in the title.
    for c in " needed".chars() {
        desk.type_text(&c.to_string());
        cheap("a character", &wire.frame(&desk.state), 40);
    }
    desk.press("Left Left Left Left");
    wire.frame(&desk.state);
    desk.type_text("x");
    cheap("a character within a word", &wire.frame(&desk.state), 40);
}

/// Marks, counts and the strip of the checks cost nothing while they stay as they are.
#[test]
fn one_typed_character_beside_alarms() {
    let (mut desk, mut wire) = at(Desk::with_case(SEED), COLOUR);
    desk.press("o o e");
    desk.type_text(
        "There was reduced sensation in the right leg. The request is not medically necessary. ",
    );
    assert!(desk.bench().alarms.shown().count() > 1);
    wire.frame(&desk.state);
    let before = desk.bench().alarms.shown().count();
    for c in "This is so becau".chars() {
        desk.type_text(&c.to_string());
        cheap("a character beside alarms", &wire.frame(&desk.state), 40);
        assert_eq!(desk.bench().alarms.shown().count(), before);
    }
}

#[test]
fn nothing_new_is_nothing_sent_and_a_frame_is_one_write() {
    for keys in ["", "Enter", "Enter e", "?", "Enter 3 j j"] {
        let (mut desk, mut wire) = at(Desk::sample(), COLOUR);
        desk.press(keys);
        assert!(!wire.frame(&desk.state).is_empty());
        assert_eq!(wire.writes, 1, "{keys}");
        assert_eq!(wire.frame(&desk.state), b"", "{keys}");
        assert_eq!(wire.writes, 0, "{keys}");
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

#[test]
fn colours_are_sent_only_when_they_are_on() {
    let mut wire = Wire::new(COLUMNS, ROWS, COLOUR);
    let mut coloured = 0;
    tour(|desk| {
        let sent = renditions(&wire.frame(&desk.state));
        coloured += sent.iter().filter(|r| is_colour(r)).count();
    });
    assert!(coloured > 40, "the same screens have colours: {coloured}");

    let mut wire = Wire::new(COLUMNS, ROWS, PLAIN);
    let mut emulator = vt100::Parser::new(rows(ROWS), rows(COLUMNS), 0);
    let (mut styled, mut reversed) = (0, 0);
    tour(|desk| {
        let frame = wire.frame(&desk.state);
        emulator.process(&frame);
        let sent = renditions(&frame);
        assert!(!sent.iter().any(|r| is_colour(r)), "{sent:?}");
        styled += sent.len();
        reversed += usize::from(has_bar(emulator.screen()));
    });
    assert!(styled > 80, "bold, dim, reverse and underline are left: {styled}");
    assert!(reversed > 5, "the row under the cursor stays reversed: {reversed}");
}

fn rows(n: u16) -> std::num::NonZeroU16 {
    n.try_into().expect("a size")
}

/// Whether a stretch of text is reversed: a colour that must not be sent may not end it.
fn has_bar(screen: &vt100::Screen) -> bool {
    (0..ROWS).any(|y| {
        let reversed = |x: u16| screen.cell(y, x).is_some_and(vt100::Cell::inverse);
        (0..COLUMNS - 10).any(|x| (x..x + 10).all(reversed))
    })
}
