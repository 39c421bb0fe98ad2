//! Reads clauses: connectives, names, nested parts.

use super::{
    super::{
        guideline::Clause,
        node::{Kind, Node},
        problem::{Problem, nearest_remedy},
    },
    ADD_CONNECTIVE, Reader,
    leaf::read_leaf,
};

/// Keys that say what must hold; `at least 2` stands for any number.
pub const CONNECTIVES: [&str; 10] =
    ["all", "any", "at least 2", "in order", "every part", "any part", "ask", "if", "then", "else"];

/// Those that may stand inside another.
const INNER: [&str; 7] = ["all", "any", "at least 2", "in order", "every part", "any part", "ask"];

pub(super) fn is_connective(key: &str) -> bool {
    matches!(key, "all" | "any" | "in order" | "every part" | "any part" | "ask")
        || key.starts_with("at least ")
}

impl Reader<'_> {
    /// The one connective of a criterion. `strays`: unknown keys have been named, one of which may be meant for it.
    pub(super) fn body(&mut self, node: &Node, of: &str, strays: bool) -> Option<Clause> {
        if node.get("if").is_some() {
            return self.choice(node, of);
        }
        let parts: Vec<_> = node.entries().iter().filter(|(k, _)| is_connective(&k.text)).collect();
        let problem = match parts.as_slice() {
            [(key, value)] => return self.connective(&key.text, value, 1),
            [] if strays => return None,
            [] => node.problem(format!("{of} says nothing that could hold")).remedy(ADD_CONNECTIVE),
            [_, (second, _), ..] => {
                Problem::new(format!("{of} has two connectives, the second is `{}`", second.text))
                    .at(second.at)
                    .remedy("keep one and give the other a criterion of its own")
            }
        };
        self.problems.push(problem);
        None
    }

    /// `if` / `then` / `else`: all three must be there.
    fn choice(&mut self, node: &Node, of: &str) -> Option<Clause> {
        let mut part = |key: &str| -> Option<Clause> {
            let Some(value) = node.get(key) else {
                self.problems.push(
                    node.problem(format!("{of} has `if` but no `{key}`"))
                        .remedy("write all three: `if:`, `then:`, `else:`"),
                );
                return None;
            };
            self.clause(value, 2)
        };
        let (test, then, otherwise) = (part("if"), part("then"), part("else"));
        Some(Clause::If(Box::new([test?, then?, otherwise?])))
    }

    fn connective(&mut self, key: &str, value: &Node, depth: usize) -> Option<Clause> {
        if key == "ask" {
            let read = value.require_text("`ask`").map(|t| Clause::Ask(t.trim().to_owned()));
            return self.keep(read);
        }
        let Kind::List(list) = &value.kind else {
            let what = format!("`{key}` must be a list, found {}", value.describe());
            self.problems.push(value.problem(what).remedy("begin each entry under it with `- `"));
            return None;
        };
        if list.is_empty() {
            self.problems.push(
                value
                    .problem(format!("`{key}` is empty"))
                    .remedy("name at least one thing under it"),
            );
            return None;
        }
        let count = key.strip_prefix("at least ").map(str::parse::<usize>);
        let by_part = matches!(key, "every part" | "any part");
        self.by_part += usize::from(by_part);
        let parts: Vec<Clause> = list.iter().filter_map(|n| self.clause(n, depth + 1)).collect();
        self.by_part -= usize::from(by_part);
        match (key, count) {
            ("all", _) => Some(Clause::All(parts)),
            ("any", _) => Some(Clause::Any(parts)),
            ("in order", _) => Some(Clause::InOrder(parts)),
            ("every part", _) => Some(Clause::EveryPart(parts)),
            ("any part", _) => Some(Clause::AnyPart(parts)),
            (_, Some(Ok(n))) if (1..=list.len()).contains(&n) => Some(Clause::AtLeast(n, parts)),
            _ => {
                self.problems.push(
                    value
                        .problem(format!(
                            "`{key}` does not count to a number of its {} parts",
                            list.len()
                        ))
                        .remedy(format!("write `at least 1` to `at least {}`", list.len())),
                );
                None
            }
        }
    }

    /// One entry under a connective.
    pub(super) fn clause(&mut self, node: &Node, depth: usize) -> Option<Clause> {
        if depth > 3 {
            self.problems.push(
                node.problem("criteria nest deeper than two levels")
                    .remedy("give the inner part a name and a criterion of its own"),
            );
            return None;
        }
        match &node.kind {
            Kind::Scalar(text, _) if !node.is_null() => self.name(text, node, None),
            Kind::Map(entries) if entries.len() == 1 => {
                let (key, value) = &entries[0];
                if is_connective(&key.text) {
                    return self.connective(&key.text, value, depth);
                }
                self.name(&key.text, node, Some(value))
            }
            Kind::Map(entries) if entries.len() > 1 => {
                let (second, _) = &entries[1];
                self.problems.push(
                    Problem::new(format!(
                        "one entry holds two things, the second is `{}`",
                        second.text
                    ))
                    .at(second.at)
                    .remedy("start it with a dash of its own, or put words inside `{ }`"),
                );
                None
            }
            _ => {
                let what = format!(
                    "expected the name of a criterion or a concept, found {}",
                    node.describe()
                );
                self.problems
                    .push(node.problem(what).remedy("write the name, or remove the entry"));
                None
            }
        }
    }

    /// A name: a criterion of this file, else a concept of the vocabulary, else a problem.
    fn name(&mut self, name: &str, node: &Node, words: Option<&Node>) -> Option<Clause> {
        if self.names.iter().any(|n| n == name) {
            if let Some(words) = words {
                self.problems.push(
                    words
                        .problem(format!("criterion `{name}` takes no words here"))
                        .remedy("put the words where the criterion is defined"),
                );
            }
            if self.by_part > 0 {
                let what = format!(
                    "criterion `{name}` is judged for the whole request, not for a part of it"
                );
                self.problems.push(node.problem(what).remedy("write its concepts here"));
            }
            return Some(Clause::Named(name.to_owned()));
        }
        let Some(concept) = self.vocabulary.concepts.get(name) else {
            if words.is_some_and(|n| matches!(n.kind, Kind::List(_))) {
                let mut problem = node.problem(format!("`{name}` is no connective"));
                problem.remedy = nearest_remedy(name, INNER);
                self.problems.push(problem);
                return None;
            }
            let mut problem = node.problem(format!(
                "`{name}` is neither a criterion of this file nor a concept of the vocabulary"
            ));
            let known = self.names.iter().chain(self.vocabulary.concepts.keys());
            problem.remedy = nearest_remedy(name, known.map(String::as_str));
            self.problems.push(problem);
            return None;
        };
        match read_leaf(name, node.at, words, concept, self.vocabulary) {
            Ok(leaf) => Some(Clause::Leaf(Box::new(leaf))),
            Err(problems) => {
                self.problems.extend(problems);
                None
            }
        }
    }
}
