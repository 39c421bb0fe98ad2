//! What is asked of a folder that is open, and of a file that is.

use std::{
    fs::File,
    io::{self, Read},
};

use rustix::{
    fs::{self as sys, Access, AtFlags, FileType},
    io::Errno,
};

use super::Folder;

/// True when it is a file, not a folder or a device.
pub(in crate::store) fn is_file(file: &File) -> io::Result<bool> {
    Ok(file.metadata()?.is_file())
}

/// How many bytes a file has.
pub(in crate::store) fn length(file: &File) -> io::Result<u64> {
    Ok(file.metadata()?.len())
}

impl Folder {
    /// True when a folder has this name here; a link to one is none.
    pub fn has_folder(&self, name: &str) -> io::Result<bool> {
        let stat = self.stat(name)?;
        Ok(stat.is_some_and(|s| FileType::from_raw_mode(s.st_mode) == FileType::Directory))
    }

    /// Refuses when this process may not write here.
    pub fn is_writable(&self) -> io::Result<()> {
        let may = Access::WRITE_OK | Access::EXEC_OK;
        Ok(sys::accessat(&self.0, ".", may, AtFlags::EACCESS)?)
    }

    /// Bytes that are left on its disk; `None` when the system does not say.
    pub fn space(&self) -> Option<u64> {
        let space = sys::fstatvfs(&self.0).ok()?;
        Some(space.f_bavail.saturating_mul(space.f_frsize))
    }

    /// The magic number of its file system (statfs(2)).
    #[cfg(target_os = "linux")]
    pub fn kind(&self) -> Option<sys::FsWord> {
        Some(sys::fstatfs(&self.0).ok()?.f_type)
    }

    /// Its own state.
    pub fn own_stat(&self) -> io::Result<sys::Stat> {
        Ok(sys::fstat(&self.0)?)
    }

    /// Whether it belongs to the user of this process.
    pub fn is_own(&self) -> bool {
        self.own_stat().is_ok_and(|stat| stat.st_uid == rustix::process::geteuid().as_raw())
    }

    /// The state of a file, when it is there; a link is not followed.
    pub fn stat(&self, name: &str) -> io::Result<Option<sys::Stat>> {
        match sys::statat(&self.0, name, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(stat) => Ok(Some(stat)),
            Err(Errno::NOENT) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Tells the names of what is in the folder, one after the other: there may be very many.
    pub fn each_name(&self, mut each: impl FnMut(&str)) -> io::Result<()> {
        for entry in sys::Dir::read_from(&self.0)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy();
            if name != "." && name != ".." {
                each(&name);
            }
        }
        Ok(())
    }

    /// Some of the names, as the system gives them first.
    pub fn some_names(&self, most: usize) -> io::Result<Vec<String>> {
        let mut names = Vec::with_capacity(most);
        for entry in sys::Dir::read_from(&self.0)?.take(most) {
            names.push(entry?.file_name().to_string_lossy().into_owned());
        }
        Ok(names)
    }

    /// The text of a file that is no longer than this; none when it is, or no text, or not there as a file.
    pub fn small_text(&self, name: &str, most: u64) -> io::Result<Option<String>> {
        let mut file = self.file(name)?;
        let state = file.metadata()?;
        if !state.is_file() || state.len() > most {
            return Ok(None);
        }
        let mut bytes = Vec::with_capacity(usize::try_from(state.len()).unwrap_or(0) + 1);
        file.read_to_end(&mut bytes)?;
        Ok(String::from_utf8(bytes).ok())
    }
}
