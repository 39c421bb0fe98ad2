//! The checks beside the text: quiet while a word is typed, seen after it, gone to, mended, let stand, and in the way of
//! finalizing.

use imr_workbench::app::state::{Overlay, Pane};
use imr_workbench::domain::check::{CheckId, Severity};
use imr_workbench::domain::words::Outcome;

use crate::support::desk::{Desk, PLAIN};

const SEED: &str = "CM15-0000001";
const KNEE: &str = "CM26-0000112";
/// A side that no finding, document or request has.
const WRONG: &str = "There was reduced sensation in the right leg";
const CLOSED: &str = "The request is medically necessary.";

fn writing(text: &str) -> Desk {
    let mut desk = Desk::with_case(SEED);
    desk.press("o o e");
    desk.type_text(text);
    desk
}

/// Which of the two checks that these stories are about are shown as open.
fn shown(desk: &Desk) -> Vec<CheckId> {
    let shown = desk.bench().alarms.shown().map(|raised| &raised.alarm);
    let about = [CheckId::Side, CheckId::Closing];
    shown.map(|alarm| alarm.check).filter(|check| about.contains(check)).collect()
}

fn caret(desk: &Desk) -> usize {
    desk.bench().editor.caret_byte()
}

#[test]
fn a_wrong_side_is_seen_after_its_word_gone_to_mended_and_gone() {
    let mut desk = writing(CLOSED);
    assert_eq!(shown(&desk), []);
    desk.press("Ctrl-t");
    for c in WRONG.chars() {
        desk.type_text(&c.to_string());
        assert_eq!(shown(&desk), [], "not while it is typed: {c}");
    }
    desk.type_text(" ");
    assert_eq!(shown(&desk), [CheckId::Side], "{}", desk.text());
    desk.type_text("too. ");
    assert!(desk.text().contains(" warning"), "{}", desk.text());
    // There, in the editor; the footer says why.
    desk.press("Ctrl-t Ctrl-y Ctrl-y");
    assert_eq!(caret(&desk), WRONG.len() - "right leg".len());
    assert!(desk.bench().editing);
    assert!(desk.text().contains("warning: the right"), "{}", desk.text());
    desk.press("Delete Delete Delete Delete Delete Delete Delete Delete Delete");
    desk.type_text("left arm");
    assert_eq!(shown(&desk), []);
    desk.press("Esc");
    assert_eq!(shown(&desk), []);
}

#[test]
fn what_is_being_typed_waits_and_what_was_shown_stays() {
    let mut desk = writing(WRONG);
    assert_eq!(shown(&desk), [], "the word under the caret waits");
    // Who leaves the editor has written the word.
    desk.press("Esc");
    assert!(shown(&desk).contains(&CheckId::Side));
    // Back at the word it is still there: only what is changed is typed.
    desk.press("e");
    assert!(shown(&desk).contains(&CheckId::Side));
    desk.press("Ctrl-b Ctrl-b");
    assert!(shown(&desk).contains(&CheckId::Side));
    desk.press("End Backspace");
    assert!(!shown(&desk).contains(&CheckId::Side));
    desk.type_text("g");
    assert!(!shown(&desk).contains(&CheckId::Side), "typed again");
    desk.press("Home");
    assert!(shown(&desk).contains(&CheckId::Side), "and left");
}

#[test]
fn nothing_that_waits_is_hidden_from_finalizing() {
    let desk = writing("The request is not medically necessary");
    assert_eq!(shown(&desk), []);
    assert_eq!(desk.bench().alarms.errors().count(), 1);
}

#[test]
fn the_list_leads_to_the_place_and_does_not_edit() {
    let mut desk = writing(&format!("{WRONG}. {CLOSED}"));
    desk.press("Esc 1 c j");
    let text = desk.text();
    for said in ["warning L11-side", "item 1", "\"right\"", "rule: ", "what to do: "] {
        assert!(text.contains(said), "{said}: {text}");
    }
    desk.press("Enter");
    assert_eq!(desk.state.overlay, None);
    assert_eq!((desk.bench().focus, desk.bench().editing), (Pane::Rationale, false));
    assert_eq!(caret(&desk), WRONG.len() - "right leg".len());
    desk.press("1 c j e");
    assert!(desk.bench().editing, "asked for");
}

#[test]
fn the_next_alarm_goes_through_the_items_and_round() {
    let mut desk = Desk::with_case(KNEE);
    for _ in 0..2 {
        desk.press("o o e");
        desk.type_text("The request is not medically necessary. ");
        desk.press("Esc J");
    }
    desk.press("K 4 g g");
    let all = desk.bench().alarms.shown().count();
    let mut places = Vec::new();
    for _ in 0..all {
        desk.press("}");
        places.push((desk.bench().item, caret(&desk)));
    }
    assert!(places.iter().any(|at| at.0 == 0) && places.iter().any(|at| at.0 == 1), "{places:?}");
    desk.press("}");
    assert_eq!((desk.bench().item, caret(&desk)), places[0], "round");
    let at = (desk.bench().item, caret(&desk));
    desk.press("} {");
    assert_eq!((desk.bench().item, caret(&desk)), at, "there and back");
}

#[test]
fn alarms_with_the_same_words_are_gone_through_one_by_one() {
    let again = WRONG.replace("There", "Again there");
    let mut desk = writing(&format!("{WRONG}. {again}. {CLOSED}"));
    desk.press("Esc 4 g g");
    let places: Vec<usize> =
        [WRONG.len(), WRONG.len() + 2 + again.len()].map(|end| end - "right leg".len()).into();
    let sides = |desk: &mut Desk, key: &str| {
        let all = desk.bench().alarms.shown().count();
        let mut seen = Vec::new();
        for _ in 0..all {
            desk.press(key);
            seen.push(caret(desk));
        }
        seen.retain(|at| places.contains(at));
        // What has no place leaves the caret where it is.
        seen.dedup();
        seen
    };
    assert_eq!(sides(&mut desk, "}"), places);
    let back: Vec<usize> = places.iter().rev().copied().collect();
    assert_eq!(sides(&mut desk, "{"), back);
    // Only the one that is answered is let stand.
    desk.press("c g g j x");
    desk.type_text("both arms were compared");
    desk.press("Enter");
    assert_eq!(shown(&desk), [CheckId::Side], "{}", desk.text());
}

#[test]
fn a_dismissal_keeps_its_reason_up_to_the_determination() {
    let mut desk = writing(&format!("{WRONG}. {CLOSED}"));
    desk.press("Esc 4 g g c j x Enter");
    assert_eq!(desk.notice(), "letting it stand needs a reason; nothing was changed");
    desk.press("x");
    desk.type_text("both arms were compared");
    desk.press("Enter");
    assert_eq!(shown(&desk), []);
    let kept = desk.draft_on_disk(SEED).expect("a draft").dismissed;
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].reason, "both arms were compared");
    // Shown when asked for, taken back, given again.
    desk.press("d G");
    assert!(desk.text().contains("you let it stand: both arms were compared"), "{}", desk.text());
    desk.press("u g g j");
    assert_eq!(shown(&desk), [CheckId::Side]);
    assert_eq!(desk.draft_on_disk(SEED).expect("a draft").dismissed, []);
    desk.press("x");
    desk.type_text("both arms were compared");
    desk.press("Enter Esc F y");
    let preview = desk.text();
    assert!(preview.contains("CHECKS, not part of the file: "), "{preview}");
    assert!(preview.contains("you let stand: L11-side (item 1)"), "{preview}");
    assert!(!desk.preview().contains("both arms were compared"), "no byte of the letter");
    // The list is a key away, and it has the reason.
    desk.press("c d G");
    assert!(desk.text().contains("you let it stand: both arms were compared"), "{}", desk.text());
    desk.press("Esc F y");
    let decided = desk.determination_on_disk(SEED).expect("a determination");
    assert_eq!(decided.dismissed.len(), 1);
    let yaml = desk.workspace.read(&format!("determinations/{SEED}.yaml"));
    assert!(yaml.contains("both arms were compared"), "{yaml}");
}

#[test]
fn an_open_warning_stands_above_the_letter_and_not_in_it() {
    let mut desk = writing(&format!("{WRONG}. {CLOSED}"));
    desk.press("Esc F y");
    let text = desk.text();
    assert!(text.contains("CHECKS, not part of the file: "), "{text}");
    assert!(!desk.preview().contains("CHECKS"));
    desk.press("y");
    assert!(!desk.letter_on_disk(SEED).expect("a letter").contains("CHECKS"));
}

#[test]
fn an_error_stands_against_finalizing_and_leads_to_its_words() {
    let mut desk = writing("The request is not medically necessary.");
    desk.press("Esc 1 F");
    assert!(desk.is_grave());
    assert!(desk.notice().starts_with("cannot be finalized yet: item 1: "), "{}", desk.notice());
    assert!(desk.notice().contains("L01-closing"), "{}", desk.notice());
    assert_eq!(desk.bench().focus, Pane::Rationale);
    assert_eq!(caret(&desk), "The request is ".len());
    // The outcome changed: it is gone at once.
    desk.press("o u");
    assert_eq!(desk.bench().current_draft().and_then(|d| d.outcome), Some(Outcome::Upheld));
    assert_eq!(shown(&desk), []);
    desk.press("F");
    assert!(!desk.is_grave(), "{}", desk.notice());
}

#[test]
fn a_case_that_is_only_read_is_not_nagged_about() {
    let mut desk = writing(&format!("{WRONG}. {CLOSED}"));
    desk.press("Esc F y y");
    desk.open(SEED);
    assert_eq!(shown(&desk), []);
    desk.press("c");
    assert!(desk.notice().contains("final"), "{}", desk.notice());
}

#[test]
fn the_gravest_stands_first_in_the_list_and_notes_lead_nobody_who_writes() {
    // `APB` and `ADM` are notes at the beginning of the text, the closing words an error at its end.
    let mut desk =
        writing("Of APB and ADM there is more. The request is not medically necessary. So much.");
    desk.press("Ctrl-t Ctrl-y");
    let error = desk.bench().alarms.errors().next().and_then(|alarm| alarm.span.clone());
    let error = error.expect("the closing words").start;
    assert!(error > 3, "behind the notes");
    assert_eq!(caret(&desk), error, "over the notes to the error: {}", desk.text());
    desk.press("Ctrl-y");
    assert_eq!(caret(&desk), error, "and round to it again");
    desk.press("Esc c");
    let listed = desk.bench().alarms.listed(true);
    let severities: Vec<Severity> = listed.iter().map(|raised| raised.alarm.severity).collect();
    assert!(severities.is_sorted() && severities.len() > 2, "{severities:?}");
    assert_eq!(severities[0], Severity::Error);
    let text = desk.text();
    assert!(text.contains("note ") && !text.contains("info "), "one word for it: {text}");
}

#[test]
fn what_a_refusal_speaks_of_is_not_covered_by_it() {
    let rows = "The films were read again. ".repeat(40);
    let mut desk =
        writing(&format!("{rows}\n\nNo word of the request is not medically necessary."));
    desk.press("Esc 1 F");
    assert!(
        desk.notice().starts_with("cannot be finalized yet: item 1: a check"),
        "{}",
        desk.notice()
    );
    let screen = desk.screen(80, 24, PLAIN);
    assert!(screen.contains("No word of the request is not"), "{screen}");
    // Only the pane with the words gives way: the others stand where they stood.
    desk.press("1 4");
    let calm = desk.screen(80, 24, PLAIN);
    let upper =
        |screen: &str| screen.lines().take(12).skip(4).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(upper(&screen), upper(&calm), "{screen}\n{calm}");
}

#[test]
fn the_letter_begins_after_few_lines_and_the_list_is_a_key_away() {
    let many = "In the right leg there was reduced sensation on 02/30/2015 and in the left foot. "
        .repeat(9);
    let mut desk = writing(&format!("{many}{CLOSED}"));
    desk.press("Esc F y");
    let screen = desk.screen(80, 24, PLAIN);
    let begins = screen.lines().position(|line| line.contains("begins below")).expect("a letter");
    assert!(begins <= 10, "{screen}");
    assert!(screen.lines().all(|line| line.chars().count() <= 83), "{screen}");
    desk.press("c");
    assert!(matches!(desk.state.overlay, Some(Overlay::Checks { .. })), "{}", desk.text());
    desk.press("Esc F");
    assert_ne!(desk.preview(), "", "the preview comes back");
}
