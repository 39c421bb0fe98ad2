//! A hold: one reviewer has a case open for editing, everyone else reads it.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::visible::one_line;

/// Who holds a case. Kept in `.imr/holds/<case>.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holder {
    /// Id in `reviewers.yaml`, when the session has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewer: Option<String>,
    /// The account.
    pub user: String,
    pub host: String,
    /// The process, on that host.
    pub pid: u32,
    /// Local time with its offset: `2026-11-22T09:00:00-08:00`.
    pub since: String,
}

impl Holder {
    /// Stands for a hold whose file says nothing that can be read.
    pub fn unknown() -> Self {
        let unknown = || "unknown".to_owned();
        Self { reviewer: None, user: unknown(), host: unknown(), pid: 0, since: unknown() }
    }

    /// The reviewer, or the account when there is none: short enough for a row of the queue.
    pub fn who(&self) -> String {
        one_line(self.reviewer.as_ref().unwrap_or(&self.user))
    }
}

impl fmt::Display for Holder {
    /// `r1 (imr@bench, process 4711) since 2026-11-22 09:00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let since = self.since.get(..16).unwrap_or(&self.since).replace('T', " ");
        let (user, host) = (one_line(&self.user), one_line(&self.host));
        write!(f, "{} ({user}@{host}, process {}) since {}", self.who(), self.pid, one_line(&since))
    }
}

/// Why a case that is open can only be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Barred {
    /// Somebody else holds it.
    By(Holder),
    /// The disk does not let it be held.
    Disk(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_holder_is_said_in_one_line_without_marks_that_hide() {
        let holder = Holder {
            reviewer: Some("r1".to_owned()),
            user: "imr\u{1b}[2J".to_owned(),
            host: "bench\n1".to_owned(),
            pid: 4711,
            since: "2026-11-22T09:00:00-08:00".to_owned(),
        };
        assert_eq!(
            holder.to_string(),
            "r1 (imr\\u{001B}[2J@bench 1, process 4711) since 2026-11-22 09:00"
        );
        assert_eq!(Holder::unknown().who(), "unknown");
    }
}
