//! `imr demo`: the bench on a copy of the sample workspace that goes away, at a time that stands still.

use std::path::Path;

use jiff::civil::{DateTime, datetime};

use super::{Args, Command, Exit, Failure, bench, is_plain};
use crate::{
    runtime::{clock, last_words::say, throwaway::Throwaway},
    store::{StoreError, write_passing_workspace},
};

/// What time it is there: what is due when stays the same, and so does every recording.
const NOW: DateTime = datetime(2026, 11, 22, 9, 0, 0, 0);

/// Opens the bench; gives back the process's exit code.
///
/// # Errors
/// What keeps the bench from opening, and a disk that has no room for the copy.
pub fn demo(mut args: Args) -> Result<u8, Failure> {
    if args.restricted {
        return Err(Failure::usage("this session is restricted: it makes no other workspace"));
    }
    is_plain(&args)?;
    let among = |e| StoreError::io("make a folder in", &std::env::temp_dir(), e);
    let copy = Throwaway::new().map_err(among)?;
    write_passing_workspace(copy.path())?;
    clock::fix(NOW);
    args.on_demo(copy.path());
    say("imr: this is a copy of the sample workspace, at 2026-11-22 09:00; it goes when you leave");
    let ended = bench(&args);
    let path = copy.path().to_owned();
    if copy.remove() {
        say("imr: the copy is removed, with all that was decided in it");
        return ended;
    }
    let left = format!("the copy is still in {}; remove it", path.display());
    ended.and(Err(Failure::new(Exit::System, left)))
}

impl Args {
    /// Settings of the reviewer's own would make it look otherwise at each place.
    fn on_demo(&mut self, copy: &Path) {
        copy.clone_into(&mut self.directory);
        if let Some(Command::Demo { recorded }) = &self.command {
            self.recorded = recorded.clone();
        }
        self.is_demo = true;
    }
}
