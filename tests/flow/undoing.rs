//! Each act that puts something beside the reviewer's words can be taken back, and none of them changes a word typed.

use crate::support::desk::Desk;

const SPINE: &str = "CM26-0000107";
const OWN: &str = "My own words, with  two blanks";

fn begun() -> Desk {
    let mut desk = Desk::with_case(SPINE);
    desk.press("e");
    desk.type_text(OWN);
    desk.press("Esc");
    desk
}

#[test]
fn a_draft_goes_in_beside_the_words_and_one_undo_takes_it_out() {
    for keys in ["d d", "3 j j d c", "o u d d"] {
        let mut desk = begun();
        desk.press(keys);
        assert_ne!(desk.written(), OWN, "{keys}: {}", desk.notice());
        assert!(desk.written().contains(OWN), "{keys}: {}", desk.written());
        desk.press("4 e Ctrl-u Esc");
        assert_eq!(desk.written(), OWN, "{keys}");
    }
    // While writing, in the middle of a word: the word stays whole.
    let mut desk = begun();
    desk.press("e Ctrl-t Right Right Right Right Ctrl-x d");
    assert!(desk.written().starts_with(OWN), "{}", desk.written());
    desk.press("Ctrl-u");
    assert_eq!(desk.written(), OWN);
}

#[test]
fn what_stands_beside_the_words_is_taken_back_by_the_key_that_put_it_there() {
    let mut desk = begun();
    let before = desk.bench().draft.items.clone();
    // An outcome with its dependents: each is an outcome of its own, and is undecided again by its own key.
    desk.press("o u o d");
    let decided =
        |desk: &Desk| desk.bench().draft.items.iter().filter(|i| i.outcome.is_some()).count();
    assert_eq!(decided(&desk), 3);
    desk.press("o c J o c");
    assert!(!desk.written().is_empty(), "the shared sentence stands, to be changed at will");
    desk.press("e Ctrl-t Ctrl-k Esc");
    assert_eq!(desk.written(), "");
    desk.press("Ctrl-s K");
    assert_eq!(decided(&desk), 1);
    // The step below the MTUS, a work: given again empty, they are gone.
    desk.press("T");
    desk.type_text("not addressed: no chapter is in force");
    desk.press("Enter");
    assert!(desk.bench().draft.items[0].step_down.is_some());
    assert_eq!(desk.written(), OWN);
    assert_eq!(before[0].rationale, desk.bench().draft.items[0].rationale);
}
