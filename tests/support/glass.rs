//! A screen as a text that can be compared: the characters, then a legend of their styles, so that
//! a lost highlight shows in a difference as plainly as a lost word.
//!
//! ```text
//! 80x24, cursor at row 2, column 0
//!  0│imr  Sample Review Organization                 13 of 13 cases
//!  2│CM26-0000107  14h      expedited new
//! styles
//!  0│0..31 bold
//!  2│0..80 reverse
//! ```

use imr_workbench::app::State;
use imr_workbench::ui::View;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

/// A frame, and where its cursor stands.
pub struct Screen {
    buffer: Buffer,
    cursor: Option<Position>,
}

/// Draws one frame.
pub fn draw(view: &mut View, state: &State, columns: u16, rows: u16) -> Screen {
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    let cursor = view.draw(state, &mut buffer);
    Screen { buffer, cursor }
}

/// The same, as a recording without texts has it.
pub fn draw_blanked(view: &mut View, state: &State, columns: u16, rows: u16) -> Screen {
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    let cursor = view.draw_blanked(state, &mut buffer);
    Screen { buffer, cursor }
}

/// The characters of every row, blanks at the ends left out.
pub fn text(screen: &Screen) -> String {
    rows(&screen.buffer).join("\n")
}

/// The characters with row numbers, the cursor, and the styles below.
pub fn legend(screen: &Screen) -> String {
    let buffer = &screen.buffer;
    let area = buffer.area;
    let cursor = screen.cursor.map_or("cursor hidden".to_owned(), |at| {
        format!("cursor at row {}, column {}", at.y, at.x)
    });
    let mut said = format!("{}x{}, {cursor}\n", area.width, area.height);
    for (y, row) in rows(buffer).iter().enumerate() {
        said.push_str(&format!("{y:>2}│{row}\n"));
    }
    said.push_str("styles\n");
    for y in 0..area.height {
        let runs = runs(buffer, y);
        if !runs.is_empty() {
            said.push_str(&format!("{y:>2}│{}\n", runs.join("; ")));
        }
    }
    said
}

fn rows(buffer: &Buffer) -> Vec<String> {
    (0..buffer.area.height).map(|y| row(buffer, y).trim_end().to_owned()).collect()
}

fn row(buffer: &Buffer, y: u16) -> String {
    let mut text = String::new();
    let mut x = 0;
    while x < buffer.area.width {
        let symbol = buffer[(x, y)].symbol();
        text.push_str(symbol);
        // A wide character stands over the cell after it.
        x += u16::try_from(symbol.width().max(1)).unwrap_or(1);
    }
    text
}

/// `12..30 reverse bold cyan`: the stretches of a row that are not in the terminal's plain style.
fn runs(buffer: &Buffer, y: u16) -> Vec<String> {
    let mut runs: Vec<(u16, u16, String)> = Vec::new();
    for x in 0..buffer.area.width {
        let style = style(&buffer[(x, y)]);
        match runs.last_mut() {
            Some((_, end, last)) if *end == x && *last == style => *end += 1,
            _ => runs.push((x, x + 1, style)),
        }
    }
    let styled = runs.into_iter().filter(|(_, _, style)| !style.is_empty());
    styled.map(|(from, to, style)| format!("{from}..{to} {style}")).collect()
}

fn style(cell: &Cell) -> String {
    const NAMES: [(Modifier, &str); 9] = [
        (Modifier::REVERSED, "reverse"),
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::ITALIC, "italic"),
        (Modifier::UNDERLINED, "underline"),
        (Modifier::SLOW_BLINK, "blink"),
        (Modifier::RAPID_BLINK, "fast blink"),
        (Modifier::HIDDEN, "hidden"),
        (Modifier::CROSSED_OUT, "crossed out"),
    ];
    let mut words: Vec<String> = NAMES
        .iter()
        .filter(|(modifier, _)| cell.modifier.contains(*modifier))
        .map(|(_, name)| (*name).to_owned())
        .collect();
    for (colour, lead) in [(cell.fg, ""), (cell.bg, "on ")] {
        if colour != Color::Reset {
            words.push(format!("{lead}{}", colour.to_string().to_lowercase()));
        }
    }
    words.join(" ")
}
