//! One case: what stands beside its file, and whether its row still holds.

use std::{collections::BTreeMap, io};

use super::{
    format::together,
    key::{self, Key, Moment},
    names::{GiveWay, Marks},
    table::Table,
};
use crate::{
    domain::{
        case::CaseNumber, determination::version_stem, hold::Holder, library::Library,
        queue::CaseSummary,
    },
    store::{StoreError, Workspace, walls::Folder},
};

/// What stands beside the case files.
pub enum Around<'a> {
    /// All that the folders list.
    Listed(&'a Lists),
    /// To be looked up, case by case.
    Asked,
}

#[derive(Debug)]
pub struct Lists {
    pub records: Marks,
    /// None where the folder cannot be listed: then each case is read, and says why it cannot be opened.
    pub drafts: Option<Marks>,
    pub decided: Option<Marks>,
    pub holders: BTreeMap<CaseNumber, Holder>,
}

/// What a scan looks from.
pub struct Look<'a> {
    pub store: &'a Workspace,
    pub library: &'a Library,
    pub cases: Folder,
    /// None: there are no determinations.
    pub decided: Option<Folder>,
    pub around: Around<'a>,
    pub now: Moment,
    pub depth: Depth,
    pub give_way: GiveWay<'a>,
}

/// How a file is read that is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// What makes the row; the rest is left for later.
    Glance,
    Whole,
}

/// A row that is not as the table has it.
pub struct Found {
    pub key: Key,
    /// None: only the key is another one.
    pub row: Option<CaseSummary>,
}

struct Beside {
    key: u64,
    /// A draft is there, and so many versions of a determination.
    draft: bool,
    versions: u32,
    records: bool,
    held: Option<Holder>,
}

impl Lists {
    pub fn read(store: &Workspace, now: Moment, give_way: GiveWay<'_>) -> Result<Self, StoreError> {
        let marks = |folder: &'static str, ending, stats: bool| {
            let key = |folder: &Folder, name: &str| match stats.then(|| folder.stat(name)) {
                Some(Ok(Some(stat))) => now.key(&stat).unwrap_or(key::UNKNOWN),
                _ => key::UNKNOWN,
            };
            Marks::of(store.folder(folder), ending, give_way, key)
        };
        let io = |e| StoreError::io("list", &store.path("records"), e);
        Ok(Self {
            records: marks("records", "", false).map_err(io)?,
            drafts: marks(".imr/drafts", ".yaml", true).ok(),
            decided: marks("determinations", ".yaml", true).ok(),
            holders: store.holders()?,
        })
    }
}

impl Look<'_> {
    /// Looks at the file of a case, of which the table has this row. `None`: the row stands as it is.
    pub fn at(&self, number: &CaseNumber, place: Option<u32>, table: &Table) -> Option<Found> {
        let known = place.map(|place| (table.key(place), place));
        let beside = self.beside(number);
        let stat = self.cases.stat(&format!("{number}.yaml")).ok().flatten();
        let by_times = stat.as_ref().and_then(|stat| self.now.key(stat));
        let sound = |known: Key| known.beside == beside.key && beside.key != key::UNKNOWN;
        if let Some((known, place)) = known.filter(|(known, _)| sound(*known)) {
            let file = match by_times {
                Some(now) if now == known.file => Some(now),
                // Its times did not tell then, or do not now: its content does.
                _ if known.is_young() => self
                    .content(number)
                    .filter(|content| *content == known.file)
                    .map(|content| by_times.unwrap_or(content)),
                _ => None,
            };
            if let Some(file) = file {
                let record = table.rows.record(place);
                let plain = !record.is_held() && beside.held.is_none();
                return if plain && record.has_records() == beside.records {
                    let key = Key { file, ..known };
                    (key != known).then_some(Found { key, row: None })
                } else {
                    renewed(known, file, table.rows.get(place), &beside)
                };
            }
        }
        if self.depth == Depth::Glance
            && let Some(mut row) = self.row_at_a_glance(number, (beside.draft, beside.versions))
        {
            row.standing.records = beside.records;
            row.held = beside.held;
            let key = Key { file: key::UNKNOWN, beside: beside.key };
            return Some(Found { key, row: Some(row) });
        }
        let content = if by_times.is_none() { self.content(number) } else { None };
        let mut row = self.store.summary_of(number, self.library, beside.key != key::NOTHING);
        row.standing.records = beside.records;
        row.held = beside.held;
        let file = match row.problems.is_empty() {
            true => by_times.or(content).unwrap_or(key::UNKNOWN),
            // What cannot be read may be readable the next time.
            false => key::UNKNOWN,
        };
        Some(Found { key: Key { file, beside: beside.key }, row: Some(row) })
    }

    fn content(&self, number: &CaseNumber) -> Option<u64> {
        let bytes = self.store.bytes_if_there(&format!("cases/{number}.yaml"));
        bytes.ok().flatten().map(|bytes| key::by_content(&bytes))
    }

    fn beside(&self, number: &CaseNumber) -> Beside {
        match &self.around {
            Around::Listed(lists) => {
                let key = |marks: &Option<Marks>, stem: &str| match marks {
                    Some(marks) => Ok(marks.key(stem)),
                    None => Err(io::ErrorKind::Other.into()),
                };
                let draft = key(&lists.drafts, number.as_str());
                let records = lists.records.has(number.as_str());
                let held = lists.holders.get(number).cloned();
                Beside::of(number, draft, |stem| key(&lists.decided, stem), (records, held))
            }
            Around::Asked => {
                let asked = |folder: &str, name: &str| -> io::Result<Option<u64>> {
                    let stat = match self.store.folder(folder) {
                        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
                        folder => folder?.stat(name)?,
                    };
                    Ok(stat.map(|stat| self.now.key(&stat).unwrap_or(key::UNKNOWN)))
                };
                let draft = asked(".imr/drafts", &format!("{number}.yaml"));
                let decided = |stem: &str| asked("determinations", &format!("{stem}.yaml"));
                let records = asked("records", number.as_str()).is_ok_and(|key| key.is_some());
                let held = self.store.held_by_another(number);
                Beside::of(number, draft, decided, (records, held))
            }
        }
    }
}

impl Beside {
    fn of(
        number: &CaseNumber,
        draft: io::Result<Option<u64>>,
        decided: impl Fn(&str) -> io::Result<Option<u64>>,
        (records, held): (bool, Option<Holder>),
    ) -> Self {
        let known = draft.and_then(|draft| Ok((draft, beside_key(number, draft, decided)?)));
        match known {
            Ok((draft, (key, versions))) => {
                Self { key, draft: draft.is_some(), versions, records, held }
            }
            // The system does not say.
            Err(_) => Self { key: key::UNKNOWN, draft: true, versions: 0, records, held },
        }
    }
}

/// Draft and determinations as one key, and how many of these there are.
fn beside_key(
    number: &CaseNumber,
    draft: Option<u64>,
    decided: impl Fn(&str) -> io::Result<Option<u64>>,
) -> io::Result<(u64, u32)> {
    let (mut keys, mut versions): (Vec<u64>, u32) = (Vec::new(), 0);
    for version in 1.. {
        let Some(key) = decided(&version_stem(number, version))? else { break };
        keys.push(key);
        versions = version;
    }
    // A draft and a determination are not the same thing.
    let drafted = draft.map(|key| if key == key::UNKNOWN { key } else { together(1, key) });
    let key = match (keys.is_empty(), drafted) {
        (true, None) => key::NOTHING,
        (_, Some(key::UNKNOWN)) => key::UNKNOWN,
        _ if keys.contains(&key::UNKNOWN) => key::UNKNOWN,
        _ => keys.into_iter().chain(drafted).fold(1, together) << 2 | 4,
    };
    Ok((key, versions))
}

/// A row whose case file is as it was: what is not kept in the index may differ.
fn renewed(known: Key, file: u64, row: CaseSummary, beside: &Beside) -> Option<Found> {
    let key = Key { file, ..known };
    if row.standing.records == beside.records && row.held == beside.held {
        return (key != known).then_some(Found { key, row: None });
    }
    let mut row = row;
    row.standing.records = beside.records;
    row.held.clone_from(&beside.held);
    Some(Found { key, row: Some(row) })
}
