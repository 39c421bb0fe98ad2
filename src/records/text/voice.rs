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

// Both lists are in order, so that a cue is found by its first word.
const OF_GUIDELINES: &[&str] = &[
    "acoem",
    "are recommended",
    "cochrane",
    "criteria for",
    "evidence based",
    "fda",
    "guideline",
    "guidelines",
    "icd 9",
    "icd9",
    "indications for",
    "is recommended",
    "literature",
    "may be considered",
    "mtus",
    "not indicated for",
    "not recommended",
    "odg",
    "official disability",
    "recommended as",
    "recommended for",
    "recommended if",
    "should be",
    "up to date",
    "uptodate",
];

const OF_RECORDS: &[&str] = &[
    "appeal report",
    "applicant s",
    "are medically necessary",
    "attending provider",
    "claimant s",
    "clinical notes",
    "current request",
    "date of injury",
    "decision for",
    "documentation provided",
    "documentation submitted",
    "employee s",
    "exam findings",
    "he",
    "her",
    "his",
    "in the case of this",
    "in this case",
    "injured worker",
    "is medically necessary",
    "medical necessity has",
    "medical record",
    "not medically necessary",
    "objectively",
    "office visit",
    "on exam",
    "on examination",
    "pain score",
    "patient s",
    "physical exam",
    "physical examination",
    "progress note",
    "progress report",
    "records",
    "requested",
    "requesting provider",
    "revealed",
    "she",
    "subjectively",
    "submitted documentation",
    "the applicant",
    "the claimant",
    "the employee",
    "the patient",
    "the provider",
    "the request",
    "the worker",
    "there is no",
    "there was",
    "there were",
    "this applicant",
    "this claimant",
    "this iw",
    "this patient",
    "this request",
    "this worker",
    "treating physician",
    "treating provider",
    "was medically necessary",
    "was noted",
    "were noted",
    "worker s",
    "x rays were",
];

/// The voice of each sentence. One that tells nothing of its own goes on as the one before it; a text begins as a
/// guideline's, since rationales do.
pub fn voices(text: &str, sentences: &[Range<usize>]) -> Vec<Voice> {
    let mut last = Voice::Guideline;
    let mut found = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        let small = text.get(sentence.clone()).unwrap_or_default().to_lowercase();
        let words: Vec<&str> =
            small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let (of_guideline, of_record) = (has(&words, OF_GUIDELINES), has(&words, OF_RECORDS));
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

/// True when one of the cues stands among the words.
fn has(words: &[&str], cues: &[&str]) -> bool {
    let first = |cue: &str| cue.find(' ').map_or(cue.len(), |blank| blank);
    words.iter().enumerate().any(|(at, word)| {
        let from = cues.partition_point(|cue| cue[..first(cue)] < **word);
        let with_word = cues.get(from..).unwrap_or_default();
        let mut with_word = with_word.iter().take_while(|cue| cue[..first(cue)] == **word);
        with_word.any(|cue| {
            let mut rest = words.get(at..).unwrap_or_default().iter();
            cue.split(' ').all(|wanted| rest.next().is_some_and(|have| *have == wanted))
        })
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
        assert!(has(&["seen", "by", "her", "doctor"], OF_RECORDS));
        assert!(has(&["the", "patient", "s", "knee"], OF_RECORDS));
        assert!(!has(&["further", "therapy"], OF_RECORDS));
        assert!(!has(&["the"], OF_RECORDS));
        for cues in [OF_GUIDELINES, OF_RECORDS] {
            let first = |cue: &str| cue.split(' ').next().map(str::to_owned);
            assert!(cues.is_sorted_by_key(|cue| first(cue)));
            assert!(cues.iter().all(|cue| has(&cue.split(' ').collect::<Vec<_>>(), cues)));
        }
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
