//! Reading the index.

use std::{
    fs::File,
    io,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        mpsc::{self, Receiver},
    },
    thread::{self, JoinHandle},
};

use super::{
    format::{CAPS, Head, KEYS, MORE, NAME, ORDER, Part, RECORDS, TERMS, TEXT, ground},
    key::Key,
    more::{More, with_more},
    table::Table,
};
use crate::{
    domain::{
        library::Library,
        rows::{Bits, Pack, Parts, Record, Rows, Terms},
    },
    store::{Workspace, fail},
};

/// An index that fits.
#[derive(Debug)]
pub struct Loaded {
    pub rows: Rows,
    file: File,
    head: Head,
}

/// The rows that a long queue opens with, which are a small part of all.
#[derive(Debug)]
pub struct First {
    pub rows: Rows,
    /// How many there are in all.
    pub of: usize,
    ground: [u8; 32],
}

/// An index that is being read, while the library is.
#[derive(Debug)]
pub struct Ahead(Mutex<Option<Reading>>);

#[derive(Debug)]
struct Reading {
    first: Receiver<First>,
    all: JoinHandle<Option<Loaded>>,
}

impl Workspace {
    /// The index, when there is one that fits what the rows rest on. Of anything that is wrong with it, nothing is said:
    /// it is made anew.
    pub fn index(&self, library: &Library) -> Option<Loaded> {
        self.whole_index(|_| {}).filter(|loaded| loaded.head.ground == ground(library))
    }

    /// Begins to read it, before it is known what rows rest on.
    pub fn index_ahead(&self) -> Ahead {
        let store = self.clone();
        let (to, first) = mpsc::channel();
        let named = thread::Builder::new().name("index".to_owned());
        let read = move || store.whole_index(move |first| drop(to.send(first)));
        let all = named.spawn(read).ok();
        Ahead(Mutex::new(all.map(|all| Reading { first, all })))
    }

    /// Reads all of it; gives away the first rows as soon as they are there.
    fn whole_index(&self, give: impl FnOnce(First)) -> Option<Loaded> {
        let file = self.opened(&format!(".imr/{NAME}")).ok()?;
        let head = Head::read(&file)?;
        if head.first.rows > 0 {
            let (rows, of) = (head.first.load(&file)?, head.all.rows as usize);
            give(First { rows, of, ground: head.ground });
        } else {
            drop(give);
        }
        fail::point("index.rest").ok()?;
        Some(Loaded { rows: head.all.load(&file)?, file, head })
    }
}

impl Ahead {
    fn reading(&self) -> MutexGuard<'_, Option<Reading>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The rows that the queue opens with, when they fit what rows rest on and the others are still being read.
    pub fn first(&self, library: &Library) -> Option<First> {
        let reading = self.reading();
        let reading = reading.as_ref().filter(|reading| !reading.all.is_finished())?;
        let first = reading.first.recv().ok()?;
        (first.ground == ground(library)).then_some(first)
    }

    /// What was read, once, when it fits what the rows rest on.
    pub fn take(&self, library: &Library) -> Option<Loaded> {
        let reading = self.reading().take();
        // Without its thread there is no index. A panic on it ends the process, once the bench has set its hook.
        let read = reading?.all.join().ok().flatten();
        read.filter(|loaded| loaded.head.ground == ground(library))
    }
}

impl Loaded {
    /// The table to scan with: its keys are read only now. Without them, every file is read.
    pub fn into_table(self) -> Table {
        let mut keys = Vec::with_capacity(self.head.all.rows as usize);
        let read = self.head.all.each(&self.file, KEYS, |block| {
            keys.extend(block.chunks_exact(Key::SIZE).map(Key::read));
        });
        if read.is_err() {
            keys.clear();
        }
        Table::of(self.rows, keys, self.head.ground)
    }
}

impl Part {
    fn load(&self, file: &File) -> Option<Rows> {
        let pack = Pack::of(self.columns(file).ok()?)?;
        let more: Vec<More> = serde_json::from_slice(&self.section(file, MORE).ok()?).ok()?;
        let pack = with_more(pack, more)?;
        Some(Rows::in_order(Arc::new(pack), self.order(file).ok()?))
    }

    fn columns(&self, file: &File) -> io::Result<Parts> {
        let mut records = Vec::with_capacity(self.rows as usize);
        self.each(file, RECORDS, |block| {
            let (entries, _) = block.as_chunks::<{ Record::SIZE }>();
            records.extend(entries.iter().map(Record::read));
        })?;
        let (text, caps) = (self.section(file, TEXT)?, self.section(file, CAPS)?);
        let (regions, services) = serde_json::from_slice(&self.section(file, TERMS)?)?;
        let (regions, services) = (Terms::of(regions), Terms::of(services));
        Ok(Parts { records, text, caps, regions, services })
    }

    /// The order in which the queue opens: each row once.
    fn order(&self, file: &File) -> io::Result<Vec<u32>> {
        let mut order = Vec::with_capacity(self.rows as usize);
        self.each(file, ORDER, |block| {
            order.extend(block.as_chunks::<4>().0.iter().map(|b| u32::from_le_bytes(*b)));
        })?;
        let mut all = Bits::none(self.rows);
        order.iter().filter(|row| **row < self.rows).for_each(|row| all.set(*row));
        if all.count() == self.rows as usize {
            Ok(order)
        } else {
            Err(io::ErrorKind::InvalidData.into())
        }
    }
}

#[cfg(test)]
mod tests;
