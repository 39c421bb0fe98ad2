//! The letter of every sample case, with made-up decisions: written anew with `INSTA_UPDATE=always`, and then to be read as
//! a party reads it. Each also reads back, verifies for ever, and has a public copy.

use std::fs;

use imr_workbench::{
    domain::{
        dependents::decide_with,
        determination::{Amends, Determination},
        draft::{Draft, Lack},
        evidence::{Rank, StepDown, StepReason, Work, WorkKind},
        library::{Library, OpenCase},
        words::Outcome,
    },
    letter::{
        letter_text,
        publish::{Told, publish},
        read::read_letter,
    },
    rationale::evidence::lacking_of_all,
    store::{StoreError, Workspace, prepare, yaml},
};
use serde_json::Value;

use crate::{
    back::decided as read_in,
    real::letters,
    support::{
        seed::attestation,
        workspace::{Workspace as Copy, repository},
    },
};

/// A Tuesday before Thanksgiving: the days after it are holidays.
const NOW: &str = "2026-11-24T09:00:00-08:00";

fn study() -> Work {
    Work {
        kind: WorkKind::Study,
        by: "Sample A".to_owned(),
        title: "Invented outcomes of an invented treatment".to_owned(),
        journal: "Journal of Samples".to_owned(),
        year: 2019,
        volume: "31(2)".to_owned(),
        pages: "12-19".to_owned(),
        rank: Some(Rank::B),
    }
}

/// Both outcomes in turn; dependents with their item; what lacks of citations is said.
fn decided(open: &OpenCase, library: &Library, first: usize) -> Draft {
    let case = &open.case;
    let mut draft = Draft::new(case, &open.digest);
    draft.attested = Some(attestation());
    for (i, item) in case.items.iter().enumerate().filter(|(_, item)| item.depends_on.is_none()) {
        let outcome = Outcome::ALL[(i + first) % 2];
        let own = draft.item_mut(item.item).expect("an item");
        own.outcome = Some(outcome);
        let not = if outcome == Outcome::Upheld { "not " } else { "" };
        own.rationale = format!(
            "These words are made up for a test. The documents listed above were read for this request.\n\nTherefore, \
             the request for {} is {not}medically necessary.",
            item.title
        );
        let shared = &library.organization.paragraphs.dependents;
        let _ = decide_with(case, &mut draft, item.item, shared);
    }
    for point in lacking_of_all(&library.guidelines, &library.vocabulary, case, &draft) {
        let own = point.item.and_then(|n| draft.item_mut(n)).expect("an item");
        match point.what {
            Lack::StepDown => {
                let words = "no section of it names this service".to_owned();
                own.step_down = Some(StepDown { reason: StepReason::NotAddressed, words });
            }
            _ => own.uncited = Some("no guideline at hand speaks of this service".to_owned()),
        }
    }
    draft
}

fn prepared(
    workspace: &Workspace,
    library: &Library,
    open: &OpenCase,
    draft: &mut Draft,
) -> (Determination, String) {
    let record = workspace.scanned(&open.case).expect("a record");
    match prepare(library, open, draft, None, NOW, &record) {
        Ok(prepared) => (prepared.determination, prepared.letter),
        Err(StoreError::StillOpen(points)) => {
            let said: Vec<String> = points.iter().map(ToString::to_string).collect();
            panic!("{}: {said:#?}", open.case.case);
        }
        Err(error) => panic!("{error}"),
    }
}

fn golden(name: &str, letter: &str) {
    insta::with_settings!({
        snapshot_path => repository().join("tests/letters/golden"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, { insta::assert_snapshot!(name, letter) });
}

#[test]
fn every_sample_case_has_its_letter() {
    let copy = Copy::sample();
    let workspace = Workspace::open(copy.path()).expect("a workspace");
    let library = workspace.library().expect("a library");
    let mut names: Vec<String> = fs::read_dir(repository().join("cases"))
        .expect("cases")
        .map(|entry| entry.expect("a file").path())
        .map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned())
        .collect();
    names.sort();
    let mut other = library.clone();
    other.organization.label = "Another".to_owned();
    other.organization.paragraphs.how_made = "Changed since.".to_owned();
    other.organization.paragraphs.notices.binding = None;
    for (n, name) in names.iter().enumerate() {
        let open = workspace.open_case(&name.parse().expect("a number"), &library).expect("a case");
        let mut draft = decided(&open, &library, n);
        match name.as_str() {
            "CM26-0000110" => draft.items[0].works.push(study()),
            "CM26-0000111" => draft.mailed = "2026-12-21".parse().ok(),
            "CM26-0000103" => {
                let reason = "the first version cited the wrong page".to_owned();
                let finalized = "2026-11-20T10:00:00-08:00".to_owned();
                draft.amends =
                    Some(Amends { version: 1, finalized, digest: String::new(), reason });
            }
            _ => {}
        }
        let (decided, letter) = prepared(&workspace, &library, &open, &mut draft);
        golden(name, &letter);
        // The letter follows from its file alone, also when imr.yaml has changed since.
        let file: Determination = yaml::read(&yaml::write(&decided).expect("a file")).expect("it");
        assert_eq!(letter_text(&file, &other.organization), letter, "{name}");
        let read = read_letter(&letter).unwrap_or_else(|problem| panic!("{name}: {problem}"));
        let titles = read.items.len();
        assert_eq!(titles, decided.items.len(), "{name}");
        for (read, item) in read.items.iter().zip(&decided.items) {
            assert_eq!(read.outcome, Some(item.outcome), "{name}");
        }
        let public = publish(&decided, &library.organization, Told::default());
        assert_eq!(public.removed, [], "{name}: the samples name nobody");
        assert_eq!(public.suspects, [], "{name}: the samples name nobody");
        let read = read_letter(&public.text).expect("a public letter");
        assert_eq!(read.items.len(), titles, "{name}");
    }
}

/// Real letters were redacted by the State before: what is taken out of them or suspected is a false alarm, or a name that
/// the State has overlooked. Most are neither.
#[test]
fn of_real_letters_little_is_suspected() {
    let organization = Copy::sample();
    let workspace = Workspace::open(organization.path()).expect("a workspace");
    let library = workspace.library().expect("a library");
    let (mut removed, mut suspects, mut clean, mut all) = (0, 0, 0, 0);
    for (_, text) in letters() as Vec<(Value, String)> {
        let read = read_letter(&text).expect("a letter");
        let public = publish(&read_in(&read), &library.organization, Told::default());
        all += 1;
        clean += usize::from(public.removed.is_empty() && public.suspects.is_empty());
        removed += public.removed.len();
        suspects += public.suspects.len();
        for trace in public.removed.iter().chain(&public.suspects) {
            println!("{:?}: {} ({})", trace.what, trace.words, trace.place);
        }
    }
    println!("{all} letters, {clean} clean, {removed} removed, {suspects} suspected");
    assert!(removed * 10 <= all && suspects * 4 <= all, "{removed} removed, {suspects} suspected");
}
