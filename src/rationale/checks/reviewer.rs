//! The reviewer's specialty against what is judged.

use super::Subject;
use crate::domain::{
    check::{Alarm, CheckId},
    words::ServiceKind::{
        self, Consultation, DiagnosticTest, Equipment, Program, Psychological, Therapy,
    },
};

/// Specialties whose licence covers only some kinds of service: the words of the specialty, and the kinds.
const LIMITED: &[(&str, &[ServiceKind])] = &[
    ("chiropract", &[Therapy, Equipment, DiagnosticTest, Consultation, Program]),
    ("acupunct", &[Therapy]),
    ("psycholog", &[Psychological, Program, Consultation, DiagnosticTest]),
];
/// Specialties of one part of the body: the words of the specialty, and the region.
const OF_A_PART: &[(&str, &str)] =
    &[("podiat", "ankle and foot"), ("dentist", "head"), ("dental", "head"), ("optomet", "head")];

pub(super) fn check(subject: &Subject<'_>) -> Vec<Alarm> {
    let Some(reviewer) = subject.whole.sources.reviewer else { return Vec::new() };
    let Some(kind) = subject.item.kind else { return Vec::new() };
    let vocabulary = subject.whole.sources.vocabulary;
    let fits = |specialty: &String| {
        let specialty = specialty.to_lowercase();
        let limited = LIMITED.iter().find(|(word, _)| specialty.contains(word));
        if let Some((_, kinds)) = limited {
            return kinds.contains(&kind);
        }
        let part = OF_A_PART.iter().find(|(word, _)| specialty.contains(word));
        match (part, &subject.item.region) {
            (Some((_, part)), Some(region)) => vocabulary.region_is(region, part),
            _ => true,
        }
    };
    if reviewer.specialties.is_empty() || reviewer.specialties.iter().any(fits) {
        return Vec::new();
    }
    let specialties = reviewer.specialties.join(", ");
    let reason =
        format!("{specialties} judges an item of the kind `{kind}`: say why the specialty fits");
    vec![subject.of(CheckId::Specialty, &specialties, reason)]
}
