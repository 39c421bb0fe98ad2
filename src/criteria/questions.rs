//! Two questions of every result, never mixed: what does it rest on, and what would settle it.
//!
//! Both are answered exactly, or say that they are not. Smallest sets are put together from the leaves upward; each is
//! then tried on the whole guideline, and where findings work against each other the sets are searched by size.

use serde::{Serialize, Serializer};

use super::{
    complete::{MOST, twofold},
    context::Context,
    proof::Proof,
    removal::rests_on,
    settle::would_settle,
    value::Value,
};

/// The answers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Answers {
    /// Smallest sets of findings (by id) whose loss changes the result, smallest first.
    pub rests_on: Vec<Vec<String>>,
    /// Smallest sets of missing findings that would make it met, and those that would make it not met.
    pub would_settle: Vec<Settlement>,
    /// True when there was more than could be tried: the answers, or an undetermined value, may fall short.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub partial: bool,
}

/// What would have to be known for a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Settlement {
    pub value: Value,
    pub needs: Vec<Need>,
}

/// One missing finding, or one unanswered question.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// A record that shows this.
    Shows(String),
    /// A record that denies this.
    Denies(String),
    /// The reviewer's yes.
    Yes(String),
    /// The reviewer's no.
    No(String),
}

impl Need {
    /// In words that could go into a request to the provider.
    pub fn request(&self) -> String {
        match self {
            Self::Shows(asks) => format!("a record that shows {asks}"),
            Self::Denies(asks) => format!("a record that denies {asks}"),
            Self::Yes(question) => format!("yes to: {question}"),
            Self::No(question) => format!("no to: {question}"),
        }
    }
}

impl Serialize for Need {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.request())
    }
}

/// Answers both questions for a guideline's value.
pub fn answer(proof: &Proof, cx: &Context<'_>) -> Answers {
    let twofold = twofold(proof, &proof.root());
    let (rests_on, fewer) = rests_on(proof, cx, &twofold);
    let (would_settle, less) = would_settle(proof, &twofold);
    Answers { rests_on, would_settle, partial: fewer || less || twofold.len() > MOST }
}
