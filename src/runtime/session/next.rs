//! What the loop takes up next.

use super::{ANSWER, Ears, Heard};

/// What has come. While the queue goes through very many rows, it goes on only when nothing has come. What waits for the
/// disk does not wait longer than it should when nothing else comes.
pub fn next(ears: &mut Ears, is_working: bool, waits: bool) -> Heard {
    if is_working {
        return ears.now().unwrap_or(Heard::GoOn);
    }
    if waits {
        return ears.within(ANSWER).unwrap_or(Heard::Nothing);
    }
    ears.next()
}

#[cfg(test)]
mod tests {
    use std::{path::Path, sync::Arc};

    use super::*;
    use crate::{
        app::{Event, State, update},
        domain::{
            case::CaseNumber,
            queue::{CaseState, CaseSummary},
        },
        keymap,
        store::Workspace,
    };

    /// More than are gone through at once.
    const ROWS: usize = 70_000;

    fn long_queue() -> State {
        let workspace = Workspace::open(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        let library = Arc::new(workspace.library().unwrap());
        let now = "2026-11-22T09:00".parse().unwrap();
        let mut state = State::new(library, Arc::new(keymap::standard()), (80, 24), now);
        let row = |n| {
            let number: CaseNumber = format!("Q-{n:06}").parse().unwrap();
            CaseSummary { state: CaseState::New, ..CaseSummary::broken(number, Vec::new()) }
        };
        update(&mut state, Event::QueueRead(Ok((0..ROWS).map(row).collect())));
        while state.queue.is_working() {
            update(&mut state, Event::GoOn);
        }
        state
    }

    /// As the loop does: what comes next is carried in. Tells what it was; a dot for a stretch.
    fn step(state: &mut State, ears: &mut Ears) -> String {
        match next(ears, state.queue.is_working(), false) {
            Heard::Key(key) => {
                let event = keymap::translate(state, key);
                update(state, event);
                key.to_string()
            }
            Heard::GoOn => {
                update(state, Event::GoOn);
                ".".to_owned()
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_key_is_heard_between_two_stretches_and_takes_the_place_of_what_was_begun() {
        let mut state = long_queue();
        let mut ears = Ears::without_terminal().unwrap();
        let teller = ears.teller();
        let send = |key: &str| assert!(teller.say(Heard::Key(key.parse().unwrap())));
        ["\\", "9"].into_iter().for_each(send);
        let mut went: String = (0..3).map(|_| step(&mut state, &mut ears)).collect();
        assert!(state.queue.is_filtering());
        send("x");
        while state.queue.is_working() {
            went += &step(&mut state, &mut ears);
        }
        assert_eq!(went, "\\9.x...");
        assert_eq!((state.queue.filter().text(), state.queue.shown_len()), ("9x", 0));
    }
}
