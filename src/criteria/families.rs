//! Families of smallest sets: the algebra behind "rests on" and "would settle it".
//!
//! The empty family means "impossible", the family of the empty set "holds already".

/// Members by number, one bit each.
pub type Set = u128;

/// Most pairs that are put together at once; beyond it the larger sets are left out, and that is said.
const PAIRS: usize = 1 << 14;

/// Most members whose every choice is tried when sets must be searched.
const SEARCHED: usize = 14;

/// Smallest sets, none inside another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Family {
    /// Fewest members first.
    pub sets: Vec<Set>,
    /// True when there was more than could be tried: sets may be missing, or be larger than need be.
    pub partial: bool,
}

impl Family {
    /// Impossible.
    pub fn none() -> Self {
        Self::default()
    }

    /// Holds already.
    pub fn already() -> Self {
        Self::only(0)
    }

    /// One set.
    pub fn only(set: Set) -> Self {
        Self { sets: vec![set], partial: false }
    }

    /// Holds already, or is impossible.
    pub fn fixed(holds: bool) -> Self {
        if holds { Self::already() } else { Self::none() }
    }

    /// Of these sets the smallest: no set that holds another is kept.
    pub fn of(mut sets: Vec<Set>, partial: bool) -> Self {
        if sets.len() > 1 {
            sets.sort_unstable_by_key(|set| (set.count_ones(), *set));
            let mut kept: Vec<Set> = Vec::with_capacity(sets.len());
            for set in sets {
                if !kept.iter().any(|k| k & set == *k) {
                    kept.push(set);
                }
            }
            sets = kept;
        }
        Self { sets, partial }
    }

    fn holds_already(&self) -> bool {
        self.sets.first() == Some(&0)
    }
}

/// One of the two.
pub fn either(a: Family, b: Family) -> Family {
    let partial = a.partial || b.partial;
    let (first, second) = if a.holds_already() { (b, a) } else { (a, b) };
    if first.sets.is_empty() || second.holds_already() {
        return Family { partial, ..second };
    }
    let mut sets = first.sets;
    sets.extend(second.sets);
    Family::of(sets, partial)
}

/// Both at once.
pub fn both(a: &Family, b: &Family) -> Family {
    let partial = a.partial || b.partial;
    if a.holds_already() || b.sets.is_empty() {
        return Family { partial, ..b.clone() };
    }
    if b.holds_already() || a.sets.is_empty() {
        return Family { partial, ..a.clone() };
    }
    let (mut left, mut right) = (a.sets.as_slice(), b.sets.as_slice());
    let too_many = left.len().saturating_mul(right.len()) > PAIRS;
    if too_many {
        let side = PAIRS.isqrt();
        left = &left[..left.len().min(side)];
        right = &right[..right.len().min(side)];
    }
    let pairs = left.iter().flat_map(|x| right.iter().map(move |y| x | y)).collect();
    Family::of(pairs, partial || too_many)
}

/// Any `n` of the families at once.
pub fn any_of(n: usize, families: &[Family]) -> Family {
    if n > families.len() {
        return Family::none();
    }
    if n == families.len() {
        return families.iter().fold(Family::already(), |all, family| both(&all, family));
    }
    // chosen[k]: k of the families looked at so far.
    let mut chosen = vec![Family::none(); n + 1];
    if let Some(none) = chosen.first_mut() {
        *none = Family::already();
    }
    for family in families {
        for k in (1..=n).rev() {
            let more = both(&chosen[k - 1], family);
            let before = std::mem::take(&mut chosen[k]);
            chosen[k] = either(before, more);
        }
    }
    chosen.pop().unwrap_or_default()
}

/// Smallest sets that do it, by trying every choice of growing size.
pub fn searched(among: &[Set], does: impl Fn(Set) -> bool) -> Family {
    let mut found: Vec<Set> = Vec::new();
    if among.len() > SEARCHED {
        // More than can be tried: single members are, and the answer says that it may lack others.
        found.extend(among.iter().filter(|set| does(**set)));
        return Family::of(found, true);
    }
    let mut choices: Vec<usize> = (1..1usize << among.len()).collect();
    choices.sort_by_key(|choice| choice.count_ones());
    for choice in choices {
        let chosen = among.iter().enumerate().filter(|(bit, _)| choice & (1 << bit) != 0);
        let set = chosen.fold(0, |set, (_, member)| set | member);
        if !found.iter().any(|small| small & set == *small) && does(set) {
            found.push(set);
        }
    }
    Family::of(found, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn family(sets: &[Set]) -> Family {
        Family { sets: sets.to_vec(), partial: false }
    }

    #[test]
    fn sets_that_hold_another_are_dropped() {
        assert_eq!(Family::of(vec![0b111, 0b010, 0b101], false), family(&[0b010, 0b101]));
        assert_eq!(either(family(&[0b110]), Family::already()), Family::already());
        assert_eq!(either(family(&[0b110]), family(&[0b010])), family(&[0b010]));
    }

    #[test]
    fn any_of_agrees_with_its_meaning() {
        let (a, b, c) = (Family::only(1), Family::only(2), Family::only(4));
        assert_eq!(any_of(2, &[a.clone(), b.clone(), c.clone()]), family(&[3, 5, 6]));
        assert_eq!(any_of(1, &[a.clone(), Family::already()]), Family::already());
        assert_eq!(any_of(3, &[a.clone(), b]), Family::none(), "impossible");
        assert_eq!(both(&a, &c), family(&[5]));
        assert_eq!(any_of(0, &[]), Family::already());
    }

    #[test]
    fn sets_are_searched_by_size() {
        let members = [1, 2, 4];
        assert_eq!(searched(&members, |set| set == 2 || set & 5 == 5), family(&[2, 5]));
        let many: Vec<Set> = (0..=SEARCHED).map(|bit| 1 << bit).collect();
        let found = searched(&many, |set| set & 1 == 1 || set & 6 == 6);
        assert_eq!(found, Family { sets: vec![1], partial: true }, "and says so");
    }
}
