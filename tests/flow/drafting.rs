//! Drafting on request: beside the reviewer's words, one undo takes it back, and what is out of date is said.

use imr_workbench::{
    app::state::{Overlay, Pane},
    domain::check::CheckId,
};

use crate::support::desk::{Desk, PLAIN};

const SEED: &str = "CM15-0000001";
const DEFICIT: &str = "found on examination a sensory deficit on the left";

/// The seed's case with the rationale drafted, the cursor on the finding of the deficit.
fn drafted() -> Desk {
    let mut desk = Desk::with_case(SEED);
    desk.press("o o d d 2");
    assert!(desk.written().contains(DEFICIT), "{}", desk.written());
    desk
}

fn refuse_the_deficit(desk: &mut Desk) {
    desk.press("2 g g f x");
    desk.type_text("Another worker's page.");
    desk.press("Enter");
}

#[test]
fn a_draft_goes_in_beside_what_is_written_and_one_undo_takes_it_back() {
    let mut desk = Desk::with_case(SEED);
    desk.press("e");
    desk.paste("My own words.");
    desk.press("Esc d d");
    let written = desk.written();
    assert!(
        written.starts_with("My own words.\n\nThe worker, a 62-year-old woman injured on"),
        "{written}"
    );
    assert!(written.ends_with("cervical spine X-ray {conclusion}."), "{written}");
    assert!(!written.contains("medically necessary"));
    assert!(
        desk.notice().contains("sentences drafted, one blank is yours to fill"),
        "{}",
        desk.notice()
    );
    assert_eq!(desk.bench().focus, Pane::Rationale);
    desk.press("d d");
    assert_eq!(desk.written(), written);
    assert_eq!(desk.notice(), "nothing new to draft");
    desk.press("e Ctrl-u");
    assert_eq!(desk.written(), "My own words.");
    desk.press("Ctrl-r");
    assert_eq!(desk.written(), written);
}

#[test]
fn a_sentence_that_was_taken_out_is_drafted_again_alone() {
    let mut desk = drafted();
    let whole = desk.written();
    let last = whole.rfind("\n\nTherefore").expect("a conclusion");
    desk.press("4 e Ctrl-g");
    for _ in whole[last..].chars() {
        desk.press("Backspace");
    }
    assert_eq!(desk.written(), whole[..last]);
    desk.press("Esc d d");
    assert_eq!(desk.written(), whole);
    assert_eq!(desk.notice(), "one sentence drafted");
}

#[test]
fn the_conclusion_is_that_of_the_outcome_and_out_of_date_with_another() {
    let mut desk = drafted();
    assert!(desk.written().ends_with("X-ray is medically necessary."));
    assert!(!desk.written().contains("{your own reason"));
    desk.press("o u");
    assert!(desk.text().contains("1 out of date"), "{}", desk.text());
    desk.press("d n d r");
    assert!(desk.written().ends_with("X-ray is not medically necessary."), "{}", desk.written());
    assert!(!desk.text().contains("out of date"), "{}", desk.text());
    // The criteria are met: why the denial stands all the same is the reviewer's to say.
    desk.press("d d");
    assert!(desk.written().contains("{your own reason for this outcome}."), "{}", desk.written());
    desk.press("F");
    assert!(desk.notice().contains("{your own reason for this outcome}"), "{}", desk.notice());
}

#[test]
fn a_refused_finding_makes_its_sentence_stale_until_it_is_drafted_anew() {
    let mut desk = drafted();
    assert!(!desk.text().contains("out of date"));
    refuse_the_deficit(&mut desk);
    assert!(desk.text().contains("1 out of date"), "{}", desk.text());
    let before = desk.written();
    desk.press("d n");
    assert!(desk.notice().contains("finding sensation-left-arm was refused"), "{}", desk.notice());
    assert_eq!(desk.bench().focus, Pane::Rationale);
    desk.press("d s");
    assert!(matches!(desk.state.overlay, Some(Overlay::Stale { .. })));
    let screen = desk.screen(100, 40, PLAIN);
    assert!(screen.contains("It stands as:") && screen.contains("It would now read:"), "{screen}");
    desk.press("q");
    assert_eq!(desk.written(), before, "looking changes nothing");
    desk.press("d r");
    assert!(!desk.written().contains(DEFICIT), "{}", desk.written());
    assert!(desk.written().contains("a positive Spurling sign"));
    assert!(!desk.text().contains("out of date"));
    // The undo brings the old sentence back, and with it the mark.
    desk.press("e Ctrl-u Esc");
    assert_eq!(desk.written(), before);
    assert!(desk.text().contains("1 out of date"));
    // As it was, nothing is out of date.
    desk.press("2 g g f u");
    assert!(!desk.text().contains("out of date"), "{}", desk.text());
}

#[test]
fn a_lightly_edited_sentence_is_still_known_and_one_of_the_reviewers_own_is_not() {
    let mut desk = drafted();
    desk.outside =
        Some(|text| Ok(text.replace("a sensory deficit on the left", "less feeling on the left")));
    desk.press("E");
    assert!(desk.written().contains("less feeling on the left"));
    let mut other = Desk::with_case(SEED);
    other.press("e");
    other.paste("Nothing of this was drafted: a sensory deficit on the left.");
    other.press("Esc");
    refuse_the_deficit(&mut other);
    assert!(!other.text().contains("out of date"));
    refuse_the_deficit(&mut desk);
    assert!(desk.text().contains("1 out of date"), "{}", desk.text());
    let before = desk.written();
    desk.press("d n d r");
    assert!(desk.notice().contains("it holds words of yours"), "{}", desk.notice());
    let written = desk.written();
    let gone = |word: &&str| !written.split(' ').any(|w| w == *word);
    assert_eq!(before.split(' ').find(gone), None, "no word of it is lost: {written}");
    assert!(written.len() > before.len());
    desk.press("d r");
    assert!(desk.notice().contains("the new sentence stands already"), "{}", desk.notice());
    assert_eq!(desk.written(), written);
}

/// A blank that the reviewer filled in holds the reviewer's words.
#[test]
fn an_answer_in_a_blank_is_never_drafted_over() {
    let mut desk = Desk::with_case(SEED);
    desk.press("d d");
    desk.outside = Some(|text| Ok(text.replace("{conclusion}", "is what I leave open")));
    desk.press("E o u d n d r");
    let written = desk.written();
    assert!(
        written.contains("X-ray is what I leave open. Therefore, the request for one"),
        "{written}"
    );
    assert!(written.ends_with("X-ray is not medically necessary."), "{written}");
    // The reason against the criteria is asked for, and answered; then it is asked no more.
    desk.press("d d");
    desk.outside =
        Some(|text| Ok(text.replace("{your own reason for this outcome}", "I saw the films")));
    desk.press("E");
    assert!(desk.written().contains("I saw the films"), "{}", desk.written());
    desk.press("o o");
    for _ in 0..4 {
        desk.press("d n d r");
    }
    assert!(desk.written().contains("I saw the films"), "{}", desk.written());
    assert!(desk.written().contains("X-ray is what I leave open."), "{}", desk.written());
}

#[test]
fn what_was_drafted_is_remembered_with_the_case_and_in_its_determination() {
    let mut desk = drafted();
    let drafted = desk.bench().drafted().len();
    desk.press("q");
    desk.open(SEED);
    assert_eq!(desk.bench().drafted().len(), drafted);
    refuse_the_deficit(&mut desk);
    assert!(desk.text().contains("1 out of date"), "{}", desk.text());
    desk.press("f u F y");
    assert_ne!(desk.preview(), "", "{}", desk.notice());
    desk.press("y");
    let written = desk.determination_on_disk(SEED).expect("a determination");
    let kept = &written.items[0].drafted;
    assert_eq!(kept.len(), drafted);
    assert!(
        kept.iter().all(|s| !s.sources.is_empty() && written.items[0].rationale.contains(&s.text))
    );
}

#[test]
fn one_criterion_is_drafted_where_the_caret_stands() {
    let mut desk = Desk::with_case(SEED);
    desk.press("e");
    desk.paste("It lasts.");
    desk.press("Esc 3");
    while desk.bench().current_criterion().expect("a criterion").1 != "limitation has persisted" {
        desk.press("j");
    }
    desk.press("d c");
    let written = desk.written();
    assert!(
        written.starts_with("It lasts. On \"limitation has persisted\" (steady symptoms"),
        "{written}"
    );
    assert!(written.contains("limiting symptoms since 06/23/2012"), "{written}");
    assert_eq!(desk.bench().focus, Pane::Criteria);
}

#[test]
fn the_safety_paragraph_is_offered_for_an_opioid_that_is_upheld_and_for_nothing_else() {
    let mut desk = Desk::with_case("CM26-0000102");
    desk.press("o o d o");
    assert!(
        desk.is_grave() && desk.notice().contains("an opioid that is upheld"),
        "{}",
        desk.notice()
    );
    desk.press("o u d o");
    assert!(desk.written().contains("step by step"), "{}", desk.written());
    desk.press("o o");
    assert!(desk.text().contains("1 out of date"), "{}", desk.text());
    desk.press("J o u d o");
    assert!(desk.is_grave());
    assert_eq!(desk.written(), "");
}

#[test]
fn a_final_case_is_not_drafted() {
    let mut desk = Desk::with_case(SEED);
    desk.press("d r");
    assert!(desk.is_grave() && desk.notice().contains("no drafted sentence is out of date"));
    assert_eq!(desk.written(), "");
}

/// What is said of the citations is a source of a sentence, as findings are.
#[test]
fn a_sentence_is_out_of_date_as_soon_as_the_step_below_the_mtus_is_said() {
    let mut desk = Desk::with_case("CM26-0000101");
    desk.press("o o d d T");
    desk.type_text("not addressed: read all");
    desk.press("Enter");
    let stale = CheckId::Stale;
    assert!(desk.bench().alarms.shown().any(|raised| raised.alarm.check == stale));
    desk.press("d n");
    assert!(desk.notice().contains("out of date, 1 of 1"), "{}", desk.notice());
    desk.press("d r");
    assert!(desk.written().contains("does not address this (read all)"), "{}", desk.written());
    assert!(!desk.bench().alarms.shown().any(|raised| raised.alarm.check == stale));
}

#[test]
fn a_draft_leaves_the_source_of_a_citation_chosen() {
    let mut desk = Desk::with_case(SEED);
    desk.press("o o 3 d d");
    assert_eq!(desk.bench().focus, Pane::Rationale);
    assert_eq!(desk.bench().desk.cited_from, Some(Pane::Criteria));
    desk.press("o u 2 d n");
    assert_eq!(desk.bench().desk.cited_from, Some(Pane::Findings));
}
