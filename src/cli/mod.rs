//! The same acts without a screen: data to stdout, messages to stderr, documented exit codes.

mod alarms;
mod args;
mod bench_data;
mod decide;
mod demo;
mod doctor;
mod drafting;
mod evidence;
mod examples;
mod exit;
mod extras;
mod finding;
mod finish;
mod guidelines;
mod import;
mod init;
mod json;
mod keys;
mod letter;
mod letter_file;
mod list;
mod manual;
mod plain;
mod precedents;
mod report;
mod schema;
mod schema_words;
mod search;
mod settings;
mod show;
mod verify;
mod work;

use std::{
    io::{self, IsTerminal, Write},
    sync::Arc,
    time::Instant,
};

use clap::{CommandFactory, Parser, error::ErrorKind};

pub use args::{Args, Command};
pub use demo::demo;
pub use exit::{Exit, Failure};
use guidelines::GuidelinesAct;
pub use import::{ImportAct, LetterImport};
use schema::SchemaKind;

use crate::{
    domain::{case::CaseNumber, library::Library, visible::visible},
    runtime::{
        self, Start,
        cast::Recording,
        log::{self, Field, Level, note, took},
        places::places,
        surroundings,
    },
    store::{StoreError, Workspace},
};

/// What a command works on.
pub struct Desk<'a> {
    pub workspace: Workspace,
    pub library: Library,
    pub args: &'a Args,
    pub out: &'a mut dyn Write,
}

impl<'a> Desk<'a> {
    /// Opens the workspace that the arguments name.
    ///
    /// # Errors
    /// When it is none, or what every case needs cannot be read.
    pub fn open(args: &'a Args, out: &'a mut dyn Write) -> Result<Self, Failure> {
        let workspace = Workspace::open(&args.directory)?;
        // Who only reads is not kept from it; who writes is told when the same thing fails again.
        let _ = workspace.settle_at_start();
        let library = workspace.library()?;
        Ok(Self { workspace, library, args, out })
    }

    fn number(text: &str) -> Result<CaseNumber, Failure> {
        text.parse().map_err(Failure::usage)
    }
}

/// Parses the command line; help and version print themselves.
///
/// # Errors
/// Never returns on `--help`; a usage error becomes exit code 2.
pub fn parse() -> Args {
    let args = Args::try_parse().unwrap_or_else(|error| refuse(&error));
    if let (Some(case), Some(_)) = (&args.case, &args.command) {
        let what = format!(
            "`{case}` stands before a command; a case opens the bench, a command takes it after its name"
        );
        refuse(&Args::command().error(ErrorKind::ArgumentConflict, what));
    }
    if let (Some(file), Some(_)) = (&args.recorded.record, &args.command) {
        let file = file.display();
        let what = format!(
            "`--record {file}` stands before a command; only the bench is recorded: `imr` and `imr demo`"
        );
        refuse(&Args::command().error(ErrorKind::ArgumentConflict, what));
    }
    if args.restricted {
        if args.config.is_some() {
            let what =
                "a restricted session reads no settings but those of imr.yaml; leave out --config";
            refuse(&Args::command().error(ErrorKind::ArgumentConflict, what));
        }
        runtime::clock::ignore_environment();
    }
    args
}

/// Ends as clap does. Its message quotes words of the command line, which may be names of files that others chose:
/// none may reach the terminal as they are. Help and version, which quote nothing, print themselves.
fn refuse(error: &clap::Error) -> ! {
    if !error.use_stderr() {
        error.exit();
    }
    let _ = write!(std::io::stderr(), "{}", visible(&error.render().to_string()));
    std::process::exit(i32::from(Exit::Usage as u8));
}

/// Whether the bench goes line by line.
///
/// # Errors
/// When there is no terminal, or one that cannot show it.
fn is_plain(args: &Args) -> Result<bool, Failure> {
    let (input, output) = (std::io::stdin().is_terminal(), std::io::stdout().is_terminal());
    let plain = args.plain || surroundings::is_dumb() && input && output;
    if !plain && !output {
        return Err(Failure::new(
            Exit::System,
            "the bench needs a terminal; `imr list`, `show`, `decide` and `imr --plain` work without one",
        ));
    }
    if !plain && surroundings::is_dumb() {
        return Err(Failure::new(
            Exit::System,
            "this terminal cannot show the bench, for TERM is `dumb` or not set; use `imr --plain`, or set TERM to \
             what it is, such as xterm-256color",
        ));
    }
    Ok(plain)
}

/// Opens the bench, on the queue or on the case that the arguments name; gives back the process's exit code.
///
/// # Errors
/// When there is no terminal, no workspace or no such case.
pub fn bench(args: &Args) -> Result<u8, Failure> {
    let plain = is_plain(args)?;
    let workspace = Workspace::open(&args.directory)?;
    let index = Arc::new(workspace.index_ahead());
    let library = Arc::new(workspace.library()?);
    let case = args.case.as_deref().map(Desk::number).transpose()?;
    if let Some(number) = &case {
        workspace.open_case(number, &library)?;
    }
    let settings::Effective { settings, keymap, styles, problems } =
        settings::Effective::of(&workspace, &library, args)?;
    let (reviewer, restricted) = (args.reviewer.clone(), args.restricted);
    let recording = recording(args, plain)?;
    let unsettled = workspace.settle_at_start().err().map(|e| e.to_string());
    let start = Start {
        workspace,
        index,
        library,
        reviewer,
        case,
        restricted,
        unsettled,
        settings,
        keymap,
        styles,
        problems,
        recording,
    };
    begin_log(args, &start.workspace, plain);
    let begun = Instant::now();
    let ended = if plain { plain::run(&start) } else { runtime::run(start).map_err(Failure::from) };
    let code = ended.as_ref().map_or_else(|failure| failure.exit as u8, |code| *code);
    note(Level::Info, "end", &[Field::Number("code", code.into()), took(begun)]);
    ended
}

/// The file that the session is recorded in; there is none yet.
fn recording(args: &Args, plain: bool) -> Result<Option<Recording>, Failure> {
    let Some(file) = &args.recorded.record else { return Ok(None) };
    if args.restricted {
        return Err(Failure::usage("this session is restricted: it writes no recording"));
    }
    if plain {
        return Err(Failure::usage("lines are not recorded; leave out --record, or use script(1)"));
    }
    let recording = Recording::new(file, args.recorded.blank);
    let refused = |why: io::Error| match why.kind() {
        io::ErrorKind::AlreadyExists => {
            let what = "is there already, and a recording writes over nothing; name a new file";
            Failure::refused(format!("{} {what}", file.display()))
        }
        _ => StoreError::io("record in", file, why).into(),
    };
    recording.map(Some).map_err(refused)
}

/// A log that cannot be written never hurts the work; `imr doctor` says why.
fn begin_log(args: &Args, workspace: &Workspace, plain: bool) {
    let Some(level) = log::level(args.verbose, args.restricted) else { return };
    let places = places(args.config.as_deref(), args.restricted);
    let _ = log::open(&places, workspace, level);
    let (columns, rows) = surroundings::size();
    let fields = [
        Field::Word("version", env!("CARGO_PKG_VERSION")),
        Field::Word("mode", if plain { "lines" } else { "bench" }),
        Field::Word("restricted", if args.restricted { "yes" } else { "no" }),
        Field::Number("columns", columns.into()),
        Field::Number("rows", rows.into()),
    ];
    note(Level::Info, "begin", &fields);
}

/// Carries out a command that needs no screen.
///
/// # Errors
/// What went wrong, with the exit code for it.
pub fn run(args: &Args, command: &Command, out: &mut dyn Write) -> Result<(), Failure> {
    match command {
        Command::Check { cases, json } if cases.is_empty() => {
            return report::check(args, *json, out);
        }
        Command::Schema { kind: SchemaKind::Guideline } => return schema::guideline(out),
        Command::Init { folder, sample } => return init::init(args, folder, *sample, out),
        Command::BenchData { cases, folder } => {
            return bench_data::write(args, *cases, folder, out);
        }
        Command::Completions { shell } => return manual::completions(*shell, out),
        Command::Man => return manual::page(out),
        Command::InstallExtras { into } => return extras::install(args, into.as_deref(), out),
        Command::Doctor { json } => return doctor::doctor(args, *json, out),
        Command::Keys { template: Some(whose), .. } => return keys::template(*whose, out),
        Command::Import { act: ImportAct::Letter(asked) } if asked.json => {
            return import::json(args, asked, out);
        }
        _ => {}
    }
    let mut desk = Desk::open(args, out)?;
    match command {
        Command::List(listing) => list::list(&mut desk, listing),
        Command::Aside { cases, reason } => list::aside(&mut desk, cases, Some(reason)),
        Command::TakeUp { cases } => list::aside(&mut desk, cases, None),
        Command::Show { case, json } => show::case(&mut desk, case, *json),
        Command::Evaluate { case, item, why, json } => {
            show::evaluation(&mut desk, case, *item, *why, *json)
        }
        Command::Search { case, words, item, json } => {
            search::run(&mut desk, case, words, *item, *json)
        }
        Command::Draft { case, item, json } => drafting::rationale(&mut desk, case, *item, *json),
        Command::Letter(letter) => letter::letter(&mut desk, letter),
        Command::Precedents(asked) => precedents::run(&mut desk, asked),
        Command::Decide(decision) => decide::decide(&mut desk, decision),
        Command::Cite(citing) => evidence::cite(&mut desk, citing),
        Command::State(statement) => decide::state(&mut desk, statement),
        Command::Finding { act } => finding::act(&mut desk, act),
        Command::Import { act: ImportAct::Letter(asked) } => import::letters(&mut desk, asked),
        Command::Attest { case, yes } => finish::attest(&mut desk, case, *yes),
        Command::Amend { case, reason } => finish::amend(&mut desk, case, reason),
        Command::Discard { case } => finish::discard(&mut desk, case),
        Command::Keys { scope, json, .. } => keys::keys(&mut desk, *scope, *json),
        Command::Check { cases, json } => alarms::check(&mut desk, cases, *json),
        Command::Dismiss(dismissing) => alarms::dismiss(&mut desk, dismissing),
        Command::Verify => verify::verify(&mut desk),
        Command::Finalize { case, yes, mailed } => {
            finish::finalize(&mut desk, case, *yes, mailed.as_ref())
        }
        Command::Guidelines { act: GuidelinesAct::Check } => guidelines::check(&mut desk),
        Command::Guidelines { act: GuidelinesAct::Test { diff } } => {
            guidelines::replay(&mut desk, diff)
        }
        Command::Init { .. }
        | Command::Demo { .. }
        | Command::BenchData { .. }
        | Command::Schema { .. }
        | Command::Completions { .. }
        | Command::Doctor { .. }
        | Command::Man
        | Command::InstallExtras { .. } => Ok(()),
    }
}
