//! The one place that asks what time it is.

use std::sync::{
    OnceLock,
    atomic::{AtomicBool, Ordering},
};

use jiff::{Zoned, civil::DateTime, tz::TimeZone};

/// Fixes the clock, for recordings and tests: `IMR_NOW=2026-11-22T09:00`.
const FIXED: &str = "IMR_NOW";

static TRUE_TIME_ONLY: AtomicBool = AtomicBool::new(false);

/// From now on the environment cannot fix the clock: a restricted session dates its determinations truly.
pub fn ignore_environment() {
    TRUE_TIME_ONLY.store(true, Ordering::SeqCst);
}

static STANDS_AT: OnceLock<DateTime> = OnceLock::new();

/// From now on it is this time, whatever the environment says: for a demonstration.
pub fn fix(at: DateTime) {
    let _ = STANDS_AT.set(at);
}

fn now() -> Zoned {
    if TRUE_TIME_ONLY.load(Ordering::SeqCst) {
        return Zoned::now();
    }
    let said = || std::env::var(FIXED).ok().and_then(|t| t.parse::<DateTime>().ok());
    let fixed = STANDS_AT.get().copied().or_else(said);
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
