//! Evaluates a guideline on an item: every criterion once, with its proof.

use std::{collections::HashMap, fmt::Write};

use jiff::civil::Date;

use super::{
    complete::completed,
    context::{Context, Place},
    hold::Hold,
    leaf::{hold, read},
    order::{Reading, order},
    proof::{ClauseProof, CriterionProof, LeafProof, PartProof, Proof, Shape},
    questions::answer,
    value::{Value, Why, at_least, choice},
};
use crate::domain::{
    case::{Dates, Item},
    date::PartialDate,
    draft::Stated,
    guideline::{Clause, Guideline, InForce, Leaf},
    vocabulary::Vocabulary,
};

/// The guidelines that speak of an item, in the order of the search sequence, then by id.
pub fn applicable<'a>(
    guidelines: &'a [Guideline],
    item: &Item,
    vocabulary: &Vocabulary,
) -> Vec<&'a Guideline> {
    let Some(service) = &item.service else { return Vec::new() };
    let mut found: Vec<&Guideline> = guidelines
        .iter()
        .filter(|g| g.services.iter().any(|s| vocabulary.service_is(service, s)))
        .filter(|g| match &item.region {
            Some(region) if !g.regions.is_empty() => {
                g.regions.iter().any(|r| vocabulary.region_is(region, r))
            }
            _ => true,
        })
        .collect();
    found.sort_by(|a, b| (a.tier, &a.id).cmp(&(b.tier, &b.id)));
    found
}

/// Evaluates one guideline, with what the result rests on and what would settle it.
pub fn evaluate(guideline: &Guideline, cx: &Context<'_>) -> Proof {
    let mut proof = evaluate_only(guideline, cx, None);
    proof.answers = answer(&proof, cx);
    proof
}

/// Evaluates every guideline that speaks of the context's item, in the order of [`applicable`].
pub fn evaluate_all(guidelines: &[Guideline], cx: &Context<'_>) -> Vec<Proof> {
    let found = applicable(guidelines, cx.item, cx.vocabulary);
    found.into_iter().map(|g| evaluate(g, cx)).collect()
}

/// Evaluates without the two questions; `active` takes findings away.
pub fn evaluate_only(guideline: &Guideline, cx: &Context<'_>, active: Option<&[bool]>) -> Proof {
    let mut run = Run { guideline, cx, active, done: HashMap::new() };
    for criterion in &guideline.criteria {
        run.value_of(&criterion.name);
    }
    let place = cx.place();
    let clauses = |run: &mut Run<'_>, list: &[Clause]| -> Vec<ClauseProof> {
        list.iter().map(|c| run.clause(c, place)).collect()
    };
    let unless = clauses(&mut run, &guideline.unless);
    let expected = clauses(&mut run, &guideline.expected);
    let Run { mut done, .. } = run;
    let criteria: Vec<CriterionProof> =
        guideline.criteria.iter().filter_map(|c| done.remove(&c.name)).collect();
    let mut proof = Proof {
        guideline: guideline.id.clone(),
        title: guideline.title.clone(),
        tier: guideline.tier,
        confidence: guideline.confidence,
        in_force: in_force(guideline.in_force.as_ref(), &cx.case.dates),
        decide: guideline.decide.clone(),
        value: Value::Undetermined(Why::Silent),
        criteria,
        unless,
        expected,
        answers: super::questions::Answers::default(),
    };
    proof.value = completed(&proof, &proof.root());
    proof
}

/// Whether the edition was in force when the treatment was requested; `None` when a date is missing, or too loose
/// to tell.
fn in_force(edition: Option<&InForce>, dates: &Dates) -> Option<bool> {
    let edition = edition?;
    let day: &PartialDate = dates.request.as_ref()?;
    let holds = |day: Date| {
        edition.from.is_none_or(|from| day >= from) && edition.to.is_none_or(|to| day <= to)
    };
    let (first, last) = (holds(day.first()), holds(day.last()));
    (first == last).then_some(first)
}

struct Run<'a> {
    guideline: &'a Guideline,
    cx: &'a Context<'a>,
    active: Option<&'a [bool]>,
    /// Criteria already decided: a shared one is decided once.
    done: HashMap<String, CriterionProof>,
}

impl Run<'_> {
    fn value_of(&mut self, name: &str) -> Value {
        if let Some(done) = self.done.get(name) {
            return done.value;
        }
        let Some(criterion) = self.guideline.criterion(name) else {
            // The reader has resolved every name, so this is never shown.
            return Value::Undetermined(Why::Silent);
        };
        let clause = self.clause(&criterion.clause, self.cx.place());
        let computed = clause.value;
        let mine = |o: &&crate::domain::draft::Override| {
            o.guideline == self.guideline.id && o.criterion == name
        };
        let stated = self.cx.overrides.iter().find(mine).cloned();
        let value = match stated.as_ref().map(|s| s.value) {
            Some(Stated::Met) => Value::Met,
            Some(Stated::NotMet) => Value::NotMet,
            None => computed,
        };
        let proof = CriterionProof {
            name: name.to_owned(),
            says: criterion.says.clone(),
            page: criterion.page.clone(),
            confidence: criterion.confidence.unwrap_or(self.guideline.confidence),
            note: criterion.note.clone(),
            value,
            computed,
            stated,
            clause,
        };
        self.done.insert(name.to_owned(), proof);
        value
    }

    fn clauses(&mut self, parts: &[Clause], place: Place<'_>) -> Vec<ClauseProof> {
        parts.iter().map(|p| self.clause(p, place)).collect()
    }

    fn clause(&mut self, clause: &Clause, place: Place<'_>) -> ClauseProof {
        let values = |parts: &[ClauseProof]| parts.iter().map(|p| p.value).collect::<Vec<_>>();
        let (value, shape) = match clause {
            Clause::All(parts) => {
                let parts = self.clauses(parts, place);
                (Value::all(values(&parts)), Shape::All(parts))
            }
            Clause::Any(parts) => {
                let parts = self.clauses(parts, place);
                (Value::any(values(&parts)), Shape::Any(parts))
            }
            Clause::AtLeast(n, parts) => {
                let parts = self.clauses(parts, place);
                (at_least(*n, values(&parts)), Shape::AtLeast(*n, parts))
            }
            Clause::If(three) => {
                let three = three.each_ref().map(|part| self.clause(part, place));
                let [test, then, otherwise] = &three;
                (choice(test.value, then.value, otherwise.value), Shape::If(Box::new(three)))
            }
            Clause::InOrder(parts) => {
                let parts = self.clauses(parts, place);
                let order = order(&parts, &AsFound { done: &self.done }, self.cx);
                let value = Value::all(values(&parts).into_iter().chain([order]));
                (value, Shape::InOrder { parts, order })
            }
            Clause::EveryPart(parts) => {
                let parts = self.parts(parts);
                (Value::all(parts.iter().map(|p| p.value)), Shape::EveryPart(parts))
            }
            Clause::AnyPart(parts) => {
                let parts = self.parts(parts);
                (Value::any(parts.iter().map(|p| p.value)), Shape::AnyPart(parts))
            }
            Clause::Named(name) => (self.value_of(name), Shape::Named(name.clone())),
            Clause::Ask(question) => {
                (Value::Undetermined(Why::Unanswered), Shape::Ask(question.clone()))
            }
            Clause::Leaf(leaf) => {
                let proof = self.leaf(leaf, place);
                (proof.value, Shape::Leaf(Box::new(proof)))
            }
        };
        ClauseProof { value, shape }
    }

    /// The clauses judged once for each part of the request.
    fn parts(&mut self, clauses: &[Clause]) -> Vec<PartProof> {
        let places = self.cx.part_places();
        places
            .into_iter()
            .map(|place| {
                let parts = self.clauses(clauses, place);
                let value = Value::all(parts.iter().map(|p| p.value));
                PartProof { part: part_name(self.cx, place), value, clauses: parts }
            })
            .collect()
    }

    fn leaf(&self, leaf: &Leaf, place: Place<'_>) -> LeafProof {
        let cx = self.cx;
        let reading = read(leaf, place, cx, self.active);
        let (against, near) = reading.misses(cx);
        // Under `active` only the value is asked for.
        let hold = match self.active {
            None => hold(leaf, place, cx, &reading),
            Some(_) => Hold::Untried { value: reading.value, witnesses: reading.fors.clone() },
        };
        LeafProof {
            asks: in_words(leaf),
            concept: leaf.concept.clone(),
            part: place.part,
            value: reading.value,
            assumed: reading.assumed,
            sum: reading.sum,
            witnesses: reading.fors.iter().map(|i| cx.findings[*i].id.clone()).collect(),
            against,
            near,
            hold,
        }
    }
}

/// The record as it is.
struct AsFound<'a> {
    done: &'a HashMap<String, CriterionProof>,
}

impl Reading for AsFound<'_> {
    fn criterion(&self, name: &str) -> Option<&CriterionProof> {
        self.done.get(name)
    }
    fn value(&self, clause: &ClauseProof) -> Value {
        clause.value
    }
    fn witnesses(&self, leaf: &LeafProof) -> Vec<usize> {
        leaf.hold.witnesses(&|_| false)
    }
}

/// The leaf in words, in one piece of memory: this is done for every leaf of every guideline.
fn in_words(leaf: &Leaf) -> String {
    let mut words = String::with_capacity(96);
    // Writing to a text cannot fail.
    let _ = write!(words, "{leaf}");
    words
}

/// What a part is called in the proof.
fn part_name(cx: &Context<'_>, place: Place<'_>) -> String {
    let Some(part) = place.part.and_then(|p| cx.item.parts.get(p)) else {
        return cx.item.title.clone();
    };
    let mut name = part.concept.clone();
    if let crate::domain::finding::Value::Amount(amount) = &part.value {
        name.push_str(&format!(" {amount}"));
    }
    for word in [part.side.map(|s| s.to_string()), part.level.clone()].into_iter().flatten() {
        name.push_str(&format!(" {word}"));
    }
    name
}
