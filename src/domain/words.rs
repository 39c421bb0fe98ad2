//! The closed word lists that case files, guideline files and screens share: one spelling each.

/// Defines an enum whose variants each have one word, in files, on screens and in messages.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $what:literal { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize,
        )]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// Every value, in the order in which they are declared.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The one word for it.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.word())
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;
            fn from_str(text: &str) -> Result<Self, String> {
                Self::ALL.iter().copied().find(|v| v.word() == text).ok_or_else(|| {
                    let remedy = $crate::domain::problem::nearest_remedy(text, Self::ALL.iter().map(|v| v.word()));
                    format!("`{text}` is not {}; {}", $what, remedy.unwrap_or_default())
                })
            }
        }
    };
}

pub(crate) use words;

/// How many of a thing: `4 cases`, `1 case`.
pub fn counted(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

words! {
    /// The two kinds of review with clocks of their own (LC 4610.6(d)).
    CaseKind, "a kind of case" { Regular = "regular", Formulary = "formulary" }
}

words! {
    /// Expedited: an imminent and serious threat to health is certified (LC 4610.5(n)).
    Priority, "a priority" { Standard = "standard", Expedited = "expedited" }
}

words! {
    /// Whether the claims administrator's records have all come.
    RecordsState, "a state of the records" { Complete = "complete", Incomplete = "incomplete" }
}

words! {
    /// What a disputed item asks for; the State's taxonomy of published decisions.
    ServiceKind, "a kind of service" {
        DiagnosticTest = "diagnostic test",
        Drug = "drug",
        Surgery = "surgery",
        SurgerySupport = "surgery support",
        Injection = "injection",
        Therapy = "therapy",
        Equipment = "equipment",
        Program = "program",
        Psychological = "psychological",
        HomeHealth = "home health",
        Consultation = "consultation",
        Transport = "transport",
    }
}

words! {
    /// The side of the body.
    Side, "a side" { Left = "left", Right = "right", Bilateral = "bilateral" }
}

words! {
    /// What utilization review did with a request. Only these two reach IMR (LC 4610.5(a)).
    UrAction, "an action of utilization review" { Denied = "denied", Modified = "modified" }
}

words! {
    /// How sure the record itself is.
    Certainty, "a certainty" { Certain = "certain", Hedged = "hedged" }
}

words! {
    /// Who established a finding. The order is that of witnesses: first is heard first.
    Origin, "an origin of a finding" {
        /// Found by an examiner on the patient.
        Exam = "exam",
        /// Read from images by whoever interpreted them.
        Imaging = "imaging",
        /// A laboratory, electrodiagnostic or scored test.
        Test = "test",
        /// Stated by a provider as history, treatment or plan.
        Provider = "provider",
        /// Reported by the patient.
        Patient = "patient",
        /// Stated by the claims administrator or its utilization review.
        Administrator = "administrator",
        /// Words of a guideline quoted in the record: never a fact about the patient.
        Guideline = "guideline",
    }
}

words! {
    /// How a thing stands in the record: the word after `as`.
    Standing, "a standing" {
        Present = "present",
        History = "history",
        Planned = "planned",
        Considered = "considered",
        Suspected = "suspected",
        Refused = "refused",
        Avoided = "to be avoided",
        /// Asked for by the disputed item itself; only a request's own parts stand so.
        Requested = "requested",
    }
}

words! {
    /// Decision on one item. There are exactly two: a reviewer never allows a part of an item.
    Outcome, "an outcome" {
        /// The denial stands: not medically necessary.
        Upheld = "upheld",
        /// The treatment is medically necessary and must be authorized or reimbursed.
        Overturned = "overturned",
    }
}

words! {
    /// Outcome of a case, computed from its items (the State's three words).
    CaseOutcome, "an outcome of a case" {
        Uphold = "Uphold",
        Overturn = "Overturn",
        PartiallyOverturn = "Partially Overturn",
    }
}

words! {
    /// Where a guideline stands in the search sequence of 8 CCR 9792.21.1. The order is the sequence.
    Tier, "a tier" {
        /// The Medical Treatment Utilization Schedule itself.
        Mtus = "MTUS",
        /// Step 2A: most current ACOEM or ODG.
        AcoemOrOdg = "ACOEM or ODG",
        /// Step 2B: other evidence-based national guidelines.
        National = "national guideline",
        /// Step 2C: current peer-reviewed studies.
        Study = "study",
        /// Payer coverage policy: useful, public, no step of the sequence.
        Coverage = "coverage policy",
    }
}

words! {
    /// How far a guideline's text was confirmed when its criteria were written down.
    Confidence, "a confidence mark" {
        /// The issuing body's own text was read.
        A = "A",
        /// The issuing body's wording was read in a reproduction.
        AStar = "A*",
        /// A secondary source that quotes or summarizes it was read.
        B = "B",
        /// General knowledge, unconfirmed; screens say so.
        C = "C",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_word_names_the_nearest() {
        let e = "exm".parse::<Origin>().unwrap_err();
        assert_eq!(e, "`exm` is not an origin of a finding; did you mean `exam`?");
        let e = "maybe".parse::<Outcome>().unwrap_err();
        assert_eq!(e, "`maybe` is not an outcome; known here: upheld, overturned");
    }
}
