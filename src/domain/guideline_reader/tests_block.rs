//! Reads the tiny cases under `tests:` of a guideline file.

use super::{
    super::{
        case::{Dates, Part},
        date::PartialDate,
        draft::Stated,
        finding::{Finding, Source},
        guideline::GuidelineTest,
        node::{Key, Kind, Node},
        problem::{Problem, nearest_remedy},
        vocabulary::Vocabulary,
    },
    leaf::word,
};

/// Keys of a test.
pub const TEST_KEYS: [&str; 6] = ["name", "case", "item", "findings", "states", "gives"];
/// Words that `gives` may expect.
pub const GIVES: [&str; 7] =
    ["met", "not met", "undetermined", "silent", "unclear", "conflict", "asked"];
/// Keys of a finding in a test: those of a case file, without id and source.
pub const FINDING_KEYS: [&str; 14] = [
    "value",
    "result",
    "outcome",
    "region",
    "side",
    "level",
    "date",
    "since",
    "lasting",
    "as",
    "certainty",
    "from",
    "by",
    "quoted",
];

/// Reads one test; `criteria` are the file's own names.
///
/// # Errors
/// Every problem, with its place.
pub(super) fn read_test(
    node: &Node,
    criteria: &[String],
    vocabulary: &Vocabulary,
) -> Result<GuidelineTest, Vec<Problem>> {
    let mut problems = unknown(node, "a test", &TEST_KEYS);
    let mut test = GuidelineTest {
        name: node.get("name").and_then(Node::text).unwrap_or_default().to_owned(),
        dates: Dates::default(),
        region: None,
        side: None,
        level: None,
        parts: Vec::new(),
        findings: Vec::new(),
        states: Vec::new(),
        gives: Vec::new(),
        at: node.at,
    };
    for (key, value) in entries(node, "case", &mut problems) {
        problems.extend(date(key, value, &mut test.dates).err());
    }
    for (key, value) in entries(node, "item", &mut problems) {
        problems.extend(item(key, value, &mut test, vocabulary).err());
    }
    match node.get("findings").map_or(Ok(&[][..]), |found| list(found, "findings")) {
        Ok(found) => {
            for (i, entry) in found.iter().enumerate() {
                match finding(entry, i, vocabulary) {
                    Ok(finding) => test.findings.push(finding),
                    Err(problem) => problems.push(problem),
                }
            }
        }
        Err(problem) => problems.push(problem),
    }
    for (key, value) in entries(node, "states", &mut problems) {
        problems.extend(known(key, criteria).err());
        match word::<Stated>(value, "states") {
            Ok(stated) => test.states.push((key.text.clone(), stated)),
            Err(problem) => problems.push(problem),
        }
    }
    gives(node, criteria, &mut test, &mut problems);
    if problems.is_empty() { Ok(test) } else { Err(problems) }
}

fn gives(node: &Node, criteria: &[String], test: &mut GuidelineTest, problems: &mut Vec<Problem>) {
    let before = problems.len();
    let expected = entries(node, "gives", problems);
    if expected.is_empty() && problems.len() == before {
        problems.push(node.problem("a test says nothing of what it gives").remedy("add `gives:`"));
    }
    for (key, value) in expected {
        if key.text != "result" {
            problems.extend(known(key, criteria).err());
        }
        match value.text().filter(|t| GIVES.contains(t)) {
            Some(text) => test.gives.push((key.text.clone(), text.to_owned())),
            None => problems.push(
                value
                    .problem("not a value of a criterion")
                    .remedy(format!("known here: {}", GIVES.join(", "))),
            ),
        }
    }
}

/// The entries under a key; what stands there and is no map is a problem, never passed over.
fn entries<'a>(node: &'a Node, key: &str, problems: &mut Vec<Problem>) -> &'a [(Key, Node)] {
    match node.get(key).map(|n| (&n.kind, n)) {
        None => &[],
        Some((Kind::Map(entries), _)) => entries,
        Some((_, found)) => {
            let what = format!("`{key}` of a test must be a map, found {}", found.describe());
            problems.push(found.problem(what).remedy("write each as `word: value` under it"));
            &[]
        }
    }
}

/// The entries of a list.
fn list<'a>(node: &'a Node, key: &str) -> Result<&'a [Node], Problem> {
    match &node.kind {
        Kind::List(list) => Ok(list),
        _ => {
            let what = format!("`{key}` of a test must be a list, found {}", node.describe());
            Err(node.problem(what).remedy("begin each entry under it with `- `"))
        }
    }
}

fn unknown(node: &Node, of: &str, keys: &[&str]) -> Vec<Problem> {
    let strange = node.entries().iter().filter(|(k, _)| !keys.contains(&k.text.as_str()));
    strange.map(|(key, _)| unknown_key(key, of, keys)).collect()
}

fn unknown_key(key: &Key, of: &str, keys: &[&str]) -> Problem {
    let mut problem = Problem::new(format!("unknown key `{}` in {of}", key.text)).at(key.at);
    problem.remedy = nearest_remedy(&key.text, keys.iter().copied());
    problem
}

fn known(key: &Key, criteria: &[String]) -> Result<(), Problem> {
    if criteria.contains(&key.text) {
        return Ok(());
    }
    let what = format!("`{}` is not a criterion of this file", key.text);
    let mut problem = Problem::new(what).at(key.at);
    problem.remedy = nearest_remedy(&key.text, criteria.iter().map(String::as_str));
    Err(problem)
}

fn date(key: &Key, value: &Node, dates: &mut Dates) -> Result<(), Problem> {
    let slot = match key.text.as_str() {
        "injury" => &mut dates.injury,
        "request" => &mut dates.request,
        "surgery" => &mut dates.surgery,
        "service" => &mut dates.service,
        "ur decision" => &mut dates.ur_decision,
        _ => {
            let keys = ["injury", "request", "surgery", "service", "ur decision"];
            return Err(unknown_key(key, "the dates of a test", &keys));
        }
    };
    *slot = Some(word::<PartialDate>(value, &key.text)?);
    Ok(())
}

fn item(
    key: &Key,
    value: &Node,
    test: &mut GuidelineTest,
    vocabulary: &Vocabulary,
) -> Result<(), Problem> {
    let text = || value.require_text(&format!("`{}`", key.text)).map(str::to_owned);
    match key.text.as_str() {
        "region" => test.region = Some(text()?),
        "side" => test.side = Some(word(value, "side")?),
        "level" => test.level = Some(text()?),
        "parts" => {
            for (i, entry) in list(value, "parts")?.iter().enumerate() {
                let part = finding(entry, i, vocabulary)?;
                test.parts.push(Part {
                    concept: part.concept,
                    value: part.value,
                    region: part.region,
                    side: part.side,
                    level: part.level,
                });
            }
        }
        _ => {
            let keys = ["region", "side", "level", "parts"];
            return Err(unknown_key(key, "the item of a test", &keys));
        }
    }
    Ok(())
}

/// `sensory deficit: {from: exam, side: left}`, `myelopathy: absent`, or a concept alone.
fn finding(node: &Node, index: usize, vocabulary: &Vocabulary) -> Result<Finding, Problem> {
    let (name, at, words) = match &node.kind {
        Kind::Scalar(text, _) => (text.as_str(), node.at, None),
        Kind::Map(entries) => match entries.as_slice() {
            [(key, value)] => (key.text.as_str(), key.at, Some(value)),
            _ => return Err(node.problem("one entry of `findings` is one concept with its words")),
        },
        Kind::List(_) => return Err(node.problem("expected a concept, found a list")),
    };
    if !vocabulary.concepts.contains_key(name) {
        let mut problem = Problem::new(format!("concept `{name}` is not in the vocabulary")).at(at);
        problem.remedy = nearest_remedy(name, vocabulary.concepts.keys().map(String::as_str));
        return Err(problem);
    }
    let mut finding = plain(name, index);
    match words {
        None => {}
        Some(Node { kind: Kind::Map(entries), .. }) => {
            for (key, value) in entries {
                finding_word(key, value, &mut finding)?;
            }
        }
        Some(value) => finding.value = word(value, name)?,
    }
    Ok(finding)
}

/// A provider's plain statement that the concept is present.
fn plain(concept: &str, index: usize) -> Finding {
    let source = Source { document: "test".to_owned(), page: None, words: None };
    Finding { concept: concept.to_owned(), ..Finding::blank(format!("f{}", index + 1), source) }
}

fn finding_word(key: &Key, value: &Node, finding: &mut Finding) -> Result<(), Problem> {
    let text = || value.require_text(&format!("`{}`", key.text)).map(|t| Some(t.to_owned()));
    match key.text.as_str() {
        "value" => finding.value = word(value, "value")?,
        "result" => finding.result = text()?,
        "outcome" => finding.outcome = text()?,
        "region" => finding.region = text()?,
        "side" => finding.side = Some(word(value, "side")?),
        "level" => finding.level = text()?,
        "date" => finding.date = Some(word(value, "date")?),
        "since" => finding.since = Some(word(value, "since")?),
        "lasting" => finding.lasting = Some(word(value, "lasting")?),
        "as" => finding.standing = word(value, "as")?,
        "certainty" => finding.certainty = word(value, "certainty")?,
        "from" => finding.from = word(value, "from")?,
        "by" => finding.by = text()?,
        "quoted" => {
            finding.quoted = match value.text() {
                Some("true") => true,
                Some("false") => false,
                _ => {
                    return Err(value
                        .problem("`quoted` is true or false")
                        .remedy("write `quoted: true`"));
                }
            }
        }
        _ => return Err(unknown_key(key, "a finding of a test", &FINDING_KEYS)),
    }
    Ok(())
}
