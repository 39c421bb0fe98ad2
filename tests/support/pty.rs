//! A program in a terminal, as a user has it: keys go in, a screen comes out.
//!
//! A test says what the screen has to show and waits for that; it never sleeps and hopes. A wait
//! that fails prints the whole screen, since what is there instead is the first question.

mod end;
mod wait;

use std::io::Write;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use nix::unistd::Pid;
use portable_pty::{CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;

use super::keys;
pub use super::terminal::Exit;
use super::terminal::{Terminal, screen_text, size};
pub use nix::sys::signal::Signal;

/// How long a wait lasts unless it says otherwise: 10 seconds, or `IMR_TEST_PATIENCE` seconds, for
/// a machine that is slower than ours.
pub fn patience() -> Duration {
    let seconds = std::env::var("IMR_TEST_PATIENCE").ok().and_then(|text| text.parse().ok());
    Duration::from_secs(seconds.unwrap_or(10))
}

pub struct Pty {
    terminal: Arc<Terminal>,
    /// What the program may read. `None` once the line was dropped.
    input: Option<Sender<Vec<u8>>>,
    /// `None` once the line was dropped.
    master: Option<Box<dyn MasterPty + Send>>,
    threads: Vec<JoinHandle<()>>,
    pid: Pid,
    /// The home folder, removed with the terminal.
    home: TempDir,
}

impl Pty {
    /// Starts `command` in a terminal of its own. Its environment is `PATH`, a temporary home and a
    /// few fixed values, and then `env`: nothing of the developer's settings reaches the program.
    pub fn spawn(
        command: &str,
        args: &[&str],
        dir: &Path,
        env: &[(&str, &str)],
        cols: u16,
        rows: u16,
    ) -> Self {
        let home = tempfile::tempdir().expect("a temporary home");
        let tmp = home.path().join("tmp");
        std::fs::create_dir(&tmp).expect("a temporary folder in the home");
        let mut builder = CommandBuilder::new(command);
        builder.args(args);
        builder.cwd(dir);
        builder.env_clear();
        builder.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        builder.env("HOME", home.path());
        builder.env("TMPDIR", tmp);
        builder.env("TERM", "xterm-256color");
        builder.env("LANG", "C.UTF-8");
        builder.env("TZ", "UTC");
        builder.env("SHELL", "/bin/sh");
        env.iter().for_each(|(name, value)| builder.env(name, value));

        let pair = native_pty_system().openpty(pty_size(cols, rows)).expect("a terminal");
        let child: Box<dyn portable_pty::Child> = pair
            .slave
            .spawn_command(builder)
            .unwrap_or_else(|error| panic!("`{command}` does not start: {error:#}"));
        let mut child = child.downcast::<std::process::Child>().expect("a child process");
        drop(pair.slave);
        let pid = Pid::from_raw(i32::try_from(child.id()).expect("a process id"));

        let terminal = Terminal::new(cols, rows);
        let (input, queue) = channel();
        let (output, writer) = (pair.master.try_clone_reader(), pair.master.take_writer());
        let (output, writer) = (output.expect("an output"), writer.expect("an input"));
        let (reading, answers) = (Arc::clone(&terminal), input.clone());
        let (writing, waiting) = (Arc::clone(&terminal), Arc::clone(&terminal));
        let reader = std::thread::spawn(move || reading.read_all(output, &answers));
        let writer = std::thread::spawn(move || write_all(&writing, writer, &queue));
        std::thread::spawn(move || {
            let status = child.wait().expect("the end of the program");
            let signal = status.signal().and_then(|number| Signal::try_from(number).ok());
            let exit = signal.map_or(Exit::Code(status.code().unwrap_or(-1)), Exit::Signal);
            waiting.change(|state| state.exit = Some(exit));
        });
        let threads = vec![reader, writer];
        Self { terminal, input: Some(input), master: Some(pair.master), threads, pid, home }
    }

    /// Sends bytes as they are. It does not wait until the program takes them.
    pub fn send(&self, text: &str) {
        let input = self.input.as_ref().expect("the line was dropped");
        self.terminal.change(|state| {
            state.unsent += text.len();
            state.raw_when_sent = state.raw.len();
        });
        input.send(text.as_bytes().to_vec()).expect("a terminal that takes input");
    }

    /// Presses keys by name: `keys("j j Enter Ctrl+s")`.
    pub fn keys(&self, names: &str) {
        names.split_whitespace().for_each(|name| self.key(name));
    }

    /// Answers the sheet that is on the screen, as somebody does who has read it: what comes sooner does not count.
    pub fn answer(&self) {
        std::thread::sleep(Duration::from_millis(700));
        self.key("y");
    }

    /// Presses one key. Escape is pressed like a hand does it, alone: followed at once by a letter,
    /// it would arrive as Alt and that letter.
    pub fn key(&self, name: &str) {
        let application = self.terminal.look().screen().application_cursor();
        let bytes = keys::bytes(name, application).unwrap_or_else(|error| panic!("{error}"));
        self.send(&String::from_utf8(bytes).expect("keys are text"));
        if matches!(name, "Escape" | "Esc") {
            self.wait_until_taken(patience());
        }
    }

    /// Types text. A line end is the Enter key.
    pub fn type_text(&self, text: &str) {
        self.send(&text.replace('\n', "\r"));
    }

    /// Pastes text, as terminals do: line ends as CR, between brackets if the program asked for
    /// them.
    pub fn paste(&self, text: &str) {
        let text = text.replace("\r\n", "\r").replace('\n', "\r");
        if self.terminal.look().screen().bracketed_paste() {
            self.send(&format!("\x1b[200~{text}\x1b[201~"));
        } else {
            self.send(&text);
        }
    }

    /// The text on the screen, without blanks at the ends of rows and empty rows at the end.
    pub fn screen(&self) -> String {
        self.with_screen(screen_text)
    }

    /// A look at the screen with its colours, cursor and modes.
    pub fn with_screen<T>(&self, look: impl FnOnce(&vt100::Screen) -> T) -> T {
        look(self.terminal.look().screen())
    }

    /// Row and column of the cursor, from 0; `None` while it is hidden.
    pub fn cursor(&self) -> Option<(u16, u16)> {
        self.with_screen(|screen| (!screen.hide_cursor()).then(|| screen.cursor_position()))
    }

    /// All that the program wrote since its start.
    pub fn raw(&self) -> Vec<u8> {
        self.terminal.look().raw.clone()
    }

    /// The program's process.
    pub fn pid(&self) -> i32 {
        self.pid.as_raw()
    }

    /// The program's home folder; `tmp` in it is where `mktemp` makes its files.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// From now on the line carries so many bytes a second, and what the kernel holds is held up.
    pub fn slow_down(&self, rate: u32) {
        self.terminal.change(|state| state.rate = Some(rate));
    }

    pub fn resize(&self, cols: u16, rows: u16) {
        let (new_cols, new_rows) = size(cols, rows);
        self.terminal.change(|state| state.parser.set_size(new_rows, new_cols));
        let master = self.master.as_ref().expect("the line was dropped");
        master.resize(pty_size(cols, rows)).expect("a terminal that can be resized");
    }
}

fn pty_size(cols: u16, rows: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

/// Hands the input over on a thread of its own: a program that does not read must not stop the
/// test, nor the answers that the terminal owes it.
fn write_all(terminal: &Terminal, mut writer: impl Write, queue: &Receiver<Vec<u8>>) {
    for bytes in queue {
        let _ = writer.write_all(&bytes);
        terminal.change(|state| state.unsent -= bytes.len());
    }
}
