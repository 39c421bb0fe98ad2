//! The copy of a determination that the public sees (LC 4610.6(m)): the sections of the public letters of 2015 to 2017,
//! and what tells who somebody is replaced by a plain marker. The program knows no names, so that it takes out what stands
//! where names stand, says what it took out and where, and names what may still be one.

mod named;
mod patterns;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::{compose::public_text, page::folded};
use crate::domain::{
    determination::{Determination, ImportedParagraphs},
    organization::Organization,
    visible::one_line,
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
    for Printed { place, kind, text } in texts(&mut copy) {
        let folded = if kind == Kind::Prose { folded(text) } else { one_line(text) };
        let (clean, found) = cleaned(&folded, told, kind);
        removed.extend(found.into_iter().map(|(words, what)| Trace {
            place: place.clone(),
            words,
            what: Some(what),
        }));
        if !matches!(kind, Kind::Guideline | Kind::Source) {
            for words in patterns::suspects(&clean, told.keep) {
                suspects.push(Trace { place: place.clone(), words: words.to_owned(), what: None });
            }
        }
        *text = clean;
    }
    let text = public_text(&copy, organization);
    suspects.extend(left(&text, told));
    Published { text, removed, suspects }
}

/// Words that were to go and stand in the copy all the same: in a standing paragraph, or across the end of one.
fn left(text: &str, told: Told<'_>) -> Vec<Trace> {
    let hide = told.hide.iter().filter(|name| !told.keep.contains(name));
    let trace = |words: &str| Trace {
        place: "standing words".to_owned(),
        words: one_line(words),
        what: None,
    };
    hide.flat_map(|name| named::occurrences(text, name).map(|at| trace(&text[at]))).collect()
}

/// How the letter prints a text, and what is looked for in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// With paragraphs.
    Prose,
    /// In one paragraph.
    Line,
    /// The same of a guideline: its titles are capitalized, and nothing in it is suspected.
    Guideline,
    /// Title or author of a source, which are no secret: only words that were named go.
    Source,
}

/// A text of this case that the public letter prints.
struct Printed<'a> {
    place: String,
    kind: Kind,
    text: &'a mut String,
}

/// All of them. Standing words are the organization's own, unless they came with an imported letter, and credentials
/// stay (LC 4610.6(f)).
fn texts(copy: &mut Determination) -> Vec<Printed<'_>> {
    use Kind::{Guideline, Line, Prose, Source};
    let mut texts = Vec::new();
    let mut add = |place: &str, kind, text| {
        texts.push(Printed { place: place.to_owned(), kind, text });
    };
    add("summary", Prose, &mut copy.summary);
    if let Some(amends) = &mut copy.amends {
        add("reason of the amendment", Prose, &mut amends.reason);
    }
    if let Some(imported) = &mut copy.imported {
        let ImportedParagraphs { how_made, credentials, summary, issues } =
            &mut imported.paragraphs;
        let parts = [(how_made, Prose), (credentials, Line), (summary, Prose), (issues, Prose)];
        for (text, kind) in parts {
            if let Some(text) = text {
                add("standing paragraph", kind, text);
            }
        }
    }
    for item in &mut copy.items {
        let number = item.request.item;
        let mut add = |what: &str, kind, text| add(&format!("item {number}, {what}"), kind, text);
        add("title", Line, &mut item.request.title);
        if let Some(ur) = item.request.ur.as_mut().filter(|ur| ur.action == UrAction::Modified) {
            let parts = [
                ("original request", &mut ur.original),
                ("what was authorized", &mut ur.authorized),
                ("what remains", &mut ur.remaining),
            ];
            for (what, part) in parts {
                if let Some(text) = part {
                    add(what, Line, text);
                }
            }
        }
        if let Some(text) = &mut item.request.claims_guideline {
            add("claims administrator's guideline", Guideline, text);
        }
        if let Some(text) = &mut item.cited_as {
            add("reviewer's guideline", Guideline, text);
        }
        for cited in &mut item.cites {
            add("reviewer's guideline", Source, &mut cited.title);
        }
        for work in &mut item.works {
            for text in [&mut work.by, &mut work.title, &mut work.journal] {
                add("cited work", Source, text);
            }
        }
        if let Some(step) = &mut item.step_down {
            add("step below the MTUS", Line, &mut step.words);
        }
        if let Some(text) = &mut item.uncited {
            add("reason for citing nothing", Line, text);
        }
        add("rationale", Prose, &mut item.rationale);
    }
    texts
}

/// The text with a marker for each telltale, and what stood there, in order.
fn cleaned(text: &str, told: Told<'_>, kind: Kind) -> (String, Vec<(String, Telltale)>) {
    let mut found: Vec<(Range<usize>, Telltale)> = patterns::telltales(text, told.hide);
    found.retain(|(range, what)| {
        let kept = || told.keep.iter().any(|keep| keep == &text[range.clone()]);
        *what == Telltale::Hidden || kind != Kind::Source && !kept()
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
