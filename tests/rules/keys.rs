//! `docs/keys.md` is written from the table of bindings, and every act is in it.
//! `IMR_WRITE_DOCS=1 cargo test --test rules` writes it anew.

use std::{env, fs};

use imr_workbench::{
    app::{Action, Scope, action::SHORT_NAMES},
    keymap::table::{BINDINGS, Binding},
};

use super::{none, read, root};

const DOCUMENT: &str = "docs/keys.md";
/// Where the palette opens.
const MAIN: [Scope; 2] = [Scope::Queue, Scope::Bench];

/// Sections of the document: a scope, its heading, what holds there beside the table.
const SECTIONS: [(Scope, &str, &str); Scope::ALL.len()] = [
    (Scope::Queue, "The queue", ""),
    (Scope::Bench, "The bench", "An open case: items, findings, criteria, rationale."),
    (Scope::Editor, "The editor", "Writing the rationale. Every other character is typed."),
    (Scope::Record, "The record", "The text of a document, at the page where a finding stands."),
    (
        Scope::Silence,
        "A search of the record",
        "What was found of something that is said not to be there: [silence.md](silence.md).",
    ),
    (
        Scope::Precedents,
        "Past determinations",
        "On what the chosen item asks for: [precedents.md](precedents.md).",
    ),
    (Scope::Checks, "The checks", "What they say of the rationales: see docs/checks.md."),
    (Scope::Form, "A finding of your own", "Every other character is typed into the field."),
    (Scope::Preview, "The preview", "What will be written, before it is written."),
    (
        Scope::Question,
        "Questions",
        "The attestation, and whatever must be chosen: read, then answer.",
    ),
    (Scope::Reading, "Help and summary", "A text to scroll."),
    (
        Scope::Prompt,
        "The prompt",
        "Search, filter, palette, a reason. Every other character is typed.",
    ),
];

fn document() -> String {
    let mut text = String::from(
        "# Keys\n\n\
         Written from `src/keymap/table.rs` by `IMR_WRITE_DOCS=1 cargo test --test rules`; \
         a test compares the two.\n\n\
         Two keys with a blank between them are pressed one after the other. Every act has a name:\n\
         `:` on the queue or the bench, the name, Enter.\n",
    );
    for (scope, heading, note) in SECTIONS {
        text += &format!("\n## {heading}\n\n");
        if !note.is_empty() {
            text += &format!("{note}\n\n");
        }
        text += "| keys | what it does | name |\n| --- | --- | --- |\n";
        for binding in BINDINGS.iter().filter(|b| b.scopes.contains(&scope) && !b.keys.is_empty()) {
            text += &row(binding);
        }
    }
    text += "\n## By name only\n\n| what it does | name |\n| --- | --- |\n";
    for binding in BINDINGS.iter().filter(|b| b.keys.is_empty()) {
        text += &format!("| {} | `{}` |\n", binding.does, binding.action);
    }
    text += "\n## Short names\n\n| name | stands for |\n| --- | --- |\n";
    for (name, action) in SHORT_NAMES {
        text += &format!("| `{name}` | `{action}` |\n");
    }
    text
}

fn row(binding: &Binding) -> String {
    let keys: Vec<String> = binding.keys.iter().map(|keys| format!("`{keys}`")).collect();
    format!("| {} | {} | `{}` |\n", keys.join(", "), binding.does, binding.action)
}

#[test]
fn the_document_of_keys_is_what_the_table_says() {
    let document = document();
    if env::var_os("IMR_WRITE_DOCS").is_some_and(|set| set == "1") {
        let file = root().join(DOCUMENT);
        fs::create_dir_all(file.parent().expect("a folder")).expect("the folder of documents");
        fs::write(&file, &document).expect(DOCUMENT);
    }
    assert_eq!(
        read(DOCUMENT),
        document,
        "{DOCUMENT} is old; IMR_WRITE_DOCS=1 cargo test --test rules writes it"
    );
}

#[test]
fn every_act_can_be_reached_is_described_and_stands_in_the_document() {
    let document = document();
    let mut faults = Vec::new();
    for action in Action::ALL {
        let name = action.word();
        let ways: Vec<&Binding> = BINDINGS.iter().filter(|b| b.action == *action).collect();
        if name.parse::<Action>() != Ok(*action) {
            faults.push(format!("{name}: the palette does not know it"));
        }
        if ways.is_empty() {
            faults.push(format!("{name}: not in the table"));
        }
        // Without a key it must stand where the palette opens.
        let palette = |b: &&&Binding| b.scopes.iter().all(|s| MAIN.contains(s));
        if ways.iter().filter(|b| b.keys.is_empty()).any(|b| !palette(&b)) {
            faults.push(format!("{name}: no key, and no palette where it has a meaning"));
        }
        if ways.iter().any(|b| b.does.trim().is_empty()) {
            faults.push(format!("{name}: nothing says what it does"));
        }
        if action.group().is_empty() {
            faults.push(format!("{name}: under no heading of the help"));
        }
        if !document.contains(&format!("| `{name}` |")) {
            faults.push(format!("{name}: not in {DOCUMENT}"));
        }
    }
    none("acts", &faults);
}

/// What is typed for short after `:` is an act that the palette runs.
#[test]
fn short_names_stand_for_acts_that_have_a_place_where_the_palette_opens() {
    for (name, action) in SHORT_NAMES {
        assert!(name.parse::<Action>().is_err(), "{name} is an act of its own");
        let there = BINDINGS.iter().any(|b| b.action == action && b.scopes.contains(&Scope::Bench));
        assert!(there, "{name}: {action}");
    }
}

/// The table of Markdown has bars between its cells, and a key or a description must not end one.
#[test]
fn no_cell_of_the_document_holds_a_bar() {
    for binding in BINDINGS {
        let cells = format!("{}{}{}", binding.keys.concat(), binding.does, binding.action);
        assert!(!cells.contains('|') && !cells.contains('`'), "{binding:?}");
    }
}
