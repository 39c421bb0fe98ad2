//! What a review has left of a made-up case: its draft, or its determination. Outcomes are thrown.

use super::{
    case::{Made, Stage},
    words::{REASONS, Request},
};
use crate::domain::{
    attestation::Attestation,
    case::Item,
    determination::{
        Cited, CriterionResult, Determination, Digests, ItemDetermination, case_outcome,
    },
    draft::{Aside, Draft},
    letter_words::{LastDays, LetterWords},
    library::Library,
    organization::Reviewer,
    revision::Revisions,
    words::Outcome,
};

/// The moment of the last work on the case, on the Pacific coast in winter.
fn stamp(made: &mut Made) -> String {
    let (hour, minute) = (made.dice.between(8, 17), made.dice.up_to(59));
    format!("{}T{hour:02}:{minute:02}:00-08:00", made.day)
}

/// The draft of a case in work, or of one that was set aside.
pub fn draft(made: &mut Made, case_digest: &str, reviewer: &Reviewer) -> Draft {
    let mut draft = Draft::new(&made.case, case_digest);
    let at = stamp(made);
    if made.stage == Stage::Aside {
        let reason = made.dice.one_of(REASONS).to_owned();
        draft.aside = Some(Aside { reason, at: at[..16].to_owned() });
    } else {
        for (at, request) in made.requests.clone().into_iter().enumerate() {
            if at > 0 && made.dice.percent(50) {
                continue;
            }
            let outcome = outcome(made);
            let rationale = rationale(made, request, outcome);
            let item = &mut draft.items[at];
            item.outcome = made.dice.percent(50).then_some(outcome);
            // Every second one stands half written.
            let half = if made.dice.percent(50) { rationale.len() / 2 } else { rationale.len() };
            rationale.get(..half).unwrap_or_default().clone_into(&mut item.rationale);
        }
    }
    draft.saved = Some(at);
    draft.by = Some(reviewer.id.clone());
    draft
}

fn outcome(made: &mut Made) -> Outcome {
    if made.dice.percent(50) { Outcome::Upheld } else { Outcome::Overturned }
}

fn rationale(made: &mut Made, request: &Request, outcome: Outcome) -> String {
    let mut text = made.dice.one_of(&["In this case", "Here", "As the file stands"]).to_owned();
    text.push_str(&format!(", {} is asked for.", request.service));
    for finding in &made.case.findings {
        let words = finding.source.words.as_deref().unwrap_or_default();
        let by = finding.by.as_deref().unwrap_or("record");
        text.push_str(&format!(" The {by} notes: {}.", words.to_lowercase()));
    }
    let (does, is) = match outcome {
        Outcome::Upheld => ("does not bear out", "is not medically necessary"),
        Outcome::Overturned => ("bears out", "is medically necessary"),
    };
    let asked = request.criterion;
    text.push_str(&format!(
        " The record {does} what the guideline asks ({asked}). The request {is}."
    ));
    text
}

/// The determination; its letter, and the digest of that, are still to come.
pub fn determination(
    made: &mut Made,
    case_digest: &str,
    library: &Library,
    reviewer: &Reviewer,
) -> Option<Determination> {
    let finalized = stamp(made);
    let mut items = Vec::new();
    for (request, item) in made.requests.clone().into_iter().zip(made.case.items.clone()) {
        items.push(decided(made, request, item, library));
    }
    let overturned = items.iter().any(|i| i.outcome == Outcome::Overturned);
    let holidays = library.organization.holiday_dates();
    let days = LastDays::of(made.day, true, overturned, &holidays)?;
    let cited = items.iter().flat_map(|i| &i.cites).map(|c| &c.guideline);
    let digest = |id: &String| Some((id.clone(), library.guideline_digests.get(id)?.clone()));
    let guidelines = cited.filter_map(digest).collect();
    let case = made.case.clone();
    let organization = &library.organization;
    Some(Determination {
        version: 1,
        amends: None,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        organization: Some(organization.name.clone()),
        outcome: case_outcome(items.iter().map(|i| i.outcome))?,
        priority: case.priority,
        reviewer: reviewer.credentials(),
        attestation: Some(Attestation {
            reviewer: reviewer.id.clone(),
            at: finalized.clone(),
            statement: organization.paragraphs.attestation.clone(),
        }),
        finalized,
        imported: None,
        letter: Some(LetterWords::of(organization, days)),
        revisions: Revisions::default(),
        dismissed: Vec::new(),
        digests: Digests { case: case_digest.to_owned(), guidelines, letter: String::new() },
        items,
        case: case.case,
        dates: case.dates,
        summary: case.summary,
        documents: case.documents,
        findings: case.findings,
    })
}

fn decided(made: &mut Made, request: &Request, item: Item, library: &Library) -> ItemDetermination {
    let outcome = outcome(made);
    let guideline = library.guidelines.iter().find(|g| g.id == request.guideline);
    let cites = guideline.map(|g| Cited {
        guideline: g.id.clone(),
        title: g.title.clone(),
        tier: g.tier,
        pages: g.pages(),
    });
    let value = if outcome == Outcome::Upheld { "not met" } else { "met" };
    ItemDetermination {
        request: item,
        outcome,
        cites: cites.into_iter().collect(),
        cited_as: None,
        works: Vec::new(),
        step_down: None,
        uncited: None,
        criteria: vec![CriterionResult {
            guideline: request.guideline.to_owned(),
            criterion: request.criterion.to_owned(),
            value: value.to_owned(),
            computed: None,
            findings: made.case.findings.iter().map(|f| f.id.clone()).collect(),
        }],
        overrides: Vec::new(),
        rationale: rationale(made, request, outcome),
        drafted: Vec::new(),
        silences: Vec::new(),
    }
}
