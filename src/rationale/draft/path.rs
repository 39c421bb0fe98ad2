//! The way through a proof on which its value rests: which criteria are told, and with which of their leaves.

use crate::criteria::{ClauseProof, CriterionProof, LeafProof, Proof, Shape, Value};

/// A criterion on the way, with what of its own clause counts. Without a criterion it is an exclusion.
pub struct Point<'p> {
    pub criterion: &'p CriterionProof,
    pub leaves: Vec<&'p LeafProof>,
    pub questions: Vec<&'p str>,
}

impl Point<'_> {
    /// True when it has something of its own to tell.
    pub fn tells(&self) -> bool {
        self.criterion.stated.is_some() || !self.leaves.is_empty() || !self.questions.is_empty()
    }
}

/// The criteria on the way from the one that decides, in the order of the file's words.
pub fn of_guideline(proof: &Proof) -> Vec<Point<'_>> {
    of_criterion(proof, &proof.decide)
}

/// The criteria on the way from this one.
pub fn of_criterion<'p>(proof: &'p Proof, name: &str) -> Vec<Point<'p>> {
    let mut points = Vec::new();
    visit(proof, name, &mut points);
    points
}

fn visit<'p>(proof: &'p Proof, name: &str, points: &mut Vec<Point<'p>>) {
    let Some(criterion) = proof.criterion(name) else { return };
    if points.iter().any(|p| p.criterion.name == criterion.name) {
        return;
    }
    let at = points.len();
    points.push(Point { criterion, leaves: Vec::new(), questions: Vec::new() });
    // The reviewer's own value ends the way: what lies below it decides nothing.
    if criterion.stated.is_none() {
        walk(proof, &criterion.clause, at, points);
    }
}

fn walk<'p>(proof: &'p Proof, clause: &'p ClauseProof, at: usize, points: &mut Vec<Point<'p>>) {
    match &clause.shape {
        Shape::Leaf(leaf) => points[at].leaves.push(leaf),
        Shape::Ask(question) => points[at].questions.push(question),
        Shape::Named(name) => visit(proof, name, points),
        Shape::If(three) => {
            let [test, then, otherwise] = three.as_ref();
            walk(proof, test, at, points);
            match test.value {
                Value::Met => walk(proof, then, at, points),
                Value::NotMet => walk(proof, otherwise, at, points),
                Value::Undetermined(_) => {}
            }
        }
        _ => {
            let parts = clause.parts();
            let any = matches!(clause.shape, Shape::Any(_) | Shape::AnyPart(_));
            let mut bearing: Vec<&ClauseProof> =
                parts.iter().copied().filter(|p| bears(clause.value, p.value, any)).collect();
            // Decided by what is read both ways: no part shows it alone.
            if bearing.is_empty() {
                bearing = parts;
            }
            for part in bearing {
                walk(proof, part, at, points);
            }
        }
    }
}

/// True when a part bears on the value of the whole: those that met it, those that failed it, or, while it is open, all
/// but those of an alternative that are out.
fn bears(whole: Value, part: Value, any: bool) -> bool {
    match whole {
        Value::Undetermined(_) => !any || part != Value::NotMet,
        decided => part == decided,
    }
}

/// A leaf with its value, and whether it stands in an exclusion.
pub struct Asked<'p> {
    pub leaf: &'p LeafProof,
    pub value: Value,
    pub excludes: bool,
}

/// Every leaf of the criteria that decide, exclusions last, each once by its words.
pub fn all_leaves(proof: &Proof) -> Vec<Asked<'_>> {
    let mut found: Vec<Asked<'_>> = Vec::new();
    let mut seen = Vec::new();
    let mut open: Vec<(&ClauseProof, bool)> =
        proof.unless.iter().rev().map(|c| (c, true)).collect();
    if let Some(decide) = proof.criterion(&proof.decide) {
        open.push((&decide.clause, false));
    }
    while let Some((clause, excludes)) = open.pop() {
        match &clause.shape {
            Shape::Leaf(leaf) if !found.iter().any(|l| l.leaf.asks == leaf.asks) => {
                found.push(Asked { leaf, value: clause.value, excludes });
            }
            Shape::Named(name) if !seen.contains(&name.as_str()) => {
                seen.push(name);
                open.extend(proof.criterion(name).map(|c| (&c.clause, excludes)));
            }
            _ => open.extend(clause.parts().into_iter().rev().map(|c| (c, excludes))),
        }
    }
    found
}
