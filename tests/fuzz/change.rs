//! How an input is made: a seed, changed as a hand, a bad merge, a bad disk or an enemy would.

use std::ops::Range;

/// Draws that depend on the seed alone (splitmix64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to `n` without `n`; 0 when there is nothing to draw from.
    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.draw() % n.max(1) as u64).unwrap_or(0)
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn of<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }

    /// A short stretch of something so long.
    fn stretch(&mut self, length: usize) -> Range<usize> {
        let from = self.below(length + 1);
        let most = if self.one_in(8) { length } else { 12 };
        from..(from + 1 + self.below(most)).min(length).max(from)
    }
}

/// Longest input that is made by ordinary changes: most faults are small, and small ones are quick.
const MOST: usize = 4096;

/// What YAML and terminals make something of.
#[rustfmt::skip]
const TOKENS: &[&str] = &[
    "&a *a", "&a ", "*a", "<<: ", "<<: *a", "!!binary ", "!!str ", "!x ", "!<tag:x> ", "|", ">", "|2-\n", "|9\n  ",
    ">+\n", "|-\n", "%YAML 1.2\n---\n", "%TAG ! x\n", "---\n", "...\n", "--- |", "? ", "? [a]\n: ", ": ", ":", "- ", "-",
    "- - - ", "[", "]", "{", "}", "[]", "{}", "[[[[[[[[", "{a: {a: {a: ", "[{", "}]", ",", ", ,", "#", " #", "@", "`",
    "'", "''", "\"", "\"\"", "\\", "\"\\x1b\"", "\"\\u202E\"", "\"\\0\"", "\"\\L\"", "\"\\", "\\uD800", "\"\\U0010FFFF\"",
    "/", "\t", "\r", "\r\n", "\n", "\n\n", "\u{85}", "\u{2028}", "\u{2029}", "\u{feff}", "\u{202e}", "\u{2066}",
    "\u{200b}", "\u{200d}", "\u{0}", "\u{1b}[2J", "\u{1b}]52;c;eA==\u{7}", "\u{9b}31m", "\u{7f}", "\u{8}", "\u{c}",
    "\u{b}", "\u{a0}", "\u{3000}", "\u{e0041}", "\u{fe0f}", "\u{301}\u{301}\u{301}", "\u{130}", "\u{df}", "\u{fb03}",
    "\u{1f468}\u{200d}\u{1f469}", "\u{d55c}", "\u{ffff}", "\u{10ffff}", "\u{fffd}", "\u{ac00}\u{301}",
];

/// What may stand as a value, and what almost may.
#[rustfmt::skip]
const VALUES: &[&str] = &[
    "~", "null", "Null", "true", "yes", "no", "on", ".nan", ".inf", "-.inf", "NaN", "1e400", "1e-400", "0x7f", "0o17",
    "0b1", "+1", "-1", "-0", "0", "00", "1_000", "1.5", ".5", "5.", "1,000", "255", "256", "65536", "2147483648",
    "4294967295", "4294967296", "9223372036854775807", "9223372036854775808", "18446744073709551616",
    "99999999999999999999999999999999999999999", "0.0001", "0.00001", "9223372036854775.807", "12:30:45",
    "2026-02-30", "2026-02-29", "0000-00-00", "0001-01-01", "-9999-01-01", "9999-12-31", "10000-01-01", "2026", "2026-13",
    "2026-05", "9999", "0000", "2026-05-21T14:30", "9999-12-31T23:59", "-009999-01-01T00:00", "2026-05-21 24:00",
    "20260521T1430:00", "2026-W01-1", "about 2026", "3 weeks", "4 to 6 weeks", "6 to 4 weeks", "0 weeks",
    "999999999999 years", "9223372036854775 days", "-3 months", "3 months or more", "at least 3", "at most 2", "up to",
    "under 3 visits", "within 6 months", "before", "after", "since", "part of", "every part", "any part", "at least 99",
    "all", "any", "ask", "unless", "not", "absent", "present", "unknown", "requested", "planned", "C5-6", "L5-S1", "L4-5",
    "C0", "T13", "S5-C1", "L99999", "\u{e9}5", "L\u{660}", "left", "both", "same", "CM15-0000001", "../../etc/passwd",
];

/// Bytes that begin or end something.
const BYTES: &[u8] = b"\0\t\n\r\x0c\x1b\x7f\x80\xc3\xe2\xff !\"#%&'()*,-.:/0123579<>?@[]`{|}~aA_\\";

/// An input: one of `seeds`, changed up to six times.
pub fn changed(dice: &mut Dice, seeds: &[String]) -> String {
    let mut text = seeds[dice.below(seeds.len())].clone().into_bytes();
    text.truncate(MOST);
    for nth in 0..6 {
        // Mostly one or two: what is changed more is refused at its first fault.
        if nth > 0 && dice.one_in(2) {
            break;
        }
        let other = seeds[dice.below(seeds.len())].as_bytes();
        match dice.below(12) {
            0..=1 => bytes(dice, &mut text, other),
            2..=4 => lines(dice, &mut text, other),
            5..=7 => words(dice, &mut text, other),
            _ => value(dice, &mut text, other),
        }
    }
    text.truncate(MOST);
    if dice.one_in(400) {
        swell(dice, &mut text);
    }
    // Bytes that are no UTF-8 are refused before any reader sees them.
    String::from_utf8(text).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned())
}

fn insert(text: &mut Vec<u8>, at: usize, what: &[u8]) {
    text.splice(at..at, what.iter().copied());
}

/// Changes that know nothing of the text.
fn bytes(dice: &mut Dice, text: &mut Vec<u8>, other: &[u8]) {
    let at = dice.below(text.len() + 1);
    let range = dice.stretch(text.len());
    match dice.below(7) {
        0 if at < text.len() => text[at] ^= 1 << dice.below(8),
        1 if at < text.len() => text[at] = BYTES[dice.below(BYTES.len())],
        2 => insert(text, at, &[BYTES[dice.below(BYTES.len())]]),
        3 => drop(text.drain(range)),
        4 => {
            let copy = text[range].to_vec();
            insert(text, at, &copy);
        }
        5 => {
            let range = dice.stretch(other.len());
            insert(text, at, &other[range]);
        }
        _ => insert(text, at, dice.of(TOKENS).as_bytes()),
    }
    if dice.one_in(60) {
        text.truncate(at);
    }
}

/// Changes of whole lines and of how deep they stand.
fn lines(dice: &mut Dice, text: &mut Vec<u8>, other: &[u8]) {
    let mut all: Vec<Vec<u8>> = text.split(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
    let others: Vec<&[u8]> = other.split(|b| *b == b'\n').collect();
    let (at, to) = (dice.below(all.len()), dice.below(all.len() + 1));
    match dice.below(9) {
        0 => drop(all.remove(at)),
        1 => all.insert(to, all[at].clone()),
        2 => {
            let line = all.remove(at);
            all.insert(to.min(all.len()), line);
        }
        3 => insert(&mut all[at], 0, &b"          "[..dice.below(10)]),
        4 => {
            let blanks = all[at].iter().take_while(|b| **b == b' ').count();
            let fewer = dice.below(blanks + 1);
            all[at].drain(..fewer);
        }
        5 => {
            let from = dice.below(others.len());
            let count = 1 + dice.below(6);
            let taken = others[from..].iter().take(count).map(|line| line.to_vec());
            all.splice(to..to, taken);
        }
        6 => {
            let from = dice.below(others.len());
            all.truncate(at);
            all.extend(others[from..].iter().map(|line| line.to_vec()));
        }
        7 => drop(all.drain(dice.stretch(all.len()))),
        _ => insert(
            &mut all[at],
            0,
            [&b"\t"[..], b"- ", b"# ", b"? ", b"\xef\xbb\xbf"][dice.below(5)],
        ),
    }
    let end: &[u8] = match dice.below(40) {
        0 => b"\r",
        1 => b"\r\n",
        _ => b"\n",
    };
    *text = all.join(end);
}

/// Changes of one value: what stands between two blanks, or after the colon of a line.
fn words(dice: &mut Dice, text: &mut Vec<u8>, other: &[u8]) {
    let ends = |b: &u8| b" \n:,[]{}\"'".contains(b);
    let word = |dice: &mut Dice, text: &[u8]| {
        let at = dice.below(text.len());
        let from = text[..at].iter().rposition(ends).map_or(0, |i| i + 1);
        let to = text[at..].iter().position(ends).map_or(text.len(), |i| at + i);
        from..to.max(from)
    };
    let range = word(dice, text);
    match dice.below(6) {
        0 => drop(text.splice(range, dice.of(VALUES).bytes())),
        1 => {
            let taken = word(dice, other);
            text.splice(range, other[taken].iter().copied());
        }
        2 => {
            let value = text[range.start..].iter().position(|b| *b == b'\n');
            let end = value.map_or(text.len(), |i| range.start + i);
            text.splice(range.start..end, dice.of(TOKENS).bytes());
        }
        3 => {
            let long = *b"a9 -\"";
            let long = long[dice.below(long.len())];
            let count = 1 + dice.below(1200);
            text.splice(range, std::iter::repeat_n(long, count));
        }
        4 => {
            let copy = text[range.clone()].to_vec();
            insert(text, range.end, &copy);
        }
        _ => {
            let number = text.iter().enumerate().filter(|(_, b)| b.is_ascii_digit());
            let places: Vec<usize> = number.map(|(i, _)| i).collect();
            if !places.is_empty() {
                text[places[dice.below(places.len())]] =
                    b'0' + u8::try_from(dice.below(10)).unwrap_or(0);
            }
        }
    }
}

/// Changes that leave the form whole: the value of a key becomes that of the same key elsewhere, or one that
/// may stand there. Only so is much of what is read well reached.
fn value(dice: &mut Dice, text: &mut Vec<u8>, other: &[u8]) {
    let own = pairs(text);
    if own.is_empty() {
        return;
    }
    let (key, to) = own[dice.below(own.len())].clone();
    let key = text[key].to_vec();
    let same = |from: &[u8]| -> Vec<Vec<u8>> {
        let found = pairs(from).into_iter().filter(|(k, _)| from[k.clone()] == key[..]);
        found.map(|(_, value)| from[value].to_vec()).collect()
    };
    let known = [same(text), same(other)].concat();
    let new = match dice.below(3) {
        0 => dice.of(VALUES).as_bytes().to_vec(),
        _ => known[dice.below(known.len())].clone(),
    };
    text.splice(to, new);
}

/// Where keys and the values on their lines stand, in block and in flow.
fn pairs(text: &[u8]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut found = Vec::new();
    for colon in text.windows(2).enumerate().filter(|(_, w)| *w == b": ").map(|(at, _)| at) {
        let from = text[..colon].iter().rposition(|b| b"\n,{[".contains(b)).map_or(0, |at| at + 1);
        let blanks = text[from..colon].iter().take_while(|b| b" -".contains(b)).count();
        let value = colon + 2;
        let end = text[value..].iter().position(|b| b"\n,}]".contains(b));
        found.push((from + blanks..colon, value..end.map_or(text.len(), |end| value + end)));
    }
    found
}

/// Much of one thing, rarely: what is quadratic in it shows as a hang or as memory.
fn swell(dice: &mut Dice, text: &mut Vec<u8>) {
    let (what, most): (Vec<u8>, usize) = match dice.below(5) {
        0 => (dice.of(&["[", "{a: ", "- ", "? ", "\"", "[{"]).as_bytes().to_vec(), 3000),
        1 => (dice.of(TOKENS).as_bytes().to_vec(), 2000),
        2 => {
            let all: Vec<&[u8]> = text.split_inclusive(|b| *b == b'\n').collect();
            (all.get(dice.below(all.len())).map(|line| line.to_vec()).unwrap_or_default(), 400)
        }
        3 => (text[dice.stretch(text.len())].to_vec(), 400),
        _ => (vec![b'a'], 60_000),
    };
    let count = dice.below(most);
    let at = dice.below(text.len() + 1);
    insert(text, at, &what.repeat(count));
    text.truncate(64 * 1024);
}
