//! What a scan of very many files asks of a folder.

use std::io::{self, Read};

use rustix::{
    fs::{self as sys, AtFlags},
    io::Errno,
};

use super::Folder;

impl Folder {
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
