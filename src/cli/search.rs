//! `search`: whether something stands in the record, as the check of absence sees it.

use std::io::Write;

use super::{Desk, Exit, Failure, json};
use crate::{
    domain::{
        silence::{Found, Mention, NearReason},
        visible::one_line,
    },
    records::search::{Around, Lexicon, Shelves, sought},
};

/// Looks for the words, or for what a sentence of absence says is not there.
pub fn run(
    desk: &mut Desk<'_>,
    number: &str,
    words: &str,
    item: Option<u32>,
    json: bool,
) -> Result<(), Failure> {
    let open = desk.workspace.open_case(&Desk::number(number)?, &desk.library)?;
    let item = match item {
        Some(n) => Some(
            open.case
                .item(n)
                .ok_or_else(|| Failure::usage(format!("{} has no item {n}", open.case.case)))?,
        ),
        None => None,
    };
    let record = desk.workspace.scanned(&open.case)?;
    let read = open.draft_or_new().revisions.applied_to(&open.case);
    let shelves = Shelves::new(&record.corpus, &read);
    let vocabulary = &desk.library.vocabulary;
    let lexicon = Lexicon::new(vocabulary);
    let around = Around { vocabulary, lexicon: &lexicon, item };
    let found = shelves.search(&sought(words), &around).ok_or_else(|| {
        Failure::new(
            Exit::Usage,
            "these words name nothing that a record could hold; name the thing",
        )
    })?;
    if json {
        return json::print(desk.out, &found);
    }
    print(&mut desk.out, &found)
}

fn print(out: &mut dyn Write, found: &Found) -> Result<(), Failure> {
    writeln!(out, "looked for: {}", one_line(&found.sought.join("; ")))?;
    writeln!(out, "as: {}", one_line(&found.terms.join("; ")))?;
    writeln!(out, "in: {}", found.extent())?;
    if let Some(blind) = found.blind() {
        writeln!(out, "{}", one_line(&blind))?;
    }
    writeln!(out)?;
    match found.hits.len() {
        0 if found.pages_searched() == 0 => writeln!(out, "not searchable")?,
        0 if found.blind().is_some() => writeln!(out, "not found in what could be searched")?,
        0 => writeln!(out, "not found")?,
        n => writeln!(out, "hits: {n}")?,
    }
    for hit in &found.hits {
        print_mention(out, hit)?;
    }
    if !found.near.is_empty() {
        writeln!(out, "\nnear misses: {}", found.near.len() + found.more_near)?;
    }
    let mut last: Option<NearReason> = None;
    for near in &found.near {
        if last != Some(near.reason) {
            writeln!(out, " {}", near.reason)?;
            last = Some(near.reason);
        }
        print_mention(out, &near.at)?;
    }
    if found.more_near > 0 {
        writeln!(out, "  and {} more", found.more_near)?;
    }
    Ok(())
}

fn print_mention(out: &mut dyn Write, at: &Mention) -> Result<(), Failure> {
    writeln!(out, "  {}", one_line(&at.place_and_line(", ")))?;
    writeln!(out, "      {}", one_line(&at.quoted()))?;
    Ok(())
}
