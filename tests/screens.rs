//! Every screen as a text with a legend of its styles, compared with `tests/screens/*.snap`.
//!
//! After a change that is meant: `cargo insta review`, or `INSTA_UPDATE=always cargo test --test
//! screens`, and read the difference. In continuous integration set `INSTA_UPDATE=no`.
//! [`no_snapshot_is_left_over`] refuses files that nothing here compares.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use imr_workbench::ui::Theme;
use imr_workbench::ui::styles::Styles;
use imr_workbench::ui::theme::Slot;
use support::desk::{ASCII, COLOUR, Desk, EITHER, LIGHT, PLAIN};
use support::past::lay_five;
use support::workspace::{Workspace, repository};

/// A size, and a theme with its name in the file's.
type Look = (u16, u16, &'static str, Theme);

const FOLDED: Look = (60, 20, "", COLOUR);
const USUAL: Look = (80, 24, "", COLOUR);
const WIDE: Look = (120, 40, "", COLOUR);
const HUGE: Look = (200, 60, "", COLOUR);
const NO_COLOUR: Look = (80, 24, "-no-color", PLAIN);
const ONLY_ASCII: Look = (80, 24, "-ascii", ASCII);
const ON_LIGHT: Look = (80, 24, "-light", LIGHT);
const ON_EITHER: Look = (80, 24, "-either", EITHER);
const TINY: Look = (30, 8, "", COLOUR);

const ALL: &[Look] = &[FOLDED, USUAL, WIDE, HUGE, NO_COLOUR, ONLY_ASCII, ON_LIGHT, ON_EITHER];
const SIZES: &[Look] = &[FOLDED, USUAL, WIDE, HUGE];
const ONE: &[Look] = &[USUAL];
const SMALL: &[Look] = &[FOLDED, USUAL];

const SEED: &str = "CM15-0000001";
const SHOULDER: &str = "CM26-0000105";

/// Each scene: its name, its looks, and how to come to it. One test a scene.
macro_rules! scenes {
    ($($name:ident, $looks:expr, $scene:expr;)*) => {
        const SCENES: &[(&str, &[Look])] = &[$((stringify!($name), $looks)),*];
        $(#[test] fn $name() { compare(stringify!($name), $looks, $scene) })*
    };
}

scenes! {
    queue, ALL, Desk::sample;
    queue_filtered, SMALL, || {
        let mut desk = Desk::sample();
        desk.press("\\");
        desk.type_text("neck");
        desk.press("Enter j");
        desk
    };
    queue_without_matches, ONE, || {
        let mut desk = Desk::sample();
        desk.press("\\");
        desk.type_text("xyzzy");
        desk
    };
    queue_with_marks_and_what_is_aside, ALL, || {
        let mut desk = Desk::sample();
        desk.press("j j x");
        desk.type_text("the surgeon's addendum is to come");
        desk.press("Enter g g Space Space Space v j j");
        desk
    };
    queue_on_what_is_aside, SIZES, || {
        let mut desk = Desk::sample();
        desk.press("j j x");
        desk.type_text("the surgeon's addendum is to come");
        desk.press("Enter 5 s r");
        desk
    };
    queue_asked_for_a_reason, SMALL, || {
        let mut desk = Desk::sample();
        desk.press("Space Space x");
        desk.type_text("films");
        desk
    };
    queue_filter_at_fault, ALL, || {
        let mut desk = Desk::sample();
        desk.press("\\");
        desk.type_text("neck or stat:open");
        desk
    };
    queue_filter_begun, SMALL, || {
        let mut desk = Desk::sample();
        desk.press("\\");
        desk.type_text("due:<=3d region:low-back state:");
        desk
    };
    queue_filter_completed, SMALL, || {
        let mut desk = Desk::sample();
        desk.press("\\");
        desk.type_text("-it");
        desk
    };
    queue_with_a_broken_case, &[USUAL, WIDE], broken;
    queue_with_a_final_case, &[USUAL, WIDE], || {
        let mut desk = finished();
        desk.press("G");
        desk
    };
    queue_empty, SMALL, empty;
    bench, ALL, || Desk::with_case(SEED);
    bench_findings, ALL, || at(SEED, "2 j");
    bench_criteria, ALL, || at(SEED, "3 j j j");
    bench_criterion_stated, ONE, || {
        let mut desk = at(SEED, "3 j j j m n");
        desk.type_text("the report itself is missing");
        desk.press("Enter");
        desk
    };
    bench_of_five_items, SIZES, || at(SHOULDER, "o o J o u J");
    bench_zoomed, ONE, || at(SHOULDER, "z");
    bench_without_guideline, ONE, without_guideline;
    editing, ALL, || {
        let mut desk = written();
        desk.press("e");
        desk
    };
    editing_a_blank, ALL, || {
        let mut desk = at(SEED, "e");
        desk.press("Ctrl-x s Down Enter");
        desk.press("Tab");
        desk
    };
    editing_found, ALL, || {
        let mut desk = written();
        desk.press("e Ctrl-t Ctrl-x /");
        desk.type_text("THE");
        desk.press("Enter");
        desk
    };
    snippets, ALL, || {
        let mut desk = at(SEED, "e Ctrl-x s");
        desk.type_text("e");
        desk.press("Down");
        desk
    };
    which_key_of_the_editor, ALL, || at(SEED, "e Ctrl-x");
    which_key, ALL, || at(SEED, "3 j o");
    help, ALL, || at(SEED, "?");
    help_of_the_queue, ONE, || {
        let mut desk = Desk::sample();
        desk.press("? G");
        desk
    };
    drafted, ALL, || at(SEED, "o o d d");
    drafted_out_of_date, ALL, out_of_date;
    drafted_shown, ALL, || {
        let mut desk = out_of_date();
        desk.press("d s");
        desk
    };
    readings, ALL, || at(SEED, "w");
    summary, ALL, || at(SEED, "s");
    prompt, ALL, || {
        let mut desk = at(SEED, ":");
        desk.type_text("over");
        desk
    };
    palette, ALL, || at(SEED, ": Down Down");
    palette_of_what_is_refused, ALL, || {
        let mut desk = finished();
        desk.open(SEED);
        desk.press(":");
        desk.type_text("e");
        desk
    };
    palette_of_the_queue, ONE, || {
        let mut desk = Desk::sample();
        desk.press(":");
        desk.type_text("ca");
        desk
    };
    palette_without_matches, ONE, || {
        let mut desk = at(SEED, ":");
        desk.type_text("xyzzy");
        desk
    };
    which_key_of_what_is_refused, SMALL, || {
        let mut desk = held();
        desk.press("m");
        desk
    };
    help_searched, ALL, || {
        let mut desk = at(SEED, "? /");
        desk.type_text("outcome");
        desk.press("Enter n");
        desk
    };
    findings_searched, ALL, || {
        let mut desk = at(SEED, "2 /");
        desk.type_text("neck");
        desk.press("Enter");
        desk
    };
    messages, ALL, || {
        let mut desk = at(SEED, "o u F o o");
        desk.press(": m e s s a g e s Enter");
        desk
    };
    prompt_for_a_reason, ALL, || {
        let mut desk = at(SEED, "3 j j m m");
        desk.type_text("a tumor was seen on the films of 2014, which are not in the file");
        desk
    };
    preview_letter, ALL, preview;
    preview_yaml, ALL, || {
        let mut desk = preview();
        desk.press("Tab Space");
        desk
    };
    checks_beside_the_text, ALL, || {
        let mut desk = checked();
        desk.press("e Ctrl-t Ctrl-y");
        desk
    };
    checks_listed, ALL, || {
        let mut desk = checked();
        desk.press("1 c j");
        desk
    };
    checks_let_stand, SIZES, || {
        let mut desk = checked();
        desk.press("c");
        desk.press("g g x");
        desk.type_text("both arms were compared");
        desk.press("Enter d G");
        desk
    };
    checks_asked_for_a_reason, SMALL, || {
        let mut desk = checked();
        desk.press("c x");
        desk
    };
    checks_of_a_refusal, SIZES, || {
        let mut desk = checked();
        desk.press("o o e Ctrl-g");
        desk.type_text(" So the request is not medically necessary.");
        desk.press("Esc 1 F");
        desk
    };
    silence_asked_for_words, SMALL, || at("CM26-0000106", "S");
    asked_for_a_work, SMALL, || at(SHOULDER, "W");
    asked_for_the_step, SMALL, || at(SHOULDER, "T");
    asked_why_nothing_is_cited, SMALL, || at("CM26-0000110", "3 t T");
    dependents_decided, SMALL, || at("CM26-0000107", "o u o d");
    which_key_of_drafting, SMALL, || at(SHOULDER, "d");
    a_key_that_means_nothing, SMALL, || at(SHOULDER, "u");
    checks_above_the_letter, ALL, || {
        let mut desk = checked();
        desk.press("o u F y");
        desk
    };
    notice, ALL, || at(SHOULDER, "F");
    notice_of_a_full_disk, SMALL, || {
        let mut desk = written();
        desk.refuse_saves = Some("cannot save the draft: no space left on device".to_owned());
        desk.press("o u e");
        desk
    };
    final_case, ALL, || {
        let mut desk = finished();
        desk.open(SEED);
        desk
    };
    question_attest, ALL, || {
        let mut desk = written();
        desk.press("F");
        desk
    };
    question_case_changed, ALL, || {
        let mut desk = written();
        let file = desk.workspace.file("cases/CM15-0000001.yaml");
        let text = fs::read_to_string(&file).expect("a case");
        let changed = text.replacen("date: 2015-01-14", "date: 2015-01-15", 1);
        assert_ne!(text, changed);
        fs::write(file, changed).expect("a case");
        desk.look_again();
        desk
    };
    question_of_two_drafts, ALL, || {
        let mut desk = written();
        let file = desk.workspace.file(".imr/drafts/CM15-0000001.yaml");
        let text = fs::read_to_string(&file).expect("a draft");
        fs::write(file, text.replace("overturned", "upheld")).expect("a draft");
        desk.press("t");
        desk
    };
    question_take_over, ALL, || {
        let mut desk = held();
        desk.press(": t a k e - o v e r Enter");
        desk
    };
    question_discard, ALL, || {
        let mut desk = written();
        desk.press(": d i s c a r d - d r a f t Enter");
        desk
    };
    draft_shown, ALL, || {
        let mut desk = written();
        desk.press("D");
        desk
    };
    case_held, ALL, held;
    queue_with_a_held_case, &[USUAL, WIDE], || {
        let mut desk = held();
        desk.press("q");
        desk
    };
    case_amended, SMALL, || {
        let mut desk = finished();
        desk.open(SEED);
        desk.press("A");
        desk.type_text("a date was wrong");
        desk.press("Enter");
        desk
    };
    prompt_for_an_amendment, ONE, || {
        let mut desk = finished();
        desk.open(SEED);
        desk.press("A");
        desk.type_text("a date was wr");
        desk
    };
    record, ALL, || at(SHOULDER, "2 j p v j");
    record_searched, ONE, || {
        let mut desk = at(SHOULDER, "2 p /");
        desk.type_text("cuff");
        desk.press("Enter");
        desk
    };
    silence, ALL, || {
        let mut desk = claimed("There is no documentation of an epidural steroid injection.");
        desk.press("4 S");
        desk
    };
    silence_near_misses, SMALL, || {
        let mut desk = claimed("There is no documentation of an epidural steroid injection.");
        desk.press("4 S Tab");
        desk
    };
    silence_set_aside, ALL, || {
        let mut desk = claimed("There is no documentation of physical therapy.");
        desk.press("4 S x");
        desk.type_text("before the second injury");
        desk.press("Enter Ctrl-s");
        desk
    };
    silence_asked_for_a_reason, ONE, || {
        let mut desk = claimed("There is no documentation of physical therapy.");
        desk.press("4 S x");
        desk
    };
    silence_of_a_scan, ALL, || {
        let mut desk = at("CM26-0000106", "S");
        desk.type_text("no documentation of activity modification");
        desk.press("Enter");
        desk
    };
    silence_not_found, SMALL, || {
        let mut desk = at("CM26-0000106", "S");
        desk.type_text("no documentation of tumor");
        desk.press("Enter");
        desk
    };
    silence_not_searchable, ONE, || {
        let mut desk = at(SEED, "S");
        desk.type_text("no documentation of acupuncture");
        desk.press("Enter");
        desk
    };
    finding_form, ALL, || {
        let mut desk = at(SHOULDER, "2 j p f");
        desk.type_text("cuff");
        desk.press("Ctrl-s");
        desk
    };
    findings_of_the_reviewer, SIZES, || {
        let mut desk = at(SHOULDER, "2 j f x");
        desk.type_text("the report is of the other shoulder");
        desk.press("Enter");
        desk
    };
    prompt_to_refuse, ONE, || {
        let mut desk = at(SHOULDER, "2 j f x");
        desk.type_text("the report is of the o");
        desk
    };
    precedents, &[FOLDED, USUAL, WIDE, NO_COLOUR, ONLY_ASCII], || past("P");
    precedents_with_an_outcome, &[USUAL, WIDE], || past("P j o");
    too_small, &[TINY], || Desk::with_case(SEED);
}

fn at(case: &str, keys: &str) -> Desk {
    let mut desk = Desk::with_case(case);
    desk.press(keys);
    desk
}

fn checked() -> Desk {
    let mut desk = at(SEED, "o o e");
    desk.type_text(
        "There was reduced sensation in the right leg. The request is not medically necessary.",
    );
    desk.press("Esc");
    desk
}

fn written() -> Desk {
    let mut desk = at(SEED, "o o e");
    desk.type_text(
        "The spine surgeon found reduced sensation in the left arm and a positive Spurling sign, \
         and means to see the alignment of the neck before any choice is made.\n\n\
         Therefore the films are ",
    );
    desk.press("Esc");
    desk
}

/// Somebody at another bench has the case.
fn held() -> Desk {
    let workspace = Workspace::sample();
    fs::create_dir_all(workspace.file(".imr/holds")).expect("a folder");
    let holder = r#"{"reviewer":"r2","user":"imr","host":"bench2","pid":4711,"since":"2026-11-22T08:40:00+00:00"}"#;
    fs::write(workspace.file(".imr/holds/CM15-0000001.json"), holder).expect("a hold");
    let mut desk = Desk::on(workspace);
    desk.open(SEED);
    desk
}

/// A sentence of absence in the case with records.
fn claimed(sentence: &str) -> Desk {
    let mut desk = at("CM26-0000104", "e");
    desk.type_text(sentence);
    desk.press("Esc");
    desk
}

fn preview() -> Desk {
    let mut desk = written();
    desk.press("F y");
    desk
}

/// A case with determinations of the past beside it.
fn past(keys: &str) -> Desk {
    let workspace = Workspace::sample();
    lay_five(&workspace);
    let mut desk = Desk::on(workspace);
    desk.open("CM26-0000101");
    desk.press(keys);
    desk
}

fn finished() -> Desk {
    let mut desk = preview();
    desk.press("y");
    desk
}

fn broken() -> Desk {
    let workspace = Workspace::sample();
    let text =
        workspace.read("cases/CM26-0000103.yaml").replace("region: low back", "region: moon");
    fs::write(workspace.file("cases/CM26-0000103.yaml"), text).expect("a broken case");
    let mut desk = Desk::on(workspace);
    desk.go_to("CM26-0000103");
    desk
}

fn empty() -> Desk {
    let workspace = Workspace::sample();
    fs::remove_dir_all(workspace.file("cases")).expect("no cases");
    fs::create_dir(workspace.file("cases")).expect("an empty folder");
    Desk::on(workspace)
}

fn without_guideline() -> Desk {
    let workspace = Workspace::sample();
    fs::remove_file(workspace.file("guidelines/acoem-2004-neck-imaging.yaml")).expect("one less");
    let mut desk = Desk::on(workspace);
    desk.open(SEED);
    desk
}

fn file_name(scene: &str, (columns, rows, theme, _): Look) -> String {
    format!("{}-{columns}x{rows}{theme}", scene.replace('_', "-"))
}

/// A finding was refused after the rationale was drafted from it; the caret is on the sentence.
fn out_of_date() -> Desk {
    let mut desk = at(SEED, "o o d d 2 g g f x");
    desk.type_text("another worker's page");
    desk.press("Enter d n");
    desk
}

fn compare(scene: &str, looks: &[Look], come_to: impl Fn() -> Desk) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("screens");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        let mut desk = come_to();
        for look in looks {
            let (columns, rows, _, theme) = *look;
            let screen = desk.screen(columns, rows, theme);
            insta::assert_snapshot!(file_name(scene, *look), screen);
        }
    });
}

#[test]
fn no_snapshot_is_left_over() {
    let folder = repository().join("tests/screens");
    let names = fs::read_dir(folder).expect("the snapshots").map(|entry| {
        entry.expect("an entry of the folder").file_name().to_string_lossy().into_owned()
    });
    // What a failing test has just written beside a snapshot is for `cargo insta review`.
    let stored: BTreeSet<String> = names.filter(|name| !name.ends_with(".snap.new")).collect();
    let compared: BTreeSet<String> = SCENES
        .iter()
        .flat_map(|(scene, looks)| looks.iter().map(|look| file_name(scene, *look) + ".snap"))
        .collect();
    let left_over: Vec<&String> = stored.difference(&compared).collect();
    assert!(left_over.is_empty(), "remove what nothing compares: {left_over:?}");
}

/// Bold, dim, reverse and underline are enough to work with; a colour never stands alone.
#[test]
fn without_colours_there_is_none() {
    const COLOURS: [&str; 8] =
        ["black", "red", "green", "yellow", "blue", "magenta", "cyan", " gray"];
    let scenes: [fn() -> Desk; 4] = [broken, || at(SEED, "3 j j j"), preview, written];
    for mut desk in scenes.map(|come_to| Box::new(come_to())) {
        let coloured = desk.screen(120, 40, COLOUR);
        let plain = desk.screen(120, 40, PLAIN);
        let (glyphs, styles) = plain.split_once("styles\n").expect("a legend");
        assert_eq!(Some(glyphs), coloured.split_once("styles\n").map(|(glyphs, _)| glyphs));
        for colour in COLOURS {
            assert!(!styles.contains(colour), "{colour}:\n{plain}");
        }
    }
}

/// Whatever the theme, the words and marks are the same: nothing is told by a style alone but the row that is chosen,
/// what was found, and what the terminal's cursor stands on.
#[test]
fn a_theme_changes_no_word_and_no_mark() {
    let settings: BTreeMap<String, String> =
        Slot::ALL.iter().map(|s| (s.word().to_owned(), "bold red on 17".to_owned())).collect();
    let (styles, faults) = Styles::NONE.with(&settings);
    assert!(faults.is_empty(), "{faults:?}");
    let scenes: [fn() -> Desk; 6] =
        [broken, || at(SEED, "3 j j j"), || at(SEED, "2 j"), preview, written, held];
    for mut desk in scenes.map(|come_to| Box::new(come_to())) {
        let mut shown = |theme| {
            let screen = desk.screen(120, 40, theme);
            let (glyphs, styles) = screen.split_once("styles\n").expect("a legend");
            (glyphs.to_owned(), styles.to_owned())
        };
        let (usual, _) = shown(COLOUR);
        let (themed, in_red) = shown(Theme { styles, ..COLOUR });
        let (plain, legend) = shown(Theme { styles, ..PLAIN });
        assert_eq!((themed.as_str(), plain.as_str()), (usual.as_str(), usual.as_str()));
        assert!(in_red.contains("red on 17"), "{in_red}");
        assert!(!legend.contains("red") && !legend.contains("on 17"), "NO_COLOR wins: {legend}");
    }
}

#[test]
fn in_ascii_nothing_else_is_shown() {
    let mut desk = at(SEED, "e");
    desk.type_text("café ≥ 5 · “漢字” …");
    for keys in ["Esc", "3 j j j", "? ", "Esc s", "Esc :"] {
        desk.press(keys);
        let screen = desk.screen(80, 24, ASCII);
        let (glyphs, _) = screen.split_once("styles\n").expect("a legend");
        // The rule between row number and row is the legend's own.
        let other: Vec<char> = glyphs.chars().filter(|c| !c.is_ascii() && *c != '│').collect();
        assert!(other.is_empty(), "{other:?} after {keys}:\n{screen}");
        let rules = glyphs.matches('│').count();
        assert_eq!(rules, 24, "{screen}");
    }
    desk.press("Esc");
    assert_eq!(desk.written(), "café ≥ 5 · “漢字” …", "only what is shown, never what is kept");
}
