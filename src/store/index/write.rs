//! Writing the index.

use std::{
    fs::File,
    io::{self, Write},
    os::unix::fs::FileExt,
};

use super::{
    format::{CAPS, Head, KEYS, LOCK, MORE, NAME, ORDER, Part, RECORDS, Section, TERMS, TEXT},
    more::More,
    table::Table,
};
use crate::{
    domain::{
        queue::{Sort, SortKey},
        rows::{Record, Terms},
    },
    store::{Workspace, fail},
};

/// So many of all rows may differ: reading them again costs less than writing all.
const SHARE: usize = 1_000;
/// So many rows are the first part of a longer queue: some screens of it, and mostly the case where the reviewer was.
pub const FIRST: usize = 1_024;

impl Workspace {
    /// Writes the index, when so much differs from what it says that this is worth it: at least so many rows. Another
    /// process that is writing one does it for this one, too.
    ///
    /// # Errors
    /// When the disk refuses: then there is none, or the one before.
    pub fn keep_index(&self, table: &mut Table, least: usize) -> io::Result<bool> {
        if table.differs < least.max(table.rows.len() / SHARE).max(1) {
            return Ok(false);
        }
        let folder = self.made_folder(".imr")?;
        let lock = folder.kept_file(LOCK)?;
        if lock.try_lock().is_err() {
            return Ok(false);
        }
        folder.replace_by(NAME, "index", |file| write(file, table))?;
        table.differs = 0;
        Ok(true)
    }

    /// Leaves what a command has found to the next one, where the disk takes it and the one who asks works here: neither folder
    /// nor index are to belong to who only looks, for then the others could not replace it.
    pub fn leave_index(&self, table: &mut Table) {
        if self.folder(".imr").is_ok_and(|folder| folder.is_own()) {
            // Without an index all is as with one, only later.
            let _ = self.keep_index(table, 1);
        }
    }
}

/// Rows that are written, by number: the table's place of each.
struct Kept<'a> {
    table: &'a Table,
    places: Vec<u32>,
    /// The same places, in the order in which the queue opens.
    order: Vec<u32>,
    regions: Terms,
    services: Terms,
    more: Vec<More>,
}

impl<'a> Kept<'a> {
    /// Those of these rows that can be kept.
    fn of(table: &'a Table, places: Vec<u32>) -> Self {
        let mut places =
            table.rows.sorted_of(Sort { by: SortKey::Number, reversed: false }, places);
        let (mut row, mut more) = (0, Vec::new());
        places.retain(|place| kept_row(table, *place, &mut row, &mut more));
        let order = table.rows.sorted_of(Sort::default(), places.clone());
        let (regions, services) = (Terms::default(), Terms::default());
        Self { table, places, order, regions, services, more }
    }

    fn all(table: &'a Table) -> Self {
        let odd = |place: &u32| table.odd.iter().any(|row| table.rows.is(*place, &row.number));
        Self::of(table, table.rows.places().filter(|place| !odd(place)).collect())
    }

    /// Those with which the queue opens; of a short one, none.
    fn first(&self) -> Self {
        let many = if self.order.len() > FIRST { FIRST } else { 0 };
        Self::of(self.table, self.order[..many].to_vec())
    }

    fn raw(&self, place: u32) -> (Record, &'a [u8], &'a [u8]) {
        self.table.rows.raw(place)
    }
}

/// True when the row can be kept: what says more than the columns is put down beside. A row that would not come back as
/// it is, is left to the scan.
fn kept_row(table: &Table, place: u32, row: &mut u32, more: &mut Vec<More>) -> bool {
    if let Some((columns, mut whole)) = table.rows.both(place) {
        whole.held = None;
        if columns != whole {
            let says = More::of(*row, &whole, &columns);
            let mut back = columns;
            says.clone().fill(&mut back);
            if back != whole {
                return false;
            }
            more.push(says);
        }
    }
    *row += 1;
    true
}

fn write(file: &mut File, table: &Table) -> io::Result<()> {
    let mut all = Kept::all(table);
    let mut head = Head { ground: table.ground, first: Part::default(), all: Part::default() };
    file.write_all(&head.bytes())?;
    let mut first = all.first();
    head.first = part(file, &mut first)?;
    head.all = part(file, &mut all)?;
    let mut to = Section::new(file);
    for place in &all.places {
        to.put(&table.key(*place).bytes())?;
    }
    head.all.sections[KEYS] = to.end()?;
    file.write_all_at(&head.bytes(), 0)
}

/// Writes the rows, without their keys.
fn part(file: &mut File, kept: &mut Kept<'_>) -> io::Result<Part> {
    let mut part = Part::of(u32::try_from(kept.places.len()).map_err(io::Error::other)?);
    part.sections[RECORDS] = records(file, kept)?;
    for (section, which) in [(TEXT, 1), (CAPS, 2)] {
        let mut to = Section::new(file);
        for place in &kept.places {
            let (_, text, caps) = kept.raw(*place);
            to.put(if which == 1 { text } else { caps })?;
        }
        part.sections[section] = to.end()?;
    }
    fail::point("index.write")?;
    let terms = serde_json::to_vec(&(kept.regions.lists(), kept.services.lists()))?;
    for (section, bytes) in [(TERMS, terms), (MORE, serde_json::to_vec(&kept.more)?)] {
        let mut to = Section::new(file);
        to.put(&bytes)?;
        part.sections[section] = to.end()?;
    }
    let mut row_of = vec![0_u32; kept.table.rows.end() as usize];
    for (row, place) in (0..).zip(&kept.places) {
        row_of[*place as usize] = row;
    }
    let mut to = Section::new(file);
    for place in &kept.order {
        to.put(&row_of[*place as usize].to_le_bytes())?;
    }
    part.sections[ORDER] = to.end()?;
    Ok(part)
}

fn records(file: &mut File, kept: &mut Kept<'_>) -> io::Result<(u64, u64)> {
    let (mut text_at, mut caps_at) = (0_u32, 0_u32);
    let full = || io::Error::other("more words than an index holds");
    let mut to = Section::new(file);
    for place in &kept.places {
        let (record, text, caps) = kept.table.rows.raw(*place);
        let (regions, services) = kept.table.rows.lists(*place);
        let lists = (kept.regions.put(regions), kept.services.put(services));
        let record = record.not_held().moved((text_at, caps_at), lists);
        to.put(&record.bytes())?;
        let after = |at: u32, bytes: &[u8]| u32::try_from(bytes.len()).ok()?.checked_add(at);
        text_at = after(text_at, text).ok_or_else(full)?;
        caps_at = after(caps_at, caps).ok_or_else(full)?;
    }
    to.end()
}
