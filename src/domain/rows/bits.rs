//! A set of places, a bit each.

use std::ops::Range;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bits(Vec<u64>);

const fn word(place: u32) -> usize {
    place as usize / 64
}

const fn bit(place: u32) -> u64 {
    1 << (place % 64)
}

impl Bits {
    /// None of so many places.
    pub fn none(end: u32) -> Self {
        Self(vec![0; (end as usize).div_ceil(64)])
    }

    pub fn has(&self, place: u32) -> bool {
        self.0.get(word(place)).is_some_and(|w| w & bit(place) != 0)
    }

    pub fn set(&mut self, place: u32) {
        if word(place) >= self.0.len() {
            self.0.resize(word(place) + 1, 0);
        }
        self.0[word(place)] |= bit(place);
    }

    pub fn clear(&mut self, place: u32) {
        if let Some(w) = self.0.get_mut(word(place)) {
            *w &= !bit(place);
        }
    }

    pub fn put(&mut self, place: u32, is: bool) {
        if is { self.set(place) } else { self.clear(place) }
    }

    /// Keeps only what is in the other, too.
    pub fn keep(&mut self, other: &Self) {
        self.0.truncate(other.0.len());
        self.0.iter_mut().zip(&other.0).for_each(|(word, with)| *word &= with);
    }

    pub fn set_all(&mut self, places: Range<u32>) {
        places.for_each(|place| self.set(place));
    }

    /// How many of these places are in it.
    pub fn count(&self) -> usize {
        self.0.iter().map(|w| w.count_ones() as usize).sum()
    }

    /// The places in it, in order.
    pub fn ones(&self) -> impl Iterator<Item = u32> {
        self.0.iter().zip((0_u32..).step_by(64)).flat_map(|(word, first)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let next = (rest != 0).then(|| first + rest.trailing_zeros());
                rest &= rest.wrapping_sub(1);
                next
            })
        })
    }
}
