//! JSON Schemas, made from the very word lists that the readers use.

use std::io::Write;

use serde_json::{Value, json};

use super::{Failure, schema_words::described};
use crate::domain::{
    draft::Stated,
    guideline::Anchor,
    guideline_reader::{
        CONNECTIVES, CRITERION_KEYS, FILE_KEYS, FINDING_KEYS, GIVES, LEAF_WORDS, TEST_KEYS,
    },
    words::{Confidence, Origin, Side, Standing, Tier},
};

/// Files that have a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum SchemaKind {
    Guideline,
}

/// Lengths of time, as the reader folds them.
const TIMES: &str = "(days?|weeks?|wks?|months?|mos?|years?|yrs?)";

/// `at least 2`, with any number.
const AT_LEAST: &str = "^at least [0-9]+$";

type Map = serde_json::Map<String, Value>;

/// Prints the schema of a guideline file.
pub fn guideline(out: &mut dyn Write) -> Result<(), Failure> {
    super::json::print(out, &guideline_schema())
}

fn words<T: Copy>(all: &[T], word: impl Fn(T) -> &'static str) -> Value {
    json!({ "enum": all.iter().map(|w| word(*w)).collect::<Vec<_>>() })
}

/// One word or a list of them.
fn one_or_more(of: &Value) -> Value {
    json!({ "anyOf": [of, { "type": "array", "items": of, "minItems": 1 }] })
}

/// An object with these properties and no others.
fn object(properties: Map) -> Value {
    let properties = Value::Object(properties);
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

/// Any plain value: YAML reads `177` as a number and `2015-01-26` as a date where a text is meant.
fn scalar() -> Value {
    json!({ "type": ["string", "number", "boolean"] })
}

/// The schema of a guideline file.
pub fn guideline_schema() -> Value {
    let mut file = Map::new();
    for key in FILE_KEYS {
        file.insert(key.to_owned(), described(file_key(key), "file", key));
    }
    let mut schema = object(file);
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        schema.insert("title".to_owned(), json!("A guideline file of imr"));
        schema.insert(
            "required".to_owned(),
            json!(["guideline", "tier", "confidence", "for", "decide", "criteria"]),
        );
        schema.insert("$defs".to_owned(), json!({ "clause": clause(), "leaf": leaf() }));
    }
    schema
}

fn clauses() -> Value {
    json!({ "type": "array", "items": { "$ref": "#/$defs/clause" }, "minItems": 1 })
}

fn file_key(key: &str) -> Value {
    match key {
        "tier" => words(Tier::ALL, Tier::word),
        "confidence" => words(Confidence::ALL, Confidence::word),
        "for" | "region" => one_or_more(&json!({ "type": "string" })),
        "criteria" => {
            json!({ "type": "object", "additionalProperties": criterion(), "minProperties": 1 })
        }
        "unless" | "expected" => clauses(),
        "tests" => json!({ "type": "array", "items": test() }),
        _ => scalar(),
    }
}

fn criterion() -> Value {
    let mut keys = Map::new();
    for key in CRITERION_KEYS {
        keys.insert(key.to_owned(), described(file_key(key), "criterion", key));
    }
    for key in CONNECTIVES.iter().filter(|k| !k.starts_with("at least")) {
        keys.insert((*key).to_owned(), described(connective(key), "criterion", key));
    }
    let mut schema = object(keys);
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("patternProperties".to_owned(), json!({ AT_LEAST: clauses() }));
        schema.insert("oneOf".to_owned(), Value::Array(one_connective()));
    }
    schema
}

/// Each way in which a criterion says what must hold; exactly one of them.
fn one_connective() -> Vec<Value> {
    let alone = CONNECTIVES
        .iter()
        .filter(|k| !k.starts_with("at least") && !["if", "then", "else"].contains(k))
        .map(|key| json!({ "required": [key] }));
    // A key of a pattern cannot be required: what is refused is that no key has it.
    let counted = json!({ "not": { "propertyNames": { "not": { "pattern": AT_LEAST } } } });
    let choice = json!({ "required": ["if", "then", "else"] });
    alone.chain([counted, choice]).collect()
}

fn connective(key: &str) -> Value {
    match key {
        "ask" => json!({ "type": "string" }),
        "if" | "then" | "else" => json!({ "$ref": "#/$defs/clause" }),
        _ => clauses(),
    }
}

/// A name, or one name or connective with what belongs to it.
fn clause() -> Value {
    let mut keys = Map::new();
    for key in ["all", "any", "in order", "every part", "any part", "ask"] {
        keys.insert(key.to_owned(), connective(key));
    }
    json!({ "anyOf": [
        { "type": "string" },
        {
            "type": "object",
            "minProperties": 1,
            "maxProperties": 1,
            "properties": keys,
            "patternProperties": { AT_LEAST: clauses() },
            "additionalProperties": { "$ref": "#/$defs/leaf" },
        },
    ] })
}

fn leaf() -> Value {
    let mut keys = Map::new();
    for word in LEAF_WORDS {
        let schema = match word {
            "from" => one_or_more(&words(Origin::ALL, Origin::word)),
            "as" => one_or_more(&words(Standing::ALL, Standing::word)),
            "result" | "outcome" | "by" => one_or_more(&json!({ "type": "string" })),
            "side" => json!({ "enum": ["left", "right", "bilateral", "same"] }),
            "silent" => json!({ "enum": ["absent", "present"] }),
            "value" | "count" => written("^((at least|more than|at most|under) )?[0-9]"),
            "lasting" => written(&format!(
                "^((at least|more than|at most|under) )?[0-9].* ?{TIMES}( or (more|less))?$"
            )),
            "within" => window(),
            _ => scalar(),
        };
        keys.insert(word.to_owned(), described(schema, "leaf", word));
    }
    json!({ "anyOf": [{ "type": "null" }, object(keys)] })
}

/// A text of this form, or a bare number.
fn written(pattern: &str) -> Value {
    json!({ "type": ["string", "number"], "pattern": pattern })
}

/// `6 months before request`.
fn window() -> Value {
    let dates: Vec<&str> = Anchor::ALL.iter().map(|a| a.word()).collect();
    let pattern = format!("^[0-9]+ {TIMES} (before|after) ({})$", dates.join("|"));
    json!({ "type": "string", "pattern": pattern })
}

fn test() -> Value {
    let value = json!({ "enum": GIVES });
    let finding = {
        let keys = FINDING_KEYS.iter().map(|k| ((*k).to_owned(), scalar())).collect();
        json!({ "anyOf": [
            { "type": "string" },
            {
                "type": "object",
                "minProperties": 1,
                "maxProperties": 1,
                "additionalProperties": { "anyOf": [scalar(), object(keys)] },
            },
        ] })
    };
    let list = json!({ "type": "array", "items": finding });
    let mut keys = Map::new();
    for key in TEST_KEYS {
        let schema = match key {
            "name" => scalar(),
            "case" => json!({ "type": "object", "additionalProperties": scalar() }),
            "item" => json!({
                "type": "object",
                "properties": {
                    "region": scalar(),
                    "side": words(Side::ALL, Side::word),
                    "level": scalar(),
                    "parts": list,
                },
                "additionalProperties": false,
            }),
            "findings" => list.clone(),
            "states" => {
                json!({ "type": "object", "additionalProperties": words(Stated::ALL, Stated::word) })
            }
            _ => json!({ "type": "object", "additionalProperties": value }),
        };
        keys.insert(key.to_owned(), described(schema, "test", key));
    }
    object(keys)
}
