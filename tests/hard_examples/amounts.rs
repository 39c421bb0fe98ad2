//! Amounts: soft and firm ends, counters in windows, sums with the request, changes, bounds on one another.

use imr_workbench::criteria::matching::Reason;

use super::bench::{Shown, read, show, vocabulary};

/// Point 3, entry 1 (P1). Computed: below the soft end nothing counts, from the firm end on everything does, and
/// between them the value is unclear.
#[test]
fn point_03_soft_and_firm_ends_of_a_range() {
    let persistent = "
criteria:
  supported: {any: [limiting symptoms: {lasting: 4 to 6 weeks or more}]}
";
    for (weeks, result) in [("3", "not met"), ("5", "unclear"), ("6", "met"), ("5 to 7", "unclear")]
    {
        let case = format!("findings: [limiting symptoms: {{lasting: {weeks} weeks}}]");
        assert_eq!(show(persistent, &case).result(), result, "{weeks}");
    }
}

/// Point 3, entry 32. Computed: "three to six treatments" as a cap is soft the other way round, also for a sum.
#[test]
fn point_03_a_cap_with_a_soft_end() {
    let needles = "
criteria:
  supported: {all: [acupuncture visits: {count: at most 3 to 6 visits, as: requested, silent: absent}]}
";
    for (visits, result) in [(3, "met"), (5, "unclear"), (7, "not met")] {
        let shown =
            show(needles, &format!("item: {{parts: [acupuncture visits: {visits} visits]}}"));
        let sum = format!("{visits} of 3 to 6, 3 to 6 left for the request");
        assert_eq!((shown.result(), shown.sum("supported")), (result, sum.as_str()));
    }
    let any = needles.replace("at most 3 to 6", "more than 0");
    let shown = show(&any, "item: {parts: [acupuncture visits: 5 visits]}");
    assert_eq!((shown.result(), shown.sum("supported")), ("met", "5"));
}

/// Point 4, entries 24, 27, 33 and G3. Computed: a count in a window that hangs on a date of the case; the session
/// asked for counts with those given. Three disciplines are three counters.
#[test]
fn point_04_counters_in_windows_with_the_request() {
    let cap = "
criteria:
  supported:
    all:
      - injection session: {count: at most 4, within: 12 months before request, as: [present, requested], silent: absent}
      - physical therapy visits: {count: at most 24 visits, as: [present, requested], silent: absent}
      - chiropractic visits: {count: at most 24 visits, as: [present, requested], silent: absent}
unless:
  - epidural steroid injection: {within: 14 days before request, silent: absent}
";
    let with = |last: &str| {
        let days = ["2015-01-10", "2015-03-10", "2015-09-10", last]
            .map(|d| format!("injection session: {{date: {d}}}"));
        let case = format!(
            "case: {{request: 2016-01-05}}
             item: {{parts: [injection session]}}
             findings: [{}, chiropractic visits: 20 visits, physical therapy visits: 20 visits]",
            days.join(", ")
        );
        show(cap, &case)
    };
    assert_eq!(
        with("2015-11-10").result(),
        "not met",
        "four in twelve months and the one asked for"
    );
    assert_eq!(with("2015-01-04").result(), "met", "the oldest has left the window by a day");
    assert_eq!(with("2015-01").result(), "unclear", "perhaps it has");
    let soon = show(
        cap,
        "case: {request: 2016-01-05}\nfindings: [epidural steroid injection: {date: 2015-12-30}]",
    );
    assert_eq!(soon.result(), "not met", "fourteen days have not passed");
}

/// Point 4, entry 33. Computed: a cap that grows when care has helped is a choice of two counters.
#[test]
fn point_04_a_cap_that_grows_when_care_has_helped() {
    let needles = "
criteria:
  supported:
    if: {daily activities better: {from: exam}}
    then: {acupuncture visits: {count: at most 20 visits, within: 12 months before request, as: [present, requested], silent: absent}}
    else: {acupuncture visits: {count: at most 12 visits, within: 90 days before request, as: [present, requested], silent: absent}}
";
    let with = |better: &str| {
        let case = format!(
            "case: {{request: 2020-06-01}}
             item: {{parts: [acupuncture visits: 8 visits]}}
             findings: [acupuncture visits: {{value: 12 visits, date: 2020-04-01}}, daily activities better: {better}]"
        );
        show(needles, &case)
    };
    assert_eq!(with("{from: exam}").result(), "met");
    assert_eq!(with("{from: exam, value: absent}").result(), "not met");
    assert_eq!(with("{from: patient}").result(), "silent", "reported is not examined");
}

fn therapy(parts: &str, findings: &str, silent: &str) -> Shown {
    let cap = format!(
        "
criteria:
  supported: {{all: [physical therapy visits: {{count: at most 24 visits, as: [present, requested]{silent}}}]}}
"
    );
    show(&cap, &format!("item: {{parts: [{parts}]}}\nfindings: [{findings}]"))
}

/// Point 5, G3. Computed, with the quantity that would still fit in the proof. That a request is allowed in part
/// is no outcome of a review: the reviewer writes it into the rationale.
#[test]
fn point_05_request_and_history_with_what_remains() {
    let (asked, silent) = ("physical therapy visits: 12 visits", ", silent: absent");
    let fits = therapy(asked, "physical therapy visits: 8 visits", silent);
    assert_eq!(
        (fits.result(), fits.sum("supported")),
        ("met", "8 + 12 = 20 of 24, 16 left for the request")
    );
    let over =
        therapy("physical therapy visits: 20 visits", "physical therapy visits: 8 visits", silent);
    assert_eq!(
        (over.result(), over.sum("supported")),
        ("not met", "8 + 20 = 28 of 24, 16 left for the request")
    );
    assert_eq!(over.leaf("supported").witnesses, ["f1", "request-1"]);
    let vague = therapy(asked, "physical therapy visits: 8 to 14 visits", silent);
    assert_eq!(
        (vague.result(), vague.sum("supported")),
        ("unclear", "8 to 14 + 12 = 20 to 26 of 24, 10 to 16 left for the request")
    );
    let open = therapy(asked, "physical therapy visits: 8 visits", "");
    assert_eq!(
        (open.result(), open.sum("supported")),
        ("silent", "8 + 12 = 20 of 24, at most 16 left for the request")
    );
    let gone = therapy(asked, "physical therapy visits: 30 visits", "");
    assert_eq!(
        (gone.result(), gone.sum("supported")),
        ("not met", "30 + 12 = 42 of 24, 0 left for the request")
    );
    let many = therapy(asked, "physical therapy visits: 8 sessions", silent);
    assert_eq!(many.result(), "unclear", "sessions are not visits");
    assert_eq!(many.leaf("supported").near[0].reason, Reason::NoAmount);
}

/// Point 5, entry 40. Computed: min(requested, 7) is what is left of seven, in days however the request counts.
#[test]
fn point_05_days_asked_for_against_a_cap() {
    let cold = "
criteria:
  supported: {all: [cold therapy days: {count: at most 7 days, as: requested, silent: absent}]}
";
    for (asked, result, sum) in [
        ("28 days", "not met", "28 of 7, 7 left for the request"),
        ("4 weeks", "not met", "28 of 7, 7 left for the request"),
        ("1 week", "met", "7 of 7, 7 left for the request"),
    ] {
        let shown = show(cold, &format!("item: {{parts: [cold therapy days: {asked}]}}"));
        assert_eq!((shown.result(), shown.sum("supported")), (result, sum), "{asked}");
    }
}

/// Point 6, entry 24. Computed: against the last amount before the injection, on the very same scale only.
#[test]
fn point_06_a_change_on_one_named_scale() {
    let repeat = "
criteria:
  supported:
    any:
      - pain score: {value: at least 50 percent lower, since: epidural steroid injection, lasting: 3 months or more}
";
    let with = |before: &str, after: &str| {
        let case = format!(
            "findings: [numeric pain score: {{value: {before}, date: 2015-01-05}}, \
             epidural steroid injection: {{date: 2015-01-20}}, {after}]"
        );
        show(repeat, &case)
    };
    assert_eq!(
        with("8 points", "numeric pain score: {value: 4 points, date: 2015-05-01}").result(),
        "met"
    );
    assert_eq!(
        with("8 points", "numeric pain score: {value: 5 points, date: 2015-05-01}").result(),
        "not met"
    );
    let early = with("8 points", "numeric pain score: {value: 3 points, date: 2015-02-20}");
    assert_eq!(early.result(), "not met", "one month is not three");
    let other = with("8 points", "visual pain score: {value: 3 points, date: 2015-05-01}");
    assert_eq!(other.result(), "unclear");
    assert!(other.leaf("supported").near.iter().any(|m| m.reason == Reason::NoBaseline));
}

/// Point 6, entries 12 and 27. Computed: two blocks of 80 percent are a count of findings with a bound; that pain
/// alone does not count is an `all`. That the second block comes two weeks after the first is asked: no word sets
/// two findings of one concept a stretch apart, and one use does not pay for a word.
#[test]
fn point_06_two_blocks_and_pain_that_does_not_count_alone() {
    let blocks = "
criteria:
  supported: {all: [two blocks, better function, two weeks apart]}
  two blocks: {any: [relief after diagnostic block: {value: at least 80 percent, count: at least 2}]}
  better function:
    all:
      - pain score: {value: at least 30 percent lower, since: injury}
      - disability index: {value: at least 30 percent lower, since: injury}
  two weeks apart: {ask: Were the two blocks at least two weeks apart?}
";
    let relief = "relief after diagnostic block";
    let scores = "pain score: {value: 9 points, date: 2014-01-01}, pain score: {value: 3 points, date: 2015-01-01}";
    let case = format!(
        "case: {{injury: 2014-02-01}}\nfindings: [{relief}: 85 percent, {relief}: 90 percent, {scores}]"
    );
    let shown = show(blocks, &case);
    assert_eq!((shown.word("two blocks"), shown.word("better function")), ("met", "silent"));
    assert_eq!(shown.word("two weeks apart"), "asked");
    let shown = show(blocks, &format!("findings: [{relief}: 85 percent, {relief}: 50 percent]"));
    assert_eq!(shown.word("two blocks"), "silent", "one, and what the record does not tell");
}

/// Point 8, entry 17. Computed: one ingredient that is not recommended takes the compound with it.
#[test]
fn point_08_for_every_ingredient_of_a_compound() {
    let cream = "
criteria:
  supported: {every part: [ingredient: {as: requested, count: at least 1, silent: absent}]}
  bad ingredient: {any part: [ingredient not recommended: {as: requested, silent: absent}]}
unless: [bad ingredient]
";
    let shown = show(cream, "item: {parts: [lidocaine, baclofen]}");
    assert_eq!(shown.result(), "not met");
    assert_eq!(shown.parts("bad ingredient"), [("lidocaine", "not met"), ("baclofen", "met")]);
    assert_eq!(show(cream, "item: {parts: [lidocaine]}").result(), "met");
}

/// Point 8, entries 10 and 24. Computed: each limb and each level of a request by itself; `same` is that part's own.
#[test]
fn point_08_each_limb_and_level_by_itself() {
    let studies = "
criteria:
  supported:
    every part:
      - neurologic deficit: {from: exam, side: same}
      - nerve root compression: {from: imaging, side: same, level: same}
";
    let case = |right: &str| {
        let both = "item: {parts: [procedure: {side: left, level: L4-5}, procedure: {side: right, level: L5-S1}]}";
        let left = "sensory deficit: {from: exam, side: left}, nerve root compression: {from: imaging, side: left, level: L4-5}";
        format!("{both}\nfindings: [{left}, {right}]")
    };
    let imaged = "nerve root compression: {from: imaging, side: right, level: L5-S1}";
    let shown =
        show(studies, &case(&format!("sensory deficit: {{from: exam, side: right}}, {imaged}")));
    assert_eq!(shown.result(), "met");
    let shown = show(studies, &case(imaged));
    assert_eq!(
        shown.parts("supported"),
        [("procedure left L4-5", "met"), ("procedure right L5-S1", "silent")]
    );
    let shown = show(
        studies,
        &case(&format!("neurologic deficit: {{from: exam, side: right, value: absent}}, {imaged}")),
    );
    assert_eq!((shown.result(), shown.parts("supported")[1].1), ("not met", "not met"));
    let unsided = show(studies, &case(&format!("sensory deficit: {{from: exam}}, {imaged}")));
    assert_eq!(unsided.parts("supported")[1].1, "unclear", "a deficit of no side");
    let both = show(
        studies,
        &case(&format!("sensory deficit: {{from: exam, side: bilateral}}, {imaged}")),
    );
    assert_eq!(both.result(), "met");
}

/// Point 8. A criterion is decided once for the whole request, so its name under `every part` would not mean what it
/// says there: it is refused.
#[test]
fn point_08_a_criterion_has_no_place_under_a_part() {
    let named = "
criteria:
  supported: {every part: [any: [signs]]}
  signs: {any: [neurologic deficit: {side: same}]}
";
    let problems = read(named, &vocabulary()).unwrap_err();
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert!(problems[0].contains("`signs` is judged for the whole request"), "{problems:?}");
}

/// Point 9, entry 10. Computed: one bound beside another on a second nerve and on the skin, at the item's wrist.
/// A difference of two latencies is a finding of its own, as the laboratory reports it: leaves do not subtract.
#[test]
fn point_09_a_bound_that_holds_only_beside_another() {
    let study = "
criteria:
  supported:
    all:
      - median motor latency: {value: more than 4.5 ms, from: test, side: same}
      - ulnar motor latency: {value: at most 3.9 ms, from: test, side: same}
      - skin temperature: {value: 30 to 34 degrees}
";
    let with = |median: &str, ulnar: &str, skin: &str| {
        let case = format!(
            "item: {{side: right}}
             findings: [median motor latency: {{value: {median}, from: test, side: right}}, \
             ulnar motor latency: {{value: {ulnar}, from: test, side: right}}, skin temperature: {skin}]"
        );
        show(study, &case).result()
    };
    assert_eq!(with("4.6 ms", "3.9 ms", "32 degrees"), "met");
    assert_eq!(with("4.5 ms", "3.9 ms", "32 degrees"), "not met", "4.5 is not more than 4.5");
    assert_eq!(with("4.6 ms", "4.1 ms", "32 degrees"), "not met", "all nerves are slow");
    assert_eq!(with("4.6 ms", "3.8 ms", "28 degrees"), "not met", "a cold hand");
}
