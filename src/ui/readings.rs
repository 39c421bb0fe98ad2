//! Two readings of the same findings: the guidelines that the claims administrator's line cites, and those that
//! the reviewer's letter cites; and the criteria where they part.

use super::{
    text::{fit, one_line, wrap},
    theme::Theme,
};
use crate::{
    app::bench::Bench,
    criteria::{
        Proof,
        answers::{requests, rests_on},
        spoken::finding_title,
    },
    letter::cited_work,
};

/// Most ways of settling a result that are listed.
const WAYS: usize = 8;

/// The sheet's lines.
pub fn readings(bench: &Bench, width: usize, theme: Theme) -> Vec<String> {
    let Some(item) = bench.current_item() else { return Vec::new() };
    let mut lines = wrap(&one_line(&format!("item {}: {}", item.item, item.title)), width, 2);
    let claims = item.claims_guideline.as_deref().unwrap_or("no guideline is cited");
    lines.extend(wrap(&one_line(&format!("the claims administrator's line: {claims}")), width, 2));
    let decided = bench.open.determination.as_ref().filter(|_| bench.is_final());
    let decided = decided.and_then(|d| d.items.iter().find(|i| i.request.item == item.item));
    if let Some(line) = decided.and_then(|decided| decided.cited_as.as_deref()) {
        lines.extend(wrap(&one_line(&format!("the imported letter's line: {line}")), width, 2));
    }
    lines.push(String::new());
    let cited = bench.cited();
    let yours: Vec<&Proof> = chosen(bench, &cited);
    let theirs: Vec<&Proof> = chosen(bench, &item.claims_cites);
    columns(&mut lines, &theirs, &yours, width, theme);
    for said in beside(bench) {
        lines.extend(wrap(&one_line(&said), width, 2));
    }
    for id in item.claims_cites.iter().filter(|id| !theirs.iter().any(|p| p.guideline == **id)) {
        let text = format!("{id} is cited by the administrator, but does not speak of this item");
        lines.extend(wrap(&one_line(&text), width, 2));
    }
    for proof in &bench.proofs {
        lines.push(String::new());
        lines.extend(answers(bench, proof, width));
    }
    lines
}

/// What the reviewer cites beside guidelines, and says of what is cited.
fn beside(bench: &Bench) -> Vec<String> {
    let Some(draft) = bench.current_draft() else { return Vec::new() };
    let works = draft.works.iter().map(|work| format!("you cite {}", cited_work(work)));
    let step = draft.step_down.iter().map(|step| format!("below the MTUS: {step}"));
    let none = draft.uncited.iter().map(|why| format!("why nothing is cited: {why}"));
    works.chain(step).chain(none).collect()
}

fn chosen<'a>(bench: &'a Bench, ids: &[String]) -> Vec<&'a Proof> {
    ids.iter().filter_map(|id| bench.proofs.iter().find(|p| p.guideline == *id)).collect()
}

/// Both readings, a criterion a row; a mark where they part.
fn columns(
    lines: &mut Vec<String>,
    theirs: &[&Proof],
    yours: &[&Proof],
    width: usize,
    theme: Theme,
) {
    let half = width.saturating_sub(3) / 2;
    let row = |left: &str, right: &str, mark: &str| {
        let (left, right) = (fit(left, half, theme), fit(right, half, theme));
        format!("{left:<half$} {mark} {right}").trim_end().to_owned()
    };
    lines.push(row("CITED BY THE CLAIMS ADMINISTRATOR", "CITED BY YOU", " "));
    let (left, right) = (column(theirs, true), column(yours, false));
    let rows = left.len().max(right.len());
    let none = (String::new(), String::new());
    for i in 0..rows {
        let (name, value) = left.get(i).unwrap_or(&none);
        let (other, mine) = right.get(i).unwrap_or(&none);
        let parts = name == other && value != mine;
        let cell = |value: &str, name: &str| format!("{value:<9} {name}");
        let mark = if parts { theme.mark("≠", "#") } else { " " };
        lines.push(row(&cell(value, name), &cell(mine, other), mark));
    }
    if left.is_empty() && right.is_empty() {
        lines.push("neither cites a guideline of the library".to_owned());
    }
}

/// Title and criteria with their values; the administrator's reading is the computed one.
fn column(proofs: &[&Proof], computed: bool) -> Vec<(String, String)> {
    let mut rows = Vec::new();
    for proof in proofs {
        rows.push((one_line(&proof.title), proof.value.word().to_owned()));
        for criterion in &proof.criteria {
            let value = if computed { criterion.computed } else { criterion.value };
            rows.push((format!("  {}", one_line(&criterion.name)), value.word().to_owned()));
        }
    }
    rows
}

/// Both questions of one guideline, whole.
fn answers(bench: &Bench, proof: &Proof, width: usize) -> Vec<String> {
    let title = |id: &str| match bench.read.finding(id) {
        Some(finding) => {
            let when = finding.date.as_ref().map_or("undated".to_owned(), ToString::to_string);
            format!("{} ({when})", finding_title(finding))
        }
        None => id.to_owned(),
    };
    let mut said = vec![one_line(&format!("{}: {}", proof.title, proof.value.word()))];
    said.extend(rests_on(proof, title).map(|text| one_line(&text)));
    let ways = requests(proof, WAYS);
    if !ways.is_empty() {
        said.push("would settle it:".to_owned());
        said.extend(ways.into_iter().map(|way| format!("  {}", one_line(&way))));
        let more = proof.answers.would_settle.len().saturating_sub(WAYS);
        if more > 0 {
            said.push(format!("  and {more} longer ways"));
        }
    }
    said.iter().flat_map(|text| wrap(text, width, 4)).collect()
}
