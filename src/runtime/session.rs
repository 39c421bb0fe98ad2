//! The loop: wait, drain all that has come, update, draw once.

use std::{
    io,
    sync::{
        Arc,
        mpsc::{self, Receiver, RecvTimeoutError},
    },
    time::{Duration, Instant},
};

use super::{clock, hands::Hands, input, screen::Screen, signals};
use crate::{
    app::{Effect, Event, State, key::Key, update},
    domain::{case::CaseNumber, library::Library},
    keymap,
    store::Workspace,
    ui::Theme,
};

/// A reviewer who stops typing for this long has paused: the draft is kept.
const PAUSE: Duration = Duration::from_millis(400);
/// Who never stops typing still has a draft that is at most this old.
const LATEST: Duration = Duration::from_secs(1);

/// Exit code when the terminal went away: the one for a system that refuses.
pub const LOST: u8 = 4;

/// What the threads hear.
#[derive(Debug)]
pub enum Heard {
    Key(Key),
    Paste(String),
    Resize(u16, u16),
    Signal(i32),
    /// The terminal is gone.
    Closed,
}

/// What a session starts with.
#[derive(Debug)]
pub struct Start {
    pub workspace: Workspace,
    pub library: Arc<Library>,
    /// Id of the reviewer, when not the one that `imr.yaml` names.
    pub reviewer: Option<String>,
    /// Open the bench on this case instead of the queue.
    pub case: Option<CaseNumber>,
}

/// Opens the screen until the reviewer leaves. Gives back the process's exit code: 0, 128 and the number of the
/// signal that ended it, or [`LOST`] when the terminal went away.
///
/// # Errors
/// When the terminal refuses; the draft is then on disk.
pub fn run(start: Start) -> io::Result<u8> {
    let Start { workspace, library, reviewer, case } = start;
    let hands = Hands { workspace, library: Arc::clone(&library), reviewer };
    let (to, heard) = mpsc::channel();
    signals::listen(to.clone())?;
    let screen = Screen::take(theme())?;
    input::listen(to);
    let state = State::new(library, Screen::size()?, clock::local());
    let mut session = Session { state, hands, screen, ended: None, unkept_since: None };
    let ended = session.begin(case).and_then(|()| session.work(&heard));
    if ended.is_err() {
        // The terminal is gone, the text is not: keep it before the reason is told.
        session.happen(Event::Pause)?;
    }
    ended
}

/// Colours and marks that this terminal should get.
fn theme() -> Theme {
    let set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()))
        .map(|v| v.to_uppercase().replace('-', ""));
    let ascii = set("IMR_ASCII") || locale.is_some_and(|l| !l.contains("UTF8"));
    Theme { colour: !set("NO_COLOR"), ascii }
}

struct Session {
    state: State,
    hands: Hands,
    screen: Screen,
    ended: Option<u8>,
    /// When the oldest change that is not on disk was made.
    unkept_since: Option<Instant>,
}

impl Session {
    fn begin(&mut self, first: Option<CaseNumber>) -> io::Result<()> {
        let mut effects = vec![Effect::ReadQueue];
        effects.extend(first.map(Effect::OpenCase));
        self.carry_out(effects)?;
        self.screen.draw(&self.state)
    }

    fn work(&mut self, heard: &Receiver<Heard>) -> io::Result<u8> {
        while self.ended.is_none() {
            match self.wait(heard) {
                Ok(first) => {
                    self.hear(first)?;
                    // Everything that has come meanwhile counts before the one frame that shows it.
                    while let (None, Ok(more)) = (self.ended, heard.try_recv()) {
                        self.hear(more)?;
                    }
                }
                Err(RecvTimeoutError::Timeout) => self.happen(Event::Pause)?,
                Err(RecvTimeoutError::Disconnected) => self.ended = Some(LOST),
            }
            self.keep_in_time()?;
            if self.ended.is_none() {
                self.screen.draw(&self.state)?;
            }
        }
        Ok(self.ended.unwrap_or_default())
    }

    /// Keeps the draft once its oldest change has waited long enough, pause or not.
    fn keep_in_time(&mut self) -> io::Result<()> {
        if !self.state.bench.as_ref().is_some_and(|b| b.keeping.is_dirty()) {
            self.unkept_since = None;
        } else if self.unkept_since.get_or_insert_with(Instant::now).elapsed() >= LATEST {
            self.unkept_since = None;
            self.happen(Event::Pause)?;
        }
        Ok(())
    }

    /// Waits without end while nothing is unkept: an idle bench never wakes.
    fn wait(&self, heard: &Receiver<Heard>) -> Result<Heard, RecvTimeoutError> {
        if self.state.bench.as_ref().is_some_and(|b| b.keeping.is_dirty()) {
            return heard.recv_timeout(PAUSE);
        }
        heard.recv().map_err(|_| RecvTimeoutError::Disconnected)
    }

    fn hear(&mut self, heard: Heard) -> io::Result<()> {
        let now = clock::local();
        if (now.date(), now.hour(), now.minute())
            != (self.state.now.date(), self.state.now.hour(), self.state.now.minute())
        {
            self.happen(Event::Clock(now))?;
        }
        match heard {
            Heard::Key(key) => match keymap::translate(&self.state, key) {
                Some(event) => self.happen(event),
                None => Ok(()),
            },
            Heard::Paste(text) => self.happen(Event::Paste(text)),
            Heard::Resize(columns, rows) => self.happen(Event::Resize(columns, rows)),
            Heard::Signal(number) => {
                self.happen(Event::Pause)?;
                self.ended = Some(u8::try_from(128 + number).unwrap_or(u8::MAX));
                Ok(())
            }
            Heard::Closed => {
                self.happen(Event::Pause)?;
                self.ended = Some(LOST);
                Ok(())
            }
        }
    }

    fn happen(&mut self, event: Event) -> io::Result<()> {
        let effects = update(&mut self.state, event);
        self.carry_out(effects)
    }

    /// Carries out effects and what follows from their answers.
    fn carry_out(&mut self, effects: Vec<Effect>) -> io::Result<()> {
        for effect in effects {
            match effect {
                Effect::Quit => self.ended = Some(0),
                Effect::Redraw => self.screen.forget()?,
                effect => {
                    if let Some(answer) = self.hands.carry_out(effect) {
                        self.happen(answer)?;
                    }
                }
            }
        }
        Ok(())
    }
}
