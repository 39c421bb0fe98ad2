//! The palette, the line being typed, its history, and what was said.

use imr_workbench::{app::Scope, domain::words::Outcome};

use crate::support::desk::Desk;

const SEED: &str = "CM15-0000001";

fn typed(desk: &mut Desk, text: &str) {
    desk.press(":");
    desk.type_text(text);
}

fn outcome(desk: &Desk) -> Option<Outcome> {
    desk.bench().current_draft().expect("a draft").outcome
}

#[test]
fn acts_are_listed_with_keys_and_with_why_not() {
    let mut desk = Desk::with_case(SEED);
    typed(&mut desk, "final");
    let seen = desk.text();
    assert!(seen.contains("- finalize  F  not now: cannot be finalized yet: item 1"), "{seen}");
    assert!(seen.contains("Tab complete"), "the hint names Tab: {seen}");
    desk.press("Esc");
    typed(&mut desk, "necessary");
    let seen = desk.text();
    assert!(seen.contains("  overturned  o o  item overturned: medically necessary"), "{seen}");
    desk.press("Down");
    assert!(desk.text().contains("> overturned  o o"), "{}", desk.text());
    desk.press("Enter");
    assert_eq!(outcome(&desk), Some(Outcome::Overturned), "found by what it does");
}

#[test]
fn half_a_word_decides_nothing() {
    let mut desk = Desk::with_case(SEED);
    for half in ["o", "over", "uph", "necessary"] {
        typed(&mut desk, half);
        desk.press("Enter");
        assert_eq!(outcome(&desk), None, "{half}");
        let said = desk.notice();
        assert!(said.contains("decides; write its whole name, or choose it"), "{half}: {said}");
    }
    typed(&mut desk, "uph");
    desk.press("Tab Enter");
    assert_eq!(outcome(&desk), Some(Outcome::Upheld), "Tab has written its whole name");
    typed(&mut desk, "clear-o");
    desk.press("Enter");
    assert_eq!(outcome(&desk), Some(Outcome::Upheld));
    typed(&mut desk, "clear-outcome");
    desk.press("Enter");
    assert_eq!(outcome(&desk), None);
}

#[test]
fn an_act_is_chosen_with_the_arrows_and_with_tab() {
    let mut desk = Desk::with_case(SEED);
    typed(&mut desk, "state-");
    let first = desk.text();
    assert!(first.contains("> state-met"), "{first}");
    desk.press("Down");
    assert!(desk.text().contains("> state-not-met"), "{}", desk.text());
    desk.press("Tab");
    assert!(desk.text().contains("> state-met"), "round the end: {}", desk.text());
    desk.press("Up Up Down Enter");
    assert!(desk.text().contains("not met?"), "its reason is asked for: {}", desk.text());
    desk.press("Esc");
    desk.press(": Enter");
    assert_eq!(desk.state.scope(), Scope::Bench, "nothing typed and nothing chosen runs nothing");
    desk.press(": Down");
    assert!(desk.text().contains("> edit "), "the first is the most useful one: {}", desk.text());
    desk.press("Enter");
    assert_eq!(desk.state.scope(), Scope::Editor);
}

#[test]
fn acts_of_other_places_come_last_and_say_where() {
    let mut desk = Desk::with_case(SEED);
    typed(&mut desk, "undo");
    assert!(desk.text().contains("not now: has its place in: queue, editor"), "{}", desk.text());
    desk.press("Enter");
    assert_eq!(desk.notice(), "`undo` has its place in: queue, editor");
}

#[test]
fn the_line_is_edited_and_searches_come_back() {
    let mut desk = Desk::with_case(SEED);
    desk.press("2 /");
    desk.type_text("lector");
    desk.press("Home");
    desk.type_text("f");
    assert!(desk.text().ends_with("/flector"), "{}", desk.text());
    desk.press("Enter");
    assert_eq!(desk.bench().current_finding().expect("a finding").finding.id, "flector-patch");
    desk.press("/");
    desk.type_text("gait x");
    desk.press("Ctrl-w Ctrl-w");
    desk.type_text("spond");
    desk.press("Enter /");
    desk.type_text("begun");
    desk.press("Up");
    assert!(desk.text().ends_with("/spond"), "{}", desk.text());
    desk.press("Up Up");
    assert!(desk.text().ends_with("/flector"), "{}", desk.text());
    desk.press("Down Down");
    assert!(desk.text().ends_with("/begun"), "{}", desk.text());
    desk.press("Ctrl-u Enter");
    assert_eq!(desk.notice(), "nothing was searched yet; press / first");
}

#[test]
fn what_was_said_can_be_read_again() {
    let mut desk = Desk::with_case(SEED);
    desk.press("o u o o");
    typed(&mut desk, "messages");
    desk.press("Enter");
    let seen = desk.text();
    let (newer, older) =
        (seen.find("09:00   item 1: overturned"), seen.find("09:00   item 1: upheld"));
    assert!(newer.is_some() && newer < older, "the newest first: {seen}");
    desk.press("q");
    assert_eq!(desk.state.scope(), Scope::Bench);
}

#[test]
fn a_text_over_the_screen_is_searched_both_ways() {
    let mut desk = Desk::with_case(SEED);
    desk.press("? /");
    desk.type_text("criterion not met");
    assert!(desk.text().contains("Help"), "the text stays in view: {}", desk.text());
    desk.press("Enter");
    let seen = desk.text();
    assert!(seen.contains("`criterion not met` 1 of 1"), "{seen}");
    assert!(seen.contains("m n"), "{seen}");
    desk.press("/");
    desk.type_text("outcome");
    desk.press("Enter");
    let first = desk.text();
    desk.press("n");
    let second = desk.text();
    assert_ne!(first, second);
    assert!(second.contains("`outcome` 2 of "), "{second}");
    desk.press("N");
    assert_eq!(desk.text(), first);
    desk.press("k k k j j j");
    assert_eq!(desk.text(), first, "from there it scrolls as ever");
    desk.press("g g");
    assert!(desk.text().contains("lines 1 to "), "{}", desk.text());
    desk.press("/");
    desk.type_text("xyzzy");
    desk.press("Enter");
    assert!(desk.text().contains("`xyzzy` is not here"), "{}", desk.text());
    desk.press("Esc ?");
    assert!(!desk.text().contains("xyzzy"), "a search ends with its text: {}", desk.text());
}

#[test]
fn what_was_searched_is_lit_until_esc() {
    let mut desk = Desk::with_case(SEED);
    desk.press("2 /");
    desk.type_text("flector");
    desk.press("Enter");
    assert!(desk.state.lit);
    let place = desk.bench().finding;
    desk.press("Esc");
    assert!(!desk.state.lit);
    assert_eq!((desk.bench().finding, desk.bench().focus.step(0)), (place, desk.bench().focus));
    desk.press("n");
    assert!(desk.state.lit, "and again with the next one");
}

#[test]
fn esc_and_backspace_go_a_key_back() {
    let mut desk = Desk::with_case(SEED);
    for key in ["Esc", "Backspace"] {
        desk.press("o");
        assert!(desk.text().contains("o then"), "{}", desk.text());
        desk.press(key);
        assert!(!desk.text().contains("o then"), "{}", desk.text());
        assert_eq!((desk.state.scope(), outcome(&desk)), (Scope::Bench, None));
    }
}

#[test]
fn a_long_message_is_read_to_its_end_beside_what_is_written() {
    let mut desk = Desk::with_case(SEED);
    desk.press("e");
    desk.type_text("The films are needed.");
    let said = "NOT ON DISK: cannot save the draft: no space left on device, and this message goes on so long that \
                one line of the screen does not hold it; it ends here";
    desk.state.warn(said);
    let seen = desk.text();
    assert!(seen.contains("it ends here"), "{seen}");
    assert!(seen.contains("The films are needed."), "and the words stay in view: {seen}");
    assert!(seen.lines().last().expect("a line").starts_with("Esc done"), "{seen}");
}

#[test]
fn the_header_says_which_version_and_that_it_is_attested() {
    let mut desk = Desk::with_case(SEED);
    desk.press("o o e");
    desk.type_text("Therefore the films are needed.");
    desk.press("Esc a y");
    assert!(desk.text().lines().next().expect("a line").contains("· attested"), "{}", desk.text());
    desk.press("F y");
    desk.open(SEED);
    assert!(desk.text().contains("FINAL, read only"), "{}", desk.text());
    desk.press("A");
    desk.type_text("a date");
    desk.press("Enter");
    assert!(desk.text().contains("AMENDING version 1"), "{}", desk.text());
    desk.press("a y F y");
    desk.open(SEED);
    assert!(desk.text().contains("FINAL version 2, read only"), "{}", desk.text());
}

#[test]
fn an_own_draft_is_greeted_once_in_a_session() {
    let mut desk = Desk::with_case(SEED);
    desk.press("o o q");
    let mut desk = desk.restart();
    desk.open(SEED);
    assert!(desk.notice().starts_with("your draft is here again"), "{}", desk.notice());
    desk.press("q");
    desk.open(SEED);
    assert_eq!(desk.notice(), "");
}
