//! How long a whole evaluation takes: one case against every guideline of the library, each with its proof and both
//! questions, whether or not the guideline speaks of the item. `cargo bench --bench criteria`.

use std::{hint::black_box, path::Path};

use divan::{Bencher, counter::ItemsCount};
use imr_workbench::{
    criteria::{Context, evaluate},
    domain::{case::Case, guideline::Guideline, library::Library},
    store::Workspace,
};

/// A library of the size that the bench is meant for; a smaller sample is filled up with copies of its own.
const GUIDELINES: usize = 36;

/// The seed's case, and the three of the sample that hold most findings.
const CASES: [&str; 4] = ["CM15-0000001", "CM26-0000105", "CM26-0000104", "CM26-0000102"];

fn main() {
    divan::main();
}

fn sample() -> (Workspace, Library, Vec<Guideline>) {
    let workspace = Workspace::open(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the sample");
    let library = workspace.library().expect("its library");
    let held = library.guidelines.len();
    let guidelines =
        library.guidelines.iter().cycle().take(held.max(GUIDELINES)).cloned().collect();
    (workspace, library, guidelines)
}

fn case(workspace: &Workspace, library: &Library, number: &str) -> Case {
    let number = number.parse().expect("a number");
    workspace.open_case(&number, library).expect("a case").case
}

/// With the index of the case's findings, which an evaluation begins with.
#[divan::bench(args = CASES)]
fn every_guideline_with_proof_and_both_questions(bencher: Bencher, number: &str) {
    let (workspace, library, guidelines) = sample();
    let case = case(&workspace, &library, number);
    bencher.counter(ItemsCount::new(guidelines.len())).bench_local(|| {
        let cx = Context::new(black_box(&case), &case.items[0], &library.vocabulary, &[]);
        let proofs: Vec<_> = guidelines.iter().map(|g| evaluate(g, &cx)).collect();
        black_box(proofs)
    });
}
