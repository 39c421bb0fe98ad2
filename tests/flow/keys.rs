//! The palette, keys that begin longer ones, and texts that lie over the screen.

use imr_workbench::domain::words::Outcome;

use crate::support::desk::Desk;

const SEED: &str = "CM15-0000001";

fn outcome(desk: &Desk) -> Option<Outcome> {
    desk.bench().current_draft().expect("a draft").outcome
}

#[test]
fn an_act_can_be_called_by_its_name() {
    let mut desk = Desk::with_case(SEED);
    desk.press(":");
    desk.type_text("overturned");
    desk.press("Enter");
    assert_eq!(outcome(&desk), Some(Outcome::Overturned));
    desk.press(":");
    desk.type_text("quit");
    desk.press("Enter");
    assert!(desk.quit);
}

#[test]
fn tab_completes_a_name_as_far_as_it_is_the_only_one() {
    let mut desk = Desk::with_case(SEED);
    desk.press(":");
    desk.type_text("over");
    desk.press("Tab");
    assert!(desk.text().ends_with(":overturned"), "{}", desk.text());
    desk.press("Enter");
    assert_eq!(outcome(&desk), Some(Outcome::Overturned));

    desk.press(":");
    desk.type_text("search-");
    desk.press("Tab");
    assert!(desk.text().ends_with(":search-"), "two go on from here: {}", desk.text());
    desk.type_text("n");
    desk.press("Tab");
    assert!(desk.text().ends_with(":search-next"), "{}", desk.text());
    desk.press("Ctrl-w");
    desk.type_text("zzz");
    desk.press("Tab");
    assert!(desk.text().ends_with(":zzz"), "nothing begins so: {}", desk.text());
}

#[test]
fn a_wrong_name_is_answered_with_the_nearest() {
    let mut desk = Desk::with_case(SEED);
    desk.press(":");
    desk.type_text("finalise");
    desk.press("Enter");
    assert!(desk.is_grave());
    assert!(desk.notice().starts_with("no act is named `finalise`"), "{}", desk.notice());
    assert!(desk.notice().contains("finalize"), "{}", desk.notice());
    assert_eq!(desk.preview(), "");
}

#[test]
fn an_act_that_has_no_place_says_so() {
    let mut desk = Desk::sample();
    desk.press(":");
    desk.type_text("finalize");
    desk.press("Enter");
    assert_eq!(desk.notice(), "`finalize` needs an open case; press Enter on one");
    desk.press("Enter :");
    desk.type_text("undo");
    desk.press("Enter");
    assert_eq!(desk.notice(), "`undo` has its place in: queue, editor");
}

#[test]
fn the_first_key_of_two_shows_what_can_follow() {
    let mut desk = Desk::with_case(SEED);
    desk.press("o");
    let seen = desk.text();
    for line in ["o then", "o  item overturned", "u  item upheld", "c  item undecided"] {
        assert!(seen.contains(line), "{line}: {seen}");
    }
    desk.press("u");
    assert_eq!(outcome(&desk), Some(Outcome::Upheld));
    assert!(!desk.text().contains("o then"));
}

#[test]
fn a_sequence_can_be_given_up() {
    let mut desk = Desk::with_case(SEED);
    desk.press("o Esc");
    assert_eq!(desk.open_case(), SEED, "Esc gives up the sequence, no more");
    assert!(!desk.text().contains("o then"));

    desk.press("o x");
    assert_eq!(outcome(&desk), None);
    assert!(!desk.text().contains("o then"), "a key that leads nowhere ends it");

    desk.press("2 o j");
    assert_eq!(desk.bench().finding, 0, "nobody asked for what it means by itself");
    assert_eq!(desk.notice(), "`o j` is no key here; ? lists them");
    desk.press("o");
    desk.paste("u");
    assert_eq!(outcome(&desk), None);
}

#[test]
fn esc_goes_one_step_back_and_never_out_of_the_program() {
    let mut desk = Desk::with_case(SEED);
    desk.press("3 z Esc");
    assert!(!desk.bench().zoom);
    desk.press("Esc");
    assert_eq!(desk.open_case(), SEED);
    desk.press("Esc");
    assert_eq!(desk.open_case(), "");
    desk.press("Esc Esc Esc");
    assert!(!desk.quit);
}

#[test]
fn the_help_stops_at_its_end_and_comes_back_from_there() {
    let mut desk = Desk::with_case(SEED);
    desk.press("?");
    assert!(desk.text().contains("lines 1 to 21 of"), "{}", desk.text());
    let begin = desk.text();
    desk.press("G");
    let end = desk.text();
    assert!(end.contains("can be typed after `:`"), "{end}");
    desk.press("j Space");
    assert_eq!(desk.text(), end, "there is nothing beyond");
    desk.press("k");
    assert_ne!(desk.text(), end, "one step back is one line back");
    desk.press("j");
    assert_eq!(desk.text(), end);
    desk.press("g g");
    assert_eq!(desk.text(), begin);
    desk.press("q");
    assert_eq!(desk.open_case(), SEED);
}

#[test]
fn a_key_that_means_nothing_is_answered_in_few_words_that_stand_over_nothing() {
    let mut desk = Desk::with_case(SEED);
    desk.press("u");
    assert_eq!(desk.notice(), "`u` is no key here; ? lists them");
    assert!(!desk.is_grave());
    desk.press("y Q");
    assert_eq!(desk.notice(), "`y Q` is no key here; ? lists them");
    desk.press("y o u");
    assert_eq!(outcome(&desk), None);
    desk.press("o u");
    assert_eq!(outcome(&desk), Some(Outcome::Upheld));
    // Not over a warning, nor over what a prompt asks, nor in the list of what was said.
    desk.press("F");
    assert!(desk.is_grave());
    let warned = desk.notice().to_owned();
    desk.press("u");
    assert_eq!(desk.notice(), warned);
    desk.press("T Ctrl-q");
    assert!(
        desk.text().contains("nothing is cited") || desk.text().contains("below the MTUS"),
        "{}",
        desk.text()
    );
    assert!(desk.state.messages.iter().all(|said| !said.notice.text.contains("no key here")));
    // In the editor, where ? is typed, no key is promised that lists them.
    desk.press("Esc e Ctrl-q");
    assert_eq!(desk.notice(), "`Ctrl-q` is no key here");
}

/// What is looked up does not cost the place from where it was.
#[test]
fn the_help_comes_back_to_where_it_was_asked_for() {
    let mut desk = Desk::with_case(SEED);
    desk.press("2 p ?");
    assert!(!desk.text().contains("page 2"), "{}", desk.text());
    desk.press("Esc");
    assert!(desk.text().contains("page 2"), "{}", desk.text());
    desk.press("Esc S");
    desk.type_text("physical therapy");
    desk.press("Enter ? q");
    assert!(desk.text().contains("physical therapy"), "{}", desk.text());
}

/// What Esc takes away is what is seen.
#[test]
fn esc_takes_no_mark_away_that_a_filter_hides() {
    let mut desk = Desk::sample();
    desk.press("Space \\");
    desk.type_text("knee");
    desk.press("Enter");
    assert!(desk.text().contains("filter: knee · Esc shows all cases again"), "{}", desk.text());
    desk.press("Esc");
    assert!(desk.text().contains("1 marked"), "{}", desk.text());
    desk.press("\\");
    desk.type_text("0000");
    desk.press("Enter");
    assert!(desk.text().contains("Esc takes the marks away first"), "{}", desk.text());
    desk.press("Esc");
    assert!(desk.text().contains("filter: 0000"), "{}", desk.text());
    desk.press("Esc");
    assert!(!desk.text().contains("filter:"), "{}", desk.text());
}

/// A filter of the queue is not seen from a case.
#[test]
fn that_no_other_case_is_open_is_said_of_the_filter_that_hides_them() {
    let mut desk = Desk::sample();
    desk.press("\\");
    desk.type_text("0000104");
    desk.press("Enter Enter ]");
    assert_eq!(
        desk.notice(),
        "no other open case fits the queue's filter; Esc in the queue clears it"
    );
}

/// A page that is turned to is what the screen shows, and what is cited has its context.
#[test]
fn a_page_begins_at_the_top_and_cited_words_stand_in_their_context() {
    let mut desk = Desk::with_case("CM26-0000105");
    let row = |text: &str, begin: &str| {
        let at = text
            .lines()
            .position(|line| line.trim_start_matches(['│', '▸', '┃']).starts_with(begin));
        at.unwrap_or_else(|| panic!("{begin}: {text}"))
    };
    desk.press("2 p h l");
    let text = desk.text();
    assert_eq!(row(&text, "page 2"), 1, "{text}");
    desk.press("k");
    assert!(row(&desk.text(), "page 2") > 1, "{}", desk.text());
    desk.press("Esc");
    for _ in 0..6 {
        desk.press("j p");
        let text = desk.text();
        let rows: Vec<&str> = text.lines().collect();
        let cited = rows.iter().position(|row| row.contains('▸')).expect("what is cited");
        assert!(rows[1].contains("page 1") || (4..18).contains(&cited), "{text}");
        desk.press("Esc");
    }
}
