//! Whether an answer can have been meant for the sheet that it answers: what makes a letter final is pressed by somebody who
//! has it before them, not by a finger that lies on the key.

use std::time::{Duration, Instant};

/// A letter stands so long, and no answer comes, before one counts: longer than a key is pressed twice by mistake, or
/// repeats while it is held.
const LETTER: Duration = Duration::from_millis(500);
/// The same for a question, which is shorter and can be taken back: what comes sooner was on its way already.
const QUESTION: Duration = Duration::from_millis(100);

/// The sheet that is on the screen; 0 before the first.
#[derive(Debug)]
pub struct Reading {
    sheet: u64,
    /// Since when it is, and nothing has answered it.
    since: Instant,
}

impl Reading {
    pub fn new(now: Instant) -> Self {
        Self { sheet: 0, since: now }
    }

    /// Which sheet is on the screen: what comes now answers it, however late it is carried in.
    pub fn sheet(&self) -> u64 {
        self.sheet
    }

    /// A frame is out.
    pub fn shown(&mut self, sheet: u64, now: Instant) {
        if self.sheet != sheet {
            *self = Self { sheet, since: now };
        }
    }

    /// Whether an answer counts for `asked`; `seen`: the sheet that was on the screen when it came.
    pub fn answers(&mut self, asked: u64, seen: u64, letter: bool, now: Instant) -> bool {
        let least = if letter { LETTER } else { QUESTION };
        let settled = now.saturating_duration_since(self.since) >= least;
        self.since = now;
        asked == seen && settled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_to_another_sheet_is_none() {
        let now = Instant::now();
        let mut reading = Reading::new(now);
        assert!(!reading.answers(1, reading.sheet(), false, now), "not drawn");
        reading.shown(1, now);
        let seen = reading.sheet();
        assert!(!reading.answers(1, seen, false, now), "it was on its way");
        assert!(reading.answers(1, seen, false, now + QUESTION));
        reading.shown(2, now);
        assert!(!reading.answers(2, seen, false, now + LETTER), "it came before the second");
    }

    #[test]
    fn a_key_that_is_held_or_pressed_twice_makes_no_letter_final() {
        let mut now = Instant::now();
        let mut reading = Reading::new(now);
        reading.shown(1, now);
        for _ in 0..60 {
            now += Duration::from_millis(33);
            assert!(!reading.answers(1, 1, true, now));
            reading.shown(1, now);
        }
        now += LETTER;
        assert!(reading.answers(1, 1, true, now));
    }
}
