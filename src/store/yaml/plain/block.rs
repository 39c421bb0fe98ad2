//! Lists and maps in lines.

use super::{Perhaps, Reader, is_first, is_key, map};
use crate::domain::node::{Key, Kind, Node};

impl Reader<'_> {
    /// The list or map that begins here, at this indentation; the reader stands before what follows it.
    pub(super) fn collection(&mut self, indent: usize) -> Perhaps<Node> {
        if self.is_dash() {
            return Some(Some(self.deeper(|reader| reader.list(indent, false))?));
        }
        if self.key()?.is_none() {
            return Some(None);
        }
        Some(Some(self.deeper(|reader| reader.map(indent))?))
    }

    fn is_dash(&self) -> bool {
        self.byte(0) == Some(b'-') && matches!(self.byte(1), None | Some(b' ' | b'\n'))
    }

    /// Right below its key a list begins, for the library, behind its first dash.
    fn list(&mut self, indent: usize, right_below: bool) -> Option<Node> {
        let (mut at, mut list) = (self.here(), Vec::new());
        loop {
            self.at += 1;
            self.skip_spaces();
            if right_below && list.is_empty() {
                at = self.here();
            }
            list.push(self.entry(indent)?);
            if self.next_line() != Some(indent) || !self.is_dash() {
                break;
            }
        }
        self.ends(indent)?;
        Some(Node { at, kind: Kind::List(list) })
    }

    /// What stands behind a dash.
    fn entry(&mut self, indent: usize) -> Option<Node> {
        let column = self.at - self.begin;
        match self.byte(0)? {
            // Where a list begins is, for the library, another thing with a comment right behind its first dash.
            b'#' => None,
            b'\n' => self.below(indent, false),
            b'[' | b'{' | b'"' | b'\'' | b'|' | b'>' => self.value(indent),
            // A list or map may begin in the line of its dash.
            _ => match self.collection(column)? {
                Some(node) => Some(node),
                None => self.value(indent),
            },
        }
    }

    fn map(&mut self, indent: usize) -> Option<Node> {
        let (at, mut entries) = (self.here(), Vec::with_capacity(4));
        loop {
            let key = Key { at: self.here(), text: self.key()??.to_owned() };
            // The colon, too.
            self.at += key.text.len() + 1;
            self.skip_spaces();
            let value = match self.byte(0)? {
                b'\n' | b'#' => self.below(indent, true)?,
                _ => self.value(indent)?,
            };
            entries.push((key, value));
            if self.next_line() != Some(indent) || self.is_dash() {
                break;
            }
        }
        self.ends(indent)?;
        map(at, entries)
    }

    /// What stands in the lines below a key or a dash, further to the right; a list may stand right below its key.
    fn below(&mut self, indent: usize, key: bool) -> Option<Node> {
        self.end_line()?;
        let found = self.next_line()?;
        match self.byte(0)? {
            _ if found == indent && key && self.is_dash() => {
                self.deeper(|reader| reader.list(indent, true))
            }
            _ if found <= indent => None,
            b'[' | b'{' => self.value(indent),
            _ => self.collection(found)?,
        }
    }

    /// What follows a list or map stands further to the left, or is the next key where a list stands right below its own.
    fn ends(&self, indent: usize) -> Option<()> {
        let column = self.at - self.begin;
        let next_key = column == indent && !self.is_dash();
        (self.byte(0).is_none() || column < indent || next_key).then_some(())
    }

    /// The key that stands here, if one does.
    fn key(&self) -> Perhaps<&str> {
        let rest = self.rest();
        let line = &rest[..memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len())];
        let bytes = line.as_bytes();
        if !is_first(bytes) {
            return None;
        }
        let ends = |colon: &usize| matches!(bytes.get(colon + 1), None | Some(b' '));
        match memchr::memchr_iter(b':', bytes).find(ends).map(|colon| &line[..colon]) {
            Some(key) => is_key(key).then_some(Some(key)),
            None => Some(None),
        }
    }
}
