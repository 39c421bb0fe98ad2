//! Quotations: the words of a finding in its document, its page, date and provider; words quoted in a rationale.

use std::collections::BTreeSet;

use super::{
    super::{Record, Subject},
    Found, Remark,
    reading::Reading,
};
use crate::{
    criteria::{Proof, Weight},
    domain::{
        case::{Case, Document},
        check::CheckId,
        finding::Finding,
        words::{Origin, counted},
    },
    records::{has_words, pages, quote::Folded, text::voice::Voice},
};

/// A quotation of fewer words proves nothing: a term, a title.
const FEWEST_WORDS: usize = 4;

/// What is wrong with the sources of the findings that some proof counts, in the order of the case.
pub fn remarks(case: &Case, proofs: &[Vec<Proof>], record: &Record) -> Vec<Remark> {
    let mut counted = BTreeSet::new();
    for proof in proofs.iter().flatten() {
        for criterion in &proof.criteria {
            let weighed = proof.findings_of(&criterion.clause).into_iter();
            counted.extend(weighed.filter(|(_, w)| *w == Weight::Counts).map(|(id, _)| id));
        }
    }
    let mut found = Vec::new();
    for finding in case.findings.iter().filter(|f| counted.contains(f.id.as_str())) {
        let told = of_finding(finding, case, record).into_iter().map(|(check, reason)| {
            let reason = format!("finding {}: {reason}", finding.id);
            Remark::new(check, &finding.id, reason)
        });
        found.extend(told);
    }
    found
}

fn of_finding(finding: &Finding, case: &Case, record: &Record) -> Vec<Said> {
    let Some(document) = case.document(&finding.source.document) else { return Vec::new() };
    let of_words = words(finding, document, record).into_iter();
    of_words.chain(page(finding, document)).chain(source(finding, document)).collect()
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
    let reason = format!(
        "it is said to stand on page {page}, and {} has {}",
        document.id,
        counted(most as usize, "page")
    );
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

/// Words that a rationale quotes from the record, and that stand in none of its texts. What a guideline is quoted with
/// is not looked for here.
pub fn prose(reading: &Reading<'_>, subject: &Subject<'_>, found: &mut Found) {
    let known = subject.whole.known;
    let pages = &known.record.scanned.pages;
    if pages.is_empty() {
        return;
    }
    for at in &reading.quoted {
        let words = reading.text.get(at.clone()).unwrap_or_default();
        let number = reading.sentences.partition_point(|s| s.end <= at.start);
        if reading.voices.get(number) != Some(&Voice::Record)
            || words.split_whitespace().count() < FEWEST_WORDS
            || known.is_name(words)
        {
            continue;
        }
        let wanted = Folded::of(words);
        let mut texts = known.evidence.texts.iter().chain(pages.values().flatten());
        if !texts.any(|text| text.has(&wanted)) {
            let scans = pages.values().flatten().any(Folded::is_empty);
            let unread = known.case.documents.iter().any(|d| !pages.contains_key(&d.id));
            let but = if scans || unread { "; not every page has a text here" } else { "" };
            let reason = format!(
                "these words stand in no text of the record, nor in request, summary or guideline{but}"
            );
            found.alarm(CheckId::QuoteProse, at, reason);
        }
    }
}

/// What beside the records may be quoted: requests, summary, the words of findings, and those of the guidelines that
/// speak of the items.
pub fn texts(case: &Case, proofs: &[Vec<Proof>]) -> Vec<Folded> {
    let titles = case.items.iter().map(|item| item.title.as_str());
    let said = case.findings.iter().filter_map(|f| f.source.words.as_deref());
    let summary = std::iter::once(case.summary.as_str());
    let proofs = proofs.iter().flatten();
    let criteria = proofs.clone().flat_map(|proof| &proof.criteria);
    let asked = criteria.flat_map(|c| [Some(&c.name), c.says.as_ref(), c.note.as_ref()]);
    let asked = asked.flatten().chain(proofs.map(|proof| &proof.title)).map(String::as_str);
    titles.chain(said).chain(summary).chain(asked).map(Folded::of).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::super::Texts, *};
    use crate::domain::testing::{empty_case, finding};

    const TEXT: &str = "Gait is normal.\u{c}Decreased sensa-\ntion over the arm.\u{c} ";

    /// What is said of a finding with these words on this page; `change` alters it.
    fn said(words: &str, page: u32, change: impl Fn(&mut Finding)) -> Vec<CheckId> {
        let mut case = empty_case();
        case.documents = vec![Document {
            id: "exam".to_owned(),
            kind: "progress note".to_owned(),
            provider: Some("orthopedist".to_owned()),
            date: Some("2016-12-01".parse().unwrap()),
            pages: Some(3),
        }];
        let mut finding = finding("f1", "gait");
        finding.source.page = Some(page);
        finding.source.words = Some(words.to_owned());
        change(&mut finding);
        let record = Record::of(Texts::from([("exam".to_owned(), TEXT.into())]));
        of_finding(&finding, &case, &record).into_iter().map(|(check, _)| check).collect()
    }

    #[test]
    fn words_stand_on_their_page_or_not() {
        let same = |_: &mut Finding| {};
        assert_eq!(said("Gait is abnormal", 1, same), [CheckId::QuoteAbsent]);
        assert_eq!(said("it is normal", 1, same), [CheckId::QuoteAbsent]);
        assert_eq!(said("decreased sensation", 2, same), [CheckId::QuoteRepaired]);
        assert_eq!(said("Gait is normal", 2, same), [CheckId::QuotePage]);
        assert_eq!(said("Gait is normal", 9, same), [CheckId::QuotePage]);
        for (words, page) in [("Gait is normal", 1), ("Gait is\n normal.", 1), ("no limp", 3)] {
            assert!(said(words, page, same).is_empty(), "{words}");
        }
        assert!(said("Gait is normal", 1, |f| f.source.page = None).is_empty());
        assert!(said("no limp", 1, |f| f.source.document = "lost".to_owned()).is_empty());
        assert!(said("no limp", 1, |f| f.source.words = None).is_empty());
    }

    #[test]
    fn date_and_provider_are_the_documents_own() {
        let of = |change: &dyn Fn(&mut Finding)| said("Gait is normal", 1, change);
        assert_eq!(of(&|f| f.date = Some("2016-12-02".parse().unwrap())), [CheckId::QuoteSource]);
        assert_eq!(of(&|f| f.by = Some("spine surgeon".to_owned())), [CheckId::QuoteSource]);
        let fine: [&dyn Fn(&mut Finding); 4] = [
            &|f| f.date = Some("2016-11".parse().unwrap()),
            &|f| f.date = Some("2016-12-01".parse().unwrap()),
            &|f| f.by = Some("Orthopedist".to_owned()),
            &|f| (f.by, f.quoted) = (Some("spine surgeon".to_owned()), true),
        ];
        for change in fine {
            assert!(of(change).is_empty());
        }
    }
}
