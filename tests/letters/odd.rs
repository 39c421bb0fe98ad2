//! Odd letters about nobody, each beside what it says.

use std::{collections::BTreeSet, fs};

use imr_workbench::letter::read::read_letter;
use serde_json::Value;

use crate::support::workspace::repository;

#[test]
fn odd_letters_are_read_as_they_are_meant() {
    let folder = repository().join("tests/letters/odd");
    let files = fs::read_dir(&folder).expect("the folder");
    let stem = |file: std::io::Result<fs::DirEntry>| {
        let path = file.expect("a file").path();
        path.file_stem().and_then(|stem| stem.to_str()).expect("a name").to_owned()
    };
    let stems: BTreeSet<String> = files.map(stem).collect();
    assert!(stems.len() > 6, "{stems:?}");
    for stem in stems {
        let file = |ending: &str| {
            let path = folder.join(format!("{stem}.{ending}"));
            fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
        };
        let read = read_letter(&file("txt")).unwrap_or_else(|problem| panic!("{stem}: {problem}"));
        let read = serde_json::to_value(&read).expect("JSON");
        let expected: Value = serde_json::from_str(&file("json")).expect("JSON");
        let shown = |value: &Value| serde_json::to_string_pretty(value).expect("JSON");
        assert_eq!(shown(&read), shown(&expected), "{stem}");
    }
}

/// What is of another shape is refused with a word, and not read in part.
#[test]
fn other_shapes_are_refused() {
    let older = "of an older shape, of 2013 or 2014";
    let none = "this is no determination";
    for (text, why) in [
        ("", none),
        ("\u{c}\u{feff}\n", none),
        ("case: CM15-0000001\nsummary: s\n", none),
        ("MEDICAL PROFESSIONAL REVIEW\n\nIssue at dispute\nCase summary\n", older),
        ("Independent Medical Review Decision and Rationale\n1. MRI: Upheld\n", older),
        ("How the IMR final determination was made\nIMR DECISION(S) AND RATIONALE(S)\n", older),
    ] {
        let problem = read_letter(text).expect_err(text);
        assert!(problem.to_string().contains(why), "{text:?}: {problem}");
        assert!(problem.remedy.is_some() && problem.at.is_some(), "{problem}");
    }
    let long = "a\n".repeat(600_000);
    assert!(
        read_letter(&long).is_err_and(|problem| problem.what.contains("longer than any letter"))
    );
}
