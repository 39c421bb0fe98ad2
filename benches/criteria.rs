//! How long a whole evaluation takes: one case against every guideline of the library, each with its proof and both
//! questions, whether or not the guideline speaks of the item. `cargo bench --bench criteria`.

use std::{hint::black_box, path::Path};

use divan::{Bencher, counter::ItemsCount};
use imr_workbench::{
    criteria::{Context, evaluate},
    domain::{case::Case, guideline::Guideline, library::Library},
    store::Workspace,
};

/// The size of library that the bench's figure is given for.
const GUIDELINES: usize = 36;

/// The seed's case, and the three of the sample that hold most findings.
const CASES: [&str; 4] = ["CM15-0000001", "CM26-0000105", "CM26-0000104", "CM26-0000102"];

fn main() {
    divan::main();
}

fn sample() -> (Workspace, Library) {
    let workspace = Workspace::open(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the sample");
    let library = workspace.library().expect("its library");
    (workspace, library)
}

fn case(workspace: &Workspace, library: &Library, number: &str) -> Case {
    let number = number.parse().expect("a number");
    workspace.open_case(&number, library).expect("a case").case
}

/// The first 36 of the library.
#[divan::bench(args = CASES)]
fn thirty_six_guidelines_with_proof_and_both_questions(bencher: Bencher, number: &str) {
    evaluation(bencher, number, GUIDELINES);
}

/// The whole library.
#[divan::bench(args = CASES)]
fn every_guideline_with_proof_and_both_questions(bencher: Bencher, number: &str) {
    evaluation(bencher, number, usize::MAX);
}

/// With the index of the case's findings, which an evaluation begins with.
fn evaluation(bencher: Bencher, number: &str, most: usize) {
    let (workspace, library) = sample();
    let case = case(&workspace, &library, number);
    let guidelines: Vec<&Guideline> = library.guidelines.iter().take(most).collect();
    assert!(guidelines.len() >= GUIDELINES, "the library has shrunk");
    bencher.counter(ItemsCount::new(guidelines.len())).bench_local(|| {
        let cx = Context::new(black_box(&case), &case.items[0], &library.vocabulary, &[]);
        let proofs: Vec<_> = guidelines.iter().map(|g| evaluate(g, &cx)).collect();
        black_box(proofs)
    });
}
