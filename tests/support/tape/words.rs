//! The words of a tape. Line ends mean nothing to VHS, so a word only remembers its line.

use super::Fault;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A command, a name, a number, a path.
    Bare,
    /// Between quotes of one of the three kinds. There are no escapes: a text that holds one kind of
    /// quotes stands in another.
    Text,
    /// Between slashes, which therefore cannot hold one.
    Pattern,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub line: usize,
    pub kind: Kind,
    pub text: String,
}

pub fn words(tape: &str) -> Result<Vec<Word>, Fault> {
    let mut words = Vec::new();
    for (index, content) in tape.lines().enumerate() {
        let line = index + 1;
        let mut rest = content.trim_start();
        while let Some(first) = rest.chars().next().filter(|first| *first != '#') {
            let (kind, text, after) = match first {
                '"' | '\'' | '`' => {
                    let (text, after) = quoted(rest, first, "text", line)?;
                    (Kind::Text, text, after)
                }
                '/' => {
                    let (text, after) = quoted(rest, first, "pattern", line)?;
                    (Kind::Pattern, text, after)
                }
                _ => {
                    let end = rest.find(|character: char| character.is_whitespace());
                    let (text, after) = rest.split_at(end.unwrap_or(rest.len()));
                    (Kind::Bare, text, after)
                }
            };
            if !after.is_empty() && !after.starts_with(char::is_whitespace) {
                let what = format!("a space is missing after {first}{text}{first}");
                return Err(Fault { line, what });
            }
            words.push(Word { line, kind, text: text.to_owned() });
            rest = after.trim_start();
        }
    }
    Ok(words)
}

/// The inside of a text that begins with its quote, and what follows it.
fn quoted<'a>(
    rest: &'a str,
    quote: char,
    name: &str,
    line: usize,
) -> Result<(&'a str, &'a str), Fault> {
    rest[1..].split_once(quote).ok_or_else(|| {
        let what = format!("the {name} {rest} has no end: {quote} is missing");
        Fault { line, what }
    })
}
