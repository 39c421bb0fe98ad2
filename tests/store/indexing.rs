//! The index: a queue that is read from it and brought up to date says what the files say, whatever happened to them; and
//! an index that is torn or altered is none.

use std::{
    collections::BTreeSet,
    fs::{self, FileTimes},
    os::unix::fs::{PermissionsExt, symlink},
    path::PathBuf,
    sync::{
        LazyLock,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use imr_workbench::{
    domain::{
        case::CaseNumber,
        draft::{Aside, Draft},
        library::Library,
        problem::Problem,
        queue::{CaseState, CaseSummary, Standing},
        rows::Rows,
    },
    store::{Loaded, StoreError, Table, Told, Workspace, yaml},
};
use proptest::{prelude::*, sample::select};
use tempfile::TempDir;

use crate::{
    STAMP,
    support::workspace::{in_order, repository, rows_of},
};

/// Few cases, so that all happens to each.
const CASES: [&str; 4] = ["A-1", "A-2", "B-3", "B-4"];
const INDEX: &str = ".imr/index";

/// A case of so few words that it is read at once; its title is as long as every other.
fn text(number: &str, title: u8, expedited: bool) -> String {
    let priority = if expedited { "expedited" } else { "standard" };
    format!(
        "case: {number}\npriority: {priority}\ndates: {{assigned: 2026-11-{:02}}}\nsummary: A knee.\n\
         items:\n  - {{item: 1, title: Knee MRI {title}, region: knee}}\n",
        10 + title
    )
}

/// The sample's vocabulary and holidays, read once.
static LIBRARY: LazyLock<Library> =
    LazyLock::new(|| Workspace::open(repository()).unwrap().library().unwrap());

struct Place {
    folder: TempDir,
    store: Workspace,
    library: &'static Library,
}

impl Place {
    fn with(cases: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("cases")).unwrap();
        let store = Workspace::open(folder.path()).unwrap();
        let place = Self { folder, store, library: &LIBRARY };
        cases.iter().for_each(|number| place.put(&file(number), &text(number, 1, false)));
        place
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn put(&self, name: &str, text: &str) {
        let path = self.file(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn remove(&self, name: &str) {
        let path = self.file(name);
        let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    }

    /// What the files say.
    fn plain(&self) -> Vec<CaseSummary> {
        ordered(rows_of(&self.store, self.library))
    }

    fn scan(&self, table: &mut Table) -> Vec<CaseSummary> {
        assert!(self.store.scan(table, self.library, &mut |_| true).unwrap());
        ordered(table.rows.iter().collect())
    }

    fn index(&self) -> Option<Rows> {
        self.store.index(self.library).map(|loaded| loaded.rows)
    }

    fn table(&self) -> Table {
        self.store.index(self.library).map_or_else(Table::default, Loaded::into_table)
    }

    /// Makes one of all cases.
    fn indexed(&self) -> Table {
        let mut table = Table::default();
        self.scan(&mut table);
        assert!(self.store.keep_index(&mut table, 1).unwrap());
        table
    }
}

fn file(number: &str) -> String {
    format!("cases/{number}.yaml")
}

/// Two files may come to one number: then their order is nobody's business.
fn ordered(mut rows: Vec<CaseSummary>) -> Vec<CaseSummary> {
    rows.sort_by_key(|row| (row.number.clone(), format!("{row:?}")));
    rows
}

/// What happens to a case.
#[derive(Debug, Clone, Copy)]
enum Act {
    Write(u8, bool),
    /// Another text of the same length, with the times of the one before.
    WriteUnseen(u8),
    Touch,
    Break,
    Remove,
    /// A file from elsewhere is moved here, as editors and backups do it.
    Move(u8),
    /// A link to another case's file.
    Link,
    Draft(bool),
    NoDraft,
    BadDraft,
    BadDetermination,
    NoDetermination,
    Records(bool),
    /// A file that is named for no case.
    Odd(bool),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => (0..9_u8, any::<bool>()).prop_map(|(title, expedited)| Act::Write(title, expedited)),
        4 => (0..9_u8).prop_map(Act::WriteUnseen),
        2 => (0..9_u8).prop_map(Act::Move),
        2 => any::<bool>().prop_map(Act::Draft),
        1 => any::<bool>().prop_map(Act::Records),
        1 => any::<bool>().prop_map(Act::Odd),
        8 => select(vec![
            Act::Touch, Act::Break, Act::Remove, Act::Link, Act::NoDraft, Act::BadDraft,
            Act::BadDetermination, Act::NoDetermination,
        ]),
    ]
}

fn happen(place: &Place, number: &str, act: Act) {
    let (name, draft) = (file(number), format!(".imr/drafts/{number}.yaml"));
    let decided = format!("determinations/{number}.yaml");
    let path = place.file(&name);
    match act {
        Act::Write(title, expedited) => {
            place.remove(&name);
            place.put(&name, &text(number, title, expedited));
        }
        Act::WriteUnseen(title) => {
            let before = fs::metadata(&path).and_then(|m| m.modified());
            place.put(&name, &text(number, title, false));
            if let Ok(before) = before {
                let opened = fs::File::options().append(true).open(&path).unwrap();
                opened.set_times(FileTimes::new().set_modified(before)).unwrap();
            }
        }
        Act::Touch => {
            if let Ok(opened) = fs::File::options().append(true).open(&path) {
                opened
                    .set_times(FileTimes::new().set_modified(std::time::SystemTime::now()))
                    .unwrap();
            }
        }
        Act::Break => place.put(&name, "case: [\n"),
        Act::Remove => place.remove(&name),
        Act::Move(title) => {
            place.put("elsewhere", &text(number, title, true));
            fs::rename(place.file("elsewhere"), path).unwrap();
        }
        Act::Link if number == "B-3" => {}
        Act::Link => {
            place.remove(&name);
            symlink("B-3.yaml", path).unwrap();
        }
        Act::Draft(aside) => {
            let Ok(open) = place.store.open_case(&number.parse().unwrap(), place.library) else {
                return;
            };
            let aside = aside.then(|| Aside { reason: "films".to_owned(), at: STAMP.to_owned() });
            let kept = Draft { aside, ..Draft::new(&open.case, &open.digest) };
            place.put(&draft, &yaml::write(&kept).unwrap());
        }
        Act::NoDraft => place.remove(&draft),
        Act::BadDraft => place.put(&draft, "nothing: of it\n"),
        Act::BadDetermination => place.put(&decided, "case: [\n"),
        Act::NoDetermination => place.remove(&decided),
        Act::Records(true) => place.put(&format!("records/{number}/report.txt"), "A page."),
        Act::Records(false) => place.remove(&format!("records/{number}")),
        Act::Odd(true) => place.put(&format!("cases/{number} (copy).yaml"), "x"),
        Act::Odd(false) => place.remove(&format!("cases/{number} (copy).yaml")),
    }
}

/// How the rows are brought up to date.
#[derive(Debug, Clone, Copy)]
enum Way {
    Scan,
    /// The cases alone to which something has happened, as the watch tells of them.
    Look,
    /// The session ends; another begins with the index.
    Restart,
    /// A command asks for all rows, and leaves the index to the next one.
    Command,
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn whatever_happens_to_the_files_the_rows_say_what_they_say(
        rounds in prop::collection::vec(
            (
                prop::collection::vec((select(&CASES[..]), act()), 0..5),
                select(vec![Way::Scan, Way::Look, Way::Restart, Way::Command]),
            ),
            1..6,
        ),
    ) {
        let place = Place::with(&CASES[..2]);
        let mut table = Table::default();
        place.scan(&mut table);
        for (acts, way) in rounds {
            let odd = acts.iter().any(|(_, act)| matches!(act, Act::Odd(_)));
            // A link's row changes with the file that it leads to.
            let links = CASES.iter().any(|number| place.file(&file(number)).is_symlink())
                || acts.iter().any(|(_, act)| matches!(act, Act::Link));
            acts.iter().for_each(|(number, act)| happen(&place, number, *act));
            match way {
                Way::Look if !odd && !links => {
                    let numbers: BTreeSet<_> =
                        acts.iter().map(|(number, _)| number.parse().unwrap()).collect();
                    place.store.look_at(&numbers, &mut table, place.library).unwrap();
                }
                Way::Scan | Way::Look => drop(place.scan(&mut table)),
                Way::Restart => {
                    place.scan(&mut table);
                    place.store.keep_index(&mut table, 1).unwrap();
                    table = place.table();
                    place.scan(&mut table);
                }
                Way::Command => {
                    table = place.store.table_now(place.library).unwrap();
                    fs::create_dir_all(place.file(".imr")).unwrap();
                    place.store.leave_index(&mut table);
                }
            }
            let rows = ordered(table.rows.iter().collect());
            prop_assert_eq!(rows, place.plain(), "{:?} {:?}", way, acts);
        }
    }
}

/// The row of a case by what opening it gives; or why it cannot be opened.
fn opened(store: &Workspace, library: &Library, stem: &str) -> Result<CaseSummary, Vec<Problem>> {
    let number: CaseNumber = stem.parse().map_err(|_| Vec::new())?;
    let open = store.open_case(&number, library).map_err(|e| match e {
        StoreError::Faulty(problems) => problems,
        other => panic!("{other}"),
    })?;
    let decided = open.determination.as_ref();
    let standing =
        Standing {
            outcome: decided.map(|d| d.outcome),
            version: decided.map(|d| d.version),
            imported: decided.is_some_and(|d| d.imported.is_some()),
            records: open.case.documents.iter().any(|document| {
                store.record(&number, &document.id).is_ok_and(|text| text.is_some())
            }),
            ..Standing::default()
        };
    let standing = standing.with_draft(open.draft);
    Ok(CaseSummary::of(&open.case, standing, &library.organization))
}

/// All rows at once, and case by case: the one says what the other says.
#[test]
fn a_row_says_what_opening_its_case_says() {
    let place = Place::with(&[]);
    imr_workbench::store::write_synthetic(&place.file("made"), 60, |_| Ok(())).unwrap();
    let folder = place.file("made");
    let put = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
    put("cases/A-1.yaml", "case: [\n");
    put("cases/A 2.yaml", "case: A-2\n");
    put(".imr/drafts/A-3.yaml", "nothing: of it\n");
    put("cases/A-3.yaml", &text("A-3", 1, true));
    let store = Workspace::open(&folder).unwrap();
    let library = store.library().unwrap();
    let mut rows = rows_of(&store, &library);
    let (mut broken, mut files) = (0, 0);
    for entry in fs::read_dir(folder.join("cases")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let stem = name.strip_suffix(".yaml").expect("a case file");
        files += 1;
        let safe = stem.replace(' ', "");
        let number: CaseNumber = stem.parse().or_else(|_| safe.parse()).unwrap();
        let row = rows.remove(rows.iter().position(|row| row.number == number).expect("its row"));
        match opened(&store, &library, stem) {
            Ok(expected) => assert_eq!(row, expected),
            Err(problems) => {
                broken += 1;
                assert_eq!(row.state, CaseState::Broken);
                let named_for_no_case = stem.contains(' ') && !row.problems.is_empty();
                assert!(row.problems == problems || named_for_no_case, "{row:?}");
            }
        }
    }
    assert_eq!((rows, files, broken), (Vec::new(), 63, 3));
}

#[test]
fn what_the_index_says_is_what_was_read_and_in_its_order() {
    let place = Place::with(&[]);
    for entry in fs::read_dir(repository().join("cases")).unwrap() {
        let from = entry.unwrap().path();
        fs::copy(&from, place.file("cases").join(from.file_name().unwrap())).unwrap();
    }
    place.put(&file("X-1"), "case: [\n");
    place.indexed();
    let indexed = place.index().expect("an index");
    assert_eq!(ordered(indexed.iter().collect()), place.plain());
    assert_eq!(in_order(&indexed), rows_of(&place.store, place.library));
    let mode = fs::metadata(place.file(INDEX)).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "it has what the case files have");
}

#[test]
fn a_scan_that_finds_nothing_new_reads_no_case_and_writes_no_index() {
    let place = Place::with(&CASES);
    // Older than the margin in which times are not trusted, as they are on the next day.
    std::thread::sleep(std::time::Duration::from_millis(2_100));
    place.indexed();
    let mut table = place.table();
    let mut changes = 0;
    let mut tell = |told| {
        changes += usize::from(matches!(told, Told::Changed(_)));
        true
    };
    assert!(place.store.scan(&mut table, place.library, &mut tell).unwrap());
    assert_eq!(changes, 0);
    assert!(!place.store.keep_index(&mut table, 1).unwrap());
    place.put(&file("A-1"), &text("A-1", 2, true));
    let rows = place.scan(&mut table);
    assert_eq!(rows, place.plain());
    assert!(place.store.keep_index(&mut table, 1).unwrap());
}

/// Who sits there goes first.
#[test]
fn a_scan_asks_for_the_way_at_every_folder_and_every_few_files() {
    let numbers: Vec<String> = (0..600).map(|n| format!("A-{n}")).collect();
    let place = Place::with(&numbers.iter().map(String::as_str).collect::<Vec<_>>());
    place.put(".imr/drafts/A-1.yaml", "x");
    let mut table = place.indexed();
    let asked = AtomicUsize::new(0);
    let give_way = || {
        asked.fetch_add(1, Ordering::Relaxed);
    };
    let mut before = 0;
    let mut tell = |told| {
        if let Told::Seen(seen, of) = told {
            let now = asked.load(Ordering::Relaxed);
            assert!(now > before, "{seen} of {of}");
            before = now;
        }
        true
    };
    assert!(place.store.scan_behind(&mut table, place.library, &give_way, &mut tell).unwrap());
    // Two stretches of the list of cases, the drafts, and of 64 + 128 + 256 + 152 files the parts that threads look at.
    let asked = asked.load(Ordering::Relaxed);
    assert!(asked >= 2 + 1 + 4, "{asked}");
}

/// Who has no list yet waits for this one: keys hold up only what is read again behind it.
#[test]
fn a_scan_that_makes_the_list_does_not_ask_for_the_way_before_it_is_there() {
    let place = Place::with(&CASES);
    place.put(".imr/drafts/A-1.yaml", "x");
    let asked = AtomicUsize::new(0);
    let give_way = || {
        asked.fetch_add(1, Ordering::Relaxed);
    };
    let mut at_the_list = None;
    let mut tell = |told| {
        if let Told::All = told {
            at_the_list = Some(asked.load(Ordering::Relaxed));
        }
        true
    };
    let mut table = Table::default();
    assert!(place.store.scan_behind(&mut table, place.library, &give_way, &mut tell).unwrap());
    assert_eq!(at_the_list, Some(0));
    assert!(asked.load(Ordering::Relaxed) > 0);
}

#[test]
fn an_index_that_is_cut_off_anywhere_is_none() {
    let place = Place::with(&CASES);
    place.indexed();
    let (path, rows) = (place.file(INDEX), place.plain());
    let whole = fs::read(&path).unwrap();
    for end in 0..whole.len() {
        fs::write(&path, &whole[..end]).unwrap();
        assert!(place.index().is_none(), "{end} of {} bytes", whole.len());
    }
    let mut longer = whole.clone();
    longer.push(0);
    fs::write(&path, longer).unwrap();
    assert!(place.index().is_none());
    assert_eq!(place.scan(&mut place.table()), rows, "it is made anew");
}

#[test]
fn an_index_with_another_byte_is_none_or_says_the_same() {
    let place = Place::with(&CASES);
    place.put(&file("B-4"), "case: [\n");
    place.indexed();
    let (path, rows) = (place.file(INDEX), place.plain());
    let whole = fs::read(&path).unwrap();
    for at in 0..whole.len() {
        for turned in [1, 0x80, 0xFF] {
            let mut other = whole.clone();
            other[at] ^= turned;
            fs::write(&path, other).unwrap();
            if let Some(read) = place.index() {
                assert_eq!(ordered(read.iter().collect()), rows, "byte {at}");
            }
            if turned == 1 && at % 7 == 0 {
                assert_eq!(place.scan(&mut place.table()), rows, "byte {at}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn bytes_of_any_kind_are_no_index(
        parts in prop::collection::vec((any::<prop::sample::Index>(), prop::collection::vec(any::<u8>(), 1..40)), 1..6),
        end in any::<prop::sample::Index>(),
    ) {
        let place = Place::with(&CASES);
        place.indexed();
        let (path, rows) = (place.file(INDEX), place.plain());
        let mut bytes = fs::read(&path).unwrap();
        for (at, part) in parts {
            let at = at.index(bytes.len());
            let to = (at + part.len()).min(bytes.len());
            bytes[at..to].copy_from_slice(&part[..to - at]);
        }
        bytes.truncate(end.index(bytes.len()) + 1);
        fs::write(&path, bytes).unwrap();
        if let Some(read) = place.index() {
            prop_assert_eq!(ordered(read.iter().collect()), rows);
        }
    }
}

#[test]
fn the_index_of_another_vocabulary_or_of_other_holidays_is_thrown_away() {
    let place = Place::with(&CASES);
    place.indexed();
    let mut other = place.library.clone();
    assert!(other.organization.holidays.pop().is_some(), "the sample has holidays");
    assert!(place.store.index(&other).is_none(), "due dates rest on holidays");
    let mut other = place.library.clone();
    other.vocabulary = imr_workbench::domain::vocabulary::Vocabulary::default();
    assert!(place.store.index(&other).is_none(), "faults rest on the vocabulary");
    assert!(place.store.index(place.library).is_some());
    // A table that is at hand is brought up to date: what was sound may be faulty now.
    let mut table = place.table();
    assert!(place.store.scan(&mut table, &other, &mut |_| true).unwrap());
    let rows = ordered(table.rows.iter().collect());
    assert_eq!(rows, ordered(rows_of(&place.store, &other)));
    assert_ne!(rows, place.plain());
}

#[test]
fn who_holds_a_case_is_never_read_from_the_index() {
    let place = Place::with(&CASES);
    let other = std::process::Command::new("sleep").arg("60").spawn();
    let mut other = other.expect("a process that lives");
    let host = rustix::system::uname().nodename().to_string_lossy().into_owned();
    let holder = serde_json::json!({
        "reviewer": "r2", "user": "b", "host": host, "pid": other.id(), "since": STAMP,
    });
    place.put(".imr/holds/A-1.json", &holder.to_string());
    let held = |rows: &[CaseSummary]| rows.iter().filter(|row| row.held.is_some()).count();
    let mut table = Table::default();
    assert_eq!(held(&place.scan(&mut table)), 1);
    assert_eq!(table.held().len(), 1);
    place.store.keep_index(&mut table, 1).unwrap();
    assert_eq!(held(&place.index().unwrap().iter().collect::<Vec<_>>()), 0);
    assert_eq!(held(&place.scan(&mut place.table())), 1);
    other.kill().and_then(|()| other.wait()).unwrap();
    let held_before = table.held().clone();
    place.store.look_at(&held_before, &mut table, place.library).unwrap();
    assert_eq!(held(&table.rows.iter().collect::<Vec<_>>()), 0, "the dead hold nothing");
    assert!(table.held().is_empty());
}

/// Another writer is at work: this one does not wait for it, and tears nothing.
#[test]
fn two_writers_do_not_meet() {
    let place = Place::with(&CASES);
    let lock = fs::create_dir_all(place.file(".imr"))
        .and_then(|()| fs::File::create(place.file(".imr/index.lock")))
        .unwrap();
    lock.lock().unwrap();
    let mut table = Table::default();
    place.scan(&mut table);
    assert!(!place.store.keep_index(&mut table, 1).unwrap());
    assert!(place.index().is_none());
    drop(lock);
    assert!(place.store.keep_index(&mut table, 1).unwrap());
    assert_eq!(ordered(place.index().unwrap().iter().collect()), place.plain());
}

#[test]
fn many_write_and_read_at_once_and_nobody_reads_a_torn_one() {
    let place = Place::with(&CASES);
    place.indexed();
    let (root, done) = (place.folder.path().to_owned(), AtomicBool::new(false));
    let still = || !done.load(Ordering::Relaxed);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                for _ in 0..30 {
                    let mut table = Table::default();
                    place.store.scan(&mut table, place.library, &mut |_| true).unwrap();
                    place.store.keep_index(&mut table, 1).unwrap();
                }
                done.store(true, Ordering::Relaxed);
            });
        }
        scope.spawn(|| {
            while still() {
                let store = Workspace::open(&root).unwrap();
                assert!(store.index(place.library).is_some(), "the old one or the new one");
            }
        });
    });
    assert!(!root.join(".imr/.index.tmp").exists());
}

#[test]
fn a_row_that_is_read_at_a_glance_is_the_row() {
    let place = Place::with(&[]);
    imr_workbench::store::write_synthetic(&place.file("made"), 60, |_| Ok(())).unwrap();
    let store = Workspace::open(&place.file("made")).unwrap();
    let library = store.library().unwrap();
    let (mut rows, mut later, mut all) = (Rows::default(), 0, false);
    let mut tell = |told| {
        match told {
            Told::Changed(change) if !all => drop(rows.change(&change)),
            Told::Changed(_) => later += 1,
            Told::All => all = true,
            Told::Seen(..) => {}
        }
        true
    };
    assert!(store.scan(&mut Table::default(), &library, &mut tell).unwrap());
    assert!(all);
    let plain = ordered(rows_of(&store, &library));
    assert_eq!(ordered(rows.iter().collect()), plain);
    assert_eq!(later, 0, "read whole, they say the same");
    for state in [CaseState::New, CaseState::InWork, CaseState::Waiting, CaseState::Final] {
        assert!(plain.iter().any(|row| row.state == state), "{state} is among them");
    }
}
