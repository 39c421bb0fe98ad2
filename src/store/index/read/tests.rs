//! The first rows of a long queue are read alone, and count as little as the others when a byte of them is another.

use std::{fs, path::PathBuf};

use tempfile::TempDir;

use super::*;
use crate::{
    domain::{
        deadline::Due,
        draft::Aside,
        queue::{CaseState, CaseSummary, Sort},
    },
    store::index::{key::Key, write::FIRST},
};

struct Place {
    folder: TempDir,
    store: Workspace,
}

impl Place {
    /// An index of so many rows.
    fn with(rows: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("cases")).unwrap();
        let store = Workspace::open(folder.path()).unwrap();
        let mut table = Table::default();
        let keyed = (0..rows).map(|n| (row(n), Key { file: n as u64, beside: 2 }));
        table.put(Vec::new(), keyed.collect());
        assert!(store.keep_index(&mut table, 1).unwrap());
        Self { folder, store }
    }

    fn index(&self) -> PathBuf {
        self.folder.path().join(".imr").join(NAME)
    }

    /// The first rows, and all of them.
    fn read(&self) -> (Option<Said>, Option<Said>) {
        let mut given = None;
        let all = self.store.whole_index(|first| given = Some((said(&first.rows), first.of)));
        (given, all.map(|all| (said(&all.rows), all.rows.len())))
    }
}

/// Rows in the order in which the queue opens, and how many there are in all.
type Said = (Vec<CaseSummary>, usize);

/// Their numbers, deadlines and words stand in other orders.
fn row(n: usize) -> CaseSummary {
    let at: jiff::civil::DateTime = "2026-11-22T09:00".parse().unwrap();
    let hours = i64::try_from(n * 7_919 % 1_511).unwrap();
    let due = at.checked_add(jiff::Span::new().hours(hours)).unwrap();
    let mut row = CaseSummary::broken(format!("Q-{n:05}").parse().unwrap(), Vec::new());
    row.state = if n.is_multiple_of(3) { CaseState::Final } else { CaseState::New };
    row.due = Some(Due { at: due, timed: true });
    row.items = vec![format!("Knee MRI {n}")];
    row.regions = vec![["knee", "Hip", "wrist"][n % 3].to_owned()];
    row.standing.aside =
        (n % 50 == 1).then(|| Aside { reason: "films".to_owned(), at: String::new() });
    row
}

fn said(rows: &Rows) -> Vec<CaseSummary> {
    rows.sorted(Sort::default()).iter().map(|place| rows.get(*place)).collect()
}

#[test]
fn the_first_rows_are_those_that_the_queue_opens_with() {
    let place = Place::with(FIRST + 500);
    let (first, all) = place.read();
    let (first, all) = (first.expect("a long queue"), all.expect("an index"));
    let rows = said(&(0..FIRST + 500).map(row).collect());
    assert_eq!(all, (rows.clone(), FIRST + 500));
    assert_eq!(first, (rows[..FIRST].to_vec(), FIRST + 500));
}

#[test]
fn a_short_queue_is_read_at_once() {
    let place = Place::with(FIRST);
    let (first, all) = place.read();
    assert_eq!((first, all.map(|all| all.1)), (None, Some(FIRST)));
    // Who waits for the first rows waits no longer than it takes to see that there are none.
    let reading = place.store.index_ahead();
    assert!(reading.reading().as_ref().is_some_and(|reading| reading.first.recv().is_err()));
}

#[test]
fn first_rows_with_another_byte_are_none() {
    let place = Place::with(FIRST + 20);
    let (first, all) = place.read();
    let (path, whole) = (place.index(), fs::read(place.index()).unwrap());
    let head = super::super::format::HEAD;
    let (mut refused, mut early) = (0, 0);
    for at in (0..head).chain((head..whole.len()).step_by(1_009)) {
        let mut other = whole.clone();
        other[at] ^= 0x40;
        fs::write(&path, other).unwrap();
        let read = place.read();
        assert!(read.0.is_none() || read.0 == first, "byte {at}");
        assert!(read.1.is_none() || read.1 == all, "byte {at}");
        refused += usize::from(read.0.is_none());
        early += usize::from(read.0.is_some() && read.1.is_none());
    }
    assert!(refused > head, "all of the head, and some of the first rows");
    assert!(early > 20, "what is wrong with the others is not known yet");
    for end in [head - 1, head, head + 5_000, whole.len() - 1] {
        fs::write(&path, &whole[..end]).unwrap();
        assert_eq!(place.read(), (None, None), "{end} bytes");
    }
}
