//! A desk without a terminal: the state, the keymap, `update` and the real store on a throw-away
//! workspace. What the reviewer would press is a string of keys; what they would see is a text.
//!
//! The clock stands at [`NOW`]. A save or a finalization can be made to fail.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use imr_workbench::app::event::{Pointed, Shown, Unkept, Unread, When};
use imr_workbench::app::key::{Code, Key};
use imr_workbench::app::layout::spot_at;
use imr_workbench::app::marks::{Want, Wanted};
use imr_workbench::app::outside::{Returned, given, returned};
use imr_workbench::app::state::Overlay;
use imr_workbench::app::{Effect, Event, State, bench::Bench, update};
use imr_workbench::domain::attestation::Attestation;
use imr_workbench::domain::case::{CaseNumber, Item};
use imr_workbench::domain::determination::Determination;
use imr_workbench::domain::draft::Draft;
use imr_workbench::domain::hold::{Barred, Holder};
use imr_workbench::domain::library::{Library, OpenCase, Prepared};
use imr_workbench::domain::session::Session;
use imr_workbench::keymap;
use imr_workbench::store::{self, Asked, Hold, Seen, StoreError, prepare};
use imr_workbench::ui::{Ground, Theme, View};

use super::glass;
use super::seed::{self, STAMP};
use super::workspace::Workspace;

/// The time at the desk: a Sunday morning.
pub const NOW: &str = "2026-11-22T09:00";

/// What most terminals show.
pub const COLOUR: Theme = Theme::new(true, false, Ground::Dark);
/// On white.
pub const LIGHT: Theme = Theme { ground: Ground::Light, ..COLOUR };
/// A terminal that says nothing of its ground.
pub const EITHER: Theme = Theme { ground: Ground::Unknown, ..COLOUR };
/// With `NO_COLOR` set.
pub const PLAIN: Theme = Theme { colour: false, ..COLOUR };
/// With `IMR_ASCII` set, or a locale without UTF-8.
pub const ASCII: Theme = Theme { ascii: true, ..COLOUR };

/// What an editor makes of a text, or why it fails.
pub type OtherEditor = fn(&str) -> Result<String, String>;

pub struct Desk {
    pub workspace: Workspace,
    store: store::Workspace,
    pub state: State,
    view: View,
    /// Every save of a draft fails with this reason.
    pub refuse_saves: Option<String>,
    /// Every finalization fails with this reason.
    pub refuse_finalize: Option<String>,
    /// The editor that the reviewer has chosen: what it makes of the text, or why it fails. None: none is named.
    pub outside: Option<OtherEditor>,
    /// The bench has ended.
    pub quit: bool,
    /// How often a draft was sent to the disk at once.
    pub saves: usize,
    /// The case that is held.
    hold: Option<Hold>,
    /// Where the reviewer was in the queue when it was last put down.
    session: Option<Session>,
    /// The rows as they were last read.
    table: store::Table,
    /// The draft that waits for a pause.
    waiting: Option<(Box<Draft>, u64)>,
    /// The disk does not answer for cases that are set aside until [`Desk::answer`].
    pub slow: bool,
    late: Vec<Effect>,
    /// What was handed to the clipboard last.
    pub copied: Option<String>,
}

impl Desk {
    /// A desk on a copy of the sample workspace, the queue read.
    pub fn sample() -> Self {
        // Read once for all desks: no copy of the sample differs from another before a test has it.
        static LIBRARY: OnceLock<Arc<Library>> = OnceLock::new();
        let workspace = Workspace::sample();
        let store = store::Workspace::open(workspace.path()).expect("a workspace");
        let library = LIBRARY.get_or_init(|| Arc::new(store.library().expect("a library")));
        Self::with_library(workspace, store, Arc::clone(library), |_| {})
    }

    /// A desk on a workspace that a test has prepared.
    pub fn on(workspace: Workspace) -> Self {
        Self::begun(workspace, |_| {})
    }

    fn begun(workspace: Workspace, prepare: impl FnOnce(&mut State)) -> Self {
        let store = store::Workspace::open(workspace.path()).expect("a workspace");
        let library = Arc::new(store.library().expect("a library"));
        Self::with_library(workspace, store, library, prepare)
    }

    fn with_library(
        workspace: Workspace,
        store: store::Workspace,
        library: Arc<Library>,
        prepare: impl FnOnce(&mut State),
    ) -> Self {
        let keymap = Arc::new(keymap::standard());
        let state = State::new(library, keymap, (80, 24), NOW.parse().expect("a moment"));
        let mut desk = Self {
            workspace,
            store,
            state,
            view: View::new(COLOUR),
            refuse_saves: None,
            refuse_finalize: None,
            outside: None,
            quit: false,
            saves: 0,
            hold: None,
            waiting: None,
            slow: false,
            late: Vec::new(),
            copied: None,
            session: None,
            table: store::Table::default(),
        };
        prepare(&mut desk.state);
        desk.carry_out(vec![Effect::ReadQueue]);
        desk
    }

    /// A second session on the workspace of another desk.
    pub fn on_same(other: &Self) -> Self {
        Self::on(other.workspace.clone())
    }

    /// The disk answers at last.
    pub fn answer(&mut self) {
        self.slow = false;
        let late = std::mem::take(&mut self.late);
        self.carry_out(late);
    }

    /// Some time has passed, and the file of the open case is looked at again.
    pub fn look_again(&mut self) {
        let open = &self.bench().open;
        let now = self.store.case_digest(&open.case.case).expect("a case file");
        if now.as_ref() != Some(&open.digest) {
            let number = open.case.case.clone();
            let read = self.store.open_case(&number, &self.state.library).expect("a case");
            self.happen(Event::CaseChanged(Box::new(read)));
        }
    }

    /// The session ends here, whatever was on the screen; another begins on the same workspace.
    #[must_use]
    pub fn restart(mut self) -> Self {
        self.pause();
        self.hold = None;
        let me = seed::holder("tester");
        if let Some(session) = &self.session {
            self.store.keep_session(&me, session).expect("a session that is kept");
        }
        let left = self.store.session(&me).unwrap_or_default();
        Self::begun(self.workspace, |state| drop(update(state, Event::LeftAt(left))))
    }

    /// A desk with this case open.
    pub fn with_case(number: &str) -> Self {
        let mut desk = Self::sample();
        desk.open(number);
        desk
    }

    /// Goes to a row of the queue and presses Enter.
    pub fn open(&mut self, number: &str) {
        self.go_to(number);
        self.press("Enter");
    }

    /// Puts the cursor on a row of the queue, by `j` alone.
    pub fn go_to(&mut self, number: &str) {
        self.press("g g");
        for _ in 0..self.state.queue.rows().len() {
            if self.selected() == number {
                return;
            }
            self.press("j");
        }
        panic!("no row {number} to go to");
    }

    /// Presses keys, spelled as in the help, with a blank between them.
    pub fn press(&mut self, keys: &str) {
        for spelled in keys.split_whitespace() {
            self.key(spelled.parse().unwrap_or_else(|error| panic!("{error}")));
        }
    }

    fn key(&mut self, key: Key) {
        assert!(!self.quit, "`{key}` is pressed after the bench has ended");
        self.happen(keymap::translate(&self.state, key));
    }

    /// Types a text key by key; a line end is the Enter key.
    pub fn type_text(&mut self, text: &str) {
        for c in text.chars() {
            let code = if c == '\n' { Code::Enter } else { Code::Char(c) };
            self.key(Key { code, ctrl: false });
        }
    }

    pub fn paste(&mut self, text: &str) {
        self.happen(Event::Paste(text.to_owned()));
    }

    /// The reviewer stops typing for a moment, and the journal writes.
    pub fn pause(&mut self) {
        if let Some((draft, changes)) = self.waiting.take() {
            self.saves += 1;
            let saved = self.save(&draft, None);
            if matches!(saved, Err(Unkept::Disk(_))) {
                self.waiting = Some((draft.clone(), changes));
            }
            self.happen(Event::DraftSaved(draft.case, changes, saved));
        }
    }

    fn save(&self, draft: &Draft, over: Option<Shown>) -> Result<(), Unkept> {
        if let Some(reason) = &self.refuse_saves {
            return Err(Unkept::Disk(reason.clone()));
        }
        let hold = self.hold.as_ref().expect("a case that is held");
        let saved = match over {
            None => self.store.save_draft(hold, draft),
            Some(Shown::AtOpening) => self.store.save_draft_over(hold, draft, None),
            Some(Shown::Digest(shown)) => {
                self.store.save_draft_over(hold, draft, Some(shown.as_deref()))
            }
        };
        saved.map_err(|error| match error {
            StoreError::TakenOver { by, .. } => {
                let aside = self.store.put_aside_of(hold, draft).map_err(|e| e.to_string());
                Unkept::TakenOver(by, aside)
            }
            StoreError::DraftChanged(_) => {
                self.store.put_aside_of(hold, draft).expect("a trash folder");
                let (theirs, digest) = self.store.draft_as_it_is(&draft.case);
                Unkept::Changed(theirs.map(Box::new), digest)
            }
            other => Unkept::Disk(other.to_string()),
        })
    }

    fn open_and_hold(
        &mut self,
        number: &CaseNumber,
        take_over: bool,
    ) -> Result<Box<OpenCase>, String> {
        let said = |e: StoreError| e.to_string();
        let mut barred = None;
        if self.hold.as_ref().is_none_or(|h| h.number != *number || !self.store.is_held(h)) {
            self.hold = None;
            match self.store.hold(number, &seed::holder("tester"), take_over).map_err(said)? {
                Asked::Ours(hold) => self.hold = Some(hold),
                Asked::Theirs(holder) => barred = Some(Barred::By(holder)),
            }
        }
        let open = self.store.open_case(number, &self.state.library).map_err(said)?;
        let left = match &self.hold {
            Some(hold) => self.store.take_in_left(hold, open.draft.as_ref()).map_err(said)?,
            None => Vec::new(),
        };
        Ok(Box::new(OpenCase { barred, left, ..open }))
    }

    /// As `runtime` does, with a function for an editor.
    fn edit_outside(&self, item: u32, text: &str) -> Result<Option<String>, String> {
        let editor = self.outside.ok_or("no editor is named")?;
        let hold = self.hold.as_ref().expect("a case that is held");
        let lent = self.store.lend(hold, item, &given(text)).expect("a folder to lend in");
        let read = std::fs::read_to_string(lent.path()).expect("the text that is lent");
        let written = editor(&read);
        if let Ok(text) = &written {
            std::fs::write(lent.path(), text).expect("a file to write");
        }
        let back = lent.read_back().expect("what came back");
        lent.remove().expect("a folder that can be removed");
        match written.map(|_| returned(text, back))? {
            Returned::Same => Ok(None),
            Returned::Text(text) => Ok(Some(text)),
            Returned::Unusable(why) => Err(why),
        }
    }

    /// Something happens, and nothing more comes for the moment.
    pub fn happen(&mut self, event: Event) {
        self.step(event);
        self.step(Event::Settled);
    }

    fn step(&mut self, event: Event) {
        let effects = update(&mut self.state, event);
        self.carry_out(effects);
    }

    /// As `runtime::hands` does, with the faults that the test asks for.
    fn read_all(&self, number: CaseNumber, documents: Vec<String>) -> Event {
        let texts = documents.into_iter().map(|document| {
            let text = self.store.record(&number, &document).map_err(|e| e.to_string());
            (document, text.map(|t| t.map(Arc::from)).map_err(Unread::Refused))
        });
        let texts = texts.collect();
        Event::RecordsRead(number, texts)
    }

    /// What would be written, checked against the records at hand as the program does it.
    fn prepared(
        &self,
        library: &Library,
        open: &OpenCase,
        draft: &Draft,
    ) -> Result<Prepared, String> {
        let said = |e: store::StoreError| e.on_the_bench();
        let record = self.store.scanned(&open.case).map_err(said)?;
        prepare(library, open, draft, None, STAMP, &record).map_err(said)
    }

    fn compare(&self, number: CaseNumber, item: &Item) -> Event {
        let library = &self.state.library;
        let found = self.store.precedents(&number, item, library, Some("r1"), &|| true);
        let found = found.map(|found| Box::new(found.expect("nobody else asks")));
        Event::PrecedentsRead(number, item.item, found.map_err(|e| e.to_string()))
    }

    fn set_aside(&self, wanted: Wanted) -> Event {
        let (library, me) = (&self.state.library, seed::holder("tester"));
        let set = |Want { number, seen, to }: Want| {
            let seen = Seen::This(seen.as_ref());
            let set = self.store.set_aside(&number, seen, to.as_ref(), library, &me);
            (number, set.map_err(|e| e.to_string()))
        };
        Event::AsideSet(wanted.into_iter().map(set).collect())
    }

    /// What others have done is seen.
    fn watch(&mut self) {
        let (library, mut changes) = (Arc::clone(&self.state.library), Vec::new());
        let mut tell = |told| {
            if let store::Told::Changed(change) = told {
                changes.push(change);
            }
            true
        };
        self.store.scan(&mut self.table, &library, &mut tell).expect("a queue that can be read");
        changes.into_iter().for_each(|change| self.step(Event::QueueChanged(change)));
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let said = |e: store::StoreError| e.to_string();
            let library = Arc::clone(&self.state.library);
            let answer = match effect {
                Effect::ReadQueue => {
                    let scanned = self.store.scan(&mut self.table, &library, &mut |_| true);
                    Event::QueueRead(scanned.map(|_| self.table.rows.clone()).map_err(said))
                }
                Effect::ReadRow(number) => {
                    self.step(Event::QueueChanged(self.store.row_now(&number, &library)));
                    self.watch();
                    continue;
                }
                Effect::ReadLibrary => {
                    Event::LibraryRead(self.store.library().map(Arc::new).map_err(said))
                }
                Effect::OpenCase(number) => Event::CaseOpened(self.open_and_hold(&number, false)),
                Effect::TakeOver(number) => Event::CaseOpened(self.open_and_hold(&number, true)),
                Effect::LetGo => {
                    self.pause();
                    self.hold = None;
                    continue;
                }
                Effect::KeepDraft(draft, changes, when) => {
                    self.waiting = Some((draft, changes));
                    if when == When::Now {
                        self.pause();
                    }
                    continue;
                }
                Effect::KeepOver(shown, mine, changes) => {
                    self.waiting = None;
                    let saved = self.save(&mine, Some(shown));
                    Event::DraftSaved(mine.case.clone(), changes, saved)
                }
                Effect::TakeTheirs(mine) => {
                    self.store.put_aside(&mine).expect("a trash folder");
                    let hold = self.hold.as_ref().expect("a case that is held");
                    self.store.see_draft(hold).expect("a draft that can be read");
                    self.waiting = None;
                    Event::TheirsTaken(mine.case.clone(), Ok(()))
                }
                Effect::DiscardDraft(number) => {
                    let hold = self.hold.as_ref().expect("a case that is held");
                    let place = self.store.discard_draft(hold, STAMP).map_err(said);
                    Event::DraftDiscarded(number, place)
                }
                Effect::Attest => Event::Attested(Ok(Attestation {
                    reviewer: library.reviewer(None).expect("a reviewer").id.clone(),
                    at: STAMP.to_owned(),
                    statement: library.organization.paragraphs.attestation.clone(),
                })),
                Effect::Prepare(open, draft) => {
                    let now = self.store.case_digest(&open.case.case).expect("a case file");
                    if now.as_ref() != Some(&open.digest) {
                        self.look_again();
                        continue;
                    }
                    Event::Prepared(self.prepared(&library, &open, &draft).map(Box::new))
                }
                Effect::Finalize(prepared) => {
                    let hold = self.hold.as_ref().expect("a case that is held");
                    let written = match &self.refuse_finalize {
                        Some(reason) => Err(reason.clone()),
                        None => self.store.finalize(hold, &prepared).map_err(said),
                    };
                    let written = written.map_err(|e| format!("nothing was made final: {e}"));
                    Event::Finalized(prepared.determination.case, written)
                }
                Effect::EditOutside(number, item, text) => {
                    Event::EditedOutside(number, item, self.edit_outside(item, &text))
                }
                Effect::ReadRecord(number, document) => {
                    let text = self.store.record(&number, &document).map_err(said);
                    Event::RecordRead(number, document, text)
                }
                Effect::ReadRecords(number, documents) => self.read_all(number, documents),
                Effect::ReadPrecedents(number, item) => self.compare(number, &item),
                Effect::Copy(text) => {
                    self.copied = Some(text);
                    Event::Copied(Ok("copied".to_owned()))
                }
                late @ Effect::SetAside(_) if self.slow => {
                    self.late.push(late);
                    continue;
                }
                Effect::SetAside(wanted) => self.set_aside(wanted),
                Effect::Remember(session) => {
                    self.session = Some(session);
                    continue;
                }
                Effect::Redraw | Effect::Suspend => continue,
                Effect::Quit => {
                    self.quit = true;
                    continue;
                }
            };
            self.step(answer);
        }
    }
}

/// What there is to see.
impl Desk {
    /// The screen at a size, with a legend of its styles: see [`glass::legend`].
    pub fn screen(&mut self, columns: u16, rows: u16, theme: Theme) -> String {
        self.happen(Event::Resize(columns, rows));
        glass::legend(&glass::draw(&mut View::new(theme), &self.state, columns, rows))
    }

    /// The characters on the screen at 80x24. Lists stay scrolled as they were at the last look.
    pub fn text(&mut self) -> String {
        self.happen(Event::Resize(80, 24));
        glass::text(&glass::draw(&mut self.view, &self.state, 80, 24))
    }

    /// The mouse at 80x24, where a text of the screen begins; a click is on the entry that is drawn there.
    pub fn point(&mut self, text: &str, what: Pointed) {
        let screen = self.text();
        let row = screen.lines().position(|line| line.contains(text));
        let y = row.unwrap_or_else(|| panic!("{text} is not on\n{screen}"));
        let line = screen.lines().nth(y).expect("a row");
        let x = line.split(text).next().map_or(0, |before| before.chars().count());
        let (x, y) = (u16::try_from(x).expect("a column"), u16::try_from(y).expect("a row"));
        let spot = spot_at(&self.state, (x, y));
        let what = match (what, spot) {
            (Pointed::Click(_), Some(spot)) => Pointed::Click(self.view.entry_at(spot, y)),
            (other, _) => other,
        };
        self.happen(Event::Pointed(spot, what));
    }

    pub fn click(&mut self, text: &str) {
        self.point(text, Pointed::Click(None));
    }

    /// The status line's message.
    pub fn notice(&self) -> &str {
        self.state.notice.as_ref().map_or("", |n| n.text.as_str())
    }

    pub fn is_grave(&self) -> bool {
        self.state.notice.as_ref().is_some_and(|n| n.grave)
    }

    /// The case under the cursor of the queue, as it is shown.
    pub fn selected(&self) -> &str {
        self.state.queue.current().map_or("", |row| named(&row.number))
    }

    /// Numbers of the rows that the queue shows.
    pub fn shown(&self) -> Vec<&str> {
        self.state.queue.shown().map(|row| named(&row.number)).collect()
    }

    pub fn bench(&self) -> &Bench {
        self.state.bench.as_ref().expect("an open case")
    }

    /// Number of the open case; empty while the queue is shown.
    pub fn open_case(&self) -> &str {
        self.state.bench.as_ref().map_or("", |bench| bench.number().as_str())
    }

    /// The text in the editor.
    pub fn written(&self) -> String {
        self.bench().editor.text()
    }

    /// The preview's letter or YAML; empty while there is no preview.
    pub fn preview(&self) -> &str {
        match &self.state.overlay {
            Some(Overlay::Preview { prepared, yaml: true, .. }) => &prepared.yaml,
            Some(Overlay::Preview { prepared, .. }) => &prepared.letter,
            _ => "",
        }
    }

    pub fn draft_on_disk(&self, number: &str) -> Option<Draft> {
        self.store.draft(&parsed(number)).expect("a draft that can be read")
    }

    pub fn determination_on_disk(&self, number: &str) -> Option<Determination> {
        self.store.determination(&parsed(number)).expect("a determination that can be read")
    }

    /// Bytes of a finalized letter.
    pub fn letter_on_disk(&self, number: &str) -> Option<String> {
        self.store.letter(&parsed(number), 1).expect("a letter that can be read")
    }
}

/// Somebody else with the case open; dropping it lets go.
pub fn other_session(folder: &Path, number: &str, user: &str, same_reviewer: bool) -> Hold {
    let store = store::Workspace::open(folder).expect("a workspace");
    let reviewer = if same_reviewer { "r1" } else { "r2" };
    let holder = Holder { reviewer: Some(reviewer.to_owned()), ..seed::holder(user) };
    match store.hold(&parsed(number), &holder, false).expect("a hold") {
        Asked::Ours(hold) => hold,
        Asked::Theirs(by) => panic!("held by {by}"),
    }
}

fn parsed(number: &str) -> CaseNumber {
    number.parse().expect("a case number")
}

/// A test is short: its numbers may live on.
fn named(number: &CaseNumber) -> &'static str {
    number.to_string().leak()
}
