//! The scan: what of the workspace is not as the table has it.

use std::{collections::BTreeSet, thread};

use super::{
    key::{Key, Moment},
    names::{GiveWay, Listed, Named, STEP},
    one::{Around, Depth, Found, Lists, Look},
    read::Loaded,
    table::Table,
};
use crate::{
    domain::{
        case::CaseNumber,
        library::Library,
        queue::CaseSummary,
        rows::{Bits, Change},
    },
    store::{StoreError, Workspace, fail, workspace::misnamed_row},
};

/// The first rows come soon, later ones in larger batches.
const FIRST: usize = 64;
const MOST: usize = 16 * 1024;
/// So many rows that were read at a glance are worth an index.
const WORTH: usize = 1_000;
/// More threads than this do not read faster.
const THREADS: usize = 8;

/// What a scan tells.
#[derive(Debug)]
pub enum Told {
    /// Cases have come, gone or changed.
    Changed(Change),
    /// So many of so many files have been looked at.
    Seen(usize, usize),
    /// Every case has a row; some may have been read at a glance, and are now read whole.
    All,
}

/// Hears what a scan finds; false ends it.
pub type Tell<'a> = dyn FnMut(Told) -> bool + 'a;

impl Workspace {
    fn case_names(&self, table: &Table, give_way: GiveWay<'_>) -> Result<Listed, StoreError> {
        let io = |e| StoreError::io("list", &self.path("cases"), e);
        fail::point("queue.read").map_err(io)?;
        self.folder("cases").and_then(|cases| Listed::of(&cases, table, give_way)).map_err(io)
    }

    /// Looks at every file of the workspace, and reads those that differ. Where nothing is known yet, it is read at a glance
    /// first: the whole list is there soon. False when it was ended.
    ///
    /// # Errors
    /// When a folder cannot be listed.
    pub fn scan(
        &self,
        table: &mut Table,
        library: &Library,
        tell: &mut Tell<'_>,
    ) -> Result<bool, StoreError> {
        self.scan_behind(table, library, &|| {}, tell)
    }

    /// The same, while somebody works: every few files, each of its threads asks for the way.
    ///
    /// # Errors
    /// When a folder cannot be listed.
    pub fn scan_behind(
        &self,
        table: &mut Table,
        library: &Library,
        give_way: GiveWay<'_>,
        tell: &mut Tell<'_>,
    ) -> Result<bool, StoreError> {
        table.rest_on(library);
        let bare = table.rows.is_empty();
        if bare && !self.first_rows(table, library, tell)? {
            return Ok(false);
        }
        let now = Moment::now();
        // Who has no list yet waits for this one: keys do not hold it up.
        let for_the_list: GiveWay<'_> = if bare { &|| {} } else { give_way };
        let names = self.case_names(table, for_the_list)?;
        if !tell(Told::Seen(0, names.len())) {
            return Ok(false);
        }
        let lists = Lists::read(self, now, for_the_list)?;
        let mut look = self.look(library, Around::Listed(&lists), now)?;
        look.give_way = for_the_list;
        if bare {
            look.depth = Depth::Glance;
            if !all_of(&look, &names, table, tell) || !tell(Told::All) {
                return Ok(false);
            }
            if names.len() > WORTH {
                // Who ends it now goes on from here the next time. When the disk refuses, the writing at the end tells of it.
                let _ = self.keep_index(table, 1);
            }
            (look.depth, look.give_way) = (Depth::Whole, give_way);
        }
        Ok(all_of(&look, &names, table, tell))
    }

    /// All rows as the files are now: those of the index whose files are as it knew them, the others read whole. Nothing is
    /// written; [`Workspace::leave_index`] does.
    ///
    /// # Errors
    /// When a folder cannot be listed.
    pub fn table_now(&self, library: &Library) -> Result<Table, StoreError> {
        let mut table = self.index(library).map_or_else(Table::default, Loaded::into_table);
        self.renew(&mut table, library)?;
        Ok(table)
    }

    /// Brings the table up to date for who waits for all of it: nothing is read at a glance first.
    ///
    /// # Errors
    /// When a folder cannot be listed.
    pub fn renew(&self, table: &mut Table, library: &Library) -> Result<(), StoreError> {
        table.rest_on(library);
        let now = Moment::now();
        let names = self.case_names(table, &|| {})?;
        let lists = Lists::read(self, now, &|| {})?;
        let look = self.look(library, Around::Listed(&lists), now)?;
        all_of(&look, &names, table, &mut |_| true);
        Ok(())
    }

    /// Rows of some cases, before the folder has been read to its end: there is something to see at once.
    fn first_rows(
        &self,
        table: &mut Table,
        library: &Library,
        tell: &mut Tell<'_>,
    ) -> Result<bool, StoreError> {
        let io = |e| StoreError::io("list", &self.path("cases"), e);
        fail::point("queue.read").map_err(io)?;
        let names = self.folder("cases").and_then(|cases| cases.some_names(FIRST)).map_err(io)?;
        let stems = names.iter().filter_map(|name| name.strip_suffix(".yaml"));
        let numbers = stems.filter_map(|stem| stem.parse().ok()).collect();
        let mut look = self.look(library, Around::Asked, Moment::now())?;
        look.depth = Depth::Glance;
        Ok(these_of(&look, &numbers, table).is_none_or(|change| tell(Told::Changed(change))))
    }

    /// The row of a case as it is now, in the place of the one that is known; none when its file is gone. It is read at a
    /// glance where that is enough: somebody waits for it.
    pub fn row_now(&self, number: &CaseNumber, library: &Library) -> Change {
        let Ok(mut look) = self.look(library, Around::Asked, Moment::now()) else {
            // What is known stays.
            return Change::default();
        };
        look.depth = Depth::Glance;
        let numbers = BTreeSet::from([number.clone()]);
        let change = these_of(&look, &numbers, &mut Table::default()).unwrap_or_default();
        Change { instead_of: vec![number.clone()], ..change }
    }

    /// Looks at these cases alone.
    ///
    /// # Errors
    /// When the folder of cases cannot be opened.
    pub fn look_at(
        &self,
        numbers: &BTreeSet<CaseNumber>,
        table: &mut Table,
        library: &Library,
    ) -> Result<Option<Change>, StoreError> {
        let look = self.look(library, Around::Asked, Moment::now())?;
        Ok(these_of(&look, numbers, table))
    }

    fn look<'a>(
        &'a self,
        library: &'a Library,
        around: Around<'a>,
        now: Moment,
    ) -> Result<Look<'a>, StoreError> {
        let cases = self.folder("cases");
        let cases = cases.map_err(|e| StoreError::io("list", &self.path("cases"), e))?;
        let decided = self.folder("determinations").ok();
        let (depth, give_way): (_, GiveWay<'_>) = (Depth::Whole, &|| {});
        Ok(Look { store: self, library, cases, decided, around, now, depth, give_way })
    }
}

/// Looks at all of these files. False when it was ended.
fn all_of(look: &Look<'_>, names: &Listed, table: &mut Table, tell: &mut Tell<'_>) -> bool {
    let (mut seen, mut odd) = (Bits::none(table.rows.end()), Vec::new());
    let (mut at, mut size, of) = (0, FIRST, names.len());
    let mut all = names.iter();
    while at < of {
        let some: Vec<Named<'_>> = all.by_ref().take(size).collect();
        let found = found_in(look, &some, table);
        // Where little differs, batches are large at once.
        (at, size) = (at + some.len(), (size * 2).min(MOST));
        let change = take(table, found, &mut seen, &mut odd);
        if !change.is_none_or(|change| tell(Told::Changed(change))) || !tell(Told::Seen(at, of)) {
            return false;
        }
    }
    let gone = table.gone(&seen);
    let gone = (!gone.is_empty()).then(|| table.put(gone, Vec::new()));
    let odd = odd_rows(table, odd, look);
    gone.into_iter().chain(odd).all(|change| tell(Told::Changed(change)))
}

/// Looks at these cases alone.
fn these_of(look: &Look<'_>, numbers: &BTreeSet<CaseNumber>, table: &mut Table) -> Option<Change> {
    let (mut instead_of, mut rows) = (Vec::new(), Vec::new());
    for number in numbers {
        let there = look.cases.has(&format!("{number}.yaml")).unwrap_or(true);
        let place = table.rows.find(number);
        if !there {
            instead_of.extend(place.map(|_| number.clone()));
            continue;
        }
        match (look.at(number, place, table), place) {
            (Some(Found { key, row: Some(row) }), place) => {
                let same = place.is_some_and(|place| table.rows.get(place) == row);
                match place.filter(|_| same) {
                    Some(place) => table.set_key(place, key),
                    None => {
                        instead_of.extend(place.map(|_| number.clone()));
                        rows.push((row, key));
                    }
                }
            }
            (Some(Found { key, row: None }), Some(place)) => table.set_key(place, key),
            _ => {}
        }
    }
    // Those of other files that come to the same number stay.
    let odd = table.odd.iter().filter(|odd| instead_of.contains(&odd.number));
    rows.extend(odd.map(|odd| (odd.clone(), Key::default())));
    let none = instead_of.is_empty() && rows.is_empty();
    (!none).then(|| table.put(instead_of, rows))
}

/// What was seen of a stretch of the names: a place of the table that stands, or a row that differs.
enum Seen {
    Stands(u32),
    Differs(CaseNumber, Option<u32>, Box<Found>),
    Odd(String),
}

fn found_in(look: &Look<'_>, names: &[Named<'_>], table: &Table) -> Vec<Seen> {
    let work = |part: &[Named<'_>]| -> Vec<Seen> {
        let one = |(at, name): (usize, &Named<'_>)| {
            if at % STEP == 0 {
                (look.give_way)();
            }
            seen(look, *name, table)
        };
        part.iter().enumerate().map(one).collect()
    };
    let threads = thread::available_parallelism().map_or(1, |n| n.get().min(THREADS));
    if names.len() < FIRST || threads == 1 {
        return work(names);
    }
    thread::scope(|scope| {
        let begin = |part| {
            let named = thread::Builder::new().name("scan".to_owned());
            (part, named.spawn_scoped(scope, move || work(part)))
        };
        let begun: Vec<_> = names.chunks(names.len().div_ceil(threads)).map(begin).collect();
        let found = begun.into_iter().flat_map(|(part, thread)| {
            // What a thread could not do is done here; one that panicked has said so.
            thread.ok().and_then(|t| t.join().ok()).unwrap_or_else(|| work(part))
        });
        found.collect()
    })
}

fn seen(look: &Look<'_>, name: Named<'_>, table: &Table) -> Seen {
    let (number, place) = match name {
        Named::Known(place) => {
            let number = table.rows.number(place);
            // Where it is dead, another row has taken its place meanwhile.
            let live = table.rows.is_live(place).then_some(place);
            let place = live.or_else(|| table.rows.find(&number));
            (number, place)
        }
        Named::New(stem) => {
            let Ok(number) = stem.parse() else { return Seen::Odd(stem.to_owned()) };
            let place = table.rows.find(&number);
            (number, place)
        }
    };
    match (look.at(&number, place, table), place) {
        (None, Some(place)) => Seen::Stands(place),
        (Some(found), place) => Seen::Differs(number, place, Box::new(found)),
        (None, None) => Seen::Odd(number.to_string()),
    }
}

/// Carries what was seen into the table.
fn take(
    table: &mut Table,
    found: Vec<Seen>,
    seen: &mut Bits,
    odd: &mut Vec<String>,
) -> Option<Change> {
    let (mut instead_of, mut rows) = (Vec::new(), Vec::new());
    for one in found {
        match one {
            Seen::Stands(place) => seen.set(place),
            Seen::Odd(stem) => odd.push(stem),
            Seen::Differs(number, place, found) => match (found.row, place) {
                (Some(row), Some(place)) if table.rows.get(place) == row => {
                    if table.key(place) != found.key {
                        table.set_key(place, found.key);
                    }
                    seen.set(place);
                }
                (Some(row), place) => {
                    instead_of.extend(place.map(|_| number));
                    rows.push((row, found.key));
                }
                (None, Some(place)) => {
                    table.set_key(place, found.key);
                    seen.set(place);
                }
                (None, None) => {}
            },
        }
    }
    if rows.is_empty() {
        return None;
    }
    let change = table.put(instead_of, rows);
    // They lie at the end now.
    let (end, many) = (table.rows.end(), change.rows.len());
    seen.set_all(end - many..end);
    Some(change)
}

/// Rows of files whose names are no case numbers. They share a number with nobody, or with another case: where anything of
/// them differs, all of their numbers are put down anew.
fn odd_rows(table: &mut Table, stems: Vec<String>, look: &Look<'_>) -> Option<Change> {
    let rows: Vec<CaseSummary> = stems.into_iter().map(|stem| misnamed_row(&stem)).collect();
    let numbers = rows.iter().chain(&table.odd).map(|row| row.number.clone());
    let numbers: BTreeSet<CaseNumber> = numbers.collect();
    let is_there = |number: &&CaseNumber| look.cases.has(&format!("{number}.yaml")).unwrap_or(true);
    let named: Vec<&CaseNumber> = numbers.iter().filter(is_there).collect();
    if rows == table.odd && table.count(&numbers) == rows.len() + named.len() {
        return None;
    }
    let mut put: Vec<_> = rows.iter().map(|row| (row.clone(), Key::default())).collect();
    for number in named {
        let fresh = look.at(number, None, &Table::default());
        put.extend(fresh.and_then(|found| Some((found.row?, found.key))));
    }
    table.odd = rows;
    Some(table.put(numbers.into_iter().collect(), put))
}
