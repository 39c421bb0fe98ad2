//! `imr import letter`: published determinations as cases of the workspace, or as data.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

use clap::{Args as ClapArgs, Subcommand};
use serde::Serialize;

use super::{
    Args, Desk, Exit, Failure, examples,
    letter_file::{LetterFile, letter_file},
};
use crate::{
    domain::{case::CaseNumber, date::PartialDate, visible::one_line},
    letter::read::{ReadLetter, read_letter},
    runtime::{clock, surroundings::holder},
    store::Import,
};

/// What can be brought in.
#[derive(Debug, Subcommand)]
pub enum ImportAct {
    /// Published determinations, as text or PDF: each becomes a case
    #[command(after_help = examples::IMPORT_LETTER)]
    Letter(LetterImport),
}

/// Arguments of `imr import letter`.
#[derive(Debug, ClapArgs)]
pub struct LetterImport {
    /// The letters; `-` reads stdin
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The decisions too: the case is then final, and can only be read
    #[arg(long)]
    pub with_determination: bool,
    /// Print what was read and write nothing: one JSON object, of several files one array
    #[arg(long, conflicts_with = "with_determination")]
    pub json: bool,
    /// The case number of a letter that has none
    #[arg(long, value_name = "CASE")]
    pub number: Option<CaseNumber>,
    /// The day of decision of a letter that has none, such as 2015-04-01
    #[arg(long, value_name = "DAY")]
    pub decided: Option<PartialDate>,
}

/// A letter, and the file that it was read from.
#[derive(Serialize)]
struct OfFile {
    file: String,
    #[serde(flatten)]
    letter: ReadLetter,
}

pub fn json(args: &Args, asked: &LetterImport, out: &mut dyn Write) -> Result<(), Failure> {
    let mut read = Vec::new();
    let ended = each(asked, |path| {
        let (file, letter) = one(args, asked, path)?;
        read.push(OfFile { file: file.name, letter });
        Ok(())
    });
    match read.as_slice() {
        [letter] if asked.files.len() == 1 => super::json::print(out, letter)?,
        // The message says all when the only letter cannot be read.
        [] if asked.files.len() == 1 => return ended,
        letters => super::json::print(out, letters)?,
    }
    ended
}

pub fn letters(desk: &mut Desk<'_>, asked: &LetterImport) -> Result<(), Failure> {
    each(asked, |path| import(desk, asked, path))
}

fn import(desk: &mut Desk<'_>, asked: &LetterImport, path: &Path) -> Result<(), Failure> {
    let (file, letter) = one(desk.args, asked, path)?;
    let Some(number) = &letter.case else {
        return Err(Failure::refused("the letter has no case number; give it with --number"));
    };
    let reviewer = desk.library.reviewer(desk.args.reviewer.as_deref()).ok();
    let by = holder(reviewer.map(|reviewer| reviewer.id.clone()));
    let shown = one_line(&file.name);
    let import = Import {
        letter: &letter,
        number,
        decided: asked.with_determination,
        origin: file.into(),
        by: &by,
        take_over: desk.args.take_over,
        stamp: &clock::stamp(),
    };
    let (written, rest) = desk.workspace.import(&desk.library, import)?;
    for name in written {
        writeln!(desk.out, "{name}")?;
    }
    let mut say = io::stderr();
    for odd in &letter.not_understood {
        writeln!(say, "imr: {shown}:{}: not understood: {}", odd.line, one_line(&odd.text))?;
    }
    let lacks = letter.lacks();
    if !lacks.is_empty() {
        writeln!(say, "imr: {shown}: the letter does not say: {}", lacks.join(", "))?;
    }
    if let Some(rest) = rest {
        writeln!(say, "imr: {number} is imported, but {rest}")?;
    }
    Ok(())
}

/// Reads one letter; what the command line says of it fills what the letter lacks.
fn one(
    args: &Args,
    asked: &LetterImport,
    path: &Path,
) -> Result<(LetterFile, ReadLetter), Failure> {
    if asked.files.len() > 1 && (asked.number.is_some() || asked.decided.is_some()) {
        return Err(Failure::usage("--number and --decided are of one letter; give one FILE"));
    }
    let file = letter_file(args, path)?;
    let mut letter = read_letter(&file.text).map_err(Failure::refused)?;
    differs("case number", letter.case.as_ref(), asked.number.as_ref())?;
    differs("day of decision", letter.dates.decision.as_ref(), asked.decided.as_ref())?;
    letter.case = letter.case.or_else(|| asked.number.clone());
    letter.dates.decision = letter.dates.decision.or_else(|| asked.decided.clone());
    Ok((file, letter))
}

fn differs<T: PartialEq + std::fmt::Display>(
    what: &str,
    says: Option<&T>,
    asked: Option<&T>,
) -> Result<(), Failure> {
    match (says, asked) {
        (Some(says), Some(asked)) if says != asked => {
            Err(Failure::usage(format!("the letter has another {what}: {says}")))
        }
        _ => Ok(()),
    }
}

/// One bad letter hides none of the good ones: each is told, and counts at the end.
fn each(
    asked: &LetterImport,
    mut act: impl FnMut(&Path) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let (mut failed, mut worst) = (0_usize, Exit::Done);
    for path in &asked.files {
        let Err(failure) = act(path) else { continue };
        let named = format!("{}: {}", one_line(&path.display().to_string()), failure.message);
        if failure.quiet || asked.files.len() == 1 {
            let message = if failure.quiet { failure.message } else { named };
            return Err(Failure { message, ..failure });
        }
        writeln!(io::stderr(), "imr: {}", crate::domain::visible::visible(&named))?;
        (failed, worst) = (failed + 1, worst.max(failure.exit));
    }
    if failed == 0 {
        return Ok(());
    }
    let all = asked.files.len();
    Err(Failure::new(worst, format!("{failed} of {all} letters could not be read or imported")))
}
