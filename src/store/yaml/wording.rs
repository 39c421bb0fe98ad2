//! What the YAML reader finds wrong, in plain words and with what to do about it.

use serde_yaml::{DeserializeError, Location};

use super::tree::{alias, tag, too_deep};
use crate::domain::{
    node::{Kind, Node},
    problem::{Position, Problem, Step, nearest_remedy},
};

/// An error of form: a key, a type or a word that the file's type does not have.
pub(super) fn of_form(error: &DeserializeError, root: &Node) -> Problem {
    use DeserializeError as E;
    let error = error.without_snippet();
    let at = error.location().and_then(position).unwrap_or(root.at);
    let found = match error {
        E::SerdeUnknownField { .. } | E::SerdeMissingField { .. } => Found::key(root, at),
        _ => Found::value(root, at),
    };
    let problem = match error {
        E::SerdeUnknownField { field, expected, .. } => {
            let what = format!("unknown key `{field}`{}", found.inside());
            with_nearest(Problem::new(what), field, expected)
        }
        E::SerdeUnknownVariant { .. } if found.value.is_null() => found.empty(),
        E::SerdeUnknownVariant { variant, expected, .. } => {
            let what = format!("`{variant}` is not one of the words for {}", found.name());
            with_nearest(Problem::new(what), variant, expected)
        }
        E::SerdeMissingField { field, .. } => {
            let what = format!("key `{field}` is missing{}", found.inside());
            return Problem::new(what).at(found.map.at).remedy(format!("add a line `{field}: …`"));
        }
        E::NullIntoString { .. } => found.empty(),
        E::InvalidScalar { ty, .. } => found.not_a(ty),
        E::InvalidBooleanStrict { .. } => found.not_a("bool"),
        E::Unexpected { expected, .. } => found.not_a(expected),
        E::ExternallyTaggedEnumExpectedScalarOrMapping { .. }
        | E::UnexpectedValueForUnitEnumVariant { .. }
        | E::ExpectedStringKeyForExternallyTaggedEnum { .. } => found.not_a("word"),
        E::SerdeInvalidType { expected, .. } | E::SerdeInvalidValue { expected, .. } => {
            found.not_a(expected)
        }
        E::SerdeInvalidLength { expected, .. } => found.not_a(expected),
        // Our own types say what is wrong, and after the last `; ` what to do.
        E::Message { msg, .. } => match msg.rsplit_once("; ") {
            Some((what, remedy)) => Problem::new(what).remedy(remedy),
            None => Problem::new(msg),
        },
        other => Problem::new(format!("{} cannot be read: {other}", found.name())),
    };
    problem.at(at)
}

fn with_nearest(mut problem: Problem, word: &str, expected: &[&'static str]) -> Problem {
    problem.remedy = nearest_remedy(word, expected.iter().copied());
    problem
}

fn position(location: Location) -> Option<Position> {
    let line = usize::try_from(location.line()).ok().filter(|line| *line > 0)?;
    Some(Position { line, column: usize::try_from(location.column()).unwrap_or(1) })
}

/// What stands at a place of the file.
struct Found<'a> {
    /// Keys and list places down to it.
    path: Vec<Step>,
    value: &'a Node,
    /// The path to the map that it is a key of.
    above: Vec<Step>,
    map: &'a Node,
}

impl<'a> Found<'a> {
    /// What is meant by the place of a value.
    fn value(root: &'a Node, at: Position) -> Self {
        let path = root.path_to_value(at).or_else(|| root.path_to_key(at)).unwrap_or_default();
        let value = root.follow(&path);
        Self { above: path.clone(), map: value, value, path }
    }

    /// What is meant by the place of a key.
    fn key(root: &'a Node, at: Position) -> Self {
        let Some(path) = root.path_to_key(at) else { return Self::value(root, at) };
        let above = path[..path.len().saturating_sub(1)].to_vec();
        Self { value: root.follow(&path), map: root.follow(&above), above, path }
    }

    fn name(&self) -> String {
        name(&self.path)
    }

    /// The words "in entry 3 of findings"; nothing at the top of the file.
    fn inside(&self) -> String {
        if self.above.is_empty() { String::new() } else { format!(" in {}", name(&self.above)) }
    }

    fn empty(&self) -> Problem {
        Problem::new(format!("{} is empty", self.name())).remedy("write a text or word for it")
    }

    /// A value of another type than `wanted`, in the reader's word for it.
    fn not_a(&self, wanted: &str) -> Problem {
        let (wanted, remedy) = match wanted {
            "string scalar" | "a string" => {
                ("a text", "write one text, in quotes if it has brackets")
            }
            "sequence start" => ("a list", "begin each entry with `- `, or write `[]` for none"),
            "mapping start" => ("lines of `key: value`", "write them under it, or `{}` for none"),
            "u8" => ("a whole number from 0 to 255", "write digits only"),
            "u32" => ("a whole number up to 4294967295", "write digits only"),
            "a tuple of size 2" => ("a list of two numbers", "write `[0, 0]`"),
            "bool" => ("true or false", "write `true` or `false` in full"),
            "word" => ("one word", "write the word alone, without brackets"),
            other => (other, "compare it with a file that reads well"),
        };
        if wanted == "one word" && self.value.is_null() {
            return self.empty();
        }
        let found = match &self.value.kind {
            Kind::Scalar(text, _) if !self.value.is_null() => format!("`{text}`"),
            _ => self.value.describe().to_owned(),
        };
        Problem::new(format!("{} must be {wanted}, found {found}", self.name())).remedy(remedy)
    }
}

/// A path as it is said: "source of entry 3 of findings", the keys in backticks.
fn name(path: &[Step]) -> String {
    if path.is_empty() {
        return "the file".to_owned();
    }
    let steps = path.iter().rev().map(|step| match step {
        Step::Key(key) => format!("`{key}`"),
        Step::Index(i) => format!("entry {}", i + 1),
    });
    steps.collect::<Vec<_>>().join(" of ")
}

/// What the parser says, what we say, and what to do. The first that fits is taken.
const SYNTAX: [(&[&str], &str, &str); 11] = [
    (
        &["unclosed quote", "unexpected document indicator"],
        "a quotation mark is opened and not closed",
        "close it at the end of the text",
    ),
    (
        &["trailing content after"],
        "a text goes on after its closing quotation mark",
        "write an apostrophe inside '…' twice, or put the whole text in \"…\"",
    ),
    (
        &["escape", "hexadecimal", "surrogate"],
        "a backslash inside \"…\" begins no sign that YAML knows",
        "write it twice, or put the text in '…'",
    ),
    (
        &["mapping values are not allowed"],
        "a colon stands where no key can be",
        "put a text that has a colon in quotes, and begin each key in the column of its neighbours",
    ),
    (
        &["placement of ':'"],
        "a colon stands where no key can be",
        "look for a bracket that is opened before it and not closed",
    ),
    (&["simple key"], "this line has no colon with a blank after it", "write it as `key: value`"),
    (
        &["flow", "bracket"],
        "a list or map in brackets is not closed, or lacks a comma",
        "look for a missing `,`, `]` or `}`",
    ),
    (
        &["block scalar"],
        "a text after `|` or `>` does not begin well",
        "begin it on the next line, indented deeper than its key",
    ),
    (
        &[
            "expected '-'",
            "expected key",
            "indent",
            "entries are not allowed",
            "keys are not allowed",
        ],
        "this line does not begin in the column of its neighbours",
        "use as many blanks as the lines that it belongs with",
    ),
    (
        &["comment"],
        "a sign `#` stands where no remark can be",
        "put a blank before it, or put the text in quotes",
    ),
    (&["directive"], "a line cannot begin with `%`", "put the text in quotes"),
];

/// A fault of syntax. The parser's own words are kept only where none of ours fit.
pub(super) fn of_syntax(info: &str, at: Position, text: &str) -> Problem {
    // The parser's own limit: it may read ahead of the places that it has told us of.
    if info.contains("recursion limit") {
        return too_deep(at);
    }
    if info.contains("anchor") {
        return alias(at);
    }
    if info.contains("a tab") || info.contains("tabs") || info.contains("tab ") {
        return Problem::new("a tab stands where only blanks may")
            .at(tab(text, at).unwrap_or(at))
            .remedy("write blanks in place of it");
    }
    if info.contains(" tag") || info.contains("TAG") {
        return tag(at);
    }
    if let Some(sign) = info.strip_prefix("unexpected character: `") {
        let sign = sign.trim_end_matches('\'');
        return Problem::new(format!("a text cannot begin with `{sign}`"))
            .at(at)
            .remedy("put it in quotes");
    }
    let known = SYNTAX.iter().find(|(signs, ..)| signs.iter().any(|s| info.contains(s)));
    let (what, remedy) = match known {
        Some((_, what, remedy)) => ((*what).to_owned(), *remedy),
        None => (
            format!("not readable as YAML: {info}"),
            "look at quotes, colons and indents just before this place",
        ),
    };
    Problem::new(what).at(at).remedy(remedy)
}

/// The first tab among the blanks that begin this line or the next: the parser may stop before it.
fn tab(text: &str, at: Position) -> Option<Position> {
    text.lines().enumerate().skip(at.line.saturating_sub(1)).take(2).find_map(|(i, line)| {
        let blanks = line.len() - line.trim_start().len();
        let column = line[..blanks].find('\t')? + 1;
        Some(Position { line: i + 1, column })
    })
}
