//! Lists and maps in brackets.

use super::{Reader, colon, comment, is_first, is_key, map};
use crate::domain::node::{Key, Kind, Node};

/// What ends a plain scalar in brackets.
const ENDS: &[u8] = b",[]{}\n";

impl Reader<'_> {
    /// The list or map in brackets that begins here, within one that is indented so.
    pub(super) fn flow(&mut self, indent: usize) -> Option<Node> {
        self.deeper(|reader| match reader.byte(0)? {
            b'[' => reader.flow_list(indent),
            _ => reader.flow_map(indent),
        })
    }

    fn flow_list(&mut self, indent: usize) -> Option<Node> {
        let (at, mut list) = (self.here(), Vec::new());
        let mut goes_on = self.flow_begins(b']', indent)?;
        while goes_on {
            list.push(self.flow_value(indent)?);
            goes_on = self.flow_goes_on(b']', indent)?;
        }
        Some(Node { at, kind: Kind::List(list) })
    }

    fn flow_map(&mut self, indent: usize) -> Option<Node> {
        let (at, mut entries) = (self.here(), Vec::new());
        let mut goes_on = self.flow_begins(b'}', indent)?;
        while goes_on {
            let key = Key { at: self.here(), text: self.flow_words(true, indent)? };
            self.flow_space(indent)?;
            entries.push((key, self.flow_value(indent)?));
            goes_on = self.flow_goes_on(b'}', indent)?;
        }
        map(at, entries)
    }

    /// After the bracket: true when an entry follows, and the reader stands before it.
    fn flow_begins(&mut self, end: u8, indent: usize) -> Option<bool> {
        self.at += 1;
        self.flow_space(indent)?;
        let empty = self.byte(0)? == end;
        self.at += usize::from(empty);
        Some(!empty)
    }

    /// After an entry: true when another follows, and the reader stands before it.
    fn flow_goes_on(&mut self, end: u8, indent: usize) -> Option<bool> {
        self.flow_space(indent)?;
        let found = self.byte(0)?;
        self.at += 1;
        if found == end {
            return Some(false);
        }
        self.flow_space(indent)?;
        (found == b',').then_some(true)
    }

    /// Over blanks and ends of lines; what goes on in another line is indented more than what it belongs to.
    fn flow_space(&mut self, indent: usize) -> Option<()> {
        loop {
            self.skip_spaces();
            match self.byte(0)? {
                b'\n' => self.break_line(),
                b'#' => return None,
                _ => return (self.at - self.begin > indent).then_some(()),
            }
        }
    }

    fn flow_value(&mut self, indent: usize) -> Option<Node> {
        let at = self.here();
        let kind = match self.byte(0)? {
            b'[' | b'{' => return self.flow(indent),
            quote @ (b'"' | b'\'') => Kind::Scalar(self.quoted(quote)?, false),
            _ => Kind::Scalar(self.flow_words(false, indent)?, true),
        };
        Some(Node { at, kind })
    }

    /// A plain scalar, which may go on in the next line, and ends before a comma or a bracket; a key ends at its colon, and the
    /// reader goes behind that.
    fn flow_words(&mut self, key: bool, indent: usize) -> Option<String> {
        let mut words = String::new();
        loop {
            let rest = self.rest();
            let end = rest.bytes().position(|b| ENDS.contains(&b))?;
            let line = &rest[..end];
            let breaks = rest.as_bytes()[end] == b'\n';
            let last =
                line.len().checked_sub(1).filter(|last| breaks && line.ends_with(':') && *last > 0);
            let colon = colon(line).or(last);
            let part = colon.map_or_else(|| line.trim_end_matches(' '), |colon| &line[..colon]);
            let odd = colon.is_some() != key && (colon.is_some() || !breaks);
            if odd || part.ends_with(':') || comment(part).is_some() || !is_first(part.as_bytes()) {
                return None;
            }
            words.push_str(part);
            if colon.is_some() {
                self.at += part.len() + 1;
                return is_key(&words).then_some(words);
            }
            self.at += end;
            if self.byte(0) == Some(b'\n') {
                self.break_line();
                self.skip_spaces();
                if self.at - self.begin <= indent {
                    return None;
                }
            }
            match self.byte(0)? {
                b',' | b']' | b'}' if !key => return Some(words),
                b',' | b'[' | b']' | b'{' | b'}' => return None,
                _ => words.push(' '),
            }
        }
    }
}
