//! From the queue to the written determination.

use std::fs;

use imr_workbench::{
    app::{Event, state::Pane},
    domain::{
        draft::{ItemDraft, Override, Stated},
        words::CaseOutcome,
    },
};

use crate::support::desk::Desk;

const SEED: &str = "CM15-0000001";
const KNEE: &str = "CM26-0000112";

/// A case of one item, decided and written, the preview open.
fn at_the_preview() -> Desk {
    let mut desk = Desk::with_case(SEED);
    desk.press("o o e");
    desk.type_text("Reduced sensation was found.\n\nThe films are necessary. ");
    desk.press("Esc F y");
    assert_ne!(desk.preview(), "", "{}", desk.notice());
    desk
}

#[test]
fn the_job() {
    let mut desk = Desk::sample();
    // Find the case and look at it.
    desk.press("/");
    desk.type_text("cervical spine x-ray");
    desk.press("Enter Enter");
    assert_eq!(desk.open_case(), SEED);
    // What does the record say to the criterion? The findings that bear on it are lit.
    desk.press("3 j j j");
    assert_eq!(desk.bench().current_criterion().expect("a criterion").1, "tissue insult");
    assert!(desk.text().contains("2 of 14 bear on it"), "{}", desk.text());
    // Decide, write, see the very bytes.
    desk.press("o o e");
    desk.type_text("The spine surgeon found reduced sensation in the left arm.");
    desk.press("Esc F");
    // The last thing that lacks is asked for, in the organization's words.
    assert!(desk.text().contains("financial tie"), "{}", desk.text());
    desk.press("y");
    let letter = desk.preview().to_owned();
    assert!(letter.contains("The spine surgeon found reduced sensation"), "{letter}");
    desk.press("Tab");
    let yaml = desk.preview().to_owned();
    assert!(yaml.starts_with("case: CM15-0000001\n"), "{yaml}");
    assert_eq!(desk.determination_on_disk(SEED), None, "a preview writes nothing");
    // Write it: what was shown is what is there, and the next case is under the cursor.
    desk.press("y");
    assert_eq!(desk.letter_on_disk(SEED).as_deref(), Some(letter.as_str()));
    assert_eq!(desk.workspace.read("determinations/CM15-0000001.yaml"), yaml);
    assert_eq!(desk.draft_on_disk(SEED), None, "no ghost draft next time");
    assert_eq!(desk.open_case(), "");
    assert_eq!(desk.selected(), "CM26-0000102", "the next open case");
    assert!(desk.notice().starts_with("CM15-0000001 is final (Overturn)"), "{}", desk.notice());
    assert!(desk.text().contains("1 final"), "{}", desk.text());
}

#[test]
fn what_is_open_is_named_and_the_cursor_goes_there() {
    let mut desk = Desk::with_case(KNEE);
    desk.press("o u J o u 2 F");
    assert_eq!(desk.notice(), "cannot be finalized yet: items 1, 2: the rationale is empty");
    assert_eq!((desk.bench().item, desk.bench().focus), (0, Pane::Rationale));

    desk.press("e");
    desk.type_text("Of the knee.");
    desk.press("Esc F");
    assert_eq!(desk.notice(), "cannot be finalized yet: item 2: the rationale is empty");
    assert_eq!((desk.bench().item, desk.bench().focus), (1, Pane::Rationale));
    assert_eq!(desk.written(), "");

    desk.press("e");
    desk.type_text("Of the films.");
    desk.press("Esc o c 1 K F");
    assert_eq!(desk.notice(), "cannot be finalized yet: item 2: no outcome is chosen");
    assert_eq!((desk.bench().item, desk.bench().focus), (1, Pane::Items));

    desk.press("o o F");
    assert!(desk.text().contains("below the MTUS: "), "{}", desk.text());
    desk.press("Enter F");
    desk.type_text("rebutted");
    desk.press("Enter");
    assert_eq!(desk.notice(), "that the MTUS is rebutted needs words: by what evidence");
    desk.type_text(": a later guideline");
    desk.press("Enter y y");
    let determination = desk.determination_on_disk(KNEE).expect("a determination");
    assert_eq!(determination.outcome, CaseOutcome::PartiallyOverturn);
    assert_eq!(determination.items[0].rationale, "Of the knee.");
    assert_eq!(determination.items[1].rationale, "Of the films.");
}

#[test]
fn closing_the_preview_writes_nothing_and_changes_nothing() {
    for key in ["Esc", "q"] {
        let mut desk = at_the_preview();
        desk.press(key);
        assert_eq!(desk.open_case(), SEED);
        assert_eq!(desk.determination_on_disk(SEED), None);
        assert!(desk.draft_on_disk(SEED).is_some());
    }
}

#[test]
fn a_finalization_that_fails_keeps_preview_text_and_draft() {
    let mut desk = at_the_preview();
    let letter = desk.preview().to_owned();
    desk.refuse_finalize = Some("cannot write the letter: the disk is read-only".to_owned());
    desk.press("y");
    assert!(desk.is_grave());
    assert_eq!(
        desk.notice(),
        "nothing was made final: cannot write the letter: the disk is read-only"
    );
    assert_eq!(desk.preview(), letter);
    assert_eq!(desk.written(), "Reduced sensation was found.\n\nThe films are necessary. ");
    let draft = desk.draft_on_disk(SEED).expect("a draft");
    assert_eq!(draft.items[0].rationale, desk.written());
    // Mended: the same key does it.
    desk.refuse_finalize = None;
    desk.press("y");
    assert_eq!(desk.letter_on_disk(SEED).as_deref(), Some(letter.as_str()));
}

#[test]
fn what_another_session_made_final_is_never_overwritten() {
    let mut desk = at_the_preview();
    let other = desk.workspace.file("determinations/CM15-0000001.yaml");
    fs::create_dir(desk.workspace.file("determinations")).expect("a folder");
    fs::write(&other, "by another").expect("a determination of another session");
    desk.press("y");
    assert!(desk.notice().contains("already final"), "{}", desk.notice());
    assert_eq!(fs::read_to_string(other).expect("the file"), "by another");
    assert!(desk.draft_on_disk(SEED).is_some());
}

#[test]
fn the_next_open_case_is_the_one_below() {
    let mut desk = Desk::sample();
    desk.open("CM26-0000103");
    desk.press("o u e");
    desk.type_text("Six visits were given.");
    desk.press("Esc F y y");
    assert_eq!(desk.open_case(), "");
    assert_eq!(desk.selected(), "CM26-0000105");
    assert_eq!(desk.shown().last(), Some(&"CM26-0000103"), "final cases are last");
    desk.press("Enter");
    assert_eq!(desk.open_case(), "CM26-0000105");
}

#[test]
fn a_final_case_can_be_read_and_nothing_else() {
    let mut desk = at_the_preview();
    desk.press("y");
    desk.open(SEED);
    let reason = "this case is final: it can be read, not changed; A amends it";
    assert_eq!(desk.notice(), reason);
    for keys in ["e", "o o", "o u", "o c", "F", "3 t", "3 j m m", "3 j m c", "4 Enter"] {
        desk.press("1");
        assert_eq!(desk.notice(), "");
        desk.press(keys);
        assert_eq!(desk.notice(), reason, "{keys}");
        assert!(desk.is_grave(), "{keys}");
        assert!(!desk.bench().editing && desk.state.overlay.is_none(), "{keys}");
    }
    assert_eq!(desk.written(), "Reduced sensation was found.\n\nThe films are necessary. ");
    desk.press("j k 4 j j q");
    assert_eq!(desk.draft_on_disk(SEED), None, "reading leaves nothing behind");
}

#[test]
fn what_the_letter_says_of_a_case_that_is_decided_anew_begins_with_an_empty_page() {
    let mut desk = at_the_preview();
    desk.press("y");
    fs::remove_dir_all(desk.workspace.file("determinations")).expect("an undone decision");
    let mut desk = desk.restart();
    desk.open(SEED);
    assert_eq!(desk.written(), "");
    assert_eq!(desk.bench().current_draft().expect("a draft").outcome, None);
}

/// The filter that found the case would otherwise hide every case that is still open.
#[test]
fn a_filter_that_hides_every_open_case_goes_with_the_finished_one() {
    let mut desk = Desk::sample();
    desk.press("\\");
    desk.type_text("0000001");
    desk.press("Enter Enter o o e");
    desk.type_text("Reduced sensation was found.");
    desk.press("Esc F y y");
    assert_eq!(desk.state.queue.filter().text(), "");
    assert_ne!(desk.selected(), SEED);
}

/// What finalization would refuse is refused by `F` already, in the same words; the cursor goes to it.
#[test]
fn the_screen_refuses_for_what_finalization_would() {
    let mut desk = Desk::with_case(SEED);
    desk.press("o o e");
    desk.type_text("The films are necessary. ");
    desk.press("Esc");
    let item = |desk: &mut Desk, change: &dyn Fn(&mut ItemDraft)| {
        change(&mut desk.state.bench.as_mut().expect("an open case").draft.items[0]);
    };
    item(&mut desk, &|item| item.cites = Some(vec!["gone".to_owned()]));
    desk.press("F");
    let told = "cannot be finalized yet: item 1: a cited guideline is not in this workspace";
    assert_eq!(desk.notice(), told);
    assert_eq!(desk.bench().focus, Pane::Criteria);
    let stated = Override {
        guideline: "acoem-2004-neck-imaging".to_owned(),
        criterion: "imaging".to_owned(),
        value: Stated::Met,
        reason: " ".to_owned(),
    };
    item(&mut desk, &|item| {
        item.cites = None;
        item.overrides = vec![stated.clone()];
    });
    desk.press("2 F");
    let told = "cannot be finalized yet: item 1: an override gives no reason";
    assert_eq!((desk.notice(), desk.bench().focus), (told, Pane::Criteria));
    // What is asked for on the way to the letter is refused by nothing.
    item(&mut desk, &|item| {
        item.overrides.clear();
        item.cites = Some(Vec::new());
    });
    desk.press("F");
    assert!(desk.state.prompt.is_some(), "{}", desk.notice());
}

/// A grave notice would stop what was typed ahead while the disk is waited for.
#[test]
fn a_recording_that_ends_says_so_and_stops_nothing() {
    let mut desk = Desk::sample();
    desk.happen(Event::RecordingEnded("No space left".to_owned()));
    let notice = desk.state.notice.clone().expect("a notice");
    assert!(notice.text.contains("the recording has ended: No space left") && !notice.grave);
}
