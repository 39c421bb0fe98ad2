//! The queue: what is shown, and what the cursor stands on.

use std::fs;

use crate::support::desk::Desk;
use crate::support::workspace::Workspace;

const KNEE: &str = "CM26-0000112";

#[test]
fn the_most_urgent_case_is_first_and_under_the_cursor() {
    let mut desk = Desk::sample();
    assert_eq!(desk.selected(), "CM26-0000102");
    assert!(desk.text().contains("CM26-0000102  1d late"), "{}", desk.text());
    desk.press("Enter");
    assert_eq!(desk.open_case(), "CM26-0000102");
}

#[test]
fn a_filter_narrows_and_the_cursor_stays_on_its_case() {
    let mut desk = Desk::sample();
    desk.go_to(KNEE);
    desk.press("\\");
    desk.type_text("arthroscopy");
    assert_eq!(desk.shown(), ["CM26-0000105", KNEE], "at each letter, before Enter");
    assert_eq!(desk.selected(), KNEE);
    desk.press("Enter");
    assert!(desk.text().contains("2 of 13 cases"), "{}", desk.text());
    desk.press("Esc");
    assert_eq!(desk.shown().len(), 13);
    assert_eq!(desk.selected(), KNEE);
}

#[test]
fn a_filter_that_hides_the_case_goes_to_the_first_that_is_left() {
    let mut desk = Desk::sample();
    desk.press("\\");
    desk.type_text("KNEE arthro");
    assert_eq!((desk.shown(), desk.selected()), (vec![KNEE], KNEE));
    desk.type_text("zz");
    assert!(desk.text().contains("no case fits the filter"), "{}", desk.text());
    desk.press("Enter Enter");
    assert_eq!(desk.open_case(), "");
    assert_eq!(desk.notice(), "no case fits the filter; Esc clears it");
}

#[test]
fn an_order_is_turned_round_and_back() {
    let mut desk = Desk::sample();
    desk.press("s n");
    let sorted: Vec<String> = desk.shown().iter().map(ToString::to_string).collect();
    assert_eq!(desk.notice(), "sorted by number");
    desk.press("s -");
    let turned: Vec<String> = sorted.iter().rev().cloned().collect();
    assert_eq!(desk.shown(), turned);
    assert_eq!(desk.notice(), "sorted by number, the other way round");
    desk.press("s -");
    assert_eq!(desk.shown(), sorted);
    assert_eq!(desk.notice(), "sorted by number");
    // Its own key always gives the order its own way.
    desk.press("s - s n");
    assert_eq!(desk.shown(), sorted);
}

#[test]
fn next_open_stays_within_the_filter() {
    let mut desk = Desk::sample();
    desk.press("\\");
    desk.type_text("neck");
    desk.press("Enter");
    assert_eq!(desk.shown(), ["CM26-0000111", "CM26-0000109", "CM15-0000001"]);
    desk.press("]");
    assert_eq!(desk.selected(), "CM26-0000109");
    desk.press("Enter ]");
    assert_eq!(desk.open_case(), "CM15-0000001");
    desk.press("]");
    assert_eq!(desk.open_case(), "CM26-0000111", "round the end, past the cases that are hidden");
    desk.press("[");
    assert_eq!(desk.open_case(), "CM15-0000001");
}

#[test]
fn next_open_passes_over_what_waits() {
    let mut desk = Desk::sample();
    desk.go_to("CM15-0000001");
    desk.press("]");
    assert_eq!(desk.selected(), "CM26-0000102", "CM26-0000110 waits for its records");
}

#[test]
fn the_cursor_follows_its_case_when_the_folder_changes() {
    let mut desk = Desk::sample();
    desk.go_to(KNEE);
    let row = desk.state.queue.position();
    let text = desk.workspace.read("cases/CM26-0000103.yaml");
    let more = text.replace("CM26-0000103", "CM26-0000203");
    fs::write(desk.workspace.file("cases/CM26-0000203.yaml"), more).expect("a new case");
    desk.press("r");
    assert_eq!(desk.selected(), KNEE);
    assert_eq!(desk.state.queue.position(), row + 1);

    fs::remove_file(desk.workspace.file("cases/CM26-0000112.yaml")).expect("a case to take away");
    desk.press("r");
    assert_eq!(desk.selected(), "CM26-0000102", "its case is gone: the first open one");
}

#[test]
fn a_broken_case_is_a_row_that_says_why_it_cannot_be_opened() {
    let workspace = Workspace::sample();
    let text =
        workspace.read("cases/CM26-0000103.yaml").replace("region: low back", "region: moon");
    fs::write(workspace.file("cases/CM26-0000103.yaml"), text).expect("a broken case");
    let mut desk = Desk::on(workspace);
    assert_eq!(desk.shown().len(), 13, "it hides nothing else");
    desk.open("CM26-0000103");
    assert_eq!(desk.open_case(), "");
    assert!(desk.is_grave());
    let said = desk.notice();
    assert!(said.starts_with("cannot be opened: cases/CM26-0000103.yaml:"), "{said}");
    assert!(said.contains("moon"), "{said}");
}

#[test]
fn a_workspace_without_cases_says_what_to_do() {
    let workspace = Workspace::sample();
    fs::remove_dir_all(workspace.file("cases")).expect("no cases");
    fs::create_dir(workspace.file("cases")).expect("an empty folder");
    let mut desk = Desk::on(workspace);
    assert!(desk.text().contains("put case files under cases/, then press r"), "{}", desk.text());
    desk.press("j k G Enter ] /");
    desk.type_text("x");
    desk.press("Enter n");
    assert_eq!(desk.open_case(), "");
    desk.press("q");
    assert!(desk.quit);
}
