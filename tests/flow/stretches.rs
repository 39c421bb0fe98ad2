//! Very many rows are gone through a stretch at a time. A key that comes between two is heard: what it asks for takes the
//! place of what was begun, and an act is about what was asked for before it.

use imr_workbench::{
    app::Event,
    domain::{
        case::CaseNumber,
        queue::{CaseState, CaseSummary},
    },
};

use crate::support::desk::Desk;

/// Rows that are gone through at once.
const STRETCH: usize = 32 * 1024;
/// Three stretches, the last of them short.
const ROWS: usize = 2 * STRETCH + 1_000;

/// A desk whose queue is long, and not yet counted; each third row is of a hip.
fn long() -> Desk {
    let mut desk = Desk::sample();
    let row = |n: usize| {
        let number: CaseNumber = format!("Q-{n:06}").parse().unwrap();
        let title = if n.is_multiple_of(3) { "Hip MRI" } else { "Knee MRI" };
        let row = CaseSummary::broken(number, Vec::new());
        CaseSummary { state: CaseState::New, items: vec![title.to_owned()], ..row }
    };
    desk.happen(Event::QueueRead(Ok((0..ROWS).map(row).collect())));
    desk
}

/// Goes on while this is so; how many stretches that took.
fn while_it(desk: &mut Desk, is: impl Fn(&Desk) -> bool) -> usize {
    let mut stretches = 0;
    while is(desk) {
        desk.happen(Event::GoOn);
        stretches += 1;
    }
    stretches
}

fn is_filtering(desk: &Desk) -> bool {
    desk.state.queue.is_filtering()
}

fn is_working(desk: &Desk) -> bool {
    desk.state.queue.is_working()
}

fn counts(desk: &Desk) -> Vec<Option<usize>> {
    desk.state.queue.views.iter().map(|view| view.count).collect()
}

#[test]
fn a_letter_takes_the_place_of_the_filter_that_was_begun() {
    let mut desk = long();
    assert_eq!(while_it(&mut desk, is_working), 3, "they are counted");
    desk.press("\\");
    desk.type_text("hi");
    desk.happen(Event::GoOn);
    assert!(is_filtering(&desk));
    assert_eq!(desk.state.queue.shown_len(), ROWS, "what was there before is there still");
    desk.type_text("x");
    assert!(is_filtering(&desk), "the letter did not wait for the end");
    assert_eq!(desk.state.queue.shown_len(), ROWS);
    assert_eq!(
        while_it(&mut desk, is_filtering),
        3,
        "from the first row on, and for one filter only"
    );
    assert_eq!(desk.state.queue.shown_len(), 0);
    desk.press("Backspace");
    assert_eq!(while_it(&mut desk, is_filtering), 3);
    assert_eq!(desk.state.queue.shown_len(), ROWS.div_ceil(3));
    desk.happen(Event::GoOn);
    assert!(!is_working(&desk), "a filter changes no count");
}

#[test]
fn a_filter_goes_before_the_counts_that_were_begun_and_they_go_on_behind_it() {
    let mut desk = long();
    let before = counts(&desk);
    assert!(!is_filtering(&desk) && is_working(&desk));
    desk.happen(Event::GoOn);
    assert_eq!(counts(&desk), before);
    desk.press("j");
    assert_eq!(desk.selected(), "Q-000001", "a key is heard while they are counted");
    assert!(is_working(&desk));
    desk.press("\\");
    desk.type_text("hip");
    assert_eq!(while_it(&mut desk, is_filtering), 3);
    assert_eq!(desk.state.queue.shown_len(), ROWS.div_ceil(3));
    assert_eq!(counts(&desk), before);
    assert_eq!(while_it(&mut desk, is_working), 2, "one stretch was counted before");
    assert_ne!(counts(&desk), before);
    assert_eq!(counts(&desk)[0], Some(ROWS));
}

#[test]
fn an_act_is_about_what_was_asked_for_before_it() {
    let mut desk = long();
    while_it(&mut desk, is_working);
    desk.press("\\");
    desk.type_text("hip");
    desk.press("Enter");
    assert!(is_filtering(&desk));
    desk.press("j");
    assert!(!is_filtering(&desk), "it goes to the end of the filter first");
    assert_eq!(desk.state.queue.shown_len(), ROWS.div_ceil(3));
    assert_eq!(desk.selected(), "Q-000003", "one down in the list that the filter leaves");
}
