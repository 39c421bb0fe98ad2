//! What a result rests on: the smallest sets of findings whose loss changes it.

use super::{
    complete::{Leaves, completed_with},
    context::Context,
    families::{Family, Set, already, any_of, both, either, only, searched, smallest},
    leaf::Hold,
    proof::{ClauseProof, LeafProof, Proof, Shape},
    value::{Value, Why},
};

/// What a value is to become when findings are taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aim {
    Met,
    NotMet,
    /// Met no longer.
    Unmet,
    /// Not met no longer.
    Unfailed,
}

impl Aim {
    fn reached(self, value: Value) -> bool {
        match self {
            Self::Met => value == Value::Met,
            Self::NotMet => value == Value::NotMet,
            Self::Unmet => value != Value::Met,
            Self::Unfailed => value != Value::NotMet,
        }
    }

    /// The same said of the opposite.
    fn negated(self) -> Self {
        match self {
            Self::Met => Self::NotMet,
            Self::NotMet => Self::Met,
            Self::Unmet => Self::Unfailed,
            Self::Unfailed => Self::Unmet,
        }
    }

    /// How many of `m` parts must reach it so that `at least n of m` does.
    fn needed(self, n: usize, m: usize) -> usize {
        match self {
            Self::Met | Self::Unfailed => n,
            Self::NotMet | Self::Unmet => m + 1 - n.min(m + 1),
        }
    }
}

/// Smallest sets of findings, by id, whose loss changes the guideline's value; smallest first.
/// `crossed`: some leaf is read both for and against, so that the sets must be searched.
pub(super) fn rests_on(proof: &Proof, cx: &Context<'_>, crossed: bool) -> Vec<Vec<String>> {
    let aims: &[Aim] = match proof.value {
        Value::Met => &[Aim::Unmet],
        Value::NotMet => &[Aim::Unfailed],
        Value::Undetermined(_) => &[Aim::Met, Aim::NotMet],
    };
    let changed = |set: &[usize]| {
        let value = completed_with(proof, &proof.root(), &Without(set));
        aims.iter().any(|aim| aim.reached(value))
    };
    let mut family = Family::new();
    for aim in aims {
        family = either(family, removal_root(proof, *aim));
    }
    if crossed || !family.iter().all(|set| changed(set)) {
        family = searched(&touched(proof), changed);
    }
    let id = |i: &usize| cx.findings[*i].id.clone();
    family.iter().filter(|set| !set.is_empty()).map(|set| set.iter().map(id).collect()).collect()
}

/// Every finding that some leaf's value hangs on.
fn touched(proof: &Proof) -> Set {
    let mut found = Set::new();
    for criterion in &proof.criteria {
        holds(&criterion.clause, &mut |hold| hold.findings(&mut found));
    }
    for exclusion in &proof.unless {
        holds(exclusion, &mut |hold| hold.findings(&mut found));
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn holds(clause: &ClauseProof, visit: &mut dyn FnMut(&Hold)) {
    match &clause.shape {
        Shape::Leaf(leaf) => visit(&leaf.hold),
        Shape::InOrder { hold, .. } => visit(hold),
        _ => {}
    }
    for part in clause.parts() {
        holds(part, visit);
    }
}

/// The leaves with some findings taken away.
struct Without<'a>(&'a [usize]);

impl Leaves for Without<'_> {
    fn leaf(&self, leaf: &LeafProof) -> Value {
        leaf.hold.without(self.0)
    }
    fn ask(&self, _: &str) -> Value {
        Value::Undetermined(Why::Unanswered)
    }
    fn ordered(&self, hold: &Hold, _: Value) -> Value {
        hold.without(self.0)
    }
}

fn removal_root(proof: &Proof, aim: Aim) -> Family {
    let mut parts = vec![removal_named(proof, &proof.decide, aim)];
    parts.extend(proof.unless.iter().map(|c| removal(proof, c, aim.negated())));
    let m = parts.len();
    any_of(aim.needed(m, m), &parts)
}

fn removal_named(proof: &Proof, name: &str, aim: Aim) -> Family {
    match proof.criterion(name) {
        Some(criterion) if criterion.stated.is_none() => removal(proof, &criterion.clause, aim),
        Some(criterion) if aim.reached(criterion.value) => already(),
        _ => Family::new(),
    }
}

/// Smallest sets of findings whose loss brings a clause to the aim.
fn removal(proof: &Proof, clause: &ClauseProof, aim: Aim) -> Family {
    if aim.reached(clause.value) && !matches!(clause.shape, Shape::Named(_)) {
        return already();
    }
    let all = |parts: &[ClauseProof]| -> Vec<Family> {
        parts.iter().map(|p| removal(proof, p, aim)).collect()
    };
    let of = |n: usize, families: Vec<Family>| any_of(aim.needed(n, families.len()), &families);
    match &clause.shape {
        Shape::All(parts) => of(parts.len(), all(parts)),
        Shape::Any(parts) => of(1, all(parts)),
        Shape::AtLeast(n, parts) => of(*n, all(parts)),
        Shape::If(three) => removal_choice(proof, three, aim),
        Shape::EveryPart(parts) => {
            let each = parts.iter().map(|p| of(p.clauses.len(), all(&p.clauses))).collect();
            of(parts.len(), each)
        }
        Shape::AnyPart(parts) => {
            of(1, parts.iter().map(|p| of(p.clauses.len(), all(&p.clauses))).collect())
        }
        Shape::InOrder { hold, .. } => hold.removal(aim),
        Shape::Named(name) => removal_named(proof, name, aim),
        Shape::Leaf(leaf) => leaf.hold.removal(aim),
        // The reviewer's answer hangs on no finding.
        Shape::Ask(_) => Family::new(),
    }
}

/// `if` as a choice of two ways.
fn removal_choice(proof: &Proof, three: &[ClauseProof; 3], aim: Aim) -> Family {
    let [test, then, otherwise] = three;
    let pair = |a: &Family, b: &Family| match aim {
        Aim::Met | Aim::Unfailed => both(a, b),
        Aim::NotMet | Aim::Unmet => either(a.clone(), b.clone()),
    };
    let (yes, no) = (removal(proof, test, aim), removal(proof, test, aim.negated()));
    // The test's opposite reaches the aim when the test reaches the aim's opposite.
    let first = pair(&yes, &removal(proof, then, aim));
    let second = pair(&no, &removal(proof, otherwise, aim));
    match aim {
        Aim::Met | Aim::Unfailed => either(first, second),
        Aim::NotMet | Aim::Unmet => both(&first, &second),
    }
}

impl Hold {
    /// Adds every finding that it hangs on.
    pub fn findings(&self, found: &mut Vec<usize>) {
        match self {
            Self::Fixed(_) => {}
            Self::Table { relevant, .. } => found.extend(relevant),
            Self::Sets { fors, firm, weak, unclear, doubted, .. } => {
                for set in [fors, firm, weak, unclear, doubted] {
                    found.extend(set);
                }
            }
        }
    }

    fn removal(&self, aim: Aim) -> Family {
        if aim.reached(self.without(&[])) {
            return already();
        }
        let sets = match self {
            Self::Fixed(_) => return Family::new(),
            Self::Table { relevant, .. } => {
                return searched(relevant, |set| aim.reached(self.without(set)));
            }
            Self::Sets { fors, firm, weak, unclear, doubted, .. } => {
                [fors, firm, weak, unclear, doubted]
            }
        };
        // The value changes only when some of the five sets are emptied: every choice of them is tried.
        let mut tried = Family::new();
        for choice in 1..1usize << sets.len() {
            let emptied = sets.iter().enumerate().filter(|(bit, _)| choice & (1 << bit) != 0);
            let set = only(emptied.flat_map(|(_, s)| s.iter().copied()).collect());
            tried.extend(set.into_iter().filter(|set| aim.reached(self.without(set))));
        }
        smallest(tried)
    }
}
