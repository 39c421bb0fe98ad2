//! How a draft begins: what is in dispute, in whom, what it belongs to, and which guidelines are applied.

use super::{Ground, Sentence, speech};
use crate::{
    criteria::Proof,
    domain::{
        case::Item,
        drafted::Basis,
        evidence::{StepDown, StepReason},
        words::{Outcome, Tier, UrAction},
    },
};

/// What is in dispute, and the worker's condition (LC 4610.6(e)).
pub fn request(ground: &Ground<'_>) -> Vec<Sentence> {
    dispute(ground.item).into_iter().chain(worker(ground)).collect()
}

/// What is in dispute, as decided: after a modification only the rest is.
pub fn disputed(item: &Item) -> String {
    let ur = item.ur.as_ref().filter(|ur| ur.action == UrAction::Modified);
    let rest = ur.and_then(|ur| ur.remaining.as_deref());
    speech::asked(rest.unwrap_or(&item.title))
}

/// Nothing for a plain denial: the letter has the request above, and the conclusion names it.
fn dispute(item: &Item) -> Option<Sentence> {
    let title = speech::asked(&item.title);
    let ur = item.ur.as_ref();
    let text = match ur.map(|ur| (ur.action, &ur.original, &ur.authorized, &ur.remaining)) {
        Some((UrAction::Modified, Some(original), Some(authorized), Some(_))) => format!(
            "The original request was {}. Utilization review authorized {}; what remains in dispute is {}.",
            speech::asked(original),
            speech::asked(authorized),
            disputed(item)
        ),
        Some((UrAction::Modified, ..)) => {
            format!("The request is for {title}; utilization review authorized a part of it.")
        }
        Some((UrAction::Denied, ..)) if item.retrospective => {
            format!("The request is for {title}, given already; utilization review denied it.")
        }
        Some((UrAction::Denied, ..)) | None => return None,
    };
    Some(Sentence::new("request", text).from(Basis::Item, item.item.to_string()))
}

/// Age, sex, injury and diagnoses, as far as the case says them.
fn worker(ground: &Ground<'_>) -> Option<Sentence> {
    let worker = &ground.case.worker;
    let person = match worker.sex.as_deref().map(str::trim) {
        Some("female" | "f" | "F") => "woman",
        Some("male" | "m" | "M") => "man",
        _ => "person",
    };
    let age = worker.age.map(|age| {
        let an = age == 8 || age == 11 || age == 18 || (80..90).contains(&age);
        format!("{} {age}-year-old {person}", if an { "an" } else { "a" })
    });
    let injured = ground.case.dates.injury.as_ref().map(|d| format!("injured {}", speech::when(d)));
    let diagnoses: Vec<String> = ground.case.diagnoses.iter().map(|d| speech::plain(d)).collect();
    let who: Vec<String> = age.clone().into_iter().chain(injured.clone()).collect();
    let text = match (diagnoses.is_empty(), who.is_empty()) {
        (true, true) => return None,
        (true, false) if age.is_some() => format!("The worker is {}.", who.join(" ")),
        (true, false) => format!("The worker was {}.", who.join(" ")),
        (false, true) => format!("The worker has {}.", diagnosed(&diagnoses)),
        (false, false) => format!("The worker, {}, has {}.", who.join(" "), diagnosed(&diagnoses)),
    };
    Some(Sentence::new("worker", text).from(Basis::Worker, "worker"))
}

fn diagnosed(diagnoses: &[String]) -> String {
    let word = if diagnoses.len() == 1 { "a diagnosis" } else { "diagnoses" };
    // A diagnosis may have commas of its own.
    let joined = if diagnoses.iter().any(|d| d.contains(',')) {
        diagnoses.join("; ")
    } else {
        speech::list(diagnoses, "and")
    };
    format!("{word} of {joined}")
}

/// True when the item stands or falls with another that the reviewer has upheld.
pub fn parent_is_upheld(ground: &Ground<'_>) -> bool {
    ground.item.depends_on.is_some() && parent_outcome(ground) == Some(Outcome::Upheld)
}

fn parent_outcome(ground: &Ground<'_>) -> Option<Outcome> {
    ground.draft.item(ground.item.depends_on?)?.outcome
}

/// What the item belongs to, and what was decided on that: the sentence that all dependents share.
pub fn parent(ground: &Ground<'_>) -> Vec<Sentence> {
    let Some(number) = ground.item.depends_on else { return Vec::new() };
    let title =
        ground.case.item(number).map_or_else(String::new, |p| format!(" ({})", disputed(p)));
    let text = match parent_outcome(ground) {
        Some(Outcome::Upheld) => format!(
            "This service was asked for only as a part of item {number}{title}, which is not medically necessary; \
             nothing is then left that it could serve."
        ),
        Some(Outcome::Overturned) => format!(
            "This service was asked for as a part of item {number}{title}, which is medically necessary."
        ),
        None => format!(
            "This service was asked for as a part of item {number}{title}; {{what is decided on item {number}}}."
        ),
    };
    vec![
        Sentence::new("parent", text)
            .from(Basis::Item, ground.item.item.to_string())
            .from(Basis::Item, number.to_string())
            .from(Basis::Outcome, number.to_string()),
    ]
}

/// What has to be said of the guidelines before they are applied: no guideline, a step below the MTUS, an edition
/// that was not in force. Why is the reviewer's to say.
pub fn citations(ground: &Ground<'_>, cited: &[&Proof]) -> Vec<Sentence> {
    let own = ground.own();
    let mut blanks = Vec::new();
    let works = own.is_some_and(|own| !own.works.is_empty());
    if cited.is_empty() && !works && ground.item.depends_on.is_none() {
        let text = match own.and_then(|own| own.uncited.as_deref()).map(full_stop) {
            Some(why) => format!("No guideline is cited on this: {why}."),
            None => "{the guideline or other evidence that speaks to this request}.".to_owned(),
        };
        blanks.push(("cites", text));
    }
    if let Some(below) = cited.iter().find(|p| p.tier != Tier::Mtus) {
        let beside = cited.iter().any(|p| p.tier == Tier::Mtus);
        blanks.push(("step", step(own.and_then(|own| own.step_down.as_ref()), below.tier, beside)));
    }
    let mut sentences: Vec<Sentence> = blanks
        .into_iter()
        .map(|(key, text)| {
            Sentence::new(key, text).from(Basis::Citations, ground.item.item.to_string())
        })
        .collect();
    for proof in cited.iter().filter(|p| p.in_force == Some(false)) {
        let title = speech::plain(proof.title.trim().trim_end_matches('.'));
        let text = format!(
            "This edition of {title} was not in force on the day of the request; {{why it is applied all the same}}."
        );
        sentences.push(
            Sentence::new(format!("edition {}", proof.guideline), text)
                .from(Basis::Guideline, format!("{}/{}", proof.guideline, proof.decide)),
        );
    }
    sentences
}

/// Why something below the MTUS is consulted, as the reviewer recorded it; a blank while nothing is.
fn step(recorded: Option<&StepDown>, below: Tier, beside: bool) -> String {
    let therefore = format!("a {} is therefore consulted", tier(below));
    let words = recorded.map(|step| full_stop(&step.words)).filter(|words| !words.is_empty());
    match (recorded.map(|step| step.reason), words) {
        (Some(StepReason::NotAddressed), Some(words)) => {
            format!("The MTUS does not address this ({words}); {therefore}.")
        }
        (Some(StepReason::NotAddressed), None) => {
            format!("The MTUS does not address this; {therefore}.")
        }
        (Some(StepReason::Rebutted), words) => {
            let words = words.map(|words| format!(" ({words})")).unwrap_or_default();
            format!("What the MTUS says on this is rebutted{words}; {therefore}.")
        }
        (None, _) if beside => {
            format!("{{why the MTUS alone does not decide this request}}; {therefore}.")
        }
        (None, _) => format!(
            "{{why the MTUS does not decide: it does not address this, or is rebutted}}; {therefore}."
        ),
    }
}

/// Words of the reviewer, without the full stop that the sentence has itself.
fn full_stop(text: &str) -> String {
    speech::plain(text.trim().trim_end_matches('.'))
}

fn tier(tier: Tier) -> &'static str {
    match tier {
        Tier::Mtus => "guideline of the MTUS",
        Tier::AcoemOrOdg => "guideline of ACOEM or ODG",
        Tier::National => "national guideline",
        Tier::Study => "peer-reviewed study",
        Tier::Coverage => "coverage policy",
    }
}
