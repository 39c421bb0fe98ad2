//! What `ARCHITECTURE.md` names is there: the threads, the test of each rule, the place of each thing to change.

use std::collections::BTreeSet;

use super::{
    none, read, root, sources,
    tokens::{Kind, tokens, without_tests},
};

/// The code spans of a text.
fn spans(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// A name of a file, or of a folder, of the repository.
fn is_place(span: &str) -> bool {
    let place = [".rs", ".md", ".yaml", ".snap", "/"].iter().any(|ending| span.ends_with(ending));
    place && !span.contains([' ', ':', '<', '*'])
}

/// Paths from the root for the places that a text names. A bare name is of a folder that the text names as well; `None`
/// for one that is nowhere.
fn resolved(text: &str) -> Vec<(String, Option<String>)> {
    let places: Vec<&str> = spans(text).into_iter().filter(|span| is_place(span)).collect();
    let folders: Vec<&str> = places
        .iter()
        .filter(|place| place.contains('/'))
        .map(|place| place.rsplit_once('/').map_or("", |(folder, _)| folder))
        .collect();
    let is_there = |path: &String| root().join(path).exists();
    let found = |place: &&str| {
        let whole = (*place).to_owned();
        let path = match place.trim_end_matches('/').contains('/') {
            true => Some(whole).filter(is_there),
            false => {
                let beside = folders.iter().map(|folder| format!("{folder}/{place}"));
                std::iter::once(whole).chain(beside).find(is_there)
            }
        };
        ((*place).to_owned(), path)
    };
    places.iter().map(found).collect()
}

fn section<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = text.split_once(from).unwrap_or_else(|| panic!("no `{from}`"));
    rest.split_once(to).unwrap_or_else(|| panic!("no `{to}`")).0
}

#[test]
fn places_of_things_to_change_are_there() {
    let text = read("ARCHITECTURE.md");
    let rows: Vec<&str> = section(&text, "## Where do I change X", "\nWhy things are so")
        .lines()
        .filter(|line| line.starts_with("| ") && line.contains('`'))
        .collect();
    assert!(rows.len() > 20, "{}", rows.len());
    let lost: Vec<String> = rows
        .iter()
        .flat_map(|row| resolved(row))
        .filter(|(_, path)| path.is_none())
        .map(|(place, _)| place)
        .collect();
    none("a place that is not there", &lost);
    let made = "| a | `src/app/action.rs`, `state.rs`, `nowhere.rs`, `src/app/nothing/` |";
    let lost: Vec<bool> = resolved(made).iter().map(|(_, path)| path.is_none()).collect();
    assert_eq!(lost, [false, false, true, true]);
}

#[test]
fn each_rule_names_a_test_that_is_there() {
    let text = read("ARCHITECTURE.md");
    let rules = section(&text, "## Rules", "## Where do I change X");
    let rules: Vec<&str> = rules.split("\n- ").skip(1).collect();
    assert!(rules.len() > 8, "{}", rules.len());
    let is_test = |(place, path): &(String, Option<String>)| {
        path.is_some() && (place.starts_with("tests/") || place.ends_with("/tests.rs"))
    };
    let bare: Vec<String> = rules
        .iter()
        .filter(|rule| !resolved(rule).iter().any(is_test))
        .map(|rule| rule.lines().next().unwrap_or_default().to_owned())
        .collect();
    none("a rule that names no test", &bare);
}

/// True when a source starts a thread.
fn starts_thread(source: &str) -> bool {
    let tokens = without_tests(&tokens(source));
    tokens.windows(3).any(|w| {
        let of = w[0].word() == Some("thread") && w[1].kind == Kind::Colons;
        of && matches!(w[2].word(), Some("spawn" | "scope" | "Builder"))
    })
}

#[test]
fn the_threads_are_those_that_the_architecture_tells_of() {
    let text = read("ARCHITECTURE.md");
    let told: BTreeSet<String> = resolved(section(&text, "\nThreads:", "\n## Rooms"))
        .into_iter()
        .map(|(place, path)| path.unwrap_or_else(|| panic!("{place} is not there")))
        // It is the process's own.
        .filter(|path| path != "src/runtime/session.rs")
        .collect();
    let started: BTreeSet<String> = sources("src")
        .into_iter()
        .filter(|(_, source)| starts_thread(source))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(told, started);
    assert!(
        starts_thread("fn f() { std::thread::spawn(g) }") && !starts_thread("use std::thread;")
    );
}
