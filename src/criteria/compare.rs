//! Intervals against bounds and windows: yes, no, or undecided where they overlap. Integers only.

use jiff::ToSpan;

use super::matching::Reason;
use crate::domain::{
    case::Dates,
    date::{PartialDate, days_between},
    finding::{Finding, Value},
    guideline::{Anchor, Bound, Edge, Window},
    quantity::day_range,
};

/// How an interval fits a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    Yes,
    No(Reason),
    Unknown(Reason),
}

/// An amount against a bound of the same unit, or both of time.
pub fn amount_fits(bound: &Bound, value: &Value) -> Fit {
    let Value::Amount(quantity) = value else { return Fit::Unknown(Reason::NoAmount) };
    if let Some(found) = quantity.comparable(&bound.unit) {
        return within(found, bound, (1, 1));
    }
    match (quantity.days(), day_range(&bound.unit)) {
        (Some(found), Some(unit)) => within(found, bound, unit),
        _ => Fit::Unknown(Reason::NoAmount),
    }
}

/// How long a finding lasted: what the record says, else from `since` to its own date.
pub fn duration_fits(bound: &Bound, finding: &Finding) -> Fit {
    if let Some(lasting) = &finding.lasting {
        return amount_fits(bound, &Value::Amount(lasting.clone()));
    }
    let (Some(since), Some(date)) = (&finding.since, &finding.date) else {
        return Fit::Unknown(Reason::Undated);
    };
    let shortest = days_between(since.last(), date.first()).max(0);
    let longest = days_between(since.first(), date.last()).max(0);
    let found = (shortest * 1000, longest * 1000);
    day_range(&bound.unit).map_or(Fit::Unknown(Reason::NoAmount), |unit| within(found, bound, unit))
}

/// `unit`: how many of the found interval's unit make one of the bound's, fewest and most.
fn within(found: (i64, i64), bound: &Bound, unit: (i64, i64)) -> Fit {
    let scaled = |edge: Edge| (edge.at.saturating_mul(unit.0), edge.at.saturating_mul(unit.1));
    let mut sure = true;
    if let Some(edge) = bound.least {
        let (low, high) = scaled(edge);
        if found.1 < low || (!edge.included && found.1 == low) {
            return Fit::No(Reason::BelowThreshold);
        }
        sure &= found.0 > high || (edge.included && found.0 == high);
    }
    if let Some(edge) = bound.most {
        let (low, high) = scaled(edge);
        if found.0 > high || (!edge.included && found.0 == high) {
            return Fit::No(Reason::AboveThreshold);
        }
        sure &= found.1 < low || (edge.included && found.1 == low);
    }
    if sure { Fit::Yes } else { Fit::Unknown(Reason::PartlyKnown) }
}

/// A finding's date against a window that hangs on a date of the case.
pub fn window_fits(window: &Window, date: Option<&PartialDate>, dates: &Dates) -> Fit {
    let (Some(date), Some(anchor)) = (date, anchor(window.anchor, dates)) else {
        return Fit::Unknown(Reason::Undated);
    };
    // Of the anchor's possible days, the window is widest from its first to its last.
    let reach = window.days.days();
    let (open, close) = if window.before {
        (anchor.first().checked_sub(reach), Ok(anchor.last()))
    } else {
        (Ok(anchor.first()), anchor.last().checked_add(reach))
    };
    let (sure_open, sure_close) = if window.before {
        (anchor.last().checked_sub(reach), Ok(anchor.first()))
    } else {
        (Ok(anchor.last()), anchor.first().checked_add(reach))
    };
    let (Ok(open), Ok(close), Ok(sure_open), Ok(sure_close)) = (open, close, sure_open, sure_close)
    else {
        return Fit::Unknown(Reason::PartlyKnown);
    };
    if date.last() < open || date.first() > close {
        return Fit::No(Reason::OutOfWindow);
    }
    if date.first() >= sure_open && date.last() <= sure_close {
        return Fit::Yes;
    }
    Fit::Unknown(Reason::PartlyKnown)
}

fn anchor(anchor: Anchor, dates: &Dates) -> Option<&PartialDate> {
    match anchor {
        Anchor::Injury => dates.injury.as_ref(),
        Anchor::Request => dates.request.as_ref(),
        Anchor::Surgery => dates.surgery.as_ref(),
        Anchor::Service => dates.service.as_ref(),
        Anchor::UrDecision => dates.ur_decision.as_ref(),
    }
}
