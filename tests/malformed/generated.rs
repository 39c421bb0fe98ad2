//! Files that no repository should hold: of no length or absurd length, of other encodings, and no file at all.

use std::{
    fs,
    process::Command,
    time::{Duration, Instant},
};

use super::{GOOD, folder, problems, with};
use crate::support::workspace::imr;

const CASE: &str = "cases/CM26-0000002.yaml";

/// What takes longer hangs: wide enough for a debug build on a machine that others use too.
const SOON: Duration = Duration::from_secs(30);

/// The good case under the number of the bad one.
fn good() -> String {
    let text = fs::read_to_string(folder().join(format!("workspace/cases/{GOOD}.yaml"))).unwrap();
    text.replace(GOOD, "CM26-0000002")
}

/// The only problem of a workspace with this file. It must be found at once, on a small stack and in less
/// than 100 MB of addresses: the program is run under those limits, too.
fn only_problem(file: &str, bytes: &[u8]) -> String {
    let copy = with(file, bytes);
    let start = Instant::now();
    let found = problems(copy.path());
    let took = start.elapsed();
    assert!(took < SOON, "{took:?}");
    assert_eq!(found.len(), 1, "{found:?}");
    let limited = "ulimit -s 1024; ulimit -v 100000; exec \"$@\"";
    let mut shell = Command::new("sh");
    let shell = shell.args(["-c", limited, "sh", imr(), "-C"]).arg(copy.path()).arg("check");
    let output = shell.output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{printed}{errors}");
    assert_eq!(printed.trim_end(), found[0], "{errors}");
    found[0].clone()
}

#[test]
fn a_mark_before_the_text_and_returns_at_the_ends_of_lines_read_well() {
    let text = good();
    for odd in [format!("\u{feff}{text}"), text.replace('\n', "\r\n"), text.replace('\n', "\r")] {
        let copy = with(CASE, odd.as_bytes());
        assert!(problems(copy.path()).is_empty());
    }
    let marked = format!("\u{feff}zebra: 1\n{text}");
    let problem = only_problem(CASE, marked.as_bytes());
    assert!(problem.starts_with("cases/CM26-0000002.yaml:1:1: unknown key `zebra`"), "{problem}");
}

#[test]
fn an_empty_file_is_said_to_be_empty() {
    for (file, text) in [(CASE, ""), (CASE, "\n\n"), ("guidelines/bad.yaml", "")] {
        let expected = format!("{file}:1:1: the file is empty; write it, or remove it");
        assert_eq!(only_problem(file, text.as_bytes()), expected);
    }
}

#[test]
fn what_is_not_utf_8_is_refused_where_it_begins() {
    let mut latin = good().replace("worker's neck", "worker\u{e9}s neck").into_bytes();
    let at = latin.iter().position(|b| *b == 0xc3).unwrap();
    latin.remove(at);
    assert_eq!(
        only_problem(CASE, &latin),
        "cases/CM26-0000002.yaml:2:20: what stands here is not UTF-8 text; save the file as UTF-8"
    );
    let wide: Vec<u8> =
        std::iter::once(0xfeff).chain(good().encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(
        only_problem("guidelines/bad.yaml", &wide),
        "guidelines/bad.yaml:1:1: what stands here is not UTF-8 text; save the file as UTF-8"
    );
}

#[test]
fn a_zero_does_not_end_the_file_unseen() {
    let text = good().replace("findings:", "findings: []\n\0findings:");
    assert_eq!(
        only_problem(CASE, text.as_bytes()),
        "cases/CM26-0000002.yaml:8:1: the character \\u{0000} may not stand in this file; delete it"
    );
}

#[test]
fn absurd_nesting_is_refused() {
    let deep = |inside: &str| format!("case: {}{inside}", "[".repeat(200_000));
    for text in [deep(""), deep(&"]".repeat(200_000)), deep("1")] {
        assert_eq!(
            only_problem(CASE, text.as_bytes()),
            "cases/CM26-0000002.yaml:1:262: lists and maps nest deeper than 24 levels; \
             look for a stray bracket: no file of a workspace nests so"
        );
    }
    for unit in ["{a: ", "- ", "? ", "- ? "] {
        let problem = only_problem("guidelines/bad.yaml", unit.repeat(200_000).as_bytes());
        assert!(problem.starts_with("guidelines/bad.yaml:1:"), "{problem}");
    }
}

#[test]
fn absurd_numbers_of_values_are_refused() {
    let keys: String = (0..400_000).map(|i| format!("k{i}:\n")).collect();
    assert_eq!(
        only_problem(CASE, keys.as_bytes()),
        "cases/CM26-0000002.yaml:100001:1: the file holds more than 200000 values; \
         split it, or keep long texts under records/"
    );
    let long = format!("summary: {}\n", "neck pain ".repeat(420_000));
    assert_eq!(
        only_problem(CASE, long.as_bytes()),
        "cases/CM26-0000002.yaml:1:1: the file is larger than 4 MiB; \
         split it, or keep long texts under records/"
    );
}

#[test]
fn a_long_text_named_ten_thousand_times_is_refused_at_its_first_name() {
    let long = "x".repeat(130_000);
    let text = format!("case: &a {long}\nsummary: [{}]\n", "*a, ".repeat(10_000));
    assert_eq!(
        only_problem(CASE, text.as_bytes()),
        "cases/CM26-0000002.yaml:1:10: YAML anchors and aliases (`&`, `*`) are not used in these \
         files; write the value out, or quote a text that begins so"
    );
}

#[test]
fn a_page_in_the_place_of_a_word_does_not_bury_the_message() {
    let text = good().replace("service: cervical mri", &format!("service: {}", "a".repeat(9000)));
    assert_eq!(
        only_problem(CASE, text.as_bytes()),
        format!(
            "cases/CM26-0000002.yaml:6:71: service `{}…` is not in the vocabulary; \
             known here: cervical mri, mri",
            "a".repeat(60)
        )
    );
}

#[test]
fn thousands_of_faults_are_shown_by_the_first_hundred() {
    let finding = "  - {id: a, concept: nothing, from: exam, source: {document: note}}\n";
    let copy = with(CASE, (good() + &finding.repeat(9_000)).as_bytes());
    let start = Instant::now();
    let found = problems(copy.path());
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
    assert_eq!(found.len(), 101);
    let last = "17899 more faults begin here; mend those above first";
    assert!(found[100].ends_with(last), "{}", found[100]);
}

#[test]
fn thousands_of_items_in_a_chain_are_refused() {
    let item = |i| {
        format!("  - {{item: {i}, title: t, kind: drug, service: mri, depends_on: {}}}\n", i + 1)
    };
    let text = format!(
        "case: CM26-0000002\nsummary: s\nitems:\n{}",
        (0..18_000).map(item).collect::<String>()
    );
    assert_eq!(
        only_problem(CASE, text.as_bytes()),
        "cases/CM26-0000002.yaml:504:5: a case with 18000 items is more than one review; \
         keep at most 500 items in one case"
    );
}

#[test]
fn a_chain_of_criteria_is_refused_before_it_is_evaluated() {
    let guideline = |n: usize| {
        let one = |i| format!("  c{i}: {{any: [c{}]}}\n", i + 1);
        let criteria: String = (0..n).map(one).collect();
        format!(
            "guideline: Chain\ntier: MTUS\nconfidence: B\nfor: mri\ndecide: c0\ncriteria:\n\
             {criteria}  c{n}: {{any: [neck pain]}}\n"
        )
    };
    assert_eq!(problems(with("guidelines/bad.yaml", guideline(20).as_bytes()).path()).len(), 0);
    assert_eq!(
        only_problem("guidelines/bad.yaml", guideline(200).as_bytes()),
        "guidelines/bad.yaml:183:3: more than 24 criteria rest on each other in a chain; \
         join some of them"
    );
    assert_eq!(
        only_problem("guidelines/bad.yaml", guideline(20_000).as_bytes()),
        "guidelines/bad.yaml:307:3: a guideline has more than 300 criteria; \
         split it into several files"
    );
}

#[test]
fn a_folder_in_the_place_of_a_file_is_a_row_with_its_error() {
    for file in [CASE, "guidelines/bad.yaml"] {
        let copy = with(&format!("{file}/inside"), b"");
        let expected =
            format!("{file}: this is a folder or a device, not a file; move it elsewhere");
        assert_eq!(problems(copy.path()), [expected]);
    }
}

#[test]
fn a_file_whose_name_is_no_case_number_is_a_row_with_its_error() {
    let copy = with("cases/neck pain (copy).yaml", good().as_bytes());
    assert_eq!(
        problems(copy.path()),
        ["cases/neck pain (copy).yaml: `neck pain (copy)` is not a case number; \
          use up to 40 letters, digits and dashes, such as CM15-0000001"]
    );
}

#[test]
fn a_guideline_whose_name_is_not_seen_is_left_out() {
    let good = fs::read(folder().join("workspace/guidelines/good.yaml")).unwrap();
    let copy = with(&format!("guidelines/{}.yaml", "\u{1b}".repeat(200)), &good);
    let found = problems(copy.path());
    let what = "the name of this file holds characters that are not seen; give it a plain name";
    assert!(found.len() == 1 && found[0].ends_with(what), "{found:?}");
}

#[test]
fn words_that_older_yaml_takes_for_booleans_are_texts() {
    let text = good()
        .replace("case: CM", "worker: {sex: no}\ncase: CM")
        .replace("title: MRI of the neck", "title: yes")
        + "    by: on\n";
    let copy = with(CASE, text.as_bytes());
    assert!(problems(copy.path()).is_empty());
    let case: imr_workbench::domain::case::Case = imr_workbench::store::yaml::read(&text).unwrap();
    assert_eq!(case.worker.sex.as_deref(), Some("no"));
    assert_eq!(case.items[0].title, "yes");
    assert_eq!(case.findings[0].by.as_deref(), Some("on"));
}

#[test]
fn a_vocabulary_of_endless_kinds_is_refused() {
    let word = |i| format!("  c{i}: {{wider: [c{}]}}\n", i + 1);
    let words: String = (0..2_000).map(word).collect();
    let copy =
        with("guidelines/vocabulary.yaml", format!("concepts:\n{words}  c2000: {{}}\n").as_bytes());
    let found = problems(copy.path());
    let first = "guidelines/vocabulary.yaml:2:15: more than 100 words are wider than `c0`; name fewer of them";
    assert_eq!((found.len(), found[0].as_str()), (101, first));
}

#[test]
fn a_record_that_is_not_text_hides_no_other_fault() {
    let copy = with(&format!("records/{GOOD}/note.txt"), b"one page\xff");
    fs::write(copy.file(CASE), good().replace("findings", "fidnings")).unwrap();
    let output = Command::new(imr()).arg("-C").arg(copy.path()).arg("check").output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(
        lines,
        [
            "records/CM26-0000001/note.txt:1:9: what stands here is not UTF-8 text; \
             save the file as UTF-8",
            "cases/CM26-0000002.yaml:7:1: unknown key `fidnings`; did you mean `findings`?",
        ]
    );
}
