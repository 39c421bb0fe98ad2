//! Three values, and for the third always why. Connectives are strong Kleene.

use serde::Serialize;

/// Value of a criterion, a clause or a leaf.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Value {
    Met,
    /// Some finding says no. Silence never is.
    NotMet,
    Undetermined(Why),
}

/// Why a value is not determined. The order is that of what a reader should hear first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// The record says both.
    Conflict,
    /// Only hedged, undated, unsided, second-hand or partly known findings.
    Unclear,
    /// A question that the reviewer has not answered.
    Unanswered,
    /// Nothing on it in the record.
    Silent,
}

impl Value {
    /// The word on screens, in files and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not met",
            Self::Undetermined(Why::Silent) => "silent",
            Self::Undetermined(Why::Unclear) => "unclear",
            Self::Undetermined(Why::Conflict) => "conflict",
            Self::Undetermined(Why::Unanswered) => "asked",
        }
    }

    /// Every part holds.
    pub fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        at_least(usize::MAX, parts)
    }

    /// Some part holds.
    pub fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        at_least(1, parts)
    }

    /// The opposite; what is undetermined stays so.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Met => Self::NotMet,
            Self::NotMet => Self::Met,
            open @ Self::Undetermined(_) => open,
        }
    }
}

impl Serialize for Value {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

/// At least `n` parts hold; `usize::MAX` means all of them.
/// Met when enough are met; not met when too few are left that could be; else undetermined.
pub fn at_least(n: usize, parts: impl IntoIterator<Item = Value>) -> Value {
    let (mut met, mut total, mut open) = (0, 0, Vec::new());
    for part in parts {
        total += 1;
        match part {
            Value::Met => met += 1,
            Value::NotMet => {}
            Value::Undetermined(why) => open.push(why),
        }
    }
    let needed = n.min(total);
    if met >= needed {
        return Value::Met;
    }
    match open.iter().min() {
        Some(why) if met + open.len() >= needed => Value::Undetermined(*why),
        _ => Value::NotMet,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn value() -> impl Strategy<Value = Value> {
        prop_oneof![
            Just(Value::Met),
            Just(Value::NotMet),
            Just(Value::Undetermined(Why::Silent)),
            Just(Value::Undetermined(Why::Conflict)),
        ]
    }

    proptest! {
        /// De Morgan and the order of arguments, over all three values.
        #[test]
        fn kleene_laws(parts in prop::collection::vec(value(), 1..8)) {
            let negated: Vec<Value> = parts.iter().map(|v| v.negated()).collect();
            let same = |a: Value, b: Value| match (a, b) {
                (Value::Undetermined(_), Value::Undetermined(_)) => true,
                (a, b) => a == b,
            };
            prop_assert!(same(Value::all(parts.clone()).negated(), Value::any(negated)));
            let reversed: Vec<Value> = parts.iter().rev().copied().collect();
            prop_assert_eq!(Value::any(parts.clone()), Value::any(reversed));
            prop_assert_eq!(at_least(parts.len(), parts.clone()), Value::all(parts));
        }

        /// `at least n` agrees with trying every completion of what is undetermined.
        #[test]
        fn at_least_is_exact(parts in prop::collection::vec(value(), 1..7), n in 1usize..7) {
            let n = n.min(parts.len());
            let open: Vec<usize> = (0..parts.len())
                .filter(|i| matches!(parts[*i], Value::Undetermined(_))).collect();
            let sure = parts.iter().filter(|v| **v == Value::Met).count();
            let (mut yes, mut no) = (false, false);
            for choice in 0..(1u32 << open.len()) {
                if sure + choice.count_ones() as usize >= n { yes = true } else { no = true }
            }
            match at_least(n, parts) {
                Value::Met => prop_assert!(yes && !no),
                Value::NotMet => prop_assert!(no && !yes),
                Value::Undetermined(_) => prop_assert!(yes && no),
            }
        }
    }
}
