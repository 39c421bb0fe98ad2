//! A meaning as a filter again.

use std::fmt;

use super::{
    expr::{DueTest, Expr, HeldTest, Op, StateTest, Test},
    field::spelled,
};

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(&quoted(text)),
            Self::Field(test) => test.fmt(f),
            Self::Not(inner) if matches!(**inner, Self::And(_) | Self::Or(_)) => {
                write!(f, "not ({inner})")
            }
            Self::Not(inner) => write!(f, "not {inner}"),
            Self::And(members) => {
                for (i, member) in members.iter().enumerate() {
                    f.write_str(if i > 0 { " " } else { "" })?;
                    match member {
                        Self::Or(_) => write!(f, "({member})")?,
                        _ => member.fmt(f)?,
                    }
                }
                Ok(())
            }
            Self::Or(members) => {
                for (i, member) in members.iter().enumerate() {
                    f.write_str(if i > 0 { " or " } else { "" })?;
                    member.fmt(f)?;
                }
                Ok(())
            }
        }
    }
}

impl fmt::Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (field, value) = match self {
            Self::State(StateTest::Open) => ("state", "open".to_owned()),
            Self::State(StateTest::Is(state)) => ("state", spelled(state.word())),
            Self::Kind(kind) => ("kind", spelled(kind.word())),
            Self::Priority(priority) => ("priority", spelled(priority.word())),
            Self::Outcome(outcome) => ("outcome", spelled(outcome.word())),
            Self::Has(has) => ("has", spelled(has.word())),
            Self::Number(text) => ("number", quoted_value(text)),
            Self::Item(text) => ("item", quoted_value(text)),
            Self::Region(term) => ("region", quoted_value(term)),
            Self::Service(term) => ("service", quoted_value(term)),
            Self::Items(op, count) => ("items", format!("{}{count}", sign(*op))),
            Self::Due(due) => ("due", due.to_string()),
            Self::Held(HeldTest::Me) => ("held", "me".to_owned()),
            Self::Held(HeldTest::Other) => ("held", "other".to_owned()),
            Self::Held(HeldTest::Anybody) => ("held", "anybody".to_owned()),
            Self::Held(HeldTest::No) => ("held", "no".to_owned()),
            Self::Held(HeldTest::Name(name)) => ("held", quoted_value(name)),
        };
        write!(f, "{field}:{value}")
    }
}

impl fmt::Display for DueTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("none"),
            Self::Late => f.write_str("late"),
            Self::Days(op, days) => write!(f, "{}{days}d", sign(*op)),
            Self::Hours(op, hours) => write!(f, "{}{hours}h", sign(*op)),
            Self::Date(op, date) => write!(f, "{}{date}", sign(*op)),
        }
    }
}

fn sign(op: Op) -> &'static str {
    match op {
        Op::Is => "",
        other => Op::SIGNS.iter().find(|(_, o)| *o == other).map_or("", |(sign, _)| sign),
    }
}

/// A text that would read as something else stands in quotes.
fn quoted(text: &str) -> String {
    let field = text
        .split_once(':')
        .is_some_and(|(name, _)| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic()));
    let plain = !field
        && !text.starts_with('-')
        && !matches!(text, "and" | "or" | "not")
        && !text.contains(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"'));
    if plain { text.to_owned() } else { in_quotes(text) }
}

fn quoted_value(text: &str) -> String {
    let plain = !text.starts_with(['<', '>', '='])
        && !text.contains(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"'));
    if plain { text.to_owned() } else { in_quotes(text) }
}

fn in_quotes(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
