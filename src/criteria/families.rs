//! Families of smallest sets: the algebra behind "rests on" and "would settle it".
//!
//! A family is a list of sets, none of which holds another; the empty family means "impossible", the family of the
//! empty set "holds already".

/// A sorted set of indices.
pub type Set = Vec<usize>;
/// Smallest sets, none inside another.
pub type Family = Vec<Set>;

/// Holds already.
pub fn already() -> Family {
    vec![Vec::new()]
}

/// One set.
pub fn only(mut set: Set) -> Family {
    set.sort_unstable();
    set.dedup();
    vec![set]
}

fn within(small: &[usize], large: &[usize]) -> bool {
    let mut rest = large.iter();
    small.iter().all(|x| rest.any(|y| y == x))
}

/// Drops sets that hold another; smallest first, then by content.
pub fn smallest(mut family: Family) -> Family {
    family.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    let mut kept: Family = Vec::with_capacity(family.len());
    for set in family {
        if !kept.iter().any(|k| within(k, &set)) {
            kept.push(set);
        }
    }
    kept
}

/// One of the two.
pub fn either(mut a: Family, b: Family) -> Family {
    a.extend(b);
    smallest(a)
}

/// Both at once.
pub fn both(a: &Family, b: &Family) -> Family {
    let mut pairs = Vec::with_capacity(a.len() * b.len());
    for x in a {
        for y in b {
            let mut set = x.clone();
            set.extend(y);
            set.sort_unstable();
            set.dedup();
            pairs.push(set);
        }
    }
    smallest(pairs)
}

/// Any `n` of the families at once.
pub fn any_of(n: usize, families: &[Family]) -> Family {
    // chosen[k]: k of the families looked at so far.
    let mut chosen: Vec<Family> = vec![Vec::new(); n + 1];
    if let Some(none) = chosen.first_mut() {
        *none = already();
    }
    for family in families {
        for k in (1..=n).rev() {
            let more = both(&chosen[k - 1], family);
            if !more.is_empty() {
                let before = std::mem::take(&mut chosen[k]);
                chosen[k] = either(before, more);
            }
        }
    }
    chosen.pop().unwrap_or_default()
}

/// Most members whose every choice is tried when sets must be searched.
const SEARCHED: usize = 14;

/// Smallest sets that do it, by trying every set of growing size.
pub fn searched(among: &[usize], does: impl Fn(&[usize]) -> bool) -> Family {
    if among.len() > SEARCHED {
        // More than can be tried: the sets of one are still exact.
        return among.iter().map(|i| vec![*i]).filter(|set| does(set)).collect();
    }
    let mut found = Family::new();
    let mut masks: Vec<usize> = (1..1usize << among.len()).collect();
    masks.sort_by_key(|mask| mask.count_ones());
    for mask in masks {
        let chosen = among.iter().enumerate().filter(|(bit, _)| mask & (1 << bit) != 0);
        let set: Set = chosen.map(|(_, i)| *i).collect();
        let held = |small: &Set| small.iter().all(|i| set.contains(i));
        if !found.iter().any(held) && does(&set) {
            found.push(set);
        }
    }
    smallest(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn smallest_sets_absorb_larger_ones() {
        let family = vec![vec![1, 2], vec![2], vec![1, 3], vec![1, 2, 3]];
        assert_eq!(smallest(family), vec![vec![2], vec![1, 3]]);
    }

    #[test]
    fn the_algebra_agrees_with_its_meaning() {
        let (a, b, c) = (only(vec![1]), only(vec![2]), only(vec![3]));
        assert_eq!(
            any_of(2, &[a.clone(), b.clone(), c.clone()]),
            vec![vec![1, 2], vec![1, 3], vec![2, 3]]
        );
        assert_eq!(any_of(1, &[a.clone(), already()]), already());
        assert_eq!(any_of(3, &[a.clone(), b]), Family::new(), "impossible");
        assert_eq!(both(&a, &c), vec![vec![1, 3]]);
        assert_eq!(any_of(0, &[]), already());
    }
}
