//! Sides in prose, each with the part of the body that it is the side of.

use super::tokens::{Kind, Token};
use crate::domain::words::Side;

/// A side, and the part's one word when it is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sided {
    pub side: Side,
    pub part: Option<&'static str>,
}

/// Words of the body, and the one word for the part that they belong to.
const PARTS: &[(&str, &str)] = &[
    ("achilles", "ankle"),
    ("acl", "knee"),
    ("ankle", "ankle"),
    ("ankles", "ankle"),
    ("arm", "arm"),
    ("arms", "arm"),
    ("back", "back"),
    ("biceps", "shoulder"),
    ("buttock", "hip"),
    ("calf", "leg"),
    ("carpal", "wrist"),
    ("cervical", "neck"),
    ("cmc", "thumb"),
    ("cuff", "shoulder"),
    ("digit", "finger"),
    ("ear", "ear"),
    ("ears", "ear"),
    ("elbow", "elbow"),
    ("elbows", "elbow"),
    ("eye", "eye"),
    ("eyes", "eye"),
    ("extremities", "limb"),
    ("extremity", "limb"),
    ("facet", "spine"),
    ("feet", "foot"),
    ("femoral", "leg"),
    ("femur", "leg"),
    ("fibula", "leg"),
    ("finger", "finger"),
    ("fingers", "finger"),
    ("foot", "foot"),
    ("forearm", "forearm"),
    ("forearms", "forearm"),
    ("glenohumeral", "shoulder"),
    ("groin", "groin"),
    ("hand", "hand"),
    ("hands", "hand"),
    ("heel", "foot"),
    ("hip", "hip"),
    ("hips", "hip"),
    ("humerus", "arm"),
    ("inguinal", "groin"),
    ("jaw", "jaw"),
    ("knee", "knee"),
    ("knees", "knee"),
    ("leg", "leg"),
    ("legs", "leg"),
    ("lumbar", "back"),
    ("meniscal", "knee"),
    ("meniscus", "knee"),
    ("neck", "neck"),
    ("patella", "knee"),
    ("patellar", "knee"),
    ("plantar", "foot"),
    ("radius", "wrist"),
    ("rib", "rib"),
    ("ribs", "rib"),
    ("rotator", "shoulder"),
    ("sacroiliac", "hip"),
    ("shoulder", "shoulder"),
    ("shoulders", "shoulder"),
    ("si", "hip"),
    ("thigh", "leg"),
    ("thighs", "leg"),
    ("thumb", "thumb"),
    ("thumbs", "thumb"),
    ("tibia", "leg"),
    ("tmj", "jaw"),
    ("toe", "foot"),
    ("toes", "foot"),
    ("trapezius", "neck"),
    ("ulna", "wrist"),
    ("wrist", "wrist"),
    ("wrists", "wrist"),
];

/// How many words may stand between a side and its part: `left dominant upper extremity`.
const BETWEEN: usize = 3;

/// The part that a word names. Of `upper extremity` the word before it says which limb.
pub fn part(before: Option<&Token<'_>>, token: &Token<'_>) -> Option<&'static str> {
    let (_, part) = PARTS.iter().find(|(word, _)| token.is(word))?;
    match *part {
        "limb" if before.is_some_and(|b| b.is("lower")) => Some("leg"),
        "limb" => Some("arm"),
        part => Some(part),
    }
}

/// The limb that a part belongs to, or the part itself: what is said of the `left arm` may be of the left hand.
pub fn limb(part: &'static str) -> &'static str {
    match part {
        "shoulder" | "arm" | "elbow" | "forearm" | "wrist" | "hand" | "thumb" | "finger" => "arm",
        "hip" | "leg" | "knee" | "ankle" | "foot" => "leg",
        part => part,
    }
}

/// The side that the token at `at` names, with its part. `left` and `right` have other meanings: one counts only with
/// a part, or as `left-sided`, `on the left`.
pub fn side(tokens: &[Token<'_>], at: usize) -> Option<(usize, Sided)> {
    let token = tokens.get(at)?;
    let side = match token.text.to_ascii_lowercase().as_str() {
        "left" | "lt" => Side::Left,
        "right" | "rt" => Side::Right,
        "bilateral" | "bilaterally" | "both" => Side::Bilateral,
        _ => return None,
    };
    let before = at.checked_sub(1).and_then(|b| tokens.get(b));
    // `right-hand dominant`, `right handed`.
    let handed = tokens
        .get(at + 1..)?
        .iter()
        .take(4)
        .any(|t| t.is_one_of(&["dominant", "dominance", "handed"]));
    if handed && side != Side::Bilateral {
        return None;
    }
    let ahead = part_ahead(tokens, at);
    let on_the = before.is_some_and(|b| b.is("the"))
        && at.checked_sub(2).and_then(|b| tokens.get(b)).is_some_and(|b| b.is("on"));
    let behind = || match before {
        _ if on_the => part_behind(tokens, at - 2),
        Some(b) if b.is_one_of(&[",", "("]) => part_behind(tokens, at - 1),
        _ if token.is("bilaterally") => part_behind(tokens, at),
        _ => None,
    };
    if let Some(part) = ahead {
        return Some((1, Sided { side, part: Some(part) }));
    }
    if let Some(part) = behind() {
        return Some((1, Sided { side, part: Some(part) }));
    }
    let sided = tokens.get(at + 1..).is_some_and(|rest| {
        let rest = if rest.first().is_some_and(|t| t.is("-")) { &rest[1..] } else { rest };
        rest.first().is_some_and(|t| t.is_one_of(&["sided", "side"]))
    });
    (sided && side != Side::Bilateral).then_some((1, Sided { side, part: None }))
}

/// The part that one of the last words before `end` names.
fn part_behind(tokens: &[Token<'_>], end: usize) -> Option<&'static str> {
    let words = tokens.get(..end)?.iter().enumerate().rev().take(BETWEEN);
    let mut words = words.take_while(|(_, t)| t.kind == Kind::Word);
    words.find_map(|(i, t)| part(i.checked_sub(1).and_then(|b| tokens.get(b)), t))
}

fn part_ahead(tokens: &[Token<'_>], at: usize) -> Option<&'static str> {
    let mut words = 0;
    for (i, token) in tokens.iter().enumerate().skip(at + 1) {
        if token.kind == Kind::Word {
            if let Some(part) = part(tokens.get(i - 1), token) {
                return Some(part);
            }
            // Another side comes first: `left and right knees` is of both.
            words += 1;
            let verb = ["the", "to", "at", "in", "is", "was", "for", "of", "with", "his", "her"];
            if words > BETWEEN || token.is_one_of(&verb) {
                return None;
            }
        } else if !token.is_one_of(&["-", "/"]) {
            return None;
        }
    }
    None
}
