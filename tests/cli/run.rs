//! Runs the program and keeps what it said.

use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::support::workspace::{Workspace, files_below, imr as program};

/// The clock that every run sees.
pub const NOW: &str = "2026-11-22T09:00";

#[derive(Debug, PartialEq, Eq)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// What it printed, when it went well and had nothing to tell.
    #[track_caller]
    pub fn done(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (0, ""), "{}", self.out);
        self.out
    }

    /// Its output as JSON, when it went well.
    #[track_caller]
    pub fn json(self) -> serde_json::Value {
        serde_json::from_str(&self.done()).unwrap()
    }

    /// What it told, when it refused and printed nothing.
    #[track_caller]
    pub fn refused(self) -> String {
        assert_eq!((self.code, self.out.as_str()), (1, ""), "{}", self.err);
        self.err
    }
}

/// The program in a folder, with nothing on stdin, a fixed clock and no settings of the developer.
pub fn imr(folder: &Path) -> Command {
    let mut command = Command::new(program());
    command.current_dir(folder).env_clear().env("IMR_NOW", NOW).env("TZ", "UTC");
    command.stdin(Stdio::null());
    command
}

pub fn ran(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    Ran {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

pub fn imr_in(workspace: &Workspace, args: &[&str]) -> Ran {
    ran(imr(workspace.path()).args(args))
}

/// The same with bytes on stdin.
pub fn imr_fed(workspace: &Workspace, args: &[&str], input: &[u8]) -> Ran {
    let mut command = imr(workspace.path());
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    Ran {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Every file of the workspace with its bytes, hidden ones too.
pub fn files(workspace: &Workspace) -> BTreeMap<String, Vec<u8>> {
    let read = |path: PathBuf| (path.display().to_string(), fs::read(&path).unwrap());
    files_below(workspace.path()).into_iter().map(read).collect()
}
