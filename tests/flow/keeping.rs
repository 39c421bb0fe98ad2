//! When the disk refuses: the text stays, the reason is said, the next pause tries again.

use imr_workbench::app::Event;

use crate::support::desk::Desk;

const SEED: &str = "CM15-0000001";
const FULL: &str =
    "cannot save the draft: no space left on device; free some space, then save again";

fn with_a_full_disk() -> Desk {
    let mut desk = Desk::with_case(SEED);
    desk.press("e");
    desk.refuse_saves = Some(FULL.to_owned());
    desk.type_text("Nowhere to go. ");
    desk
}

fn on_disk(desk: &Desk) -> Option<String> {
    desk.draft_on_disk(SEED).map(|d| d.items[0].rationale.clone())
}

#[test]
fn a_save_that_fails_keeps_the_text_says_why_and_is_tried_again() {
    let mut desk = with_a_full_disk();
    desk.pause();
    assert!(desk.is_grave());
    assert!(desk.notice().contains(FULL), "{}", desk.notice());
    assert!(desk.text().contains("NOT ON DISK"), "{}", desk.text());
    assert_eq!(desk.written(), "Nowhere to go. ");
    assert_eq!(on_disk(&desk), None);

    desk.type_text("Still here. ");
    desk.pause();
    assert_eq!(desk.saves, 2);
    desk.refuse_saves = None;
    desk.pause();
    assert_eq!(on_disk(&desk).as_deref(), Some("Nowhere to go. Still here. "));
    assert_eq!(desk.notice(), "the draft is on disk again");
    assert!(!desk.text().contains("NOT ON DISK"), "{}", desk.text());
}

#[test]
fn nobody_leaves_while_the_draft_is_not_on_disk() {
    for keys in
        ["Esc q", "Esc Esc Esc", "Esc ]", "Esc [", "Esc r", "Esc : q Enter", "Esc : w q Enter"]
    {
        let mut desk = with_a_full_disk();
        desk.press(keys);
        assert!(!desk.quit, "{keys}");
        assert_eq!(desk.open_case(), SEED, "{keys}");
        assert_eq!(desk.written(), "Nowhere to go. ", "{keys}");
        assert!(desk.is_grave(), "{keys}");
        // The disk has room again, but nobody asks any more: the reviewer stays where they are.
        desk.refuse_saves = None;
        desk.pause();
        assert_eq!(desk.open_case(), SEED, "{keys}");
        assert_eq!(on_disk(&desk).as_deref(), Some("Nowhere to go. "), "{keys}");
    }
}

#[test]
fn who_cannot_leave_is_told_how_to_leave_anyway() {
    let mut desk = with_a_full_disk();
    desk.press("Esc q");
    assert!(desk.notice().contains("`:q!` quits without it"), "{}", desk.notice());
    assert!(desk.text().contains("quits without it"), "the whole message is on the screen");
    desk.press(": q ! Enter");
    assert!(desk.quit);
    assert_eq!(on_disk(&desk), None);
}

#[test]
fn an_outcome_that_cannot_be_kept_is_not_lost_either() {
    let mut desk = Desk::with_case(SEED);
    desk.refuse_saves = Some(FULL.to_owned());
    desk.press("o u");
    assert!(desk.is_grave());
    desk.press("2 j 3 j 1");
    desk.refuse_saves = None;
    desk.press("q");
    assert_eq!(desk.open_case(), "");
    assert!(desk.draft_on_disk(SEED).expect("a draft").items[0].outcome.is_some());
}

#[test]
fn a_late_answer_never_makes_newer_words_look_kept() {
    let mut desk = Desk::with_case(SEED);
    desk.press("e");
    desk.type_text("a");
    desk.pause();
    let first = desk.bench().keeping.changes;
    desk.type_text("b");
    desk.happen(Event::DraftSaved(SEED.parse().expect("a number"), first, Ok(())));
    assert!(desk.bench().keeping.is_dirty(), "what is newer is not on the disk yet");
    desk.pause();
    assert_eq!(on_disk(&desk).as_deref(), Some("ab"));
    desk.type_text("c");
    desk.happen(Event::DraftSaved("CM26-0000112".parse().expect("a number"), 99, Ok(())));
    assert!(
        desk.bench().keeping.is_dirty(),
        "an answer about another case says nothing of this one"
    );
}

#[test]
fn a_faulty_draft_is_left_alone() {
    let mut desk = Desk::with_case(SEED);
    desk.press("o o q");
    let path = desk.workspace.file(".imr/drafts/CM15-0000001.yaml");
    std::fs::write(&path, "case: [").expect("a spoilt draft");
    desk.open(SEED);
    assert_eq!(desk.open_case(), "", "opening it would begin a new draft over the old one");
    assert!(desk.notice().contains(".imr/drafts/CM15-0000001.yaml"), "{}", desk.notice());
    assert_eq!(std::fs::read_to_string(path).expect("the draft"), "case: [");
}
