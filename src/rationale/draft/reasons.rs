//! Why a finding that touches a criterion does not count, as a sentence goes on after the finding.

use crate::criteria::matching::Reason;

/// What a reader has to know of a finding that does not count: a reason to tell, or none.
pub fn why(reason: Reason) -> Option<&'static str> {
    Some(match reason {
        Reason::WiderConcept => "it says it only of something wider",
        Reason::OtherKind => "it denies only one kind of what is asked about",
        Reason::GuidelineText => "these are words of a guideline and no finding in this worker",
        Reason::Administrator => {
            "it is a statement of the claims administrator, not a clinical finding"
        }
        Reason::OtherOrigin => "the criterion asks for another kind of source",
        Reason::WrongRegion => "it concerns another part of the body",
        Reason::WrongSide => "it concerns the other side",
        Reason::WrongLevel => "it concerns another level",
        Reason::OtherSpeaker => "the criterion asks for another speaker",
        Reason::History => "it is history only",
        Reason::Planned => "it is only planned",
        Reason::Considered => "it is only considered",
        Reason::Suspected => "it is only suspected",
        Reason::Refused => "it was declined",
        Reason::OutOfWindow => "it lies outside the time that the criterion looks at",
        Reason::OtherResult => "it is another result than the criterion asks for",
        Reason::OtherOutcome => "it is another outcome than the criterion asks for",
        Reason::BelowThreshold => "it is less than the criterion asks for",
        Reason::AboveThreshold => "it is more than the criterion allows",
        Reason::Hedged => "the record does not say it for certain",
        Reason::Undated => "no date or duration is given",
        Reason::Unsided => "no side is given",
        Reason::NoLevel => "no level is given",
        Reason::SecondHand => "it is known at second hand only",
        Reason::NoAmount => "no amount is given",
        Reason::NoBaseline => "there is no earlier amount to compare it with",
        Reason::NoResult => "no result is given",
        Reason::NoOutcome => "no outcome is given",
        Reason::PartlyKnown => "it is known too loosely to decide",
        // What denies says so itself; a thing that is present and not as asked says nothing against anything.
        Reason::Denied | Reason::NotOfStanding => return None,
    })
}

/// The same of several findings.
pub fn why_of_several(reason: Reason) -> Option<String> {
    let why = why(reason)?;
    let several = [
        ("it is ", "they are "),
        ("it denies", "they deny"),
        ("it concerns", "they concern"),
        ("it lies", "they lie"),
        ("it says", "they say"),
    ];
    let told =
        several.iter().find_map(|(one, all)| Some(format!("{all}{}", why.strip_prefix(one)?)));
    Some(told.unwrap_or_else(|| why.to_owned()).replace("say it for", "say them for"))
}

/// True when a finding could count if it were plainer: the record is then not silent.
pub fn is_open(reason: Reason) -> bool {
    matches!(
        reason,
        Reason::Hedged
            | Reason::Undated
            | Reason::Unsided
            | Reason::NoLevel
            | Reason::SecondHand
            | Reason::NoAmount
            | Reason::NoBaseline
            | Reason::NoResult
            | Reason::NoOutcome
            | Reason::PartlyKnown
    )
}

/// True for what a careful reader would ask about when it is passed over in silence.
pub fn is_worth_telling(reason: Reason) -> bool {
    !matches!(
        reason,
        Reason::WiderConcept
            | Reason::OtherOrigin
            | Reason::OtherSpeaker
            | Reason::NotOfStanding
            | Reason::OtherOutcome
            | Reason::Undated
            | Reason::NoLevel
            | Reason::Unsided
            | Reason::NoAmount
            | Reason::NoBaseline
            | Reason::NoResult
            | Reason::NoOutcome
    )
}
