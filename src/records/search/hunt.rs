//! The search itself.

use std::{collections::BTreeMap, ops::Range};

use super::{
    Shelves,
    index::{Index, Page, folded},
    standing::Sight,
    topic::{Around, Part, Topic},
};
use crate::{
    domain::{
        case::Case,
        finding::{Finding, Value},
        silence::{Found, Mention, Near, NearReason, Shelf},
        words::{Certainty, Origin, Side, Standing},
    },
    records::words_at,
};

/// So many near misses are kept; the rest is counted.
const MOST_NEAR: usize = 60;
/// Words shown before and after a mention.
const AROUND: usize = 16;

/// One place where the main words stand, with what it is worth.
struct Sighting {
    reason: Option<NearReason>,
    at: Mention,
}

/// Looks for these topics in everything that there is.
pub(super) fn hunt(shelves: &Shelves, topics: &[Topic], around: &Around<'_>) -> Found {
    let mut sightings = Vec::new();
    for topic in topics {
        for index in [&shelves.told, &*shelves.records] {
            sightings.extend(of_topic(index, topic, around, &shelves.case));
        }
    }
    let hits: Vec<Mention> =
        sightings.iter().filter(|s| s.reason.is_none()).map(|s| s.at.clone()).collect();
    let mut found = Found {
        sought: topics.iter().map(|t| t.words.clone()).collect(),
        terms: terms(topics),
        documents: shelves.documents.clone(),
        not_at_hand: shelves.not_at_hand.clone(),
        findings: shelves.case.findings.len(),
        ..Found::default()
    };
    for hit in hits {
        // Two sentences of one line are two hits: each is set aside by itself.
        if !found.hits.contains(&hit) && !in_a_finding(&found, &hit, shelves) {
            found.hits.push(hit);
        }
    }
    let mut near: Vec<Near> = Vec::new();
    for sighting in sightings {
        let Some(reason) = sighting.reason else { continue };
        let known = |m: &Mention| same_place(m, &sighting.at);
        if found.hits.iter().any(known) || near.iter().any(|n| known(&n.at)) {
            continue;
        }
        near.push(Near { reason, at: sighting.at });
    }
    // The nearest first; each kind in the order of the record.
    near.sort_by_key(|n| n.reason);
    found.more_near = near.len().saturating_sub(MOST_NEAR);
    near.truncate(MOST_NEAR);
    found.near = near;
    found
}

fn same_place(a: &Mention, b: &Mention) -> bool {
    (a.shelf, &a.finding, &a.document, a.page, a.line)
        == (b.shelf, &b.finding, &b.document, b.page, b.line)
}

/// True when a finding that is a hit quotes the very place: it is said once.
fn in_a_finding(found: &Found, hit: &Mention, shelves: &Shelves) -> bool {
    let (Some(document), Some(page), Some(line)) = (&hit.document, hit.page, hit.line) else {
        return false;
    };
    if hit.shelf != Shelf::Record {
        return false;
    }
    let quoting = found.hits.iter().filter_map(|h| h.finding.as_ref());
    quoting.filter_map(|id| shelves.case.finding(id)).any(|finding| {
        let source = &finding.source;
        if source.document != *document || source.page != Some(page) {
            return false;
        }
        let text = shelves
            .records
            .pages
            .iter()
            .find(|p| p.origin.id.as_ref() == Some(document) && p.origin.page == Some(page));
        let place =
            text.zip(source.words.as_ref()).and_then(|(p, words)| words_at(p.text(), words));
        let line = line as usize;
        place.is_some_and(|(first, last)| (first + 1..=last + 1).contains(&line))
    })
}

fn terms(topics: &[Topic]) -> Vec<String> {
    let mut terms: Vec<String> = Vec::new();
    for part in topics.iter().flat_map(|t| &t.parts) {
        if !terms.contains(&part.name) {
            terms.push(part.name.clone());
        }
    }
    terms
}

/// Where each part of a topic stands: by page and sentence.
type Places = BTreeMap<(usize, usize), Vec<Range<usize>>>;

fn of_topic(index: &Index, topic: &Topic, around: &Around<'_>, case: &Case) -> Vec<Sighting> {
    let said: Vec<Places> = topic.parts.iter().map(|p| places(index, &p.said)).collect();
    let opposite: Vec<Places> = topic.parts.iter().map(|p| places(index, &p.opposite)).collect();
    let Some(main) = main_part(&topic.parts, &said) else { return Vec::new() };
    let mut found = Vec::new();
    let spots = said[main]
        .iter()
        .chain(opposite[main].iter().filter(|(k, _)| !said[main].contains_key(*k)));
    for (key, mentions) in spots {
        let (page, sentence) = (&index.pages[key.0], key.1);
        let here = Here { page, sentence: page.sentences[sentence].clone(), topic, around };
        let Some(mut focus) = mentions.first() else { continue };
        let reverse = opposite.iter().filter_map(|p| p.get(key)).flatten();
        let reverse: Vec<&Range<usize>> = reverse.collect();
        let covered =
            |m: &Range<usize>| reverse.iter().any(|r| r.start <= m.start && m.end <= r.end);
        let standing: Vec<&Range<usize>> = mentions.iter().filter(|m| !covered(m)).collect();
        focus = standing.first().copied().unwrap_or(focus);
        let missing = said.iter().filter(|p| !p.contains_key(key)).count();
        let beside = |p: &Places| {
            let near = [sentence.checked_sub(1), Some(sentence + 1)];
            p.contains_key(key) || near.into_iter().flatten().any(|s| p.contains_key(&(key.0, s)))
        };
        let reason = if standing.is_empty() {
            Some(NearReason::Opposite)
        } else if missing == 0 {
            match page.origin.shelf {
                Shelf::Finding => {
                    of_finding(case, page, topic, around).or_else(|| here.elsewhere())
                }
                _ => {
                    let rest = said.iter().enumerate().filter(|(i, _)| *i != main);
                    let rest: Vec<&Vec<Range<usize>>> =
                        rest.filter_map(|(_, p)| p.get(key)).collect();
                    let best = here.best(&standing, &rest);
                    best.and_then(|(chosen, reason)| {
                        focus = chosen;
                        reason
                    })
                }
            }
        } else if page.origin.shelf == Shelf::Record && said.iter().all(beside) {
            Some(here.reason(std::slice::from_ref(focus)).unwrap_or(NearReason::Apart))
        } else if topic.parts[main].concept || missing * 2 <= topic.parts.len() {
            Some(here.reason(std::slice::from_ref(focus)).unwrap_or(NearReason::Partial))
        } else {
            continue;
        };
        found.push(Sighting { reason, at: here.mention(focus) });
    }
    found
}

/// The part that a sentence must hold: a concept before a plain word, then the rarest.
fn main_part(parts: &[Part], said: &[Places]) -> Option<usize> {
    (0..parts.len()).min_by_key(|i| (!parts[*i].concept, said[*i].len()))
}

fn places(index: &Index, phrases: &[Vec<String>]) -> Places {
    let mut places = Places::new();
    for phrase in phrases {
        for (page, words) in index.phrase(phrase) {
            let sentence = index.pages[page].sentence_of(words.start);
            places.entry((page, sentence)).or_default().push(words);
        }
    }
    for mentions in places.values_mut() {
        // The longest of those that begin together.
        mentions.sort_by(|a, b| a.start.cmp(&b.start).then(b.end.cmp(&a.end)));
        mentions.dedup_by(|b, a| b.start < a.end);
    }
    places
}

struct Here<'a> {
    page: &'a Page,
    sentence: Range<usize>,
    topic: &'a Topic,
    around: &'a Around<'a>,
}

impl Here<'_> {
    fn sight<'b>(&'b self, parts: &'b [Range<usize>]) -> Sight<'b> {
        Sight {
            page: self.page,
            sentence: self.sentence.clone(),
            parts,
            topic: self.topic,
            vocabulary: self.around.vocabulary,
            lexicon: self.around.lexicon,
        }
    }

    fn reason(&self, parts: &[Range<usize>]) -> Option<NearReason> {
        self.sight(parts).reason()
    }

    /// Of the mentions of the main part the first that stands asserted, else the first with what speaks against it:
    /// `no fever in May, fever since June` says that there was one. Of the other parts the nearest mentions count.
    fn best<'m>(
        &self,
        standing: &[&'m Range<usize>],
        rest: &[&Vec<Range<usize>>],
    ) -> Option<(&'m Range<usize>, Option<NearReason>)> {
        let mut first = None;
        for &mention in standing {
            let nearest = |m: &&Vec<Range<usize>>| {
                m.iter().min_by_key(|r| r.start.abs_diff(mention.start)).cloned()
            };
            let mut parts = vec![mention.clone()];
            parts.extend(rest.iter().filter_map(nearest));
            match self.reason(&parts) {
                None => return Some((mention, None)),
                reason => first = first.or(Some((mention, reason))),
            }
        }
        first
    }

    fn elsewhere(&self) -> Option<NearReason> {
        self.sight(&[]).elsewhere()
    }

    fn mention(&self, words: &Range<usize>) -> Mention {
        let page = self.page;
        let mut from = self.sentence.start.max(words.start.saturating_sub(AROUND)).min(words.start);
        let mut to = self.sentence.end.min(words.end + AROUND).max(words.end);
        // A date is not cut in two.
        let joined = |at: usize| !page.gap(at).contains(char::is_whitespace);
        while from > self.sentence.start && from < words.start && joined(from) {
            from -= 1;
        }
        while to > words.end && to < self.sentence.end && joined(to) {
            to += 1;
        }
        let (all, own) = (page.bytes(&(from..to)), page.bytes(words));
        let before = &page.text()[all.start.min(own.start)..own.start];
        let after = &page.text()[own.end..all.end.max(own.end)];
        // Where the sentence goes on, that is seen.
        let cut = (from > self.sentence.start, to < self.sentence.end);
        let of_finding = page.origin.shelf == Shelf::Finding;
        let id = page.origin.id.clone();
        Mention {
            shelf: page.origin.shelf,
            finding: id.clone().filter(|_| of_finding),
            document: id.filter(|_| page.origin.shelf == Shelf::Record),
            page: page.origin.page,
            line: (page.origin.shelf == Shelf::Record).then(|| page.line(words.start)),
            before: format!("{}{}", if cut.0 { "\u{2026} " } else { "" }, folded(before)),
            words: folded(&page.text()[own.clone()]),
            after: format!("{}{}", folded(after), if cut.1 { " \u{2026}" } else { "" }),
        }
    }
}

/// Why a finding is no hit.
fn of_finding(case: &Case, page: &Page, topic: &Topic, around: &Around<'_>) -> Option<NearReason> {
    let finding: &Finding = page.origin.id.as_ref().and_then(|id| case.finding(id))?;
    // `functional gain: 0 percent` says that there was none.
    let none = matches!(&finding.value, Value::Amount(amount) if amount.high == 0);
    if finding.value == Value::Absent || none {
        return Some(NearReason::Negated);
    }
    if finding.from == Origin::Guideline {
        return Some(NearReason::Guideline);
    }
    if finding.certainty == Certainty::Hedged {
        return Some(NearReason::Hedged);
    }
    let standing = match finding.standing {
        Standing::Present => None,
        Standing::History => Some(NearReason::History).filter(|_| !topic.past),
        Standing::Suspected => Some(NearReason::Hedged),
        Standing::Refused | Standing::Avoided => Some(NearReason::Negated),
        _ => Some(NearReason::Planned).filter(|_| !topic.planned),
    };
    if standing.is_some() {
        return standing;
    }
    let region = finding.region.as_deref();
    let agree =
        |a: &str, b: &str| around.vocabulary.region_is(a, b) || around.vocabulary.region_is(b, a);
    if let Some(region) = region
        && !topic.regions.is_empty()
        && !topic.regions.iter().any(|t| agree(t, region))
    {
        return Some(NearReason::OtherRegion);
    }
    match (topic.side, finding.side) {
        (Some(a), Some(b)) if a != b && b != Side::Bilateral => Some(NearReason::OtherSide),
        _ => None,
    }
}
