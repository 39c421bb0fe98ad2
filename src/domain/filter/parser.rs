//! From words to a meaning: `or` binds least, then what stands side by side (`and` may be said), then `not` and `-`.

use super::{
    Fault, Names,
    expr::Expr,
    field::{self, Given},
    lexer::{Kind, Token, tokens},
};

/// Deeper than anyone means; the stack has room for many more.
const DEEPEST: usize = 40;

struct Parser<'a> {
    tokens: Vec<Token>,
    at: usize,
    /// Where the text ends.
    end: usize,
    names: &'a Names,
}

/// Reads a filter; nothing but blanks lets every row through.
pub fn parse(text: &str, names: &Names) -> Result<Option<Expr>, Fault> {
    let end = text.chars().count();
    let mut parser = Parser { tokens: tokens(text)?, at: 0, end, names };
    if parser.tokens.is_empty() {
        return Ok(None);
    }
    let expr = parser.either(0)?;
    match parser.peek() {
        None => Ok(Some(expr)),
        Some(token) => Err(Fault::new(token.at, "this `)` closes nothing")),
    }
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn take(&mut self, kind: &Kind) -> bool {
        let there = self.peek().is_some_and(|t| t.kind == *kind);
        self.at += usize::from(there);
        there
    }

    fn either(&mut self, depth: usize) -> Result<Expr, Fault> {
        let first = self.side_by_side(depth)?;
        let mut members = Vec::new();
        while self.take(&Kind::Or) {
            members.push(self.side_by_side(depth)?);
        }
        Ok(joined(first, members, Expr::any))
    }

    fn side_by_side(&mut self, depth: usize) -> Result<Expr, Fault> {
        let first = self.term(depth)?;
        let mut members = Vec::new();
        while self.take(&Kind::And)
            || self.peek().is_some_and(|t| !matches!(t.kind, Kind::Or | Kind::Close))
        {
            members.push(self.term(depth)?);
        }
        Ok(joined(first, members, Expr::all))
    }

    fn term(&mut self, depth: usize) -> Result<Expr, Fault> {
        let mut negated = false;
        while self.take(&Kind::Not) || self.take(&Kind::Minus) {
            negated = !negated;
        }
        let expr = self.plain(depth)?;
        Ok(if negated { expr.negated() } else { expr })
    }

    fn plain(&mut self, depth: usize) -> Result<Expr, Fault> {
        let Some(token) = self.peek().cloned() else {
            return Err(Fault::unfinished(self.end, "a word or a field comes here"));
        };
        self.at += 1;
        match token.kind {
            Kind::Text(text) => Ok(Expr::Text(text.to_lowercase())),
            Kind::Field { name, op, value, value_at, last } => {
                let given = Given { at: token.at, op, value: &value, value_at, last };
                field::test(&name, &given, self.names).map(Expr::Field)
            }
            Kind::Open if depth == DEEPEST => {
                Err(Fault::new(token.at, format!("more than {DEEPEST} parentheses in each other")))
            }
            Kind::Open => {
                let expr = self.either(depth + 1)?;
                if self.take(&Kind::Close) {
                    return Ok(expr);
                }
                Err(Fault::unfinished(token.at, "this `(` is not closed"))
            }
            kind => {
                let word = match kind {
                    Kind::And => "and",
                    Kind::Or => "or",
                    _ => ")",
                };
                let what = format!("a word or a field must stand before this `{word}`");
                let quote = format!("to look for the word itself, write \"{word}\"");
                Err(Fault::new(token.at, what).remedy((word != ")").then_some(quote)))
            }
        }
    }
}

fn joined(first: Expr, more: Vec<Expr>, join: impl Fn(Vec<Expr>) -> Option<Expr>) -> Expr {
    if more.is_empty() {
        return first;
    }
    let mut members = vec![first.clone()];
    members.extend(more);
    join(members).unwrap_or(first)
}
