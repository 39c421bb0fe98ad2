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
        self.follow(path).at
    }

    /// The value at the end of a path, or at the last step of it that exists.
    pub fn follow(&self, path: &[Step]) -> &Node {
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
        here
    }

    /// The path to the value that begins at a place; `None` when none does.
    pub fn path_to_value(&self, at: Position) -> Option<Vec<Step>> {
        let found = if self.at == at { Some(Vec::new()) } else { None };
        found.or_else(|| self.search(&|node| node.path_to_value(at)))
    }

    /// The path to the value whose key begins at a place. A map in lines begins where its first key does.
    pub fn path_to_key(&self, at: Position) -> Option<Vec<Step>> {
        let key = self.entries().iter().map(|(key, _)| key).find(|key| key.at == at);
        let found = key.map(|key| vec![Step::Key(key.text.clone())]);
        found.or_else(|| self.search(&|node| node.path_to_key(at)))
    }

    /// The first path that a search finds in one of the values right below.
    fn search(&self, find: &dyn Fn(&Node) -> Option<Vec<Step>>) -> Option<Vec<Step>> {
        let below = |step: Step, node| {
            let path: Vec<Step> = find(node)?;
            Some(std::iter::once(step).chain(path).collect())
        };
        match &self.kind {
            Kind::Scalar(..) => None,
            Kind::List(list) => list.iter().enumerate().find_map(|(i, n)| below(i.into(), n)),
            Kind::Map(map) => map.iter().find_map(|(k, n)| below(Step::Key(k.text.clone()), n)),
        }
    }

    pub fn problem(&self, what: impl Into<String>) -> Problem {
        Problem::new(what).at(self.at)
    }

    /// The text of a scalar, or a problem that names what was wanted.
    pub fn require_text(&self, what: &str) -> Result<&str, Problem> {
        match self.text() {
            Some(text) if !self.is_null() => Ok(text),
            _ => {
                let remedy = if self.is_null() {
                    "write it, or remove the key"
                } else {
                    "write one text, in quotes if it has brackets"
                };
                let what = format!("{what} must be a text, found {}", self.describe());
                Err(self.problem(what).remedy(remedy))
            }
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
