use super::*;

fn finding(json: &serde_json::Value) -> Finding {
    let mut whole = serde_json::json!({"id": "f", "from": "exam", "source": {"document": "d"}});
    whole.as_object_mut().unwrap().extend(json.as_object().unwrap().clone());
    serde_json::from_value(whole).unwrap()
}

fn said_of(json: &serde_json::Value) -> String {
    object(&finding(json), Some("neck"), false).unwrap_or_else(|| "(words only)".to_owned())
}

#[test]
fn findings_are_objects_of_a_sentence() {
    use serde_json::json;
    let said = [
        json!({"concept": "sensory deficit", "region": "neck", "side": "left"}),
        json!({"concept": "positive spurling sign"}),
        json!({"concept": "gait abnormality", "value": "absent"}),
        json!({"concept": "mri study", "result": "abnormal"}),
        json!({"concept": "physical therapy visits", "value": "8 visits"}),
        json!({"concept": "epidural steroid sessions", "value": "1 session"}),
        json!({"concept": "pain relief", "value": "30 percent", "lasting": "5 weeks"}),
        json!({"concept": "limiting symptoms", "since": "2012-06"}),
        json!({"concept": "physical therapy", "outcome": "failed", "region": "low back"}),
        json!({"concept": "surgery", "certainty": "hedged"}),
        json!({"concept": "opioid dose", "value": "40 mg"}),
        json!({"concept": "injection change explained"}),
        json!({"concept": "electrodiagnostic study", "result": "normal", "side": "bilateral"}),
    ];
    let said: Vec<String> = said.iter().map(said_of).collect();
    assert_eq!(
        said,
        [
            "a sensory deficit on the left",
            "a positive Spurling sign",
            "no gait abnormality",
            "an abnormal MRI study",
            "8 physical therapy visits",
            "1 epidural steroid session",
            "pain relief of 30 percent for 5 weeks",
            "limiting symptoms since June 2012",
            "physical therapy of the low back, without success",
            "surgery, in hedged words",
            "an opioid dose of 40 mg",
            "(words only)",
            "a normal electrodiagnostic study on both sides",
        ]
    );
}

#[test]
fn dates_are_those_of_the_letter() {
    let said = |text: &str| when(&text.parse().unwrap());
    assert_eq!(said("2015-01-14"), "on 01/14/2015");
    assert_eq!(said("2015-01"), "in January 2015");
    assert_eq!(said("2015"), "in 2015");
    assert_eq!(said("2025-12..2026-02"), "from December 2025 to February 2026");
    assert_eq!(said("2026-04-01..2026-04-13"), "from 04/01/2026 to 04/13/2026");
}

#[test]
fn lists_pages_and_first_letters() {
    let parts = |n: usize| ["a", "b", "c"][..n].iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
    assert_eq!(list(&parts(1), "and"), "a");
    assert_eq!(list(&parts(2), "or"), "a or b");
    assert_eq!(list(&parts(3), "and"), "a, b and c");
    assert_eq!(pages("12"), "page 12");
    assert_eq!(pages("177-179, 181"), "pages 177-179, 181");
    assert_eq!(pages("Special Studies"), "section Special Studies");
    assert_eq!(said("MRI or CT was done."), "MRI or CT was done");
    assert_eq!(said("A danger sign has come up."), "a danger sign has come up");
    assert_eq!(plain("a {b}\n c"), "a (b) c");
}

#[test]
fn quotations_are_short_and_whole() {
    assert_eq!(quotation(" says \"no\". ", ALONE).as_deref(), Some("\"says 'no'\""));
    assert_eq!(quotation(&"w ".repeat(26), ALONE), None);
    assert_eq!(quotation("  ", ALONE), None);
}
