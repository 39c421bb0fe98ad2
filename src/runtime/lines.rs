//! A session without a screen, for the line mode: the same state, the same effects, the same journal. Nothing is sent
//! to the terminal from here.

use std::{
    io,
    sync::{Arc, mpsc::Receiver},
    time::{Duration, Instant},
};

use signal_hook::{consts::SIGTSTP, flag};

use super::{
    begin::begin,
    clock,
    ears::{Heard, Teller},
    hands::Hands,
    outside::Outside,
    session::Start,
    signals::PATIENCE,
    turns::Turns,
};
use crate::app::{Action, Effect, Event, Scope, State, update};

/// How long the disk is waited for after an act.
const ANSWER: Duration = Duration::from_secs(2);

pub struct Lines {
    state: State,
    hands: Hands,
    heard: Receiver<Heard>,
    ended: bool,
}

impl Lines {
    /// Reads the queue, and opens the case that the start names.
    ///
    /// # Errors
    /// When the system refuses threads or handlers.
    pub fn begin(start: &Start) -> io::Result<Self> {
        let (to, heard) = Teller::alone();
        let (state, hands) = begin(start, to, Outside::default())?;
        if start.restricted {
            // Taken and left alone: Ctrl-Z stops a program that only reads lines.
            flag::register(SIGTSTP, Arc::default())?;
        }
        let mut lines = Self { state, hands, heard, ended: false };
        lines.carry_out(vec![Effect::ReadQueue]);
        lines.carry_out(start.case.clone().map(Effect::OpenCase).into_iter().collect());
        lines.happen(Event::GoOn);
        Ok(lines)
    }

    pub fn state(&self) -> &State {
        &self.state
    }

    /// The reviewer has left.
    pub fn has_ended(&self) -> bool {
        self.ended
    }

    pub fn act(&mut self, action: Action) {
        self.happen(Event::Act(action));
    }

    pub fn happen(&mut self, event: Event) {
        let effects = update(&mut self.state, event);
        self.carry_out(effects);
        // A line is answered on all rows.
        while self.state.queue.is_working() {
            update(&mut self.state, Event::GoOn);
        }
    }

    /// What was done goes on its way to the disk; its answer is waited for, except between two lines of a text.
    pub fn settle(&mut self) {
        self.happen(Event::Clock(clock::local()));
        self.happen(Event::Settled);
        let begun = Instant::now();
        loop {
            let left = ANSWER.saturating_sub(begun.elapsed());
            let heard = match self.waits() && !left.is_zero() {
                true => self.heard.recv_timeout(left).ok(),
                false => self.heard.try_recv().ok(),
            };
            match heard {
                Some(Heard::Done(event)) => self.happen(*event),
                Some(_) => {}
                None => return,
            }
        }
    }

    /// Compares the file of the open case with what was shown.
    pub fn look_again(&mut self) {
        let open = self.state.bench.as_ref().map(|bench| &bench.open);
        if let Some(event) = open.and_then(|open| self.hands.case_changed(open)) {
            self.happen(event);
        }
    }

    /// Puts the words on the disk and lets go of the case.
    ///
    /// # Errors
    /// Why the words are not on the disk.
    pub fn end(&self) -> Result<(), String> {
        self.hands.journal.end(PATIENCE)
    }

    fn waits(&self) -> bool {
        let keeping = self.state.bench.as_ref().map(|bench| &bench.keeping);
        let on_its_way = keeping.is_some_and(|k| k.is_dirty() && k.failed.is_none());
        let past = self.state.bench.as_ref().and_then(|bench| bench.desk.past.as_ref());
        let is_read = past.is_none_or(|past| past.found.is_some());
        !is_read || self.state.is_waiting() || on_its_way && self.state.scope() != Scope::Editor
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        let mut turns = Turns::of(effects);
        while let Some(effect) = turns.next() {
            let answer = match effect {
                Effect::Quit => {
                    self.ended = true;
                    None
                }
                // Where the screen was left stays as it is.
                Effect::Redraw | Effect::Remember(_) => None,
                // OSC 52 is no text, and a pipe would keep it.
                Effect::Copy(_) => {
                    Some(Event::Copied(Err("the line mode has no clipboard".to_owned())))
                }
                // The terminal stops a line mode by itself.
                Effect::Suspend => Some(Event::NotSuspended),
                Effect::EditOutside(number, item, _) => {
                    let why = "no other editor is opened from the line mode; write, replace and remove change the text";
                    Some(Event::EditedOutside(number, item, Err(why.to_owned())))
                }
                // A line is answered on what is there: all files are looked at.
                Effect::ReadQueue | Effect::ReadRow(_) => {
                    Some(self.hands.keeper.read_now(&self.hands.library))
                }
                // A line is answered on what is there: the texts are waited for.
                Effect::ReadRecords(number, documents) => {
                    self.hands.reader.read_now(&number, &documents)
                }
                effect => self.hands.carry_out(effect),
            };
            if let Some(answer) = answer {
                turns.answered(&mut self.state, answer);
            }
        }
    }
}
