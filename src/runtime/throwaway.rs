//! A folder that goes with the process: the copy that a demonstration works on. Once the bench is open, whatever ends the
//! process but `SIGKILL` removes it; a signal before that leaves it among the temporary files.

use std::{
    fs::{self, DirBuilder},
    io,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    thread,
    time::Duration,
};

static FOLDER: Mutex<Option<PathBuf>> = Mutex::new(None);

/// Another thread may write in it at the very moment: then it is removed once more.
const TRIES: u32 = 5;
const PAUSE: Duration = Duration::from_millis(20);
/// More names than anybody leaves behind.
const NAMES: u32 = 1_000;

/// Removes the folder when it is dropped.
#[derive(Debug)]
pub struct Throwaway(PathBuf);

impl Throwaway {
    /// A new folder among the temporary files, for its owner only.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn new() -> io::Result<Self> {
        let among = std::env::temp_dir();
        for n in 0..NAMES {
            let path = among.join(format!("imr-demo-{}-{n}", std::process::id()));
            match DirBuilder::new().mode(0o700).create(&path) {
                Ok(()) => {
                    *FOLDER.lock().unwrap_or_else(PoisonError::into_inner) = Some(path.clone());
                    return Ok(Self(path));
                }
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
                Err(e) => return Err(e),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Removes it, and says whether it is gone.
    pub fn remove(self) -> bool {
        remove();
        !self.0.exists()
    }
}

impl Drop for Throwaway {
    fn drop(&mut self) {
        remove();
    }
}

/// Removes the folder of this process, if it has one; from whatever thread.
pub fn remove() {
    let Some(path) = FOLDER.lock().unwrap_or_else(PoisonError::into_inner).take() else { return };
    for _ in 0..TRIES {
        if fs::remove_dir_all(&path).is_ok() || !path.exists() {
            return;
        }
        thread::sleep(PAUSE);
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn it_is_the_owners_and_goes_with_what_is_in_it() {
        let folder = Throwaway::new().unwrap();
        let path = folder.path().to_owned();
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o700);
        fs::create_dir(path.join("cases")).unwrap();
        fs::write(path.join("cases/a"), "b").unwrap();
        assert!(folder.remove());
        assert!(!path.exists());
    }
}
