//! What a key costs: every check of a rationale of 900 words, with 60 findings and 200 pages of records; and what is
//! prepared once. `cargo bench --bench checks`.

use std::{hint::black_box, path::Path, sync::Arc};

use divan::Bencher;
use imr_workbench::{
    domain::{case::Case, draft::Draft, finding::Finding, library::Library},
    rationale::checks::{Known, Record, Sources, Texts, check},
    store::Workspace,
};

const WORDS: usize = 900;
const FINDINGS: usize = 60;
const PAGES: usize = 200;
/// Pages of one document.
const OF_ONE: usize = 20;

fn main() {
    divan::main();
}

/// A case of the sample with as much in it as a large file has.
struct Large {
    library: Library,
    case: Case,
    draft: Draft,
    texts: Texts,
}

impl Large {
    fn new() -> Self {
        let workspace = Workspace::open(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the sample");
        let library = workspace.library().expect("its library");
        let number = "CM26-0000105".parse().expect("a number");
        let mut case = workspace.open_case(&number, &library).expect("a case").case;
        let had: Vec<Finding> = case.findings.clone();
        for (n, finding) in (1..).zip(had.iter().cycle()).take(FINDINGS - had.len()) {
            case.findings.push(Finding { id: format!("{}-{n}", finding.id), ..finding.clone() });
        }
        let document = case.documents[0].clone();
        let mut texts = Texts::new();
        for n in 0..PAGES / OF_ONE {
            let id = format!("{}-{n}", document.id);
            case.documents
                .push(imr_workbench::domain::case::Document { id: id.clone(), ..document.clone() });
            texts.insert(id, pages(OF_ONE).into());
        }
        let mut draft = Draft::new(&case, "digest");
        draft.items[0].rationale = rationale();
        Self { library, case, draft, texts }
    }

    fn sources(&self) -> Sources<'_> {
        let library = &self.library;
        Sources {
            guidelines: &library.guidelines,
            vocabulary: &library.vocabulary,
            reviewer: library.reviewers.first(),
        }
    }

    fn known(&self, record: &Arc<Record>) -> Known {
        Known::of(&self.case, &self.draft, self.sources(), record.clone())
    }
}

/// About 3,000 characters a page, as a typed note has.
fn pages(count: usize) -> String {
    let line = "On 3/14/2016 the patient rated left knee pain 6/10 with flexion of 110 degrees; 12 visits of \
                therapy, Norco 10/325mg and gabapentin 300 mg were tried, L4-5 was tender.\n";
    vec![line.repeat(18); count].join("\u{c}")
}

/// Sentences on guideline and worker in turn, with statements that stand in the record and some that do not.
fn rationale() -> String {
    let turn = "The MTUS asks for at least four weeks of care before imaging of the knee. In this case the patient \
                reported left knee pain of 6/10 on 3/14/2016, completed 12 visits of therapy and took Norco \
                10/325mg. There is no documentation of instability. On 3/15/2016 the examination showed flexion of \
                115 degrees and tenderness at L4-5, and the note says \"the knee gives way on stairs\". ";
    let mut text = String::new();
    while text.split_whitespace().count() < WORDS {
        text.push_str(turn);
    }
    text + "Therefore, the request is not medically necessary."
}

/// What every key costs.
#[divan::bench]
fn a_key(bencher: Bencher) {
    let large = Large::new();
    let record = Arc::new(Record::of(large.texts.clone()));
    let known = large.known(&record);
    let words = large.draft.items[0].rationale.split_whitespace().count();
    assert!(words >= WORDS && large.case.findings.len() == FINDINGS);
    assert!(!check(&known, large.sources(), &large.draft).is_empty(), "it says something");
    bencher.bench_local(|| check(black_box(&known), large.sources(), black_box(&large.draft)));
}

/// When a finding, an override or a criterion changes.
#[divan::bench]
fn preparing_known(bencher: Bencher) {
    let large = Large::new();
    let record = Arc::new(Record::of(large.texts.clone()));
    bencher.bench_local(|| large.known(black_box(&record)));
}

/// When the texts of the records have arrived.
#[divan::bench]
fn scanning_200_pages(bencher: Bencher) {
    let large = Large::new();
    bencher.bench_local(|| Record::of(black_box(large.texts.clone())));
}
