//! What every session begins with, on a screen or line by line: the journal, the signals, the hands, the state.

use std::{io, sync::Arc};

use super::{
    clock, ears::Teller, hands::Hands, journal::Journal, keeper::Keeper, last_words,
    outside::Outside, reader::Reader, session::Start, signals,
};
use crate::app::{Beginning, State};

/// Columns and rows until the terminal has been asked.
const USUAL: (u16, u16) = (80, 24);

/// Starts the journal's thread and the one for signals.
///
/// # Errors
/// When the system refuses the handlers.
pub fn begin(start: &Start, to: Teller, outside: Outside) -> io::Result<(State, Hands)> {
    let journal = Journal::start(start.workspace.clone(), to.clone());
    let reader = Reader::new(start.workspace.clone(), to.clone());
    let answers = to.clone();
    signals::listen(to, journal.clone(), outside)?;
    last_words::on_panic(journal.clone());
    let keeper = Keeper::new(start.workspace.clone(), Arc::clone(&start.index), answers);
    let library = Arc::clone(&start.library);
    let sits = library.reviewer(start.reviewer.as_deref()).ok().map(|r| r.id.clone());
    let hands = Hands {
        workspace: start.workspace.clone(),
        library: Arc::clone(&library),
        reviewer: start.reviewer.clone(),
        journal,
        reader,
        keeper,
        restricted: start.restricted,
    };
    let state = State::begin(Beginning {
        library,
        keymap: Arc::new(start.keymap.clone()),
        settings: Arc::new(start.settings.clone()),
        reviewer: sits,
        restricted: start.restricted,
        size: USUAL,
        now: clock::local(),
        mistakes: &start.problems,
        unsettled: start.unsettled.as_deref(),
    });
    Ok((state, hands))
}
