//! The one place that asks what time it is.

use jiff::{Zoned, civil::DateTime, tz::TimeZone};

/// Fixes the clock, for recordings and tests: `IMR_NOW=2026-11-22T09:00`.
const FIXED: &str = "IMR_NOW";

fn now() -> Zoned {
    let fixed = std::env::var(FIXED).ok().and_then(|t| t.parse::<DateTime>().ok());
    match fixed.map(|t| t.to_zoned(TimeZone::UTC)) {
        Some(Ok(fixed)) => fixed,
        _ => Zoned::now(),
    }
}

/// Local time, for what is due when.
pub fn local() -> DateTime {
    now().datetime()
}

/// The moment of a determination, local time with its offset to the second: `2026-11-22T12:14:00-08:00`.
pub fn stamp() -> String {
    now().strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}
