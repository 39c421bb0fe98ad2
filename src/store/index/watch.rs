//! Sees what others change in the workspace. The system tells of it where it can (inotify); where it cannot, or tells only
//! of what this host does, the folders are looked at again now and then.

use std::{
    collections::BTreeSet,
    io,
    os::fd::BorrowedFd,
    time::{Duration, Instant},
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
};

use crate::{
    domain::case::CaseNumber,
    store::{Workspace, health::shared, walls::Folder},
};

/// How often folders are looked at where nobody tells. A look asks for the state of each folder, not of its files.
const LOOK: Duration = Duration::from_secs(10);
/// A scan of all files takes place again when so many times its own length has passed: a part in 5,000 of a core.
const REST: u32 = 5_000;
const REST_AT_LEAST: Duration = Duration::from_secs(60);

/// A folder whose files make rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Cases,
    Records,
    Decided,
    Drafts,
    Holds,
    /// One that has the others in it.
    Above,
}

const PLACES: [(&str, Place); 7] = [
    ("cases", Place::Cases),
    ("records", Place::Records),
    ("determinations", Place::Decided),
    (".imr/drafts", Place::Drafts),
    (".imr/holds", Place::Holds),
    (".", Place::Above),
    (".imr", Place::Above),
];
/// What counts of that which lies in a folder above.
const BELOW: [&str; 6] = ["cases", "records", "determinations", ".imr", "drafts", "holds"];

/// What is to be looked at again.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Stirred {
    pub cases: BTreeSet<CaseNumber>,
    /// More than these: all.
    pub all: bool,
}

impl Stirred {
    pub fn is_empty(&self) -> bool {
        !self.all && self.cases.is_empty()
    }

    fn file(&mut self, place: Place, name: &str) {
        let ending = match place {
            Place::Cases | Place::Decided | Place::Drafts => ".yaml",
            Place::Holds => ".json",
            Place::Records => "",
            Place::Above => {
                self.all |= BELOW.contains(&name);
                return;
            }
        };
        let Some(stem) = name.strip_suffix(ending).filter(|stem| !stem.starts_with('.')) else {
            return;
        };
        let number = match (place, stem.rsplit_once(".v")) {
            (Place::Decided, Some((number, _version))) => number,
            _ => stem,
        };
        match number.parse() {
            Ok(number) => drop(self.cases.insert(number)),
            // A case file with a name that is no number has a row, too.
            Err(_) => self.all |= place == Place::Cases,
        }
    }
}

/// Looks out for what others do.
#[derive(Debug)]
pub struct Watch {
    store: Workspace,
    told: Option<told::Told>,
    /// Somebody may change files without this host being told.
    looks: bool,
    looked: Instant,
    stamps: Vec<Option<Stamp>>,
    scan: Instant,
}

/// When a folder was last changed, and which it is.
type Stamp = (u64, i64, u64);

impl Watch {
    /// Begins to look out: what happens from now on is seen.
    pub fn begin(store: &Workspace) -> Self {
        let mut told = told::Told::begin().ok();
        let all = told.as_mut().is_some_and(|told| told.look_at(store));
        let shared = Folder::root(store.root()).is_ok_and(|root| shared(&root).is_some());
        let now = Instant::now();
        let mut watch = Self {
            store: store.clone(),
            told,
            looks: shared || !all,
            looked: now,
            stamps: Vec::new(),
            scan: now + REST_AT_LEAST,
        };
        watch.stamps = watch.stamps();
        watch
    }

    /// All files have been looked at, which took so long.
    pub fn scanned(&mut self, took: Duration) {
        self.scan = Instant::now() + REST_AT_LEAST.max(took.saturating_mul(REST));
    }

    /// Waits until something stirs, the bell rings, or this time has passed.
    ///
    /// # Errors
    /// When the system cannot wait.
    pub fn wait(&self, bell: BorrowedFd<'_>, most: Option<Duration>) -> io::Result<()> {
        let look = self.looks.then(|| LOOK.saturating_sub(self.looked.elapsed()));
        let most = match (most, look) {
            (Some(most), Some(look)) => Some(most.min(look)),
            (most, look) => most.or(look),
        };
        let limit = most.and_then(|most| Timespec::try_from(most).ok());
        let mut asked = vec![PollFd::from_borrowed_fd(bell, PollFlags::IN)];
        asked.extend(
            self.told.as_ref().map(|told| PollFd::from_borrowed_fd(told.fd(), PollFlags::IN)),
        );
        match poll(&mut asked, limit.as_ref()) {
            Ok(_) | Err(Errno::INTR) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Adds what has stirred since the last time.
    pub fn take(&mut self, stirred: &mut Stirred) {
        if let Some(told) = &mut self.told
            && told.take(stirred)
        {
            // A folder has come or gone.
            self.looks |= !told.look_at(&self.store);
        }
        if self.looks && self.looked.elapsed() >= LOOK {
            self.looked = Instant::now();
            let now = self.stamps();
            stirred.all |= now != self.stamps || Instant::now() >= self.scan;
            self.stamps = now;
        }
    }

    fn stamps(&self) -> Vec<Option<Stamp>> {
        let stamp = |(name, place): &(&str, Place)| {
            let folder = self.store.folder(name).ok().filter(|_| *place != Place::Above)?;
            let stat = folder.own_stat().ok()?;
            Some((stat.st_ino, stat.st_mtime, stat.st_mtime_nsec))
        };
        PLACES.iter().map(stamp).collect()
    }
}

#[cfg(target_os = "linux")]
mod told {
    use std::{
        ffi::CStr,
        io,
        mem::MaybeUninit,
        os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd},
    };

    use rustix::fs::inotify::{self, CreateFlags, ReadFlags, Reader, WatchFlags};

    use super::{PLACES, Place, Stirred};
    use crate::store::Workspace;

    /// The system tells.
    #[derive(Debug)]
    pub struct Told {
        fd: OwnedFd,
        places: Vec<(i32, Place)>,
    }

    impl Told {
        pub fn begin() -> io::Result<Self> {
            let fd = inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK)?;
            Ok(Self { fd, places: Vec::new() })
        }

        pub fn fd(&self) -> BorrowedFd<'_> {
            self.fd.as_fd()
        }

        /// Asks to be told of every folder that is there. False when the system refuses.
        pub fn look_at(&mut self, store: &Workspace) -> bool {
            let moves = WatchFlags::CREATE
                | WatchFlags::DELETE
                | WatchFlags::MOVED_FROM
                | WatchFlags::MOVED_TO
                | WatchFlags::DELETE_SELF
                | WatchFlags::MOVE_SELF
                | WatchFlags::ONLYDIR;
            self.places.clear();
            let mut all = true;
            for (name, place) in PLACES {
                let Ok(folder) = store.folder(name) else { continue };
                let what = match place {
                    Place::Above => moves,
                    _ => moves | WatchFlags::CLOSE_WRITE | WatchFlags::ATTRIB,
                };
                // The very folder that is open: no link can lead elsewhere meanwhile.
                let path = format!("/proc/self/fd/{}", folder.fd().as_raw_fd());
                match inotify::add_watch(&self.fd, path, what) {
                    Ok(id) => self.places.push((id, place)),
                    Err(_) => all = false,
                }
            }
            all
        }

        /// Adds what has been told. True when a folder has come, gone or moved.
        pub fn take(&mut self, stirred: &mut Stirred) -> bool {
            let mut room = [MaybeUninit::uninit(); 16 * 1024];
            let mut reader = Reader::new(&self.fd, &mut room);
            let mut folders = false;
            while let Ok(event) = reader.next() {
                let what = event.events();
                let place = self.places.iter().find(|(id, _)| *id == event.wd());
                if what.contains(ReadFlags::QUEUE_OVERFLOW) {
                    stirred.all = true;
                } else if what.intersects(ReadFlags::DELETE_SELF | ReadFlags::MOVE_SELF) {
                    (stirred.all, folders) = (true, true);
                } else if let Some((_, place)) = place
                    && let Some(name) = event.file_name().map(CStr::to_string_lossy)
                {
                    stirred.file(*place, &name);
                    folders |= *place == Place::Above && stirred.all;
                }
            }
            folders
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod told {
    use std::{io, os::fd::BorrowedFd};

    use super::Stirred;
    use crate::store::Workspace;

    /// Nobody tells: folders are looked at.
    #[derive(Debug)]
    pub enum Told {}

    impl Told {
        pub fn begin() -> io::Result<Self> {
            Err(io::ErrorKind::Unsupported.into())
        }

        pub fn fd(&self) -> BorrowedFd<'_> {
            match *self {}
        }

        pub fn look_at(&mut self, _: &Workspace) -> bool {
            match *self {}
        }

        pub fn take(&mut self, _: &mut Stirred) -> bool {
            match *self {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_names_the_case_whose_row_it_makes() {
        let all = |files: &[(Place, &str)]| {
            let mut stirred = Stirred::default();
            files.iter().for_each(|(place, name)| stirred.file(*place, name));
            stirred
        };
        let cases = [
            (Place::Cases, "A-1.yaml"),
            (Place::Records, "A-2"),
            (Place::Decided, "A-3.yaml"),
            (Place::Decided, "A-4.v12.yaml"),
            (Place::Drafts, "A-5.yaml"),
            (Place::Holds, "A-6.json"),
        ];
        let named: Vec<String> = all(&cases).cases.iter().map(ToString::to_string).collect();
        assert_eq!(named, ["A-1", "A-2", "A-3", "A-4", "A-5", "A-6"]);
        let nothing = [
            (Place::Cases, ".A-1.yaml.tmp"),
            (Place::Cases, "notes.txt"),
            (Place::Decided, "A-1.txt"),
            (Place::Records, "a b"),
            (Place::Above, "index"),
        ];
        assert_eq!(all(&nothing), Stirred::default());
        assert!(all(&[(Place::Cases, "a b.yaml")]).all, "it has a row that says so");
        assert!(all(&[(Place::Above, "drafts")]).all);
    }
}
