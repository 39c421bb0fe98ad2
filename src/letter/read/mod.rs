//! A published determination read back from its text: what stands there, field by field, and by its line what was not
//! understood. Nothing is guessed, and any text may be given.
//!
//! A letter is known by its structure alone: pages are put together (`lines`), headings part it (`sections`), the
//! block above them has labels (`header`), an item is a title that ends in its outcome and is followed by labelled
//! lines (`items`), and where a title begins is told by what stands before it (`title`).

mod dates;
mod header;
mod items;
mod labels;
mod lines;
mod made;
mod pages;
mod sections;
mod title;

use serde::Serialize;

use crate::domain::{
    case::CaseNumber,
    date::PartialDate,
    determination::ImportedParagraphs,
    problem::{Position, Problem},
    words::{Outcome, Priority},
};

pub use made::{Origin, case_of, determination_of};
pub use sections::is_known as is_known_heading;

/// What a letter says. A field that it lacks is absent.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ReadLetter {
    pub case: Option<CaseNumber>,
    pub dates: ReadDates,
    pub priority: Option<Priority>,
    pub reviewer: ReadReviewer,
    /// Paragraphs, an empty line between two.
    pub summary: Option<String>,
    /// Documents reviewed, an entry each; published copies leave them out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<String>,
    pub items: Vec<ReadItem>,
    pub not_understood: Vec<NotUnderstood>,
    /// The words before `guideline:` on the lines that say what the reviewer cites.
    #[serde(skip)]
    pub label: Option<String>,
    /// The standing paragraphs.
    #[serde(skip)]
    pub paragraphs: ImportedParagraphs,
}

/// The dates of the block above the letter.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ReadDates {
    pub assigned: Option<PartialDate>,
    pub injury: Option<PartialDate>,
    pub decision: Option<PartialDate>,
    pub ur_decision: Option<PartialDate>,
    pub application_received: Option<PartialDate>,
}

/// What qualifies the reviewer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ReadReviewer {
    pub licensure: Vec<String>,
    pub specialties: Vec<String>,
}

/// A disputed item and the decision on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadItem {
    /// Line on which its title begins, from 1.
    #[serde(skip)]
    pub line: usize,
    pub title: String,
    pub outcome: Option<Outcome>,
    pub claims_guideline: Option<String>,
    pub reviewer_guideline: Option<String>,
    /// Paragraphs, an empty line between two.
    pub rationale: Option<String>,
}

/// Words of the letter that belong to no field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotUnderstood {
    /// From 1.
    pub line: usize,
    pub text: String,
}

/// Longest letter that is read, in bytes: fifty times the longest published one.
pub const MOST: usize = 1024 * 1024;

/// What a text of more than [`MOST`] bytes is refused with.
pub fn too_long() -> Problem {
    let what = format!("the text is longer than any letter: more than {MOST} bytes");
    Problem::new(what).remedy("is it the right file?")
}

/// Reads a letter of the shape that determinations have since 2015.
///
/// # Errors
/// When it is of another shape: then nothing of it is read.
pub fn read_letter(text: &str) -> Result<ReadLetter, Problem> {
    let first = Position { line: 1, column: 1 };
    if text.len() > MOST {
        return Err(too_long().at(first));
    }
    let lines = lines::lines(text);
    let Some(parts) = sections::sections(&lines) else { return Err(other_shape(&lines).at(first)) };
    let mut letter = ReadLetter::default();
    header::read(parts.header, &mut letter);
    sections::read_how_made(parts.how_made, &mut letter);
    sections::read_summary(parts.summary, &mut letter);
    sections::read_documents(parts.documents, &mut letter);
    items::read(parts.issues, &mut letter);
    letter.not_understood.extend(parts.others.iter().copied().flatten().map(lines::Line::unread));
    letter.not_understood.sort_by_key(|n| n.line);
    Ok(letter)
}

/// What only the older shapes say.
const OLDER: [&str; 4] = [
    "MEDICAL PROFESSIONAL REVIEW",
    "INDEPENDENT MEDICAL REVIEW DECISION AND RATIONALE",
    "MEDICAL QUALIFICATIONS OF THE EXPERT REVIEWER",
    "IMR DECISION(S) AND RATIONALE(S)",
];

fn other_shape(lines: &[lines::Line]) -> Problem {
    let older = lines.iter().any(|line| {
        let text = line.text.to_uppercase();
        OLDER.iter().any(|says| text.contains(says))
    });
    if older {
        let what = "this is a determination of an older shape, of 2013 or 2014, which is not read";
        return Problem::new(what).remedy("only the shape that letters have since 2015 is read");
    }
    Problem::new(
        "this is no determination: it has no heading `IMR ISSUES, DECISIONS AND RATIONALES`",
    )
    .remedy("give the text of a published determination of 2015 or later")
}
