//! `SIGKILL` at random moments.

use std::{
    fs,
    io::{BufRead, BufReader, Read},
    process::Child,
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

use crate::stage::{Desk, all_is_whole, small, start};

/// How many processes are killed, over both tests.
fn kills() -> u64 {
    std::env::var("IMR_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(120)
}

/// A sequence of numbers that looks random and is the same each time (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % n
    }
}

/// What a child tells, line by line.
fn told(child: &mut Child) -> Receiver<String> {
    let (to, lines) = channel();
    let out = child.stdout.take().unwrap();
    thread::spawn(move || {
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            if to.send(line).is_err() {
                return;
            }
        }
    });
    lines
}

/// Each writer goes on in the draft that the killed one left. What it was told is kept is there.
pub fn kills_at_random_moments_lose_no_acknowledged_word() {
    let copy = small();
    let desk = Desk::open(copy.path());
    let mut dice = Dice(20_261_122);
    let (mut saves, mut most) = (0, 0);
    for n in 0..kills() * 3 / 4 {
        let mut child = start("writer", copy.path(), &[]);
        let lines = told(&mut child);
        // From the first word on: before it there is nothing to lose.
        let first = lines.recv().unwrap_or_else(|_| panic!("kill {n}: the writer did not write"));
        thread::sleep(Duration::from_micros(dice.below(12_000)));
        child.kill().unwrap();
        child.wait().unwrap();
        let last = lines.iter().last().unwrap_or(first);
        let last: usize = last.parse().unwrap();
        let words = desk.words().unwrap_or_else(|| panic!("kill {n}: the draft is gone"));
        let kept = words.split_whitespace().count();
        // One save may be on the disk and not be told any more.
        assert!(kept == last || kept == last + 1, "kill {n}: {kept} words, {last} were told");
        let whole: String = (1..=kept).map(|n| format!("word{n} ")).collect();
        assert_eq!(words, whole, "kill {n}: exactly, with its trailing blank");
        saves += last;
        most = most.max(last);
    }
    all_is_whole(&desk, copy.path());
    println!("  {} writers killed, {saves} saves, {most} at most in one", kills() * 3 / 4);
}

/// The finalization is killed anywhere; the next start finds nothing or all of it.
pub fn kills_at_random_moments_leave_whole_determinations() {
    let mut dice = Dice(46_106);
    let (mut done, mut not) = (0, 0);
    for n in 0..kills().div_ceil(4) {
        let copy = small();
        let desk = Desk::open(copy.path());
        let mut child = start("finalizer", copy.path(), &[]);
        let out = child.stdout.take().unwrap();
        let mut lines = BufReader::new(out);
        let mut saved = String::new();
        lines.read_line(&mut saved).unwrap();
        assert_eq!(saved, "saved\n", "kill {n}");
        thread::sleep(Duration::from_micros(dice.below(70_000)));
        child.kill().unwrap();
        child.wait().unwrap();
        let mut rest = String::new();
        lines.read_to_string(&mut rest).unwrap();
        all_is_whole(&desk, copy.path());
        let is_final = desk.store.determination(&desk.number).unwrap().is_some();
        assert!(is_final || rest.is_empty(), "kill {n}: told `{rest}`, and not final");
        if is_final {
            done += 1;
        } else {
            not += 1;
            assert_eq!(desk.words().as_deref(), Some("Why."), "kill {n}");
            // And the work goes on.
            let hold = desk.hold().unwrap();
            desk.store.finalize(&hold, &desk.prepared("Why.")).unwrap();
        }
        let leftovers = fs::read_dir(copy.file("determinations")).unwrap().count();
        assert!(leftovers <= 4, "kill {n}: {leftovers} files");
    }
    assert!(done > 0 && not > 0, "the moments were not spread: {done} final, {not} not");
    println!("  {done} were final after the kill, {not} were not");
}
