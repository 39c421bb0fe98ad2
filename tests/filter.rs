//! The filter language: the document's table is what the sample workspace answers, and the laws hold of any filter.

mod support;

#[path = "filter/laws.rs"]
mod laws;
#[path = "filter/plain.rs"]
mod plain;

use std::fs;

use imr_workbench::{
    domain::{
        filter::{Field, Filter, Names, Standpoint},
        settings::Settings,
        views,
    },
    store::{Workspace, yaml},
};
use support::desk::NOW;
use support::workspace::{Workspace as Copy, repository};

fn document() -> String {
    fs::read_to_string(repository().join("docs/filter.md")).expect("docs/filter.md")
}

/// The cells of a table row.
fn cells(line: &str) -> Vec<&str> {
    // None of the cells holds a bar.
    line.trim_matches('|').split('|').map(str::trim).collect()
}

fn quoted(cell: &str) -> &str {
    cell.trim_matches('`')
}

#[test]
fn the_documents_examples_are_what_the_sample_answers() {
    let copy = Copy::sample();
    let workspace = Workspace::open(copy.path()).expect("a workspace");
    let library = workspace.library().expect("a library");
    let rows = workspace.table_now(&library).expect("a queue").rows;
    let names = Names::of(&library.vocabulary);
    let from = Standpoint { now: NOW.parse().expect("a moment"), me: Some("r1") };
    let document = document();
    let table = document.split("## Fields").next().expect("the examples");
    let examples: Vec<Vec<&str>> =
        table.lines().filter(|l| l.starts_with("| `")).map(cells).collect();
    assert!(examples.len() >= 20, "{examples:?}");
    let mut wrong = Vec::new();
    for example in examples {
        let text = quoted(example[0]);
        let filter =
            Filter::read(text, &names).unwrap_or_else(|fault| panic!("{}", fault.under(text)));
        let numbers = filter.places(&rows, from).into_iter().map(|place| rows.number(place));
        let mut found: Vec<String> =
            numbers.map(|number| number.as_str()[number.as_str().len() - 3..].to_owned()).collect();
        found.sort_unstable();
        let found = found.join(" ");
        if found != quoted(example[2]) {
            wrong.push(format!("{text}: {found}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_document_names_every_field_and_every_closed_value() {
    let document = document();
    let (_, table) = document.split_once("## Fields").expect("the fields");
    let rows: Vec<Vec<&str>> = table.lines().filter(|l| l.starts_with("| `")).map(cells).collect();
    let named: Vec<&str> = rows.iter().map(|row| quoted(row[0]).trim_end_matches(':')).collect();
    let mut known: Vec<&str> = Field::ALL.iter().map(|f| f.word()).collect();
    let mut sorted = named.clone();
    sorted.sort_unstable();
    known.sort_unstable();
    assert_eq!(sorted, known);
    for (name, row) in named.iter().zip(&rows) {
        let field: Field = name.parse().expect("a field");
        // Regions and services are the workspace's own.
        for value in field.values(&Names::default()) {
            assert!(row[1].contains(&format!("`{value}`")), "{name}: {value}");
        }
    }
}

#[test]
fn the_documents_views_can_be_read() {
    let document = document();
    let (_, block) = document.split_once("```yaml\nbench:\n").expect("the views");
    let (block, _) = block.split_once("```").expect("their end");
    let block: String = block.lines().map(|line| format!("{}\n", &line[2..])).collect();
    let settings: Settings = yaml::read(&block).expect("settings");
    assert_eq!(views::faults(&settings, &Names::default()), []);
    assert_eq!(views::usable(&settings, &Names::default()).len(), 3);
}
