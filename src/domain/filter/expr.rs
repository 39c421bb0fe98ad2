//! What a filter means.

use crate::domain::{
    date::PartialDate,
    hold::Holder,
    queue::CaseState,
    words::{CaseKind, CaseOutcome, Priority, words},
};

/// A meaning. `And` and `Or` have two members at least and none of their own kind, `Not` holds no `Not`: so a
/// meaning has one spelling only, and its depth is that of the parentheses.
#[derive(Debug, Clone, PartialEq)]
pub enum Expr {
    /// The row says this somewhere; case folded.
    Text(String),
    Field(Test),
    Not(Box<Expr>),
    And(Vec<Expr>),
    Or(Vec<Expr>),
}

/// What a field asks.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    State(StateTest),
    Kind(CaseKind),
    Priority(Priority),
    Outcome(CaseOutcome),
    Number(String),
    Item(String),
    Region(String),
    Service(String),
    Items(Op, i64),
    Due(DueTest),
    Held(HeldTest),
    Has(Has),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StateTest {
    Is(CaseState),
    /// New or in work.
    Open,
}

/// A comparison. Without a sign it is `Is`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    Is,
    Less,
    AtMost,
    More,
    AtLeast,
}

impl Op {
    /// Longest first: `<=` begins with `<`.
    pub const SIGNS: [(&'static str, Self); 5] = [
        ("<=", Self::AtMost),
        (">=", Self::AtLeast),
        ("<", Self::Less),
        (">", Self::More),
        ("=", Self::Is),
    ];

    pub(super) fn holds<T: Ord>(self, a: &T, b: &T) -> bool {
        match self {
            Self::Is => a == b,
            Self::Less => a < b,
            Self::AtMost => a <= b,
            Self::More => a > b,
            Self::AtLeast => a >= b,
        }
    }
}

/// What is asked of the due moment. A final case is due no more: none of these lets it through.
#[derive(Debug, Clone, PartialEq)]
pub enum DueTest {
    /// Its clock has not started.
    None,
    Late,
    /// Days of the calendar from today; a late case has fewer than none.
    Days(Op, i64),
    /// To the minute.
    Hours(Op, i64),
    Date(Op, PartialDate),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeldTest {
    /// By another session of the same reviewer.
    Me,
    Other,
    No,
    Anybody,
    Name(String),
}

words! {
    /// What a case can have.
    Has, "a thing that a case has" {
        Draft = "draft",
        Attestation = "attestation",
        Aside = "aside",
        Amendment = "amendment",
        Records = "records",
        Clock = "clock",
        Problems = "problems",
    }
}

impl Expr {
    /// All of these. `None` when there are none.
    pub fn all(of: Vec<Self>) -> Option<Self> {
        let mut members = Vec::new();
        for expr in of {
            match expr {
                Self::And(inner) => members.extend(inner),
                other => members.push(other),
            }
        }
        if members.len() > 1 { Some(Self::And(members)) } else { members.pop() }
    }

    /// One of these at least. `None` when there are none.
    pub fn any(of: Vec<Self>) -> Option<Self> {
        let mut members = Vec::new();
        for expr in of {
            match expr {
                Self::Or(inner) => members.extend(inner),
                other => members.push(other),
            }
        }
        if members.len() > 1 { Some(Self::Or(members)) } else { members.pop() }
    }

    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }

    pub fn follows_clock(&self) -> bool {
        match self {
            Self::Field(Test::Due(_)) => true,
            Self::Text(_) | Self::Field(_) => false,
            Self::Not(inner) => inner.follows_clock(),
            Self::And(members) | Self::Or(members) => members.iter().any(Self::follows_clock),
        }
    }
}

impl HeldTest {
    pub(super) fn lets(&self, holder: Option<&Holder>, me: Option<&str>) -> bool {
        let Some(holder) = holder else { return *self == Self::No };
        let mine = me.is_some() && holder.reviewer.as_deref() == me;
        match self {
            Self::No => false,
            Self::Anybody => true,
            Self::Me => mine,
            Self::Other => !mine,
            Self::Name(name) => {
                let names = holder.reviewer.iter().chain([&holder.user]);
                names.into_iter().any(|known| known.to_lowercase() == *name)
            }
        }
    }
}
