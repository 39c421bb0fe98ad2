//! Past determinations beside the draft: to be read, their outcomes hidden until asked.

use std::fs;

use imr_workbench::{
    app::{Event, state::Overlay},
    domain::precedent::{MARK, Whose},
};

use crate::support::{
    desk::Desk,
    past::{REASONS, lay, lay_five},
    workspace::Workspace,
};

/// A diagnostic test of the low back.
const CASE: &str = "CM26-0000101";
const WORDS: [&str; 4] = ["upheld", "overturned", "medically necessary", "Uphold"];

fn at_precedents(workspace: Workspace) -> Desk {
    let mut desk = Desk::on(workspace);
    desk.open(CASE);
    desk.press("P");
    assert_eq!(desk.state.overlay, Some(Overlay::Precedents));
    desk
}

fn with_five() -> Desk {
    let workspace = Workspace::sample();
    lay_five(&workspace);
    at_precedents(workspace)
}

fn listed(desk: &Desk) -> Vec<(&str, Whose)> {
    let past = desk.bench().desk.past.as_ref().expect("precedents");
    past.list().iter().map(|one| (one.case.as_str(), one.whose)).collect()
}

#[test]
fn own_ones_stand_first_and_the_latest_of_each_first() {
    let desk = with_five();
    assert_eq!(
        listed(&desk),
        [
            ("CM25-0000002", Whose::Own),
            ("CM24-0000001", Whose::Own),
            ("CM26-0000003", Whose::Other),
            ("CM18-0000004", Whose::Imported),
        ]
    );
}

#[test]
fn an_outcome_is_seen_of_the_one_that_is_asked_about_and_of_no_other() {
    let mut desk = with_five();
    let screen = desk.text();
    assert!(screen.contains("straight leg raise") && screen.contains(MARK), "{screen}");
    assert!(screen.contains("outcome hidden"), "{screen}");
    for word in WORDS {
        assert!(!screen.contains(word), "`{word}` is on\n{screen}");
    }
    desk.press("o");
    let screen = desk.text();
    assert!(screen.contains("upheld") && screen.contains("not medically necessary"), "{screen}");
    assert!(!screen.contains("overturned"), "of the others it stays hidden: {screen}");
    desk.press("j");
    let screen = desk.text();
    assert!(screen.contains("outcome hidden") && !screen.contains("overturned"), "{screen}");
    assert!(!screen.contains("medically necessary"), "{screen}");
    desk.press("k o");
    let screen = desk.text();
    assert!(WORDS.iter().all(|word| !screen.contains(word)), "hidden again: {screen}");
}

#[test]
fn the_text_is_copied_as_it_is_shown_and_the_draft_is_left_alone() {
    let mut desk = with_five();
    let before = desk.bench().draft.clone();
    desk.press("y");
    assert_eq!(desk.copied.as_deref(), Some(format!("{REASONS} {MARK}").as_str()));
    desk.press("o y");
    let copied = desk.copied.clone().expect("a text");
    assert!(copied.ends_with("Therefore the MRI is not medically necessary."), "{copied}");
    desk.press("Tab j Space G g g Tab j j j j q");
    assert_eq!(desk.state.overlay, None);
    assert_eq!(desk.bench().draft, before);
    assert_eq!(desk.draft_on_disk(CASE), None);
}

#[test]
fn a_long_rationale_is_scrolled_by_rows_and_by_pages_and_ends() {
    let workspace = Workspace::sample();
    let long: Vec<String> = (1..=60).map(|n| format!("Fact number {n} stands.")).collect();
    for number in ["CM25-0000001", "CM24-0000002"] {
        lay(&workspace, number, "2025-01-01", |past| past.items[0].rationale = long.join("\n"));
    }
    let mut desk = at_precedents(workspace);
    assert!(desk.text().contains("number 1 "));
    desk.press("Space");
    let screen = desk.text();
    assert!(!screen.contains("number 1 ") && screen.contains("number 20 "), "{screen}");
    desk.press("Tab G");
    let screen = desk.text();
    assert!(screen.contains("number 59 ") && screen.contains(MARK), "{screen}");
    assert!(!screen.contains("number 60 "), "the last sentence closes: {screen}");
    desk.press("k");
    assert!(!desk.text().contains(MARK), "one row back");
    desk.press("g g Tab j");
    assert_eq!(desk.bench().desk.past.as_ref().map(|past| past.at), Some(1));
    assert!(desk.text().contains("number 1 "), "another one begins at its beginning");
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_hides_no_other() {
    let workspace = Workspace::sample();
    lay_five(&workspace);
    let name = "determinations/CM24-0000001.yaml";
    fs::write(workspace.file(name), "case: [").expect("a broken file");
    fs::write(workspace.file("determinations/no number.yaml"), "").expect("a misnamed file");
    let mut desk = at_precedents(workspace);
    assert_eq!(listed(&desk).len(), 3);
    let screen = desk.text();
    assert!(screen.contains("2 files not read: determinations/"), "{screen}");
}

#[test]
fn the_case_itself_and_versions_that_no_longer_stand_are_left_out() {
    let workspace = Workspace::sample();
    lay(&workspace, CASE, "2026-01-01", |_| {});
    lay(&workspace, "CM25-0000001", "2025-01-01", |_| {});
    lay(&workspace, "CM25-0000001", "2025-05-05", |past| {
        past.version = 2;
        past.items[0].rationale = "Read anew. The films are needed.".to_owned();
    });
    let mut desk = Desk::on(workspace);
    desk.open(CASE);
    desk.press("P");
    assert_eq!(listed(&desk), [("CM25-0000001", Whose::Own)]);
    assert!(desk.text().contains("Read anew."), "{}", desk.text());
}

#[test]
fn an_item_that_says_too_little_is_told_so() {
    let workspace = Workspace::sample();
    lay_five(&workspace);
    let mut desk = Desk::on(workspace);
    desk.open("CM26-0000102");
    desk.press("J P");
    let screen = desk.text();
    assert!(screen.contains("the item has no region"), "{screen}");
    assert!(screen.contains("same service: urine drug test"), "{screen}");
    assert!(screen.contains("no past determination is like this item"), "{screen}");
    desk.press("y");
    assert!(desk.notice().contains("nothing to copy"), "{}", desk.notice());
}

#[test]
fn an_answer_for_another_item_is_not_taken() {
    let mut desk = with_five();
    let late = desk.bench().desk.past.clone().and_then(|past| past.found).expect("an answer");
    desk.press("q q");
    desk.open("CM26-0000102");
    desk.press("P");
    let event = Event::PrecedentsRead(CASE.parse().expect("a number"), 1, late);
    let before = desk.bench().desk.past.clone();
    desk.happen(event);
    assert_eq!(desk.bench().desk.past, before);
}
