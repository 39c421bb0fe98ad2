//! Finalization: once, both files of one decision, and the draft goes last.

use std::{fs, sync::Barrier, thread};

use imr_workbench::{
    domain::{determination::Determination, draft::ItemDraft},
    store::{StoreError, sha256_hex, yaml},
};

use crate::{DRAFT, Desk, LETTER, YAML};

#[test]
fn both_files_are_written_as_prepared_and_the_draft_is_gone() {
    let desk = Desk::sample();
    desk.save(&desk.draft("Why.")).unwrap();
    let prepared = desk.prepared("Why.");
    desk.finalize(&prepared).unwrap();
    assert_eq!(desk.copy.read(YAML), prepared.yaml);
    assert_eq!(desk.copy.read(LETTER), prepared.letter);
    let open = desk.open();
    assert_eq!((open.draft, open.determination), (None, Some(prepared.determination)));
    assert_eq!(desk.names("determinations"), ["CM15-0000001.txt", "CM15-0000001.yaml"]);
}

#[test]
fn a_second_finalization_is_refused_and_changes_nothing() {
    let desk = Desk::sample();
    let first = desk.prepared("First.");
    desk.finalize(&first).unwrap();
    desk.save(&desk.draft("Second.")).unwrap();
    let error = desk.finalize(&desk.prepared("Second.")).unwrap_err();
    assert!(matches!(error, StoreError::AlreadyFinal(ref n) if n == "CM15-0000001"), "{error}");
    assert_eq!(desk.copy.read(YAML), first.yaml);
    assert_eq!(desk.copy.read(LETTER), first.letter);
    assert!(desk.copy.read(DRAFT).contains("Second."), "words that decided nothing are kept");
}

#[test]
fn a_letter_that_a_crash_left_is_replaced() {
    let desk = Desk::sample();
    desk.put(LETTER, "half a let");
    assert_eq!(desk.open().determination, None, "a letter alone makes nothing final");
    let prepared = desk.prepared("Why.");
    desk.finalize(&prepared).unwrap();
    assert_eq!(desk.copy.read(LETTER), prepared.letter);
    assert_eq!(desk.store.letter_fault(&prepared.determination).unwrap(), None);
}

#[test]
fn of_eight_at_once_one_succeeds_and_its_two_files_belong_together() {
    for _ in 0..5 {
        let desk = Desk::sample();
        let start = Barrier::new(8);
        let prepared: Vec<_> =
            (0..8).map(|n| desk.prepared(&format!("Reason number {n}."))).collect();
        let results: Vec<Result<Option<String>, StoreError>> = thread::scope(|scope| {
            let threads: Vec<_> = prepared
                .iter()
                .map(|prepared| {
                    scope.spawn(|| {
                        start.wait();
                        desk.finalize(prepared)
                    })
                })
                .collect();
            threads.into_iter().map(|t| t.join().unwrap()).collect()
        });
        let won: Vec<usize> = (0..8).filter(|n| results[*n].is_ok()).collect();
        let [winner] = won.as_slice() else { panic!("exactly one: {results:?}") };
        let refused = results.iter().filter(|r| matches!(r, Err(StoreError::AlreadyFinal(_))));
        assert_eq!(refused.count(), 7, "{results:?}");
        let decided: Determination = yaml::read(&desk.copy.read(YAML)).unwrap();
        assert_eq!(decided, prepared[*winner].determination);
        let letter = desk.copy.read(LETTER);
        assert_eq!(decided.digests.letter, sha256_hex(letter.as_bytes()));
        assert!(letter.contains(&format!("Reason number {winner}.")));
    }
}

#[test]
fn the_draft_stays_when_the_disk_refuses_either_file() {
    let stop = |desk: &Desk, folder: &str| fs::create_dir_all(desk.path(folder).join("x")).unwrap();
    for (at, said) in [(LETTER, "move away the folder"), (YAML, "already final")] {
        let desk = Desk::sample();
        desk.save(&desk.draft("Why.")).unwrap();
        let (prepared, before) = (desk.prepared("Why."), desk.copy.read(DRAFT));
        stop(&desk, at);
        let error = desk.finalize(&prepared).unwrap_err().to_string();
        assert!(error.contains("CM15-0000001") && error.contains(said), "{error}");
        assert_eq!(desk.copy.read(DRAFT), before);
        assert!(!desk.path(YAML).is_file());
    }
    let desk = Desk::sample();
    desk.save(&desk.draft("Why.")).unwrap();
    let prepared = desk.prepared("Why.");
    desk.put("determinations", "a file in place of the folder");
    let error = desk.finalize(&prepared).unwrap_err().to_string();
    assert!(error.contains("determinations") && error.contains("move away the file"), "{error}");
    assert!(desk.has(DRAFT));
}

/// The case is final: a draft that cannot be removed must not make the reviewer believe that it is not.
#[test]
fn a_draft_that_cannot_be_removed_is_no_failure_of_the_finalization() {
    let desk = Desk::sample();
    let prepared = desk.prepared("Why.");
    let hold = desk.hold();
    fs::create_dir_all(desk.path(DRAFT).join("x")).unwrap();
    desk.store.finalize(&hold, &prepared).unwrap();
    assert!(desk.path(YAML).is_file() && desk.path(DRAFT).is_dir());
}

/// Read while the letter was looked at, changed before the last key: nothing is final on what nobody has seen.
#[test]
fn a_case_file_that_changed_since_the_letter_was_composed_is_not_decided_on() {
    let desk = Desk::sample();
    let prepared = desk.prepared("Why.");
    let case = desk.copy.read("cases/CM15-0000001.yaml");
    desk.put("cases/CM15-0000001.yaml", &format!("{case}# a word\n"));
    let error = desk.finalize(&prepared).unwrap_err();
    assert!(matches!(error, StoreError::CaseChanged(_)), "{error}");
    assert!(!desk.has(YAML) && !desk.has(LETTER));
}

/// What a crash began and somebody else's file prevents must not stop every other finalization for ever.
#[test]
fn an_interrupted_finalization_that_cannot_be_completed_goes_into_the_trash() {
    let desk = Desk::sample();
    let mut killed = std::process::Command::new(crate::support::workspace::imr());
    desk.save(&desk.draft("Why.")).unwrap();
    killed.current_dir(desk.copy.path()).env("IMR_FAIL", "finalize.yaml.open:1:kill");
    killed.env("IMR_NOW", "2026-11-22T09:00").args(["finalize", "CM15-0000001", "--yes"]);
    assert_eq!(killed.status().unwrap().code(), None, "killed");
    assert!(desk.has(".imr/finalizing.json"));
    desk.put(YAML, "somebody's own\n");
    desk.put(LETTER, "somebody's own letter\n");
    desk.store.settle_at_start().unwrap();
    assert_eq!(desk.copy.read(YAML), "somebody's own\n");
    assert_eq!(desk.copy.read(LETTER), "somebody's own letter\n", "nor is its letter touched");
    assert!(!desk.has(".imr/finalizing.json"));
    assert!(desk.copy.read(".imr/trash/CM15-0000001.finalizing.json").contains("Why."));

    // One that cannot be read is told once.
    desk.put(".imr/finalizing.json", "{half");
    let error = desk.store.settle_at_start().unwrap_err().to_string();
    assert!(error.contains(".imr/finalizing.json") && error.contains(".imr/trash"), "{error}");
    desk.store.settle_at_start().unwrap();
    assert_eq!(desk.copy.read(".imr/trash/finalizing.json"), "{half");
}

#[test]
fn words_that_the_determination_does_not_hold_keep_their_draft() {
    let vanished = |desk: &Desk| {
        let mut draft = desk.draft("Why.");
        let words = "Of an item that is gone.".to_owned();
        draft.items.push(ItemDraft { item: 7, rationale: words, ..ItemDraft::default() });
        draft
    };
    let newer = |desk: &Desk| desk.draft("Why. And one sentence from another window.");
    for (words, make) in [
        ("is gone", &vanished as &dyn Fn(&Desk) -> _),
        ("another window", &newer as &dyn Fn(&Desk) -> _),
    ] {
        let desk = Desk::sample();
        let prepared = desk.prepared("Why.");
        desk.save(&make(&desk)).unwrap();
        desk.finalize(&prepared).unwrap();
        assert!(desk.path(YAML).is_file(), "{words}");
        assert!(desk.copy.read(DRAFT).contains(words), "{words}");
    }
}
