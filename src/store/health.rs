//! What `imr doctor` asks of the workspace. Nothing is written to find out.

use std::{io, path::Path};

use super::{StoreError, Workspace, walls::Folder};

/// Where a review writes.
const WRITTEN: [&str; 4] = [".imr", ".imr/drafts", ".imr/holds", "determinations"];

/// How the workspace stands on its disk.
#[derive(Debug)]
pub struct Health {
    /// Each folder that a review writes into, and why it cannot.
    pub folders: Vec<(&'static str, Result<(), io::Error>)>,
    /// Bytes that are left; `None` when the system does not say.
    pub free: Option<u64>,
    /// Name of the file system, when it is one that several hosts may share.
    pub shared: Option<&'static str>,
    pub drafts: usize,
    /// A finalization was interrupted and waits to be completed.
    pub unfinished: bool,
}

impl Workspace {
    /// # Errors
    /// When the folder itself cannot be opened or listed.
    pub fn health(&self) -> Result<Health, StoreError> {
        let opened = Folder::root(self.root());
        let root = opened.map_err(|e| StoreError::io("open", self.root(), e))?;
        Ok(Health {
            folders: WRITTEN.iter().map(|name| (*name, writable(&root, name))).collect(),
            free: root.space(),
            shared: shared(&root),
            drafts: self.stems(".imr/drafts")?.len(),
            unfinished: self.has(".imr", "finalizing.json")?,
        })
    }
}

/// A folder that is not there yet must be one that can be made.
fn writable(root: &Folder, name: &str) -> io::Result<()> {
    let parent = Path::new(name).parent().and_then(Path::to_str).filter(|p| !p.is_empty());
    match root.below(name) {
        Ok(folder) => folder.is_writable(),
        Err(e) if e.kind() == io::ErrorKind::NotFound && name != "." => {
            writable(root, parent.unwrap_or("."))
        }
        Err(e) => Err(e),
    }
}

/// The magic numbers of Linux (statfs(2)).
#[cfg(target_os = "linux")]
pub(super) fn shared(root: &Folder) -> Option<&'static str> {
    match root.kind()? & 0xFFFF_FFFF {
        0x6969 => Some("NFS"),
        0x517B | 0xFE53_4D42 | 0xFF53_4D42 => Some("SMB"),
        0x6573_5546 => Some("FUSE (sshfs and others)"),
        0x0102_1997 => Some("9P"),
        0x00C3_6400 => Some("Ceph"),
        0x5346_414F => Some("AFS"),
        _ => None,
    }
}

#[cfg(not(target_os = "linux"))]
pub(super) fn shared(_: &Folder) -> Option<&'static str> {
    None
}
