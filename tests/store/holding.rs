//! Holds: who has a case, taking it over, and what becomes of the words of who had it.

use std::fs;

use imr_workbench::{
    domain::hold::Holder,
    store::{Asked, Hold, StoreError},
};

use crate::{DRAFT, Desk, holder, support::workspace::rows_of};

const HOLD: &str = ".imr/holds/CM15-0000001.json";

fn asked(desk: &Desk, holder: &Holder, take_over: bool) -> Asked {
    desk.store.hold(&desk.number, holder, take_over).unwrap()
}

fn ours(asked: Asked) -> Hold {
    match asked {
        Asked::Ours(hold) => hold,
        Asked::Theirs(by) => panic!("held by {by}"),
    }
}

#[test]
fn the_second_is_told_who_has_it_and_nothing_is_changed() {
    let desk = Desk::sample();
    let first = desk.hold();
    let Asked::Theirs(by) = asked(&desk, &holder("second"), false) else { panic!("two holders") };
    assert_eq!(by, holder("tester"));
    assert!(by.to_string().starts_with("r1 (tester@"), "{by}");
    drop(first);
    assert!(!desk.has(HOLD), "let go");
    ours(asked(&desk, &holder("second"), false));
}

/// A process that died without a word leaves its file; its lock went with it.
#[test]
fn what_the_dead_left_is_nobodys() {
    let desk = Desk::sample();
    for text in [serde_json::to_string(&holder("dead")).unwrap(), String::new(), "{half".to_owned()]
    {
        desk.put(HOLD, &text);
        ours(asked(&desk, &holder("tester"), false));
    }
}

/// On a shared folder the lock of another host may not be seen: its word counts until a person takes over.
#[test]
fn a_hold_of_another_host_counts_until_it_is_taken_over() {
    let desk = Desk::sample();
    let far = Holder { host: "elsewhere".to_owned(), ..holder("far") };
    desk.put(HOLD, &serde_json::to_string(&far).unwrap());
    assert_eq!(desk.store.holders().unwrap()[&desk.number], far);
    let rows = rows_of(&desk.store, &desk.library);
    let row = rows.iter().find(|r| r.number == desk.number).unwrap();
    assert_eq!(row.held.as_ref(), Some(&far));
    assert!(!row.is_open(), "it is nobody's next case");
    let Asked::Theirs(by) = asked(&desk, &holder("tester"), false) else { panic!("it counts") };
    assert_eq!(by, far);
    ours(asked(&desk, &holder("tester"), true));
    assert!(desk.copy.read(".imr/audit.jsonl").contains("from r1 (far@elsewhere"));
}

#[test]
fn who_was_displaced_writes_nothing_and_loses_nothing() {
    let desk = Desk::sample();
    let first = desk.hold();
    desk.store.save_draft(&first, &desk.draft("Of the first.")).unwrap();
    let second = ours(asked(&desk, &holder("second"), true));
    assert!(!desk.store.is_held(&first) && desk.store.is_held(&second));
    desk.store.save_draft(&second, &desk.draft("Of the second.")).unwrap();

    let late = desk.draft("Of the first, and more.");
    let error = desk.store.save_draft(&first, &late).unwrap_err();
    let StoreError::TakenOver { by: Some(by), .. } = &error else { panic!("{error}") };
    assert_eq!(by.user, "second");
    let error = desk.store.finalize(&first, &desk.prepared("Of the first.")).unwrap_err();
    assert!(matches!(error, StoreError::TakenOver { .. }), "{error}");
    assert!(desk.store.discard_draft(&first, crate::STAMP).is_err());
    assert!(desk.copy.read(DRAFT).contains("Of the second."));

    let place = desk.store.put_aside(&late).unwrap();
    assert_eq!(place, ".imr/trash/CM15-0000001.1.yaml");
    assert!(desk.copy.read(&place).contains("Of the first, and more."));
    drop(first);
    assert!(
        desk.store.is_held(&second),
        "the displaced one lets go of nothing that is not its own"
    );
}

/// A folder that was emptied under the session: nobody else has the case, and the words are here.
#[test]
fn a_hold_whose_file_has_gone_is_made_anew() {
    let desk = Desk::sample();
    let hold = desk.hold();
    fs::remove_dir_all(desk.path(".imr")).unwrap();
    desk.store.save_draft(&hold, &desk.draft("Words.")).unwrap();
    assert!(desk.copy.read(DRAFT).contains("Words."), "written again, by who still sits here");
    assert!(desk.store.is_held(&hold));
    let Asked::Theirs(_) = asked(&desk, &holder("second"), false) else { panic!("two holders") };
}

#[test]
fn a_draft_that_another_program_wrote_is_not_written_over() {
    let desk = Desk::sample();
    let hold = desk.hold();
    desk.store.save_draft(&hold, &desk.draft("Mine.")).unwrap();
    let theirs = desk.copy.read(DRAFT).replace("Mine.", "Theirs.");
    fs::remove_file(desk.path(DRAFT)).unwrap();
    desk.store.save_draft(&hold, &desk.draft("Mine.")).unwrap();
    assert!(desk.copy.read(DRAFT).contains("Mine."), "one that was removed is written again");
    for changed in [theirs.as_str(), "unreadable: ["] {
        fs::write(desk.path(DRAFT), changed).unwrap();
        let error = desk.store.save_draft(&hold, &desk.draft("Mine, more.")).unwrap_err();
        assert!(matches!(error, StoreError::DraftChanged(_)), "{error}");
        assert_eq!(desk.copy.read(DRAFT), changed);
        // The reviewer has seen both, and chose: the very file goes into the trash.
        let (_, shown) = desk.store.draft_as_it_is(&desk.number);
        fs::write(desk.path(DRAFT), "newer than what was shown").unwrap();
        let mine = desk.draft("Mine, more.");
        let error = desk.store.save_draft_over(&hold, &mine, Some(shown.as_deref())).unwrap_err();
        assert!(matches!(error, StoreError::DraftChanged(_)), "{error}");
        fs::write(desk.path(DRAFT), changed).unwrap();
        desk.store.save_draft_over(&hold, &mine, Some(shown.as_deref())).unwrap();
        assert!(desk.copy.read(DRAFT).contains("Mine, more."));
        let trash = desk.names(".imr/trash");
        let last = trash.last().unwrap();
        assert_eq!(desk.copy.read(&format!(".imr/trash/{last}")), changed);
    }
}

#[test]
fn a_discarded_draft_lies_in_the_trash_and_in_the_audit() {
    let desk = Desk::sample();
    for n in 1..=2 {
        let hold = desk.hold();
        desk.store.save_draft(&hold, &desk.draft(&format!("Number {n}."))).unwrap();
        let place = desk.store.discard_draft(&hold, crate::STAMP).unwrap();
        assert_eq!(place, format!(".imr/trash/CM15-0000001.{n}.yaml"));
        assert!(desk.copy.read(&place).contains(&format!("Number {n}.")));
        assert!(!desk.has(DRAFT));
        // The same session goes on with an empty page.
        desk.store.save_draft(&hold, &desk.draft("Anew.")).unwrap();
    }
    assert_eq!(desk.copy.read(".imr/audit.jsonl").lines().count(), 2);
    assert!(desk.store.verify(&desk.library).unwrap().faults.is_empty());
}

#[test]
fn the_case_file_that_a_draft_was_begun_on_is_kept_beside_it() {
    let desk = Desk::sample();
    let hold = desk.hold();
    desk.store.save_draft(&hold, &desk.draft("Words.")).unwrap();
    assert_eq!(desk.open().changed, None);
    let before = desk.copy.read("cases/CM15-0000001.yaml");
    let now = before.replacen("summary: ", "summary: Added. ", 1);
    assert_ne!(before, now);
    fs::write(desk.path("cases/CM15-0000001.yaml"), &now).unwrap();
    desk.store.save_draft(&hold, &desk.draft("More words.")).unwrap();
    let changed = desk.open().changed.unwrap();
    assert_eq!((changed.before, changed.now), (before, now), "both, to be compared");
}

/// The lock of the workspace is waited for, but not for ever, and the message says what to do.
#[test]
fn a_lock_that_is_never_let_go_is_told() {
    let desk = Desk::sample();
    let hold = desk.hold();
    let stuck = fs::File::open(desk.path(".imr/lock")).unwrap();
    stuck.lock().unwrap();
    let error = desk.store.save_draft(&hold, &desk.draft("Words.")).unwrap_err();
    assert!(matches!(error, StoreError::Busy), "{error}");
    drop(stuck);
    desk.store.save_draft(&hold, &desk.draft("Words.")).unwrap();
}
