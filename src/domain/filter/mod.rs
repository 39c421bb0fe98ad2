//! The filter language of the queue: `due:<3d not state:final knee`. Read once into a [`Filter`], then asked row by row.
//!
//! [docs/filter.md](../../../docs/filter.md) tells it by examples, which `tests/filter.rs` reads.

mod columns;
mod complete;
mod expr;
mod field;
mod lexer;
mod parser;
mod print;
#[cfg(test)]
mod tests;

use std::fmt;

use jiff::civil::DateTime;

pub use columns::Plan;
pub use complete::{Completion, complete};
pub use expr::{DueTest, Expr, Has, HeldTest, Op, StateTest, Test};
pub use field::Field;

use super::{
    rows::{Bits, Rows},
    vocabulary::Vocabulary,
    words::ServiceKind,
};

/// A filter that was read: what the reviewer typed, and what it means.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filter {
    text: String,
    /// `None` lets every row through.
    expr: Option<Expr>,
}

/// From where rows are looked at: a filter knows no clock and no name of its own.
#[derive(Debug, Clone, Copy)]
pub struct Standpoint<'a> {
    /// The organization's local time.
    pub now: DateTime,
    /// Id of the reviewer who asks.
    pub me: Option<&'a str>,
}

/// The regions and services that the workspace speaks of: a value that is none of them is a mistake.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names {
    pub regions: Vec<String>,
    pub services: Vec<String>,
}

impl Names {
    pub fn of(vocabulary: &Vocabulary) -> Self {
        let kinds = ServiceKind::ALL.iter().map(|k| term(k.word()));
        let services = vocabulary.services.keys().map(|s| term(s));
        Self {
            regions: vocabulary.regions.keys().map(|r| term(r)).collect(),
            services: kinds.chain(services).collect(),
        }
    }
}

/// A term of the vocabulary, spelled so that `low-back` and `Low back` are one.
fn term(text: &str) -> String {
    text.to_lowercase().replace('-', " ")
}

/// What is wrong with a filter, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// From 0, in characters.
    pub at: usize,
    pub what: String,
    pub remedy: Option<String>,
    /// It is no mistake yet: more letters may make it right.
    pub unfinished: bool,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        match &self.remedy {
            Some(remedy) => write!(f, "; {remedy}"),
            None => Ok(()),
        }
    }
}

impl Fault {
    fn new(at: usize, what: impl Into<String>) -> Self {
        Self { at, what: what.into(), remedy: None, unfinished: false }
    }

    fn unfinished(at: usize, what: impl Into<String>) -> Self {
        Self { unfinished: true, ..Self::new(at, what) }
    }

    fn remedy(self, remedy: impl Into<Option<String>>) -> Self {
        Self { remedy: remedy.into(), ..self }
    }

    /// The filter with a mark under the fault: for a message of two lines and a reason.
    pub fn under(&self, text: &str) -> String {
        let lead: String = text.chars().take(self.at).map(|_| ' ').collect();
        format!("{text}\n{lead}^ {self}")
    }
}

impl Filter {
    /// Reads a filter.
    ///
    /// # Errors
    /// The first fault, with its column.
    pub fn read(text: &str, names: &Names) -> Result<Self, Fault> {
        Ok(Self { text: text.to_owned(), expr: parser::parse(text, names)? })
    }

    /// The filter that a meaning has.
    pub fn of(expr: Expr) -> Self {
        Self { text: expr.to_string(), expr: Some(expr) }
    }

    /// As it was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn expr(&self) -> Option<&Expr> {
        self.expr.as_ref()
    }

    /// True when it lets every row through.
    pub fn is_empty(&self) -> bool {
        self.expr.is_none()
    }

    /// Places of the rows that it lets through.
    pub fn places(&self, rows: &Rows, from: Standpoint<'_>) -> Vec<u32> {
        let Some(expr) = &self.expr else { return rows.places().collect() };
        let mut through = Bits::none(rows.end());
        Plan::of(expr, rows, from).select(rows, 0..rows.end(), &mut through);
        through.ones().collect()
    }

    /// True when another time may give other rows.
    pub fn follows_clock(&self) -> bool {
        self.expr.as_ref().is_some_and(Expr::follows_clock)
    }
}
