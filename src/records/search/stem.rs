//! The key under which a word is looked up: lower case, without inflection. Keys find words; they are never shown.

/// Word forms that no rule brings together.
const IRREGULAR: &[(&str, &str)] = &[
    ("failure", "fail"),
    ("failures", "fail"),
    ("documentation", "document"),
    ("feet", "foot"),
    ("teeth", "tooth"),
    ("vertebrae", "vertebra"),
    ("paresthesiae", "paresthesia"),
    ("torn", "tear"),
    ("xrays", "xray"),
    ("worse", "worsen"),
];

/// The key of a word.
pub(super) fn key(word: &str) -> String {
    let word = plain(word);
    if let Some((_, stem)) = IRREGULAR.iter().find(|(form, _)| *form == word) {
        return (*stem).to_owned();
    }
    if word.len() <= 3 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return word;
    }
    let singular = singular(&word);
    let base = verb(&singular);
    let base = noun(&base);
    base.strip_suffix('e').filter(|b| b.len() > 2).unwrap_or(&base).to_owned()
}

/// Lower case, ligatures and typographic apostrophes resolved, a possessive taken off.
fn plain(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        match c {
            '\u{ad}' => {}
            '\u{fb00}' => plain.push_str("ff"),
            '\u{fb01}' => plain.push_str("fi"),
            '\u{fb02}' => plain.push_str("fl"),
            '\u{fb03}' => plain.push_str("ffi"),
            '\u{fb04}' => plain.push_str("ffl"),
            '\u{2019}' => plain.push('\''),
            other => plain.push(other),
        }
    }
    let short = plain.strip_suffix("'s").or_else(|| plain.strip_suffix('\'')).unwrap_or(&plain);
    short.replace('\'', "")
}

fn singular(word: &str) -> String {
    let ends = |end: &str| word.ends_with(end);
    if ends("ies") && word.len() > 4 {
        return format!("{}y", &word[..word.len() - 3]);
    }
    if ends("sis") || ["sses", "ses", "xes", "zes", "ches", "shes"].iter().any(|e| ends(e)) {
        return word[..word.len() - 2].to_owned();
    }
    if ends("s") && !["ss", "us", "is"].iter().any(|e| ends(e)) {
        return word[..word.len() - 1].to_owned();
    }
    word.to_owned()
}

fn verb(word: &str) -> String {
    let has_vowel = |stem: &str| stem.len() > 2 && stem.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    if let Some(stem) = word.strip_suffix("ied").filter(|s| s.len() > 2) {
        return format!("{stem}y");
    }
    for end in ["ing", "ed"] {
        let stem = word.strip_suffix(end).filter(|s| has_vowel(s) && !s.ends_with('e'));
        if let Some(stem) = stem {
            return undoubled(stem).to_owned();
        }
    }
    word.to_owned()
}

/// `stopp` is `stop`; `fall` and `pass` stay.
fn undoubled(stem: &str) -> &str {
    let mut back = stem.bytes().rev();
    match (back.next(), back.next()) {
        (Some(a), Some(b)) if a == b && !b"lsz".contains(&a) => &stem[..stem.len() - 1],
        _ => stem,
    }
}

fn noun(word: &str) -> String {
    let word = word.strip_suffix("ly").filter(|w| w.len() > 4).unwrap_or(word);
    let word = word.strip_suffix("ment").filter(|w| w.len() > 4).unwrap_or(word);
    match word.strip_suffix("al").filter(|w| w.ends_with("ic") && w.len() > 4) {
        Some(short) => short.to_owned(),
        None => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn forms_of_a_word_have_one_key() {
        for forms in [
            &["improve", "improved", "improving", "improvement", "improvements"][..],
            &["radiograph", "radiographs", "Radiographs"],
            &["therapy", "therapies", "therapy's"],
            &["diagnosis", "diagnoses"],
            &["fail", "failed", "failing", "failure", "fails"],
            &["document", "documents", "documented", "documentation"],
            &["neurologic", "neurological", "neurologically"],
            &["stop", "stopped", "stopping"],
            &["Spurling", "Spurling's", "Spurling\u{2019}s"],
            &["deficit", "de\u{fb01}cit", "deficits"],
            &["injection", "injections", "injec\u{ad}tion"],
            &["torn", "tear", "tears"],
        ] {
            let keys: Vec<String> = forms.iter().map(|f| key(f)).collect();
            assert!(keys.windows(2).all(|k| k[0] == k[1]), "{forms:?}: {keys:?}");
        }
    }

    #[test]
    fn other_words_have_other_keys() {
        for (a, b) in [
            ("therapy", "therapist"),
            ("lumbar", "lumbago"),
            ("stable", "instability"),
            ("c5", "c6"),
            ("opioid", "opiate"),
            ("neurologic", "neurology"),
        ] {
            let (ka, kb) = (key(a), key(b));
            assert_ne!(ka, kb, "{a} and {b}");
        }
    }
}
