//! Reads a guideline file (form A: named criteria, plain words) from its tree of positions.

use super::{
    guideline::{Clause, Criterion, Guideline},
    guideline_order::order_problems,
    leaf_reader::{read_leaf, word},
    node::{Kind, Node},
    problem::{Problem, nearest, nearest_remedy},
    vocabulary::Vocabulary,
    words::Tier,
};

const FILE_KEYS: [&str; 9] =
    ["guideline", "tier", "confidence", "for", "region", "decide", "criteria", "unless", "note"];
const CRITERION_KEYS: [&str; 8] =
    ["says", "page", "confidence", "note", "all", "any", "at least 2", "ask"];

const ADD_CONNECTIVE: &str = "add one of `all:`, `any:`, `at least 2:`, `ask:`";
/// Most criteria of one file: many times the longest guideline at hand.
const MAX_CRITERIA: usize = 300;

/// Reads the whole file; every problem that can be seen at once is reported.
///
/// # Errors
/// All problems found, each with its line and column.
pub fn read_guideline(
    id: &str,
    root: &Node,
    vocabulary: &Vocabulary,
) -> Result<Guideline, Vec<Problem>> {
    let mut reader = Reader { vocabulary, names: Vec::new(), problems: Vec::new() };
    let guideline = reader.file(id, root);
    match guideline {
        Some(guideline) if reader.problems.is_empty() => {
            let problems = order_problems(&guideline);
            if problems.is_empty() { Ok(guideline) } else { Err(problems) }
        }
        _ => Err(reader.problems),
    }
}

struct Reader<'a> {
    vocabulary: &'a Vocabulary,
    /// Names of the file's own criteria.
    names: Vec<String>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    /// Keeps a problem and goes on with the rest of the file.
    fn keep<T>(&mut self, read: Result<T, Problem>) -> Option<T> {
        read.map_err(|p| self.problems.push(p)).ok()
    }

    fn file(&mut self, id: &str, root: &Node) -> Option<Guideline> {
        if !matches!(root.kind, Kind::Map(_)) {
            self.problems.push(
                root.problem(format!("a guideline file must be a map, found {}", root.describe()))
                    .remedy("begin with a line `guideline: …`"),
            );
            return None;
        }
        self.unknown_keys(root, "a guideline", &FILE_KEYS);
        let criteria = root.get("criteria").map(Node::entries).unwrap_or_default();
        if let Some((key, _)) = criteria.get(MAX_CRITERIA) {
            let what = format!("a guideline has more than {MAX_CRITERIA} criteria");
            self.problems.push(Problem::new(what).at(key.at).remedy("split it into several files"));
            return None;
        }
        for (key, _) in criteria {
            if self.vocabulary.concepts.contains_key(&key.text) {
                self.problems.push(
                    Problem::new(format!("criterion `{}` has the name of a concept", key.text))
                        .at(key.at)
                        .remedy("give it a name of its own, so that each name means one thing"),
                );
            }
            self.names.push(key.text.clone());
        }
        let title = self.required(root, "guideline");
        let tier = self.required_word::<Tier>(root, "tier");
        let confidence = self.required_word(root, "confidence");
        let services = self.listed(root, "for", "service");
        let regions = self.listed(root, "region", "region");
        match root.get("for") {
            None => self.missing(root, "for"),
            Some(node) if matches!(&node.kind, Kind::List(list) if list.is_empty()) => {
                self.problems.push(
                    node.problem("`for` names no service")
                        .remedy("name at least one, else the guideline is never used"),
                );
            }
            Some(_) => {}
        }
        let criteria = self.criteria(root);
        let unless = match root.get("unless").map(|n| (&n.kind, n)) {
            None => Vec::new(),
            Some((Kind::List(list), _)) => list.iter().filter_map(|n| self.clause(n, 1)).collect(),
            Some((_, node)) => {
                self.problems.push(
                    node.problem(format!("`unless` must be a list, found {}", node.describe()))
                        .remedy("begin each entry under it with `- `"),
                );
                Vec::new()
            }
        };
        let decide = self.required(root, "decide");
        if let (Some(decide), Some(node)) = (&decide, root.get("decide"))
            && !self.names.contains(decide)
            && !self.names.is_empty()
        {
            let mut problem = node.problem(format!("`{decide}` is not a criterion of this file"));
            problem.remedy = nearest_remedy(decide, self.names.iter().map(String::as_str));
            self.problems.push(problem);
        }
        let note = self.optional(root, "note");
        Some(Guideline {
            id: id.to_owned(),
            title: title?,
            tier: tier?,
            confidence: confidence?,
            services,
            regions,
            decide: decide?,
            criteria,
            unless,
            note,
        })
    }

    fn unknown_keys(&mut self, node: &Node, of: &str, known: &[&str]) {
        for (key, _) in node.entries() {
            let text = if key.text.starts_with("at least ") { "at least 2" } else { &key.text };
            if !known.contains(&text) {
                let mut problem =
                    Problem::new(format!("unknown key `{}` in {of}", key.text)).at(key.at);
                problem.remedy = nearest_remedy(&key.text, known.iter().copied());
                self.problems.push(problem);
            }
        }
    }

    /// Says that a key is missing, unless a mistyped one has been named for it already.
    fn missing(&mut self, node: &Node, key: &str) {
        let strays = node.entries().iter().filter(|(k, _)| !FILE_KEYS.contains(&k.text.as_str()));
        if strays.map(|(k, _)| nearest(&k.text, FILE_KEYS)).any(|near| near == Some(key)) {
            return;
        }
        self.problems.push(
            node.problem(format!("key `{key}` is missing"))
                .remedy(format!("add a line `{key}: …`")),
        );
    }

    fn required(&mut self, node: &Node, key: &str) -> Option<String> {
        if node.get(key).is_none() {
            self.missing(node, key);
        }
        self.optional(node, key)
    }

    fn optional(&mut self, node: &Node, key: &str) -> Option<String> {
        let value = node.get(key)?;
        let read = value.require_text(&format!("`{key}`")).map(|t| t.trim().to_owned());
        self.keep(read)
    }

    fn required_word<T: std::str::FromStr<Err = String>>(
        &mut self,
        node: &Node,
        key: &str,
    ) -> Option<T> {
        let Some(value) = node.get(key) else {
            self.missing(node, key);
            return None;
        };
        self.keep(word(value, key))
    }

    /// A list of services or regions, each known to the vocabulary.
    fn listed(&mut self, node: &Node, key: &str, what: &str) -> Vec<String> {
        let Some(value) = node.get(key) else { return Vec::new() };
        let Some(words) = self.keep(value.texts(&format!("`{key}`"))) else { return Vec::new() };
        let known =
            if what == "service" { &self.vocabulary.services } else { &self.vocabulary.regions };
        for (i, word) in words.iter().enumerate() {
            if !known.contains_key(word) {
                let at = value.position(&[i.into()]);
                let mut problem =
                    Problem::new(format!("{what} `{word}` is not in the vocabulary")).at(at);
                problem.remedy = nearest_remedy(word, known.keys().map(String::as_str));
                self.problems.push(problem);
            }
        }
        words
    }

    fn criteria(&mut self, root: &Node) -> Vec<Criterion> {
        let Some(node) = root.get("criteria") else {
            self.missing(root, "criteria");
            return Vec::new();
        };
        if !matches!(node.kind, Kind::Map(_)) {
            let what =
                format!("`criteria` must be a map of named criteria, found {}", node.describe());
            self.problems
                .push(node.problem(what).remedy("write each as `name:` with its lines under it"));
        }
        let mut criteria = Vec::new();
        for (key, body) in node.entries() {
            let of = format!("criterion `{}`", key.text);
            if !matches!(body.kind, Kind::Map(_)) {
                let what = format!("{of} must be a map, found {}", body.describe());
                self.problems.push(body.problem(what).remedy(ADD_CONNECTIVE));
                continue;
            }
            let before = self.problems.len();
            self.unknown_keys(body, &of, &CRITERION_KEYS);
            let strays = self.problems.len() > before;
            let confidence = body.get("confidence").and_then(|n| self.keep(word(n, "confidence")));
            let clause = self.body(body, &of, strays);
            criteria.extend(clause.map(|clause| Criterion {
                name: key.text.clone(),
                says: self.optional(body, "says"),
                page: self.optional(body, "page"),
                confidence,
                note: self.optional(body, "note"),
                clause,
                at: key.at,
            }));
        }
        criteria
    }

    /// The one connective of a criterion. `strays`: unknown keys have been named, one of which may be meant for it.
    fn body(&mut self, node: &Node, of: &str, strays: bool) -> Option<Clause> {
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
        let parts: Vec<Clause> = list.iter().filter_map(|n| self.clause(n, depth + 1)).collect();
        match (key, count) {
            ("all", _) => Some(Clause::All(parts)),
            ("any", _) => Some(Clause::Any(parts)),
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
    fn clause(&mut self, node: &Node, depth: usize) -> Option<Clause> {
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
            return Some(Clause::Named(name.to_owned()));
        }
        let Some(concept) = self.vocabulary.concepts.get(name) else {
            if words.is_some_and(|n| matches!(n.kind, Kind::List(_))) {
                let mut problem = node.problem(format!("`{name}` is no connective"));
                problem.remedy = nearest_remedy(name, ["all", "any", "at least 2"]);
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

fn is_connective(key: &str) -> bool {
    matches!(key, "all" | "any" | "ask") || key.starts_with("at least ")
}
