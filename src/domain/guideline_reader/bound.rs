//! Reads amounts that findings are held against: bounds, changes, windows.

use super::super::{
    guideline::{Bound, Edge, Measure, Reach, Window},
    node::Node,
    problem::Problem,
    quantity::{Quantity, day_range, milli, unit},
};

/// `4 weeks or more`, `at least 50 percent`, `more than 4.5 ms`, `at most 24 visits`, `under 3 weeks`,
/// `2 to 4 points`; with a soft and a firm end `4 to 6 weeks or more`.
///
/// # Errors
/// A problem that shows the forms.
pub fn bound(written: &str, value: &Node) -> Result<Bound, Problem> {
    let (least, most, amount) = if let Some(a) = written.strip_suffix(" or more") {
        (Some(true), None, a)
    } else if let Some(a) = written.strip_suffix(" or less") {
        (None, Some(true), a)
    } else if let Some(a) = written.strip_prefix("at least ") {
        (Some(true), None, a)
    } else if let Some(a) = written.strip_prefix("more than ") {
        (Some(false), None, a)
    } else if let Some(a) = written.strip_prefix("at most ") {
        (None, Some(true), a)
    } else if let Some(a) = written.strip_prefix("under ") {
        (None, Some(false), a)
    } else {
        (Some(true), Some(true), written)
    };
    let q: Quantity = amount.parse().map_err(|_| {
        value
            .problem(format!("`{written}` is not a bound"))
            .remedy("write `4 weeks or more`, `at least 50 percent`, `more than 2`, `at most 24 visits`, `under 3 weeks` or `2 to 4 weeks`")
    })?;
    // With one end asked, two numbers are its soft and its firm place; with both, they are the two ends.
    let both = least.is_some() && most.is_some();
    let edge = |soft, firm, included| Edge { soft, firm, included };
    let low = if both { q.low } else { q.high };
    let high = if both { q.high } else { q.low };
    Ok(Bound {
        least: least.map(|included| edge(q.low, low, included)),
        most: most.map(|included| edge(q.high, high, included)),
        unit: q.unit.clone(),
        text: written.to_owned(),
    })
}

/// A bound, or a change: `at least 50 percent lower`, `30 percent or more higher`.
///
/// # Errors
/// As [`bound`]; a change must be in percent.
pub fn measure(written: &str, value: &Node) -> Result<Measure, Problem> {
    let change = written
        .strip_suffix(" lower")
        .map(|rest| (rest, true))
        .or_else(|| written.strip_suffix(" higher").map(|rest| (rest, false)));
    let Some((rest, lower)) = change else { return bound(written, value).map(Measure::Bound) };
    let percent = bound(rest, value)?;
    if percent.unit == "percent" {
        return Ok(Measure::Change { percent, lower });
    }
    Err(value
        .problem(format!("`{written}` is not a change"))
        .remedy("write it in percent: `at least 50 percent lower`"))
}

/// Lets only lengths of time through.
///
/// # Errors
/// When the bound's unit is none of time.
pub fn of_time(bound: Bound, value: &Node) -> Result<Bound, Problem> {
    if day_range(&bound.unit).is_some() {
        return Ok(bound);
    }
    Err(value
        .problem(format!("`{}` is not a length of time", bound.text))
        .remedy("write days, weeks, months or years"))
}

/// `6 months before request`, `3 months after injury`.
///
/// # Errors
/// A problem that shows the forms, or names the dates that a window may hang on.
pub fn window(written: &str, value: &Node) -> Result<Window, Problem> {
    let wrong = || {
        value
            .problem(format!("`{written}` is not a window"))
            .remedy("write `6 months before request` or `3 months after injury`")
    };
    let (length, before, anchor) =
        match (written.split_once(" before "), written.split_once(" after ")) {
            (Some((length, anchor)), _) => (length, true, anchor),
            (_, Some((length, anchor))) => (length, false, anchor),
            _ => return Err(wrong()),
        };
    let (number, unit_word) = length.split_once(' ').ok_or_else(wrong)?;
    let number = milli(number).filter(|n| n % 1000 == 0).ok_or_else(wrong)? / 1000;
    let reach = match unit(unit_word).as_str() {
        "day" => Reach { months: 0, days: number },
        "week" => Reach { months: 0, days: number.saturating_mul(7) },
        "month" => Reach { months: number, days: 0 },
        "year" => Reach { months: number.saturating_mul(12), days: 0 },
        _ => return Err(wrong()),
    };
    let anchor = anchor.parse().map_err(|e: String| match e.rsplit_once("; ") {
        Some((what, remedy)) => value.problem(what).remedy(remedy),
        None => value.problem(e),
    })?;
    Ok(Window { reach, before, anchor, text: written.to_owned() })
}
