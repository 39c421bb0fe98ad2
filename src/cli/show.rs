//! `show`, `evaluate`.

use std::io::Write;

use serde::Serialize;

use super::{Desk, Failure, json};
use crate::{
    app::rows::filled,
    criteria::{
        Proof,
        answers::{rests_on, would_settle},
        outline::{What, outline},
        spoken::{clause_name, finding_line, leaf_lines},
    },
    domain::{
        case::Case,
        determination::Determination,
        draft::Draft,
        library::OpenCase,
        visible::{one_line, visible},
    },
    rationale::proofs_of,
};

/// Everything known of a case, as JSON.
#[derive(Serialize)]
struct Known<'a> {
    case: &'a Case,
    draft: &'a Option<Draft>,
    determination: &'a Option<Determination>,
}

pub fn case(desk: &mut Desk<'_>, number: &str, json: bool) -> Result<(), Failure> {
    let open = desk.workspace.open_case(&Desk::number(number)?, &desk.library)?;
    let OpenCase { case, draft, determination, .. } = &open;
    if json {
        return json::print(desk.out, &Known { case, draft, determination });
    }
    let out = &mut desk.out;
    writeln!(out, "{}\n", case.case)?;
    if let Some(imported) = determination.as_ref().and_then(|d| d.imported.as_ref()) {
        let from = one_line(&imported.from);
        writeln!(out, "decided elsewhere; its determination was imported from {from}\n")?;
    }
    writeln!(out, "{}\n", filled(&visible(&case.summary), 78))?;
    for item in &case.items {
        let decided = match determination.as_ref().filter(|_| open.is_final()) {
            Some(d) => d.items.iter().find(|i| i.request.item == item.item).map(|i| i.outcome),
            None => draft.as_ref().and_then(|d| d.item(item.item)).and_then(|d| d.outcome),
        };
        let outcome = decided.map_or("undecided", |o| o.word());
        writeln!(out, "item {}  {outcome:<10}  {}", item.item, one_line(&item.title))?;
    }
    writeln!(out)?;
    for listed in open.draft_or_new().revisions.listed(case) {
        let line = finding_line(&listed.finding);
        writeln!(out, "{}", one_line(&format!("{}{line}", listed.mark.lead())))?;
    }
    Ok(())
}

/// `imr evaluate --json`: the proofs of each item.
#[derive(Serialize)]
struct Evaluated<'a> {
    item: u32,
    title: &'a str,
    guidelines: Vec<Proof>,
}

pub fn evaluation(
    desk: &mut Desk<'_>,
    number: &str,
    only: Option<u32>,
    why: bool,
    json: bool,
) -> Result<(), Failure> {
    let number = Desk::number(number)?;
    let open = desk.workspace.open_case(&number, &desk.library)?;
    if let Some(item) = only.filter(|n| open.case.item(*n).is_none()) {
        return Err(Failure::usage(format!("case {number} has no item {item}")));
    }
    let draft = open.draft_or_new();
    let read = draft.revisions.applied_to(&open.case);
    let library = &desk.library;
    let items = read.items.iter().filter(|i| only.is_none_or(|n| n == i.item));
    let evaluated: Vec<Evaluated<'_>> = items
        .map(|item| Evaluated {
            item: item.item,
            title: &item.title,
            guidelines: proofs_of(&read, item, &draft, &library.guidelines, &library.vocabulary),
        })
        .collect();
    if json {
        return json::print(desk.out, &evaluated);
    }
    if open.is_computed_anew(&desk.library) {
        let what = "computed anew: the files have changed since the determination, which keeps its own values";
        writeln!(desk.out, "{what}")?;
    }
    for item in &evaluated {
        writeln!(desk.out, "item {}  {}", item.item, one_line(item.title))?;
        print_outline(desk.out, &item.guidelines, why)?;
    }
    Ok(())
}

fn print_outline(out: &mut dyn Write, proofs: &[Proof], why: bool) -> Result<(), Failure> {
    for line in outline(proofs) {
        let proof = &proofs[line.proof];
        let indent = "  ".repeat(line.depth);
        let (name, clause) = match &line.what {
            What::Guideline => (format!("{} ({})", proof.title, proof.tier), None),
            What::Criterion(name) => {
                (name.clone(), proof.criterion(name).map(|criterion| &criterion.clause))
            }
            What::Exclusion(i) => {
                let clause = proof.unless.get(*i);
                (format!("unless {}", clause.map(clause_name).unwrap_or_default()), clause)
            }
            What::Expected(i) => {
                let clause = proof.expected.get(*i);
                (
                    format!(
                        "expected, bars nothing: {}",
                        clause.map(clause_name).unwrap_or_default()
                    ),
                    clause,
                )
            }
        };
        writeln!(out, "{indent}{:<11} {}", line.value.word(), one_line(&name))?;
        if line.what == What::Guideline {
            let said = rests_on(proof, str::to_owned).into_iter().chain(would_settle(proof));
            for text in said {
                writeln!(out, "            {}", one_line(&text))?;
            }
        }
        for said in clause.filter(|_| why).map(leaf_lines).unwrap_or_default() {
            writeln!(out, "{indent}            {}", one_line(&said))?;
        }
    }
    Ok(())
}
