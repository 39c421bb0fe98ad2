//! `docs/dependencies.md` speaks of every library that `Cargo.toml` names, and of no other.

use std::collections::BTreeSet;

use super::read;

const DOCUMENT: &str = "docs/dependencies.md";

/// Names in a table of a manifest.
fn in_manifest(manifest: &str, table: &str) -> BTreeSet<String> {
    let (_, after) = manifest.split_once(&format!("\n[{table}]\n")).expect("a table");
    let lines = after.lines().take_while(|line| !line.starts_with('['));
    let entries = lines.filter_map(|line| line.split_once(" = "));
    let name = |(name, rest): (&str, &str)| {
        let package =
            rest.split_once("package = \"").and_then(|(_, after)| after.split('"').next());
        package.unwrap_or(name).to_owned()
    };
    entries.map(name).collect()
}

/// Names in the table below a heading, and how often a row says nothing in one of its first three cells.
fn in_document(document: &str, heading: &str) -> (BTreeSet<String>, usize) {
    let (_, after) = document.split_once(&format!("\n## {heading}\n")).expect("a heading");
    let section = after.split("\n## ").next().unwrap_or_default();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    let rows: Vec<Vec<&str>> = rows.map(|row| row.split('|').map(str::trim).collect()).collect();
    let names = rows.iter().filter_map(|cells| cells[1].split('`').nth(1)).map(str::to_owned);
    (
        names.collect(),
        rows.iter().flat_map(|cells| &cells[1..5]).filter(|cell| cell.is_empty()).count(),
    )
}

#[test]
fn the_document_speaks_of_every_dependency_and_of_no_other() {
    let (manifest, document) = (read("Cargo.toml"), read(DOCUMENT));
    for (table, heading) in
        [("dependencies", "In the program"), ("dev-dependencies", "In tests and benches")]
    {
        let (names, silent) = in_document(&document, heading);
        assert_eq!(names, in_manifest(&manifest, table), "{DOCUMENT}, {heading}");
        assert_eq!(silent, 0, "{DOCUMENT}, {heading}: a cell says nothing");
    }
}

/// A crate that comes or goes is seen by who reads the document.
#[test]
fn the_document_counts_the_crates_of_the_lock_file() {
    let crates = read("Cargo.lock").matches("\n[[package]]\n").count() - 1;
    let said = format!("`Cargo.lock` names {crates}");
    assert!(read(DOCUMENT).contains(&said), "{DOCUMENT} does not say: {said}");
}

#[test]
fn what_differs_is_found() {
    let manifest = "a\n[dependencies]\none = \"1\"\ntwo = { package = \"second\", version = \"2\" }\n\n[x]\nb = 1\n";
    let named = ["one", "second"].map(str::to_owned);
    assert_eq!(in_manifest(manifest, "dependencies"), BTreeSet::from(named.clone()));
    let document = "a\n## H\n\n| n | w | y | c |\n| --- |\n| `one` | a | b | 1 |\n| `second` (`s`) | a | | 2 |\n## I\n| `c` |";
    assert_eq!(in_document(document, "H"), (BTreeSet::from(named), 1));
}
