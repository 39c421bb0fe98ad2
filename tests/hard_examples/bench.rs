//! Reads a small guideline and holds a small case against it, as `imr` does.

use std::fs;

use imr_workbench::{
    criteria::{ClauseProof, Context, LeafProof, Proof, Shape, evaluate},
    domain::{
        case::Case,
        draft::Override,
        guideline::{Guideline, GuidelineTest},
        guideline_reader::read_guideline,
        vocabulary::Vocabulary,
    },
    store::yaml,
};

/// What every example begins with; its criterion `supported` decides.
const HEAD: &str =
    "guideline: Example\ntier: MTUS\nconfidence: B\nfor: [treatment]\ndecide: supported\n";

const CASE: &str = "
case: CM26-0000001
worker: {}
summary: A small case.
items: [{item: 1, title: the request, kind: therapy, service: treatment}]
";

pub fn vocabulary() -> Vocabulary {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/hard_examples/vocabulary.yaml");
    let vocabulary: Vocabulary = yaml::read(&fs::read_to_string(path).unwrap()).unwrap();
    assert!(vocabulary.faults().is_empty(), "{:?}", vocabulary.faults());
    vocabulary
}

/// A guideline of these keys, or the problems of reading it.
pub fn read(body: &str, vocabulary: &Vocabulary) -> Result<Guideline, Vec<String>> {
    let text = format!("{HEAD}{body}");
    let root = yaml::tree(&text).map_err(|p| vec![p.to_string()])?;
    read_guideline("example", &root, vocabulary)
        .map_err(|problems| problems.iter().map(ToString::to_string).collect())
}

/// What came out of a guideline for a case.
pub struct Shown {
    pub proof: Proof,
}

/// Reads the guideline, then holds a case against it that is written like an entry of `tests:`.
pub fn show(body: &str, case: &str) -> Shown {
    let vocabulary = vocabulary();
    let case: String = case.trim().lines().map(|line| format!("    {}\n", line.trim())).collect();
    let tests = format!("tests:\n  - name: it\n{case}    gives: {{supported: met}}\n");
    let guideline = read(&format!("{body}\n{tests}"), &vocabulary)
        .unwrap_or_else(|problems| panic!("{problems:#?}\n{body}\n{tests}"));
    let (case, overrides) = case_of(&guideline.tests[0]);
    let cx = Context::new(&case, &case.items[0], &vocabulary, &overrides);
    Shown { proof: evaluate(&guideline, &cx) }
}

fn case_of(test: &GuidelineTest) -> (Case, Vec<Override>) {
    let mut case: Case = yaml::read(CASE).unwrap();
    case.dates.clone_from(&test.dates);
    case.findings.clone_from(&test.findings);
    let item = &mut case.items[0];
    item.region.clone_from(&test.region);
    item.side = test.side;
    item.level.clone_from(&test.level);
    item.parts.clone_from(&test.parts);
    let stated = test.states.iter().map(|(criterion, value)| Override {
        guideline: "example".to_owned(),
        criterion: criterion.clone(),
        value: *value,
        reason: "the reviewer's own".to_owned(),
    });
    (case, stated.collect())
}

impl Shown {
    /// The word for the whole: `met`, `not met`, or why it is undetermined.
    pub fn result(&self) -> &'static str {
        self.proof.value.word()
    }

    /// The word for one criterion.
    pub fn word(&self, criterion: &str) -> &'static str {
        self.proof.criterion(criterion).unwrap().value.word()
    }

    /// The first leaf of a criterion.
    pub fn leaf(&self, criterion: &str) -> &LeafProof {
        first_leaf(&self.proof.criterion(criterion).unwrap().clause).unwrap()
    }

    /// What a sum comes to.
    pub fn sum(&self, criterion: &str) -> &str {
        self.leaf(criterion).sum.as_deref().unwrap_or("no sum")
    }

    /// Name and value of each part of the request, of a criterion that judges them one by one.
    pub fn parts(&self, criterion: &str) -> Vec<(&str, &'static str)> {
        match &self.proof.criterion(criterion).unwrap().clause.shape {
            Shape::EveryPart(parts) | Shape::AnyPart(parts) => {
                parts.iter().map(|p| (p.part.as_str(), p.value.word())).collect()
            }
            other => panic!("no parts: {other:?}"),
        }
    }
}

fn first_leaf(clause: &ClauseProof) -> Option<&LeafProof> {
    match &clause.shape {
        Shape::Leaf(leaf) => Some(leaf),
        _ => clause.parts().into_iter().find_map(first_leaf),
    }
}
