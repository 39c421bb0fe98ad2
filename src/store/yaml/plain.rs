//! The plain form of YAML, read quickly: what the program writes and what people mostly write. Lists and maps in lines or in
//! brackets, one-line scalars, prose in blocks. Whatever is not surely of this form comes back as none, right or wrong: the
//! library reads it then, and says what is wrong with it. So there is no second dialect; `tests.rs` holds the two together.

mod block;
mod flow;
mod scalar;
#[cfg(test)]
mod tests;

use std::cell::Cell;

use super::MAX_DEPTH;
use crate::domain::{
    node::{Key, Kind, Node},
    problem::Position,
};

/// Texts beyond this are the library's: so short a one holds neither too many values nor anything else that is bounded.
const MOST: usize = 256 * 1024;
/// Longest key (YAML bounds those in lines by 1,024 characters).
const LONGEST_KEY: usize = 512;
/// So many keys are sooner compared than sorted.
const FEW: usize = 12;

/// The tree of a text of the plain form, the same that the library makes of it.
pub fn tree(text: &str) -> Option<Node> {
    // Without a way out in between a stretch is looked at at once.
    let plain = |b: &u8| matches!(b, b' '..=b'~' | b'\n');
    let all_plain = |some: &[u8]| some.iter().fold(true, |all, b| all & plain(b));
    let ascii = text.as_bytes().chunks(64).all(all_plain);
    if text.len() > MOST || !ascii && text.contains(is_odd) {
        return None;
    }
    let mut reader =
        Reader { text, ascii, at: 0, line: 1, begin: 0, counted: Cell::default(), depth: 0 };
    let indent = reader.next_line()?;
    let root = reader.collection(indent)??;
    (reader.next_line().is_none() && reader.at == text.len()).then_some(root)
}

/// Characters that end a line in some YAML, or that no text carries.
fn is_odd(c: char) -> bool {
    let ends = matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    ends || c.is_control() && c != '\n'
}

struct Reader<'t> {
    text: &'t str,
    ascii: bool,
    /// Where it is read, in bytes.
    at: usize,
    /// The line of it, from 1, and where that begins.
    line: usize,
    begin: usize,
    /// A place in a line, in bytes of the text, and its column from 0.
    counted: Cell<(usize, usize)>,
    /// Lists and maps that are open.
    depth: usize,
}

/// Outer none: not of the plain form. Inner none: no list or map stands here.
type Perhaps<T> = Option<Option<T>>;

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + ahead).copied()
    }

    fn place(&self, at: usize) -> Position {
        let column = match self.ascii {
            true => at - self.begin,
            false => self.column(at),
        };
        Position { line: self.line, column: column + 1 }
    }

    /// Counts on from the last place in this line: it may be a long one with many.
    fn column(&self, at: usize) -> usize {
        let (from, column) = self.counted.get();
        let (from, column) =
            if (self.begin..=at).contains(&from) { (from, column) } else { (self.begin, 0) };
        let column = column + self.text.get(from..at).map_or(0, |between| between.chars().count());
        self.counted.set((at, column));
        column
    }

    fn here(&self) -> Position {
        self.place(self.at)
    }

    fn skip_spaces(&mut self) {
        while self.byte(0) == Some(b' ') {
            self.at += 1;
        }
    }

    /// From the end of a line into the next one.
    fn break_line(&mut self) {
        self.at += 1;
        self.line += 1;
        self.begin = self.at;
    }

    /// From the begin of a line to what stands in it or a later one; how far that is indented. None at the end.
    fn next_line(&mut self) -> Option<usize> {
        loop {
            self.skip_spaces();
            match self.byte(0)? {
                b'\n' => self.break_line(),
                b'#' => {
                    self.skip_line();
                    if self.byte(0).is_some() {
                        self.break_line();
                    }
                }
                _ => return Some(self.at - self.begin),
            }
        }
    }

    fn skip_line(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        self.at += memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    }

    /// After a value: nothing but a comment may follow in its line. Goes to the begin of the next one.
    fn end_line(&mut self) -> Option<()> {
        self.skip_spaces();
        match self.byte(0) {
            None => Some(()),
            Some(b'\n') => {
                self.break_line();
                Some(())
            }
            Some(b'#') if self.text[..self.at].ends_with(' ') => {
                self.skip_line();
                if self.byte(0).is_some() {
                    self.break_line();
                }
                Some(())
            }
            Some(_) => None,
        }
    }

    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if self.depth + 1 >= MAX_DEPTH {
            return None;
        }
        self.depth += 1;
        let value = read(self)?;
        self.depth -= 1;
        Some(value)
    }
}

/// A map, unless a key of it is written twice.
fn map(at: Position, entries: Vec<(Key, Node)>) -> Option<Node> {
    let mut keys: Vec<&str> = entries.iter().map(|(key, _)| key.text.as_str()).collect();
    let twice = if keys.len() <= FEW {
        (1..keys.len()).any(|at| keys[..at].contains(&keys[at]))
    } else {
        keys.sort_unstable();
        keys.windows(2).any(|two| two[0] == two[1])
    };
    (!twice).then_some(Node { at, kind: Kind::Map(entries) })
}

/// Whether a plain scalar may begin so, and is surely one then.
fn is_first(line: &[u8]) -> bool {
    match line.first() {
        Some(b'-') => line.get(1).is_some_and(|next| !b" ,[]{}".contains(next)),
        Some(first) => !b" ?:,[]{}#&*!|>'\"%@`".contains(first),
        None => false,
    }
}

/// Whether what stands before a colon is a key, and no more than that: no mark of a document, no nothing, no merging.
fn is_key(key: &str) -> bool {
    let special = matches!(key, "~" | "null" | "Null" | "NULL" | "<<");
    let odd = key.starts_with(['-', '.']) || key.ends_with([' ', ':']) || comment(key).is_some();
    !special && !odd && key.len() <= LONGEST_KEY
}

/// Where a comment begins, with the blank before it.
fn comment(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let is_one = |at: &usize| *at > 0 && bytes[at - 1] == b' ';
    memchr::memchr_iter(b'#', bytes).find(is_one).map(|at| at - 1)
}

/// Where a colon stands that has a blank behind it.
fn colon(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    memchr::memchr_iter(b':', bytes).find(|at| bytes.get(at + 1) == Some(&b' '))
}
