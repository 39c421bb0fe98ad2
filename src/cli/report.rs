//! `imr check`: every fault of every file, and nothing else.

use std::io::Write;

use super::{Args, Failure, settings::Effective};
use crate::{
    domain::{library::Library, problem::Problem, queue::CaseState, words::counted},
    store::{StoreError, Workspace},
};

pub fn check(args: &Args, out: &mut dyn Write) -> Result<(), Failure> {
    let workspace = Workspace::open(&args.directory)?;
    let library = match workspace.library() {
        Ok(library) => library,
        Err(StoreError::Faulty(problems)) => return report(&problems, 0, out),
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
    let cases = cases(&workspace, &library, &mut problems)?;
    report(&problems, cases, out)
}

fn cases(
    workspace: &Workspace,
    library: &Library,
    problems: &mut Vec<Problem>,
) -> Result<usize, Failure> {
    let rows = workspace.queue(library)?;
    for row in &rows {
        problems.extend(row.problems.iter().cloned());
        if row.state == CaseState::Broken {
            continue;
        }
        match workspace.open_case(&row.number, library) {
            Ok(open) => {
                problems.extend(workspace.misquotations(&open.case)?);
                if let Some(determination) = &open.determination {
                    problems.extend(workspace.letter_fault(determination)?);
                }
            }
            Err(StoreError::Faulty(more)) => problems.extend(more),
            Err(other) => return Err(other.into()),
        }
    }
    Ok(rows.len())
}

fn report(problems: &[Problem], cases: usize, out: &mut dyn Write) -> Result<(), Failure> {
    for problem in problems {
        writeln!(out, "{}", crate::domain::visible::visible(&problem.to_string()))?;
    }
    if problems.is_empty() {
        writeln!(out, "{}, no faults", counted(cases, "case"))?;
        return Ok(());
    }
    Err(Failure::refused(counted(problems.len(), "fault")))
}
