//! Who sits here goes first: what is done behind the screen stands still while keys come.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

/// A key has the way for so long: the next one mostly comes before.
const QUIET: Duration = Duration::from_millis(250);
/// Keys that come without end hold a piece of work up for so long, and then no more.
const PATIENCE: Duration = Duration::from_secs(30);

/// Between the session, which hears keys, and the threads that stand back for them.
#[derive(Debug, Clone)]
pub struct Way(Arc<Last>);

#[derive(Debug)]
struct Last {
    begun: Instant,
    /// When the last key came, in microseconds from then on; 0: none has.
    key: AtomicU64,
}

impl Way {
    pub fn new() -> Self {
        Self(Arc::new(Last { begun: Instant::now(), key: AtomicU64::new(0) }))
    }

    fn since_begun(&self) -> u64 {
        u64::try_from(self.0.begun.elapsed().as_micros()).unwrap_or(u64::MAX)
    }

    /// A key has come.
    pub fn key_came(&self) {
        self.0.key.store(self.since_begun().max(1), Ordering::Relaxed);
    }

    /// What a piece of work that begins now asks every now and then: it waits until keys have stopped.
    pub fn giver(&self) -> impl Fn() + Sync {
        let until = Instant::now() + PATIENCE;
        move || {
            while let Some(rest) = self.rest()
                && Instant::now() < until
            {
                thread::sleep(rest);
            }
        }
    }

    /// How long the last key still has the way.
    fn rest(&self) -> Option<Duration> {
        self.rest_at(self.since_begun())
    }

    /// The same at a moment, in microseconds.
    fn rest_at(&self, now: u64) -> Option<Duration> {
        let key = Some(self.0.key.load(Ordering::Relaxed)).filter(|key| *key > 0)?;
        let since = Duration::from_micros(now.saturating_sub(key));
        QUIET.checked_sub(since).filter(|rest| !rest.is_zero())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_has_the_way_for_a_while() {
        let way = Way::new();
        assert_eq!(way.rest(), None, "no key has come");
        way.key_came();
        let key = way.0.key.load(Ordering::Relaxed);
        let quiet = u64::try_from(QUIET.as_micros()).unwrap();
        assert_eq!(way.rest_at(key), Some(QUIET));
        assert_eq!(way.rest_at(key + quiet - 1), Some(Duration::from_micros(1)));
        assert_eq!(way.rest_at(key + quiet), None);
    }

    #[test]
    fn work_stands_still_after_a_key() {
        let way = Way::new();
        let begun = Instant::now();
        way.key_came();
        way.giver()();
        assert!(begun.elapsed() >= QUIET);
    }
}
