//! What would settle a result: the smallest sets of missing findings and answers.

use super::{
    complete::{Atom, Key, Leaves, completed_with, value_with},
    families::{Family, Set, any_of, both, either, searched},
    proof::{ClauseProof, Proof, Shape},
    questions::{Need, Settlement},
    value::{Value, Why},
};

/// Most leaves and questions that are numbered: yes takes one bit of a set, no another.
const NUMBERED: usize = 64;

/// Most atoms of two readings whose every taking is put together.
const TAKEN: usize = 8;

/// Smallest sets of missing findings that would make an undetermined value met, or not met; and whether there were
/// more than could be tried. `twofold`: what is read both for and against.
pub(super) fn would_settle(proof: &Proof, twofold: &[Atom<'_>]) -> (Vec<Settlement>, bool) {
    if !matches!(proof.value, Value::Undetermined(_)) {
        return (Vec::new(), false);
    }
    let open = |atom: &&Atom<'_>| match atom {
        Atom::Leaf(leaf) => matches!(leaf.value, Value::Undetermined(_)),
        Atom::Ask(_) => true,
    };
    let twofold: Vec<Key<'_>> = twofold.iter().filter(open).map(|a| a.key()).collect();
    let mut open = Open { proof, twofold: &twofold, names: Vec::new(), partial: false };
    let mut settlements = Vec::new();
    let mut partial = false;
    for value in [Value::Met, Value::NotMet] {
        let family = open.whole(value);
        partial |= family.partial;
        for set in family.sets {
            let mut needs = open.needs(set);
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
    (settlements, partial || open.partial)
}

/// Undetermined leaves and questions, numbered as they are met.
struct Open<'a> {
    proof: &'a Proof,
    twofold: &'a [Key<'a>],
    names: Vec<Key<'a>>,
    partial: bool,
}

/// Yes to the n-th, or no.
fn literal(n: usize, yes: bool) -> Set {
    1 << if yes { n } else { NUMBERED + n }
}

/// Drops sets that say yes and no to the same.
fn consistent(mut family: Family) -> Family {
    family.sets.retain(|set| set & (set >> NUMBERED) == 0);
    family
}

impl<'a> Open<'a> {
    /// The set that says yes or no to one; impossible beyond the last number.
    fn only(&mut self, key: Key<'a>, yes: bool) -> Family {
        let at = self.names.iter().position(|n| *n == key).unwrap_or(self.names.len());
        if at >= NUMBERED {
            self.partial = true;
            return Family::none();
        }
        if at == self.names.len() {
            self.names.push(key);
        }
        Family::only(literal(at, yes))
    }

    fn needs(&self, set: Set) -> Vec<Need> {
        let mut needs = Vec::new();
        for (n, (asks, _, question)) in self.names.iter().enumerate() {
            let asks = || (*asks).to_owned();
            match (set & literal(n, true) != 0, set & literal(n, false) != 0, question) {
                (true, _, false) => needs.push(Need::Shows(asks())),
                (true, _, true) => needs.push(Need::Yes(asks())),
                (_, true, false) => needs.push(Need::Denies(asks())),
                (_, true, true) => needs.push(Need::No(asks())),
                _ => {}
            }
        }
        needs
    }

    /// Sets for the whole guideline: they must settle it however the leaves of two readings are taken.
    fn whole(&mut self, value: Value) -> Family {
        if self.twofold.len() <= TAKEN {
            let takings = 0..1usize << self.twofold.len();
            return takings.fold(Family::already(), |all, choice| {
                consistent(both(&all, &self.root(value, Some(choice))))
            });
        }
        let plain = self.root(value, None);
        let literals = |yes| (0..self.names.len()).map(move |n| literal(n, yes));
        let literals: Vec<Set> = literals(true).chain(literals(false)).collect();
        let found = searched(&literals, |set| {
            set & (set >> NUMBERED) == 0
                && completed_with(self.proof, &self.proof.root(), &Settled { open: self, set })
                    == value
        });
        // Sets that settle it without any taking are sound, if not all or smallest.
        if found.partial { Family { partial: true, ..either(found, plain) } } else { found }
    }

    fn root(&mut self, value: Value, choice: Option<usize>) -> Family {
        let proof = self.proof;
        let mut parts = vec![self.named(&proof.decide, value, choice)];
        parts.extend(proof.unless.iter().map(|c| self.clause(c, value.negated(), choice)));
        at_least(parts.len(), &parts, value)
    }

    fn named(&mut self, name: &str, value: Value, choice: Option<usize>) -> Family {
        match self.proof.criterion(name) {
            Some(criterion) if criterion.stated.is_none() => {
                self.clause(&criterion.clause, value, choice)
            }
            Some(criterion) => Family::fixed(criterion.value == value),
            None => Family::none(),
        }
    }

    fn each(
        &mut self,
        parts: &'a [ClauseProof],
        value: Value,
        choice: Option<usize>,
    ) -> Vec<Family> {
        parts.iter().map(|p| self.clause(p, value, choice)).collect()
    }

    /// Smallest sets of literals that bring a clause to met or not met.
    fn clause(&mut self, clause: &'a ClauseProof, value: Value, choice: Option<usize>) -> Family {
        match &clause.shape {
            Shape::All(parts) => at_least(parts.len(), &self.each(parts, value, choice), value),
            Shape::Any(parts) => at_least(1, &self.each(parts, value, choice), value),
            Shape::AtLeast(n, parts) => at_least(*n, &self.each(parts, value, choice), value),
            Shape::InOrder { parts, order } => {
                // What is yet to be found will lie in order; what is found already lies as it does; and what is only
                // taken for met has no day.
                let choice = choice.filter(|_| value == Value::NotMet);
                let mut families = self.each(parts, value, choice);
                families.push(Family::fixed(*order == value));
                at_least(families.len(), &families, value)
            }
            Shape::EveryPart(parts) | Shape::AnyPart(parts) => {
                let mut families = Vec::with_capacity(parts.len());
                for part in parts {
                    let clauses = self.each(&part.clauses, value, choice);
                    families.push(at_least(clauses.len(), &clauses, value));
                }
                let every = matches!(clause.shape, Shape::EveryPart(_));
                at_least(if every { families.len() } else { 1 }, &families, value)
            }
            Shape::If(three) => self.choice(three, value, choice),
            Shape::Named(name) => self.named(name, value, choice),
            Shape::Leaf(leaf) => match leaf.value {
                Value::Undetermined(_) => self.atom(Atom::Leaf(leaf), value, choice),
                known => Family::fixed(known == value),
            },
            Shape::Ask(question) => self.atom(Atom::Ask(question), value, choice),
        }
    }

    /// An open leaf or question: it holds as it is taken, else it must be found or answered.
    fn atom(&mut self, atom: Atom<'a>, value: Value, choice: Option<usize>) -> Family {
        let (key, yes) = (atom.key(), value == Value::Met);
        let bit = self.twofold.iter().position(|k| *k == key);
        match (bit, choice) {
            (Some(bit), Some(choice)) if (choice & (1 << bit) != 0) == yes => Family::already(),
            _ => self.only(key, yes),
        }
    }

    fn choice(
        &mut self,
        three: &'a [ClauseProof; 3],
        value: Value,
        taken: Option<usize>,
    ) -> Family {
        let [test, then, otherwise] = three;
        let then = self.clause(then, value, taken);
        let otherwise = self.clause(otherwise, value, taken);
        let yes = both(&self.clause(test, Value::Met, taken), &then);
        let no = both(&self.clause(test, Value::NotMet, taken), &otherwise);
        // When both ways lead there, the test need not be known.
        consistent(either(either(yes, no), both(&then, &otherwise)))
    }
}

/// At least `n` of the parts met; or so many not met that this cannot be.
fn at_least(n: usize, parts: &[Family], value: Value) -> Family {
    let n = n.min(parts.len());
    consistent(any_of(if value == Value::Met { n } else { parts.len() + 1 - n }, parts))
}

/// The leaves with some open ones settled.
struct Settled<'a> {
    open: &'a Open<'a>,
    set: Set,
}

impl Leaves for Settled<'_> {
    fn value(&self, atom: Atom<'_>) -> Value {
        let now = match atom {
            Atom::Leaf(leaf) => leaf.value,
            Atom::Ask(_) => Value::Undetermined(Why::Unanswered),
        };
        let Some(n) = self.open.names.iter().position(|key| *key == atom.key()) else { return now };
        match (self.set & literal(n, true) != 0, self.set & literal(n, false) != 0) {
            (true, _) => Value::Met,
            (_, true) => Value::NotMet,
            _ => now,
        }
    }
    fn ordered(
        &self,
        proof: &Proof,
        _: &ClauseProof,
        stages: &[ClauseProof],
        order: Value,
    ) -> Value {
        Value::all(stages.iter().map(|p| value_with(proof, p, self)).chain([order]))
    }
}
