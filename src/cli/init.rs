//! `imr init`: a workspace to begin with, and what has to be changed in it before a real case comes.

use std::{io::Write, path::Path};

use super::{Args, Failure};
use crate::{
    domain::{visible::one_line, words::counted},
    store::{Begun, write_workspace},
};

/// What is invented in a new workspace, and what comes next.
const CHANGE: &str = "\
To change before the first real case, for both are invented:
  imr.yaml         the organization: its name, and what it says in every letter
  reviewers.yaml   who reviews, and what was verified of them
";

pub fn init(args: &Args, folder: &Path, sample: bool, out: &mut dyn Write) -> Result<(), Failure> {
    if args.restricted {
        return Err(Failure::usage("this session is restricted: it makes no other workspace"));
    }
    let Begun { guidelines, cases } = write_workspace(folder, sample)?;
    let shown = one_line(&folder.display().to_string());
    let guidelines = counted(guidelines, "guideline");
    let cases = if cases == 0 { "no case yet".to_owned() } else { counted(cases, "sample case") };
    writeln!(out, "A workspace in {shown}: {guidelines}, {cases}.\n")?;
    write!(out, "{CHANGE}")?;
    let next = if sample {
        "opens the bench; `imr demo` does on a copy that goes away"
    } else {
        "opens the bench, once cases/ has a case; `imr init --sample` writes some to look at"
    };
    Ok(writeln!(out, "`imr -C {shown} check` finds mistakes; `imr -C {shown}` {next}.")?)
}
