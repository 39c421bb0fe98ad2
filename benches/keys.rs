//! What a key costs inside the program: the act, and the frame that shows it, painted into a sink. What the terminal
//! and the line add is measured by `benches/peers.sh`. `cargo bench --bench keys`.

use std::{hint::black_box, path::Path, sync::Arc};

use divan::Bencher;
use imr_workbench::{
    app::{Event, State, key::Key, update},
    domain::{
        library::OpenCase,
        queue::{CaseState, CaseSummary},
    },
    keymap,
    runtime::canvas::Canvas,
    store::Workspace,
    ui::{Theme, theme::Ground},
};

/// Cases in the queue: a day's, a year's of a large office, and as many as the aims speak of.
const CASES: [usize; 3] = [300, 10_000, 100_000];
const SIZE: (u16, u16) = (120, 40);

fn main() {
    divan::main();
}

/// A queue of so many cases; rows of the sample again and again, each with a number of its own.
fn queue(cases: usize) -> State {
    queue_of(cases, |_| {})
}

/// The same, of rows that a bench has made what it needs.
fn queue_of(cases: usize, make: fn(&mut CaseSummary)) -> State {
    let workspace = Workspace::open(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the sample");
    let library = Arc::new(workspace.library().expect("its library"));
    let sample: Vec<_> = workspace.table_now(&library).expect("its cases").rows.iter().collect();
    let now = "2026-11-22T09:00".parse().expect("a moment");
    let mut state = State::new(library, Arc::new(keymap::standard()), SIZE, now);
    let row = |n: usize| {
        let number = format!("CM26-{n:07}").parse().expect("a number");
        let mut row = sample[n % sample.len()].clone();
        row.number = number;
        make(&mut row);
        row
    };
    update(&mut state, Event::QueueRead(Ok((0..cases).map(row).collect())));
    state
}

fn bench() -> State {
    let workspace = Workspace::open(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the sample");
    let library = Arc::new(workspace.library().expect("its library"));
    let number = "CM15-0000001".parse().expect("a number");
    let open = workspace.open_case(&number, &library).expect("a case");
    let open = Box::new(OpenCase { draft: None, determination: None, ..open });
    let now = "2026-11-22T09:00".parse().expect("a moment");
    let mut state = State::new(library, Arc::new(keymap::standard()), SIZE, now);
    update(&mut state, Event::CaseOpened(Ok(open)));
    state
}

/// One key of these after the other, each with its frame.
fn pressed(bencher: Bencher, mut state: State, keys: &[&str]) {
    let mut canvas = Canvas::new(Theme::new(true, false, Ground::Dark), SIZE, true);
    let mut bytes = Vec::new();
    let keys: Vec<Key> = keys.iter().map(|k| k.parse().expect("a key")).collect();
    let mut keys = keys.iter().cycle();
    bencher.bench_local(|| {
        let key = *keys.next().expect("a key");
        let event = keymap::translate(&state, key);
        black_box(update(&mut state, event));
        black_box(update(&mut state, Event::Settled));
        bytes.clear();
        canvas.draw(&state, &mut bytes).expect("a frame");
        black_box(bytes.len())
    });
}

/// The bar a row down or up.
#[divan::bench(args = CASES)]
fn a_row_down_the_queue(bencher: Bencher, cases: usize) {
    pressed(bencher, queue(cases), &["j", "k"]);
}

/// The same where no case is open: the hints ask for another one at every frame.
#[divan::bench(args = CASES)]
fn a_row_down_where_no_case_is_open(bencher: Bencher, cases: usize) {
    pressed(bencher, queue_of(cases, |row| row.state = CaseState::Waiting), &["j", "k"]);
}

/// The list moves by a row with each key.
#[divan::bench(args = CASES)]
fn a_row_scrolled_in(bencher: Bencher, cases: usize) {
    let mut state = queue(cases);
    for _ in 0..60 {
        let event = keymap::translate(&state, "j".parse().expect("a key"));
        update(&mut state, event);
    }
    pressed(bencher, state, &["j"]);
}

#[divan::bench(args = CASES)]
fn a_page_of_the_queue(bencher: Bencher, cases: usize) {
    pressed(bencher, queue(cases), &["PageDown", "PageUp"]);
}

#[divan::bench(args = CASES)]
fn a_case_marked(bencher: Bencher, cases: usize) {
    pressed(bencher, queue(cases), &["Space"]);
}

#[divan::bench]
fn another_pane(bencher: Bencher) {
    pressed(bencher, bench(), &["Tab"]);
}

#[divan::bench]
fn a_finding_down(bencher: Bencher) {
    let mut state = bench();
    let event = keymap::translate(&state, "2".parse().expect("a key"));
    update(&mut state, event);
    pressed(bencher, state, &["j", "j", "k", "k"]);
}
