//! Every named step of the disk, and the test that kills or refuses there. A step that is new stands in no row, and one
//! that is no more stands in one for nothing: both fail here.

use std::collections::BTreeSet;

use super::{none, read, sources};

const FINALIZER: (&str, &str) =
    ("tests/crash/steps.rs", "a_disk_that_refuses_at_every_step_loses_nothing");
const REST: (&str, &str) =
    ("tests/crash/rest.rs", "every_other_act_that_is_killed_or_refused_loses_no_word");
const BEGINNING: (&str, &str) = ("tests/cli/beginning.rs", "it_is_whole_or_not_there");
const IMPORT: (&str, &str) = ("tests/cli/importing.rs", "an_import_is_whole_or_not_at_all");
const INDEX: (&str, &str) =
    ("tests/cli/indexing.rs", "a_kill_at_every_step_leaves_an_index_that_is_whole_or_none");

/// A step as the sources name it, then the file and the test that aim at it. `draft` stands for all parts of writing a
/// draft: open, write, sync, rename, settle, remove.
const STEPS: &[(&str, (&str, &str))] = &[
    ("aside", REST),
    ("audit.open", FINALIZER),
    ("audit.sync", FINALIZER),
    ("audit.write", FINALIZER),
    (
        "case.look",
        ("tests/pty/ways_out.rs", "a_panic_gives_the_terminal_back_first_and_keeps_the_words"),
    ),
    (
        "cast.write",
        ("tests/pty/recording.rs", "a_disk_that_takes_no_more_ends_the_recording_and_nothing_else"),
    ),
    ("discard", REST),
    ("draft", FINALIZER),
    ("draft.beginning", FINALIZER),
    ("finalize.done", FINALIZER),
    ("finalize.give-up", REST),
    ("finalize.intent", FINALIZER),
    ("finalize.letter", FINALIZER),
    ("finalize.undo", ("tests/crash/rest.rs", "a_refusal_on_the_way_back_is_told_and_made_good")),
    ("finalize.yaml", FINALIZER),
    ("hold", FINALIZER),
    ("hold.write", FINALIZER),
    ("import.case", IMPORT),
    (
        "import.undo",
        ("tests/cli/importing.rs", "a_refusal_on_the_way_back_leaves_a_whole_case_or_none"),
    ),
    ("index", INDEX),
    (
        "index.rest",
        (
            "tests/pty/queue.rs",
            "a_long_queue_is_seen_before_all_of_it_is_read_and_its_keys_wait_until_it_is",
        ),
    ),
    ("index.write", INDEX),
    ("init", BEGINNING),
    ("init.cases", BEGINNING),
    ("lend", REST),
    (
        "out",
        ("tests/cli/publishing.rs", "a_letter_that_cannot_be_written_leaves_nothing_in_its_place"),
    ),
    ("over", REST),
    ("queue.read", ("tests/cli/queue.rs", "a_folder_of_cases_that_cannot_be_read_is_told")),
    ("session", REST),
];

/// Calls that take a step's name: the points themselves, and what of `walls` writes.
const CALLS: [&str; 8] = [
    "fail::point(",
    "fail_point(",
    ".replace(",
    ".replace_by(",
    ".create(",
    ".move_to(",
    ".remove(",
    ".remove_for_now(",
];

/// The names of steps in a source: texts among the arguments of those calls that look like one.
fn steps(source: &str) -> BTreeSet<String> {
    // What a file has for its own tests stands at its end.
    let source = source.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let mut found = BTreeSet::new();
    for call in CALLS {
        for (at, _) in source.match_indices(call) {
            let arguments = &source[at + call.len()..];
            let arguments = &arguments[..closes(arguments)];
            found.extend(
                arguments.split('"').skip(1).step_by(2).filter(|t| is_step(t)).map(str::to_owned),
            );
        }
    }
    found
}

/// Where the bracket closes that was opened before the text.
fn closes(text: &str) -> usize {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

fn is_step(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c == '.' || c == '-')
}

#[test]
fn every_step_of_the_disk_is_aimed_at_by_a_test() {
    let mut named = BTreeSet::new();
    for (path, source) in sources("src") {
        let speaks = path.starts_with("src/store/") || source.contains("fail_point");
        if speaks && !path.starts_with("src/store/walls") {
            named.extend(steps(&source));
        }
    }
    let listed: BTreeSet<String> = STEPS.iter().map(|(step, _)| (*step).to_owned()).collect();
    assert_eq!(listed.len(), STEPS.len(), "a step has one row");
    let new: Vec<&String> = named.difference(&listed).collect();
    let old: Vec<&String> = listed.difference(&named).collect();
    assert!(new.is_empty() && old.is_empty(), "without a row: {new:?}; rows for nothing: {old:?}");
    let mut blind = Vec::new();
    for (step, (file, test)) in STEPS {
        let source = read(file);
        if !source.contains(&format!("fn {test}()")) {
            blind.push(format!("{step}: {file} has no test `{test}`"));
        }
        let begins = [
            format!("\"{step}\""),
            format!("\"{step}."),
            format!("\"{step}:"),
            format!(",{step}."),
        ];
        if !begins.iter().any(|text| source.contains(text.as_str())) {
            blind.push(format!("{step}: {file} does not name it"));
        }
    }
    none("a step that no test aims at", &blind);
}

#[test]
fn a_step_is_found_where_it_is_named() {
    let source = r#"
        folder.create(&format!("{number}.yaml"), text.as_bytes(), "import.case");
        lock.inner.move_to(INTENT, &trash, name, "finalize.give-up");
        fail::point("audit.open")?; title.replace('#', &n.to_string()); kind.replace(' ', "-");
        told.remove(&(number.clone(), version));
        #[cfg(test)]
mod tests { folder.replace("a", b"", "x"); }"#;
    let source = source.replace("        #[cfg", "#[cfg");
    let found: Vec<String> = steps(&source).into_iter().collect();
    assert_eq!(found, ["audit.open", "finalize.give-up", "import.case"]);
}

/// Functions that write under another lock than that of the workspace, or under none; the file, the name, why.
const WITHOUT: &[(&str, &str, &str)] = &[
    ("src/store/files.rs", "write_new", "a file outside the workspace"),
    ("src/store/import.rs", "create_case", "who calls it has the lock"),
    ("src/store/import.rs", "take_back_case", "who calls it has the lock"),
    ("src/store/init.rs", "write_workspace", "the workspace is being made"),
    ("src/store/init.rs", "filled", "the workspace is being made"),
];

/// The functions of a source that write, by name, and whether they speak of a lock.
fn writers(source: &str) -> Vec<(String, bool)> {
    let source = source.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let mut found = Vec::new();
    for part in source.split("fn ").skip(1) {
        let name: String = part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        let writes = CALLS[2..].iter().any(|call| {
            part.match_indices(call).any(|(at, _)| {
                let arguments = &part[at + call.len()..];
                arguments[..closes(arguments)].split('"').skip(1).step_by(2).any(is_step)
            })
        });
        if !name.is_empty() && (writes || part.contains(".kept_file(")) {
            found.push((name, part.contains("Lock") || part.contains("lock")));
        }
    }
    found
}

#[test]
fn what_is_written_in_the_workspace_is_written_under_a_lock() {
    let (mut found, mut seen) = (Vec::new(), 0);
    for (path, source) in sources("src/store") {
        if path.starts_with("src/store/walls") {
            continue;
        }
        for (name, locked) in writers(&source) {
            seen += 1;
            let listed = WITHOUT.iter().any(|(file, of, _)| *file == path && *of == name);
            if locked == listed {
                let what = if locked { "is listed, and has one" } else { "has none" };
                found.push(format!("{path}: `{name}` {what}"));
            }
        }
    }
    none("written without a lock", &found);
    assert!(seen > 15, "{seen}");
    let source = r#"fn a(&self) { folder.replace(n, b, "a"); } fn b(&self, _lock: &Lock) { f.remove(n, "b") }"#;
    assert_eq!(writers(source), [("a".to_owned(), false), ("b".to_owned(), true)]);
}
