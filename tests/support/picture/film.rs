//! Screens one after the other as one SVG picture that moves: the README's film, crisp at every size, played by whatever
//! shows a picture.
//!
//! Frames stand beside each other as on a strip, which the style sheet draws past the window. A row of a screen that is
//! shown again is drawn once, and stands in `data-t` as text, so that a film can be compared with the program
//! ([`texts_of`]). Who wants no motion gets the still.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::time::Duration;

use super::super::terminal::screen_rows;
use super::colours::{BACKGROUND, CURSOR, FOREGROUND};
use super::{CELL, FONT_SIZE, PADDING, escape, ground, left, letters, runs};

/// A screen, and for how long it stays.
#[derive(Clone, Debug)]
pub struct Frame {
    pub screen: vt100::Screen,
    pub time: Duration,
    /// The one for who wants no motion.
    pub still: bool,
}

/// Draws the film. Frames that look alike and follow each other are one.
pub fn film(frames: &[Frame], title: &str) -> String {
    let mut rows = Rows::default();
    let mut strip: Vec<(String, Duration)> = Vec::new();
    let mut still = 0;
    for frame in frames {
        let drawn = rows.frame(&frame.screen);
        match strip.last_mut().filter(|(last, _)| *last == drawn) {
            Some((_, time)) => *time += frame.time,
            None => strip.push((drawn, frame.time)),
        }
        if frame.still {
            still = strip.len() - 1;
        }
    }
    let (width, height) = frames.first().map_or((0, 0), |frame| extent(&frame.screen));
    let mut svg = head(title, (width, height), &keyframes(&strip, width), still);
    for (id, row) in rows.drawn.iter().enumerate() {
        let _ = writeln!(svg, "<g id=\"r{id}\" data-t=\"{}\">{}</g>", escape(&row.text), row.svg);
    }
    let _ = writeln!(svg, "</defs>\n<g class=\"strip\">");
    for (at, (frame, _)) in strip.iter().enumerate() {
        let x = u32::try_from(at).unwrap_or_default() * width;
        let _ = writeln!(svg, "<g transform=\"translate({x})\">{frame}</g>");
    }
    svg.push_str("</g>\n</svg>\n");
    svg
}

fn extent(screen: &vt100::Screen) -> (u32, u32) {
    let (rows, cols) = screen.size();
    let side = |cells: u16, cell: u32| u32::from(cells) * cell + 2 * PADDING;
    (side(cols.get(), CELL.0), side(rows.get(), CELL.1))
}

fn head(title: &str, (width, height): (u32, u32), keyframes: &str, still: usize) -> String {
    let at = u32::try_from(still).unwrap_or_default() * width;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"img\" font-size=\"{FONT_SIZE}\" fill=\"{FOREGROUND}\" \
         font-family=\"ui-monospace, 'JetBrains Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace\">\n\
         <title>{}</title>\n<style>\ntext{{white-space:pre}}\n.strip{{transform:translateX(-{at}px)}}\n\
         {keyframes}</style>\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"10\" fill=\"{BACKGROUND}\"/>\n<defs>\n",
        escape(title),
    )
}

/// Each frame for its time, then all again.
fn keyframes(strip: &[(String, Duration)], width: u32) -> String {
    let whole: Duration = strip.iter().map(|(_, time)| *time).sum();
    let whole = whole.as_secs_f64();
    let mut css = format!(
        "@media (prefers-reduced-motion:no-preference){{.strip{{animation:film {whole:.2}s step-end infinite}}}}\n\
         @keyframes film{{"
    );
    let mut begun = 0.0;
    for (at, (_, time)) in strip.iter().enumerate() {
        let x = u32::try_from(at).unwrap_or_default() * width;
        let _ = write!(css, "{:.3}%{{transform:translateX(-{x}px)}}", begun / whole * 100.0);
        begun += time.as_secs_f64();
    }
    css.push_str("}\n");
    css
}

/// A row of a screen.
struct Row {
    text: String,
    svg: String,
}

/// Rows that were drawn, each once.
#[derive(Default)]
struct Rows {
    drawn: Vec<Row>,
    known: HashMap<String, usize>,
}

impl Rows {
    /// A screen made of rows that are drawn already, and its cursor.
    fn frame(&mut self, screen: &vt100::Screen) -> String {
        let mut frame = String::new();
        for (y, text) in (0..).zip(screen_rows(screen)) {
            if let Some(id) = self.row(screen, y, &text) {
                let _ = write!(
                    frame,
                    "<use href=\"#r{id}\" y=\"{}\"/>",
                    PADDING + u32::from(y) * CELL.1
                );
            }
        }
        if !screen.hide_cursor() {
            let (row, column) = screen.cursor_position();
            let (x, y) = (left(column), PADDING + u32::from(row) * CELL.1);
            let (width, height) = CELL;
            let _ = write!(
                frame,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{CURSOR}\" fill-opacity=\".55\"/>"
            );
        }
        frame
    }

    /// None for a row without anything.
    fn row(&mut self, screen: &vt100::Screen, y: u16, text: &str) -> Option<usize> {
        let mut svg = String::new();
        let runs = runs(screen, y);
        runs.iter().for_each(|run| ground(&mut svg, run, 0));
        runs.iter().for_each(|run| letters(&mut svg, run, 0));
        // What all share is said once, above.
        let common = format!(" fill=\"{FOREGROUND}\"");
        let svg = svg.replace(" xml:space=\"preserve\"", "").replace('\n', "");
        let svg = svg.split("<text").collect::<Vec<_>>();
        let svg = svg.iter().enumerate().map(|(i, part)| match i {
            0 => (*part).to_owned(),
            _ => format!("<text{}", part.replacen(&common, "", 1)),
        });
        let svg: String = svg.collect();
        if svg.is_empty() {
            return None;
        }
        Some(*self.known.entry(svg.clone()).or_insert_with(|| {
            self.drawn.push(Row { text: text.trim_end().to_owned(), svg });
            self.drawn.len() - 1
        }))
    }
}

/// The texts of a film's screens, in their order.
pub fn texts_of(svg: &str) -> Vec<String> {
    let part = |text: &'_ str, from: &str, to: &str| {
        let (_, rest) = text.split_once(from)?;
        Some(rest.split_once(to)?.0.to_owned())
    };
    let rows: HashMap<String, String> = svg
        .lines()
        .filter(|line| line.starts_with("<g id="))
        .filter_map(|line| Some((part(line, "id=\"", "\"")?, part(line, "data-t=\"", "\"")?)))
        .collect();
    let frames = svg.lines().filter(|line| line.starts_with("<g transform="));
    frames
        .map(|line| {
            let mut shown: Vec<String> = Vec::new();
            for row in line.split("<use ").skip(1) {
                let id = part(row, "#", "\"").unwrap_or_default();
                let y: u32 =
                    part(row, "y=\"", "\"").and_then(|y| y.parse().ok()).unwrap_or(PADDING);
                let at = usize::try_from((y - PADDING) / CELL.1).unwrap_or_default();
                shown.resize(shown.len().max(at + 1), String::new());
                shown[at] = super::unescape(rows.get(&id).map_or("", String::as_str));
            }
            shown.join("\n")
        })
        .collect()
}
