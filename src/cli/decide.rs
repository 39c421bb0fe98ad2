//! `decide`, `state`, `attest`, `amend`, `finalize`: the same draft, the same holds and gates, the same bytes as the
//! screen.

use std::{
    fs::File,
    io::{self, Read, Write},
    path::Path,
};

use super::{
    Desk, Exit, Failure,
    args::{Decision, Statement},
};
use crate::{
    criteria::applicable,
    domain::{
        attestation::Attestation,
        draft::{Draft, ItemDraft, Override},
        library::OpenCase,
        problem::nearest_remedy,
        visible::visible,
    },
    runtime::{clock, hands::holder},
    store::{Claim, Hold, StoreError, prepare},
};

/// Longest rationale read from a file: about 170 times the longest published one, and well within what a
/// draft may hold.
const MAX_RATIONALE: u64 = 1024 * 1024;

/// A case that is held, and its draft.
struct Work {
    hold: Hold,
    open: OpenCase,
    draft: Draft,
}

impl Work {
    /// Puts the draft on the disk.
    fn save(self, desk: &Desk<'_>) -> Result<(), Failure> {
        let draft = Draft { saved: Some(clock::stamp()), ..self.draft };
        Ok(desk.workspace.save_draft(&self.hold, &draft)?)
    }
}

/// Holds a case and opens it, whether it is final or not.
fn hold(desk: &Desk<'_>, number: &str) -> Result<Work, Failure> {
    let number = Desk::number(number)?;
    // A case that is not there is not held either.
    desk.workspace.open_case(&number, &desk.library)?;
    let reviewer = desk.library.reviewer(desk.args.reviewer.as_deref()).ok();
    let holder = holder(reviewer.map(|r| r.id.clone()));
    let hold = match desk.workspace.hold(&number, &holder, desk.args.take_over)? {
        Claim::Ours(hold) => hold,
        Claim::Theirs(by) => {
            return Err(StoreError::Held { number: number.to_string(), by }.into());
        }
    };
    let open = desk.workspace.open_case(&number, &desk.library)?;
    let draft = open.draft_or_new();
    Ok(Work { hold, open, draft })
}

/// Holds a case that can still be changed.
fn open(desk: &Desk<'_>, number: &str) -> Result<Work, Failure> {
    let work = hold(desk, number)?;
    if work.open.is_final() {
        return Err(StoreError::AlreadyFinal(number.to_owned()).into());
    }
    Ok(work)
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
    for id in &decision.cite {
        guideline_known(desk, id)?;
    }
    let mut work = open(desk, &decision.case)?;
    let item = item_of(&mut work.draft, &work.open, decision.item)?;
    if let Some(outcome) = decision.outcome {
        item.outcome = Some(outcome);
    }
    if let Some(path) = &decision.rationale {
        item.rationale = read_rationale(desk, path)?;
        item.caret = (0, 0);
    }
    if !decision.cite.is_empty() {
        item.cites = Some(decision.cite.clone());
    }
    work.save(desk)
}

fn read_rationale(desk: &Desk<'_>, path: &Path) -> Result<String, Failure> {
    within_walls(desk.args, path)?;
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
    let mut work = open(desk, &statement.case)?;
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
    let item = item_of(&mut work.draft, &work.open, statement.item)?;
    let speaks = work.open.case.item(statement.item).is_some_and(|asked| {
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
    work.save(desk)
}

/// A restricted session names no file of the machine.
pub(super) fn within_walls(args: &super::Args, path: &Path) -> Result<(), Failure> {
    if args.restricted && path != Path::new("-") {
        let what = "this session is restricted: it reads no file by its path; give `-` and the text to stdin";
        return Err(Failure::usage(what));
    }
    Ok(())
}

pub fn attest(desk: &mut Desk<'_>, number: &str, yes: bool) -> Result<(), Failure> {
    let statement = desk.library.organization.paragraphs.attestation.clone();
    let reviewer =
        desk.library.reviewer(desk.args.reviewer.as_deref()).map_err(Failure::refused)?;
    let reviewer = reviewer.id.clone();
    if !yes {
        Desk::number(number)?;
        writeln!(desk.out, "{}", textwrap::fill(&visible(&statement), 78))?;
        return Err(Failure::refused("nothing was attested; add --yes if all of this is so"));
    }
    let mut work = open(desk, number)?;
    work.draft.attested = Some(Attestation { reviewer, at: clock::stamp(), statement });
    work.save(desk)
}

pub fn amend(desk: &mut Desk<'_>, number: &str, reason: &str) -> Result<(), Failure> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Failure::usage("an amendment needs a reason"));
    }
    let mut work = hold(desk, number)?;
    let open = &work.open;
    let from = open.determination.as_ref().filter(|_| open.is_final());
    let Some((amends, from)) = open.amends(reason).zip(from) else {
        return Err(Failure::refused("only a final case is amended; this one is open"));
    };
    if let Some(left) = &open.draft {
        // Words that no version holds.
        desk.workspace.put_aside(left)?;
    }
    work.draft = Draft::amending(&open.case, &open.digest, from, amends);
    work.save(desk)
}

pub fn discard(desk: &mut Desk<'_>, number: &str) -> Result<(), Failure> {
    let work = hold(desk, number)?;
    if work.open.draft.is_none() {
        return Err(Failure::refused("there is no draft to discard"));
    }
    let place = desk.workspace.discard_draft(&work.hold, &clock::stamp())?;
    writeln!(desk.out, "{place}")?;
    Ok(())
}

pub fn finalize(desk: &mut Desk<'_>, number: &str, yes: bool) -> Result<(), Failure> {
    let Work { hold, open, draft } = open(desk, number)?;
    if open.changed.is_some() {
        let what = "the case file is another one than the draft was begun on";
        let remedy = "look at it on the bench, or discard the draft and begin again";
        return Err(Failure::refused(format!("{what}; {remedy}")));
    }
    let reviewer = desk.args.reviewer.as_deref();
    let prepared = prepare(&desk.library, &open, &draft, reviewer, &clock::stamp())?;
    if !yes {
        desk.out.write_all(prepared.letter.as_bytes())?;
        return Err(Failure::refused("nothing was written; add --yes to make the case final"));
    }
    let rest = desk.workspace.finalize(&hold, &prepared)?;
    let stem = prepared.determination.stem();
    writeln!(desk.out, "determinations/{stem}.yaml\ndeterminations/{stem}.txt")?;
    if let Some(rest) = rest {
        writeln!(io::stderr(), "imr: {number} is final, but {rest}")?;
    }
    Ok(())
}
