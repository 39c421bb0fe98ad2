//! The outcome against the computed criteria, and what every decision of its kind says. What the criteria say is told;
//! which outcome is right is not.

use super::{Subject, authority::cited, phrase::Words, recited};
use crate::{
    criteria::{Proof, Value},
    domain::{
        check::{Alarm, CheckId},
        finding::Value as Found,
        words::{Outcome, ServiceKind},
    },
};

/// Words with which a text says why it decides otherwise than a rule.
const OTHERWISE: &[&str] = &[
    "although|though|however|despite|nevertheless|nonetheless|notwithstanding|exception|exceptional|regardless",
    "even if|though",
];
const TAPERING: &[&str] = &[
    "taper|tapering|tapered|wean|weaning|weaned|withdrawal|detoxification",
    "discontinue|discontinued|discontinuation|discontinuing|terminating|cessation",
    "abruptly|abrupt",
];
const OPERATION: &[&str] = &["post|postop|postoperative|postsurgical|surgery|surgical"];

pub(super) fn check(subject: &Subject<'_>) -> Vec<Alarm> {
    let mut alarms = Vec::new();
    if !subject.is_dependent() {
        let cites = cited(subject);
        let ids: Vec<&str> =
            cites.iter().filter_map(|c| c.guideline).map(|g| g.id.as_str()).collect();
        let proofs: Vec<&Proof> =
            subject.proofs.iter().filter(|p| ids.contains(&p.guideline.as_str())).collect();
        alarms.extend(against_criteria(subject, &proofs));
        for proof in proofs {
            alarms.extend(margin(subject, proof));
            alarms.extend(recited::criteria(subject, proof));
        }
    }
    alarms.extend(opioid(subject));
    alarms.extend(cap(subject));
    alarms
}

/// Every cited guideline that comes to a result comes to another one, and no word says why.
fn against_criteria(subject: &Subject<'_>, proofs: &[&Proof]) -> Option<Alarm> {
    let outcome = subject.drafted.outcome?;
    let against = match outcome {
        Outcome::Upheld => Value::Met,
        Outcome::Overturned => Value::NotMet,
    };
    let mut settled =
        proofs.iter().filter(|p| !matches!(p.value, Value::Undetermined(_))).peekable();
    let first = settled.peek().copied()?;
    let stated = !subject.drafted.overrides.is_empty() || subject.words.has(OTHERWISE);
    if stated || !settled.all(|p| p.value == against) {
        return None;
    }
    let reason = format!(
        "the criteria of `{}` are {}, the outcome is {outcome}, and no override or word says why",
        first.title,
        against.word()
    );
    Some(subject.of(CheckId::Outcome, &first.title, reason))
}

/// The result hangs on one source.
fn margin(subject: &Subject<'_>, proof: &Proof) -> Option<Alarm> {
    let case = &subject.whole.known.case;
    if matches!(proof.value, Value::Undetermined(_)) || proof.answers.partial {
        return None;
    }
    let [only] = proof.answers.rests_on.as_slice() else { return None };
    let sources: Vec<_> = only
        .iter()
        .filter_map(|id| case.finding(id))
        .map(|f| (&f.source.document, &f.date))
        .collect();
    let (document, _) = *sources.first()?;
    if sources.windows(2).any(|two| two[0] != two[1]) {
        return None;
    }
    let reason = format!(
        "the result rests on {} in {document} alone; without it the criteria say otherwise or nothing",
        only.join(" and ")
    );
    Some(subject.of(CheckId::Margin, &only.join(", "), reason))
}

/// An opioid is not given up at once: letters that uphold its denial say how it is.
fn opioid(subject: &Subject<'_>) -> Option<Alarm> {
    let vocabulary = subject.whole.sources.vocabulary;
    let services = subject.whole.known.services.scan(&Words::of(&subject.item.title));
    let asked = subject.item.service.as_deref().is_some_and(|s| vocabulary.service_is(s, "opioid"))
        || services.iter().any(|said| vocabulary.service_is(&said.name, "opioid"));
    let drug = subject.item.kind.is_none_or(|kind| kind == ServiceKind::Drug);
    if subject.drafted.outcome != Some(Outcome::Upheld)
        || !asked
        || !drug
        || subject.words.has(TAPERING)
    {
        return None;
    }
    let reason = "an opioid is upheld, and no word says how it is to be tapered safely".to_owned();
    Some(subject.of(CheckId::Opioid, "", reason))
}

/// More than 24 visits of one therapy for one injury, found necessary without a word on the cap.
fn cap(subject: &Subject<'_>) -> Option<Alarm> {
    if subject.item.kind != Some(ServiceKind::Therapy)
        || subject.drafted.outcome != Some(Outcome::Overturned)
        || subject.words.has(&["24|cap", "twenty four", "authorized .. writing"])
        || subject.words.has(OPERATION)
        || Words::of(&subject.item.title).has(OPERATION)
    {
        return None;
    }
    let asked = subject
        .item
        .quantity
        .as_ref()
        .filter(|q| q.unit.contains("visit") || q.unit.contains("session"))?;
    let service = subject.item.service.as_deref();
    let before: i64 = subject
        .whole
        .known
        .case
        .findings
        .iter()
        .filter(|f| f.concept.strip_suffix(" visits").is_some_and(|of| Some(of) == service))
        .filter_map(|f| match &f.value {
            Found::Amount(amount) => Some(amount.low),
            _ => None,
        })
        .sum();
    let total = before + asked.low;
    if total <= 24_000 {
        return None;
    }
    let reason =
        format!("this request makes {} visits in all; the cap is 24 an injury", total / 1000);
    Some(subject.of(CheckId::Cap, "24", reason))
}
