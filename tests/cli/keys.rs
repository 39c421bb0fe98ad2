//! `imr keys`, and mistakes in settings wherever they are told.

use std::fs;

use serde_json::Value;

use crate::{run::imr_in, support::workspace::Workspace};

/// The sample with these settings in the place of its own.
fn with_bench(settings: &str) -> Workspace {
    let workspace = Workspace::sample();
    let mut inside = false;
    let mut text = String::new();
    for line in workspace.read("imr.yaml").lines() {
        inside = line == "bench:" || inside && line.starts_with(' ');
        if !inside {
            text += &format!("{line}\n");
        }
    }
    fs::write(workspace.file("imr.yaml"), text + settings).expect("settings");
    workspace
}

fn own(workspace: &Workspace, text: &str) -> String {
    fs::write(workspace.file("own.yaml"), text).expect("settings");
    workspace.file("own.yaml").display().to_string()
}

#[test]
fn the_table_is_printed_with_what_was_rebound() {
    let workspace = with_bench("bench:\n  keys:\n    queue: {Z: open}\n");
    let said = imr_in(&workspace, &["keys", "--scope", "queue"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.starts_with("queue\n"), "{}", said.out);
    let open = said.out.lines().find(|l| l.contains("open the case")).expect("a line");
    assert!(open.starts_with("* Z · Enter "), "{open}");
    let down = said.out.lines().find(|l| l.contains("one row down")).expect("a line");
    assert!(down.starts_with("  j · Down "), "{down}");
    assert!(!said.out.contains("the word before"), "another place");

    let json = imr_in(&workspace, &["keys", "--json"]);
    let rows: Vec<Value> = serde_json::from_str(&json.out).expect("an array");
    let rebound: Vec<&Value> = rows.iter().filter(|r| r["rebound"] == true).collect();
    assert_eq!(rebound.len(), 1, "{rebound:?}");
    assert_eq!(rebound[0]["keys"], serde_json::json!(["Z", "Enter"]));
    assert!(rows.iter().any(|r| r["scope"] == "editor" && r["act"] == "undo"));
}

#[test]
fn the_own_file_is_laid_over_the_workspaces() {
    let workspace = with_bench("bench:\n  keys:\n    queue: {x: open, X: reload}\n");
    let own = own(&workspace, "# mine\nkeys:\n  queue: {x: none}\n");
    let said = imr_in(&workspace, &["keys", "--scope", "queue", "--config", &own]);
    assert_eq!(said.code, 0, "{}", said.err);
    let line =
        |words: &str| said.out.lines().find(|l| l.contains(words)).expect("a line").to_owned();
    assert!(line("open the case").contains(" Enter "), "{}", said.out);
    assert!(line("from disk again").starts_with("* X · r "), "{}", said.out);
}

#[test]
fn the_templates_read_back_to_the_same_keys() {
    let plain = imr_in(&Workspace::sample(), &["keys"]);
    for whose in ["workspace", "own"] {
        let template = imr_in(&Workspace::sample(), &["keys", "--template", whose]);
        assert_eq!(template.code, 0, "{}", template.err);
        let (workspace, more) = if whose == "own" {
            let workspace = Workspace::sample();
            let own = own(&workspace, &template.out);
            (workspace, vec!["--config".to_owned(), own])
        } else {
            (with_bench(&template.out), Vec::new())
        };
        let more: Vec<&str> = more.iter().map(String::as_str).collect();
        let again = imr_in(&workspace, &[&["keys"], more.as_slice()].concat());
        assert_eq!((again.code, again.err.as_str()), (0, ""), "{whose}");
        assert_eq!(again.out, plain.out, "{whose}");
        let check = imr_in(&workspace, &[&["check"], more.as_slice()].concat());
        assert_eq!(check.code, 0, "{}", check.out);
    }
}

#[test]
fn every_mistake_is_told_with_its_place_by_check_and_by_keys() {
    let workspace = with_bench(
        "bench:\n  keys:\n    queue:\n      x: opne\n      q: none\n    desk:\n      x: open\n",
    );
    let lines = workspace.read("imr.yaml").lines().count();
    let own = own(&workspace, "keys:\n  bench:\n    o: open\n");
    let expected = [
        format!("imr.yaml:{}:10: no act is named `opne`; did you mean `open`?", lines - 3),
        format!("imr.yaml:{}:10: without `q` the queue can no longer be left", lines - 2),
        format!("imr.yaml:{lines}:7: `desk` is not a place that has keys"),
        "own.yaml:3:8: `o` would hide `o c`".to_owned(),
    ];
    for command in ["check", "keys"] {
        let said = imr_in(&workspace, &[command, "--config", &own]);
        assert_eq!(said.code, 1, "{command}");
        let text = said.out + &said.err;
        for expected in &expected {
            assert!(text.contains(expected), "{command}: {expected}\n{text}");
        }
    }
}

#[test]
fn an_own_file_of_remarks_says_nothing_and_a_bad_one_is_told() {
    let workspace = Workspace::sample();
    let own = own(&workspace, "# nothing yet\n");
    assert_eq!(imr_in(&workspace, &["check", "--config", &own]).code, 0);
    for (text, expected) in [
        ("keyz: {}\n", "own.yaml:1:1: unknown key `keyz`; did you mean `keys`?"),
        ("keys: [a]\n", "own.yaml:1:7: `keys` must be lines of `key: value`"),
        (
            "keys: {queue: {\"\u{7}\": open}}\n",
            "the character \\u{0007} may not stand in this file",
        ),
        ("keys: {queue: {1: open}}\n", ""),
    ] {
        fs::write(&own, text).expect("settings");
        let said = imr_in(&workspace, &["check", "--config", &own]);
        assert_eq!(said.code, i32::from(!expected.is_empty()), "{text}: {}", said.out);
        assert!(said.out.contains(expected), "{text}: {}", said.out);
    }
    let missing = imr_in(&workspace, &["check", "--config", "nowhere.yaml"]);
    assert!(missing.out.contains("nowhere.yaml"), "{}", missing.out);
}

#[test]
fn mistakes_in_the_theme_are_told_beside_those_of_the_keys() {
    let workspace = with_bench("bench:\n  theme:\n    met: bold gren\n    mett: red\n");
    let own = own(&workspace, "theme: {selected: blue, met: '#12345'}\n");
    let said = imr_in(&workspace, &["check", "--config", &own]);
    assert_eq!(said.code, 1);
    for expected in [
        "`gren` is no word of a style; did you mean `green`?",
        "the bench has no part `mett`; did you mean `met`?",
        "own.yaml:1:19: `selected` would be told by colour alone; add reverse, underline or bold",
        "own.yaml:1:30: `#12345` is not a colour",
    ] {
        assert!(said.out.contains(expected), "{expected}\n{}", said.out);
    }
}

/// What the template only shows can be switched on, and changes nothing.
#[test]
fn the_theme_of_the_template_reads_well() {
    let template = imr_in(&Workspace::sample(), &["keys", "--template", "own"]).out;
    let (keys, theme) = template.split_once("#theme:").expect("the theme");
    let theme = theme.replace("\n#", "\n ");
    let workspace = Workspace::sample();
    let own = own(&workspace, &format!("{keys}theme:{theme}"));
    let said = imr_in(&workspace, &["check", "--config", &own]);
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{}", said.out);
}
