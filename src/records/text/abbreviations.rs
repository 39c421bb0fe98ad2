//! Words of clinical prose that end with a full stop which ends no sentence.

/// Nothing ends after these, whatever follows.
const NEVER: &[&str] = &[
    "approx", "ca", "cf", "ch", "chap", "dept", "dr", "drs", "e.g", "eg", "fig", "figs", "gen",
    "i.e", "ie", "mr", "mrs", "ms", "pp", "prof", "ref", "refs", "s.p", "sect", "st", "tel", "viz",
    "vol", "vs", "w.r.t",
];

/// A sentence may end after these: it does when a capital follows.
const SOMETIMES: &[&str] = &[
    "adm", "al", "am", "ant", "apr", "assoc", "aug", "bid", "cal", "cap", "caps", "cc", "cm", "co",
    "cont", "corp", "dec", "deg", "diff", "dx", "ed", "est", "et", "etc", "eval", "ext", "feb",
    "flex", "fri", "ft", "fx", "gm", "gms", "hosp", "hr", "hrs", "ht", "hx", "hz", "inc", "inj",
    "jan", "jr", "jul", "jun", "kg", "km", "lat", "lb", "lbs", "ltd", "mar", "max", "mcg", "med",
    "meds", "mg", "mgs", "min", "mins", "ml", "mm", "mo", "mon", "mos", "neg", "nov", "occ", "oct",
    "oz", "pm", "pos", "post", "prn", "pt", "pts", "px", "qhs", "qid", "qty", "rec", "reg", "resp",
    "rom", "rot", "rx", "sat", "sec", "secs", "sep", "sept", "sig", "sq", "sr", "sun", "sx", "tab",
    "tabs", "temp", "thurs", "tid", "tues", "tx", "wed", "wk", "wks", "wt", "yd", "yr", "yrs",
];

/// Words that begin a sentence far more often than they follow an initial: `vitamin D. The`, not `J. Smith`.
const BEGINNINGS: &[&str] = &[
    "a",
    "according",
    "additionally",
    "after",
    "all",
    "also",
    "although",
    "an",
    "and",
    "as",
    "at",
    "based",
    "because",
    "both",
    "but",
    "by",
    "claimant",
    "current",
    "currently",
    "diagnoses",
    "diagnosis",
    "documentation",
    "due",
    "exam",
    "examination",
    "for",
    "from",
    "further",
    "furthermore",
    "given",
    "guidelines",
    "he",
    "hence",
    "her",
    "his",
    "however",
    "i",
    "if",
    "in",
    "injured",
    "it",
    "medical",
    "medications",
    "moreover",
    "mtus",
    "no",
    "not",
    "objective",
    "of",
    "on",
    "pain",
    "past",
    "patient",
    "per",
    "physical",
    "plan",
    "prior",
    "records",
    "request",
    "review",
    "she",
    "since",
    "subjective",
    "that",
    "the",
    "their",
    "there",
    "therefore",
    "these",
    "they",
    "this",
    "those",
    "thus",
    "to",
    "treatment",
    "under",
    "upon",
    "we",
    "when",
    "while",
    "with",
    "without",
];

/// What a full stop after a word means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// The end of a sentence, as far as the word is concerned.
    Ends,
    /// Part of the word, unless a capital follows.
    Sometimes,
    /// Part of the word, unless a word follows that begins sentences.
    Initial,
    /// Part of the word.
    Never,
}

/// What the full stop after `word` is; the word stands without it and in any case.
pub fn stop(word: &str) -> Stop {
    let mut letters = word.chars();
    if letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none() {
        return Stop::Initial;
    }
    let word = word.to_lowercase();
    if NEVER.contains(&word.as_str()) {
        return Stop::Never;
    }
    if SOMETIMES.contains(&word.as_str()) {
        return Stop::Sometimes;
    }
    let dotted = word.contains('.') && word.chars().any(char::is_alphabetic);
    if dotted { Stop::Initial } else { Stop::Ends }
}

/// True for a word that begins sentences.
pub fn begins_sentences(word: &str) -> bool {
    BEGINNINGS.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_in_one_list() {
        for word in NEVER {
            assert!(!SOMETIMES.contains(word), "{word}");
        }
        for list in [NEVER, SOMETIMES, BEGINNINGS] {
            assert!(list.is_sorted(), "{list:?}");
            assert!(list.iter().all(|word| *word == word.to_lowercase()));
        }
    }

    #[test]
    fn stops_by_word() {
        for (word, is) in [
            ("Dr", Stop::Never),
            ("mg", Stop::Sometimes),
            ("J", Stop::Initial),
            ("p.m", Stop::Initial),
            ("pain", Stop::Ends),
            ("4.5", Stop::Ends),
        ] {
            assert_eq!(stop(word), is, "{word}");
        }
    }
}
