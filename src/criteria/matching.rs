//! One finding held against one leaf: does it speak for it, against it, or does it almost count?

use serde::Serialize;

use super::{
    compare::{
        Fit, amount_fits, anchor, change_fits, duration_fits, since_fits, stretch_fits, window_fits,
    },
    context::{Context, Place},
};
use crate::domain::{
    date::PartialDate,
    finding::{Finding, Value},
    guideline::{Anchor, ByRule, Leaf, LevelRule, Measure, RegionRule, SideRule, Since},
    level::levels_agree,
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
        NoBaseline = "no amount before to compare with",
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

/// What a leaf needs to know beside the finding: the day `since` means, and which findings count.
#[derive(Debug, Clone, Default)]
pub struct Setting<'a> {
    pub since: Option<&'a PartialDate>,
    /// Findings that still count, when some are taken away to see what a result rests on.
    pub active: Option<&'a [bool]>,
}

impl Setting<'_> {
    pub fn counts(&self, index: usize) -> bool {
        self.active.is_none_or(|active| active.get(index).copied().unwrap_or(false))
    }
}

/// The setting of a leaf, with some findings taken away or none.
pub fn setting<'a>(leaf: &Leaf, cx: &'a Context<'_>, active: Option<&'a [bool]>) -> Setting<'a> {
    let mut setting = Setting { since: None, active };
    setting.since = match &leaf.since {
        None => None,
        Some(Since::Date(date)) => anchor(*date, &cx.case.dates),
        Some(Since::Concept(concept)) => cx
            .of_kind(concept)
            .iter()
            .filter(|i| setting.counts(**i))
            .map(|i| &cx.findings[*i])
            .filter(|f| f.value != Value::Absent)
            .filter(|f| matches!(f.standing, Standing::Present | Standing::History))
            .filter_map(|f| f.date.as_ref())
            .max_by_key(|d| (d.last(), d.first())),
    };
    setting
}

/// Holds finding `index` against `leaf`. `narrower`: its concept is the leaf's or one of its kinds.
/// `None` when it has nothing to do with the leaf.
pub fn bearing(
    leaf: &Leaf,
    index: usize,
    narrower: bool,
    place: Place<'_>,
    setting: &Setting<'_>,
    cx: &Context<'_>,
) -> Option<Bearing> {
    let finding = cx.findings[index].as_ref();
    if finding.standing == Standing::Requested {
        let wanted = leaf.standing.contains(&Standing::Requested);
        let other_part = place.part.is_some_and(|p| cx.part_finding(p) != index);
        if !wanted || other_part || !narrower {
            return None;
        }
    }
    let denied = finding.value == Value::Absent;
    if !narrower && !denied {
        return Some(Bearing::Near(Reason::WiderConcept));
    }
    // What is asked for is at its own place, whichever that is.
    let own = finding.standing == Standing::Requested && place.part.is_none();
    if let (Some(reason), false) = (elsewhere(leaf, finding, place, cx), own) {
        return Some(Bearing::Near(reason));
    }
    let window = leaf.within.as_ref().map(|w| match finding.standing {
        // However loosely its day is known, a request lies in a window that hangs on it.
        Standing::Requested if w.anchor == Anchor::Request => Fit::Yes,
        _ => window_fits(w, finding.date.as_ref(), &cx.case.dates),
    });
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
    Some(weigh(leaf, finding, place, setting, cx, window))
}

/// A finding about another place, by another voice, or not about the patient.
fn elsewhere(leaf: &Leaf, finding: &Finding, place: Place<'_>, cx: &Context<'_>) -> Option<Reason> {
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
    let region = match &leaf.region {
        Some(RegionRule::Any) => None,
        Some(RegionRule::Is(region)) => Some(region.as_str()),
        None => place.region,
    };
    if let (Some(asked), Some(found)) = (region, &finding.region)
        && !cx.vocabulary.region_is(found, asked)
    {
        return Some(Reason::WrongRegion);
    }
    let side = match leaf.side {
        Some(SideRule::Is(side)) => Some(side),
        Some(SideRule::Any) => None,
        Some(SideRule::Same) | None => place.side,
    };
    if let (Some(asked), Some(found)) = (side, finding.side)
        && found != asked
        && found != Side::Bilateral
    {
        return Some(Reason::WrongSide);
    }
    if let (Some(asked), Some(found)) = (level(leaf, place), &finding.level)
        && !levels_agree(found, asked)
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

/// The level that a finding must agree with, when both say one.
fn level<'a>(leaf: &'a Leaf, place: Place<'a>) -> Option<&'a str> {
    match &leaf.level {
        Some(LevelRule::Is(level)) => Some(level),
        Some(LevelRule::Any) => None,
        Some(LevelRule::Same) | None => place.level,
    }
}

fn standing_reason(leaf: &Leaf, standing: Standing) -> Option<Reason> {
    let accepted: &[Standing] =
        if leaf.standing.is_empty() { &[Standing::Present] } else { &leaf.standing };
    if accepted.contains(&standing) {
        return None;
    }
    Some(match standing {
        Standing::Present | Standing::Avoided | Standing::Requested => Reason::NotOfStanding,
        Standing::History => Reason::History,
        Standing::Planned => Reason::Planned,
        Standing::Considered => Reason::Considered,
        Standing::Suspected => Reason::Suspected,
        Standing::Refused => Reason::Refused,
    })
}

/// A positive finding in the right place: every word of the leaf is tried, a plain no is heard first.
fn weigh(
    leaf: &Leaf,
    finding: &Finding,
    place: Place<'_>,
    setting: &Setting<'_>,
    cx: &Context<'_>,
    window: Option<Fit>,
) -> Bearing {
    let coded = |asked: &[String], found: &Option<String>, other, none| match found {
        _ if asked.is_empty() => Fit::Yes,
        Some(word) if asked.contains(word) => Fit::Yes,
        Some(_) => Fit::No(other),
        None => Fit::Unknown(none),
    };
    // Time first: a result of another time contradicts nothing.
    let fits = [
        window.unwrap_or(Fit::Yes),
        leaf.since.as_ref().map_or(Fit::Yes, |_| since_fits(setting.since, finding.date.as_ref())),
        coded(&leaf.result, &finding.result, Reason::OtherResult, Reason::NoResult),
        leaf.value.as_ref().map_or(Fit::Yes, |m| measure_fits(m, finding, setting, cx)),
        leaf.lasting.as_ref().map_or(Fit::Yes, |b| {
            match (&leaf.value, setting.since, &finding.date) {
                // A change lasts from the day it is counted from.
                (Some(Measure::Change { .. }), Some(since), Some(date)) => {
                    stretch_fits(b, since, date)
                }
                _ => duration_fits(b, finding),
            }
        }),
        coded(&leaf.outcome, &finding.outcome, Reason::OtherOutcome, Reason::NoOutcome),
        missing(leaf, finding, place),
    ];
    if let Some(reason) = fits.iter().find_map(|f| if let Fit::No(r) = f { Some(*r) } else { None })
    {
        if finding.certainty == Certainty::Hedged {
            return Bearing::Doubted(reason);
        }
        // What was before is what a change is counted from, not a word against it.
        if reason == Reason::OutOfWindow && matches!(leaf.value, Some(Measure::Change { .. })) {
            return Bearing::Near(reason);
        }
        return Bearing::Against { reason, firm: reason == Reason::OtherResult };
    }
    let unknown = fits.iter().find_map(|f| if let Fit::Unknown(r) = f { Some(*r) } else { None });
    match unknown {
        Some(reason) => Bearing::Unclear(reason),
        None => Bearing::For,
    }
}

/// An amount, or a change from the last amount before `since` on the same scale.
fn measure_fits(
    measure: &Measure,
    finding: &Finding,
    setting: &Setting<'_>,
    cx: &Context<'_>,
) -> Fit {
    let (percent, lower) = match measure {
        Measure::Bound(bound) => return amount_fits(bound, &finding.value),
        Measure::Change { percent, lower } => (percent, *lower),
    };
    let (Value::Amount(after), Some(since)) = (&finding.value, setting.since) else {
        return Fit::Unknown(Reason::NoAmount);
    };
    let dated = |i: &usize| match (&cx.findings[*i].value, &cx.findings[*i].date) {
        (Value::Amount(amount), Some(date)) if date.last() < since.first() => {
            Some((date.last(), amount))
        }
        _ => None,
    };
    let counts = |i: &&usize| {
        let other = &cx.findings[**i];
        setting.counts(**i)
            && other.concept == finding.concept
            && other.standing == Standing::Present
    };
    let before = || cx.of_kind(&finding.concept).iter().filter(counts).filter_map(dated);
    let Some(day) = before().map(|(day, _)| day).max() else {
        return Fit::Unknown(Reason::NoBaseline);
    };
    // Several amounts of one day must agree: none of them is the last.
    let mut fits = before()
        .filter(|(other, _)| *other == day)
        .map(|(_, before)| change_fits(percent, lower, before, after));
    let first = fits.next().unwrap_or(Fit::Unknown(Reason::NoBaseline));
    if fits.all(|fit| fit == first) { first } else { Fit::Unknown(Reason::PartlyKnown) }
}

/// What the leaf asks for and the finding leaves out.
fn missing(leaf: &Leaf, finding: &Finding, place: Place<'_>) -> Fit {
    let wants_side = match leaf.side {
        Some(SideRule::Is(_)) => true,
        Some(SideRule::Same) => place.side.is_some(),
        Some(SideRule::Any) | None => false,
    };
    if wants_side && finding.side.is_none() {
        return Fit::Unknown(Reason::Unsided);
    }
    let wants_level = match leaf.level {
        Some(LevelRule::Is(_)) => true,
        Some(LevelRule::Same) => place.level.is_some(),
        Some(LevelRule::Any) | None => false,
    };
    if wants_level && finding.level.is_none() {
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
