//! Effects that wait their turn: one order for the bench and for the line mode.

use std::collections::VecDeque;

use crate::app::{Effect, Event, State, update};

pub struct Turns(VecDeque<Effect>);

impl Turns {
    pub fn of(effects: Vec<Effect>) -> Self {
        Self(VecDeque::from(effects))
    }

    pub fn next(&mut self) -> Option<Effect> {
        self.0.pop_front()
    }

    /// Carries an answer into the state. What follows from it comes before what was asked for after it.
    pub fn answered(&mut self, state: &mut State, answer: Event) {
        for effect in update(state, answer).into_iter().rev() {
            self.0.push_front(effect);
        }
    }
}
