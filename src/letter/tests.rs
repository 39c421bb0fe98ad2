use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use super::{WIDTH, finish, letter_text, testing::*};
use crate::domain::{
    case::{Document, UrDecision},
    determination::Determination,
    testing::sample_organization,
    words::{Outcome, UrAction},
};

fn letter(determination: &Determination) -> String {
    letter_text(determination, &sample_organization())
}

#[test]
fn without_administrative_dates_only_the_number_stands_above() {
    let expected = "\
Case Number:           CM00-0000000

HOW THE IMR FINAL DETERMINATION WAS MADE
Attested.

Qualified as follows:
State(s) of Licensure: California, Nevada
Certification(s)/Specialty: Internal Medicine

CLINICAL CASE SUMMARY
The file shows:

A worker of 40 years has low back pain.

IMR ISSUES, DECISIONS AND RATIONALES
Decided:

One lumbar MRI: Upheld

Claims Administrator guideline: The Claims Administrator did not cite any
medical evidence for its decision.

Reviewer guideline: Decision based on MTUS Back Chapter 2004, Page(s):
303-305.

Decision rationale: No red flag is told.

The request is not medically necessary.
";
    let mut determination = sample_determination();
    assert_eq!(letter(&determination), expected);
    determination.dates.injury = "2014-03-05".parse().ok();
    assert_eq!(letter(&determination), expected);
}

#[test]
fn header_and_documents_stand_where_they_belong() {
    let text = letter(&full_determination());
    let header = "\
Case Number:           CM00-0000000
Date Assigned:         11/01/2026
Date of Injury:        2014-03
Decision Date:         11/22/2026
UR Denial Date:        10/02/2026
Priority:              Expedited
Application Received:  10/20/2026

HOW THE IMR";
    assert!(text.starts_with(header), "{text}");
    let documents = "\
low back pain.

DOCUMENTS REVIEWED
progress note, spine surgeon, 09/01/2026, 12 pages
utilization review, 1 page

IMR ISSUES";
    assert!(text.contains(documents), "{text}");
}

#[test]
fn absent_header_fields_are_left_out() {
    let mut determination = full_determination();
    determination.dates.injury = None;
    determination.dates.assigned = None;
    determination.priority = None;
    let text = letter(&determination);
    let labels: Vec<&str> = text.lines().take(4).filter_map(|l| l.split(':').next()).collect();
    assert_eq!(labels, ["Case Number", "Decision Date", "UR Denial Date", "Application Received"]);
    assert!(text.lines().nth(4).is_some_and(str::is_empty));
}

#[test]
fn after_a_modification_only_the_remainder_is_decided() {
    let mut determination = sample_determination();
    let part = |text: &str| Some(text.to_owned());
    let mut ur = UrDecision {
        action: UrAction::Modified,
        original: part("Twelve visits"),
        authorized: part("Six visits"),
        remaining: part("six visits"),
    };
    determination.items[0].request.ur = Some(ur.clone());
    determination.items[0].outcome = Outcome::Overturned;
    let text = letter(&determination);
    let sentence = "\
Twelve visits was the original request. Six visits was authorized by the
Claims Administrator. The remaining IMR eligible portion of the original
request, six visits is: Overturned
";
    assert!(text.contains(sentence), "{text}");
    assert!(!text.contains("One lumbar MRI"));

    ur.authorized = None;
    determination.items[0].request.ur = Some(ur.clone());
    assert!(letter(&determination).contains("\nOne lumbar MRI: Overturned\n"));
    ur.action = UrAction::Denied;
    ur.authorized = part("Six visits");
    determination.items[0].request.ur = Some(ur);
    assert!(letter(&determination).contains("\nOne lumbar MRI: Overturned\n"));
}

#[test]
fn each_item_has_its_block() {
    let mut determination = sample_determination();
    let mut second = determination.items[0].clone();
    second.request.title = "Crutches\n(pair)".to_owned();
    second.request.claims_guideline = Some("Decision based on its own policy.".to_owned());
    second.outcome = Outcome::Overturned;
    second.cites.clear();
    determination.items.push(second);
    let text = letter(&determination);
    let block = "\
not medically necessary.

Crutches (pair): Overturned

Claims Administrator guideline: Decision based on its own policy.

Reviewer guideline: The Expert Reviewer did not cite any medical evidence
for its decision.

Decision rationale: ";
    assert!(text.contains(block), "{text}");
}

#[test]
fn what_hides_is_named_in_every_field() {
    let mut determination = full_determination();
    let hostile = "a\u{1b}[31m\u{202E}b\u{200B}\u{FEFF}\tc\r";
    determination.summary = hostile.to_owned();
    determination.finalized = hostile.to_owned();
    determination.reviewer.licensure = vec![hostile.to_owned()];
    determination.documents[0].kind = hostile.to_owned();
    let item = &mut determination.items[0];
    item.request.title = hostile.to_owned();
    item.request.claims_guideline = Some(hostile.to_owned());
    item.cites[0].title = hostile.to_owned();
    item.rationale = hostile.to_owned();
    let mut organization = sample_organization();
    organization.label = hostile.to_owned();
    organization.paragraphs.how_made = hostile.to_owned();
    let text = letter_text(&determination, &organization);
    assert!(text.chars().all(|c| c == '\n' || (' '..='~').contains(&c)), "{text:?}");
    let named = text.matches("a\\u{001B}[31m\\u{202E}b\\u{200B}\\u{FEFF} c").count();
    assert!(named >= 6, "{text}");
}

#[test]
fn the_digest_is_taken_of_the_letter_and_does_not_change_it() {
    let organization = sample_organization();
    let sum = |text: &str| format!("{} bytes", text.len());
    let (once, first) = finish(full_determination(), &organization, sum);
    assert_eq!(once.digests.letter, format!("{} bytes", first.len()));
    let (twice, second) = finish(once.clone(), &organization, sum);
    assert_eq!((twice, second), (once, first));
}

proptest! {
    #[test]
    fn any_text_fits_and_gives_the_same_bytes(
        title in any::<String>(),
        prose in "(\\PC|\n| |\t|\r|\u{1b}|\u{202E}|[a-z]{1,120}){0,80}",
        provider in any::<String>(),
        remaining in any::<Option<String>>(),
    ) {
        let mut determination = full_determination();
        determination.summary.clone_from(&prose);
        determination.documents.push(Document {
            kind: prose.clone(),
            provider: Some(provider.clone()),
            ..determination.documents[0].clone()
        });
        determination.reviewer.specialties.push(provider);
        let item = &mut determination.items[0];
        item.request.ur = Some(UrDecision {
            action: UrAction::Modified,
            original: Some(prose.clone()),
            authorized: Some(title.clone()),
            remaining,
        });
        item.cites[0].pages.clone_from(&title);
        item.request.title = title;
        item.rationale = prose;
        let text = letter(&determination);
        for line in text.lines() {
            prop_assert!(line.width() <= WIDTH, "{line:?}");
            prop_assert_eq!(line.trim_end(), line);
        }
        prop_assert!(text.ends_with('\n') && !text.ends_with("\n\n"));
        prop_assert!(text.chars().all(|c| c == '\n' || !c.is_control()));
        prop_assert_eq!(text, letter(&determination.clone()));
    }
}
