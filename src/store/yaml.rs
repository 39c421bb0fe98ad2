//! YAML in and out: strict, bounded, and every fault with its line, column and remedy.

mod plain;
mod tree;
mod values;
mod wording;

use serde::{Serialize, de::DeserializeOwned};
use serde_yaml::{Options, SerializerOptions};

pub use self::tree::too_large;
use crate::domain::{
    node::Node,
    problem::{Fault, Position, Problem},
    visible::is_hidden,
};

/// Largest YAML file that is read: about a hundred times a real case.
pub const MAX_BYTES: u64 = 4 * 1024 * 1024;
/// Deepest nesting of lists and maps.
pub const MAX_DEPTH: usize = 24;
/// Most values in one file.
pub const MAX_NODES: usize = 200_000;

/// Reads a document into its tree of positions.
///
/// # Errors
/// Syntax errors, double keys, aliases, tags, and more depth or values than any real file has.
pub fn tree(text: &str) -> Result<Node, Problem> {
    plain::tree(text).map_or_else(|| tree::tree(text), Ok)
}

/// Reads a whole file into its type.
///
/// # Errors
/// The first fault of form (syntax, unknown or double key, wrong type), with its place.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Problem> {
    if let Some(value) = plain::tree(text).and_then(values::of) {
        return Ok(value);
    }
    // The tree first: it refuses aliases, nesting and size in words of ours, before any value is built.
    let root = tree::tree(text)?;
    serde_yaml::from_str_with_options(tree::without_mark(text), options())
        .map_err(|e| wording::of_form(&e, &root))
}

/// Reads a part of a file, where the whole is read later: nothing is told of what is wrong with it.
pub fn read_part<T: DeserializeOwned>(text: &str) -> Option<T> {
    let plain = plain::tree(text).and_then(values::of);
    plain.or_else(|| serde_yaml::from_str_with_options(text, options()).ok())
}

/// Puts the line and column of its value to each fault of meaning.
pub fn place(text: &str, faults: Vec<Fault>) -> Vec<Problem> {
    let root = if faults.is_empty() { None } else { tree(text).ok() };
    let placed = faults.into_iter().map(|f| {
        let begins = root.as_ref().map(|r| r.position(&f.path));
        let at = match &f.within {
            Some((value, at)) => begins.map(|begins| within(text, begins, value, *at)),
            None => begins,
        };
        Problem { at, ..Problem::from(f) }
    });
    Problem::in_order(placed.collect())
}

/// A place inside a value that stands on one line, plain or in quotes; in any other spelling, where it begins.
fn within(text: &str, begins: Position, value: &str, at: usize) -> Position {
    let line = text.lines().nth(begins.line.saturating_sub(1)).unwrap_or_default();
    let rest: String = line.chars().skip(begins.column.saturating_sub(1)).collect();
    let lead = usize::from(rest.starts_with(['"', '\'']));
    if !rest.get(lead..).is_some_and(|rest| rest.starts_with(value)) {
        return begins;
    }
    Position { column: begins.column + lead + at, ..begins }
}

/// Writes a value; long prose stays readable and every line as it was. A value with hidden characters is written
/// as YAML in the form of JSON, where each of them is an escape.
///
/// # Errors
/// When the value has no YAML form (none of ours is such), or its text is longer than what is read back:
/// a draft that could be written and never opened again would be lost.
pub fn write<T: Serialize>(value: &T) -> Result<String, Problem> {
    let mut options = SerializerOptions::default();
    options.prefer_block_scalars = true;
    options.indent_step = 2;
    let failed =
        |e: &dyn std::error::Error| Problem::new(format!("cannot be written as YAML: {e}"));
    let mut text = serde_yaml::to_string_with_options(value, options).map_err(|e| failed(&e))?;
    // What the YAML writer escapes is not all that hides: `cat` of a determination must show what stands in it.
    if text.contains(is_hidden) {
        let written = escaped(&serde_json::to_string_pretty(value).map_err(|e| failed(&e))?);
        // Escapes are longer. What is read back comes first: a file has at most `MAX_BYTES` there.
        if tree(&written).is_ok() {
            text = written;
        }
    }
    if text.len() as u64 > MAX_BYTES {
        return Err(too_large());
    }
    Ok(text)
}

/// JSON, which is YAML too, with every hidden character, and the two that YAML forbids, as an escape that YAML knows.
/// Such characters stand nowhere but in quoted strings there.
fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len() + 64);
    for line in json.lines() {
        let begins = text.len();
        for c in line.chars() {
            match u32::from(c) {
                _ if !is_hidden(c) && !matches!(c, '\u{FFFE}' | '\u{FFFF}') => text.push(c),
                // The short form where there is one: the longest rationale must stay within what is read back.
                number @ 0..=0xFFFF => text.push_str(&format!("\\u{number:04X}")),
                number => text.push_str(&format!("\\U{number:08X}")),
            }
        }
        let indent = line.len() - line.trim_start().len();
        if key(&text[begins + indent..]).is_some_and(|key| key.len() > LONGEST_KEY) {
            text.insert_str(begins + indent, "? ");
        }
        text.push('\n');
    }
    text
}

/// Bytes of a key beyond which YAML wants a sign before it (YAML 1.2.2, section 7.4.3: 1024 characters).
const LONGEST_KEY: usize = 1000;

/// The key, in its quotes, that a line of JSON begins with.
fn key(line: &str) -> Option<&str> {
    let body = line.strip_prefix('"')?;
    let mut escape = false;
    let end = body.find(|c| {
        let ends = c == '"' && !escape;
        escape = c == '\\' && !escape;
        ends
    })?;
    body[end + 1..].starts_with(':').then(|| &line[..end + 2])
}

fn options() -> Options {
    let mut options = Options::default();
    options.with_snippet = false;
    options.strict_booleans = true;
    options
}
