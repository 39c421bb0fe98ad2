//! The record: pages where findings stand, findings of the reviewer's own, citations and copies.

use std::fs;

use imr_workbench::{
    app::state::{Overlay, Pane},
    domain::{draft::Draft, revision::Mark},
};

use crate::support::desk::{Desk, PLAIN};

const CASE: &str = "CM26-0000104";

fn on_findings() -> Desk {
    let mut desk = Desk::with_case(CASE);
    desk.press("2");
    desk
}

/// Types into the fields of the form, one after the other; an empty text leaves a field.
pub fn fill(desk: &mut Desk, fields: &[(&str, &str)]) {
    for (name, text) in fields {
        let at = |desk: &Desk| {
            let form = desk.bench().desk.form.as_ref().expect("a form");
            (form.field().word() == *name, form.at + 1 == form.fields.len())
        };
        desk.press("Up Up Up Up Up Up Up Up Up Up Up Up Up Up Up Up Up Up Up Up");
        while !at(desk).0 {
            assert!(!at(desk).1, "no field {name}");
            desk.press("Down");
        }
        desk.press("End");
        while !desk.bench().desk.form.as_ref().expect("a form").text_of(name).is_empty() {
            desk.press("Backspace");
        }
        desk.type_text(text);
    }
}

#[test]
fn a_page_opens_where_the_finding_stands_and_esc_goes_back() {
    let mut desk = on_findings();
    desk.press("j p");
    assert_eq!(desk.state.overlay, Some(Overlay::Record));
    let record = desk.bench().desk.record.as_ref().expect("a text");
    assert_eq!((record.document.as_str(), record.page()), ("progress-note-2026-09-10", 2));
    assert!(record.lines[record.at].text.contains("Straight leg raising on the left"));
    assert!(desk.text().contains("page 2 of 2"));
    desk.press("h");
    assert_eq!(desk.bench().desk.record.as_ref().expect("a text").page(), 1);
    desk.press("q");
    assert_eq!(desk.state.overlay, None);
    assert_eq!(desk.bench().focus, Pane::Findings);
}

#[test]
fn from_a_criterion_the_page_of_its_witness_opens() {
    let mut desk = Desk::with_case(CASE);
    desk.press("3");
    let counted = |desk: &Desk| desk.bench().current_line().is_some_and(|l| !l.findings.is_empty());
    while !counted(&desk) {
        desk.press("j");
    }
    let id = desk.bench().current_line().expect("a line").findings[0].0.clone();
    desk.press("p");
    let finding = desk.bench().read.finding(&id).expect("a finding").clone();
    let record = desk.bench().desk.record.as_ref().expect("a text");
    assert_eq!(record.document, finding.source.document);
}

#[test]
fn tab_goes_through_the_documents_and_names_what_is_not_at_hand() {
    let mut desk = on_findings();
    desk.press("p");
    let documents = desk.bench().open.case.documents.len();
    let mut seen = 1;
    for _ in 1..documents {
        desk.press("Tab");
        if desk.notice().contains("not at hand") {
            assert!(desk.notice().contains("records/CM26-0000104/"), "{}", desk.notice());
        } else {
            seen += 1;
        }
    }
    assert_eq!(seen, 4, "the texts of the sample");
}

#[test]
fn a_search_stays_on_the_document() {
    let mut desk = on_findings();
    desk.press("p g g /");
    desk.type_text("oswestry");
    desk.press("Enter");
    assert_eq!(desk.state.overlay, Some(Overlay::Record));
    let line = |desk: &Desk| {
        let record = desk.bench().desk.record.as_ref().expect("a text");
        (record.at, record.lines[record.at].text.clone())
    };
    let first = line(&desk);
    assert!(first.1.contains("Oswestry index today 48 percent"));
    desk.press("n");
    assert!(line(&desk).1.contains("Oswestry index again"));
    desk.press("N");
    assert_eq!(line(&desk), first);
}

#[test]
fn a_finding_is_taken_from_the_page_and_the_criteria_follow_at_once() {
    let mut desk = on_findings();
    desk.press("p /");
    desk.type_text("ankle reflexes");
    desk.press("Enter f");
    assert!(matches!(desk.state.overlay, Some(Overlay::Form { over_record: true })));
    let form = desk.bench().desk.form.as_ref().expect("a form");
    assert_eq!(form.text_of("document"), "progress-note-2026-09-10");
    assert_eq!(form.text_of("page"), "2");
    assert_eq!(form.text_of("date"), "2026-09-10");
    assert_eq!(form.text_of("from"), "", "who says it is chosen, never assumed");
    let words = form.text_of("words");
    assert!(words.contains("ankle reflexes 2+"), "{words}");
    desk.press("Ctrl-s");
    assert!(desk.is_grave(), "a concept and a speaker lack");
    desk.type_text("osw");
    desk.press("Tab");
    assert_eq!(
        desk.bench().desk.form.as_ref().expect("a form").text_of("concept"),
        "oswestry score"
    );
    fill(&mut desk, &[("concept", "reflex loss"), ("value", "absent"), ("from", "exam")]);
    desk.press("Ctrl-s");
    assert_eq!(desk.state.overlay, Some(Overlay::Record), "back on the page: {}", desk.notice());
    desk.press("q");
    let own = desk.bench().listed.last().expect("a finding");
    assert_eq!((own.finding.id.as_str(), &own.mark), ("own-1", &Mark::Added));
    assert!(desk.bench().read.finding("own-1").is_some(), "criteria see it");
    let kept: Draft = desk.draft_on_disk(CASE).expect("a draft");
    assert_eq!(kept.revisions.added.len(), 1);
    assert!(!desk.bench().open.case.findings.iter().any(|f| f.id == "own-1"), "never in the case");
}

#[test]
fn words_that_do_not_stand_on_the_page_are_refused() {
    let mut desk = on_findings();
    desk.press("p f");
    fill(
        &mut desk,
        &[("concept", "reflex loss"), ("from", "exam"), ("words", "ankle reflexes are absent")],
    );
    desk.press("Ctrl-s");
    assert!(desk.is_grave());
    assert!(desk.text().contains("do not stand on page"), "{}", desk.text());
    fill(&mut desk, &[("words", "Oswestry index today 48 percent"), ("page", "2")]);
    desk.press("Ctrl-s");
    assert!(desk.text().contains("they stand on 1"), "{}", desk.text());
    fill(&mut desk, &[("page", "1")]);
    desk.press("Ctrl-s");
    assert_eq!(desk.bench().draft.revisions.added.len(), 1, "{}", desk.text());
}

#[test]
fn a_refused_finding_counts_no_more_and_can_be_taken_back() {
    let mut desk = Desk::with_case("CM15-0000001");
    let before = desk.bench().proofs.clone();
    let lit = |desk: &Desk| {
        let proof = desk.bench().proofs.iter().flat_map(|p| &p.criteria);
        proof.map(|c| c.value).collect::<Vec<_>>()
    };
    let values = lit(&desk);
    desk.press("2");
    let mut changed = false;
    for _ in 0..desk.bench().listed.len() {
        desk.press("f x");
        desk.type_text("page 3 says otherwise");
        desk.press("Enter");
        assert!(!desk.bench().current_finding().expect("a finding").mark.counts());
        assert!(desk.text().contains("refused: "));
        changed |= lit(&desk) != values;
        desk.press("f u");
        assert_eq!(desk.bench().proofs, before);
        desk.press("j");
    }
    assert!(changed, "some criterion follows");
    assert!(desk.bench().draft.revisions.is_empty());
}

#[test]
fn a_correction_keeps_what_intake_had_and_needs_a_reason() {
    let mut desk = on_findings();
    desk.press("j j f c");
    fill(&mut desk, &[("side", "right")]);
    desk.press("Ctrl-s");
    assert!(desk.is_grave(), "why?");
    fill(&mut desk, &[("reason", "the heading says right")]);
    desk.press("Ctrl-s");
    let corrected = &desk.bench().draft.revisions.corrected;
    assert_eq!(corrected.len(), 1, "{}", desk.notice());
    assert_eq!(corrected[0].finding.side.map(|s| s.to_string()).as_deref(), Some("right"));
    assert_eq!(corrected[0].was.side.map(|s| s.to_string()).as_deref(), Some("left"));
    let text = desk.screen(120, 40, PLAIN);
    assert!(text.contains("corrected: the heading says right"), "{text}");
    assert!(text.contains("case file: "), "{text}");
}

#[test]
fn what_is_typed_of_a_finding_survives_esc_leaving_and_a_restart() {
    let mut desk = on_findings();
    desk.press("f a");
    desk.type_text("antalgic g");
    desk.press("Esc");
    assert_eq!(desk.state.overlay, None);
    desk.press("f a");
    let typed = |desk: &Desk| desk.bench().desk.form.as_ref().expect("a form").text_of("concept");
    assert_eq!(typed(&desk), "antalgic g");
    let mut desk = desk.restart();
    desk.open(CASE);
    desk.press("F");
    desk.press("f a");
    assert_eq!(typed(&desk), "antalgic g", "also after the session ended in the middle");
    desk.press("Ctrl-x x");
    assert!(desk.bench().desk.form.is_none());
    assert!(desk.bench().draft.begun.is_none() || desk.draft_on_disk(CASE).is_none());
}

#[test]
fn a_begun_finding_stands_against_finalizing() {
    let mut desk = Desk::with_case("CM15-0000001");
    desk.press("o u e");
    desk.type_text("Because.");
    desk.press("Esc a y f a");
    desk.type_text("gait");
    desk.press("Esc F");
    assert!(desk.notice().contains("a finding is begun and not kept"), "{}", desk.notice());
}

#[test]
fn the_determination_holds_what_the_reviewer_made_of_the_record() {
    let mut desk = Desk::with_case("CM15-0000001");
    desk.press("2 f x");
    desk.type_text("second hand");
    desk.press("Enter 1 o u e");
    desk.type_text("Because.");
    desk.press("Esc a y F y");
    let decided = desk.determination_on_disk("CM15-0000001").expect("final");
    assert_eq!(decided.revisions.refused.len(), 1);
    let refused = &decided.revisions.refused[0].was.id;
    assert!(decided.findings.iter().all(|f| f.id != *refused), "no result rests on it");
    desk.open("CM15-0000001");
    assert!(!desk.bench().listed[0].mark.counts(), "a final case shows what was decided on");
}

#[test]
fn a_source_goes_into_the_rationale_with_one_key_and_out_with_one_undo() {
    let mut desk = on_findings();
    desk.press("e");
    desk.type_text("Leg pain");
    desk.press("Esc 2 i");
    let cited = "Leg pain (progress note, interventional pain physician, 09/10/2026, page 1)";
    assert_eq!(desk.written(), cited);
    desk.press("e Ctrl-u");
    assert_eq!(desk.written(), "Leg pain");
    desk.press("Ctrl-x i");
    assert_eq!(desk.written(), cited, "also while writing: of the finding that I came from");
    desk.press("Esc 3 i");
    assert!(desk.written().len() > cited.len(), "a guideline too");
    assert!(desk.written().ends_with(')'));
}

#[test]
fn copies_go_to_the_clipboard_of_the_reviewers_own_terminal() {
    let mut desk = on_findings();
    desk.press("y n");
    assert_eq!(desk.copied.as_deref(), Some(CASE));
    desk.press("y y");
    let words = desk.copied.clone().expect("words");
    assert!(words.starts_with("\"from the buttock") && words.ends_with("page 1)"), "{words}");
    desk.press("y c");
    let place = desk.copied.clone().expect("a place");
    assert!(words.ends_with(&place));
    desk.press("4 y r");
    assert!(desk.is_grave(), "an empty rationale is nothing to copy");
    desk.press("2 p v j y");
    assert!(desk.copied.as_deref().is_some_and(|text| text.contains("great toe")));
}

#[test]
fn a_finding_of_ones_own_goes_only_when_asked() {
    let mut desk = on_findings();
    desk.press("p f");
    fill(&mut desk, &[("concept", "reflex loss"), ("from", "exam")]);
    desk.press("Ctrl-s q G f u");
    assert!(matches!(desk.state.overlay, Some(Overlay::Question { .. })), "{}", desk.notice());
    assert!(desk.text().contains("Take this finding away?"));
    desk.press("Esc");
    assert_eq!(desk.bench().draft.revisions.added.len(), 1);
    desk.press("f u y");
    assert!(desk.bench().draft.revisions.added.is_empty());
}

#[test]
fn a_correction_that_was_left_is_gone_on_with_and_not_begun_anew() {
    let mut desk = on_findings();
    desk.press("f c");
    fill(&mut desk, &[("side", "right"), ("reason", "the heading")]);
    desk.press("Esc f c");
    let form = desk.bench().desk.form.as_ref().expect("a form");
    assert_eq!(
        (form.text_of("side"), form.text_of("reason")),
        ("right".into(), "the heading".into())
    );
    desk.press("Esc j f c");
    let form = desk.bench().desk.form.as_ref().expect("a form");
    assert_eq!(form.text_of("reason"), "the heading", "one finding is begun at a time");
}

#[test]
fn a_begun_correction_whose_finding_intake_removes_becomes_ones_own() {
    let mut desk = on_findings();
    desk.press("f c");
    fill(&mut desk, &[("reason", "the heading")]);
    desk.press("Esc q");
    let file = desk.workspace.file(&format!("cases/{CASE}.yaml"));
    let text = fs::read_to_string(&file).expect("a case");
    let begins = text.find("  - id: leg-pain-left").expect("a finding");
    let ends = text.find("  - id: slr-left").expect("the next");
    fs::write(&file, format!("{}{}", &text[..begins], &text[ends..])).expect("a case");
    let mut desk = desk.restart();
    desk.open(CASE);
    desk.press("y f a Ctrl-s");
    assert_eq!(desk.bench().draft.revisions.added.len(), 1, "{}", desk.text());
    assert!(desk.bench().draft.revisions.faults().is_empty(), "the draft can be opened again");
    let mut desk = desk.restart();
    desk.open(CASE);
    assert_eq!(desk.open_case(), CASE, "{}", desk.notice());
}

#[test]
fn a_finding_on_another_page_than_it_says_is_told() {
    let mut desk = Desk::sample();
    let file = desk.workspace.file(&format!("cases/{CASE}.yaml"));
    let text = fs::read_to_string(&file).expect("a case");
    fs::write(&file, text.replacen("page: 1", "page: 2", 1)).expect("a case");
    desk.open(CASE);
    desk.press("2 p");
    assert!(desk.notice().contains("do not stand on page 2; they stand on 1"), "{}", desk.notice());
}

#[test]
fn a_source_of_one_item_is_not_cited_for_the_next() {
    let mut desk = on_findings();
    desk.press("1 J i");
    assert!(desk.is_grave(), "{}", desk.notice());
    assert_eq!(desk.written(), "");
}

#[test]
fn a_final_case_on_other_files_says_that_its_criteria_are_computed_anew() {
    let mut desk = Desk::with_case("CM15-0000001");
    desk.press("o u e");
    desk.type_text("Because.");
    desk.press("Esc a y F y");
    desk.open("CM15-0000001");
    let said = "criteria computed anew";
    assert!(!desk.screen(120, 40, PLAIN).contains(said));
    desk.press("q");
    let file = desk.workspace.file("cases/CM15-0000001.yaml");
    let text = fs::read_to_string(&file).expect("a case");
    fs::write(&file, format!("{text}# looked through\n")).expect("a case");
    desk.open("CM15-0000001");
    assert!(desk.screen(120, 40, PLAIN).contains(said));
}

#[test]
fn a_level_that_names_no_place_is_refused_and_a_field_is_emptied_by_one_key() {
    let mut desk = on_findings();
    desk.press("p f");
    fill(&mut desk, &[("concept", "reflex loss"), ("from", "exam"), ("level", "L5L4")]);
    desk.press("Ctrl-s");
    assert!(desk.text().contains("`L5L4` is no level"), "{}", desk.text());
    desk.press("Ctrl-u");
    assert_eq!(desk.bench().desk.form.as_ref().expect("a form").text_of("level"), "");
    desk.type_text("L4-5");
    desk.press("Ctrl-s");
    assert_eq!(desk.bench().draft.revisions.added.len(), 1, "{}", desk.notice());
}
