//! Styles of the reviewer's own, in words: `bold red`, `underline on default`, `208`, `#ff8800`.

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};

use super::theme::Slot;
use crate::{
    domain::problem::{Fault, nearest_remedy},
    path,
};

/// How many slots there are.
const SLOTS: usize = Slot::ALL.len();

/// A style in few bytes: a theme is handed on by value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Paint {
    fg: Option<Color>,
    bg: Option<Color>,
    modifier: Modifier,
}

/// The styles that settings give; a slot without one has that of the bench.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Styles([Option<Paint>; SLOTS]);

impl Default for Styles {
    fn default() -> Self {
        Self::NONE
    }
}

/// Each with its word; `bright-` before a colour is the lighter one.
const COLOURS: [(&str, Color, Color); 8] = [
    ("black", Color::Black, Color::DarkGray),
    ("red", Color::Red, Color::LightRed),
    ("green", Color::Green, Color::LightGreen),
    ("yellow", Color::Yellow, Color::LightYellow),
    ("blue", Color::Blue, Color::LightBlue),
    ("magenta", Color::Magenta, Color::LightMagenta),
    ("cyan", Color::Cyan, Color::LightCyan),
    ("white", Color::Gray, Color::White),
];
const BRIGHT: &str = "bright-";
const WAYS: [(&str, Modifier); 5] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underline", Modifier::UNDERLINED),
    ("reverse", Modifier::REVERSED),
];
/// The terminal's own colour.
const DEFAULT: &str = "default";
/// Before the colour of the ground.
const ON: &str = "on";

impl Styles {
    pub const NONE: Self = Self([None; SLOTS]);

    /// Lays the styles of settings over these. What is wrong counts as not written; the faults know their path below
    /// the settings.
    #[must_use]
    pub fn with(mut self, theme: &BTreeMap<String, String>) -> (Self, Vec<Fault>) {
        let mut faults = Vec::new();
        for (slot, words) in theme {
            let path = path!["theme", slot.as_str()];
            let Ok(known) = slot.parse::<Slot>() else {
                let mut fault = Fault::new(path, format!("the bench has no part `{slot}`"));
                fault.remedy = nearest_remedy(slot, Slot::ALL.iter().map(|s| s.word()));
                faults.push(fault);
                continue;
            };
            match read(words).and_then(|paint| seen(known, paint)) {
                Ok(paint) => self.0[known as usize] = Some(paint),
                Err((what, remedy)) => {
                    let remedy = (!remedy.is_empty()).then_some(remedy);
                    faults.push(Fault { remedy, ..Fault::new(path, what) });
                }
            }
        }
        (self, faults)
    }

    /// For a terminal that has 256 colours and no more.
    #[must_use]
    pub fn without_true_colour(mut self) -> Self {
        for paint in self.0.iter_mut().flatten() {
            paint.fg = paint.fg.map(nearest);
            paint.bg = paint.bg.map(nearest);
        }
        self
    }

    pub(super) fn of(&self, slot: Slot) -> Option<Style> {
        let Paint { fg, bg, modifier } = self.0[slot as usize]?;
        Some(Style { fg, bg, ..Style::default() }.add_modifier(modifier))
    }
}

type Refusal = (String, String);

fn read(words: &str) -> Result<Paint, Refusal> {
    let mut paint = Paint::default();
    let mut words = words.split_whitespace().peekable();
    if words.peek().is_none() {
        let remedy = format!("write `{DEFAULT}` for the terminal's own");
        return Err(("the style is empty".to_owned(), remedy));
    }
    while let Some(word) = words.next() {
        if let Some((_, way)) = WAYS.iter().find(|(name, _)| *name == word) {
            paint.modifier |= *way;
        } else if word == ON {
            let Some(ground) = words.next() else {
                return Err(("no colour stands after `on`".to_owned(), "write one".to_owned()));
            };
            paint.bg = colour(ground)?;
        } else {
            paint.fg = colour(word)?;
        }
    }
    Ok(paint)
}

/// `None`: the terminal's own.
fn colour(word: &str) -> Result<Option<Color>, Refusal> {
    if word == DEFAULT {
        return Ok(None);
    }
    let (name, bright) = word.strip_prefix(BRIGHT).map_or((word, false), |name| (name, true));
    if let Some((_, dark, light)) = COLOURS.iter().find(|(known, ..)| *known == name) {
        return Ok(Some(if bright { *light } else { *dark }));
    }
    if let Ok(number) = word.parse::<u8>() {
        return Ok(Some(Color::Indexed(number)));
    }
    if let Some(digits) = word.strip_prefix('#') {
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        let parts = (part(0), part(2), part(4));
        let whole = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit());
        if let ((Some(r), Some(g), Some(b)), true) = (parts, whole) {
            return Ok(Some(Color::Rgb(r, g, b)));
        }
        let what = format!("`{word}` is not a colour");
        return Err((what, "write six digits of 0 to 9 and a to f, in quotes".to_owned()));
    }
    let known = WAYS.iter().map(|(name, _)| *name).chain(COLOURS.iter().map(|(name, ..)| *name));
    let what = format!("`{word}` is no word of a style");
    Err((what, nearest_remedy(name, known.chain([DEFAULT, ON])).unwrap_or_default()))
}

/// What is told by its style alone is told by more than a colour: the chosen row, what was found, what is raised.
fn seen(slot: Slot, paint: Paint) -> Result<Paint, Refusal> {
    let needs =
        matches!(slot, Slot::Selected | Slot::Held | Slot::Found | Slot::Error | Slot::Warning);
    let has = Modifier::BOLD | Modifier::UNDERLINED | Modifier::REVERSED;
    if needs && !paint.modifier.intersects(has) {
        let what = format!("`{slot}` would be told by colour alone");
        return Err((what, "add reverse, underline or bold".to_owned()));
    }
    Ok(paint)
}

/// The nearest of the 216 colours and the greys that stand after the sixteen.
fn nearest(colour: Color) -> Color {
    let Color::Rgb(r, g, b) = colour else { return colour };
    let step = |part: u8| match part {
        0..=47 => 0,
        48..=114 => 1,
        _ => (part - 35) / 40,
    };
    if r.abs_diff(g) < 8 && g.abs_diff(b) < 8 && (8..=238).contains(&g) {
        return Color::Indexed(232 + (g - 8) / 10);
    }
    Color::Indexed(16 + 36 * step(r) + 6 * step(g) + step(b))
}

/// A style in words, as settings have it.
pub fn in_words(style: Style) -> String {
    let mut words: Vec<String> = WAYS
        .iter()
        .filter(|(_, way)| style.add_modifier.contains(*way))
        .map(|(name, _)| (*name).to_owned())
        .collect();
    let named = |colour: Color| {
        let known = COLOURS.iter().find(|(_, dark, light)| [*dark, *light].contains(&colour));
        known.map(
            |(name, dark, _)| {
                if *dark == colour { (*name).to_owned() } else { format!("{BRIGHT}{name}") }
            },
        )
    };
    words.extend(style.fg.and_then(named));
    words.extend(style.bg.and_then(named).map(|ground| format!("{ON} {ground}")));
    if words.is_empty() { DEFAULT.to_owned() } else { words.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::{Ground, Theme};

    fn with(lines: &[(&str, &str)]) -> (Styles, Vec<String>) {
        let theme = lines.iter().map(|(s, w)| ((*s).to_owned(), (*w).to_owned())).collect();
        let (styles, faults) = Styles::NONE.with(&theme);
        let said =
            faults.into_iter().map(|f| format!("{}; {}", f.what, f.remedy.unwrap_or_default()));
        (styles, said.collect())
    }

    #[test]
    fn a_style_is_read_from_words() {
        let (styles, faults) = with(&[
            ("met", "bold bright-blue on 17"),
            ("quiet", "default"),
            ("key", "#ff8800"),
            ("selected", "underline default on default"),
        ]);
        assert!(faults.is_empty(), "{faults:?}");
        let met = Style::new().fg(Color::LightBlue).bg(Color::Indexed(17));
        assert_eq!(styles.of(Slot::Met), Some(met.add_modifier(Modifier::BOLD)));
        assert_eq!(styles.of(Slot::Quiet), Some(Style::default()));
        assert_eq!(styles.of(Slot::Key), Some(Style::new().fg(Color::Rgb(255, 136, 0))));
        assert_eq!(styles.of(Slot::NotMet), None, "as it is");
        let less = styles.without_true_colour();
        assert_eq!(less.of(Slot::Key), Some(Style::new().fg(Color::Indexed(208))));
        assert_eq!(less.of(Slot::Met), styles.of(Slot::Met));
        assert_eq!(nearest(Color::Rgb(128, 128, 128)), Color::Indexed(244));
        assert_eq!(nearest(Color::Rgb(255, 255, 255)), Color::Indexed(231));
    }

    #[test]
    fn every_mistake_is_told_with_what_to_do() {
        let (styles, faults) = with(&[
            ("mett", "red"),
            ("met", "redd"),
            ("key", "#ff88"),
            ("open", "on"),
            ("answer", " "),
            ("grave", "256"),
            ("selected", "blue on white"),
            ("lit", "bright-bold"),
        ]);
        assert_eq!(styles, Styles::NONE, "and counts as not written");
        let begins = [
            "the style is empty; write `default`",
            "`256` is no word of a style; ",
            "`#ff88` is not a colour; write six digits",
            "`bright-bold` is no word of a style; ",
            "`redd` is no word of a style; did you mean `red`?",
            "the bench has no part `mett`; did you mean `met`?",
            "no colour stands after `on`; write one",
            "`selected` would be told by colour alone; add reverse, underline or bold",
        ];
        assert_eq!(faults.len(), begins.len(), "{faults:#?}");
        for said in begins {
            assert!(faults.iter().any(|f| f.starts_with(said)), "{said}\n{faults:#?}");
        }
    }

    #[test]
    fn the_styles_of_the_bench_have_words_that_read_back() {
        for ground in [Ground::Dark, Ground::Light, Ground::Unknown] {
            let theme = Theme::new(true, false, ground);
            for slot in Slot::ALL {
                let words = in_words(theme.style(*slot));
                let (styles, faults) = with(&[(slot.word(), &words)]);
                assert!(faults.is_empty(), "{slot}: {words}: {faults:?}");
                assert_eq!(styles.of(*slot), Some(theme.style(*slot)), "{slot}: {words}");
            }
        }
    }

    #[test]
    fn without_colours_a_theme_has_none() {
        let (styles, _) = with(&[("met", "bold red on blue"), ("text", "green")]);
        let theme = Theme { styles, ..Theme::new(false, false, Ground::Dark) };
        assert_eq!(theme.style(Slot::Met), Style::new().add_modifier(Modifier::BOLD));
        assert_eq!(theme.style(Slot::Text), Style::new());
        assert!(size_of::<Theme>() <= 256, "{}", size_of::<Theme>());
    }
}
