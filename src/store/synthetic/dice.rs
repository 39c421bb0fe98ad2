//! Numbers that look thrown and are not: each case has its own row of them, whatever other cases there are.

/// `SplitMix64` (Steele, Lea, Flood 2014), seeded by the case.
pub struct Dice(u64);

impl Dice {
    pub fn of_case(case: u32) -> Self {
        Self((u64::from(case) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    fn thrown(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 to `most`, both included.
    pub fn up_to(&mut self, most: u32) -> u32 {
        u32::try_from(self.thrown() % (u64::from(most) + 1)).unwrap_or(most)
    }

    /// From `least` to `most`, both included.
    pub fn between(&mut self, least: u32, most: u32) -> u32 {
        least + self.up_to(most - least)
    }

    /// True in so many of a hundred cases.
    pub fn percent(&mut self, percent: u32) -> bool {
        self.up_to(99) < percent
    }

    pub fn one_of<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.place_in(list)]
    }

    /// A place in a list that is not empty.
    pub fn place_in<T>(&mut self, list: &[T]) -> usize {
        usize::try_from(self.thrown() % list.len() as u64).unwrap_or_default()
    }
}
