//! `imr doctor`: the terminal, the places, the disk, the workspace in short, and who sits here; each with what to do.
//! No text of a case and no name of a person is in it; a restricted session is shown no path outside the workspace.

use std::{io::Write, path::Path};

use serde::Serialize;

use super::{Args, Failure, settings::Effective};
use crate::{
    domain::{
        attestation::ineligible, library::Library, queue::CaseState, visible::one_line,
        words::counted,
    },
    runtime::{
        clock,
        log::NAME,
        places::{LOG_IN_WORKSPACE, Log, places},
        surroundings::{self, Terminal},
    },
    store::{StoreError, Workspace},
};

/// Less room than this on the disk is told.
const LITTLE: u64 = 64 * 1024 * 1024;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    Ok,
    Warn,
    Fault,
}

/// One line.
#[derive(Debug, Serialize)]
struct Told {
    state: State,
    about: &'static str,
    says: String,
    /// What to do about it.
    remedy: Option<String>,
}

#[derive(Default)]
struct Report(Vec<Told>);

impl Report {
    fn ok(&mut self, about: &'static str, says: impl Into<String>) {
        self.add(State::Ok, about, &says.into(), None);
    }

    fn warn(&mut self, about: &'static str, says: impl Into<String>, remedy: impl Into<String>) {
        self.add(State::Warn, about, &says.into(), Some(remedy.into()));
    }

    fn fault(&mut self, about: &'static str, says: impl Into<String>, remedy: impl Into<String>) {
        self.add(State::Fault, about, &says.into(), Some(remedy.into()));
    }

    fn add(&mut self, state: State, about: &'static str, says: &str, remedy: Option<String>) {
        self.0.push(Told { state, about, says: one_line(says), remedy });
    }
}

pub fn doctor(args: &Args, json: bool, out: &mut dyn Write) -> Result<(), Failure> {
    let mut report = Report::default();
    let restricted = if args.restricted { ", restricted to the workspace" } else { "" };
    report.ok("program", format!("imr {}{restricted}", env!("CARGO_PKG_VERSION")));
    terminal(&surroundings::terminal(), &mut report);
    own_places(args, &mut report);
    match Workspace::open(&args.directory) {
        Ok(workspace) => of_workspace(&workspace, args, &mut report),
        Err(_) => {
            let says = "there is no workspace here: no folder `cases`";
            report.fault("workspace", says, "name one with -C DIR");
        }
    }
    print(&report, json, out)?;
    match report.0.iter().filter(|f| f.state == State::Fault).count() {
        0 => Ok(()),
        n => Err(Failure::refused(counted(n, "fault"))),
    }
}

fn print(report: &Report, json: bool, out: &mut dyn Write) -> Result<(), Failure> {
    if json {
        return super::json::print(out, &report.0);
    }
    for Told { state, about, says, remedy } in &report.0 {
        let state = match state {
            State::Ok => "ok   ",
            State::Warn => "warn ",
            State::Fault => "FAULT",
        };
        writeln!(out, "{state}  {about:<12}  {says}")?;
        if let Some(remedy) = remedy {
            writeln!(out, "{:21}{remedy}", "")?;
        }
    }
    Ok(())
}

fn terminal(told: &Terminal, report: &mut Report) {
    match told.size {
        (0, _) | (_, 0) => report.ok("terminal", "stdout is no terminal"),
        (columns, rows) if columns < 70 || rows < 16 => {
            let says = format!("{columns} columns, {rows} rows: one pane at a time");
            report.warn("terminal", says, "70 columns and 16 rows show all panes");
        }
        (columns, rows) => report.ok("terminal", format!("{columns} columns, {rows} rows")),
    }
    match (&told.term, told.dumb) {
        (term, true) => {
            let says = format!("TERM is `{term}`: the line mode is used");
            report.warn("TERM", says, "set TERM to what the terminal is, such as xterm-256color");
        }
        (term, false) => report.ok("TERM", term.as_str()),
    }
    let claimed = if told.colorterm.is_empty() {
        String::new()
    } else {
        format!("; COLORTERM says {}", told.colorterm)
    };
    let colour = if told.colour { "the terminal's sixteen" } else { "off by NO_COLOR" };
    report.ok("colours", format!("{colour}{claimed}"));
    report.ok("background", told.ground);
    if told.ascii {
        let remedy = "a locale with UTF-8 (LANG), and no IMR_ASCII, shows the others";
        report.warn("marks", "ASCII only", remedy);
    } else {
        report.ok("marks", "Unicode");
    }
    let inside: Vec<&str> = [(told.tmux, "tmux"), (told.screen, "screen"), (told.ssh, "SSH")]
        .into_iter()
        .filter_map(|(is, name)| is.then_some(name))
        .collect();
    let inside =
        if inside.is_empty() { "neither tmux nor SSH".to_owned() } else { inside.join(", ") };
    report.ok("inside", inside);
}

/// Where settings and log lie.
fn own_places(args: &Args, report: &mut Report) {
    let places = places(args.config.as_deref(), args.restricted);
    match &places.config {
        None if args.restricted => report.ok("settings", "those of imr.yaml alone"),
        None => report.ok("settings", "those of imr.yaml alone: there is no home"),
        Some(config) => {
            let path = config.path.display();
            match config.read() {
                Ok(Some(_)) => report.ok("settings", format!("{path}, over those of imr.yaml")),
                Ok(None) => {
                    report.ok("settings", format!("those of imr.yaml; {path} is not there"));
                }
                Err(why) => {
                    report.fault("settings", why.to_string(), "give a file that can be read");
                }
            }
        }
    }
    match &places.log {
        None => report.warn("log", "none: there is no home", "set HOME or XDG_STATE_HOME"),
        Some(Log::Workspace) => report.ok("log", format!("{LOG_IN_WORKSPACE}/{NAME}")),
        Some(Log::Home(folder)) => log_file(&folder.join(NAME), report),
    }
}

fn log_file(path: &Path, report: &mut Report) {
    let shown = path.display();
    match std::fs::OpenOptions::new().append(true).open(path) {
        Ok(_) => report.ok("log", shown.to_string()),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            report.ok("log", format!("{shown}; the first session begins it"));
        }
        Err(e) => {
            report.warn(
                "log",
                format!("{shown}: {e}; nothing is logged"),
                "make it a file of yours",
            );
        }
    }
}

fn of_workspace(workspace: &Workspace, args: &Args, report: &mut Report) {
    let shown = if args.restricted {
        "here".to_owned()
    } else {
        let path = std::fs::canonicalize(&args.directory).unwrap_or(args.directory.clone());
        path.display().to_string()
    };
    report.ok("workspace", shown);
    disk(workspace, report);
    match workspace.library() {
        Ok(library) => of_library(workspace, &library, args, report),
        Err(StoreError::Faulty(problems)) => {
            let says =
                format!("{} in the files that every case needs", counted(problems.len(), "fault"));
            report.fault("files", says, "`imr check` names them");
        }
        Err(_) => report.fault(
            "files",
            "imr.yaml, reviewers.yaml or the vocabulary cannot be read",
            "`imr check` says which and why",
        ),
    }
}

fn disk(workspace: &Workspace, report: &mut Report) {
    let Ok(health) = workspace.health() else {
        let remedy = "give its owner the right to read and to enter it (0700)";
        return report.fault("disk", "the workspace cannot be listed", remedy);
    };
    let mut refused = 0;
    for (name, writable) in &health.folders {
        if let Err(why) = writable {
            refused += 1;
            let remedy = "make it a folder that this account may write (0700)";
            report.fault("disk", format!("{name} cannot be written: {why}"), remedy);
        }
    }
    if refused == 0 {
        report.ok("disk", ".imr, drafts, holds and determinations can be written");
    }
    if let Some(free) = health.free.filter(|free| *free < LITTLE) {
        let says = format!("{} MB are left", free / 1024 / 1024);
        report.warn("space", says, "make room: a draft that finds none stays in memory only");
    }
    match health.shared {
        None => report.ok("locks", "a file system of this host: a hold ends with its process"),
        Some(kind) => {
            let says = format!("{kind}: holds of other hosts may not end by themselves");
            report.warn("locks", says, "docs/safety.md, Two sessions, says what is not true there");
        }
    }
    if health.unfinished {
        let says = "a finalization was interrupted";
        report.warn(
            "unfinished",
            says,
            "the next command or session completes it; `imr list` is one",
        );
    }
    report.ok("drafts", counted(health.drafts, "draft"));
}

fn of_library(workspace: &Workspace, library: &Library, args: &Args, report: &mut Report) {
    match workspace.table_now(library).map(|table| table.rows) {
        Ok(rows) => {
            let is_broken = |place: &u32| rows.record(*place).state() == CaseState::Broken;
            let broken = rows.places().filter(is_broken).count();
            let faults = library.problems.len();
            let all = format!(
                "{}, {}",
                counted(rows.len(), "case"),
                counted(library.guidelines.len(), "guideline")
            );
            if broken + faults == 0 {
                report.ok("files", all);
            } else {
                let says = format!(
                    "{all}; {} cannot be opened, {} in guidelines",
                    counted(broken, "case"),
                    counted(faults, "fault")
                );
                report.fault("files", says, "`imr check` names file, line and remedy");
            }
            let held = rows.places().filter(|place| rows.record(*place).is_held()).count();
            report.ok("held", format!("{} open in another session", counted(held, "case")));
        }
        Err(_) => report.fault("files", "the folder `cases` cannot be listed", "give it mode 0700"),
    }
    report.ok(
        "index",
        workspace.index(library).map_or_else(
            || "none that fits: the next session of the bench, or `imr list`, makes it".to_owned(),
            |index| format!("{} open from it", counted(index.rows.len(), "case")),
        ),
    );
    match Effective::of(workspace, library, args).map(|e| e.problems.len()) {
        Ok(0) | Err(_) => {}
        Ok(n) => {
            let says = format!("{} in the settings, left out", counted(n, "mistake"));
            report.warn("settings", says, "`imr check` or the bench (:messages) names them");
        }
    }
    reviewer(library, args, report);
}

fn reviewer(library: &Library, args: &Args, report: &mut Report) {
    let Ok(reviewer) = library.reviewer(args.reviewer.as_deref()) else {
        let remedy = "name one that reviewers.yaml has: `reviewer:` in imr.yaml, or --reviewer ID";
        return report.fault("reviewer", "nobody that is known sits here", remedy);
    };
    let against = ineligible(reviewer, clock::local().date());
    if against.is_empty() {
        return report.ok("reviewer", format!("{} may decide", reviewer.id));
    }
    let says = format!("{} may not decide: {}", reviewer.id, against.join("; "));
    report.fault("reviewer", says, "reviewers.yaml is to say what the organization has verified");
}
