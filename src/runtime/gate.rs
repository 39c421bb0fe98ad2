//! The gate between the terminal and the thread that reads it: while another program has the terminal, not one of its
//! keys is read here.

use std::{
    fs::File,
    io::{self, IsTerminal, PipeReader, PipeWriter, Read, Write},
    os::fd::AsFd,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use rustix::event::{PollFd, PollFlags, poll};

/// How long the reading thread may take to stop.
const PATIENCE: Duration = Duration::from_secs(1);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stand {
    Open,
    /// The reading thread is to stop.
    Closing,
    Closed,
}

#[derive(Clone)]
pub struct Gate(Arc<Inner>);

struct Inner {
    /// The file that the terminal library reads.
    terminal: Terminal,
    /// A byte here wakes the thread that waits for keys.
    wake: PipeWriter,
    stand: Mutex<Stand>,
    moved: Condvar,
}

enum Terminal {
    Stdin(io::Stdin),
    Own(File),
}

impl Gate {
    /// An open gate, and what wakes the thread that waits at it.
    ///
    /// # Errors
    /// When there is no terminal, or the system has no file left.
    pub fn new() -> io::Result<(Self, PipeReader)> {
        let stdin = io::stdin();
        let terminal = if stdin.is_terminal() {
            Terminal::Stdin(stdin)
        } else {
            Terminal::Own(File::open("/dev/tty")?)
        };
        let (asked, wake) = io::pipe()?;
        let inner = Inner { terminal, wake, stand: Mutex::new(Stand::Open), moved: Condvar::new() };
        Ok((Self(Arc::new(inner)), asked))
    }

    /// Sleeps until there is something to read, and stands still while the gate is closed; false when the terminal has
    /// gone. For the reading thread.
    pub fn wait(&self, mut asked: &PipeReader) -> bool {
        loop {
            let terminal = match &self.0.terminal {
                Terminal::Stdin(stdin) => stdin.as_fd(),
                Terminal::Own(file) => file.as_fd(),
            };
            let mut fds = [
                PollFd::from_borrowed_fd(terminal, PollFlags::IN),
                PollFd::new(asked, PollFlags::IN),
            ];
            match poll(&mut fds, None) {
                Err(rustix::io::Errno::INTR) => continue,
                Err(_) => return false,
                Ok(_) => {}
            }
            let [keys, woken] = fds.map(|fd| fd.revents());
            if woken.contains(PollFlags::IN) {
                let _ = asked.read(&mut [0]);
                self.stand_still();
            } else if keys.contains(PollFlags::IN) {
                return true;
            } else if !keys.is_empty() {
                return false;
            }
        }
    }

    fn stand_still(&self) {
        let mut stand = self.stand();
        if *stand == Stand::Closing {
            *stand = Stand::Closed;
            self.0.moved.notify_all();
        }
        while *stand == Stand::Closed {
            stand = self.0.moved.wait(stand).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// From here on no key is read; false when the reading thread does not stop.
    pub fn close(&self) -> bool {
        let mut stand = self.stand();
        *stand = Stand::Closing;
        let woken = (&self.0.wake).write_all(&[0]);
        let is_open = |stand: &mut Stand| *stand != Stand::Closed;
        let waited = self.0.moved.wait_timeout_while(stand, PATIENCE, is_open);
        stand = waited.unwrap_or_else(PoisonError::into_inner).0;
        let closed = woken.is_ok() && *stand == Stand::Closed;
        if !closed {
            *stand = Stand::Open;
        }
        closed
    }

    pub fn open(&self) {
        *self.stand() = Stand::Open;
        self.0.moved.notify_all();
    }

    fn stand(&self) -> MutexGuard<'_, Stand> {
        self.0.stand.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
