//! Which room may touch what. The table here, the one in `ARCHITECTURE.md` and `src` say the same.

use std::{collections::BTreeSet, fs};

use super::{none, paths::paths, read, root, sources};

/// A folder of `src`.
struct Room {
    name: &'static str,
    /// Rooms that it may touch besides itself.
    may: &'static [&'static str],
    /// Libraries that it may use, when it is a room without input or output; `None` lifts every ban.
    pure: Option<&'static [&'static str]>,
}

/// Libraries that only compute.
const TEXT: &[&str] =
    &["jiff", "memchr", "serde", "strsim", "textwrap", "thiserror", "unicode_width"];
/// Those, and libraries that know cells, but not a terminal.
const CELLS: &[&str] = &[
    "jiff",
    "ratatui",
    "serde",
    "similar",
    "strsim",
    "textwrap",
    "thiserror",
    "tui_textarea",
    "unicode_linebreak",
    "unicode_width",
];
const ALL: &[&str] = &[
    "domain",
    "criteria",
    "rationale",
    "letter",
    "records",
    "store",
    "app",
    "keymap",
    "ui",
    "runtime",
    "cli",
];

/// Everything that the session may use; the commands use the session, never the other way.
const BELOW_CLI: &[&str] =
    &["domain", "criteria", "rationale", "letter", "records", "store", "app", "keymap", "ui"];

const ROOMS: &[Room] = &[
    Room { name: "domain", may: &[], pure: Some(TEXT) },
    Room { name: "criteria", may: &["domain"], pure: Some(TEXT) },
    Room { name: "rationale", may: &["domain", "criteria", "letter", "records"], pure: Some(TEXT) },
    Room { name: "letter", may: &["domain"], pure: Some(TEXT) },
    Room { name: "records", may: &["domain"], pure: Some(TEXT) },
    Room {
        name: "store",
        may: &["domain", "criteria", "rationale", "letter", "records"],
        pure: None,
    },
    Room {
        name: "app",
        may: &["domain", "criteria", "rationale", "letter", "records"],
        pure: Some(CELLS),
    },
    Room { name: "keymap", may: &["domain", "app"], pure: Some(TEXT) },
    Room { name: "ui", may: &["domain", "criteria", "letter", "app", "keymap"], pure: Some(CELLS) },
    Room { name: "runtime", may: BELOW_CLI, pure: None },
    Room { name: "cli", may: ALL, pure: None },
];

/// What a room without input or output may not name, and why.
const REFUSED: &[(&str, &str)] = &[
    ("std::env", "the environment"),
    ("std::fs", "the disk"),
    ("std::io", "input and output"),
    ("std::net", "the network"),
    ("std::os", "the system"),
    ("std::path", "paths stay in the store"),
    ("std::process", "processes"),
    ("std::thread", "threads"),
    ("std::time::Instant", "the clock"),
    ("std::time::SystemTime", "the clock"),
    ("jiff::Timestamp::now", "the clock"),
    ("jiff::Zoned::now", "the clock"),
    ("jiff::tz::TimeZone::get", "the disk"),
    ("jiff::tz::TimeZone::system", "the environment"),
    ("jiff::tz::TimeZone::try_system", "the environment"),
    ("ratatui::DefaultTerminal", "the terminal"),
    ("ratatui::Terminal", "the terminal"),
    ("ratatui::backend", "the terminal"),
    ("ratatui::crossterm", "the terminal"),
    ("ratatui::init", "the terminal"),
    ("ratatui::prelude", "it brings the terminal with it"),
    ("ratatui::restore", "the terminal"),
    ("ratatui::run", "the terminal"),
];

/// Macros of the crate are named from its root; this is the room that each is of.
const MACROS: &[(&str, &str)] = &[("path", "domain")];

/// What a source in a room does against the rules, one line each.
fn faults(room: &Room, module: &str, source: &str, libraries: &BTreeSet<String>) -> Vec<String> {
    let against = |path: &[String]| -> Option<String> {
        if path[0] == "crate" {
            return path.get(1).and_then(|name| against_rooms(room, name));
        }
        let allowed = room.pure?;
        if libraries.contains(&path[0]) && !allowed.contains(&path[0].as_str()) {
            return Some(format!("the library `{}` is not for this room", path[0]));
        }
        REFUSED.iter().find(|(refused, _)| reaches(path, refused)).map(|(_, why)| (*why).to_owned())
    };
    paths(source, module)
        .into_iter()
        .filter_map(|named| {
            let why = against(&named.path)?;
            Some(format!(
                "line {}: {} names {}: {why}",
                named.line,
                room.name,
                named.path.join("::")
            ))
        })
        .collect()
}

fn against_rooms(room: &Room, name: &str) -> Option<String> {
    let of_macro = MACROS.iter().find(|(of, _)| *of == name).map(|(_, room)| *room);
    let touched = of_macro.unwrap_or(name);
    if touched == room.name || room.may.contains(&touched) {
        return None;
    }
    if ALL.contains(&touched) {
        return Some(format!("{} may not touch {touched}", room.name));
    }
    Some(format!("`{name}` is no room; name the room that has it"))
}

/// True when a path is the refused one, leads into it, or takes all of what holds it.
fn reaches(path: &[String], refused: &str) -> bool {
    let refused: Vec<&str> = refused.split("::").collect();
    if path.last().is_some_and(|last| last == "*") {
        let taken = &path[..path.len() - 1];
        return refused.iter().zip(taken).all(|(a, b)| a == b);
    }
    path.len() >= refused.len() && refused.iter().zip(path).all(|(a, b)| a == b)
}

/// Names of the crate's dependencies, as sources write them.
fn libraries() -> BTreeSet<String> {
    let manifest = read("Cargo.toml");
    let (_, after) = manifest.split_once("\n[dependencies]\n").expect("dependencies");
    let table = after.split("\n[").next().unwrap_or_default();
    let names = table.lines().filter_map(|line| line.split_once('='));
    names.map(|(name, _)| name.trim().replace('-', "_")).collect()
}

/// Rooms that only compute.
pub fn pure_rooms() -> impl Iterator<Item = &'static str> {
    ROOMS.iter().filter(|room| room.pure.is_some()).map(|room| room.name)
}

/// `src/app/update/bench.rs` is `app::update::bench`.
pub fn module(path: &str) -> String {
    let inner = path.trim_start_matches("src/").trim_end_matches(".rs");
    inner.trim_end_matches("/mod").replace('/', "::")
}

pub fn is_test_support(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("/tests.rs") || path.ends_with("/testing.rs")
}

#[test]
fn every_room_touches_only_what_it_may() {
    let libraries = libraries();
    let mut found = Vec::new();
    for room in ROOMS {
        for (path, source) in sources(&format!("src/{}", room.name)) {
            if !is_test_support(&path) {
                let faults = faults(room, &module(&path), &source, &libraries);
                found.extend(faults.into_iter().map(|fault| format!("{path}, {fault}")));
            }
        }
    }
    none("a room touches what it may not", &found);
}

/// There is no network in it, whatever the room.
#[test]
fn nothing_opens_a_socket() {
    let nets = ["std::net", "std::os::unix::net", "rustix::net"];
    let opens = |path: &str, source: &str| -> Vec<String> {
        let named = paths(source, &module(path)).into_iter();
        let of_net = named.filter(|it| nets.iter().any(|net| reaches(&it.path, net)));
        of_net.map(|it| format!("{path}, line {}: {}", it.line, it.path.join("::"))).collect()
    };
    assert_eq!(opens("src/cli/a.rs", "use std::{fs, net::TcpStream}; use rustix::net;").len(), 2);
    none(
        "the network",
        &sources("src").iter().flat_map(|(path, source)| opens(path, source)).collect::<Vec<_>>(),
    );
}

/// A scanner that finds nothing would let everything pass.
#[test]
fn the_scanner_sees_the_sources() {
    for room in ROOMS.iter().filter(|room| !room.may.is_empty() && room.name != "records") {
        let files = sources(&format!("src/{}", room.name));
        let seen: BTreeSet<String> = files
            .iter()
            .flat_map(|(path, source)| paths(source, &module(path)))
            .filter(|named| named.path[0] == "crate")
            .filter_map(|named| named.path.get(1).cloned())
            .collect();
        assert!(
            seen.iter().any(|name| room.may.contains(&name.as_str())),
            "{}: {seen:?}",
            room.name
        );
    }
}

#[test]
fn every_folder_of_src_is_a_room() {
    let entries = fs::read_dir(root().join("src")).expect("src");
    let folders: BTreeSet<String> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
        .collect();
    let rooms: BTreeSet<String> = ROOMS.iter().map(|room| room.name.to_owned()).collect();
    assert_eq!(folders, rooms);
    assert_eq!(ROOMS.iter().map(|room| room.name).collect::<Vec<_>>(), ALL);
}

/// The table in `ARCHITECTURE.md` has a row for each room, in this order, with what it may touch.
#[test]
fn the_architecture_names_every_room_and_what_it_may_touch() {
    let text = read("ARCHITECTURE.md");
    let rows: Vec<(String, String)> = text
        .lines()
        .filter_map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let room = cells.get(1)?.strip_prefix('`')?.strip_suffix("/`")?;
            Some((room.to_owned(), (*cells.get(3)?).to_owned()))
        })
        .collect();
    let expected: Vec<(String, String)> = ROOMS
        .iter()
        .map(|room| {
            let may = match room.may {
                [] => "nothing but itself".to_owned(),
                may if may == ALL => "everything".to_owned(),
                may => may.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "),
            };
            (room.name.to_owned(), may)
        })
        .collect();
    assert_eq!(rows, expected);
}

/// The rules can fail: sources that break them, each with how often.
#[test]
fn what_breaks_the_rules_is_found() {
    let libraries = libraries();
    assert!(libraries.contains("serde_yaml") && libraries.contains("signal_hook"));
    for (room, source, broken) in [
        ("domain", "use std::fs;", 1),
        ("domain", "use std::{fmt, env, net::TcpStream};", 2),
        ("domain", "use std::*;", 1),
        ("domain", "use std::time::*;", 1),
        ("domain", "fn f() { std::process::exit(1) }", 1),
        ("domain", "use std as s; fn f() { s::thread::sleep(d) }", 1),
        ("domain", "use std::{time}; fn f() { time::SystemTime::now(); }", 1),
        ("domain", "use jiff::Zoned as Now; fn f() { Now::now(); }", 1),
        ("domain", "fn f(path: &std::path::Path) {}", 1),
        ("domain", "use crate::criteria::Proof;", 1),
        ("domain", "fn f() { super::super::store::x() }", 1),
        ("criteria", "use crate::{domain::case::Case, rationale::Basis};", 1),
        ("letter", "use ratatui::style::Style;", 1),
        ("letter", "use crate::Workspace;", 1),
        ("records", "use sha2::Sha256;", 1),
        ("app", "use crossterm::event::KeyCode;", 1),
        ("app", "fn f() -> crate::store::StoreError {}", 1),
        ("app", "use crate::keymap;", 1),
        ("keymap", "use crate::cli::Args;", 1),
        ("ui", "use ratatui::{Terminal, prelude::*};", 2),
        ("ui", "use std::io;", 1),
        ("ui", "use crate::{runtime::clock, store::Workspace};", 2),
        ("store", "use crate::app::State;", 1),
        // And what keeps them.
        ("domain", "use std::{fmt, time::Duration}; use crate::path; use super::case::Case;", 0),
        ("domain", "#[cfg(test)] mod tests { use std::fs; use crate::store; }", 0),
        ("domain", "// use std::fs;\nconst A: &str = \"std::fs::read\";", 0),
        ("ui", "use ratatui::{Frame, layout::Rect}; use crate::app::State;", 0),
        ("store", "use std::fs; use crate::{letter, rationale};", 0),
        ("cli", "use crate::runtime::clock; use std::io;", 0),
    ] {
        let rules = ROOMS.iter().find(|r| r.name == room).expect("a room");
        let found = faults(rules, &format!("{room}::file"), source, &libraries);
        assert_eq!(found.len(), broken, "{room}: {source}\n{found:#?}");
    }
}
