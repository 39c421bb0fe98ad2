//! Two sessions, files that change underneath, drafts that are discarded, final cases that are amended: both sides
//! are kept, shown and asked about.

use std::fs;

use imr_workbench::app::{
    Action, Event,
    state::{Leave, Overlay, Question},
};

use crate::support::desk::{Desk, other_session};

const SEED: &str = "CM15-0000001";
const CASE: &str = "cases/CM15-0000001.yaml";
const DRAFT: &str = ".imr/drafts/CM15-0000001.yaml";

fn question(desk: &Desk) -> Option<&Question> {
    match &desk.state.overlay {
        Some(Overlay::Question { question, .. }) => Some(question),
        _ => None,
    }
}

/// The seed's case with words that are on the disk.
fn written(words: &str) -> Desk {
    let mut desk = Desk::with_case(SEED);
    desk.press("e");
    desk.type_text(words);
    desk.press("Esc");
    desk
}

fn change_case(desk: &Desk) {
    let text = desk.workspace.read(CASE);
    let changed = text.replacen("summary: ", "summary: Added by intake. ", 1);
    fs::write(desk.workspace.file(CASE), changed).expect("a case file");
}

#[test]
fn a_case_that_another_has_is_read_and_not_changed() {
    let mut desk = Desk::sample();
    let theirs = other_session(desk.workspace.path(), SEED, "second", false);
    desk.open(SEED);
    assert!(desk.notice().starts_with("held by r2 (second@"), "{}", desk.notice());
    assert!(desk.text().contains("HELD by r2, read only"), "{}", desk.text());
    for keys in ["o o", "e", "F", "a", "A", "3 t", "m m"] {
        desk.press(keys);
        assert!(
            desk.is_grave() && desk.notice().contains("held by r2"),
            "{keys}: {}",
            desk.notice()
        );
        assert_eq!(question(&desk), None);
    }
    assert_eq!(desk.saves, 0);
    desk.press("q");
    assert_eq!(desk.open_case(), "", "reading it does not hold the reviewer");
    drop(theirs);
    desk.open(SEED);
    desk.press("o o");
    assert_eq!(desk.notice(), "item 1: overturned");
}

#[test]
fn taking_over_is_asked_for_and_the_displaced_one_keeps_every_word() {
    let mut first = written("Of the first. ");
    let mut second = Desk::on_same(&first);
    second.open(SEED);
    second.press(": t a k e - o v e r Enter");
    assert!(matches!(question(&second), Some(Question::TakeOver(_))));
    second.press("Esc");
    assert!(second.text().contains("HELD"), "Esc takes nothing");
    second.press(": t a k e - o v e r Enter y");
    assert_eq!(second.written(), "Of the first. ", "what was kept is here");
    second.press("e");
    second.type_text("X");
    second.press("Esc");

    // The first one writes on, and learns of it at the next change.
    first.press("e");
    first.type_text("And more.");
    first.press("Esc");
    assert!(first.notice().contains("has taken this case over"), "{}", first.notice());
    let aside = first.workspace.read(".imr/trash/CM15-0000001.1.yaml");
    assert!(aside.contains("Of the first. And more."), "{aside}");
    assert_eq!(first.written(), "Of the first. And more.", "and on the screen");
    first.press("o u");
    assert!(first.is_grave(), "it can be read, not changed");
    assert!(first.workspace.read(DRAFT).contains("Of the first. X"));
    first.press("q");
    assert_eq!(first.open_case(), "");
}

/// The same with a search prompt over the text, and over a finding that is being filled in.
#[test]
fn the_displaced_one_keeps_what_is_written_under_a_prompt_and_in_a_form() {
    for (over, last) in [("e Ctrl-x /", "Esc"), ("2 f a", "")] {
        let mut first = written("Of the first. ");
        let mut second = Desk::on_same(&first);
        second.open(SEED);
        second.press(": t a k e - o v e r Enter y");
        second.press("e");
        second.type_text("X");
        second.press("Esc");
        first.press(over);
        first.happen(Event::Act(Action::Save));
        first.press(last);
        first.type_text("And more.");
        first.press("Esc");
        let aside: String = (1..4)
            .map(|n| first.workspace.file(&format!(".imr/trash/CM15-0000001.{n}.yaml")))
            .filter_map(|file| fs::read_to_string(file).ok())
            .collect();
        assert!(aside.contains("And more."), "{over}: {aside}");
        first.press("o u");
        assert!(first.is_grave(), "{over}: it can be read, not changed");
    }
}

/// Who leaves a case is not asked about it over the next one.
#[test]
fn a_case_that_is_left_asks_nothing_over_the_next() {
    let mut desk = written("My words. ");
    desk.refuse_saves = Some("the disk is slow".to_owned());
    desk.press("e");
    desk.type_text("More.");
    desk.press("Esc");
    change_case(&desk);
    desk.state.leaving = Some(Leave::Queue);
    desk.look_again();
    assert_eq!(question(&desk), None);
    let old = desk.bench().open.clone();
    desk.state.leaving = None;
    desk.refuse_saves = None;
    desk.press("Ctrl-s q");
    desk.open("CM26-0000104");
    desk.state.overlay =
        Some(Overlay::Question { question: Question::CaseChanged(Box::new(old)), top: 0 });
    desk.press("y");
    assert_eq!(desk.open_case(), "CM26-0000104");
    assert_eq!(desk.bench().open.case.case.as_str(), "CM26-0000104", "never another case under it");
}

/// After a line dropped, the reviewer's own session may still sit on the case.
#[test]
fn a_reviewers_own_other_session_is_offered_at_once() {
    let mut desk = Desk::sample();
    let _dead = other_session(desk.workspace.path(), SEED, "tester", true);
    desk.state.reviewer = Some("r1".to_owned());
    desk.open(SEED);
    assert!(matches!(question(&desk), Some(Question::TakeOver(_))));
    desk.press("y o u");
    assert_eq!(desk.notice(), "item 1: upheld");
}

#[test]
fn a_case_file_that_changes_under_an_untouched_draft_is_shown_as_it_is_now() {
    let mut desk = Desk::with_case(SEED);
    desk.press("3 j j");
    change_case(&desk);
    desk.look_again();
    assert_eq!(desk.notice(), "the case file has changed on the disk; this is how it is now");
    assert!(desk.bench().open.case.summary.starts_with("Added by intake. "));
    assert_eq!(desk.bench().line, 2, "the cursor stays");
}

#[test]
fn a_case_file_that_changes_under_words_is_shown_and_asked_about() {
    let mut desk = written("My words. ");
    change_case(&desk);
    desk.look_again();
    assert!(matches!(question(&desk), Some(Question::CaseChanged(_))));
    assert!(desk.text().contains("+ summary: Added by intake."), "{}", desk.text());
    assert!(desk.text().contains("- summary: "), "{}", desk.text());
    desk.press("Esc");
    assert_eq!(desk.written(), "My words. ");
    // Nothing is made final on a case that nobody has looked at.
    desk.press("o o F");
    assert!(matches!(question(&desk), Some(Question::CaseChanged(_))), "{}", desk.notice());
    desk.press("y");
    assert_eq!(desk.written(), "My words. ");
    assert!(desk.bench().open.case.summary.starts_with("Added by intake. "));
    desk.press("F");
    assert!(matches!(question(&desk), Some(Question::Attest { .. })), "{}", desk.notice());
}

/// A question never comes under the fingers: what is typed in a prompt stays there.
#[test]
fn a_case_file_that_changes_while_a_reason_is_typed_waits() {
    let mut desk = written("My words. ");
    desk.press("3 j j j m m");
    desk.type_text("seen on the ");
    change_case(&desk);
    desk.look_again();
    assert_eq!(question(&desk), None);
    desk.type_text("films, they say");
    desk.look_again();
    desk.press("Enter");
    assert!(desk.notice().contains("met, stated by you"), "{}", desk.notice());
    desk.press("F");
    assert!(matches!(question(&desk), Some(Question::CaseChanged(_))), "{}", desk.notice());
    desk.press("Esc");
    desk.look_again();
    assert_eq!(question(&desk), None, "what was put off is not asked again and again");
}

/// Read-only is read-only: nothing there counts as a change that would have to be kept.
#[test]
fn a_case_file_that_changes_under_a_reader_is_only_shown() {
    let mut desk = written("Of another. ");
    desk.press("q");
    let _theirs = other_session(desk.workspace.path(), SEED, "second", false);
    desk.open(SEED);
    change_case(&desk);
    desk.look_again();
    assert_eq!(question(&desk), None);
    assert!(!desk.bench().keeping.is_dirty());
    desk.press("q");
    assert_eq!(desk.open_case(), "");
}

/// A draft of the version before the last is left over from it: the case is final, and can be amended.
#[test]
fn what_an_amendment_left_over_does_not_keep_the_case_open() {
    let mut desk = written("First.");
    desk.press("o o F y y");
    desk.open(SEED);
    desk.press("A");
    desk.type_text("a date");
    desk.press("Enter F y");
    let mut left = desk.draft_on_disk(SEED).expect("a draft");
    desk.press("y");
    left.items[0].rationale = "Left over.".to_owned();
    let text = imr_workbench::store::yaml::write(&left).expect("a draft");
    fs::write(desk.workspace.file(DRAFT), text).expect("a draft");
    let mut desk = desk.restart();
    desk.open(SEED);
    assert!(desk.notice().contains("this case is final"), "{}", desk.notice());
    desk.press("A");
    desk.type_text("another date");
    desk.press("Enter");
    assert!(desk.text().contains("AMENDING version 2"), "{}", desk.text());
    assert!(desk.workspace.read(".imr/trash/CM15-0000001.1.yaml").contains("Left over."));
}

/// The same after the bench was closed: the file that the draft was begun on is kept beside it.
#[test]
fn a_case_file_that_changed_meanwhile_is_compared_on_opening() {
    let mut desk = written("My words. ");
    desk.press("q");
    change_case(&desk);
    let mut desk = desk.restart();
    desk.open(SEED);
    assert!(matches!(question(&desk), Some(Question::CaseChanged(_))));
    assert!(desk.text().contains("+ summary: Added by intake."), "{}", desk.text());
    desk.press("y q");
    let mut desk = desk.restart();
    desk.open(SEED);
    assert_eq!(question(&desk), None, "asked once");
    assert_eq!(desk.written(), "My words. ");
}

#[test]
fn a_draft_that_another_program_changed_is_shown_beside_this_one() {
    let rewrite = |desk: &Desk| {
        let theirs = desk.workspace.read(DRAFT).replace("My words.", "Their words.");
        fs::write(desk.workspace.file(DRAFT), theirs).expect("a draft");
    };
    // Mine stays.
    let mut desk = written("My words.");
    rewrite(&desk);
    desk.press("o o");
    assert!(matches!(question(&desk), Some(Question::OtherDraft { theirs: Some(_), .. })));
    let text = desk.text();
    assert!(text.contains("- Their words.") && text.contains("+ My words."), "{text}");
    desk.press("y");
    assert!(desk.workspace.read(DRAFT).contains("My words."));
    assert!(desk.workspace.read(".imr/trash/CM15-0000001.2.yaml").contains("Their words."));
    assert!(!desk.bench().keeping.is_dirty());
    // Theirs stays.
    let mut desk = written("My words.");
    rewrite(&desk);
    desk.press("o o t");
    assert_eq!(desk.written(), "Their words.");
    assert!(desk.workspace.read(".imr/trash/CM15-0000001.1.yaml").contains("My words."));
    // Neither is chosen: both are there, and leaving is refused.
    let mut desk = written("My words.");
    rewrite(&desk);
    desk.press("o o Esc q");
    assert_eq!(desk.open_case(), SEED);
    assert!(desk.workspace.read(DRAFT).contains("Their words."));
    assert_eq!(desk.written(), "My words.");
}

#[test]
fn a_draft_is_shown_and_discarded_into_the_trash() {
    let mut desk = written("Not this.");
    desk.press("o u D");
    let text = desk.text();
    assert!(text.contains("+ upheld") && text.contains("+ Not this."), "{text}");
    desk.press("Esc : d i s c a r d - d r a f t Enter");
    assert_eq!(question(&desk), Some(&Question::Discard));
    desk.press("Esc");
    assert_eq!(desk.written(), "Not this.");
    desk.press(": d i s c a r d - d r a f t Enter y");
    assert_eq!(desk.open_case(), SEED);
    assert_eq!((desk.written().as_str(), desk.draft_on_disk(SEED)), ("", None));
    assert!(desk.notice().contains(".imr/trash/CM15-0000001.1.yaml"), "{}", desk.notice());
    assert!(desk.workspace.read(".imr/trash/CM15-0000001.1.yaml").contains("Not this."));
}

#[test]
fn a_final_case_is_amended_by_a_second_version_with_a_reason() {
    let mut desk = written("The first reasons.");
    desk.press("o o F y y");
    assert!(desk.notice().contains("is final"), "{}", desk.notice());
    desk.open(SEED);
    desk.press("A");
    desk.type_text("  ");
    desk.press("Enter");
    assert!(desk.notice().contains("needs a reason"), "{}", desk.notice());
    desk.press("A");
    desk.type_text("a date was wrong");
    desk.press("Enter");
    assert!(desk.text().contains("AMENDING version 1"), "{}", desk.text());
    assert_eq!(desk.written(), "The first reasons.");
    assert_eq!(desk.bench().draft.attested, None, "attested anew");
    desk.press("e Ctrl-g");
    desk.type_text(" Mended.");
    desk.press("Esc F y");
    assert!(desk.preview().contains("a date was wrong"), "{}", desk.preview());
    desk.press("y");
    assert!(desk.notice().contains("determinations/CM15-0000001.v2.yaml"), "{}", desk.notice());
    assert!(desk.workspace.read("determinations/CM15-0000001.yaml").contains("The first reasons."));
    desk.open(SEED);
    assert_eq!(desk.written(), "The first reasons. Mended.");
}

/// One reviewer's word is not another's, and it can be taken back.
#[test]
fn the_attestation_is_given_withdrawn_and_kept_in_the_determination() {
    let mut desk = written("Why.");
    desk.press("o u a");
    assert!(desk.text().contains("financial tie"), "{}", desk.text());
    desk.press("Esc");
    assert_eq!(desk.bench().draft.attested, None);
    desk.press("a y");
    assert!(desk.draft_on_disk(SEED).expect("a draft").attested.is_some());
    desk.press(": w i t h d r a w - a t t e s t a t i o n Enter");
    assert_eq!(desk.draft_on_disk(SEED).expect("a draft").attested, None);
    desk.press("F y y");
    let decided = desk.determination_on_disk(SEED).expect("a determination");
    assert_eq!(decided.attestation.as_ref().unwrap().reviewer, "r1");
    assert!(decided.attestation.as_ref().unwrap().statement.contains("financial tie"));
    let letter = desk.letter_on_disk(SEED).expect("a letter");
    assert!(!letter.contains("Not Printed"), "no name");
}

/// Told before the sheet is read, not after it was affirmed.
#[test]
fn a_reviewer_who_may_not_decide_is_told_before_the_attestation() {
    let workspace = crate::support::workspace::Workspace::sample();
    let file = workspace.file("reviewers.yaml");
    let text = fs::read_to_string(&file).expect("reviewers");
    fs::write(&file, text.replacen("hours_a_week: 30", "hours_a_week: 10", 1)).expect("reviewers");
    let mut desk = Desk::on(workspace);
    desk.open(SEED);
    desk.press("a");
    assert_eq!(question(&desk), None);
    assert!(desk.notice().contains("10 hours a week, fewer than 24"), "{}", desk.notice());
}

#[test]
fn a_draft_of_another_reviewer_is_not_called_yours() {
    let mut desk = written("Why.");
    desk.press("q");
    let mut left = desk.draft_on_disk(SEED).expect("a draft");
    left.by = Some("r2".to_owned());
    let text = imr_workbench::store::yaml::write(&left).expect("a draft");
    fs::write(desk.workspace.file(DRAFT), text).expect("a draft");
    let mut desk = desk.restart();
    desk.state.reviewer = Some("r1".to_owned());
    desk.open(SEED);
    assert!(desk.notice().starts_with("this draft is of r2"), "{}", desk.notice());
}

/// A rationale of a size that no letter has: refused aloud, and what was there stays.
#[test]
fn a_paste_without_end_is_refused() {
    let mut desk = written("Kept. ");
    desk.press("e");
    desk.paste(&"x".repeat(2 * 1024 * 1024));
    assert!(desk.is_grave() && desk.notice().contains("1024 KB"), "{}", desk.notice());
    assert_eq!(desk.written(), "Kept. ");
}
