//! A thread of its own for signals: none may cost a word, and none waits for a screen that hangs on a dead line.

use std::{io, thread, time::Duration};

use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH},
    iterator::Signals,
};

use rustix::process::Signal;

use super::{
    ears::{Heard, Teller},
    journal::Journal,
    last_words::say,
    log,
    outside::Outside,
    screen,
    screen::Screen,
    throwaway,
};

/// How long the disk is waited for before the process ends without it.
pub const PATIENCE: Duration = Duration::from_secs(3);

/// Starts the thread. It ends the process itself, with 128 and the number of the signal.
///
/// # Errors
/// When the system refuses the handlers.
pub fn listen(to: Teller, journal: Journal, outside: Outside) -> io::Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGCONT, SIGWINCH])?;
    thread::spawn(move || {
        for signal in signals.forever() {
            match signal {
                SIGCONT => {
                    to.say(Heard::Continued);
                    continue;
                }
                SIGWINCH => {
                    if let Ok((columns, rows)) = Screen::size() {
                        to.say(Heard::Resize(columns, rows));
                    }
                    continue;
                }
                // Ctrl-C and Ctrl-\\ in the editor that has the terminal are meant for it.
                SIGINT | SIGQUIT if outside.has_terminal() => continue,
                _ => {}
            }
            let kept = journal.end(PATIENCE);
            let number = u64::try_from(signal).unwrap_or_default();
            log::note(log::Level::Info, "signal", &[log::Field::Number("number", number)]);
            outside.end(if signal == SIGHUP { Signal::HUP } else { Signal::TERM });
            screen::give_back();
            if signal != SIGHUP
                && let Err(why) = kept
            {
                say(&format!("imr: the draft is not on disk: {why}"));
            }
            throwaway::remove();
            std::process::exit(128 + signal);
        }
    });
    Ok(())
}
