//! How a draft ends: the reviewer's own reason where outcome and criteria differ, and the conclusion in the words of
//! LC 4610.6(e).

use super::{Ground, Paragraph, Sentence, opening::disputed};
use crate::{
    criteria::Value,
    domain::{case::Item, drafted::Basis, vocabulary::Vocabulary, words::Outcome},
};

/// The service whose refusal must not be read as advice to stop at once.
const OPIOID: &str = "opioid";

/// The reason, when one is owed, and the conclusion.
pub fn conclusion(ground: &Ground<'_>, parent_is_upheld: bool) -> Vec<Sentence> {
    let outcome = ground.own().and_then(|d| d.outcome);
    let number = ground.item.item.to_string();
    let mut sentences = Vec::new();
    if let Some(outcome) = outcome
        && owes_reason(ground, outcome, parent_is_upheld)
    {
        let mut sentence = Sentence::new("reason", "{your own reason for this outcome}.")
            .from(Basis::Outcome, number.clone());
        for proof in ground.cited() {
            sentence = sentence.from(Basis::Criterion, proof.guideline.clone());
        }
        sentences.push(sentence);
    }
    let title = disputed(ground.item);
    let text = match outcome {
        Some(Outcome::Overturned) => {
            format!("Therefore, the request for {title} is medically necessary.")
        }
        Some(Outcome::Upheld) => {
            format!("Therefore, the request for {title} is not medically necessary.")
        }
        None => format!("Therefore, the request for {title} {{conclusion}}."),
    };
    sentences.push(
        Sentence::new("close", text).from(Basis::Outcome, number.clone()).from(Basis::Item, number),
    );
    sentences
}

/// True when the criteria by themselves do not lead to the outcome: only the reviewer can say why it is right.
fn owes_reason(ground: &Ground<'_>, outcome: Outcome, parent_is_upheld: bool) -> bool {
    if parent_is_upheld {
        return outcome == Outcome::Overturned;
    }
    let led = match outcome {
        Outcome::Overturned => Value::Met,
        Outcome::Upheld => Value::NotMet,
    };
    let cited = ground.cited();
    // With nothing evaluated there is nothing that the outcome could differ from, and nothing that bears it out.
    cited.is_empty() || cited.iter().any(|p| p.value != led)
}

/// The same as a draft, to be put in by a key of its own.
pub fn offered(ground: &Ground<'_>) -> Vec<Paragraph> {
    let outcome = ground.own().and_then(|d| d.outcome);
    let Some(text) = safety(ground.item, outcome, ground.vocabulary) else { return Vec::new() };
    let number = ground.item.item.to_string();
    let sentence = Sentence::new("safety", text)
        .from(Basis::Outcome, number.clone())
        .from(Basis::Item, number);
    ground.stamped(vec![vec![sentence]])
}

/// The paragraph that is offered when an opioid is upheld: a refusal is no advice to stop at once.
pub fn safety(
    item: &Item,
    outcome: Option<Outcome>,
    vocabulary: &Vocabulary,
) -> Option<&'static str> {
    let service = item.service.as_deref();
    let opioid = service.is_some_and(|service| vocabulary.service_is(service, OPIOID));
    (opioid && outcome == Some(Outcome::Upheld)).then_some(
        "This decision speaks only to the medical necessity of the medicine as it was prescribed. It is not advice to \
         stop an opioid suddenly, which can do harm. The worker should talk with the treating physician before \
         changing anything, and a dose that is to come down should come down step by step, by current guidance on \
         tapering.",
    )
}
