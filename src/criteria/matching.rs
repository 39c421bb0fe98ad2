//! One finding held against one leaf: does it speak for it, against it, or does it almost count?

use serde::Serialize;

use super::{
    compare::{Fit, amount_fits, duration_fits, window_fits},
    evaluate::Context,
};
use crate::domain::{
    finding::{Finding, Value},
    guideline::{ByRule, Leaf, LevelRule, SideRule},
    words::{Certainty, Origin, Side, Standing, words},
};

words! {
    /// Why a finding that touches a leaf does not count, or speaks against it: one code each.
    Reason, "a reason" {
        WiderConcept = "says it only of a wider concept",
        OtherKind = "denies only one kind of it",
        GuidelineText = "guideline text, not the patient",
        Administrator = "the administrator's statement",
        OtherOrigin = "not from the asked origin",
        WrongRegion = "wrong region",
        WrongSide = "wrong side",
        WrongLevel = "wrong level",
        OtherSpeaker = "not by the asked speaker",
        History = "history only",
        Planned = "planned only",
        Considered = "considered only",
        Suspected = "suspected only",
        Refused = "refused",
        NotOfStanding = "present, not as asked",
        OutOfWindow = "out of the window",
        Denied = "the record denies it",
        OtherResult = "another result",
        OtherOutcome = "another outcome",
        BelowThreshold = "below the bound",
        AboveThreshold = "above the bound",
        Hedged = "hedged",
        Undated = "undated",
        Unsided = "no side given",
        NoLevel = "no level given",
        SecondHand = "second-hand",
        NoAmount = "no amount given",
        NoResult = "no result given",
        NoOutcome = "no outcome given",
        PartlyKnown = "known too loosely to decide",
    }
}

/// What a finding does for a leaf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bearing {
    /// It satisfies every word.
    For,
    /// It says no. `firm`: it cannot stand beside a finding that says yes.
    Against { reason: Reason, firm: bool },
    /// It would say no if it were plainer: the record is not silent, and nothing is decided by it.
    Doubted(Reason),
    /// It could satisfy the leaf if it were plainer.
    Unclear(Reason),
    /// It touches the concept but speaks of something else.
    Near(Reason),
}

/// A finding that almost counted, and why it does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NearMiss {
    pub finding: String,
    pub reason: Reason,
}

/// Holds `finding` against `leaf`; `None` when it has nothing to do with its concept.
pub fn bearing(leaf: &Leaf, finding: &Finding, cx: &Context<'_>) -> Option<Bearing> {
    let denied = finding.value == Value::Absent;
    let narrower = cx.vocabulary.concept_is(&finding.concept, &leaf.concept);
    if !narrower {
        if !cx.vocabulary.concept_is(&leaf.concept, &finding.concept) {
            return None;
        }
        if !denied {
            return Some(Bearing::Near(Reason::WiderConcept));
        }
    }
    if let Some(reason) = elsewhere(leaf, finding, cx) {
        return Some(Bearing::Near(reason));
    }
    let window =
        leaf.within.as_ref().map(|w| window_fits(w, finding.date.as_ref(), &cx.case.dates));
    if denied {
        if narrower && finding.concept != leaf.concept {
            return Some(Bearing::Near(Reason::OtherKind));
        }
        return Some(match (window.unwrap_or(Fit::Yes), voice(leaf, finding)) {
            (Fit::No(reason), _) => Bearing::Near(reason),
            (Fit::Unknown(reason), _) | (_, Fit::Unknown(reason)) => Bearing::Doubted(reason),
            _ => Bearing::Against { reason: Reason::Denied, firm: true },
        });
    }
    if let Some(reason) = standing_reason(leaf, finding.standing) {
        return Some(Bearing::Near(reason));
    }
    Some(weigh(leaf, finding, cx, window))
}

/// A finding about another place, by another voice, or not about the patient.
fn elsewhere(leaf: &Leaf, finding: &Finding, cx: &Context<'_>) -> Option<Reason> {
    match finding.from {
        // A guideline's own example can never satisfy its criterion, whatever the file asks for.
        Origin::Guideline => return Some(Reason::GuidelineText),
        Origin::Administrator if !leaf.from.contains(&Origin::Administrator) => {
            return Some(Reason::Administrator);
        }
        origin if !leaf.from.is_empty() && !leaf.from.contains(&origin) => {
            return Some(Reason::OtherOrigin);
        }
        _ => {}
    }
    let region = leaf.region.as_ref().or(cx.item.region.as_ref());
    if let (Some(asked), Some(found)) = (region, &finding.region)
        && !cx.vocabulary.region_is(found, asked)
    {
        return Some(Reason::WrongRegion);
    }
    let side = match leaf.side {
        Some(SideRule::Is(side)) => Some(side),
        Some(SideRule::Same) | None => cx.item.side,
    };
    if let (Some(asked), Some(found)) = (side, finding.side)
        && found != asked
        && found != Side::Bilateral
    {
        return Some(Reason::WrongSide);
    }
    if let (Some(asked), Some(found)) = (level(leaf, cx), &finding.level)
        && found != asked
    {
        return Some(Reason::WrongLevel);
    }
    match &leaf.by {
        Some(ByRule::Roles(roles)) if finding.by.as_ref().is_some_and(|b| !roles.contains(b)) => {
            Some(Reason::OtherSpeaker)
        }
        _ => None,
    }
}

fn level<'a>(leaf: &'a Leaf, cx: &Context<'a>) -> Option<&'a String> {
    match &leaf.level {
        Some(LevelRule::Is(level)) => Some(level),
        Some(LevelRule::Same) => cx.item.level.as_ref(),
        None => None,
    }
}

fn standing_reason(leaf: &Leaf, standing: Standing) -> Option<Reason> {
    let accepted: &[Standing] =
        if leaf.standing.is_empty() { &[Standing::Present] } else { &leaf.standing };
    if accepted.contains(&standing) {
        return None;
    }
    Some(match standing {
        Standing::Present | Standing::Avoided => Reason::NotOfStanding,
        Standing::History => Reason::History,
        Standing::Planned => Reason::Planned,
        Standing::Considered => Reason::Considered,
        Standing::Suspected => Reason::Suspected,
        Standing::Refused => Reason::Refused,
    })
}

/// A positive finding in the right place: every word of the leaf is tried, a plain no is heard first.
fn weigh(leaf: &Leaf, finding: &Finding, cx: &Context<'_>, window: Option<Fit>) -> Bearing {
    let coded = |asked: &[String], found: &Option<String>, other, none| match found {
        _ if asked.is_empty() => Fit::Yes,
        Some(word) if asked.contains(word) => Fit::Yes,
        Some(_) => Fit::No(other),
        None => Fit::Unknown(none),
    };
    let fits = [
        coded(&leaf.result, &finding.result, Reason::OtherResult, Reason::NoResult),
        window.unwrap_or(Fit::Yes),
        leaf.value.as_ref().map_or(Fit::Yes, |b| amount_fits(b, &finding.value)),
        leaf.lasting.as_ref().map_or(Fit::Yes, |b| duration_fits(b, finding)),
        coded(&leaf.outcome, &finding.outcome, Reason::OtherOutcome, Reason::NoOutcome),
        missing(leaf, finding, cx),
    ];
    if let Some(reason) = fits.iter().find_map(|f| if let Fit::No(r) = f { Some(*r) } else { None })
    {
        if finding.certainty == Certainty::Hedged {
            return Bearing::Doubted(reason);
        }
        return Bearing::Against { reason, firm: reason == Reason::OtherResult };
    }
    let unknown = fits.iter().find_map(|f| if let Fit::Unknown(r) = f { Some(*r) } else { None });
    match unknown {
        Some(reason) => Bearing::Unclear(reason),
        None => Bearing::For,
    }
}

/// What the leaf asks for and the finding leaves out.
fn missing(leaf: &Leaf, finding: &Finding, cx: &Context<'_>) -> Fit {
    let wants_side = match leaf.side {
        Some(SideRule::Is(_)) => true,
        Some(SideRule::Same) => cx.item.side.is_some(),
        None => false,
    };
    if wants_side && finding.side.is_none() {
        return Fit::Unknown(Reason::Unsided);
    }
    if level(leaf, cx).is_some() && finding.level.is_none() {
        return Fit::Unknown(Reason::NoLevel);
    }
    voice(leaf, finding)
}

/// How the finding is said: by the asked speaker, and surely. A denial is held to it as well.
fn voice(leaf: &Leaf, finding: &Finding) -> Fit {
    match &leaf.by {
        Some(ByRule::FirstHand) if finding.quoted => return Fit::Unknown(Reason::SecondHand),
        Some(ByRule::Roles(_)) if finding.by.is_none() => {
            return Fit::Unknown(Reason::OtherSpeaker);
        }
        _ => {}
    }
    if finding.certainty == Certainty::Hedged { Fit::Unknown(Reason::Hedged) } else { Fit::Yes }
}
