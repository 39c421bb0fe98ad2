//! A tape in a terminal. As in VHS, all that a tape types goes to a shell, so it can prepare its own
//! workspace, start the program and leave it again.
//!
//! What is for viewers only takes no time here: text is typed at once, word by word, and `Sleep` lasts only until
//! the screen is at rest, and has been so for a glance; the times go into the [film](super::super::picture::film). A tape that
//! needs longer sleeps to work is a tape that has to `Wait`. Yet like a person, the runner sees what a key does before it goes on: a `Wait` that follows at once would
//! else find what it looks for (the prompt, say) on the screen from before the key.

use std::path::Path;
use std::time::Duration;

use regex::Regex;

use super::super::picture::film::Frame;
use super::super::pty::{Pty, patience};
use super::super::terminal::{screen_rows, screen_text};
use super::{Command, Fault, Scope, Settings, Step, Tape};

/// What a tape showed.
#[derive(Debug)]
pub struct Run {
    pub shots: Vec<Shot>,
    /// What a viewer sees, and for how long: after each text and key, and where the tape waits or rests.
    pub frames: Vec<Frame>,
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

/// So long stands what is answered.
const READ: Duration = Duration::from_millis(600);
/// A screen that writes nothing for so long is taken to be complete.
const REST: Duration = Duration::from_millis(60);

/// Keys that change nothing on the screen take this long, so that slow machines get all others right.
const REACTION: Duration = Duration::from_secs(1);

/// Enough for the rest of what a key does, if it comes in more than one piece.
const BREATH: Duration = Duration::from_millis(15);

/// A `Wait` shows what it has waited for this long at least.
const GLANCE: Duration = Duration::from_millis(300);

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
        let mut player = Player {
            settings: &self.settings,
            pty: &pty,
            shots: Vec::new(),
            frames: Vec::new(),
            hidden: false,
        };
        for (at, step) in self.steps.iter().enumerate() {
            let waits =
                matches!(self.steps.get(at + 1), Some(Step { command: Command::Wait { .. }, .. }));
            player.run(&step.command, waits).map_err(|what| Fault { line: step.line, what })?;
        }
        let Player { shots, frames, .. } = player;
        Ok(Run { shots, frames, screen: pty.screen() })
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

/// A tape that is being run.
struct Player<'a> {
    settings: &'a Settings,
    pty: &'a Pty,
    shots: Vec<Shot>,
    frames: Vec<Frame>,
    /// Between `Hide` and `Show`: the commands run, and nobody sees it.
    hidden: bool,
}

impl Player<'_> {
    /// `waits`: what comes of the last key is shown by the `Wait` that follows, not before it is there.
    fn run(&mut self, command: &Command, waits: bool) -> Result<(), String> {
        match command {
            Command::Hide => self.hidden = true,
            Command::Show => self.hidden = false,
            Command::Type(text) => {
                let pieces = pieces(text);
                for (at, piece) in pieces.iter().enumerate() {
                    self.pty.type_text(piece);
                    see(self.pty);
                    if !waits || at + 1 < pieces.len() {
                        let letters = u32::try_from(piece.chars().count()).unwrap_or(u32::MAX);
                        self.frame(self.settings.typing_speed.saturating_mul(letters), false);
                    }
                }
            }
            Command::Key { name, times } => (0..*times).for_each(|_| {
                self.pty.key(name);
                see(self.pty);
            }),
            Command::Sleep(time) => {
                self.pty.settle(REST, *time);
                // Who answers a sheet has read it: an answer that comes sooner does not count.
                std::thread::sleep(READ.min(*time));
                self.frame(*time, false);
            }
            Command::Screenshot(file) => {
                self.pty.settle(REST, patience());
                let svg = self.pty.with_screen(|s| super::super::picture::svg(s, None));
                self.shots.push(Shot { file: file.clone(), text: self.pty.screen(), svg });
                self.frame(Duration::ZERO, true);
            }
            Command::Wait { scope, pattern, timeout } => {
                self.wait(*scope, pattern, timeout.unwrap_or(self.settings.wait_timeout))?;
                self.frame(GLANCE, false);
            }
        }
        Ok(())
    }

    fn wait(&self, scope: Scope, pattern: &Regex, timeout: Duration) -> Result<(), String> {
        let what = match scope {
            Scope::Line => format!("/{pattern}/ in the row of the cursor"),
            Scope::Screen => format!("/{pattern}/"),
        };
        let shown = |screen: &vt100::Screen| match scope {
            Scope::Screen => pattern.is_match(&screen_text(screen)),
            Scope::Line => {
                let (row, _) = screen.cursor_position();
                screen_rows(screen).get(usize::from(row)).is_some_and(|row| pattern.is_match(row))
            }
        };
        self.pty.try_wait_for(&what, shown, timeout)
    }

    /// Keeps what is on the screen, once it is at rest.
    fn frame(&mut self, time: Duration, still: bool) {
        if !self.hidden {
            self.pty.settle(REST, REACTION);
            let screen = self.pty.with_screen(vt100::Screen::clone);
            self.frames.push(Frame { screen, time, still });
        }
    }
}

/// What is typed before a viewer looks again: a key, or a word of a text.
fn pieces(text: &str) -> Vec<&str> {
    if text.contains(' ') {
        return text.split_inclusive(' ').collect();
    }
    let ends = text.char_indices().map(|(at, c)| (at, at + c.len_utf8()));
    ends.map(|(from, to)| &text[from..to]).collect()
}

fn see(pty: &Pty) {
    pty.wait_for_reaction(REACTION);
    pty.settle(BREATH, REACTION);
}
