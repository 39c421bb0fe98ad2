//! Letter to case and determination, and to a letter again: nothing is lost on the way.

use std::{collections::BTreeSet, fs};

use imr_workbench::{
    domain::{
        attestation::Attestation, determination::Determination, draft::Draft, evidence::StepDown,
        organization::Organization, words::Outcome,
    },
    letter::{
        letter_text,
        read::{Origin, ReadItem, ReadLetter, case_of, determination_of, read_letter},
    },
    store::{Workspace, prepare, yaml},
};

use crate::{
    real::letters,
    support::workspace::{Workspace as Copy, repository, rows_of},
};

fn organization() -> Organization {
    let text = fs::read_to_string(repository().join("imr.yaml")).expect("imr.yaml");
    yaml::read(&text).expect("an organization")
}

/// The determination of a letter, written and read as its file is.
pub fn decided(read: &ReadLetter) -> Determination {
    let number = read.case.clone().unwrap_or_else(|| "CM15-0000002".parse().expect("a number"));
    let case = case_of(read, &number);
    let text = yaml::write(&case).expect("a case file");
    assert_eq!(yaml::read(&text).as_ref(), Ok(&case), "{text}");
    let origin = Origin { from: "a.txt".to_owned(), digest: "0".repeat(64) };
    let decided = determination_of(read, &case, "", origin).expect("all that it needs");
    assert_eq!(decided.faults(), []);
    let text = yaml::write(&decided).expect("a determination");
    assert_eq!(yaml::read(&text).as_ref(), Ok(&decided), "{text}");
    decided
}

/// Reads the letter of the determination that comes of a letter, and holds it to what was read first.
pub fn there_and_back(first: &ReadLetter) {
    let mut first = first.clone();
    first.case = first.case.or_else(|| "CM15-0000002".parse().ok());
    first.dates.decision = first.dates.decision.or_else(|| "2015-04-01".parse().ok());
    let letter = letter_text(&decided(&first), &organization());
    let mut again = read_letter(&letter).unwrap_or_else(|problem| panic!("{problem}\n{letter}"));
    // Lines are those of their own text; what was not understood is in no field that could come back.
    for read in [&mut first, &mut again] {
        read.items.iter_mut().for_each(|item| item.line = 0);
    }
    first.not_understood.clear();
    assert_eq!(again, first, "{letter}");
}

#[test]
fn every_real_letter_comes_back() {
    for (_, text) in letters() {
        let read = read_letter(&text).expect("a letter");
        there_and_back(&read);
        let headings = |text: &str| -> Vec<String> {
            let lines = text.lines().map(str::trim).filter(|line| line.len() > 12);
            let loud = |line: &&str| !line.chars().any(|c| c.is_lowercase() || c.is_ascii_digit());
            lines.filter(loud).map(str::to_owned).collect()
        };
        let letter = letter_text(&decided(&read), &organization());
        assert_eq!(headings(&letter), headings(&text));
    }
}

/// What we write of our own cases is read as what was decided.
#[test]
fn our_own_letters_are_read_as_what_was_decided() {
    let copy = Copy::sample();
    let workspace = Workspace::open(copy.path()).expect("a workspace");
    let library = workspace.library().expect("a library");
    let mut seen = BTreeSet::new();
    for row in rows_of(&workspace, &library) {
        let open = workspace.open_case(&row.number, &library).expect("a case");
        let mut draft = Draft::new(&open.case, &open.digest);
        for (n, item) in draft.items.iter_mut().enumerate() {
            let (outcome, not) =
                if n % 2 == 0 { (Outcome::Upheld, "not ") } else { (Outcome::Overturned, "") };
            item.outcome = Some(outcome);
            item.step_down = StepDown::from_line("not addressed").ok();
            item.uncited = Some("No guideline speaks of it.".to_owned());
            item.rationale = format!(
                "The file was looked at: all of it.\n\nTherefore, the request is {not}medically necessary."
            );
        }
        let (at, statement) = ("2026-11-22T09:00:00+00:00".to_owned(), "No tie.".to_owned());
        draft.attested = Some(Attestation { reviewer: "r1".to_owned(), at: at.clone(), statement });
        let record = workspace.scanned(&open.case).expect("texts");
        let prepared = match prepare(&library, &open, &draft, Some("r1"), &at, &record) {
            Ok(prepared) => prepared,
            Err(error) => panic!("{}: {error}", row.number),
        };
        let read = read_letter(&prepared.letter).expect("a letter");
        same(&read, &prepared.determination, &prepared.letter);
        seen.insert(row.number);
    }
    assert!(seen.len() > 12, "{seen:?}");
}

fn same(read: &ReadLetter, decided: &Determination, letter: &str) {
    let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(read.case.as_ref(), Some(&decided.case));
    if read.dates.decision.is_some() {
        assert_eq!(read.dates.injury, decided.dates.injury);
        assert_eq!(read.dates.ur_decision, decided.dates.ur_decision);
        assert_eq!(read.dates.application_received, decided.dates.application_received);
        assert_eq!(read.dates.assigned, decided.dates.assigned);
        assert_eq!(read.priority, decided.priority);
    }
    assert_eq!(read.reviewer.licensure, decided.reviewer.licensure);
    assert_eq!(read.reviewer.specialties, decided.reviewer.specialties);
    assert_eq!(fold(read.summary.as_deref().unwrap_or_default()), fold(&decided.summary));
    // The letter may put several documents of one provider into one entry.
    let documents = read.documents.join("; ").to_lowercase();
    for document in &decided.documents {
        assert!(
            documents.contains(&document.kind.to_lowercase()),
            "{}: {documents}",
            document.kind
        );
    }
    assert_eq!(read.items.len(), decided.items.len(), "{letter}");
    for (read, item) in read.items.iter().zip(&decided.items) {
        let ReadItem { title, outcome, rationale, claims_guideline, reviewer_guideline, .. } = read;
        let modified = item.request.ur.as_ref().filter(|ur| ur.remaining.is_some());
        match modified {
            Some(ur) => assert_eq!(title::modified(title), ur.remaining.as_deref().map(fold)),
            None => assert_eq!(*title, fold(&item.request.title)),
        }
        assert_eq!(*outcome, Some(item.outcome));
        assert_eq!(rationale.as_deref(), Some(item.rationale.as_str()));
        let claims = item.request.claims_guideline.as_deref().map(fold);
        assert!(claims.is_none() || *claims_guideline == claims, "{claims:?}");
        for cited in &item.cites {
            let line = reviewer_guideline.as_deref().unwrap_or_default();
            let name = fold(cited.title.trim_start_matches("MTUS ").trim_end_matches('.'));
            assert!(line.contains(&name), "{name}: {line}");
        }
    }
    assert_eq!(read.not_understood, []);
}

mod title {
    use imr_workbench::letter::read::{ReadLetter, case_of};

    /// What a title leaves to be decided.
    pub fn modified(title: &str) -> Option<String> {
        let text = format!(
            "IMR ISSUES, DECISIONS AND RATIONALES\n\n{title}: Upheld\n\nReviewer guideline: None.\n"
        );
        let read: ReadLetter = imr_workbench::letter::read::read_letter(&text).expect("a letter");
        let case = case_of(&read, &"CM15-0000002".parse().expect("a number"));
        case.items.first().and_then(|item| item.ur.clone()).and_then(|ur| ur.remaining)
    }
}
