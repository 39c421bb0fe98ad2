//! Reads the texts of a case behind the screen: a thread for each case that is opened. A case that is left before its
//! texts are here is read no further.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc::Sender,
    },
    thread,
    time::Instant,
};

use super::{
    log::{self, Level, note},
    session::Heard,
};
use crate::{
    app::{
        Event,
        event::{Texts, Unread},
    },
    domain::case::CaseNumber,
    store::Workspace,
};

/// The texts of a case that are kept at hand are together at most this long.
const MOST: usize = 32 * 1024 * 1024;

/// Reads for the session.
#[derive(Clone)]
pub struct Reader {
    store: Workspace,
    answers: Sender<Heard>,
    /// Counts what was asked for: only the last is of use.
    asked: Arc<AtomicU64>,
}

impl Reader {
    pub fn new(store: Workspace, answers: Sender<Heard>) -> Self {
        Self { store, answers, asked: Arc::default() }
    }

    /// Reads these documents on a thread of its own; the session hears of it. Where there can be no thread, it is
    /// done at once.
    pub fn read(&self, number: &CaseNumber, documents: &[String]) -> Option<Event> {
        let mine = self.next();
        let (reader, case, wanted) = (self.clone(), number.clone(), documents.to_vec());
        let work = move || {
            if let Some(texts) = reader.texts(&case, &wanted, mine) {
                // A session that has ended hears nothing more.
                let event = Event::RecordsRead(case, texts);
                let _ = reader.answers.send(Heard::Done(Box::new(event)));
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

    fn next(&self) -> u64 {
        self.asked.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// `None` when something else has been asked for meanwhile.
    fn texts(&self, number: &CaseNumber, documents: &[String], mine: u64) -> Option<Texts> {
        let begun = Instant::now();
        let (mut texts, mut held) = (Texts::new(), 0);
        for document in documents {
            if self.asked.load(Ordering::Relaxed) != mine {
                return None;
            }
            let text = match self.store.record(number, document) {
                Ok(Some(text)) if held + text.len() > MOST => Err(Unread::TooLong),
                Ok(text) => {
                    held += text.as_ref().map_or(0, String::len);
                    Ok(text.map(Arc::from))
                }
                Err(error) => Err(Unread::Refused(error.to_string())),
            };
            texts.push((document.clone(), text));
        }
        let fields = [log::number("documents", documents.len()), log::took(begun)];
        note(Level::Debug, "records-read", &fields);
        Some(texts)
    }
}
