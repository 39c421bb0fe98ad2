//! `letter`: as written, as it would be, or as the public sees it.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

use clap::Args as ClapArgs;

use super::{Desk, Exit, Failure};
use crate::{
    domain::{
        case::CaseNumber,
        determination::Determination,
        visible::{one_line, visible},
        words::counted,
    },
    letter::publish::{Published, Told, publish},
    runtime::clock,
    store::{prepare, write_new},
};

/// Arguments of `imr letter`.
#[derive(Debug, ClapArgs)]
pub struct Letter {
    /// Its number
    pub case: String,
    /// Of this version; without it, of the latest
    #[arg(long, value_name = "N")]
    pub version: Option<u32>,
    /// The copy for the public: without the list of documents, notices and what tells who somebody is
    #[arg(long)]
    pub publish: bool,
    /// Fail when something is left that may tell who somebody is; nothing is then printed
    #[arg(long, requires = "publish")]
    pub check: bool,
    /// Words that are to go, such as the worker's or the employer's name; may be given several times
    #[arg(long, value_name = "WORDS", requires = "publish")]
    pub hide: Vec<String>,
    /// Words that look like a name and are none; may be given several times
    #[arg(long, value_name = "WORDS", requires = "publish")]
    pub keep: Vec<String>,
    /// Into this file, which must not be there yet
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

pub fn letter(desk: &mut Desk<'_>, asked: &Letter) -> Result<(), Failure> {
    if asked.out.is_some() && desk.args.restricted {
        return Err(Failure::usage("this session is restricted: it writes no file by its path"));
    }
    let number = Desk::number(&asked.case)?;
    let decided = decided(desk, &number, asked.version)?;
    if asked.publish {
        let Some(decided) = decided else {
            return Err(Failure::refused(
                "only a final determination is published; this case is open",
            ));
        };
        return published(desk, &decided, asked);
    }
    let Some(decided) = decided else {
        let open = desk.workspace.open_case(&number, &desk.library)?;
        let draft = open.draft_or_new();
        let reviewer = desk.args.reviewer.as_deref();
        let record = desk.workspace.scanned(&open.case)?;
        let prepared = prepare(&desk.library, &open, &draft, reviewer, &clock::stamp(), &record)?;
        return put(desk, asked.out.as_deref(), &prepared.letter);
    };
    let text = desk.workspace.letter(&number, decided.version)?.unwrap_or_default();
    let fault = desk.workspace.letter_fault(&decided)?;
    // What was changed behind the program is shown, and drives no terminal; a file gets it only when it is sound.
    if asked.out.is_none() || fault.is_none() {
        let text = if fault.is_some() { visible(&text) } else { text.as_str().into() };
        put(desk, asked.out.as_deref(), &text)?;
    }
    fault.map_or(Ok(()), |problem| Err(Failure::refused(problem)))
}

/// The version that is asked for. A letter without its determination was left by a crash: it decides nothing.
fn decided(
    desk: &Desk<'_>,
    number: &CaseNumber,
    version: Option<u32>,
) -> Result<Option<Determination>, Failure> {
    let latest = desk.workspace.determination(number)?;
    let Some(version) = version else { return Ok(latest) };
    match latest {
        Some(latest) if (1..=latest.version).contains(&version) => {
            Ok(Some(desk.workspace.version(number, version)?))
        }
        Some(latest) => {
            let last = latest.version;
            Err(Failure::usage(format!("{number} has no version {version}; the latest is {last}")))
        }
        None => Err(Failure::refused(format!("{number} is open: it has no version yet"))),
    }
}

/// The public copy; what was changed and what may be left is told on stderr, each with its place.
fn published(desk: &mut Desk<'_>, decided: &Determination, asked: &Letter) -> Result<(), Failure> {
    let told = Told { hide: &asked.hide, keep: &asked.keep };
    let Published { text, removed, suspects } = publish(decided, &desk.library.organization, told);
    let mut err = io::stderr().lock();
    for trace in &removed {
        let what = trace.what.map_or("", |what| what.word());
        writeln!(err, "removed  {}: `{}` ({what})", trace.place, one_line(&trace.words))?;
    }
    for trace in &suspects {
        writeln!(err, "left     {}: `{}`: is it a name?", trace.place, one_line(&trace.words))?;
    }
    let (gone, left) = (counted(removed.len(), "text"), suspects.len());
    writeln!(
        err,
        "{gone} removed, {left} left that may identify; no program knows all names: read it"
    )?;
    if asked.check && left > 0 {
        let what = format!("{left} left that may identify");
        return Err(Failure::refused(format!(
            "{what}; --hide takes words out, --keep says that they are no name"
        )));
    }
    put(desk, asked.out.as_deref(), &text)
}

/// To stdout, or into a new file that only its owner reads.
fn put(desk: &mut Desk<'_>, out: Option<&Path>, text: &str) -> Result<(), Failure> {
    let Some(path) = out else {
        desk.out.write_all(text.as_bytes())?;
        return Ok(());
    };
    let written = write_new(path, text.as_bytes());
    written.map_err(|e| Failure::new(Exit::System, format!("cannot write {}: {e}", path.display())))
}
