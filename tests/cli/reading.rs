//! `list`, `show`, `evaluate`, `check`: they read and say, and write nothing.

use std::fs;

use serde_json::Value;

use crate::{
    run::{files, imr_in},
    support::workspace::Workspace,
};

const SEED: &str = "CM15-0000001";

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[track_caller]
fn has_keys(value: &Value, expected: &[&str]) {
    let mut expected = expected.to_vec();
    expected.sort_unstable();
    assert_eq!(keys(value), expected);
}

#[test]
fn the_queue_is_most_urgent_first_with_what_is_due_and_its_state() {
    let workspace = Workspace::sample();
    let text = imr_in(&workspace, &["list"]).done();
    let first = text.lines().next().unwrap();
    assert!(first.starts_with("CM26-0000102    1d late    new       Hydrocodone"), "{first}");
    let last: Vec<&str> = text.lines().rev().take(2).collect();
    assert!(last[0].starts_with("CM26-0000110    -          waiting"), "{}", last[0]);
    assert!(last[1].starts_with("CM15-0000001    -          new"), "{}", last[1]);
}

#[test]
fn the_queue_as_data() {
    let workspace = Workspace::sample();
    let rows = imr_in(&workspace, &["list", "--json"]).json();
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.len(), 13);
    let names = [
        "case", "state", "kind", "priority", "due", "regions", "services", "items", "outcome",
        "version", "attested", "aside", "held", "problems",
    ];
    for row in rows {
        has_keys(row, &names);
    }
    let numbers: Vec<&str> = rows.iter().map(|r| r["case"].as_str().unwrap()).collect();
    let text = imr_in(&workspace, &["list"]).done();
    let printed: Vec<&str> = text.lines().map(|l| l.split(' ').next().unwrap()).collect();
    assert_eq!(numbers, printed, "both in the same order");
    assert_eq!((&rows[0]["due"], &rows[0]["outcome"]), (&"2026-11-21".into(), &Value::Null));
}

#[test]
fn a_broken_file_is_a_row_and_hides_no_other() {
    let workspace = Workspace::sample();
    fs::write(workspace.file("cases/CM26-0000103.yaml"), "case: CM26-0000103\nitms: []\n").unwrap();
    fs::write(workspace.file("cases/not a number.yaml"), "").unwrap();
    let rows = imr_in(&workspace, &["list", "--json"]).json();
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.len(), 14);
    let broken: Vec<&Value> = rows.iter().filter(|r| r["state"] == "broken").collect();
    let said: Vec<&str> = broken.iter().map(|r| r["problems"][0].as_str().unwrap()).collect();
    assert_eq!(said.len(), 2);
    assert!(said[0].starts_with("cases/CM26-0000103.yaml:2:1: unknown key `itms`"), "{}", said[0]);
    assert!(said[1].starts_with("cases/not a number.yaml: `not a number` is not a case number"));
    let text = imr_in(&workspace, &["list"]).done();
    assert!(text.contains("broken    cases/CM26-0000103.yaml:2:1: unknown key `itms`"), "{text}");
}

#[test]
fn a_case_in_words_and_as_data() {
    let workspace = Workspace::sample();
    let text = imr_in(&workspace, &["show", SEED]).done();
    assert!(text.starts_with("CM15-0000001\n\nThe worker is a 62-year-old woman"));
    assert!(text.contains("item 1  undecided   One Flexion/extension cervical spine X-ray\n"));
    assert!(text.contains("no gait abnormality · 2015-01-26 · exam by pain"));
    assert!(
        text.contains("sensory deficit · left neck · 2015-01-14 · exam by spine surgeon, quoted")
    );
    let known = imr_in(&workspace, &["show", SEED, "--json"]).json();
    has_keys(&known, &["case", "draft", "determination"]);
    assert_eq!((&known["draft"], &known["determination"]), (&Value::Null, &Value::Null));
    assert_eq!(known["case"]["findings"].as_array().unwrap().len(), 14);
    imr_in(&workspace, &["decide", SEED, "--item", "1", "--outcome", "upheld"]).done();
    let known = imr_in(&workspace, &["show", SEED, "--json"]).json();
    assert_eq!(known["draft"]["items"][0]["outcome"], "upheld");
    assert!(imr_in(&workspace, &["show", SEED]).done().contains("item 1  upheld "));
}

#[test]
fn an_evaluation_in_words_and_as_data() {
    let workspace = Workspace::sample();
    let text = imr_in(&workspace, &["evaluate", SEED, "--why"]).done();
    assert!(text.starts_with("item 1  One Flexion/extension cervical spine X-ray\n"));
    assert!(text.contains("met: neurologic deficit, from exam [sensation-left-arm]"), "{text}");
    assert!(text.contains("almost surgical-options: hedged"), "{text}");
    let items = imr_in(&workspace, &["evaluate", SEED, "--json"]).json();
    has_keys(&items[0], &["item", "title", "guidelines"]);
    let proof = &items[0]["guidelines"][0];
    let names = [
        "guideline",
        "title",
        "tier",
        "confidence",
        "in_force",
        "decide",
        "value",
        "criteria",
        "unless",
        "expected",
        "rests_on",
        "would_settle",
    ];
    has_keys(proof, &names);
    for criterion in proof["criteria"].as_array().unwrap() {
        has_keys(
            criterion,
            &[
                "name",
                "says",
                "page",
                "confidence",
                "note",
                "value",
                "computed",
                "stated",
                "clause",
            ],
        );
    }
    assert_eq!(imr_in(&workspace, &["evaluate", SEED, "--item", "1", "--json"]).json(), items);
}

#[test]
fn one_item_of_several_is_evaluated_alone() {
    let workspace = Workspace::sample();
    let all = imr_in(&workspace, &["evaluate", "CM26-0000102", "--json"]).json();
    assert_eq!(all.as_array().unwrap().len(), 3);
    let second = imr_in(&workspace, &["evaluate", "CM26-0000102", "--item", "2", "--json"]).json();
    assert_eq!(second.as_array().unwrap().as_slice(), &all.as_array().unwrap()[1..2]);
}

#[test]
fn a_workspace_without_faults_is_counted() {
    let workspace = Workspace::sample();
    let before = files(&workspace);
    assert_eq!(imr_in(&workspace, &["check"]).done(), "13 cases, no faults\n");
    for args in [&["list"][..], &["show", SEED], &["evaluate", SEED, "--why"]] {
        imr_in(&workspace, args).done();
    }
    assert_eq!(files(&workspace), before, "who only looks leaves no trace");
}

#[test]
fn every_fault_is_named_with_file_line_and_remedy() {
    let workspace = Workspace::sample();
    let change = |file: &str, from: &str, to: &str| {
        let text = workspace.read(file);
        assert!(text.contains(from), "{file}");
        fs::write(workspace.file(file), text.replacen(from, to, 1)).unwrap();
    };
    change("cases/CM15-0000001.yaml", "concept: tumor", "concept: tumour");
    change("guidelines/acoem-2004-neck-imaging.yaml", "tier: MTUS", "tier: MTSU");
    fs::create_dir_all(workspace.file(".imr/drafts")).unwrap();
    fs::write(workspace.file(".imr/drafts/CM26-0000101.yaml"), "case: [").unwrap();
    fs::create_dir(workspace.file("determinations")).unwrap();
    fs::write(workspace.file("determinations/CM26-0000103.yaml"), "case: CM26-0000103\n").unwrap();
    let done = imr_in(&workspace, &["check"]);
    assert_eq!((done.code, done.err.as_str()), (1, "imr: 4 faults\n"), "{}", done.out);
    for said in [
        "cases/CM15-0000001.yaml:155:14: concept `tumour` is not in the vocabulary; did you mean `tumor`?",
        "guidelines/acoem-2004-neck-imaging.yaml:2:7: `MTSU` is not a tier; did you mean `MTUS`?",
        ".imr/drafts/CM26-0000101.yaml:",
        "determinations/CM26-0000103.yaml:",
    ] {
        let lines = done.out.lines().filter(|line| line.starts_with(said)).count();
        assert_eq!(lines, 1, "{said}\n{}", done.out);
    }
}

#[test]
fn a_case_whose_determination_cannot_be_read_does_not_look_open() {
    let workspace = Workspace::sample();
    fs::create_dir(workspace.file("determinations")).unwrap();
    fs::write(workspace.file("determinations/CM15-0000001.yaml"), "case: CM15-0000001\n").unwrap();
    let rows = imr_in(&workspace, &["list", "--json"]).json();
    let row = rows.as_array().unwrap().iter().find(|r| r["case"] == SEED).unwrap();
    assert_eq!(row["state"], "broken");
    assert!(row["problems"][0].as_str().unwrap().starts_with("determinations/CM15-0000001.yaml"));
    let refused = imr_in(&workspace, &["decide", SEED, "--item", "1", "--outcome", "upheld"]);
    assert!(refused.refused().contains("determinations/CM15-0000001.yaml"));
}

#[test]
fn words_of_a_file_cannot_drive_the_terminal() {
    let workspace = Workspace::sample();
    let file = "cases/CM15-0000001.yaml";
    let text = workspace.read(file);
    let text = text.replacen(
        "title: One Flexion/extension",
        "title: \"One \\e]0;owned\\a \\u009b8m \\u202Eflexion\\n extension\"\n    #",
        1,
    );
    fs::write(workspace.file(file), text).unwrap();
    for args in [&["list"][..], &["show", SEED], &["evaluate", SEED, "--why"], &["list", "--json"]]
    {
        let out = imr_in(&workspace, args).done();
        assert!(!out.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}']), "{args:?}");
        assert!(out.to_lowercase().contains("202e"), "{args:?}: named, not dropped");
    }
    let out = imr_in(&workspace, &["list"]).done();
    assert_eq!(out.lines().count(), 13, "one line a case: {out}");
    let rows = imr_in(&workspace, &["list", "--json"]).json();
    let titles: Vec<&str> =
        rows.as_array().unwrap().iter().map(|r| r["items"][0].as_str().unwrap()).collect();
    let title = "One \u{1b}]0;owned\u{7} \u{9b}8m \u{202e}flexion\n extension";
    assert!(titles.contains(&title), "as data it is the same text: {titles:?}");
}

#[test]
fn words_of_a_faulty_file_cannot_drive_the_terminal_either() {
    let workspace = Workspace::sample();
    let text = workspace.read("cases/CM15-0000001.yaml");
    let text = text.replacen("concept: tumor", "concept: \"\\e[8mtumor\"", 1);
    fs::write(workspace.file("cases/CM15-0000001.yaml"), text).unwrap();
    let said = imr_in(&workspace, &["show", SEED]).refused();
    assert!(said.contains("concept `\\u{001B}[8mtumor` is not in the vocabulary"), "{said:?}");
}
