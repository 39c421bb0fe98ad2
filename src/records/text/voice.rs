//! Whose a sentence is: the guideline's or the record's. A guideline speaks of patients in general, and what it asks
//! for is no statement on this worker.

use std::ops::Range;

/// What a sentence speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// Of the worker, the record, the request.
    Record,
    /// Of what a guideline says.
    Guideline,
    /// Of both: which number is whose cannot be told.
    Mixed,
}

const OF_GUIDELINES: &[&str] = &[
    "mtus",
    "acoem",
    "odg",
    "guideline",
    "guidelines",
    "official disability",
    "uptodate",
    "up-to-date",
    "fda",
    "cochrane",
    "literature",
    "criteria for",
    "is recommended",
    "are recommended",
    "not recommended",
    "recommended as",
    "recommended for",
    "recommended if",
    "indications for",
    "icd9",
    "icd-9",
    "should be",
    "may be considered",
    "evidence-based",
    "evidence based",
    "not indicated for",
];

const OF_RECORDS: &[&str] = &[
    "is medically necessary",
    "are medically necessary",
    "was medically necessary",
    "not medically necessary",
    "medical necessity has",
    "decision for",
    "in this case",
    "in the case of this",
    "the patient",
    "this patient",
    "patient's",
    "the claimant",
    "this claimant",
    "claimant's",
    "the applicant",
    "this applicant",
    "applicant's",
    "injured worker",
    "the worker",
    "this worker",
    "worker's",
    "the employee",
    "employee's",
    "this iw",
    "he",
    "she",
    "his",
    "her",
    "the request",
    "this request",
    "current request",
    "requested",
    "the provider",
    "attending provider",
    "treating physician",
    "treating provider",
    "requesting provider",
    "documentation submitted",
    "documentation provided",
    "submitted documentation",
    "records",
    "medical record",
    "clinical notes",
    "progress note",
    "progress report",
    "office visit",
    "physical exam",
    "physical examination",
    "on exam",
    "on examination",
    "exam findings",
    "x-rays were",
    "date of injury",
    "there was",
    "there were",
    "there is no",
    "revealed",
    "was noted",
    "were noted",
    "pain score",
    "objectively",
    "subjectively",
    "appeal report",
];

/// The voice of each sentence. One that tells nothing of its own goes on as the one before it; a text begins as a
/// guideline's, since rationales do.
pub fn voices(text: &str, sentences: &[Range<usize>]) -> Vec<Voice> {
    let mut last = Voice::Guideline;
    let mut found = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        let words = text.get(sentence.clone()).unwrap_or_default().to_lowercase();
        let of_guideline = OF_GUIDELINES.iter().any(|cue| has(&words, cue));
        let of_record = OF_RECORDS.iter().any(|cue| has(&words, cue));
        let voice = match (of_guideline, of_record) {
            (true, true) => Voice::Mixed,
            (true, false) => Voice::Guideline,
            (false, true) => Voice::Record,
            (false, false) => last,
        };
        // After a sentence of both, what follows tells of the guideline more often than not.
        last = if voice == Voice::Mixed { Voice::Guideline } else { voice };
        found.push(voice);
    }
    found
}

/// True when the words stand in the text, as whole words; both in small letters.
pub fn has(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, found)| {
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !inside(text[..at].chars().next_back()) && !inside(text[at + found.len()..].chars().next())
    })
}

/// What stands between quotation marks, the marks left out; of nested quotations the outermost. One that is not closed
/// is none.
pub fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut before = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|(_, c)| *c);
        if matches!(c, '"' | '“' | '”') {
            let begins = before.is_none_or(|b: char| b.is_whitespace() || "([“\"".contains(b));
            let goes_on = after.is_some_and(|a| !a.is_whitespace());
            if c == '“' || c == '"' && begins && goes_on {
                open.push(at + c.len_utf8());
            } else if let Some(from) = open.pop()
                && open.is_empty()
            {
                found.push(from..at);
            }
        }
        before = Some(c);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{super::sentences, *};

    fn of(text: &str) -> Vec<Voice> {
        voices(text, &sentences(text))
    }

    #[test]
    fn a_guideline_is_not_the_worker() {
        use Voice::*;
        assert_eq!(
            of(
                "The MTUS asks for 24 visits. Fewer visits come first. In this case he had six. Four helped."
            ),
            [Guideline, Guideline, Record, Record]
        );
        assert_eq!(of("Per the ODG the patient must have failed therapy."), [Mixed]);
        assert_eq!(of("Special studies wait for four weeks."), [Guideline]);
    }

    #[test]
    fn cues_are_whole_words() {
        assert!(has("seen by her doctor", "her"));
        assert!(!has("further therapy", "her"));
    }

    #[test]
    fn quotations_are_found_without_their_marks() {
        let words = |text| {
            let found: Vec<Range<usize>> = quotations(text);
            found.into_iter().map(|at| text.get(at).unwrap()).collect::<Vec<&str>>()
        };
        assert_eq!(words("He said \"no pain\" and “rest”."), ["no pain", "rest"]);
        assert_eq!(
            words("\"after a \"six-visit trial\" see\" it"),
            ["after a \"six-visit trial\" see"]
        );
        assert_eq!(words("5'10\" tall, \"never closed"), Vec::<&str>::new());
    }
}
