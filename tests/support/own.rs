//! The words that a blanked recording may show: the program's own.

use std::collections::BTreeSet;
use std::fs;

use imr_workbench::{app::Scope, keymap::standard};

use super::workspace::repository;

/// Places with hints of their own.
const SCOPES: [Scope; 12] = [
    Scope::Queue,
    Scope::Bench,
    Scope::Editor,
    Scope::Prompt,
    Scope::Preview,
    Scope::Reading,
    Scope::Question,
    Scope::Record,
    Scope::Silence,
    Scope::Precedents,
    Scope::Checks,
    Scope::Form,
];

/// Words of three letters and more.
pub fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 2);
    words.map(str::to_lowercase).collect()
}

/// Panes, values, outcomes, and what is said of keys.
pub fn own_words() -> BTreeSet<String> {
    let keys = fs::read_to_string(repository().join("docs/keys.md")).expect("docs/keys.md");
    let mut own = words(&keys);
    own.extend(words("items findings criteria rationale met not silent unclear conflict asked"));
    // What a question may be answered with.
    own.extend(words(
        "attest go on with the new file keep mine take the other discard later read only",
    ));
    own.extend(words("triggered cleared undecided overturned upheld then goes back"));
    let keymap = standard();
    for scope in SCOPES {
        keymap.hints(scope).iter().for_each(|hint| own.extend(words(hint.words)));
    }
    own
}

/// Words of a screen that are neither the program's own nor blanked.
pub fn foreign(screen: &str, own: &BTreeSet<String>) -> Vec<String> {
    let is_blank = |word: &str| word.chars().all(|c| matches!(c, 'x' | '\u{3007}'));
    words(screen).into_iter().filter(|word| !is_blank(word) && !own.contains(word)).collect()
}
