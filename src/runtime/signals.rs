//! A thread of its own for signals: none may cost a word, and none waits for a screen that hangs on a dead line.

use std::{io, sync::mpsc::Sender, thread, time::Duration};

use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM},
    iterator::Signals,
};

use super::{journal::Journal, last_words::say, screen, session::Heard};

/// How long the disk is waited for before the process ends without it.
pub const PATIENCE: Duration = Duration::from_secs(3);

/// Starts the thread. It ends the process itself, with 128 and the number of the signal.
///
/// # Errors
/// When the system refuses the handlers.
pub fn listen(to: Sender<Heard>, journal: Journal) -> io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM, SIGCONT])?;
    thread::spawn(move || {
        for signal in signals.forever() {
            if signal == SIGCONT {
                let _ = to.send(Heard::Continued);
                continue;
            }
            let kept = journal.end(PATIENCE);
            screen::give_back();
            if signal != SIGHUP
                && let Err(why) = kept
            {
                say(&format!("imr: the draft is not on disk: {why}"));
            }
            std::process::exit(128 + signal);
        }
    });
    Ok(())
}
