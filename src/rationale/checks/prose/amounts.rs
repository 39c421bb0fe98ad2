//! Doses, counts, visits, percentages, degrees and scores.
//!
//! Durations are left alone: they are worked out from dates, and so stand nowhere.

use super::{
    Borne, Found, Held,
    facts::word_before,
    reading::{Reading, Told},
};
use crate::{
    domain::check::CheckId,
    records::text::{
        What,
        amounts::{Amount, Measure},
    },
};

/// Before these an amount is a bound, not what the record says.
const BOUNDS: &[&str] = &[
    "least",
    "most",
    "than",
    "over",
    "under",
    "beyond",
    "exceed",
    "exceeding",
    "exceeds",
    "above",
    "below",
    "up",
    "maximum",
    "minimum",
    "within",
    "approximately",
];

pub fn check(reading: &Reading<'_>, held: &Held<'_>, found: &mut Found) {
    // What the rationale itself has from a guideline may come back in a sentence on the worker.
    let of_guideline: Vec<&Amount> = reading
        .of_guideline()
        .filter_map(|told| match &told.what {
            What::Amount(amount) => Some(amount),
            _ => None,
        })
        .collect();
    for told in reading.of_record() {
        let What::Amount(amount) = &told.what else { continue };
        match amount.measure {
            Measure::Strength => strength(reading, told, amount, held, found),
            Measure::Count
            | Measure::Visits
            | Measure::Percent
            | Measure::Degrees
            | Measure::Score => {
                let said = |a: &&Amount| {
                    a.measure == amount.measure && (a.low, a.high) == (amount.low, amount.high)
                };
                let borne = held.case.has_amount(amount)
                    || held.record.has_amount(amount)
                    || held.guideline.has_amount(amount)
                    || of_guideline.iter().any(said);
                if !borne && !is_bound(reading, told) && amount.low > 1000 {
                    let check = match amount.measure {
                        Measure::Count | Measure::Visits => CheckId::Count,
                        _ => CheckId::Measured,
                    };
                    found.missing(held, check, &told.at, &amount.to_string());
                }
            }
            Measure::PerTime | Measure::Time | Measure::Opioid | Measure::Bare => {}
        }
    }
}

fn is_bound(reading: &Reading<'_>, told: &Told) -> bool {
    reading.follows(told, 3, BOUNDS)
}

fn strength(
    reading: &Reading<'_>,
    told: &Told,
    amount: &Amount,
    held: &Held<'_>,
    found: &mut Found,
) {
    let drug = word_before(reading.text, told.at.start).unwrap_or_default();
    let asked = held.request.has_strength(&drug, amount);
    let said = |drug: &str, other: &str, place: &dyn std::fmt::Display| {
        format!("{place} says {drug} {other}")
    };
    if let Borne::Otherwise(other, place) = asked
        && told.of_request
    {
        found.alarm(CheckId::StrengthOfRequest, &told.at, said(&drug, &other, &place));
        return;
    }
    match held.ask(|facts| facts.has_strength(&drug, amount)) {
        Borne::Out => {}
        Borne::Otherwise(other, place) => {
            found.alarm(CheckId::Strength, &told.at, said(&drug, &other, &place));
        }
        // The drug stands elsewhere in the sentence: `metoprolol was raised to 25 mg`.
        Borne::Nowhere if held.case.has_amount(amount) || held.record.has_amount(amount) => {}
        Borne::Nowhere if is_bound(reading, told) => {}
        Borne::Nowhere => found.missing(held, CheckId::Strength, &told.at, &amount.to_string()),
    }
}
