//! What would settle a result: the smallest sets of missing findings and answers.

use super::{
    complete::{Leaves, completed_with},
    families::{Family, Set, already, any_of, both, either, only, searched},
    leaf::Hold,
    proof::{ClauseProof, LeafProof, Proof, Shape},
    questions::{Need, Settlement},
    value::{Value, Why},
};

/// Smallest sets of missing findings that would make an undetermined value met, or not met.
pub(super) fn would_settle(proof: &Proof, crossed: bool) -> Vec<Settlement> {
    if !matches!(proof.value, Value::Undetermined(_)) {
        return Vec::new();
    }
    let mut open = Open::default();
    let mut settlements = Vec::new();
    for value in [Value::Met, Value::NotMet] {
        let family = open.root(proof, value);
        let family = if crossed { open.searched(proof, value) } else { family };
        for set in family {
            let mut needs: Vec<Need> = set.iter().map(|literal| open.need(*literal)).collect();
            needs.sort();
            settlements.push(Settlement { value, needs });
        }
    }
    settlements.sort_by(|a, b| {
        (a.needs.len(), a.value != Value::Met, &a.needs).cmp(&(
            b.needs.len(),
            b.value != Value::Met,
            &b.needs,
        ))
    });
    settlements
}

/// Undetermined leaves and questions, numbered as they are met; literal `2n` is yes to the n-th, `2n + 1` no.
#[derive(Default)]
struct Open {
    names: Vec<(String, Option<usize>, bool)>,
}

impl Open {
    fn literal(&mut self, asks: &str, part: Option<usize>, question: bool, yes: bool) -> usize {
        let name = (asks.to_owned(), part, question);
        let at = self.names.iter().position(|n| *n == name).unwrap_or_else(|| {
            self.names.push(name);
            self.names.len() - 1
        });
        2 * at + usize::from(!yes)
    }

    fn need(&self, literal: usize) -> Need {
        let (asks, _, question) = self.names[literal / 2].clone();
        match (question, literal.is_multiple_of(2)) {
            (false, true) => Need::Shows(asks),
            (false, false) => Need::Denies(asks),
            (true, true) => Need::Yes(asks),
            (true, false) => Need::No(asks),
        }
    }

    fn root(&mut self, proof: &Proof, value: Value) -> Family {
        let mut parts = vec![self.named(proof, &proof.decide, value)];
        for exclusion in &proof.unless {
            let family = self.clause(proof, exclusion, value.negated());
            parts.push(family);
        }
        let m = parts.len();
        consistent(any_of(if value == Value::Met { m } else { 1 }, &parts))
    }

    fn named(&mut self, proof: &Proof, name: &str, value: Value) -> Family {
        match proof.criterion(name) {
            Some(criterion) if criterion.stated.is_none() => {
                self.clause(proof, &criterion.clause, value)
            }
            Some(criterion) if criterion.value == value => already(),
            _ => Family::new(),
        }
    }

    /// Smallest sets of literals that bring a clause to met or not met.
    fn clause(&mut self, proof: &Proof, clause: &ClauseProof, value: Value) -> Family {
        let met = value == Value::Met;
        let of = |n: usize, families: &[Family]| {
            let m = families.len();
            consistent(any_of(if met { n } else { m + 1 - n.min(m + 1) }, families))
        };
        let mut each = |parts: &[ClauseProof]| -> Vec<Family> {
            parts.iter().map(|p| self.clause(proof, p, value)).collect()
        };
        match &clause.shape {
            Shape::All(parts) | Shape::InOrder { parts, .. } => of(parts.len(), &each(parts)),
            Shape::Any(parts) => of(1, &each(parts)),
            Shape::AtLeast(n, parts) => of(*n, &each(parts)),
            Shape::EveryPart(parts) => {
                let parts: Vec<Family> =
                    parts.iter().map(|p| of(p.clauses.len(), &each(&p.clauses))).collect();
                of(parts.len(), &parts)
            }
            Shape::AnyPart(parts) => {
                let parts: Vec<Family> =
                    parts.iter().map(|p| of(p.clauses.len(), &each(&p.clauses))).collect();
                of(1, &parts)
            }
            Shape::If(three) => self.choice(proof, three, value),
            Shape::Named(name) => self.named(proof, name, value),
            Shape::Leaf(leaf) => match leaf.value {
                Value::Undetermined(_) => {
                    only(vec![self.literal(&leaf.asks, leaf.part, false, met)])
                }
                known if known == value => already(),
                _ => Family::new(),
            },
            Shape::Ask(question) => only(vec![self.literal(question, None, true, met)]),
        }
    }

    fn choice(&mut self, proof: &Proof, three: &[ClauseProof; 3], value: Value) -> Family {
        let [test, then, otherwise] = three;
        let then = self.clause(proof, then, value);
        let otherwise = self.clause(proof, otherwise, value);
        let yes = both(&self.clause(proof, test, Value::Met), &then);
        let no = both(&self.clause(proof, test, Value::NotMet), &otherwise);
        // When both ways lead there, the test need not be known.
        consistent(either(either(yes, no), both(&then, &otherwise)))
    }

    /// By trying every set of growing size: for guidelines that read a leaf both ways.
    fn searched(&mut self, proof: &Proof, value: Value) -> Family {
        let literals: Vec<usize> = (0..2 * self.names.len()).collect();
        let names = &self.names;
        searched(&literals, |set| {
            consistent(vec![set.to_vec()]).len() == 1
                && completed_with(proof, &proof.root(), &Settled { names, set }) == value
        })
    }
}

/// Drops sets that say yes and no to the same.
fn consistent(family: Family) -> Family {
    let both = |set: &Set| set.iter().any(|l| l % 2 == 0 && set.contains(&(l + 1)));
    family.into_iter().filter(|set| !both(set)).collect()
}

/// The leaves with some open ones settled.
struct Settled<'a> {
    names: &'a [(String, Option<usize>, bool)],
    set: &'a [usize],
}

impl Settled<'_> {
    fn value(&self, asks: &str, part: Option<usize>, question: bool, now: Value) -> Value {
        let name = (asks.to_owned(), part, question);
        let Some(at) = self.names.iter().position(|n| *n == name) else { return now };
        match (self.set.contains(&(2 * at)), self.set.contains(&(2 * at + 1))) {
            (true, _) => Value::Met,
            (_, true) => Value::NotMet,
            _ => now,
        }
    }
}

impl Leaves for Settled<'_> {
    fn leaf(&self, leaf: &LeafProof) -> Value {
        self.value(&leaf.asks, leaf.part, false, leaf.value)
    }
    fn ask(&self, question: &str) -> Value {
        self.value(question, None, true, Value::Undetermined(Why::Unanswered))
    }
    fn ordered(&self, _: &Hold, stages: Value) -> Value {
        stages
    }
}
