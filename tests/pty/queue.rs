//! The queue while others work in the same folder.

use std::{fs, process::Command, time::Duration};

use imr_workbench::store;

use crate::{
    NOW,
    support::{
        pty::{Exit, Pty, patience},
        workspace::{Workspace, imr, in_order, rows_of},
    },
};

/// A workspace with so many cases of few words.
fn small(cases: u32) -> Workspace {
    let workspace = Workspace::sample();
    fs::remove_dir_all(workspace.file("cases")).unwrap();
    fs::create_dir(workspace.file("cases")).unwrap();
    (0..cases).for_each(|n| put(&workspace, n, "Knee MRI"));
    workspace
}

fn file(n: u32) -> String {
    format!("cases/Q-{n:05}.yaml")
}

/// As intake puts one there: whole, under its name at once.
fn put(workspace: &Workspace, n: u32, title: &str) {
    let text = format!(
        "case: Q-{n:05}\nsummary: A knee.\nitems:\n  - {{item: 1, title: {title}, region: knee}}\n"
    );
    fs::write(workspace.file("case"), text).unwrap();
    fs::rename(workspace.file("case"), workspace.file(&file(n))).unwrap();
}

fn queue(workspace: &Workspace) -> Pty {
    let pty = Pty::spawn(imr(), &[], workspace.path(), &[NOW], 120, 40);
    pty.wait_for_text("Q-00000");
    pty
}

fn command(workspace: &Workspace, args: &[&str]) {
    let mut command = Command::new(imr());
    command.current_dir(workspace.path()).env(NOW.0, NOW.1).args(args);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn two_benches_see_a_thousand_cases_that_a_third_process_adds_and_what_becomes_of_them() {
    let workspace = small(5);
    let benches = [queue(&workspace), queue(&workspace)];
    let both = |text: &str| {
        for pty in &benches {
            pty.wait_for(|s| s.contents().contains(text), patience());
        }
    };
    both("5 of 5 cases");
    (5..1_005).for_each(|n| put(&workspace, n, "Knee MRI"));
    both("1005 of 1005 cases");
    put(&workspace, 0, "Hip MRI");
    both("Hip MRI");
    (900..950).for_each(|n| fs::remove_file(workspace.file(&file(n))).unwrap());
    both("955 of 955 cases");
    command(&workspace, &["aside", "Q-00001", "--reason", "films"]);
    both("1 aside");
    command(&workspace, &["take-up", "Q-00001"]);
    for pty in &benches {
        pty.wait_until_gone("1 aside");
    }
    // One opens a case: the other sees who holds it, and that it is let go.
    benches[0].keys("Enter");
    benches[0].wait_for_text("2 Findings");
    benches[1].wait_for_text("held");
    benches[0].keys("q");
    benches[0].wait_for_text("955 of 955 cases");
    benches[1].wait_until_gone("held");
    for pty in &benches {
        pty.keys("q");
        assert_eq!(pty.wait_exit(patience()), Exit::Code(0));
    }
    let store = store::Workspace::open(workspace.path()).unwrap();
    let library = store.library().unwrap();
    let mut table = store.index(&library).expect("an index that is whole").into_table();
    store.scan(&mut table, &library, &mut |_| true).unwrap();
    assert_eq!(in_order(&table.rows), rows_of(&store, &library), "no stale row");
}

#[test]
fn folders_that_come_later_are_watched_too() {
    let workspace = small(3);
    fs::remove_dir_all(workspace.file("records")).unwrap();
    let pty = queue(&workspace);
    pty.wait_for_text("3 of 3 cases");
    command(&workspace, &["aside", "Q-00001", "--reason", "films"]);
    pty.wait_for_text("1 aside");
    fs::rename(workspace.file("cases"), workspace.file("away")).unwrap();
    fs::create_dir(workspace.file("cases")).unwrap();
    pty.wait_for_text("no cases here");
    put(&workspace, 7, "Knee MRI");
    pty.wait_for_text("Q-00007");
}

/// All of its index takes a while to read: what is typed meanwhile is about all rows.
#[test]
fn a_long_queue_is_seen_before_all_of_it_is_read_and_its_keys_wait_until_it_is() {
    const CASES: u32 = 1_100;
    let workspace = small(CASES);
    let store = store::Workspace::open(workspace.path()).unwrap();
    let (library, mut table) = (store.library().unwrap(), store::Table::default());
    store.scan(&mut table, &library, &mut |_| true).unwrap();
    assert!(store.keep_index(&mut table, 1).unwrap());
    let late = ("IMR_FAIL", "index.rest:1:late");
    let pty = Pty::spawn(imr(), &[], workspace.path(), &[NOW, late], 120, 40);
    pty.wait_for_text("… of 1100 cases");
    assert!(pty.screen().contains("Q-00000"), "{}", pty.screen());
    pty.keys("End");
    pty.wait_for_text("Q-01099");
    assert!(pty.screen().contains("1100 of 1100 cases"), "{}", pty.screen());
    pty.keys("q");
    assert_eq!(pty.wait_exit(patience()), Exit::Code(0));
}

/// What lies open is not disturbed, and the cursor stays on its case.
#[test]
fn cases_that_come_do_not_move_the_cursor() {
    let workspace = small(30);
    let pty = queue(&workspace);
    pty.wait_for_text("30 of 30 cases");
    pty.keys("j j j");
    pty.wait_for(|s| s.contents().lines().count() > 0, Duration::from_secs(1));
    pty.keys("Enter");
    pty.wait_for_text("2 Findings");
    (30..60).for_each(|n| put(&workspace, n, "Hip MRI"));
    pty.keys("q");
    pty.wait_for_text("60 of 60 cases");
    pty.keys("Enter");
    pty.wait_for_text("2 Findings");
    assert!(pty.screen().contains("Q-00003"), "{}", pty.screen());
}
