//! The shipped guidelines: each passes its own tests, each criterion of each is met and not met by them, and every
//! sample case evaluates.

mod support;

use imr_workbench::{
    criteria::{Context, Proof, Value, applicable, evaluate, questions::Need, trial},
    domain::{library::Library, library::OpenCase, words::Confidence},
    store::Workspace,
};
use support::workspace::{repository, rows_of};

fn desk() -> (Workspace, Library) {
    let workspace = Workspace::open(repository()).unwrap();
    let library = workspace.library().unwrap();
    (workspace, library)
}

fn open(workspace: &Workspace, library: &Library, number: &str) -> OpenCase {
    workspace.open_case(&number.parse().unwrap(), library).unwrap()
}

fn proofs(open: &OpenCase, library: &Library) -> Vec<Proof> {
    let mut proofs = Vec::new();
    for item in &open.case.items {
        let cx = Context::new(&open.case, item, &library.vocabulary, &[]);
        let found = applicable(&library.guidelines, item, &library.vocabulary);
        proofs.extend(found.into_iter().map(|g| evaluate(g, &cx)));
    }
    proofs
}

#[test]
fn every_guideline_passes_its_own_tests_with_full_coverage() {
    let (_, library) = desk();
    assert!(library.problems.is_empty(), "{:?}", library.problems);
    assert!(library.guidelines.len() >= 36, "{}", library.guidelines.len());
    for guideline in &library.guidelines {
        let faults = trial::faults(guideline, &library.vocabulary);
        assert!(faults.is_empty(), "{}: {faults:?}", guideline.id);
    }
}

/// Nobody has read the issuing body's text for a fact of mark C: it may not look as if somebody had.
#[test]
fn an_unconfirmed_criterion_cites_no_page() {
    let (_, library) = desk();
    for guideline in &library.guidelines {
        for criterion in &guideline.criteria {
            let mark = criterion.confidence.unwrap_or(guideline.confidence);
            let unread = mark == Confidence::C && criterion.page.is_some();
            assert!(!unread, "{}: {}", guideline.id, criterion.name);
        }
    }
}

#[test]
fn every_sample_case_evaluates() {
    let (workspace, library) = desk();
    let rows = rows_of(&workspace, &library);
    assert!(rows.len() >= 12);
    for row in rows {
        let open = workspace.open_case(&row.number, &library).unwrap();
        for proof in proofs(&open, &library) {
            let settled = !matches!(proof.value, Value::Undetermined(_));
            let ways = !proof.answers.would_settle.is_empty();
            assert!(settled || ways, "{} {}: nothing would settle it", row.number, proof.guideline);
        }
    }
}

/// The seed's decision has a margin of one examination: without its two findings the item is undetermined.
#[test]
fn the_seeds_case_rests_on_the_two_examination_findings_alone() {
    let (workspace, library) = desk();
    let mut open = open(&workspace, &library, "CM15-0000001");
    let [proof] = proofs(&open, &library).try_into().unwrap();
    let proof: Proof = proof;
    assert_eq!(proof.value, Value::Met);
    assert_eq!(proof.answers.rests_on, [["sensation-left-arm", "spurling"]]);
    assert!(proof.answers.would_settle.is_empty());

    let examined = ["sensation-left-arm", "spurling"];
    open.case.findings.retain(|f| !examined.contains(&f.id.as_str()));
    let [proof] = proofs(&open, &library).try_into().unwrap();
    let proof: Proof = proof;
    assert!(matches!(proof.value, Value::Undetermined(_)), "{:?}", proof.value);
    let ways: Vec<String> = proof.answers.would_settle[0].needs.iter().map(Need::request).collect();
    assert_eq!(proof.answers.would_settle[0].value, Value::Met);
    assert_eq!(ways.len(), 1, "one missing finding settles it: {ways:?}");
}
