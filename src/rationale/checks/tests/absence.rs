//! L07: a sentence that says of something that it is not in the record.

use std::sync::Arc;

use crate::{
    domain::{
        case::Document,
        check::{Alarm, CheckId, Severity},
        finding::{Finding, Value},
        silence::{Discounted, Found, SilenceProof},
        testing::finding,
        vocabulary::Concept,
        words::Outcome,
    },
    rationale::checks::testing::Desk,
    records::search::{Around, Corpus, Lexicon, Shelves, absences, folded},
};

const PAGE: &str =
    "The patient denies fever. Ice was tried. He attended twelve sessions of physical therapy.";

/// One item, this rationale, one page of a note.
fn desk(rationale: &str, page: &str) -> Desk {
    let mut desk = Desk::new(Outcome::Upheld, rationale);
    for (name, done) in [("fever", false), ("physical therapy", true), ("spinal injection", true)] {
        let outcomes = if done { vec!["failed".to_owned()] } else { Vec::new() };
        let concept = Concept { outcomes, ..Concept::default() };
        desk.vocabulary.concepts.insert(name.to_owned(), concept);
    }
    let id = "note".to_owned();
    let document =
        Document { id: id.clone(), kind: id.clone(), provider: None, date: None, pages: Some(1) };
    desk.case.documents.push(document);
    desk.texts.insert(id, Arc::from(page));
    desk
}

/// What stands at hand for the only claim of the rationale.
fn found(desk: &Desk) -> Found {
    let lexicon = Lexicon::new(&desk.vocabulary);
    let item = desk.case.items.first();
    let around = Around { vocabulary: &desk.vocabulary, lexicon: &lexicon, item };
    let claim = absences(&desk.draft.items[0].rationale).remove(0);
    Shelves::new(&Corpus::of(&desk.texts), &desk.case)
        .search(&claim.sought, &around)
        .expect("a thing")
}

/// Keeps the search for the only claim of the rationale, with every hit set aside when `aside`.
fn keep(desk: &mut Desk, aside: bool) {
    let found = found(desk);
    let hits = found.hits.iter().filter(|_| aside);
    let reason = || "of another patient".to_owned();
    let discounted = hits.map(|at| Discounted { at: at.clone(), reason: reason() }).collect();
    let text = &desk.draft.items[0].rationale;
    let claim = folded(&text[absences(text).remove(0).span]);
    let at = "2026-11-22T09:00".to_owned();
    desk.draft.items[0].silences.push(SilenceProof { claim, at, found, discounted });
}

fn of_absence(desk: &Desk) -> Vec<Alarm> {
    let of = [CheckId::AbsenceHit, CheckId::AbsenceUnsearched, CheckId::AbsenceStale];
    desk.alarms().into_iter().filter(|a| of.contains(&a.check)).collect()
}

fn checks(desk: &Desk) -> Vec<CheckId> {
    of_absence(desk).into_iter().map(|alarm| alarm.check).collect()
}

#[test]
fn what_is_said_to_be_missing_and_stands_there_is_an_error() {
    let text = "The knee hurts. No physical therapy was documented. Therefore it is not needed.";
    let alarms = of_absence(&desk(text, PAGE));
    let [alarm] = &alarms[..] else { panic!("{alarms:?}") };
    assert_eq!((alarm.check, alarm.severity), (CheckId::AbsenceHit, Severity::Error));
    let span = alarm.span.clone().expect("a sentence");
    assert!(text[span].starts_with("No physical therapy was documented"), "{alarm:?}");
    assert_eq!(alarm.reason, "note, page 1: \u{201c}physical therapy\u{201d}");
}

#[test]
fn a_finding_speaks_as_a_page_does() {
    let mut desk = desk("There is no documentation of fever.", "Nothing of note.");
    desk.case.findings.push(finding("hot", "fever"));
    assert_eq!(checks(&desk), [CheckId::AbsenceHit]);
    desk.case.findings[0] = Finding { value: Value::Absent, ..finding("hot", "fever") };
    assert_eq!(checks(&desk), [], "a finding that it is absent bears the sentence out");
    desk.draft.items[0].rationale = "There is no documentation of fever or ice.".to_owned();
    assert_eq!(checks(&desk), [CheckId::AbsenceUnsearched], "of ice no finding says anything");
}

#[test]
fn a_blank_that_is_open_says_of_nothing_that_it_is_absent() {
    let mut desk = desk("There is no documentation of {what is missing}.", PAGE);
    assert_eq!(checks(&desk), []);
    for filled in ["ice {of which kind.", "ice}.", "{ice."] {
        desk.draft.items[0].rationale = format!("There is no documentation of {filled}");
        assert_ne!(checks(&desk), [], "{filled}: no blank");
    }
}

#[test]
fn what_is_not_found_is_to_be_searched_and_kept() {
    let mut desk = desk("There is no evidence of fever.", PAGE);
    let alarms = of_absence(&desk);
    let [alarm] = &alarms[..] else { panic!("{alarms:?}") };
    assert_eq!((alarm.check, alarm.severity), (CheckId::AbsenceUnsearched, Severity::Warning));
    assert_eq!(alarm.reason, "\u{201c}fever\u{201d} is not found; look at the search and keep it");
    keep(&mut desk, false);
    assert_eq!(checks(&desk), [], "a search that is kept and finds the same is silent");
}

#[test]
fn blind_pages_and_documents_are_told_and_never_not_found() {
    let mut desk = desk("There is no evidence of fever.", "Nothing of note.\u{c} \n");
    let said = |desk: &Desk| of_absence(desk)[0].reason.clone();
    assert!(said(&desk).contains("is not found, 1 page is not searchable;"), "{}", said(&desk));
    desk.texts.insert("note".to_owned(), Arc::from(" \u{c} "));
    assert!(
        said(&desk).contains("could not be looked for: no page is searchable"),
        "{}",
        said(&desk)
    );
    desk.texts.clear();
    assert!(said(&desk).contains("1 document is not at hand"), "{}", said(&desk));
}

#[test]
fn a_record_that_has_changed_makes_the_search_stale() {
    let mut desk = desk("There is no evidence of fever.", PAGE);
    keep(&mut desk, false);
    desk.texts.insert("note".to_owned(), Arc::from("The patient denies fever. A line more."));
    assert_eq!(checks(&desk), [CheckId::AbsenceStale]);
    desk.texts.insert("note".to_owned(), Arc::from("The patient reports fever."));
    assert_eq!(checks(&desk), [CheckId::AbsenceHit], "what it finds now weighs more");
    // The search belongs to its sentence: of another one it says nothing.
    desk.draft.items[0].rationale = "There is no evidence of a spinal injection.".to_owned();
    assert_eq!(checks(&desk), [CheckId::AbsenceUnsearched]);
}

#[test]
fn a_hit_that_is_set_aside_is_silent_and_a_new_one_is_not() {
    let mut desk = desk("No physical therapy was documented.", PAGE);
    keep(&mut desk, false);
    assert_eq!(checks(&desk), [CheckId::AbsenceHit], "kept, but the hit stands against it");
    desk.draft.items[0].silences.clear();
    keep(&mut desk, true);
    assert_eq!(checks(&desk), []);
    let more = format!("{PAGE} In June physical therapy was begun again.");
    desk.texts.insert("note".to_owned(), Arc::from(more.as_str()));
    assert_eq!(checks(&desk), [CheckId::AbsenceHit]);
}

/// Sentences with the words of absence that claim none: each fires nothing, whatever the page says.
#[test]
fn what_only_sounds_like_a_claim_is_let_be() {
    let page =
        "Fever since Monday. Physical therapy and a spinal injection were given. Rationale given.";
    for text in [
        // A rule, in the guideline's voice.
        "The chapter does not recommend physical therapy without a goal.",
        "Guidelines advise against a spinal injection when there is no radicular pain.",
        "MTUS does not mention physical therapy for this.",
        // A condition.
        "If there is no fever, the drug may be stopped.",
        "Physical therapy is an option unless there is no gain from it.",
        "A spinal injection would be considered had there been no fever.",
        // The request and the argument.
        "The request does not specify how many sessions of physical therapy are wanted.",
        "No rationale was given for the spinal injection.",
        "The requesting physician did not explain why another spinal injection is needed.",
        // The verdict.
        "Medical necessity of physical therapy has not been established.",
        "There is no medical necessity for a spinal injection.",
        "The request for physical therapy is not medically necessary.",
    ] {
        let desk = desk(text, page);
        assert_eq!(checks(&desk), [], "{text}: {:?}", of_absence(&desk));
    }
}

/// Claims that are true as the page stands: none is an error.
#[test]
fn what_the_page_denies_is_no_hit() {
    for (text, page) in [
        ("There is no evidence of fever.", "Constitutional: negative for fever."),
        ("No fever was documented.", "She has had neither chills nor fever."),
        ("There is no documentation of fever.", "To call at once in case of fever."),
        ("There is no record of a spinal injection.", "Plan: spinal injection, if approved."),
        ("A spinal injection was not documented.", "He has never had a spinal injection."),
        ("The notes do not mention a spinal injection.", "His brother had a spinal injection."),
    ] {
        let alarms = of_absence(&desk(text, page));
        let checks: Vec<CheckId> = alarms.iter().map(|a| a.check).collect();
        assert_eq!(checks, [CheckId::AbsenceUnsearched], "{text} / {page}: {alarms:?}");
    }
}

/// A search that is kept is held to its sentence, not to its spelling of blanks.
#[test]
fn blanks_and_line_ends_do_not_make_a_search_another() {
    let mut desk = desk("There is no evidence of fever.", PAGE);
    keep(&mut desk, false);
    for text in ["There is no evidence\nof fever.", "There is  no evidence of fever."] {
        desk.draft.items[0].rationale = text.to_owned();
        assert_eq!(checks(&desk), [], "{text}");
    }
    desk.draft.items[0].rationale = "There is no evidence of a fever.".to_owned();
    assert_eq!(checks(&desk), [CheckId::AbsenceUnsearched]);
}
