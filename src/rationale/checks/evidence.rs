//! What the decision stands on: condition, document and finding; first hand or second; the whole file.

use std::{collections::BTreeSet, ops::Range};

use super::{
    Subject, Whole,
    phrase::{Said, Words},
    record::DENIES,
    speech::holds,
};
use crate::{
    criteria::{Proof, Weight},
    domain::{
        case::Document,
        check::{Alarm, CheckId},
        finding::{Finding, Value},
        words::{Origin, Standing},
    },
    records::text::{What, dates::Written, mentions},
};

/// Words for a document of the record, or for looking at one.
const DOCUMENTS: &[&str] = &[
    "record|records|report|reports|note|notes|documentation|documented|documents|document|progress|letter|chart|file",
    "submitted|reviewed|provided|dated|visit|office|consultation|operative|radiograph|radiographs|reading|impression",
    "clinical information|findings|summary",
];
/// Words with which a sentence speaks of this worker, or of what the record lacks.
const FACTS: &[&str] = &[
    "patient|patient's|applicant|applicant's|worker|worker's|claimant|claimant's|individual|employee|he|she|iw",
    "provider|physician|treater|surgeon",
    "there is|are|was|were",
    "lack|documentation|documented|record|records|submitted",
];
/// Words for a condition, beside those of the vocabulary.
const CONDITIONS: &[&str] = &[
    "pain|injury|injuries|tear|sprain|strain|fracture|syndrome|disease|disorder|diagnosis|diagnosed|diagnoses|condition|symptoms|radiculopathy|neuropathy|arthritis|osteoarthritis|spasm|hypertension|depression|anxiety|insomnia|surgery|surgical|postoperative|post|preoperative|wound|weakness|nausea|infection|headache|headaches|numbness",
    "status post",
];

pub(super) fn check(subject: &Subject<'_>) -> Vec<Alarm> {
    let mut alarms = Vec::new();
    if !subject.is_dependent() {
        alarms.extend(names(subject));
    }
    alarms.extend(second_hand(subject));
    alarms.extend(review_only(subject));
    alarms
}

/// Condition, document and finding are what the law asks a determination to name.
fn names(subject: &Subject<'_>) -> Option<Alarm> {
    let case = &subject.whole.known.case;
    let own = |s: &&Said| subject.sentence_of(&s.at).is_some_and(|s| !s.guideline);
    let finding = subject.said.iter().any(|s| own(&s))
        || has_own(subject, CONDITIONS)
        || has_own(subject, FACTS);
    let diagnosed = case.diagnoses.iter().any(|d| {
        let words = Words::of(d);
        words.within(&(0..d.len())).filter(|w| w.len() > 4).any(|w| subject.words.has(&[w]))
    });
    let condition = diagnosed || finding || subject.words.has(CONDITIONS);
    let document = subject.words.has(DOCUMENTS)
        || mentions(subject.text).iter().any(|m| matches!(m.what, What::Date(_)));
    let parts = [(condition, "the condition"), (document, "a document"), (finding, "a finding")];
    let missing: Vec<&str> = parts.iter().filter(|(has, _)| !has).map(|(_, name)| *name).collect();
    if missing.is_empty() {
        return None;
    }
    let missing = missing.join(", ");
    Some(subject.of(CheckId::Names, &missing, format!("the rationale does not name {missing}")))
}

/// True when a sentence that is not the guideline's has one of the patterns.
fn has_own(subject: &Subject<'_>, patterns: &[&str]) -> bool {
    let places = subject.words.find(patterns);
    places.iter().any(|at| subject.sentence_of(at).is_some_and(|s| !s.guideline))
}

/// The findings that the deciding criterion of a proof rests on.
pub(super) fn counted<'a>(subject: &'a Subject<'a>, proof: &'a Proof) -> Vec<&'a Finding> {
    let Some(decides) = proof.criterion(&proof.decide) else { return Vec::new() };
    let ids = proof.findings_of(&decides.clause);
    let case = &subject.whole.known.case;
    let counts = ids.into_iter().filter(|(_, weight)| *weight == Weight::Counts);
    counts.filter_map(|(id, _)| case.finding(id)).collect()
}

/// A sentence states as found what is known only through another report, and does not say so.
fn second_hand(subject: &Subject<'_>) -> Vec<Alarm> {
    let vocabulary = subject.whole.sources.vocabulary;
    let findings = &subject.whole.known.case.findings;
    let (mut alarms, mut told): (Vec<Alarm>, Vec<&str>) = (Vec::new(), Vec::new());
    let kinds = kinds(subject);
    let is_kind = |said: &&Said| kinds.iter().any(|kind| holds(kind, &said.at));
    for said in subject.said.iter().filter(|said| !said.opposite && !is_kind(said)) {
        let plain = |s: &super::Speech| !s.guideline && !s.relayed && !s.administrator;
        let Some(sentence) = subject.sentence_of(&said.at).filter(|s| plain(s)) else { continue };
        if is_denied(subject, &(sentence.at.start..said.at.start)) {
            continue;
        }
        let bears = |f: &&Finding| {
            vocabulary.concept_is(&f.concept, &said.name)
                && f.value != Value::Absent
                && f.standing == Standing::Present
                && f.from != Origin::Guideline
        };
        let mut bearing = findings.iter().filter(bears).peekable();
        let Some(first) = bearing.peek().copied() else { continue };
        if told.contains(&said.name.as_str()) || bearing.any(|f| !f.quoted) {
            continue;
        }
        told.push(&said.name);
        let reason = format!(
            "`{}` is known only at second hand, through {}; say so",
            said.name, first.source.document
        );
        alarms.push(subject.at(CheckId::SecondHand, said.at.clone(), reason));
    }
    alarms
}

/// Places where the text names a document by its kind: `the imaging report` states nothing of an imaging study.
fn kinds(subject: &Subject<'_>) -> Vec<Range<usize>> {
    let documents = &subject.whole.known.case.documents;
    let of = |document: &Document| {
        let kind = Words::of(&document.kind);
        let kind: Vec<&str> = kind.within(&(0..document.kind.len())).collect();
        subject.words.find(&[&kind.join(" ")])
    };
    documents.iter().flat_map(of).collect()
}

/// True when what follows these words is denied: `the denial of`, `no`.
fn is_denied(subject: &Subject<'_>, before: &Range<usize>) -> bool {
    let before: Vec<&str> = subject.words.within(before).collect();
    match before[..] {
        [.., "denial" | "absence" | "lack", "of"] => true,
        [.., last] => DENIES.contains(&last),
        [] => false,
    }
}

/// All that counts comes from utilization review or the claims administrator.
fn review_only(subject: &Subject<'_>) -> Option<Alarm> {
    let case = &subject.whole.known.case;
    let of_review = |document: &Document| {
        let kind = document.kind.to_lowercase();
        kind.contains("utilization review") || kind == "ur" || kind.contains("ur determination")
    };
    let theirs = |f: &Finding| {
        matches!(f.from, Origin::Administrator | Origin::Guideline)
            || case.document(&f.source.document).is_some_and(of_review)
    };
    if !case.documents.is_empty() && case.documents.iter().all(of_review) {
        let reason = "the file holds nothing but the utilization review determination".to_owned();
        return Some(subject.of(CheckId::ReviewOnly, "documents", reason));
    }
    let counted: Vec<&Finding> = subject.proofs.iter().flat_map(|p| counted(subject, p)).collect();
    if counted.is_empty() || !counted.iter().all(|f| theirs(f)) {
        return None;
    }
    let reason =
        "every finding that counts is utilization review's or the administrator's".to_owned();
    Some(subject.of(CheckId::ReviewOnly, "findings", reason))
}

/// Documents that no finding stands in and no rationale speaks of.
pub(super) fn documents(whole: &Whole<'_>) -> Vec<Alarm> {
    let case = &whole.known.case;
    let used: BTreeSet<&str> = case.findings.iter().map(|f| f.source.document.as_str()).collect();
    let dates: Vec<Written> = whole
        .draft
        .items
        .iter()
        .flat_map(|item| mentions(&item.rationale))
        .filter_map(|m| match m.what {
            What::Date(written) => Some(written),
            _ => None,
        })
        .collect();
    let named =
        |d: &Document| d.date.as_ref().is_some_and(|on| dates.iter().any(|w| w.lies_in(on)));
    let untouched: Vec<&str> = case
        .documents
        .iter()
        .filter(|d| !used.contains(d.id.as_str()) && !named(d))
        .map(|d| d.id.as_str())
        .collect();
    if untouched.is_empty() {
        return Vec::new();
    }
    let list = untouched.join(", ");
    let reason = format!("no finding and no sentence comes from: {list}");
    vec![whole.of(CheckId::Untouched, &list, reason)]
}
