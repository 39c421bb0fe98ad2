//! Connectives, exclusions, prerequisites: what must hold together with what.

use super::bench::show;

/// Points 1 and 13, entry 27. Computed. There is no `not`: none of a thing is `count: under 1`, and a carve-out on a
/// negative is an exclusion that names what lifts it.
#[test]
fn point_01_nested_connectives_with_a_carve_out_on_a_negative() {
    let facet = "
criteria:
  supported:
    all:
      - axial pain: {lasting: 3 months or more}
      - any: [functional scale, disability index]
      - at least 2: [conservative care, injection session, strengthening program]
      - other pathology: {count: under 1, silent: absent}
unless:
  - all: [untreated radiculopathy, facet synovial cyst: {count: under 1}]
";
    let with = |more: &str| {
        let known = "axial pain: {lasting: 4 months}, functional scale, conservative care";
        show(facet, &format!("findings: [{known}, injection session{more}]"))
    };
    let denied = with(", untreated radiculopathy: absent");
    assert_eq!(denied.result(), "met");
    assert_eq!(denied.leaf("supported").witnesses, ["f1"]);
    assert_eq!(with(", untreated radiculopathy, facet synovial cyst").result(), "met");
    let excluded = with(", untreated radiculopathy, facet synovial cyst: absent");
    assert_eq!(excluded.result(), "not met");
    assert_eq!(excluded.proof.unless[0].value.word(), "met", "the exclusion is its own line");
    assert_eq!(with(", untreated radiculopathy").result(), "silent", "is there a cyst?");
    assert_eq!(with(", untreated radiculopathy: absent, fracture").result(), "not met");
}

/// Point 2, entries 1 (S1), 4 and 43. Computed: a sufficient rule is one branch of an `any`; whatever the others
/// lack does not matter once it holds.
#[test]
fn point_02_a_sufficient_rule_bypasses_the_rest() {
    let rule = "
criteria:
  supported:
    any: [enough by itself, the long way]
  enough by itself:
    any: [cauda equina syndrome, progressive deficit]
  the long way:
    all:
      - conservative care: {outcome: failed, lasting: 6 weeks or more}
      - nerve root compression: {from: imaging}
";
    let shown = show(rule, "findings: [cauda equina syndrome, conservative care: absent]");
    assert_eq!((shown.result(), shown.word("the long way")), ("met", "not met"));
    let shown = show(rule, "findings: [conservative care: absent, red flag: absent]");
    assert_eq!(shown.result(), "not met", "no red flag is none of its kinds either");
    let shown = show(rule, "findings: [red flag]");
    assert_eq!(shown.result(), "silent", "some red flag is not yet one of these two");
}

/// Point 7, entry 44b. Computed. While the size of the tear is not known, twelve weeks of care satisfy both ways.
#[test]
fn point_07_if_then_else_on_the_size_of_the_tear() {
    let cuff = "
criteria:
  supported:
    if: {rotator cuff tear: {value: more than 50 percent}}
    then: {conservative care: {lasting: 6 weeks or more}}
    else: {conservative care: {lasting: 12 weeks or more}}
";
    for (tear, weeks, result) in [
        ("rotator cuff tear: 60 percent", 6, "met"),
        ("rotator cuff tear: 40 percent", 6, "not met"),
        ("rotator cuff tear: 40 percent", 12, "met"),
        ("rotator cuff tear: 40 to 60 percent", 6, "unclear"),
        ("rotator cuff tear: 40 to 60 percent", 12, "met"),
        ("axial pain", 12, "met"),
        ("axial pain", 6, "silent"),
        ("axial pain", 4, "not met"),
    ] {
        let case = format!("findings: [{tear}, conservative care: {{lasting: {weeks} weeks}}]");
        assert_eq!(show(cuff, &case).result(), result, "{case}");
    }
}

/// Point 13, entries 42 and 52. Computed: "the sole indication is X" is X and none of the others. A relative
/// contraindication is three ways out; an exception for trials lifts an exclusion as a cyst does in point 1.
#[test]
fn point_13_sole_indication_relative_contraindication_trial_exception() {
    let fusion = "
criteria:
  supported:
    all: [any: [disc herniation, reason for fusion], smoking dealt with]
  smoking dealt with:
    any:
      - smoking: {count: under 1}
      - smoking stopped: {lasting: 6 weeks or more}
      - smoking counselled
unless:
  - all: [disc herniation, reason for fusion: {count: under 1, silent: absent}]
  - all: [chronic pain, any: [trial enrolment: {count: under 1, silent: absent}]]
";
    let with = |findings: &str| show(fusion, &format!("findings: [{findings}]"));
    let rest = "chronic pain: absent";
    assert_eq!(with(&format!("disc herniation, smoking: absent, {rest}")).result(), "not met");
    assert_eq!(
        with(&format!("disc herniation, instability, smoking: absent, {rest}")).result(),
        "met"
    );
    assert_eq!(
        with(&format!("instability, smoking, smoking counselled, disc herniation: absent, {rest}"))
            .result(),
        "met"
    );
    let stopped = "smoking, smoking stopped: {lasting: 4 weeks}, smoking counselled: absent";
    assert_eq!(with(&format!("instability, {stopped}")).word("smoking dealt with"), "not met");
    let trial = "instability, disc herniation: absent, smoking: absent, chronic pain";
    assert_eq!(with(trial).result(), "not met");
    assert_eq!(with(&format!("{trial}, trial enrolment")).result(), "met", "inside a trial");
}

/// Point 17, entry 10. Computed: care that is only expected is shown with its value and bars nothing; what "may be
/// offered" is not written at all, for nothing hangs on it.
#[test]
fn point_17_a_soft_prerequisite_bars_nothing() {
    let tunnel = "
criteria:
  supported: {any: [abnormal nerve: {from: test}]}
expected:
  - conservative care: {lasting: 6 weeks or more}
";
    let shown = show(tunnel, "findings: [abnormal nerve: {from: test}, conservative care: absent]");
    assert_eq!((shown.result(), shown.proof.expected[0].value.word()), ("met", "not met"));
    let required =
        tunnel.replace("expected:", "unless:").replace("care: {", "care: {count: under 1, ");
    let shown =
        show(&required, "findings: [abnormal nerve: {from: test}, conservative care: absent]");
    assert_eq!(shown.result(), "not met", "a hard one is written as what bars");
}

/// Point 18. Computed. What must be written down is a criterion of its own, and a denial can name it: a record
/// without it is silent, or assumed absent where the guideline says that silence counts, never clinically refuted.
#[test]
fn point_18_documentation_apart_from_clinical_criteria() {
    let repeat = "
criteria:
  supported:
    all: [it helped, it is written down]
  it helped:
    any: [daily activities better, work restrictions reduced]
  it is written down:
    all:
      - functional scale: {by: first-hand, silent: absent}
      - treatment plan
";
    let shown = show(repeat, "findings: [daily activities better]");
    assert_eq!((shown.word("it helped"), shown.word("it is written down")), ("met", "not met"));
    let leaf = shown.leaf("it is written down");
    assert!(leaf.assumed && leaf.against.is_empty(), "not documented: no finding says no");
    let shown = show(repeat, "findings: [daily activities better, functional scale]");
    assert_eq!((shown.result(), shown.word("it is written down")), ("silent", "silent"));
    let shown = show(
        repeat,
        "findings: [daily activities better: absent, work restrictions reduced: absent, functional scale, treatment plan]",
    );
    assert_eq!((shown.word("it helped"), shown.word("it is written down")), ("not met", "met"));
    assert!(!shown.leaf("it helped").assumed && shown.leaf("it helped").against.len() == 1);
}
