//! Reads the words of a leaf.

use std::str::FromStr;

use super::{
    super::{
        guideline::{
            Anchor, ByRule, Leaf, LevelRule, Measure, RegionRule, SideRule, Silence, Since,
        },
        node::{Kind, Node},
        problem::{Position, Problem, nearest_remedy},
        vocabulary::{Concept, Vocabulary},
    },
    bound::{bound, measure, of_time, window},
};

/// The closed list. None of them is a boolean to a YAML 1.1 reader.
pub const LEAF_WORDS: [&str; 14] = [
    "from", "result", "value", "side", "level", "region", "as", "outcome", "lasting", "within",
    "since", "by", "count", "silent",
];

/// Reads one leaf.
///
/// # Errors
/// Every problem of its words, with positions.
pub fn read_leaf(
    concept: &str,
    at: Position,
    words: Option<&Node>,
    known: &Concept,
    vocabulary: &Vocabulary,
) -> Result<Leaf, Vec<Problem>> {
    let mut leaf = Leaf { concept: concept.to_owned(), at, ..Leaf::default() };
    let Some(words) = words.filter(|n| !n.is_null()) else { return Ok(leaf) };
    if !matches!(words.kind, Kind::Map(_)) {
        let what = format!("the words of `{concept}` must be a map, found {}", words.describe());
        return Err(vec![words.problem(what).remedy(format!("write `{concept}: {{from: exam}}`"))]);
    }
    let mut problems = Vec::new();
    for (key, value) in words.entries() {
        let read = match key.text.as_str() {
            "result" => coded(value, concept, "result", &known.results).map(|v| leaf.result = v),
            "outcome" => {
                coded(value, concept, "outcome", &known.outcomes).map(|v| leaf.outcome = v)
            }
            "region" => region(value, vocabulary).map(|v| leaf.region = Some(v)),
            "since" => since(value, vocabulary).map(|v| leaf.since = Some(v)),
            other => plain_word(other, value, &mut leaf).unwrap_or_else(|| {
                let mut p =
                    Problem::new(format!("unknown word `{}` for `{concept}`", key.text)).at(key.at);
                p.remedy = nearest_remedy(&key.text, LEAF_WORDS);
                Err(p)
            }),
        };
        problems.extend(read.err());
    }
    if matches!(leaf.value, Some(Measure::Change { .. })) && leaf.since.is_none() {
        problems.push(
            words.problem("a change needs to know from when on").remedy(
                "add `since:` with a date of the case or a concept, such as `since: surgery`",
            ),
        );
    }
    if problems.is_empty() { Ok(leaf) } else { Err(problems) }
}

/// The words that need no vocabulary; `None` when the word is not one of them.
fn plain_word(key: &str, value: &Node, leaf: &mut Leaf) -> Option<Result<(), Problem>> {
    Some(match key {
        "from" => list_of(value, "from").map(|v| leaf.from = v),
        "as" => list_of(value, "as").map(|v| leaf.standing = v),
        "value" => text(value, key).and_then(|t| measure(t, value)).map(|m| leaf.value = Some(m)),
        "lasting" => text(value, key)
            .and_then(|t| bound(t, value))
            .and_then(|b| of_time(b, value))
            .map(|b| leaf.lasting = Some(b)),
        "count" => text(value, key).and_then(|t| bound(t, value)).map(|b| leaf.count = Some(b)),
        "within" => text(value, key).and_then(|t| window(t, value)).map(|w| leaf.within = Some(w)),
        "side" => text(value, key)
            .and_then(|t| match t {
                "same" => Ok(SideRule::Same),
                "any" => Ok(SideRule::Any),
                _ => word(value, "side").map(SideRule::Is),
            })
            .map(|s| leaf.side = Some(s)),
        "level" => text(value, key).map(|t| {
            leaf.level = Some(match t {
                "same" => LevelRule::Same,
                "any" => LevelRule::Any,
                level => LevelRule::Is(level.to_owned()),
            });
        }),
        "by" => value.texts("`by`").map(|roles| {
            leaf.by = Some(match roles.as_slice() {
                [one] if one == "first-hand" => ByRule::FirstHand,
                _ => ByRule::Roles(roles),
            });
        }),
        "silent" => text(value, key).and_then(|t| match t {
            "absent" => {
                leaf.silent = Some(Silence::Absent);
                Ok(())
            }
            "present" => {
                leaf.silent = Some(Silence::Present);
                Ok(())
            }
            _ => Err(value
                .problem(format!("`silent: {t}` says nothing"))
                .remedy("write `silent: absent` or `silent: present`")),
        }),
        _ => return None,
    })
}

fn text<'a>(value: &'a Node, key: &str) -> Result<&'a str, Problem> {
    value.require_text(&format!("`{key}`")).map(str::trim)
}

/// One closed word.
///
/// # Errors
/// A problem that names the nearest word.
pub fn word<T: FromStr<Err = String>>(value: &Node, key: &str) -> Result<T, Problem> {
    text(value, key)?.parse().map_err(|e: String| match e.rsplit_once("; ") {
        Some((what, remedy)) => value.problem(what).remedy(remedy),
        None => value.problem(e),
    })
}

fn list_of<T: FromStr<Err = String>>(value: &Node, key: &str) -> Result<Vec<T>, Problem> {
    match &value.kind {
        Kind::List(list) => list.iter().map(|n| word(n, key)).collect(),
        _ => Ok(vec![word(value, key)?]),
    }
}

fn coded(value: &Node, concept: &str, key: &str, known: &[String]) -> Result<Vec<String>, Problem> {
    let words = value.texts(&format!("`{key}`"))?;
    for (i, word) in words.iter().enumerate() {
        if !known.contains(word) {
            let mut p = Problem::new(format!("`{word}` is no {key} of `{concept}`"))
                .at(value.position(&[i.into()]));
            p.remedy = nearest_remedy(word, known.iter().map(String::as_str))
                .or_else(|| Some(format!("add `{key}s:` to the concept in the vocabulary")));
            return Err(p);
        }
    }
    Ok(words)
}

fn region(value: &Node, vocabulary: &Vocabulary) -> Result<RegionRule, Problem> {
    let name = text(value, "region")?;
    if name == "any" {
        return Ok(RegionRule::Any);
    }
    if vocabulary.regions.contains_key(name) {
        return Ok(RegionRule::Is(name.to_owned()));
    }
    let mut p = value.problem(format!("region `{name}` is not in the vocabulary"));
    p.remedy = nearest_remedy(name, vocabulary.regions.keys().map(String::as_str));
    Err(p)
}

/// `since: injury`, or `since: epidural steroid injection`.
fn since(value: &Node, vocabulary: &Vocabulary) -> Result<Since, Problem> {
    let name = text(value, "since")?;
    if let Ok(anchor) = name.parse() {
        return Ok(Since::Date(anchor));
    }
    if vocabulary.concepts.contains_key(name) {
        return Ok(Since::Concept(name.to_owned()));
    }
    let mut p = value.problem(format!("`{name}` is neither a date of the case nor a concept"));
    let dates = Anchor::ALL.iter().map(|a| a.word());
    p.remedy = nearest_remedy(name, dates.chain(vocabulary.concepts.keys().map(String::as_str)));
    Err(p)
}
