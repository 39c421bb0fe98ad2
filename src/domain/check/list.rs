//! The closed list of checks, a block for each family.

use super::{About, Severity};

/// Defines the checks: variant, id, severity, whether a reason takes it away, then what, rule and answer.
macro_rules! checks {
    ($($family:literal { $($variant:ident $id:literal $severity:ident $may:ident
        $what:literal $rule:literal $answer:literal;)+ })+) => {
        super::words! {
            /// A check, by its id: the number of its kind in the research behind it, and a word.
            CheckId, "a check" { $($($variant = $id),+),+ }
        }

        impl CheckId {
            /// All that is said of it.
            pub fn about(self) -> About {
                match self {
                    $($(Self::$variant => About {
                        family: $family,
                        id: $id,
                        severity: Severity::$severity,
                        dismissable: $may,
                        what: $what,
                        rule: $rule,
                        answer: $answer,
                    }),+),+
                }
            }
        }
    };
}

// The names that the rows use.
const MAY: bool = true;
const NEVER: bool = false;

checks! {
    "Decision and closing words" {
        Closing "L01-closing" Error NEVER
            "the last deciding sentence says the opposite of the outcome"
            "LC 4610.6(e): the determination states whether the disputed service is medically necessary"
            "change the closing words or the outcome: they are one decision";
        NoClosing "L01-no-closing" Info MAY
            "no sentence says whether the service is medically necessary"
            "LC 4610.6(e)"
            "close with the statutory words, or dismiss when the decision is plain without them";
    }
}
