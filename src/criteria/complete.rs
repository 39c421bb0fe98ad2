//! Leaves and questions that a result reads twice: one that is open on both sides is tried both ways, so that
//! `a or not a` holds. All else is plain strong Kleene, which is exact for what is read one way.

use super::{
    proof::{ClauseProof, LeafProof, Proof, Root, Shape},
    value::{Value, Why, at_least, choice},
};

/// Most that are tried both ways; beyond it a result may stay open that is decided, and the answers say so.
pub const MOST: usize = 12;

/// A leaf or a question, as it is told from others: its words, the part it was judged for, whether it is a question.
pub type Key<'a> = (&'a str, Option<usize>, bool);

/// What can be open: a leaf of the record, or a question to the reviewer.
#[derive(Debug, Clone, Copy)]
pub enum Atom<'a> {
    Leaf(&'a LeafProof),
    Ask(&'a str),
}

impl<'a> Atom<'a> {
    pub fn key(self) -> Key<'a> {
        match self {
            Self::Leaf(leaf) => (&leaf.asks, leaf.part, false),
            Self::Ask(question) => (question, None, true),
        }
    }
}

/// Values that stand in for leaves.
pub trait Leaves {
    /// The value to use for a leaf or a question.
    fn value(&self, atom: Atom<'_>) -> Value;
    /// The value of an ordered clause, whose stages that hold now lie as `order` says.
    fn ordered(
        &self,
        proof: &Proof,
        clause: &ClauseProof,
        stages: &[ClauseProof],
        order: Value,
    ) -> Value;
}

/// The leaves as they are.
pub struct AsRead;

impl Leaves for AsRead {
    fn value(&self, atom: Atom<'_>) -> Value {
        match atom {
            Atom::Leaf(leaf) => leaf.value,
            Atom::Ask(_) => Value::Undetermined(Why::Unanswered),
        }
    }
    fn ordered(&self, _: &Proof, clause: &ClauseProof, _: &[ClauseProof], _: Value) -> Value {
        clause.value
    }
}

/// Value of a clause with other values for its leaves.
pub fn value_with(proof: &Proof, clause: &ClauseProof, leaves: &dyn Leaves) -> Value {
    fn each<'a>(
        proof: &'a Proof,
        parts: &'a [ClauseProof],
        leaves: &'a dyn Leaves,
    ) -> impl Iterator<Item = Value> + 'a {
        parts.iter().map(move |p| value_with(proof, p, leaves))
    }
    match &clause.shape {
        Shape::All(parts) => Value::all(each(proof, parts, leaves)),
        Shape::Any(parts) => Value::any(each(proof, parts, leaves)),
        Shape::AtLeast(n, parts) => at_least(*n, each(proof, parts, leaves)),
        Shape::If(three) => {
            let [test, then, otherwise] = three.each_ref().map(|p| value_with(proof, p, leaves));
            choice(test, then, otherwise)
        }
        Shape::InOrder { parts, order } => leaves.ordered(proof, clause, parts, *order),
        Shape::EveryPart(parts) => {
            Value::all(parts.iter().map(|p| Value::all(each(proof, &p.clauses, leaves))))
        }
        Shape::AnyPart(parts) => {
            Value::any(parts.iter().map(|p| Value::all(each(proof, &p.clauses, leaves))))
        }
        Shape::Named(name) => named_with(proof, name, leaves),
        Shape::Leaf(leaf) => leaves.value(Atom::Leaf(leaf)),
        Shape::Ask(question) => leaves.value(Atom::Ask(question)),
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

/// The same, with what is read both ways tried both ways.
pub fn completed_with(proof: &Proof, root: &Root<'_>, leaves: &dyn Leaves) -> Value {
    let plain = root_with(proof, root, leaves);
    if !matches!(plain, Value::Undetermined(_)) {
        return plain;
    }
    completed_among(proof, root, leaves, plain, &twofold(proof, root))
}

/// The same, when it is known what is read both ways. `plain`: the value without trying.
pub fn completed_among(
    proof: &Proof,
    root: &Root<'_>,
    leaves: &dyn Leaves,
    plain: Value,
    twofold: &[Atom<'_>],
) -> Value {
    let open: Vec<Key<'_>> = twofold
        .iter()
        .filter(|atom| matches!(leaves.value(**atom), Value::Undetermined(_)))
        .map(|atom| atom.key())
        .collect();
    if open.is_empty() || open.len() > MOST || !matches!(plain, Value::Undetermined(_)) {
        return plain;
    }
    Trial { proof, root, below: leaves, open: &open }.agreed(0, 0).unwrap_or(plain)
}

/// The value of the guideline as read.
pub fn completed(proof: &Proof, root: &Root<'_>) -> Value {
    completed_with(proof, root, &AsRead)
}

struct Trial<'a> {
    proof: &'a Proof,
    root: &'a Root<'a>,
    below: &'a dyn Leaves,
    open: &'a [Key<'a>],
}

impl Trial<'_> {
    /// The one value to which every trial of the open ones leads; the first `known` are tried already, a bit each.
    fn agreed(&self, known: usize, choice: usize) -> Option<Value> {
        let tried = Tried { open: &self.open[..known], choice, below: self.below };
        match root_with(self.proof, self.root, &tried) {
            Value::Undetermined(_) if known < self.open.len() => {
                let first = self.agreed(known + 1, choice | 1 << known)?;
                (self.agreed(known + 1, choice)? == first).then_some(first)
            }
            Value::Undetermined(_) => None,
            value => Some(value),
        }
    }
}

struct Tried<'a> {
    open: &'a [Key<'a>],
    /// One bit a leaf.
    choice: usize,
    below: &'a dyn Leaves,
}

impl Leaves for Tried<'_> {
    fn value(&self, atom: Atom<'_>) -> Value {
        match self.open.iter().position(|k| *k == atom.key()) {
            Some(bit) if self.choice & (1 << bit) != 0 => Value::Met,
            Some(_) => Value::NotMet,
            None => self.below.value(atom),
        }
    }
    /// What is only tried has no day: it can break a ladder, never complete one.
    fn ordered(
        &self,
        proof: &Proof,
        clause: &ClauseProof,
        stages: &[ClauseProof],
        order: Value,
    ) -> Value {
        match Value::all(stages.iter().map(|p| value_with(proof, p, self))) {
            Value::NotMet => Value::NotMet,
            _ => self.below.ordered(proof, clause, stages, order),
        }
    }
}

/// What the guideline reads both for and against: inside the test of an `if`, or under `unless` and elsewhere.
pub fn twofold<'a>(proof: &'a Proof, root: &Root<'a>) -> Vec<Atom<'a>> {
    let (mut yes, mut no) = (Vec::new(), Vec::new());
    let mut note = |atom: Atom<'a>, for_it: bool, against: bool| {
        if for_it {
            yes.push(atom);
        }
        if against {
            no.push(atom);
        }
    };
    if let Some(decide) = proof.criterion(root.decide).filter(|c| c.stated.is_none()) {
        walk(proof, &decide.clause, (true, false), &mut note);
    }
    for exclusion in root.unless {
        walk(proof, exclusion, (false, true), &mut note);
    }
    let mut both: Vec<Atom<'a>> = Vec::new();
    for atom in no {
        let same = |other: &Atom<'_>| other.key() == atom.key();
        if yes.iter().any(same) && !both.iter().any(same) {
            both.push(atom);
        }
    }
    both
}

fn walk<'a>(
    proof: &'a Proof,
    clause: &'a ClauseProof,
    (yes, no): (bool, bool),
    note: &mut dyn FnMut(Atom<'a>, bool, bool),
) {
    match &clause.shape {
        Shape::Leaf(leaf) => note(Atom::Leaf(leaf), yes, no),
        Shape::Ask(question) => note(Atom::Ask(question), yes, no),
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
