//! `decide` and `state`: the same draft, the same gates as the screen.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use super::{
    Args, Desk, Exit, Failure,
    work::{look, open},
};
use crate::{
    criteria::applicable,
    domain::{
        dependents::decide_with,
        draft::{Draft, ItemDraft, Override, Stated},
        library::OpenCase,
        problem::nearest_remedy,
        words::Outcome,
    },
};

/// Longest rationale read from a file: about 170 times the longest published one, and well within what a
/// draft may hold.
const MAX_RATIONALE: u64 = 1024 * 1024;

/// Arguments of `imr decide`.
#[derive(Debug, clap::Args)]
pub struct Decision {
    /// Its number
    pub case: String,
    /// Number of the disputed item
    #[arg(long, value_name = "N")]
    pub item: u32,
    /// upheld: the denial stands; overturned: the treatment is necessary
    #[arg(long)]
    pub outcome: Option<Outcome>,
    /// File with the rationale; `-` reads stdin
    #[arg(long, value_name = "FILE")]
    pub rationale: Option<PathBuf>,
    /// Id of a guideline that the letter cites; may be given several times
    #[arg(long, value_name = "ID")]
    pub cite: Vec<String>,
    /// Decide the items that depend on it with it, where they are undecided
    #[arg(long)]
    pub with_dependents: bool,
}

/// Arguments of `imr state`.
#[derive(Debug, clap::Args)]
pub struct Statement {
    /// Its number
    pub case: String,
    /// Number of the disputed item
    #[arg(long, value_name = "N")]
    pub item: u32,
    /// Id of the guideline
    #[arg(long, value_name = "ID")]
    pub guideline: String,
    /// Name of the criterion
    #[arg(long, value_name = "NAME")]
    pub criterion: String,
    /// `met` or `not met`
    #[arg(long)]
    pub value: Stated,
    /// Why it differs from the computed value
    #[arg(long, value_name = "WORDS")]
    pub reason: String,
}

pub(super) fn item_of<'a>(
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
    let nothing =
        decision.outcome.is_none() && decision.rationale.is_none() && decision.cite.is_empty();
    if nothing && !decision.with_dependents {
        return Err(Failure::usage("nothing to decide; give --outcome, --rationale or --cite"));
    }
    for id in &decision.cite {
        guideline_known(desk, id)?;
    }
    let seen = look(desk, &decision.case)?;
    item_of(&mut seen.draft_or_new(), &seen, decision.item)?;
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
    if decision.with_dependents {
        let shared = &desk.library.organization.paragraphs.dependents;
        let done = decide_with(&work.open.case, &mut work.draft, decision.item, shared);
        writeln!(desk.out, "{}", done.map_err(Failure::usage)?)?;
    }
    work.save(desk)
}

fn read_rationale(desk: &Desk<'_>, path: &Path) -> Result<String, Failure> {
    let text = read_file(desk.args, path, MAX_RATIONALE, "rationale")?;
    Ok(crate::app::editor::clean(text.trim_end_matches(['\n', '\r'])))
}

/// A text that the command line names, `-` for stdin: within a size, and in a restricted session no file.
pub(super) fn read_file(
    args: &Args,
    path: &Path,
    most: u64,
    what: &str,
) -> Result<String, Failure> {
    let shown = path.display();
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        io::stdin().lock().take(most + 1).read_to_end(&mut bytes)
    } else if args.restricted {
        return Err(Failure::usage(
            "this session is restricted: it reads no file by its path; give `-` and the text to stdin",
        ));
    } else {
        File::open(path).and_then(|file| file.take(most + 1).read_to_end(&mut bytes))
    };
    read.map_err(|e| Failure::new(Exit::System, format!("cannot read {shown}: {e}")))?;
    // Where it was cut may be inside a letter: how long it is comes first.
    if bytes.len() as u64 > most {
        let what = format!("{shown} is longer than any {what}; is it the right file?");
        return Err(Failure::usage(what));
    }
    let what = || format!("cannot read {shown}: it is not UTF-8 text");
    String::from_utf8(bytes).map_err(|_| Failure::new(Exit::System, what()))
}

pub fn state(desk: &mut Desk<'_>, statement: &Statement) -> Result<(), Failure> {
    let seen = look(desk, &statement.case)?;
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
    item_of(&mut seen.draft_or_new(), &seen, statement.item)?;
    let speaks = seen.case.item(statement.item).is_some_and(|asked| {
        let found = applicable(&desk.library.guidelines, asked, &desk.library.vocabulary);
        found.iter().any(|g| g.id == statement.guideline)
    });
    if !speaks {
        let what = format!("`{}` does not speak of item {}", statement.guideline, statement.item);
        return Err(Failure::usage(format!("{what}; `imr evaluate` shows those that do")));
    }
    let mut work = open(desk, &statement.case)?;
    item_of(&mut work.draft, &work.open, statement.item)?.state(Override {
        guideline: statement.guideline.clone(),
        criterion: statement.criterion.clone(),
        value: statement.value,
        reason: statement.reason.trim().to_owned(),
    });
    work.save(desk)
}
