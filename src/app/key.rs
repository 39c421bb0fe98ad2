//! A key as a plain terminal can send it, and its spelling in tables, help and tests.

use std::{fmt, str::FromStr};

use crate::domain::visible::is_hidden;

/// One key press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    pub code: Code,
    pub ctrl: bool,
}

/// Which key. Nothing here needs more than a VT100 sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
}

const NAMED: [(&str, Code); 15] = [
    ("Enter", Code::Enter),
    ("Esc", Code::Esc),
    ("Tab", Code::Tab),
    ("S-Tab", Code::BackTab),
    ("Backspace", Code::Backspace),
    ("Delete", Code::Delete),
    ("Up", Code::Up),
    ("Down", Code::Down),
    ("Left", Code::Left),
    ("Right", Code::Right),
    ("Home", Code::Home),
    ("End", Code::End),
    ("PageUp", Code::PageUp),
    ("PageDown", Code::PageDown),
    ("Space", Code::Char(' ')),
];

/// What a terminal sends for these is another key.
const SENT_AS: [(char, &str); 4] = [('i', "Tab"), ('j', "Enter"), ('m', "Enter"), ('[', "Esc")];

impl FromStr for Key {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        const REMEDY: &str = "write a character, Enter, Esc, Ctrl-s …";
        let (ctrl, name) = match text.strip_prefix("Ctrl-") {
            Some(rest) if !rest.is_empty() => (true, rest),
            _ => (false, text),
        };
        if let Some((_, sent)) = SENT_AS.iter().find(|(c, _)| ctrl && name == c.to_string()) {
            return Err(format!("a terminal sends {sent} for `{text}`; write `{sent}`"));
        }
        let named = NAMED.iter().find(|(n, _)| *n == name).map(|(_, code)| *code);
        let mut chars = name.chars();
        let code = match (named, chars.next(), chars.next()) {
            (Some(Code::Char(' ')), ..) => Code::Char(' '),
            // Terminals differ in what they send for these with Ctrl.
            (Some(code), ..) if !ctrl => code,
            (None, Some(c), None) if ctrl && c.is_ascii_lowercase() => Code::Char(c),
            (None, Some(c), None) if !ctrl && !c.is_whitespace() && !is_hidden(c) => Code::Char(c),
            _ => return Err(format!("`{text}` is not a key; {REMEDY}")),
        };
        Ok(Self { code, ctrl })
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        match NAMED.iter().find(|(_, code)| *code == self.code) {
            Some((name, _)) => f.write_str(name),
            None => match self.code {
                Code::Char(c) => write!(f, "{c}"),
                _ => Ok(()),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_print_as_they_are_written() {
        for text in ["j", "G", "Ctrl-s", "Enter", "S-Tab", "Space", "?", "-", "Ctrl-l"] {
            assert_eq!(text.parse::<Key>().unwrap().to_string(), text);
        }
        for text in
            ["Hyper-x", "", "Ctrl-", "Ctrl-S", "Ctrl-Up", "Ctrl-i", "Ctrl-m", "\u{200B}", "\n"]
        {
            assert!(text.parse::<Key>().is_err(), "{text:?}");
        }
    }
}
