//! What is written reads back the same: any text, in a draft and in a determination, for us and for others.

mod support;

use std::{fs, path::Path, process::Command};

use imr_workbench::{
    domain::{
        determination::Determination,
        draft::{Draft, ItemDraft, Override, Stated},
        drafted::{Basis, Drafted, Told},
        evidence::{Rank, StepDown, StepReason, Work, WorkKind},
        finding::{Finding, Source, Value},
        hold::Holder,
        library::{Library, OpenCase},
        revision::{Corrected, Refused, Revisions},
        silence::{Discounted, Found, Mention, Near, NearReason, Searched, Shelf, SilenceProof},
        words::{Certainty, Origin, Outcome, Standing},
    },
    store::{Asked, Workspace, prepare, yaml},
};
use proptest::prelude::*;
use support::{seed::decided, workspace::Workspace as Copy};

/// Texts that YAML readers are known to mistake for something else, whole or as a part.
const TRAPS: [&str; 40] = [
    "",
    " ",
    "  ",
    "\t",
    "\n",
    "\n\n\n",
    "\r",
    "\r\n",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "\u{feff}",
    "\u{a0}",
    "\u{3000}",
    "\u{0}",
    "\u{7f}",
    "\u{1b}[31m",
    "no",
    "yes",
    "null",
    "~",
    "12:30:45",
    "0x1F",
    "1e3",
    "#3",
    " #3",
    ": ",
    "- ",
    "---",
    "...",
    "? ",
    "| ",
    "> ",
    "&a",
    "*a",
    "!x",
    "%a",
    "\"",
    "'",
    "a\\n",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(TRAPS.to_vec()).prop_map(str::to_owned),
        2 => "[a-z]{1,7}( [a-z]{1,7}){0,3}",
        1 => "([a-z]{1,9} ){20,40}",
        1 => any::<char>().prop_map(String::from),
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..7).prop_map(|pieces| pieces.concat())
}

prop_compose! {
    fn stated()(guideline in text(), criterion in text(), reason in text(), met in any::<bool>())
        -> Override
    {
        let value = if met { Stated::Met } else { Stated::NotMet };
        Override { guideline, criterion, value, reason }
    }
}

prop_compose! {
    fn drafted()(
        key in text(),
        text in text(),
        of in prop::sample::select(Basis::ALL),
        id in text(),
        digest in text(),
    ) -> Drafted {
        Drafted { key, text, sources: vec![Told { of, id, digest }] }
    }
}

prop_compose! {
    fn work()(
        kind in prop::sample::select(WorkKind::ALL),
        by in text(),
        title in text(),
        journal in text(),
        year in any::<u16>(),
        volume in text(),
        pages in text(),
        rank in prop::option::of(prop::sample::select(Rank::ALL)),
    ) -> Work {
        Work { kind, by, title, journal, year, volume, pages, rank }
    }
}

prop_compose! {
    fn step_down()(reason in prop::sample::select(StepReason::ALL), words in text()) -> StepDown {
        StepDown { reason, words }
    }
}

prop_compose! {
    fn silence()(
        claim in text(),
        words in text(),
        reason in prop::sample::select(NearReason::ALL),
        shelf in prop::sample::select(Shelf::ALL),
        page in prop::option::of(any::<u32>()),
        more_near in 0usize..3,
    ) -> SilenceProof {
        let at = Mention {
            shelf, finding: Some(words.clone()), document: None, page, line: page,
            before: claim.clone(), words: words.clone(), after: String::new(),
        };
        let searched = Searched { document: words.clone(), digest: claim.clone(), pages: 3, not_searchable: vec![2] };
        let found = Found {
            sought: vec![claim.clone()], terms: vec![words.clone()], documents: vec![searched],
            not_at_hand: vec![words.clone()], findings: 2, hits: vec![at.clone()],
            near: vec![Near { reason, at: at.clone() }], more_near,
        };
        SilenceProof { claim, at: words.clone(), found, discounted: vec![Discounted { at, reason: words }] }
    }
}

prop_compose! {
    fn item_draft()(
        item in any::<u32>(),
        outcome in prop::option::of(prop::sample::select(Outcome::ALL)),
        rationale in text(),
        caret in any::<(u16, u16)>(),
        cites in prop::option::of(prop::collection::vec(text(), 0..3)),
        evidence in (
            prop::collection::vec(work(), 0..3),
            prop::option::of(step_down()),
            prop::option::of(text()),
        ),
        overrides in prop::collection::vec(stated(), 0..3),
        drafted in prop::collection::vec(drafted(), 0..3),
        silences in prop::collection::vec(silence(), 0..3),
    ) -> ItemDraft {
        let caret = (usize::from(caret.0), usize::from(caret.1));
        let (works, step_down, uncited) = evidence;
        ItemDraft {
            item,
            outcome,
            rationale,
            caret,
            cites,
            works,
            step_down,
            uncited,
            overrides,
            drafted,
            silences,
        }
    }
}

prop_compose! {
    fn finding()(id in text(), concept in text(), by in prop::option::of(text()), words in text())
        -> Finding
    {
        let source = Source { document: concept.clone(), page: Some(3), words: Some(words) };
        Finding {
            id, concept, by, source, value: Value::Absent, result: None, outcome: None, region: None, side: None,
            level: None, date: None, since: None, lasting: None, standing: Standing::Planned,
            certainty: Certainty::Hedged, from: Origin::Exam, quoted: true,
        }
    }
}

prop_compose! {
    fn revisions()(findings in prop::collection::vec(finding(), 0..3), was in finding(), reason in text())
        -> Revisions
    {
        let of_each = |finding: &Finding| (finding.clone(), was.clone(), reason.clone());
        let corrected = findings.iter().map(of_each);
        Revisions {
            refused: vec![Refused { was: was.clone(), reason: reason.clone() }],
            corrected: corrected.map(|(finding, was, reason)| Corrected { finding, was, reason }).collect(),
            added: findings,
        }
    }
}

fn draft() -> impl Strategy<Value = Draft> {
    let parts = (text(), prop::collection::vec(item_draft(), 0..4), revisions());
    parts.prop_map(|(case_digest, items, revisions)| Draft {
        revisions,
        begun: None,
        dismissed: Vec::new(),
        case: "CM15-0000001".parse().unwrap(),
        case_digest,
        saved: Some("2026-11-22T09:00:00+00:00".to_owned()),
        by: Some("r1".to_owned()),
        amends: None,
        attested: None,
        mailed: None,
        aside: None,
        chosen: Some(2),
        items,
    })
}

/// A real determination; the property below puts its texts in the place of the real ones.
fn sample() -> (Copy, Workspace, Library, OpenCase, Determination) {
    let copy = Copy::sample();
    let workspace = Workspace::open(copy.path()).unwrap();
    let library = workspace.library().unwrap();
    let number = "CM15-0000001".parse().unwrap();
    let open = workspace.open_case(&number, &library).unwrap();
    let draft = decided(&open, "Because.");
    let prepared = prepare(
        &library,
        &open,
        &draft,
        None,
        "2026-11-22T09:00:00+00:00",
        &std::sync::Arc::default(),
    )
    .unwrap();
    (copy, workspace, library, open, prepared.determination)
}

/// Every free text of the determination, from a list that may be shorter than they are many.
fn with_texts(
    mut base: Determination,
    texts: &[String],
    overrides: &[Override],
    works: &[Work],
    silences: &[SilenceProof],
) -> Determination {
    let mut next = texts.iter().cycle().cloned();
    let mut take = || next.next().unwrap();
    base.summary = take();
    base.organization = Some(take());
    base.reviewer.specialties = vec![take(), take()];
    for document in &mut base.documents {
        document.kind = take();
        document.provider = Some(take());
    }
    for finding in &mut base.findings {
        finding.by = Some(take());
        finding.source.words = Some(take());
    }
    for item in &mut base.items {
        item.request.title = take();
        item.request.claims_guideline = Some(take());
        item.rationale = take();
        item.overrides = overrides.to_vec();
        let told = Told { of: Basis::Finding, id: take(), digest: take() };
        item.drafted = vec![Drafted { key: take(), text: take(), sources: vec![told] }];
        item.works = works.to_vec();
        item.silences = silences.to_vec();
        item.step_down = Some(StepDown { reason: StepReason::Rebutted, words: take() });
        item.uncited = Some(take());
        for cited in &mut item.cites {
            cited.title = take();
            cited.pages = take();
        }
    }
    base
}

#[test]
fn a_draft_of_any_text_reads_back_equal() {
    proptest!(|(draft in draft())| {
        let written = yaml::write(&draft).unwrap();
        let read: Draft = yaml::read(&written)
            .map_err(|p| TestCaseError::fail(format!("{p}\n{written}")))?;
        prop_assert_eq!(read, draft, "{}", written);
    });
}

#[test]
fn a_determination_of_any_text_reads_back_equal() {
    let (.., base) = sample();
    let texts = prop::collection::vec(text(), 5..30);
    let stated = || prop::collection::vec(stated(), 0..3);
    let works = || prop::collection::vec(work(), 0..3);
    let silences = || prop::collection::vec(silence(), 0..3);
    proptest!(|(texts in texts, overrides in stated(), works in works(), silences in silences())| {
        let determination = with_texts(base.clone(), &texts, &overrides, &works, &silences);
        let written = yaml::write(&determination).unwrap();
        let read: Determination = yaml::read(&written)
            .map_err(|p| TestCaseError::fail(format!("{p}\n{written}")))?;
        prop_assert_eq!(read, determination, "{}", written);
    });
}

#[test]
fn a_saved_draft_is_opened_exactly_caret_included() {
    let (_copy, workspace, library, open, _) = sample();
    let number = open.case.case.clone();
    proptest!(ProptestConfig::with_cases(64), |(item in item_draft())| {
        let mut draft = Draft::new(&open.case, &open.digest);
        draft.items[0] = ItemDraft { item: 1, outcome: Some(Outcome::Upheld), ..item };
        let Asked::Ours(hold) = workspace.hold(&number, &Holder::unknown(), false).unwrap() else {
            return Err(TestCaseError::fail("the case is held"));
        };
        workspace.save_draft(&hold, &draft).unwrap();
        let opened = workspace.open_case(&number, &library).unwrap().draft;
        prop_assert_eq!(opened, Some(draft));
    });
}

/// Each trap alone, before, after and between words: no draw of luck decides whether it is tried.
#[test]
fn every_trap_in_every_place_reads_back() {
    for trap in TRAPS {
        for text in placed(trap) {
            let written = yaml::write(&[&text]).unwrap();
            let read: Result<Vec<String>, _> = yaml::read(&written);
            assert_eq!(read.as_deref(), Ok([text.clone()].as_slice()), "{text:?} as {written:?}");
        }
    }
}

fn placed(trap: &str) -> [String; 6] {
    [
        trap.to_owned(),
        format!("{trap}word"),
        format!("word{trap}"),
        format!("one{trap}two"),
        format!("one\n{trap}\ntwo"),
        format!("{trap}\n{}{trap}\nlast{trap}", "long line ".repeat(14)),
    ]
}

/// A reader of YAML 1.1 in another language gets the same texts: the files outlive this program.
#[test]
fn pyyaml_reads_the_same_texts() {
    if !python(&["-c", "import yaml"], Path::new(".")) {
        println!("SKIPPED: python3 with PyYAML is not at hand, so nothing was compared with it");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let texts: Vec<String> = TRAPS.iter().flat_map(|trap| placed(trap)).collect();
    let items = texts.iter().zip(1..).map(|(text, item)| ItemDraft {
        item,
        rationale: text.clone(),
        ..ItemDraft::default()
    });
    let draft = Draft {
        revisions: Revisions::default(),
        begun: None,
        dismissed: Vec::new(),
        saved: None,
        by: None,
        amends: None,
        attested: None,
        mailed: None,
        aside: None,
        chosen: None,
        case: "CM15-0000001".parse().unwrap(),
        case_digest: String::new(),
        items: items.collect(),
    };
    fs::write(folder.path().join("draft.yaml"), yaml::write(&draft).unwrap()).unwrap();
    let (.., base) = sample();
    let determination = with_texts(base, &texts, &[], &[], &[]);
    let written = yaml::write(&determination).unwrap();
    fs::write(folder.path().join("determination.yaml"), written).unwrap();
    let script = "import json, yaml\n\
        for name in ['draft', 'determination']:\n\
        \x20   with open(name + '.yaml', encoding='utf-8', newline='') as file:\n\
        \x20       data = yaml.load(file, yaml.BaseLoader)\n\
        \x20       file.seek(0)\n\
        \x20       typed = yaml.safe_load(file)\n\
        \x20   with open(name + '.json', 'w', encoding='utf-8') as out:\n\
        \x20       json.dump([data, typed], out, default=str)\n";
    assert!(python(&["-c", script], folder.path()), "PyYAML refuses a file");
    let read = |name: &str| -> serde_json::Value {
        serde_json::from_slice(&fs::read(folder.path().join(name)).unwrap()).unwrap()
    };
    let [drafts, determinations] = [read("draft.json"), read("determination.json")];
    for loader in 0..2 {
        for (item, text) in drafts[loader]["items"].as_array().unwrap().iter().zip(&texts) {
            assert_eq!(item["rationale"].as_str(), Some(text.as_str()), "{text:?}");
        }
        let read = &determinations[loader];
        let expected = serde_json::to_value(&determination).unwrap();
        for key in ["summary", "organization"] {
            assert_eq!(read[key], expected[key], "{key}");
        }
        for (read, expected) in both(read, &expected, "documents") {
            assert_eq!(
                (&read["type"], &read["provider"]),
                (&expected["type"], &expected["provider"])
            );
        }
        for (read, expected) in both(read, &expected, "findings") {
            assert_eq!(read["source"]["words"], expected["source"]["words"]);
        }
        for (read, expected) in both(read, &expected, "items") {
            assert_eq!(read["request"]["title"], expected["request"]["title"]);
            assert_eq!(read["rationale"], expected["rationale"]);
        }
    }
}

/// The members of a list in two values, side by side.
fn both<'a>(
    a: &'a serde_json::Value,
    b: &'a serde_json::Value,
    key: &str,
) -> impl Iterator<Item = (&'a serde_json::Value, &'a serde_json::Value)> {
    let list = |v: &'a serde_json::Value| v[key].as_array().unwrap().iter();
    assert_eq!(list(a).len(), list(b).len(), "{key}");
    list(a).zip(list(b))
}

fn python(args: &[&str], folder: &Path) -> bool {
    let done = Command::new("python3").args(args).current_dir(folder).output();
    done.is_ok_and(|out| {
        if !out.status.success() {
            println!("{}", String::from_utf8_lossy(&out.stderr));
        }
        out.status.success()
    })
}

/// What YAML forbids must not stand unescaped beside what hides, or neither could be escaped.
#[test]
fn hidden_characters_are_escapes_beside_any_other() {
    for other in (0..=0xFFFF).step_by(0x101).chain(0xFFF0..=0x1_0001).filter_map(char::from_u32) {
        let texts = ["a\u{E0067}b".to_owned(), format!("{other}c{other}")];
        let text = yaml::write(&texts).expect("it has a form");
        assert!(!text.contains('\u{E0067}'), "beside {other:?}: {text:?}");
        assert_eq!(yaml::read::<Vec<String>>(&text).as_deref(), Ok(&texts[..]), "{text:?}");
    }
}

/// YAML takes a key of more than 1024 characters only with a sign before it; escapes make long keys.
#[test]
fn a_long_key_of_hidden_characters_is_written_as_escapes_and_reads_back() {
    for key in ["\u{E0067}".repeat(300), format!("{}: \"\\\u{200B}", "word ".repeat(400))] {
        let map = std::collections::BTreeMap::from([(key, vec!["a: \"b\"\n\u{202E}".to_owned()])]);
        let text = yaml::write(&map).expect("it has a form");
        assert!(text.is_ascii() && text.contains("? \""), "{text}");
        let back: std::collections::BTreeMap<String, Vec<String>> =
            yaml::read(&text).unwrap_or_else(|problem| panic!("{problem:?}\n{text}"));
        assert_eq!(back, map);
    }
}
