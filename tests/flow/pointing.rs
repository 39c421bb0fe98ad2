//! The mouse, for who has turned it on: it looks and chooses, and never decides.

use imr_workbench::app::event::Pointed;
use imr_workbench::app::state::Pane;

use crate::support::desk::Desk;

const SEED: &str = "CM15-0000001";

#[test]
fn a_click_chooses_a_case_and_does_not_open_it() {
    let mut desk = Desk::sample();
    desk.click("CM26-0000104");
    assert_eq!(desk.selected(), "CM26-0000104");
    desk.click("DUE");
    assert_eq!(desk.selected(), "CM26-0000104", "the heads are no case");
    assert!(desk.state.bench.is_none());
    desk.press("Enter");
    assert_eq!(desk.open_case(), "CM26-0000104");
}

#[test]
fn the_wheel_goes_through_the_queue_by_three() {
    let mut desk = Desk::sample();
    let order: Vec<String> = desk.shown().into_iter().map(str::to_owned).collect();
    desk.point("CASE", Pointed::WheelDown);
    assert_eq!(desk.selected(), order[3]);
    desk.point("CASE", Pointed::WheelUp);
    assert_eq!(desk.selected(), order[0]);
}

#[test]
fn a_click_focuses_the_pane_and_chooses_the_row_also_below_one_that_is_unfolded() {
    let mut desk = Desk::with_case(SEED);
    desk.click("no gait abnorm");
    assert_eq!((desk.bench().focus, desk.bench().finding), (Pane::Findings, 2));
    // The chosen finding now shows its words; the row of another one is further down.
    desk.click("no myelopathy");
    assert_eq!(desk.bench().finding, 3);
    desk.click("red flag");
    let bench = desk.bench();
    assert_eq!(bench.focus, Pane::Criteria);
    let text = desk.text();
    assert!(
        text.contains("A danger sign has come up"),
        "the chosen criterion says what it asks\n{text}"
    );
    desk.click("4 Rationale");
    assert_eq!(desk.bench().focus, Pane::Rationale);
}

#[test]
fn the_wheel_moves_in_the_pane_under_it_and_leaves_the_focus() {
    let mut desk = Desk::with_case(SEED);
    desk.press("3");
    desk.point("2 Findings", Pointed::WheelDown);
    assert_eq!((desk.bench().focus, desk.bench().finding), (Pane::Criteria, 3));
    desk.press("?");
    let before = desk.text();
    desk.point("Help", Pointed::WheelDown);
    assert_ne!(desk.text(), before, "the help is scrolled");
}

#[test]
fn a_click_elsewhere_leaves_the_editor_and_keeps_the_words() {
    let mut desk = Desk::with_case(SEED);
    desk.press("e");
    desk.type_text("half a sentence ");
    desk.click("2 Findings");
    assert!(!desk.bench().editing);
    assert_eq!(desk.bench().focus, Pane::Findings);
    assert_eq!(desk.written(), "half a sentence ");
}

#[test]
fn the_mouse_answers_no_question_and_decides_nothing() {
    let mut desk = Desk::with_case(SEED);
    desk.press("o o e");
    desk.type_text("words");
    desk.press("Esc F");
    let before = (desk.state.overlay.clone(), desk.bench().draft.clone());
    assert!(before.0.is_some(), "the attestation is asked for");
    let text = desk.text();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        desk.click(line);
    }
    assert_eq!((desk.state.overlay.clone(), desk.bench().draft.clone()), before);
}
