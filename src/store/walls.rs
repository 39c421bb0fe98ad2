//! The walls of the workspace: every file is opened from its root, and no link leads out. Writing is whole or not
//! at all: a crash at any moment leaves the old text or the new one, never a part.

pub(super) mod looking;

use std::{
    ffi::OsString,
    fs::File,
    io::{self, Write},
    os::{
        fd::{AsFd, BorrowedFd, OwnedFd},
        unix::ffi::OsStringExt,
    },
    path::Path,
};

use rustix::{
    fs::{self as sys, AtFlags, Mode, OFlags},
    io::Errno,
};

use super::fail;

const OWNER: Mode = Mode::from_raw_mode(0o600);
const OWNER_FOLDER: Mode = Mode::from_raw_mode(0o700);

/// An open folder of the workspace. A name given to it is the name of a file in it, never a path.
#[derive(Debug)]
pub struct Folder(OwnedFd);

impl Folder {
    /// The workspace itself. A link that leads here is the administrator's.
    pub fn root(path: &Path) -> io::Result<Self> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        Ok(Self(sys::open(path, flags, Mode::empty())?))
    }

    /// For what is asked of the folder itself.
    pub fn fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }

    /// A folder below, by its path from here.
    ///
    /// # Errors
    /// When it is not there (`NotFound`), is no folder, or a link on the way leads out (`CrossesDevices`).
    pub fn below(&self, path: &str) -> io::Result<Self> {
        self.open_below(path, OFlags::RDONLY | OFlags::DIRECTORY).map(Self)
    }

    /// The same, made when it is not there, readable by the owner only.
    pub fn made_below(&self, path: &str) -> io::Result<Self> {
        let mut here = self.below(".")?;
        for name in path.split('/') {
            match sys::mkdirat(&here.0, name, OWNER_FOLDER) {
                Ok(()) => here.sync()?,
                Err(Errno::EXIST) => {}
                Err(error) => return Err(error.into()),
            }
            here = here.below(name)?;
        }
        Ok(here)
    }

    /// A file for reading, by its path from here.
    pub fn file(&self, path: &str) -> io::Result<File> {
        // A pipe without a writer would keep the bench waiting: such is opened at once, and refused by its kind.
        Ok(self.open_below(path, OFlags::RDONLY | OFlags::NONBLOCK)?.into())
    }

    /// A file for reading and writing, made when it is not there. A link in its place is refused.
    pub fn kept_file(&self, name: &str) -> io::Result<File> {
        let flags = OFlags::RDWR | OFlags::CREATE | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        Ok(sys::openat(&self.0, name, flags, OWNER)?.into())
    }

    /// A file to write at the end of, made when it is not there; one that is longer than this takes the name `before`
    /// first. A link in its place is refused.
    pub fn log(&self, name: &str, before: &str, most: u64) -> io::Result<File> {
        let flags = OFlags::WRONLY | OFlags::APPEND | OFlags::CREATE | OFlags::NOFOLLOW;
        let open = || sys::openat(&self.0, name, flags | OFlags::CLOEXEC, OWNER).map(File::from);
        let file = open()?;
        if file.metadata()?.len() <= most {
            return Ok(file);
        }
        sys::renameat(&self.0, name, &self.0, before)?;
        Ok(open()?)
    }

    /// True when something has this name, if only a link that leads nowhere.
    pub fn has(&self, name: &str) -> io::Result<bool> {
        match sys::statat(&self.0, name, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(_) => Ok(true),
            Err(Errno::NOENT) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// True when the file of this name is the very one that is open.
    pub fn is(&self, name: &str, open: &File) -> io::Result<bool> {
        let open = sys::fstat(open)?;
        match sys::statat(&self.0, name, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(here) => Ok((here.st_dev, here.st_ino) == (open.st_dev, open.st_ino)),
            Err(Errno::NOENT) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Names of what is in the folder, in the system's order. One that is not UTF-8 is spelled as far as it can be.
    pub fn names(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in sys::Dir::read_from(&self.0)? {
            let name = OsString::from_vec(entry?.file_name().to_bytes().to_vec());
            if name != "." && name != ".." {
                names.push(name.to_string_lossy().into_owned());
            }
        }
        Ok(names)
    }

    /// A new file that may go again with a loss of power: for what can be made anew.
    pub fn put(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
        File::from(sys::openat(&self.0, name, flags, OWNER)?).write_all(bytes)
    }

    /// Replaces a file as a whole: temporary file, fsync, rename, fsync of the folder. `step` names the fail points.
    pub fn replace(&self, name: &str, bytes: &[u8], step: &str) -> io::Result<()> {
        let temporary = self.temporary(name, bytes, step)?;
        let moved = fail::point(&format!("{step}.rename"))
            .and_then(|()| Ok(sys::renameat(&self.0, &temporary, &self.0, name)?));
        self.settle(moved, &temporary, step)
    }

    /// The same for a file that is written piece by piece. Only one writer at a time, who holds a lock for it.
    pub fn replace_by(
        &self,
        name: &str,
        step: &str,
        write: impl FnOnce(&mut File) -> io::Result<()>,
    ) -> io::Result<()> {
        let temporary = format!(".{name}.tmp");
        let written = self.new_file(&temporary, step).and_then(|mut file| {
            write(&mut file)?;
            fail::point(&format!("{step}.sync"))?;
            file.sync_all()
        });
        written.inspect_err(|_| self.forget(&temporary))?;
        let moved = fail::point(&format!("{step}.rename"))
            .and_then(|()| Ok(sys::renameat(&self.0, &temporary, &self.0, name)?));
        self.settle(moved, &temporary, step)
    }

    /// The same, but never over something that is there: then the error is `AlreadyExists`.
    pub fn create(&self, name: &str, bytes: &[u8], step: &str) -> io::Result<()> {
        let temporary = self.temporary(name, bytes, step)?;
        let moved =
            fail::point(&format!("{step}.rename")).and_then(|()| self.move_new(&temporary, name));
        self.settle(moved, &temporary, step)
    }

    /// Moves a file of this folder into another one, under a name that is free there.
    pub fn move_to(&self, name: &str, to: &Self, new: &str, step: &str) -> io::Result<()> {
        fail::point(&format!("{step}.move"))?;
        sys::renameat(&self.0, name, &to.0, new)?;
        // It is whole in either place, also after a loss of power: that the move is not yet on the disk is no failure.
        let _ = to.sync().and_then(|()| self.sync());
        Ok(())
    }

    /// Removes a file durably; one that is not there is no error.
    pub fn remove(&self, name: &str, step: &str) -> io::Result<()> {
        self.remove_for_now(name, step)?;
        self.sync()
    }

    /// Removes a file that may come back after a loss of power; one that is not there is no error.
    pub fn remove_for_now(&self, name: &str, step: &str) -> io::Result<()> {
        fail::point(&format!("{step}.remove"))?;
        match sys::unlinkat(&self.0, name, AtFlags::empty()) {
            Err(error) if error != Errno::NOENT => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// Removes an empty folder; one that is not there is no error.
    pub fn remove_folder(&self, name: &str) -> io::Result<()> {
        match sys::unlinkat(&self.0, name, AtFlags::REMOVEDIR) {
            Err(error) if error != Errno::NOENT => Err(error.into()),
            _ => Ok(()),
        }
    }

    pub fn sync(&self) -> io::Result<()> {
        Ok(sys::fsync(&self.0)?)
    }

    /// Writers are one at a time (they hold the lock of the workspace), so that what a crash left under this name
    /// is nobody's.
    fn temporary(&self, name: &str, bytes: &[u8], step: &str) -> io::Result<String> {
        let temporary = format!(".{name}.tmp");
        let written = self.write_new(&temporary, bytes, step);
        written.inspect_err(|_| self.forget(&temporary))?;
        Ok(temporary)
    }

    fn write_new(&self, name: &str, bytes: &[u8], step: &str) -> io::Result<()> {
        let mut file = self.new_file(name, step)?;
        let half = bytes.len() / 2;
        file.write_all(&bytes[..half])?;
        fail::point(&format!("{step}.write"))?;
        file.write_all(&bytes[half..])?;
        fail::point(&format!("{step}.sync"))?;
        file.sync_all()
    }

    /// A file for writing that nobody else has.
    fn new_file(&self, name: &str, step: &str) -> io::Result<File> {
        fail::point(&format!("{step}.open"))?;
        self.forget(name);
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
        Ok(sys::openat(&self.0, name, flags, OWNER)?.into())
    }

    fn settle(&self, moved: io::Result<()>, temporary: &str, step: &str) -> io::Result<()> {
        moved.inspect_err(|_| self.forget(temporary))?;
        fail::point(&format!("{step}.settle"))?;
        self.sync()
    }

    fn forget(&self, name: &str) {
        let _ = sys::unlinkat(&self.0, name, AtFlags::empty());
    }

    #[cfg(target_os = "linux")]
    fn move_new(&self, from: &str, to: &str) -> io::Result<()> {
        match sys::renameat_with(&self.0, from, &self.0, to, sys::RenameFlags::NOREPLACE) {
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => self.link_new(from, to),
            done => Ok(done?),
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn move_new(&self, from: &str, to: &str) -> io::Result<()> {
        self.link_new(from, to)
    }

    fn link_new(&self, from: &str, to: &str) -> io::Result<()> {
        sys::linkat(&self.0, from, &self.0, to, AtFlags::empty())?;
        self.forget(from);
        Ok(())
    }

    #[cfg(target_os = "linux")]
    fn open_below(&self, path: &str, flags: OFlags) -> io::Result<OwnedFd> {
        let resolve = sys::ResolveFlags::BENEATH | sys::ResolveFlags::NO_MAGICLINKS;
        let flags = flags | OFlags::CLOEXEC;
        match sys::openat2(&self.0, path, flags, Mode::empty(), resolve) {
            // A kernel or a sandbox without it: then no link at all is followed.
            Err(Errno::NOSYS | Errno::PERM) => self.step_below(path, flags),
            done => Ok(done?),
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn open_below(&self, path: &str, flags: OFlags) -> io::Result<OwnedFd> {
        self.step_below(path, flags | OFlags::CLOEXEC)
    }

    /// Opens name by name, and follows no link.
    fn step_below(&self, path: &str, flags: OFlags) -> io::Result<OwnedFd> {
        let way = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let mut here = self.0.try_clone()?;
        let (folders, last) = path.rsplit_once('/').unwrap_or((".", path));
        for name in folders.split('/').chain([last]) {
            let flags = if std::ptr::eq(name, last) { flags } else { way };
            if name == ".." || name.is_empty() {
                return Err(Errno::XDEV.into());
            }
            let opened = sys::openat(&here, name, flags | OFlags::NOFOLLOW, Mode::empty());
            here = opened.map_err(|error| match error {
                Errno::LOOP => Errno::XDEV,
                Errno::NOTDIR if is_link(&here, name) => Errno::XDEV,
                other => other,
            })?;
        }
        Ok(here)
    }
}

fn is_link(folder: &OwnedFd, name: &str) -> bool {
    let found = sys::statat(folder, name, AtFlags::SYMLINK_NOFOLLOW);
    found.is_ok_and(|f| sys::FileType::from_raw_mode(f.st_mode) == sys::FileType::Symlink)
}

#[cfg(test)]
mod tests {
    use std::{
        fs,
        os::unix::fs::{PermissionsExt, symlink},
    };

    use super::*;

    fn folder() -> (tempfile::TempDir, Folder) {
        let folder = tempfile::tempdir().unwrap();
        let open = Folder::root(folder.path()).unwrap();
        (folder, open)
    }

    #[test]
    fn replace_replaces_and_create_does_not() {
        let (on_disk, folder) = folder();
        let path = on_disk.path().join("a.yaml");
        folder.replace("a.yaml", b"one", "x").unwrap();
        folder.replace("a.yaml", b"two", "x").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        let error = folder.create("a.yaml", b"three", "x").unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(folder.names().unwrap(), ["a.yaml"], "no temporary file is left");
    }

    #[test]
    fn files_and_folders_are_the_owners_only() {
        let (on_disk, folder) = folder();
        folder.made_below("a/b").unwrap().replace("x", b"", "x").unwrap();
        let mode =
            |p: &str| fs::metadata(on_disk.path().join(p)).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode("a"), mode("a/b"), mode("a/b/x")), (0o700, 0o700, 0o600));
    }

    #[test]
    fn no_way_leads_out() {
        let (on_disk, folder) = folder();
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("secret"), "not ours").unwrap();
        fs::create_dir(on_disk.path().join("in")).unwrap();
        symlink(outside.path(), on_disk.path().join("out")).unwrap();
        symlink(outside.path().join("secret"), on_disk.path().join("in/link")).unwrap();
        symlink("../..", on_disk.path().join("in/up")).unwrap();
        for path in ["out/secret", "in/link", "in/up", "../x", "/etc/hostname", "in/../../x"] {
            for open in [Folder::open_below, Folder::step_below] {
                let error = open(&folder, path, OFlags::RDONLY).unwrap_err();
                assert_eq!(error.kind(), io::ErrorKind::CrossesDevices, "{path}: {error}");
            }
        }
        assert!(folder.made_below("out/made").is_err());
        assert!(!outside.path().join("made").exists());
    }

    #[test]
    fn a_link_is_replaced_not_written_through() {
        let (on_disk, folder) = folder();
        let outside = tempfile::tempdir().unwrap();
        let aim = outside.path().join("aim");
        fs::write(&aim, "not ours").unwrap();
        for name in ["x", ".x.tmp"] {
            symlink(&aim, on_disk.path().join(name)).unwrap();
        }
        folder.replace("x", b"ours", "x").unwrap();
        assert_eq!(fs::read_to_string(&aim).unwrap(), "not ours");
        assert_eq!(fs::read_to_string(on_disk.path().join("x")).unwrap(), "ours");
    }
}
