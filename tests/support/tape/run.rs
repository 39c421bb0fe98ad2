//! A tape in a terminal. As in VHS, all that a tape types goes to a shell, so it can prepare its own
//! workspace, start the program and leave it again.
//!
//! What is for viewers only takes no time here: text is typed at once, and `Sleep` lasts only until
//! the screen is at rest. A tape that needs its sleeps to work is a tape that has to `Wait`. Yet like
//! a person, the runner sees what a key does before it goes on: a `Wait` that follows at once would
//! else find what it looks for (the prompt, say) on the screen from before the key.

use std::path::Path;
use std::time::Duration;

use super::super::pty::{Pty, patience};
use super::super::terminal::{screen_rows, screen_text};
use super::{Command, Fault, Scope, Settings, Tape};

/// What a tape showed.
#[derive(Debug)]
pub struct Run {
    pub shots: Vec<Shot>,
    /// The screen at the end.
    pub screen: String,
}

/// A `Screenshot`, as text and as a picture.
#[derive(Debug)]
pub struct Shot {
    pub file: String,
    pub text: String,
    pub svg: String,
}

/// A screen that writes nothing for so long is taken to be complete.
const REST: Duration = Duration::from_millis(60);

/// Keys that change nothing on the screen take this long, so that slow machines get all others right.
const REACTION: Duration = Duration::from_secs(1);

/// Enough for the rest of what a key does, if it comes in more than one piece.
const BREATH: Duration = Duration::from_millis(15);

/// VHS's prompt is violet.
const PROMPT: &str = r"\[\e[38;2;91;86;224m\]> \[\e[0m\]";

impl Tape {
    /// Runs the tape in `dir`. `env` must hold the `PATH` on which the tape's programs are.
    pub fn run(&self, dir: &Path, env: &[(&str, &str)]) -> Result<Run, Fault> {
        self.check_requires(env)?;
        let (cols, rows) = self.settings.grid();
        let env = [&[("PS1", PROMPT)], env].concat();
        let args = ["--noprofile", "--norc", "+o", "history"];
        let pty = Pty::spawn(&self.settings.shell, &args, dir, &env, cols, rows);
        pty.try_wait_for("the prompt of the shell", |s| screen_text(s) == ">", patience())
            .map_err(|what| Fault { line: 1, what })?;
        let mut shots = Vec::new();
        for step in &self.steps {
            run(&step.command, &self.settings, &pty, &mut shots)
                .map_err(|what| Fault { line: step.line, what })?;
        }
        Ok(Run { shots, screen: pty.screen() })
    }

    /// As VHS, this looks for the programs before anything runs.
    fn check_requires(&self, env: &[(&str, &str)]) -> Result<(), Fault> {
        let path = env.iter().rev().find(|(name, _)| *name == "PATH").map(|(_, path)| *path);
        let path = path.map_or_else(|| std::env::var_os("PATH").unwrap_or_default(), Into::into);
        let found =
            |program: &str| std::env::split_paths(&path).any(|dir| dir.join(program).is_file());
        match self.requires.iter().find(|(_, program)| !found(program)) {
            None => Ok(()),
            Some((line, program)) => {
                Err(Fault { line: *line, what: format!("`{program}` is not on the PATH") })
            }
        }
    }
}

fn run(
    command: &Command,
    settings: &Settings,
    pty: &Pty,
    shots: &mut Vec<Shot>,
) -> Result<(), String> {
    match command {
        // Hidden or not, the commands run.
        Command::Hide | Command::Show => {}
        Command::Type(text) => {
            pty.type_text(text);
            see(pty);
        }
        Command::Key { name, times } => (0..*times).for_each(|_| {
            pty.key(name);
            see(pty);
        }),
        Command::Sleep(time) => pty.settle(REST, *time),
        Command::Screenshot(file) => {
            pty.settle(REST, patience());
            let svg = pty.with_screen(|screen| super::super::picture::svg(screen, None));
            shots.push(Shot { file: file.clone(), text: pty.screen(), svg });
        }
        Command::Wait { scope, pattern, timeout } => {
            let what = match scope {
                Scope::Line => format!("/{pattern}/ in the row of the cursor"),
                Scope::Screen => format!("/{pattern}/"),
            };
            let shown = |screen: &vt100::Screen| match scope {
                Scope::Screen => pattern.is_match(&screen_text(screen)),
                Scope::Line => {
                    let (row, _) = screen.cursor_position();
                    screen_rows(screen)
                        .get(usize::from(row))
                        .is_some_and(|row| pattern.is_match(row))
                }
            };
            pty.try_wait_for(&what, shown, timeout.unwrap_or(settings.wait_timeout))?;
        }
    }
    Ok(())
}

fn see(pty: &Pty) {
    pty.wait_for_reaction(REACTION);
    pty.settle(BREATH, REACTION);
}
