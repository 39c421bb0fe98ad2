//! The letter, section by section, in the order and under the headings that parties know.

use super::{citation, page::Page};
use crate::domain::{
    case::{Dates, Document, Item},
    date::PartialDate,
    determination::{Determination, ItemDetermination},
    organization::{Credentials, Organization},
    words::{Outcome, Priority, UrAction},
};

/// The letter to the parties: lines of at most [`WIDTH`](super::WIDTH) columns, `\n` at each end of line,
/// one at the end.
///
/// Depends on nothing but its arguments, and not on `determination.digests`: the digest of the letter is
/// taken from this text.
pub fn letter_text(determination: &Determination, organization: &Organization) -> String {
    let mut page = Page::default();
    header(&mut page, determination);
    amendment(&mut page, determination);
    how_made(&mut page, organization, &determination.reviewer);
    page.heading("CLINICAL CASE SUMMARY");
    page.prose(&organization.paragraphs.summary);
    page.prose(&determination.summary);
    documents(&mut page, &determination.documents);
    page.heading("IMR ISSUES, DECISIONS AND RATIONALES");
    page.prose(&organization.paragraphs.issues);
    for decided in &determination.items {
        item(&mut page, decided, &organization.label);
    }
    page.finish()
}

/// The letter, and the determination with the digest of it filled in: what is then written to disk.
pub fn finish(
    mut determination: Determination,
    organization: &Organization,
    sha256_hex: impl FnOnce(&str) -> String,
) -> (Determination, String) {
    let letter = letter_text(&determination, organization);
    determination.digests.letter = sha256_hex(&letter);
    (determination, letter)
}

/// The block of case data. When intake gave no administrative date the case comes without a header, and nothing is
/// invented for it: only its number stands there, so that a letter apart from its file is not nameless.
fn header(page: &mut Page, determination: &Determination) {
    let Dates { injury, ur_decision, application_received, assigned, .. } = &determination.dates;
    if assigned.is_none() && ur_decision.is_none() && application_received.is_none() {
        page.field("Case Number:", &determination.case.to_string());
        return;
    }
    let day = |date: &Option<PartialDate>| date.as_ref().map(american);
    let fields = [
        ("Case Number:", Some(determination.case.to_string())),
        ("Date Assigned:", day(assigned)),
        ("Date of Injury:", day(injury)),
        ("Decision Date:", Some(decision_day(&determination.finalized))),
        ("UR Denial Date:", day(ur_decision)),
        ("Priority:", determination.priority.map(|p| priority(p).to_owned())),
        ("Application Received:", day(application_received)),
    ];
    for (label, value) in fields {
        if let Some(value) = value {
            page.field(label, &value);
        }
    }
}

/// Parties that hold the earlier letter must see that this one stands in its place, and why.
fn amendment(page: &mut Page, determination: &Determination) {
    let Some(amends) = &determination.amends else { return };
    page.heading("AMENDED DETERMINATION");
    page.prose(&format!(
        "This is version {} of the determination. It stands in the place of version {}, made final on {}, for this \
         reason: {}",
        determination.version,
        amends.version,
        decision_day(&amends.finalized),
        amends.reason
    ));
}

fn priority(priority: Priority) -> &'static str {
    match priority {
        Priority::Standard => "Standard",
        Priority::Expedited => "Expedited",
    }
}

/// Month, day and year, as the program writes dates; a date known only in part stays as written.
pub(super) fn american(date: &PartialDate) -> String {
    match date.exact() {
        Some(day) => format!("{:02}/{:02}/{:04}", day.month(), day.day(), day.year()),
        None => date.to_string(),
    }
}

/// The day, in the organization's local time, on which the determination was made final.
fn decision_day(finalized: &str) -> String {
    let day = finalized.split('T').next().unwrap_or(finalized);
    day.parse().map_or_else(|_| day.to_owned(), |date: PartialDate| american(&date))
}

/// The attestations of LC 139.5, then what qualifies the reviewer (LC 4610.6(f)): never who it is.
fn how_made(page: &mut Page, organization: &Organization, reviewer: &Credentials) {
    page.heading("HOW THE IMR FINAL DETERMINATION WAS MADE");
    page.prose(&organization.paragraphs.how_made);
    page.line(&organization.paragraphs.credentials);
    page.line(&format!("State(s) of Licensure: {}", reviewer.licensure.join(", ")));
    page.line(&format!("Certification(s)/Specialty: {}", reviewer.specialties.join(", ")));
}

/// The list of documents reviewed that 8 CCR 9792.10.6(d) asks for; public copies leave it out.
fn documents(page: &mut Page, documents: &[Document]) {
    if documents.is_empty() {
        return;
    }
    page.heading("DOCUMENTS REVIEWED");
    for document in documents {
        let pages =
            document.pages.map(|n| format!("{n} {}", if n == 1 { "page" } else { "pages" }));
        let date = document.date.as_ref().map(american);
        let parts = [Some(document.kind.clone()), document.provider.clone(), date, pages];
        page.entry(&parts.into_iter().flatten().collect::<Vec<_>>().join(", "));
    }
}

fn item(page: &mut Page, decided: &ItemDetermination, label: &str) {
    let outcome = match decided.outcome {
        Outcome::Upheld => "Upheld",
        Outcome::Overturned => "Overturned",
    };
    page.gap();
    page.line(&format!("{}: {outcome}", issue(&decided.request)));
    page.gap();
    let theirs = citation::administrator(decided.request.claims_guideline.as_deref());
    page.line(&format!("Claims Administrator guideline: {theirs}"));
    page.gap();
    page.line(&format!("{label} guideline: {}", citation::reviewer(&decided.cites)));
    page.gap();
    page.prose(&format!("Decision rationale: {}", decided.rationale.trim_start()));
}

/// What is in dispute: the title as the application has it or, after a modification by utilization review,
/// the fixed sentence that names the request, what was authorized, and the rest, which alone is decided.
fn issue(item: &Item) -> String {
    let modified = item.ur.as_ref().filter(|ur| ur.action == UrAction::Modified);
    let parts = modified.and_then(|ur| {
        Some((ur.original.as_deref()?, ur.authorized.as_deref()?, ur.remaining.as_deref()?))
    });
    let Some((original, authorized, remaining)) = parts else { return item.title.clone() };
    format!(
        "{original} was the original request. {authorized} was authorized by the Claims \
         Administrator. The remaining IMR eligible portion of the original request, {remaining} is"
    )
}
