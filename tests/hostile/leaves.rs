//! The texts of the workspace's files, found by walking them, so that no field is forgotten: each is replaced by a
//! payload, and the readers say whether it may stand there.

use std::collections::BTreeMap;

use imr_workbench::{
    domain::{
        case::Case,
        case_faults::case_faults,
        guideline_reader::read_guideline,
        node::{Kind, Node},
        organization::{Organization, Reviewers},
        vocabulary::Vocabulary,
    },
    store::yaml,
};

use crate::support::workspace::repository;

pub const CASE: &str = "cases/CM26-0000901.yaml";
pub const GUIDELINE: &str = "guidelines/hostile.yaml";
pub const VOCABULARY: &str = "guidelines/vocabulary.yaml";
pub const FILES: [&str; 5] = [CASE, GUIDELINE, VOCABULARY, "imr.yaml", "reviewers.yaml"];

/// Texts of the sample by what they become.
pub type Swaps = BTreeMap<String, String>;

pub fn base(file: &str) -> Node {
    let path = repository().join("tests/hostile/workspace").join(file);
    yaml::tree(&std::fs::read_to_string(path).expect("a file of the workspace")).expect("a tree")
}

/// The sample's files by their names.
pub fn files() -> BTreeMap<&'static str, Node> {
    FILES.iter().map(|file| (*file, base(file))).collect()
}

/// Every text of a tree: values and keys.
pub fn texts(node: &Node, found: &mut Vec<String>) {
    let mut keep = |text: &str| {
        if !found.iter().any(|known| known == text) {
            found.push(text.to_owned());
        }
    };
    match &node.kind {
        Kind::Scalar(text, _) => keep(text),
        Kind::List(list) => list.iter().for_each(|inner| texts(inner, found)),
        Kind::Map(entries) => {
            entries.iter().for_each(|(key, _)| keep(&key.text));
            entries.iter().for_each(|(_, inner)| texts(inner, found));
        }
    }
}

/// The tree as YAML in brackets, every swapped text in quotes and with escapes, whatever it is made of.
pub fn written(node: &Node, swaps: &Swaps) -> String {
    let text = |text: &str| quoted(swaps.get(text).map_or(text, String::as_str));
    match &node.kind {
        Kind::Scalar(value, plain) => {
            let is_number = value.parse::<u64>().is_ok() || value == "true";
            if *plain && is_number && !swaps.contains_key(value) {
                value.clone()
            } else {
                text(value)
            }
        }
        Kind::List(list) => {
            let inner: Vec<String> = list.iter().map(|inner| written(inner, swaps)).collect();
            format!("[{}]", inner.join(",\n"))
        }
        Kind::Map(entries) => {
            let entry = |(key, inner): &(imr_workbench::domain::node::Key, Node)| {
                format!("{}: {}", text(&key.text), written(inner, swaps))
            };
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(",\n"))
        }
    }
}

fn quoted(text: &str) -> String {
    let escape = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        ' '..='~' => c.to_string(),
        // A key may be 1024 bytes long, no more: the short form where there is one.
        c if u32::from(c) < 0x1_0000 => format!("\\u{:04X}", u32::from(c)),
        c => format!("\\U{:08X}", u32::from(c)),
    };
    format!("\"{}\"", text.chars().map(escape).collect::<String>())
}

/// True when a workspace of these texts has no fault.
pub fn is_sound(files: &BTreeMap<&str, Node>, swaps: &Swaps) -> bool {
    let text = |file: &str| written(&files[file], swaps);
    let read = || -> Option<bool> {
        let vocabulary: Vocabulary = yaml::read(&text(VOCABULARY)).ok()?;
        let organization: Organization = yaml::read(&text("imr.yaml")).ok()?;
        let reviewers: Reviewers = yaml::read(&text("reviewers.yaml")).ok()?;
        let case: Case = yaml::read(&text(CASE)).ok()?;
        let guideline = yaml::tree(&text(GUIDELINE)).ok()?;
        read_guideline("hostile", &guideline, &vocabulary).ok()?;
        let faults = [
            vocabulary.faults(),
            reviewers.faults(),
            organization.faults(),
            organization.unknown_reviewer(&reviewers.reviewers),
            case_faults(&case, &vocabulary),
        ];
        Some(faults.concat().is_empty() && case.case.as_str() == "CM26-0000901")
    };
    read().unwrap_or(false)
}

/// What a text of the sample can become: a payload alone, a payload as the unit of its number, or neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    Whole,
    Unit,
    Nothing,
}

/// Every text of the sample with what it takes. Found by trying.
pub fn taken() -> Vec<(String, Takes)> {
    let files = files();
    let mut all = Vec::new();
    files.values().for_each(|node| texts(node, &mut all));
    let probe = "q\u{1b}[2Jq";
    let takes = |text: &String| {
        let first = text.split(' ').next().unwrap_or_default();
        let ways = [(Takes::Whole, probe.to_owned()), (Takes::Unit, format!("{first} {probe}"))];
        let way = ways
            .into_iter()
            .find(|(_, new)| is_sound(&files, &Swaps::from([(text.clone(), new.clone())])));
        way.map_or(Takes::Nothing, |(takes, _)| takes)
    };
    all.into_iter().map(|text| (text.clone(), takes(&text))).collect()
}
