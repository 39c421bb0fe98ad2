//! Two questions of every result, never mixed: what does it rest on, and what would settle it.
//!
//! Both are answered exactly. For clauses whose findings count one by one, smallest sets are put together from the
//! leaves upward; each is then tried on the whole guideline, and where findings work against each other the sets are
//! searched by size instead.

use serde::{Serialize, Serializer};

use super::{
    complete::{Leaves, completed_with, twofold},
    context::Context,
    families::{Family, Set, already, any_of, both, either, only, smallest},
    leaf::Hold,
    proof::{ClauseProof, LeafProof, Proof, Shape},
    value::{Value, Why},
};
/// Most findings whose every choice is tried when sets must be searched.
const SEARCHED: usize = 14;

/// The answers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Answers {
    /// Smallest sets of findings (by id) whose loss changes the result, smallest first.
    pub rests_on: Vec<Vec<String>>,
    /// Smallest sets of missing findings that would make it met, and those that would make it not met.
    pub would_settle: Vec<Settlement>,
}

/// What would have to be known for a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Settlement {
    pub value: Value,
    pub needs: Vec<Need>,
}

/// One missing finding, or one unanswered question.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// A record that shows this.
    Shows(String),
    /// A record that denies this.
    Denies(String),
    /// The reviewer's yes.
    Yes(String),
    /// The reviewer's no.
    No(String),
}

impl Need {
    /// In words that could go into a request to the provider.
    pub fn request(&self) -> String {
        match self {
            Self::Shows(asks) => format!("a record that shows {asks}"),
            Self::Denies(asks) => format!("a record that denies {asks}"),
            Self::Yes(question) => format!("yes to: {question}"),
            Self::No(question) => format!("no to: {question}"),
        }
    }
}

impl Serialize for Need {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.request())
    }
}

/// Answers both questions for a guideline's value.
pub fn answer(proof: &Proof, cx: &Context<'_>) -> Answers {
    let crossed = !twofold(proof, &proof.root()).is_empty();
    Answers { rests_on: rests_on(proof, cx, crossed), would_settle: would_settle(proof, crossed) }
}

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

fn rests_on(proof: &Proof, cx: &Context<'_>, crossed: bool) -> Vec<Vec<String>> {
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

/// Smallest sets that do it, by trying every set of growing size.
fn searched(among: &[usize], does: impl Fn(&[usize]) -> bool) -> Family {
    if among.len() > SEARCHED {
        // More than can be tried: the sets of one are still exact.
        return among.iter().map(|i| vec![*i]).filter(|set| does(set)).collect();
    }
    let mut found = Family::new();
    let mut masks: Vec<usize> = (1..1usize << among.len()).collect();
    masks.sort_by_key(|mask| mask.count_ones());
    for mask in masks {
        let chosen = among.iter().enumerate().filter(|(bit, _)| mask & (1 << bit) != 0);
        let set: Set = chosen.map(|(_, i)| *i).collect();
        let held = |small: &Set| small.iter().all(|i| set.contains(i));
        if !found.iter().any(held) && does(&set) {
            found.push(set);
        }
    }
    smallest(found)
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
            Self::Sets { fors, firm, weak, unclear, .. } => {
                for set in [fors, firm, weak, unclear] {
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

fn would_settle(proof: &Proof, crossed: bool) -> Vec<Settlement> {
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
        match (question, literal % 2 == 0) {
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
