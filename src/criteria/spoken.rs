//! Findings and leaves in words: the same on the screen and in `imr evaluate`.

use super::proof::{ClauseProof, Proof, Shape};
use crate::domain::{
    finding::{Finding, Value},
    words::{Certainty, Standing},
};

/// A finding in one line: what, where, when, by whom.
pub fn finding_line(finding: &Finding) -> String {
    let mut parts = vec![finding_title(finding)];
    parts.extend(finding_place(finding));
    parts.extend(finding.date.as_ref().map(ToString::to_string));
    parts.push(finding_voice(finding));
    parts.join(" · ")
}

/// Concept and value, then how it is known: `plain radiograph (planned)`.
pub fn finding_title(finding: &Finding) -> String {
    let mut title = finding_name(finding);
    if finding.standing != Standing::Present {
        title.push_str(&format!(" ({})", finding.standing));
    }
    if finding.certainty == Certainty::Hedged {
        title.push_str(" (hedged)");
    }
    title
}

/// Concept and value: `sensory deficit`, `no gait abnormality`, `pain relief 30 percent`.
pub fn finding_name(finding: &Finding) -> String {
    let concept = &finding.concept;
    let mut name = match &finding.value {
        Value::Present => concept.clone(),
        Value::Absent => format!("no {concept}"),
        Value::Amount(amount) => format!("{concept} {amount}"),
    };
    for word in [&finding.result, &finding.outcome].into_iter().flatten() {
        name.push_str(&format!(": {word}"));
    }
    name
}

/// Region, side and level, when given.
pub fn finding_place(finding: &Finding) -> Option<String> {
    let side = finding.side.map(|s| s.to_string());
    let parts: Vec<&str> = [side.as_deref(), finding.region.as_deref(), finding.level.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// Who says it: `exam by spine surgeon, quoted`.
pub fn finding_voice(finding: &Finding) -> String {
    let mut voice = finding.from.to_string();
    if let Some(by) = &finding.by {
        voice.push_str(&format!(" by {by}"));
    }
    if finding.quoted {
        voice.push_str(", quoted");
    }
    voice
}

/// The leaves of a clause (not those of criteria that it names): value, what is asked, findings by id.
pub fn leaf_lines(clause: &ClauseProof) -> Vec<String> {
    let mut lines = Vec::new();
    collect(clause, &mut lines);
    lines
}

fn collect(clause: &ClauseProof, lines: &mut Vec<String>) {
    if let Shape::EveryPart(parts) | Shape::AnyPart(parts) = &clause.shape {
        for part in parts {
            let mut own = Vec::new();
            part.clauses.iter().for_each(|c| collect(c, &mut own));
            lines.extend(own.into_iter().map(|line| format!("{}: {line}", part.part)));
        }
        return;
    }
    for part in clause.parts() {
        collect(part, lines);
    }
    match &clause.shape {
        Shape::Ask(question) => lines.push(format!("asked of the reviewer: {question}")),
        Shape::Leaf(leaf) => {
            let mut line = format!("{}: {}", clause.value.word(), leaf.asks);
            if let Some(sum) = &leaf.sum {
                line.push_str(&format!(" ({sum})"));
            }
            if leaf.assumed {
                let silent = leaf.witnesses.is_empty();
                line.push_str(match silent {
                    true => " (assumed: no finding says)",
                    false => " (the record is taken as complete)",
                });
            }
            if !leaf.witnesses.is_empty() {
                line.push_str(&format!(" [{}]", leaf.witnesses.join(", ")));
            }
            for (mark, misses) in [("against", &leaf.against), ("almost", &leaf.near)] {
                for miss in misses {
                    line.push_str(&format!("; {mark} {}: {}", miss.finding, miss.reason));
                }
            }
            lines.push(line);
        }
        _ => {}
    }
}

/// Every leaf of a proof: its criterion, what it asks, its value.
pub fn leaf_values(proof: &Proof) -> Vec<(String, String, &'static str)> {
    let mut found = Vec::new();
    for criterion in &proof.criteria {
        values(&criterion.name, &criterion.clause, &mut found);
    }
    for exclusion in &proof.unless {
        values("unless", exclusion, &mut found);
    }
    found
}

fn values(name: &str, clause: &ClauseProof, found: &mut Vec<(String, String, &'static str)>) {
    if let Shape::Leaf(leaf) = &clause.shape {
        found.push((name.to_owned(), leaf.asks.clone(), leaf.value.word()));
    }
    for part in clause.parts() {
        values(name, part, found);
    }
}

/// What a clause outside the criteria is called: the criterion that it names, else what its first leaf asks.
pub fn clause_name(clause: &ClauseProof) -> String {
    match &clause.shape {
        Shape::Named(name) => name.clone(),
        Shape::Leaf(leaf) => leaf.asks.clone(),
        Shape::Ask(question) => question.clone(),
        _ => {
            let names: Vec<String> = clause.parts().into_iter().map(clause_name).collect();
            let word = if matches!(clause.shape, Shape::Any(_)) { " or " } else { " and " };
            names.join(word)
        }
    }
}
