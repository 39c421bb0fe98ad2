//! What is said when the process ends otherwise than the reviewer asked: after the terminal was given back.

use std::{io::Write, panic::PanicHookInfo};

use super::{journal::Journal, log, screen, signals::PATIENCE, throwaway};

/// Name of the journal's thread. What it was writing when it panicked is locked by itself until it has unwound.
pub const JOURNAL: &str = "journal";
const MAIN: &str = "main";
/// What a process ends with that has panicked.
const PANICKED: i32 = 101;

/// From now on a panic gives the terminal back first, then says where it was, then keeps the draft and says where that
/// is. What the panic itself says may quote a text of the case; only words that were fixed when the program was built
/// are shown.
pub fn on_panic(journal: Journal) {
    std::panic::set_hook(Box::new(move |info| {
        screen::give_back();
        let line = info.location().map_or(0, |l| u64::from(l.line()));
        log::note(log::Level::Error, "panic", &[log::Field::Number("line", line)]);
        say(&format!("imr: a fault of the program{}", place(info)));
        let thread = std::thread::current();
        if thread.name() == Some(JOURNAL) {
            return;
        }
        keep(&journal);
        // The main thread ends the process by itself; without one of the others the bench would go on half alive.
        if thread.name() != Some(MAIN) {
            throwaway::remove();
            std::process::exit(PANICKED);
        }
    }));
}

/// The journal's thread has panicked and unwound: the words once more, then the end.
pub fn of_the_journal(journal: &Journal) {
    keep(journal);
    throwaway::remove();
    std::process::exit(PANICKED);
}

fn keep(journal: &Journal) {
    match (journal.flush(PATIENCE), journal.hold()) {
        (Ok(()), Some(hold)) => {
            say(&format!("imr: the draft of {0} is in .imr/drafts/{0}.yaml", hold.number));
        }
        (Ok(()), None) => {}
        (Err(why), _) => say(&format!("imr: the draft is not on disk: {why}")),
    }
}

fn place(info: &PanicHookInfo<'_>) -> String {
    let at = info.location().map_or(String::new(), |l| format!(" at {}:{}", l.file(), l.line()));
    let fixed = info.payload().downcast_ref::<&str>();
    format!("{at}{}", fixed.map_or(String::new(), |what| format!(": {what}")))
}

/// To stderr, if there is still somebody there.
pub fn say(what: &str) {
    let _ = writeln!(std::io::stderr(), "{what}");
}
