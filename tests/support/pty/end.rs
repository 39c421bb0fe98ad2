//! How a program in a terminal comes to its end: by itself, by a signal, by a line that drops, or
//! with the test.

use std::io::Write;
use std::time::Duration;

use nix::sys::signal::{Signal, kill, killpg};
use nix::sys::termios::{FlowArg, SetArg, SpecialCharacterIndices, tcflow, tcgetattr, tcsetattr};
use nix::unistd::Pid;

use super::super::terminal::{Exit, deadline};
use super::Pty;

impl Pty {
    /// Waits for the end of the program, and for the last of its output.
    #[track_caller]
    pub fn wait_exit(&self, timeout: Duration) -> Exit {
        let exit = match self.terminal.wait(deadline(timeout), |state| state.exit) {
            Ok(exit) => exit,
            Err(state) => {
                let picture = state.picture();
                drop(state);
                panic!("waited {timeout:?} in vain for the end of the program; {picture}");
            }
        };
        // A child that it left behind may keep the terminal open: then there is no last output.
        let last = |state: &super::super::terminal::State| state.closed.then_some(());
        let _ = self.terminal.wait(deadline(Duration::from_secs(1)), last);
        exit
    }

    /// Sends a signal to the program, which must not have ended.
    #[track_caller]
    pub fn signal(&self, signal: Signal) {
        let state = self.terminal.look();
        if state.exit.is_some() {
            let picture = state.picture();
            drop(state);
            panic!("no program to send {signal} to; {picture}");
        }
        kill(self.pid, signal).expect("a signal to the program");
    }

    /// The terminal takes no more bytes, as behind a line that is dead and not yet closed.
    pub fn stop_output(&self) {
        let line = self.program_side().expect("the program's end of the line");
        tcflow(&line, FlowArg::TCOOFF).expect("a terminal that can be stopped");
    }

    /// Drops the line, as a broken SSH connection does: the program's reads end, its writes fail,
    /// and the kernel sends it SIGHUP. This is more than [`Self::signal`] with SIGHUP, which leaves
    /// the terminal whole. What the program writes from here on is lost.
    pub fn hang_up(&mut self) {
        let mut line = self.program_side().expect("the program's end of the line");
        // The writer of portable-pty types an end-of-file as it goes. Take that key away, so that
        // the program sees a line that drops and not a user who says goodbye.
        let mut modes = tcgetattr(&line).expect("the modes of the terminal");
        modes.control_chars[SpecialCharacterIndices::VEOF as usize] = 0;
        tcsetattr(&line, SetArg::TCSANOW, &modes).expect("the modes of the terminal set");
        // The reader sits in a read that only output ends, so give it some.
        self.terminal.change(|state| state.hanging_up = true);
        line.write_all(b"\0").expect("a byte to wake the reader");
        self.input = None;
        self.threads.drain(..).for_each(|thread| thread.join().expect("a thread that ends"));
        drop(line);
        self.master = None;
    }
}

impl Drop for Pty {
    /// No program outlives its test: neither the one that was started nor what it runs in the
    /// foreground.
    fn drop(&mut self) {
        let foreground = self.master.as_ref().and_then(|master| master.process_group_leader());
        let state = self.terminal.look();
        if state.exit.is_none() {
            if let Some(group) = foreground {
                let _ = killpg(Pid::from_raw(group), Signal::SIGKILL);
            }
            let _ = killpg(self.pid, Signal::SIGKILL);
        }
    }
}
