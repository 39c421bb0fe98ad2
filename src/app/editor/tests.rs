use proptest::prelude::*;

use super::{finding::Place, *};

const PAGE: Page = Page { width: 20, height: 3 };

fn on(text: &str) -> Editor {
    Editor::new(text, (0, 0))
}

fn press(editor: &mut Editor, action: Action) -> Caret {
    assert!(editor.act(action, PAGE), "{action}");
    editor.caret()
}

fn type_text(editor: &mut Editor, text: &str) {
    for c in text.chars() {
        editor.type_char(c);
        editor.settle();
    }
}

#[test]
fn text_and_caret_come_back_exactly() {
    for text in ["", "one ", "a\n\nb  \n", "é 漢字 end "] {
        assert_eq!(on(text).text(), text);
    }
    let mut editor = Editor::new("ab\ncd", (1, 1));
    assert_eq!(editor.caret(), (1, 1));
    type_text(&mut editor, "X");
    assert_eq!(editor.text(), "ab\ncXd");
    assert_eq!(Editor::new("ab", (7, 9)).caret(), (0, 2), "a caret outside the text");
}

#[test]
fn a_paste_is_one_edit_and_carries_no_control_characters() {
    let mut editor = on("");
    editor.paste("one\r\ntwo\rthree\u{1b}[31m\u{7}");
    assert_eq!(editor.text(), "one\ntwo\nthree[31m");
    press(&mut editor, Action::Undo);
    assert_eq!(editor.text(), "");
    press(&mut editor, Action::Redo);
    assert_eq!(editor.text(), "one\ntwo\nthree[31m");
}

#[test]
fn what_is_typed_in_one_go_is_one_edit_and_words_typed_by_hand_are_one_each() {
    let mut editor = on("");
    "many words in one go".chars().for_each(|c| editor.type_char(c));
    assert_eq!((editor.text().as_str(), editor.bytes()), ("", 20));
    editor.settle();
    assert_eq!((editor.text().as_str(), editor.bytes()), ("many words in one go", 20));
    type_text(&mut editor, " by hand");
    press(&mut editor, Action::Undo);
    assert_eq!(editor.text(), "many words in one go by ");
    press(&mut editor, Action::Undo);
    press(&mut editor, Action::Undo);
    assert_eq!(editor.text(), "many words in one go");
    press(&mut editor, Action::Undo);
    assert_eq!(editor.text(), "");
}

#[test]
fn up_and_down_go_by_rows_as_they_are_seen_and_stay_in_their_column() {
    // Rows: "The request of today " · "is for films." · "" · "Another long line of " · "prose".
    let mut editor = on("The request of today is for films.\n\nAnother long line of prose");
    let start = press(&mut editor, Action::RowEnd);
    assert_eq!(start, (0, 20));
    assert_eq!(press(&mut editor, Action::Down), (0, 34), "a shorter row");
    assert_eq!(press(&mut editor, Action::Down), (1, 0));
    assert_eq!(press(&mut editor, Action::Down), (2, 20), "the column is remembered");
    assert_eq!(press(&mut editor, Action::Down), (2, 26));
    assert_eq!(press(&mut editor, Action::Down), (2, 26), "the last row");
    assert_eq!(press(&mut editor, Action::PageUp), (0, 34));
    assert_eq!(press(&mut editor, Action::Left), (0, 33));
    assert_eq!(press(&mut editor, Action::Up), (0, 12), "and forgotten at another move");
    assert_eq!(press(&mut editor, Action::PageDown), (2, 12));
}

#[test]
fn home_and_end_go_to_the_edge_of_the_row_then_of_the_line() {
    let mut editor = Editor::new("The request of today is for films.", (0, 25));
    assert_eq!(press(&mut editor, Action::RowStart), (0, 21));
    assert_eq!(press(&mut editor, Action::RowStart), (0, 0));
    assert_eq!(press(&mut editor, Action::RowEnd), (0, 20));
    assert_eq!(press(&mut editor, Action::RowEnd), (0, 34));
    assert_eq!(press(&mut editor, Action::LineStart), (0, 0));
    assert_eq!(press(&mut editor, Action::LineEnd), (0, 34));
    assert_eq!(press(&mut on(""), Action::RowEnd), (0, 0));
}

#[test]
fn the_caret_goes_by_cells_over_wide_characters() {
    let mut editor = Editor::new("abcdef\n頸椎症", (0, 3));
    assert_eq!(
        press(&mut editor, Action::Down),
        (1, 1),
        "in front of the cell, not inside a character"
    );
    assert_eq!(press(&mut editor, Action::Up), (0, 3));
}

#[test]
fn rows_beyond_the_text_areas_reach_are_reached() {
    let text = "word ".repeat(20_000);
    let mut editor = on(&text);
    press(&mut editor, Action::TextEnd);
    let end = editor.caret().1;
    assert_eq!(end, 100_000);
    let up = press(&mut editor, Action::Up).1;
    assert!(end - up <= 40, "{up}");
    assert_eq!(press(&mut editor, Action::Down).1, end);
}

#[test]
fn words_are_found_whatever_their_case_and_never_as_a_pattern() {
    let mut editor = on("The Knee (left).\nA knee, a left  knee.*");
    editor.light("KNEE");
    assert_eq!(editor.find(false, true), Some(Place { nth: 1, of: 3 }));
    assert_eq!(editor.caret(), (0, 4));
    assert_eq!(editor.find(false, false), Some(Place { nth: 2, of: 3 }));
    assert_eq!(editor.find(false, false), Some(Place { nth: 3, of: 3 }));
    assert_eq!(editor.find(false, false), Some(Place { nth: 1, of: 3 }), "round the end");
    assert_eq!(editor.find(true, false), Some(Place { nth: 3, of: 3 }), "and back");
    for (words, of) in [("left knee", 1), ("(left", 1), (".*", 1), ("e.", 1), ("[", 0), ("<", 0)] {
        editor.light(words);
        assert_eq!(editor.find(false, true).map_or(0, |p| p.of), of, "{words}");
    }
    editor.light("");
    assert!(!editor.is_lit());
    assert_eq!(editor.find(false, false), None);
    editor.light(&"x".repeat(2_000_000));
    assert_eq!(editor.find(false, false), None);
}

#[test]
fn another_text_in_the_place_of_the_whole_is_one_edit() {
    for (old, new, at) in [
        ("One.\nTwo. ", "One.\nTwo and a half. ", (1, 14)),
        ("One.\nTwo.", "One.", (0, 4)),
        ("abc", "", (0, 0)),
        ("", "new\ntext", (1, 4)),
        ("aaa", "aaaa", (0, 4)),
    ] {
        let mut editor = on(old);
        type_text(&mut editor, "x");
        press(&mut editor, Action::DeleteBack);
        let caret = (0, old.len().min(1));
        editor.go(caret);
        editor.replace(new);
        assert_eq!((editor.text().as_str(), editor.caret()), (new, at), "{old:?}");
        press(&mut editor, Action::Undo);
        assert_eq!((editor.text().as_str(), editor.caret()), (old, caret), "{new:?}");
        press(&mut editor, Action::Redo);
        assert_eq!(editor.text(), new);
        press(&mut editor, Action::Undo);
        press(&mut editor, Action::Undo);
        assert_eq!(editor.text(), if old.is_empty() { "x".into() } else { format!("x{old}") });
    }
}

#[test]
fn a_snippet_is_one_edit_and_its_first_blank_is_written_over() {
    let mut editor = on("Before. ");
    press(&mut editor, Action::TextEnd);
    editor.insert_with_blanks("Of {part}, {side}.");
    assert_eq!(editor.caret(), (0, 11), "on the first blank");
    assert_eq!(editor.selection(), Some(((0, 11), (0, 17))));
    type_text(&mut editor, "the neck");
    assert_eq!(editor.text(), "Before. Of the neck, {side}.");
    assert!(editor.select_blank(false));
    editor.paste("left");
    assert_eq!(editor.text(), "Before. Of the neck, left.");
    assert!(!editor.select_blank(false) && !editor.select_blank(true));
    press(&mut editor, Action::Undo);
    assert_eq!(editor.text(), "Before. Of the neck, {side}.", "a paste over a blank is one edit");

    let mut editor = on("");
    editor.insert_with_blanks("Of {part}.");
    press(&mut editor, Action::Undo);
    assert_eq!(editor.text(), "");
    editor.insert_with_blanks("No blank.");
    assert_eq!(editor.caret(), (0, 9));
}

#[test]
fn blanks_are_gone_through_round_the_text() {
    let mut editor = on("{a} x {b}\n{c}");
    let mut at = |back: bool| {
        assert!(editor.select_blank(back));
        editor.caret()
    };
    assert_eq!([at(false), at(false), at(false), at(false)], [(0, 0), (0, 6), (1, 0), (0, 0)]);
    assert_eq!([at(true), at(true)], [(1, 0), (0, 6)]);
    press(&mut editor, Action::Right);
    assert_eq!(editor.selection(), None, "a move selects nothing");
    assert_eq!(editor.text(), "{a} x {b}\n{c}");
}

proptest! {
    /// Whatever is done, undo leads back to the start, and nothing panics.
    #[test]
    fn undo_leads_back_to_the_start(
        steps in proptest::collection::vec((0..24_usize, "[a-c{} é漢\n]{0,6}"), 0..40),
        width in 1..12_usize,
    ) {
        let page = Page { width, height: 4 };
        let start = "Some {blank} words.\nAnd more ";
        let mut editor = on(start);
        let acts = [
            Action::Up, Action::Down, Action::RowStart, Action::RowEnd, Action::PageUp, Action::PageDown,
            Action::WordLeft, Action::WordRight, Action::DeleteBack, Action::DeleteForward,
            Action::DeleteWord, Action::DeleteToLineEnd, Action::NewLine, Action::Left, Action::Right,
            Action::TextStart, Action::TextEnd,
        ];
        for (step, text) in steps {
            match step {
                17 => text.chars().filter(|c| *c != '\n').for_each(|c| editor.type_char(c)),
                18 => editor.paste(&text),
                19 => editor.replace(&text),
                20 => editor.insert_with_blanks(&text),
                21 => { editor.select_blank(text.len() % 2 == 0); }
                22 => { editor.light(&text); editor.find(text.len() % 2 == 0, true); }
                23 => { editor.act(Action::Undo, page); editor.act(Action::Redo, page); }
                n => { prop_assert!(editor.act(acts[n], page)); }
            }
        }
        for _ in 0..400 {
            editor.act(Action::Undo, page);
        }
        prop_assert_eq!(editor.text(), start);
    }
}
