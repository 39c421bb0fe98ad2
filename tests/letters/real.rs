//! The real determinations in `../shared/letters` (or `IMR_LETTERS`), each field against what was cut from the original.
//! Where the folder is absent the tests say so and prove nothing.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use imr_workbench::{
    domain::date::PartialDate,
    letter::read::{ReadLetter, read_letter},
};
use serde_json::Value;

use crate::support::workspace::imr;

/// The folder, when it is there.
fn folder() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/letters");
    let folder = env::var_os("IMR_LETTERS").map_or(beside, PathBuf::from);
    if folder.join("expected.json").is_file() {
        return Some(folder);
    }
    println!("ABSENT: no real letters in {}; IMR_LETTERS names their folder", folder.display());
    None
}

/// What each letter holds, and its text.
pub fn letters() -> Vec<(Value, String)> {
    let Some(folder) = folder() else { return Vec::new() };
    let expected = fs::read_to_string(folder.join("expected.json")).expect("expected.json");
    let expected: Vec<Value> = serde_json::from_str(&expected).expect("a list");
    assert!(expected.len() > 1, "one letter proves little");
    let text = |case: &Value| {
        let name = format!("{}.txt", case["case"].as_str().expect("a number"));
        fs::read_to_string(folder.join(&name)).unwrap_or_else(|e| panic!("{name}: {e}"))
    };
    expected.into_iter().map(|case| (text(&case), case)).map(|(text, case)| (case, text)).collect()
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn american(date: Option<&PartialDate>) -> String {
    let day = date.and_then(PartialDate::exact).expect("a day");
    format!("{:02}/{:02}/{}", day.month(), day.day(), day.year())
}

/// Every field, white space folded; those that differ.
fn differences(read: &ReadLetter, expected: &Value) -> Vec<String> {
    let listed = |text: &str| text.split(',').map(fold).collect::<Vec<_>>().join("|");
    let mut found = Vec::new();
    let mut same = |what: &str, read: &str, key: &Value| {
        let expected = fold(key.as_str().expect("a text"));
        if fold(read) != expected {
            found.push(format!("{what}\n   read {read:?}\n   not  {expected:?}"));
        }
    };
    same("case", read.case.as_ref().map_or("", |c| c.as_str()), &expected["case"]);
    let dates = &read.dates;
    same("assigned", &american(dates.assigned.as_ref()), &expected["date_assigned"]);
    same("injury", &american(dates.injury.as_ref()), &expected["date_of_injury"]);
    same("decision", &american(dates.decision.as_ref()), &expected["decision_date"]);
    same("ur", &american(dates.ur_decision.as_ref()), &expected["ur_denial_date"]);
    same(
        "application",
        &american(dates.application_received.as_ref()),
        &expected["application_received"],
    );
    let priority = read.priority.map_or("", |p| p.word());
    same("priority", priority, &expected["priority"].as_str().unwrap_or("").to_lowercase().into());
    let credentials = [
        ("licensure", &read.reviewer.licensure, &expected["state_licensure"]),
        ("specialties", &read.reviewer.specialties, &expected["certification_specialty"]),
    ];
    for (what, read, key) in credentials {
        same(what, &read.join("|"), &listed(key.as_str().expect("a list")).into());
    }
    let items = expected["items"].as_array().expect("items");
    same("items", &read.items.len().to_string(), &items.len().to_string().into());
    for (n, (read, item)) in (1..).zip(read.items.iter().zip(items)) {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        same(&format!("{n} title"), &read.title, &item["title"]);
        let outcome = read.outcome.map_or("", |o| o.word());
        let expected = item["outcome"].as_str().unwrap_or("").to_lowercase();
        same(&format!("{n} outcome"), outcome, &expected.into());
        same(&format!("{n} claims"), &text(&read.claims_guideline), &item["claims_guideline"]);
        same(
            &format!("{n} reviewer"),
            &text(&read.reviewer_guideline),
            &item["reviewer_guideline"],
        );
        same(&format!("{n} rationale"), &text(&read.rationale), &item["rationale"]);
    }
    found
}

/// The program prints what the library reads.
#[test]
fn the_program_prints_the_fields_of_a_letter() {
    let Some(folder) = folder() else { return };
    for (expected, text) in letters().into_iter().step_by(13) {
        let case = expected["case"].as_str().expect("a number");
        let file = folder.join(format!("{case}.txt"));
        let ran = Command::new(imr()).args(["import", "letter", "--json"]).arg(&file).output();
        let ran = ran.expect("the program");
        let printed: Value = serde_json::from_slice(&ran.stdout).expect("JSON");
        let mut read = serde_json::to_value(read_letter(&text).expect("a letter")).expect("JSON");
        read["file"] = format!("{case}.txt").into();
        assert_eq!(printed, read);
        assert_eq!(
            printed["items"][0]["outcome"],
            expected["items"][0]["outcome"].as_str().expect("one").to_lowercase()
        );
    }
}

#[test]
fn every_field_of_every_letter_is_read() {
    let mut wrong = Vec::new();
    for (expected, text) in letters() {
        let case = expected["case"].as_str().expect("a number");
        let read = read_letter(&text).unwrap_or_else(|problem| panic!("{case}: {problem}"));
        wrong.extend(differences(&read, &expected).into_iter().map(|d| format!("{case} {d}")));
        wrong.extend(read.not_understood.iter().map(|n| format!("{case} not understood: {n:?}")));
        assert!(read.summary.is_some_and(|summary| summary.len() > 100), "{case}: no summary");
    }
    assert!(wrong.is_empty(), "{} fields differ:\n{}", wrong.len(), wrong.join("\n"));
}
