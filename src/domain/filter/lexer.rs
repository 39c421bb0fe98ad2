//! A filter cut into words, each with its column.

use super::{Fault, expr::Op};

/// A piece of a filter.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// From 0, in characters.
    pub at: usize,
    pub kind: Kind,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    Open,
    Close,
    /// A `-` before a term.
    Minus,
    And,
    Or,
    Not,
    Text(String),
    /// `name:<value`
    Field {
        name: String,
        op: Option<Op>,
        value: String,
        value_at: usize,
        /// The filter ends with this value: more of it may come.
        last: bool,
    },
}

struct Lexer {
    chars: Vec<char>,
    at: usize,
}

pub fn tokens(text: &str) -> Result<Vec<Token>, Fault> {
    let mut lexer = Lexer { chars: text.chars().collect(), at: 0 };
    let mut tokens = Vec::new();
    while let Some(token) = lexer.next()? {
        tokens.push(token);
    }
    Ok(tokens)
}

fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '"')
}

impl Lexer {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn next(&mut self) -> Result<Option<Token>, Fault> {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
        let at = self.at;
        let Some(first) = self.peek() else { return Ok(None) };
        let kind = match first {
            '(' => self.one(Kind::Open),
            ')' => self.one(Kind::Close),
            '-' => self.one(Kind::Minus),
            '"' => Kind::Text(self.quoted()?),
            _ => self.word()?,
        };
        Ok(Some(Token { at, kind }))
    }

    fn one(&mut self, kind: Kind) -> Kind {
        self.at += 1;
        kind
    }

    /// A text in quotes; a backslash before a quote or a backslash makes it one of the text.
    fn quoted(&mut self) -> Result<String, Fault> {
        let begins = self.at;
        self.at += 1;
        let mut text = String::new();
        while let Some(c) = self.peek() {
            self.at += 1;
            match c {
                '"' if text.is_empty() => {
                    return Err(Fault::new(begins, "nothing stands between these quotes"));
                }
                '"' => return Ok(text),
                '\\' => {
                    let Some(next) = self.peek() else { break };
                    self.at += 1;
                    text.push(next);
                }
                c => text.push(c),
            }
        }
        Err(Fault::unfinished(begins, "this quote is not closed"))
    }

    fn word(&mut self) -> Result<Kind, Fault> {
        let mut word = String::new();
        while let Some(c) = self.peek().filter(|c| !ends_word(*c)) {
            self.at += 1;
            if c == ':' && !word.is_empty() && word.chars().all(|c| c.is_ascii_alphabetic()) {
                return self.field(word);
            }
            word.push(c);
        }
        Ok(match word.to_lowercase().as_str() {
            "and" => Kind::And,
            "or" => Kind::Or,
            "not" => Kind::Not,
            _ => Kind::Text(word),
        })
    }

    fn field(&mut self, name: String) -> Result<Kind, Fault> {
        let rest = &self.chars[self.at..];
        let signs = Op::SIGNS.iter();
        let sign =
            signs.into_iter().find(|(s, _)| rest.starts_with(&s.chars().collect::<Vec<_>>()));
        self.at += sign.map_or(0, |(s, _)| s.len());
        let value_at = self.at;
        let value = if self.peek() == Some('"') {
            self.quoted()?
        } else {
            let rest = self.chars[self.at..].iter();
            let value: String = rest.take_while(|c| !ends_word(**c)).collect();
            self.at += value.chars().count();
            value
        };
        let last = self.at == self.chars.len();
        Ok(Kind::Field { name, op: sign.map(|(_, op)| *op), value, value_at, last })
    }
}
