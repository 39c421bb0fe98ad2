//! Sentences of a rationale that the tool drafted, and what each was built on.

use serde::{Deserialize, Serialize};

use super::words::words;

words! {
    /// What a drafted sentence can be built on.
    Basis, "what a drafted sentence is built on" {
        /// A finding, as the reviewer reads it, with its document.
        Finding = "finding",
        /// What a guideline's criterion asks, in the file's own words.
        Guideline = "guideline",
        /// What the record makes of a criterion: its value, what it rests on, the reviewer's own value.
        Criterion = "criterion",
        /// The disputed item as requested and as utilization review left it.
        Item = "item",
        /// The outcome that the reviewer chose for an item.
        Outcome = "outcome",
        /// What the case says of the worker.
        Worker = "worker",
        /// Which guidelines the letter cites.
        Citations = "citations",
        /// Searches of the record that found nothing.
        Silence = "silence",
    }
}

/// A sentence that the tool drafted. The rationale is the reviewer's: this only remembers where words of it came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drafted {
    /// What the sentence is there for, the same in every draft of the item: `asks acoem-2004-neck-imaging`.
    pub key: String,
    /// As it was drafted.
    pub text: String,
    pub sources: Vec<Told>,
}

/// One source of a sentence, and what it said then.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Told {
    pub of: Basis,
    /// A finding's id, `guideline/criterion`, an item's number.
    pub id: String,
    /// Of what the source said.
    pub digest: String,
}

/// A short digest of words: the same on every machine and in every version. It tells one saying from another and
/// guards against nobody.
pub fn digest(words: &str) -> String {
    // FNV-1a, 64 bits.
    let fold = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    format!("{:016x}", words.bytes().fold(0xcbf2_9ce4_8422_2325, fold))
}

/// Puts sentences beside those that are remembered; the same words are remembered once, as they were built last.
/// One that went from the text stays: undo may bring it back.
pub fn remember(drafted: &mut Vec<Drafted>, new: impl IntoIterator<Item = Drafted>) {
    for sentence in new {
        drafted.retain(|known| known.text != sentence.text);
        drafted.push(sentence);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_that_of_the_published_function() {
        assert_eq!(digest(""), "cbf29ce484222325");
        assert_eq!(digest("a"), "af63dc4c8601ec8c");
        assert_ne!(digest("foobar"), digest("foobaz"));
    }

    #[test]
    fn the_same_words_are_remembered_once_as_built_last() {
        let one = |key: &str, text: &str| Drafted {
            key: key.to_owned(),
            text: text.to_owned(),
            sources: Vec::new(),
        };
        let mut known = vec![one("a", "A."), one("b", "B.")];
        remember(&mut known, [one("c", "A."), one("b", "New B.")]);
        let told: Vec<(&str, &str)> = known.iter().map(|d| (&*d.key, &*d.text)).collect();
        assert_eq!(told, [("b", "B."), ("c", "A."), ("b", "New B.")]);
    }
}
