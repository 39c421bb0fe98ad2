//! Small criteria for tests: leaves and findings written as their files have them.

use serde_json::{Value as Json, json};

use super::{
    context::Context,
    evaluate::evaluate,
    matching::{Bearing, Reason, bearing, setting},
    proof::{LeafProof, Proof, Shape},
    value::Value,
};
use crate::domain::{
    case::Case,
    draft::Override,
    finding::Finding,
    guideline::{Clause, Criterion, Guideline, Leaf},
    guideline_reader::read_guideline,
    node::{Key, Kind, Node},
    problem::Position,
    testing::empty_case,
    vocabulary::Vocabulary,
    words::{Confidence, Tier},
};

/// Arm, neck and back; deficits and their kinds; a test with results; a treatment with outcomes.
pub fn vocabulary() -> Vocabulary {
    serde_json::from_value(json!({
        "regions": {
            "spine": {}, "neck": {"wider": ["spine"]}, "low back": {"wider": ["spine"]}, "knee": {}
        },
        "services": {"lumbar mri": {}},
        "concepts": {
            "deficit": {},
            "sensory deficit": {"wider": ["deficit"]},
            "dermatomal loss": {"wider": ["sensory deficit"]},
            "fracture": {},
            "nerve study": {"results": ["normal", "abnormal"]},
            "injection": {"outcomes": ["failed", "improved"]},
            "symptoms": {},
            "relief": {"unit": "percent"},
        },
    }))
    .unwrap()
}

/// A leaf of the criteria language: `leaf("deficit", json!({"from": "exam"}))`.
pub fn leaf(concept: &str, words: Json) -> Leaf {
    let file = json!({
        "guideline": "G", "tier": "MTUS", "confidence": "A", "for": "lumbar mri", "decide": "it",
        "criteria": {"it": {"any": [Json::from_iter([(concept, words)])]}},
    });
    let read = read_guideline("g", &node(file), &vocabulary()).unwrap();
    match &read.criteria[0].clause {
        Clause::Any(parts) => match &parts[0] {
            Clause::Leaf(leaf) => (**leaf).clone(),
            other => panic!("no leaf: {other:?}"),
        },
        other => panic!("no list: {other:?}"),
    }
}

fn node(value: Json) -> Node {
    let kind = match value {
        Json::String(text) => Kind::Scalar(text, true),
        Json::Array(list) => Kind::List(list.into_iter().map(node).collect()),
        Json::Object(map) => {
            let key = |text| Key { text, at: Position::default() };
            Kind::Map(map.into_iter().map(|(k, v)| (key(k), node(v))).collect())
        }
        other => panic!("no word of a leaf: {other}"),
    };
    Node { at: Position::default(), kind }
}

/// A finding `f` by exam in document `d`, with the keys that are given besides.
pub fn finding(keys: &Json) -> Finding {
    let mut whole = json!({"id": "f", "from": "exam", "source": {"document": "d"}});
    for (key, value) in keys.as_object().unwrap() {
        whole[key] = value.clone();
    }
    serde_json::from_value(whole).unwrap()
}

/// Findings `f1`, `f2` … unless they name themselves.
pub fn findings(list: &[Json]) -> Vec<Finding> {
    let one = |(n, keys): (usize, &Json)| {
        let mut found = finding(keys);
        if found.id == "f" {
            found.id = format!("f{n}");
        }
        found
    };
    (1..).zip(list).map(one).collect()
}

/// A case whose item is on the right side at L5, injured in January 2014, requested on 2015-06-30.
pub fn case() -> Case {
    let mut case = empty_case();
    case.dates =
        serde_json::from_value(json!({"injury": "2014-01", "request": "2015-06-30"})).unwrap();
    let item: Json = json!({"side": "right", "level": "L5"});
    case.items[0].side = serde_json::from_value(item["side"].clone()).unwrap();
    case.items[0].level = Some("L5".to_owned());
    case
}

/// What a finding does for a leaf on that case.
pub fn bears(leaf: &Leaf, keys: &Json) -> Option<Bearing> {
    let (mut case, vocabulary) = (case(), vocabulary());
    case.findings = vec![finding(keys)];
    let cx = Context::new(&case, &case.items[0], &vocabulary, &[]);
    let narrower = cx.of_kind(&leaf.concept).contains(&0);
    if !narrower && cx.of_wider(&leaf.concept).is_empty() {
        return None;
    }
    bearing(leaf, 0, narrower, cx.place(), &setting(leaf, &cx, None), &cx)
}

/// The reason of a bearing that has one.
pub fn reason(bearing: Option<Bearing>) -> Option<Reason> {
    match bearing? {
        Bearing::For => None,
        Bearing::Against { reason, .. }
        | Bearing::Doubted(reason)
        | Bearing::Unclear(reason)
        | Bearing::Near(reason) => Some(reason),
    }
}

/// The proof of one leaf over several findings.
pub fn proven(leaf: Leaf, list: &[Json]) -> LeafProof {
    let proof = evaluated(&[("it", Clause::Leaf(Box::new(leaf)))], vec![], list, &[]);
    let Shape::Leaf(found) = proof.criteria[0].clause.shape.clone() else {
        panic!("a leaf");
    };
    *found
}

/// The value of one leaf over several findings.
pub fn value(leaf: Leaf, list: &[Json]) -> Value {
    proven(leaf, list).value
}

/// A guideline `g` of these criteria, the first of which decides, on the case with these findings.
pub fn evaluated(
    criteria: &[(&str, Clause)],
    unless: Vec<Clause>,
    list: &[Json],
    overrides: &[Override],
) -> Proof {
    let mut case = case();
    case.findings = findings(list);
    let vocabulary = vocabulary();
    let guideline = guideline(criteria, unless);
    evaluate(&guideline, &Context::new(&case, &case.items[0], &vocabulary, overrides))
}

fn guideline(criteria: &[(&str, Clause)], unless: Vec<Clause>) -> Guideline {
    let criterion = |(name, clause): &(&str, Clause)| Criterion {
        name: (*name).to_owned(),
        says: None,
        page: None,
        confidence: None,
        note: None,
        clause: clause.clone(),
        at: Position::default(),
    };
    Guideline {
        id: "g".to_owned(),
        title: "G".to_owned(),
        tier: Tier::Mtus,
        confidence: Confidence::A,
        services: vec!["lumbar mri".to_owned()],
        regions: Vec::new(),
        decide: criteria[0].0.to_owned(),
        criteria: criteria.iter().map(criterion).collect(),
        unless,
        expected: Vec::new(),
        in_force: None,
        tests: Vec::new(),
        note: None,
    }
}

/// The plain leaf of a concept, as a clause.
pub fn plain(concept: &str) -> Clause {
    Clause::Leaf(Box::new(leaf(concept, json!({}))))
}

/// A criterion named by another.
pub fn named(name: &str) -> Clause {
    Clause::Named(name.to_owned())
}
