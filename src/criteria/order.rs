//! A ladder of stages: each holds, and each is witnessed no earlier than the one before.

use jiff::civil::Date;

use super::{
    context::Context,
    proof::{ClauseProof, CriterionProof, LeafProof, Shape},
    value::{Value, Why},
};

/// What is read when stages are ordered: the record as it is, or with findings taken away.
pub trait Reading {
    fn criterion(&self, name: &str) -> Option<&CriterionProof>;
    fn value(&self, clause: &ClauseProof) -> Value;
    /// Findings that satisfy a leaf, by index.
    fn witnesses(&self, leaf: &LeafProof) -> Vec<usize>;
}

/// Whether the stages that hold lie in order. Undated witnesses leave it unclear; a stage that can only lie before
/// one below it makes it not met, whatever becomes of the stages that are open.
pub fn order(stages: &[ClauseProof], reading: &dyn Reading, cx: &Context<'_>) -> Value {
    let mut reached: Option<Date> = None;
    let mut value = Value::Met;
    for stage in stages.iter().filter(|s| reading.value(s) == Value::Met) {
        let mut days = Vec::new();
        witness_days(stage, reading, cx, &mut days);
        // The earliest that is surely not before the stage below leaves most room for those above.
        let sure = days.iter().flatten().filter(|(first, _)| reached.is_none_or(|r| *first >= r));
        match sure.map(|(_, last)| *last).min() {
            Some(last) => reached = Some(last),
            None => {
                let could = |d: &Option<(Date, Date)>| {
                    d.is_none_or(|(_, last)| reached.is_none_or(|r| last >= r))
                };
                if !days.is_empty() && !days.iter().any(could) {
                    return Value::NotMet;
                }
                value = Value::Undetermined(Why::Unclear);
            }
        }
    }
    value
}

/// First and last possible day of each witness of a met clause; `None` for an undated one.
fn witness_days(
    clause: &ClauseProof,
    reading: &dyn Reading,
    cx: &Context<'_>,
    days: &mut Vec<Option<(Date, Date)>>,
) {
    match &clause.shape {
        Shape::Leaf(leaf) => {
            let dates = reading.witnesses(leaf).into_iter().map(|i| cx.findings[i].date.as_ref());
            days.extend(dates.map(|date| date.map(|d| (d.first(), d.last()))));
        }
        // What the reviewer states has no day.
        Shape::Named(name) => match reading.criterion(name) {
            Some(criterion) if criterion.stated.is_none() => {
                witness_days(&criterion.clause, reading, cx, days);
            }
            _ => days.push(None),
        },
        _ => {
            for part in clause.parts().into_iter().filter(|p| reading.value(p) == Value::Met) {
                witness_days(part, reading, cx, days);
            }
        }
    }
}
