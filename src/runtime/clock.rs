//! The one place that asks what time it is.

use std::{
    sync::{
        OnceLock,
        atomic::{AtomicBool, Ordering},
    },
    time::SystemTime,
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

/// When the time was last looked at. A zone that is looked up for each key would be time that the key waits: while the
/// system's clock stands in the same minute, so does every zone's.
#[derive(Debug, Default)]
pub struct Minutes(u64);

impl Minutes {
    /// The local time, when it stands in another minute than this.
    pub fn passed(&mut self, shown: DateTime) -> Option<DateTime> {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        let minutes = since.unwrap_or_default().as_secs() / 60;
        if std::mem::replace(&mut self.0, minutes) == minutes {
            return None;
        }
        let minute = |t: DateTime| (t.date(), t.hour(), t.minute());
        Some(local()).filter(|now| minute(*now) != minute(shown))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_is_told_once_and_only_when_another_one_is_shown() {
        let now = local();
        let long_ago = now.checked_sub(jiff::Span::new().hours(1)).unwrap();
        let mut minutes = Minutes::default();
        let told = minutes.passed(long_ago).unwrap();
        assert!(told >= now);
        // Unless the minute has just turned, which the next look would tell.
        let again = minutes.passed(long_ago);
        assert!(again.is_none() || again > Some(told));
        assert_eq!(Minutes::default().passed(local()), None);
    }
}
