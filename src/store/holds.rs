//! Holds: `.imr/holds/<case>.json` says who has a case open for editing, and a lock on that file says that they live.
//!
//! On one host the lock is the truth: the kernel lets go of it with the process, whatever ended it. On a folder that
//! several hosts share, locks travel only where the file system carries them (NFS version 4 does, many others do
//! not): there a hold of another host counts until it is let go or taken over by a person.

use std::{
    collections::BTreeMap,
    fs::{File, TryLockError},
    io::{Read, Seek, Write},
    sync::{Mutex, MutexGuard, PoisonError},
};

use rustix::process::{Pid, test_kill_process};

use super::{
    StoreError, Workspace,
    audit::{Act, Entry},
    fail,
    lock::Lock,
    walls::Folder,
};
use crate::domain::{case::CaseNumber, hold::Holder};

const FOLDER: &str = ".imr/holds";
/// More than any holder's file has.
const MAX: u64 = 4096;

/// What came of asking for a hold.
#[derive(Debug)]
pub enum Asked {
    Ours(Hold),
    /// Somebody else has the case: it can be read.
    Theirs(Holder),
}

impl Asked {
    /// The hold, for who has no use for the case without it.
    ///
    /// # Errors
    /// When somebody else has the case.
    pub fn ours(self, number: &CaseNumber) -> Result<Hold, StoreError> {
        match self {
            Self::Ours(hold) => Ok(hold),
            Self::Theirs(by) => {
                Err(StoreError::Held { number: number.to_string(), by: Box::new(by) })
            }
        }
    }
}

/// The right to write one case. Dropping it lets go.
#[derive(Debug)]
pub struct Hold {
    pub number: CaseNumber,
    pub holder: Holder,
    workspace: Workspace,
    file: Mutex<File>,
    seen: Mutex<Seen>,
}

/// What this hold last saw on the disk: what is there now must be the same before it is written over.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// Digest of the draft's file; `None` when there was none.
    pub draft: Option<String>,
    /// Digest of the case file that is kept beside the draft.
    pub began_on: Option<String>,
    /// Where the words lie that this hold had to put aside.
    pub aside: Option<String>,
}

impl Hold {
    fn file(&self) -> MutexGuard<'_, File> {
        self.file.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn seen(&self) -> MutexGuard<'_, Seen> {
        // What a panic left is still what was last seen.
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Workspace {
    /// Asks for the right to write a case. `take_over`: also from somebody who has it; they are told at their next
    /// write, and what they wrote since is put aside for them.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn hold(
        &self,
        number: &CaseNumber,
        holder: &Holder,
        take_over: bool,
    ) -> Result<Asked, StoreError> {
        let lock = self.lock()?;
        let name = file_name(number);
        let io = |e| StoreError::io("hold", &self.path(&format!("{FOLDER}/{name}")), e);
        let folder = self.made_folder(FOLDER).map_err(io)?;
        let mut file = folder.kept_file(&name).map_err(io)?;
        if let Some(other) = held_by(&mut file, holder).map_err(io)? {
            if !take_over {
                return Ok(Asked::Theirs(other));
            }
            self.settle(&lock)?;
            let note = format!("from {other}");
            let entry = Entry::about(Act::TakeOver, number, &holder.since, holder, Some(note));
            self.add_to_audit(&lock, entry)?;
            // Their lock stays with their file; the name now means another one.
            folder.remove_for_now(&name, "hold").map_err(io)?;
            file = folder.kept_file(&name).map_err(io)?;
            file.try_lock().map_err(|e| io(e.into()))?;
        }
        let text = serde_json::to_string(holder).map_err(|e| io(e.into()))?;
        write_whole(&mut file, &text).map_err(io)?;
        let draft = self.draft_digest(number)?;
        let seen = Mutex::new(Seen { draft, ..Seen::default() });
        let (number, holder, workspace) = (number.clone(), holder.clone(), self.clone());
        Ok(Asked::Ours(Hold { number, holder, workspace, file: Mutex::new(file), seen }))
    }

    /// True while the hold has not been taken over.
    pub fn is_held(&self, hold: &Hold) -> bool {
        let held = self.folder(FOLDER).and_then(|f| f.is(&file_name(&hold.number), &hold.file()));
        held.unwrap_or(false)
    }

    /// Everyone who holds a case now, as far as it can be seen from here; not this process.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    pub fn holders(&self) -> Result<BTreeMap<CaseNumber, Holder>, StoreError> {
        let here = rustix::system::uname().nodename().to_string_lossy().into_owned();
        let mut holders = BTreeMap::new();
        for stem in self.stems_of(FOLDER, ".json")? {
            let Ok(number) = stem.parse::<CaseNumber>() else { continue };
            let holder = self.holder(&number);
            if let Some(holder) = holder.filter(|holder| holds(holder, &here)) {
                holders.insert(number, holder);
            }
        }
        Ok(holders)
    }

    /// Who holds a case now, when somebody else does.
    pub(super) fn held_by_another(&self, number: &CaseNumber) -> Option<Holder> {
        let here = rustix::system::uname().nodename().to_string_lossy().into_owned();
        self.holder(number).filter(|holder| holds(holder, &here))
    }

    /// What the hold file of a case says.
    fn holder(&self, number: &CaseNumber) -> Option<Holder> {
        let root = Folder::root(self.root()).ok()?;
        let mut file = root.file(&format!("{FOLDER}/{}", file_name(number))).ok()?;
        read(&mut file)
    }

    /// Refuses when the case has been taken over: nothing is then written. A hold whose file has gone, and that nobody
    /// else has, is made anew: the reviewer sits here.
    pub(super) fn still_held(&self, _lock: &Lock, hold: &Hold) -> Result<(), StoreError> {
        let name = file_name(&hold.number);
        let io = |e| StoreError::io("look at", &self.path(&format!("{FOLDER}/{name}")), e);
        let folder = self.made_folder(FOLDER).map_err(io)?;
        if folder.is(&name, &hold.file()).map_err(io)? {
            return Ok(());
        }
        if folder.has(&name).map_err(io)? {
            let by = self.holder(&hold.number).map(Box::new);
            return Err(StoreError::TakenOver { number: hold.number.to_string(), by });
        }
        let mut file = folder.kept_file(&name).map_err(io)?;
        file.try_lock().map_err(|e| io(e.into()))?;
        let text = serde_json::to_string(&hold.holder).map_err(|e| io(e.into()))?;
        write_whole(&mut file, &text).map_err(io)?;
        *hold.file() = file;
        Ok(())
    }
}

impl Drop for Hold {
    /// Lets go. A file that cannot be removed says who had it, and its lock is free: it stops nobody.
    fn drop(&mut self) {
        let Ok(_lock) = self.workspace.lock() else { return };
        if self.workspace.is_held(self)
            && let Ok(folder) = self.workspace.folder(FOLDER)
        {
            let _ = folder.remove_for_now(&file_name(&self.number), "hold");
        }
    }
}

fn file_name(number: &CaseNumber) -> String {
    format!("{number}.json")
}

/// True when it is somebody else, who lives as far as it can be seen from this host.
fn holds(holder: &Holder, here: &str) -> bool {
    let ours = holder.pid == std::process::id() && holder.host == here;
    !ours && (holder.host != here || lives(holder.pid))
}

/// Locks the file for us; or says who stands against it.
fn held_by(file: &mut File, ours: &Holder) -> std::io::Result<Option<Holder>> {
    match file.try_lock() {
        Ok(()) => Ok(read(file).filter(|other| other.host != ours.host)),
        Err(TryLockError::WouldBlock) => Ok(Some(read(file).unwrap_or_else(Holder::unknown))),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

fn read(file: &mut File) -> Option<Holder> {
    let mut text = String::new();
    file.rewind().ok()?;
    file.take(MAX).read_to_string(&mut text).ok()?;
    serde_json::from_str(&text).ok()
}

/// In place: the lock belongs to this very file. What a crash leaves of it is locked by nobody.
fn write_whole(file: &mut File, text: &str) -> std::io::Result<()> {
    fail::point("hold.write")?;
    file.set_len(0)?;
    file.rewind()?;
    // Not for the ages: after a loss of power nobody holds anything.
    file.write_all(text.as_bytes())
}

/// True when a process of this host has the number.
pub(super) fn lives(pid: u32) -> bool {
    let Some(pid) = i32::try_from(pid).ok().and_then(Pid::from_raw) else { return false };
    // Not allowed to ask means that there is one to ask.
    !matches!(test_kill_process(pid), Err(rustix::io::Errno::SRCH))
}
