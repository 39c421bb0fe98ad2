//! The terminal's events, as what a plain one can say.

use std::{collections::VecDeque, io, time::Duration};

use crossterm::event::{
    self, Event as TerminalEvent, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton,
    MouseEvent, MouseEventKind,
};

use super::ears::Heard;
use crate::app::{
    event::Pointed,
    key::{Code, Key},
};

/// A slow line may bring the rest of an arrow key this much after its first byte, which alone is Esc.
const REST: Duration = Duration::from_millis(25);
/// How long the library looks for what has come, and how often.
const LOOK: Duration = Duration::from_micros(5);
const LOOKS: usize = 3;
/// Longest rest of a key that is waited for.
const LONGEST: usize = 16;

/// Reads with the terminal library, which is asked only while there is something to read: it must not sit on the terminal.
#[derive(Default)]
pub struct Input {
    /// Read while the rest of a key was waited for, and no part of it.
    ahead: Option<TerminalEvent>,
    /// The library may hold more.
    unasked: bool,
}

impl Input {
    /// Takes in all that has come. To ask the library whether there is more takes as long as to show a key: of a single
    /// byte one event is taken, and the question is left for later. So it is when nothing came of what was there: the looks
    /// may have been too short.
    ///
    /// # Errors
    /// When the terminal cannot be read.
    pub fn read(&mut self, bytes: Option<u64>, typed: &mut VecDeque<Heard>) -> io::Result<()> {
        self.unasked = bytes.is_some();
        while let Some(event) = self.next()? {
            typed.extend(self.heard(event)?);
            self.unasked = bytes == Some(1);
            if self.unasked {
                break;
            }
        }
        Ok(())
    }

    /// What came of a single byte is to be shown before the terminal is looked at again.
    pub fn is_shown_first(&self) -> bool {
        self.unasked
    }

    /// What the library has taken from the terminal and not been asked for.
    ///
    /// # Errors
    /// As [`Input::read`].
    pub fn read_rest(&mut self, typed: &mut VecDeque<Heard>) -> io::Result<()> {
        if self.unasked { self.read(None, typed) } else { Ok(()) }
    }

    /// What has come. More of it is waited for elsewhere: the library turns in a circle for the last millisecond of
    /// a wait, and reads nothing in a wait of none. A wait so short can pass before the library has looked, hence more
    /// than one.
    fn next(&mut self) -> io::Result<Option<TerminalEvent>> {
        if let Some(ahead) = self.ahead.take() {
            return Ok(Some(ahead));
        }
        for _ in 0..LOOKS {
            if event::poll(LOOK)? {
                return event::read().map(Some);
            }
        }
        Ok(None)
    }

    fn heard(&mut self, event: TerminalEvent) -> io::Result<Vec<Heard>> {
        Ok(match event {
            TerminalEvent::Key(key) if key.kind == KeyEventKind::Release => Vec::new(),
            TerminalEvent::Key(key) if key.code == KeyCode::Esc => self.escaped()?,
            TerminalEvent::Key(key) => translate(key).into_iter().map(Heard::Key).collect(),
            TerminalEvent::Paste(text) => vec![Heard::Paste(text)],
            TerminalEvent::Resize(columns, rows) => vec![Heard::Resize(columns, rows)],
            TerminalEvent::Mouse(mouse) => pointed(mouse).into_iter().collect(),
            _ => Vec::new(),
        })
    }

    /// Esc, or the first byte of a key that a slow line has torn in two.
    fn escaped(&mut self) -> io::Result<Vec<Heard>> {
        let mut rest = String::new();
        while (rest.is_empty() || rest.starts_with(['[', 'O']) && rest.len() < LONGEST)
            && let Some(c) = self.soon()?
        {
            rest.push(c);
            match torn(&rest) {
                Torn::Key(code) => return Ok(vec![Heard::Key(Key { code, ctrl: false })]),
                Torn::Nothing => return Ok(Vec::new()),
                Torn::Open => {}
            }
        }
        let typed = rest.chars().map(Code::Char);
        let keys = std::iter::once(Code::Esc).chain(typed);
        Ok(keys.map(|code| Heard::Key(Key { code, ctrl: false })).collect())
    }

    /// The next character, if it comes at once and may belong to a torn key.
    fn soon(&mut self) -> io::Result<Option<char>> {
        if self.ahead.is_some() || !event::poll(REST)? {
            return Ok(None);
        }
        Ok(match event::read()? {
            TerminalEvent::Key(KeyEvent { code: KeyCode::Char(c), modifiers, .. })
                if modifiers.difference(KeyModifiers::SHIFT).is_empty() =>
            {
                Some(c)
            }
            other => {
                self.ahead = Some(other);
                None
            }
        })
    }
}

/// What is asked of the mouse: the left button and the wheel.
fn pointed(mouse: MouseEvent) -> Option<Heard> {
    let what = match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => Pointed::Click(None),
        MouseEventKind::ScrollUp => Pointed::WheelUp,
        MouseEventKind::ScrollDown => Pointed::WheelDown,
        _ => return None,
    };
    Some(Heard::Pointed(mouse.column, mouse.row, what))
}

/// What the bytes after Esc are.
#[derive(Debug, PartialEq, Eq)]
enum Torn {
    /// More may come, or they are no part of a key at all.
    Open,
    Key(Code),
    /// A whole key that means nothing here.
    Nothing,
}

fn torn(rest: &str) -> Torn {
    let inner = rest.strip_prefix(['[', 'O']).filter(|_| rest.len() <= LONGEST);
    let Some((inner, end)) = inner.and_then(|inner| Some((inner, inner.chars().last()?))) else {
        return Torn::Open;
    };
    Torn::Key(match (inner, end) {
        (_, 'A') => Code::Up,
        (_, 'B') => Code::Down,
        (_, 'C') => Code::Right,
        (_, 'D') => Code::Left,
        (_, 'H') | ("1~" | "7~", _) => Code::Home,
        (_, 'F') | ("4~" | "8~", _) => Code::End,
        ("3~", _) => Code::Delete,
        ("5~", _) => Code::PageUp,
        ("6~", _) => Code::PageDown,
        ("Z", _) => Code::BackTab,
        (_, '0'..='9' | ';') | ("<", _) => return Torn::Open,
        _ => return Torn::Nothing,
    })
}

/// The keys that a plain terminal would have sent. Alt is Esc and the key: that is what arrives when Esc and the next
/// key come in one packet, and a letter must not be typed where Esc was meant to leave the editor.
fn translate(key: KeyEvent) -> Vec<Key> {
    let mut ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    let code = match key.code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        _ => return Vec::new(),
    };
    if !matches!(code, Code::Char(_)) {
        // Terminals differ in what they send for these with Ctrl; none of our bindings asks.
        ctrl = false;
    }
    // A line feed is what Ctrl-j sends, and what some terminals send for Enter.
    let code = if ctrl && code == Code::Char('j') { Code::Enter } else { code };
    let alone = Key { code, ctrl: ctrl && code != Code::Enter };
    let alt = key.modifiers.contains(KeyModifiers::ALT) && matches!(code, Code::Char(_));
    let escape = alt.then_some(Key { code: Code::Esc, ctrl: false });
    escape.into_iter().chain([alone]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_torn_key_is_known_by_its_end() {
        assert_eq!(torn("["), Torn::Open);
        assert_eq!(torn("[D"), Torn::Key(Code::Left));
        assert_eq!(torn("OA"), Torn::Key(Code::Up));
        assert_eq!(torn("[3"), Torn::Open);
        assert_eq!(torn("[3~"), Torn::Key(Code::Delete));
        assert_eq!(torn("[1;5"), Torn::Open);
        assert_eq!(torn("[1;5C"), Torn::Key(Code::Right));
        assert_eq!(torn("[21~"), Torn::Nothing);
        assert_eq!(torn("[<"), Torn::Open);
        assert_eq!(torn("[<64;120;4"), Torn::Open);
        assert_eq!(torn("[<64;120;40M"), Torn::Nothing);
        assert_eq!(torn("[o"), Torn::Nothing);
        assert_eq!(torn("j"), Torn::Open);
    }

    #[test]
    fn alt_is_escape_and_the_key() {
        let keys = |c, modifiers| {
            let keys = translate(KeyEvent::new(KeyCode::Char(c), modifiers));
            keys.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(keys('F', KeyModifiers::ALT), ["Esc", "F"]);
        assert_eq!(keys('F', KeyModifiers::SHIFT), ["F"]);
        assert_eq!(keys('s', KeyModifiers::CONTROL), ["Ctrl-s"]);
    }
}
