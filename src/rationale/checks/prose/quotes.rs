//! Quotations: the words of a finding in its document, its page, date and provider; words quoted in a rationale.

use std::collections::BTreeSet;

use super::{
    super::{Record, Subject, Whole},
    Found,
    reading::Reading,
};
use crate::{
    criteria::{Proof, Weight},
    domain::{
        case::{Case, Document},
        check::{Alarm, CheckId},
        finding::Finding,
        words::Origin,
    },
    records::{
        has_words, pages,
        quote::Folded,
        text::voice::{Voice, quotations, voices},
    },
};

/// A quotation of fewer words proves nothing: a term, a title.
const FEWEST_WORDS: usize = 4;

/// What is wrong with the source of a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    pub check: CheckId,
    pub finding: String,
    pub reason: String,
}

/// What is wrong with the sources of the findings that some proof counts, in the order of the case.
pub fn wrong(case: &Case, proofs: &[Vec<Proof>], record: &Record) -> Vec<Wrong> {
    let mut counted = BTreeSet::new();
    for proof in proofs.iter().flatten() {
        for criterion in &proof.criteria {
            let weighed = proof.findings_of(&criterion.clause).into_iter();
            counted.extend(weighed.filter(|(_, w)| *w == Weight::Counts).map(|(id, _)| id));
        }
    }
    let mut found = Vec::new();
    for finding in case.findings.iter().filter(|f| counted.contains(f.id.as_str())) {
        let Some(document) = case.document(&finding.source.document) else { continue };
        let of_words = words(finding, document, record);
        let all =
            of_words.into_iter().chain(page(finding, document)).chain(source(finding, document));
        found.extend(all.map(|(check, reason)| Wrong {
            check,
            finding: finding.id.clone(),
            reason,
        }));
    }
    found
}

type Said = (CheckId, String);

/// The exact words, in the text at hand. A page without text (a scan) says nothing against them.
fn words(finding: &Finding, document: &Document, record: &Record) -> Option<Said> {
    let source = &finding.source;
    let words = source.words.as_ref()?;
    let folded = record.scanned.pages.get(&document.id)?;
    let wanted = Folded::of(words);
    let number = source.page.and_then(|page| usize::try_from(page).ok()?.checked_sub(1));
    if let Some(number) = number {
        let here = folded.get(number)?;
        if here.has(&wanted) {
            let exact = record.texts.get(&document.id).is_none_or(|text| {
                pages(text).get(number).is_none_or(|page| has_words(page, words))
            });
            let reason = format!(
                "its words stand on page {} of {} but for blanks, hyphens, ligatures or capitals",
                number + 1,
                document.id
            );
            return (!exact).then_some((CheckId::QuoteRepaired, reason));
        }
    }
    match folded.iter().position(|page| page.has(&wanted)) {
        Some(_) if number.is_none() => None,
        Some(other) => Some((
            CheckId::QuotePage,
            format!("its words stand on page {} of {}", other + 1, document.id),
        )),
        None => {
            // A page that was never read could hold them.
            let unread = match number {
                Some(number) => folded.get(number).is_some_and(Folded::is_empty),
                None => folded.iter().any(Folded::is_empty),
            };
            let reason = format!("its words do not stand in {} as it is here", document.id);
            (!unread).then_some((CheckId::QuoteAbsent, reason))
        }
    }
}

fn page(finding: &Finding, document: &Document) -> Option<Said> {
    let (page, most) = (finding.source.page?, document.pages?);
    let reason =
        format!("it is said to stand on page {page}, and {} has {most} pages", document.id);
    (page > most).then_some((CheckId::QuotePage, reason))
}

/// Date and provider against the document's own.
fn source(finding: &Finding, document: &Document) -> Option<Said> {
    if let (Some(found), Some(written)) = (&finding.date, &document.date)
        && found.first() > written.last()
    {
        let reason =
            format!("it is dated {found}, after its document {} of {written}", document.id);
        return Some((CheckId::QuoteSource, reason));
    }
    let (by, provider) = (finding.by.as_ref()?, document.provider.as_ref()?);
    let first_hand = finding.from == Origin::Exam && !finding.quoted;
    let reason = format!(
        "an examination by the {by}, in {} by the {provider}: quoted from another report?",
        document.id
    );
    (first_hand && !by.eq_ignore_ascii_case(provider)).then_some((CheckId::QuoteSource, reason))
}

/// Alarms on the sources of findings.
pub fn check(whole: &Whole<'_>) -> Vec<Alarm> {
    let wrong = whole.known.evidence.sources.iter();
    wrong
        .map(|w| whole.of(w.check, &w.finding, format!("finding {}: {}", w.finding, w.reason)))
        .collect()
}

/// Words that a rationale quotes from the record, and that stand in none of its texts. What a guideline is quoted with
/// is not looked for here.
pub fn prose(reading: &Reading<'_>, subject: &Subject<'_>, found: &mut Found) {
    let known = subject.whole.known;
    if known.record.scanned.pages.is_empty() {
        return;
    }
    let quoted = quotations(reading.text);
    if quoted.is_empty() {
        return;
    }
    let voices = voices(reading.text, &subject.sentences);
    for at in quoted {
        let words = reading.text.get(at.clone()).unwrap_or_default();
        let number = subject.sentences.partition_point(|s| s.end <= at.start);
        if voices.get(number) != Some(&Voice::Record)
            || words.split_whitespace().count() < FEWEST_WORDS
        {
            continue;
        }
        let wanted = Folded::of(words.trim_end_matches(['.', ',', ';']));
        let in_case = || {
            let titles = known.case.items.iter().map(|item| item.title.as_str());
            let said = known.case.findings.iter().filter_map(|f| f.source.words.as_deref());
            let summary = std::iter::once(known.case.summary.as_str());
            titles.chain(said).chain(summary).any(|text| Folded::of(text).has(&wanted))
        };
        let in_record = known.record.scanned.pages.values().flatten().any(|page| page.has(&wanted));
        if !in_record && !in_case() {
            let scans = known.record.scanned.pages.values().flatten().any(Folded::is_empty);
            let unread =
                known.case.documents.iter().any(|d| !known.record.texts.contains_key(&d.id));
            let but = if scans || unread { "; not every page has a text here" } else { "" };
            let reason = format!(
                "these words stand in no text of the record, nor in request or summary{but}"
            );
            found.alarm(CheckId::QuoteProse, &at, reason);
        }
    }
}
