//! The letter, section by section, in the order and under the headings that parties know.

use super::{citation, closing::closing, documents::documents, page::Page};
use crate::domain::{
    case::{Dates, Item},
    date::PartialDate,
    determination::{Determination, ImportedParagraphs, ItemDetermination},
    letter_words::LetterWords,
    organization::{Credentials, Organization, Paragraphs},
    words::{Outcome, Priority, UrAction},
};

/// The letter to the parties: lines of at most [`WIDTH`](super::WIDTH) columns, `\n` at each end of line,
/// one at the end.
///
/// Depends on nothing but its arguments, and not on `determination.digests`: the digest of the letter is
/// taken from this text.
pub fn letter_text(determination: &Determination, organization: &Organization) -> String {
    composed(determination, organization, false)
}

/// The sections that public copies have.
pub(super) fn public_text(determination: &Determination, organization: &Organization) -> String {
    composed(determination, organization, true)
}

fn composed(determination: &Determination, organization: &Organization, public: bool) -> String {
    let mut page = Page::default();
    let standing = Standing::of(determination, organization);
    header(&mut page, determination);
    amendment(&mut page, determination);
    how_made(&mut page, &standing, &determination.reviewer);
    page.heading("CLINICAL CASE SUMMARY");
    page.prose(standing.summary);
    page.prose(&determination.summary);
    if !public {
        documents(&mut page, &determination.documents);
    }
    page.heading("IMR ISSUES, DECISIONS AND RATIONALES");
    page.prose(standing.issues);
    for decided in &determination.items {
        item(&mut page, decided, &standing);
    }
    if let Some(words) = determination.letter.as_ref().filter(|_| !public) {
        closing(&mut page, determination, words);
    }
    page.finish()
}

/// What stands in every letter of an organization. An imported letter keeps its own words: what it attests is not what
/// this organization attests.
struct Standing<'a> {
    how_made: &'a str,
    credentials: &'a str,
    summary: &'a str,
    issues: &'a str,
    label: &'a str,
    /// What is absent stays absent.
    imported: bool,
}

impl<'a> Standing<'a> {
    fn of(determination: &'a Determination, organization: &'a Organization) -> Self {
        if let Some(words) = &determination.letter {
            let LetterWords { label, how_made, credentials, summary, issues, .. } = words;
            return Self { how_made, credentials, summary, issues, label, imported: false };
        }
        let Some(imported) = &determination.imported else {
            let Paragraphs { how_made, credentials, summary, issues, .. } =
                &organization.paragraphs;
            let label = &organization.label;
            return Self { how_made, credentials, summary, issues, label, imported: false };
        };
        let ImportedParagraphs { how_made, credentials, summary, issues } = &imported.paragraphs;
        let text = |text: &'a Option<String>| text.as_deref().unwrap_or_default();
        Self {
            how_made: text(how_made),
            credentials: text(credentials),
            summary: text(summary),
            issues: text(issues),
            label: imported.label.as_deref().unwrap_or("Reviewer"),
            imported: true,
        }
    }
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
    let nothing = assigned.is_none() && ur_decision.is_none() && application_received.is_none();
    if nothing && determination.imported.is_none() {
        page.field("Case Number:", &determination.case.to_string());
        return;
    }
    let day = |date: &Option<PartialDate>| date.as_ref().map(PartialDate::american);
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

/// The day, in the organization's local time, on which the determination was made final.
fn decision_day(finalized: &str) -> String {
    let day = finalized.split('T').next().unwrap_or(finalized);
    day.parse().map_or_else(|_| day.to_owned(), |date: PartialDate| date.american())
}

/// The attestations of LC 139.5, then what qualifies the reviewer (LC 4610.6(f)): never who it is.
fn how_made(page: &mut Page, standing: &Standing<'_>, reviewer: &Credentials) {
    page.heading("HOW THE IMR FINAL DETERMINATION WAS MADE");
    page.prose(standing.how_made);
    page.line(standing.credentials);
    let lists = [
        ("State(s) of Licensure", &reviewer.licensure),
        ("Certification(s)/Specialty", &reviewer.specialties),
    ];
    for (label, list) in lists {
        if !(standing.imported && list.is_empty()) {
            page.line(&format!("{label}: {}", list.join(", ")));
        }
    }
}

fn item(page: &mut Page, decided: &ItemDetermination, standing: &Standing<'_>) {
    let outcome = match decided.outcome {
        Outcome::Upheld => "Upheld",
        Outcome::Overturned => "Overturned",
    };
    page.gap();
    page.line(&format!("{}: {outcome}", issue(&decided.request)));
    page.gap();
    let theirs = decided.request.claims_guideline.as_deref();
    let (theirs, ours) = if standing.imported {
        (theirs, decided.cited_as.clone())
    } else {
        (Some(citation::administrator(theirs)), Some(citation::reviewer(decided)))
    };
    if let Some(text) = theirs {
        page.line(&format!("Claims Administrator guideline: {text}"));
        page.gap();
    }
    if let Some(text) = ours {
        page.line(&format!("{} guideline: {text}", standing.label));
        page.gap();
    }
    if !(standing.imported && decided.rationale.is_empty()) {
        page.prose(&format!("Decision rationale: {}", decided.rationale.trim_start()));
    }
}

/// Begins the sentence of a letter that says what is left of a request which utilization review has cut.
pub const REMAINDER: &str = "The remaining IMR eligible portion of the original request";

/// What is in dispute: the title as the application has it or, after a modification by utilization review,
/// the fixed sentence that names the request, what was authorized, and the rest, which alone is decided.
fn issue(item: &Item) -> String {
    // The title of an item that was read from a letter holds the sentence already.
    let modified = item.ur.as_ref().filter(|ur| ur.action == UrAction::Modified);
    let modified = modified.filter(|_| !item.title.contains(REMAINDER));
    let part = |text: &'_ Option<String>| {
        let text = text.as_deref()?.trim().trim_end_matches('.').trim_end();
        (!text.is_empty()).then(|| text.to_owned())
    };
    let parts = modified
        .and_then(|ur| Some((part(&ur.original)?, part(&ur.authorized)?, part(&ur.remaining)?)));
    let Some((original, authorized, remaining)) = parts else { return item.title.clone() };
    format!(
        "{original} was the original request. {authorized} was authorized by the Claims \
         Administrator. {REMAINDER}, {remaining} is"
    )
}
