//! A rationale lent to another program: `.imr/edit/<case>.<item>.<process>/`, as long as that program has it. The folder
//! is the owner's only and holds nothing else, so that what an editor leaves beside the file goes with it.

use std::{io::Read, path::PathBuf};

use super::{Hold, StoreError, Workspace, holds::lives, lock::Lock, walls::looking::is_file};
use crate::domain::{case::CaseNumber, draft::Draft};

const FOLDER: &str = ".imr/edit";
const TRASH: &str = ".imr/trash";
/// More than a rationale may have; what is larger is not read into memory.
const MAX: u64 = 4 * 1024 * 1024;

/// A text that another program may change.
#[derive(Debug)]
pub struct Lent {
    workspace: Workspace,
    number: CaseNumber,
    item: u32,
    /// The process of ours that lent it.
    process: u32,
    given: Vec<u8>,
}

impl Workspace {
    /// Writes a text where another program can open it. What an earlier one left there is put aside first.
    ///
    /// # Errors
    /// When the disk refuses, or the hold is lost.
    pub fn lend(&self, hold: &Hold, item: u32, text: &str) -> Result<Lent, StoreError> {
        let lock = self.lock()?;
        self.still_held(&lock, hold)?;
        let lent = self.lent(hold, item, std::process::id(), text);
        if self.has(FOLDER, &lent.folder())? {
            lent.move_aside(&lock)?;
        }
        let io = |e| StoreError::io("write", &lent.path(), e);
        let folder = self.made_folder(&format!("{FOLDER}/{}", lent.folder())).map_err(io)?;
        folder.create(&lent.file(), &lent.given, "lend").map_err(io)?;
        Ok(lent)
    }

    /// Takes in what editors of this case left when the program was ended with them: what is in the draft anyway goes,
    /// the rest is put aside. Gives back where that lies.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn take_in_left(
        &self,
        hold: &Hold,
        draft: Option<&Draft>,
    ) -> Result<Vec<String>, StoreError> {
        let mut places = Vec::new();
        for folder in self.folders_left()? {
            let Some(rest) = folder.strip_prefix(&format!("{}.", hold.number)) else { continue };
            let Some((item, process)) = rest.split_once('.') else { continue };
            let (Ok(item), Ok(process)) = (item.parse(), process.parse()) else { continue };
            // Whoever was displaced may still be at it.
            if process != std::process::id() && lives(process) {
                continue;
            }
            let kept = draft.and_then(|d| d.item(item)).map_or("", |i| i.rationale.as_str());
            let lent = self.lent(hold, item, process, kept);
            if lent.holds_nothing_new() {
                lent.remove()?;
            } else {
                places.push(lent.put_aside()?);
            }
        }
        Ok(places)
    }

    /// Where the texts lie that editors were given and that have not come back: an editor is at work, or was ended.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    pub fn lent_out(&self) -> Result<Vec<String>, StoreError> {
        Ok(self.folders_left()?.into_iter().map(|name| format!("{FOLDER}/{name}")).collect())
    }

    fn lent(&self, hold: &Hold, item: u32, process: u32, given: &str) -> Lent {
        let (workspace, number) = (self.clone(), hold.number.clone());
        Lent { workspace, number, item, process, given: given.as_bytes().to_vec() }
    }

    fn folders_left(&self) -> Result<Vec<String>, StoreError> {
        self.stems_of(FOLDER, "")
    }
}

impl Lent {
    /// The one path that leaves the store: another program is to open it.
    pub fn path(&self) -> PathBuf {
        self.workspace.path(&format!("{FOLDER}/{}/{}", self.folder(), self.file()))
    }

    /// The bytes of the file as they are now.
    ///
    /// # Errors
    /// When it cannot be read, or is far too large.
    pub fn read_back(&self) -> Result<Vec<u8>, StoreError> {
        let io = |e| StoreError::io("read", &self.path(), e);
        let name = format!("{FOLDER}/{}/{}", self.folder(), self.file());
        let file = self.workspace.opened(&name).map_err(io)?;
        if !is_file(&file).map_err(io)? {
            return Err(io(std::io::ErrorKind::InvalidInput.into()));
        }
        let mut bytes = Vec::new();
        file.take(MAX + 1).read_to_end(&mut bytes).map_err(io)?;
        if bytes.len() as u64 > MAX {
            return Err(io(std::io::ErrorKind::FileTooLarge.into()));
        }
        Ok(bytes)
    }

    /// True when there is nothing but the text that was given, with or without a line end after it.
    pub fn holds_nothing_new(&self) -> bool {
        let alone = self.names().is_ok_and(|names| names.iter().all(|n| *n == self.file()));
        let trimmed = |bytes: &[u8]| bytes.strip_suffix(b"\n").unwrap_or(bytes).to_vec();
        alone && self.read_back().is_ok_and(|now| trimmed(&now) == trimmed(&self.given))
    }

    /// Removes the text, and whatever the editor left beside it.
    ///
    /// # Errors
    /// When the disk refuses: the text is then still there.
    pub fn remove(&self) -> Result<(), StoreError> {
        let io = |e| StoreError::io("remove", &self.path(), e);
        let _lock = self.workspace.lock()?;
        let inner = format!("{FOLDER}/{}", self.folder());
        let folder = self.workspace.folder(&inner).map_err(io)?;
        for name in folder.names().map_err(io)? {
            folder.remove_for_now(&name, "lend").map_err(io)?;
        }
        let outer = self.workspace.folder(FOLDER).map_err(io)?;
        outer.remove_folder(&self.folder()).map_err(io)
    }

    /// Puts the text, and whatever the editor left beside it, into the trash folder. Gives back where.
    ///
    /// # Errors
    /// When the disk refuses: the text is then where it was.
    pub fn put_aside(&self) -> Result<String, StoreError> {
        let lock = self.workspace.lock()?;
        self.move_aside(&lock)
    }

    fn move_aside(&self, _lock: &Lock) -> Result<String, StoreError> {
        let io = |e| StoreError::io("move", &self.path(), e);
        let free = self.workspace.free_name(&self.number, "edit")?;
        let trash = self.workspace.made_folder(TRASH).map_err(io)?;
        let outer = self.workspace.folder(FOLDER).map_err(io)?;
        outer.move_to(&self.folder(), &trash, &free, "lend").map_err(io)?;
        Ok(format!("{TRASH}/{free}"))
    }

    fn names(&self) -> std::io::Result<Vec<String>> {
        self.workspace.folder(&format!("{FOLDER}/{}", self.folder()))?.names()
    }

    fn folder(&self) -> String {
        format!("{}.{}.{}", self.number, self.item, self.process)
    }

    /// What the editor's window shows.
    fn file(&self) -> String {
        format!("{}-item-{}.txt", self.number, self.item)
    }
}
