//! The two questions in words: short enough to stand on the screen all the time.

use super::{proof::Proof, questions::Settlement, value::Value};

/// Most ways that are told in one line; all are in the proof.
const SHORTEST: usize = 3;

/// What the result rests on: `rests on sensory deficit + positive spurling sign`.
/// Findings joined by `+` must go together; those parted by `;` change it each alone.
/// `None` for an undetermined result that no loss would change.
pub fn rests_on(proof: &Proof, name: impl Fn(&str) -> String) -> Option<String> {
    let sets: Vec<String> = proof
        .answers
        .rests_on
        .iter()
        .map(|set| set.iter().map(|id| name(id)).collect::<Vec<_>>().join(" + "))
        .collect();
    match (sets.is_empty(), proof.value) {
        (false, _) => Some(format!("rests on {}{}", sets.join("; "), in_part(proof))),
        (true, Value::Undetermined(_)) => None,
        (true, _) => Some("rests on no finding that could be lost".to_owned()),
    }
}

/// What would settle an undetermined result, shortest first; `None` for one that is settled.
pub fn would_settle(proof: &Proof) -> Option<String> {
    let settlements = &proof.answers.would_settle;
    if !matches!(proof.value, Value::Undetermined(_)) {
        return None;
    }
    if settlements.is_empty() {
        return Some(format!("no missing finding would settle it{}", in_part(proof)));
    }
    let ways: Vec<String> = settlements.iter().take(SHORTEST).map(one).collect();
    let more = match settlements.len().saturating_sub(SHORTEST) {
        0 => String::new(),
        1 => "; or one longer way".to_owned(),
        n => format!("; or {n} longer ways"),
    };
    Some(format!("would settle it: {}{more}{}", ways.join("; or "), in_part(proof)))
}

/// Said when there was more than could be tried: the answer is then not the whole one.
fn in_part(proof: &Proof) -> &'static str {
    if proof.answers.partial { " (searched in part)" } else { "" }
}

fn one(settlement: &Settlement) -> String {
    let needs: Vec<String> = settlement.needs.iter().map(super::questions::Need::request).collect();
    format!("{} by {}", settlement.value.word(), needs.join(" and "))
}

/// What could go into a request to the provider: the records that would make it met or not met.
pub fn requests(proof: &Proof, most: usize) -> Vec<String> {
    proof.answers.would_settle.iter().take(most).map(one).collect()
}
