//! A Rust source as words and marks: comments are gone, a string or a character is one mark. Enough
//! to find paths and attributes; it is no parser.

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// An identifier, a keyword or a number.
    Word(String),
    /// `::`
    Colons,
    Mark(char),
    /// A string or a character, whatever it says.
    Literal,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// From 1.
    pub line: usize,
    pub kind: Kind,
}

impl Token {
    pub fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    pub fn is(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }
}

/// The tokens of a source.
pub fn tokens(source: &str) -> Vec<Token> {
    let characters: Vec<char> = source.chars().collect();
    let mut found = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < characters.len() {
        let (kind, length) = next(&characters[at..]);
        if let Some(kind) = kind {
            found.push(Token { line, kind });
        }
        line += characters[at..at + length].iter().filter(|c| **c == '\n').count();
        at += length;
    }
    found
}

/// What the text begins with, and how many characters that takes.
fn next(text: &[char]) -> (Option<Kind>, usize) {
    let second = text.get(1).copied().unwrap_or_default();
    match text[0] {
        '/' if second == '/' => (None, length(text, |c| c != '\n')),
        '/' if second == '*' => (None, block_comment(text)),
        '"' => (Some(Kind::Literal), quoted(text, '"')),
        '\'' if second != '\\' && text.get(2) != Some(&'\'') => {
            // A lifetime or a label.
            (None, 1 + length(&text[1..], is_word))
        }
        '\'' => (Some(Kind::Literal), quoted(text, '\'')),
        ':' if second == ':' => (Some(Kind::Colons), 2),
        c if is_word(c) => word(text),
        c if c.is_whitespace() => (None, 1),
        c => (Some(Kind::Mark(c)), 1),
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn length(text: &[char], belongs: impl Fn(char) -> bool) -> usize {
    text.iter().take_while(|c| belongs(**c)).count()
}

/// A word, or the literal that a prefix of letters begins: `r"…"`, `br#"…"#`, `b'…'`.
fn word(text: &[char]) -> (Option<Kind>, usize) {
    let letters = length(text, is_word);
    let word: String = text[..letters].iter().collect();
    let rest = &text[letters..];
    let hashes = length(rest, |c| c == '#');
    match (word.as_str(), rest.first(), rest.get(hashes)) {
        ("r" | "br" | "cr", _, Some('"')) => {
            let close: Vec<char> = std::iter::once('"').chain("#".repeat(hashes).chars()).collect();
            let from = letters + hashes + 1;
            let body = text[from..].windows(close.len()).position(|w| w == close);
            let end = body.map_or(text.len(), |body| from + body + close.len());
            (Some(Kind::Literal), end)
        }
        ("b" | "c", Some('"'), _) => (Some(Kind::Literal), letters + quoted(rest, '"')),
        ("b", Some('\''), _) => (Some(Kind::Literal), letters + quoted(rest, '\'')),
        ("r", Some('#'), _) => {
            // A raw identifier.
            let name = length(&rest[1..], is_word);
            let name: String = rest[1..=name].iter().collect();
            (Some(Kind::Word(name.clone())), letters + 1 + name.chars().count())
        }
        _ => (Some(Kind::Word(word)), letters),
    }
}

fn quoted(text: &[char], quote: char) -> usize {
    let mut at = 1;
    while at < text.len() && text[at] != quote {
        at += if text[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(text.len())
}

fn block_comment(text: &[char]) -> usize {
    let (mut at, mut depth) = (2, 1);
    while at < text.len() && depth > 0 {
        match (text[at], text.get(at + 1)) {
            ('*', Some('/')) => (at, depth) = (at + 2, depth - 1),
            ('/', Some('*')) => (at, depth) = (at + 2, depth + 1),
            _ => at += 1,
        }
    }
    at
}

/// The tokens without the items that stand under `#[cfg(test)]`.
pub fn without_tests(tokens: &[Token]) -> Vec<Token> {
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if begins_test(&tokens[at..]) {
            at += 1;
            at += group(&tokens[at..]);
            at += item(&tokens[at..]);
        } else {
            kept.push(tokens[at].clone());
            at += 1;
        }
    }
    kept
}

fn begins_test(tokens: &[Token]) -> bool {
    let said: Vec<String> = tokens
        .iter()
        .take(6)
        .map(|token| match &token.kind {
            Kind::Word(word) => word.clone(),
            Kind::Mark(mark) => mark.to_string(),
            Kind::Colons | Kind::Literal => String::new(),
        })
        .collect();
    said == ["#", "[", "cfg", "(", "test", ")"]
}

/// How many tokens the bracketed group takes that the tokens begin with.
pub fn group(tokens: &[Token]) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Mark('(' | '[' | '{') => depth += 1,
            Kind::Mark(')' | ']' | '}') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}

/// How many tokens an item takes: up to its `;` or the end of its braces.
fn item(tokens: &[Token]) -> usize {
    let mut at = 0;
    while at < tokens.len() {
        match tokens[at].kind {
            Kind::Mark(';') => return at + 1,
            Kind::Mark('{') => {
                let end = at + group(&tokens[at..]);
                // The braces of `use a::{b, c};` do not end it.
                return end + usize::from(tokens.get(end).is_some_and(|t| t.is(';')));
            }
            Kind::Mark('(' | '[') => at += group(&tokens[at..]),
            _ => at += 1,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<String> {
        tokens(source).iter().filter_map(|t| t.word().map(str::to_owned)).collect()
    }

    #[test]
    fn comments_and_literals_say_nothing() {
        let source = r##"
            a // b
            /* c /* d */ e */ f "g \" h" 'i' '\'' b'"' r#"j " k"# br"l" r#type 'static x: &'m str
        "##;
        assert_eq!(words(source), ["a", "f", "type", "x", "str"]);
    }

    #[test]
    fn lines_are_counted_through_literals() {
        let found = tokens("\"one\ntwo\"\n/* three\n */ here");
        assert_eq!(found.last().map(|t| t.line), Some(4));
    }

    #[test]
    fn what_is_for_tests_only_is_left_out_and_nothing_else() {
        let source = "
            use a;
            #[cfg(test)] mod tests { fn f() { g } }
            #[cfg(test)] #[allow(dead_code)] pub mod testing;
            #[cfg(test)] use b::{c, d};
            #[cfg(unix)] use e;
            fn h() {}";
        let kept = without_tests(&tokens(source));
        let kept: Vec<&str> = kept.iter().filter_map(Token::word).collect();
        assert_eq!(kept, ["use", "a", "cfg", "unix", "use", "e", "fn", "h"]);
    }
}
