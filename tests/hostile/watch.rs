//! Watches what leaves the program: a text may hold no harmful character, a frame only what our terminal library
//! is known to send.

use crate::strings::{Hostile, is_harmful};

/// Keeps what was found wrong: one leak does not hide the next.
pub struct Watch<'a> {
    strings: &'a [&'a Hostile],
    faults: Vec<String>,
}

impl<'a> Watch<'a> {
    pub fn new(strings: &'a [&'a Hostile]) -> Self {
        Self { strings, faults: Vec::new() }
    }

    pub fn fault(&mut self, fault: String) {
        self.faults.push(fault);
    }

    pub fn faults(self) -> Vec<String> {
        self.faults
    }

    /// A text as a command prints it or a file holds it.
    pub fn plain(&mut self, what: &str, text: &[u8]) {
        self.keep(what, of_text(text, self.strings));
    }

    /// What a terminal of this size is sent for a frame.
    pub fn frame(&mut self, what: &str, bytes: &[u8], size: (u16, u16)) {
        self.keep(what, of_frame(bytes, size, self.strings));
    }

    fn keep(&mut self, what: &str, fault: Option<String>) {
        self.faults.extend(fault.map(|fault| format!("{what}: {fault}")));
    }
}

fn of_text(text: &[u8], strings: &[&Hostile]) -> Option<String> {
    let Ok(text) = std::str::from_utf8(text) else { return Some("it is no UTF-8".to_owned()) };
    if let Some(at) = text.find(is_harmful) {
        let found = text[at..].chars().next().unwrap_or_default();
        return Some(format!("{found:?} leaves in {:?}", around(text, at)));
    }
    whole(text, strings)
}

fn of_frame(bytes: &[u8], (columns, rows): (u16, u16), strings: &[&Hostile]) -> Option<String> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Some("it is no UTF-8".to_owned()) };
    // A string that is one of our own sequences cannot be told from it here: `runtime::painter` has a test that no
    // control character of a text goes out.
    let foreign: Vec<&Hostile> =
        strings.iter().copied().filter(|s| !may_be_ours(&s.text, columns, rows)).collect();
    if let Some(leak) = whole(text, &foreign) {
        return Some(leak);
    }
    let (mut rest, mut shown) = (text, String::new());
    while let Some(at) = rest.find(|c| c == '\n' || is_harmful(c)) {
        let found = &rest[at..];
        let length = sequence(found, columns, rows);
        if length == 0 {
            return Some(format!("our library does not send {:?}", around(rest, at)));
        }
        shown.push_str(&rest[..at]);
        rest = &found[length..];
    }
    whole(&(shown + rest), strings)
}

/// True for what the painter may send by itself: a sequence, a part of one, or the end of one row and the words of the
/// next.
fn may_be_ours(text: &str, columns: u16, rows: u16) -> bool {
    let part = |c| matches!(c, '\u{1b}' | '[' | '?' | ';' | '0'..='9' | '\r' | '\n' | '\u{8}');
    text.chars().all(part)
        || !text.replace("\r\n", "").contains(is_harmful)
        || sequence(text, columns, rows) == text.len()
}

fn around(text: &str, at: usize) -> String {
    let before: Vec<char> = text[..at].chars().rev().take(60).collect();
    before.into_iter().rev().chain(text[at..].chars().take(40)).collect()
}

/// A string that does harm and is there as a whole.
fn whole(text: &str, strings: &[&Hostile]) -> Option<String> {
    let mut harmful = strings.iter().filter(|s| s.text.contains(is_harmful));
    let found = harmful.find(|string| text.contains(&string.text))?;
    Some(format!("{:?} leaves: {}", found.text, found.does))
}

/// Length of the sequence that `text` begins with, when it is one of those that our painter sends: the cursor to
/// a cell of the screen or some steps on, rows scrolled, blanks erased, the cursor shown or hidden, a look. That none of
/// the short steps comes from a text is held where cells are written.
fn sequence(text: &str, columns: u16, rows: u16) -> usize {
    if text.starts_with(['\r', '\n', '\u{8}']) {
        return 1;
    }
    if text.starts_with("\u{1b}M") {
        return 2;
    }
    let Some(body) = text.strip_prefix("\u{1b}[") else { return 0 };
    let Some(end) = body.find(|c: char| !(c.is_ascii_digit() || c == ';' || c == '?')) else {
        return 0;
    };
    let parameters = &body[..end];
    let known = match body.as_bytes()[end] {
        b'H' => {
            let (row, column) = parameters.split_once(';').unwrap_or((parameters, ""));
            within(row, rows) && within(column, columns)
        }
        b'A' | b'B' => within(parameters, rows),
        b'C' | b'D' | b'X' => within(parameters, columns),
        b'K' => parameters.is_empty(),
        b'J' => parameters == "2",
        b'r' => {
            let (top, bottom) = parameters.split_once(';').unwrap_or((parameters, ""));
            within(top, rows) && within(bottom, rows)
        }
        b'h' | b'l' => matches!(parameters, "?25" | "?2026"),
        b'm' => parameters.is_empty() || is_look(parameters),
        _ => false,
    };
    if known { "\u{1b}[".len() + end + 1 } else { 0 }
}

/// A number that the screen has room for; 1 may be left out.
fn within(text: &str, most: u16) -> bool {
    text.is_empty() || text.parse().is_ok_and(|n| (1..=most).contains(&n))
}

/// Attributes and the terminal's own colours.
fn is_look(parameters: &str) -> bool {
    let numbers: Option<Vec<u8>> = parameters.split(';').map(|n| n.parse().ok()).collect();
    let known = |n: &u8| matches!(n, 0..=4 | 7 | 22 | 24 | 27 | 30..=37 | 39..=47 | 49 | 90..=97 | 100..=107);
    numbers.is_some_and(|numbers| numbers.iter().all(known))
}

#[test]
fn the_watch_lets_our_own_pass_and_stops_the_rest() {
    for own in [
        "\u{1b}[1;1Ha",
        "\u{1b}[24;80H",
        "\u{1b}[?25l",
        "\u{1b}[0m",
        "\u{1b}[m\u{1b}[36m\u{1b}[1;31;44m頸\u{1b}[K",
        "\u{1b}[3;4r\u{1b}[3H\u{1b}M\u{1b}[r\r\n\u{8}",
    ] {
        assert_eq!(of_frame(own.as_bytes(), (80, 24), &[]), None);
    }
    for string in crate::strings::table().iter().filter(|s| s.text.contains(is_harmful)) {
        let sent = format!("\u{1b}[1;1H{}", string.text);
        let stopped = may_be_ours(&string.text, 80, 24)
            || of_frame(sent.as_bytes(), (80, 24), &[string]).is_some();
        assert!(stopped, "{:?} passes in a frame: {}", string.text, string.does);
        assert!(of_text(string.text.as_bytes(), &[]).is_some(), "{:?} passes", string.text);
    }
    let clean = Hostile { text: "a\u{200B}b".to_owned(), does: "hides".to_owned() };
    assert_eq!(of_text(b"ab\nc", &[&clean]), None);
}
