//! When the line can carry another frame. A terminal line tells nobody how much of what was written is still on its
//! way: on a pseudo-terminal the output queue always says nothing, and what sshd holds back nobody sees. So a frame
//! that follows at once is kept back until a slow line would have carried the one before: the newest counts, and those
//! between are never drawn. One that comes by itself is never kept back, and neither is a small one: what is typed after
//! a large frame does not wait for it.

use std::time::{Duration, Instant};

/// Bytes a second of the line that is reckoned with.
const LINE: u32 = 20_000;
/// How long the first frame of a run is kept back at most; each that follows it, twice as long.
const FIRST: Duration = Duration::from_millis(50);
/// A frame of so few bytes is not kept back: a character typed, a row scrolled in. Over a slow line it takes 13 ms.
pub const SMALL: usize = 256;
/// Doublings of that.
const MOST: u32 = 3;

#[derive(Debug, Default)]
pub struct Pace {
    last: Option<Sent>,
    /// Frames in a row that were kept back.
    run: u32,
}

#[derive(Debug, Clone, Copy)]
struct Sent {
    at: Instant,
    /// When a slow line would have carried it, and all before it.
    carried: Instant,
}

impl Pace {
    /// How long the next frame is to wait.
    pub fn wait(&self, now: Instant) -> Option<Duration> {
        let sent = self.last?;
        let patience = sent.at + FIRST * (1 << self.run.min(MOST));
        let left = sent.carried.min(patience).saturating_duration_since(now);
        (!left.is_zero()).then_some(left)
    }

    /// A small frame goes out though the line is behind: the line is behind by so much more, and no frame was kept back.
    pub fn slipped(&mut self, bytes: usize, now: Instant) {
        if let Some(sent) = &mut self.last {
            let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
            sent.carried = sent.carried.max(now) + Duration::from_secs(1) * bytes / LINE;
        }
    }

    /// A frame of so many bytes goes out; `waited`: it was kept back.
    pub fn sent(&mut self, bytes: usize, waited: bool, now: Instant) {
        // A line that was left alone has caught up by all that is known.
        let before = self.last.filter(|_| waited).map_or(now, |sent| sent.carried.max(now));
        self.run = if waited { self.run.saturating_add(1) } else { 0 };
        let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
        let carried = before + Duration::from_secs(1) * bytes / LINE;
        self.last = Some(Sent { at: now, carried });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keys at 30 a second for two seconds, each changing so many bytes, over a line of 20 KB/s: when the last frame
    /// has arrived after the last key, and how many frames there were.
    fn held(bytes: usize) -> (Duration, u32) {
        let begin = Instant::now();
        let key = Duration::from_secs(1) / 30;
        let (mut pace, mut frames, mut arrived) = (Pace::default(), 0, begin);
        let (mut now, mut pressed) = (begin, 0);
        while pressed < 60 {
            // The next key, then all that come while the frame is kept back.
            now = now.max(begin + key * pressed);
            let wait = pace.wait(now);
            now += wait.unwrap_or_default();
            while pressed < 60 && begin + key * pressed <= now {
                pressed += 1;
            }
            pace.sent(bytes, wait.is_some(), now);
            frames += 1;
            let carried = Duration::from_secs(1) * u32::try_from(bytes).unwrap() / LINE;
            arrived = arrived.max(now) + carried;
        }
        (arrived.saturating_duration_since(begin + key * 59), frames)
    }

    #[test]
    fn a_held_key_never_piles_frames_up() {
        // What the line carries anyway: every key is seen.
        assert_eq!(held(600).1, 60);
        assert!(held(600).0 < Duration::from_millis(40));
        for bytes in [1_000, 2_500, 5_000] {
            // The frame that is on its way, the last one, and what the begin of the run had piled up.
            let two = Duration::from_secs(2) * u32::try_from(bytes).unwrap() / LINE;
            let (late, frames) = held(bytes);
            assert!(late <= two + Duration::from_millis(120), "{bytes}: {late:?}");
            assert!(frames > 5, "{bytes}: {frames} frames");
        }
    }

    #[test]
    fn what_slips_through_counts_for_the_next_frame() {
        let now = Instant::now();
        let mut pace = Pace::default();
        pace.sent(400, false, now);
        assert_eq!(pace.wait(now), Some(Duration::from_millis(20)));
        pace.slipped(SMALL, now);
        assert_eq!(pace.wait(now), Some(Duration::from_micros(32_800)));
    }

    #[test]
    fn a_key_by_itself_is_shown_at_once() {
        let now = Instant::now();
        let mut pace = Pace::default();
        assert_eq!(pace.wait(now), None);
        pace.sent(6_000, false, now);
        assert_eq!(pace.wait(now + FIRST), None);
        assert!(pace.wait(now + FIRST / 2).is_some());
        pace.sent(40, false, now);
        assert_eq!(pace.wait(now + Duration::from_millis(2)), None);
    }
}
