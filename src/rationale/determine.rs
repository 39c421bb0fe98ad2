//! A determination from a case, a draft and the proofs: everything that the decision stands on, in one value.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    checks::{Known, Record, Sources, check},
    draft::standing,
    lack::{self, Looked},
};
use crate::{
    criteria::{CriterionProof, Proof, Weight},
    domain::{
        case::{Case, Item},
        check::Severity,
        date::PartialDate,
        determination::{
            Cited, CriterionResult, Determination, Digests, ItemDetermination, case_outcome,
        },
        draft::{Draft, ItemDraft, Lack, OpenPoint},
        finding::Finding,
        guideline::Guideline,
        letter_words::{LastDays, LetterWords},
        organization::{Organization, Reviewer},
        vocabulary::Vocabulary,
        words::Outcome,
    },
    rationale::evidence::{cited, cited_ids, proven},
};

/// What a determination is made of. Nothing else is read: same basis, same determination.
#[derive(Clone, Copy)]
pub struct Basis<'a> {
    pub case: &'a Case,
    pub draft: &'a Draft,
    pub organization: &'a Organization,
    pub reviewer: &'a Reviewer,
    /// Every guideline of the workspace.
    pub guidelines: &'a [Guideline],
    pub vocabulary: &'a Vocabulary,
    /// Texts of the records at hand.
    pub record: &'a Arc<Record>,
    /// SHA-256, in hexadecimal, of the case file.
    pub case_digest: &'a str,
    /// The same of each guideline file, by id.
    pub guideline_digests: &'a BTreeMap<String, String>,
    /// Now, local time with its offset, to the second: `2026-11-22T12:14:00-08:00`.
    pub now: &'a str,
}

/// Composes the determination. `digests.letter` stays empty: `finish`, in the room of the letter, fills it.
///
/// # Errors
/// That the draft was begun on another case file: nobody has looked at this one. Else everything that is still open, in
/// the case's order: an undecided item or an empty rationale (LC 4610.6(e)
/// asks for both), a cited guideline that is not at hand, an override without its reason, an error of the checks.
pub fn determine(basis: &Basis<'_>) -> Result<Determination, Vec<OpenPoint>> {
    if basis.draft.case_digest != basis.case_digest {
        return Err(vec![OpenPoint::of_the_case(Lack::OtherCase)]);
    }
    let sources = Sources {
        guidelines: basis.guidelines,
        vocabulary: basis.vocabulary,
        reviewer: Some(basis.reviewer),
    };
    // Criteria see the record as the reviewer reads it; checks and results stand on the same proofs.
    let known = Known::of(basis.case, basis.draft, sources, Arc::clone(basis.record));
    let mut open = still_open(basis, &known);
    open.extend(errors(&known, sources, basis.draft));
    if !open.is_empty() {
        lack::in_order(basis.case, &mut open);
        return Err(open);
    }
    let case = &known.case;
    let mut items = Vec::new();
    let mut used = BTreeSet::new();
    for (item, proofs) in case.items.iter().zip(&known.proofs) {
        let Some(draft) = basis.draft.item(item.item) else { continue };
        let decided = item_determination(case, basis.guidelines, item, draft, proofs);
        let Some(decided) = decided else { continue };
        used.extend(proofs.iter().map(|proof| proof.guideline.clone()));
        used.extend(decided.cites.iter().map(|c| c.guideline.clone()));
        items.push(decided);
    }
    let Some(attestation) = basis.draft.attested.clone() else {
        return Err(vec![OpenPoint::of_the_case(Lack::Attestation)]);
    };
    let Some(outcome) = case_outcome(items.iter().map(|i| i.outcome)) else {
        return Err(vec![OpenPoint::of_the_case(Lack::Items)]);
    };
    let overturned = items.iter().any(|item| item.outcome == Outcome::Overturned);
    let Some(days) = last_days(basis, overturned) else {
        return Err(vec![OpenPoint::of_the_case(Lack::Mailed)]);
    };
    Ok(Determination {
        case: case.case.clone(),
        version: basis.draft.amends.as_ref().map_or(1, |a| a.version + 1),
        amends: basis.draft.amends.clone(),
        finalized: basis.now.to_owned(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        organization: Some(basis.organization.name.clone()),
        outcome,
        priority: case.priority,
        dates: case.dates.clone(),
        reviewer: basis.reviewer.credentials(),
        attestation: Some(attestation),
        imported: None,
        summary: case.summary.clone(),
        letter: Some(LetterWords::of(basis.organization, days)),
        documents: case.documents.clone(),
        findings: findings(case, &items),
        revisions: basis.draft.revisions.clone(),
        dismissed: basis.draft.dismissed.clone(),
        digests: Digests {
            case: basis.case_digest.to_owned(),
            guidelines: digests(basis.guideline_digests, &used),
            letter: String::new(),
        },
        items,
    })
}

/// All that stands against finalizing, but for the checks.
fn still_open(basis: &Basis<'_>, known: &Known) -> Vec<OpenPoint> {
    let mut points = lack::still_open(&Looked {
        case: basis.case,
        read: &known.case,
        draft: basis.draft,
        guidelines: basis.guidelines,
        vocabulary: basis.vocabulary,
    });
    if basis.draft.attested.as_ref().is_some_and(|a| a.reviewer != basis.reviewer.id) {
        points.push(OpenPoint::of_the_case(Lack::AttestedByAnother));
    }
    points
}

/// Errors of the checks that the reviewer has not dismissed.
fn errors(known: &Known, sources: Sources<'_>, draft: &Draft) -> Vec<OpenPoint> {
    let alarms = check(known, sources, draft);
    let errors = alarms.into_iter().filter(|alarm| alarm.severity == Severity::Error);
    errors.map(|alarm| OpenPoint::raised(&alarm)).collect()
}

/// The days that run from the mailing; `None` when the day given is not one, or lies before the decision.
fn last_days(basis: &Basis<'_>, overturned: bool) -> Option<LastDays> {
    let decided: PartialDate = basis.now.get(..10)?.parse().ok()?;
    let given = basis.draft.mailed.as_ref();
    let mailed = given.map_or(decided.exact(), PartialDate::exact)?;
    let holidays = basis.organization.holiday_dates();
    let days = LastDays::of(mailed, given.is_none(), overturned, &holidays);
    days.filter(|_| mailed >= decided.first())
}

/// The decision on one item; `None` while it is undecided.
fn item_determination(
    case: &Case,
    guidelines: &[Guideline],
    item: &Item,
    draft: &ItemDraft,
    proofs: &[Proof],
) -> Option<ItemDetermination> {
    let mut criteria = Vec::new();
    for proof in proofs {
        criteria.extend(proof.criteria.iter().map(|c| result(case, proof, c)));
    }
    Some(ItemDetermination {
        request: item.clone(),
        outcome: draft.outcome?,
        cites: cites(guidelines, draft, proofs),
        cited_as: None,
        works: draft.works.clone(),
        step_down: draft.step_down.clone(),
        uncited: draft.uncited.clone(),
        criteria,
        overrides: draft.overrides.clone(),
        rationale: draft.rationale.clone(),
        drafted: standing(&draft.rationale, &draft.drafted),
        silences: draft.silences.clone(),
    })
}

fn cites(guidelines: &[Guideline], draft: &ItemDraft, proofs: &[Proof]) -> Vec<Cited> {
    let of = |g: &Guideline| Cited {
        guideline: g.id.clone(),
        title: g.title.clone(),
        tier: g.tier,
        pages: g.pages(),
    };
    let ids = cited_ids(Some(draft), proven(proofs));
    cited(guidelines, &ids).into_iter().map(of).collect()
}

/// A criterion's value, and the findings that it rests on in the case's order.
fn result(case: &Case, proof: &Proof, criterion: &CriterionProof) -> CriterionResult {
    let counts: BTreeSet<&str> = proof
        .findings_of(&criterion.clause)
        .into_iter()
        .filter(|(_, weight)| *weight == Weight::Counts)
        .map(|(id, _)| id)
        .collect();
    let ids = case.findings.iter().map(|f| f.id.as_str()).filter(|id| counts.contains(id));
    let overridden = criterion.stated.is_some() && criterion.computed != criterion.value;
    CriterionResult {
        guideline: proof.guideline.clone(),
        criterion: criterion.name.clone(),
        value: criterion.value.word().to_owned(),
        computed: overridden.then(|| criterion.computed.word().to_owned()),
        findings: ids.map(str::to_owned).collect(),
    }
}

/// Every finding that some result names, in the case's order.
fn findings(case: &Case, items: &[ItemDetermination]) -> Vec<Finding> {
    let named: BTreeSet<&str> = items
        .iter()
        .flat_map(|i| &i.criteria)
        .flat_map(|c| c.findings.iter().map(String::as_str))
        .collect();
    case.findings.iter().filter(|f| named.contains(f.id.as_str())).cloned().collect()
}

/// The digests of the guidelines that were evaluated or cited, and of no other.
fn digests(all: &BTreeMap<String, String>, used: &BTreeSet<String>) -> BTreeMap<String, String> {
    let used = all.iter().filter(|(id, _)| used.contains(*id));
    used.map(|(id, digest)| (id.clone(), digest.clone())).collect()
}
