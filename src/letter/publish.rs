//! The copy of a determination that the public sees (LC 4610.6(m)): the sections of the public letters of 2015 to 2017,
//! and what tells who somebody is replaced by a plain marker. The program knows no names, so that it takes out what stands
//! where names stand, says what it took out and where, and names what may still be one.

mod patterns;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::compose::public_text;
use crate::domain::{
    determination::Determination,
    organization::Organization,
    words::{UrAction, words},
};

/// What stands where something was taken out.
pub const MARKER: &str = "[removed]";

words! {
    /// What tells who somebody is.
    Telltale, "a kind of identifying words" {
        Hidden = "words that were named",
        Email = "an e-mail address",
        SocialSecurity = "a social security number",
        Phone = "a telephone number",
        FileNumber = "a number of a claim, chart or policy",
        BirthDate = "a date of birth",
        Address = "an address",
        Name = "a name with a title or a degree",
        Place = "the name of a hospital, clinic or firm",
    }
}

/// Something that was taken out, or that may have to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// `summary`, `item 2, rationale`.
    pub place: String,
    pub words: String,
    /// None of what is only suspected.
    pub what: Option<Telltale>,
}

/// The public copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    pub text: String,
    pub removed: Vec<Trace>,
    /// Capitalized words that may be names, long numbers: for a human eye.
    pub suspects: Vec<Trace>,
}

/// What the publisher knows and the program cannot.
#[derive(Debug, Clone, Copy, Default)]
pub struct Told<'a> {
    /// Words that are to go wherever they stand: the names of this very case.
    pub hide: &'a [String],
    /// Words that look like names and are none.
    pub keep: &'a [String],
}

/// Makes the public copy.
pub fn publish(
    determination: &Determination,
    organization: &Organization,
    told: Told<'_>,
) -> Published {
    let mut copy = determination.clone();
    let (mut removed, mut suspects) = (Vec::new(), Vec::new());
    for (place, text) in texts(&mut copy) {
        let (clean, found) = cleaned(text, told);
        removed.extend(found.into_iter().map(|(words, what)| Trace {
            place: place.clone(),
            words,
            what: Some(what),
        }));
        // Titles of chapters and sections are capitalized, and authors are no secret.
        let suspected = if place.ends_with("guideline") {
            Vec::new()
        } else {
            patterns::suspects(&clean, told.keep)
        };
        for words in suspected {
            suspects.push(Trace { place: place.clone(), words: words.to_owned(), what: None });
        }
        *text = clean;
    }
    Published { text: public_text(&copy, organization), removed, suspects }
}

/// Every text of this case that the public letter prints, with its place. Standing words are the organization's own, and
/// credentials stay (LC 4610.6(f)).
fn texts(copy: &mut Determination) -> Vec<(String, &mut String)> {
    let mut texts = vec![("summary".to_owned(), &mut copy.summary)];
    if let Some(amends) = &mut copy.amends {
        texts.push(("reason of the amendment".to_owned(), &mut amends.reason));
    }
    for item in &mut copy.items {
        let of = |what: &str| format!("item {}, {what}", item.request.item);
        texts.push((of("title"), &mut item.request.title));
        if let Some(ur) = item.request.ur.as_mut().filter(|ur| ur.action == UrAction::Modified) {
            let parts = [
                ("original request", &mut ur.original),
                ("what was authorized", &mut ur.authorized),
                ("what remains", &mut ur.remaining),
            ];
            for (what, part) in parts {
                texts.extend(part.as_mut().map(|text| (of(what), text)));
            }
        }
        if let Some(text) = &mut item.request.claims_guideline {
            texts.push((of("claims administrator's guideline"), text));
        }
        if let Some(text) = &mut item.cited_as {
            texts.push((of("reviewer's guideline"), text));
        }
        if let Some(step) = &mut item.step_down {
            texts.push((of("step below the MTUS"), &mut step.words));
        }
        if let Some(text) = &mut item.uncited {
            texts.push((of("reason for citing nothing"), text));
        }
        texts.push((of("rationale"), &mut item.rationale));
    }
    texts
}

/// The text with a marker for each telltale, and what stood there, in order.
fn cleaned(text: &str, told: Told<'_>) -> (String, Vec<(String, Telltale)>) {
    let mut found: Vec<(Range<usize>, Telltale)> = patterns::telltales(text, told.hide);
    found.retain(|(range, what)| {
        *what == Telltale::Hidden || !told.keep.iter().any(|keep| keep == &text[range.clone()])
    });
    // Where two overlap, the one that begins first counts, then the longer.
    found.sort_by_key(|(range, what)| (range.start, std::cmp::Reverse(range.end), *what));
    let (mut clean, mut from, mut taken) = (String::with_capacity(text.len()), 0, Vec::new());
    for (range, what) in found {
        if range.end <= from {
            continue;
        }
        let start = range.start.max(from);
        // What overlaps the one before goes with it.
        if start > range.start {
            from = range.end;
            taken.push((text[range].to_owned(), what));
            continue;
        }
        clean.push_str(&text[from..start]);
        clean.push_str(MARKER);
        taken.push((text[range.clone()].to_owned(), what));
        from = range.end;
    }
    clean.push_str(&text[from..]);
    (clean, taken)
}
