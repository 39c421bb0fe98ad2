//! The closing words of a rationale against the outcome that the reviewer chose, and what they close.

use std::ops::Range;

use super::{
    Subject,
    phrase::Words,
    speech::{Speech, holds},
};
use crate::domain::{
    check::{Alarm, CheckId},
    words::{Outcome, UrAction},
};
use crate::records::text::sentences;

/// Words that deny necessity.
const DENIED: &[&str] = &[
    "not ?a ?be ?being ?considered|deemed|seen|found|felt|determined|established|shown|indicated|appear|seem ?as ?to ?be ?a ?reasonable ?and medically ?reasonable ?and ?or necessary|appropriate|indicated|warranted",
    "not ?to ?be ?a ?of medical necessity",
    "medical necessity .. not|cannot ?be ?been ?adequately established|met|demonstrated|supported|shown|substantiated|evident|clear",
    "medical necessity .. is|was lacking",
    "not .. establish|establishes|support|supports|demonstrate|demonstrates ?the medical necessity",
    "medically unnecessary|inappropriate",
    "non certified|certification",
    "not|nor certified|supported|warranted|approved|authorized",
    "denial|decision is|was|should|must ?be upheld|supported",
    "request is|was|must ?be denied",
];

/// Words that affirm it.
const AFFIRMED: &[&str] = &[
    "is|are|was|were|be|been|as|remains|seems|appears ?both ?therefore ?considered|deemed|found|determined ?as ?to ?be medically ?reasonable ?and necessary|appropriate|indicated",
    "medical necessity .. is|has|was ?been established|met|demonstrated|supported|shown|substantiated|evident",
    "is|are|was|were a medical necessity",
    "is|are|be certified",
    "recommend|recommending certification|approval|authorization",
];

/// Words under which a sentence decides nothing: a rule, a condition, somebody else's view.
const UNDECIDED: &[&str] = &[
    "when|if|unless|whether|until",
    "in order to|for|that",
    "would|could|might|may be",
    "in general|generally|typically|usually",
];

/// Words that begin a conclusion: what follows decides, whatever conditions stand in the title that it repeats.
const CONCLUDES: &[&str] = &[
    "therefore|thus|accordingly|hence|consequently",
    "as such",
    "given the above",
    "in conclusion",
    "based on the above",
    "for these reasons",
];

/// Words of an outcome that no check follows: where the outcome is to stay hidden, they tell it all the same.
const TELLING: &[&str] = &[
    "medically|clinically ?reasonable ?and ?or necessary|unnecessary|appropriate|inappropriate|indicated|warranted",
    "medical necessity",
    "uphold|upholds|upheld|upholding|overturn|overturns|overturned|overturning",
    "certify|certified|certification|noncertified|decertified",
    "approve|approved|approval|authorize|authorization",
    "deny|denied|denial",
];

/// Sentences of a rationale that tell its outcome, or may: each that has such words, whoever speaks, and the last one,
/// whatever its words.
pub fn deciding(text: &str) -> Vec<Range<usize>> {
    let words = Words::of(text);
    let mut places = words.find(DENIED);
    places.extend(words.find(AFFIRMED));
    places.extend(words.find(TELLING));
    let mut found = sentences(text);
    let last =
        found.iter().rposition(|at| text.get(at.clone()).is_some_and(|s| !s.trim().is_empty()));
    let mut nth = 0;
    found.retain(|at| {
        nth += 1;
        // A phrase that begins in a sentence and ends in the next decides both.
        let within = |p: &Range<usize>| p.start < at.end && at.start < p.end;
        last == Some(nth - 1) || places.iter().any(within)
    });
    found
}

/// What the last deciding sentence says, and where.
fn closing(subject: &Subject<'_>) -> Option<(Outcome, Range<usize>)> {
    let (denied, affirmed) = (subject.words.find(DENIED), subject.words.find(AFFIRMED));
    let (undecided, concludes) = (subject.words.find(UNDECIDED), subject.words.find(CONCLUDES));
    let decides = |s: &&Speech| {
        let has = |places: &[Range<usize>]| places.iter().any(|place| holds(&s.at, place));
        has(&concludes) || !has(&undecided)
    };
    let of = |s: &Speech| {
        let last = |places: &[Range<usize>]| places.iter().rfind(|p| holds(&s.at, p)).cloned();
        match (last(&denied), last(&affirmed)) {
            (Some(no), Some(yes)) if yes.start >= no.end => Some((Outcome::Overturned, yes)),
            (Some(no), _) => Some((Outcome::Upheld, no)),
            (None, Some(yes)) => Some((Outcome::Overturned, yes)),
            (None, None) => None,
        }
    };
    // What utilization review said closes nothing; a sentence with a condition counts only when no other decides.
    let mut own = subject.speech.iter().rev().filter(|s| !s.administrator);
    let plain = own.clone().filter(decides).find_map(of);
    plain.or_else(|| own.find_map(of))
}

pub(super) fn check(subject: &Subject<'_>) -> Vec<Alarm> {
    let mut alarms: Vec<Alarm> = remainder(subject).into_iter().collect();
    let Some(outcome) = subject.drafted.outcome else { return alarms };
    match closing(subject) {
        Some((said, at)) => {
            alarms.extend(other_item(subject, &at));
            if said != outcome {
                let reason = format!("these words close as {said}, the outcome is {outcome}");
                alarms.push(subject.at(CheckId::Closing, at, reason));
            }
        }
        None => {
            let reason = "no sentence says whether the service is medically necessary".to_owned();
            alarms.push(subject.of(CheckId::NoClosing, "", reason));
        }
    }
    alarms
}

/// The closing sentence gives the title of another item, and not this one's.
fn other_item(subject: &Subject<'_>, at: &Range<usize>) -> Option<Alarm> {
    let sentence = subject.sentence_of(at)?;
    let close: Vec<&str> = subject.words.within(&sentence.at).collect();
    let holds = |title: &[String]| {
        title.len() > 1 && close.windows(title.len()).any(|w| w.iter().eq(title.iter()))
    };
    let own = Words::folded(&subject.item.title);
    let others = subject.whole.known.case.items.iter().filter(|i| i.item != subject.item.item);
    let mut titles = others.map(|i| (i, Words::folded(&i.title)));
    let (other, _) = titles.find(|(_, title)| {
        holds(title) && !holds(&own) && !own.windows(title.len()).any(|w| w == title.as_slice())
    })?;
    let reason = format!("this closing sentence names item {}: {}", other.item, other.title);
    Some(subject.at(CheckId::ClosesOther, sentence.at.clone(), reason))
}

/// After a modification only the remainder is in dispute, and a letter says so in one fixed sentence.
fn remainder(subject: &Subject<'_>) -> Option<Alarm> {
    let ur = subject.item.ur.as_ref().filter(|ur| ur.action == UrAction::Modified)?;
    let parts =
        [("original", &ur.original), ("authorized", &ur.authorized), ("remaining", &ur.remaining)];
    let missing: Vec<&str> =
        parts.into_iter().filter(|(_, part)| part.is_none()).map(|(name, _)| name).collect();
    if missing.is_empty() {
        return None;
    }
    let reason = format!(
        "utilization review modified this request, and the case file does not say: {}",
        missing.join(", ")
    );
    Some(subject.of(CheckId::Remainder, &missing.join(", "), reason))
}
