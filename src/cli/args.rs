//! The command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use super::{
    alarms::Dismissing,
    decide::{Decision, Statement},
    evidence::Citing,
    examples,
    finding::FindingAct,
    guidelines::GuidelinesAct,
    import::ImportAct,
    keys::TemplateFor,
    letter::Letter,
    list::Listing,
    precedents::PrecedentsAsked,
    schema::SchemaKind,
};
use crate::{app::Scope, domain::date::PartialDate, store::MOST_SYNTHETIC};

/// A bench for Independent Medical Review: evidence first, nothing is lost, next case in one key.
#[derive(Debug, Parser)]
#[command(name = "imr", version, subcommand_value_name = "COMMAND", after_help = examples::PROGRAM)]
pub struct Args {
    /// The workspace, when it is not the current folder
    #[arg(short = 'C', long = "directory", value_name = "DIR", default_value = ".", global = true)]
    pub directory: PathBuf,
    /// Id in reviewers.yaml of who reviews, when it is not the one that imr.yaml names
    #[arg(long, value_name = "ID", global = true)]
    pub reviewer: Option<String>,
    /// Settings of your own, when not ~/.config/imr/config.yaml; they are laid over `bench` in imr.yaml
    #[arg(long, value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,
    /// For the forced command of a login: no files outside the workspace, no suspending, no clock from the environment
    #[arg(long, global = true)]
    pub restricted: bool,
    /// Take a case from who holds it; what they have not kept yet is put aside
    #[arg(long, global = true)]
    pub take_over: bool,
    /// Line by line, without a screen: for screen readers, dumb terminals and pipes
    #[arg(long)]
    pub plain: bool,
    #[command(flatten)]
    pub recorded: Recorded,
    /// Log each thing that is read and written, with its time; never what is in it
    #[arg(short = 'v', long, global = true)]
    pub verbose: bool,
    /// The workspace is a copy of the sample's, which goes away
    #[arg(skip)]
    pub is_demo: bool,
    /// Open the bench on this case
    #[arg(value_name = "CASE")]
    pub case: Option<String>,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Whether what the bench shows is recorded.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Recorded {
    /// Record what the bench shows in a new file, as an asciicast, to be played by `asciinema play`
    #[arg(long, value_name = "FILE")]
    pub record: Option<PathBuf>,
    /// Record it without what it tells of anybody: every text but the program's own words is blanked
    #[arg(long, requires = "record")]
    pub blank: bool,
}

/// Acts without a screen.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The queue, most urgent first
    #[command(after_help = examples::LIST)]
    List(Listing),
    /// One case: items, documents, findings, and what is decided so far
    #[command(after_help = examples::SHOW)]
    Show {
        /// Its number
        case: String,
        /// One JSON object: case, draft, determination
        #[arg(long)]
        json: bool,
    },
    /// The criteria of an item's guidelines, with the findings that meet, fail or almost meet them
    #[command(after_help = examples::EVALUATE)]
    Evaluate {
        /// Its number
        case: String,
        /// Only this item
        #[arg(long, value_name = "N")]
        item: Option<u32>,
        /// With every leaf: what it asks, what meets it, what almost does
        #[arg(long)]
        why: bool,
        /// One JSON array: items with their proofs
        #[arg(long)]
        json: bool,
    },
    /// Whether something stands in the record: hits, near misses with their reasons, what could not be searched
    #[command(after_help = examples::SEARCH)]
    Search {
        /// Its number
        case: String,
        /// What is looked for, or a sentence that says it is not there
        words: String,
        /// For this item: its region and side count where the words name none
        #[arg(long, value_name = "N")]
        item: Option<u32>,
        /// One JSON object
        #[arg(long)]
        json: bool,
    },
    /// A rationale drafted from the criteria of an item; it is printed and nothing is written
    #[command(after_help = examples::DRAFT)]
    Draft {
        /// Number of the case
        case: String,
        /// Number of the disputed item
        item: u32,
        /// One JSON object: sentences with their sources, what is not in the rationale yet, what is out of date
        #[arg(long)]
        json: bool,
    },
    /// Past determinations on what an item asks for, their outcomes hidden until you ask
    #[command(after_help = examples::PRECEDENTS)]
    Precedents(PrecedentsAsked),
    /// Decide an item: outcome, rationale, citations; kept in the draft
    #[command(after_help = examples::DECIDE)]
    Decide(Decision),
    /// Cite a work that is no guideline file, say why below the MTUS, or why nothing is cited; kept in the draft
    #[command(after_help = examples::CITE)]
    Cite(Citing),
    /// State a value of your own for a criterion, with its reason; kept in the draft
    #[command(after_help = examples::STATE)]
    State(Statement),
    /// Findings of your own: add, correct, refuse; kept in the draft, never in the case file
    #[command(after_help = examples::FINDING)]
    Finding {
        #[command(subcommand)]
        act: FindingAct,
    },
    /// Attest that nothing stands against your deciding this case; kept in the draft
    #[command(after_help = examples::ATTEST)]
    Attest {
        /// Its number
        case: String,
        /// Without it, what is to be attested is only printed
        #[arg(long)]
        yes: bool,
    },
    /// Begin a new version of a final determination, as a draft that starts where it ended
    #[command(after_help = examples::AMEND)]
    Amend {
        /// Its number
        case: String,
        /// Why it is amended; the letter prints it
        #[arg(long, value_name = "WORDS")]
        reason: String,
    },
    /// Set cases aside: they wait behind the others, and their drafts say why
    #[command(after_help = examples::ASIDE)]
    Aside {
        /// Their numbers
        #[arg(value_name = "CASE", required = true)]
        cases: Vec<String>,
        /// Why they wait; the queue shows it
        #[arg(long, value_name = "WORDS")]
        reason: String,
    },
    /// Take cases up again that were set aside
    #[command(after_help = examples::TAKE_UP)]
    TakeUp {
        /// Their numbers
        #[arg(value_name = "CASE", required = true)]
        cases: Vec<String>,
    },
    /// Take the draft of a case off the desk; it then lies in .imr/trash
    #[command(after_help = examples::DISCARD)]
    Discard {
        /// Its number
        case: String,
    },
    /// Write the determination and make the case final
    #[command(after_help = examples::FINALIZE)]
    Finalize {
        /// Its number
        case: String,
        /// Without it, the letter is only printed
        #[arg(long)]
        yes: bool,
        /// When it is mailed: the last days that it prints run from then. Without it, from the day of the decision
        #[arg(long, value_name = "DAY")]
        mailed: Option<PartialDate>,
    },
    /// The letter: of a final case as written, of an open one as it would be
    #[command(after_help = examples::LETTER)]
    Letter(Letter),
    /// Bring in what was decided elsewhere
    #[command(after_help = examples::IMPORT)]
    Import {
        #[command(subcommand)]
        act: ImportAct,
    },
    /// Check every file of the workspace, and what is decided so far against record, criteria and law
    #[command(after_help = examples::CHECK)]
    Check {
        /// Only the determinations of these cases, and no file; without a number every file and every open case
        #[arg(value_name = "CASE")]
        cases: Vec<String>,
        /// One JSON object: faults of files, alarms of determinations
        #[arg(long)]
        json: bool,
    },
    /// Let an alarm of `imr check` stand, with its reason; kept in the draft and in the determination
    #[command(after_help = examples::DISMISS)]
    Dismiss(Dismissing),
    /// Recompute every digest and the chain of the audit; name what does not fit
    #[command(after_help = examples::VERIFY)]
    Verify,
    /// Work on the guideline files themselves
    #[command(after_help = examples::GUIDELINES)]
    Guidelines {
        #[command(subcommand)]
        act: GuidelinesAct,
    },
    /// The JSON Schema of a kind of file, for an editor that completes and checks it
    #[command(after_help = examples::SCHEMA)]
    Schema {
        /// Which kind
        kind: SchemaKind,
    },
    /// What every key does here: the settings laid over the keys of the bench
    #[command(after_help = examples::KEYS)]
    Keys {
        /// Only in this place: queue, bench, editor, prompt, preview, reading, question
        #[arg(long)]
        scope: Option<Scope>,
        /// One JSON array
        #[arg(long)]
        json: bool,
        /// Print all of them as settings instead, to be copied and changed
        #[arg(
            long,
            value_name = "FOR",
            num_args = 0..=1,
            default_missing_value = "workspace",
            conflicts_with_all = ["scope", "json"]
        )]
        template: Option<TemplateFor>,
    },
    /// A workspace to begin with: guidelines, vocabulary, the organization's words, reviewers
    #[command(after_help = examples::INIT)]
    Init {
        /// A folder that is new or empty
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// With cases and records to try it with, all of them invented
        #[arg(long)]
        sample: bool,
    },
    /// The bench on a copy of the sample workspace, which goes away; the clock stands still
    #[command(after_help = examples::DEMO)]
    Demo {
        #[command(flatten)]
        recorded: Recorded,
    },
    /// Write a workspace of made-up cases to measure with: the same bytes each time, and about nobody
    #[command(after_help = examples::BENCH_DATA)]
    BenchData {
        /// How many cases; some 18 KB of disk each
        #[arg(value_name = "N", value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_SYNTHETIC)))]
        cases: u32,
        /// A folder that is new or empty
        #[arg(value_name = "FOLDER")]
        folder: PathBuf,
    },
    /// Look over terminal, places, disk, workspace and reviewer; each line ok, warn or fault, with the remedy
    #[command(after_help = examples::DOCTOR)]
    Doctor {
        /// One JSON array
        #[arg(long)]
        json: bool,
    },
    /// Completions for a shell, to stdout
    #[command(after_help = examples::COMPLETIONS)]
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// The manual page, to stdout
    #[command(after_help = examples::MAN)]
    Man,
    /// Completions and the manual page, into the folders where bash, zsh, fish and man look for them
    #[command(after_help = examples::INSTALL_EXTRAS)]
    InstallExtras {
        /// Below this folder, such as /usr/local/share, when not the one of your own data: ~/.local/share
        #[arg(long, value_name = "DIR")]
        into: Option<PathBuf>,
    },
}
