//! What only a real terminal shows: the whole review of the seed's case by keys alone, and every way out.

mod support;

#[path = "pty/demo.rs"]
mod demo;
#[path = "pty/outside.rs"]
mod outside;
#[path = "pty/plain.rs"]
mod plain;
#[path = "pty/queue.rs"]
mod queue;
#[path = "pty/recording.rs"]
mod recording;
#[path = "pty/ways_out.rs"]
mod ways_out;

use imr_workbench::{domain::determination::Determination, store::yaml};
use support::{
    pty::{Exit, Pty, Signal, patience},
    workspace::{Workspace, imr},
};

pub const NOW: (&str, &str) = ("IMR_NOW", "2026-11-22T09:00");
pub const SEED: &str = "CM15-0000001";
const WORDS: &str = "The examination of 1/14/15 found diminished sensation and a positive Spurling's sign. \
Surgery depends on the films. The request is medically necessary.";

pub fn bench(workspace: &Workspace, columns: u16, rows: u16) -> Pty {
    let pty = Pty::spawn(imr(), &[], workspace.path(), &[NOW], columns, rows);
    pty.wait_for_text(SEED);
    pty
}

/// From the queue onto the seed's case.
pub fn open_seed(pty: &Pty) {
    pty.keys("/");
    pty.type_text("0000001");
    pty.keys("Enter Enter");
    pty.wait_for_text("2 Findings");
}

/// The lines of the sheet that is open, read page by page as a reviewer would.
fn read_sheet(pty: &Pty) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    loop {
        let screen = pty.screen();
        let rows: Vec<&str> = screen.lines().collect();
        let title = rows[0];
        let (first, last, all) = sheet_place(title);
        let shown = &rows[1..=last + 1 - first];
        lines.truncate(first - 1);
        lines.extend(shown.iter().map(|row| row.trim_end().to_owned()));
        if last == all {
            return lines;
        }
        pty.keys("PageDown");
        pty.wait_for(|s| s.contents().lines().next() != Some(title), patience());
    }
}

/// `… lines 1 to 21 of 55 ──`: what part of the text is shown.
fn sheet_place(title: &str) -> (usize, usize, usize) {
    let (_, place) = title.split_once("lines ").unwrap_or_else(|| panic!("no place in {title:?}"));
    let numbers: Vec<usize> =
        place.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    (numbers[0], numbers[1], numbers[2])
}

fn review(columns: u16, rows: u16) {
    let workspace = Workspace::sample();
    let pty = bench(&workspace, columns, rows);
    open_seed(&pty);

    pty.keys("F");
    pty.wait_for_text("no outcome is chosen");
    pty.keys("o o");
    pty.wait_for_text("overturned");
    pty.keys("e");
    pty.wait_for_text("EDITING");
    pty.type_text(WORDS);
    pty.keys("Escape");
    pty.wait_until_gone("EDITING");

    pty.keys("F");
    pty.wait_for_text("Your attestation");
    pty.answer();
    pty.wait_for_text("not written yet");
    let previewed = read_sheet(&pty);
    assert!(!workspace.file("determinations").exists(), "nothing is written before y");
    pty.answer();
    pty.wait_for_text("CM15-0000001 is final");

    let letter = workspace.read("determinations/CM15-0000001.txt");
    let file = previewed.iter().position(|line| line.starts_with("-----")).expect("a rule");
    let (open, file) = previewed.split_at(file + 1);
    assert!(open[0].starts_with("CHECKS"), "what is open is told first: {open:#?}");
    assert_eq!(file.join("\n") + "\n", letter, "below the rule the preview is the letter");
    let text = workspace.read("determinations/CM15-0000001.yaml");
    let determination: Determination = yaml::read(&text).unwrap();
    assert_eq!(yaml::write(&determination).unwrap(), text, "loads back equal");
    assert_eq!(determination.items[0].rationale, WORDS);
    assert!(!workspace.file(".imr/drafts/CM15-0000001.yaml").exists(), "the draft is gone");

    let screen = pty.screen();
    let row = |number: &str| screen.lines().position(|line| line.contains(number)).unwrap();
    assert!(screen.lines().nth(row(SEED)).unwrap().contains("final"), "{screen}");
    // The seed's case has no clock, so it stood last of the open ones: the next is the most urgent.
    let cursor = pty.cursor().expect("a cursor on the chosen row");
    assert_eq!(usize::from(cursor.0), row("CM26-0000102"), "{screen}");

    pty.keys("q");
    assert_eq!(pty.wait_exit(patience()), Exit::Code(0));
    assert_restored(&pty);
}

pub fn assert_restored(pty: &Pty) {
    let raw = String::from_utf8_lossy(&pty.raw()).into_owned();
    for sequence in ["\u{1b}[?1049l", "\u{1b}[?2004l", "\u{1b}[?25h"] {
        assert!(raw.contains(sequence), "{sequence:?} was not sent");
    }
}

#[test]
fn the_seeds_case_is_reviewed_at_80x24() {
    review(80, 24);
}

#[test]
fn the_seeds_case_is_reviewed_at_120x40() {
    review(120, 40);
}

#[test]
fn the_draft_is_there_again_on_the_next_start() {
    let workspace = Workspace::sample();
    let pty = bench(&workspace, 80, 24);
    open_seed(&pty);
    pty.keys("o u e");
    pty.type_text("half a sentence, with a blank ");
    pty.keys("Escape q q");
    assert_eq!(pty.wait_exit(patience()), Exit::Code(0));

    let pty = Pty::spawn(imr(), &[SEED], workspace.path(), &[NOW], 80, 24);
    pty.wait_for_text("half a sentence");
    pty.wait_for_text("upheld");
    pty.keys("e");
    pty.wait_for_text("EDITING");
    pty.type_text("then the rest");
    pty.wait_for_text("with a blank then the rest");
}

#[test]
fn a_signal_keeps_the_draft_and_gives_the_terminal_back() {
    for (signal, code) in [(Signal::SIGTERM, 143), (Signal::SIGHUP, 129), (Signal::SIGINT, 130)] {
        let workspace = Workspace::sample();
        let pty = bench(&workspace, 80, 24);
        open_seed(&pty);
        pty.keys("e");
        pty.type_text("typed just before the signal");
        pty.wait_for_text("before the signal");
        pty.signal(signal);
        assert_eq!(pty.wait_exit(patience()), Exit::Code(code), "{signal:?}");
        assert_restored(&pty);
        let draft = workspace.read(".imr/drafts/CM15-0000001.yaml");
        assert!(draft.contains("typed just before the signal"), "{signal:?}: {draft}");
    }
}

#[test]
fn a_paste_is_one_edit_with_its_lines() {
    let workspace = Workspace::sample();
    let pty = bench(&workspace, 80, 24);
    open_seed(&pty);
    pty.keys("e");
    pty.wait_for_text("EDITING");
    pty.paste("first line\nsecond line");
    pty.wait_for_text("second line");
    pty.keys("Ctrl+u");
    pty.wait_until_gone("first line");
    pty.keys("Ctrl+r");
    pty.wait_for_text("second line");
}

#[test]
fn resizing_keeps_the_place_and_folds_to_one_pane() {
    let workspace = Workspace::sample();
    let pty = bench(&workspace, 120, 40);
    open_seed(&pty);
    pty.keys("3 j j");
    pty.wait_for_text("bear on it");
    pty.resize(60, 20);
    pty.wait_until_gone("2 Findings");
    pty.wait_for_text("3 Criteria");
    pty.resize(80, 24);
    pty.wait_for_text("2 Findings");
}

/// Killed outright in the middle of steady typing: what was typed up to a second before is there.
#[test]
fn steady_typing_is_kept_without_a_pause() {
    let workspace = Workspace::sample();
    let pty = bench(&workspace, 80, 24);
    open_seed(&pty);
    pty.keys("e");
    pty.wait_for_text("EDITING");
    let begun = std::time::Instant::now();
    let draft = workspace.file(".imr/drafts/CM15-0000001.yaml");
    // Never as much as a pause between two characters.
    while !draft.exists() {
        pty.type_text("word ");
        assert!(begun.elapsed() < patience(), "no draft while typing");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    pty.signal(Signal::SIGKILL);
    assert!(workspace.read(".imr/drafts/CM15-0000001.yaml").contains("word"));
}

/// A key at 30 a second whose frames are more than the line carries: frames must not pile up on the way, so that little
/// is left to come when the key is let go.
#[test]
fn a_held_key_over_a_slow_line_leaves_no_queue_of_frames() {
    let workspace = Workspace::sample();
    let pty = bench(&workspace, 120, 40);
    open_seed(&pty);
    pty.slow_down(20_000);
    let begun = pty.raw().len();
    for _ in 0..61 {
        pty.keys("Tab");
        std::thread::sleep(std::time::Duration::from_millis(33));
    }
    let released = pty.raw().len();
    pty.wait_for_text("▶ 2 Findings");
    // It may have been there in between: it is right when nothing more comes.
    pty.settle(std::time::Duration::from_millis(300), patience());
    assert!(pty.screen().contains("▶ 2 Findings"), "{}", pty.screen());
    let (shown, late) = (released - begun, pty.raw().len() - released);
    println!("{shown} bytes while it was held, {late} after");
    assert!(shown > 15_000, "the panes are seen going by: {shown}");
    assert!(late < 8_000, "{late} bytes were still to come");
}

#[test]
fn the_mouse_is_asked_for_only_by_the_settings_and_given_back() {
    let asks = |pty: &Pty| String::from_utf8_lossy(&pty.raw()).contains("\u{1b}[?1000h");
    let workspace = Workspace::sample();
    let pty = bench(&workspace, 80, 24);
    assert!(!asks(&pty), "the terminal's own selection works");
    drop(pty);

    let file = workspace.file("imr.yaml");
    let before = workspace.read("imr.yaml");
    let settings = before.replacen("\nbench:\n", "\nbench:\n  mouse: true\n", 1);
    assert_ne!(before, settings);
    std::fs::write(file, settings).expect("the settings");
    let pty = bench(&workspace, 80, 24);
    assert!(asks(&pty));
    let row = pty.screen().lines().position(|line| line.contains("CM26-0000104")).unwrap();
    pty.send(&format!("\u{1b}[<0;5;{}M\u{1b}[<0;5;{}m", row + 1, row + 1));
    pty.wait_for(|s| usize::from(s.cursor_position().0) == row, patience());
    pty.keys("q");
    assert_eq!(pty.wait_exit(patience()), Exit::Code(0));
    assert!(pty.raw().ends_with(b"\x1b[?25h"));
    assert!(pty.with_screen(|s| s.mouse_protocol_mode() == vt100::MouseProtocolMode::None));
}
