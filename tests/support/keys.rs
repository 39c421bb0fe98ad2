//! Names of keys, and the bytes that a terminal sends for them.
//!
//! Tests write `keys("j j Enter Ctrl+s")` and tapes write `Ctrl+S`; both come here, so a key means
//! the same in a test and in the demonstration.

/// What a terminal sends for one key. `application` says that the program asked for application
/// cursor keys (`ESC [ ? 1 h`), in which case arrows begin with `ESC O`.
///
/// A key is a single character, a name, or either after `Ctrl+`, `Alt+` and `Shift+`.
pub fn bytes(key: &str, application: bool) -> Result<Vec<u8>, String> {
    let (mut ctrl, mut alt, mut shift) = (false, false, false);
    let mut name = key;
    loop {
        let (flag, rest) = match name.split_once('+') {
            Some(("Ctrl", rest)) => (&mut ctrl, rest),
            Some(("Alt", rest)) => (&mut alt, rest),
            Some(("Shift", rest)) => (&mut shift, rest),
            _ => break,
        };
        *flag = true;
        name = rest;
    }
    let modifiers = 1 + u8::from(shift) + 2 * u8::from(alt) + 4 * u8::from(ctrl);
    if let Some(sequence) = sequence(name, modifiers, application) {
        return Ok(sequence.into_bytes());
    }
    let plain = plain(name, ctrl, shift).ok_or_else(|| format!("no such key: `{key}`"))?;
    Ok(if alt { [b"\x1b", plain.as_slice()].concat() } else { plain })
}

/// Keys that send an escape sequence, where the modifiers are a number inside it.
fn sequence(name: &str, modifiers: u8, application: bool) -> Option<String> {
    let cursor = |letter: char| match (modifiers, application) {
        (1, true) => format!("\x1bO{letter}"),
        (1, false) => format!("\x1b[{letter}"),
        _ => format!("\x1b[1;{modifiers}{letter}"),
    };
    let function = |letter: char| match modifiers {
        1 => format!("\x1bO{letter}"),
        _ => format!("\x1b[1;{modifiers}{letter}"),
    };
    let numbered = |number: u8| match modifiers {
        1 => format!("\x1b[{number}~"),
        _ => format!("\x1b[{number};{modifiers}~"),
    };
    Some(match name {
        "Up" => cursor('A'),
        "Down" => cursor('B'),
        "Right" => cursor('C'),
        "Left" => cursor('D'),
        "End" => cursor('F'),
        "Home" => cursor('H'),
        "Insert" => numbered(2),
        "Delete" => numbered(3),
        "PageUp" => numbered(5),
        "PageDown" => numbered(6),
        "F1" => function('P'),
        "F2" => function('Q'),
        "F3" => function('R'),
        "F4" => function('S'),
        "F5" => numbered(15),
        "F6" => numbered(17),
        "F7" => numbered(18),
        "F8" => numbered(19),
        "F9" => numbered(20),
        "F10" => numbered(21),
        "F11" => numbered(23),
        "F12" => numbered(24),
        "Tab" if modifiers == 2 => "\x1b[Z".to_owned(),
        _ => return None,
    })
}

/// Keys that send a character. A terminal of the plain kind knows no Ctrl or Shift with most of
/// them, and such a key is refused here, since no user could press it either.
fn plain(name: &str, ctrl: bool, shift: bool) -> Option<Vec<u8>> {
    let mut characters = name.chars();
    let character = match name {
        "Enter" => '\r',
        "Tab" => '\t',
        "Escape" | "Esc" => '\x1b',
        "Backspace" => '\x7f',
        "Space" => ' ',
        _ => characters.next().filter(|_| characters.next().is_none())?,
    };
    let character = match (character, ctrl, shift) {
        (_, false, false) => character,
        ('a'..='z', false, true) => character.to_ascii_uppercase(),
        ('a'..='z' | 'A'..='Z' | '@' | '[' | '\\' | ']' | '^' | '_', true, false) => {
            char::from(character as u8 & 0x1f)
        }
        (' ', true, false) => '\0',
        ('/', true, false) => '\x1f',
        ('\x7f', true, false) => '\x08',
        _ => return None,
    };
    Some(character.to_string().into_bytes())
}
