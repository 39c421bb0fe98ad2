//! What writing costs: a character typed into a rationale, with the frame that shows it, and 28 KB typed without
//! bracketed paste, as a program that types for its user sends them. `cargo bench --bench editor`.

use std::{hint::black_box, path::Path, sync::Arc};

use divan::Bencher;
use imr_workbench::{
    app::{Action, Event, State, update},
    domain::library::OpenCase,
    keymap,
    runtime::canvas::Canvas,
    store::Workspace,
    ui::{Theme, theme::Ground},
};

/// Words of the rationale: about what a long one has, and ten times the longest of the published ones.
const WORDS: [usize; 2] = [900, 6_000];
const SIZE: (u16, u16) = (120, 40);
/// Characters that one read of the terminal brings.
const READ: usize = 1024;

fn main() {
    divan::main();
}

fn writing(text: &str) -> State {
    let workspace = Workspace::open(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the sample");
    let library = Arc::new(workspace.library().expect("its library"));
    let number = "CM15-0000001".parse().expect("a number");
    let open = workspace.open_case(&number, &library).expect("a case");
    let open = Box::new(OpenCase { draft: None, determination: None, ..open });
    let now = "2026-11-22T09:00".parse().expect("a moment");
    let mut state = State::new(library, Arc::new(keymap::standard()), SIZE, now);
    update(&mut state, Event::CaseOpened(Ok(open)));
    update(&mut state, Event::Act(Action::Edit));
    update(&mut state, Event::Paste(text.to_owned()));
    state
}

fn canvas() -> Canvas {
    Canvas::new(Theme::new(true, false, Ground::Dark), SIZE, true)
}

/// Paragraphs of 90 words.
fn prose(words: usize) -> String {
    let sentence = "The examination found reduced sensation, and/or a positive sign, on 1/14/15. ";
    let words = sentence.split_inclusive(' ').cycle().take(words);
    let ended =
        |(n, w): (usize, &str)| if n % 90 == 89 { format!("{w}\n\n") } else { w.to_owned() };
    words.enumerate().map(ended).collect()
}

#[divan::bench(args = WORDS)]
fn a_character_and_its_frame(bencher: Bencher, words: usize) {
    typing_into(bencher, &prose(words));
}

/// The same in one paragraph that never ends.
#[divan::bench(args = WORDS)]
fn a_character_and_its_frame_on_one_line(bencher: Bencher, words: usize) {
    typing_into(bencher, &prose(words).replace('\n', " "));
}

fn typing_into(bencher: Bencher, text: &str) {
    let mut state = writing(text);
    let mut canvas = canvas();
    let mut bytes = Vec::new();
    bencher.bench_local(|| {
        update(&mut state, Event::Type('x'));
        update(&mut state, Event::Settled);
        bytes.clear();
        canvas.draw(&state, &mut bytes).expect("a frame");
        black_box(bytes.len())
    });
}

#[divan::bench(args = WORDS)]
fn a_row_down(bencher: Bencher, words: usize) {
    let mut state = writing(&prose(words));
    bencher.bench_local(|| {
        update(&mut state, Event::Act(Action::Up));
        update(&mut state, Event::Act(Action::Down));
    });
}

/// A frame for each read of the terminal.
#[divan::bench]
fn twenty_eight_kilobytes_typed_on_one_line(bencher: Bencher) {
    let typed: Vec<char> = prose(2_400).replace('\n', " ").chars().take(28 * 1024).collect();
    bencher.with_inputs(|| (writing(""), canvas())).bench_local_values(
        |(mut state, mut canvas)| {
            let mut bytes = Vec::new();
            for read in typed.chunks(READ) {
                for c in read {
                    update(&mut state, Event::Type(*c));
                }
                update(&mut state, Event::Settled);
                bytes.clear();
                canvas.draw(&state, &mut bytes).expect("a frame");
            }
            state
        },
    );
}

/// A paste that has no room is refused without a look at it.
#[divan::bench]
fn a_paste_over_the_limit(bencher: Bencher) {
    let mut state = writing("Some words.");
    let text = "x".repeat(1024 * 1024);
    bencher
        .with_inputs(|| text.clone())
        .bench_local_values(|text| update(&mut state, Event::Paste(text)));
}
