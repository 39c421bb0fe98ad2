use std::sync::Arc;

use super::{
    checks::{Known, Sources, every},
    testing::Bench,
};
use crate::domain::{
    check::CheckId,
    determination::Determination,
    draft::{Override, Stated},
    evidence::{StepDown, StepReason, Work, WorkKind},
    guideline::InForce,
    words::{CaseOutcome, Outcome},
};

fn overriding(criterion: &str, value: Stated) -> Override {
    Override {
        guideline: "a".to_owned(),
        criterion: criterion.to_owned(),
        value,
        reason: "The finding is old.".to_owned(),
    }
}

#[test]
fn a_mix_of_items_gives_a_partial_outcome() {
    let determination = Bench::new().decided();
    assert_eq!(determination.outcome, CaseOutcome::PartiallyOverturn);
    let outcomes: Vec<Outcome> = determination.items.iter().map(|i| i.outcome).collect();
    assert_eq!(outcomes, [Outcome::Overturned, Outcome::Upheld]);
    let mut bench = Bench::new();
    bench.first().outcome = Some(Outcome::Upheld);
    assert_eq!(bench.decided().outcome, CaseOutcome::Uphold);
}

#[test]
fn everything_open_is_listed_in_the_order_of_the_items() {
    let mut bench = Bench::new();
    bench.first().outcome = None;
    bench.first().cites = Some(vec!["gone".to_owned()]);
    bench.draft.items[1].rationale = " \n".to_owned();
    bench.draft.items[1].overrides =
        vec![Override { reason: " ".to_owned(), ..overriding("deficit", Stated::Met) }];
    assert_eq!(
        bench.refused(),
        [
            "item 1: no outcome is chosen",
            "item 1: a cited guideline is not in this workspace",
            "item 2: the rationale is empty",
            "item 2: an override gives no reason",
        ]
    );
    bench.draft.items.clear();
    assert_eq!(bench.refused().len(), 4);
    bench.case.items.clear();
    assert_eq!(bench.refused(), ["the case has no disputed item"]);
}

#[test]
fn the_best_tier_is_cited_unless_the_reviewer_chose() {
    let mut bench = Bench::new();
    let ids = |d: &Determination, item: usize| -> Vec<String> {
        d.items[item].cites.iter().map(|c| c.guideline.clone()).collect()
    };
    let decided = bench.decided();
    assert_eq!(ids(&decided, 0), ["a", "b"]);
    assert_eq!(decided.items[0].cites[0].title, "Title of a");
    assert_eq!(decided.items[0].cites[0].pages, "10-12, 14");
    assert!(ids(&decided, 1).is_empty());

    bench.first().cites = Some(["study", "other", "study"].map(str::to_owned).to_vec());
    let decided = bench.decided();
    assert_eq!(ids(&decided, 0), ["study", "other"]);
    assert!(decided.digests.guidelines.contains_key("other"));
    bench.first().cites = Some(Vec::new());
    bench.first().uncited = Some("None is needed.".to_owned());
    assert!(ids(&bench.decided(), 0).is_empty());
}

#[test]
fn below_the_mtus_and_nothing_at_all_want_a_reason() {
    let mut bench = Bench::new();
    bench.first().cites = Some(vec!["study".to_owned()]);
    bench.draft.items[1].uncited = Some(" ".to_owned());
    assert_eq!(
        bench.refused(),
        [
            "item 1: what is cited stands below the MTUS: say whether the MTUS is silent or rebutted",
            "item 2: nothing is cited: cite something, or say why not",
        ]
    );
    bench.first().step_down =
        Some(StepDown { reason: StepReason::NotAddressed, words: String::new() });
    bench.case.items[1].depends_on = Some(1);
    let decided = bench.decided();
    assert_eq!(decided.items[0].step_down, bench.draft.items[0].step_down);
    bench.case.items[1].depends_on = None;
    let work = Work {
        kind: WorkKind::Study,
        by: "Sample A".to_owned(),
        title: "Crutches".to_owned(),
        journal: "Journal of Samples".to_owned(),
        year: 2019,
        volume: String::new(),
        pages: String::new(),
        rank: None,
    };
    bench.draft.items[1].works = vec![work.clone()];
    assert_eq!(bench.refused().len(), 1, "a study stands below the MTUS too");
    bench.draft.items[1].works = vec![Work { kind: WorkKind::Mtus, ..work }];
    assert_eq!(bench.decided().items[1].works, bench.draft.items[1].works);
}

#[test]
fn the_last_days_run_from_the_mailing_or_from_the_decision() {
    let mut bench = Bench::new();
    let days = bench.decided().letter.unwrap().days;
    assert_eq!((days.mailed.to_string().as_str(), days.assumed), ("2026-11-22", true));
    assert!(days.overturned.is_some(), "item 1 is overturned");
    bench.draft.mailed = "2026-11-24".parse().ok();
    let days = bench.decided().letter.unwrap().days;
    assert_eq!((days.appeal.to_string().as_str(), days.assumed), ("2026-12-24", false));
    bench.first().outcome = Some(Outcome::Upheld);
    assert_eq!(bench.decided().letter.unwrap().days.overturned, None);
    for early in ["2026-11-21", "2026"] {
        bench.draft.mailed = early.parse().ok();
        assert_eq!(
            bench.refused(),
            ["the day of mailing is not one day, or lies before the decision"]
        );
    }
}

#[test]
fn results_name_what_they_rest_on() {
    let decided = Bench::new().decided();
    let results = &decided.items[0].criteria;
    let named: Vec<(&str, &str)> =
        results.iter().map(|r| (r.guideline.as_str(), r.criterion.as_str())).collect();
    let expected: Vec<(&str, &str)> =
        ["a", "b", "study"].iter().flat_map(|g| [(*g, "imaging"), (*g, "deficit")]).collect();
    assert_eq!(named, expected);
    assert_eq!((results[0].value.as_str(), &results[0].computed), ("met", &None));
    // The order is the case's: neither the alphabet's nor that of witnesses.
    assert_eq!(results[0].findings, ["z", "a"]);
    assert_eq!(results[1].findings, ["z"]);
    assert!(decided.items[1].criteria.is_empty());
    let kept: Vec<&str> = decided.findings.iter().map(|f| f.id.as_str()).collect();
    assert_eq!(kept, ["z", "a"]);
    assert_eq!(decided.digests.case, "case digest");
    let digests: Vec<&String> = decided.digests.guidelines.keys().collect();
    assert_eq!(digests, ["a", "b", "study"]);
}

#[test]
fn an_override_stands_beside_what_was_computed() {
    let mut bench = Bench::new();
    bench.first().overrides = vec![overriding("deficit", Stated::NotMet)];
    let item = &bench.decided().items[0];
    assert_eq!(item.overrides, bench.draft.items[0].overrides);
    let of = |guideline: &str, criterion: &str| {
        let found =
            item.criteria.iter().find(|r| r.guideline == guideline && r.criterion == criterion);
        found.map(|r| (r.value.clone(), r.computed.clone())).unwrap()
    };
    assert_eq!(of("a", "deficit"), ("not met".to_owned(), Some("met".to_owned())));
    assert_eq!(of("a", "imaging"), ("not met".to_owned(), None));
    assert_eq!(of("b", "deficit"), ("met".to_owned(), None));
    // Stating what was computed anyway adds nothing to the result.
    bench.first().overrides = vec![overriding("deficit", Stated::Met)];
    assert_eq!(bench.decided().items[0].criteria[1].computed, None);
}

#[test]
fn no_name_follows() {
    let determination = Bench::new().decided();
    assert_eq!(determination.reviewer.reviewer.as_deref(), Some("r1"));
    assert!(!format!("{determination:?}").contains("Secret"));
}

/// As `imr decide --cite study --cite study` would have it.
#[test]
fn what_is_cited_twice_is_told_once_by_the_checks() {
    let mut bench = Bench::new();
    bench.first().cites = Some(["study", "study"].map(str::to_owned).to_vec());
    let to = Some("2001-12-31".parse().unwrap());
    bench.guidelines[0].in_force = Some(InForce { from: None, to });
    bench.case.dates.request = Some("2026-10-20".parse().unwrap());
    let sources = Sources {
        guidelines: &bench.guidelines,
        vocabulary: &bench.vocabulary,
        reviewer: Some(&bench.reviewer),
    };
    let known = Known::of(&bench.case, &bench.draft, sources, Arc::default());
    let alarms = every(&known, sources, &bench.draft);
    let outdated = alarms.iter().filter(|alarm| alarm.check == CheckId::Edition);
    assert_eq!(outdated.map(|alarm| alarm.words.as_str()).collect::<Vec<_>>(), ["Title of study"]);
}
