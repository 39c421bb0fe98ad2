//! A fuzzer over every reader of bytes that others wrote: a case, a guideline, the vocabulary, `imr.yaml`,
//! `reviewers.yaml`, a draft, a determination, a published letter, a document's text, typed words.
//!
//! In process, on stable Rust, and the same inputs on every machine: an input is made by changing a seed, and
//! what is drawn depends on the seed number alone. `IMR_FUZZ=1000000 cargo test --release --test fuzz` runs a
//! million inputs over all readers; `IMR_FUZZ_SEED=7` draws others; `IMR_FUZZ_BLOCK=12` runs one block alone and
//! keeps each of its inputs on disk before it is read, for a death that no test can catch (a stack that ran
//! over). An input that breaks a promise is written to `target/tmp/fuzz`; mend the fault, then keep the input
//! as a small file in `tests/fuzz/corpus/<reader>`: all of these are read as they are, and are seeds.
//!
//! To add a reader, add a row to `readers::READERS` and a folder of seeds.

#[path = "fuzz/change.rs"]
mod change;
#[path = "fuzz/judge.rs"]
mod judge;
#[path = "fuzz/readers.rs"]
mod readers;
#[path = "fuzz/run.rs"]
mod run;
#[path = "fuzz/seeds.rs"]
mod seeds;
mod support;

use std::{
    env,
    path::Path,
    thread,
    time::{Duration, Instant},
};

use imr_workbench::domain::problem::{Position, Problem};
use peak_alloc::PeakAlloc;

use readers::{READERS, Reader};
use run::{Plan, replay, run};

/// Counts what is alive: an input that makes much out of little is found by it.
#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// About ten seconds in a debug build on two cores.
const FEW: usize = 30_000;

fn number(name: &str) -> Option<u64> {
    let text = env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name}={text} is not a whole number")))
}

fn plan() -> Plan {
    let whole = |n: u64| usize::try_from(n).expect("a number of this machine");
    Plan {
        seed: number("IMR_FUZZ_SEED").unwrap_or(1),
        inputs: number("IMR_FUZZ").map_or(FEW, whole),
        only: number("IMR_FUZZ_BLOCK").map(whole),
        ..Plan::default()
    }
}

#[test]
fn no_input_breaks_a_reader() {
    let (plan, start) = (plan(), Instant::now());
    let report = run(READERS, &plan).unwrap_or_else(|broken| panic!("{broken}"));
    println!("{} inputs of seed {} in {:?}\n{report}", report.inputs, plan.seed, start.elapsed());
    assert!(report.inputs >= plan.inputs.min(run::BLOCK), "{report}");
    // A fuzzer whose inputs all fall at the first hurdle, or all pass, tries nothing.
    for reader in READERS.iter().filter(|reader| reader.file) {
        let Some(seen) = report.seen.get(reader.name).filter(|_| plan.only.is_none()) else {
            continue;
        };
        let tried = seen.clean * 100 > seen.inputs && seen.clean < seen.inputs && seen.shapes > 10;
        assert!(tried, "{} is hardly tried:\n{report}", reader.name);
    }
}

/// The kept inputs, each as it is: what was once a fault stays mended.
#[test]
fn every_kept_input_is_read_or_refused_as_promised() {
    let mut folders: Vec<String> = seeds::folders();
    folders.sort();
    let mut names: Vec<String> = READERS.iter().map(|r| r.name.to_owned()).collect();
    names.sort();
    assert_eq!(folders, names, "a folder of tests/fuzz/corpus for each reader, and no other");
    for reader in READERS {
        let kept = seeds::kept(reader.name);
        assert!(!kept.is_empty(), "{}: no seeds", reader.name);
        for (file, text) in kept {
            replay(reader, &text).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
        }
    }
}

fn heard(what: &str, line: usize, column: usize) -> Vec<Problem> {
    let mut problem = Problem::new("").at(Position { line, column });
    what.clone_into(&mut problem.what);
    vec![problem]
}

/// Readers that each break one promise on an input that holds a `7`, and the word that names the promise.
const BROKEN: &[(Reader, &str)] = &[
    (row(|_, text| if text.contains('7') { panic!("seven") } else { Ok(vec![]) }), "panic"),
    (
        row(|_, text| if text.contains('7') { Ok(heard("\u{1b}[2J", 1, 1)) } else { Ok(vec![]) }),
        "hidden",
    ),
    (
        row(|_, text| if text.contains('7') { Ok(heard("a", 999, 1)) } else { Ok(vec![]) }),
        "line 999",
    ),
    (
        row(|_, text| if text.contains('7') { Ok(heard("a", 1, 9999)) } else { Ok(vec![]) }),
        "column 9999",
    ),
    (
        row(|_, text| Ok(heard(&"a".repeat(if text.contains('7') { 5000 } else { 1 }), 1, 1))),
        "characters long",
    ),
    (row(|_, text| if text.contains('7') { Err("lost".to_owned()) } else { Ok(vec![]) }), "lost"),
    (
        row(|_, text| {
            drop(vec![7u8; if text.contains('7') { 100 << 20 } else { 1 }]);
            Ok(vec![])
        }),
        "memory",
    ),
    (
        row(|_, text| {
            while text.contains('7') {
                thread::park();
            }
            Ok(vec![])
        }),
        "still reading",
    ),
];

const fn row(read: readers::Read) -> Reader {
    Reader { name: "broken", seeds: |_| vec!["a: 1\nb: 2\n".to_owned()], read, file: true }
}

/// The fuzzer finds what it is for, says which input it was, and keeps it.
#[test]
fn a_reader_that_breaks_a_promise_is_found() {
    for (reader, word) in BROKEN {
        let mut plan = Plan { inputs: 20_000, ..Plan::default() };
        // Short only where it is what is tried: on a busy machine the others may take longer, and do not hang.
        if *word == "still reading" {
            plan.patience = Duration::from_secs(1);
        }
        let reader: &'static [Reader] = std::slice::from_ref(reader);
        let broken = match run(reader, &plan) {
            Err(broken) => broken,
            Ok(report) => panic!("{word} is not found: {report}"),
        };
        assert!(broken.contains(word), "{word}: {broken}");
        assert!(broken.contains("seed 1") && broken.contains("corpus/broken"), "{broken}");
        let file = broken.lines().find_map(|line| line.trim().strip_prefix("kept in "));
        let kept = std::fs::read_to_string(Path::new(file.expect("a file"))).expect("the input");
        assert!(kept.contains('7'), "{word}: {kept:?}");
    }
}

/// A failure that cannot be had again is worth little.
#[test]
fn the_same_seed_gives_the_same_inputs() {
    let seeds: Vec<String> = seeds::of("case");
    let inputs = |seed| {
        let mut dice = change::Dice::new(seed);
        (0..50).map(|_| change::changed(&mut dice, &seeds)).collect::<Vec<String>>()
    };
    assert_eq!(inputs(3), inputs(3));
    assert_ne!(inputs(3), inputs(4));
}
