//! Very many rows are read by columns: what unpacks each of all rows is named here.

use super::{none, sources};

/// Who may, and why.
const MAY: &[(&str, &str)] = &[
    ("src/ui/plain.rs", "the line mode prints the list"),
    ("src/cli/plain/going.rs", "the line mode numbers the list as it was printed"),
];

/// Calls that make a `CaseSummary` of each row.
const ALL: [&str; 5] =
    ["queue.shown()", "queue().shown()", "rows().iter()", "self.shown()", "self.rows.iter()"];

fn faults(path: &str, source: &str) -> Vec<String> {
    // The alarms of a draft have a `shown` of their own.
    let of_queue = path.starts_with("src/app/queue") || path.ends_with("marks.rs");
    let calls = ALL.iter().filter(|call| of_queue || !call.starts_with("self."));
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = source.lines().enumerate();
    let holds = |(n, line): (usize, &str)| {
        let call = calls.clone().find(|call| line.contains(**call))?;
        Some(format!("{path}, line {}: {call}", n + 1))
    };
    lines.filter_map(holds).collect()
}

#[test]
fn rows_of_the_whole_queue_are_read_by_columns() {
    let mut found = Vec::new();
    for room in ["app", "ui", "runtime", "cli", "keymap"] {
        for (path, source) in sources(&format!("src/{room}")) {
            let rows = faults(&path, &source);
            let may = MAY.iter().any(|(file, _)| *file == path);
            assert!(!may || !rows.is_empty(), "{path} is listed for nothing");
            if !may && !path.ends_with("tests.rs") {
                found.extend(rows);
            }
        }
    }
    none("each of all rows is unpacked", &found);
    assert_eq!(faults("src/ui/a.rs", "let n = state.queue.shown().count();").len(), 1);
    assert_eq!(faults("src/app/queue.rs", "self.rows.iter().filter(f)").len(), 1);
    assert!(faults("src/ui/checks.rs", "self.shown(); state.queue.shown_len()").is_empty());
}
