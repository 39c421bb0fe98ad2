//! Dates and the worker's age.

use super::{Borne, Found, Held, reading::Reading};
use crate::{
    domain::{case::Case, check::CheckId},
    records::text::{What, tokens::Token},
};

/// Words that stand between `injury` and its date.
const LINKS: &[&str] = &[
    "of", "on", "date", "dated", "is", "was", "from", ":", "(", ")", "in", "injury", "injuries",
    "occurred", "dates",
];

pub fn check(reading: &Reading<'_>, case: &Case, held: &Held<'_>, found: &mut Found) {
    for told in reading.of_worker() {
        match &told.what {
            What::Date(date) if date.is_placed() => {
                let before =
                    reading.tokens.get(told.sentence.start..told.token).unwrap_or_default();
                if let Some(injury) = &case.dates.injury
                    && is_of_injury(before)
                    && !date.lies_in(injury)
                {
                    let reason = format!("the header dates the injury {injury}");
                    found.alarm(CheckId::InjuryDate, &told.at, reason);
                    continue;
                }
                match held.ask(|facts| facts.has_date(date)) {
                    Borne::Out => {}
                    Borne::Otherwise(other, place) if held.at_hand => {
                        let reason = format!("{date} {}; {place} has {other}", held.nowhere());
                        found.alarm(CheckId::Date, &told.at, reason);
                    }
                    _ => found.missing(held, CheckId::Date, &told.at, &date.to_string()),
                }
            }
            // `over 50 years old`, `at age 12`: no statement on how old the worker is.
            What::Age(age)
                if !reading.follows(
                    told,
                    4,
                    &[
                        "over", "under", "older", "younger", "above", "below", "than", "until",
                        "at", "since", "least", "greater", "less", "son", "daughter", "child",
                    ],
                ) =>
            {
                if let Borne::Otherwise(other, place) = held.ask(|facts| facts.has_age(*age)) {
                    found.alarm(CheckId::Age, &told.at, format!("{place} says {other}"));
                }
            }
            _ => {}
        }
    }
}

/// True when the tokens before a date say that it is the date of the injury.
pub fn is_of_injury(before: &[Token<'_>]) -> bool {
    let back = before.iter().rev();
    let Some(at) = back.clone().take(8).position(|t| !t.is_one_of(LINKS)) else {
        return before.iter().any(|t| t.is("injury"));
    };
    let links = &before[before.len() - at..];
    let noun = before.len().checked_sub(at + 1).and_then(|n| before.get(n));
    let named = links.iter().any(|t| t.is("injury"))
        || noun.is_some_and(|t| t.is_one_of(&["injured", "doi"])) && !links.is_empty();
    // An earlier or a new injury has a date of its own.
    let other = ["prior", "previous", "old", "second", "new", "another", "subsequent", "first"];
    let far = before.iter().rev().skip(at).take(3);
    named
        && !far.into_iter().any(|t| t.is_one_of(&other))
        && links.iter().any(|t| {
            t.is_one_of(&["of", "on", "was", "is", "from", ":", "occurred", "dated", "injury"])
        })
}

/// True when a date can be that of a utilization review's decision: nothing next to it says that it is another's.
pub fn is_other_date(before: &[Token<'_>]) -> bool {
    let others = [
        "authorization",
        "rfa",
        "visit",
        "service",
        "received",
        "note",
        "injury",
        "requested",
        "referenced",
        "request",
        "report's",
        "exam",
        "examination",
    ];
    before.iter().rev().take(4).any(|t| t.is_one_of(&others))
}
