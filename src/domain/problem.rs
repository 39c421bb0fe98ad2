//! What is wrong with a file, said so that a person can mend it.

use std::{collections::HashMap, fmt};

use super::visible::visible;

/// A place in a text: line and column, both counted from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

impl Position {
    /// The place right after a text.
    pub fn after(text: &str) -> Self {
        // YAML ends a line with a return alone, too.
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let line = text.rsplit('\n').next().unwrap_or_default();
        Self { line: text.matches('\n').count() + 1, column: line.chars().count() + 1 }
    }
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
        Self { file: String::new(), at: None, what: said(&what.into()), remedy: None }
    }

    #[must_use]
    pub fn at(mut self, at: Position) -> Self {
        self.at = Some(at);
        self
    }

    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(said(&remedy.into()));
        self
    }

    /// The problems of one file from top to bottom. Of very many, the first stand for the rest.
    pub fn in_order(mut problems: Vec<Self>) -> Vec<Self> {
        problems.sort_by_key(|p| p.at);
        let more = problems.len().saturating_sub(MOST);
        if more > 0 {
            problems.truncate(MOST + 1);
            if let Some(last) = problems.last_mut() {
                last.what = format!("{more} more faults begin here");
                last.remedy = Some("mend those above first".to_owned());
            }
        }
        problems
    }

    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.file = said(&file.into());
        self
    }
}

impl From<Fault> for Problem {
    /// Without its place.
    fn from(fault: Fault) -> Self {
        fault.remedy.into_iter().fold(Self::new(fault.what), Self::remedy)
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
    /// The value, and how many characters of it stand before the fault.
    pub within: Option<(String, usize)>,
}

impl Fault {
    #[must_use]
    pub fn within(mut self, value: &str, at: usize) -> Self {
        self.within = Some((value.to_owned(), at));
        self
    }

    pub fn new(path: Vec<Step>, what: impl Into<String>) -> Self {
        Self { path, what: what.into(), remedy: None, within: None }
    }

    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    /// The same fault of a value that stands under `key`.
    #[must_use]
    pub fn below(mut self, key: &str) -> Self {
        self.path.insert(0, Step::from(key));
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

/// Most problems of one file that are shown.
const MOST: usize = 100;
/// Longest quotation in a message, and longest message, in characters.
const QUOTED: usize = 60;
const SAID: usize = 600;

/// A message as one visible line. It quotes words of a file: a control character must not reach the
/// terminal, and a page put where a word belongs must not bury the message.
fn said(text: &str) -> String {
    let line = visible(text).replace('\n', " ");
    if line.chars().count() <= QUOTED {
        return line;
    }
    let parts = line.split('`').enumerate();
    let parts = parts.map(|(i, part)| if i % 2 == 1 { cut(part, QUOTED) } else { part.to_owned() });
    cut(&parts.collect::<Vec<_>>().join("`"), SAID)
}

fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// "did you mean `x`?", or the closed list when nothing is near.
pub fn nearest_remedy<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Option<String> {
    if let Some(near) = nearest(word, known.clone()) {
        return Some(said(&format!("did you mean `{near}`?")));
    }
    let all: Vec<&str> = known.into_iter().collect();
    match all.len() {
        0 => None,
        1..=LISTED => Some(said(&format!("known here: {}", all.join(", ")))),
        n => Some(format!("none of the {n} known words is near it; use one of them")),
    }
}

/// Most known words that a mistyped one is compared with: thousands of both would take minutes.
const COMPARED: usize = 2000;
/// Most known words that a message lists.
const LISTED: usize = 20;

/// The known word nearest to a mistyped one, when it is near enough to be meant.
/// At least one letter must stay as it was: else every one-letter word were near every other.
/// Distance: optimal string alignment (insert, delete, replace, swap of neighbours), case folded.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = word.to_lowercase();
    let length = folded.chars().count();
    let limit = (length / 3).max(1).min(length.saturating_sub(1));
    known
        .into_iter()
        .take(COMPARED)
        // Words of other lengths are farther than the limit: a page of text is not compared at all.
        .filter(|k| k.chars().count().abs_diff(length) <= limit)
        .map(|k| (strsim::osa_distance(&folded, &k.to_lowercase()), k))
        .filter(|(d, _)| *d <= limit)
        .min()
        .map(|(_, k)| k)
}

/// Ids or numbers that a list gives to two entries.
pub fn twice(list: &str, key: &str, ids: impl Iterator<Item = String>) -> Vec<Fault> {
    let word = if key == "id" { "id" } else { "number" };
    let mut first: HashMap<String, usize> = HashMap::new();
    let mut faults = Vec::new();
    for (i, id) in ids.enumerate() {
        if let Some(earlier) = first.get(&id) {
            faults.push(
                Fault::new(
                    crate::path![list, i, key],
                    format!("{key} `{id}` is used twice in {list}, first by entry {}", earlier + 1),
                )
                .remedy(format!("give this one another {word}")),
            );
        } else {
            first.insert(id, i);
        }
    }
    faults
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
