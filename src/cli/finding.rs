//! `imr finding`: findings of the reviewer's own without a screen, under the same gates.

use std::path::{Path, PathBuf};

use super::{
    Desk, Failure,
    decide::read_file,
    examples,
    work::{Work, look, open},
};
use crate::{
    criteria::spoken::finding_line,
    domain::{
        case::Case, case_faults::finding_faults, finding::Finding, level::is_doubtful,
        problem::nearest_remedy, visible::one_line,
    },
    records::misquoted,
    store::yaml,
};

/// Acts on findings.
#[derive(Debug, clap::Subcommand)]
pub enum FindingAct {
    /// Every finding, and what you have made of it
    #[command(after_help = examples::FINDING_LIST)]
    List {
        /// Number of the case
        case: String,
    },
    /// Add a finding, as YAML in the form of a case file; its id is given to it
    #[command(after_help = examples::FINDING_ADD)]
    Add {
        /// Number of the case
        case: String,
        /// The file; `-` reads stdin
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Correct a finding of the case file: the file holds it, with its id, as the record has it
    #[command(after_help = examples::FINDING_CORRECT)]
    Correct {
        /// Number of the case
        case: String,
        /// The file; `-` reads stdin
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Why
        #[arg(long, value_name = "WORDS")]
        reason: String,
    },
    /// Refuse a finding of the case file: it counts no more
    #[command(after_help = examples::FINDING_REFUSE)]
    Refuse {
        /// Number of the case
        case: String,
        /// Id of the finding
        #[arg(value_name = "ID")]
        finding: String,
        /// Why
        #[arg(long, value_name = "WORDS")]
        reason: String,
    },
    /// Take back what you made of a finding
    #[command(after_help = examples::FINDING_RESTORE)]
    Restore {
        /// Number of the case
        case: String,
        /// Id of the finding
        #[arg(value_name = "ID")]
        finding: String,
    },
}

/// Longest file of one finding.
const MAX_FINDING: u64 = 64 * 1024;

pub fn act(desk: &mut Desk<'_>, act: &FindingAct) -> Result<(), Failure> {
    match act {
        FindingAct::List { case } => list(desk, case),
        FindingAct::Add { case, file } => {
            let mut work = open(desk, case)?;
            let id = work.draft.next_finding_id(&work.open.case);
            let finding = Finding { id, ..sound(desk, &work, file)? };
            work.draft.revisions.add(finding);
            work.save(desk)
        }
        FindingAct::Correct { case, file, reason } => {
            let mut work = open(desk, case)?;
            let finding = sound(desk, &work, file)?;
            let was = of_intake(&work.open.case, &finding.id)?;
            work.draft.revisions.correct(was, finding, given(reason)?);
            work.save(desk)
        }
        FindingAct::Refuse { case, finding, reason } => {
            let was = of_intake(&look(desk, case)?.case, finding)?;
            let mut work = open(desk, case)?;
            work.draft.revisions.refuse(was, given(reason)?);
            work.save(desk)
        }
        FindingAct::Restore { case, finding } => {
            let mut work = open(desk, case)?;
            if !work.draft.revisions.restore(finding) {
                let what = format!("nothing was made of finding `{finding}`");
                return Err(Failure::usage(format!("{what}; `imr finding list` shows all")));
            }
            work.save(desk)
        }
    }
}

fn list(desk: &mut Desk<'_>, number: &str) -> Result<(), Failure> {
    let open = desk.workspace.open_case(&Desk::number(number)?, &desk.library)?;
    for listed in open.draft_or_new().revisions.listed(&open.case) {
        let word = listed.mark.word();
        let line = one_line(&finding_line(&listed.finding));
        writeln!(desk.out, "{:<20} {word:<10} {line}", one_line(&listed.finding.id))?;
    }
    Ok(())
}

/// A finding of the case file.
fn of_intake(case: &Case, id: &str) -> Result<Finding, Failure> {
    case.finding(id).cloned().ok_or_else(|| {
        let ids = case.findings.iter().map(|f| f.id.as_str());
        let remedy = nearest_remedy(id, ids).unwrap_or_default();
        Failure::usage(format!("case {} has no finding `{id}`; {remedy}", case.case))
    })
}

fn given(reason: &str) -> Result<String, Failure> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Failure::usage("a finding is corrected or refused with a reason"));
    }
    Ok(reason.to_owned())
}

/// The finding that a file holds, written as in a case file; words, places and quotation are checked.
fn sound(desk: &Desk<'_>, work: &Work, file: &Path) -> Result<Finding, Failure> {
    let text = read_file(desk.args, file, MAX_FINDING, "finding")?;
    let finding: Finding = yaml::read(&text).map_err(Failure::refused)?;
    let case = &work.open.case;
    let alone = Case { findings: vec![finding.clone()], ..case.clone() };
    if let Some(fault) = finding_faults(&alone, &desk.library.vocabulary).into_iter().next() {
        let remedy = fault.remedy.map_or(String::new(), |remedy| format!("; {remedy}"));
        return Err(Failure::usage(format!("{}{remedy}", fault.what)));
    }
    if let Some(level) = finding.level.as_deref().filter(|level| is_doubtful(level)) {
        return Err(Failure::usage(format!("`{level}` is no level; write C6, L4-5 or L5-S1")));
    }
    let words = finding.source.words.as_deref().map(str::trim).unwrap_or_default();
    if words.is_empty() || finding.source.page.is_none() {
        return Err(Failure::usage("a finding of yours names its page and the record's own words"));
    }
    let record = desk.workspace.record(&case.case, &finding.source.document)?;
    match record.and_then(|text| misquoted(&finding.source, &text)) {
        Some(wrong) => Err(Failure::usage(wrong.to_string())),
        None => Ok(finding),
    }
}
