//! What can go wrong between the program and the disk, each with what to do about it.

use std::{io, path::Path};

use crate::domain::{
    attestation::refusal,
    draft::{Lack, OpenPoint},
    hold::Holder,
    problem::Problem,
};

/// An error of the workspace.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A file that cannot be used: its faults, with places and remedies.
    #[error("{}", list(.0))]
    Faulty(Vec<Problem>),
    /// The system refused.
    #[error("cannot {act} {what}: {source}; {remedy}")]
    Io { act: &'static str, what: String, source: io::Error, remedy: &'static str },
    /// No such case.
    #[error("there is no case {number} in this workspace{near}")]
    NoCase { number: String, near: String },
    /// The case cannot be finalized yet.
    #[error("cannot be finalized yet: {}", points(.0))]
    StillOpen(Vec<OpenPoint>),
    /// A determination exists already and is never overwritten.
    #[error("case {0} is already final; a determination is never overwritten")]
    AlreadyFinal(String),
    /// An import finds the case there already.
    #[error("case {0} is in this workspace already; an import writes over nothing")]
    CaseExists(String),
    /// The reviewer may not decide (LC 139.5).
    #[error("{}", refusal(reviewer, against))]
    Ineligible { reviewer: String, against: Vec<String> },
    /// Somebody else has the case open for editing.
    #[error("case {number} is held by {by}; wait, or take it over with --take-over")]
    Held { number: String, by: Box<Holder> },
    /// This session held the case, and somebody has taken it over.
    #[error("case {number} has been taken over{}", by.as_ref().map_or(String::new(), |by| format!(" by {by}")))]
    TakenOver { number: String, by: Option<Box<Holder>> },
    /// The draft on disk is not the one that was last read or written here.
    #[error("the draft of case {0} was changed by another program; it is not written over")]
    DraftChanged(String),
    /// Another has set the case aside anew, or taken it up, since it was shown.
    #[error("{}; press r to read the queue again", anew(now.as_deref()))]
    AsideChanged { number: String, now: Option<String> },
    /// The letter was composed on another case file than the one that is there now.
    #[error("the file of case {0} has changed since the letter was composed; look at it again")]
    CaseChanged(String),
    /// Another process keeps the lock.
    #[error(
        "the workspace is locked by another imr for more than five seconds; end that process, or wait and try again"
    )]
    Busy,
    /// A finalization that could be neither carried out nor undone.
    #[error("the finalization of case {number} has begun and goes on at the next start: {why}")]
    Begun { number: String, why: String },
    /// No workspace where one was expected.
    #[error("{0} is not a workspace: it has no cases/ folder; go to one, or name it with -C DIR")]
    NoWorkspace(String),
}

fn list(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn anew(now: Option<&str>) -> String {
    match now {
        Some(reason) => format!("meanwhile it was set aside for another reason: {reason}"),
        None => "meanwhile it was taken up".to_owned(),
    }
}

fn points(points: &[OpenPoint]) -> String {
    points.iter().map(ToString::to_string).collect::<Vec<_>>().join(" · ")
}

impl StoreError {
    /// As the bench tells it. It holds back what lacks and every error of the checks itself: one that only the store sees
    /// comes of a text that is another on the disk now.
    pub fn on_the_bench(&self) -> String {
        let raised = |points: &[OpenPoint]| points.iter().any(|point| point.what == Lack::Check);
        match self {
            Self::StillOpen(points) if raised(points) => {
                format!("{self} · a text of the case is another now: r reads them again")
            }
            other => other.to_string(),
        }
    }

    /// The faults to show for a file: its own, or the error itself under the file's name.
    pub(super) fn into_problems(self, file: &str) -> Vec<Problem> {
        match self {
            Self::Faulty(problems) => problems,
            // The path is said by the message's beginning; who reads it knows the workspace, not the disk.
            Self::Io { act, source, remedy, .. } => {
                let what = format!("cannot {act} this file: {source}");
                vec![Problem::new(what).remedy(remedy).in_file(file)]
            }
            other => vec![Problem::new(other.to_string()).in_file(file)],
        }
    }

    /// Wraps an error of the system; `path` is shown as given, the remedy by the kind of error.
    pub fn io(act: &'static str, path: &Path, source: io::Error) -> Self {
        let remedy = match source.kind() {
            io::ErrorKind::PermissionDenied => "check who owns the folder and its permissions",
            io::ErrorKind::NotFound => "check that the folder is still there",
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                "free some space, then try again"
            }
            io::ErrorKind::FileTooLarge => "raise the limit on the size of files, then try again",
            io::ErrorKind::IsADirectory => "move away the folder that has this name",
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
                "move away the file that has the name of a folder"
            }
            io::ErrorKind::CrossesDevices => {
                "a link leads out of the workspace; put the file itself in its place"
            }
            io::ErrorKind::ReadOnlyFilesystem => {
                "the disk is read-only; ask who keeps this machine"
            }
            _ => "nothing was changed; try again",
        };
        Self::Io { act, what: path.display().to_string(), source, remedy }
    }
}
