//! `imr bench-data`: a workspace of made-up cases, so that anyone can repeat what is said of speed.

use std::{
    io::{self, Write},
    path::Path,
};

use super::{Args, Failure};
use crate::{
    domain::{visible::one_line, words::counted},
    store::write_synthetic,
};

/// So many cases take seconds: then the first word of it comes.
const TOLD: u32 = 100_000;

pub fn write(args: &Args, cases: u32, folder: &Path, out: &mut dyn Write) -> Result<(), Failure> {
    if args.restricted {
        return Err(Failure::usage("this session is restricted: it makes no other workspace"));
    }
    let mut next = TOLD;
    write_synthetic(folder, cases, |done| {
        if done < next {
            return Ok(());
        }
        next = done.saturating_add(TOLD);
        writeln!(io::stderr(), "imr: {done} of {cases} cases")
    })?;
    let shown = one_line(&folder.display().to_string());
    Ok(writeln!(out, "{} in {shown}", counted(cases as usize, "made-up case"))?)
}
