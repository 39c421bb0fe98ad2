//! Reading the index.

use std::{
    fs::File,
    io,
    sync::{Arc, Mutex, PoisonError},
    thread::{self, JoinHandle},
};

use super::{
    format::{CAPS, Head, KEYS, MORE, NAME, ORDER, RECORDS, TERMS, TEXT, ground},
    key::Key,
    more::{More, with_more},
    table::Table,
};
use crate::{
    domain::{
        library::Library,
        rows::{Bits, Pack, Parts, Record, Rows, Terms},
    },
    store::Workspace,
};

/// An index that fits.
#[derive(Debug)]
pub struct Loaded {
    pub rows: Rows,
    file: File,
    head: Head,
}

/// An index that is being read, while the library is.
#[derive(Debug)]
pub struct Ahead(Mutex<Option<JoinHandle<Option<Loaded>>>>);

impl Workspace {
    /// The index, when there is one that fits what the rows rest on. Of anything that is wrong with it, nothing is said:
    /// it is made anew.
    pub fn index(&self, library: &Library) -> Option<Loaded> {
        self.whole_index().filter(|loaded| loaded.rests_on(library))
    }

    /// Begins to read it, before it is known what rows rest on.
    pub fn index_ahead(&self) -> Ahead {
        let store = self.clone();
        let named = thread::Builder::new().name("index".to_owned());
        Ahead(Mutex::new(named.spawn(move || store.whole_index()).ok()))
    }

    fn whole_index(&self) -> Option<Loaded> {
        let file = self.opened(&format!(".imr/{NAME}")).ok()?;
        Head::read(&file)?.load(file)
    }
}

impl Ahead {
    /// What was read, once, when it fits what the rows rest on.
    pub fn take(&self, library: &Library) -> Option<Loaded> {
        let read = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        // A thread that panicked has said so: then there is no index.
        read?.join().ok().flatten().filter(|loaded| loaded.rests_on(library))
    }
}

impl Loaded {
    fn rests_on(&self, library: &Library) -> bool {
        self.head.ground == ground(library)
    }

    /// The table to scan with: its keys are read only now. Without them, every file is read.
    pub fn into_table(self) -> Table {
        let bytes = self.head.section(&self.file, KEYS).unwrap_or_default();
        let keys = bytes.chunks_exact(Key::SIZE).map(Key::read).collect();
        Table::of(self.rows, keys, self.head.ground)
    }
}

impl Head {
    fn load(self, file: File) -> Option<Loaded> {
        let records = || {
            let mut records = Vec::with_capacity(self.rows as usize);
            self.each(&file, RECORDS, |block| {
                let (entries, _) = block.as_chunks::<{ Record::SIZE }>();
                records.extend(entries.iter().map(Record::read));
            })?;
            let more: Vec<More> = serde_json::from_slice(&self.section(&file, MORE)?)?;
            io::Result::Ok((records, more))
        };
        // Two threads copy faster than one.
        let (records, words) = thread::scope(|scope| {
            let other =
                thread::Builder::new().name("index".to_owned()).spawn_scoped(scope, records);
            let words = self.words(&file);
            let records = other.ok().and_then(|o| o.join().ok()).unwrap_or_else(records);
            (records, words)
        });
        let (mut parts, order) = words.ok()?;
        let (records, more) = records.ok()?;
        parts.records = records;
        let pack = Pack::of(parts)?;
        let pack = with_more(pack, more)?;
        Some(Loaded { rows: Rows::in_order(Arc::new(pack), order), file, head: self })
    }

    fn words(&self, file: &File) -> io::Result<(Parts, Vec<u32>)> {
        let text = self.section(file, TEXT)?;
        let caps = self.section(file, CAPS)?;
        let (regions, services) = serde_json::from_slice(&self.section(file, TERMS)?)?;
        let mut order = Vec::with_capacity(self.rows as usize);
        self.each(file, ORDER, |block| {
            order.extend(block.as_chunks::<4>().0.iter().map(|b| u32::from_le_bytes(*b)));
        })?;
        let mut all = Bits::default();
        order.iter().filter(|row| **row < self.rows).for_each(|row| all.set(*row));
        if all.count() != self.rows as usize {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let (regions, services) = (Terms::of(regions), Terms::of(services));
        Ok((Parts { records: Vec::new(), text, caps, regions, services }, order))
    }
}
