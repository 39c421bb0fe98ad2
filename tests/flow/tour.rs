//! The tour of README.md, pressed key by key: what it says is seen, is seen.

use std::fs;

use imr_workbench::{app::key::Key, keymap::table::BINDINGS};

use crate::support::{desk::Desk, workspace::repository};

/// The rows of the table below a heading of the README: their cells.
fn table(heading: &str) -> Vec<(String, String)> {
    let readme = fs::read_to_string(repository().join("README.md")).expect("README.md");
    let (_, section) = readme.split_once(&format!("\n## {heading}\n")).expect("the heading");
    let section = section.split("\n## ").next().unwrap_or_default();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| {
        let (keys, seen) = row.trim_matches(['|', ' ']).split_once(" | ").expect("two cells");
        (keys.to_owned(), seen.to_owned())
    })
    .collect()
}

/// What stands between marks: `` `j` `` or `**words**`.
fn marked<'a>(text: &'a str, mark: &str) -> Vec<&'a str> {
    text.split(mark).skip(1).step_by(2).collect()
}

/// The screen without its lines' ends.
fn seen(desk: &mut Desk) -> String {
    desk.text().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_tour_of_the_readme_is_what_happens() {
    let mut desk = Desk::sample();
    let rows = table("Five minutes");
    assert!(rows.len() > 8, "{rows:#?}");
    for (keys, says) in rows {
        for key in marked(&keys, "`") {
            match key.parse::<Key>() {
                Ok(_) => desk.press(key),
                Err(_) => desk.type_text(key),
            }
            if !desk.quit {
                seen(&mut desk);
            }
        }
        if desk.quit {
            continue;
        }
        desk.pause();
        let screen = seen(&mut desk);
        for words in marked(&says, "**") {
            assert!(screen.contains(words), "{keys}: **{words}** is not on\n{}", desk.text());
        }
    }
    assert!(desk.quit, "the tour leads out again");
    assert!(desk.determination_on_disk("CM26-0000101").is_some(), "and leaves a determination");
}

#[test]
fn the_keys_of_the_readme_are_keys_of_the_bench() {
    let rows = table("Keys that matter");
    let spans: Vec<&str> = rows.iter().flat_map(|(keys, _)| marked(keys, "`")).collect();
    assert!(spans.len() > 20, "{spans:?}");
    for keys in spans {
        let bound = BINDINGS.iter().any(|binding| binding.keys.contains(&keys));
        assert!(bound, "`{keys}` is no key of any place");
    }
}
