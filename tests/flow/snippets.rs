//! Texts of the reviewer's own: chosen from a list, their blanks filled one after the other; and search in the text.

use crate::support::desk::Desk;

const SEED: &str = "CM15-0000001";

/// The seed's case with the editor open; the sample workspace has three snippets.
fn editing() -> Desk {
    let mut desk = Desk::with_case(SEED);
    desk.press("e");
    desk
}

fn written(text: &str) -> Desk {
    let mut desk = editing();
    desk.paste(text);
    desk
}

#[test]
fn a_snippet_is_chosen_by_words_filled_from_the_case_and_undone_at_once() {
    let mut desk = written("First. ");
    desk.press("Ctrl-x s");
    assert!(desk.text().contains("Snippets · 3 of 3"), "{}", desk.text());
    desk.type_text("MET");
    assert!(desk.text().contains("Snippets · 1 of 3"), "{}", desk.text());
    desk.press("Enter");
    let title = desk.bench().current_item().expect("an item").title.clone();
    assert!(desk.written().starts_with("First. The 62-year-old worker has {condition}. On {"));
    assert!(desk.written().ends_with(&format!("{title} is medically necessary.")));
    assert!(desk.bench().editing);
    desk.type_text("neck pain");
    desk.press("Tab");
    desk.type_text("1/14/15, page 2");
    assert!(desk.written().contains("has neck pain. On 1/14/15, page 2 there was {finding}"));
    desk.press("S-Tab");
    let blank = "{criterion, guideline and page}";
    desk.type_text("C");
    assert!(!desk.written().contains(blank) && desk.written().contains("This meets C."));

    let mut desk = written("First. ");
    desk.press("Ctrl-x s Enter Ctrl-u");
    assert_eq!(desk.written(), "First. ");
    assert_eq!(desk.bench().editor.caret(), (0, 7));
}

#[test]
fn the_list_is_gone_through_by_rows_and_left_without_a_trace() {
    let mut desk = editing();
    desk.press("Ctrl-x s Down Down Down Up Enter");
    assert!(desk.written().contains("medically necessary"), "the second: {}", desk.written());
    let mut desk = editing();
    desk.press("Ctrl-x s");
    desk.type_text("xyzzy");
    desk.press("Enter");
    assert!(desk.text().contains("none has these words"), "{}", desk.text());
    desk.press("Esc");
    assert_eq!(desk.written(), "");
    assert!(desk.bench().editing && desk.state.prompt.is_none());
}

#[test]
fn a_blank_that_is_left_open_stands_against_finalizing_and_is_shown() {
    let mut desk = written("Of {part} and {side}.");
    desk.press("Esc o o K F");
    assert!(desk.is_grave());
    let said = "item 1: a blank of the rationale is not filled in: {part}, {side}";
    assert!(desk.notice().contains(said), "{}", desk.notice());
    assert_eq!(desk.preview(), "");
    desk.press("e");
    desk.type_text("the neck");
    desk.press("Tab Delete Esc F y");
    assert_eq!(desk.written(), "Of the neck and .");
    assert_ne!(desk.preview(), "");
}

#[test]
fn words_are_searched_in_the_editor_and_esc_puts_the_light_out_first() {
    let mut desk = written("Knee and knee.\nThe KNEE again.");
    desk.press("Ctrl-t Ctrl-x /");
    desk.type_text("knee");
    assert!(desk.bench().editor.is_lit(), "as it is typed");
    assert_eq!(desk.bench().editor.caret(), (0, 0));
    desk.press("Enter");
    assert_eq!((desk.bench().editor.caret(), desk.notice()), ((0, 0), "`knee`: 1 of 3"));
    desk.press("Ctrl-n");
    assert_eq!((desk.bench().editor.caret(), desk.notice()), ((0, 9), "`knee`: 2 of 3"));
    desk.press("Ctrl-n Ctrl-n Ctrl-p");
    assert_eq!((desk.bench().editor.caret(), desk.notice()), ((1, 4), "`knee`: 3 of 3"));
    desk.type_text("x");
    assert_eq!(desk.written(), "Knee and knee.\nThe xKNEE again.", "words are typed as ever");
    desk.press("Esc");
    assert!(desk.bench().editing && !desk.bench().editor.is_lit());
    desk.press("Esc");
    assert!(!desk.bench().editing);
}

#[test]
fn a_search_that_is_given_up_or_finds_nothing_changes_nothing() {
    let mut desk = written("Knee.");
    desk.press("Ctrl-p");
    assert_eq!(desk.notice(), "nothing was searched yet; press Ctrl-x / first");
    desk.press("Ctrl-x /");
    desk.type_text("kn");
    desk.press("Esc");
    assert!(desk.bench().editing && !desk.bench().editor.is_lit());
    desk.press("Ctrl-x /");
    desk.type_text("k.e");
    desk.press("Enter");
    assert_eq!(desk.notice(), "`k.e` is not in this text");
    assert_eq!(desk.bench().editor.caret(), (0, 5));
}

#[test]
fn the_rationale_pane_is_searched_as_every_pane_is() {
    let mut desk = written("Knee and knee.");
    desk.press("Esc 4 g g /");
    desk.type_text("knee");
    desk.press("Enter");
    assert_eq!(desk.notice(), "`knee`: 1 of 2");
    desk.press("n");
    assert_eq!(desk.bench().editor.caret(), (0, 9));
    desk.press("N Esc");
    assert!(!desk.bench().editor.is_lit());
    assert_eq!(desk.bench().focus, imr_workbench::app::state::Pane::Rationale);
}

#[test]
fn every_item_keeps_its_own_undo() {
    let mut desk = Desk::with_case("CM26-0000105");
    desk.press("K K K K K e");
    desk.paste("first item");
    desk.press("Esc J e");
    desk.paste("second item");
    desk.press("Ctrl-u");
    assert_eq!(desk.written(), "");
    desk.press("Ctrl-u Esc K e");
    assert_eq!(desk.written(), "first item");
    desk.press("Ctrl-u");
    assert_eq!(desk.written(), "");
    desk.press("Ctrl-r Esc J e Ctrl-r");
    assert_eq!(desk.written(), "second item");
}

#[test]
fn the_blanks_that_fill_themselves_are_documented() {
    let document = include_str!("../../docs/editing.md");
    for name in imr_workbench::app::snippets::KNOWN {
        assert!(document.contains(&format!("| `{{{name}}}` |")), "{name}");
    }
}
