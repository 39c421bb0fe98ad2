//! What each key of a guideline file is for: an editor shows it, and `docs/files.md` prints it.

use serde_json::{Value, json};

/// A schema with what its key is for.
pub fn described(mut schema: Value, place: &str, key: &str) -> Value {
    let says = match place {
        "leaf" => leaf(key),
        "test" => test(key),
        _ => file(key),
    };
    if let Some(schema) = schema.as_object_mut().filter(|_| !says.is_empty()) {
        schema.insert("description".to_owned(), json!(says));
    }
    schema
}

/// Keys of a file and of a criterion.
fn file(key: &str) -> &'static str {
    match key {
        "guideline" => "Name and place of the source, as letters cite it.",
        "tier" => "Where it stands in the order of sources; the MTUS first.",
        "confidence" => "How far its text was confirmed.",
        "for" => "Services of the vocabulary; narrower ones are included.",
        "region" => "Regions of the vocabulary; none means any.",
        "in force" => "Days of this edition: `2004 to 2017-11-30`, `2022-11-04 on`.",
        "decide" => "The criterion that decides.",
        "criteria" => "Criteria by name.",
        "unless" => "What must not be.",
        "expected" => "Shown with its value; bars nothing.",
        "tests" => "Small cases that try the criteria; each must be met once and not met once.",
        "note" => "Shown beside it; decides nothing.",
        "says" => "The criterion in plain words, paraphrased.",
        "page" => "Page or section of the source.",
        "all" => "Each of these must hold.",
        "any" => "One of these must hold.",
        "in order" => "Each must hold, witnessed no earlier than the one before.",
        "every part" => "Must hold for each part of the request.",
        "any part" => "Must hold for a part of the request.",
        "ask" => "A question that only the reviewer can answer.",
        "if" => "Which of the two below is asked.",
        "then" => "Asked when `if` holds.",
        "else" => "Asked when `if` does not hold.",
        _ => "",
    }
}

/// Words of a leaf: a pattern over findings.
fn leaf(key: &str) -> &'static str {
    match key {
        "from" => "Who must have established it.",
        "result" => "Result of a test: a word that the concept has.",
        "value" => "Amount: `at least 3`, `under 50`, `4 to 7 points`.",
        "side" => "Side of the body; `same` is that of the item or part.",
        "level" => "Spinal level or digit; `same` is that of the item or part.",
        "region" => "Region of the vocabulary; without it the item's.",
        "as" => "How it must stand; without it, present.",
        "outcome" => "What a treatment led to: a word that the concept has.",
        "lasting" => "For how long: `3 months or more`.",
        "within" => "When: `6 months before request`.",
        "since" => "On a date of the case or later, or since the latest finding of a concept.",
        "by" => "Whose statement it must be: a role, or `first-hand`.",
        "count" => "How many findings match, `at least 2`; with a unit, the sum of their amounts.",
        "silent" => {
            "What a record that says nothing of it counts as; the proof says that it was assumed."
        }
        _ => "",
    }
}

fn test(key: &str) -> &'static str {
    match key {
        "name" => "What the case is.",
        "case" => "Dates of the case that windows hang on.",
        "item" => "Region, side, level and parts of the request.",
        "findings" => "What the record says: as in a case file, without id and source.",
        "states" => "What the reviewer states of criteria.",
        "gives" => "What each criterion must come to.",
        _ => "",
    }
}
