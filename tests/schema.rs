//! `imr schema guideline`: it accepts what the reader reads, and refuses what is wrong by its form alone.

mod support;

use std::{fs, path::PathBuf, process::Command};

use imr_workbench::{
    domain::{
        guideline_reader::{CONNECTIVES, CRITERION_KEYS, FILE_KEYS, LEAF_WORDS, TEST_KEYS},
        node::{Kind, Node},
    },
    store::yaml,
};
use jsonschema::Validator;
use serde_json::Value;
use support::{
    book::{blocks, file, whole},
    workspace::{imr, repository},
};

fn schema() -> Value {
    let out = Command::new(imr()).args(["schema", "guideline"]).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    serde_json::from_slice(&out.stdout).unwrap()
}

fn validator() -> Validator {
    jsonschema::validator_for(&schema()).unwrap()
}

/// A file as an editor's checker sees it; what has no quotes and means nothing is null, all other scalars are texts.
fn json(node: &Node) -> Value {
    match &node.kind {
        Kind::Scalar(..) if node.is_null() => Value::Null,
        Kind::Scalar(text, _) => Value::String(text.clone()),
        Kind::List(list) => list.iter().map(json).collect(),
        Kind::Map(map) => {
            Value::Object(map.iter().map(|(k, v)| (k.text.clone(), json(v))).collect())
        }
    }
}

/// What the schema has against a text.
fn faults(validator: &Validator, text: &str) -> Vec<String> {
    let node = yaml::tree(text).unwrap();
    let instance = json(&node);
    validator.iter_errors(&instance).map(|e| format!("{}: {e}", e.instance_path())).collect()
}

fn files(folder: &str, begins: &str) -> Vec<(String, String)> {
    let folder: PathBuf = repository().join(folder);
    let mut found: Vec<(String, String)> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "yaml"))
        .map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), path))
        .filter(|(name, _)| name.starts_with(begins) && name != "vocabulary")
        .map(|(name, path)| (name, fs::read_to_string(path).unwrap()))
        .collect();
    found.sort();
    assert!(!found.is_empty(), "{}", folder.display());
    found
}

#[test]
fn it_accepts_every_guideline_of_the_sample() {
    let validator = validator();
    for (name, text) in files("guidelines", "") {
        assert_eq!(faults(&validator, &text), [] as [String; 0], "{name}");
    }
}

#[test]
fn it_accepts_what_the_document_shows() {
    let validator = validator();
    for (line, block) in blocks(&file("docs/criteria.md")) {
        assert_eq!(faults(&validator, &whole(&block)), [] as [String; 0], "line {line}");
    }
}

/// Malformed files whose fault is beyond a schema: names, what they name, circles, counts and depth.
const BEYOND: &[&str] = &[
    "guideline-at-least-5-of-2",
    "guideline-circle",
    "guideline-circle-of-itself",
    "guideline-criterion-named-as-concept",
    "guideline-criterion-under-a-part",
    "guideline-decide-names-nothing",
    "guideline-nesting-too-deep",
    "guideline-unknown-name",
    "guideline-unknown-name-far",
    "guideline-unknown-outcome",
    "guideline-unknown-region",
    "guideline-unknown-result",
    "guideline-unknown-service",
    "guideline-words-on-a-criterion",
];

#[test]
fn it_refuses_malformed_files_whose_fault_is_one_of_form() {
    let validator = validator();
    let (mut accepted, mut refused) = (Vec::new(), 0);
    for (name, text) in files("tests/malformed", "guideline-") {
        if faults(&validator, &text).is_empty() {
            accepted.push(name);
        } else {
            refused += 1;
        }
    }
    assert_eq!(accepted, BEYOND, "a fault that the schema should see, or one that it sees now");
    assert!(refused > 0);
}

#[test]
fn it_knows_every_key_and_word_of_the_reader() {
    let text = schema().to_string();
    let any_number = |key: &&&str| !key.starts_with("at least");
    let lists: [&[&str]; 5] = [&FILE_KEYS, &CRITERION_KEYS, &CONNECTIVES, &LEAF_WORDS, &TEST_KEYS];
    for key in lists.iter().copied().flatten().filter(any_number) {
        assert!(text.contains(&format!("\"{key}\":")), "{key}");
    }
    assert!(text.contains("^at least [0-9]+$"));
}

/// What a criterion says must hold is one thing.
#[test]
fn it_asks_for_exactly_one_connective() {
    let validator = validator();
    for (criterion, good) in [
        ("any: [fracture]", true),
        ("at least 1: [fracture]", true),
        ("if: fracture, then: tumor, else: fever", true),
        ("if: fracture, then: tumor", false),
        ("any: [fracture], all: [tumor]", false),
        ("any: [fracture], at least 1: [tumor]", false),
        ("says: nothing", false),
        ("any: [fracture: {lasting: a month or so}]", false),
        ("any: [fracture: {lasting: 4 to 6 wks or more}]", true),
        ("any: [fracture: {within: 6 months before today}]", false),
    ] {
        let text = whole(&format!("criteria:\n  it: {{{criterion}}}\n"));
        assert_eq!(faults(&validator, &text).is_empty(), good, "{criterion}");
    }
}

/// The reader and the schema part on none of these: a scalar in any dress, a leaf without words, a date as a number.
#[test]
fn an_editor_may_take_plain_values_for_numbers_and_dates() {
    let validator = validator();
    let text = whole(
        "criteria:\n  it:\n    page: 177\n    any: [fracture: {count: 2}, tumor: ]\nin force: 2004 on\n",
    );
    assert_eq!(faults(&validator, &text), [] as [String; 0]);
    let mut typed = json(&yaml::tree(&text).unwrap());
    typed["criteria"]["it"]["page"] = Value::from(177);
    typed["criteria"]["it"]["any"][0]["fracture"]["count"] = Value::from(2);
    assert!(validator.is_valid(&typed));
}
