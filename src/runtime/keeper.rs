//! Keeps the rows of the queue as the files are: a thread that scans behind the first frame, writes the index, and looks
//! again at what stirs. It sleeps while nothing does.

use std::{
    collections::BTreeSet,
    io::{self, PipeReader, PipeWriter, Read, Write},
    os::fd::AsFd,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{self, Receiver, Sender, TryRecvError},
    },
    thread,
    time::{Duration, Instant},
};

use super::{
    ears::Teller,
    log::{self, Level, note},
    way::Way,
};
use crate::{
    app::Event,
    domain::{case::CaseNumber, library::Library, rows::Change},
    store::{Ahead, First, GiveWay, Loaded, Stirred, StoreError, Table, Told, Watch, Workspace},
};

/// What stirs is looked at when nothing has stirred for so long, and after so long at the latest: a file that is being
/// written stirs again when it is whole.
const QUIET: Duration = Duration::from_millis(40);
const LATEST: Duration = Duration::from_millis(250);
/// A scan that takes longer tells how far it is, and again each time this has passed.
const TELL: Duration = Duration::from_secs(1);
/// Who holds a case and dies tells nobody: while one is held it is looked at so often.
const HELD: Duration = Duration::from_secs(10);
/// When so many rows have changed, the index is written anew.
const MANY: usize = 1_000;
/// More cases than this share of all are looked at by a scan.
const SHARE: usize = 64;

/// The session's end of it.
pub struct Keeper {
    store: Workspace,
    index: Arc<Ahead>,
    answers: Teller,
    way: Way,
    thread: Option<(Sender<Wish>, PipeWriter)>,
    looked: Looked,
    /// Without a thread.
    table: Option<Table>,
}

/// Cases that the session has looked at since a scan began: what the scan saw of them may be older.
#[derive(Debug, Clone, Default)]
struct Looked(Arc<Mutex<BTreeSet<CaseNumber>>>);

impl Looked {
    fn put(&self, number: CaseNumber) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(number);
    }

    fn forget(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Rows of such cases, as they are now, where a scan has just told others.
    fn again(&self, store: &Workspace, library: &Library, told: &Change) -> Vec<Change> {
        let looked = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let told = looked.iter().filter(|number| told.concerns(number));
        told.map(|number| store.row_now(number, library)).collect()
    }
}

enum Wish {
    Scan(Arc<Library>),
    Look(Arc<Library>, CaseNumber),
}

impl Keeper {
    pub fn new(store: Workspace, index: Arc<Ahead>, answers: Teller) -> Self {
        Self {
            store,
            index,
            answers,
            way: Way::new(),
            thread: None,
            looked: Looked::default(),
            table: None,
        }
    }

    /// A key has come: a scan stands still until there are no more.
    pub fn key_came(&self) {
        self.way.key_came();
    }

    /// The first rows of a long queue, while the others are still being read.
    pub fn first(&self, library: &Library) -> Option<First> {
        self.index.first(library)
    }

    /// All rows: at first those of the index, when there is one that fits. From [`Keeper::go_on`] on the session hears what
    /// differs, and when all files have been looked at.
    pub fn read(&mut self, library: &Arc<Library>) -> Option<Event> {
        if self.thread.is_some() {
            self.ask(Wish::Scan(Arc::clone(library)));
            return None;
        }
        let begun = Instant::now();
        let loaded = self.index.take(library);
        let rows = loaded.as_ref().map(|loaded| loaded.rows.clone());
        match self.begin(library, loaded) {
            Ok(thread) => self.thread = Some(thread),
            Err(_) => return Some(self.read_now(library)),
        }
        let rows = rows?;
        note(Level::Debug, "index-read", &[log::number("cases", rows.len()), log::took(begun)]);
        Some(Event::QueueRead(Ok(rows)))
    }

    /// All rows, when all files have been looked at.
    pub fn read_now(&mut self, library: &Library) -> Event {
        let mut table = self.table.take().unwrap_or_else(|| {
            self.index.take(library).map_or_else(Table::default, Loaded::into_table)
        });
        let begun = Instant::now();
        let renewed = self.store.renew(&mut table, library);
        if renewed.is_ok() {
            read(&self.store, &mut table, begun);
        }
        let rows = renewed.map(|()| table.rows.clone());
        self.table = Some(table);
        Event::QueueRead(rows.map_err(|e| e.to_string()))
    }

    /// The first frame has been drawn: what the index says is brought up to date. Before, it would only have been in its way.
    pub fn go_on(&mut self, library: &Arc<Library>) {
        self.ask(Wish::Scan(Arc::clone(library)));
    }

    /// The row of one case, as it is now.
    pub fn look(&mut self, number: CaseNumber, library: &Arc<Library>) -> Event {
        self.looked.put(number.clone());
        let change = self.store.row_now(&number, library);
        self.ask(Wish::Look(Arc::clone(library), number));
        Event::QueueChanged(change)
    }

    fn ask(&mut self, wish: Wish) {
        if let Some((wishes, bell)) = &mut self.thread {
            let _ = wishes.send(wish);
            let _ = bell.write_all(&[0]);
        }
    }

    fn begin(
        &self,
        library: &Arc<Library>,
        loaded: Option<Loaded>,
    ) -> io::Result<(Sender<Wish>, PipeWriter)> {
        let (bell, ring) = io::pipe()?;
        let (wishes, heard) = mpsc::channel();
        let rounds = Rounds {
            store: self.store.clone(),
            answers: self.answers.clone(),
            way: self.way.clone(),
            looked: self.looked.clone(),
            library: Arc::clone(library),
            wishes: heard,
            bell,
        };
        let work = move || rounds.work(loaded);
        thread::Builder::new().name("queue".to_owned()).spawn(work)?;
        Ok((wishes, ring))
    }
}

/// The thread's end.
struct Rounds {
    store: Workspace,
    answers: Teller,
    way: Way,
    looked: Looked,
    library: Arc<Library>,
    wishes: Receiver<Wish>,
    bell: PipeReader,
}

impl Rounds {
    /// Until the session has ended.
    fn work(mut self, loaded: Option<Loaded>) {
        stand_back();
        let mut stirred = Stirred::default();
        let Ok(first) = self.wishes.recv() else { return };
        if self.bell.read_exact(&mut [0]).is_err() {
            return;
        }
        self.wanted(first, &mut stirred);
        let mut watch = Watch::begin(&self.store);
        let mut table = loaded.map_or_else(Table::default, Loaded::into_table);
        loop {
            let here = match (stirred.all, stirred.is_empty()) {
                (true, _) => self.scan(&mut table, &mut watch),
                (false, true) => true,
                (false, false) => self.look(&mut table, &stirred, &mut watch),
            };
            if !here || self.wait(&table, &mut watch, &mut stirred).is_err() {
                return;
            }
        }
    }

    /// Waits for something to do.
    fn wait(&mut self, table: &Table, watch: &mut Watch, stirred: &mut Stirred) -> io::Result<()> {
        *stirred = Stirred::default();
        let held = (!table.held().is_empty()).then_some(HELD);
        let begun = Instant::now();
        watch.wait(self.bell.as_fd(), held)?;
        if held.is_some_and(|held| begun.elapsed() >= held) {
            stirred.cases.extend(table.held().iter().cloned());
        }
        watch.take(stirred);
        let begun = Instant::now();
        let mut before = 0;
        while stirred.cases.len() > before && begun.elapsed() < LATEST {
            before = stirred.cases.len();
            thread::sleep(QUIET);
            watch.take(stirred);
        }
        self.hear(stirred)
    }

    fn hear(&mut self, stirred: &mut Stirred) -> io::Result<()> {
        loop {
            let wish = match self.wishes.try_recv() {
                Err(TryRecvError::Empty) => return Ok(()),
                Err(TryRecvError::Disconnected) => return Err(io::ErrorKind::BrokenPipe.into()),
                Ok(wish) => wish,
            };
            // A byte for each wish.
            self.bell.read_exact(&mut [0])?;
            self.wanted(wish, stirred);
        }
    }

    fn wanted(&mut self, wish: Wish, stirred: &mut Stirred) {
        let library = match wish {
            Wish::Scan(library) => {
                stirred.all = true;
                library
            }
            Wish::Look(library, number) => {
                stirred.cases.insert(number);
                library
            }
        };
        // Other words or holidays may make other rows.
        stirred.all |= !Arc::ptr_eq(&library, &self.library);
        self.library = library;
    }

    /// False when nobody hears it any more.
    fn scan(&self, table: &mut Table, watch: &mut Watch) -> bool {
        let begun = Instant::now();
        let mut told = begun;
        self.looked.forget();
        let mut tell = |found| match found {
            Told::Changed(change) => {
                let newer = self.looked.again(&self.store, &self.library, &change);
                let mut all = std::iter::once(change).chain(newer);
                all.all(|change| self.tell(Event::QueueChanged(change)))
            }
            Told::All => self.tell(Event::QueueSettled(Ok(()))),
            Told::Seen(..) if told.elapsed() < TELL => true,
            Told::Seen(seen, of) => {
                told = Instant::now();
                self.tell(Event::QueueScanned(seen, of))
            }
        };
        let give_way = self.way.giver();
        let done = scan(&self.store, table, &self.library, &give_way, &mut tell);
        watch.scanned(begun.elapsed());
        self.tell(Event::QueueSettled(done.map(|_| ()).map_err(|e| e.to_string())))
    }

    fn look(&self, table: &mut Table, stirred: &Stirred, watch: &mut Watch) -> bool {
        if stirred.cases.len() > SHARE.max(table.rows.len() / SHARE) {
            return self.scan(table, watch);
        }
        match self.store.look_at(&stirred.cases, table, &self.library) {
            Ok(Some(change)) => {
                keep(&self.store, table, MANY);
                self.tell(Event::QueueChanged(change))
            }
            // A folder that cannot be opened now is looked at again when it stirs.
            Ok(None) | Err(_) => true,
        }
    }

    fn tell(&self, event: Event) -> bool {
        self.answers.tell(event)
    }
}

/// Looks at all files, and writes the index when something differs.
fn scan(
    store: &Workspace,
    table: &mut Table,
    library: &Library,
    give_way: GiveWay<'_>,
    tell: &mut dyn FnMut(Told) -> bool,
) -> Result<bool, StoreError> {
    let begun = Instant::now();
    let to_the_end = store.scan_behind(table, library, give_way, tell)?;
    if to_the_end {
        read(store, table, begun);
    }
    Ok(to_the_end)
}

/// All files have been looked at.
fn read(store: &Workspace, table: &mut Table, begun: Instant) {
    note(Level::Debug, "queue-read", &[log::number("cases", table.rows.len()), log::took(begun)]);
    keep(store, table, 1);
}

/// Without an index all is as with one, only later: that it cannot be written is no error to the reviewer.
fn keep(store: &Workspace, table: &mut Table, least: usize) {
    let begun = Instant::now();
    match store.keep_index(table, least) {
        Ok(true) => note(Level::Debug, "index-written", &[log::took(begun)]),
        Ok(false) => {}
        Err(_) => note(Level::Error, "index-not-written", &[]),
    }
}

/// Who sits here goes first: this thread, and those that it begins, take what time is left.
#[cfg(target_os = "linux")]
fn stand_back() {
    // To Linux the process that calls is the thread. Where it refuses, all are alike.
    let _ = rustix::process::setpriority_process(None, 10);
}

#[cfg(not(target_os = "linux"))]
fn stand_back() {}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::domain::rows::Pack;

    /// A scan that stood still for keys tells what it saw before; what was looked at since is told once more after it.
    #[test]
    fn what_was_looked_at_is_newer_than_what_a_scan_has_seen() {
        let store = Workspace::open(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        let library = store.library().unwrap();
        let number: CaseNumber = "CM15-0000001".parse().unwrap();
        let now = store.row_now(&number, &library);
        let mut older = now.rows.get(0);
        older.items = vec!["as it was".to_owned()];
        let mut rows = Pack::default();
        rows.push(older);
        let told = Change { instead_of: Vec::new(), rows: Arc::new(rows) };
        let looked = Looked::default();
        assert_eq!(looked.again(&store, &library, &told), Vec::new());
        looked.put(number);
        assert_eq!(looked.again(&store, &library, &told), [now]);
        looked.put("CM26-0000101".parse().unwrap());
        assert_eq!(looked.again(&store, &library, &told).len(), 1, "nothing was told of that one");
        looked.forget();
        assert_eq!(looked.again(&store, &library, &told), Vec::new());
    }
}
