//! `attest`, `amend`, `discard`, `finalize`: the acts round a draft, by the same holds and gates as the screen.

use std::io::{self, Write};

use super::{
    Desk, Failure,
    alarms::Told,
    work::{Work, hold, look, open},
};
use crate::{
    app::rows::filled,
    domain::{
        attestation::Attestation,
        date::PartialDate,
        determination::IMPORTED,
        draft::Draft,
        library::{OpenCase, Prepared},
        visible::visible,
    },
    runtime::clock,
    store::prepare,
};

pub fn attest(desk: &mut Desk<'_>, number: &str, yes: bool) -> Result<(), Failure> {
    let statement = desk.library.organization.paragraphs.attestation.clone();
    let reviewer =
        desk.library.reviewer(desk.args.reviewer.as_deref()).map_err(Failure::refused)?;
    let reviewer = reviewer.id.clone();
    if !yes {
        Desk::number(number)?;
        writeln!(desk.out, "{}", filled(&visible(&statement), 78))?;
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
    // A case that is not there is not held either.
    desk.workspace.open_case(&Desk::number(number)?, &desk.library)?;
    let work = hold(desk, number)?;
    let open = &work.open;
    if open.is_imported() {
        return Err(Failure::refused(IMPORTED));
    }
    let from = open.determination.as_ref().filter(|_| open.is_final());
    let Some((amends, from)) = open.amends(reason).zip(from) else {
        return Err(Failure::refused("only a final case is amended; this one is open"));
    };
    let draft = Draft::amending(&open.case, &open.digest, from, amends);
    let by = work.hold.holder.reviewer.clone();
    let draft = Draft { saved: Some(clock::stamp()), by, ..draft };
    // A draft that was left over holds words that no version has: it goes into the trash folder first.
    Ok(desk.workspace.save_draft_over(&work.hold, &draft, None)?)
}

pub fn discard(desk: &mut Desk<'_>, number: &str) -> Result<(), Failure> {
    let seen = desk.workspace.open_case(&Desk::number(number)?, &desk.library)?;
    if seen.draft.is_none() {
        return Err(Failure::refused("there is no draft to discard"));
    }
    let work = hold(desk, number)?;
    let place = desk.workspace.discard_draft(&work.hold, &clock::stamp())?;
    writeln!(desk.out, "{place}")?;
    Ok(())
}

pub fn finalize(
    desk: &mut Desk<'_>,
    number: &str,
    yes: bool,
    mailed: Option<&PartialDate>,
) -> Result<(), Failure> {
    let seen = look(desk, number)?;
    let with_day = |mut draft: Draft| {
        draft.mailed = mailed.cloned().or(draft.mailed);
        draft
    };
    let prepared = prepared(desk, &seen, &with_day(seen.draft_or_new()))?;
    if !yes {
        // Beside the letter, never in it.
        let reviewer = desk.library.reviewer(desk.args.reviewer.as_deref()).ok();
        let mut told = Told::default();
        told.look(&desk.workspace, &desk.library, reviewer, &seen)?;
        told.lines(&mut io::stderr())?;
        desk.out.write_all(prepared.letter.as_bytes())?;
        return Err(Failure::refused("nothing was written; add --yes to make the case final"));
    }
    let Work { hold, open, draft } = open(desk, number)?;
    // What another session has changed since it was looked at counts.
    let prepared = self::prepared(desk, &open, &with_day(draft))?;
    let rest = desk.workspace.finalize(&hold, &prepared)?;
    let stem = prepared.determination.stem();
    writeln!(desk.out, "determinations/{stem}.yaml\ndeterminations/{stem}.txt")?;
    if let Some(rest) = rest {
        writeln!(io::stderr(), "imr: {number} is final, but {rest}")?;
    }
    Ok(())
}

fn prepared(desk: &Desk<'_>, open: &OpenCase, draft: &Draft) -> Result<Prepared, Failure> {
    let reviewer = desk.args.reviewer.as_deref();
    let record = desk.workspace.scanned(&open.case)?;
    Ok(prepare(&desk.library, open, draft, reviewer, &clock::stamp(), &record)?)
}
