//! What the cursor of the bench stands on, as prose names its source and as it is copied.

use super::{bench::Bench, state::Pane};
use crate::letter::source;

/// The source of the chosen finding or criterion, in the pane that the reviewer came from.
pub fn cited(bench: &Bench) -> Option<String> {
    let pane = match bench.focus {
        Pane::Findings | Pane::Criteria => bench.focus,
        Pane::Items | Pane::Rationale => bench.desk.cited_from?,
    };
    if pane == Pane::Findings {
        let finding = &bench.current_finding()?.finding;
        return Some(source::of_record(&bench.read, &finding.source));
    }
    let (guideline, criterion) = bench.current_criterion()?;
    let proof = bench.proofs.iter().find(|proof| proof.guideline == guideline)?;
    let pages = proof.criterion(&criterion).and_then(|criterion| criterion.page.as_deref());
    Some(source::of_guideline(&proof.title, pages))
}

/// What the cursor stands on: a title, a finding's words with their place, a criterion with its value.
pub fn chosen(bench: &Bench) -> Option<String> {
    match bench.focus {
        Pane::Items => Some(bench.current_item()?.title.clone()),
        Pane::Findings => {
            let finding = &bench.current_finding()?.finding;
            let place = source::of_record(&bench.read, &finding.source);
            Some(match &finding.source.words {
                Some(words) => format!("\"{words}\" {place}"),
                None => format!("{} {place}", crate::criteria::spoken::finding_line(finding)),
            })
        }
        Pane::Criteria => {
            let (guideline, criterion) = bench.current_criterion()?;
            let proof = bench.proofs.iter().find(|proof| proof.guideline == guideline)?;
            let value = proof.criterion(&criterion).map_or("", |c| c.value.word());
            Some(format!("{criterion}: {value} {}", cited(bench)?))
        }
        Pane::Rationale => Some(bench.editor.text()),
    }
}
