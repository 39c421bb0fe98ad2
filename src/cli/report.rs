//! `imr check` without a number: every fault of every file, then what the checks say of each open case.

use std::io::Write;

use super::{Args, Failure, alarms::Told, settings::Effective};
use crate::{
    domain::{
        library::{Library, OpenCase},
        problem::Problem,
        queue::{CaseState, Sort},
        words::counted,
    },
    store::{StoreError, Workspace},
};

pub fn check(args: &Args, json: bool, out: &mut dyn Write) -> Result<(), Failure> {
    let workspace = Workspace::open(&args.directory)?;
    let library = match workspace.library() {
        Ok(library) => library,
        Err(StoreError::Faulty(problems)) => {
            return report(&problems, &Told::default(), 0, json, out);
        }
        Err(other) => return Err(other.into()),
    };
    let mut problems = library.problems.clone();
    let named = args.reviewer.as_deref();
    // The one that imr.yaml names has been looked up with the library.
    if (named.is_some() || library.organization.reviewer.is_none())
        && let Err(problem) = library.reviewer(named)
    {
        problems.push(problem);
    }
    problems.extend(Effective::of(&workspace, &library, args)?.problems);
    let (cases, open) = cases(&workspace, &library, &mut problems)?;
    let reviewer = library.reviewer(named).ok();
    let mut told = Told::default();
    for open in &open {
        told.look(&workspace, &library, reviewer, open)?;
    }
    report(&problems, &told, cases, json, out)
}

fn cases(
    workspace: &Workspace,
    library: &Library,
    problems: &mut Vec<Problem>,
) -> Result<(usize, Vec<OpenCase>), Failure> {
    let mut begun = Vec::new();
    let rows = workspace.table_now(library)?.rows;
    for place in rows.sorted(Sort::default()).iter() {
        let record = rows.record(*place);
        if record.has_problems() {
            problems.extend(rows.get(*place).problems);
        }
        if record.state() == CaseState::Broken {
            continue;
        }
        match workspace.open_case(&rows.number(*place), library) {
            Ok(open) => {
                problems.extend(workspace.misquotations(&open.case)?);
                if let Some(determination) = &open.determination {
                    problems.extend(workspace.letter_fault(determination)?);
                }
                if !open.is_final() && open.draft.is_some() {
                    begun.push(open);
                }
            }
            Err(StoreError::Faulty(more)) => problems.extend(more),
            Err(other) => return Err(other.into()),
        }
    }
    Ok((rows.len(), begun))
}

fn report(
    problems: &[Problem],
    told: &Told,
    cases: usize,
    json: bool,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    if json {
        told.json(problems, out)?;
    } else {
        for problem in problems {
            writeln!(out, "{}", crate::domain::visible::visible(&problem.to_string()))?;
        }
        told.lines(out)?;
        if problems.is_empty() && told.is_empty() {
            writeln!(out, "{}, no faults", counted(cases, "case"))?;
        }
    }
    let stands: Vec<String> = [(problems.len(), "fault"), (told.errors(), "error")]
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, what)| counted(n, what))
        .collect();
    if stands.is_empty() { Ok(()) } else { Err(Failure::refused(stands.join(", "))) }
}
