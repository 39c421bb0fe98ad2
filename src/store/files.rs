//! Reading the files of the workspace: within its walls, within the size that a real file has, as text.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use super::{
    StoreError, Workspace,
    walls::{
        Folder,
        looking::{is_file, length},
    },
    workspace::{faulty, sha256_hex},
    yaml,
};
use crate::domain::problem::{Position, Problem};

impl Workspace {
    /// Where a file is, for messages.
    pub(super) fn path(&self, inner: &str) -> PathBuf {
        self.root().join(inner)
    }

    /// A file of the workspace, for reading.
    pub(super) fn opened(&self, name: &str) -> io::Result<File> {
        Folder::root(self.root())?.file(name)
    }

    /// A folder of the workspace.
    pub(super) fn folder(&self, name: &str) -> io::Result<Folder> {
        Folder::root(self.root())?.below(name)
    }

    /// The same, made when it is not there.
    pub(super) fn made_folder(&self, name: &str) -> io::Result<Folder> {
        Folder::root(self.root())?.made_below(name)
    }

    /// The log of a session that may touch nothing but the workspace.
    ///
    /// # Errors
    /// When the folder cannot be made or the file not opened.
    pub fn open_log(&self, name: &str, before: &str, most: u64) -> io::Result<File> {
        self.made_folder(".imr/log")?.log(name, before, most)
    }

    /// True when a folder has something of this name.
    pub(super) fn has(&self, folder: &str, name: &str) -> Result<bool, StoreError> {
        match self.folder(folder).and_then(|f| f.has(name)) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(false),
            has => has.map_err(|e| StoreError::io("read", &self.path(folder), e)),
        }
    }

    /// The text of a file of the workspace. Only one that is not there is `None`: what is there and cannot be
    /// read (a folder of that name, no permission) is an error, so that it never passes for nothing.
    pub(super) fn text_if_there(&self, name: &str) -> Result<Option<String>, StoreError> {
        let Some(bytes) = self.bytes_if_there(name)? else { return Ok(None) };
        as_text(bytes, name).map(Some)
    }

    /// The text of a file that must be there.
    pub(super) fn text(&self, name: &str) -> Result<String, StoreError> {
        let missing = || StoreError::io("read", &self.path(name), io::ErrorKind::NotFound.into());
        self.text_if_there(name)?.ok_or_else(missing)
    }

    /// SHA-256 of a file; `None` when there is none.
    pub(super) fn digest_of(&self, name: &str) -> Result<Option<String>, StoreError> {
        Ok(self.bytes_if_there(name)?.map(|bytes| sha256_hex(&bytes)))
    }

    pub(super) fn bytes_if_there(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let path = self.path(name);
        match self.opened(name) {
            Ok(file) => bytes_of(file, &path, name).map(Some),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(StoreError::io("read", &path, e)),
        }
    }

    /// Names, without `.yaml`, of the files in a folder, sorted. A folder that is missing has none.
    pub(super) fn stems(&self, folder: &str) -> Result<Vec<String>, StoreError> {
        self.stems_of(folder, ".yaml")
    }

    /// The same for another ending.
    pub(super) fn stems_of(&self, folder: &str, ending: &str) -> Result<Vec<String>, StoreError> {
        let names = match self.folder(folder).and_then(|f| f.names()) {
            Ok(names) => names,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(e) => return Err(StoreError::io("list", &self.path(folder), e)),
        };
        let stems = names.iter().filter_map(|name| name.strip_suffix(ending));
        let mut stems: Vec<String> =
            stems.filter(|stem| !stem.starts_with('.')).map(str::to_owned).collect();
        stems.sort();
        Ok(stems)
    }
}

/// Writes a file outside the workspace as those inside are written: whole or not at all, over nothing, for its owner only.
///
/// # Errors
/// When something is there (`AlreadyExists`), or the disk refuses: then nothing is left.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let refused = |what: &str| io::Error::new(io::ErrorKind::InvalidInput, what.to_owned());
    let name = path.file_name().ok_or_else(|| refused("this is no name of a file"))?;
    let name = name.to_str().ok_or_else(|| refused("its name is not UTF-8"))?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    Folder::root(folder.unwrap_or(Path::new(".")))?.create(name, bytes, "out")
}

fn bytes_of(file: File, path: &Path, name: &str) -> Result<Vec<u8>, StoreError> {
    let io = |e| StoreError::io("read", path, e);
    if !is_file(&file).map_err(io)? {
        let problem = Problem::new("this is a folder or a device, not a file");
        return Err(faulty(problem.remedy("move it elsewhere"), name));
    }
    // `take` hides how long it is: it would be read in many small parts. One byte more shows the end.
    let long = usize::try_from(length(&file).map_err(io)?.min(yaml::MAX_BYTES)).unwrap_or(0);
    let mut bytes = Vec::with_capacity(long + 1);
    file.take(yaml::MAX_BYTES + 1).read_to_end(&mut bytes).map_err(io)?;
    if bytes.len() as u64 > yaml::MAX_BYTES {
        return Err(faulty(yaml::too_large(), name));
    }
    Ok(bytes)
}

fn as_text(bytes: Vec<u8>, name: &str) -> Result<String, StoreError> {
    String::from_utf8(bytes).map_err(|e| {
        let readable = String::from_utf8_lossy(&e.as_bytes()[..e.utf8_error().valid_up_to()]);
        let problem = Problem::new("what stands here is not UTF-8 text")
            .at(Position::after(&readable))
            .remedy("save the file as UTF-8");
        faulty(problem, name)
    })
}
