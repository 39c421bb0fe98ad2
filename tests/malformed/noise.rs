//! Whatever the bytes, nothing panics, and every problem names a place within the text.

use std::{fs, sync::OnceLock};

use imr_workbench::{
    domain::{
        library::Library,
        problem::{Position, Problem},
    },
    store::Workspace,
};
use proptest::prelude::*;

use crate::support::workspace::{Workspace as Folder, repository, rows_of};

const CASE: &str = "cases/CM15-0000001.yaml";
const GUIDELINE: &str = "guidelines/acoem-2004-neck-imaging.yaml";

fn sample(file: &str) -> String {
    fs::read_to_string(repository().join(file)).unwrap()
}

/// The sample workspace with one case and one guideline: it is read hundreds of times.
fn one_of_each() -> Folder {
    let folder = Folder::copy_of(&repository().join("tests/malformed/workspace"));
    fs::remove_dir_all(folder.file("cases")).unwrap();
    fs::create_dir(folder.file("cases")).unwrap();
    for file in [CASE, GUIDELINE, "guidelines/vocabulary.yaml"] {
        fs::copy(repository().join(file), folder.file(file)).unwrap();
    }
    fs::remove_file(folder.file("guidelines/good.yaml")).unwrap();
    folder
}

/// A text as a hand, a bad merge or a bad disk leaves it.
#[derive(Debug, Clone)]
enum Change {
    Delete(prop::sample::Index),
    Duplicate(prop::sample::Index),
    Move(prop::sample::Index, prop::sample::Index),
    Insert(prop::sample::Index, String),
    Flip(prop::sample::Index, char),
    Indent(prop::sample::Index),
    Cut(prop::sample::Index),
}

fn change() -> impl Strategy<Value = Change> {
    let index = any::<prop::sample::Index>;
    let sign = prop_oneof![
        prop::sample::select(r#"[]{}:,-?!&*|>'"%@`#~<\ "#.chars().collect::<Vec<_>>()),
        prop::sample::select(vec![
            '\t', '\r', '\n', '\0', '\u{1b}', '\u{85}', '\u{2028}', '\u{feff}'
        ]),
        any::<char>(),
    ];
    prop_oneof![
        index().prop_map(Change::Delete),
        index().prop_map(Change::Duplicate),
        (index(), index()).prop_map(|(a, b)| Change::Move(a, b)),
        (index(), "[ \\t]{0,6}[a-z\\[\\]{}:,'\"&*!|>?-]{0,12}(: )?.{0,8}")
            .prop_map(|(at, line)| Change::Insert(at, line)),
        (index(), sign).prop_map(|(at, sign)| Change::Flip(at, sign)),
        index().prop_map(Change::Indent),
        index().prop_map(Change::Cut),
    ]
}

fn changed(text: &str, changes: &[Change]) -> String {
    let mut text = text.to_owned();
    for change in changes {
        let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
        match change {
            Change::Delete(at) => drop(lines.remove(at.index(lines.len()))),
            Change::Duplicate(at) => {
                let at = at.index(lines.len());
                lines.insert(at, lines[at].clone());
            }
            Change::Move(from, to) => {
                let line = lines.remove(from.index(lines.len()));
                lines.insert(to.index(lines.len() + 1), line);
            }
            Change::Insert(at, line) => lines.insert(at.index(lines.len() + 1), line.clone()),
            Change::Indent(at) => lines[at.index(text.split('\n').count())].insert(0, ' '),
            Change::Flip(at, sign) => {
                let mut signs: Vec<char> = text.chars().chain([' ']).collect();
                let at = at.index(signs.len());
                signs[at] = *sign;
                text = signs.into_iter().collect();
                continue;
            }
            Change::Cut(at) => {
                text = text.chars().take(at.index(text.chars().count() + 1)).collect();
                continue;
            }
        }
        text = lines.join("\n");
    }
    text
}

/// Every problem names its file and a place within the text, in visible characters.
fn placed(problems: &[Problem], file: &str, text: &str) -> Result<(), TestCaseError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = text.split('\n').collect();
    for problem in problems {
        let Problem { file: named, at: Some(Position { line, column }), what, .. } = problem else {
            return Err(TestCaseError::fail(format!("without a place: {problem}")));
        };
        prop_assert_eq!(named.as_str(), file);
        prop_assert!((1..=lines.len()).contains(line), "{}", problem);
        let length = lines[line - 1].chars().count();
        prop_assert!((1..=length + 1).contains(column), "{}", problem);
        prop_assert!(!what.chars().any(char::is_control), "{:?}", problem);
    }
    Ok(())
}

/// The library of the sample, read once: it is not what changes.
fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| Workspace::open(one_of_each().path()).unwrap().library().unwrap())
}

/// The problems of the case file with these bytes. A broken one is a row.
fn case_problems(folder: &Folder, bytes: &[u8]) -> Vec<Problem> {
    fs::write(folder.file(CASE), bytes).unwrap();
    let rows = rows_of(&Workspace::open(folder.path()).unwrap(), library());
    assert_eq!(rows.len(), 1);
    rows[0].problems.clone()
}

fn guideline_problems(folder: &Folder, bytes: &[u8]) -> Vec<Problem> {
    fs::write(folder.file(GUIDELINE), bytes).unwrap();
    let library = Workspace::open(folder.path()).unwrap().library().unwrap();
    assert_eq!(library.problems.is_empty(), library.guidelines.len() == 1);
    library.problems
}

#[test]
fn the_sample_files_are_sound() {
    let folder = one_of_each();
    assert_eq!(case_problems(&folder, sample(CASE).as_bytes()), []);
    assert_eq!(guideline_problems(&folder, sample(GUIDELINE).as_bytes()), []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_changed_case_gives_placed_problems(changes in prop::collection::vec(change(), 1..5)) {
        let text = changed(&sample(CASE), &changes);
        placed(&case_problems(&one_of_each(), text.as_bytes()), CASE, &text)?;
    }

    #[test]
    fn a_changed_guideline_gives_placed_problems(changes in prop::collection::vec(change(), 1..5)) {
        let text = changed(&sample(GUIDELINE), &changes);
        placed(&guideline_problems(&one_of_each(), text.as_bytes()), GUIDELINE, &text)?;
    }

    #[test]
    fn any_bytes_give_placed_problems(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let folder = one_of_each();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        placed(&guideline_problems(&folder, &bytes), GUIDELINE, &text)?;
        placed(&case_problems(&folder, &bytes), CASE, &text)?;
    }

    #[test]
    fn any_text_gives_placed_problems(text in "([ \\t\\n]|[a-c\\[\\]{}:,'\"&*!|>?#%@~-]|\\PC){0,80}") {
        let folder = one_of_each();
        placed(&guideline_problems(&folder, text.as_bytes()), GUIDELINE, &text)?;
        placed(&case_problems(&folder, text.as_bytes()), CASE, &text)?;
    }
}
