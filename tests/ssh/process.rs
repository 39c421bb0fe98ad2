//! The processes on the server's side of the line, as `/proc` has them.

use std::fs;
use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::support::pty::patience;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Process {
    pub pid: i32,
}

/// Every process whose command line names the folder.
pub fn naming(folder: &Path) -> Vec<Process> {
    let name = folder.to_str().expect("a path in UTF-8");
    let entries = fs::read_dir("/proc").expect("/proc, which these tests need");
    entries
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .map(|pid| Process { pid })
        .filter(|process| process.read("cmdline").contains(name) && !process.is_over())
        .collect()
}

impl Process {
    /// A file of the process; empty once it has ended.
    fn read(&self, file: &str) -> String {
        let bytes = fs::read(format!("/proc/{}/{file}", self.pid)).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// The fields of `stat` after the name, from the state on.
    fn stat(&self) -> Vec<String> {
        let stat = self.read("stat");
        let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
        after.split_whitespace().map(str::to_owned).collect()
    }

    fn is_over(&self) -> bool {
        self.stat().first().is_none_or(|state| state == "Z" || state == "X")
    }

    pub fn name(&self) -> String {
        self.read("comm").trim_end().to_owned()
    }

    /// The words of its environment, `NAME=value`.
    pub fn environment(&self) -> Vec<String> {
        self.read("environ").split_terminator('\0').map(str::to_owned).collect()
    }

    /// Hundredths of a second (as Linux counts them) that it has computed.
    pub fn ticks(&self) -> u64 {
        self.stat().iter().skip(11).take(2).filter_map(|text| text.parse::<u64>().ok()).sum()
    }

    fn parent(&self) -> Option<Self> {
        let pid = self.stat().get(1)?.parse().ok()?;
        (pid > 1).then_some(Self { pid })
    }

    /// The process of `sshd` that holds the terminal of this one.
    pub fn line(&self) -> Self {
        let parents = std::iter::successors(self.parent(), Self::parent);
        let line = parents.into_iter().find(|parent| parent.name().starts_with("sshd"));
        line.unwrap_or_else(|| panic!("{self:?} runs under no sshd"))
    }

    pub fn signal(&self, signal: Signal) {
        kill(Pid::from_raw(self.pid), signal).expect("a signal to the process");
    }
}

/// Waits until it holds, and tells how long that took. Nobody tells us of another's processes and files, so this
/// looks again and again.
#[track_caller]
pub fn wait_until(what: &str, most: Duration, mut holds: impl FnMut() -> bool) -> Duration {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < most, "waited {most:?} in vain for {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
    begun.elapsed()
}

/// A program that a test started and that ends with the test.
pub struct Helper(pub Child);

impl Drop for Helper {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_process_that_computes_is_seen_to_and_one_that_ended_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let loops = format!("while :; do :; done # {}", folder.path().display());
    let _child = Helper(Command::new("/bin/sh").args(["-c", &loops]).spawn().unwrap());
    wait_until("the process", patience(), || naming(folder.path()).len() == 1);
    let process = naming(folder.path()).remove(0);
    wait_until("its computing to be counted", patience(), || process.ticks() >= 10);
    process.signal(Signal::SIGKILL);
    wait_until("its end", patience(), || naming(folder.path()).is_empty());
}
