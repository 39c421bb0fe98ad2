//! Evaluates a guideline on an item: every criterion once, in file order, with its proof.

use std::collections::HashMap;

use super::{
    matching::{Bearing, NearMiss, Reason, bearing},
    proof::{ClauseProof, CriterionProof, LeafProof, Proof, Shape},
    value::{Value, Why, at_least},
};
use crate::domain::{
    case::{Case, Item},
    date::PartialDate,
    draft::{Override, Stated},
    finding::Finding,
    guideline::{Bound, Clause, Guideline, Leaf, Silence},
    vocabulary::Vocabulary,
};

/// What an evaluation reads. Nothing else: same context, same proof.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub case: &'a Case,
    pub item: &'a Item,
    pub vocabulary: &'a Vocabulary,
    /// The reviewer's own values, shown beside the computed ones.
    pub overrides: &'a [Override],
}

/// The guidelines that speak of an item, in the order of the search sequence, then by id.
pub fn applicable<'a>(
    guidelines: &'a [Guideline],
    item: &Item,
    vocabulary: &Vocabulary,
) -> Vec<&'a Guideline> {
    let mut found: Vec<&Guideline> = guidelines
        .iter()
        .filter(|g| g.services.iter().any(|s| vocabulary.service_is(&item.service, s)))
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

/// Evaluates one guideline.
pub fn evaluate(guideline: &Guideline, cx: &Context<'_>) -> Proof {
    let mut run = Run { guideline, cx, values: HashMap::new() };
    let criteria: Vec<CriterionProof> =
        guideline.criteria.iter().map(|c| run.criterion(&c.name)).collect();
    let unless: Vec<ClauseProof> = guideline.unless.iter().map(|c| run.clause(c)).collect();
    let decide = run.value_of(&guideline.decide);
    let value = Value::all(
        std::iter::once(decide).chain(unless.iter().map(|exclusion| exclusion.value.negated())),
    );
    Proof {
        guideline: guideline.id.clone(),
        title: guideline.title.clone(),
        tier: guideline.tier,
        confidence: guideline.confidence,
        decide: guideline.decide.clone(),
        value,
        criteria,
        unless,
    }
}

struct Run<'a> {
    guideline: &'a Guideline,
    cx: &'a Context<'a>,
    /// Values of criteria already decided, so that a shared criterion is decided once.
    values: HashMap<String, Value>,
}

impl Run<'_> {
    fn value_of(&mut self, name: &str) -> Value {
        match self.values.get(name) {
            Some(value) => *value,
            None => self.criterion(name).value,
        }
    }

    fn criterion(&mut self, name: &str) -> CriterionProof {
        // The reader has resolved every name and refused circles, so the fallback is never shown.
        let Some(criterion) = self.guideline.criterion(name) else {
            return CriterionProof::unknown(name);
        };
        let clause = self.clause(&criterion.clause);
        let computed = clause.value;
        let stated = self
            .cx
            .overrides
            .iter()
            .find(|o| o.guideline == self.guideline.id && o.criterion == name)
            .cloned();
        let value = match stated.as_ref().map(|s| s.value) {
            Some(Stated::Met) => Value::Met,
            Some(Stated::NotMet) => Value::NotMet,
            None => computed,
        };
        self.values.insert(name.to_owned(), value);
        CriterionProof {
            name: name.to_owned(),
            says: criterion.says.clone(),
            page: criterion.page.clone(),
            confidence: criterion.confidence.unwrap_or(self.guideline.confidence),
            note: criterion.note.clone(),
            value,
            computed,
            stated,
            clause,
        }
    }

    fn clause(&mut self, clause: &Clause) -> ClauseProof {
        let mut several = |parts: &[Clause]| -> Vec<ClauseProof> {
            parts.iter().map(|p| self.clause(p)).collect()
        };
        match clause {
            Clause::All(parts) => {
                let parts = several(parts);
                let value = Value::all(parts.iter().map(|p| p.value));
                ClauseProof { value, shape: Shape::All(parts) }
            }
            Clause::Any(parts) => {
                let parts = several(parts);
                let value = Value::any(parts.iter().map(|p| p.value));
                ClauseProof { value, shape: Shape::Any(parts) }
            }
            Clause::AtLeast(n, parts) => {
                let parts = several(parts);
                let value = at_least(*n, parts.iter().map(|p| p.value));
                ClauseProof { value, shape: Shape::AtLeast(*n, parts) }
            }
            Clause::Named(name) => {
                ClauseProof { value: self.value_of(name), shape: Shape::Named(name.clone()) }
            }
            Clause::Ask(question) => ClauseProof {
                value: Value::Undetermined(Why::Unanswered),
                shape: Shape::Ask(question.clone()),
            },
            Clause::Leaf(leaf) => {
                let proof = leaf_proof(leaf, self.cx);
                ClauseProof { value: proof.value, shape: Shape::Leaf(proof) }
            }
        }
    }
}

/// Holds every finding against a leaf and derives its value.
fn leaf_proof(leaf: &Leaf, cx: &Context<'_>) -> LeafProof {
    let (mut fors, mut against, mut near) = (Vec::new(), Vec::new(), Vec::new());
    let (mut firm, mut denied, mut unclear, mut doubted) = (false, false, false, false);
    for finding in &cx.case.findings {
        let miss = |reason| NearMiss { finding: finding.id.clone(), reason };
        match bearing(leaf, finding, cx) {
            None => {}
            Some(Bearing::For) => fors.push(finding),
            Some(Bearing::Against { reason, firm: f }) => {
                firm |= f;
                denied |= reason == Reason::Denied;
                against.push((finding, miss(reason)));
            }
            Some(Bearing::Doubted(reason)) => {
                doubted = true;
                near.push(miss(reason));
            }
            Some(Bearing::Unclear(reason)) => {
                unclear = true;
                near.push(miss(reason));
            }
            Some(Bearing::Near(reason)) => near.push(miss(reason)),
        }
    }
    fors.sort_by_key(|f| witness_key(f, cx.case));
    against.sort_by_key(|(f, _)| witness_key(f, cx.case));
    let counted =
        Counted { fors: fors.len(), against: against.len(), firm, denied, unclear, doubted };
    let (value, assumed) = leaf_value(leaf, &counted);
    LeafProof {
        asks: leaf.to_string(),
        concept: leaf.concept.clone(),
        value,
        assumed,
        witnesses: fors.into_iter().map(|f| f.id.clone()).collect(),
        against: against.into_iter().map(|(_, miss)| miss).collect(),
        near,
    }
}

struct Counted {
    fors: usize,
    against: usize,
    firm: bool,
    /// The record says that there was none.
    denied: bool,
    unclear: bool,
    /// The record perhaps says no.
    doubted: bool,
}

/// Value of a leaf from the two sets, and whether silence was taken as an answer.
fn leaf_value(leaf: &Leaf, counted: &Counted) -> (Value, bool) {
    let open = |why| (Value::Undetermined(why), false);
    if let Some(bound) = &leaf.count {
        return counted_value(leaf, bound, counted);
    }
    if counted.fors > 0 {
        return if counted.firm { open(Why::Conflict) } else { (Value::Met, false) };
    }
    if counted.unclear {
        return open(Why::Unclear);
    }
    if counted.against > 0 {
        return (Value::NotMet, false);
    }
    if counted.doubted {
        return open(Why::Unclear);
    }
    match leaf.silent {
        Some(Silence::Absent) => (Value::NotMet, true),
        Some(Silence::Present) => (Value::Met, true),
        None => open(Why::Silent),
    }
}

/// `count`: what the record tells is a lower limit, unless it denies that there was any, or the leaf says that
/// silence means absent.
fn counted_value(leaf: &Leaf, bound: &Bound, counted: &Counted) -> (Value, bool) {
    let found = i64::try_from(counted.fors).unwrap_or(i64::MAX).saturating_mul(1000);
    let complete = leaf.silent == Some(Silence::Absent);
    let reached = bound.least.is_none_or(|e| found > e.at || (e.included && found == e.at));
    let exceeded = bound.most.is_some_and(|e| found > e.at || (!e.included && found == e.at));
    if counted.denied && (found > 0 || counted.unclear) {
        let why = if found > 0 { Why::Conflict } else { Why::Unclear };
        return (Value::Undetermined(why), false);
    }
    if exceeded {
        return (Value::NotMet, false);
    }
    if counted.denied {
        return (if reached { Value::Met } else { Value::NotMet }, false);
    }
    if reached && (bound.most.is_none() || complete) {
        return (Value::Met, bound.most.is_some());
    }
    if complete && !counted.unclear {
        return (Value::NotMet, true);
    }
    let why = if counted.unclear || counted.doubted { Why::Unclear } else { Why::Silent };
    (Value::Undetermined(why), false)
}

/// Who is heard first: by origin, first-hand before quoted, latest, then document, page and id.
fn witness_key(finding: &Finding, case: &Case) -> impl Ord + use<> {
    let document = case.documents.iter().position(|d| d.id == finding.source.document);
    (
        finding.from,
        finding.quoted,
        std::cmp::Reverse(finding.date.as_ref().map(PartialDate::last)),
        document,
        finding.source.page,
        finding.id.clone(),
    )
}
