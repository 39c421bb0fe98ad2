//! A reviewer at the other end of the line.

use std::process::{Command, Output};

use super::{
    process::{Process, naming, wait_until},
    server::Server,
};
use crate::support::{
    pty::{Pty, patience},
    workspace::imr,
};

pub const SEED: &str = "CM15-0000001";
pub const DRAFT: &str = ".imr/drafts/CM15-0000001.yaml";
pub const WORDS: &str = "Sensation was diminished and Spurling's sign was positive on 1/14/15. \
The request is medically necessary.";

/// The review of the seed's case: keys, or the words that are typed, and what the screen then shows.
const REVIEW: &[(&str, &str)] = &[
    ("F", "no outcome is chosen"),
    ("o o", "overturned"),
    ("e", "EDITING"),
    (WORDS, "medically necessary"),
    ("Escape", "F finalize"),
    ("F", "Your attestation"),
    ("y", "not written yet"),
    ("y", "CM15-0000001 is final"),
];

impl Server {
    /// A program of OpenSSH's client with this server's settings.
    pub fn client(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", self.file("home")).current_dir(self.folder.path());
        command.arg("-F").arg(self.file("client"));
        command
    }

    /// Runs `ssh` with these arguments and no terminal, to its end.
    pub fn ssh(&self, args: &[&str]) -> Output {
        self.client("ssh").args(args).output().expect("ssh: install openssh-client")
    }

    /// `ssh` in a terminal, with more options and a command.
    pub fn dial(&self, who: &str, options: &[&str], command: &[&str], env: &[(&str, &str)]) -> Pty {
        let client = self.file("client");
        let mut args = vec!["-tt", "-F", client.to_str().unwrap()];
        args.extend(options);
        args.push(who);
        args.extend(command);
        Pty::spawn("ssh", &args, self.folder.path(), env, 80, 24)
    }

    /// The reviewer logs in and sees the queue.
    pub fn log_in(&self, who: &str) -> Pty {
        let pty = self.dial(who, &[], &[], &[]);
        pty.wait_for_text(SEED);
        pty
    }

    /// The benches that run in the workspace, in the order in which they were started.
    pub fn benches(&self) -> Vec<Process> {
        let program = imr().rsplit('/').next().unwrap();
        let mut all = naming(self.workspace.path());
        all.retain(|process| process.name() == program);
        all.sort_by_key(|process| process.pid);
        all
    }

    /// The only bench that runs.
    #[track_caller]
    pub fn bench(&self) -> Process {
        let mut benches = self.benches();
        assert_eq!(benches.len(), 1, "{benches:?}");
        benches.remove(0)
    }

    /// Waits until nothing runs in the workspace any more.
    #[track_caller]
    pub fn wait_until_left(&self) {
        let left = || naming(self.workspace.path());
        let most = patience();
        wait_until("the end of what ran in the workspace", most, || left().is_empty());
    }
}

/// From the queue onto the seed's case.
pub fn open_seed(pty: &Pty) {
    pty.keys("/");
    pty.type_text("0000001");
    pty.keys("Enter Enter");
    pty.wait_for_text("2 Findings");
}

pub fn review(pty: &Pty) {
    for (keys, shown) in REVIEW {
        if *keys == WORDS {
            pty.type_text(keys);
        } else if *keys == "y" {
            pty.answer();
        } else {
            pty.keys(keys);
        }
        pty.wait_for_text(shown);
    }
}
