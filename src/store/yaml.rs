//! YAML in and out: strict, bounded, and every fault with its line, column and remedy.

use std::collections::HashSet;

use serde::{Serialize, de::DeserializeOwned};
use serde_yaml::{
    DeserializeError, Location, Options, SerializerOptions,
    granit_parser::{Event, Parser, ScalarStyle, Span},
};

use crate::domain::{
    node::{Key, Kind, Node},
    problem::{Fault, Position, Problem, nearest_remedy},
};

/// Largest YAML file that is read: about a hundred times a real case.
pub const MAX_BYTES: u64 = 4 * 1024 * 1024;
/// Deepest nesting of lists and maps.
pub const MAX_DEPTH: usize = 24;
/// Most values in one file.
pub const MAX_NODES: usize = 200_000;

/// Reads a whole file into its type.
///
/// # Errors
/// The first fault of form (syntax, unknown or double key, wrong type), with its place.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Problem> {
    // The tree first: it refuses aliases, nesting and size in words of ours, before any value is built.
    tree(text)?;
    serde_yaml::from_str_with_options(text, options()).map_err(|e| problem(&e))
}

/// Puts the line and column of its value to each fault of meaning.
pub fn place(text: &str, faults: Vec<Fault>) -> Vec<Problem> {
    let root = if faults.is_empty() { None } else { tree(text).ok() };
    faults
        .into_iter()
        .map(|f| Problem {
            file: String::new(),
            at: root.as_ref().map(|r| r.position(&f.path)),
            what: f.what,
            remedy: f.remedy,
        })
        .collect()
}

/// Writes a value; long prose stays readable and every line as it was.
///
/// # Errors
/// When the value has no YAML form (none of ours is such), or its text is longer than what is read back:
/// a draft that could be written and never opened again would be lost.
pub fn write<T: Serialize>(value: &T) -> Result<String, Problem> {
    let mut options = SerializerOptions::default();
    options.prefer_block_scalars = true;
    options.indent_step = 2;
    let text = serde_yaml::to_string_with_options(value, options)
        .map_err(|e| Problem::new(format!("cannot be written as YAML: {e}")))?;
    if text.len() as u64 > MAX_BYTES {
        return Err(too_large());
    }
    Ok(text)
}

fn too_large() -> Problem {
    Problem::new(format!("the file is larger than {} MiB", MAX_BYTES / 1_048_576))
        .remedy("split it, or keep long texts under records/")
}

fn options() -> Options {
    let mut options = Options::default();
    options.with_snippet = false;
    options.strict_booleans = true;
    options
}

fn position(location: Location) -> Option<Position> {
    let line = usize::try_from(location.line()).ok().filter(|line| *line > 0)?;
    Some(Position { line, column: usize::try_from(location.column()).unwrap_or(1) })
}

/// The reader's error in our words.
fn problem(error: &DeserializeError) -> Problem {
    use DeserializeError as E;
    let mut problem = match error {
        E::SerdeUnknownField { field, expected, .. } => {
            let mut p = Problem::new(format!("unknown key `{field}`"));
            p.remedy = nearest_remedy(field, expected.iter().copied());
            p
        }
        E::SerdeUnknownVariant { variant, expected, .. } => {
            let mut p = Problem::new(format!("`{variant}` is not one of the words allowed here"));
            p.remedy = nearest_remedy(variant, expected.iter().copied());
            p
        }
        E::SerdeMissingField { field, .. } => Problem::new(format!("key `{field}` is missing"))
            .remedy(format!("add a line `{field}: …`")),
        E::DuplicateMappingKey { key, .. } => {
            Problem::new(format!("key `{}` is written twice", key.as_deref().unwrap_or("?")))
                .remedy("remove one of them")
        }
        E::SerdeInvalidType { unexpected, expected, .. } => {
            Problem::new(format!("expected {expected}, found {unexpected}"))
        }
        E::NullIntoString { .. } => {
            Problem::new("the value is empty").remedy("write it, or remove the key")
        }
        E::InvalidScalar { ty, .. } => Problem::new(format!("the value is not {ty}")),
        E::Unexpected { expected, .. } => Problem::new(format!("expected {expected}")),
        other => split(&other.without_snippet().to_string()),
    };
    problem.at = error.location().and_then(position);
    problem
}

/// A message of our own types carries its remedy after `; `.
fn split(message: &str) -> Problem {
    let line = message.lines().next().unwrap_or_default();
    let line = line.split(" at line ").next().unwrap_or(line);
    match line.split_once("; ") {
        Some((what, remedy)) => Problem::new(what).remedy(remedy),
        None => Problem::new(line),
    }
}

/// Reads a document into its tree of positions.
///
/// # Errors
/// Syntax errors, double keys, aliases, tags, and more depth or values than any real file has.
pub fn tree(text: &str) -> Result<Node, Problem> {
    if text.len() as u64 > MAX_BYTES {
        return Err(too_large());
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut builder = Builder::default();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|e| {
            let at = e.marker();
            Problem::new(format!("not readable as YAML: {}", e.info()))
                .at(Position { line: at.line(), column: at.col() + 1 })
                .remedy("look at quotes, colons and indents just before this place")
        })?;
        builder.take(event, at(&span))?;
    }
    builder
        .root
        .ok_or_else(|| Problem::new("the file is empty").at(Position { line: 1, column: 1 }))
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
                        .remedy("keep one document a file; remove the line `---`"));
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
            return Err(Problem::new(format!(
                "lists and maps nest deeper than {MAX_DEPTH} levels"
            ))
            .at(at)
            .remedy("no file of a workspace needs that; look for a stray bracket"));
        }
        if let Some(Open { map: true, key: None, .. }) = self.open.last() {
            return Err(Problem::new("a key must be a text").at(at));
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
            return Err(
                Problem::new(format!("the file holds more than {MAX_NODES} values")).at(node.at)
            );
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
                let Kind::Scalar(text, _) = node.kind else {
                    return Err(Problem::new("a key must be a text").at(node.at));
                };
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

fn alias(at: Position) -> Problem {
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
        return Err(Problem::new("a YAML tag (`!…`) is not used in these files")
            .at(at)
            .remedy("remove it, or quote the text"));
    }
    Ok(())
}
