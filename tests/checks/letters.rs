//! What the checks say of published rationales. `docs/checks.md` tells the counts and every false alarm; a change of
//! a check that changes a count is seen here. Without the letters the test says so and holds nothing.
//!
//! The letters lie beside the project (`../shared/letters`), or where `IMR_LETTERS` says; `IMR_TELL=1` prints every
//! alarm.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use imr_workbench::{
    domain::{
        case::{Case, Dates, Item, Worker},
        check::{Alarm, CheckId},
        draft::{Draft, ItemDraft},
        evidence::{Work, WorkKind},
        vocabulary::Vocabulary,
        words::Outcome,
    },
    rationale::checks::{Known, Record, Sources, every},
    store::Workspace,
};
use serde_json::Value;

/// Families that are counted here; those of statements of fact are counted beside.
const FAMILIES: &[&str] = &["Decision and closing words", "Guidelines", "Proof", "Absence"];

/// Alarms on the forty letters, by check.
const COUNTS: &[(&str, usize)] = &[
    ("L04-region", 1),
    ("L04-uncited", 3),
    ("L04-unnamed", 1),
    ("L07-unsearched", 71),
    ("L08-step", 2),
    ("L09-names", 27),
    ("L13-opioid", 1),
];

fn letters() -> Option<Vec<Value>> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/letters");
    let folder = env::var_os("IMR_LETTERS").map_or(beside, PathBuf::from);
    let text = fs::read_to_string(folder.join("expected.json")).ok()?;
    Some(serde_json::from_str(&text).expect("expected.json"))
}

#[test]
fn the_alarms_on_published_letters_are_those_that_the_document_counts() {
    let Some(letters) = letters() else {
        println!("SKIPPED: no letters beside the project, so no alarm was counted");
        return;
    };
    let workspace = Workspace::open(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let library = workspace.library().unwrap();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for letter in &letters {
        let (case, draft) = read(letter);
        let sources = Sources { guidelines: &[], vocabulary: &library.vocabulary, reviewer: None };
        let known = Known::of(&case, &draft, sources, Arc::<Record>::default());
        for alarm in every(&known, sources, &draft) {
            if !FAMILIES.contains(&alarm.check.about().family) {
                continue;
            }
            *counts.entry(alarm.check.word()).or_default() += 1;
            if env::var_os("IMR_TELL").is_some() {
                tell(&case, &draft, &alarm);
            }
        }
    }
    let expected: BTreeMap<&str, usize> = COUNTS.iter().copied().collect();
    assert_eq!(counts, expected);
}

/// Closing words are read: with the other outcome each item is alarmed, but for those that decide by no sentence.
#[test]
fn turned_round_the_closing_words_contradict_the_outcome() {
    let Some(letters) = letters() else {
        println!("SKIPPED: no letters beside the project, so no closing words were read");
        return;
    };
    let vocabulary = Vocabulary::default();
    let sources = Sources { guidelines: &[], vocabulary: &vocabulary, reviewer: None };
    let (mut items, mut alarmed) = (0, 0);
    for letter in &letters {
        let (case, mut draft) = read(letter);
        for drafted in &mut draft.items {
            let turned = match drafted.outcome {
                Some(Outcome::Upheld) => Outcome::Overturned,
                _ => Outcome::Upheld,
            };
            drafted.outcome = Some(turned);
        }
        items += case.items.len();
        let known = Known::of(&case, &draft, sources, Arc::<Record>::default());
        let alarms = every(&known, sources, &draft);
        alarmed += alarms.iter().filter(|a| a.check == CheckId::Closing).count();
    }
    assert_eq!((items, alarmed), (98, 98));
}

fn tell(case: &Case, draft: &Draft, alarm: &Alarm) {
    let item = alarm.item.and_then(|n| case.item(n));
    let text = alarm.item.and_then(|n| draft.item(n)).map_or("", |d| d.rationale.as_str());
    let around = alarm.span.as_ref().map(|span| {
        let before: Vec<char> = text[..span.start].chars().rev().take(90).collect();
        let after: String = text[span.end..].chars().take(70).collect();
        let before: String = before.into_iter().rev().collect();
        format!("\n      …{before}[{}]{after}…", &text[span.clone()])
    });
    println!(
        "{} {} [{:?}] {} | {}{}",
        alarm.check,
        case.case,
        alarm.item,
        item.map(|i| i.title.chars().take(60).collect::<String>()).unwrap_or_default(),
        alarm.reason,
        around.unwrap_or_default()
    );
}

/// A case and a draft of it as the letter decides: header, summary, titles, citations and rationales.
fn read(letter: &Value) -> (Case, Draft) {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let date = |key: &str| {
        let written = text(&letter[key]);
        let mut parts = written.split('/');
        let (m, d, y) = (parts.next()?, parts.next()?, parts.next()?);
        format!("{y}-{m}-{d}").parse().ok()
    };
    let items = letter["items"].as_array().expect("items");
    let case = Case {
        case: text(&letter["case"]).parse().expect("a number"),
        kind: None,
        priority: None,
        records: None,
        dates: Dates {
            injury: date("date_of_injury"),
            request: date("ur_denial_date"),
            ..Dates::default()
        },
        worker: Worker::default(),
        summary: text(&letter["summary"]),
        diagnoses: Vec::new(),
        documents: Vec::new(),
        items: items.iter().zip(1..).map(|(item, n)| item_of(item, n)).collect(),
        findings: Vec::new(),
    };
    let mut draft = Draft::new(&case, "digest");
    for (item, drafted) in items.iter().zip(&mut draft.items) {
        *drafted = ItemDraft {
            item: drafted.item,
            outcome: Some(match item["outcome"].as_str() {
                Some("Upheld") => Outcome::Upheld,
                _ => Outcome::Overturned,
            }),
            rationale: text(&item["rationale"]),
            works: works(&text(&item["reviewer_guideline"])),
            ..ItemDraft::default()
        };
    }
    (case, draft)
}

fn item_of(item: &Value, number: u32) -> Item {
    let cites_nothing =
        item["reviewer_guideline"].as_str().is_some_and(|g| g.contains("did not cite"));
    Item {
        item: number,
        title: item["title"].as_str().unwrap_or_default().to_owned(),
        kind: None,
        service: None,
        codes: Vec::new(),
        region: None,
        side: None,
        level: None,
        quantity: None,
        duration: None,
        parts: Vec::new(),
        claims_cites: Vec::new(),
        retrospective: false,
        ur: None,
        claims_guideline: item["claims_guideline"].as_str().map(str::to_owned),
        depends_on: (cites_nothing && number > 1).then_some(1),
    }
}

/// The works of a citation line: chapters of the MTUS with their year, and what is cited beside them.
fn works(line: &str) -> Vec<Work> {
    let mut found = Vec::new();
    for part in line.split("Decision based on ").skip(1) {
        if let Some(other) = part.strip_prefix("Non-MTUS Citation ") {
            found.push(work(WorkKind::Guideline, other, ""));
            continue;
        }
        let chapters = part.trim_start_matches("MTUS ");
        for chapter in chapters.split(", and ") {
            let (title, sections) = chapter.split_once(", Section").unwrap_or((chapter, ""));
            found.push(work(WorkKind::Mtus, title, sections));
        }
    }
    found
}

fn work(kind: WorkKind, title: &str, pages: &str) -> Work {
    let digits: String = title.chars().filter(char::is_ascii_digit).collect();
    Work {
        kind,
        by: String::new(),
        title: title.trim().to_owned(),
        journal: String::new(),
        year: digits.get(..4).and_then(|y| y.parse().ok()).unwrap_or(0),
        volume: String::new(),
        pages: pages.to_owned(),
        rank: None,
    }
}
