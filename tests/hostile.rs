//! Hostile text in every field of every file, on the command line, in names of files and on the clipboard; and every
//! way out watched: nothing that commands a terminal, reorders a text or hides in it may leave, on a screen, in a
//! message, in a letter or in a determination.
//!
//! The strings are in `hostile/strings.txt`. The fields are found by walking the files of `hostile/workspace`, and a
//! test holds these to the sources: a new field of a case that is not in them fails.

#[path = "hostile/commands.rs"]
mod commands;
#[path = "hostile/folder.rs"]
mod folder;
#[path = "hostile/leaves.rs"]
mod leaves;
#[path = "hostile/strings.rs"]
mod strings;
mod support;
#[path = "hostile/tour.rs"]
mod tour;
#[path = "hostile/watch.rs"]
mod watch;

use std::{
    collections::BTreeSet,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use leaves::Takes;
use strings::{Hostile, is_harmful, table};
use support::{
    desk::{ASCII, COLOUR, PLAIN},
    workspace::repository,
};
use tour::{Seen, Tour};
use watch::Watch;

/// Columns and rows that show long lines whole.
const WIDE: (u16, u16) = (900, 40);

/// Columns of a wide line that the strings of a group may take.
const ROOM: usize = 700;

/// Every way out of a workspace with these strings in every place: what was seen, and what was wrong.
fn every_way_out(strings: &[&Hostile], size: (u16, u16), keep: bool) -> (Seen, Vec<String>) {
    let payload: Vec<&str> = strings.iter().map(|s| s.text.as_str()).collect();
    let all = payload.join(" ");
    let watch = &mut Watch::new(strings);
    let workspace = folder::workspace(&payload);
    let mut seen = commands::commands(&workspace, watch);
    let list = &seen[0].1;
    let rows = std::fs::read_dir(workspace.file("cases")).expect("cases").count();
    if list.lines().count() != rows {
        watch.fault(format!("a row of the list is more than one line:\n{list}"));
    }
    seen.extend(commands::broken_files(&all, watch));
    commands::questions(&workspace, &all, watch);
    commands::nowhere(&all, watch);
    seen.extend(commands::line_mode(&folder::workspace(&payload), &all, watch));
    let theme = [COLOUR, PLAIN, ASCII][all.len() % 3];
    let (workspace, screens) = Tour::new(workspace, size, theme, watch, keep).whole(&all);
    seen.extend(screens);
    seen.push(("letter".to_owned(), commands::written(&workspace, watch)));
    commands::afterwards(&workspace, &all, watch);
    (seen, std::mem::replace(watch, Watch::new(&[])).faults())
}

/// As many strings as a wide line shows, each once; a group has strings of every kind.
fn groups(table: &[Hostile]) -> Vec<Vec<&Hostile>> {
    // A mark is eight columns wide.
    let width = |string: &Hostile| -> usize {
        string.text.chars().map(|c| if is_harmful(c) { 8 } else { 1 }).sum::<usize>() + 1
    };
    let widest = table.iter().map(width).max().unwrap_or_default();
    let count = table.iter().map(width).sum::<usize>().div_ceil(ROOM.saturating_sub(widest));
    let mut groups = vec![Vec::new(); count];
    let mut used = vec![0; count];
    for string in table {
        let least = (0..count).min_by_key(|nth| used[*nth]).unwrap_or_default();
        used[least] += width(string);
        groups[least].push(string);
    }
    assert!(used.iter().all(|used| *used <= ROOM), "{used:?}");
    groups
}

/// How many groups are tried: a tour of them all is long in a slow build, where one stands for the others;
/// `IMR_HOSTILE=all`, which the gate says of an optimized build, tries each.
fn tried(groups: usize) -> usize {
    if std::env::var_os("IMR_HOSTILE").is_some_and(|which| which == "all") { groups } else { 1 }
}

#[test]
fn no_hostile_string_leaves_by_any_way() {
    let table = table();
    let groups = groups(&table);
    let groups = &groups[..tried(groups.len())];
    let next = AtomicUsize::new(0);
    let found = Mutex::new(Vec::new());
    let work = || {
        while let Some(group) = groups.get(next.fetch_add(1, Ordering::Relaxed)) {
            let (_, faults) = every_way_out(group, WIDE, false);
            found.lock().expect("no panic").extend(faults);
        }
    };
    let cores = thread::available_parallelism().map_or(1, usize::from).min(groups.len());
    thread::scope(|scope| (0..cores).for_each(|_| drop(scope.spawn(work))));
    let found = found.into_inner().expect("no panic");
    let first: Vec<&str> = found.iter().take(30).map(String::as_str).collect();
    assert!(found.is_empty(), "{} leaks:\n{}", found.len(), first.join("\n"));
}

/// Texts that may be hostile and that no text of ours shows (JSON does): other words and units of the vocabulary, a
/// part's amount, a guideline's note, a view's filter. The sentences of dependents become a rationale, which is tried.
const NOWHERE: &[&str] = &[
    "12 visits",
    "noted",
    "cervical",
    "mild",
    "points",
    "visits",
    "improved",
    "It goes with the other.",
    "It comes with the other.",
    "state:new",
];

/// A watch over screens that show nothing would find nothing: each text is seen, with the mark in the place of the
/// character that commands.
#[test]
fn every_text_is_shown_somewhere_with_the_mark_of_what_it_hides() {
    let string = Hostile { text: "\u{1b}[2J".to_owned(), does: "erases the screen".to_owned() };
    let (seen, faults) = every_way_out(&[&string], WIDE, true);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let is_seen = |tag: &str| {
        let marked = format!("{tag}\\u{{001B}}[2");
        seen.iter().any(|(_, text)| text.contains(&marked))
    };
    let texts = folder::taken().iter().enumerate();
    let hidden: Vec<&str> = texts
        .clone()
        .filter(|(nth, (_, takes))| *takes != Takes::Nothing && !is_seen(&folder::tag(*nth)))
        .map(|(_, (text, _))| text.as_str())
        .collect();
    assert_eq!(hidden, NOWHERE);
    for own in ["qwhyq", "qreasonq", "n"] {
        assert!(is_seen(own), "{own} is shown nowhere");
    }
    // What may not stand in a file is quoted by the message that refuses it.
    let refused = texts.filter(|(_, (_, takes))| *takes == Takes::Nothing);
    let (quoted, silent): (Vec<_>, Vec<_>) =
        refused.partition(|(nth, _)| is_seen(&folder::tag(*nth)));
    assert!(quoted.len() > 4 * silent.len(), "few are quoted: {silent:?}");
}

/// Fields of the structures in a source, by the names that files give them.
fn fields(source: &str) -> BTreeSet<String> {
    let text = std::fs::read_to_string(repository().join(source)).expect("a source");
    let mut found = BTreeSet::new();
    let mut renamed = None;
    for line in text.lines().map(str::trim) {
        let rename = line.split_once("rename = \"").and_then(|(_, rest)| rest.split_once('"'));
        renamed = rename.map(|(name, _)| name.to_owned()).or(renamed);
        let field = line.strip_prefix("pub ").and_then(|rest| rest.split_once(": "));
        if let Some((name, _)) = field.filter(|(name, _)| !name.contains([' ', '('])) {
            found.insert(renamed.take().unwrap_or_else(|| name.to_owned()));
        }
    }
    found
}

/// A field that is added to a case, a finding, the organization or a reviewer has a text in the workspace here.
#[test]
fn the_workspace_of_these_tests_has_every_field_that_there_is() {
    let mut known = Vec::new();
    folder::files().values().for_each(|node| leaves::texts(node, &mut known));
    for (source, own) in [
        // A moment is one text in a file.
        ("src/domain/case.rs", &["at", "timed"][..]),
        ("src/domain/finding.rs", &[]),
        // A reviewer's name is printed nowhere; holidays and credentials are not texts of a file.
        ("src/domain/organization.rs", &["name", "holidays", "bench"]),
        // What keys and styles say is held to closed lists.
        ("src/domain/settings.rs", &["views", "keys", "theme", "snippets", "mouse"]),
        ("src/domain/vocabulary.rs", &["opposite", "factors", "to", "per", "factor", "table"]),
    ] {
        let fields = fields(source);
        assert!(fields.len() > 8, "{source}: {fields:?}");
        let missing: Vec<&String> = fields
            .iter()
            .filter(|name| !known.contains(name) && !own.contains(&name.as_str()))
            .collect();
        assert!(missing.is_empty(), "{source}: no text in tests/hostile/workspace for {missing:?}");
    }
}

#[test]
fn the_table_is_long_and_says_what_each_string_does() {
    let table = table();
    let harmful = table.iter().filter(|s| s.text.contains(is_harmful)).count();
    assert!(harmful >= 300, "{harmful} of {}", table.len());
    let texts: BTreeSet<&str> = table.iter().map(|s| s.text.as_str()).collect();
    assert_eq!(texts.len(), table.len(), "each once");
    assert!(table.iter().all(|s| s.does.len() >= 3 && !s.text.is_empty()));
}
