//! What is derived from several findings, what depends on goals and editions, and what comes after what.

use imr_workbench::criteria::applicable;

use super::bench::{read, show, vocabulary};

/// Point 10, entry 24. Computed: exam, imaging and request agree when each says the request's side and level.
#[test]
fn point_10_concordance_of_exam_imaging_and_request() {
    let agree = "
criteria:
  supported:
    all:
      - sensory deficit: {from: exam, side: same, level: same}
      - nerve root compression: {from: imaging, side: same, level: same}
";
    let with = |exam: &str, imaging: &str| {
        let case = format!(
            "item: {{side: left, level: L4-5}}
             findings: [sensory deficit: {{from: exam, {exam}}}, nerve root compression: {{from: imaging, {imaging}}}]"
        );
        show(agree, &case)
    };
    let disc = "side: left, level: L4-5";
    assert_eq!(with("side: left, level: L5", disc).result(), "met", "the root of that disc");
    assert_eq!(with("side: left", disc).result(), "unclear", "an exam of no level");
    let other = with("side: right, level: L5", disc);
    assert_eq!(
        (other.result(), other.leaf("supported").near.len()),
        ("silent", 1),
        "a near miss, no denial"
    );
    assert_eq!(with("side: left, level: S1", disc).result(), "silent");
}

/// Point 10, G4. Computed: both halves must hold, and a better pain score is neither.
#[test]
fn point_10_functional_improvement_has_two_halves() {
    let improved = "
criteria:
  supported:
    all:
      - any: [daily activities better: {from: exam}, work restrictions reduced]
      - less dependence on care
";
    assert_eq!(
        show(improved, "findings: [work restrictions reduced, less dependence on care]").result(),
        "met"
    );
    assert_eq!(show(improved, "findings: [work restrictions reduced]").result(), "silent");
    assert_eq!(
        show(improved, "findings: [work restrictions reduced, less dependence on care: absent]")
            .result(),
        "not met"
    );
    assert_eq!(
        show(improved, "findings: [pain score: 2 points, less dependence on care]").result(),
        "silent"
    );
}

/// Point 10, entry 23. Computed: how long a drug was taken is the sum of its fills, in days or weeks.
#[test]
fn point_10_duration_from_fills() {
    let sleep = "
criteria:
  supported:
    all: [night drug supply: {count: at most 42 days, as: [present, requested], silent: absent}]
";
    let case = "item: {parts: [night drug supply: 30 days]}\nfindings: [night drug supply: 2 weeks";
    let short = show(sleep, &format!("{case}]"));
    assert_eq!(
        (short.result(), short.sum("supported")),
        ("not met", "14 + 30 = 44 of 42, 28 left for the request")
    );
}

const OPIOIDS: &str = "
criteria:
  supported:
    all: [opioid: {count: under 50 mme, as: [present, requested], silent: absent}]
";

/// Points 8 and 10, entry 12. Computed: every opioid by its own factor, from the table of the day of the request.
#[test]
fn point_10_morphine_equivalents_by_a_dated_table() {
    let on = |request: &str| {
        let case = format!(
            "case: {{{request}}}
             item: {{parts: [hydromorphone: 8 mg]}}
             findings: [oxycodone: 10 mg]"
        );
        let shown = show(OPIOIDS, &case);
        (shown.result(), shown.sum("supported").to_owned())
    };
    let sum = |text: &str| text.to_owned();
    assert_eq!(
        on("request: 2022-11-03"),
        ("met", sum("15 + 32 = 47 of 50, under 35 left for the request"))
    );
    assert_eq!(
        on("request: 2022-11-04"),
        ("not met", sum("15 + 40 = 55 of 50, under 35 left for the request"))
    );
    // Which table holds is not known: both are tried.
    let both = ("unclear", sum("15 + 32 to 40 = 47 to 55 of 50, under 35 left for the request"));
    assert_eq!(on("request: 2022-11"), both);
    assert_eq!(on(""), both);
    assert_eq!(on("request: 2015-06-01"), ("unclear", sum("no sum")), "before any table");
}

/// Point 11, entries 7, 14 and 37. Computed: the value words. A guideline that finds the evidence insufficient says
/// neither yes nor no, so it asks; strength and ratings are data beside the criterion and decide nothing.
#[test]
fn point_11_three_values_and_strength_as_data() {
    let device = "
criteria:
  supported:
    note: weak for; rated 5 of 9
    page: 12-14
    confidence: C
    all: [chronic pain, enough evidence]
  enough evidence:
    note: the guideline calls the evidence insufficient
    ask: The guideline leaves this open. Does the record show why it would help this worker?
";
    let shown = show(device, "findings: [chronic pain]");
    assert_eq!((shown.result(), shown.word("enough evidence")), ("asked", "asked"));
    let criterion = shown.proof.criterion("supported").unwrap();
    assert_eq!(criterion.note.as_deref(), Some("weak for; rated 5 of 9"));
    assert_eq!((criterion.page.as_deref(), criterion.confidence.word()), (Some("12-14"), "C"));
    assert_eq!(
        show(device, "findings: [chronic pain]\nstates: {enough evidence: met}").result(),
        "met"
    );
    assert_eq!(show(device, "findings: [chronic pain: absent]").result(), "not met");
    assert_eq!(
        show(device, "findings: [axial pain]\nstates: {enough evidence: met}").result(),
        "silent"
    );
}

/// Point 12, entry 25. Computed: one service, two opposite recommendations, by the goal that the provider states.
#[test]
fn point_12_a_recommendation_that_depends_on_the_goal() {
    let injection = "
criteria:
  supported: {all: [radicular pain, goal of short relief]}
unless: [goal of lasting relief: {silent: absent}]
";
    assert_eq!(show(injection, "findings: [radicular pain, goal of short relief]").result(), "met");
    assert_eq!(
        show(injection, "findings: [radicular pain, goal of lasting relief]").result(),
        "not met"
    );
    assert_eq!(
        show(injection, "findings: [radicular pain]").result(),
        "silent",
        "no goal is stated"
    );
}

/// Point 12, entries 24 and 29. Computed: the same attribute of the request, asked for by one guideline and excluded
/// by the other.
#[test]
fn point_12_an_attribute_of_the_request_that_flips() {
    let required =
        "criteria: {supported: {all: [image guidance: {as: requested, silent: absent}]}}";
    let forbidden = "criteria: {supported: {all: [axial pain]}}\nunless: [image guidance: {as: requested, silent: absent}]";
    let guided = "item: {parts: [image guidance]}\nfindings: [axial pain]";
    assert_eq!(
        (show(required, guided).result(), show(forbidden, guided).result()),
        ("met", "not met")
    );
    let bare = "findings: [axial pain]";
    assert_eq!((show(required, bare).result(), show(forbidden, bare).result()), ("not met", "met"));
    let told = "findings: [axial pain, image guidance]";
    assert_eq!(
        show(required, told).result(),
        "not met",
        "guidance of an earlier one is not asked for"
    );
}

/// Point 14, G1 and G2. Computed: the order of the search sequence, conflicting entries side by side. That a higher
/// one does not address the condition is the reviewer's recorded word: no finding could say it.
#[test]
fn point_14_precedence_of_tiers() {
    let vocabulary = vocabulary();
    let tier = |tier: &str, body: &str| {
        let text = format!(
            "guideline: X\ntier: {tier}\nconfidence: B\nfor: [treatment]\ndecide: yes it is\n{body}"
        );
        let root = imr_workbench::store::yaml::tree(&text).unwrap();
        imr_workbench::domain::guideline_reader::read_guideline(tier, &root, &vocabulary).unwrap()
    };
    let body = "criteria: {yes it is: {any: [axial pain]}}";
    let all = ["study", "coverage policy", "national guideline", "ACOEM or ODG", "MTUS"]
        .map(|t| tier(t, body));
    let case: imr_workbench::domain::case::Case = imr_workbench::store::yaml::read(
        "case: CM26-0000001\nworker: {}\nsummary: s\nitems: [{item: 1, title: t, kind: drug, service: treatment}]\n",
    )
    .unwrap();
    let found: Vec<&str> =
        applicable(&all, &case.items[0], &vocabulary).iter().map(|g| g.tier.word()).collect();
    assert_eq!(found, ["MTUS", "ACOEM or ODG", "national guideline", "study", "coverage policy"]);
}

/// Point 15, G4. Computed: an edition is a file with its days. What chronic pain is changed with the edition, so the
/// two files say it each their way and the date of the request tells which was in force; both stay visible.
#[test]
fn point_15_editions_in_force_and_a_definition_that_changed() {
    let older = "in force: 2009-07-18 to 2017-11-30\ncriteria: {supported: {ask: Does the pain outlast the usual time of healing?}}";
    let newer = "in force: 2017-12-01 on\ncriteria: {supported: {any: [chronic pain: {lasting: 3 months or more}]}}";
    for (request, was, is) in [
        ("2017-11-30", Some(true), Some(false)),
        ("2017-12-01", Some(false), Some(true)),
        ("2017", None, None),
        ("2008", Some(false), Some(false)),
    ] {
        let case = format!(
            "case: {{request: {request}}}\nfindings: [chronic pain: {{lasting: 4 months}}]"
        );
        let (before, after) = (show(older, &case), show(newer, &case));
        assert_eq!((before.proof.in_force, after.proof.in_force), (was, is), "{request}");
        assert_eq!((before.result(), after.result()), ("asked", "met"), "{request}");
    }
    let undated = show(newer, "findings: [chronic pain]");
    assert_eq!(undated.proof.in_force, None);
    assert!(
        read("in force: always\ncriteria: {supported: {any: [axial pain]}}", &vocabulary())
            .is_err()
    );
}

/// Point 16, entries 27 and 28. Computed: each stage is witnessed no earlier than the one before, whether it is
/// written in the ladder or named in it.
#[test]
fn point_16_a_ladder_of_dated_stages() {
    let ladder = "
criteria:
  supported: {in order: [diagnostic, therapeutic injection: {outcome: improved}, ablation]}
  diagnostic: {any: [diagnostic block: {result: relief}]}
  ablation: {any: [nerve ablation]}
";
    let on = |block: &str, injection: &str, ablation: &str| {
        let case = format!(
            "findings: [diagnostic block: {{result: relief{block}}}, \
             therapeutic injection: {{outcome: improved{injection}}}, nerve ablation: {{as: present{ablation}}}]"
        );
        show(ladder, &case).result()
    };
    let (one, two, three) = (", date: 2015-01-05", ", date: 2015-03-05", ", date: 2015-06");
    assert_eq!(on(one, two, three), "met");
    assert_eq!(on(two, one, three), "not met", "the block came after the injection");
    assert_eq!(on(one, three, two), "not met");
    assert_eq!(on(one, "", three), "unclear", "an injection of no date");
    let missing = show(ladder, "findings: [nerve ablation: {date: 2015-06}]");
    assert_eq!(missing.result(), "silent");
    let failed =
        show(ladder, "findings: [diagnostic block: {result: no relief, date: 2015-01-05}]");
    assert_eq!(failed.result(), "not met", "a stage that failed ends the ladder");
}

/// Point 16. A stage that only the reviewer has stated has no day: the ladder is unclear until its own value is stated.
#[test]
fn point_16_a_stated_stage_has_no_day() {
    let ladder = "
criteria:
  supported: {in order: [trial, nerve ablation]}
  trial: {ask: Was there a trial that worked?}
";
    let case = "findings: [nerve ablation: {date: 2015-06}]\nstates: {trial: met";
    assert_eq!(show(ladder, &format!("{case}}}")).result(), "unclear");
    assert_eq!(show(ladder, &format!("{case}, supported: met}}")).result(), "met");
}
