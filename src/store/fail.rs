//! Fail points: named steps at which a test kills the process or makes the disk refuse.
//!
//! Only debug builds have them. `IMR_FAIL=draft.write:2:kill` ends the process by `SIGKILL` when the step
//! `draft.write` is reached the second time; `ENOSPC`, `EACCES` or `EIO` in place of `kill` is the error that the
//! system would give, once (`EIO*`: from then on, each time); `panic` panics, `late` waits there for two seconds, `stop` for ever. Several are
//! separated by commas: a refusal on the way back from another. `IMR_FAIL=?FILE` appends the name of every step that is reached to a file, so that a test can ask which there are.

use std::io;

/// A release build has no fail points.
#[cfg(not(debug_assertions))]
#[inline]
#[expect(clippy::unnecessary_wraps, reason = "the build with fail points may refuse")]
pub fn point(_step: &str) -> io::Result<()> {
    Ok(())
}

/// Fails here when a test has asked for it.
#[cfg(debug_assertions)]
pub fn point(step: &str) -> io::Result<()> {
    asked::ASKED.as_ref().map_or(Ok(()), |asked| asked.reached(step))
}

#[cfg(debug_assertions)]
mod asked {
    use std::{
        fs::OpenOptions,
        io::{self, Write},
        sync::{
            LazyLock,
            atomic::{AtomicU32, Ordering},
        },
    };

    use rustix::process::{Signal, getpid, kill_process};

    pub static ASKED: LazyLock<Option<Asked>> =
        LazyLock::new(|| std::env::var("IMR_FAIL").ok().and_then(|text| Asked::read(&text)));

    pub enum Asked {
        /// Write the names down.
        List(String),
        Fail(Vec<Fault>),
    }

    pub struct Fault {
        step: String,
        at: u32,
        act: String,
        reached: AtomicU32,
    }

    impl Asked {
        fn read(text: &str) -> Option<Self> {
            if let Some(file) = text.strip_prefix('?') {
                return Some(Self::List(file.to_owned()));
            }
            text.split(',').map(Fault::read).collect::<Option<_>>().map(Self::Fail)
        }

        pub fn reached(&self, here: &str) -> io::Result<()> {
            match self {
                Self::List(file) => {
                    let mut list = OpenOptions::new().append(true).create(true).open(file)?;
                    writeln!(list, "{here}")
                }
                Self::Fail(faults) => {
                    faults.iter().filter(|fault| fault.step == here).try_for_each(Fault::reached)
                }
            }
        }
    }

    impl Fault {
        fn read(text: &str) -> Option<Self> {
            let mut parts = text.splitn(3, ':');
            let step = parts.next()?.to_owned();
            let at = parts.next()?.parse().ok()?;
            Some(Self { step, at, act: parts.next()?.to_owned(), reached: AtomicU32::new(0) })
        }

        fn reached(&self) -> io::Result<()> {
            let n = self.reached.fetch_add(1, Ordering::SeqCst) + 1;
            let always = self.act.ends_with('*') && n > self.at;
            if n == self.at || always { carry_out(self.act.trim_end_matches('*')) } else { Ok(()) }
        }
    }

    #[expect(clippy::panic, reason = "a test asks for it")]
    fn carry_out(act: &str) -> io::Result<()> {
        use rustix::io::Errno;
        match act {
            "ENOSPC" => Err(Errno::NOSPC.into()),
            "EACCES" => Err(Errno::ACCESS.into()),
            "EIO" => Err(Errno::IO.into()),
            "panic" => std::panic::panic_any("asked for by a test"),
            "late" => {
                std::thread::sleep(std::time::Duration::from_secs(2));
                Ok(())
            }
            "stop" => loop {
                std::thread::park();
            },
            _ => {
                let _ = kill_process(getpid(), Signal::KILL);
                loop {
                    std::thread::park();
                }
            }
        }
    }
}
