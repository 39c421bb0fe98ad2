//! What the checks say of the determinations of cases, and alarms that are let stand.

use std::io::Write;

use clap::Args as ClapArgs;
use serde::Serialize;

use super::{
    Desk, Failure, json,
    work::{look, open},
};
use crate::{
    domain::{
        case::CaseNumber,
        check::{Alarm, CheckId, Severity},
        draft::Draft,
        library::{Library, OpenCase},
        organization::Reviewer,
        problem::Problem,
        visible::one_line,
        words::counted,
    },
    rationale::checks::{self, Known, Sources},
    store::Workspace,
};

/// Arguments of `imr dismiss`.
#[derive(Debug, ClapArgs)]
pub struct Dismissing {
    /// Its number
    pub case: String,
    /// Id of the check: L01-closing
    pub check: CheckId,
    /// Number of the disputed item; without it the alarm is of the whole case
    #[arg(long, value_name = "N")]
    pub item: Option<u32>,
    /// The words that the alarm is about, or a part of their sentence, when the check raises several
    #[arg(long, value_name = "WORDS")]
    pub words: Option<String>,
    /// Why it stands
    #[arg(long, value_name = "WORDS")]
    pub reason: String,
}

/// The alarms of some cases.
#[derive(Default)]
pub struct Told {
    alarms: Vec<(CaseNumber, Alarm)>,
}

/// An alarm as JSON tells it.
#[derive(Serialize)]
struct Line<'a> {
    case: &'a CaseNumber,
    #[serde(flatten)]
    alarm: &'a Alarm,
    rule: &'a str,
    answer: &'a str,
    dismissable: bool,
}

/// `imr check --json`.
#[derive(Serialize)]
struct All<'a> {
    faults: Vec<String>,
    alarms: Vec<Line<'a>>,
}

impl Told {
    /// Looks at a case as its draft, or its final version, stands.
    ///
    /// # Errors
    /// When a text of its records cannot be read.
    pub fn look(
        &mut self,
        workspace: &Workspace,
        library: &Library,
        reviewer: Option<&Reviewer>,
        open: &OpenCase,
    ) -> Result<(), Failure> {
        let alarms = alarms(workspace, library, reviewer, open, &open.draft_or_new())?;
        self.alarms.extend(alarms.into_iter().map(|alarm| (open.case.case.clone(), alarm)));
        Ok(())
    }

    pub fn is_empty(&self) -> bool {
        self.alarms.is_empty()
    }

    /// How many of them stand against finalizing.
    pub fn errors(&self) -> usize {
        self.alarms.iter().filter(|(_, alarm)| alarm.severity == Severity::Error).count()
    }

    /// One line for each: case, item, severity, check, why, and the words that it is about.
    ///
    /// # Errors
    /// When nobody reads on.
    pub fn lines(&self, out: &mut dyn Write) -> Result<(), Failure> {
        for (case, alarm) in &self.alarms {
            let item = alarm.item.map(|item| format!(" item {item}")).unwrap_or_default();
            let mut line =
                format!("{case}{item}: {} {}: {}", alarm.severity, alarm.check, alarm.reason);
            if alarm.span.is_some() {
                line.push_str(&format!(": \u{201c}{}\u{201d}", alarm.words));
            }
            writeln!(out, "{}", one_line(&line))?;
        }
        Ok(())
    }

    /// One JSON object.
    ///
    /// # Errors
    /// When nobody reads on.
    pub fn json(&self, problems: &[Problem], out: &mut dyn Write) -> Result<(), Failure> {
        let alarms = self.alarms.iter().map(|(case, alarm)| {
            let about = alarm.check.about();
            Line {
                case,
                alarm,
                rule: about.rule,
                answer: about.answer,
                dismissable: about.dismissable,
            }
        });
        let all = All {
            faults: problems.iter().map(ToString::to_string).collect(),
            alarms: alarms.collect(),
        };
        json::print(out, &all)
    }
}

fn alarms(
    workspace: &Workspace,
    library: &Library,
    reviewer: Option<&Reviewer>,
    open: &OpenCase,
    draft: &Draft,
) -> Result<Vec<Alarm>, Failure> {
    let sources =
        Sources { guidelines: &library.guidelines, vocabulary: &library.vocabulary, reviewer };
    let record = workspace.scanned(&open.case)?;
    let known = Known::of(&open.case, draft, sources, record);
    Ok(checks::check(&known, sources, draft))
}

/// `imr check CASE...`: what stands against these determinations.
pub fn check(desk: &mut Desk<'_>, numbers: &[String], json: bool) -> Result<(), Failure> {
    let reviewer = desk.library.reviewer(desk.args.reviewer.as_deref()).ok();
    let mut told = Told::default();
    for number in numbers {
        let open = desk.workspace.open_case(&Desk::number(number)?, &desk.library)?;
        told.look(&desk.workspace, &desk.library, reviewer, &open)?;
    }
    if json {
        told.json(&[], desk.out)?;
    } else {
        told.lines(desk.out)?;
    }
    match told.errors() {
        0 => Ok(()),
        n => Err(Failure::refused(counted(n, "error"))),
    }
}

/// `imr dismiss`: an alarm that is raised now is let stand.
pub fn dismiss(desk: &mut Desk<'_>, wanted: &Dismissing) -> Result<(), Failure> {
    let reason = wanted.reason.trim();
    if reason.is_empty() {
        return Err(Failure::usage("an alarm is let stand for a reason; give one with --reason"));
    }
    if !wanted.check.about().dismissable {
        let what = format!("{} is never let stand: {}", wanted.check, wanted.check.about().answer);
        return Err(Failure::refused(what));
    }
    look(desk, &wanted.case)?;
    let mut work = open(desk, &wanted.case)?;
    let reviewer = desk.library.reviewer(desk.args.reviewer.as_deref()).ok();
    let raised = alarms(&desk.workspace, &desk.library, reviewer, &work.open, &work.draft)?;
    let of_check = |a: &&Alarm| (a.check, a.item) == (wanted.check, wanted.item);
    let mut fitting: Vec<&Alarm> = raised.iter().filter(of_check).collect();
    if let Some(words) = &wanted.words {
        let named = fitting.iter().any(|alarm| alarm.words == *words);
        fitting.retain(|a| a.words == *words || !named && a.sentence.contains(words.as_str()));
    }
    // One reason answers the same words as often as a sentence has them.
    fitting.dedup_by(|one, other| (&one.words, &one.sentence) == (&other.words, &other.sentence));
    match fitting.as_slice() {
        [] => Err(Failure::refused(format!(
            "{} raises no such alarm; `imr check {}` lists them",
            wanted.check, wanted.case
        ))),
        [alarm] => {
            work.draft.dismissed.push(alarm.dismissed(reason));
            work.save(desk)
        }
        several => {
            let several = several.iter().map(|alarm| match alarm.sentence.as_str() {
                "" => format!("\n  `{}`", alarm.words),
                sentence => format!("\n  `{}` in: {sentence}", alarm.words),
            });
            let what = "say with --words, or a part of the sentence, which of these:";
            Err(Failure::usage(format!("{what}{}", several.collect::<String>())))
        }
    }
}
