//! Runs the tiny cases of a guideline file, and says which criteria they leave untried.

use super::{context::Context, evaluate::evaluate, value::Value};
use crate::domain::{
    case::{Case, Dates, Item, Worker},
    draft::Override,
    guideline::{Guideline, GuidelineTest},
    problem::Problem,
    vocabulary::Vocabulary,
};

/// Every test that gives something else than it says, and every criterion that no test makes met or not met.
pub fn faults(guideline: &Guideline, vocabulary: &Vocabulary) -> Vec<Problem> {
    let mut problems = Vec::new();
    let (mut met, mut not_met) = (Vec::new(), Vec::new());
    for test in &guideline.tests {
        let values = run(guideline, test, vocabulary);
        for (name, value) in &values {
            match value {
                Value::Met => met.push(name.clone()),
                Value::NotMet => not_met.push(name.clone()),
                Value::Undetermined(_) => {}
            }
        }
        for (name, expected) in &test.gives {
            let found = values.iter().find(|(n, _)| n == name).map(|(_, v)| *v);
            let Some(found) = found else { continue };
            if !gives(expected, found) {
                let what = format!(
                    "test `{}`: `{name}` gives {}, expected {expected}",
                    test.name,
                    found.word()
                );
                problems
                    .push(Problem::new(what).at(test.at).remedy("mend the criterion or the test"));
            }
        }
    }
    for criterion in &guideline.criteria {
        for (seen, word) in [(&met, "met"), (&not_met, "not met")] {
            if !seen.contains(&criterion.name) {
                problems.push(
                    Problem::new(format!("no test makes criterion `{}` {word}", criterion.name))
                        .at(criterion.at)
                        .remedy("add a test, or remove a criterion that can never be so"),
                );
            }
        }
    }
    problems
}

fn gives(expected: &str, found: Value) -> bool {
    match expected {
        "undetermined" => matches!(found, Value::Undetermined(_)),
        word => found.word() == word,
    }
}

/// Values of every criterion, then of the whole as `result`.
pub fn run(
    guideline: &Guideline,
    test: &GuidelineTest,
    vocabulary: &Vocabulary,
) -> Vec<(String, Value)> {
    let Some(case) = case_of(guideline, test) else { return Vec::new() };
    let states = test.states.iter().map(|(criterion, value)| Override {
        guideline: guideline.id.clone(),
        criterion: criterion.clone(),
        value: *value,
        reason: "stated in the test".to_owned(),
    });
    let overrides: Vec<Override> = states.collect();
    let Some(item) = case.items.first() else { return Vec::new() };
    let proof = evaluate(guideline, &Context::new(&case, item, vocabulary, &overrides));
    let mut values: Vec<(String, Value)> =
        proof.criteria.iter().map(|c| (c.name.clone(), c.value)).collect();
    values.push(("result".to_owned(), proof.value));
    values
}

fn case_of(guideline: &Guideline, test: &GuidelineTest) -> Option<Case> {
    let service = guideline.services.first().cloned().unwrap_or_default();
    Some(Case {
        case: "TEST-0".parse().ok()?,
        kind: None,
        priority: None,
        records: None,
        dates: Dates { ..test.dates.clone() },
        worker: Worker::default(),
        summary: String::new(),
        diagnoses: Vec::new(),
        documents: Vec::new(),
        items: vec![Item {
            item: 1,
            title: "the request".to_owned(),
            kind: None,
            service: Some(service),
            codes: Vec::new(),
            region: test.region.clone().or_else(|| guideline.regions.first().cloned()),
            side: test.side,
            level: test.level.clone(),
            quantity: None,
            duration: None,
            parts: test.parts.clone(),
            claims_cites: Vec::new(),
            retrospective: false,
            ur: None,
            claims_guideline: None,
            depends_on: None,
        }],
        findings: test.findings.clone(),
    })
}
