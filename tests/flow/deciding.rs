//! Outcomes, values of the reviewer's own, citations: all of it in the draft, all of it on disk.

use imr_workbench::domain::draft::{ItemDraft, Stated};
use imr_workbench::domain::words::Outcome;

use std::fs;

use crate::support::{desk::Desk, workspace::Workspace};

const SEED: &str = "CM15-0000001";
const KNEE: &str = "CM26-0000112";

fn item(desk: &Desk, case: &str, number: u32) -> ItemDraft {
    let draft = desk.draft_on_disk(case).expect("a draft");
    draft.item(number).expect("the item").clone()
}

/// The value word of a criterion of the chosen item, as the tree shows it.
fn value(desk: &mut Desk, criterion: &str) -> String {
    let proofs = &desk.bench().proofs;
    let found = proofs.iter().find_map(|p| p.criterion(criterion)).expect("the criterion");
    found.value.word().to_owned()
}

fn go_to_criterion(desk: &mut Desk, name: &str) {
    desk.press("3 /");
    desk.type_text(name);
    desk.press("Enter");
    assert_eq!(desk.bench().current_criterion().expect("a criterion").1, name);
}

#[test]
fn nothing_is_decided_before_the_reviewer_decides() {
    let mut desk = Desk::with_case(KNEE);
    assert!(desk.bench().draft.items.iter().all(|i| i.outcome.is_none()));
    assert!(desk.text().contains("2 of 2 undecided"), "{}", desk.text());
    assert_eq!(desk.draft_on_disk(KNEE), None);
}

#[test]
fn an_outcome_is_set_changed_and_cleared() {
    let mut desk = Desk::with_case(KNEE);
    desk.press("o o");
    assert_eq!(desk.notice(), "item 1: overturned");
    assert_eq!(item(&desk, KNEE, 1).outcome, Some(Outcome::Overturned));
    desk.press("o u");
    assert_eq!(item(&desk, KNEE, 1).outcome, Some(Outcome::Upheld));
    assert_eq!(item(&desk, KNEE, 2).outcome, None);
    desk.press("J o o");
    assert_eq!(item(&desk, KNEE, 2).outcome, Some(Outcome::Overturned));
    assert!(desk.text().contains("all decided"), "{}", desk.text());
    desk.press("o c K o c");
    assert_eq!(desk.notice(), "item 1: undecided");
    assert_eq!(desk.draft_on_disk(KNEE), None, "nothing is left that is worth a file");
}

#[test]
fn a_case_with_an_outcome_is_in_work() {
    let mut desk = Desk::with_case(KNEE);
    desk.press("o o q");
    assert_eq!(desk.selected(), KNEE);
    assert!(desk.text().contains("1 in work"), "{}", desk.text());
    let mut desk = desk.restart();
    desk.open(KNEE);
    assert!(desk.notice().starts_with("your draft is here again"), "{}", desk.notice());
    assert_eq!(desk.bench().draft.item(1).expect("a draft").outcome, Some(Outcome::Overturned));
    assert_eq!(desk.bench().item, 1, "the work goes on at the first undecided item");
}

/// Left at one item, opened at another: the next words would be written on the wrong one.
#[test]
fn a_case_opens_again_on_the_item_that_was_left() {
    let mut desk = Desk::with_case("CM26-0000105");
    desk.press("o o J J J o u q");
    let mut desk = desk.restart();
    desk.open("CM26-0000105");
    assert_eq!(desk.bench().item, 3);
}

#[test]
fn each_item_keeps_its_own_undo_while_the_case_is_open() {
    let mut desk = Desk::with_case(KNEE);
    desk.press("e");
    desk.type_text("first");
    desk.press("Esc J K e Ctrl-u");
    assert_eq!(desk.bench().editor.text(), "");
}

/// Said as a fact above the letter, never as a verdict.
#[test]
fn a_dependent_item_decided_otherwise_than_its_parent_is_named_in_the_preview() {
    let mut desk = Desk::with_case("CM26-0000105");
    for (i, outcome) in ["o u", "o o", "o u", "o u", "o u"].into_iter().enumerate() {
        desk.press(if i == 0 { "1" } else { "J" });
        desk.press(outcome);
        desk.press("e");
        desk.type_text("reasons");
        desk.press("Esc");
    }
    desk.press("F");
    for item in [1, 5] {
        assert!(desk.text().contains("below the MTUS: "), "{}", desk.text());
        assert_eq!(desk.bench().item + 1, item, "asked where it lacks");
        desk.type_text("not addressed");
        desk.press("Enter");
    }
    desk.press("y");
    assert_eq!(desk.notice(), "item 2 is overturned but depends on item 1, which is upheld");
}

#[test]
fn a_value_of_the_reviewers_own_changes_the_tree_and_stays() {
    let mut desk = Desk::with_case(SEED);
    assert_eq!(value(&mut desk, "tissue insult"), "met");
    go_to_criterion(&mut desk, "neurologic dysfunction on examination");
    desk.press("m n");
    desk.type_text("only quoted, the report itself is missing");
    desk.press("Enter");
    assert_eq!(desk.notice(), "neurologic dysfunction on examination: not met, stated by you");
    assert_ne!(value(&mut desk, "tissue insult"), "met", "what rests on it follows");
    let seen = desk.text();
    assert!(seen.contains("yours: neurologic"), "{seen}");
    assert!(seen.contains("you state not met; computed: met"), "{seen}");

    let overrides = item(&desk, SEED, 1).overrides;
    assert_eq!(overrides.len(), 1);
    assert_eq!(overrides[0].criterion, "neurologic dysfunction on examination");
    assert_eq!(overrides[0].value, Stated::NotMet);
    assert_eq!(overrides[0].reason, "only quoted, the report itself is missing");

    let mut desk = desk.restart();
    desk.open(SEED);
    assert_ne!(value(&mut desk, "tissue insult"), "met");
    go_to_criterion(&mut desk, "neurologic dysfunction on examination");
    desk.press("m c");
    assert_eq!(value(&mut desk, "tissue insult"), "met");
    assert_eq!(desk.draft_on_disk(SEED), None);
}

#[test]
fn a_second_statement_on_a_criterion_takes_the_place_of_the_first() {
    let mut desk = Desk::with_case(SEED);
    go_to_criterion(&mut desk, "red flag");
    for (keys, reason) in [("m m", "first"), ("m n", "second")] {
        desk.press(keys);
        desk.type_text(reason);
        desk.press("Enter");
    }
    let overrides = item(&desk, SEED, 1).overrides;
    assert_eq!(overrides.len(), 1);
    assert_eq!(overrides[0].reason, "second");
}

#[test]
fn a_value_without_a_reason_is_refused() {
    let mut desk = Desk::with_case(SEED);
    go_to_criterion(&mut desk, "red flag");
    desk.press("m m Space Enter");
    assert_eq!(desk.notice(), "a value of your own needs a reason; nothing was changed");
    desk.press("m m");
    desk.type_text("on second thought");
    desk.press("Esc");
    assert_eq!(value(&mut desk, "red flag"), "silent");
    assert_eq!(desk.draft_on_disk(SEED), None);
}

#[test]
fn a_line_that_is_no_criterion_stands_for_the_one_that_decides() {
    let mut desk = Desk::with_case(SEED);
    desk.press("3 m m");
    assert!(desk.text().contains("why is `imaging` met?"), "{}", desk.text());
}

/// What is typed ahead of a refusal would run as commands: with a guideline at hand there is none.
#[test]
fn a_value_can_be_stated_from_every_pane() {
    for pane in ["1", "2", "3", "4"] {
        let mut desk = Desk::with_case(SEED);
        desk.press(pane);
        desk.press("m n");
        assert!(desk.text().contains("why is `imaging` not met?"), "{pane}: {}", desk.text());
    }
}

#[test]
fn the_two_readings_scroll() {
    let mut desk = Desk::with_case("CM26-0000102");
    desk.press("w");
    let first = desk.text();
    desk.press("Space");
    assert_ne!(desk.text(), first);
}

#[test]
fn a_guideline_is_cited_or_cited_no_more() {
    let mut desk = Desk::with_case(SEED);
    let id = desk.bench().cited();
    assert_eq!(id.len(), 1);
    desk.press("3 t");
    assert_eq!(desk.notice(), format!("the letter no longer cites {}", id[0]));
    assert_eq!(item(&desk, SEED, 1).cites, Some(vec![]));
    assert!(!desk.text().contains("[cited]"));
    desk.press("t");
    assert_eq!(item(&desk, SEED, 1).cites, Some(id));
}

#[test]
fn each_item_has_a_text_of_its_own() {
    let mut desk = Desk::with_case(KNEE);
    desk.press("e");
    desk.type_text("Of the knee.");
    desk.press("Esc J");
    assert_eq!(desk.written(), "");
    desk.press("e");
    desk.type_text("Of the films. ");
    desk.press("Esc K");
    assert_eq!(desk.written(), "Of the knee.");
    desk.press("J");
    assert_eq!(desk.written(), "Of the films. ");
    assert_eq!(item(&desk, KNEE, 1).rationale, "Of the knee.");
    assert_eq!(item(&desk, KNEE, 2).rationale, "Of the films. ");
    // The caret of each is kept as well.
    desk.press("e Home Esc K J");
    assert_eq!(desk.bench().editor.caret(), (0, 0));
}

#[test]
fn a_work_is_asked_for_part_by_part_and_taken_off_again() {
    let mut desk = Desk::with_case(SEED);
    desk.press("W");
    for text in ["s", "Sample A", "A title"] {
        desk.type_text(text);
        desk.press("Enter");
    }
    desk.press("Enter");
    assert_eq!(desk.notice(), "a citation of this kind names it", "a study has a journal");
    desk.press("Up Enter");
    for text in ["J Samples", "2019", "", "12-19", "b"] {
        desk.type_text(text);
        desk.press("Enter");
    }
    assert_eq!(
        desk.notice(),
        "the letter cites Sample A. A title. J Samples 2019: 12-19 (rank B of Labor Code 4610.5(c)(2))"
    );
    assert_eq!(item(&desk, SEED, 1).works.len(), 1);
    desk.press("w");
    assert!(desk.text().contains("you cite Sample A"), "{}", desk.text());
    desk.press("Esc :");
    desk.type_text("forget-work");
    desk.press("Enter");
    assert!(desk.notice().starts_with("the letter no longer cites Sample A"), "{}", desk.notice());
    desk.press("W");
    desk.type_text("g");
    desk.press("Enter Esc");
    assert_eq!(desk.draft_on_disk(SEED), None, "given up, nothing is cited");
}

#[test]
fn dependents_are_decided_with_their_item_when_that_is_asked_for() {
    let mut desk = Desk::with_case("CM26-0000105");
    desk.press("o d");
    assert_eq!(desk.notice(), "item 1 is undecided; decide it first");
    desk.press("o u J J o o K K o d");
    assert_eq!(
        desk.notice(),
        "items 2, 4, 5: upheld · items 2, 4, 5: the shared sentence is the rationale, to be changed at \
         will · item 3: decided otherwise, and left so"
    );
    let with = item(&desk, "CM26-0000105", 2);
    assert!(with.rationale.contains("not medically necessary either."), "{}", with.rationale);
    assert_eq!(item(&desk, "CM26-0000105", 3).rationale, "");
}

#[test]
fn what_is_said_of_the_citations_is_taken_back_by_an_empty_answer_and_said_so() {
    let mut desk = Desk::with_case(SEED);
    desk.press("3 t T");
    desk.type_text("no guideline speaks of it");
    desk.press("Enter");
    assert_eq!(desk.notice(), "kept; the letter says it after what is cited");
    desk.press("T Ctrl-u Enter");
    assert_eq!(desk.notice(), "taken back; the letter says it no more");
    assert_eq!(item(&desk, SEED, 1).uncited, None);
    desk.press("T Enter");
    assert_eq!(desk.notice(), "nothing was said, and nothing is");
    desk.press("t T");
    desk.type_text("not addressed");
    desk.press("Enter T Ctrl-u Enter");
    assert_eq!(desk.notice(), "taken back; the letter says it no more");
    assert_eq!(item(&desk, SEED, 1).step_down, None);
}

#[test]
fn a_blank_that_nothing_fills_is_told_and_stands_against_the_letter() {
    let workspace = Workspace::sample();
    let text = workspace.read("imr.yaml");
    assert!(text.contains("{appeal by}"));
    fs::write(workspace.file("imr.yaml"), text.replace("{appeal by}", "{apeal by}")).unwrap();
    let mut desk = Desk::on(workspace);
    assert_eq!(desk.notice(), "1 fault in imr.yaml: run `imr check`");
    desk.open(SEED);
    desk.press("o o e");
    desk.type_text("The study is medically necessary.");
    desk.press("Esc F y");
    let said = "imr.yaml: nothing fills the blank {apeal by} of `notices: appeal`; did you mean `appeal by`?";
    assert!(desk.is_grave() && desk.notice().contains(said), "{}", desk.notice());
    assert_eq!(desk.preview(), "");
}
