//! What is wrong with a file, said so that a person can mend it.

use std::fmt;

/// A place in a text: line and column, both counted from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// One fault in one file: where, what, and what to do about it.
///
/// Printed as `file:line:column: what; remedy`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file's name inside the workspace, as the reader of the message knows it.
    pub file: String,
    pub at: Option<Position>,
    pub what: String,
    pub remedy: Option<String>,
}

impl Problem {
    pub fn new(what: impl Into<String>) -> Self {
        Self { file: String::new(), at: None, what: what.into(), remedy: None }
    }

    #[must_use]
    pub fn at(mut self, at: Position) -> Self {
        self.at = Some(at);
        self
    }

    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.file = file.into();
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.file.is_empty() {
            write!(f, "{}:", self.file)?;
        }
        if let Some(at) = self.at {
            write!(f, "{at}:")?;
        }
        if !self.file.is_empty() || self.at.is_some() {
            f.write_str(" ")?;
        }
        f.write_str(&self.what)?;
        if let Some(remedy) = &self.remedy {
            write!(f, "; {remedy}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problem {}

/// Where a value sits inside a file: the keys and list places that lead to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    Key(String),
    Index(usize),
}

/// A fault found in the *meaning* of a file that reads well: a duplicate id, a reference to nothing.
/// It knows the path of the value, not its line; `store` adds the position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub path: Vec<Step>,
    pub what: String,
    pub remedy: Option<String>,
}

impl Fault {
    pub fn new(path: Vec<Step>, what: impl Into<String>) -> Self {
        Self { path, what: what.into(), remedy: None }
    }

    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }
}

/// Builds a path: `path!["findings", 3, "document"]`.
#[macro_export]
macro_rules! path {
    ($($step:expr),* $(,)?) => { vec![$($crate::domain::problem::Step::from($step)),*] };
}

impl From<&str> for Step {
    fn from(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}

impl From<usize> for Step {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// "did you mean `x`?", or the closed list when nothing is near.
pub fn nearest_remedy<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Option<String> {
    if let Some(near) = nearest(word, known.clone()) {
        return Some(format!("did you mean `{near}`?"));
    }
    let all: Vec<&str> = known.into_iter().collect();
    match all.len() {
        0 => None,
        1..=12 => Some(format!("known here: {}", all.join(", "))),
        n => Some(format!("none of the {n} known words is near it")),
    }
}

/// The known word nearest to a mistyped one, when it is near enough to be meant.
/// Distance: optimal string alignment (insert, delete, replace, swap of neighbours), case folded.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = word.to_lowercase();
    let limit = (folded.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|k| (strsim::osa_distance(&folded, &k.to_lowercase()), k))
        .filter(|(d, _)| *d <= limit)
        .min()
        .map(|(_, k)| k)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_found_and_a_far_one_is_not() {
        assert_eq!(nearest("fidnings", ["findings", "items"]), Some("findings"));
        assert_eq!(nearest("Sevrice", ["service", "side"]), Some("service"));
        assert_eq!(nearest("zebra", ["findings", "items"]), None);
    }

    #[test]
    fn a_problem_prints_file_place_fault_and_remedy() {
        let p = Problem::new("unknown key `x`")
            .at(Position { line: 3, column: 5 })
            .remedy("did you mean `y`?")
            .in_file("cases/a.yaml");
        assert_eq!(p.to_string(), "cases/a.yaml:3:5: unknown key `x`; did you mean `y`?");
    }
}
