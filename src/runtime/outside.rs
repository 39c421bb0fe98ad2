//! Another program has the terminal: the reviewer's editor. It is started without a shell, with a file of its own, and
//! whatever ends it or us, its words are taken in, put aside, or left where the next start finds them.

use std::{
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

use rustix::{
    process::{Pid, Signal, kill_process},
    termios::{self, OptionalActions},
};

use crate::{
    app::outside::{Returned, returned},
    store::Lent,
};

/// How long an editor may take to end when we have to.
const PATIENCE: Duration = Duration::from_secs(1);
const LOOK: Duration = Duration::from_millis(5);

/// What is outside now; the thread of the signals looks here.
#[derive(Clone, Default)]
pub struct Outside(Arc<Mutex<Away>>);

#[derive(Default)]
struct Away {
    lent: Option<Arc<Lent>>,
    editor: Option<Pid>,
    /// The process is being ended: nothing is begun any more.
    ending: bool,
}

impl Outside {
    /// True while an editor has the terminal: keys that would interrupt are meant for it.
    pub fn has_terminal(&self) -> bool {
        self.away().editor.is_some()
    }

    /// Runs the editor on the text, and waits for its end.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn run(&self, command: &[String], lent: &Arc<Lent>) -> Result<ExitStatus, String> {
        let mode = termios::tcgetattr(std::io::stdout()).ok();
        let mut editor = self.start(command, lent)?;
        let ended = editor.wait();
        let ending = {
            let mut away = self.away();
            away.editor = None;
            away.ending
        };
        if ending {
            wait_for_the_end();
        }
        if let Some(mode) = mode {
            // One that was killed leaves the terminal in its own mode.
            let _ = termios::tcsetattr(std::io::stdout(), OptionalActions::Now, &mode);
        }
        ended.map_err(|e| e.to_string())
    }

    fn start(&self, command: &[String], lent: &Arc<Lent>) -> Result<Child, String> {
        let mut away = self.away();
        if away.ending {
            drop(away);
            wait_for_the_end();
        }
        let (program, arguments) = command.split_first().ok_or("no editor is named")?;
        let mut editor = Command::new(program);
        editor.args(arguments).arg(lent.path());
        if let Ok(terminal) = std::fs::File::open(Path::new("/dev/tty")) {
            editor.stdin(Stdio::from(terminal));
        }
        let started = editor.spawn().map_err(|e| format!("`{program}` does not start: {e}"))?;
        away.lent = Some(Arc::clone(lent));
        away.editor = i32::try_from(started.id()).ok().and_then(Pid::from_raw);
        Ok(started)
    }

    /// What came back is where it belongs.
    pub fn settled(&self) {
        self.away().lent = None;
    }

    /// The process ends: so does the editor, asked by the same signal. What it has saved stays for the next start; a
    /// text that nobody has changed goes.
    pub fn end(&self, signal: Signal) {
        let lent = {
            let mut away = self.away();
            away.ending = true;
            if let Some(editor) = away.editor {
                let _ = kill_process(editor, signal);
            }
            away.lent.clone()
        };
        let begun = Instant::now();
        while self.has_terminal() && begun.elapsed() < PATIENCE {
            thread::sleep(LOOK);
        }
        if let Some(lent) = lent.filter(|lent| lent.holds_nothing_new() && !self.has_terminal()) {
            let _ = lent.remove();
        }
    }

    fn away(&self) -> MutexGuard<'_, Away> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The thread of the signals ends the process; nothing may come between.
fn wait_for_the_end() -> ! {
    loop {
        thread::park();
    }
}

/// What is to be said of the editor and its words; the words, when there are others.
///
/// # Errors
/// Why the text stays as it was, and where the editor's lies.
pub fn taken_in(
    program: &str,
    ended: &ExitStatus,
    lent: &Lent,
    text: &str,
) -> Result<Option<String>, String> {
    let why = if ended.success() {
        match lent.read_back().map(|bytes| returned(text, bytes)) {
            Ok(Returned::Same) => return Ok(None),
            Ok(Returned::Text(text)) => return Ok(Some(text)),
            Ok(Returned::Unusable(why)) => why,
            Err(error) => error.to_string(),
        }
    } else {
        format!("`{program}` ended with {ended}")
    };
    let stays = format!("{why}; the text stays as it was");
    if lent.holds_nothing_new() {
        return Err(stays);
    }
    Err(match lent.put_aside() {
        Ok(place) => format!("{stays}, and what the editor wrote lies in {place}"),
        Err(_) => format!("{stays}, and what the editor wrote lies in {}", lent.path().display()),
    })
}
