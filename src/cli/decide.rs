//! `decide`, `state`, `finalize`: the same draft, the same gates, the same bytes as the screen.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use super::{
    Desk, Exit, Failure,
    args::{Decision, Statement},
};
use crate::{
    criteria::applicable,
    domain::{
        draft::{Draft, ItemDraft, Override},
        library::OpenCase,
        problem::nearest_remedy,
    },
    runtime::clock,
    store::{StoreError, prepare},
};

/// Longest rationale read from a file: about 170 times the longest published one, and well within what a
/// draft may hold.
const MAX_RATIONALE: u64 = 1024 * 1024;

fn open(desk: &Desk<'_>, number: &str) -> Result<(OpenCase, Draft), Failure> {
    let number = Desk::number(number)?;
    let open = desk.workspace.open_case(&number, &desk.library)?;
    if open.determination.is_some() {
        return Err(StoreError::AlreadyFinal(number.to_string()).into());
    }
    let draft = open.draft_or_new();
    Ok((open, draft))
}

fn item_of<'a>(
    draft: &'a mut Draft,
    open: &OpenCase,
    item: u32,
) -> Result<&'a mut ItemDraft, Failure> {
    let known: Vec<String> = open.case.items.iter().map(|i| i.item.to_string()).collect();
    let found = open.case.item(item).and_then(|_| draft.item_mut(item));
    found.ok_or_else(|| {
        let number = &open.case.case;
        Failure::usage(format!("case {number} has no item {item}; items: {}", known.join(", ")))
    })
}

fn guideline_known(desk: &Desk<'_>, id: &str) -> Result<(), Failure> {
    let ids = desk.library.guidelines.iter().map(|g| g.id.as_str());
    if ids.clone().any(|known| known == id) {
        return Ok(());
    }
    let remedy = nearest_remedy(id, ids).unwrap_or_default();
    Err(Failure::usage(format!("there is no guideline `{id}`; {remedy}")))
}

pub fn decide(desk: &mut Desk<'_>, decision: &Decision) -> Result<(), Failure> {
    if decision.outcome.is_none() && decision.rationale.is_none() && decision.cite.is_empty() {
        return Err(Failure::usage("nothing to decide; give --outcome, --rationale or --cite"));
    }
    let (open, mut draft) = open(desk, &decision.case)?;
    for id in &decision.cite {
        guideline_known(desk, id)?;
    }
    let item = item_of(&mut draft, &open, decision.item)?;
    if let Some(outcome) = decision.outcome {
        item.outcome = Some(outcome);
    }
    if let Some(path) = &decision.rationale {
        item.rationale = read_rationale(path)?;
        item.caret = (0, 0);
    }
    if !decision.cite.is_empty() {
        item.cites = Some(decision.cite.clone());
    }
    desk.workspace.save_draft(&draft)?;
    Ok(())
}

fn read_rationale(path: &Path) -> Result<String, Failure> {
    let shown = path.display();
    let mut text = String::new();
    let read = if path == Path::new("-") {
        io::stdin().lock().take(MAX_RATIONALE + 1).read_to_string(&mut text)
    } else {
        File::open(path).and_then(|file| file.take(MAX_RATIONALE + 1).read_to_string(&mut text))
    };
    match read {
        Ok(n) if n as u64 > MAX_RATIONALE => Err(Failure::usage(format!(
            "{shown} is longer than any rationale; is it the right file?"
        ))),
        Ok(_) => Ok(crate::app::editor::clean(text.trim_end_matches(['\n', '\r']))),
        Err(e) => Err(Failure::new(Exit::System, format!("cannot read {shown}: {e}"))),
    }
}

pub fn state(desk: &mut Desk<'_>, statement: &Statement) -> Result<(), Failure> {
    let (open, mut draft) = open(desk, &statement.case)?;
    guideline_known(desk, &statement.guideline)?;
    let guideline = desk.library.guidelines.iter().find(|g| g.id == statement.guideline);
    let names = guideline.iter().flat_map(|g| &g.criteria).map(|c| c.name.as_str());
    if !names.clone().any(|n| n == statement.criterion) {
        let remedy = nearest_remedy(&statement.criterion, names).unwrap_or_default();
        let what = format!("`{}` is no criterion of it; {remedy}", statement.criterion);
        return Err(Failure::usage(what));
    }
    if statement.reason.trim().is_empty() {
        return Err(Failure::usage("a value of your own needs a reason"));
    }
    let item = item_of(&mut draft, &open, statement.item)?;
    let speaks = open.case.item(statement.item).is_some_and(|asked| {
        let found = applicable(&desk.library.guidelines, asked, &desk.library.vocabulary);
        found.iter().any(|g| g.id == statement.guideline)
    });
    if !speaks {
        let what = format!("`{}` does not speak of item {}", statement.guideline, statement.item);
        return Err(Failure::usage(format!("{what}; `imr evaluate` shows those that do")));
    }
    item.state(Override {
        guideline: statement.guideline.clone(),
        criterion: statement.criterion.clone(),
        value: statement.value,
        reason: statement.reason.trim().to_owned(),
    });
    desk.workspace.save_draft(&draft)?;
    Ok(())
}

pub fn finalize(desk: &mut Desk<'_>, number: &str, yes: bool) -> Result<(), Failure> {
    let (open, draft) = open(desk, number)?;
    let reviewer = desk.args.reviewer.as_deref();
    let prepared = prepare(&desk.library, &open, &draft, reviewer, &clock::stamp())?;
    if !yes {
        desk.out.write_all(prepared.letter.as_bytes())?;
        return Err(Failure::refused("nothing was written; add --yes to make the case final"));
    }
    desk.workspace.finalize(&prepared)?;
    writeln!(desk.out, "determinations/{number}.yaml\ndeterminations/{number}.txt")?;
    Ok(())
}
