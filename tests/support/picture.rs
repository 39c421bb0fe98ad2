//! A screen as an SVG picture, for the README: drawn from the cells of the running program, so the
//! picture cannot promise what the program does not show.
//!
//! The text of the screen also stands in the picture's `<desc>`, for people who listen to it and for
//! the test that compares a picture with the program ([`text_of`]).

mod boxes;
mod colours;
pub mod film;

use std::fmt::Write as _;

use super::terminal::screen_text;
use colours::{BACKGROUND, CURSOR, Colour, FOREGROUND, TITLE};

/// One cell in units of the picture. Most monospace fonts are 0.6 of their size wide.
const FONT_SIZE: u32 = 20;
const CELL: (u32, u32) = (12, 26);
const BASELINE: u32 = 19;
const PADDING: u32 = 16;
const BAR: u32 = 34;

/// What cells must have in common to be drawn together.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Style {
    ink: Colour,
    paper: Option<Colour>,
    bold: bool,
    dim: bool,
    italic: bool,
    underline: bool,
}

/// Neighbouring cells that are drawn with one element.
struct Run {
    style: Style,
    column: u16,
    cells: u16,
    text: String,
}

/// Draws the screen, below a bar like that of a window if there is a title.
pub fn svg(screen: &vt100::Screen, title: Option<&str>) -> String {
    let (rows, cols) = screen.size();
    let top = PADDING + if title.is_some() { BAR } else { 0 };
    let width = u32::from(cols.get()) * CELL.0 + 2 * PADDING;
    let height = u32::from(rows.get()) * CELL.1 + top + PADDING;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"img\" font-size=\"{FONT_SIZE}\" font-family=\"ui-monospace, \
         'JetBrains Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace\">\n\
         <title>{}</title>\n<desc>{}</desc>\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"10\" fill=\"{BACKGROUND}\"/>\n",
        escape(title.unwrap_or("A terminal")),
        escape(&screen_text(screen)),
    );
    if let Some(title) = title {
        bar(&mut svg, title, width);
    }
    for row in 0..rows.get() {
        let y = top + u32::from(row) * CELL.1;
        let runs = runs(screen, row);
        // Grounds first: letters may reach over the edge of their cell.
        runs.iter().for_each(|run| ground(&mut svg, run, y));
        runs.iter().for_each(|run| letters(&mut svg, run, y));
    }
    if !screen.hide_cursor() {
        let (row, column) = screen.cursor_position();
        let (x, y) = (left(column), top + u32::from(row) * CELL.1);
        let (width, height) = CELL;
        let _ = writeln!(
            svg,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{CURSOR}\" \
             fill-opacity=\"0.55\"/>"
        );
    }
    svg.push_str("</svg>\n");
    svg
}

/// The text of the screen that a picture was drawn from.
pub fn text_of(svg: &str) -> Option<String> {
    let (_, rest) = svg.split_once("<desc>")?;
    let (text, _) = rest.split_once("</desc>")?;
    Some(unescape(text))
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

fn bar(svg: &mut String, title: &str, width: u32) {
    for (index, colour) in ["#ff5f57", "#febc2e", "#28c840"].iter().enumerate() {
        let x = PADDING + 8 + 22 * u32::try_from(index).unwrap_or_default();
        let _ = writeln!(svg, "<circle cx=\"{x}\" cy=\"22\" r=\"7\" fill=\"{colour}\"/>");
    }
    let _ = writeln!(
        svg,
        "<text x=\"{}\" y=\"28\" text-anchor=\"middle\" font-size=\"17\" fill=\"{TITLE}\">{}</text>",
        width / 2,
        escape(title)
    );
}

/// The cells of a row, merged: plain text, and lines. Any other character stands alone, since fonts
/// may draw it in a width of its own and it must move none of its neighbours.
fn runs(screen: &vt100::Screen, row: u16) -> Vec<Run> {
    let (_, cols) = screen.size();
    let mut runs: Vec<Run> = Vec::new();
    let mut open = false;
    for column in 0..cols.get() {
        let Some(cell) = screen.cell(row, column) else { continue };
        if cell.is_wide_continuation() {
            continue;
        }
        let style = style(cell);
        let text = if cell.has_contents() { cell.contents() } else { " " };
        let plain = text.is_ascii();
        let joins = |run: &Run| open && plain || text == "─" && run.text.ends_with('─');
        match runs.last_mut() {
            Some(run) if joins(run) && run.style == style => {
                run.cells += 1;
                run.text.push_str(text);
            }
            _ => {
                let cells = if cell.is_wide() { 2 } else { 1 };
                runs.push(Run { style, column, cells, text: text.to_owned() });
            }
        }
        open = plain;
    }
    runs
}

fn style(cell: &vt100::Cell) -> Style {
    let ink = colours::of(cell.fgcolor());
    let paper = colours::of(cell.bgcolor());
    let (ink, paper) = match cell.inverse() {
        true => (paper.unwrap_or(BACKGROUND), Some(ink.unwrap_or(FOREGROUND))),
        false => (ink.unwrap_or(FOREGROUND), paper),
    };
    let ink = if cell.dim() { ink.towards(paper.unwrap_or(BACKGROUND)) } else { ink };
    Style {
        ink,
        paper,
        bold: cell.bold(),
        dim: cell.dim(),
        italic: cell.italic(),
        underline: cell.underline(),
    }
}

fn ground(svg: &mut String, run: &Run, y: u32) {
    let Some(paper) = run.style.paper else { return };
    let (x, width, height) = (left(run.column), u32::from(run.cells) * CELL.0, CELL.1);
    let _ = writeln!(
        svg,
        "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{paper}\" \
         shape-rendering=\"crispEdges\"/>"
    );
}

fn letters(svg: &mut String, run: &Run, y: u32) {
    let ink = run.style.ink;
    if let Some(path) = boxes::path(&run.text, left(run.column), y, CELL) {
        let _ = writeln!(
            svg,
            "<path d=\"{path}\" stroke=\"{ink}\" stroke-width=\"1.6\" fill=\"none\"/>"
        );
        return;
    }
    // Blanks at the ends of a run show nothing, unless they are underlined.
    let shown = if run.style.underline { run.text.as_str() } else { run.text.trim() };
    if shown.is_empty() {
        return;
    }
    let before = run.text.find(shown).unwrap_or_default();
    let cells = if run.text.is_ascii() { shown.len() } else { usize::from(run.cells) };
    let x = left(run.column) + u32::try_from(before).unwrap_or_default() * CELL.0;
    let length = u32::try_from(cells).unwrap_or_default() * CELL.0;
    let mut more = String::new();
    for (wanted, attribute) in [
        (run.style.bold, " font-weight=\"bold\""),
        (run.style.italic, " font-style=\"italic\""),
        (run.style.underline, " text-decoration=\"underline\""),
        (cells > 1, &format!(" textLength=\"{length}\"")),
    ] {
        more.push_str(if wanted { attribute } else { "" });
    }
    let _ = writeln!(
        svg,
        "<text x=\"{x}\" y=\"{}\" fill=\"{ink}\"{more} xml:space=\"preserve\">{}</text>",
        y + BASELINE,
        escape(shown)
    );
}

fn left(column: u16) -> u32 {
    PADDING + u32::from(column) * CELL.0
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
