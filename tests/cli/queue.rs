//! The queue without a screen: filter, order, and cases that are set aside.

use std::fs;

use crate::{
    run::{imr, imr_in, ran},
    support::desk::other_session,
    support::workspace::Workspace,
};

fn numbers(workspace: &Workspace, more: &[&str]) -> Vec<String> {
    let mut args = vec!["list"];
    args.extend(more);
    let text = imr_in(workspace, &args).done();
    text.lines().map(|l| l.split(' ').next().unwrap().to_owned()).collect()
}

#[test]
fn the_list_is_filtered_and_sorted_as_the_queue_is() {
    let workspace = Workspace::sample();
    let neck = numbers(&workspace, &["--filter", "region:neck"]);
    assert_eq!(neck, ["CM26-0000111", "CM26-0000109", "CM15-0000001"]);
    let turned = numbers(&workspace, &["--filter", "region:neck", "--sort", "-number"]);
    assert_eq!(turned, ["CM26-0000111", "CM26-0000109", "CM15-0000001"]);
    let by_number = numbers(&workspace, &["--filter", "region:neck", "--sort", "number"]);
    assert_eq!(by_number, ["CM15-0000001", "CM26-0000109", "CM26-0000111"]);
    let rows = imr_in(&workspace, &["list", "--json", "--filter", "-state:new"]).json();
    assert_eq!(rows.as_array().unwrap().len(), 1);
    assert_eq!(rows[0]["case"], "CM26-0000110");
}

#[test]
fn a_wrong_filter_or_order_is_a_wrong_command_line_with_its_place() {
    let workspace = Workspace::sample();
    let said = imr_in(&workspace, &["list", "--filter", "knee stat:open"]);
    assert_eq!(said.code, 2);
    let lines: Vec<&str> = said.err.lines().collect();
    assert_eq!(
        lines,
        [
            "imr: the filter is wrong at column 6:",
            "knee stat:open",
            "     ^ there is no field `stat`; did you mean `state`?",
        ]
    );
    let said = imr_in(&workspace, &["list", "--filter", "due:<"]);
    assert_eq!(said.code, 2, "what is unfinished on a screen is wrong here");
    let said = imr_in(&workspace, &["list", "--sort", "age"]);
    assert_eq!(said.code, 2);
    assert!(
        said.err.contains("the queue has no order `age`; known here: due, number"),
        "{}",
        said.err
    );
}

#[test]
fn a_faulty_view_is_told_with_its_column() {
    let workspace = Workspace::sample();
    let text = workspace.read("imr.yaml").replace(
        "bench:\n",
        "bench:\n  views:\n    - {name: bad, filter: \"knee stat:open\"}\n    - {name: odd, sort: age}\n",
    );
    let line = text.lines().position(|l| l.contains("name: bad")).unwrap() + 1;
    fs::write(workspace.file("imr.yaml"), text).unwrap();
    let said = imr_in(&workspace, &["check"]);
    assert_eq!(said.code, 1);
    // The line begins `    - {name: bad, filter: "knee stat`.
    let place = format!(
        "imr.yaml:{line}:33: the filter of the view `bad`: there is no field `stat`; did you mean `state`?"
    );
    assert!(said.out.contains(&place), "{}", said.out);
    let place = format!("imr.yaml:{}:25: the view `odd`: the queue has no order `age`", line + 1);
    assert!(said.out.contains(&place), "{}", said.out);
}

#[test]
fn cases_are_set_aside_and_taken_up_and_what_cannot_be_is_named() {
    let workspace = Workspace::sample();
    let held = other_session(workspace.path(), "CM26-0000101", "second", false);
    let said = imr_in(
        &workspace,
        &["aside", "CM15-0000001", "CM26-0000101", "CM26-0000102", "--reason", "films"],
    );
    assert_eq!(said.code, 1);
    assert_eq!(said.out, "CM15-0000001\nCM26-0000102\n", "the others are done");
    assert!(said.err.contains("case CM26-0000101 is held by r2"), "{}", said.err);
    drop(held);
    assert_eq!(numbers(&workspace, &["--filter", "has:aside"]), ["CM26-0000102", "CM15-0000001"]);
    let rows = imr_in(&workspace, &["list", "--json", "--filter", "has:aside"]).json();
    assert_eq!(rows[0]["aside"]["reason"], "films");
    assert_eq!(rows[0]["state"], "new");
    assert_eq!(imr_in(&workspace, &["take-up", "CM15-0000001", "CM26-0000102"]).code, 0);
    assert!(numbers(&workspace, &["--filter", "has:aside"]).is_empty());
    let draft = workspace.file(".imr/drafts/CM15-0000001.yaml");
    assert!(!draft.exists(), "an untouched draft is not worth a file");
    assert_eq!(imr_in(&workspace, &["aside", "CM99-1", "--reason", "x"]).code, 3);
    assert_eq!(imr_in(&workspace, &["aside", "CM15-0000001", "--reason", " "]).code, 2);
    assert_eq!(imr_in(&workspace, &["aside", "CM15-0000001"]).code, 2);
}

/// An error of the disk is no empty queue.
#[test]
fn a_folder_of_cases_that_cannot_be_read_is_told() {
    let workspace = Workspace::sample();
    let mut list = imr(workspace.path());
    let said = ran(list.env("IMR_FAIL", "queue.read:1:EIO").arg("list"));
    assert_eq!((said.code, said.out.as_str()), (4, ""), "{}", said.err);
    assert!(said.err.contains("cannot list") && said.err.contains("cases"), "{}", said.err);
}
