//! Reads the words of a leaf: `from result value side level as outcome lasting within by count silent`.

use std::str::FromStr;

use super::{
    guideline::{Bound, ByRule, Edge, Leaf, LevelRule, SideRule, Silence, Window},
    node::{Kind, Node},
    problem::{Position, Problem, nearest_remedy},
    quantity::{Quantity, day_range, milli, unit},
    vocabulary::{Concept, Vocabulary},
};

/// The closed list. None of them is a boolean to a YAML 1.1 reader.
pub const LEAF_WORDS: [&str; 13] = [
    "from", "result", "value", "side", "level", "as", "outcome", "lasting", "within", "by",
    "count", "silent", "region",
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
            other => plain_word(other, value, &mut leaf).unwrap_or_else(|| {
                let mut p =
                    Problem::new(format!("unknown word `{}` for `{concept}`", key.text)).at(key.at);
                p.remedy = nearest_remedy(&key.text, LEAF_WORDS);
                Err(p)
            }),
        };
        problems.extend(read.err());
    }
    if problems.is_empty() { Ok(leaf) } else { Err(problems) }
}

/// The words that need no vocabulary; `None` when the word is not one of them.
fn plain_word(key: &str, value: &Node, leaf: &mut Leaf) -> Option<Result<(), Problem>> {
    Some(match key {
        "from" => list_of(value, "from").map(|v| leaf.from = v),
        "as" => list_of(value, "as").map(|v| leaf.standing = v),
        "value" => text(value, key).and_then(|t| bound(t, value)).map(|b| leaf.value = Some(b)),
        "lasting" => text(value, key)
            .and_then(|t| bound(t, value))
            .and_then(|b| of_time(b, value))
            .map(|b| leaf.lasting = Some(b)),
        "count" => text(value, key).and_then(|t| bound(t, value)).map(|b| leaf.count = Some(b)),
        "within" => text(value, key).and_then(|t| window(t, value)).map(|w| leaf.within = Some(w)),
        "side" => text(value, key)
            .and_then(|t| match t {
                "same" => Ok(SideRule::Same),
                _ => word(value, "side").map(SideRule::Is),
            })
            .map(|s| leaf.side = Some(s)),
        "level" => text(value, key).map(|t| {
            leaf.level =
                Some(if t == "same" { LevelRule::Same } else { LevelRule::Is(t.to_owned()) });
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

fn region(value: &Node, vocabulary: &Vocabulary) -> Result<String, Problem> {
    let name = text(value, "region")?;
    if vocabulary.regions.contains_key(name) {
        return Ok(name.to_owned());
    }
    let mut p = value.problem(format!("region `{name}` is not in the vocabulary"));
    p.remedy = nearest_remedy(name, vocabulary.regions.keys().map(String::as_str));
    Err(p)
}

fn of_time(bound: Bound, value: &Node) -> Result<Bound, Problem> {
    if day_range(&bound.unit).is_some() {
        return Ok(bound);
    }
    Err(value
        .problem(format!("`{}` is not a length of time", bound.text))
        .remedy("write days, weeks, months or years"))
}

/// `4 weeks or more`, `at least 50 percent`, `more than 4.5 ms`, `at most 24 visits`, `under 3 weeks`, `2 to 4 weeks`.
fn bound(written: &str, value: &Node) -> Result<Bound, Problem> {
    let wrong = || {
        value
            .problem(format!("`{written}` is not a bound"))
            .remedy("write `4 weeks or more`, `at least 50 percent`, `more than 2`, `at most 24 visits`, `under 3 weeks` or `2 to 4 weeks`")
    };
    let (least, most, amount) = if let Some(a) = written.strip_suffix(" or more") {
        (Some(true), None, a)
    } else if let Some(a) = written.strip_suffix(" or less") {
        (None, Some(true), a)
    } else if let Some(a) = written.strip_prefix("at least ") {
        (Some(true), None, a)
    } else if let Some(a) = written.strip_prefix("more than ") {
        (Some(false), None, a)
    } else if let Some(a) = written.strip_prefix("at most ") {
        (None, Some(true), a)
    } else if let Some(a) = written.strip_prefix("under ") {
        (None, Some(false), a)
    } else {
        (Some(true), Some(true), written)
    };
    let quantity: Quantity = amount.parse().map_err(|_| wrong())?;
    Ok(Bound {
        least: least.map(|included| Edge { at: quantity.low, included }),
        most: most.map(|included| Edge { at: quantity.high, included }),
        unit: quantity.unit.clone(),
        text: written.to_owned(),
    })
}

/// `6 months before request`, `3 months after injury`.
fn window(written: &str, value: &Node) -> Result<Window, Problem> {
    let wrong = || {
        value
            .problem(format!("`{written}` is not a window"))
            .remedy("write `6 months before request` or `3 months after injury`")
    };
    let (length, before, anchor) =
        match (written.split_once(" before "), written.split_once(" after ")) {
            (Some((length, anchor)), _) => (length, true, anchor),
            (_, Some((length, anchor))) => (length, false, anchor),
            _ => return Err(wrong()),
        };
    let (number, unit_word) = length.split_once(' ').ok_or_else(wrong)?;
    let number = milli(number).filter(|n| n % 1000 == 0).ok_or_else(wrong)? / 1000;
    let (_, most) = day_range(&unit(unit_word)).ok_or_else(wrong)?;
    let anchor = anchor.parse().map_err(|e: String| match e.rsplit_once("; ") {
        Some((what, remedy)) => value.problem(what).remedy(remedy),
        None => value.problem(e),
    })?;
    Ok(Window { days: number.saturating_mul(most), before, anchor, text: written.to_owned() })
}
