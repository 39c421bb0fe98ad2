//! The seed case reproduces the published decision: one test for each row of the table in which the reviewer's
//! reasoning was set against the criteria, and one for what the record would be without its two findings.

mod support;

use std::{fs, process::Command};

use serde_json::Value;
use support::workspace::{Workspace, imr};

const CASE: &str = "CM15-0000001";
const NECK: &str = "acoem-2004-neck-imaging";
const DEFICIT: &str = "sensation-left-arm";
const SPURLING: &str = "spurling";
const OPTIONS: &str = "surgical-options";

/// `imr evaluate CM15-0000001 --json`: the one guideline that speaks of the one item.
struct Seed {
    workspace: Workspace,
    proof: Value,
    case: Value,
}

impl Seed {
    fn new() -> Self {
        Self::of(Workspace::sample())
    }

    fn of(workspace: Workspace) -> Self {
        let items = json(&workspace, &["evaluate", CASE, "--json"]);
        let [item] = items.as_array().unwrap().as_slice() else { panic!("one item: {items}") };
        let [proof] = item["guidelines"].as_array().unwrap().as_slice() else {
            panic!("one guideline: {item}")
        };
        assert_eq!(proof["guideline"], NECK);
        let case = json(&workspace, &["show", CASE, "--json"])["case"].clone();
        Self { proof: proof.clone(), case, workspace }
    }

    /// The same after the reviewer has stated a value.
    fn stating(self, criterion: &str) -> Self {
        let reason = "The surgeon means to talk over an operation once the films are read.";
        run(
            &self.workspace,
            &[
                "state",
                CASE,
                "--item",
                "1",
                "--guideline",
                NECK,
                "--criterion",
                criterion,
                "--value",
                "met",
                "--reason",
                reason,
            ],
        );
        Self::of(self.workspace)
    }

    fn criterion(&self, name: &str) -> &Value {
        let found = self.proof["criteria"].as_array().unwrap().iter().find(|c| c["name"] == name);
        found.unwrap_or_else(|| panic!("no criterion `{name}`"))
    }

    fn value(&self, name: &str) -> &str {
        self.criterion(name)["value"].as_str().unwrap()
    }

    /// The leaves of a criterion: what is asked, its value, and the leaf's proof.
    fn leaves(&self, name: &str) -> Vec<(String, String, Value)> {
        let mut found = Vec::new();
        leaves(&self.criterion(name)["clause"], &mut found);
        found
    }

    fn finding(&self, id: &str) -> &Value {
        let found = self.case["findings"].as_array().unwrap().iter().find(|f| f["id"] == id);
        found.unwrap_or_else(|| panic!("no finding `{id}`"))
    }
}

fn leaves(clause: &Value, found: &mut Vec<(String, String, Value)>) {
    if let Some(leaf) = clause.get("leaf") {
        let text = |v: &Value| v.as_str().unwrap().to_owned();
        found.push((text(&leaf["asks"]), text(&clause["value"]), leaf.clone()));
    }
    for kind in ["all", "any"] {
        for part in clause.get(kind).and_then(Value::as_array).into_iter().flatten() {
            leaves(part, found);
        }
    }
}

fn run(workspace: &Workspace, args: &[&str]) -> Vec<u8> {
    let done = Command::new(imr()).args(args).current_dir(workspace.path()).output().unwrap();
    assert!(done.status.success(), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
    done.stdout
}

fn json(workspace: &Workspace, args: &[&str]) -> Value {
    serde_json::from_slice(&run(workspace, args)).unwrap()
}

#[test]
fn b1_neurologic_dysfunction_is_met_by_the_two_findings_that_the_appeal_quotes() {
    let seed = Seed::new();
    let name = "neurologic dysfunction on examination";
    assert_eq!(seed.value(name), "met");
    let leaves = seed.leaves(name);
    let witnesses: Vec<&Value> = leaves.iter().map(|(.., leaf)| &leaf["witnesses"]).collect();
    assert_eq!(witnesses, [&Value::from(vec![DEFICIT]), &Value::from(vec![SPURLING])]);
    for id in [DEFICIT, SPURLING] {
        let finding = seed.finding(id);
        assert_eq!(finding["date"], "2015-01-14", "{id}");
        assert_eq!(finding["from"], "exam", "{id}");
        assert_eq!(finding["by"], "spine surgeon", "{id}");
        assert_eq!(finding["quoted"], true, "{id}");
        assert_eq!(finding["source"]["document"], "appeal-2015-03-03", "{id}");
    }
    assert_eq!((seed.value("tissue insult"), seed.value("imaging")), ("met", "met"));
    assert_eq!(seed.proof["value"], "met");
}

#[test]
fn d_and_p1_surgery_are_unclear_with_the_hedged_option_as_near_miss() {
    let seed = Seed::new();
    for (name, asked) in [
        ("anatomy before procedure", "invasive procedure, as planned or considered"),
        ("surgery for a specific defect", "surgery, as planned or considered"),
    ] {
        assert_eq!(seed.value(name), "unclear", "{name}");
        let leaves = seed.leaves(name);
        let (_, value, leaf) = leaves.iter().find(|(asks, ..)| asks == asked).unwrap();
        assert_eq!(value, "unclear", "{name}");
        let near = serde_json::json!([{"finding": OPTIONS, "reason": "hedged"}]);
        assert_eq!((&leaf["near"], &leaf["witnesses"]), (&near, &serde_json::json!([])), "{name}");
    }
    assert_eq!(seed.value("persistent limitation"), "unclear");
}

#[test]
fn d_and_p1_surgery_are_met_once_the_reviewer_says_so_and_the_computed_value_stays() {
    let seed = Seed::new().stating("anatomy before procedure");
    let stated = seed.criterion("anatomy before procedure");
    assert_eq!((&stated["value"], &stated["computed"]), (&"met".into(), &"unclear".into()));
    assert_eq!(stated["stated"]["value"], "met");
    assert!(stated["stated"]["reason"].as_str().unwrap().starts_with("The surgeon means"));
    assert_eq!(seed.value("persistent limitation"), "unclear", "each is stated for itself");

    let seed = seed.stating("surgery for a specific defect");
    let stated = seed.criterion("surgery for a specific defect");
    assert_eq!((&stated["value"], &stated["computed"]), (&"met".into(), &"unclear".into()));
    let follows = seed.criterion("persistent limitation");
    assert_eq!((&follows["value"], &follows["stated"]), (&"met".into(), &Value::Null));
}

/// The table's row: a defect that is nowhere named keeps the criterion from being met by surgery alone.
#[test]
fn p1_names_the_defect_as_what_the_record_lacks() {
    let seed = Seed::new();
    let leaves = seed.leaves("surgery for a specific defect");
    let (_, value, leaf) =
        leaves.iter().find(|(asks, ..)| asks == "specific anatomic defect").unwrap();
    assert_eq!(value, "silent");
    let near =
        serde_json::json!([{"finding": "instability-to-exclude", "reason": "suspected only"}]);
    assert_eq!(leaf["near"], near);
}

#[test]
fn p1_duration_is_met_by_thirty_one_months() {
    let seed = Seed::new();
    assert_eq!(seed.value("limitation has persisted"), "met");
    let (asks, _, leaf) = seed.leaves("limitation has persisted").remove(0);
    assert_eq!(asks, "limiting symptoms, lasting 4 to 6 weeks or more");
    assert_eq!(leaf["witnesses"], serde_json::json!(["lasting-symptoms"]));
    let finding = seed.finding("lasting-symptoms");
    let dates = (&finding["since"], &finding["date"]);
    assert_eq!(dates, (&"2012-06-23".into(), &"2015-01-26".into()));
}

#[test]
fn a_and_p1_serious_pathology_are_not_documented() {
    let seed = Seed::new();
    for (name, kinds) in [("red flag", 5), ("serious pathology", 2)] {
        assert_eq!(seed.value(name), "silent", "{name}");
        let leaves = seed.leaves(name);
        assert_eq!(leaves.len(), kinds, "{name}");
        for (asks, value, leaf) in leaves {
            assert_eq!((value.as_str(), &leaf["assumed"]), ("silent", &false.into()), "{asks}");
        }
    }
}

#[test]
fn c_no_strengthening_program_is_documented() {
    let seed = Seed::new();
    assert_eq!(seed.value("stalled strengthening"), "silent");
    for (asks, value, leaf) in seed.leaves("stalled strengthening") {
        assert_eq!(
            (value.as_str(), &leaf["witnesses"]),
            ("silent", &serde_json::json!([])),
            "{asks}"
        );
    }
}

#[test]
fn table_8_8_is_not_met_while_imaging_is() {
    let seed = Seed::new();
    assert_eq!(seed.value("table 8-8 radiographs first"), "not met");
    assert_eq!(seed.value("acute trauma, tumor or infection"), "not met");
    assert_eq!(seed.value("imaging"), "met");
    let leaves = seed.leaves("acute trauma, tumor or infection");
    let (_, value, leaf) = leaves.iter().find(|(asks, ..)| asks.starts_with("acute")).unwrap();
    assert_eq!(value, "not met");
    let against = serde_json::json!([{"finding": "head-struck", "reason": "out of the window"}]);
    assert_eq!(leaf["against"], against, "the blow was 31 months before the request");
    for (asks, _, leaf) in &leaves[1..] {
        assert_eq!(leaf["assumed"], true, "{asks}: the rule itself reads silence, and says so");
    }
}

#[test]
fn the_tumor_in_the_guideline_text_never_counts() {
    let seed = Seed::new();
    let id = "tumor-in-guideline-text";
    let mut seen = 0;
    for criterion in seed.proof["criteria"].as_array().unwrap() {
        for (asks, _, leaf) in seed.leaves(criterion["name"].as_str().unwrap()) {
            let near = leaf["near"].as_array().unwrap();
            if let Some(miss) = near.iter().find(|m| m["finding"] == id) {
                assert_eq!(miss["reason"], "guideline text, not the patient", "{asks}");
                seen += 1;
            }
            assert!(!leaf["witnesses"].to_string().contains(id), "{asks}");
            assert!(!leaf["against"].to_string().contains(id), "{asks}");
        }
    }
    assert_eq!(seen, 3, "red flag, serious pathology, table 8-8");
}

/// The later examination with an ordinary gait does not take back the earlier findings: it is about another thing.
#[test]
fn the_later_normal_gait_is_no_conflict() {
    let seed = Seed::new();
    for (asks, value, leaf) in seed.leaves("neurologic dysfunction on examination") {
        assert_eq!((value.as_str(), &leaf["against"]), ("met", &serde_json::json!([])), "{asks}");
    }
}

#[test]
fn without_the_two_findings_imaging_is_neither_met_nor_not_met() {
    let workspace = Workspace::sample();
    let file = workspace.file("cases/CM15-0000001.yaml");
    let text = fs::read_to_string(&file).unwrap();
    let (before, after) = text.split_once("  - id: sensation-left-arm\n").unwrap();
    let (examined, after) = after.split_once("  - id: gait-normal\n").unwrap();
    assert_eq!(examined.matches("from: exam").count(), 2);
    fs::write(&file, format!("{before}  - id: gait-normal\n{after}")).unwrap();
    let seed = Seed::of(workspace);
    assert_eq!(seed.value("neurologic dysfunction on examination"), "silent");
    assert_eq!(seed.value("tissue insult"), "silent");
    assert_eq!(seed.value("imaging"), "unclear", "only the hedged option is left");
    assert_eq!(seed.proof["value"], "unclear");
    let seed = seed.stating("anatomy before procedure");
    assert_eq!(seed.value("imaging"), "met", "what would settle it, does");
}
