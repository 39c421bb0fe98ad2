//! What a result rests on: the smallest sets of findings whose loss changes it.

use std::collections::BTreeMap;

use super::{
    complete::{Atom, Leaves, completed_among, root_with, value_with},
    context::Context,
    families::{Family, Set, any_of, both, either, searched},
    hold::{Aim, Hold},
    order::{Reading, order},
    proof::{ClauseProof, CriterionProof, LeafProof, Proof, Shape},
    value::{Value, Why},
};

/// Most atoms of two readings whose every taking is put together; with more the sets are searched.
const TAKEN: usize = 6;

/// Smallest sets of findings, by id, whose loss changes the guideline's value, smallest first; and whether there were
/// more than could be tried. `twofold`: what is read both for and against.
pub(super) fn rests_on(
    proof: &Proof,
    cx: &Context<'_>,
    twofold: &[Atom<'_>],
) -> (Vec<Vec<String>>, bool) {
    let aims: &[Aim] = match proof.value {
        Value::Met => &[Aim::Unmet],
        Value::NotMet => &[Aim::Unfailed],
        Value::Undetermined(_) => &[Aim::Met, Aim::NotMet],
    };
    let removal = Removal::new(proof, cx, twofold);
    let changed = |set: Set| {
        let value = removal.value_without(set);
        aims.iter().any(|aim| aim.reached(value))
    };
    if removal.bits.iter().all(|bit| *bit == 0) {
        return (Vec::new(), removal.partial);
    }
    let mut family = Family::none();
    if twofold.len() <= TAKEN {
        for aim in aims {
            family = either(family, removal.whole(*aim));
        }
    }
    // Sets that are put together hold a part of every true one. Where findings work against each other they may not
    // suffice, and are searched for instead.
    if twofold.len() > TAKEN || !family.sets.iter().all(|set| changed(*set)) {
        family = searched(&removal.members(), changed);
    }
    let mut sets: Vec<Vec<usize>> = family.sets.iter().map(|set| removal.findings(*set)).collect();
    sets.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    let id = |i: &usize| cx.findings[*i].id.clone();
    let ids = sets.iter().map(|set| set.iter().map(id).collect()).collect();
    (ids, family.partial || removal.partial)
}

/// The findings that a value hangs on, in groups: those that stand in the same sets of every leaf count only whole.
struct Removal<'a> {
    proof: &'a Proof,
    cx: &'a Context<'a>,
    twofold: &'a [Atom<'a>],
    /// The group of each finding as one bit; 0 for one that nothing hangs on, or that cannot be taken away.
    bits: Vec<Set>,
    /// True when some could not be numbered or tabulated.
    partial: bool,
}

impl<'a> Removal<'a> {
    fn new(proof: &'a Proof, cx: &'a Context<'a>, twofold: &'a [Atom<'a>]) -> Self {
        // The sets that each finding stands in.
        let mut sets_of: Vec<Vec<usize>> = vec![Vec::new(); cx.case.findings.len()];
        let (mut sets, mut partial) = (0, false);
        let mut note = |group: &[usize]| {
            sets += 1;
            for index in group {
                // The parts of the request are no findings of the record.
                if let Some(of) = sets_of.get_mut(*index) {
                    of.push(sets);
                }
            }
        };
        each_hold(proof, &mut |hold, ladder| {
            partial |= matches!(hold, Hold::Untried { .. });
            hold.groups(&mut |group| match ladder {
                // In a ladder each finding has its own day.
                true => group.iter().for_each(|i| note(&[*i])),
                false => note(group),
            });
        });
        let mut number: BTreeMap<&[usize], Set> = BTreeMap::new();
        let mut bits = Vec::with_capacity(sets_of.len());
        for of in &sets_of {
            if of.is_empty() {
                bits.push(0);
                continue;
            }
            let next = u32::try_from(number.len()).unwrap_or(u32::MAX);
            let bit = *number.entry(of).or_insert_with(|| 1u128.checked_shl(next).unwrap_or(0));
            partial |= bit == 0;
            bits.push(bit);
        }
        Self { proof, cx, twofold, bits, partial }
    }

    fn bit(&self, index: usize) -> Set {
        self.bits.get(index).copied().unwrap_or(0)
    }

    fn members(&self) -> Vec<Set> {
        let mut members: Vec<Set> = self.bits.iter().copied().filter(|bit| *bit != 0).collect();
        members.sort_unstable();
        members.dedup();
        members
    }

    fn findings(&self, set: Set) -> Vec<usize> {
        (0..self.bits.len()).filter(|i| self.bits[*i] & set != 0).collect()
    }

    fn value_without(&self, set: Set) -> Value {
        let (root, without) = (self.proof.root(), Without { removal: self, set });
        let plain = root_with(self.proof, &root, &without);
        completed_among(self.proof, &root, &without, plain, self.twofold)
    }

    /// Sets for the whole guideline. What is read both ways is taken for met and for not met: a value is reached when
    /// every taking reaches it, and lost when one does.
    fn whole(&self, aim: Aim) -> Family {
        let takings = (0..1usize << self.twofold.len()).map(|choice| {
            let mut parts = vec![self.named(&self.proof.decide, aim, choice)];
            let unless = self.proof.unless.iter();
            parts.extend(unless.map(|c| self.clause(c, aim.negated(), choice)));
            any_of(aim.needed(parts.len(), parts.len()), &parts)
        });
        match aim {
            Aim::Met | Aim::NotMet => takings.fold(Family::already(), |all, one| both(&all, &one)),
            Aim::Unmet | Aim::Unfailed => takings.fold(Family::none(), either),
        }
    }

    fn named(&self, name: &str, aim: Aim, choice: usize) -> Family {
        match self.proof.criterion(name) {
            Some(criterion) if criterion.stated.is_none() => {
                self.clause(&criterion.clause, aim, choice)
            }
            Some(criterion) => Family::fixed(aim.reached(criterion.value)),
            None => Family::none(),
        }
    }

    /// The aim for a leaf or question, as it is taken.
    fn taken(&self, atom: Atom<'_>, aim: Aim, choice: usize) -> Aim {
        match self.twofold.iter().position(|other| other.key() == atom.key()) {
            Some(bit) if choice & (1 << bit) != 0 => aim.taken(Value::Met),
            Some(_) => aim.taken(Value::NotMet),
            None => aim,
        }
    }

    /// Smallest sets of findings whose loss brings a clause to the aim.
    fn clause(&self, clause: &ClauseProof, aim: Aim, choice: usize) -> Family {
        let known = self.twofold.is_empty() || !matches!(clause.value, Value::Undetermined(_));
        if known && aim.reached(clause.value) && !matches!(clause.shape, Shape::Named(_)) {
            return Family::already();
        }
        let all = |parts: &[ClauseProof]| -> Vec<Family> {
            parts.iter().map(|p| self.clause(p, aim, choice)).collect()
        };
        let of = |n: usize, families: &[Family]| any_of(aim.needed(n, families.len()), families);
        match &clause.shape {
            Shape::All(parts) => of(parts.len(), &all(parts)),
            Shape::Any(parts) => of(1, &all(parts)),
            Shape::AtLeast(n, parts) => of(*n, &all(parts)),
            Shape::If(three) => self.choice(three, aim, choice),
            Shape::EveryPart(parts) | Shape::AnyPart(parts) => {
                let each: Vec<Family> =
                    parts.iter().map(|p| of(p.clauses.len(), &all(&p.clauses))).collect();
                let every = matches!(clause.shape, Shape::EveryPart(_));
                of(if every { parts.len() } else { 1 }, &each)
            }
            Shape::InOrder { parts, .. } => self.ladder(parts, aim),
            Shape::Named(name) => self.named(name, aim, choice),
            Shape::Leaf(leaf) => {
                leaf.hold.removal(self.taken(Atom::Leaf(leaf), aim, choice), &|i| self.bit(i))
            }
            // The reviewer's answer hangs on no finding.
            Shape::Ask(question) => {
                let aim = self.taken(Atom::Ask(question), aim, choice);
                Family::fixed(aim.reached(Value::Undetermined(Why::Unanswered)))
            }
        }
    }

    /// `if` as a choice of two ways; when both lead there, the test need not be known.
    fn choice(&self, three: &[ClauseProof; 3], aim: Aim, choice: usize) -> Family {
        let [test, then, otherwise] = three;
        let (yes, no) = match aim {
            Aim::Met | Aim::NotMet => (Aim::Met, Aim::NotMet),
            Aim::Unmet | Aim::Unfailed => (Aim::Unmet, Aim::Unfailed),
        };
        let yes = self.clause(test, yes, choice);
        let no = self.clause(test, no, choice);
        let then = self.clause(then, aim, choice);
        let otherwise = self.clause(otherwise, aim, choice);
        let ways = [(&yes, &then), (&no, &otherwise), (&then, &otherwise)];
        match aim {
            Aim::Met | Aim::NotMet => {
                ways.into_iter().fold(Family::none(), |any, (a, b)| either(any, both(a, b)))
            }
            Aim::Unmet | Aim::Unfailed => ways
                .into_iter()
                .fold(Family::already(), |all, (a, b)| both(&all, &either(a.clone(), b.clone()))),
        }
    }

    /// The stages of a ladder count together: their findings are searched.
    fn ladder(&self, stages: &[ClauseProof], aim: Aim) -> Family {
        if !self.twofold.is_empty() {
            // No set is too small to begin with; what does not suffice is found out on the whole guideline.
            return Family::already();
        }
        let mut members = Vec::new();
        for stage in stages {
            holds(self.proof, stage, true, &mut |hold, _| {
                hold.groups(&mut |group| members.extend(group.iter().map(|i| self.bit(*i))));
            });
        }
        members.sort_unstable();
        members.dedup();
        members.retain(|member| *member != 0);
        searched(&members, |set| aim.reached(Without { removal: self, set }.ladder(stages)))
    }
}

/// The leaves with some findings taken away.
struct Without<'a> {
    removal: &'a Removal<'a>,
    set: Set,
}

impl Without<'_> {
    fn gone(&self, index: usize) -> bool {
        self.removal.bit(index) & self.set != 0
    }

    fn ladder(&self, stages: &[ClauseProof]) -> Value {
        let order = order(stages, self, self.removal.cx);
        let values = stages.iter().map(|stage| value_with(self.removal.proof, stage, self));
        Value::all(values.chain([order]))
    }
}

impl Leaves for Without<'_> {
    fn value(&self, atom: Atom<'_>) -> Value {
        match atom {
            Atom::Leaf(leaf) => leaf.hold.without(&|i| self.gone(i)),
            Atom::Ask(_) => Value::Undetermined(Why::Unanswered),
        }
    }
    fn ordered(&self, _: &Proof, _: &ClauseProof, stages: &[ClauseProof], _: Value) -> Value {
        self.ladder(stages)
    }
}

impl Reading for Without<'_> {
    fn criterion(&self, name: &str) -> Option<&CriterionProof> {
        self.removal.proof.criterion(name)
    }
    fn value(&self, clause: &ClauseProof) -> Value {
        value_with(self.removal.proof, clause, self)
    }
    fn witnesses(&self, leaf: &LeafProof) -> Vec<usize> {
        leaf.hold.witnesses(&|i| self.gone(i))
    }
}

/// Every leaf that the value reads, and whether it stands in a ladder.
fn each_hold(proof: &Proof, visit: &mut dyn FnMut(&Hold, bool)) {
    if let Some(decide) = proof.criterion(&proof.decide).filter(|c| c.stated.is_none()) {
        holds(proof, &decide.clause, false, visit);
    }
    for exclusion in &proof.unless {
        holds(proof, exclusion, false, visit);
    }
}

fn holds(proof: &Proof, clause: &ClauseProof, ladder: bool, visit: &mut dyn FnMut(&Hold, bool)) {
    match &clause.shape {
        Shape::Leaf(leaf) => visit(&leaf.hold, ladder),
        Shape::Named(name) => {
            if let Some(criterion) = proof.criterion(name).filter(|c| c.stated.is_none()) {
                holds(proof, &criterion.clause, ladder, visit);
            }
        }
        shape => {
            let ladder = ladder || matches!(shape, Shape::InOrder { .. });
            for part in clause.parts() {
                holds(proof, part, ladder, visit);
            }
        }
    }
}
