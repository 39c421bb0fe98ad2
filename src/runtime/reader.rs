//! Reads behind the screen. The texts of a case: a thread for each case that is opened; a case that is left before its
//! texts are here is read no further. Past determinations: a thread each time they are asked for, and only the last is of
//! use. And the file of the case, now and then, whether it has changed: one thread at a time.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::Instant,
};

use super::{
    ears::Teller,
    log::{self, Level, note},
};
use crate::{
    app::{
        Event,
        event::{Texts, Unread},
    },
    domain::{
        case::{CaseNumber, Item},
        library::Library,
    },
    store::{AtHand, Workspace},
};

/// Reads for the session.
#[derive(Clone)]
pub struct Reader {
    store: Workspace,
    answers: Teller,
    /// Counts what was asked for: only the last is of use.
    asked: Arc<AtomicU64>,
    /// The file of a case is being looked at.
    looking: Arc<AtomicBool>,
    /// The same for past determinations, by a count of their own.
    compared: Arc<AtomicU64>,
}

impl Reader {
    pub fn new(store: Workspace, answers: Teller) -> Self {
        Self {
            store,
            answers,
            asked: Arc::default(),
            looking: Arc::default(),
            compared: Arc::default(),
        }
    }

    /// Reads these documents on a thread of its own; the session hears of it. Where there can be no thread, it is
    /// done at once.
    pub fn read(&self, number: &CaseNumber, documents: &[String]) -> Option<Event> {
        let mine = self.next();
        let (reader, case, wanted) = (self.clone(), number.clone(), documents.to_vec());
        let work = move || {
            if let Some(texts) = reader.texts(&case, &wanted, mine) {
                reader.tell(Event::RecordsRead(case, texts));
            }
        };
        match thread::Builder::new().name("records".to_owned()).spawn(work) {
            Ok(_) => None,
            Err(_) => self.read_now(number, documents),
        }
    }

    /// Reads these documents now.
    pub fn read_now(&self, number: &CaseNumber, documents: &[String]) -> Option<Event> {
        let texts = self.texts(number, documents, self.next())?;
        Some(Event::RecordsRead(number.clone(), texts))
    }

    /// The case as it is on the disk, when its file is not the one with this digest.
    pub fn changed(&self, case: &CaseNumber, digest: &str, library: &Library) -> Option<Event> {
        let now = self.store.case_digest(case).ok().flatten()?;
        if now == digest {
            return None;
        }
        // A file that is being written, or is faulty, is looked at again later.
        let read = self.store.open_case(case, library).ok()?;
        Some(Event::CaseChanged(Box::new(read)))
    }

    /// Looks for that on a thread of its own. A disk that has not answered yet is not asked again.
    pub fn look_again(&self, case: &CaseNumber, digest: &str, library: &Arc<Library>) {
        if self.looking.swap(true, Ordering::AcqRel) {
            return;
        }
        let (reader, library) = (self.clone(), Arc::clone(library));
        let (case, digest) = (case.clone(), digest.to_owned());
        let look = move || {
            let changed = reader.changed(&case, &digest, &library);
            reader.looking.store(false, Ordering::Release);
            if let Some(event) = changed {
                reader.tell(event);
            }
        };
        if thread::Builder::new().name("look".to_owned()).spawn(look).is_err() {
            self.looking.store(false, Ordering::Release);
        }
    }

    /// Reads the past determinations that are like an item, in the same way.
    pub fn precedents(
        &self,
        number: CaseNumber,
        item: Box<Item>,
        library: Arc<Library>,
        reviewer: Option<String>,
    ) -> Option<Event> {
        let mine = self.compared.fetch_add(1, Ordering::Relaxed) + 1;
        let reader = self.clone();
        let compare = move || {
            let begun = Instant::now();
            let goes_on = || reader.compared.load(Ordering::Relaxed) == mine;
            let id = reviewer.as_deref();
            let found = reader.store.precedents(&number, &item, &library, id, &goes_on);
            let found = found.transpose()?;
            let many = found.as_ref().map_or(0, |found| found.found.len());
            let fields = [log::number("precedents", many), log::took(begun)];
            note(Level::Debug, "precedents-read", &fields);
            let found = found.map(Box::new).map_err(|error| error.to_string());
            Some(Event::PrecedentsRead(number.clone(), item.item, found))
        };
        let (aside, reader) = (compare.clone(), self.clone());
        let work = move || {
            if let Some(event) = aside() {
                reader.tell(event);
            }
        };
        match thread::Builder::new().name("precedents".to_owned()).spawn(work) {
            Ok(_) => None,
            Err(_) => compare(),
        }
    }

    /// A session that has ended hears nothing more.
    fn tell(&self, event: Event) {
        self.answers.tell(event);
    }

    fn next(&self) -> u64 {
        self.asked.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// `None` when something else has been asked for meanwhile.
    fn texts(&self, number: &CaseNumber, documents: &[String], mine: u64) -> Option<Texts> {
        let begun = Instant::now();
        let mut texts = Texts::new();
        let mut read = self.store.records(number, documents.iter());
        loop {
            if self.asked.load(Ordering::Relaxed) != mine {
                return None;
            }
            let Some((document, text)) = read.next() else { break };
            let text = match text {
                Ok(AtHand::Text(text)) => Ok(Some(Arc::from(text))),
                Ok(AtHand::Nothing) => Ok(None),
                Ok(AtHand::TooLong) => Err(Unread::TooLong),
                Err(error) => Err(Unread::Refused(error.to_string())),
            };
            texts.push((document.clone(), text));
        }
        let fields = [log::number("documents", documents.len()), log::took(begun)];
        note(Level::Debug, "records-read", &fields);
        Some(texts)
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path, time::Duration};

    use super::*;
    use crate::runtime::ears::Heard;

    #[test]
    fn a_changed_file_is_told_of_from_behind() {
        let folder = tempfile::tempdir().unwrap();
        let (of, number) = (Path::new(env!("CARGO_MANIFEST_DIR")), "CM15-0000001");
        let file = Path::new("cases").join(format!("{number}.yaml"));
        fs::create_dir(folder.path().join("cases")).unwrap();
        fs::copy(of.join(&file), folder.path().join(&file)).unwrap();
        let library = Arc::new(Workspace::open(of).unwrap().library().unwrap());
        let store = Workspace::open(folder.path()).unwrap();
        let number: CaseNumber = number.parse().unwrap();
        let digest = store.case_digest(&number).unwrap().unwrap();
        let (to, heard) = Teller::alone();
        let reader = Reader::new(store, to);
        let look = || {
            while reader.looking.load(Ordering::Acquire) {
                thread::sleep(Duration::from_millis(1));
            }
            reader.look_again(&number, &digest, &library);
        };
        look();
        look();
        assert!(heard.try_recv().is_err(), "nothing has changed");
        let mut text = fs::read_to_string(folder.path().join(&file)).unwrap();
        text.push_str("# a note\n");
        fs::write(folder.path().join(&file), text).unwrap();
        look();
        let told = heard.recv_timeout(Duration::from_secs(10));
        let Ok(Heard::Done(event)) = told else { panic!("{told:?}") };
        assert!(matches!(*event, Event::CaseChanged(open) if open.digest != digest));
    }
}
