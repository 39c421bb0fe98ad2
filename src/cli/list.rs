//! `list`, `aside`, `take-up`: the queue without a screen.

use std::io::{self, Write};

use jiff::civil::DateTime;
use serde::{Serialize, Serializer};

use super::{Desk, Exit, Failure, json};
use crate::{
    domain::{
        case::CaseNumber,
        draft::Aside,
        filter::{Filter, Names, Standpoint},
        queue::{CaseSummary, Sort},
        rows::Rows,
        visible::{one_line, visible},
    },
    runtime::{clock, surroundings::holder},
    store::Seen,
};

/// Arguments of `imr list`.
#[derive(Debug, clap::Args)]
pub struct Listing {
    /// Only the cases that it lets through: words, fields such as due:<3d or state:open, and, or, not
    #[arg(long, value_name = "FILTER", allow_hyphen_values = true)]
    pub filter: Option<String>,
    /// Another order: due, number, kind, state, region or items; `-` before it turns it round
    #[arg(long, value_name = "COLUMN", allow_hyphen_values = true)]
    pub sort: Option<String>,
    /// One JSON array
    #[arg(long)]
    pub json: bool,
}

/// A row of `imr list --json`.
#[derive(Serialize)]
struct Row {
    case: CaseNumber,
    state: String,
    kind: Option<String>,
    priority: Option<String>,
    due: Option<String>,
    regions: Vec<String>,
    services: Vec<String>,
    items: Vec<String>,
    outcome: Option<String>,
    /// The latest final version.
    version: Option<u32>,
    /// Who has attested in the draft.
    attested: Option<String>,
    aside: Option<Aside>,
    /// Who has it open for editing.
    held: Option<String>,
    problems: Vec<String>,
}

impl Row {
    fn of(row: CaseSummary) -> Self {
        Self {
            case: row.number,
            state: row.state.to_string(),
            kind: row.kind.map(|k| k.to_string()),
            priority: row.priority.map(|p| p.to_string()),
            due: row.due.map(|d| d.to_string()),
            regions: row.regions,
            services: row.services,
            items: row.items,
            outcome: row.outcome.map(|o| o.to_string()),
            version: row.standing.version,
            attested: row.standing.attested,
            aside: row.standing.aside,
            held: row.held.map(|h| h.to_string()),
            problems: row.problems.iter().map(ToString::to_string).collect(),
        }
    }
}

/// Some rows in an order. Each is made as it is printed.
struct Listed<'a> {
    rows: &'a Rows,
    order: Vec<u32>,
}

impl Listed<'_> {
    fn iter(&self) -> impl Iterator<Item = CaseSummary> {
        self.order.iter().map(|place| self.rows.get(*place))
    }
}

impl Serialize for Listed<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.iter().map(Row::of))
    }
}

/// What it finds is left to the next command, or session, that needs all rows.
pub fn list(desk: &mut Desk<'_>, listing: &Listing) -> Result<(), Failure> {
    let names = Names::of(&desk.library.vocabulary);
    let text = listing.filter.as_deref().unwrap_or_default();
    let filter = Filter::read(text, &names).map_err(|fault| {
        let column = fault.at + 1;
        Failure::usage(format!("the filter is wrong at column {column}:\n{}", fault.under(text)))
    })?;
    let sort: Sort =
        listing.sort.as_deref().map_or(Ok(Sort::default()), str::parse).map_err(Failure::usage)?;
    let now = clock::local();
    let me = desk.library.reviewer(desk.args.reviewer.as_deref()).ok().map(|r| r.id.clone());
    let from = Standpoint { now, me: me.as_deref() };
    let mut table = desk.workspace.table_now(&desk.library)?;
    let rows = &table.rows;
    let listed = Listed { rows, order: rows.sorted_of(sort, filter.places(rows, from)) };
    let printed =
        if listing.json { json::print(desk.out, &listed) } else { lines(desk, &listed, now) };
    desk.workspace.leave_index(&mut table);
    printed
}

fn lines(desk: &mut Desk<'_>, listed: &Listed<'_>, now: DateTime) -> Result<(), Failure> {
    for row in listed.iter() {
        let due = row.due.map_or("-".to_owned(), |d| d.remaining(now));
        let what = match row.problems.first() {
            Some(problem) => problem.to_string(),
            None => row.items.join("; "),
        };
        let number = row.number.as_str();
        let state = match (&row.held, &row.standing.aside) {
            (Some(_), _) => "held".to_owned(),
            (None, Some(_)) => "aside".to_owned(),
            (None, None) => row.state.to_string(),
        };
        writeln!(desk.out, "{number:<14}  {due:<9}  {state:<8}  {}", one_line(&what))?;
    }
    Ok(())
}

/// Sets cases aside, or takes them up again without a reason. One that cannot be is named; the others are done.
pub fn aside(desk: &mut Desk<'_>, cases: &[String], reason: Option<&str>) -> Result<(), Failure> {
    let aside = match reason.map(str::trim) {
        Some("") => return Err(Failure::usage("setting aside needs a reason")),
        Some(reason) => Some(Aside::since(clock::local(), reason.to_owned())),
        None => None,
    };
    let numbers: Vec<CaseNumber> =
        cases.iter().map(|case| Desk::number(case)).collect::<Result<_, _>>()?;
    let reviewer = desk.library.reviewer(desk.args.reviewer.as_deref()).ok();
    let me = holder(reviewer.map(|r| r.id.clone()));
    let mut refused = Vec::new();
    for number in &numbers {
        match desk.workspace.set_aside(number, Seen::Any, aside.as_ref(), &desk.library, &me) {
            Ok(_) => writeln!(desk.out, "{number}")?,
            Err(error) => refused.push(Failure::from(error)),
        }
    }
    let exit = refused.iter().map(|failure| failure.exit).max().unwrap_or(Exit::Done);
    let Some(last) = refused.pop() else { return Ok(()) };
    for failure in &refused {
        writeln!(io::stderr(), "imr: {}", visible(&failure.message))?;
    }
    Err(Failure { exit, ..last })
}
