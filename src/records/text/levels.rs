//! Levels of the spine in prose: `C6`, `C5-6`, `L4-L5`, `L4/5`, `T12-L1`, `L3 through S1`.

use super::tokens::{Kind, Token};
use crate::domain::level::is_doubtful;

/// After these a letter and a number are something else: `T2-weighted`, `T1 signal`.
const IMAGES: [&str; 12] = [
    "weighted",
    "signal",
    "hyperintense",
    "hyperintensity",
    "hypointense",
    "hypointensity",
    "image",
    "images",
    "imaging",
    "sequence",
    "sequences",
    "flair",
];

/// Before these neither: `Table C3`, `Free T4`.
const NO_LEVEL_AFTER: [&str; 7] =
    ["table", "figure", "code", "exhibit", "appendix", "free", "type"];

/// The level that begins with the first of `tokens`, spelled `L4-L5`, and of how many tokens it is made.
pub fn level(before: Option<&Token<'_>>, tokens: &[Token<'_>]) -> Option<(usize, String)> {
    let glued = tokens.first()?.glued();
    if glued && before.is_some_and(|b| b.kind != Kind::Mark || b.is("-")) {
        return None;
    }
    if before.is_some_and(|b| b.is_one_of(&NO_LEVEL_AFTER)) {
        return None;
    }
    let (mut used, first) = vertebra(tokens)?;
    let letter = first.get(..1)?;
    let mut found = first.clone();
    while let Some((more, last)) = next(tokens.get(used..)?, letter) {
        let longer = format!("{first}-{last}");
        if is_doubtful(&longer) {
            break;
        }
        (used, found) = (used + more, longer);
    }
    let dash = usize::from(tokens.get(used).is_some_and(|t| t.is("-")));
    if tokens.get(used + dash).is_some_and(|t| t.is_one_of(&IMAGES)) {
        return None;
    }
    // `C5a`, `L4.2`, `S1/2`: more than a level.
    let tail = tokens.get(used).is_some_and(|t| t.glued() && t.kind == Kind::Word);
    (!tail).then_some((used, found))
}

/// `L4`: a letter and a number that name a place of the spine.
fn vertebra(tokens: &[Token<'_>]) -> Option<(usize, String)> {
    let [letter, number, ..] = tokens else { return None };
    let spinal = matches!(letter.text, "C" | "T" | "L" | "S" | "c" | "l" | "s" | "t");
    if !spinal || !number.glued() || number.kind != Kind::Number {
        return None;
    }
    // `l4` is a level when a second one follows; alone it may be anything.
    if letter.text.starts_with(char::is_lowercase) && !tokens.get(2).is_some_and(|t| t.is("-")) {
        return None;
    }
    let name = format!("{}{}", letter.text.to_uppercase(), number.whole(2)?);
    (!is_doubtful(&name)).then_some((2, name))
}

/// What goes on with a level: `-5`, `-L5`, `/S1`, `- S1`, `through S1`.
fn next(tokens: &[Token<'_>], letter: &str) -> Option<(usize, String)> {
    let link = tokens.first()?;
    let rest = tokens.get(1..)?;
    if link.is_one_of(&["to", "through", "thru"]) {
        return vertebra(rest).map(|(used, name)| (used + 1, name));
    }
    if !link.is_one_of(&["-", "/", "–"]) {
        return None;
    }
    if let Some((used, name)) = vertebra(rest) {
        return Some((used + 1, name));
    }
    let number = rest.first().filter(|t| t.follows() && link.glued())?.whole(1)?;
    Some((2, format!("{letter}{number}")))
}
