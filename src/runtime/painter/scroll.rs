//! Rows that a terminal can move by itself.

use super::grid::Grid;

/// Fewer rows than this that are found elsewhere have not moved: they say the same by chance.
const ROWS: u16 = 2;

/// Rows `top..=bottom` move by `rows`; blank ones come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scroll {
    pub top: usize,
    pub bottom: usize,
    pub rows: usize,
    pub up: bool,
}

impl Scroll {
    /// The scroll that puts the most cells where the next frame has them.
    pub fn find(shown: &Grid, next: &Grid, apart: &[usize]) -> Option<Self> {
        let best = distances(shown, next, apart)
            .into_iter()
            .filter_map(|(rows, up)| region(shown, next, rows, up))
            .max_by_key(|(gain, _)| *gain);
        best.filter(|(gain, _)| *gain > 0).map(|(_, scroll)| scroll)
    }
}

/// By how much the most rows have moved that are found again whole, with the direction: the two likeliest.
fn distances(shown: &Grid, next: &Grid, apart: &[usize]) -> Vec<(usize, bool)> {
    let rows = next.rows();
    let mut votes = vec![[0_u16; 2]; rows];
    for y in apart {
        let row = next.row(*y);
        if row.ink() == 0 {
            continue;
        }
        for from in (0..rows).filter(|from| from != y && shown.row(*from) == row) {
            votes[from.abs_diff(*y)][usize::from(from > *y)] += 1;
        }
    }
    let voted = votes.iter().enumerate();
    let mut all: Vec<(u16, usize, bool)> =
        voted.flat_map(|(n, [down, up])| [(*down, n, false), (*up, n, true)]).collect();
    all.sort_unstable_by_key(|(votes, ..)| std::cmp::Reverse(*votes));
    all.into_iter().take(2).filter(|(votes, ..)| *votes >= ROWS).map(|(_, n, up)| (n, up)).collect()
}

/// The stretch of rows in which the most cells come to stand right, with how many.
fn region(shown: &Grid, next: &Grid, rows: usize, up: bool) -> Option<(i64, Scroll)> {
    let height = next.rows();
    if rows >= height {
        return None;
    }
    // Rows of the next frame whose source is on the screen.
    let (first, last) = if up { (0, height - rows) } else { (rows, height) };
    let mut best: Option<(i64, usize, usize)> = None;
    let (mut sum, mut begin) = (0, first);
    for y in first..last {
        let from = if up { y + rows } else { y - rows };
        if sum <= 0 {
            (sum, begin) = (0, y);
        }
        let right = |from| i64::try_from(shown.right(from, next, y)).unwrap_or_default();
        sum += right(from) - right(y);
        if best.is_none_or(|(most, ..)| sum > most) {
            best = Some((sum, begin, y));
        }
    }
    let (gain, begin, end) = best?;
    let (top, bottom) = if up { (begin, end + rows) } else { (begin - rows, end) };
    Some((gain, Scroll { top, bottom, rows, up }))
}
