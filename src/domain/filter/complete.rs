//! What can come next while a filter is typed.

use super::{Field, Names, expr::Op};

/// What the last word of a filter can become.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Completion {
    /// The filter with as much of it as is certain.
    pub text: String,
    /// The words that begin so, in order.
    pub options: Vec<String>,
}

/// Completes the word at the end: the name of a field, or a value of the field before the colon.
pub fn complete(text: &str, names: &Names) -> Completion {
    let begins = text.rfind(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"'));
    let begins = begins.map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let word = text[begins..].trim_start_matches('-');
    let none = || Completion { text: text.to_owned(), options: Vec::new() };
    // Within quotes nothing is completed; two of them are closed.
    if word.is_empty() || text.matches('"').count() % 2 == 1 {
        return none();
    }
    let (typed, known, more) = match word.split_once(':') {
        None => {
            let fields = Field::ALL.iter().map(|f| format!("{f}:"));
            (word, fields.collect::<Vec<_>>(), "")
        }
        Some((field, value)) => {
            let Ok(field) = field.to_lowercase().parse::<Field>() else { return none() };
            let sign = Op::SIGNS.iter().find_map(|(sign, _)| value.strip_prefix(sign));
            (sign.unwrap_or(value), field.values(names), " ")
        }
    };
    let folded = typed.to_lowercase();
    let options: Vec<String> = known.into_iter().filter(|k| k.starts_with(&folded)).collect();
    let Some(first) = options.first() else { return none() };
    let common = options.iter().skip(1).fold(first.as_str(), |common, option| {
        let same = common.chars().zip(option.chars()).take_while(|(a, b)| a == b);
        let length = same.map(|(a, _)| a.len_utf8()).sum();
        &common[..length]
    });
    let kept = &text[..text.len() - typed.len()];
    let more = if options.len() == 1 { more } else { "" };
    Completion { text: format!("{kept}{common}{more}"), options }
}
