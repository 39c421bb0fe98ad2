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
        let key = Some(self.0.key.load(Ordering::Relaxed)).filter(|key| *key > 0)?;
        let since = Duration::from_micros(self.since_begun().saturating_sub(key));
        QUIET.checked_sub(since).filter(|rest| !rest.is_zero())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_stands_still_until_the_keys_have_stopped() {
        let way = Way::new();
        let begun = Instant::now();
        way.giver()();
        assert!(begun.elapsed() < QUIET, "no key has come");
        way.key_came();
        let work = {
            let way = way.clone();
            thread::spawn(move || {
                let give_way = way.giver();
                give_way();
                Instant::now()
            })
        };
        let mut last = Instant::now();
        for _ in 0..10 {
            way.key_came();
            last = Instant::now();
            thread::sleep(QUIET / 5);
        }
        let went_on = work.join().unwrap();
        assert!(went_on.duration_since(last) + Duration::from_millis(1) >= QUIET, "{went_on:?}");
    }
}
