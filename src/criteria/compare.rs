//! Intervals against bounds, windows and changes: yes, no, or undecided where they overlap. Integers only.

use jiff::{Span, ToSpan, civil::Date};

use super::matching::Reason;
use crate::domain::{
    case::Dates,
    date::{PartialDate, days_between},
    finding::{Finding, Value},
    guideline::{Anchor, Bound, Edge, Reach, Window},
    quantity::{Milli, Quantity, day_range},
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
    match (&finding.since, &finding.date) {
        (Some(since), Some(date)) => stretch_fits(bound, since, date),
        _ => Fit::Unknown(Reason::Undated),
    }
}

/// The time from one date to another against a bound.
pub fn stretch_fits(bound: &Bound, since: &PartialDate, date: &PartialDate) -> Fit {
    let shortest = days_between(since.last(), date.first()).max(0);
    let longest = days_between(since.first(), date.last()).max(0);
    let found = (shortest * 1000, longest * 1000);
    day_range(&bound.unit).map_or(Fit::Unknown(Reason::NoAmount), |unit| within(found, bound, unit))
}

/// `unit`: how many of the found interval's unit make one of the bound's, fewest and most.
pub fn within(found: (Milli, Milli), bound: &Bound, unit: (i64, i64)) -> Fit {
    let mut sure = true;
    if let Some(Edge { soft, firm, included }) = bound.least {
        let (soft, firm) = (soft.saturating_mul(unit.0), firm.saturating_mul(unit.1));
        if found.1 < soft || (!included && found.1 == soft) {
            return Fit::No(Reason::BelowThreshold);
        }
        sure &= found.0 > firm || (included && found.0 == firm);
    }
    if let Some(Edge { soft, firm, included }) = bound.most {
        let (soft, firm) = (soft.saturating_mul(unit.1), firm.saturating_mul(unit.0));
        if found.0 > soft || (!included && found.0 == soft) {
            return Fit::No(Reason::AboveThreshold);
        }
        sure &= found.1 < firm || (included && found.1 == firm);
    }
    if sure { Fit::Yes } else { Fit::Unknown(Reason::PartlyKnown) }
}

/// A change from `before` to `after` on one scale, in percent of what was before.
pub fn change_fits(percent: &Bound, lower: bool, before: &Quantity, after: &Quantity) -> Fit {
    if before.low <= 0 || before.unit != after.unit {
        return Fit::Unknown(Reason::NoAmount);
    }
    // Thousandths of a percent; the widest change pairs the far ends.
    let change = |b: Milli, a: Milli| {
        let by = if lower { b - a } else { a - b };
        by.saturating_mul(100_000).div_euclid(b)
    };
    let ends = [
        change(before.low, after.low),
        change(before.low, after.high),
        change(before.high, after.low),
        change(before.high, after.high),
    ];
    let least = ends.iter().min().copied().unwrap_or(0);
    let most = ends.iter().max().copied().unwrap_or(0);
    within((least, most), percent, (1, 1))
}

/// A finding's date against a window that hangs on a date of the case.
pub fn window_fits(window: &Window, date: Option<&PartialDate>, dates: &Dates) -> Fit {
    let (Some(date), Some(anchor)) = (date, anchor(window.anchor, dates)) else {
        return Fit::Unknown(Reason::Undated);
    };
    let span = span(window.reach);
    let away =
        |day: Date| if window.before { day.checked_sub(span) } else { day.checked_add(span) };
    // Of the anchor's possible days the window is widest from its first to its last.
    let (Ok(first), Ok(last)) = (away(anchor.first()), away(anchor.last())) else {
        return Fit::Unknown(Reason::PartlyKnown);
    };
    let (open, close, sure_open, sure_close) = if window.before {
        (first, anchor.last(), last, anchor.first())
    } else {
        (anchor.first(), last, anchor.last(), first)
    };
    if date.last() < open || date.first() > close {
        return Fit::No(Reason::OutOfWindow);
    }
    if date.first() >= sure_open && date.last() <= sure_close {
        return Fit::Yes;
    }
    Fit::Unknown(Reason::PartlyKnown)
}

fn span(reach: Reach) -> Span {
    reach.months.months().days(reach.days)
}

/// A finding's date against the first day on which it counts.
pub fn since_fits(since: Option<&PartialDate>, date: Option<&PartialDate>) -> Fit {
    match (since, date) {
        (Some(since), Some(date)) if date.last() < since.first() => Fit::No(Reason::OutOfWindow),
        (Some(since), Some(date)) if date.first() >= since.last() => Fit::Yes,
        (Some(_), Some(_)) => Fit::Unknown(Reason::PartlyKnown),
        _ => Fit::Unknown(Reason::Undated),
    }
}

/// The date of the case that a word names.
pub fn anchor(anchor: Anchor, dates: &Dates) -> Option<&PartialDate> {
    match anchor {
        Anchor::Injury => dates.injury.as_ref(),
        Anchor::Request => dates.request.as_ref(),
        Anchor::Surgery => dates.surgery.as_ref(),
        Anchor::Service => dates.service.as_ref(),
        Anchor::UrDecision => dates.ur_decision.as_ref(),
    }
}
