//! Drafted rationales: those of the sample cases as they read, and laws over random guidelines and findings.

#[path = "criteria_laws/given.rs"]
#[allow(dead_code)]
mod given;
mod support;

use given::{World, vocabulary, worlds};
use imr_workbench::{
    app::rows::filled,
    criteria::{Context, Proof, evaluate_all},
    domain::{
        case::Item,
        draft::{Draft, Override, Stated},
        library::{Library, OpenCase},
        words::Outcome,
    },
    rationale::draft::{Ground, Paragraph, draft, outdated, safety, stale, text},
    store::Workspace,
};
use proptest::prelude::*;
use support::workspace::repository;

const OUTCOMES: [Option<Outcome>; 3] = [None, Some(Outcome::Upheld), Some(Outcome::Overturned)];

fn library() -> (Workspace, Library) {
    let workspace = Workspace::open(repository()).unwrap();
    let library = workspace.library().unwrap();
    (workspace, library)
}

fn cases() -> Vec<String> {
    let files = std::fs::read_dir(repository().join("cases")).unwrap();
    let stem = |f: std::fs::DirEntry| f.path().file_stem().unwrap().to_string_lossy().into_owned();
    let mut names: Vec<String> = files.map(|f| stem(f.unwrap())).collect();
    names.sort();
    names
}

/// Drafts every item of a case while all are in one outcome.
fn each_draft(
    (open, library): (&OpenCase, &Library),
    outcome: Option<Outcome>,
    mut tell: impl FnMut(&Item, Vec<Paragraph>),
) {
    let mut given = Draft::new(&open.case, &open.digest);
    given.items.iter_mut().for_each(|i| i.outcome = outcome);
    for item in &open.case.items {
        let context = Context::new(&open.case, item, &library.vocabulary, &[]);
        let proofs = evaluate_all(&library.guidelines, &context);
        let ground = Ground {
            case: &open.case,
            draft: &given,
            item,
            proofs: &proofs,
            vocabulary: &library.vocabulary,
        };
        tell(item, draft(&ground));
    }
}

/// The drafts of every item when all are undecided, upheld, overturned.
fn all_of(open: &OpenCase, library: &Library) -> String {
    let mut out = String::new();
    for outcome in OUTCOMES {
        each_draft((open, library), outcome, |item, drafted| {
            let word = outcome.map_or("undecided", Outcome::word);
            out.push_str(&format!("== item {}, {word}\n\n", item.item));
            out.push_str(&filled(&text(&drafted), 100));
            out.push_str("\n\n");
            if let Some(offered) = safety(item, outcome, &library.vocabulary) {
                out.push_str(&format!("-- offered\n\n{}\n\n", filled(offered, 100)));
            }
        });
    }
    out
}

#[test]
fn the_sample_cases_read_as_they_should() {
    let (workspace, library) = library();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("drafting");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for case in cases() {
            let open = workspace.open_case(&case.parse().unwrap(), &library).unwrap();
            insta::assert_snapshot!(case.clone(), all_of(&open, &library));
        }
    });
}

/// Drafts of the sample items in one outcome: words and sentences of each.
fn lengths(outcome: Option<Outcome>) -> Vec<(usize, usize)> {
    let (workspace, library) = library();
    let mut lengths = Vec::new();
    for case in cases() {
        let open = workspace.open_case(&case.parse().unwrap(), &library).unwrap();
        each_draft((&open, &library), outcome, |_, paragraphs| {
            let mut told: Vec<&str> = Vec::new();
            for sentence in paragraphs.iter().flatten() {
                assert!(!told.contains(&sentence.text.as_str()), "{case}: {}", sentence.text);
                told.push(&sentence.text);
            }
            lengths.push((text(&paragraphs).split_whitespace().count(), told.len()));
        });
    }
    lengths
}

fn median(mut figures: Vec<usize>) -> usize {
    figures.sort_unstable();
    figures[figures.len() / 2]
}

/// `docs/drafting.md` tells these figures: outcome, median of words, of sentences, most words.
const LENGTHS: [(Option<Outcome>, usize, usize, usize); 3] = [
    (None, 275, 10, 662),
    (Some(Outcome::Upheld), 271, 11, 671),
    (Some(Outcome::Overturned), 283, 11, 670),
];

#[test]
fn drafts_are_as_short_as_the_document_says_and_say_nothing_twice() {
    let measured = LENGTHS.map(|(outcome, ..)| {
        let (words, sentences): (Vec<usize>, Vec<usize>) = lengths(outcome).into_iter().unzip();
        assert_eq!(words.len(), 25);
        let most = words.iter().copied().max().unwrap();
        (outcome, median(words), median(sentences), most)
    });
    assert_eq!(measured, LENGTHS);
    let document = std::fs::read_to_string(repository().join("docs/drafting.md")).unwrap();
    for (outcome, words, sentences, most) in LENGTHS {
        let row = format!(
            "| {} | {words} | {sentences} | {most} |",
            outcome.map_or("undecided", Outcome::word)
        );
        assert!(document.contains(&row), "docs/drafting.md lacks {row}");
    }
}

struct Drafted {
    case: imr_workbench::domain::case::Case,
    draft: Draft,
    proofs: Vec<Proof>,
}

impl Drafted {
    fn of(world: &World, outcome: Option<Outcome>, overrides: Vec<Override>) -> Self {
        let mut draft = Draft::new(&world.case, "digest");
        draft.items[0].outcome = outcome;
        draft.items[0].overrides = overrides;
        let context = Context::new(
            &world.case,
            &world.case.items[0],
            Box::leak(Box::new(vocabulary())),
            &draft.items[0].overrides,
        );
        let proofs = vec![imr_workbench::criteria::evaluate(&world.guideline, &context)];
        Self { case: world.case.clone(), proofs, draft }
    }

    fn ground<'a>(
        &'a self,
        vocabulary: &'a imr_workbench::domain::vocabulary::Vocabulary,
    ) -> Ground<'a> {
        let item = &self.case.items[0];
        Ground { case: &self.case, draft: &self.draft, item, proofs: &self.proofs, vocabulary }
    }
}

fn stated(value: Stated) -> Override {
    Override {
        guideline: "g".to_owned(),
        criterion: "part".to_owned(),
        value,
        reason: "The note says so.".to_owned(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    /// Whatever the proof: sentences with sources, no outcome that was not chosen, the same each time, nothing doubled.
    #[test]
    fn any_proof_is_drafted(
        world in worlds(8),
        outcome in prop::sample::select(&OUTCOMES[..]),
        value in prop::sample::select(Stated::ALL),
        overridden: bool,
    ) {
        let overrides = if overridden { vec![stated(value)] } else { Vec::new() };
        let drafted = Drafted::of(&world, outcome, overrides);
        let vocabulary = vocabulary();
        let ground = drafted.ground(&vocabulary);
        let paragraphs = draft(&ground);
        prop_assert_eq!(&paragraphs, &draft(&ground));
        let whole = text(&paragraphs);
        prop_assert_eq!(whole.contains("medically necessary"), outcome.is_some(), "{}", whole);
        let refused = outcome == Some(Outcome::Upheld);
        prop_assert_eq!(whole.contains("not medically necessary"), refused, "{}", whole);
        prop_assert_eq!(whole.contains("{conclusion}"), outcome.is_none());
        for word in ["upheld", "overturned", "uphold", "overturn"] {
            prop_assert!(!whole.to_lowercase().contains(word), "{}", whole);
        }
        let mut keys: Vec<&str> = Vec::new();
        for sentence in paragraphs.iter().flatten() {
            prop_assert!(!sentence.sources.is_empty(), "{:?}", sentence);
            prop_assert!(sentence.text.ends_with('.') && !sentence.text.contains(".."), "{:?}", sentence.text);
            prop_assert!(!sentence.text.contains("  ") && !sentence.text.contains(" ,"), "{:?}", sentence.text);
            prop_assert!(!keys.contains(&sentence.key.as_str()), "{} twice", sentence.key);
            keys.push(&sentence.key);
            let words: Vec<&str> = sentence.text.split(' ').collect();
            prop_assert!(words.windows(2).all(|w| w[0] != w[1]), "{:?}", sentence.text);
        }
    }

    /// What was drafted is not stale until something changes; then what is told differently is, and nothing else.
    #[test]
    fn what_is_drafted_is_not_stale(world in worlds(8), gone in any::<prop::sample::Index>()) {
        let before = Drafted::of(&world, None, Vec::new());
        let vocabulary = vocabulary();
        let paragraphs = draft(&before.ground(&vocabulary));
        let sentences: Vec<_> = paragraphs.iter().flatten().cloned().collect();
        prop_assert!(outdated(&before.ground(&vocabulary), &sentences).is_empty());
        if world.case.findings.is_empty() {
            return Ok(());
        }
        let mut less = world.clone();
        less.case.findings.remove(gone.index(world.case.findings.len()));
        let after = Drafted::of(&less, None, Vec::new());
        let ground = after.ground(&vocabulary);
        let now = draft(&ground);
        let outdated = outdated(&ground, &sentences);
        let stale = stale(&text(&paragraphs), &sentences, &outdated);
        for (n, sentence) in sentences.iter().enumerate() {
            let stays = now.iter().flatten().any(|s| s.text == sentence.text);
            let marked = stale.iter().any(|s| s.outdated.index == n);
            prop_assert!(stays || marked || !outdated.iter().any(|o| o.index == n), "{}", sentence.text);
            prop_assert!(!(stays && marked), "{} is as it was", sentence.text);
        }
    }
}
