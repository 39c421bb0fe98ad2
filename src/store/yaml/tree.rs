//! A YAML text as a tree of positions, within the bounds of any real file.

use std::collections::HashSet;

use serde_yaml::granit_parser::{Event, Parser, ScalarStyle, Span};

use super::{MAX_BYTES, MAX_DEPTH, MAX_NODES, wording};
use crate::domain::{
    node::{Key, Kind, Node},
    problem::{Position, Problem},
};

/// Reads any document into its tree of positions, as the library does.
///
/// # Errors
/// As [`super::tree()`].
pub fn tree(text: &str) -> Result<Node, Problem> {
    if text.len() as u64 > MAX_BYTES {
        return Err(too_large());
    }
    let text = without_mark(text);
    if let Some(problem) = control(text) {
        return Err(problem);
    }
    let mut builder = Builder::default();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|e| {
            let at = Position { line: e.marker().line(), column: e.marker().col() + 1 };
            wording::of_syntax(&e.info(), at, text)
        })?;
        builder.take(event, at(&span))?;
    }
    builder
        .root
        .ok_or_else(|| Problem::new("the file is empty").at(TOP).remedy("write it, or remove it"))
}

const TOP: Position = Position { line: 1, column: 1 };

/// The text without the mark that some editors put first.
pub(super) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// The refusal of a file beyond [`MAX_BYTES`].
pub fn too_large() -> Problem {
    Problem::new(format!("the file is larger than {} MiB", MAX_BYTES / 1_048_576))
        .at(TOP)
        .remedy("split it, or keep long texts under records/")
}

/// A character that no text of ours carries: the parser would take a NUL for the end of the file.
fn control(text: &str) -> Option<Problem> {
    let hidden = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}');
    let (offset, found) = text.char_indices().find(|(_, c)| hidden(*c))?;
    let what = format!("the character \\u{{{:04X}}} may not stand in this file", u32::from(found));
    Some(Problem::new(what).at(Position::after(&text[..offset])).remedy("delete it"))
}

fn at(span: &Span) -> Position {
    Position { line: span.start.line(), column: span.start.col() + 1 }
}

/// A list or map that is still open.
struct Open {
    at: Position,
    map: bool,
    list: Vec<Node>,
    entries: Vec<(Key, Node)>,
    /// Keys so far: a file of many keys must not be slow to refuse.
    keys: HashSet<String>,
    /// The key whose value comes next.
    key: Option<Key>,
}

#[derive(Default)]
struct Builder {
    open: Vec<Open>,
    root: Option<Node>,
    nodes: usize,
    documents: usize,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, at: Position) -> Result<(), Problem> {
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(Problem::new("a second document begins here")
                        .at(at)
                        .remedy("keep one document in a file and remove the line `---`"));
                }
            }
            Event::Alias(..) | Event::UnresolvedAlias(..) | Event::Anchor(..) => {
                return Err(alias(at));
            }
            Event::Scalar(text, style, anchor, tag) => {
                plain(anchor, tag.is_some(), at)?;
                let unquoted = matches!(style, ScalarStyle::Plain);
                self.put(Node { at, kind: Kind::Scalar(text.into_owned(), unquoted) })?;
            }
            Event::SequenceStart(_, anchor, tag) => {
                plain(anchor, tag.is_some(), at)?;
                self.begin(false, at)?;
            }
            Event::MappingStart(_, anchor, tag) => {
                plain(anchor, tag.is_some(), at)?;
                self.begin(true, at)?;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = self.open.pop() {
                    let kind =
                        if open.map { Kind::Map(open.entries) } else { Kind::List(open.list) };
                    self.put(Node { at: open.at, kind })?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn begin(&mut self, map: bool, at: Position) -> Result<(), Problem> {
        if self.open.len() >= MAX_DEPTH {
            return Err(too_deep(at));
        }
        if let Some(Open { map: true, key: None, .. }) = self.open.last() {
            return Err(key_of_text(at));
        }
        self.open.push(Open {
            at,
            map,
            list: Vec::new(),
            entries: Vec::new(),
            keys: HashSet::new(),
            key: None,
        });
        Ok(())
    }

    fn put(&mut self, node: Node) -> Result<(), Problem> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return Err(Problem::new(format!("the file holds more than {MAX_NODES} values"))
                .at(node.at)
                .remedy("split it, or keep long texts under records/"));
        }
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        if !open.map {
            open.list.push(node);
            return Ok(());
        }
        match open.key.take() {
            Some(key) => open.entries.push((key, node)),
            None => {
                let Kind::Scalar(text, plain) = node.kind else {
                    return Err(key_of_text(node.at));
                };
                if plain && text == "<<" {
                    return Err(Problem::new("YAML merge keys (`<<`) are not used in these files")
                        .at(node.at)
                        .remedy("write the keys out"));
                }
                if !open.keys.insert(text.clone()) {
                    return Err(Problem::new(format!("key `{text}` is written twice"))
                        .at(node.at)
                        .remedy("remove one of them"));
                }
                open.key = Some(Key { text, at: node.at });
            }
        }
        Ok(())
    }
}

fn key_of_text(at: Position) -> Problem {
    Problem::new("a key must be a text, found a list or a map")
        .at(at)
        .remedy("quote a text that begins with a bracket or a brace")
}

pub(super) fn too_deep(at: Position) -> Problem {
    Problem::new(format!("lists and maps nest deeper than {MAX_DEPTH} levels"))
        .at(at)
        .remedy("look for a stray bracket: no file of a workspace nests so")
}

pub(super) fn alias(at: Position) -> Problem {
    Problem::new("YAML anchors and aliases (`&`, `*`) are not used in these files")
        .at(at)
        .remedy("write the value out, or quote a text that begins so")
}

/// Refuses what a plain value does not carry: an anchor, a tag.
fn plain(anchor: usize, tagged: bool, at: Position) -> Result<(), Problem> {
    if anchor != 0 {
        return Err(alias(at));
    }
    if tagged {
        return Err(tag(at));
    }
    Ok(())
}

pub(super) fn tag(at: Position) -> Problem {
    Problem::new("a YAML tag (`!…`) is not used in these files")
        .at(at)
        .remedy("remove it, or quote the text")
}
