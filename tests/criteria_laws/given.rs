//! Random guidelines and random findings.

use imr_workbench::{
    criteria::{Context, Proof, evaluate, evaluate_only},
    domain::{
        case::Case,
        finding::Finding,
        guideline::{
            Anchor, Bound, Clause, Criterion, Edge, Guideline, Leaf, Measure, RegionRule, SideRule,
            Silence, Since,
        },
        problem::Position,
        vocabulary::Vocabulary,
        words::{Confidence, Origin, Standing, Tier},
    },
};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

/// A guideline and a case.
#[derive(Debug, Clone)]
pub struct World {
    pub guideline: Guideline,
    pub case: Case,
}

pub fn vocabulary() -> Vocabulary {
    serde_json::from_value(json!({
        "regions": {"low back": {}, "knee": {}},
        "services": {"lumbar mri": {}},
        "concepts": {
            "a": {}, "a kind": {"wider": ["a"]},
            "b": {"results": ["normal", "abnormal"]},
            "c": {"unit": "percent"},
            "d": {}, "elsewhere": {},
        },
    }))
    .unwrap()
}

impl World {
    fn new(decide: Clause, part: Clause, unless: Vec<Clause>, findings: &[Json]) -> Self {
        let criterion = |name: &str, clause: Clause| Criterion {
            name: name.to_owned(),
            says: None,
            page: None,
            confidence: None,
            note: None,
            clause,
            at: Position::default(),
        };
        let guideline = Guideline {
            id: "g".to_owned(),
            title: "G".to_owned(),
            tier: Tier::Mtus,
            confidence: Confidence::A,
            services: vec!["lumbar mri".to_owned()],
            regions: Vec::new(),
            decide: "it".to_owned(),
            criteria: vec![criterion("it", decide), criterion("part", part)],
            unless,
            expected: Vec::new(),
            in_force: None,
            tests: Vec::new(),
            note: None,
        };
        let case = json!({
            "case": "TEST-0", "summary": "", "findings": findings,
            "dates": {"request": "2015-06-30", "injury": "2014-01-01"},
            "items": [{
                "item": 1, "title": "MRI", "kind": "diagnostic test", "service": "lumbar mri",
                "region": "low back", "side": "right",
                "parts": [{"concept": "a", "side": "left"}, {"concept": "d", "side": "right"}],
            }],
        });
        Self { guideline, case: serde_json::from_value(case).unwrap() }
    }

    pub fn proof(&self) -> Proof {
        let vocabulary = vocabulary();
        evaluate(&self.guideline, &Context::new(&self.case, &self.case.items[0], &vocabulary, &[]))
    }

    /// Evaluated anew on the findings that stay.
    pub fn only(&self, stays: impl Fn(usize) -> bool) -> Proof {
        let (vocabulary, mut case) = (vocabulary(), self.case.clone());
        let mut at = 0..;
        case.findings.retain(|_| at.next().is_some_and(&stays));
        let cx = Context::new(&case, &case.items[0], &vocabulary, &[]);
        evaluate_only(&self.guideline, &cx, None)
    }

    pub fn with(&self, finding: Json) -> Self {
        let mut more = self.clone();
        more.case.findings.push(serde_json::from_value(finding).unwrap());
        more
    }

    pub fn turned(&self, turn: usize, flip: bool) -> Self {
        let mut other = self.clone();
        let findings: &mut Vec<Finding> = &mut other.case.findings;
        if flip {
            findings.reverse();
        }
        if !findings.is_empty() {
            let turn = turn % findings.len();
            findings.rotate_left(turn);
        }
        other
    }

    /// `if a then b else b`, where b holds for one reason or the other.
    pub fn choice() -> Self {
        let never = Clause::Leaf(Box::new(Leaf { silent: Some(Silence::Absent), ..leaf("d") }));
        let always = Clause::Leaf(Box::new(Leaf { silent: Some(Silence::Present), ..leaf("d") }));
        let not_a = Clause::If(Box::new([plain("a"), never, always]));
        Self::new(Clause::Any(vec![plain("a"), not_a]), plain("d"), Vec::new(), &[])
    }

    pub fn question_both_ways() -> Self {
        let ask = || Clause::Ask("q".to_owned());
        let never = Clause::Leaf(Box::new(Leaf { silent: Some(Silence::Absent), ..leaf("d") }));
        let always = Clause::Leaf(Box::new(Leaf { silent: Some(Silence::Present), ..leaf("d") }));
        let not_q = Clause::If(Box::new([ask(), never, always]));
        Self::new(Clause::Any(vec![ask(), not_q]), plain("d"), Vec::new(), &[])
    }

    pub fn leaf_against_itself() -> Self {
        Self::new(plain("a"), plain("d"), vec![plain("a")], &[])
    }
}

/// As many findings that are counted.
pub fn count(findings: usize) -> World {
    let counted = Leaf { count: Some(bound(Some(2), None, "")), ..leaf("a") };
    let one = |n| json!({"id": format!("f{n}"), "concept": "a", "from": "exam", "source": {"document": "d"}});
    let findings: Vec<Json> = (0..findings).map(one).collect();
    World::new(Clause::Leaf(Box::new(counted)), plain("d"), Vec::new(), &findings)
}

fn leaf(concept: &str) -> Leaf {
    Leaf { concept: concept.to_owned(), ..Leaf::default() }
}

fn plain(concept: &str) -> Clause {
    Clause::Leaf(Box::new(leaf(concept)))
}

fn bound(least: Option<i64>, most: Option<i64>, unit: &str) -> Bound {
    let edge = |n: i64| Edge { soft: n * 1000, firm: n * 1000, included: true };
    Bound {
        least: least.map(edge),
        most: most.map(edge),
        unit: unit.to_owned(),
        text: format!("{least:?} {most:?} {unit}"),
    }
}

fn leaves() -> impl Strategy<Value = Leaf> {
    let concept = prop::sample::select(vec!["a", "a kind", "b", "c", "d"]);
    let silent =
        prop::sample::select(vec![None, None, None, Some(Silence::Absent), Some(Silence::Present)]);
    (concept, silent, 0u8..16).prop_map(|(concept, silent, kind)| {
        let mut leaf = Leaf { silent, ..leaf(concept) };
        match (kind, concept) {
            (0, _) => leaf.from = vec![Origin::Exam],
            (1, _) => leaf.side = Some(SideRule::Same),
            (2, _) => leaf.count = Some(bound(Some(2), None, "")),
            (3, _) => leaf.count = Some(bound(None, Some(1), "")),
            (4, _) => leaf.since = Some(Since::Concept("d".to_owned())),
            (5, _) => leaf.since = Some(Since::Date(Anchor::Injury)),
            (6, "a" | "d") => leaf.standing = vec![Standing::Requested, Standing::Present],
            (7, _) => leaf.standing = vec![Standing::Present, Standing::History],
            (8, _) => leaf.region = Some(RegionRule::Is("knee".to_owned())),
            (_, "b") => leaf.result = vec!["abnormal".to_owned()],
            (8..=10, "c") => leaf.count = Some(bound(Some(60), None, "percent")),
            (11..=12, "c") => {
                leaf.value = Some(Measure::Change {
                    percent: bound(Some(50), None, "percent"),
                    lower: true,
                });
                leaf.since = Some(Since::Concept("d".to_owned()));
            }
            (_, "c") => leaf.value = Some(Measure::Bound(bound(Some(50), None, "percent"))),
            _ => {}
        }
        leaf
    })
}

/// Clauses over a small pool of leaves, so that they share them.
fn clauses(pool: Vec<Leaf>, names: bool) -> impl Strategy<Value = Clause> {
    let shared = prop::sample::select(pool).prop_map(|leaf| Clause::Leaf(Box::new(leaf)));
    let ask = prop::sample::select(vec!["q", "r"]).prop_map(|q| Clause::Ask(q.to_owned()));
    let single = if names {
        prop_oneof![10 => shared, 1 => ask, 2 => Just(Clause::Named("part".to_owned()))].boxed()
    } else {
        prop_oneof![10 => shared, 1 => ask].boxed()
    };
    single.prop_recursive(3, 12, 4, |inner| {
        let some = prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            3 => some.clone().prop_map(Clause::All),
            3 => some.clone().prop_map(Clause::Any),
            2 => (1usize..3, prop::collection::vec(inner.clone(), 2..5)).prop_map(|(n, list)| Clause::AtLeast(n, list)),
            3 => [inner.clone(), inner.clone(), inner.clone()].prop_map(|three| Clause::If(Box::new(three))),
            1 => some.clone().prop_map(Clause::InOrder),
            1 => some.clone().prop_map(Clause::EveryPart),
            1 => some.prop_map(Clause::AnyPart),
        ]
    })
}

/// A finding with its keys, numbered `n`.
pub fn finding(n: usize) -> impl Strategy<Value = Json> {
    let concept = prop::sample::select(vec!["a", "a kind", "b", "c", "d"]);
    let date = prop::sample::select(vec![
        None,
        Some("2013-06-01"),
        Some("2013-12"),
        Some("2014-05-01"),
        Some("2015-01"),
        Some("2015-05-01"),
    ]);
    (concept, 0u8..10, 0u8..12, 0u8..6, date).prop_map(move |(concept, says, how, result, date)| {
        let mut found = json!({
            "id": format!("f{n}"), "concept": concept, "from": "exam", "source": {"document": "d"},
        });
        match says {
            0..=1 => found["value"] = "absent".into(),
            _ if concept == "c" => {
                let amounts = [
                    "20 percent",
                    "40 percent",
                    "50 percent",
                    "40 to 60 percent",
                    "80 percent",
                    "90 percent",
                ];
                found["value"] = amounts[usize::from(result)].into();
            }
            _ if concept == "b" && result > 0 => {
                found["result"] = if result > 2 { "abnormal".into() } else { "normal".into() };
            }
            _ => {}
        }
        match how {
            0..=1 => found["certainty"] = "hedged".into(),
            2 => found["side"] = "left".into(),
            3 => found["side"] = "right".into(),
            4 => found["as"] = "history".into(),
            5 => found["from"] = "patient".into(),
            6 => found["region"] = "knee".into(),
            _ => {}
        }
        if let Some(date) = date {
            found["date"] = date.into();
        }
        found
    })
}

fn findings(most: usize) -> impl Strategy<Value = Vec<Json>> {
    prop::collection::vec(finding(0), most / 3..=most).prop_map(|mut list| {
        for (n, found) in list.iter_mut().enumerate() {
            found["id"] = format!("f{n}").into();
        }
        list
    })
}

/// Worlds of at most so many findings.
pub fn worlds(most: usize) -> impl Strategy<Value = World> {
    let pool = prop::collection::vec(leaves(), 1..6);
    let guideline = pool.prop_flat_map(|pool| {
        let unless = prop::collection::vec(clauses(pool.clone(), true), 0..3);
        (clauses(pool.clone(), true), clauses(pool, false), unless)
    });
    (guideline, findings(most))
        .prop_map(|((decide, part, unless), findings)| World::new(decide, part, unless, &findings))
}
