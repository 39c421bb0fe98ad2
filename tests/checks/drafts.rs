//! What the checks say of a draft that is taken over unchanged: every item of the sample cases, undecided, upheld and
//! overturned. A draft must not accuse itself; what is left for the reviewer stands in `drafts.snap`.

use std::{fmt::Write, path::Path};

use imr_workbench::{
    criteria::{Context, evaluate_all},
    domain::{
        check::{Alarm, CheckId, Severity},
        draft::Draft,
        library::{Library, OpenCase},
        words::Outcome,
    },
    rationale::{
        checks::{Known, Sources, every},
        draft::{Ground, draft, text},
    },
    store::Workspace,
};

const OUTCOMES: [Option<Outcome>; 3] = [None, Some(Outcome::Upheld), Some(Outcome::Overturned)];

/// What a draft may leave to the reviewer, by `docs/drafting.md`: what only the reviewer can answer. Whatever else is said
/// of it accuses the tool, whose words a draft has.
const LEFT: [CheckId; 5] =
    [CheckId::Step, CheckId::Outcome, CheckId::Margin, CheckId::Opioid, CheckId::Untouched];

/// The case with every item decided so, and drafted.
fn drafted(open: &OpenCase, library: &Library, outcome: Option<Outcome>) -> Draft {
    let mut decided = Draft::new(&open.case, &open.digest);
    decided.items.iter_mut().for_each(|item| item.outcome = outcome);
    let of_item = |item| {
        let context = Context::new(&open.case, item, &library.vocabulary, &[]);
        let proofs = evaluate_all(&library.guidelines, &context);
        let ground = Ground {
            case: &open.case,
            draft: &decided,
            item,
            proofs: &proofs,
            vocabulary: &library.vocabulary,
        };
        draft(&ground)
    };
    let paragraphs: Vec<_> = open.case.items.iter().map(of_item).collect();
    for (own, paragraphs) in decided.items.iter_mut().zip(paragraphs) {
        own.rationale = text(&paragraphs);
        own.drafted = paragraphs.into_iter().flatten().collect();
    }
    decided
}

fn alarms(workspace: &Workspace, library: &Library, open: &OpenCase, draft: &Draft) -> Vec<Alarm> {
    let sources = Sources {
        guidelines: &library.guidelines,
        vocabulary: &library.vocabulary,
        reviewer: None,
    };
    let record = workspace.scanned(&open.case).unwrap();
    every(&Known::of(&open.case, draft, sources, record), sources, draft)
}

/// One alarm as the golden tells it.
fn line(alarm: &Alarm) -> String {
    let words: String = alarm.words.split_whitespace().collect::<Vec<_>>().join(" ");
    let item = alarm.item.map_or_else(|| "case".to_owned(), |item| format!("item {item}"));
    format!("{item}: {} ({}) on `{words}`: {}", alarm.check, alarm.severity, alarm.reason)
}

#[test]
fn a_fresh_draft_does_not_accuse_itself() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workspace = Workspace::open(root).unwrap();
    let library = workspace.library().unwrap();
    let files = std::fs::read_dir(root.join("cases")).unwrap();
    let stem = |path: &Path| path.file_stem().unwrap().to_string_lossy().into_owned();
    let mut cases: Vec<String> = files.map(|file| stem(&file.unwrap().path())).collect();
    cases.sort();
    let (mut told, mut wrong) = (String::new(), Vec::new());
    for case in cases {
        let open = workspace.open_case(&case.parse().unwrap(), &library).unwrap();
        for outcome in OUTCOMES {
            let word = outcome.map_or("undecided", Outcome::word);
            writeln!(told, "== {case}, {word}").unwrap();
            let mut draft = drafted(&open, &library, outcome);
            let with_memory = alarms(&workspace, &library, &open, &draft);
            // As `imr draft` prints it and `imr decide` takes it: nothing remembers that it was drafted.
            draft.items.iter_mut().for_each(|item| item.drafted.clear());
            let typed = alarms(&workspace, &library, &open, &draft);
            for alarm in &with_memory {
                writeln!(told, "{}", line(alarm)).unwrap();
            }
            for alarm in with_memory.iter().chain(&typed) {
                if alarm.severity == Severity::Error || !LEFT.contains(&alarm.check) {
                    wrong.push(format!("{case}, {word}, {}", line(alarm)));
                }
            }
        }
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(".");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("drafts", told));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
