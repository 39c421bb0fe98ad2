//! A ladder of stages: each holds, and each is witnessed no earlier than the one before.

use std::collections::HashMap;

use jiff::civil::Date;

use super::{
    context::Context,
    proof::{ClauseProof, CriterionProof, Shape},
    value::{Value, Why},
};

/// Value of stages in order. Undated witnesses leave it unclear; a stage that can only lie before the one
/// below it makes it not met. `criteria`: those already decided, through which a stage may be named.
pub fn in_order(
    stages: &[ClauseProof],
    cx: &Context<'_>,
    criteria: &HashMap<String, CriterionProof>,
) -> Value {
    let all = Value::all(stages.iter().map(|s| s.value));
    if all != Value::Met {
        return all;
    }
    let mut reached: Option<Date> = None;
    for stage in stages {
        let mut days = Vec::new();
        witness_days(stage, cx, criteria, &mut days);
        // The earliest that is surely not before the stage below leaves most room for those above.
        let sure = days.iter().flatten().filter(|(first, _)| reached.is_none_or(|r| *first >= r));
        match sure.map(|(_, last)| *last).min() {
            Some(last) => reached = Some(last),
            None => {
                let could = |d: &Option<(Date, Date)>| {
                    d.is_none_or(|(_, last)| reached.is_none_or(|r| last >= r))
                };
                let open = days.is_empty() || days.iter().any(could);
                return if open { Value::Undetermined(Why::Unclear) } else { Value::NotMet };
            }
        }
    }
    Value::Met
}

/// First and last possible day of each witness of a met clause; `None` for an undated one. A stage whose value the
/// reviewer has stated has no days: the reviewer states the ladder as well.
fn witness_days(
    clause: &ClauseProof,
    cx: &Context<'_>,
    criteria: &HashMap<String, CriterionProof>,
    days: &mut Vec<Option<(Date, Date)>>,
) {
    match &clause.shape {
        Shape::Leaf(leaf) => {
            for id in &leaf.witnesses {
                let finding = cx.findings.iter().find(|f| f.id == *id);
                days.extend(finding.map(|f| f.date.as_ref().map(|d| (d.first(), d.last()))));
            }
        }
        Shape::Named(name) => {
            if let Some(criterion) = criteria.get(name).filter(|c| c.stated.is_none()) {
                witness_days(&criterion.clause, cx, criteria, days);
            }
        }
        _ => {
            for part in clause.parts().into_iter().filter(|p| p.value == Value::Met) {
                witness_days(part, cx, criteria, days);
            }
        }
    }
}
