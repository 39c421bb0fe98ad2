//! Texts of the case behind the screen, and what a sentence of absence is held against.

use std::fs;

use imr_workbench::{
    app::{Scope, state::Overlay},
    domain::silence::NearReason,
};

use super::record::fill;
use crate::support::{
    desk::{Desk, other_session},
    workspace::Workspace,
};

const CASE: &str = "CM26-0000104";

#[test]
fn the_texts_of_a_case_are_here_soon_after_it_is_opened() {
    let desk = Desk::with_case(CASE);
    let bench = desk.bench();
    assert!(!bench.desk.reading);
    for document in &bench.open.case.documents {
        let file = desk.workspace.path().join(format!("records/{CASE}/{}.txt", document.id));
        let text = bench.desk.texts[&document.id].as_deref();
        assert_eq!(text, fs::read_to_string(file).ok().as_deref(), "{}", document.id);
    }
}

#[test]
fn a_text_that_cannot_be_read_is_said_and_hinders_nothing() {
    let workspace = Workspace::sample();
    let file = workspace.path().join(format!("records/{CASE}/progress-note-2026-09-10.txt"));
    fs::write(&file, b"\xff\xfe not text").expect("a file");
    let mut desk = Desk::on(workspace);
    desk.open(CASE);
    let said = desk.notice().to_owned();
    assert!(said.contains("not UTF-8"), "{said}");
    let bench = desk.bench();
    assert!(bench.desk.unread.contains_key("progress-note-2026-09-10"));
    assert!(bench.desk.texts.contains_key("mri-lumbar-2026-01-22"), "the others are here");
    // Mended meanwhile, it is read when it is opened.
    fs::write(&file, "Patient seen.\n").expect("a file");
    desk.press("2 j p");
    assert!(desk.text().contains("Patient seen."));
    assert!(desk.bench().desk.unread.is_empty());
}

/// A sentence of absence that the record contradicts, on the first item.
fn with_sentence(sentence: &str) -> Desk {
    let mut desk = Desk::with_case(CASE);
    desk.press("e");
    desk.type_text(sentence);
    desk.press("Esc");
    desk
}

fn hits(desk: &Desk) -> Vec<String> {
    let silence = desk.bench().desk.silence.as_ref().expect("a search");
    silence.found.hits.iter().map(imr_workbench::domain::silence::Mention::quoted).collect()
}

#[test]
fn a_sentence_of_absence_is_searched_and_the_hit_opened_where_it_stands() {
    let mut desk = with_sentence("There is no documentation of an epidural steroid injection.");
    desk.press("4 S");
    let screen = desk.text();
    assert!(screen.contains("Is it in the record?"), "{screen}");
    assert!(hits(&desk).iter().any(|hit| hit.contains("[epidural")), "{screen}");
    // On to the first hit in a document, and into it.
    let record = |desk: &Desk| {
        let silence = desk.bench().desk.silence.as_ref().expect("a search");
        silence.found.hits.iter().position(|hit| hit.document.is_some())
    };
    for _ in 0..record(&desk).expect("a hit on a page") {
        desk.press("j");
    }
    desk.press("Enter");
    assert_eq!(desk.state.overlay, Some(Overlay::Record));
    let record = desk.bench().desk.record.as_ref().expect("a text");
    let line = record.lines[record.at].text.to_lowercase();
    assert!(line.contains("epidural") || line.contains("esi"), "{line}");
    desk.press("q");
    assert_eq!(desk.state.overlay, Some(Overlay::Silence), "back where it was opened");
    desk.press("q");
    assert_eq!(desk.state.overlay, None);
}

#[test]
fn a_search_is_kept_with_the_item_and_is_stale_when_the_record_changes() {
    let sentence = "There is no evidence of fever.";
    let mut desk = with_sentence(sentence);
    desk.press("4 S");
    assert!(hits(&desk).is_empty());
    assert!(desk.text().contains("not kept"));
    desk.press("Ctrl-s");
    assert!(desk.text().contains("· kept"));
    let kept = desk.draft_on_disk(CASE).expect("a draft").items[0].silences.clone();
    assert_eq!((kept.len(), kept[0].claim.as_str()), (1, sentence));
    assert!(kept[0].found.near.iter().any(|n| n.reason == NearReason::Negated));
    // Another session, another text.
    desk.press("q");
    let file = desk.workspace.path().join(format!("records/{CASE}/progress-note-2026-09-10.txt"));
    let text = fs::read_to_string(&file).expect("a text");
    fs::write(&file, format!("{text}\nThe patient reports fever since Monday.\n")).expect("a file");
    let mut desk = desk.restart();
    desk.open(CASE);
    desk.press("4 g g S");
    assert!(desk.text().contains("finds something else now"));
    assert_eq!(hits(&desk).len(), 1);
}

#[test]
fn a_hit_is_set_aside_only_with_a_reason_and_counts_again() {
    let mut desk = with_sentence("No physical therapy was documented.");
    desk.press("4 S x Enter");
    let set = |desk: &Desk| desk.bench().desk.silence.as_ref().expect("a search").discounted.len();
    assert_eq!(set(&desk), 0, "{}", desk.notice());
    desk.press("x");
    desk.type_text("it is another patient's");
    desk.press("Enter");
    assert_eq!(set(&desk), 1);
    assert!(desk.text().contains("set aside: it is another patient's"));
    desk.press("Ctrl-s");
    let draft = desk.draft_on_disk(CASE).expect("a draft");
    assert_eq!(draft.items[0].silences[0].discounted[0].reason, "it is another patient's");
    desk.press("x");
    assert_eq!(set(&desk), 0);
}

#[test]
fn words_and_criteria_are_searched_too() {
    let mut desk = Desk::with_case(CASE);
    desk.press("S");
    desk.type_text("physical therapy");
    desk.press("Enter");
    assert!(!hits(&desk).is_empty());
    desk.press("q 3 j S");
    let claim = desk.bench().desk.silence.as_ref().expect("a search").claim.clone();
    assert!(claim.starts_with("criterion: "), "{claim}");
    desk.press("q 1 S");
    desk.type_text("the patient");
    desk.press("Enter");
    assert!(desk.notice().contains("name nothing"), "{}", desk.notice());
}

const HAND: &str = "CM26-0000106";
const CARELESS: &str = "There is no documentation of activity modification.";

/// Both items of the case of the hand decided, the careless sentence in the first.
fn careless() -> Desk {
    careless_on(Desk::with_case(HAND))
}

fn careless_on(mut desk: Desk) -> Desk {
    desk.press("o u e");
    desk.type_text(CARELESS);
    desk.press("Esc 1 J o u e");
    desk.type_text("The left side was studied in 2024.");
    desk.press("Esc 1 K 4");
    desk
}

/// Presses `F` and answers what is asked, until the preview stands or a check refuses.
fn finish(desk: &mut Desk) {
    for _ in 0..8 {
        if desk.state.prompt.is_some() {
            desk.type_text("not addressed: the MTUS is silent on it");
            desk.press("Enter");
        } else if matches!(desk.state.overlay, Some(Overlay::Question { .. })) {
            desk.press("y");
        } else {
            desk.press("F");
        }
        if !desk.preview().is_empty() || desk.notice().contains("L07") {
            return;
        }
    }
}

#[test]
fn a_careless_sentence_is_refused_until_its_hit_is_answered_and_the_proof_is_final_with_it() {
    let mut desk = careless();
    finish(&mut desk);
    assert!(desk.notice().contains("L07-hit"), "{}", desk.text());
    assert_eq!(desk.preview(), "");
    desk.press("Esc 1 K 4 g g S");
    let hit = desk.bench().desk.silence.as_ref().expect("a search").found.hits[0].clone();
    let notes = "occupational-therapy-notes-2026";
    assert_eq!((hit.document.as_deref(), hit.page), (Some(notes), Some(5)));
    desk.press("x");
    desk.type_text("it eased the days alone");
    desk.press("Enter Ctrl-s q");
    finish(&mut desk);
    desk.press("y");
    let determination = desk.determination_on_disk(HAND).expect("a determination");
    let [proof] = &determination.items[0].silences[..] else { panic!("one search") };
    assert_eq!(proof.claim, CARELESS);
    assert_eq!(proof.found.hits, [hit]);
    assert_eq!(proof.discounted[0].reason, "it eased the days alone");
    let of = |id: &str| proof.found.documents.iter().find(|d| d.document == id).cloned();
    assert_eq!(of(notes).expect("searched").not_searchable, [7], "the scan");
    assert_eq!(proof.found.not_at_hand.len(), 4);
    assert!(determination.items[1].silences.is_empty());
    let yaml = desk.workspace.read(&format!("determinations/{HAND}.yaml"));
    assert!(yaml.contains("silences:") && yaml.contains("it eased the days alone"), "{yaml}");
    let letter = desk.letter_on_disk(HAND).expect("a letter");
    assert!(!letter.contains("eased the days"), "the search is no part of the letter");
}

/// The checks of the bench read the texts as they were when the case was opened.
#[test]
fn an_alarm_of_a_text_that_has_changed_meanwhile_comes_with_what_to_do() {
    let workspace = Workspace::sample();
    let notes = format!("records/{HAND}/occupational-therapy-notes-2026.txt");
    let text = workspace.read(&notes);
    fs::write(workspace.file(&notes), "Nothing of it.").unwrap();
    let mut desk = Desk::on(workspace);
    desk.open(HAND);
    let mut desk = careless_on(desk);
    fs::write(desk.workspace.file(&notes), text).unwrap();
    finish(&mut desk);
    let said = "a text of the case is another now: r reads them again";
    assert!(desk.notice().contains("L07-hit") && desk.notice().contains(said), "{}", desk.notice());
    desk.press("r");
    assert_eq!(desk.open_case(), HAND);
    finish(&mut desk);
    assert!(
        desk.notice().contains("L07-hit") && !desk.notice().contains(said),
        "{}",
        desk.notice()
    );
}

#[test]
fn a_sentence_is_searched_while_it_is_written_and_writing_goes_on_after() {
    let mut desk = Desk::with_case(CASE);
    desk.press("e");
    desk.type_text("There is no evidence of fever.");
    desk.press("Ctrl-x S");
    assert_eq!(desk.state.scope(), Scope::Silence);
    assert!(desk.text().contains("There is no evidence of fever."));
    desk.press("Ctrl-s q");
    assert_eq!(desk.state.scope(), Scope::Editor);
    desk.type_text(" He walks.");
    assert_eq!(desk.written(), "There is no evidence of fever. He walks.");
    desk.pause();
    assert_eq!(desk.draft_on_disk(CASE).expect("a draft").items[0].silences.len(), 1);
    // Where no claim stands, words are asked for, and writing goes on after them too.
    desk.press("Ctrl-x S");
    assert_eq!(desk.state.scope(), Scope::Prompt, "{}", desk.notice());
    desk.type_text("fever");
    desk.press("Enter Esc");
    assert_eq!(desk.state.scope(), Scope::Editor);
}

#[test]
fn who_may_not_change_the_case_searches_and_keeps_nothing() {
    let workspace = Workspace::sample();
    let hold = other_session(workspace.path(), CASE, "other", false);
    let mut desk = Desk::on(workspace);
    desk.open(CASE);
    desk.press("S");
    desk.type_text("physical therapy");
    desk.press("Enter");
    assert!(!hits(&desk).is_empty());
    for keys in ["Ctrl-s", "x"] {
        desk.press(keys);
        assert!(desk.notice().contains("it can be read, not changed"), "{}", desk.notice());
        assert_eq!(desk.state.overlay, Some(Overlay::Silence));
        assert_eq!(desk.state.prompt, None);
    }
    assert_eq!(desk.bench().desk.silence.as_ref().expect("a search").kept, None);
    drop(hold);
    assert_eq!(desk.draft_on_disk(CASE), None);
}

#[test]
fn what_means_nothing_here_is_said() {
    let mut desk = with_sentence("There is no evidence of fever.");
    desk.press("4 S x");
    assert!(desk.notice().contains("no hit"), "{}", desk.notice());
    desk.press("Tab");
    assert!(desk.notice().contains("no other list"), "{}", desk.notice());
}

#[test]
fn a_finding_that_is_added_from_the_text_is_found_on_the_way_back() {
    let mut desk = with_sentence("There is no evidence of fever.");
    desk.press("4 S");
    assert!(hits(&desk).is_empty());
    desk.press("Ctrl-s Enter f");
    fill(&mut desk, &[("concept", "fever"), ("from", "patient")]);
    desk.press("Ctrl-s");
    assert_eq!(desk.state.overlay, Some(Overlay::Record), "{}", desk.notice());
    desk.press("q");
    assert_eq!(desk.state.overlay, Some(Overlay::Silence));
    assert_eq!(hits(&desk).len(), 1);
    assert!(desk.text().contains("finds something else now"), "{}", desk.text());
}
