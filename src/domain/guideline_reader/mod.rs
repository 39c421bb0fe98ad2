//! Reads a guideline file (form A: named criteria, plain words) from its tree of positions.

mod bound;
mod clause;
mod leaf;
mod tests_block;

pub use clause::CONNECTIVES;
pub use leaf::LEAF_WORDS;
pub use tests_block::{FINDING_KEYS, GIVES, TEST_KEYS};

use leaf::word;
use tests_block::read_test;

use super::{
    date::PartialDate,
    guideline::{Clause, Criterion, Guideline, GuidelineTest, InForce},
    guideline_order::order_problems,
    node::{Kind, Node},
    problem::{Problem, nearest, nearest_remedy},
    vocabulary::Vocabulary,
    words::Tier,
};

/// Keys of a guideline file.
pub const FILE_KEYS: [&str; 12] = [
    "guideline",
    "tier",
    "confidence",
    "for",
    "region",
    "in force",
    "decide",
    "criteria",
    "unless",
    "expected",
    "tests",
    "note",
];
/// Keys of a criterion beside its connective.
pub const CRITERION_KEYS: [&str; 4] = ["says", "page", "confidence", "note"];

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
    let mut reader = Reader { vocabulary, names: Vec::new(), by_part: 0, problems: Vec::new() };
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
    /// How many `every part` and `any part` the reader stands in.
    by_part: usize,
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
        self.is_for_something(root);
        let criteria = self.criteria(root);
        let unless = self.clauses(root, "unless");
        let expected = self.clauses(root, "expected");
        let in_force = root.get("in force").and_then(|n| self.keep(in_force(n)));
        let tests = self.tests(root);
        let decide = self.decide(root);
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
            expected,
            in_force,
            tests,
            note,
        })
    }

    fn is_for_something(&mut self, root: &Node) {
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
    }

    /// The criterion that decides, one of this file.
    fn decide(&mut self, root: &Node) -> Option<String> {
        let decide = self.required(root, "decide");
        if let (Some(decide), Some(node)) = (&decide, root.get("decide"))
            && !self.names.contains(decide)
            && !self.names.is_empty()
        {
            let mut problem = node.problem(format!("`{decide}` is not a criterion of this file"));
            problem.remedy = nearest_remedy(decide, self.names.iter().map(String::as_str));
            self.problems.push(problem);
        }
        decide
    }

    /// The list under a key of the file, entry by entry.
    fn entries<'n>(&mut self, root: &'n Node, key: &str) -> &'n [Node] {
        match root.get(key).map(|n| (&n.kind, n)) {
            None => &[],
            Some((Kind::List(list), _)) => list,
            Some((_, node)) => {
                let what = format!("`{key}` must be a list, found {}", node.describe());
                self.problems
                    .push(node.problem(what).remedy("begin each entry under it with `- `"));
                &[]
            }
        }
    }

    fn clauses(&mut self, root: &Node, key: &str) -> Vec<Clause> {
        self.entries(root, key).iter().filter_map(|n| self.clause(n, 1)).collect()
    }

    fn tests(&mut self, root: &Node) -> Vec<GuidelineTest> {
        let mut tests = Vec::new();
        for entry in self.entries(root, "tests") {
            match read_test(entry, &self.names, self.vocabulary) {
                Ok(test) => tests.push(test),
                Err(problems) => self.problems.extend(problems),
            }
        }
        tests
    }

    fn unknown_keys(&mut self, node: &Node, of: &str, known: &[&str]) {
        for (key, _) in node.entries() {
            // Any number may stand in `at least 2`.
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
            let known: Vec<&str> = CRITERION_KEYS.into_iter().chain(CONNECTIVES).collect();
            self.unknown_keys(body, &of, &known);
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
}

/// `2004 to 2017-11-30`, `2022-11-04 on`.
fn in_force(node: &Node) -> Result<InForce, Problem> {
    let text = node.require_text("`in force`")?.trim();
    let wrong = || {
        node.problem(format!("`{text}` does not say when the edition is in force"))
            .remedy("write `2004 to 2017-11-30` or `2022-11-04 on`")
    };
    let date = |t: &str| t.trim().parse::<PartialDate>().map_err(|_| wrong());
    if let Some(from) = text.strip_suffix(" on") {
        return Ok(InForce { from: Some(date(from)?.first()), to: None });
    }
    let (from, to) = text.split_once(" to ").ok_or_else(wrong)?;
    Ok(InForce { from: Some(date(from)?.first()), to: Some(date(to)?.last()) })
}
