//! Scalars of lists and maps in lines: plain, quoted, and prose in a block.

use super::{Reader, colon, comment, is_first};
use crate::domain::{
    node::{Kind, Node},
    problem::Position,
};

impl<'t> Reader<'t> {
    /// The value that begins here, of a list or map that is indented so; the reader goes to the begin of a line.
    pub(super) fn value(&mut self, indent: usize) -> Option<Node> {
        let at = self.here();
        let kind = match self.byte(0)? {
            b'|' | b'>' => return self.prose(indent),
            b'[' | b'{' => {
                let node = self.flow(indent)?;
                self.end_line()?;
                return Some(node);
            }
            quote @ (b'"' | b'\'') => {
                let text = self.quoted(quote)?;
                self.end_line()?;
                Kind::Scalar(text, false)
            }
            _ => Kind::Scalar(self.words(indent)?.to_owned(), true),
        };
        Some(Node { at, kind })
    }

    /// A plain scalar of one line.
    fn words(&mut self, indent: usize) -> Option<&'t str> {
        let from = self.at;
        self.skip_line();
        let line = &self.text[from..self.at];
        let words = comment(line).map_or(line, |comment| &line[..comment]).trim_end_matches(' ');
        if !is_first(words.as_bytes()) || words.ends_with(':') || colon(words).is_some() {
            return None;
        }
        if self.byte(0).is_some() {
            self.break_line();
        }
        // It may go on in the next line that has words.
        self.next_words().1.is_none_or(|column| column <= indent).then_some(words)
    }

    /// How many blank lines come next, and how far the line behind them is indented; the reader stays.
    fn next_words(&self) -> (usize, Option<usize>) {
        let (mut blank, mut column) = (0, 0);
        for byte in self.rest().bytes() {
            match byte {
                b' ' => column += 1,
                b'\n' => (column, blank) = (0, blank + 1),
                _ => return (blank, Some(column)),
            }
        }
        (blank, None)
    }

    /// A text in quotation marks that ends in its line, with the few escapes that are usual.
    pub(super) fn quoted(&mut self, quote: u8) -> Option<String> {
        self.at += 1;
        let mut text = String::new();
        loop {
            let (from, rest) = (self.at, self.rest().as_bytes());
            let end = |b: &u8| *b == quote || *b == b'\n' || quote == b'"' && *b == b'\\';
            let upto = rest.iter().position(end)?;
            text.push_str(&self.text[from..from + upto]);
            self.at += upto + 1;
            match (rest.get(upto), rest.get(upto + 1)) {
                (Some(b'\''), Some(b'\'')) => text.push('\''),
                (Some(b'\\'), Some(b'n')) => text.push('\n'),
                (Some(b'\\'), Some(b'"')) => text.push('"'),
                (Some(b'\\'), Some(b'\\')) => text.push('\\'),
                (Some(end), _) if *end == quote => return Some(text),
                _ => return None,
            }
            self.at += 1;
        }
    }

    /// Prose in lines of its own: `>` folds them, `|` keeps them; with a minus the last one has no end.
    fn prose(&mut self, indent: usize) -> Option<Node> {
        let folds = self.byte(0) == Some(b'>');
        self.at += 1;
        let strips = self.byte(0) == Some(b'-');
        self.at += usize::from(strips);
        if self.byte(0) != Some(b'\n') {
            return None;
        }
        self.break_line();
        let (0, Some(column)) = self.next_words() else { return None };
        if column <= indent {
            return None;
        }
        let at = Position { line: self.line, column: column + 1 };
        let node = |prose| Some(Node { at, kind: Kind::Scalar(prose, false) });
        let mut prose = String::new();
        loop {
            let from = self.at + column;
            self.skip_line();
            let line = &self.text[from..self.at];
            if folds && line.starts_with(' ') {
                return None;
            }
            prose.push_str(line);
            if self.byte(0).is_none() {
                return if strips { node(prose) } else { None };
            }
            self.break_line();
            let (blank, next) = self.next_words();
            self.blank_lines(blank, column)?;
            match next {
                Some(next) if next >= column => {
                    let breaks = if folds { blank } else { blank + 1 };
                    prose.extend(std::iter::repeat_n('\n', breaks));
                    prose.extend((breaks == 0).then_some(' '));
                }
                // Blanks at the end of the text, or less indented than the prose and more than its key.
                None if self.byte(0).is_some() => return None,
                Some(next) if next > indent => return None,
                _ => {
                    prose.extend((!strips).then_some('\n'));
                    return node(prose);
                }
            }
        }
    }

    /// Goes over so many blank lines, none of which is wider than the prose.
    fn blank_lines(&mut self, many: usize, widest: usize) -> Option<()> {
        for _ in 0..many {
            self.skip_spaces();
            if self.at - self.begin > widest {
                return None;
            }
            self.break_line();
        }
        Some(())
    }
}
