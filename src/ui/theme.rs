//! Named styles and marks. Nothing is told by colour alone: every colour stands beside a word or a mark.

use ratatui::style::{Color, Modifier, Style};

use super::styles::Styles;
use crate::{
    criteria::{Value, Why},
    domain::words::{Outcome, words},
};

/// What the terminal may show, decided once at start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// The terminal's own sixteen colours; off with `NO_COLOR`.
    pub colour: bool,
    /// Plain ASCII marks and rules, for terminals without more.
    pub ascii: bool,
    pub ground: Ground,
    /// What settings say otherwise.
    pub styles: Styles,
}

/// What the terminal writes on. Its own ground is never painted over, so the letters have to suit it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ground {
    Dark,
    Light,
    /// Nobody has said, and the terminal is not asked: only what is read on both is used.
    #[default]
    Unknown,
}

impl Ground {
    /// The colour of what wants to be looked at. Yellow is not read on white.
    fn attention(self) -> Color {
        match self {
            Self::Dark => Color::Yellow,
            Self::Light | Self::Unknown => Color::Magenta,
        }
    }

    /// The colour of titles and answers. Cyan is not read on white, nor blue on black.
    fn accent(self) -> Option<Color> {
        match self {
            Self::Dark => Some(Color::Cyan),
            Self::Light => Some(Color::Blue),
            Self::Unknown => None,
        }
    }
}

words! {
    /// What a piece of the screen is. The word is its name in the settings.
    Slot, "a part of the screen" {
        Text = "text",
        /// Less important text.
        Quiet = "quiet",
        Strong = "strong",
        Title = "title",
        /// Title of the pane that has the focus.
        TitleFocused = "title-focused",
        /// The row under the cursor in the focused pane.
        Selected = "selected",
        /// The row under the cursor elsewhere.
        Held = "held",
        /// Bears on what the cursor stands on.
        Lit = "lit",
        Met = "met",
        NotMet = "not-met",
        Open = "open",
        Grave = "grave",
        Key = "key",
        /// What a result rests on, and what would settle it.
        Answer = "answer",
        /// Words that were searched.
        Found = "found",
        /// Words of a rationale that an error of the checks is about.
        Error = "error",
        /// The same of a warning.
        Warning = "warning",
    }
}

impl Theme {
    pub const fn new(colour: bool, ascii: bool, ground: Ground) -> Self {
        Self { colour, ascii, ground, styles: Styles::NONE }
    }

    /// The style of a slot. With colours off only bold, dim, underline and reverse are left.
    pub fn style(&self, slot: Slot) -> Style {
        let plain = Style::default();
        let attention = plain.fg(self.ground.attention());
        let accent = Style { fg: self.ground.accent(), ..plain };
        let style = match slot {
            Slot::Text => plain,
            Slot::Quiet => plain.add_modifier(Modifier::DIM),
            Slot::Strong | Slot::Key => plain.add_modifier(Modifier::BOLD),
            Slot::Title => plain.add_modifier(Modifier::DIM),
            Slot::TitleFocused => accent.add_modifier(Modifier::BOLD),
            Slot::Selected => plain.add_modifier(Modifier::REVERSED),
            Slot::Held => plain.add_modifier(Modifier::UNDERLINED),
            Slot::Lit => attention.add_modifier(Modifier::BOLD),
            Slot::Met => plain.fg(Color::Green),
            Slot::NotMet => plain.fg(Color::Red),
            Slot::Open => attention,
            Slot::Found => attention.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            Slot::Error => plain.fg(Color::Red).add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            Slot::Warning => attention.add_modifier(Modifier::UNDERLINED),
            Slot::Answer => accent,
            Slot::Grave => plain.fg(Color::Red).add_modifier(Modifier::BOLD),
        };
        let style = self.styles.of(slot).unwrap_or(style);
        // Never hand a colour on when colours are off: crossterm would end a reversed row at it.
        if self.colour { style } else { Style { fg: None, bg: None, ..style } }
    }

    pub fn value_slot(value: Value) -> Slot {
        match value {
            Value::Met => Slot::Met,
            Value::NotMet => Slot::NotMet,
            Value::Undetermined(Why::Conflict) => Slot::Grave,
            Value::Undetermined(_) => Slot::Open,
        }
    }

    /// One cell for a value; the word stands beside it.
    pub fn value_mark(&self, value: Value) -> &'static str {
        let (fine, ascii) = match value {
            Value::Met => ("✓", "+"),
            Value::NotMet => ("✗", "x"),
            Value::Undetermined(Why::Silent) => ("?", "?"),
            Value::Undetermined(Why::Unclear) => ("~", "~"),
            Value::Undetermined(Why::Conflict) => ("!", "!"),
            Value::Undetermined(Why::Unanswered) => ("…", "_"),
        };
        self.mark(fine, ascii)
    }

    pub fn outcome_mark(&self, outcome: Option<Outcome>) -> &'static str {
        match outcome {
            None => self.mark("○", "-"),
            Some(Outcome::Overturned) => self.mark("▲", "O"),
            Some(Outcome::Upheld) => self.mark("▼", "U"),
        }
    }

    pub fn mark(&self, fine: &'static str, ascii: &'static str) -> &'static str {
        if self.ascii { ascii } else { fine }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_is_read_on_its_ground() {
        let on_light = [Color::Red, Color::Green, Color::Magenta, Color::Blue];
        let on_dark = [Color::Red, Color::Green, Color::Magenta, Color::Yellow, Color::Cyan];
        for slot in Slot::ALL {
            let style = |ground| Theme::new(true, false, ground).style(*slot);
            let readable = |ground, colours: &[Color]| {
                let Style { fg, bg, .. } = style(ground);
                bg.is_none() && fg.is_none_or(|fg| colours.contains(&fg))
            };
            assert!(readable(Ground::Light, &on_light), "{slot:?}");
            assert!(readable(Ground::Dark, &on_dark), "{slot:?}");
            assert!(readable(Ground::Unknown, &on_light), "{slot:?}");
            assert!(readable(Ground::Unknown, &on_dark), "{slot:?}");
            // What is not told by colour stays the same on every ground.
            assert_eq!(style(Ground::Light).add_modifier, style(Ground::Dark).add_modifier);
        }
    }
}
