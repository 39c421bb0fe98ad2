//! The rationale: nothing that was written is ever lost, and a text is never touched by anything else.
//!
//! The lessons of other programs' threads on lost drafts, each as a test:
//! Esc, then back in (lazygit 1484, 5528): `esc_keeps_the_text_the_caret_and_the_blank_at_the_end` here.
//! Quit while editing (lazygit 5513, 5524): `quitting_from_the_editor_keeps_every_word` here.
//! Begun in the pane, finished outside, finalized (lazygit 4557): `no_ghost_draft_…` in `flow/outside.rs`.
//! A save that fails (himalaya 59): `flow/keeping.rs`. Killed between two steps (helix 3967): `tests/crash.rs`.
//! Undo that reaches beyond the text (Mailspring 577): `undo_in_the_editor_never_touches_an_outcome` here.
//! Two sessions on one case (helix 4257): `flow/sharing.rs`. An editor outside whose keys are eaten (gitui 114), or
//! that fails: `pty/outside.rs`.

use imr_workbench::app::Event;
use imr_workbench::domain::words::Outcome;

use crate::support::desk::Desk;

const SEED: &str = "CM15-0000001";

fn writing(text: &str) -> Desk {
    let mut desk = Desk::with_case(SEED);
    desk.press("e");
    desk.type_text(text);
    desk
}

fn on_disk(desk: &Desk) -> String {
    let draft = desk.draft_on_disk(SEED);
    draft.map_or(String::new(), |d| d.items[0].rationale.clone())
}

#[test]
fn esc_keeps_the_text_the_caret_and_the_blank_at_the_end() {
    let mut desk = writing("The films\nare necessary. ");
    desk.press("Up Left Left Esc");
    let caret = desk.bench().editor.caret();
    assert_eq!(caret.0, 0);
    assert_eq!(on_disk(&desk), "The films\nare necessary. ");
    desk.press("e");
    assert_eq!(desk.bench().editor.caret(), caret);
    desk.press("Esc q");

    desk.open(SEED);
    assert_eq!(desk.written(), "The films\nare necessary. ");
    assert_eq!(desk.bench().editor.caret(), caret);

    let mut desk = desk.restart();
    desk.open(SEED);
    desk.press("e");
    assert_eq!(desk.written(), "The films\nare necessary. ");
    assert_eq!(desk.bench().editor.caret(), caret);
}

#[test]
fn where_the_caret_went_after_the_last_word_is_kept_too() {
    let mut desk = writing("one two three");
    desk.pause();
    desk.press("Ctrl-b Esc q");
    let mut desk = desk.restart();
    desk.open(SEED);
    desk.press("e");
    desk.type_text("X");
    assert_eq!(desk.written(), "one two Xthree");
}

#[test]
fn a_pause_keeps_what_is_being_written() {
    let mut desk = writing("half a sen");
    assert_eq!(on_disk(&desk), "");
    assert!(desk.text().contains("not kept yet"));
    desk.pause();
    assert_eq!(on_disk(&desk), "half a sen");
    assert!(desk.bench().editing, "a pause does not end the writing");
    let saves = desk.saves;
    desk.pause();
    assert_eq!(desk.saves, saves, "nothing new, nothing written");
}

#[test]
fn quitting_from_the_editor_keeps_every_word() {
    for keys in ["Esc q q", "Esc : q Enter", "Esc : w q Enter", "Esc Esc Esc q"] {
        let mut desk = writing("unsaved ");
        desk.press(keys);
        assert!(desk.quit, "{keys}");
        assert_eq!(on_disk(&desk), "unsaved ", "{keys}");
    }
}

#[test]
fn letters_that_are_acts_elsewhere_are_letters_in_the_editor() {
    let mut desk = writing("q o F ] : ? n 1 \\");
    assert_eq!(desk.written(), "q o F ] : ? n 1 \\");
    assert!(desk.bench().editing);
    desk.press("Enter Tab");
    assert_eq!(desk.written(), "q o F ] : ? n 1 \\\n");
    assert_eq!(desk.notice(), "no blank is left in this text");
}

#[test]
fn a_paste_in_the_editor_is_one_edit_with_the_line_ends_of_this_world() {
    let mut desk = writing("Before. ");
    desk.paste("One\rTwo\r\nThree\nq\u{1b}[2J");
    assert_eq!(desk.written(), "Before. One\nTwo\nThree\nq[2J");
    desk.press("Ctrl-u");
    assert_eq!(desk.written(), "Before. ");
    desk.press("Ctrl-r");
    assert_eq!(desk.written(), "Before. One\nTwo\nThree\nq[2J");
    desk.press("Esc");
    assert_eq!(on_disk(&desk), "Before. One\nTwo\nThree\nq[2J");
}

#[test]
fn a_paste_elsewhere_is_refused_aloud_and_none_of_it_is_a_key() {
    let mut desk = Desk::with_case(SEED);
    desk.paste("oo\rq");
    assert_eq!(desk.open_case(), SEED);
    assert!(desk.is_grave());
    assert!(desk.notice().contains("pasted text has no place here"), "{}", desk.notice());
    assert_eq!(desk.bench().current_draft().expect("a draft").outcome, None);
    desk.press("q");
    desk.paste("j");
    assert!(desk.notice().contains("pasted text has no place here"), "one letter is a paste too");
}

#[test]
fn a_paste_into_a_prompt_is_one_line() {
    let mut desk = Desk::sample();
    desk.press("\\");
    desk.paste("knee\r\narthroscopy");
    assert_eq!(desk.state.queue.filter().text(), "knee arthroscopy");
}

#[test]
fn undo_in_the_editor_never_touches_an_outcome() {
    let mut desk = Desk::with_case(SEED);
    desk.press("o u e");
    desk.type_text("Some words.");
    desk.press("Ctrl-u Ctrl-u Ctrl-u Ctrl-u Esc");
    assert_eq!(desk.written(), "");
    let item = desk.draft_on_disk(SEED).expect("a draft").items[0].clone();
    assert_eq!(item.outcome, Some(Outcome::Upheld));
}

/// A slow line may bring `Esc`, `[`, `A` one by one for the arrow up.
#[test]
fn a_key_that_comes_in_pieces_loses_no_text() {
    for pieces in ["Esc [ A", "Esc O A", "Esc [ 3 ~", "Esc [ Z"] {
        let mut desk = writing("Reason ");
        desk.press(pieces);
        assert_eq!(on_disk(&desk), "Reason ", "{pieces}");
        desk.press("q");
        desk.open(SEED);
        assert_eq!(desk.written(), "Reason ", "{pieces}");
        assert_eq!(desk.bench().editor.caret(), (0, 7), "{pieces}");
    }
}

#[test]
fn a_new_size_in_the_middle_of_a_word_changes_nothing() {
    let mut desk = writing("Reason");
    for size in [(30, 8), (200, 60), (60, 20), (80, 24)] {
        desk.happen(Event::Resize(size.0, size.1));
        desk.type_text(".");
    }
    assert_eq!(desk.written(), "Reason....");
}

/// Several pastes may come before anything is kept: the limit is that of the text as it stands.
#[test]
fn a_text_over_the_limit_is_refused_and_what_stands_stays() {
    let mut desk = writing("words ");
    let half = "x".repeat(600 * 1024);
    for _ in 0..2 {
        imr_workbench::app::update(&mut desk.state, Event::Paste(half.clone()));
    }
    assert!(desk.is_grave() && desk.notice().contains("room for 1024 KB"), "{}", desk.notice());
    desk.pause();
    assert_eq!(desk.written().len(), 6 + half.len());
    desk.paste(&"y".repeat(1024 * 1024));
    assert!(desk.is_grave());
    assert_eq!(desk.written().len(), 6 + half.len());
}
