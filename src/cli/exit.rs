//! Exit codes, one meaning each; `imr --help` lists them.

use std::{fmt, io};

use crate::store::StoreError;

/// What the process ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Exit {
    Done = 0,
    /// The workspace has faults, or a case cannot be finalized yet.
    Refused = 1,
    /// The command line is wrong.
    Usage = 2,
    /// No such case, or no workspace.
    NotFound = 3,
    /// The disk or the terminal refused.
    System = 4,
}

/// Why a command failed: the message goes to stderr.
#[derive(Debug)]
pub struct Failure {
    pub exit: Exit,
    pub message: String,
    /// Stdout was closed by its reader: no message, and no failure.
    pub quiet: bool,
}

impl Failure {
    pub fn new(exit: Exit, message: impl fmt::Display) -> Self {
        Self { exit, message: message.to_string(), quiet: false }
    }

    pub fn usage(message: impl fmt::Display) -> Self {
        Self::new(Exit::Usage, message)
    }

    pub fn refused(message: impl fmt::Display) -> Self {
        Self::new(Exit::Refused, message)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let exit = match &error {
            StoreError::Faulty(_)
            | StoreError::AlreadyFinal(_)
            | StoreError::CaseExists(_)
            | StoreError::StillOpen(_)
            | StoreError::Ineligible { .. }
            | StoreError::Held { .. }
            | StoreError::TakenOver { .. }
            | StoreError::DraftChanged(_)
            | StoreError::AsideChanged { .. }
            | StoreError::CaseChanged(_) => Exit::Refused,
            StoreError::NoCase { .. } | StoreError::NoWorkspace(_) => Exit::NotFound,
            StoreError::Io { .. } | StoreError::Busy | StoreError::Begun { .. } => Exit::System,
        };
        Self::new(exit, error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        let quiet = error.kind() == io::ErrorKind::BrokenPipe;
        Self {
            exit: if quiet { Exit::Done } else { Exit::System },
            message: error.to_string(),
            quiet,
        }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        io::Error::from(error).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_terminal_is_a_system_that_refuses() {
        assert_eq!(crate::runtime::LOST, Exit::System as u8);
    }
}
