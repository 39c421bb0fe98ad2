//! A thread of its own for the signals that end a session: none of them may cost a word.

use std::{io, sync::mpsc::Sender, thread};

use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM},
    iterator::Signals,
};

use super::session::Heard;

/// Starts the thread.
///
/// # Errors
/// When the system refuses the handlers.
pub fn listen(to: Sender<Heard>) -> io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    thread::spawn(move || {
        for signal in signals.forever() {
            if to.send(Heard::Signal(signal)).is_err() {
                return;
            }
        }
    });
    Ok(())
}
