//! The lock of the workspace: whoever writes holds it, for some milliseconds. It goes with the process that has it.

use std::{
    fs::{File, TryLockError},
    io,
    thread::sleep,
    time::{Duration, Instant},
};

use super::{StoreError, Workspace, walls::Folder};

/// How long a write waits for another one. A healthy one takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(5);
const STEP: Duration = Duration::from_millis(2);

/// Held while something is written, and the folder `.imr` with it.
#[derive(Debug)]
pub(super) struct Lock {
    /// `.imr`
    pub inner: Folder,
    _file: File,
}

impl Workspace {
    /// Takes the lock.
    ///
    /// # Errors
    /// When the disk refuses, or another process has kept it for longer than any write takes.
    pub(super) fn lock(&self) -> Result<Lock, StoreError> {
        let path = self.path(".imr/lock");
        let taken = self.made_folder(".imr").and_then(|inner| {
            let file = inner.kept_file("lock")?;
            wait_for(&file)?;
            Ok(Lock { inner, _file: file })
        });
        taken.map_err(|e| match e.kind() {
            io::ErrorKind::WouldBlock => StoreError::Busy,
            _ => StoreError::io("lock", &path, e),
        })
    }
}

fn wait_for(file: &File) -> io::Result<()> {
    let begun = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::Error(error)) => return Err(error),
            Err(TryLockError::WouldBlock) if begun.elapsed() > PATIENCE => {
                return Err(io::ErrorKind::WouldBlock.into());
            }
            Err(TryLockError::WouldBlock) => sleep(STEP),
        }
    }
}
