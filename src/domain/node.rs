//! A YAML document as a tree of positions: what the guideline reader reads, and how a fault finds its line.

use super::problem::{Position, Problem, Step};

/// One value of a file, with the place where it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    pub at: Position,
    pub kind: Kind,
}

/// What a value is. Scalars keep their text: nothing is guessed from it here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// The text, and whether it was written without quotes.
    Scalar(String, bool),
    List(Vec<Node>),
    /// In file order; a key appears once.
    Map(Vec<(Key, Node)>),
}

/// A key of a map and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    pub text: String,
    pub at: Position,
}

impl Node {
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar(text, _) => Some(text),
            _ => None,
        }
    }

    /// True for an empty value (`key:` with nothing after it) and for a plain `null` or `~`.
    pub fn is_null(&self) -> bool {
        matches!(&self.kind, Kind::Scalar(t, true) if t.is_empty() || t == "~" || t == "null")
    }

    /// What it is, for messages.
    pub fn describe(&self) -> &'static str {
        match &self.kind {
            Kind::Scalar(..) if self.is_null() => "nothing",
            Kind::Scalar(..) => "a text",
            Kind::List(_) => "a list",
            Kind::Map(_) => "a map",
        }
    }

    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().find(|(k, _)| k.text == key).map(|(_, v)| v)
    }

    /// The entries of a map; none for anything else.
    pub fn entries(&self) -> &[(Key, Node)] {
        match &self.kind {
            Kind::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The place of the value at the end of a path, or of the last step of it that exists.
    pub fn position(&self, path: &[Step]) -> Position {
        let mut here = self;
        for step in path {
            let next = match (step, &here.kind) {
                (Step::Key(key), Kind::Map(_)) => here.get(key),
                (Step::Index(i), Kind::List(list)) => list.get(*i),
                _ => None,
            };
            match next {
                Some(node) => here = node,
                None => break,
            }
        }
        here.at
    }

    pub fn problem(&self, what: impl Into<String>) -> Problem {
        Problem::new(what).at(self.at)
    }

    /// The text of a scalar, or a problem that names what was wanted.
    pub fn require_text(&self, what: &str) -> Result<&str, Problem> {
        match self.text() {
            Some(text) if !self.is_null() => Ok(text),
            _ => Err(self.problem(format!("{what} must be a text, found {}", self.describe()))),
        }
    }

    /// A list's members, or one scalar as a list of one: `for: x` and `for: [x, y]` both read.
    pub fn texts(&self, what: &str) -> Result<Vec<String>, Problem> {
        match &self.kind {
            Kind::List(list) => {
                list.iter().map(|n| n.require_text(what).map(str::to_owned)).collect()
            }
            _ => Ok(vec![self.require_text(what)?.to_owned()]),
        }
    }
}
