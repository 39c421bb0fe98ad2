//! Leaves that a result reads twice: an undetermined leaf on both sides of a question is tried both ways,
//! so that `a or not a` holds. All else is plain strong Kleene.

use super::{
    proof::{ClauseProof, Proof, Root, Shape},
    value::{Value, Why, at_least, choice},
};

/// Most leaves that are tried both ways.
const MOST: usize = 8;

/// What a leaf is called, for telling that two leaves are one.
pub type LeafKey<'a> = (&'a str, Option<usize>);

/// Values that stand in for leaves.
pub trait Leaves {
    /// The value to use for a leaf.
    fn leaf(&self, leaf: &super::proof::LeafProof) -> Value;
    /// The value to use for a question.
    fn ask(&self, question: &str) -> Value;
    /// The value of an ordered clause whose stages have the value given.
    fn ordered(&self, hold: &super::leaf::Hold, stages: Value) -> Value;
}

/// The leaves as they are.
pub struct AsRead;

impl Leaves for AsRead {
    fn leaf(&self, leaf: &super::proof::LeafProof) -> Value {
        leaf.value
    }
    fn ask(&self, _: &str) -> Value {
        Value::Undetermined(Why::Unanswered)
    }
    fn ordered(&self, hold: &super::leaf::Hold, _: Value) -> Value {
        hold.without(&[])
    }
}

/// Value of a clause with other values for its leaves.
pub fn value_with(proof: &Proof, clause: &ClauseProof, leaves: &dyn Leaves) -> Value {
    let each = |parts: &[ClauseProof]| -> Vec<Value> {
        parts.iter().map(|p| value_with(proof, p, leaves)).collect()
    };
    match &clause.shape {
        Shape::All(parts) => Value::all(each(parts)),
        Shape::Any(parts) => Value::any(each(parts)),
        Shape::AtLeast(n, parts) => at_least(*n, each(parts)),
        Shape::If(three) => {
            let [test, then, otherwise] = three.each_ref().map(|p| value_with(proof, p, leaves));
            choice(test, then, otherwise)
        }
        Shape::InOrder { parts, hold } => leaves.ordered(hold, Value::all(each(parts))),
        Shape::EveryPart(parts) => Value::all(parts.iter().map(|p| Value::all(each(&p.clauses)))),
        Shape::AnyPart(parts) => Value::any(parts.iter().map(|p| Value::all(each(&p.clauses)))),
        Shape::Named(name) => named_with(proof, name, leaves),
        Shape::Leaf(leaf) => leaves.leaf(leaf),
        Shape::Ask(question) => leaves.ask(question),
    }
}

fn named_with(proof: &Proof, name: &str, leaves: &dyn Leaves) -> Value {
    match proof.criterion(name) {
        Some(criterion) if criterion.stated.is_some() => criterion.value,
        Some(criterion) => value_with(proof, &criterion.clause, leaves),
        None => Value::Undetermined(Why::Silent),
    }
}

/// Value of the whole guideline with other values for its leaves.
pub fn root_with(proof: &Proof, root: &Root<'_>, leaves: &dyn Leaves) -> Value {
    let decide = named_with(proof, root.decide, leaves);
    let unless = root.unless.iter().map(|c| value_with(proof, c, leaves).negated());
    Value::all(std::iter::once(decide).chain(unless))
}

/// The same, with leaves that are read both ways tried both ways.
pub fn completed_with(proof: &Proof, root: &Root<'_>, leaves: &dyn Leaves) -> Value {
    let plain = root_with(proof, root, leaves);
    if !matches!(plain, Value::Undetermined(_)) {
        return plain;
    }
    let open: Vec<LeafKey<'_>> = twofold(proof, root)
        .into_iter()
        .filter(|(_, leaf)| matches!(leaves.leaf(leaf), Value::Undetermined(_)))
        .map(|(key, _)| key)
        .collect();
    if open.is_empty() || open.len() > MOST {
        return plain;
    }
    let mut agreed: Option<Value> = None;
    for choice in 0..1usize << open.len() {
        let value = root_with(proof, root, &Tried { open: &open, choice, below: leaves });
        match (value, agreed) {
            (Value::Undetermined(_), _) => return plain,
            (value, Some(other)) if value != other => return plain,
            _ => agreed = Some(value),
        }
    }
    agreed.unwrap_or(plain)
}

/// The value of the guideline as read.
pub fn completed(proof: &Proof, root: &Root<'_>) -> Value {
    completed_with(proof, root, &AsRead)
}

struct Tried<'a> {
    open: &'a [LeafKey<'a>],
    /// One bit a leaf.
    choice: usize,
    below: &'a dyn Leaves,
}

impl Leaves for Tried<'_> {
    fn leaf(&self, leaf: &super::proof::LeafProof) -> Value {
        let key = (leaf.asks.as_str(), leaf.part);
        match self.open.iter().position(|k| *k == key) {
            Some(bit) if self.choice & (1 << bit) != 0 => Value::Met,
            Some(_) => Value::NotMet,
            None => self.below.leaf(leaf),
        }
    }
    fn ask(&self, question: &str) -> Value {
        self.below.ask(question)
    }
    fn ordered(&self, hold: &super::leaf::Hold, stages: Value) -> Value {
        self.below.ordered(hold, stages)
    }
}

/// Leaves that the guideline reads both for and against: inside an `if`, or under `unless` and elsewhere.
pub fn twofold<'a>(
    proof: &'a Proof,
    root: &Root<'a>,
) -> Vec<(LeafKey<'a>, &'a super::proof::LeafProof)> {
    let mut seen: Vec<(LeafKey<'a>, &super::proof::LeafProof, bool, bool)> = Vec::new();
    let mut note = |leaf: &'a super::proof::LeafProof, yes: bool, no: bool| {
        let key = (leaf.asks.as_str(), leaf.part);
        match seen.iter_mut().find(|(k, ..)| *k == key) {
            Some((_, _, y, n)) => {
                *y |= yes;
                *n |= no;
            }
            None => seen.push((key, leaf, yes, no)),
        }
    };
    if let Some(decide) = proof.criterion(root.decide) {
        walk(proof, &decide.clause, (true, false), &mut note);
    }
    for exclusion in root.unless {
        walk(proof, exclusion, (false, true), &mut note);
    }
    seen.into_iter().filter(|(_, _, y, n)| *y && *n).map(|(key, leaf, ..)| (key, leaf)).collect()
}

fn walk<'a>(
    proof: &'a Proof,
    clause: &'a ClauseProof,
    (yes, no): (bool, bool),
    note: &mut dyn FnMut(&'a super::proof::LeafProof, bool, bool),
) {
    match &clause.shape {
        Shape::Leaf(leaf) => note(leaf, yes, no),
        Shape::If(three) => {
            let [test, then, otherwise] = three.as_ref();
            walk(proof, test, (true, true), note);
            walk(proof, then, (yes, no), note);
            walk(proof, otherwise, (yes, no), note);
        }
        Shape::Named(name) => {
            if let Some(criterion) = proof.criterion(name).filter(|c| c.stated.is_none()) {
                walk(proof, &criterion.clause, (yes, no), note);
            }
        }
        _ => {
            for part in clause.parts() {
                walk(proof, part, (yes, no), note);
            }
        }
    }
}
