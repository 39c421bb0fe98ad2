//! Versions, the audit, and `verify`: whatever is changed behind the program is named.

use std::fs;

use imr_workbench::{
    domain::{
        determination::Determination,
        draft::Draft,
        library::Prepared,
        silence::{Found, Searched, SilenceProof},
        words::{CaseOutcome, Outcome},
    },
    letter::letter_text,
    store::{StoreError, prepare, sha256_hex, yaml},
};

use crate::{DRAFT, Desk, LETTER, STAMP, YAML, attestation, support::workspace::rows_of};

const AUDIT: &str = ".imr/audit.jsonl";

/// The draft of an amendment that ends where the last version did, but for its words.
fn amendment(desk: &Desk, words: &str) -> Prepared {
    let open = desk.open();
    let amends = open.amends("A date was wrong.").unwrap();
    let from = open.determination.clone().unwrap();
    let mut draft = Draft::amending(&open.case, &open.digest, &from, amends);
    assert_eq!(draft.items[0].rationale, from.items[0].rationale, "it begins where the last ended");
    words.clone_into(&mut draft.items[0].rationale);
    draft.attested = Some(attestation());
    prepare(&desk.library, &open, &draft, None, STAMP, &std::sync::Arc::default()).unwrap()
}

fn decided() -> Desk {
    let desk = Desk::sample();
    desk.finalize(&desk.prepared("First.")).unwrap();
    desk
}

fn faults(desk: &Desk) -> Vec<String> {
    let found = desk.store.verify(&desk.library).unwrap();
    found.faults.iter().map(ToString::to_string).collect()
}

#[test]
fn an_amendment_is_a_version_of_its_own_that_names_the_one_before() {
    let desk = decided();
    let (yaml, letter) = (desk.copy.read(YAML), desk.copy.read(LETTER));
    let second = amendment(&desk, "Second.");
    desk.finalize(&second).unwrap();
    assert_eq!((desk.copy.read(YAML), desk.copy.read(LETTER)), (yaml, letter), "the first stays");
    let latest = desk.open().determination.unwrap();
    assert_eq!((latest.version, latest.items[0].rationale.as_str()), (2, "Second."));
    let amends = latest.amends.unwrap();
    assert_eq!((amends.version, amends.reason.as_str()), (1, "A date was wrong."));
    let text = desk.copy.read("determinations/CM15-0000001.v2.txt");
    assert!(text.contains("AMENDED DETERMINATION") && text.contains("A date was wrong."), "{text}");

    let third = amendment(&desk, "Third.");
    desk.finalize(&third).unwrap();
    assert_eq!(desk.open().determination.unwrap().version, 3);
    assert_eq!(faults(&desk), Vec::<String>::new());
    assert_eq!(desk.copy.read(AUDIT).lines().count(), 3);
}

/// Two sessions amend the same version: the second must not stand in the place of a text that nobody named.
#[test]
fn an_amendment_of_a_version_that_is_not_the_last_is_refused() {
    let desk = decided();
    let (one, other) = (amendment(&desk, "One."), amendment(&desk, "Other."));
    desk.finalize(&one).unwrap();
    let error = desk.finalize(&other).unwrap_err();
    assert!(matches!(error, StoreError::AlreadyFinal(_)), "{error}");
    assert_eq!(desk.open().determination.unwrap().items[0].rationale, "One.");
}

#[test]
fn an_amendment_that_is_being_written_makes_the_case_open_again() {
    let desk = decided();
    let open = desk.open();
    assert!(open.is_final());
    let amends = open.amends("Why.").unwrap();
    let draft =
        Draft::amending(&open.case, &open.digest, open.determination.as_ref().unwrap(), amends);
    desk.save(&draft).unwrap();
    let open = desk.open();
    assert!(!open.is_final() && open.determination.is_some());
    let rows = rows_of(&desk.store, &desk.library);
    let row = rows.iter().find(|r| r.number == desk.number).unwrap();
    assert_eq!(row.state.word(), "in work");
    assert!(desk.has(DRAFT));
}

#[test]
fn everything_that_is_changed_behind_the_program_is_named() {
    type Change = fn(&Desk);
    let changes: [(&str, &str, Change); 10] = [
        ("a word of the YAML", "determinations/CM15-0000001.yaml: this is not the file", |d| {
            d.put(YAML, &d.copy.read(YAML).replace("First.", "Last."));
        }),
        ("a word of the letter", "determinations/CM15-0000001.txt: this is not the text", |d| {
            d.put(LETTER, &d.copy.read(LETTER).replace("First.", "Last."));
        }),
        ("the letter gone", "the letter of a final case is gone", |d| {
            fs::remove_file(d.path(LETTER)).unwrap();
        }),
        ("both files gone", "the audit tells of this determination; it has gone", |d| {
            fs::remove_file(d.path(LETTER)).unwrap();
            fs::remove_file(d.path(YAML)).unwrap();
        }),
        ("a determination put there", "the audit does not tell of it", |d| {
            let text = d.copy.read(YAML).replace("CM15-0000001", "CM26-0000101");
            d.put("determinations/CM26-0000101.yaml", &text);
        }),
        ("a line of the audit", ".imr/audit.jsonl:2:1: the line before is not the one", |d| {
            d.put(
                AUDIT,
                &d.copy.read(AUDIT).replacen("\"user\":\"tester\"", "\"user\":\"nobody\"", 1),
            );
        }),
        (
            "the first line of the audit removed",
            ".imr/audit.jsonl:1:1: the line does not count",
            |d| {
                let text = d.copy.read(AUDIT);
                d.put(AUDIT, text.split_once('\n').unwrap().1);
            },
        ),
        (
            "the last line of the audit removed",
            "CM15-0000001.v2.yaml: the audit does not tell",
            |d| {
                let text = d.copy.read(AUDIT);
                d.put(AUDIT, &format!("{}\n", text.lines().next().unwrap()));
            },
        ),
        ("the case file", "cases/CM15-0000001.yaml: this is not the case file", |d| {
            let case = d.copy.read("cases/CM15-0000001.yaml");
            d.put("cases/CM15-0000001.yaml", &format!("{case}# a word\n"));
        }),
        ("the version before", "it amends another version 1", |d| {
            d.put(YAML, &format!("{}# a word\n", d.copy.read(YAML)));
        }),
    ];
    for (what, said, change) in changes {
        let desk = decided();
        desk.finalize(&amendment(&desk, "Second.")).unwrap();
        assert_eq!(faults(&desk), Vec::<String>::new(), "{what}");
        change(&desk);
        let found = faults(&desk);
        assert!(found.iter().any(|f| f.contains(said)), "{what}: {found:#?}");
    }
}

/// A proof of silence that could be made to say more than was searched.
fn searched() -> SilenceProof {
    let document = Searched {
        document: "appeal-2015-03-03".to_owned(),
        digest: "d".to_owned(),
        pages: 3,
        not_searchable: vec![2],
    };
    let found = Found {
        sought: vec!["trauma".to_owned()],
        terms: vec!["trauma".to_owned()],
        documents: vec![document],
        ..Found::default()
    };
    let claim = "There is no documentation of trauma.".to_owned();
    SilenceProof { claim, at: STAMP.to_owned(), found, discounted: Vec::new() }
}

/// Another decision put in the place of the one that was made: by hand, with its letter's digest made to fit, and with
/// the letter composed anew. The audit tells which it was each time.
#[test]
fn a_forged_determination_is_found() {
    type Forge = fn(&mut Determination);
    let forgeries: [(&str, Forge); 4] = [
        ("the outcome", |d| {
            d.items[0].outcome = Outcome::Upheld;
            d.outcome = CaseOutcome::Uphold;
        }),
        ("the text", |d| "First, and more.".clone_into(&mut d.items[0].rationale)),
        ("a page that was not searched", |d| {
            d.items[0].silences[0].found.documents[0].not_searchable.clear();
        }),
        ("the proof taken away", |d| d.items[0].silences.clear()),
    ];
    for (what, forge) in forgeries {
        for anew in [false, true] {
            let desk = Desk::sample();
            let open = desk.open();
            let mut draft = desk.draft("First.");
            draft.items[0].silences.push(searched());
            let prepared =
                prepare(&desk.library, &open, &draft, None, STAMP, &std::sync::Arc::default());
            desk.finalize(&prepared.unwrap()).unwrap();
            assert_eq!(faults(&desk), Vec::<String>::new(), "{what}");

            let mut decided = desk.open().determination.unwrap();
            let before = decided.clone();
            forge(&mut decided);
            assert_ne!(decided, before, "{what}: nothing was forged");
            if anew {
                let letter = letter_text(&decided, &desk.library.organization);
                decided.digests.letter = sha256_hex(letter.as_bytes());
                desk.put(LETTER, &letter);
            }
            desk.put(YAML, &yaml::write(&decided).unwrap());
            let found = faults(&desk);
            let said =
                "determinations/CM15-0000001.yaml: this is not the file that the audit tells of";
            assert!(found.iter().any(|f| f.contains(said)), "{what}, {anew}: {found:#?}");
        }
    }
}

#[test]
fn a_guideline_with_a_new_text_is_a_note_and_no_fault() {
    let desk = decided();
    let file = "guidelines/acoem-2004-neck-imaging.yaml";
    desk.put(file, &format!("{}\n# reviewed\n", desk.copy.read(file)));
    let library = desk.store.library().unwrap();
    let found = desk.store.verify(&library).unwrap();
    assert!(found.faults.is_empty(), "{:?}", found.faults);
    let notes: Vec<String> = found.notes.iter().map(ToString::to_string).collect();
    assert!(notes.iter().any(|n| n.contains(file) && n.contains("earlier text")), "{notes:?}");
}

/// What a crash left of a line was told to nobody: the next line takes its place.
#[test]
fn a_torn_line_at_the_end_makes_room() {
    let desk = decided();
    let whole = desk.copy.read(AUDIT);
    desk.put(AUDIT, &format!("{whole}{}", &whole[..whole.len() / 2]));
    assert_eq!(faults(&desk).len(), 1, "as it lies there it does not fit");
    desk.finalize(&amendment(&desk, "Second.")).unwrap();
    assert_eq!(faults(&desk), Vec::<String>::new());
    assert!(desk.copy.read(AUDIT).starts_with(&whole));
}

/// An audit that somebody spoilt is not written on: the finalization is refused before anything is final.
#[test]
fn a_spoilt_audit_stops_the_finalization() {
    let desk = Desk::sample();
    desk.put(AUDIT, "not a line of ours\n");
    let error = desk.finalize(&desk.prepared("Why.")).unwrap_err().to_string();
    assert!(error.contains(".imr/audit.jsonl") && error.contains("no entry"), "{error}");
    assert!(!desk.has(YAML) && !desk.has(LETTER));
}

#[test]
fn a_reviewer_who_may_not_decide_is_refused_with_every_reason() {
    let desk = Desk::sample();
    let text = desk.copy.read("reviewers.yaml");
    let text = text.replacen(
        "licence: unrestricted, practice_since: 2009",
        "licence: lapsed, practice_since: 2024",
        1,
    );
    desk.put("reviewers.yaml", &text);
    let library = desk.store.library().unwrap();
    let open = desk.open();
    let error =
        prepare(&library, &open, &desk.draft("Why."), None, STAMP, &std::sync::Arc::default())
            .unwrap_err()
            .to_string();
    assert_eq!(
        error,
        "reviewer r1 may not decide: the licence is lapsed · in active practice since 2024, which is not more than \
         5 years; see reviewers.yaml"
    );
}
