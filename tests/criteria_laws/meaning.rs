//! What the answers mean, spelled out slowly: nothing here is shared with what is tested.

use std::collections::BTreeSet;

use imr_workbench::criteria::{ClauseProof, LeafProof, Proof, Shape, Value, Why, questions::Need};

use super::given::World;

/// A leaf or a question that is open: its words, the part it is judged for, whether it is a question.
pub type Asked = (String, Option<usize>, bool);

/// The three values, without their reasons.
pub fn word(value: Value) -> Option<bool> {
    match value {
        Value::Met => Some(true),
        Value::NotMet => Some(false),
        Value::Undetermined(_) => None,
    }
}

/// What is known, and what is only supposed.
struct Suppose<'a> {
    proof: &'a Proof,
    known: &'a [(Asked, bool)],
    tried: &'a [(Asked, bool)],
}

impl Suppose<'_> {
    fn atom(&self, asked: &Asked, now: Option<bool>) -> Option<bool> {
        let find = |list: &[(Asked, bool)]| list.iter().find(|(a, _)| a == asked).map(|(_, v)| *v);
        now.or_else(|| find(self.known)).or_else(|| find(self.tried))
    }

    fn each(&self, parts: &[ClauseProof]) -> Vec<Option<bool>> {
        parts.iter().map(|p| self.clause(p)).collect()
    }

    fn clause(&self, clause: &ClauseProof) -> Option<bool> {
        match &clause.shape {
            Shape::All(parts) => all(&self.each(parts)),
            Shape::Any(parts) => at_least(1, &self.each(parts)),
            Shape::AtLeast(n, parts) => at_least(*n, &self.each(parts)),
            Shape::If(three) => {
                let [test, then, otherwise] = three.each_ref().map(|p| self.clause(p));
                match test {
                    Some(true) => then,
                    Some(false) => otherwise,
                    None if then == otherwise => then,
                    None => None,
                }
            }
            Shape::InOrder { parts, order } => {
                // Supposing shows no day: it can break the ladder, and complete none.
                if all(&self.each(parts)) == Some(false) {
                    return Some(false);
                }
                let sure = Suppose { tried: &[], ..*self };
                let mut stages = sure.each(parts);
                stages.push(word(*order));
                all(&stages)
            }
            Shape::EveryPart(parts) => {
                all(&parts.iter().map(|p| all(&self.each(&p.clauses))).collect::<Vec<_>>())
            }
            Shape::AnyPart(parts) => {
                at_least(1, &parts.iter().map(|p| all(&self.each(&p.clauses))).collect::<Vec<_>>())
            }
            Shape::Named(name) => self.clause(&self.proof.criterion(name).unwrap().clause),
            Shape::Leaf(leaf) => {
                self.atom(&(leaf.asks.clone(), leaf.part, false), word(leaf.value))
            }
            Shape::Ask(question) => self.atom(&(question.clone(), None, true), None),
        }
    }

    fn whole(&self) -> Option<bool> {
        let decide = &self.proof.criterion(&self.proof.decide).unwrap().clause;
        let mut parts = vec![self.clause(decide)];
        parts.extend(self.proof.unless.iter().map(|c| self.clause(c).map(|v| !v)));
        all(&parts)
    }
}

fn all(parts: &[Option<bool>]) -> Option<bool> {
    at_least(parts.len(), parts)
}

fn at_least(n: usize, parts: &[Option<bool>]) -> Option<bool> {
    let yes = parts.iter().filter(|p| **p == Some(true)).count();
    let no = parts.iter().filter(|p| **p == Some(false)).count();
    if yes >= n {
        return Some(true);
    }
    if parts.len() - no < n { Some(false) } else { None }
}

/// The value when some is known and the rest of it supposed.
pub fn settled(proof: &Proof, known: &[(Asked, bool)], tried: &[(Asked, bool)]) -> Value {
    match (Suppose { proof, known, tried }).whole() {
        Some(true) => Value::Met,
        Some(false) => Value::NotMet,
        None => Value::Undetermined(Why::Silent),
    }
}

/// The one value to which every way of supposing the rest leads.
fn completed(proof: &Proof, known: &[(Asked, bool)], open: &[Asked]) -> Option<bool> {
    let rest: Vec<&Asked> = open.iter().filter(|a| !known.iter().any(|(k, _)| k == *a)).collect();
    let mut agreed: Option<Option<bool>> = None;
    for mask in 0..1u64 << rest.len() {
        let tried: Vec<(Asked, bool)> =
            rest.iter().enumerate().map(|(n, a)| ((*a).clone(), mask >> n & 1 == 1)).collect();
        let value = Suppose { proof, known, tried: &tried }.whole();
        if value.is_none() || agreed.is_some_and(|other| other != value) {
            return None;
        }
        agreed = Some(value);
    }
    agreed.flatten()
}

/// What the whole comes to with nothing more known.
pub fn decided(proof: &Proof, open: &[Asked]) -> Value {
    match completed(proof, &[], open) {
        Some(true) => Value::Met,
        Some(false) => Value::NotMet,
        None => Value::Undetermined(Why::Silent),
    }
}

fn walk<'a>(proof: &'a Proof, clause: &'a ClauseProof, visit: &mut dyn FnMut(&'a Shape)) {
    visit(&clause.shape);
    if let Shape::Named(name) = &clause.shape {
        walk(proof, &proof.criterion(name).unwrap().clause, visit);
    }
    for part in clause.parts() {
        walk(proof, part, visit);
    }
}

fn shapes(proof: &Proof) -> Vec<&Shape> {
    let mut found = Vec::new();
    let decide = &proof.criterion(&proof.decide).unwrap().clause;
    for clause in std::iter::once(decide).chain(&proof.unless) {
        walk(proof, clause, &mut |shape| found.push(shape));
    }
    found
}

/// Every leaf that the value reads.
pub fn leaves(proof: &Proof) -> Vec<&LeafProof> {
    let mut found = Vec::new();
    for shape in shapes(proof) {
        if let Shape::Leaf(leaf) = shape {
            found.push(&**leaf);
        }
    }
    found
}

/// Every open leaf and every question, once.
pub fn asked(proof: &Proof) -> Vec<Asked> {
    let mut found: BTreeSet<Asked> = BTreeSet::new();
    for shape in shapes(proof) {
        match shape {
            Shape::Leaf(leaf) if word(leaf.value).is_none() => {
                found.insert((leaf.asks.clone(), leaf.part, false));
            }
            Shape::Ask(question) => {
                found.insert((question.clone(), None, true));
            }
            _ => {}
        }
    }
    found.into_iter().collect()
}

/// Smallest sets of findings without which the guideline, evaluated anew, gives another value.
pub fn brute_rests_on(world: &World) -> BTreeSet<BTreeSet<String>> {
    let findings = &world.case.findings;
    let now = word(world.only(|_| true).value);
    let changes: Vec<u32> = (1..1u32 << findings.len())
        .filter(|gone| word(world.only(|i| gone >> i & 1 == 0).value) != now)
        .collect();
    let smallest = changes
        .iter()
        .filter(|set| !changes.iter().any(|other| other != *set && other & **set == *other));
    let ids = |set: &u32| {
        let held = findings.iter().enumerate().filter(|(i, _)| set >> i & 1 == 1);
        held.map(|(_, f)| f.id.clone()).collect()
    };
    smallest.map(ids).collect()
}

/// Smallest assignments of what is open that make the whole met, and those that make it not met.
pub fn brute_settles(proof: &Proof, open: &[Asked]) -> Vec<(Value, Vec<String>)> {
    let mut ways: Vec<(Vec<(Asked, bool)>, bool)> = Vec::new();
    for mut code in 0..3u32.pow(u32::try_from(open.len()).unwrap()) {
        let mut known = Vec::new();
        for asked in open {
            match code % 3 {
                1 => known.push((asked.clone(), true)),
                2 => known.push((asked.clone(), false)),
                _ => {}
            }
            code /= 3;
        }
        if let Some(value) = completed(proof, &known, open) {
            ways.push((known, value));
        }
    }
    let within = |small: &[(Asked, bool)], large: &[(Asked, bool)]| {
        small.len() < large.len() && small.iter().all(|s| large.contains(s))
    };
    let smallest = ways.iter().filter(|(set, value)| {
        !ways.iter().any(|(other, same)| same == value && within(other, set))
    });
    smallest
        .map(|(set, value)| {
            let mut needs: Vec<Need> = set.iter().map(need).collect();
            needs.sort();
            let value = if *value { Value::Met } else { Value::NotMet };
            (value, needs.iter().map(Need::request).collect())
        })
        .collect()
}

fn need(((asks, _, question), yes): &(Asked, bool)) -> Need {
    match (question, yes) {
        (false, true) => Need::Shows(asks.clone()),
        (false, false) => Need::Denies(asks.clone()),
        (true, true) => Need::Yes(asks.clone()),
        (true, false) => Need::No(asks.clone()),
    }
}
