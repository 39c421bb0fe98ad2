//! What the checks say of real determinations: counted, and held to the counts that `docs/checks.md` tells.
//!
//! Their texts are no part of the project. They are looked for in `../shared/letters`, or where `IMR_LETTERS` says; without
//! them the test says so and holds nothing.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use imr_workbench::{
    domain::{
        case::Case,
        check::{Alarm, CheckId},
        draft::Draft,
        guideline::Guideline,
        quantity::milli_text,
        vocabulary::Vocabulary,
    },
    rationale::checks::{Known, Record, Sources, every},
    records::text::{
        What,
        amounts::Measure,
        mentions, sentences,
        voice::{Voice, voices},
    },
    store::Workspace,
};
use serde_json::{Value, json};

/// The folder of the letters, when it is there.
fn letters() -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/letters");
    let folder = env::var_os("IMR_LETTERS").map_or_else(beside, PathBuf::from);
    if folder.join("expected.json").is_file() {
        return Some(folder);
    }
    println!("ABSENT: no letters in {}; IMR_LETTERS names their folder", folder.display());
    None
}

/// `10/16/2016` as case files write it.
fn date(text: &Value) -> Value {
    let parts: Vec<&str> = text.as_str().unwrap_or_default().split('/').collect();
    match parts[..] {
        [month, day, year] => json!(format!("{year}-{month}-{day}")),
        _ => Value::Null,
    }
}

/// The clinical summary: between its lead-in and the next heading.
fn summary(letter: &str) -> String {
    let (_, after) = letter.split_once("including all medical records:").expect("a summary");
    let (summary, _) = after.split_once("IMR ISSUES").expect("the issues");
    summary.trim().to_owned()
}

/// A letter as a case of header, summary and requests, with what its reviewer wrote: no document, no finding.
fn case_and_draft(letter: &Value, text: &str) -> (Case, Draft) {
    let items = letter["items"].as_array().expect("items");
    let asked = items.iter().zip(1..).map(|(item, number)| {
        json!({"item": number, "title": item["title"], "kind": "diagnostic test", "service": "any"})
    });
    let case: Case = serde_json::from_value(json!({
        "case": letter["case"],
        "dates": {
            "injury": date(&letter["date_of_injury"]),
            "ur_decision": date(&letter["ur_denial_date"]),
            "assigned": date(&letter["date_assigned"]),
            "application_received": date(&letter["application_received"]),
        },
        "summary": summary(text),
        "items": asked.collect::<Vec<_>>(),
    }))
    .expect("a case");
    let mut draft = Draft::new(&case, "digest");
    for (drafted, item) in draft.items.iter_mut().zip(items) {
        item["rationale"].as_str().expect("a rationale").clone_into(&mut drafted.rationale);
        let outcome = item["outcome"].as_str().expect("an outcome");
        drafted.outcome = Some(outcome.to_lowercase().parse().expect("an outcome of the product"));
    }
    (case, draft)
}

fn alarms(case: &Case, draft: &Draft) -> Vec<Alarm> {
    let vocabulary = Vocabulary::default();
    let sources = Sources { guidelines: &[], vocabulary: &vocabulary, reviewer: None };
    let known = Known::of(case, draft, sources, Arc::new(Record::default()));
    every(&known, sources, draft)
}

/// Families of prose against evidence, and how a text reads.
fn is_of_prose(check: CheckId) -> bool {
    let families =
        ["Sides, levels, dates, numbers", "Quotations and sources", "The summary", "Reading"];
    families.contains(&check.about().family)
}

/// Every letter as a case and a draft.
fn all(folder: &Path) -> Vec<(Case, Draft)> {
    let expected = fs::read_to_string(folder.join("expected.json")).expect("the fields");
    let expected: Vec<Value> = serde_json::from_str(&expected).expect("JSON");
    let read = expected.iter().map(|letter| {
        let number = letter["case"].as_str().expect("a number");
        let text = fs::read_to_string(folder.join(format!("{number}.txt"))).expect("a letter");
        case_and_draft(letter, &text)
    });
    read.collect()
}

/// Alarms on the 40 letters, by check. Each was read by hand; `docs/checks.md` says which are true.
const COUNTED: &[(&str, usize)] = &[
    ("L11-injury-date", 1),
    ("L11-summary-sides", 2),
    ("L11-unjudged", 4),
    ("L14-abbreviations", 17),
    ("L14-long", 2),
];

#[test]
fn alarms_on_real_letters_are_those_that_were_read() {
    let Some(folder) = letters() else { return };
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for (case, draft) in all(&folder) {
        for alarm in alarms(&case, &draft).into_iter().filter(|a| is_of_prose(a.check)) {
            let id = alarm.check.about().id;
            *counted.entry(id).or_default() += 1;
            let item = alarm.item.map_or_else(String::new, |n| format!("/{n}"));
            println!("{id} {}{item} [{}] {}", case.case, alarm.words, alarm.reason);
        }
    }
    assert_eq!(counted.into_iter().collect::<Vec<_>>(), COUNTED);
}

/// Slips put into the letters one at a time: what is seen of how many. `docs/checks.md` tells the figures.
const SEEN: &[(&str, usize, usize)] =
    &[("age", 5, 6), ("count", 12, 15), ("date", 26, 26), ("side", 31, 36), ("strength", 10, 10)];

/// The statement with a slip of the hand, by the kind of slip.
fn slip(what: &What, words: &str) -> Option<(&'static str, String)> {
    let swap = |from: &str, to: &str| {
        let capital = words.starts_with(|c: char| c.is_uppercase());
        let to =
            if capital { format!("{}{}", to[..1].to_uppercase(), &to[1..]) } else { to.to_owned() };
        words.eq_ignore_ascii_case(from).then_some(to)
    };
    match what {
        What::Side(_) => {
            let other = swap("left", "right").or_else(|| swap("right", "left"))?;
            Some(("side", other))
        }
        What::Date(date) => {
            let year = date.year.filter(|_| date.day.is_some())?;
            let short = format!("{:02}", year % 100);
            let wrong = format!("{:02}", (year - 3) % 100);
            Some(("date", format!("{}{wrong}", words.strip_suffix(&short)?)))
        }
        What::Age(age) => {
            Some(("age", words.replacen(&age.to_string(), &(age + 20).to_string(), 1)))
        }
        What::Amount(amount) if amount.measure == Measure::Strength => {
            let low = milli_text(amount.low);
            Some(("strength", words.replacen(&low, &format!("{low}0"), 1)))
        }
        What::Amount(amount) if matches!(amount.measure, Measure::Visits | Measure::Count) => {
            let low = milli_text(amount.low);
            words.starts_with(&low).then(|| ("count", words.replacen(&low, &format!("9{low}"), 1)))
        }
        _ => None,
    }
}

/// Every side, date, age, strength and count that some sentence on the worker names, made wrong one at a time, in a
/// case whose record is said to be at hand.
#[test]
fn slips_put_into_real_letters_are_seen() {
    let Some(folder) = letters() else { return };
    let mut seen: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (mut case, draft) in all(&folder) {
        case.documents.push(
            serde_json::from_value(json!({"id": "file", "type": "file"})).expect("a document"),
        );
        for (at, drafted) in draft.items.iter().enumerate() {
            let text = &drafted.rationale;
            let sentences = sentences(text);
            let voices = voices(text, &sentences);
            for mention in mentions(text) {
                let of = sentences.partition_point(|s| s.end <= mention.at.start);
                let words = &text[mention.at.clone()];
                let Some((kind, wrong)) = slip(&mention.what, words) else { continue };
                if voices.get(of) == Some(&Voice::Guideline) {
                    continue;
                }
                let mut draft = draft.clone();
                draft.items[at].rationale.replace_range(mention.at.clone(), &wrong);
                let caught = alarms(&case, &draft).iter().any(|alarm| {
                    alarm.item == Some(drafted.item)
                        && alarm.span.as_ref().is_some_and(|s| s.start == mention.at.start)
                        && alarm.check.about().id.starts_with("L11")
                });
                let (hit, all) = seen.entry(kind).or_default();
                *hit += usize::from(caught);
                *all += 1;
                if !caught {
                    let about = &text[sentences[of].clone()];
                    println!(
                        "MISSED {kind} {}/{} {words} -> {wrong}: {about}",
                        case.case, drafted.item
                    );
                }
            }
        }
    }
    let seen: Vec<_> = seen.into_iter().map(|(kind, (hit, all))| (kind, hit, all)).collect();
    assert_eq!(seen, SEEN);
}

/// The sample's own findings and summaries give no reason for an alarm, its records at hand.
#[test]
fn the_sample_is_in_order() {
    let workspace = Workspace::open(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the sample");
    let library = workspace.library().expect("its library");
    let sources = Sources {
        guidelines: &library.guidelines,
        vocabulary: &library.vocabulary,
        reviewer: None,
    };
    let mut read = 0;
    for row in workspace.table_now(&library).expect("the queue").rows.iter() {
        let case = workspace.open_case(&row.number, &library).expect("a case").case;
        let texts = case.documents.iter().filter_map(|document| {
            let text = workspace.record(&case.case, &document.id).expect("a text")?;
            Some((document.id.clone(), text.into()))
        });
        let texts: BTreeMap<_, _> = texts.collect();
        read += texts.len();
        let mut draft = Draft::new(&case, "digest");
        draft.items[0].rationale = "The request is medically necessary.".to_owned();
        let known = Known::of(&case, &draft, sources, Arc::new(Record::of(texts)));
        let said = every(&known, sources, &draft);
        let said: Vec<_> = said.iter().filter(|a| is_of_prose(a.check)).collect();
        assert!(said.is_empty(), "{}: {said:#?}", case.case);
    }
    assert!(read > 3, "the sample holds records");
}

/// Only a finding that some proof counts is held to its words.
#[test]
fn a_finding_that_counts_is_held_to_its_words() {
    let workspace = Workspace::open(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the sample");
    let library = workspace.library().expect("its library");
    let number = "CM26-0000105".parse().expect("a number");
    let mut case = workspace.open_case(&number, &library).expect("a case").case;
    let said = |case: &Case, guidelines: &[Guideline]| {
        let sources = Sources { guidelines, vocabulary: &library.vocabulary, reviewer: None };
        let texts = case.documents.iter().filter_map(|document| {
            let text = workspace.record(&case.case, &document.id).expect("a text")?;
            Some((document.id.clone(), text.into()))
        });
        let record = Arc::new(Record::of(texts.collect()));
        let mut draft = Draft::new(case, "digest");
        draft.items[0].rationale = "The request is medically necessary.".to_owned();
        let known = Known::of(case, &draft, sources, record);
        let alarms = every(&known, sources, &draft);
        alarms.into_iter().filter(|a| a.check == CheckId::QuoteAbsent).count()
    };
    assert_eq!(said(&case, &library.guidelines), 0);
    for finding in &mut case.findings {
        finding.source.words = Some("words that nobody wrote".to_owned());
    }
    assert!(said(&case, &library.guidelines) > 0);
    assert_eq!(said(&case, &[]), 0, "without a proof none counts");
}

/// A drafted sentence names a criterion between quotation marks: that is no quotation of the record.
#[test]
fn the_name_of_a_criterion_is_no_quotation_of_the_record() {
    let workspace = Workspace::open(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the sample");
    let library = workspace.library().expect("its library");
    let number = "CM26-0000105".parse().expect("a number");
    let case = workspace.open_case(&number, &library).expect("a case").case;
    let sources = Sources {
        guidelines: &library.guidelines,
        vocabulary: &library.vocabulary,
        reviewer: None,
    };
    let texts = BTreeMap::from([(case.documents[0].id.clone(), "Nothing of it.".into())]);
    let record = Arc::new(Record::of(texts));
    let said = |words: &str| {
        let mut draft = Draft::new(&case, "digest");
        draft.items[0].rationale = format!("In this case \"{words}\" is told of the patient.");
        let known = Known::of(&case, &draft, sources, record.clone());
        let alarms = every(&known, sources, &draft);
        alarms.into_iter().filter(|a| a.check == CheckId::QuoteProse).count()
    };
    assert_eq!(said("words that nobody wrote"), 1);
    let known = Known::of(&case, &Draft::new(&case, "digest"), sources, record.clone());
    let criteria = known.proofs[0].iter().flat_map(|proof| &proof.criteria);
    let names: Vec<&str> =
        criteria.map(|c| c.name.as_str()).filter(|n| n.split(' ').count() > 3).collect();
    assert!(!names.is_empty(), "a name of four words");
    for name in names {
        assert_eq!(said(name), 0, "{name}");
    }
}
