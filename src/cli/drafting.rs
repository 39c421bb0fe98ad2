//! `imr draft`: the draft of a rationale, to be read or to be sent on; nothing is written.

use serde::Serialize;

use super::{Desk, Failure, json};
use crate::{
    app::rows::filled,
    domain::{case::CaseNumber, drafted::Drafted, visible::visible},
    rationale::{
        draft::{Ground, Paragraph, Stale, draft, missing, outdated, safety, stale, text},
        proofs_of,
    },
};

/// Columns of the printed text, as those of a letter.
const WIDTH: usize = 76;

/// `imr draft --json`.
#[derive(Serialize)]
struct Told<'a> {
    case: &'a CaseNumber,
    item: u32,
    text: &'a str,
    /// Paragraph by paragraph, each sentence with its sources.
    paragraphs: &'a [Paragraph],
    /// Those that are not in the rationale yet.
    missing: Vec<&'a Drafted>,
    /// Sentences of the rationale that are out of date.
    stale: Vec<OutOfDate<'a>>,
    /// A paragraph that is offered beside the draft.
    #[serde(skip_serializing_if = "Option::is_none")]
    offered: Option<&'a str>,
}

#[derive(Serialize)]
struct OutOfDate<'a> {
    at: [usize; 2],
    text: &'a str,
    why: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<&'a str>,
}

pub fn rationale(desk: &mut Desk<'_>, number: &str, item: u32, json: bool) -> Result<(), Failure> {
    let number = Desk::number(number)?;
    let open = desk.workspace.open_case(&number, &desk.library)?;
    let given = open.draft_or_new();
    let read = given.revisions.applied_to(&open.case);
    let Some(asked) = read.item(item) else {
        return Err(Failure::usage(format!("case {number} has no item {item}")));
    };
    let own = given.item(item);
    let vocabulary = &desk.library.vocabulary;
    let proofs = proofs_of(&read, asked, &given, &desk.library.guidelines, vocabulary);
    let ground = Ground { case: &read, draft: &given, item: asked, proofs: &proofs, vocabulary };
    let paragraphs = draft(&ground);
    let whole = text(&paragraphs);
    if !json {
        for paragraph in visible(&whole).split("\n\n") {
            writeln!(desk.out, "{}\n", filled(paragraph, WIDTH))?;
        }
        return Ok(());
    }
    let written = own.map(|d| d.rationale.as_str()).unwrap_or_default();
    let drafted = own.map(|d| d.drafted.as_slice()).unwrap_or_default();
    let new = missing(written, drafted, &paragraphs);
    let stale = stale(written, drafted, &outdated(&ground, drafted));
    let told = Told {
        case: &read.case,
        item,
        text: &whole,
        paragraphs: &paragraphs,
        missing: new.iter().flatten().collect(),
        stale: stale.iter().map(|s| out_of_date(s, written)).collect(),
        offered: safety(asked, own.and_then(|d| d.outcome), vocabulary),
    };
    json::print(desk.out, &told)
}

fn out_of_date<'a>(stale: &'a Stale, written: &'a str) -> OutOfDate<'a> {
    OutOfDate {
        at: [stale.at.start, stale.at.end],
        text: &written[stale.at.clone()],
        why: stale.why(),
        now: stale.outdated.now.as_ref().map(|s| s.text.as_str()),
    }
}
