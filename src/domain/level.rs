//! Spinal levels: `L5` is a root or vertebra, `L4-5` and `L5-S1` are discs, `L4-S1` is a stretch.

/// Two ends on one scale from C1 downward; a root or vertebra has equal ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Ends(u16, u16);

/// Place of a vertebra on one scale: C1 to C8 (the eighth root), T1 to T12, L1 to L5, S1 to S5.
fn place(letter: char, number: u16) -> Option<u16> {
    let (start, count) = match letter.to_ascii_uppercase() {
        'C' => (0, 8),
        'T' => (8, 12),
        'L' => (20, 5),
        'S' => (25, 5),
        _ => return None,
    };
    (1..=count).contains(&number).then_some(start + number)
}

fn ends(level: &str) -> Option<Ends> {
    let (first, second) = level.trim().split_once('-').unwrap_or((level.trim(), ""));
    let split = |part: &str| -> Option<(char, u16)> {
        let letter = part.chars().next()?;
        Some((letter, part.get(letter.len_utf8()..)?.parse().ok()?))
    };
    let (letter, number) = split(first.trim())?;
    let start = place(letter, number)?;
    let end = match second.trim() {
        "" => start,
        // `L4-5`: the letter carries on.
        s if s.starts_with(|c: char| c.is_ascii_digit()) => place(letter, s.parse().ok()?)?,
        s => {
            let (letter, number) = split(s)?;
            place(letter, number)?
        }
    };
    (start <= end).then_some(Ends(start, end))
}

/// True when a level is none that can be told: a letter and a number that name no place of the spine.
pub fn is_doubtful(level: &str) -> bool {
    let mut chars = level.trim().chars();
    let spinal = chars.next().is_some_and(|c| c.is_ascii_alphabetic())
        && chars.next().is_some_and(|c| c.is_ascii_digit());
    spinal && ends(level).is_none()
}

/// True when two levels can be one place: the same text, a root at its disc, or stretches that share a disc.
/// `L5` agrees with `L4-5` and with `L5-S1`; `L4-5` does not agree with `L5-S1`.
pub fn levels_agree(a: &str, b: &str) -> bool {
    let (Some(x), Some(y)) = (ends(a), ends(b)) else {
        return a.trim().eq_ignore_ascii_case(b.trim());
    };
    let (from, to) = (x.0.max(y.0), x.1.min(y.1));
    let single = x.0 == x.1 || y.0 == y.1;
    if single { from <= to } else { from < to }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_agree_with_their_discs_and_discs_only_with_themselves() {
        for (a, b, agree) in [
            ("L5", "L4-5", true),
            ("L5", "L5-S1", true),
            ("L3", "L4-5", false),
            ("L4-5", "L5-S1", false),
            ("L4-5", "l4-5", true),
            ("L4-S1", "L5-S1", true),
            ("C8", "C7-T1", true),
            ("S1", "L5-S1", true),
            ("right thumb", "right thumb", true),
            ("right thumb", "L5", false),
        ] {
            assert_eq!(levels_agree(a, b), agree, "{a} {b}");
            assert_eq!(levels_agree(b, a), agree, "{b} {a}");
        }
    }
}
