//! What the loop hears: keys from the terminal, and what the threads say. It sleeps for both in one place, so that a key
//! wakes the loop itself and no other thread before it. While another program has the terminal nobody waits here, and not
//! one of its keys is read.

use std::{
    collections::VecDeque,
    fs::File,
    io::{self, IsTerminal, PipeReader, PipeWriter, Read, Write},
    os::fd::{AsFd, BorrowedFd},
    sync::{
        Arc,
        mpsc::{self, Receiver, Sender},
    },
    time::{Duration, Instant},
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::{Errno, ioctl_fionbio, ioctl_fionread},
};

use super::input::Input;
use crate::app::{Event, event::Pointed, key::Key};

/// Something that the loop hears.
#[derive(Debug)]
pub enum Heard {
    Key(Key),
    Paste(String),
    Resize(u16, u16),
    /// The mouse, at a column and row.
    Pointed(u16, u16, Pointed),
    /// A thread has done something.
    Done(Box<Event>),
    /// The process goes on after it was stopped.
    Continued,
    /// The terminal is gone.
    Closed,
    /// The disk has not answered in time.
    Nothing,
    /// Nothing has come: the queue goes on with what it has begun.
    GoOn,
}

impl Heard {
    /// Comes from who sits at the terminal.
    pub fn is_typed(&self) -> bool {
        matches!(self, Self::Key(_) | Self::Paste(_))
    }
}

/// What a thread tells with.
#[derive(Debug, Clone)]
pub struct Teller {
    to: Sender<Heard>,
    /// A byte here wakes who sleeps for keys, too.
    wake: Option<Arc<PipeWriter>>,
}

impl Teller {
    /// For a listener that has no terminal to sleep for.
    pub fn alone() -> (Self, Receiver<Heard>) {
        let (to, said) = mpsc::channel();
        (Self { to, wake: None }, said)
    }

    /// False when nobody hears it any more.
    pub fn say(&self, heard: Heard) -> bool {
        let is_heard = self.to.send(heard).is_ok();
        if let Some(wake) = &self.wake {
            // A pipe that is full wakes already.
            let _ = wake.as_ref().write(&[0]);
        }
        is_heard
    }

    /// The same of something that was done.
    pub fn tell(&self, event: Event) -> bool {
        self.say(Heard::Done(Box::new(event)))
    }
}

/// The file that the terminal library reads.
enum Terminal {
    Stdin(io::Stdin),
    Own(File),
}

impl Terminal {
    fn open() -> io::Result<Self> {
        let stdin = io::stdin();
        if stdin.is_terminal() {
            return Ok(Self::Stdin(stdin));
        }
        File::open("/dev/tty").map(Self::Own)
    }
}

impl AsFd for Terminal {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match self {
            Self::Stdin(stdin) => stdin.as_fd(),
            Self::Own(file) => file.as_fd(),
        }
    }
}

/// The loop's ears.
pub struct Ears {
    /// None when it has gone.
    terminal: Option<Terminal>,
    input: Input,
    /// What the terminal has sent, until it is asked for.
    typed: VecDeque<Heard>,
    teller: Teller,
    said: Receiver<Heard>,
    woken: PipeReader,
}

impl Ears {
    /// # Errors
    /// When there is no terminal, or the system has no file left.
    pub fn new() -> io::Result<Self> {
        Self::at(Some(Terminal::open()?))
    }

    /// For a test: threads alone are heard.
    #[cfg(test)]
    pub fn without_terminal() -> io::Result<Self> {
        Self::at(None)
    }

    fn at(terminal: Option<Terminal>) -> io::Result<Self> {
        let (woken, wake) = io::pipe()?;
        ioctl_fionbio(&woken, true)?;
        ioctl_fionbio(&wake, true)?;
        let (to, said) = mpsc::channel();
        let teller = Teller { to, wake: Some(Arc::new(wake)) };
        let (input, typed) = (Input::default(), VecDeque::new());
        Ok(Self { terminal, input, typed, teller, said, woken })
    }

    /// For a thread.
    pub fn teller(&self) -> Teller {
        self.teller.clone()
    }

    /// What comes next, however long it takes.
    pub fn next(&mut self) -> Heard {
        self.hear(None).unwrap_or(Heard::Closed)
    }

    /// What comes within this time.
    pub fn within(&mut self, patience: Duration) -> Option<Heard> {
        self.hear(Some(Instant::now() + patience))
    }

    /// What has come.
    pub fn now(&mut self) -> Option<Heard> {
        self.within(Duration::ZERO)
    }

    /// What has come beside something else, as far as it can be told at once.
    pub fn beside(&mut self) -> Option<Heard> {
        if self.typed.is_empty() && !self.input.is_shown_first() {
            self.listen(Some(Duration::ZERO));
        }
        if self.typed.is_empty()
            && let Ok(said) = self.said.try_recv()
        {
            // Threads that never stop telling keep no key waiting.
            self.read_rest();
            return Some(said);
        }
        self.typed.pop_front()
    }

    /// What a thread says within this time; keys stay where they are.
    pub fn said_within(&self, patience: Duration) -> Option<Heard> {
        self.said.recv_timeout(patience).ok()
    }

    /// Keys that were read are meant for somebody else.
    pub fn forget_typed(&mut self) {
        self.read_rest();
        self.typed.retain(|heard| !heard.is_typed());
    }

    /// Who types goes before who tells.
    fn hear(&mut self, until: Option<Instant>) -> Option<Heard> {
        loop {
            if let Some(heard) = self.beside() {
                return Some(heard);
            }
            self.read_rest();
            let patience = until.map(|until| until.saturating_duration_since(Instant::now()));
            if self.typed.is_empty() {
                if patience.is_some_and(|left| left.is_zero()) {
                    return None;
                }
                self.listen(patience);
            }
        }
    }

    /// Sleeps until something has come, and takes in what the terminal has sent.
    fn listen(&mut self, patience: Option<Duration>) {
        let mut fds = vec![PollFd::new(&self.woken, PollFlags::IN)];
        fds.extend(self.terminal.iter().map(|terminal| PollFd::new(terminal, PollFlags::IN)));
        let limit = patience.and_then(|patience| Timespec::try_from(patience).ok());
        let looked = poll(&mut fds, limit.as_ref());
        let came = |fd: Option<&PollFd<'_>>| fd.map_or(PollFlags::empty(), PollFd::revents);
        let (woken, keys) = (came(fds.first()), came(fds.get(1)));
        match looked {
            Ok(0) | Err(Errno::INTR) => return,
            Err(_) => return self.close(),
            Ok(_) => {}
        }
        if woken.contains(PollFlags::IN) {
            let _ = self.woken.read(&mut [0; 64]);
        }
        if keys.contains(PollFlags::IN) {
            let bytes = self.terminal.as_ref().and_then(|tty| ioctl_fionread(tty).ok());
            if self.input.read(bytes, &mut self.typed).is_err() {
                return self.close();
            }
        }
        // The terminal library takes a line that was hung up for one that is silent.
        if !keys.difference(PollFlags::IN).is_empty() {
            self.close();
        }
    }

    fn read_rest(&mut self) {
        if self.input.read_rest(&mut self.typed).is_err() {
            self.close();
        }
    }

    fn close(&mut self) {
        self.terminal = None;
        self.typed.push_back(Heard::Closed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_sleeps_for_keys_hears_a_thread() {
        let mut ears = Ears::without_terminal().unwrap();
        assert!(ears.now().is_none());
        let teller = ears.teller();
        let teller = std::thread::spawn(move || teller.say(Heard::Continued));
        assert!(matches!(ears.next(), Heard::Continued));
        assert!(teller.join().unwrap());
        assert!(ears.within(Duration::from_millis(1)).is_none());
    }

    #[test]
    fn threads_may_say_more_than_a_pipe_holds() {
        let mut ears = Ears::without_terminal().unwrap();
        let teller = ears.teller();
        let many = 100_000;
        assert!((0..many).all(|_| teller.say(Heard::Continued)));
        assert_eq!(std::iter::from_fn(|| ears.now()).count(), many);
    }

    #[test]
    fn keys_go_before_what_threads_say() {
        let mut ears = Ears::without_terminal().unwrap();
        ears.teller().say(Heard::Continued);
        ears.typed.push_back(Heard::Paste(String::new()));
        assert!(matches!(ears.now(), Some(Heard::Paste(_))));
        ears.typed.push_back(Heard::Paste(String::new()));
        ears.typed.push_back(Heard::Closed);
        ears.forget_typed();
        assert!(matches!(ears.now(), Some(Heard::Closed)));
        assert!(matches!(ears.now(), Some(Heard::Continued)));
        assert!(ears.now().is_none());
    }
}
