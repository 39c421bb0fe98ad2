//! The plain form is read as the library reads it, or not at all.

use std::{fs, path::Path};

use proptest::prelude::*;

use super::*;
use crate::{
    domain::{case::Case, vocabulary::Vocabulary},
    store::yaml::{self, options, values},
};

/// What is made of a text; it is what the library makes of it.
fn same(text: &str) -> Option<Node> {
    let plain = tree(text)?;
    assert_eq!(yaml::tree::tree(text).as_ref(), Ok(&plain), "{text:?}");
    Some(plain)
}

fn same_value<T>(text: &str) -> Option<T>
where
    T: serde::de::DeserializeOwned + PartialEq + std::fmt::Debug,
{
    let value: T = values::of(same(text)?)?;
    let read = serde_yaml::from_str_with_options::<T>(text, options());
    assert_eq!(read.as_ref().ok(), Some(&value), "{text}");
    Some(value)
}

fn texts(folder: &str) -> Vec<(String, String)> {
    let files = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap();
    let files = files.map(|file| file.unwrap().path());
    let yaml = files.filter(|path| path.extension().is_some_and(|end| end == "yaml"));
    yaml.map(|path| (path.display().to_string(), fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn files_of_the_sample_are_of_the_plain_form() {
    for (name, text) in texts("guidelines") {
        assert!(same(&text).is_some(), "{name}");
    }
    for (name, text) in texts("cases") {
        assert!(same_value::<Case>(&text).is_some(), "{name}");
    }
    let vocabulary = include_str!("../../../../guidelines/vocabulary.yaml");
    assert!(same_value::<Vocabulary>(vocabulary).is_some());
}

#[test]
fn what_is_plain_is_read_as_the_library_reads_it() {
    for text in [
        "a: b\n",
        "a: b",
        "# first\n\na: b # then\n# last",
        "a:\n- b\n- c: d\n  e: f\n-   - g\n    - h\n-\n  i: j\nk: l\n",
        "a:\n  - b\n\n  -   c: d\n      e:\n      - f\n    # in between\ng: h\n",
        "- a\n- [b, c d, \"e\\\"f\\\\\", 'g''h']\n- {i: j, k: [l, {m: n}]}\n- []\n- {}\n",
        "a: [b,\n  c, d\n ]\ne: {f: g,\n h: i}\n",
        "a:\n  [b, c]\nd: e\n",
        "a: >-\n  b\n  c\n\n  d\n\n\n  e\n\nf: >\n  g\n  h\ni: j\n",
        "a: |\n  b\n   c\n\n  d\n\ne: |-\n  f: g\n  # h\ni: j\n",
        "a: |-\n  b\n  c",
        "- >-\n  a\n  b\n- |\n  c\n",
        "a: Ünï \u{1f600} ß # x\nbé: [ü, {é: \"ö\"}]\n",
        "a: 12:30\nb: x:y\nc: a#b\nd: -5\ne: it's \"so\"\nf: a [b] {c}\ng: http://x/#y\n",
        "a b: c, d\ne/f: g & h\n(i): 1\n",
        "a: 'b # c'  # d\ne: \"f: g\"\n",
        "é: [ü, é, {ß: [ö, é], b: é}, é] # é\nb: [é, c]\n",
        "a: [b\n  c, d]\n",
        "a: {b\n  c: d\n e, f:\n  g,\n h i:\n  j\n }\n",
    ] {
        assert!(same(text).is_some(), "{text:?}");
    }
}

#[test]
fn what_is_not_surely_plain_is_the_librarys() {
    for text in [
        "",
        "#\n",
        "a",
        "a:\n",
        "a:\n\nb: c\n",
        "a: &b c\n",
        "a: *b\n",
        "a: !b c\n",
        "<<: a\n",
        "? a\n: b\n",
        "--- a: b\n",
        "---\na: b\n",
        "... a: b\n",
        "a: b\n---\nc: d\n",
        "a: b\n...\n",
        "%A: b\n",
        "a: b\n c\n",
        "a: \"b\n  c\"\n",
        "a: b: c\n",
        "a: b:\n",
        "a: b\na: c\n",
        "a: {b: c, b: d}\n",
        "a: - b\n",
        "a: b\n - c\n",
        "- a\nb: c\n",
        "- a\n  b: c\n",
        "a:\n    b: c\n  d: e\n",
        "a: [b\n, c]\n",
        "a: [b,, c]\n",
        "a: [b, c\n",
        "a: [b c: d]\n",
        "a: [b]c\n",
        "a: [b] c\n",
        "a: {b}\n",
        "a: {b: }\n",
        "a: [b, # c\n  d]\n",
        "a: \"b\" c\n",
        "a: \"\\u0041\"\n",
        "a: 'b\n",
        "a: |2\n   b\n",
        "a: |+\n  b\n",
        "a: |\nb: c\n",
        "a: >\n   b\n  c\n",
        "a: >\n  b\n   c\n",
        "a: |\n  b\n c\n",
        "a: |\n\n  b\n",
        "a: |\n  b\n     \n  c\n",
        "a: |\n  b",
        "a: >-\n  b\n ",
        "a: ~b\n: c\n",
        "a:\tb\n",
        "a: b\u{85}c\n",
        "a: b\r\n",
        "~: a\n",
        "null: a\n",
        "a : b\n",
        "\"a\": b\n",
        "'a': b\n",
        "a: @b\n",
        "a: `b\n",
        "a: ?b\n",
        "a: ,b\n",
        "a: ]b\n",
        "a: %b\n",
        "a: #b\n c\n",
        "a:#b\n",
        "a:\n- # b\n  c: d\n",
    ] {
        assert_eq!(same(text), None, "{text:?}");
    }
}

#[test]
fn values_are_plain_or_the_librarys() {
    #[derive(Debug, PartialEq, serde::Deserialize)]
    enum Word {
        #[serde(rename = "one")]
        One,
        #[serde(rename = "many")]
        Many(Vec<u8>),
    }
    #[derive(Debug, PartialEq, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct All {
        text: Option<String>,
        number: Option<u32>,
        signed: Option<i16>,
        yes: Option<bool>,
        word: Option<Word>,
        list: Option<Vec<String>>,
        map: Option<std::collections::BTreeMap<String, u8>>,
    }
    for text in [
        "text: a",
        "text: 12",
        "text: \"\"",
        "text: 'null'",
        "text: true",
        "text: ~",
        "text: Null",
        "text: 1.5",
        "number: 0",
        "number: '7'",
        "yes: 'true'",
        "number: 4294967295",
        "number: null",
        "signed: 7",
        "yes: true",
        "yes: false",
        "word: one",
        "word: 'one'",
        "word: {many: [1, 255]}",
        "word:\n  many:\n  - 3",
        "list: []",
        "list: [a, '~']",
        "map: {a: 1, 2: 3}",
        "map: {}",
    ] {
        assert!(same_value::<All>(text).is_some(), "{text}");
    }
    for text in [
        "other: a",
        "text: [a]",
        "text: {a: b}",
        "number: -1",
        "number: 4294967296",
        "number: 007",
        "number: 0x1f",
        "number: +3",
        "number: 1_000",
        "signed: -7",
        "signed: 40000",
        "yes: True",
        "yes: yes",
        "word: two",
        "word: many",
        "word: {one: ~}",
        "word: {many: [1], one: a}",
        "word: {many: [256]}",
        "list: a",
        "list: [~]",
        "map: [a]",
        "map: {a: b}",
    ] {
        assert_eq!(same_value::<All>(text), None, "{text}");
    }
}

#[test]
fn depth_and_length_are_bounded() {
    let deep = |depth: usize| format!("a: {}{}\n", "[".repeat(depth), "]".repeat(depth));
    assert!(same(&deep(MAX_DEPTH - 2)).is_some());
    assert_eq!(tree(&deep(100_000)), None);
    assert_eq!(tree(&"- ".repeat(100_000)), None);
    assert_eq!(tree(&format!("a: {}\n", "b".repeat(MOST))), None);
}

/// Pieces that files are made of, and such as they might be made of.
const PIECES: [&str; 58] = [
    "a", "b: ", "c:", "key: ", "word", " ", "  ", "    ", "\n", "\n", "\n  ", "\n    ", "\n- ",
    "\n  - ", "\n\n", "- ", "-", ": ", ":", " #", "#", "# x", "[", "]", "{", "}", ", ", ",", "\"",
    "'", "''", "\\", "\\n", "\\\"", "|", ">", "|-\n  ", ">-\n  ", ">\n  ", "|\n   ", "---", "...",
    "~", "null", "&a", "*a", "!t", "?", "? ", "%", "@", "<<: ", "é", "\u{2028}", "\t", "12", "-5",
    "true",
];

/// Fewer than usual are too few here.
fn cases(usual: u32) -> u32 {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    asked.unwrap_or(0).max(usual)
}

fn case() -> &'static str {
    include_str!("../../../../cases/CM15-0000001.yaml")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases(4_000)))]

    #[test]
    fn any_pieces_are_read_alike(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 1..24)) {
        same(&pieces.concat());
    }

    #[test]
    fn pieces_in_a_map_are_read_alike(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 1..10)) {
        same(&format!("a: {}\nz: y\n", pieces.concat()));
        same(&format!("a:\n  b:\n  - {}\n  z: y\n", pieces.concat()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases(300)))]

    /// A real case with one place of it spoilt.
    #[test]
    fn a_spoilt_case_is_read_alike(
        at in 0..case().len(), less in 0..3_usize, piece in prop::sample::select(&PIECES[..])
    ) {
        // It is of single bytes.
        let (before, rest) = case().split_at(at);
        let rest = rest.get(less..).unwrap_or_default();
        same_value::<Case>(&format!("{before}{piece}{rest}"));
    }
}
