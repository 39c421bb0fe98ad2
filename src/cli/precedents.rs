//! `imr precedents`: past determinations on what an item asks for.

use clap::Args;
use serde::Serialize;

use super::{Desk, Failure, json};
use crate::app::rows::filled;
use crate::domain::{
    case::CaseNumber,
    precedent::{Precedent, Precedents, Sought, Whose},
    visible::{one_line, visible},
    words::Outcome,
};

/// Columns of the printed text, as those of a letter.
const WIDTH: usize = 76;

#[derive(Debug, Args)]
pub struct PrecedentsAsked {
    /// Number of the case
    pub case: String,
    /// Number of the disputed item
    pub item: u32,
    /// With the outcomes, and the sentences that decide
    #[arg(long)]
    pub outcomes: bool,
    /// One JSON object: what was looked for, what was found, what could not be read
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Told<'a> {
    case: &'a CaseNumber,
    sought: &'a Sought,
    precedents: Vec<One<'a>>,
    /// Older ones that are like it too.
    more: usize,
    unread: Vec<String>,
}

#[derive(Serialize)]
struct One<'a> {
    case: &'a CaseNumber,
    version: u32,
    item: u32,
    finalized: &'a str,
    whose: Whose,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<Outcome>,
    rationale: String,
}

pub fn run(desk: &mut Desk<'_>, asked: &PrecedentsAsked) -> Result<(), Failure> {
    let number = Desk::number(&asked.case)?;
    let open = desk.workspace.open_case(&number, &desk.library)?;
    let Some(item) = open.case.item(asked.item) else {
        return Err(Failure::usage(format!("case {number} has no item {}", asked.item)));
    };
    // Who is not known has no determinations of their own.
    let reviewer = desk.library.reviewer(desk.args.reviewer.as_deref()).ok();
    let reviewer = reviewer.map(|r| r.id.as_str());
    let found = desk.workspace.precedents(&number, item, &desk.library, reviewer, &|| true)?;
    let Some(found) = found else { return Ok(()) };
    if asked.json {
        let told = Told {
            case: &number,
            sought: &found.sought,
            precedents: found.found.iter().map(|one| told(one, asked.outcomes)).collect(),
            more: found.more,
            unread: found.unread.iter().map(ToString::to_string).collect(),
        };
        return json::print(desk.out, &told);
    }
    print(desk, &found, asked.outcomes)
}

fn told(one: &Precedent, outcomes: bool) -> One<'_> {
    One {
        case: &one.case,
        version: one.version,
        item: one.item,
        finalized: &one.finalized,
        whose: one.whose,
        title: &one.title,
        outcome: outcomes.then_some(one.outcome),
        rationale: if outcomes { one.rationale.clone() } else { one.concealed() },
    }
}

fn print(desk: &mut Desk<'_>, found: &Precedents, outcomes: bool) -> Result<(), Failure> {
    writeln!(desk.out, "item {}: {}", found.sought.item, one_line(&found.sought.told()))?;
    for problem in &found.unread {
        writeln!(desk.out, "not read: {}", one_line(&problem.to_string()))?;
    }
    if found.found.is_empty() {
        writeln!(desk.out, "no past determination is like it")?;
    }
    for one in &found.found {
        let told = told(one, outcomes);
        let outcome = told.outcome.map_or(String::new(), |outcome| format!(" · {outcome}"));
        let (day, case, item) = (one_line(one.day()), &one.case, one.item);
        writeln!(desk.out, "\n{day} · {case} · item {item} · {}{outcome}", one.whose)?;
        writeln!(desk.out, "{}\n", one_line(&one.title))?;
        for line in visible(&told.rationale).lines() {
            writeln!(desk.out, "{}", filled(line, WIDTH))?;
        }
    }
    if found.more > 0 {
        writeln!(desk.out, "\n{} older are like it too", found.more)?;
    }
    Ok(())
}
